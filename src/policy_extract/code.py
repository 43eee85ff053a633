"""The code of this package, and the data beside it, as one fingerprint: what was made by other code is made anew.

It is of the files themselves, so that also a developer's change of a rule is seen.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from policy_extract import digests

PACKAGE: Final = Path(__file__).resolve().parent
_COMPILED: Final = "__pycache__"


def digest() -> str:
    """The hash of the names and bytes of all files of the package. Raises OSError for one that cannot be read.

    They are read where one was written since they were read last (``digests``).
    """
    files = sorted(_files(str(PACKAGE), ""))
    return digests.of("code", files, lambda: _digest(str(PACKAGE), (name for name, _ in files)))


@cache
def at_start() -> str:
    """The digest as it was when this process first asked, which runs that code; ``digest`` says whether it has changed since."""
    return digest()


def _digest(folder: str, names: Iterable[str]) -> str:
    found = hashlib.sha256()
    for name in names:
        with open(os.path.join(folder, name), "rb") as opened:
            data = opened.read()
        told = os.fsencode(name)
        found.update(b"%d %d " % (len(told), len(data)) + told + data)
    return found.hexdigest()


def _files(folder: str, below: str) -> Iterator[digests.File]:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = f"{below}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if entry.name != _COMPILED:
                    yield from _files(entry.path, f"{name}/")
            elif entry.is_file():
                yield name, entry.stat()
