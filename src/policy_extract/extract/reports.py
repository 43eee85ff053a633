"""Reports that look back and ahead: which of their parts is about which years, found once for a document.

A 政府工作报告 or 计划执行情况报告 says the time of most of its numbers in the heading of a part only
(“2025年工作回顾”, “2026年工作安排”, “今后五年的奋斗目标”), and what 今年, 全年 or 一年来 mean with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_extract.document import Plan, shadow
from policy_extract.expressions import expression
from policy_extract.extract.accounts import AccountReader
from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.alternation import alternation
from policy_extract.measure import numerals
from policy_extract.measure.period import Calendar, YearPart, halves
from policy_extract.measure.period_forms import CN, COUNT, YEAR
from policy_extract.model import Period

_TWO = 2
_JANUARY = 1
_OPENS = 60  # signs of the paragraph below a heading
_BARE = 12  # … and of one that has not even a year
_SHORT = 40  # signs of a heading without a number
_HEAD = 300  # the title of a report whose title block was not read stands in its first signs
_LINE = expression(
    rf"^[ \u3000]*(?P<top>{CN}{{1,3}}、|第{CN}部分)?(?:\({CN}{{1,2}}\))? *(?P<words>[^。;!?\n]{{4,80}})$",
    re.MULTILINE,
)


class ReportReader:
    """Reads the parts of reports; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._accounts = AccountReader(lexicon)
        self._plans = {plan.name: plan for plan in lexicon.five_year_plans}
        names = alternation(self._plans)
        self._year = lexicon.compiled(
            rf"(?<!\d)({YEAR}) ?{numerals.YEAR}(?!{alternation(lexicon.words('periods', 'report.visions'))})"
        )
        self._plan = lexicon.compiled(rf"[“\"]?({names})[”\"]?")
        self._past = lexicon.pattern(
            rf"(?:<periods.report.past>)({COUNT}) ?{numerals.YEAR}|({COUNT}) ?{numerals.YEAR}(?:<periods.report.since>)"
            rf"|^(?:<periods.report.former>)?({COUNT}) ?{numerals.YEAR}(?:<periods.report.of_years>)"
        )
        self._future = lexicon.pattern(rf"(?:<periods.report.future>)({COUNT}) ?年")
        self._back = lexicon.pattern(r"<periods.report.back>")
        self._ahead = lexicon.pattern(r"<periods.report.ahead>")
        self._reviewed = lexicon.pattern(
            "(?:<periods.report.government>)(?=.?(?:<periods.report.reviewed>))"
        )
        self._doing = lexicon.pattern(
            rf"(?:{CN}{{1,3}}、|\({CN}{{1,2}}\))?\s*(?:<periods.report.doing>)"
        )
        self._bare = lexicon.pattern(
            r"^(?:<periods.report.former>)?(?:<periods.report.bare_reviews>)$"
        )
        self._sums_up = lexicon.pattern("<periods.report.sums_up>")
        self._ends_back = lexicon.pattern("(?:<periods.report.ends_back>)$")
        self._half = lexicon.pattern(r"<periods.date.halves>")
        self._halves = halves(lexicon)
        # “十二五”|圆满收官; not 坚决守住“十三五”脱贫成果
        self._over = lexicon.pattern(
            rf"[“\"]?(?:{names})[”\"]?[^“”\"]{{0,12}}(?:<periods.report.over>)"
        )
        # 关于|上半年工作|, 二、|2024年工作|, of which no word says whether it is over
        self._bare_work = lexicon.pattern(
            rf"(?:(?P<half><periods.date.halves>)|{YEAR} ?(?:<periods.report.of_year>))(?:<periods.report.of_half>)$"
        )
        self._goes_on = lexicon.words("layout", "title.goes_on")
        self._this_year = lexicon.words("periods", "this.led")
        self._lately = lexicon.pattern(r"<periods.report.opens_back>")
        self._titles = lexicon.pattern(r"<periods.report.titles>")
        self._opens = lexicon.pattern(
            rf"[ \u3000-]*(?:(?:<periods.report.addressed>)[,:!])?(?:<periods.report.led_by>)?(?:(?P<year>{YEAR}) ?(?:{numerals.YEAR}(?P<since><periods.report.since>)|(?:<periods.report.opens_year>))"
            rf"|(?:<periods.report.past>)(?P<count>{COUNT}) ?{numerals.YEAR},"
            r"|(?P<back><periods.report.opens_back>)|(?P<ahead><periods.report.opens_ahead>))"
        )

    def calendar(self, plan: Plan) -> Calendar:
        """The calendar of a document; that of a report with its year and its parts, that of an account of a year.

        Refused: a document that is no such report (its period holds for all of it), a report whose
        year neither its headings nor its title block say.
        """
        calendar = Calendar.of(plan.meta)
        if not self._is_report(plan):
            return self._accounts.calendar(plan) or calendar
        account = self._accounts.of_part(plan) or self._accounts.of_work(plan)
        if account is not None:
            return account
        heads = list(self._heads(plan.shadow))
        if not any(self._tells_ahead(words) for _, words in heads):
            account = self._accounts.of_year(plan)
            if account is not None:
                return account
        year = self._report_year(plan, heads, calendar)
        if year is None:
            return calendar
        title = shadow(plan.meta.title or "") or plan.first_line
        title_end = len(plan.first_line)
        parts: tuple[YearPart, ...] = ()
        for start, words in heads:
            part = self._part(start, words, year, title)
            ahead = any(not one.looks_back and one.start >= title_end for one in parts)
            if part is not None and not (ahead and self._untold(words)):
                parts = (*parts, part)
        if all(part.start < title_end for part in parts):  # no head but the title
            parts = (*parts, *self._opened(plan, year))
        # … or was written before that year was over: ——2024年12月28日 in a report of 2025
        sums_up = self._sums_up.search(title) is not None or calendar.issued == year - 1
        return calendar._replace(first=year, last=year, parts=parts, sums_up=sums_up)

    def _opened(self, plan: Plan, year: int) -> Iterator[YearPart]:
        """The parts of a report without headings, by how paragraphs open: 2016年是…开局之年, 过去一年，…, 今年，….

        2016年以来 goes up to the last year that lies behind, and so do the years of 过去五年，….
        Refused: 2016年12月, a year inside a paragraph; a year after the report's own.
        """
        for paragraph in plan.paragraphs:
            opens = self._opens.match(plan.shadow, paragraph.heading_end, paragraph.end)
            if opens is None:
                continue
            if opens["count"]:  # 过去五年，…
                first = year - numerals.spelled(opens["count"])
                yield YearPart(paragraph.start, _period(first, year - 1), looks_back=True)
                continue
            about = int(opens["year"]) if opens["year"] else year - bool(opens["back"])
            if about <= year:
                since = bool(opens["year"]) and opens["since"] is not None
                last = max(about, year - 1) if since else about  # 2016年以来，…
                yield YearPart(paragraph.start, _period(about, last), about < year)

    def _is_report(self, plan: Plan) -> bool:
        if plan.meta.genre == "work_report":
            return True
        title = plan.meta.title or plan.shadow[:_HEAD]
        return self._titles.search(title) is not None

    def _heads(self, shadow: str) -> Iterator[tuple[int, str]]:
        """Lines that head a part: with a time and a word of review or outlook, or numbered at the top."""
        for line in _LINE.finditer(shadow):
            words = line["words"].strip()
            if words.startswith(self._goes_on):
                continue  # …预算执行情况 / 和2025年预算草案
            if self._untold(words):
                if line["top"] and (self._over.search(words) or self._bare_work.search(words)):
                    yield line.start(), words
                continue
            if len(words) <= _BARE and self._bare.search(words):
                yield line.start(), words  # 本届政府工作回顾
                continue
            timed = any(p.search(words) for p in (self._year, self._past, self._future, self._plan))
            if line["top"] or (timed and "," not in words and len(words) <= _SHORT):
                yield line.start(), words

    def _untold(self, words: str) -> bool:
        """A heading without a word of review or outlook, unlike 过去五年的工作: 关于上半年工作. It opens no part behind one that looks ahead."""
        return not any(said.search(words) for said in (self._back, self._ahead, self._past))

    def _tells_back(self, words: str) -> bool:
        return self._looks_back(words) and not self._tells_ahead(words)

    def _looks_back(self, words: str) -> bool:
        """Whether a heading has a word of review. Refused: 抓好政策落实情况跟踪."""
        return self._back.search(words) is not None and self._doing.match(words) is None

    def _tells_ahead(self, words: str) -> bool:
        """Whether a heading looks ahead: 2019年政府工作总体要求. Refused: 2018年政府工作|回顾, 2023年重点工作任务|落实情况."""
        if self._ends_back.search(words) and self._doing.match(words) is None:
            return False
        return self._ahead.search(self._reviewed.sub("", words)) is not None

    def _report_year(
        self, plan: Plan, heads: list[tuple[int, str]], calendar: Calendar
    ) -> int | None:
        """The year that the report plans: behind that of its review, that of its tasks, its own."""
        title = plan.first_line
        dated = [(int(said[1]), words) for _, words in heads if (said := self._year.search(words))]
        known = calendar.first or calendar.issued
        dated = [(of, words) for of, words in dated if known is None or of <= known + 1]
        for year, words in dated:
            if words != title and self._half.search(words):
                return year  # 2024年上半年工作回顾
            if self._tells_back(words):
                return year + 1
        # a title says “政府工作”, too
        aims = [year for year, words in dated if words != title and self._tells_ahead(words)]
        if aims:  # 一、2023年主要工作, 二、2024年重点工作
            return aims[0] + (aims[0] + 1 in aims)
        if calendar.first is not None and calendar.first == calendar.last:
            return calendar.first + self._named_by_review(plan, heads, calendar.first)
        said = self._year.search(title)  # 2012年某县两会《政府工作报告》
        own = int(said[1]) if said and plan.meta.genre == "work_report" else None
        return calendar.issued or self._behind_five_years(plan, heads) or own

    def _behind_five_years(self, plan: Plan, heads: list[tuple[int, str]]) -> int | None:
        """The year behind the planning period that a review of five years opens with: 前五年工作回顾 / “十二五”时期，是….

        Refused: a review of a year or of three; 过去五年，是“十二五”收官、“十三五”开局的五年.
        """
        for start, words in heads:
            past = self._past.search(words)
            below = plan.shadow.find("\n", start) + 1
            if past is None or not below:
                continue
            named = set(self._plan.findall(plan.shadow, below, below + _OPENS))
            period = self._plans[named.pop()] if len(named) == 1 else None
            count = numerals.spelled(past[1] or past[2] or past[3])
            if period is not None and period.end - period.start + 1 == count:
                return period.end + 1
        return None

    def _named_by_review(self, plan: Plan, heads: list[tuple[int, str]], year: int) -> bool:
        """The title has the year that is looked back on: 2019年…政府工作报告, and below 过去一年…成效显著: “2019年，是…的一年”.

        Refused: 过去一年 that opens with the year before the title's.
        """
        for start, words in heads:
            ours = any(word in words for word in self._this_year)  # 今年主要工作
            if ours or not (self._back.search(words) or self._lately.search(words)):
                continue
            below = plan.shadow.find("\n", start) + 1
            opens = self._opens.match(plan.shadow, below) if below else None
            return bool(opens and opens["year"] and int(opens["year"]) == year)
        return False

    def _part(self, start: int, words: str, year: int, title: str) -> YearPart | None:
        years = [of for one in self._year.findall(words) if (of := int(one)) <= year + 1]
        past, future = self._past.search(words), self._future.search(words)
        back = self._looks_back(words)
        half = self._half.search(words)
        if half and len(years) < _TWO and not past:
            # …2023年下半年工作总结及2024年上半年工作计划
            own = re.search(rf"({YEAR}) ?{numerals.YEAR}{half.group()}", title)
            year = years[0] if years else int(own[1]) if own else year
            work = self._bare_work.search(words)
            told = work["half"] if work is not None else None
            back = back or (told is not None and self._halves[told][0] == _JANUARY)
            return self._half_year(start, half.group(), year, back=back)
        if years:
            return YearPart(start, _period(years[0], years[0]), years[0] < year)
        if past:
            count = numerals.spelled(past[1] or past[2] or past[3])
            return YearPart(start, _period(year - count, year - 1), looks_back=True)
        if future:
            count = numerals.spelled(future[1])
            return YearPart(start, _period(year, year + count - 1), looks_back=False)
        named = self._plan.search(words)
        if named:
            plan = self._plans[named[1]]
            over = plan.end < year  # “十二五”圆满收官 in a report of 2016
            if not (over or back or self._tells_ahead(words)):
                return None
            back = over or (back and plan.start < year)
            return YearPart(start, _period(plan.start, plan.end), back)
        if back and not self._tells_ahead(words):
            told = self._half.search(title)
            if told:  # 一、工作开展情况 in 2022年上半年工作总结及下半年工作计划
                return self._half_year(start, told.group(), year, back=True)
            return YearPart(start, _period(year - 1, year - 1), looks_back=True)
        return None if back else YearPart(start, _period(year, year), looks_back=False)

    def _half_year(self, start: int, half: str, year: int, *, back: bool) -> YearPart:
        """一、上半年工作完成情况, 二、下半年工作计划 in a report on a half of the year that its title names."""
        first, last = self._halves[half]
        return YearPart(start, Period.of(f"{year}-{first:02d}", f"{year}-{last:02d}"), back)


def _period(first: int, last: int) -> Period:
    return Period(start=str(first), end=str(last))
