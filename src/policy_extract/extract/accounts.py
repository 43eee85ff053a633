"""Accounts of a year: a statistical bulletin, final accounts, a summary of work. All they tell is so already.

Their year stands in the title only (“2023年国民经济和社会发展统计公报”), often a part of it (“2024年上半年经济运行情况”); what
they mean to do next stands below a heading that says so (“下一步工作打算”).
"""

from __future__ import annotations

import re

from policy_extract.document import Plan, shadow
from policy_extract.lexicon import Lexicon
from policy_extract.measure import numerals
from policy_extract.measure.period import Calendar, YearPart, halves
from policy_extract.measure.period_forms import CN, YEAR
from policy_extract.model import Period

_HEAD = 300  # the title of an account whose title block was not read stands in its first signs
_JUNE, _SEPTEMBER, _YEAR_END = 6, 9, 12
#: What stands in front of a heading: 一、, （二）.
NUMBERED = rf"[ \u3000]*(?:{CN}{{1,3}}、|\({CN}{{1,2}}\)) ?"


class AccountReader:
    """Reads of which year a document gives account; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        part = (
            r"(?:(?P<half><periods.date.halves>)"
            rf"|(?P<first><periods.report.first>)?(?P<quarter>{CN}|[1-4])(?:<periods.date.quarters>)"
            r"|(?P<from>\d{1,2})(?:-(?P<to>\d{1,2}))?(?:<periods.report.months>))"
        )
        line = rf"(?m)^(?!{NUMBERED})[^\n。,;]{{0,40}}?"
        opens = (
            rf"{line}(?<![\d-])(?P<year>{YEAR}) ?(?:(?:<periods.report.of_year>)|(?<=^\d{{4}})(?=[\u4e00-\u9fff]))(?!<periods.report.not_of_year>)"
            rf"(?:[^\n。,;、\d]{{0,12}}?{part})?[^\n。,;]{{0,30}}?"
        )
        kinds = "(?:<periods.report.accounts>|<periods.report.account_patterns>)"
        tails = r"(?:<periods.report.account_tails>)?"
        ends = rf"(?:\([^()\n]{{1,8}}\))?{tails}(?:\[\d+\])?$"
        # 教育事业发展统计公报(2024年)
        behind = rf"\((?P<year>{YEAR}) ?(?:<periods.report.of_year>){part}?\)$"
        self._title = lexicon.pattern(opens + kinds + ends)
        self._title_behind = lexicon.pattern(line + kinds + tails + behind)
        self._part = lexicon.pattern(opens + r"(?:<periods.report.account_of_part>)" + ends)
        self._told = lexicon.pattern(opens + r"(?:<periods.report.account_of_work>)" + ends)
        self._halves = halves(lexicon)
        heading = rf"(?m)^{NUMBERED}(?P<words>[^\n。;]{{2,50}})$"
        self._heading = lexicon.compiled(heading)
        self._year = lexicon.compiled(rf"(?<!\d)({YEAR}) ?{numerals.YEAR}")
        self._next = lexicon.pattern(r"[^\n。;]{0,20}?(?:<periods.report.accounts_ahead>)")
        self._after = {
            _JUNE: lexicon.pattern("<periods.report.rest_after_june>"),
            _SEPTEMBER: lexicon.pattern("<periods.report.rest_after_september>"),
        }

    def of_part(self, plan: Plan) -> Calendar | None:
        """The calendar of a report on a part of a year (2020年上半年预算执行情况的报告); None for any other document."""
        return self._read(plan, self._part, whole=False)

    def of_year(self, plan: Plan) -> Calendar | None:
        """The calendar of a report on how a year's plan was carried out (2021年就业计划执行情况的通报); None for any other document."""
        return self._read(plan, self._part, whole=True)

    def of_work(self, plan: Plan) -> Calendar | None:
        """The calendar of what is called a report on work and never plans any (2024年度审计工作报告); None for any other document."""
        return self._read(plan, self._told, whole=True)

    def calendar(self, plan: Plan) -> Calendar | None:
        """The calendar of an account of a year or of a part of it; None for any other document.

        Refused: a plan of the year (2024年国民经济和社会发展计划), what was arranged for it (2024年重点工作安排情况), a title that goes
        on behind the account (2023年财政决算和2024年预算草案), a report on 下一步工作情况 without a year.
        """
        told = self._read(plan, self._title, whole=True) or self.of_part(plan)
        return told or self._read(plan, self._title_behind, whole=True)

    def _read(self, plan: Plan, form: re.Pattern[str], *, whole: bool) -> Calendar | None:
        head = shadow(plan.meta.title or "") or plan.shadow[:_HEAD]
        title = form.search(head)
        if title is None:
            return None
        year = int(title["year"])
        first, last = self._months(title)
        if not whole and (first, last) == (1, _YEAR_END):
            return None
        told = Period.of(f"{year}-{first:02d}", f"{year}-{last:02d}")
        whole = (first, last) == (1, _YEAR_END)  # what comes is next year's
        parts = [YearPart(0, Period.of(str(year), str(year)) if whole else told, looks_back=True)]
        for heading in self._heading.finditer(plan.shadow):
            coming = self._coming(heading["words"], year, last)
            if coming is not None:
                period = Period.of(str(coming), str(coming))
                parts.append(YearPart(heading.start(), period, looks_back=False))
                break
        calendar = Calendar.of(plan.meta)
        return calendar._replace(first=year, last=year, parts=tuple(parts))

    def _coming(self, words: str, year: int, last: int) -> int | None:
        """The year that a heading of an account up to the month ``last`` looks ahead to: 下一步打算, 2025年收支预算, 下半年工作措施.

        Refused: 二季度运行情况 in an account of the first half.
        """
        later = [int(one) for one in self._year.findall(words) if int(one) > year]
        if later:
            return later[0]
        rest = any(last <= month and after.search(words) for month, after in self._after.items())
        return year + (last == _YEAR_END) if rest or self._next.match(words) else None

    def _months(self, title: re.Match[str]) -> tuple[int, int]:
        """The first and the last month that a title tells of: 上半年, 前三季度, 1-4月; else the whole year."""
        if title["half"]:
            return self._halves[title["half"]]
        if title["quarter"]:
            words = title["quarter"]
            number = min(int(words) if words.isdigit() else numerals.spelled(words), 4)
            return (1 if title["first"] else 3 * number - 2), 3 * number
        if title["from"]:
            return int(title["from"]), int(title["to"] or title["from"])
        return 1, _YEAR_END
