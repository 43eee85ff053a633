"""Parks and new towns as bodies: their committee, and the offices of the one that a document is about."""

from __future__ import annotations

from policy_extract.lexicon import Lexicon
from policy_extract.model import EntityType
from policy_extract.resolve.agencies.collectives import Collectives
from policy_extract.resolve.agencies.names import FILE, Reading
from policy_extract.resolve.areas.resolver import AreaResolver
from policy_extract.resolve.divisions import DivisionIndex
from policy_extract.resolve.found import RANK_BUILT, RANK_STATED, RANK_WRITTEN, Found, plain
from policy_extract.resolve.matching import Name


class Parks:
    """Recognises bodies of parks; built once per lexicon."""

    def __init__(
        self,
        lexicon: Lexicon,
        divisions: DivisionIndex,
        areas: AreaResolver,
        collectives: Collectives,
    ) -> None:
        self._divisions, self._areas, self._collectives = divisions, areas, collectives
        words = lexicon.words
        self._ends = words(FILE, "platform_ends")
        self._levels = words(FILE, "platform_levels")
        self._committee_words = words(FILE, "committee_words")
        self._committee = "".join(words(FILE, "committee")[:1])

    def committee(self, reading: Reading) -> Found | None:
        """A park as a body is its committee: 经济开发区 is 经济开发区管委会.

        Refused: 浦东新区, a division: its government answers.
        """
        if not reading.split.skeleton:
            return None
        base = reading.form
        for word in self._committee_words:
            if base.endswith(word):
                base = base.removesuffix(word)
                break
        place = reading.place
        if not base and place.platform is not None:
            base = place.platform.name
        if not base.endswith(self._ends):
            return None
        area = self._areas.resolve(Name(base, place))
        code, full = area.division, area.name
        division = self._divisions.by_code.get(code or "")
        if division is not None and area.rank == RANK_WRITTEN:
            full = (division.short or division.name) + full
        full += self._committee
        rank = (
            RANK_STATED if reading.written != reading.text or base != reading.text else RANK_BUILT
        )
        rule = "exact" if plain(full) == reading.text else "platform"
        park = area.entity.removeprefix("area:")
        park += ":" if park in self._divisions.by_code else ""  # 滨海新区管委会
        entity = f"agency:{park}{self._committee}"
        return Found(entity, "agency", full, rank, rule, 100.0, code)

    def seat(self, reading: Reading) -> str | None:
        """The park whose body a name is, by its id; None for a body of a division."""
        office = self.office(reading)
        found = office if reading.known is None and office is not None else self.committee(reading)
        if found is None:
            return None
        platform = reading.place.platform
        return platform.entity if found is office and platform is not None else found.entity

    def office(self, reading: Reading) -> Found | None:
        """An office of the document's own park: 区招商局 in the plan of 兰溪经济开发区."""
        platform = reading.place.platform
        if platform is None:
            return None
        fronts = [w for w in self._ends if platform.tail.endswith(w)]
        for front in (platform.name, platform.tail, *fronts, *self._levels):
            rest = reading.text.removeprefix(front)
            if rest != reading.text and len(rest) > 1:
                full = platform.name + reading.written.removeprefix(front)
                kind: EntityType = "collective" if self._collectives.is_one(rest) else "agency"
                rest = self._collectives.wording(rest) if kind == "collective" else rest
                entity = f"agency:{platform.entity.removeprefix('area:')}{rest}"
                division = reading.place.division
                return Found(entity, kind, full, RANK_BUILT, "platform", 100.0, division)
        return None
