"""Things by name: all of them in memory while they are few, else in the room's file, with those that were asked for last at hand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final, TypeVar

from policy_extract.shelf.pile import Pile
from policy_extract.shelf.recent import Recent
from policy_extract.shelf.room import Room

Thing = TypeVar("Thing")
#: So many that were asked for last are held.
_HELD: Final = 500


class Lookup(Mapping[str, Thing]):
    """Things by name, laid down one by one; ``table``, ``pack`` and ``unpack``: see ``Pile``.

    ``names``: all that there will be, where somebody has them in memory anyway: then whether one is there is asked of them.
    """

    def __init__(
        self,
        room: Room,
        table: str,
        pack: Callable[[Thing], bytes],
        unpack: Callable[[bytes], Thing],
        names: Collection[str] | None = None,
    ) -> None:
        self._pile: Pile[Thing] = Pile(room, table, pack, unpack)
        self._names = names
        self._held: Recent[Thing] = Recent(_HELD)

    def put(self, name: str, thing: Thing) -> None:
        """Lay one down; none of that name may lie there yet. Raises NotWritable where the disk is full."""
        self._pile.put(thing, 0, name)

    def __getitem__(self, name: str) -> Thing:
        held = self._held.get(name)
        if held is not None:
            return held
        if self._names is not None and name not in self._names:
            raise KeyError(name)
        found = self._pile.get(0, name)
        if found is None:
            raise KeyError(name)
        if self._pile.away:
            self._held.put(name, found)
        return found

    def __contains__(self, name: object) -> bool:
        if self._names is not None:
            return name in self._names
        return isinstance(name, str) and self._pile.get(0, name) is not None

    def things(self) -> Iterator[Thing]:
        """All of them, by name in the order of code points."""
        return self._pile.all()

    def __iter__(self) -> Iterator[str]:
        return iter(self._pile.groups())

    def __len__(self) -> int:
        return len(self._pile)
