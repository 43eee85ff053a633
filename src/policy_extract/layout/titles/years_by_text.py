"""Title block: the years that a document plans for by its text, where its title does not say them."""

from __future__ import annotations

from policy_extract.expressions import expression
from policy_extract.layout.lines import SPELLED
from policy_extract.layout.titles.zone import Draft, Found, TitleRule, Zone
from policy_extract.measure import numerals
from policy_extract.model import Period
from policy_extract.rules import Rule, Said, Settled

_REACH = 6000  # signs in which a document says how many years it takes
_MOST = 10  # years that a plan takes at most
_NEAR = 5  # years behind its issue that a plan's last target lies
_NEXT = expression(rf"[{SPELLED}]{{1,3}}、|\([{SPELLED}]{{1,3}}\)")
_SHORT = 20  # signs of a heading
_LIST_LINES = 4
_FEW = 3  # dates by which a list has one year
_LATE = 11  # a plan issued so late in a year begins with the next


def _years(first: int, words: str) -> Period | None:
    count = int(words) if words.isdigit() else numerals.spelled(words)
    if not 1 < count <= _MOST:
        return None
    return Period(start=str(first), end=str(first + count - 1))


def _summary(zone: Zone, _: Draft) -> Found | None:
    """The year that a report of two years plans: 2023年工作总结和2024年工作安排."""
    stop = zone.lines[min(_LIST_LINES, len(zone.lines)) - 1].end if zone.lines else 0
    match = zone.words.years_by_text.summary.search(zone.plain, 0, stop)
    if match is None:
        return None
    period = Period(start=match["year"], end=match["year"])
    return Found(Settled(period, "meta.period_summary", Said(*match.span("year"))))


def _running(zone: Zone, _: Draft) -> Found | None:
    """The first year and how many: 2012年起5年内; 从2023年起，用三年时间."""
    match = zone.words.years_by_text.running.search(zone.plain, 0, _REACH)
    period = _years(int(match["year"]), match["count"]) if match else None
    if match is None or period is None:
        return None
    return Found(Settled(period, "meta.period_running", Said(*match.span())))


def _aims(zone: Zone, draft: Draft) -> Found | None:
    """From the year of issue to the last target of the section of aims, five years ahead at most."""
    issued = draft.get("issued")
    if not issued:
        return None
    first, words = int(issued[:4]), zone.words.years_by_text
    lines = [*zone.lines, *zone.below]
    for index, line in enumerate(lines):
        heading = len(line.plain) <= _SHORT and line.plain.endswith(words.aims)
        if not heading or not _NEXT.match(line.plain):
            continue
        last = next((i for i in range(index + 1, len(lines)) if _NEXT.match(lines[i].plain)), -1)
        stop = lines[last].start if last > 0 else len(zone.plain)
        years = [(int(m[1]), m) for m in words.target.finditer(zone.plain, line.start, stop)]
        years = [(year, m) for year, m in years if first <= year <= first + _NEAR]
        if not years:
            return None
        year, match = max(years, key=lambda found: found[0])
        period = Period(start=str(first), end=str(year))
        return Found(Settled(period, "meta.period_aims", Said(*match.span())))
    return None


def _listed(zone: Zone, draft: Draft) -> Found | None:
    """A list of tasks whose dates are all in one year."""
    words = zone.words.years_by_text
    heads = (draft.get("title") or "", *(line.plain for line in zone.lines[:_LIST_LINES]))
    if not any(len(head) <= 2 * _SHORT and word in head for head in heads for word in words.lists):
        return None
    dates = list(words.dated.finditer(zone.plain))
    years = {match[1] or match[2] for match in dates}
    if len(dates) < _FEW or len(years) != 1:
        return None
    year = years.pop()
    said = Said(*dates[0].span())
    return Found(Settled(Period(start=year, end=year), "meta.period_list", said))


def _spell(zone: Zone, draft: Draft) -> Found | None:
    """So many years, from that of issue on: 力争用3—5年时间 in a document of 2022."""
    issued = draft.get("issued")
    if not issued:
        return None
    first = int(issued[:4]) + (int(issued[5:7] or 1) >= _LATE)
    match = zone.words.years_by_text.spell.search(zone.plain, 0, _REACH)
    period = _years(first, match["count"]) if match else None
    if match is None or period is None:
        return None
    return Found(Settled(period, "meta.period_spell", Said(*match.span())))


SUMMARY: tuple[TitleRule, ...] = (
    Rule(
        "meta.period_summary", "title", "总结与安排", "a report of two years",
        "2023年工作总结和2024年工作安排 → 2024", "2023年工作总结: one year", _summary,
    ),
)  # fmt: skip
RUNNING: tuple[TitleRule, ...] = (
    Rule(
        "meta.period_running", "title", "自某年起若干年", "so many years from a year on",
        "2012年起5年内 → 2012/2016; 从2023年起，用三年时间 → 2023/2025", "2012年起实施: no number of years", _running,
    ),
)  # fmt: skip
AIMS: tuple[TitleRule, ...] = (
    Rule(
        "meta.period_aims", "title", "发文年至总体目标最远年", "from the year of issue to the last year of the aims",
        "到2025年…。到2027年… under 总体目标 in a document of 2023 → 2023/2027", "more than five years ahead: 到2030年, 到2035年", _aims,
    ),
)  # fmt: skip
LISTED: tuple[TitleRule, ...] = (
    Rule(
        "meta.period_list", "title", "任务清单时限同年", "a list of tasks of one year",
        "重点任务清单 with 2026年9月, 2026年12月 → 2026", "dates of two years", _listed,
    ),
)  # fmt: skip
SPELL: tuple[TitleRule, ...] = (
    Rule(
        "meta.period_spell", "title", "用若干年时间", "so many years from that of issue on",
        "力争用3—5年时间 in a document of 2022 → 2022/2026", "龙头企业用三年时间建成; a document of an unknown year", _spell,
    ),
)  # fmt: skip
