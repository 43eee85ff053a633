"""What workers do in tests; a module of its own, since spawned processes import it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path


def start(room: Path) -> Callable[[str, Callable[[float], None]], tuple[str, int]]:
    """What works in a worker."""
    return partial(_do, room)


def start_doubling() -> Callable[[int, Callable[[float], None]], int]:
    """What doubles numbers."""
    return _doubled


def _doubled(piece: int, may_take: Callable[[float], None]) -> int:
    del may_take
    return 2 * piece


def _do(room: Path, piece: str, may_take: Callable[[float], None]) -> tuple[str, int]:
    """What the piece says: die, die-once, hang, or be done; a file in ``room`` says who tried."""
    before = list(room.glob(f"{piece}-*"))
    (room / f"{piece}-{os.getpid()}").touch()
    if piece.startswith("die") and not (piece.endswith("once") and before):
        os.kill(os.getpid(), signal.SIGKILL)
    if piece == "hang":
        may_take(0.2)
        time.sleep(3600)
    return piece, os.getpid()
