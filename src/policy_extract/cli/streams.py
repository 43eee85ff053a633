"""The streams of the process, whoever listens: none of them, a pipe that is closed, a disk that is full, a terminal that is gone.

What nobody can read must not cost a run that has worked for an hour; what somebody asked for and does not get in full is told.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any, Final, TextIO

#: Nobody listens any more: the reader of a pipe has gone, or the terminal.
_GONE: Final = (errno.EPIPE, errno.EIO, errno.ESHUTDOWN)


class _Heard:
    """A stream as it was, but for its errors: where nobody listens nothing is written.

    ``needed``: what cannot be written for another reason (a full disk) is an OSError.
    """

    def __init__(self, stream: TextIO, needed: bool) -> None:
        self._stream, self._needed = stream, needed

    def write(self, words: str) -> int:
        """The words, all or none."""
        self._kept(self._stream.write, words)
        return len(words)

    def flush(self) -> None:
        """Raises OSError where the stream is ``needed``."""
        self._kept(self._stream.flush)

    def _kept(self, call: Callable[..., object], *words: str) -> None:
        try:
            call(*words)
        except OSError as error:
            _silence(self._stream)
            if self._needed and error.errno not in _GONE:
                raise

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextlib.contextmanager
def heard() -> Iterator[None]:
    """While it lasts, stdout and stderr are there, and may be written to whoever listens.

    An OSError comes from stdout alone, when it cannot be written though somebody is there to read it.
    """
    _fill()
    before = sys.stdout, sys.stderr
    streams: Any = _Heard(sys.stdout, needed=True), _Heard(sys.stderr, needed=False)
    sys.stdout, sys.stderr = streams
    try:
        yield
    finally:
        for stream in streams:
            with contextlib.suppress(OSError, ValueError):  # told by whoever wrote last
                stream.flush()
        sys.stdout, sys.stderr = before


def _fill() -> None:
    """Have something stand in for streams that were closed: else the next file that is opened gets their numbers,
    and what a library says goes into it."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free
    for number, name in ((1, "stdout"), (2, "stderr")):
        if getattr(sys, name) is None:
            stream = open(number, "w", encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)


def _silence(stream: TextIO) -> None:
    """What is still to be written, also at the end of the process, goes nowhere."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
