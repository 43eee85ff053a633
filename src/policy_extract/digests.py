"""Hashes of files that have not changed since they were hashed, kept beside the code: to hash all of it takes longer than to read a page.

What tells a file from what it was is its number, its size and its times (``files.state_of``). One that was written just now
could be written again within the same tick of the system's clock, and is hashed again the next time.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Final

from policy_extract import beside
from policy_extract.files import state_of

#: Nanoseconds for which a file is new.
_NEW: Final = 2_000_000_000
#: A file by its name, and its state.
File = tuple[str, os.stat_result]


def of(name: str, files: Iterable[File], make: Callable[[], str]) -> str:
    """What ``make`` makes of all these files: made now, unless it was made of the same files by an earlier start.

    ``name``: what is made; one of a name is kept. What ``make`` raises goes to the caller, and nothing is kept.
    """
    state, latest = _state(files)
    known = _known().get(name)
    if known is not None and known[0] == state:
        return known[1]
    made = make()
    if time.time_ns() - latest > _NEW:
        _known()[name] = state, made
        beside.put(_place(), json.dumps(_known(), separators=(",", ":")).encode("ascii"))
    return made


def _state(files: Iterable[File]) -> tuple[str, int]:
    """The hash of the names and states of files, and when the last of them was changed."""
    told = sorted((name, state_of(about)) for name, about in files)
    latest = max((max(state[-2:]) for _, state in told), default=0)
    return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest(), latest


@cache
def _known() -> dict[str, tuple[str, str]]:
    data = beside.taken(_place())
    try:
        found: dict[str, list[str]] = json.loads(data) if data is not None else {}
        return {name: (state, made) for name, (state, made) in found.items()}
    except (AttributeError, RecursionError, TypeError, ValueError):
        return {}


def _place() -> Path | None:
    return beside.place(__file__, "digests")
