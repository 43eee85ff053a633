"""Time expressions as mentions, with their normal form (docs/annotation.md, A5).

Titles of documents in 《》 hold none; a project list's “2018-2021” is one; 近年来, 目前, 每年 are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_extract.document import Plan
from policy_extract.lexicon import Lexicon
from policy_extract.measure.period import Calendar, PeriodFinder, TimeSpan
from policy_extract.model import CellRef, Mention, Period, Source

_DOCUMENT_NAME = re.compile(r"《[^《》]{2,80}》")
# years in the bracket behind a document's kind: …行动方案（2024—2027年）; or alone on a title's line
_NAME_YEARS = re.compile(
    r"(?:规划|纲要|方案|计划|意见|要点|办法|措施|行动)\n?\((?:19|20)\d\d ?年?[-~至到]{1,2} ?(?:19|20)\d\d ?年?\)"
    r"|^ *\((?:19|20)\d\d ?年?[-~至到]{1,2} ?(?:19|20)\d\d ?年?\) *$",
    re.MULTILINE,
)


class TimeFinder:
    """Finds time mentions; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._periods = PeriodFinder(lexicon)

    def find(self, plan: Plan) -> list[Mention]:
        """All time expressions of a plan outside residue and names of documents, in order."""
        calendar = Calendar.of(plan.meta)
        names = [m.span() for m in _DOCUMENT_NAME.finditer(plan.shadow)]
        names += [m.span() for m in _NAME_YEARS.finditer(plan.shadow)]
        names += _titles(plan)
        found = [
            self._mention(plan, span, None)
            for span in self._periods.find(plan.shadow, 0, len(plan.text), calendar)
            if not any(start <= span.start < end for start, end in names)
            and not any(r.start <= span.start < r.end for r in plan.residue)
        ]
        taken = {m.source.start for m in found}
        found.extend(m for m in self._bare_years(plan) if m.source.start not in taken)
        found.sort(key=lambda m: m.source.start)
        return found

    def _bare_years(self, plan: Plan) -> Iterator[Mention]:
        """A year without 年 as a whole table header (“2025”) or in brackets behind a value."""
        for table in plan.tables:
            for number, row in enumerate(table.rows):
                for column, cell in enumerate(row):
                    if number < table.header_rows and re.fullmatch(r"(?:19|20)\d\d", cell.text):
                        yield self._year(plan, cell.start, cell.end, table.id, number, column)
                        continue
                    match = re.search(r"[(（]((?:19|20)\d\d)[)）]$", cell.text)
                    if (
                        match
                        and number >= table.header_rows
                        and len(cell.text) == cell.end - cell.start
                    ):
                        start = cell.start + match.start(1)
                        yield self._year(plan, start, start + 4, table.id, number, column)

    def _year(self, plan: Plan, start: int, end: int, table: str, row: int, column: int) -> Mention:
        year = plan.text[start:end]
        span = TimeSpan(start, end, Period(start=year, end=year), "time.table_year")
        return self._mention(plan, span, CellRef(id=table, row=row, col=column))

    def _mention(self, plan: Plan, span: TimeSpan, cell: CellRef | None) -> Mention:
        section = plan.section_at(span.start)
        return Mention(
            type="time",
            norm=span.period,
            rule=span.rule,
            source=Source(
                start=span.start,
                end=span.end,
                quote=plan.text[span.start : span.end],
                section=section.id if section else None,
                table=cell,
            ),
        )


def _titles(plan: Plan) -> list[tuple[int, int]]:
    """Where the plan's own title stands, whole on a line or over several lines of the title block."""
    title = plan.meta.title
    if not title or len(title) < 6:
        return []
    spans = [m.span() for m in re.finditer(re.escape(title), plan.text)]
    for paragraph in plan.paragraphs:
        if paragraph.kind == "title":
            words = re.sub(r"\s", "", plan.text[paragraph.start : paragraph.end])
            if len(words) >= 6 and (words in title or title in words):
                spans.append((paragraph.start, paragraph.end))
    return spans
