"""The composition: sentences and cells → claims → observations with time, area, measure and review."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_extract.document import Paragraph, Plan
from policy_extract.extract.observations.claims import Claim, Statement
from policy_extract.extract.observations.context import Clock, Sections, TimeLine
from policy_extract.extract.observations.measures import PerUnits, measure_of, value_of
from policy_extract.extract.observations.naming import Phrase, untimed
from policy_extract.extract.observations.numbers import Numbers
from policy_extract.extract.observations.owners import Owner, OwnerFinder, OwnerWords
from policy_extract.extract.observations.prose import ProseReader
from policy_extract.extract.observations.tables import CellValue, TableReader
from policy_extract.layout import category_name
from policy_extract.lexicon import Lexicon
from policy_extract.measure.period import Calendar, PeriodFinder
from policy_extract.model import CellRef, Kind, Observation, Period, Read, Ref, Source
from policy_extract.segment.sentences import Sentence, sentences

# “总投资949亿元的引江济淮工程”: the project behind its own number
_PROJECT_BEHIND = re.compile(
    r"的([^,;。:、()的]{3,30}?(?:项目|工程|产业园|综合体|基地))(?![\u4e00-\u9fff]{0,2}[\d])"
)
_DOUBTS = {
    "area_inherited": "area.from_document",
    "time_inherited": "time.from_document",
    "indicator_unknown": "indicator.unknown",
    "indicator_guessed": "indicator.from_before",
    "unit_unknown": "unit.unknown",
}
_PROSE_CELL = 12  # a cell at least this long that holds a verb is read like a sentence


class ObservationFinder:
    """Finds observations; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._prose = ProseReader(lexicon)
        self._tables = TableReader(lexicon)
        self._namer = self._prose.namer
        self._owners = OwnerWords(lexicon)
        self._per_units = PerUnits(lexicon)
        self._periods = PeriodFinder(lexicon)
        self._keep = lexicon.words("announcing", "keep")
        self._known = frozenset(n for i in lexicon.indicators for n in (i.name, *i.aliases))
        self._project_words = lexicon.words("owners", "project.measures")

    def find(self, plan: Plan) -> list[Observation]:
        """All observations of a plan, ordered by offset; ids and entities are not set here."""
        spans = self._periods.find(plan.shadow, 0, len(plan.text), Calendar.of(plan.meta))
        timeline = TimeLine(plan, spans, self._lexicon)
        sections = Sections(plan, timeline, self._lexicon)
        clock = Clock(plan, timeline, sections)
        owners = OwnerFinder(self._owners, plan)
        numbers = self._prose.numbers(plan.shadow)
        found = [
            *self._from_prose(plan, timeline, clock, owners, numbers),
            *self._from_tables(plan, timeline, clock, owners, numbers),
        ]
        found.sort(key=lambda o: (o.source.start, o.source.end))
        return found

    def _from_prose(
        self, plan: Plan, timeline: TimeLine, clock: Clock, owners: OwnerFinder, numbers: Numbers
    ) -> Iterator[Observation]:
        for paragraph in plan.paragraphs:
            if paragraph.kind in ("title", "caption"):
                continue
            if paragraph.kind == "heading" and paragraph.heading_end >= paragraph.end:
                continue
            place = owners.of_paragraph(plan.shadow, paragraph.start, paragraph.end)
            for sentence in sentences(plan, paragraph):
                if sentence.end <= paragraph.heading_end:
                    continue
                segment: str | None = None
                for claim in self._prose.read(plan.shadow, sentence, timeline, numbers):
                    found = self._observation(plan, sentence, claim, clock, owners, None, None)
                    if (
                        found.segment is None
                        and segment
                        and found.area.name == owners.area
                        and not claim.phrase.whole_area
                    ):
                        found = found.model_copy(update={"segment": segment})
                    segment = found.segment
                    if place and found.area.name == owners.area and not claim.phrase.whole_area:
                        found = found.model_copy(update={"area": Ref(name=place)})
                    yield found

    def _from_tables(
        self, plan: Plan, timeline: TimeLine, clock: Clock, owners: OwnerFinder, numbers: Numbers
    ) -> Iterator[Observation]:
        for table in plan.tables:
            cells = list(self._tables.read(plan, table))
            for value in cells:
                yield self._from_cell(plan, value, owners)
            if cells:
                continue
            section = plan.section_at(table.start)
            for number, row in enumerate(table.rows[table.header_rows :], table.header_rows):
                subject = row[1].text if len(row) > 2 else category_name(row[0].text)
                for column, cell in enumerate(row):
                    if len(cell.text) < _PROSE_CELL or (column <= 1 and len(row) > 1):
                        continue
                    paragraph = Paragraph(
                        cell.start, cell.end, "body", section.id if section else None, cell.start
                    )
                    for sentence in sentences(plan, paragraph):
                        for claim in self._prose.read(plan.shadow, sentence, timeline, numbers):
                            ref = CellRef(id=table.id, row=number, col=column)
                            yield self._observation(
                                plan, sentence, claim, clock, owners, ref, subject
                            )

    def _observation(
        self,
        plan: Plan,
        sentence: Sentence,
        claim: Claim,
        clock: Clock,
        owners: OwnerFinder,
        cell: CellRef | None,
        subject: str | None,
    ) -> Observation:
        phrase, statement = claim.phrase, claim.statement
        paragraph = sentence.paragraph
        clause = plan.shadow[sentence.start : statement.end]
        per_year = (
            phrase.per_year
            or phrase.yearly_rate
            or "每年" in plan.shadow[claim.left : statement.start]
        )
        one_of = (claim.position, claim.of) if claim.one_name else (0, 1)
        when = clock.when(
            paragraph, sentence.start, statement.start, per_year=per_year, one_of=one_of
        )
        kind: Kind = "actual"
        if clock.starts_from(statement.start, statement.end):
            when = clock.before_the_change(paragraph, when)
        else:
            kind = clock.kind(paragraph, when, clause)
        owner, inside = self._owner(claim, phrase, owners)
        segment = claim.kind_of or owner.segment or inside or subject
        if segment is None and claim.statement.quantity is not None:
            segment = self._of_project(plan, sentence, claim, owner.name)
        measure = measure_of(claim)
        if segment is None and owner.name in (
            "规上工业总产值",
            "总产值",
            "主营业务收入",
            "营业收入",
            "产值",
        ):
            segment = owners.from_sections(plan.ancestors(paragraph.section))
        base = when.base
        if phrase.year_on_year and when.period and when.period.end:
            year = int(when.period.end[:4]) - 1
            base = Period(start=str(year), end=str(year))
        if measure not in ("growth_rate", "change_points", "increase", "decrease", "multiple"):
            base = None
        if phrase.yearly_rate:
            base = None
        review = []
        if when.inherited:
            review.append("time_inherited")
        if owner.area is None and not phrase.whole_area:
            review.append("area_inherited")
        if owner.name not in self._known:
            review.append("indicator_unknown")
        if claim.inherited:
            review.append("indicator_guessed")
        q = statement.quantity
        if q is not None and q.unit is None and q.kind not in ("multiple", "fraction"):
            review.append("unit_unknown")
        section = plan.section(paragraph.section)
        return Observation(
            id="",
            indicator=Ref(name=_written(owner.name)),
            area=Ref(name=owner.area or owners.area),
            segment=_written(segment) if segment else None,
            measure=measure,
            value=value_of(
                self._per_units.apply(q, owner.name),
                measure,
                falling=phrase.growth < 0,
                at_most=phrase.at_most,
                grown=bool(phrase.growth) and not phrase.to,
            )
            if q
            else None,
            qualitative=statement.qualitative if q is None else None,
            time=when.period,
            base_time=base,
            per_year=per_year,
            cumulative=phrase.cumulative,
            kind=kind,
            doubts=tuple(_DOUBTS[code] for code in review),
            read={"indicator": Read(rule=claim.rule)},
            source=Source(
                start=statement.start,
                end=statement.end,
                quote=plan.text[statement.start : statement.end],
                section=section.id if section else None,
                table=cell,
            ),
        )

    def _owner(self, claim: Claim, phrase: Phrase, owners: OwnerFinder) -> tuple[Owner, str | None]:
        """Area and segment off the name, from its front and from before a verb inside it."""
        name = untimed(claim.name)
        inside: str | None = None
        if "累计" in name:
            phrase.cumulative = True
            name = re.sub(r"累计(?:数|总数)?$", "", name) or name
        doubled = re.fullmatch(r"([\u4e00-\u9fff]{2})(.{2,})\1", name)
        if doubled and doubled.group(1) in self._keep:  # “整治高耗低效企业整治1000家”
            name = doubled.group(1) + doubled.group(2)
        if claim.after_count:
            match = re.match(r"(.{0,14}?(?:企业|单位|园区|项目|行业))(.{3,})", name)
            if match:
                inside, name = match.group(1), match.group(2)
        owner = owners.split(name)
        front = self._prose.namer.peel_front(owner.name, phrase) or owner.name
        before, bare = self._prose.namer.inner(front, phrase)
        if before and not owners.owns(before, front[len(before) : len(before) + 2]):
            before, bare = "", front
        if before and owners.general(before):
            return Owner(before + bare, owner.area, owner.segment), inside
        if before:
            own = owners.split(before + "规上工业总产值")
            inside = (
                inside
                or own.segment
                or (before if own.area is None and len(before) <= 14 else None)
            )
            again = owners.split(bare)
            return Owner(
                again.name, own.area or again.area or owner.area, again.segment or owner.segment
            ), inside
        if front != owner.name:
            again = owners.split(front)
            return Owner(
                again.name, owner.area or again.area, owner.segment or again.segment
            ), inside
        return Owner(bare, owner.area, owner.segment), inside

    def _of_project(self, plan: Plan, sentence: Sentence, claim: Claim, name: str) -> str | None:
        """“睿珀智能科技产业园项目，总投资20亿元”: the project in the clause before."""
        if not name.startswith(self._project_words):
            return None
        owned = _PROJECT_BEHIND.match(plan.shadow, claim.statement.end, sentence.end)
        if owned:
            return owned[1]
        before = plan.shadow[max(sentence.start, claim.left - 40) : claim.left]
        match = re.search(r"([^,;。:、]{3,30}(?:项目|工程|产业园|综合体|酒店))[,:(]$", before)
        if match:
            return None if re.search(r"等\d|\d+个", match.group(1)) else match.group(1)
        section = plan.section(sentence.paragraph.section)
        if (
            section
            and re.search(r"(?:项目|工程|产业园|综合体|酒店|园区)$", section.title)
            and len(section.title) <= 24
        ):
            return section.title
        return None

    def _from_cell(self, plan: Plan, value: CellValue, owners: OwnerFinder) -> Observation:
        phrase = Phrase(name=value.name)
        name = value.name
        if re.match(r"(?:新增|净增|累计新增)", name):
            name = self._namer.peel_front(name, phrase) or value.name
        start, end = value.cell.start, value.cell.end
        statement = Statement(start, end, value.quantity, value.qualitative)
        claim = Claim(statement, name, phrase, "table.cell")
        measure = value.measure or measure_of(claim, in_table=True)
        area = value.area
        if area is None:
            owner = owners.split(name)
            area, name = (owner.area, owner.name if owner.area else name)
        else:
            area = owners.area if area in owners.area else area
        review = []
        if value.name not in self._known:
            review.append("indicator_unknown")
        if value.unit_inherited and value.quantity is not None and value.quantity.unit is None:
            review.append("unit_unknown")
        section = plan.section_at(value.cell.start)
        return Observation(
            id="",
            indicator=Ref(name=_written(name)),
            area=Ref(name=area or owners.area),
            segment=value.segment,
            measure=measure,
            value=value_of(
                self._per_units.apply(value.quantity, name), measure, falling=value.falling
            )
            if value.quantity
            else None,
            qualitative=value.qualitative if value.quantity is None else None,
            time=value.time,
            per_year=value.per_year or bool(re.match(r"年均|每年", name)),
            cumulative=value.cumulative or "累计" in name,
            kind=value.kind,
            attribute=value.attribute,
            doubts=tuple(_DOUBTS[code] for code in review),
            read={"indicator": Read(rule="table.cell")},
            source=Source(
                start=start,
                end=end,
                quote=plan.text[start:end],
                section=section.id if section else None,
                table=value.ref,
            ),
        )


def _written(name: str) -> str:
    """A name as people write it: full-width brackets as in the plans, no stray spaces."""
    return name.replace("(", "（").replace(")", "）").strip()
