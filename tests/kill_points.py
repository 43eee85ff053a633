"""A process that is killed, or refused, at the n-th thing that it does to a folder.

Python tells an audit hook of every file that is opened, moved, made or removed, before it happens, whichever function does it.
The process is a fork of this one, so that hundreds of points cost seconds.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

#: What changes a folder: the event, and which of its arguments are paths.
_CHANGES = {
    "open": (0,),
    "os.rename": (0, 1),
    "os.remove": (0,),
    "os.mkdir": (0,),
    "os.rmdir": (0,),
    "os.link": (0, 1),
    "os.symlink": (1,),
    "os.truncate": (0,),
    "os.utime": (0,),
    "os.chmod": (0,),
}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
#: How the process ended: all done, refused as an error of ours, anything else.
DONE, REFUSED, ASTRAY = 0, 7, 99

How = Callable[[str, str], None]  # the event and its path


def kill(number: signal.Signals) -> How:
    """The process gets a signal."""
    return lambda *_: os.kill(os.getpid(), number)


def torn(event: str, path: str) -> None:
    """A new file is begun, and then the process is killed; at anything else nothing happens."""
    if event == "open" and not os.path.exists(path):
        with open(path, "wb") as file:
            file.write(b'{"')
        os.kill(os.getpid(), signal.SIGKILL)


def fails(_event: str, path: str) -> None:
    """The system refuses this one thing."""
    raise PermissionError(errno.EACCES, "refused", path)


def full(event: str, path: str) -> None:
    """There is no room for a new file or folder."""
    if event in ("open", "os.mkdir"):
        raise OSError(errno.ENOSPC, "No space left on device", path)


def run(act: Callable[[], object], folder: Path, at: int, how: How, *, on: bool = False) -> int:
    """Do it in a fork and meet the ``at``-th change of ``folder`` (with ``on``: every one from there).

    Returns one of the codes above, or minus the signal by which it ended.
    """
    child = os.fork()
    if child == 0:
        code = ASTRAY
        try:
            signal.signal(signal.SIGHUP, signal.SIG_DFL)  # nohup has its children ignore it
            _listen(str(folder), at, how, on)
            code = _code(act)
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def count(act: Callable[[], object], folder: Path) -> int:
    """How often it changes the folder."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code, seen = ASTRAY, [0]
        try:
            _listen(str(folder), 0, lambda *_: seen.append(0), on=True)
            code = _code(act)
            os.write(writing, str(len(seen) - 1).encode())
        finally:
            os._exit(code)
    os.close(writing)
    said = os.read(reading, 100)
    os.close(reading)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == DONE
    return int(said)


def _code(act: Callable[[], object]) -> int:
    from policy_extract.errors import PolicyExtractError

    try:
        act()
    except PolicyExtractError:
        return REFUSED
    return DONE


def _listen(folder: str, at: int, how: How, on: bool) -> None:
    seen, busy = 0, False

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen, busy
        if busy or event not in _CHANGES:
            return
        if event == "open" and not (isinstance(arguments[2], int) and arguments[2] & _WRITES):
            return
        paths = [os.fspath(arguments[n]) for n in _CHANGES[event] if _is_path(arguments[n])]
        # what is named by an open folder and a name (as rmtree does) is in the folder that is watched
        ours = [p for p in paths if str(p).startswith(folder) or not os.path.isabs(p)]
        if not ours:
            return
        seen += 1
        if seen == at or (on and seen > at):
            busy = True
            try:
                how(event, str(ours[0]))
            finally:
                busy = False

    sys.addaudithook(hook)


def _is_path(value: object) -> bool:
    return isinstance(value, str | bytes | os.PathLike)
