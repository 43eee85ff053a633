"""The bytes of inputs, as hashes: of the file, and of a member of an archive; and whether a file stayed as it was."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import Final

_CHUNK: Final = 1 << 20
#: Nobody waits for whoever writes into a pipe. Windows has no such flag, and no such pipes.
_AT_ONCE: Final = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

#: What tells one state of a file from another: the system sets the last of it, and no program can set it back.
_State = tuple[int, int, int, int]


class Contents:
    """Hashes of the files of one run, each read once."""

    def __init__(self) -> None:
        self._files: dict[str, tuple[str, _State] | None] = {}

    def of_file(self, path: str) -> str | None:
        """The hash of the file that a path leads to (of “a.zip!b.docx” the archive's); None where there is none to be had."""
        from policy_extract.readers.archives import outer

        file = outer(path)
        if file not in self._files:
            self._files[file] = _hashed(file)
        found = self._files[file]
        return found[0] if found is not None else None

    def of_document(self, path: str) -> str | None:
        """The hash of a document's own bytes, as readers state it; None where they cannot be had."""
        from policy_extract.readers import archives
        from policy_extract.readers.source import Unreadable

        whole = self.of_file(path)
        if whole is None or not archives.inside(path):
            return whole
        try:
            return hashlib.sha256(archives.read_member(path)).hexdigest()
        except Unreadable:
            return None

    def stayed(self, path: str) -> bool:
        """Whether a file is still the one that was hashed."""
        from policy_extract.readers.archives import outer

        file = outer(path)
        found = self._files.get(file)
        try:
            return found is not None and found[1] == _state(os.stat(file))
        except OSError:
            return False


def hash_of(path: Path) -> str | None:
    """The hash of a file; None where there is none to be had."""
    found = _hashed(os.fspath(path))
    return found[0] if found is not None else None


def _hashed(file: str) -> tuple[str, _State] | None:
    try:
        handle = os.open(file, os.O_RDONLY | _AT_ONCE)
    except OSError:
        return None
    with os.fdopen(handle, "rb") as opened:
        before = os.fstat(handle)
        if not stat.S_ISREG(before.st_mode):
            return None
        found = hashlib.sha256()
        try:
            while chunk := opened.read(_CHUNK):
                found.update(chunk)
        except OSError:
            return None
        return found.hexdigest(), _state(before)


def _state(about: os.stat_result) -> _State:
    return about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns
