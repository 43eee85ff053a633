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
from typing import Final

from policy_extract.files import opened, put_whole

#: The largest file, in bytes; that of the packaged gazetteers has two million.
LARGEST: Final = 64_000_000
_HASH: Final = 64  # signs of a hash; a line end follows


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
