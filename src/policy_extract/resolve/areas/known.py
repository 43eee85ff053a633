"""What the gazetteers know of areas: places and regions by name, and what an area's id says of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.records import Area
from policy_extract.model import Attributes, Relation
from policy_extract.resolve.areas.names import AND, FILE, NOWHERE, PREFIX, WITHIN, AreaNames
from policy_extract.resolve.divisions import NATION, DivisionIndex, Place
from policy_extract.resolve.found import plain
from policy_extract.tuples import NamedTuple

# How far from its division a place is understood by its name (DivisionIndex.distance): the whole name also in
# the neighbourhood and in the province's own plan, a town's name where its division is near.
_NEAR, _NEIGHBOUR, _PROVINCE, _ANYWHERE = 1, 2, 3, 9


class Region(NamedTuple):
    """A region above the province, or a country: entity, name, code where it has one."""

    entity: str
    name: str
    division: str | None


class KnownArea(NamedTuple):
    """A record of ``areas.csv``: its division's code, its name without the division in one spelling, its whole name in the
    plain form, and whether that is a town's."""

    record: Area
    division: str | None
    tail: str
    full: str
    town: bool

    @property
    def name(self) -> str:
        """Its name in the gazetteer."""
        return self.record.name

    @property
    def entity(self) -> str:
        """The id of its entity."""
        return PREFIX + self.record.key


class _Spoken(NamedTuple):
    """What a name says wherever it stands: no more than a kind of place, a town, the division it opens with."""

    generic: bool
    town: bool
    division: str | None


