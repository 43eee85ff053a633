"""Processes as a test sees them: who runs below whom, and what a program says to a terminal."""

from __future__ import annotations

import contextlib
import os
import pty
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


def parents() -> dict[int, int]:
    """Every process that runs, with its parent; one that has ended and was not asked for does not run."""
    found: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if folder.name.isdecimal():
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                if fields[0] not in "ZX":
                    found[int(folder.name)] = int(fields[1])
    return found


def descendants(leader: int) -> set[int]:
    """All that a process has started, and what that has started."""
    known, found = parents(), {leader}
    while more := {one for one, parent in known.items() if parent in found} - found:
        found |= more
    return found - {leader}


def on_a_terminal(
    arguments: Sequence[str | Path], environment: Mapping[str, str], *, only_errors: bool = False
) -> str:
    """What ``policy-extract`` sends to a terminal; it must end well. ``only_errors``: stdout goes nowhere."""
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "policy_extract", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if only_errors else follower,
        stderr=follower,
        env={**os.environ, "LANG": "C.UTF-8", **environment},
    ) as process:
        os.close(follower)
        said = b""
        with contextlib.suppress(OSError):  # the terminal is closed
            while part := os.read(leader, 4096):
                said += part
    os.close(leader)
    assert process.returncode == 0
    return said.decode()
