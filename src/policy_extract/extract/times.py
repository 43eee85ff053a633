"""Time expressions as mentions, with their normal form (docs/annotation.md, A5).

What words make a time is said in ``measure.period``, whose rules are named here; what is none where it
stands (names of documents, the plan's own title) is refused here. 近年来, 目前, 每年 are none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Any

from policy_extract.document import Plan, shadow
from policy_extract.expressions import expression
from policy_extract.extract.reports import ReportReader
from policy_extract.lexicon import Lexicon
from policy_extract.measure.period import PeriodFinder, TimeSpan
from policy_extract.model import CellRef, Mention, Period, Source
from policy_extract.rules import AnyRule, Rule, Switches

_OPENING = "time.opening"  # 比年初: the base of a change, no mention
_YEAR = expression(r"(?:19|20)[0-9]{2}")
_YEAR_BEHIND = expression(r"\(((?:19|20)[0-9]{2})\)$")
_DOCUMENT_NAME = expression(r"《[^《》]{2,80}》")
_YEARS = r"\((?:19|20)\d\d ?年?[-~至到]{1,2} ?(?:19|20)\d\d ?年?\)"
_YEARS_LAST = expression(rf"{_YEARS}(?= *$)", re.MULTILINE)  # on their line


class TimeFinder:
    """Finds time mentions; built once for a lexicon. ``switches`` name the rules that do not speak."""

    def __init__(self, lexicon: Lexicon, switches: Switches = Switches()) -> None:
        self._switches = switches
        self._periods = lexicon.once(PeriodFinder)
        self._reports = ReportReader(lexicon)
        self._name_years = lexicon.pattern(rf"(?:<periods.names.kinds>)\n?{_YEARS}")

    def find(self, plan: Plan) -> list[Mention]:
        """All time expressions of a plan outside residue and names of documents, in order."""
        calendar = self._reports.calendar(plan)
        refused = [span for rule in self._switches.on(REFUSING) for span in rule.run(self, plan)]
        refused += [(residue.start, residue.end) for residue in plan.residue]
        refused.sort()
        starts = [start for start, _ in refused]
        ends = list(accumulate((end for _, end in refused), max))  # of all that begin so far
        found = [
            self._mention(plan, span, None)
            for span in self._periods.find(plan.shadow, 0, len(plan.text), calendar)
            if span.rule not in self._switches.without
            and span.rule != _OPENING
            and not ((before := bisect_right(starts, span.start)) and span.start < ends[before - 1])
        ]
        taken = {m.source.start for m in found}
        if self._switches.has(TABLE_YEAR):
            found.extend(m for m in self.bare_years(plan) if m.source.start not in taken)
        found.sort(key=lambda m: m.source.start)
        return found

    def documents(self, plan: Plan) -> list[tuple[int, int]]:
        """Where names of documents in 《》 stand."""
        return [m.span() for m in _DOCUMENT_NAME.finditer(plan.shadow)]

    def name_years(self, plan: Plan) -> list[tuple[int, int]]:
        """Where …行动方案（2024—2027年） stands, or such a bracket alone on a title's line."""
        text = plan.shadow
        lines = ((text.rfind("\n", 0, m.start()) + 1, m) for m in _YEARS_LAST.finditer(text))
        alone = (m for line, m in lines if not text[line : m.start()].strip(" "))
        return [m.span() for m in (*self._name_years.finditer(text), *alone)]

    def titles(self, plan: Plan) -> list[tuple[int, int]]:
        """Where the plan's own title stands, whole on a line or over lines of the title block."""
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

    def bare_years(self, plan: Plan) -> Iterator[Mention]:
        """A year without 年 as a whole table header (“2025”) or in brackets behind a value."""
        for table in plan.tables:
            for number, row in enumerate(table.rows):
                for column, cell in enumerate(row):
                    if number >= table.header_rows and cell.text[-1:].isalnum():
                        continue  # no bracket closes at its end
                    plain = shadow(cell.text)
                    if number < table.header_rows:
                        # a cell's words are whole, also where its lines were cut: 20⏎25
                        if _YEAR.fullmatch(plain):
                            ref = CellRef(id=table.id, row=number, col=column)
                            yield self._year(plan, cell.start, cell.end, plain, ref)
                        continue
                    match = _YEAR_BEHIND.search(plain)
                    if match and len(plain) == cell.end - cell.start:
                        ref = CellRef(id=table.id, row=number, col=column)
                        start = cell.start + match.start(1)
                        yield self._year(plan, start, start + 4, match[1], ref)

    def _year(self, plan: Plan, start: int, end: int, year: str, cell: CellRef) -> Mention:
        span = TimeSpan(start, end, Period(start=year, end=year), TABLE_YEAR.id)
        return self._mention(plan, span, cell)

    def _mention(self, plan: Plan, span: TimeSpan, cell: CellRef | None) -> Mention:
        section = plan.section_at(span.start)
        words = plan.text[span.start : span.end]
        source = Source.of(span.start, span.end, words, section.id if section else None, cell)
        return Mention.of("time", span.rule, source, span.period)


