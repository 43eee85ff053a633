"""Things by name: all of them in memory while they are few, else in the room's file, with those that were asked for last at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeVar

from policy_extract.shelf.pile import Pile
from policy_extract.shelf.recent import Recent
from policy_extract.shelf.room import Room

Thing = TypeVar("Thing")
#: So many that were asked for last are held.
_HELD: Final = 500


class Lookup(Mapping[str, Thing]):
    """Things by name, laid down one by one; ``table``, ``pack`` and ``unpack``: see ``Pile``."""

    def __init__(
        self,
        room: Room,
        table: str,
        pack: Callable[[Thing], bytes],
        unpack: Callable[[bytes], Thing],
    ) -> None:
        self._pile: Pile[Thing] = Pile(room, table, pack, unpack)
        self._held: Recent[Thing] = Recent(_HELD)

    def put(self, name: str, thing: Thing) -> None:
        """Lay one down; none of that name may lie there yet. Raises NotWritable where the disk is full."""
        self._pile.put(thing, 0, name)

    def __getitem__(self, name: str) -> Thing:
        held = self._held.get(name)
        if held is not None:
            return held
        found = self._pile.get(0, name)
        if found is None:
            raise KeyError(name)
        if self._pile.away:
            self._held.put(name, found)
        return found

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, str):
            return False
        return self._held.get(name) is not None or self._pile.has(name)

    def things(self) -> Iterator[Thing]:
        """All of them, by name in the order of code points."""
        return self._pile.all()

    def __iter__(self) -> Iterator[str]:
        return self._pile.groups()

    def __len__(self) -> int:
        return len(self._pile)