class KnownAreas:
    """Looks areas up by name and by id; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, divisions: DivisionIndex, names: AreaNames) -> None:
        self._divisions, self.names = divisions, names
        self._keys = {record.key: record for record in lexicon.areas}
        self._known = {f"{PREFIX}{key}": self._placed(record) for key, record in self._keys.items()}
        self._by_name: dict[str, list[KnownArea]] = {}
        self._in_division: dict[str, list[KnownArea]] = {}
        self._tails: dict[str, dict[str, str]] = {}
        self._spoken: dict[str, _Spoken] = {}  # by names of the gazetteer
        for known in self._known.values():
            for name in _names(known):
                self._by_name.setdefault(name, []).append(known)
            if known.division:
                self._in_division.setdefault(known.division, []).append(known)
        nation = lexicon.words(FILE, "nation")
        self._regions: dict[str, Region] = {}
        for name, others in lexicon.table(FILE, "wide").items():
            code = NATION if name in nation else None
            region = Region(f"{PREFIX}{code or name}", name, code)
            for other in (name, *(others if isinstance(others, tuple) else ())):
                self._regions[plain(other)] = region

    def _placed(self, record: Area) -> KnownArea:
        code, full = self._code(record), plain(record.name)
        tail = self.names.classed(self._tail(full, code))
        return KnownArea(record, code, tail, full, bool(self.names.town(full)))

    def _code(self, record: Area) -> str | None:
        seen: set[str] = set()
        current: Area | None = record
        while current is not None and current.key not in seen:
            seen.add(current.key)
            for code in (current.key, current.parent):
                if len(code) == 6 and code.isdigit():
                    return code
            current = self._keys.get(current.parent)
        return None

    def _tail(self, name: str, code: str | None) -> str:
        found, rest = self._divisions.leading(name, self._divisions.place(code))
        return rest if found == code and rest else name

    # -- by name ------------------------------------------------------------------------------

    def region(self, text: str) -> Region | None:
        """The region above the province, or the country, of this name."""
        return self._regions.get(text)

    def alone(self, text: str) -> KnownArea | None:
        """The only record that bears this as its whole name, wherever it is read."""
        found = [known for known in self._by_name.get(text, ()) if known.full == text]
        return found[0] if len(found) == 1 else None

    def record(self, text: str, place: Place) -> KnownArea | None:
        """The record that a name means seen from ``place``, the nearest; None for none or two equally near."""
        bearing = self._by_name.get(text)
        if bearing is None:  # as of most names
            return None
        ranked: list[tuple[int, str, KnownArea]] = []
        spoken = self._spoken_by(text)
        for known in bearing:
            far = self._distance(known, text, spoken, place)
            if far is not None:
                ranked.append((far, known.record.key, known))
        ranked.sort(key=lambda item: item[:2])
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return None
        return ranked[0][2]

    def _spoken_by(self, text: str) -> _Spoken:
        found = self._spoken.get(text)
        if found is None:
            division, _ = self._divisions.leading(text, Place())
            found = _Spoken(bool(self.names.generic(text)), bool(self.names.town(text)), division)
            self._spoken[text] = found
        return found

    def _distance(self, known: KnownArea, text: str, spoken: _Spoken, place: Place) -> int | None:
        """How far the record is, or None where this name of it is not understood from there.

        A bare word (开发区) speaks only in documents of the very division, so does a town's short name (上华).
        """
        code = known.division
        if not known.record.parent:  # it lies in several provinces, and is no one's neighbour
            return _ANYWHERE
        if code is None or code not in self._divisions.by_code:
            return _ANYWHERE if text == known.full or place.division is None else None
        if (spoken.generic or (known.town and not spoken.town)) and code != place.division:
            return None
        far = self._divisions.distance(code, place)
        if code == place.division or spoken.division == code:  # it names its division
            return far
        if (
            place.division is None
            and self._divisions.by_code[code].level != "county"
            and not known.town
        ):
            return far  # 雄安新区 in a plan of the nation
        reach = _NEAR if known.town else _NEIGHBOUR
        if text == known.full and len(place.chain) == 1:
            reach = _PROVINCE
        return far if far <= reach else None

    def entity(self, code: str | None, tail: str) -> str:
        """The id of what bears a name in a division: the record's, else made of both."""
        return self._entities(code or "").get(tail, f"{PREFIX}{code or NOWHERE}:{tail}")

    def _entities(self, code: str) -> dict[str, str]:
        """The records of a division by their names without it; made when a document first names one of its places."""
        found = self._tails.get(code)
        if found is None:
            names, found = self.names, {}
            for known in self._in_division.get(code, ()):
                for name in _names(known):
                    if names.class_of(name) and not names.generic(name):
                        found.setdefault(names.classed(self._tail(name, code)), known.entity)
            self._tails[code] = found
        return found

    def split(self, text: str, place: Place) -> tuple[str | None, str]:
        """The division a name lies in, and the name without it (the document's own when unsaid)."""
        whole = self._divisions.find(text, place)
        if whole is not None:
            return whole, ""
        code, rest = self._divisions.leading(text, place)
        if code is None:
            return place.division, text
        if len(rest) == 1:  # 金华市区 is 金华's 市区
            return (code, text[-2:]) if self.names.generic(text[-2:]) else (place.division, text)
        # 台州湾新区 lies in 台州, but is no 湾新区
        return code, (text if rest.startswith(self.names.waters) else rest)

    # -- by id --------------------------------------------------------------------------------

    def has(self, entity: str) -> bool:
        """Whether a gazetteer has it: a division of today or of before, a region, a place of ``areas.csv``."""
        name = entity.removeprefix(PREFIX)
        return (
            entity in self._known
            or name in self._divisions.by_code
            or name in self._divisions.former
            or name == NATION
            or name in self._regions
        )

    def attributes(self, entity: str) -> Attributes:
        """Level and parent of an area by its id.

        A division lies in the one above it, a part of a platform in the platform, a platform or a town in its
        division. Regions, several places in one name, and words that only their document understands have neither.
        """
        name = entity.removeprefix(PREFIX)
        if name == NATION:
            return Attributes(level="nation")
        division = self._divisions.by_code.get(name) or self._divisions.former.get(name)
        if division is not None:
            return Attributes(level=division.level, parent=PREFIX + (division.parent or NATION))
        if AND in name or WITHIN in name:
            return Attributes()
        code, colon, tail = name.partition(":")
        if not colon:
            return Attributes()
        known = self._known.get(entity)
        tail = known.tail if known else tail
        level = None
        if self.names.town(tail):
            level = "township"
        elif self.names.platform(tail):
            level = "platform"
        above = self._whole(entity) or (PREFIX + code if code != NOWHERE else None)
        return Attributes(level=level, parent=above)

    def _whole(self, entity: str) -> str | None:
        """The platform that an area is a part of, as its record or its name says."""
        known = self._known.get(entity)
        if known is not None and known.record.parent in self._keys:
            return PREFIX + known.record.parent
        code, _, tail = entity.removeprefix(PREFIX).partition(":")
        whole = self.names.whole(tail) if known is None else None
        return self.entity(code if code != NOWHERE else None, whole) if whole else None

    def relations(self, entity: str) -> list[Relation]:
        """``part_of``, ``has_part`` and ``merged_into`` of an area by its id."""
        name = entity.removeprefix(PREFIX)
        if AND in name:
            parts = name.split(AND)
            return [Relation(type="has_part", target=PREFIX + p, evidence="text") for p in parts]
        if name in self._divisions.former:
            into = self._divisions.taken_in.get(name, ())
            return [
                Relation(type="merged_into", target=PREFIX + to, evidence="gazetteer")
                for to in into
            ]
        whole = None if WITHIN in name else self._whole(entity)
        if whole is None:
            return []
        evidence: Final = "gazetteer" if entity in self._known else "text"
        return [Relation(type="part_of", target=whole, evidence=evidence)]


def _names(known: KnownArea) -> Iterable[str]:
    """The names of a record, in one spelling."""
    return dict.fromkeys(map(plain, (known.record.name, *known.record.short)))
