"""The bytes of inputs, as hashes: of the file, and of a member of an archive; and whether a file stayed as it was."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Final

from policy_extract.files import opened, state_of

_CHUNK: Final = 1 << 20
_HASH: Final = 32  # bytes


class Contents:
    """Hashes of the files of one run, each read once."""

    def __init__(self) -> None:
        #: Of each file the hash and its state, as bytes: there may be very many.
        self._files: dict[str, bytes | None] = {}
        self._members: dict[str, str | None] = {}

    def of_file(self, path: str) -> str | None:
        """The hash of the file that a path leads to (of “a.zip!b.docx” the archive's); None where there is none to be had."""
        from policy_extract.readers.archives import outer

        file = outer(path)
        if file not in self._files:
            read = _hashed(file)
            self._files[file] = None if read is None else bytes.fromhex(read[0]) + _packed(read[1])
        found = self._files[file]
        return found[:_HASH].hex() if found is not None else None

    def of_document(self, path: str) -> str | None:
        """The hash of a document's own bytes, as readers state it; None where they cannot be had."""
        from policy_extract.readers import archives

        whole = self.of_file(path)
        if whole is None or not archives.inside(path):
            return whole
        if path not in self._members:
            self._members[path] = _hashed_member(path)
        return self._members[path]

    def let_go(self) -> None:
        """Close the archive that was read last: a worker that is forked now would read on where another one has read to."""
        if self._members:
            from policy_extract.readers.members import let_go

            let_go()

    def stayed(self, path: str) -> bool:
        """Whether a file is still the one that was hashed."""
        from policy_extract.readers.archives import outer

        file = outer(path)
        found = self._files.get(file)
        try:
            return found is not None and found[_HASH:] == _packed(state_of(os.stat(file)))
        except OSError:
            return False


def hash_of(path: Path) -> str | None:
    """The hash of a file; None where there is none to be had."""
    found = _hashed(os.fspath(path))
    return found[0] if found is not None else None


def _hashed(file: str) -> tuple[str, tuple[int, ...]] | None:
    found = hashlib.sha256()
    try:
        with opened(Path(file)) as stream:
            before = os.fstat(stream.fileno())
            while chunk := stream.read(_CHUNK):
                found.update(chunk)
    except OSError:
        return None
    return found.hexdigest(), state_of(before)


def _packed(state: tuple[int, ...]) -> bytes:
    return ascii(state).encode()


def _hashed_member(path: str) -> str | None:
    from policy_extract.readers.members import read_member
    from policy_extract.readers.source import Unreadable

    try:
        return hashlib.sha256(read_member(path)).hexdigest()
    except Unreadable:
        return None
