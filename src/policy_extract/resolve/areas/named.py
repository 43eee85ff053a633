"""What each document names: the places in full that its bare words and short names can mean, and its companies."""

from __future__ import annotations

import marshal
from collections import Counter
from collections.abc import Iterable
from typing import Final, Self

from policy_extract.resolve.areas.known import KnownAreas
from policy_extract.resolve.areas.names import NOWHERE
from policy_extract.resolve.divisions import DivisionIndex, Place
from policy_extract.resolve.found import plain
from policy_extract.shelf import Lookup, Room
from policy_extract.tuples import NamedTuple

_BELOW_PROVINCE = 2  # divisions in the chain of a city
_OFTEN = 2  # a name that only the text holds counts from so many times


class Full(NamedTuple):
    """A place that a document names in full: division, name without it, entity.

    ``stated``: the name itself says the division. ``sure`` is false for words of the text that may be no name (、数字
    开发区、): they only stand against another place being the only one.
    """

    division: str
    tail: str
    entity: str
    name: str
    stated: bool
    sure: bool = True


class _Named(NamedTuple):
    """What one document names: places in full, sorted, and companies."""

    places: tuple[Full, ...] = ()
    firms: frozenset[str] = frozenset()

    def packed(self) -> bytes:
        """As bytes, for this process."""
        return marshal.dumps(([tuple(full) for full in self.places], self.firms))

    @classmethod
    def unpacked(cls, data: bytes) -> Self:
        """Out of the bytes of ``packed``."""
        places, firms = marshal.loads(data)
        return cls(tuple(Full(*full) for full in places), firms)


_NOTHING: Final = _Named()


class NamedAreas:
    """The places that documents name; what a bare word or a short name means is decided inside its document alone."""

    def __init__(self, known: KnownAreas, divisions: DivisionIndex, room: Room) -> None:
        self._known, self._names, self._divisions = known, known.names, divisions
        self._named = Lookup(room, "named_areas", _Named.packed, _Named.unpacked)

    def learn(self, named: Iterable[tuple[Place, Iterable[str], str, Iterable[str]]]) -> None:
        """Take in what each document names: place, its area names, its text, its companies; once."""
        for place, names, text, firms in named:
            known = dict.fromkeys(part for name in names for part in self._parts(plain(name)))
            full = [f for name in known if (f := self._full(name, place)) is not None]
            if len(full) < len(known):  # a bare word: does the text name others of its kind?
                stated = Counter(self._names.named_in(text, (name for name, _ in place.inner)))
                more = [name for name, count in stated.items() if self._counts(name, count, place)]
                found = [f for name in more if (f := self._full(name, place)) is not None]
                full += [f._replace(sure=f.stated) for f in found]
            here = _Named(tuple(sorted(set(full))), frozenset(map(plain, firms)))
            self._named.put(place.document, here)

    def _parts(self, text: str) -> tuple[str, ...]:
        return tuple(
            p for part in self._names.members(text) for p in self._names.loose_members(part)
        )

    def _counts(self, name: str, count: int, place: Place) -> bool:
        return count >= _OFTEN or self._divisions.leading(name, place)[0] is not None

    def _full(self, text: str, place: Place) -> Full | None:
        """The place when a name is a full one: a platform or a town with its kind said."""
        text = self._names.ungraded(text)
        if (
            self._names.whole_of(text)
            or self._names.generic(text)
            or self._names.of_level(text)
            or self._names.refused(text)
        ):
            return None
        record = self._known.record(text, place)
        if record is not None:
            home, stated = record.division or NOWHERE, record.tail != plain(record.name)
            return Full(home, record.tail, record.entity, record.name, stated)
        code, tail = self._known.split(text, place)
        if not tail or not self._names.class_of(tail):
            return None
        if (
            tail != text and self._names.generic(tail) in self._names.vague
        ):  # 兰溪开发区: of which kind?
            return None
        stated, tail = tail != text, self._names.classed(tail)
        entity = self._known.entity(code, tail)
        return Full(code or NOWHERE, tail, entity, text, stated)

    def meant(self, word: str, code: str | None, place: Place) -> Full | None:
        """The only place that a bare word can mean.

        Those of the division itself come before those inside it, and before both names that say no kind either
        (兰溪开发区 beside 兰溪经济开发区). In the plan of a province, which has many of each kind, only a name that says
        the province counts (浙江自贸试验区).
        """
        named = [
            full
            for full in self._of(place).places
            if self._names.may_mean(word, self._names.class_of(full.tail))
        ]
        own = [full for full in named if full.division == (code or NOWHERE)]
        if len(place.chain) < _BELOW_PROVINCE:
            named = [f for f in own if f.stated and self._names.class_of(f.tail) == word]
            own = named
        for group in (
            [full for full in own if full.tail not in self._names.vague],
            own,
            [full for full in named if full.tail not in self._names.vague],
        ):
            meant = {full.entity: full for full in group}
            if meant:
                only = next(iter(meant.values()))
                return only if len(meant) == 1 and only.sure else None
        return None

    def short(self, tail: str, code: str | None, place: Place) -> Full | None:
        """上华 for 上华街道: the only place of the document whose name goes on so."""
        longer = {
            full.entity: full
            for full in self._of(place).places
            if full.division == (code or NOWHERE)
            and full.tail.startswith(tail)
            and full.tail[len(tail) :] in self._names.endings
        }
        return next(iter(longer.values())) if len(longer) == 1 else None

    def rivals(self, word: str, place: Place) -> bool:
        """Whether the document names a place that a bare word could mean besides its own platform."""
        return any(
            self._names.may_mean(word, self._names.class_of(full.tail))
            for full in self._of(place).places
        )

    def firm(self, text: str, place: Place) -> bool:
        """Whether the document names a company so."""
        return text in self._of(place).firms

    def _of(self, place: Place) -> _Named:
        return self._named.get(place.document, _NOTHING)
