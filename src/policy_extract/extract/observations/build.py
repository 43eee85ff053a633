"""The one constructor: measured drafts and value cells → observations, with what was read of every field."""

from __future__ import annotations

import itertools
from typing import Any

from policy_extract.document import Plan
from policy_extract.extract.confidence import Confidence
from policy_extract.extract.observations.attributes import Attributes
from policy_extract.extract.observations.drafts import CellFacts, Measured
from policy_extract.extract.observations.owners.areas import ELSEWHERE
from policy_extract.extract.observations.owners.projects import PROJECTS
from policy_extract.extract.observations.phrase import Phrase, SignKind
from policy_extract.extract.observations.windows import located
from policy_extract.lexicon import Lexicon
from policy_extract.model import (
    About,
    CellRef,
    Kind,
    Measure,
    Observation,
    Period,
    Read,
    Ref,
    Source,
    Value,
)
from policy_extract.rules import Said, Settled
from policy_extract.tuples import NamedTuple

#: The signs that say a measure: where the words of “increase” stand.
_MEASURE_SIGNS: dict[Measure, tuple[SignKind, ...]] = {
    "growth_rate": ("up", "down"),
    "change_points": ("up", "down"),
    "increase": ("up", "increase"),
    "decrease": ("down", "decrease"),
    "multiple": ("up", "down"),
    "share": ("share",),
}


class Fields(NamedTuple):
    """All that an observation says, settled, before it is one."""

    start: int
    end: int
    indicator: Settled[str]
    area: Settled[str]
    segment: Settled[str] | None
    each: Settled[str] | None
    measure: Settled[Measure]
    value: Settled[Value | None]
    qualitative: str | None
    time: Settled[Period | None]
    base_time: Period | None
    per_year: Settled[bool] | None
    cumulative: bool
    kind: Settled[Kind]
    attribute: Settled[str] | None
    about: About
    section: str | None
    cell: CellRef | None
    around: tuple[int, int]  # the clause that was read, code points
    numbers: int  # how many numbers the sentence states

    @property
    def doubts(self) -> tuple[str, ...]:
        """What no words said, of all fields."""
        settled = (
            self.indicator, self.area, self.segment, self.measure, self.value, self.time, self.kind,
        )  # fmt: skip
        told = [doubts for one in settled if one is not None and (doubts := one.doubts)]
        return tuple(dict.fromkeys(itertools.chain.from_iterable(told))) if told else ()


