"""Bodies that gazetteers know: by their kind in a division, by name in one division, by name in the nation."""

from __future__ import annotations

from collections.abc import Mapping

from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.records import Agency
from policy_extract.model import EntityType
from policy_extract.resolve.agencies.changes import Changes, Named
from policy_extract.resolve.agencies.names import FILE, AgencyNames, Reading, built
from policy_extract.resolve.agencies.skeletons import AS_WRITTEN, Known
from policy_extract.resolve.areas.names import NOWHERE
from policy_extract.resolve.divisions import NATION, DivisionIndex
from policy_extract.resolve.found import (
    RANK_BUILT,
    RANK_GAZETTEER,
    RANK_STATED,
    RANK_WRITTEN,
    Found,
    plain,
)

#: The level of bodies of the nation, and of those whose division nobody knows.
_NATIONAL, _ANY = "nation", "prefecture"


class Listed:
    """Gives known bodies their ids and full names; built once per lexicon."""

    def __init__(self, lexicon: Lexicon, divisions: DivisionIndex, names: AgencyNames) -> None:
        self._divisions, self._names = divisions, names
        self.changes = Changes(lexicon.agencies_changed)
        self._own = lexicon.once(_of_divisions)
        self._party = lexicon.words(FILE, "party")
        self._nation_fronts = lexicon.words(FILE, "nation_unsaid")

    def level(self, code: str | None) -> str:
        """The level of government of a division."""
        if code == NATION:
            return _NATIONAL
        division = self._divisions.by_code.get(code or "")
        return division.level if division is not None else _ANY

    def by_name(self, reading: Reading) -> tuple[Agency, str] | None:
        """A body that a gazetteer names for one division, in whole or with a level word, and that division."""
        split = reading.split
        for division in (*(d.code for d in reading.place.chain), NATION):
            for text in dict.fromkeys((reading.text, reading.form)):
                record = self._own.get((division, text))
                if record is not None:
                    return record, division
            if split.said and split.division == division:
                record = self._own.get((division, split.skeleton))
                if record is not None:
                    return record, division
        return None

    def of_nation(self, reading: Reading) -> Agency | None:
        """The body of the nation that a bare name means in the nation's own plans: 卫生健康委, 医保局, 烟草局."""
        if reading.split.said:
            return None
        for front in self._nation_fronts:
            record = self._own.get((NATION, front + reading.form))
            if record is not None:
                return record
        return None

    def named(self, record: Agency, code: str, reading: Reading, rule: str, named: Named) -> Found:
        """The body of a record that holds for one division alone."""
        found = self._found(record, code, reading, record.full, RANK_GAZETTEER, rule)
        return self._today(found, record.key, named)

    def by_kind(self, reading: Reading, known: Known, named: Named) -> Found:
        """The full name by the gazetteer's form: 市发改委 → 南通市 + 发展和改革 + 委员会."""
        split, record = reading.split, known.record
        code = split.division
        division = self._divisions.by_code.get(code or "")
        rule = "short_name" if split.said else "bare"
        if record.full == AS_WRITTEN:
            text = reading.form
            if division is not None and split.said != "name":
                text = division.name + text[len(split.head) :]
            found = self._found(record, code, reading, text, RANK_WRITTEN, rule)
        else:
            full = built(record, known, self._names.skeletons)
            rank = RANK_WRITTEN if division is None or known.guessed else RANK_BUILT
            above = self._divisions.by_code.get(division.parent, division) if division else None
            full = full.replace("{d}", division.name if division else "")
            full = full.replace("{s}", (division.short or division.name) if division else "")
            full = full.replace("{p}", above.name if above else "")
            found = self._found(record, code, reading, full, rank, rule)
        spelled = (front + reading.form for front in self._party)
        if (
            reading.text.startswith(self._party) and reading.text not in spelled
        ):  # 中共X委员会组织部
            found = found._replace(name=reading.written, rank=RANK_STATED, rule="exact")
        found = self._today(found, record.key, named)
        if division is None and split.said:  # 市发改委 in a place that no list has: 市, but which
            entity = (
                f"agency:{NOWHERE}:{split.head}{found.entity.removeprefix(f'agency:{NOWHERE}:')}"
            )
            found = found._replace(entity=entity, name=split.head + found.name)
        return found._replace(score=90.0) if known.guessed else found

    def _found(
        self, record: Agency, code: str | None, reading: Reading, full: str, rank: int, rule: str
    ) -> Found:
        entity = f"agency:{code or NOWHERE}:{record.key}"
        if reading.text == plain(full):
            rule, rank = "exact", max(rank, RANK_STATED)
        kind: EntityType = "collective" if record.collective else "agency"
        return Found(entity, kind, full, rank, rule, 100.0, code)

    def _today(self, found: Found, key: str, named: Named) -> Found:
        """The body that answers today. A name of before a reform is the entity's own only where no other is known."""
        code, level = found.division, self.level(found.division)
        today = self.changes.key(key, level, named.get(code, ()))
        if today == key:
            return found
        entity = f"agency:{code or NOWHERE}:{today}"
        if not self.changes.renamed(key, level):
            return found._replace(entity=entity)
        return found._replace(entity=entity, rank=RANK_WRITTEN, rule="renamed")


def _of_divisions(lexicon: Lexicon) -> Mapping[tuple[str, str], Agency]:
    """The bodies that a gazetteer names for one division alone, by its code and each of their names."""
    own: dict[tuple[str, str], Agency] = {}
    for record in lexicon.agencies:
        if record.division:
            for name in (record.full, *record.core):
                own.setdefault((record.division, plain(name)), record)
    return own
