"""Which process this is, and whether another one still runs: a number alone is given out again.

A process is told by its machine, its number and the moment at which it started. Linux says that in ``/proc``, Windows by
a call, other systems by ``ps``.
"""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path
from typing import Final, Literal

from policy_extract.tuples import NamedTuple

State = Literal["alive", "gone", "unknown"]

_STARTED: Final = (
    19  # fields behind the name in /proc/PID/stat: the start, in ticks since the machine's
)
#: Windows: what may be asked of a process; the state of one that has not ended.
_QUERY, _STILL_ACTIVE = 0x1000, 259


class Identity(NamedTuple):
    """A process. ``machine`` is its id beside its name, ``boot`` which start of the machine, ``space`` which room of
    process numbers (containers have their own), ``started`` the process's own start as the system says it; each empty where the system says
    nothing."""

    pid: int
    host: str
    machine: str = ""
    boot: str = ""
    space: str = ""
    started: str = ""

    def state(self) -> State:
        """Whether it runs, as far as this process can see: one on another machine or in another container cannot be seen."""
        here = this()
        if (self.host, self.machine) != (here.host, here.machine):
            return "unknown"
        if self.boot != here.boot:
            return "gone" if here.machine and self.boot and here.boot else "unknown"
        if self.space != here.space:
            return "unknown"
        return "alive" if _runs(self.pid, self.started) else "gone"


def this() -> Identity:
    """The process that asks."""
    pid = os.getpid()
    return Identity(
        pid=pid,
        host=platform.node(),
        machine=_first_line("/etc/machine-id"),
        boot=_first_line("/proc/sys/kernel/random/boot_id"),
        space=_space(),
        started=started(pid) or "",
    )


def _runs(pid: int, since: str) -> bool:
    now = started(pid)
    if now is None:  # there is none of this number, or the system does not say
        return sys.platform != "linux" and _answers(pid)
    return not since or now == since


def started(pid: int) -> str | None:
    """When a process of this machine started, in the system's own terms; None for one that does not run."""
    if sys.platform == "linux":
        return _started_linux(pid)
    if sys.platform == "win32":
        return _started_windows(pid)
    return _started_elsewhere(pid)


def _started_linux(pid: int) -> str | None:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    rest = fields.rpartition(")")[2].split()  # the name before it may hold anything
    if len(rest) <= _STARTED or rest[0] in "ZX":  # it has ended and waits to be asked for
        return None
    return rest[_STARTED]


def _started_windows(pid: int) -> str | None:
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    handle = kernel.OpenProcess(_QUERY, False, pid)
    if not handle:
        return None
    try:
        code = ctypes.c_ulong()
        times = [ctypes.c_ulonglong() for _ in range(4)]
        if kernel.GetExitCodeProcess(handle, ctypes.byref(code)) and code.value != _STILL_ACTIVE:
            return None
        kernel.GetProcessTimes(handle, *map(ctypes.byref, times))
        return str(times[0].value)
    finally:
        kernel.CloseHandle(handle)


def _started_elsewhere(pid: int) -> str | None:
    import subprocess

    command = ["ps", "-o", "lstart=", "-p", str(pid)]
    environment = {**os.environ, "LC_ALL": "C"}
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=5, check=False, env=environment
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return " ".join(done.stdout.split()) or None


def _answers(pid: int) -> bool:
    """Whether there is a process of this number, where nobody says when it started."""
    if sys.platform == "win32":
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # it is there and belongs to somebody else
    return True


def _space() -> str:
    try:
        return os.readlink("/proc/self/ns/pid")
    except OSError:
        return ""


def _first_line(path: str) -> str:
    try:
        return Path(path).read_text(encoding="ascii", errors="replace").partition("\n")[0].strip()
    except OSError:
        return ""