class Builder:
    """Makes fields out of drafts and observations out of fields, for one plan."""

    def __init__(
        self, plan: Plan, lexicon: Lexicon, confidence: Confidence, attributes: Attributes
    ) -> None:
        self._plan = plan
        self._attributes = attributes
        self._confidence = confidence
        self._reads: dict[tuple[str, Said | None], Read] = {}
        self._sure: dict[tuple[str, ...], float] = {}  # of doubts: few are met together
        self._companies = lexicon.words("owners", "company.ends")

    def of_measured(
        self, draft: Measured, cell: CellRef | None, section: str | None, numbers: int
    ) -> Fields:
        """The fields of a draft out of prose."""
        dated, owned = draft.dated, draft.dated.owned
        named, candidate = owned.named, owned.named.candidate
        q, name = candidate.quantity, owned.named.name
        value = Settled(
            draft.value,
            named.listed.shared or (q.rule if q else "candidate.promise"),
            Said(q.number if q else candidate.start, candidate.end),
            draft.value_doubts,
        )
        return Fields(
            candidate.start, candidate.end,
            Settled(owned.name, name.rule, self._name_said(draft) or name.said, name.doubts),
            owned.area, owned.segment, owned.each, self._measure(draft), value,
            candidate.words if q is None else None,
            dated.time, draft.base_time, dated.per_year,
            owned.phrase.says("cumulative"), dated.kind,
            self._attributes.behind(self._plan.shadow, candidate.end),
            self._about(owned.area, owned.segment), section, cell,
            (named.left, max(candidate.end, named.noun_end)), numbers,
        )  # fmt: skip

    def _name_said(self, draft: Measured) -> Said | None:
        """Where the bare name stands, inside the words that the name was read from."""
        owned = draft.dated.owned
        said = owned.named.name.said
        if said is None:
            return None
        return located(self._plan.shadow, owned.name, said.start, said.end)

    def _measure(self, draft: Measured) -> Settled[Measure]:
        """The measure with the words that said it: 增长, 新增, 占."""
        owned, settled = draft.dated.owned, draft.measure
        kinds = _MEASURE_SIGNS.get(settled.value, ())
        word = owned.phrase.word(*kinds) if kinds else ""
        named = owned.named
        said = located(self._plan.shadow, word, named.left, named.candidate.end)
        said = said or Said(named.candidate.start, named.candidate.end)
        return Settled(settled.value, settled.rule, said, settled.doubts)

    def _about(self, area: Settled[str], segment: Settled[str] | None) -> About:
        if area.rule in ELSEWHERE:
            return "elsewhere"
        if segment is None or not segment.value:
            return "area"
        if segment.rule in PROJECTS:
            return "project"
        return "company" if segment.value.endswith(self._companies) else "segment"

    def of_cell(
        self, facts: CellFacts, indicator: Settled[str], area: Settled[str],
        measure: Settled[Measure], value: Value | None, phrase: Phrase, section: str | None,
    ) -> Fields:  # fmt: skip
        """The fields of a value cell."""
        candidate = facts.candidate
        own = Said(candidate.start, candidate.end)
        segment = facts.segment
        each = None
        return Fields(
            candidate.start, candidate.end, indicator, area,
            Settled(segment, "cell.class", own) if segment else None, each, measure,
            Settled(value, "cell.value", own, facts.doubts),
            candidate.words if candidate.quantity is None else None,
            Settled(facts.time, "cell.column_time", facts.time_said), facts.base_time,
            Settled(True, "cell.per_year", None) if facts.per_year else None,
            facts.cumulative or phrase.says("cumulative"),
            Settled(facts.kind, "cell.column_kind", facts.time_said), facts.attribute,
            "segment" if segment else "area", section, candidate.cell,
            (candidate.start, candidate.end), 1,
        )  # fmt: skip

    def _segment(self, segment: Settled[str] | None) -> str | None:
        """The segment's name, with the dashes of the text: 西宁—海东集群."""
        if segment is None or not segment.value:
            return None
        said = segment.said
        if "-" in segment.value and said and said.end - said.start == len(segment.value):
            return written(self._plan.text[said.start : said.end])
        return written(segment.value)

    def _read(self, fields: Fields, *, segment: bool) -> dict[str, Read | None]:
        """The rule and the words of every field; half are those of another field or record, and one serves all."""
        settled: list[tuple[str, Settled[Any] | None]] = [
            ("indicator", fields.indicator),
            ("area", fields.area),
            ("segment", fields.segment if segment else None),
            ("each", fields.each),
            ("measure", fields.measure),
            ("value", fields.value),
            ("time", fields.time if fields.time.value else None),
            ("kind", fields.kind),
            ("attribute", fields.attribute),
        ]
        if fields.per_year is not None:
            settled.append(("per_year", fields.per_year))
        read: dict[str, Read | None] = {}
        reads = self._reads
        for name, one in settled:
            if one is None:
                read[name] = None
                continue
            _, rule, said, _ = one
            found = reads.get((rule, said))
            if found is None:
                start, end = said or (None, None)
                found = reads[rule, said] = Read.of(rule, start, end)
            read[name] = found
        return read

    def observation(self, fields: Fields, doubts: tuple[str, ...], number: int) -> Observation:
        """The observation that the fields make, with its doubts and what they leave of confidence.

        Its id is its place in the text, stable as long as the text is, and “-2” for the second
        (``number``) at a place. Entities are not set here.
        """
        confidence = self._sure.get(doubts)
        if confidence is None:
            confidence = self._sure[doubts] = self._confidence.of(doubts)
        segment = self._segment(fields.segment)
        start, end = fields.start, fields.end
        return Observation.of(
            f"o{start:06d}" + (f"-{number}" if number > 1 else ""),
            Ref.of(written(fields.indicator.value), None),
            Ref.of(fields.area.value, None),
            segment,
            fields.about if segment or fields.about != "segment" else "area",
            fields.each.value if fields.each else None,
            fields.measure.value,
            fields.value.value,
            fields.qualitative,
            fields.time.value,
            fields.base_time,
            fields.kind.value,
            fields.attribute.value if fields.attribute else None,
            confidence,
            doubts,
            self._read(fields, segment=bool(segment)),
            Source.of(start, end, self._plan.text[start:end], fields.section, fields.cell),
            per_year=fields.per_year is not None,
            cumulative=fields.cumulative,
            review=self._confidence.wants_review(confidence),
        )


def written(name: str) -> str:
    """A name as people write it: full-width brackets as in the plans, no stray spaces."""
    return name.replace("(", "（").replace(")", "）").strip()
