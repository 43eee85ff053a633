"""Title block: the years that a document plans for, and the year it looks ahead to."""

from __future__ import annotations

from policy_extract.document import shadow
from policy_extract.expressions import expression
from policy_extract.layout.titles.years_by_text import AIMS, LISTED, RUNNING, SPELL, SUMMARY
from policy_extract.layout.titles.zone import NUMBER, Draft, Found, TitleRule, Zone
from policy_extract.measure import numerals
from policy_extract.model import Period
from policy_extract.rules import Rule, Said, Settled

_Y, _JOINT = numerals.YEAR, f"[{numerals.JOINTS}]"
_YEARS = expression(rf"((?:19|20)\d\d) ?{_Y}?{_JOINT}{{1,2}} ?((?:19|20)\d\d|\d\d(?={_Y}))")
_TARGET = expression(rf"到 ?(20\d\d) ?{_Y}")
#: One year of its own, no end of a range that runs backwards: 2025-2021年.
_SINGLE = expression(
    rf"(?<!\d)(?<!\d{_JOINT})(?<!\d{_Y}{_JOINT})((?:19|20)\d\d) ?{_Y}(?!\d|{_JOINT}{{1,2}}\d)"
)
_LATE = "10"  # assemblies from October on look back on their own year: 2021年12月15日
_HORIZON = 8  # a plan's targets are for years no later than this behind its issue


def _title(draft: Draft) -> str:
    return numerals.with_digits(shadow(draft.get("title") or ""))


def _said(draft: Draft) -> Said | None:
    return draft.settled["title"].said if "title" in draft.settled else None


def _years(_: Zone, draft: Draft) -> Found | None:
    years = _YEARS.search(_title(draft))
    last = numerals.last_year(years[1], years[2]) if years else ""
    if years and years[1] <= last:
        period = Period(start=years[1], end=last)
        return Found(Settled(period, "meta.period_title_years", _said(draft)))
    return None


def _report(zone: Zone, draft: Draft) -> Found | None:
    """The year that a report to an assembly plans: that of its day, of its title, of its headings."""
    title = _title(draft)
    held = any(line.plain.startswith(zone.words.address) for line in zone.lines[:14])
    issued = draft.settled.get("issued")
    spoken = issued is not None and issued.rule == "meta.issued_speech"
    heard = spoken and title.endswith(zone.words.reporting)  # 计划执行情况与计划草案的报告
    if not held and not heard and not title.endswith(zone.words.genres["work_report"]):
        return None
    years = _SINGLE.findall(title)
    back = zone.words.report_looks_back.search(zone.plain)
    plans = zone.words.report_plans.search(zone.plain)
    if issued is not None and spoken:
        year, said = _planned_by(issued.value), issued.said
    elif years:
        year, said = years[-1], _said(draft)
    elif back:
        year, said = str(int(back["year"]) + 1), Said(*back.span())
    elif plans:
        year, said = plans["year"], Said(*plans.span())
    elif issued is not None:
        dated = issued.rule == "meta.issued_line"  # 2021年12月15日 below the title
        year, said = _planned_by(issued.value) if dated else issued.value[:4], issued.said
    else:
        return None
    return Found(Settled(Period(start=year, end=year), "meta.period_report", said))


def _planned_by(day: str) -> str:
    """The year that an assembly of a day plans: its own; the next one for an assembly late in the year."""
    late = day[5:7] >= _LATE
    return str(int(day[:4]) + late)


def _stated(zone: Zone, _: Draft) -> Found | None:
    stated = zone.words.stated_period.search(zone.dated)
    if stated is None:
        return None
    period = Period(start=stated["start"], end=stated["end"])
    return Found(Settled(period, "meta.period_stated", Said(*stated.span())))


def _ordinal(zone: Zone, draft: Draft) -> Found | None:
    ordinal = zone.words.ordinal.search(_title(draft))
    plan = zone.words.plans.get(ordinal["number"] + "五") if ordinal else None
    if plan is None:
        return None
    period = Period(start=str(plan.start), end=str(plan.end))
    return Found(Settled(period, "meta.period_ordinal", _said(draft)))


def _named(zone: Zone, draft: Draft) -> Found | None:
    title = _title(draft)
    named = zone.words.plan.search(title)
    planning = any(word in title for word in zone.words.planning)
    if named and (named.group().startswith(("“", '"')) or planning):
        plan = zone.words.plans[named[1]]
        period = Period(start=str(plan.start), end=str(plan.end))
        return Found(Settled(period, "meta.period_five_years", _said(draft)))
    return None


