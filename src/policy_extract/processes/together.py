"""A process goes when the one that started it goes, however that ended; and Ctrl-C is not for it.

On Linux the kernel sees to it at once (``PR_SET_PDEATHSIG``). Everywhere a thread waits for the other's end, which on Windows and
macOS has to wait until a library lets go of Python; Windows also ends what belongs to a console that is closed.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator
from types import ModuleType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

_PR_SET_PDEATHSIG: Final = 1
#: How a process ends whose leader has gone; nobody is there to read it.
_ALONE: Final = 1
_ONE_AT_A_TIME: Final = threading.RLock()  # one that is forked goes on in the thread that has it


def go_together(by_kernel: bool) -> None:
    """To be called first in a process of ``multiprocessing``: it ends when its parent has ended.

    ``by_kernel``: ask Linux for it, too; it goes by the *thread* that started the process, which must not end before
    the process is to.
    """
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is None:
        return
    if by_kernel and sys.platform == "linux":
        _ask_kernel()
        if os.getppid() != parent.pid:  # it went before we asked
            os._exit(_ALONE)
    threading.Thread(target=_wait, args=(parent.sentinel,), daemon=True).start()


def _ask_kernel() -> None:
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _wait(parent: int) -> None:
    from multiprocessing.connection import wait

    wait([parent])
    os._exit(_ALONE)


def in_main_thread() -> bool:
    """Whether this is the thread that lives as long as its process."""
    return threading.current_thread() is threading.main_thread()


def start_process(process: BaseProcess) -> None:
    """Start a process of ``multiprocessing``: Ctrl-C is not for it, and it does not run the caller's script anew.

    A spawned process imports the script that is running as a module first; one that calls ``extract`` without asking for
    ``__name__ == "__main__"`` would begin its run again there, and end the process.

    Threads start theirs one after the other: what is put aside meanwhile is the whole process's. A daemon of
    ``multiprocessing`` (each worker of its Pool is one) may start processes, too: it is refused there because they could be left
    behind, and ours go with their leader.
    """
    with _ONE_AT_A_TIME, _deaf_to_ctrl_c(), _without_script(), _no_daemon():
        process.start()


@contextlib.contextmanager
def _no_daemon() -> Iterator[None]:
    from multiprocessing import current_process

    config: dict[str, object] = getattr(current_process(), "_config", {})
    if not config.get("daemon"):
        yield
        return
    config["daemon"] = False
    try:
        yield
    finally:
        config["daemon"] = True


@contextlib.contextmanager
def _without_script() -> Iterator[None]:
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script


@contextlib.contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Processes that are started meanwhile do not get Ctrl-C, which a terminal sends to all: their leader ends them.

    Where there are no signal masks (Windows) a child gets it as ever.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