def word_rule(
    name: str, zh: str, en: str, says: str, refuses: str
) -> Rule[Callable[..., list[TimeSpan]]]:
    """A rule of ``measure.period``: one of the ways to say a time, all found in one pass over a text."""
    return Rule(
        id=f"time.{name}",
        stage="times.words",
        zh=zh,
        en=en,
        says=says,
        refuses=refuses,
        run=PeriodFinder.find,
    )


#: The rules by which ``PeriodFinder`` reads words; its ``TimeSpan.rule`` is one of their ids.
WORDS = (
    word_rule(
        "range",
        "年份区间",
        "a range of years",
        "takes 2018-2021, 2021年至2023年间, 2021年1月—2023年6月, 2024.1-2024.6",
        "2023-2021, where the second lies before the first",
    ),
    word_rule(
        "date",
        "年月日",
        "a date",
        "takes 2021年7月1日, 2021年7月, 2021年12月底前 (open at its start), 2022/4/27",
        "2021年13月, 2021年2月30日, days that there are not",
    ),
    word_rule(
        "cndate",
        "汉字年份",
        "a year in Chinese numerals",
        "takes 二〇三五年, 二○三五年, 二0三五年, 二〇二一年十月",
        "二〇二一年十三月",
    ),
    word_rule(
        "quarter",
        "季度",
        "a quarter, or a half of a named year",
        "takes 2023年第三季度, 2023年1季度, 2023年上半年, and 前三季度 behind a year or in a plan of one year",
        "五季度, 每季度; 一季度 in a document of many years that names none before it",
    ),
    word_rule(
        "year",
        "年份",
        "a year",
        "takes 2025年, 2025年底, 2025年前后, 2025年前 (open at its start), 2022年度, 2021、2022年",
        "2025亩, 80年代",
    ),
    word_rule(
        "plan",
        "五年规划期",
        "a five-year plan",
        "takes “十四五”期间 (2021/2025), “十四五”末 (2025), “十三五”以来 (2016/..), “十四五”后两年 (2024/2025)",
        "“十四五”规划 inside the name of a document",
    ),
    word_rule(
        "month",
        "月份",
        "a month of the plan's year",
        "takes 6月底前 in a plan of one year",
        "6月 in a document that names no year",
    ),
    word_rule(
        "same_year",
        "同年",
        "the year named last",
        "takes 同年10月 behind 2021年7月",
        "同年 with no year before it",
    ),
    word_rule(
        "half_year",
        "半年",
        "half of the plan's year",
        "takes 上半年, 今年下半年 in a plan of one year, 下半年 behind a year",
        "上半年 in a document that names no year",
    ),
    word_rule(
        "this_year",
        "今年",
        "the plan's own year",
        "takes 今年, 今年1月7日, and 年底 in a plan of one year or behind a year; 今年 in an undated plan of three years is its first",
        "年底 in a plan of five years",
    ),
    word_rule(
        "period_end",
        "规划期末",
        "the end of the plan's period",
        "takes 规划期末",
        "规划期末 in a document without a period",
    ),
    word_rule(
        "plan_period",
        "规划期内",
        "all years of the plan",
        "takes 规划期内",
        "规划期内 in a plan of one year, in a report of several parts, in a document without a period",
    ),
    word_rule(
        "span",
        "年数",
        "a number of years",
        "takes 三年内 (the plan's first three years), 未来5年 (no normal form, but in a report the years from its own)",
        "十年磨一剑, 一年接着一年",
    ),
    word_rule(
        "months",
        "月份区间",
        "months of a year",
        "takes 2023年1—9月, and 1-6月 or 前10个月 behind a year or in a plan of one year",
        "3—6月 in a document of many years that names none before it",
    ),
    word_rule(
        "short",
        "两位数年份",
        "a year of two digits",
        "takes 23年, 到25年底, 22年的220家 at the start of a clause, of the years around the plan's",
        "15年内, 使用年限由20年: a number of years",
    ),
    word_rule(
        "shifted",
        "去年与明年",
        "a year by its distance",
        "takes 去年, 明年 by the document's year, 上年 by the year named before it, 次年 behind a year",
        "以上年产值, 每次年检",
    ),
    word_rule(
        "whole_year",
        "全年",
        "the whole year",
        "takes 全年 behind a year, in a plan of one year, in the part of a report",
        "全年无休; 全年 in a document of many years that names none before it",
    ),
    word_rule(
        "past",
        "过去几年",
        "years that lie behind",
        "takes 过去五年, 近三年, 一年来: the years before the plan's, before a report's (no normal form without)",
        "接近三年, 近年来",
    ),
    word_rule(
        "ahead",
        "今明两年",
        "years counted from this one, or from the ends of the plan",
        "takes 今明两年, 明后两年 by the document's year; 前一年…，后两年… at the head of a clause, in a plan of more years",
        "建成后两年, 前三年 in a plan of three; 后两年 in a document without a period",
    ),
)
TABLE_YEAR: Rule[Callable[..., Iterator[Mention]]] = Rule(
    id="time.table_year",
    stage="times.find",
    zh="表中年份",
    en="a year without 年 in a table",
    says="takes 2025 as a whole header, and 2019 in a cell “91.83（2019）”",
    refuses="2025 as a value under a header",
    run=TimeFinder.bare_years,
)
DOCUMENT: Rule[Callable[..., Any]] = Rule(
    id="time.in_document_name",
    stage="times.refuse",
    zh="书名号内不取",
    en="inside the name of a document",
    says="leaves out “十四五” in 《工业“十四五”规划》, 2021—2023年 in 《2021—2023年技改行动计划》",
    refuses="2022年 in 2022年《意见》印发",
    run=TimeFinder.documents,
)
NAME_YEARS: Rule[Callable[..., Any]] = Rule(
    id="time.name_years",
    stage="times.refuse",
    zh="文件名后的年份不取",
    en="the years behind the kind of a document",
    says="leaves out 2024—2027年 in 行动方案（2024—2027年）",
    refuses="2024—2027年 in 实施期（2024—2027年）",
    run=TimeFinder.name_years,
)
TITLE: Rule[Callable[..., Any]] = Rule(
    id="time.in_title",
    stage="times.refuse",
    zh="标题中不取",
    en="inside the plan's own title",
    says="leaves out “十四五” in 贵阳市制造业发展“十四五”规划 on its title page",
    refuses="“十四五” in the plan's sentences",
    run=TimeFinder.titles,
)

REFUSING = (DOCUMENT, NAME_YEARS, TITLE)
#: All rules of times, each stage in the order in which its rules are asked.
RULES: tuple[AnyRule, ...] = (*WORDS, TABLE_YEAR, *REFUSING)
