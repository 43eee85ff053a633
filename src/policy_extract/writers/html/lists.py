"""The corpus as data for the report's lists; rows are ``desk``'s, in the order in which it has them.

Each list is an island of its own, so that a page is read only as far as it is looked at. ``static/10-data.js``
names the columns. Recurring words stand once, in the island “words”, and go by their number.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_extract.desk import (
    Charge,
    Check,
    Company,
    Compared,
    Desk,
    Found,
    Indicator,
    Place,
    ProjectRow,
    Target,
    agencies,
    amount,
    checks,
    companies,
    comparison,
    found,
    indicators,
    projects,
    targets,
)
from policy_extract.writers.html.islands import Words
from policy_extract.writers.html.records import mention_id

Row = list[object]


class Lists:
    """All lists of a desk; ``words`` is complete when all lists are made."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.words = desk, Words()
        self._plans = {document.id: number for number, document in enumerate(desk.documents)}
        self._number: dict[tuple[str, str], int] = {}

    def islands(self) -> Iterator[tuple[str, object]]:
        """Name and data of each list; the words last, because the lists gather them."""
        desk = self.desk
        yield "plans", [[document.id, desk.title(document)] for document in desk.documents]
        yield "numbers", [self._value(row) for row in targets(desk)]
        yield "indicators", [self._indicator(row) for row in indicators(desk)]
        yield "compared", [self._compared(row) for row in comparison(desk)]
        yield "findings", [self._found(row) for row in found(desk)]
        yield "checks", [self._check(row) for row in checks(desk)]
        yield (
            "agencies",
            [
                {
                    "id": one.entity or f"{one.charges[0].place.document}:{one.name}",
                    "name": one.name,
                    "division": one.division,
                    "aliases": [name for name in one.aliases if name != one.name],
                    "counts": [one.count("lead"), one.count("responsible"), one.count("support")],
                    "targets": one.targets,
                    "charges": [self._charge(charge) for charge in one.charges],
                }
                for one in agencies(desk)
            ],
        )
        yield "companies", [self._company(one) for one in companies(desk)]
        yield "projects", [self._project(row) for row in projects(desk)]
        yield "words", self.words.listed

    def _value(self, row: Target) -> Row:
        o, w = row.observation, self.words
        self._number[row.place.document, o.id] = len(self._number)
        value = amount(o.value) if o.value else row.said
        ends = [t for t in ((o.time.end or o.time.start) if o.time else None,) if t]
        return [
            self._plans[row.place.document], o.id, w(row.indicator), w(row.segment), w(row.area), w(value),
            w(row.measure), w(row.qualifier), w(row.time), int(o.kind == "target"), w(row.attribute),
            w(row.lead), w(row.support), o.confidence, int(o.review), w(row.place.quote),
            w(row.place.section), row.low, row.high, w(row.unit), w(o.indicator.entity), w(row.about),
            int(ends[0][:4]) if ends and ends[0][:4].isdecimal() else None,
        ]  # fmt: skip

    def _at(self, row: Target | None) -> int | None:
        """A value's place in the list of all."""
        return None if row is None else self._number[row.place.document, row.observation.id]

    def _indicator(self, row: Indicator) -> Row:
        growth = row.growth
        return [
            self._at(row.base), self._at(row.target), self.words(row.category), self.words(row.domain),
            self.words(row.number), growth.rate, growth.points,
            self.words(self.desk.word("growth", growth.why)), int(row.listed),
        ]  # fmt: skip

    def _compared(self, row: Compared) -> Row:
        w = self.words
        return [
            self._at(row.target), w(row.indicator), w(row.unit), row.low, row.high, w(row.verdict),
            w(row.said), w(row.finding),
        ]  # fmt: skip

    def _place(self, place: Place) -> Row:
        """Plan, record, section, sentence, quote, where the quote begins in the sentence, as scripts count."""
        w = self.words
        return [
            self._plans[place.document], place.record, w(place.section), w(place.sentence), w(place.quote),
            len(place.sentence[: place.at].encode("utf-16-le")) // 2,
        ]  # fmt: skip

    def _found(self, row: Found) -> dict[str, object]:
        return {
            "id": row.finding.id,
            "kind": row.kind,
            "verdict": row.verdict,
            "detail": row.detail,
            "about": row.about,
            "draft": row.draft,
            "grave": row.grave,
            "clash": row.finding.verdict == "contradict",
            "said": row.said,
            "plans": [self._plans[d.id] for d in row.finding.documents if d.id in self._plans],
            "places": [self._place(place) for place in row.places],
        }

    def _check(self, row: Check) -> Row:
        marks = [[mark.start, mark.end, int(mark.own)] for mark in row.marks]
        return [self._at(row.target), self.words.each(row.reasons), row.sentence, marks]

    def _charge(self, charge: Charge) -> Row:
        duty, w = charge.duty, self.words
        return [
            self._plans[charge.place.document], charge.place.record, w(self.desk.word("role", charge.role)),
            w(duty.number + duty.title), w(duty.measures), [self._at(t) for t in duty.targets],
            w(charge.partners), w(duty.deadline),
            w(self.desk.word("deadline", duty.deadline_from)), w(charge.written),
        ]  # fmt: skip

    def _company(self, one: Company) -> dict[str, object]:
        mentions = [
            self._place(place._replace(record=mention_id("company", place.start)))
            for place in one.mentions
        ]
        return {
            "id": one.entity.id,
            "name": one.name,
            "aliases": list(one.aliases),
            "division": one.division,
            "relations": list(one.relations),
            "known": one.known,
            "mentions": mentions,
            "projects": [
                [self._plans[row.place.document], row.project.id, self.words(row.name)]
                for row in one.projects
            ],
            "numbers": [self._at(row) for row in one.targets],
        }

    def _project(self, row: ProjectRow) -> Row:
        w = self.words
        company = row.project.company.entity if row.project.company else None
        return [
            self._plans[row.place.document], row.project.id, w(row.category), row.number, w(row.name),
            w(row.company), w(company), w(row.content), w(row.nature), row.start, row.end, row.land,
            row.in_100_million, w(row.site), [self._at(t) for t in row.targets], row.investment,
            w(row.investment_unit),
        ]  # fmt: skip
