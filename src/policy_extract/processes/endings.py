"""How a process ends: what asks it to from outside, as an error that it can clean up after, and its own end."""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator
from types import FrameType
from typing import Final, NoReturn

from policy_extract.processes.together import in_main_thread

#: Ctrl-C is Python's own KeyboardInterrupt already.
_ASKING: Final = ("SIGTERM", "SIGHUP")


class Ended(KeyboardInterrupt):
    """Somebody ended this process by a signal; ``number`` says which."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def end_as_asked(error: KeyboardInterrupt) -> int:
    """The exit code for Ctrl-C. For a signal this process ends by it, as whoever sent it expects (a shell shows 143 or 129)."""
    if isinstance(error, Ended):
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        signal.signal(error.number, signal.SIG_DFL)
        os.kill(os.getpid(), error.number)
    return 128 + signal.SIGINT


def exit_code(error: KeyboardInterrupt) -> int:
    """The exit code that a shell shows for a process ended so: 130 for Ctrl-C, 143 or 129 for the signals."""
    return 128 + (error.number if isinstance(error, Ended) else signal.SIGINT)


def leave(code: int) -> NoReturn:
    """End this process with an exit code, and let the system have what it holds at once.

    Python would take the words and records of a run apart one by one, which takes as long as to read a page. What has asked to
    be called at the end is called. The usual end is left to a process that has more threads, or somebody who watches it (a
    profiler, a debugger, ``-i``), and to streams that do not take what was said.
    """
    watched = sys.gettrace() or sys.getprofile() or sys.flags.inspect or sys.flags.interactive
    if watched or threading.active_count() > 1:
        raise SystemExit(code)
    atexit._run_exitfuncs()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        raise SystemExit(code) from None
    os._exit(code)


@contextlib.contextmanager
def ended_in_order() -> Iterator[None]:
    """While it lasts, SIGTERM and SIGHUP raise Ended; those that are ignored (nohup) or have a handler stay as they are."""
    numbers = [getattr(signal, name) for name in _ASKING if hasattr(signal, name)]
    free = [one for one in numbers if in_main_thread() and signal.getsignal(one) == signal.SIG_DFL]
    for number in free:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in free:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    raise Ended(number)