def _single(_: Zone, draft: Draft) -> Found | None:
    single = _SINGLE.search(_title(draft))
    if single is None:
        return None
    period = Period(start=single[1], end=single[1])
    return Found(Settled(period, "meta.period_title_year", _said(draft)))


def _census(zone: Zone, draft: Draft) -> Found | None:
    """The year of the count that a title names by its number: 第七次全国人口普查公报 is of 2020."""
    title = shadow(draft.get("title") or "")
    counts = zone.words.years_by_text.censuses
    year = next((str(year) for name, year in counts.items() if name in title), None)
    if year is None:
        return None
    return Found(Settled(Period(start=year, end=year), "meta.period_census", _said(draft)))


def _targets(zone: Zone, draft: Draft) -> Found | None:
    """From the year of issue to the year that most targets are for."""
    issued = draft.get("issued") or _year_of_number(zone)
    issue_year = int(issued[:4]) if issued else None
    targets = [int(y) for y in _TARGET.findall(zone.dated)]
    later = [y for y in targets if issue_year is None or issue_year <= y <= issue_year + _HORIZON]
    if not later:
        return None
    horizon = max(sorted(set(later)), key=later.count)
    period = Period(start=str(issue_year) if issue_year else None, end=str(horizon))
    return Found(Settled(period, "meta.period_targets"))


def _year_of_number(zone: Zone) -> str | None:
    """The year of the document's number: 〔2022〕38号 → 2022."""
    for line in zone.lines[:12]:
        match = NUMBER.search(line.plain) or _BARE_NUMBER.search(line.plain)
        if match and len(line.plain) < 30:
            return match["year"]
    return None


_BARE_NUMBER = expression(r"[〔\[(](?P<year>(?:19|20)\d\d)[〕\])] ?\d{1,4} ?号")


def _outlook(zone: Zone, draft: Draft) -> Found | None:
    """The first year beyond the plan's own that the text looks ahead to."""
    period = draft.get("period")
    for outlook in zone.words.outlook.finditer(zone.plain):
        year = numerals.year(outlook["year"] or outlook["before"])
        if period is None or year > (period.end or ""):
            return Found(Settled(year, "meta.outlook_stated", Said(*outlook.span())))
    return None


PERIOD: tuple[TitleRule, ...] = (
    *SUMMARY,
    Rule(
        "meta.period_report", "title", "报告的年份", "year of a report to an assembly",
        "2024年2月6日在某市第十六届人民代表大会…会议上, 2024年工作安排, 2023年工作回顾 → 2024",
        "a far year: 到2035年", _report,
    ),
    Rule(
        "meta.period_title_years", "title", "标题中的起止年", "years in the title",
        "…行动方案（2024—2027年） → 2024/2027", "years that run backwards", _years,
    ),
    Rule(
        "meta.period_stated", "title", "正文写明的规划期", "period that the text states",
        "规划期为2022-2026年 → 2022/2026", "years without such words", _stated,
    ),
    *RUNNING,
    Rule(
        "meta.period_ordinal", "title", "第…个五年", "the five-year plan by its number",
        "第十四个五年规划纲要 → 2021/2025", "a number of no plan", _ordinal,
    ),
    Rule(
        "meta.period_five_years", "title", "标题中的“十四五”", "the five-year plan in the title",
        "“十四五”规划 → 2021/2025", "the bare word in a title that is no plan's", _named,
    ),
    Rule(
        "meta.period_title_year", "title", "标题中的年份", "one year in the title",
        "2024年工作要点 → 2024", "", _single,
    ),
    Rule(
        "meta.period_census", "title", "普查年份", "the year of a nationwide count",
        "第七次全国人口普查公报 → 2020", "a count without its number: 全国经济普查公报", _census,
    ),
    *AIMS,
    Rule(
        "meta.period_targets", "title", "发文年至目标年", "from the year of issue to that of most targets",
        "到2025年… in a document of 2022 → 2022/2025; of an unknown year → up to 2025", "far years: 到2035年", _targets,
    ),
    *LISTED,
    *SPELL,
)  # fmt: skip
OUTLOOK: tuple[TitleRule, ...] = (
    Rule(
        "meta.outlook_stated", "title", "远景展望年份", "year that it looks ahead to",
        "远期展望至2035年 → 2035", "a target's year: 到2025年", _outlook,
    ),
)  # fmt: skip
