"""Reading in a process of its own: a file that hangs, crashes or eats memory costs itself and nothing else.

Text is read right here, since decoding always ends. Every other format goes to a child, which is kept for the next
file and replaced when it was lost.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from policy_extract.files import first_bytes
from policy_extract.processes.together import go_together, in_main_thread, start_process
from policy_extract.readers import archives, formats
from policy_extract.readers.reading import read_document
from policy_extract.readers.source import GoesOn, SourceText, Unreadable

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

#: The largest files of ministries (300 pages of tables) take a tenth of it.
SECONDS: Final = 120.0
#: A reader that says after each page that it goes on gets its seconds again, up to this: a scan of 300 pages takes
#: an hour and more on one core.
TOTAL: Final = 7_200.0
#: Address space of the child, in bytes; a picture of a scanned page needs some 100 MB.
MEMORY: Final = 4 << 30
_LEAVING = 2.0  # seconds in which a child that is asked to go has gone

Read = Callable[[str, GoesOn], SourceText]
#: What the child answers: the text, or the code and the fields of a refusal; None: it goes on.
Answer = SourceText | tuple[str, dict[str, object]]


class ConfinedReader:
    """Reads files one after the other; ``close`` it, or use it as a context.

    ``read`` is a function of a module, since the child imports it by name.
    """

    def __init__(
        self,
        read: Read = read_document,
        seconds: float = SECONDS,
        memory: int = MEMORY,
        total: float = TOTAL,
    ) -> None:
        self._read, self._seconds, self._memory, self._total = read, seconds, memory, total
        self._child: tuple[BaseProcess, Connection] | None = None

    def __enter__(self) -> ConfinedReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, path: str) -> SourceText:
        """The document at ``path``. Raises Unreadable, also where time (``read.timeout``) or memory
        (``read.memory``) ran out, and where the reader's process died (``read.died``)."""
        if self._read is read_document and _is_text(path):
            return _told(path, _answer(read_document, path, _alone))
        try:
            process, pipe = self._child or self._started()
        except OSError as error:  # no more processes, or files, for this user
            raise Unreadable(path, "read.os", error=error.strerror or str(error)) from error
        self._child = None  # it is put back when it has answered
        try:
            pipe.send(path)
            answer = self._awaited(process, pipe, path)
        except (EOFError, OSError) as error:
            _stopped(process, pipe)
            raise Unreadable(path, "read.died", status=process.exitcode) from error
        except BaseException:  # Ctrl-C: nobody wants the answer any more
            _stopped(process, pipe)
            raise
        self._child = process, pipe
        return _told(path, answer)

    def _awaited(self, process: BaseProcess, pipe: Connection, path: str) -> Answer:
        """What the child answers in its seconds, which begin anew when it says that it goes on."""
        end = time.monotonic() + self._total
        while True:
            left = end - time.monotonic()
            if left <= 0 or not pipe.poll(min(self._seconds, left)):
                _stopped(process, pipe)
                limit = min(self._seconds, self._total) if left > self._seconds else self._total
                raise Unreadable(path, "read.timeout", seconds=round(limit))
            answer: Answer | None = pipe.recv()
            if answer is not None:
                return answer

    def close(self) -> None:
        """Let the child go."""
        if self._child is not None:
            process, pipe = self._child
            self._child = None
            pipe.close()
            process.join(_LEAVING)
            _stopped(process, pipe)

    def _started(self) -> tuple[BaseProcess, Connection]:
        from multiprocessing import get_context

        context = get_context("spawn")  # a fork would hold the lexicon, and locks of other threads
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_serve, args=(theirs, self._read, self._memory, in_main_thread()), daemon=True
        )
        start_process(process)
        theirs.close()
        return process, ours


def _told(path: str, answer: Answer) -> SourceText:
    if isinstance(answer, SourceText):
        return answer
    code, fields = answer
    raise Unreadable(path, code, **fields)


def _alone() -> None:
    """Nobody waits for word from a reader."""


def _is_text(path: str) -> bool:
    """Whether a file is read right here; what is packed may unfold to anything."""
    return not archives.inside(path) and formats.is_text(_head(path), Path(path).suffix)


def _head(path: str) -> bytes:
    """The first bytes of a file; none where there are none to be had, which ``read_document`` then tells.

    Only files are opened: a named pipe would keep who opens it waiting for good.
    """
    try:
        return first_bytes(Path(path), formats.HEAD)
    except OSError:
        return b""


def _stopped(process: BaseProcess, pipe: Connection) -> None:
    pipe.close()
    if process.is_alive():
        process.kill()
    process.join()


def _serve(pipe: Connection, read: Read, memory: int, by_kernel: bool) -> None:
    """The child: answers paths with texts or refusals until its parent is gone."""
    go_together(by_kernel)
    _limit_memory(memory)
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            pipe.send(_answer(read, pipe.recv(), lambda: pipe.send(None)))


def _answer(read: Read, path: str, goes_on: GoesOn) -> Answer:
    try:
        return read(path, goes_on)
    except Unreadable as error:
        return error.code, dict(error.fields)
    except (MemoryError, RecursionError) as error:
        return "read.memory", {"error": type(error).__name__}
    except Exception as error:  # whatever a library stumbles over must not cost the other files
        return "read.broken", {"error": f"{type(error).__name__}: {error}"[:300]}


def _limit_memory(memory: int) -> None:
    """Where the system can; on others a file that eats all memory is the system's to stop."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
