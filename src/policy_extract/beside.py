"""What is kept beside the compiled code for the next start, and safe to lose.

It lies where Python keeps its own compiled code, in ``__pycache__`` beside this package: who can write there can change the
code, so that nobody is trusted who was not before. It is taken only if its hash is right and if nobody else could have
written it. As with compiled code, ``PYTHONDONTWRITEBYTECODE`` leaves none behind and ``PYTHONPYCACHEPREFIX`` says where it lies.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import stat
import sys
from pathlib import Path
from typing import Final, Generic, TypeVar

from policy_extract.files import opened, put_whole

#: The largest file, in bytes; that of the packaged gazetteers has two million.
LARGEST: Final = 64_000_000
_HASH: Final = 64  # signs of a hash; a line end follows
One = TypeVar("One")


class Kept(Generic[One]):
    """What one start leaves to the next, by name: as it was kept, and what this process has made.

    How it is written say those who keep something: ``_read``, ``_packed``, and when it is ``_too_much``.
    """

    def __init__(self, place: Path | None) -> None:
        self._place = place
        self._kept = self._read(taken(place) or b"")
        self._new: dict[str, One] = {}
        self._asked: set[str] = set()

    def asked(self, name: str) -> One | None:
        """What there is of a name."""
        self._asked.add(name)
        return self._kept.get(name) or self._new.get(name)

    def keep(self) -> None:
        """Keep for the next start what this process has made, beside what others have kept meanwhile; of too much only what was asked for."""
        if not self._new:
            return
        found = {**self._read(taken(self._place) or b""), **self._new}
        if self._too_much(found):
            mine = {**self._kept, **self._new}
            found = {name: mine[name] for name in sorted(self._asked) if name in mine}
        put(self._place, self._packed(found))
        self._kept.update(self._new)
        self._new.clear()

    def _read(self, data: bytes) -> dict[str, One]:
        """What such a Python has kept; nothing where anything is wrong with it."""
        raise NotImplementedError

    def _packed(self, found: dict[str, One]) -> bytes:
        raise NotImplementedError

    def _too_much(self, found: dict[str, One]) -> bool:
        raise NotImplementedError


def place(module: str, name: str) -> Path | None:
    """Where something of this name is kept beside the file of a module; None for a Python that keeps no compiled code."""
    try:
        code = importlib.util.cache_from_source(module)
    except NotImplementedError:
        return None
    file = os.path.basename(code).split(".")
    tag = f".{file[1]}" if len(file) > 2 else ""
    return Path(os.path.dirname(code), f"{name}{tag}.json")


def taken(place: Path | None) -> bytes | None:
    """The bytes that were put there; None where nothing was, or where they are not those or may be somebody else's."""
    if place is None:
        return None
    try:
        said, data = _own(place)
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest().encode() == said[:_HASH] else None


def put(place: Path | None, data: bytes) -> None:
    """Keep them for the next start; where they cannot be written, the next start does without."""
    if place is None or sys.dont_write_bytecode:
        return
    with contextlib.suppress(OSError):
        place.parent.mkdir(exist_ok=True)
        put_whole(place, hashlib.sha256(data).hexdigest().encode() + b"\n" + data, mode=0o644)


def _own(place: Path) -> tuple[bytes, bytes]:
    """The hash and the bytes of a file that nobody could have written but who can write this module; nothing of another."""
    with opened(place) as file:
        number = file.fileno()
        state, mine = os.fstat(number), os.stat(__file__)
        if os.name == "posix":
            owners = {mine.st_uid, os.geteuid(), 0}
            if state.st_uid not in owners or state.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
                return b"", b""
        if state.st_size > LARGEST:
            return b"", b""
        return os.read(number, _HASH + 1), os.read(number, state.st_size)  # megabytes, not copied
