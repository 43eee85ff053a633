"""The bytes of one member of an archive; the archive stays open, since the next member lies in it, too."""

from __future__ import annotations

import atexit
import os
import threading
from typing import Final

from policy_extract.files import state_of
from policy_extract.readers.archives import (
    MARK,
    MAX_DEPTH,
    Member,
    Opened,
    is_archive,
    listed_members,
    outer,
    unpacked,
)
from policy_extract.readers.source import Unreadable


def read_member(path: str) -> bytes:
    """The bytes of the member that ``path`` names.

    Raises Unreadable: not there, locked with a password, broken, larger than MAX_FILE, packed so tightly that it can
    only be a bomb, packed in a way that is not known, archives in archives beyond MAX_DEPTH.
    """
    archive = outer(path)
    shelved = _shelf.outermost(archive)
    for depth in range(1, MAX_DEPTH + 1):
        if (member := shelved.named.get(path)) is not None:
            if member.link:
                raise Unreadable(path, "read.not_regular")
            return shelved.bytes_of(member)
        inner = _inner(path, shelved)
        if inner is None or depth == MAX_DEPTH:
            break
        archive, shelved = inner.path, _shelf.nested(inner, shelved)
    raise Unreadable(path, "read.no_member", archive=archive)


class _Shelved:
    """An archive while members are read from it: by their whole names, without those whose name stood there before."""

    def __init__(self, path: str, data: bytes | None = None) -> None:
        """Raises Unreadable."""
        self.path, self._opened = path, Opened(path, data)
        try:
            self.named = {
                one.path: one for one in listed_members(path, self._opened.infos) if not one.again
            }
        except BaseException:
            self.close()
            raise

    def bytes_of(self, member: Member) -> bytes:
        """The bytes of a member. Raises Unreadable."""
        return unpacked(member, self._opened.archive)

    def close(self) -> None:
        """Let go of the file."""
        self._opened.close()


def let_go() -> None:
    """Close the archive that members were read from, for a process that goes on: nobody can move it on Windows meanwhile."""
    _shelf.close()


class _Shelf(threading.local):
    """The archive that a member was read from last, and the one inside it: the next member lies in the same, most often.

    Without it an archive of 20,000 documents would be listed 20,000 times. A file that was changed is opened anew. Each thread has
    a shelf of its own: nobody closes what another one reads.
    """

    def __init__(self) -> None:
        self._outermost: _Shelved | None = None
        self._nested: _Shelved | None = None
        self._state: tuple[int, ...] = ()

    def outermost(self, path: str) -> _Shelved:
        """The archive that is a file. Raises Unreadable."""
        state = _state(path)
        kept = self._outermost
        if kept is None or kept.path != path or state != self._state:
            self.close()
            kept = self._outermost = _Shelved(path)
            self._state = state
        return kept

    def nested(self, member: Member, around: _Shelved) -> _Shelved:
        """The archive that is a member of another. Raises Unreadable."""
        if self._nested is None or self._nested.path != member.path:
            if self._nested is not None:
                self._nested.close()
            self._nested = None
            self._nested = _Shelved(member.path, around.bytes_of(member))
        return self._nested

    def close(self) -> None:
        """Let go of the files."""
        for kept in (self._outermost, self._nested):
            if kept is not None:
                kept.close()
        self._outermost = self._nested = None


_shelf: Final = _Shelf()
atexit.register(_shelf.close)


def _state(path: str) -> tuple[int, ...]:
    """The file's state; nothing where it cannot be seen."""
    try:
        return state_of(os.stat(path))
    except OSError:
        return ()


def _inner(path: str, around: _Shelved) -> Member | None:
    """The archive inside another that a path leads through."""
    at = len(around.path)
    while (at := path.find(MARK, at + 1)) >= 0:
        if is_archive(path[:at]) and path[:at] in around.named:
            return around.named[path[:at]]
    return None
