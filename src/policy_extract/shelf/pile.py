"""Things under keys, in the order of their keys: in memory while they are few, else in the room's file."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from typing import Any, Final, Generic, TypeVar

from policy_extract.shelf.room import Room

Thing = TypeVar("Thing")
_LEVEL: Final = 1  # of compressing: a tenth of the bytes for little time
_WORTH: Final = 500  # bytes from which on that is worth its time
_AS_IT_IS, _COMPRESSED = b"=", b"z"
#: So many rows are asked for at a time, and are put into the file together unless they have more bytes than this.
_AT_ONCE: Final = 64
_BYTES: Final = 1 << 16


def compressed(packed: bytes) -> bytes:
    """The bytes of a thing as they lie in the file, compressed however few they are."""
    return _COMPRESSED + zlib.compress(packed, _LEVEL)


def filed(packed: bytes) -> bytes:
    """The bytes of a thing as they lie in the file, compressed where that is worth its time."""
    return compressed(packed) if len(packed) >= _WORTH else _AS_IT_IS + packed


def uncompressed(data: bytes) -> bytes:
    """The bytes of a thing out of those of the file. Raises zlib.error."""
    packed = data[1:]
    return zlib.decompress(packed) if data[:1] == _COMPRESSED else packed


class _Filed(bytes):
    """A thing that was laid down as ``filed`` bytes, until somebody asks for it."""


class Pile(Generic[Thing]):
    """Things of one kind, each under a group (the empty one where there is but one) and a number.

    ``pack`` makes bytes of a thing and ``unpack`` one of bytes; a thing that comes back is equal, not the same. ``few``: so many are held
    in memory, all of them where the room has no file.
    """

    def __init__(
        self,
        room: Room,
        name: str,
        pack: Callable[[Thing], bytes],
        unpack: Callable[[bytes], Thing],
        few: int | None = None,
    ) -> None:
        assert name.isidentifier()
        self._room, self._table = room, room.table(name, self.arrive)
        self._pack, self._unpack = pack, unpack
        self._few = room.few if few is None else few
        self._here: dict[bytes, dict[int, Thing | _Filed]] = {}
        self._count = 0
        self._waiting: list[tuple[bytes, int, bytes]] = []  # rows on their way into the file
        self._bytes = 0
        #: Whether it lies in the file.
        self.away = False

    def __len__(self) -> int:
        return self._count

    def put(self, thing: Thing, number: int, group: str = "") -> None:
        """Lay it down; nothing may lie there yet. Raises NotWritable where the disk is full."""
        self._put(thing, number, group)

    def put_packed(self, data: bytes, number: int, group: str = "") -> None:
        """Lay down what is ``filed`` or ``compressed`` already."""
        self._put(_Filed(data), number, group)

    def _put(self, thing: Thing | _Filed, number: int, group: str) -> None:
        key = (group.encode("utf-8", "surrogatepass"), number)
        self._count += 1
        if self.away:
            self._put_away(key, thing)
            return
        self._here.setdefault(key[0], {})[number] = thing
        if self._room.bounded and self._count > self._few:
            self._clear()

    def get(self, number: int, group: str = "") -> Thing | None:
        """What lies there; None where nothing does."""
        key = (group.encode("utf-8", "surrogatepass"), number)
        if not self.away:
            those = self._here.get(key[0], {})
            return self._thing(those, number) if number in those else None
        where = "WHERE part = ? AND number = ?"
        rows = self._asked(f"SELECT data FROM {self._table} {where}", *key)
        return self._unpacked(rows[0][0]) if rows else None

    def all(self) -> Iterator[Thing]:
        """All things, by group (in the order of code points) and number. What is laid down meanwhile may be among them."""
        return (thing for _, thing in self.items())

    def items(self) -> Iterator[tuple[int, Thing]]:
        """The same, each with its number."""
        if not self.away:
            for _, those in sorted(self._here.items()):
                yield from ((number, self._thing(those, number)) for number in sorted(those))
            return
        for _, number, data in self._rows():
            yield number, self._unpacked(data)

    def of(self, group: str) -> Iterator[Thing]:
        """The things of a group, by number."""
        part = group.encode("utf-8", "surrogatepass")
        if not self.away:
            those = self._here.get(part, {})
            yield from (self._thing(those, number) for number in sorted(those))
            return
        at = -1
        while True:
            rows = self._asked(
                f"SELECT number, data FROM {self._table} WHERE part = ? AND number > ?"
                f" ORDER BY number LIMIT {_AT_ONCE}",
                part,
                at,
            )
            if not rows:
                return
            for number, data in rows:
                yield self._unpacked(data)
                at = number

    def between(self, first: str, last: str) -> Iterator[Thing]:
        """The things of two groups and those between them, by group and number."""
        low, high = (group.encode("utf-8", "surrogatepass") for group in (first, last))
        if not self.away:
            for part in sorted(part for part in self._here if low <= part <= high):
                those = self._here[part]
                yield from (self._thing(those, number) for number in sorted(those))
            return
        for _, _, data in self._rows(low, high):
            yield self._unpacked(data)

    def grouped(self) -> Iterator[tuple[str, list[Thing]]]:
        """The groups in their order, each with all its things."""
        if not self.away:
            for part, those in sorted(self._here.items()):
                yield _words(part), [self._thing(those, number) for number in sorted(those)]
            return
        group, held = b"", list[Thing]()
        for part, _, data in self._rows():
            if part != group and held:
                yield _words(group), held
                held = []
            group = part
            held.append(self._unpacked(data))
        if held:
            yield _words(group), held

    def has(self, group: str) -> bool:
        """Whether anything lies in a group."""
        part = group.encode("utf-8", "surrogatepass")
        if not self.away:
            return part in self._here
        return bool(self._asked(f"SELECT 1 FROM {self._table} WHERE part = ? LIMIT 1", part))

    def groups(self) -> Iterator[str]:
        """The groups in their order."""
        if not self.away:
            yield from map(_words, sorted(self._here))
            return
        rows = self._asked(f"SELECT min(part) FROM {self._table}")
        while rows and rows[0][0] is not None:
            for (part,) in rows:
                yield _words(part)
            rows = self._asked(
                f"SELECT DISTINCT part FROM {self._table} WHERE part > ? ORDER BY part LIMIT {_AT_ONCE}",
                part,
            )

    def _rows(
        self, first: bytes = b"", last: bytes | None = None
    ) -> Iterator[tuple[bytes, int, bytes]]:
        """Rows of the file from one group to another by group and number, a few at a time: others may be asked for and laid down
        meanwhile."""
        at: tuple[bytes, int] = (first, -1)
        within, end = ("", ()) if last is None else (" AND part <= ?", (last,))
        while True:
            rows = self._asked(
                f"SELECT part, number, data FROM {self._table} WHERE (part, number) > (?, ?){within}"
                f" ORDER BY part, number LIMIT {_AT_ONCE}",
                *at,
                *end,
            )
            if not rows:
                return
            for part, number, data in rows:
                yield part, number, data
                at = (part, number)

    def _clear(self) -> None:
        """Everything goes into the file."""
        self._room.ask(
            f"CREATE TABLE {self._table} (part BLOB NOT NULL, number INTEGER NOT NULL, data BLOB NOT NULL)"
        )
        # beside the rows, which are put one behind the other: in the tree of keys each large one would take a page of its own
        self._room.ask(f"CREATE UNIQUE INDEX {self._table}_keys ON {self._table} (part, number)")
        self.away = True
        for part, those in self._here.items():
            for number, thing in those.items():
                self._put_away((part, number), thing)
        self._here = {}

    def _put_away(self, key: tuple[bytes, int], thing: Thing | _Filed) -> None:
        self._on_its_way(key, thing if isinstance(thing, _Filed) else filed(self._pack(thing)))

    def _thing(self, those: dict[int, Thing | _Filed], number: int) -> Thing:
        """One of those in memory, from now on as itself."""
        found = those[number]
        if isinstance(found, _Filed):
            found = those[number] = self._unpacked(found)
        return found

    def _on_its_way(self, key: tuple[bytes, int], data: bytes) -> None:
        self._waiting.append((*key, data))
        self._bytes += len(data)
        if len(self._waiting) >= _AT_ONCE or self._bytes >= _BYTES:
            self.arrive()

    def arrive(self) -> None:
        """What is on its way into the file comes to lie there. Raises NotWritable where the disk is full."""
        rows, self._waiting, self._bytes = self._waiting, [], 0
        if rows:
            self._room.put_all(f"INSERT INTO {self._table} VALUES (?, ?, ?)", rows)

    def _asked(self, words: str, *values: object) -> list[Any]:
        self.arrive()
        return self._room.rows(words, *values)

    def _unpacked(self, data: bytes) -> Thing:
        return self._unpack(uncompressed(data))


def _words(part: bytes) -> str:
    return part.decode("utf-8", "surrogatepass")
