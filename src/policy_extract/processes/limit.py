"""A limit of time for a piece of work in this very process.

Where the system has an alarm (not Windows) and this is the main thread, its signal ends also a search of one pattern that goes on
and on, since ``re`` looks for signals while it searches. Elsewhere, or where somebody else uses the alarm, a thread raises
the error: it comes between two steps of Python and cannot end a single call into a library.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType
from typing import Final

from policy_extract.processes.together import in_main_thread

#: Seconds after which the alarm rings again, in case that a library has swallowed the error.
_AGAIN: Final = 1.0


class Overtime(BaseException):
    """The time is over. No Exception, so that nobody who expects errors of his own takes it for one."""


@contextlib.contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raises Overtime inside the block when it has lasted so long, and at no other place."""
    limited = _by_alarm if _alarm_is_free() else _by_thread
    with limited(seconds):
        yield


def _alarm_is_free() -> bool:
    return (
        hasattr(signal, "setitimer")
        and in_main_thread()
        and signal.getsignal(signal.SIGALRM) == signal.SIG_DFL
        and signal.getitimer(signal.ITIMER_REAL)[0] == 0
    )


@contextlib.contextmanager
def _by_alarm(seconds: float) -> Iterator[None]:
    at_work = True

    def ring(_number: int, _frame: FrameType | None) -> None:
        if at_work:
            raise Overtime

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
        yield
    finally:
        at_work = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def _by_thread(seconds: float) -> Iterator[None]:
    worker, lock = threading.get_ident(), threading.Lock()
    at_work = True

    def ring() -> None:
        with lock:
            if at_work:
                _raise(worker, Overtime)

    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with lock:
            at_work = False
        timer.cancel()
        _raise(worker, None)  # one that was to come, and has not


def _raise(thread: int, error: type[BaseException] | None) -> None:
    import ctypes

    kind = ctypes.py_object(error) if error is not None else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), kind)
