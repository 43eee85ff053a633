"""The code of this package, and the data beside it, as one fingerprint: what was made by other code is made anew.

It is read from the files themselves, so that also a developer's change of a rule is seen.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

PACKAGE: Final = Path(__file__).resolve().parent
_COMPILED: Final = "__pycache__"


class _File(NamedTuple):
    """A file of the package, and what changes when it is written."""

    name: str
    size: int
    changed: int
    number: int


def digest() -> str:
    """The hash of the names and bytes of all files of the package. Raises OSError for one that cannot be read.

    They are read once in a process, and again where one was written since.
    """
    return _digest(str(PACKAGE), tuple(sorted(_files(str(PACKAGE), ""))))


@lru_cache(maxsize=2)
def _digest(folder: str, files: tuple[_File, ...]) -> str:
    found = hashlib.sha256()
    for file in files:
        with open(os.path.join(folder, file.name), "rb") as opened:
            data = opened.read()
        name = os.fsencode(file.name)
        found.update(b"%d %d " % (len(name), len(data)) + name + data)
    return found.hexdigest()


def _files(folder: str, below: str) -> Iterator[_File]:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = f"{below}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if entry.name != _COMPILED:
                    yield from _files(entry.path, f"{name}/")
            elif entry.is_file():
                state = entry.stat()
                yield _File(name, state.st_size, state.st_mtime_ns, state.st_ino)
