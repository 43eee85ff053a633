"""The title block → what a document says about itself: title, kind, issuers, date, area, period.

Looks only at the first lines up to the first numbered heading, and for period and outlook at the
sentences that state them (“规划期为2021-2025年，远期展望至2035年”).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from policy_extract.document import is_han
from policy_extract.document import shadow as make_shadow
from policy_extract.layout.lines import Line
from policy_extract.lexicon import Lexicon
from policy_extract.measure import numerals
from policy_extract.model import Meta, Period, Ref

_DATE = re.compile(r"((?:19|20)\d\d) ?[年\-./] ?(\d{1,2}) ?[月\-./] ?(\d{1,2}) ?日?$")
_CN_DATE = re.compile(
    r"([二2][〇零0\d一二三四五六七八九]{3}) ?年 ?([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})日)?$"
)
_MONTH = re.compile(r"((?:19|20)\d\d) ?年 ?(\d{1,2}) ?月$")
_QUOTED_TITLE = re.compile(r"《([^《》]{6,60})》")
_YEARS = re.compile(r"((?:19|20)\d\d) ?年?[-~至到]{1,2} ?((?:19|20)\d\d)")
_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,8}\[(?:19|20)\d\d\] ?\d+ ?号|[\u4e00-\u9fff]{1,8}〔(?:19|20)\d\d〕 ?\d+ ?号"
)
_PERIOD = re.compile(
    r"(?:规划期|规划期限|实施期限|计划期)[限间]?(?:为|是|:)? ?((?:19|20)\d\d) ?年?[-~至到]{1,2} ?((?:19|20)\d\d)"
)
_OUTLOOK = re.compile(
    r"(?:展望(?:至|到)?|远景目标|远期(?:至|到)?)[^。]{0,8}?(20\d\d) ?年|(20\d\d) ?年远景"
)
_TARGET = re.compile(r"到 ?(20\d\d) ?年")
_ZONE = 45


# “石桥县人民政府…”, “赣江新区…”: a place by the form of its name, at the head of a title. Refused: words
# that only end so (城市, 园区, 社区).
_PLACE = regex.compile(
    r"(?:中共)?((?![^省市县区州盟旗]{0,6}(?:关于|推进|促进|加快|建设|城市|都市|园区|社区|地区|片区|景区|小区|市场|国家|全国))"
    r"\p{Han}{2,6}?(?:省|自治区|自治州|自治县|新区|市|州|县|盟|旗|区))(?!域|场|级|政|容|委|区)"
)
# the usual title of an opinion: “…人民政府办公厅关于…的实施意见”, of one line or two
_OPINION = regex.compile(
    r"[\p{Han}()、]{3,40}(?:政府|办公厅|办公室|委员会|委|局|厅|部|院|会|中心)关于(?!印发|转发)"
)
_NATIONAL = ("国务院", "国家", "全国", "中华人民共和国", "中共中央")


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """Meta and the lines that belong to the title block (their numbers)."""

    meta: Meta
    lines: frozenset[int]


class TitleReader:
    """Reads title blocks; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._types = lexicon.words("layout", "title.doc_types")
        self._draft = lexicon.words("layout", "title.draft")
        ends = "|".join(re.escape(w) for w in lexicon.words("layout", "title.issuer_ends"))
        self._issuer = re.compile(rf"[\u4e00-\u9fff()、]{{2,40}}?(?:{ends})(?=$|[ 、,])")
        platforms = "|".join(re.escape(w) for w in lexicon.words("layout", "platform.ends"))
        self._platform = re.compile(rf"[\u4e00-\u9fff]{{2,12}}?(?:{platforms})")
        self._plans = {plan.name: plan for plan in lexicon.five_year_plans}
        names = "|".join(sorted(self._plans, key=len, reverse=True))
        self._plan = re.compile(rf"[“\"]?({names})[”\"]?")
        self._divisions = {d.name: d for d in lexicon.divisions if len(d.name) >= 2}
        self._shorts = frozenset(d.short for d in lexicon.divisions if d.short)
        self._provinces = {d.abbr: d for d in lexicon.divisions if d.abbr}

    def read(
        self,
        text: str,
        shadow: str,
        lines: Sequence[Line],
        first_heading: int,
        given: Sequence[tuple[str, str]] = (),
    ) -> TitleBlock:
        """Meta of a document; ``first_heading`` is the index of the first numbered heading line."""
        limit = min(first_heading, _ZONE, len(lines))
        zone = [line for line in lines[:limit] if line.plain]
        title, used = self._title(text, zone)
        date, date_index = self._date(zone)
        issuers = self._issuers(zone, date_index, used)
        area = self._area(title, issuers, zone)
        period = self._period(make_shadow(title or ""), shadow, date or _numbered(zone))
        outlook = _OUTLOOK.search(shadow)
        meta = Meta(
            title=title,
            doc_type=next((t for t in self._types if title and _bare(title).endswith(t)), None),
            draft=any(
                word in line.plain
                for line in zone[:25]
                if len(line.plain) < 60
                for word in self._draft
            ),
            issuers=tuple(Ref(name=name) for name in issuers),
            issued=date,
            area=Ref(name=area) if area else None,
            period=period,
            outlook=(outlook.group(1) or outlook.group(2)) if outlook else None,
        )
        members = {line.number for line in zone if line.number in used or self._belongs(line)}
        if date_index is not None:
            members.add(zone[date_index].number)
        return TitleBlock(meta, frozenset(members))

    def _belongs(self, line: Line) -> bool:
        return len(line.plain) < 50 and not line.plain.endswith(("。", ";", ",", ":"))

    def _title(self, text: str, zone: Sequence[Line]) -> tuple[str | None, frozenset[int]]:
        """The plan's own title line(s); else the 《…》 that the covering notice names."""
        best: tuple[str, frozenset[int]] | None = None
        for last, line in enumerate(zone):
            if len(line.plain) > 60 or line.plain.endswith(("。", ":", ";", ",")):
                continue
            words = _bare(line.plain)
            if not words.endswith(self._types) or words.endswith("通知") or "印发" in words:
                continue
            joined, members = line.plain, [line]
            first = last
            while first > 0 and self._goes_on(zone[first - 1], joined):
                first -= 1
                joined = zone[first].plain + joined
                members.insert(0, zone[first])
            stray = "关于" in joined and not _OPINION.match(joined)
            if "》" in joined or stray or len(_bare(joined)) < 5:
                continue
            if last + 1 < len(zone) and re.fullmatch(
                r"\((?:19|20)\d\d ?年?[-~至]{1,2} ?(?:19|20)\d\d ?年?\)", zone[last + 1].plain
            ):
                members.append(zone[last + 1])
            written = "".join(text[m.start : m.end] for m in members)
            best = (_clean(written), frozenset(m.number for m in members))
        if best:
            return best
        head = "".join(text[line.start : line.end].strip() for line in zone[:14])
        for match in _QUOTED_TITLE.finditer(head):
            named = re.search(
                r"印发|转发|现将|发布|公布", head[max(0, match.start() - 14) : match.start()]
            )
            if named and _bare(match.group(1)).endswith(self._types):
                return _clean(match.group(1)), frozenset()
        for line in zone[:6]:  # a notice without a plan's own title: its subject
            subject = re.search(r"关于印发《?(.{5,60}?)》?的通知", line.plain)
            if subject:
                return _clean(subject.group(1)), frozenset({line.number})
        return None, frozenset()

    def _goes_on(self, line: Line, below: str) -> bool:
        """The line above belongs to the same title: short, no mark at its end, not a letterhead."""
        plain = line.plain
        if len(plain) > 40 or plain.endswith(
            ("。", ":", ";", ",", ")", "号", "日", "厅", "局", "府", "会", "》")
        ):
            return False
        if self._plan.match(_bare(below)) is None and _bare(below).startswith(
            tuple(self._divisions)
        ):
            return False
        if _DATE.search(plain) or _NUMBER.search(plain) or "通知" in plain or "印发" in plain:
            return False
        return len(_bare(below)) < 18 or bool(_OPINION.match(plain))

    def _date(self, zone: Sequence[Line]) -> tuple[str | None, int | None]:
        for index, line in enumerate(zone):
            if len(line.plain) > 40:
                continue
            match = _DATE.search(line.plain)
            if match and numerals.is_day(match[1], match[2], match[3]):
                return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}", index
            match = _CN_DATE.search(line.plain)
            if match:
                year, month = numerals.year(match[1]), numerals.spelled(match[2])
                number = numerals.spelled(match[3] or "一")
                if not numerals.is_day(year, month, number):
                    continue
                day = f"-{number:02d}" if match[3] else ""
                return f"{year}-{month:02d}{day}", index
            match = _MONTH.search(line.plain)
            if match:
                return f"{match[1]}-{int(match[2]):02d}", index
        return None, None

    def _issuers(
        self, zone: Sequence[Line], date_index: int | None, used: frozenset[int]
    ) -> list[str]:
        """Bodies that sign: on the line(s) above the date, else the letterhead."""
        if date_index is None:
            candidates = list(zone[:6])
        else:
            same = zone[date_index]
            candidates = [*reversed(zone[max(0, date_index - 3) : date_index])]
            if len(same.plain) > 14:
                candidates.insert(0, same)
        for line in candidates:
            if (
                line.number in used
                or len(line.plain) > 60
                or line.plain.endswith(("。", ":", "通知"))
            ):
                continue
            parts = [p for p in re.split(r" +|、", line.plain) if p]
            names = [
                p for p in parts if self._issuer.fullmatch(p) and not p.startswith(("各", "关于"))
            ]
            if names and len("".join(names)) >= len(line.plain.replace(" ", "")) * 0.6:
                return names
        return []

    def _area(self, title: str | None, issuers: Sequence[str], zone: Sequence[Line]) -> str | None:
        head = title or ""
        platform = self._platform.match(re.sub(r"^[“”\"]", "", head))
        if platform:
            return self._strip_province(platform.group())
        found = self._division_in(head)
        if found:
            return found
        for source in (head, *issuers):  # a place that the divisions do not know
            named = _PLACE.match(source)
            if named:
                return str(named[1])
        for source in (*issuers, *(line.plain for line in zone[:8])):
            found = self._division_in(source)
            if found:
                return found
        for line in zone[:12]:
            match = _NUMBER.search(line.plain)
            if match and match.group()[0] in self._provinces:
                return self._provinces[match.group()[0]].name
        # last, since “国家…试验区建设方案” may be a city's
        return "全国" if any(s.startswith(_NATIONAL) for s in (head, *issuers)) else None

    def _strip_province(self, name: str) -> str:
        """浙江兰溪经济开发区 → 兰溪经济开发区: the province before a county's platform says nothing."""
        for division in self._divisions.values():
            if division.level == "province" and division.short and name.startswith(division.short):
                rest = name[len(division.short) :]
                if any(
                    rest.startswith(d.short)
                    for d in self._divisions.values()
                    if d.short and d.level != "province"
                ):
                    return rest
        return name

    def _opens(self, before: str) -> bool:
        """A division's name begins here: at the head, behind a mark or behind the division above it.

        Refused: a name inside a longer one, as 云县 in 青云县.
        """
        head = before.removeprefix("中共").strip(' “”"')
        if not head or not is_han(head[-1]):
            return True
        return (
            head in self._divisions or head in self._shorts or head.endswith(("省", "自治区", "市"))
        )

    def _division_in(self, words: str) -> str | None:
        """The lowest division that the words open with or name: 浙江省金华市 → 金华市."""
        best: tuple[int, int, str] | None = None
        for name, division in self._divisions.items():
            position = words.find(name)
            if position < 0 or position > 12 or not self._opens(words[:position]):
                continue
            rank = ("province", "prefecture", "county").index(division.level)
            key = (-position, rank, name)
            if best is None or (position <= -best[0] + 4 and rank > best[1]) or position < -best[0]:
                best = key
        return best[2] if best else None

    def _period(self, title: str, shadow: str, issued: str | None) -> Period | None:
        years = _YEARS.search(title)
        if years and years[1] <= years[2]:
            return Period(start=years[1], end=years[2])
        stated = _PERIOD.search(shadow)
        if stated:
            return Period(start=stated[1], end=stated[2])
        ordinal = re.search(r"第(十[一二三四五六七]?)个五年", title)
        if ordinal and ordinal[1] + "五" in self._plans:
            plan = self._plans[ordinal[1] + "五"]
            return Period(start=str(plan.start), end=str(plan.end))
        named = self._plan.search(title)
        if named and (named.group().startswith(("“", '"')) or "规划" in title):
            plan = self._plans[named[1]]
            return Period(start=str(plan.start), end=str(plan.end))
        single = re.search(r"((?:19|20)\d\d) ?年(?!\d)", title)
        if single:
            return Period(start=single[1], end=single[1])
        targets = [int(y) for y in _TARGET.findall(shadow)]
        issue_year = int(issued[:4]) if issued else None
        later = [y for y in targets if issue_year is None or issue_year <= y <= issue_year + 8]
        if later:
            horizon = max(sorted(set(later)), key=later.count)
            return Period(start=str(issue_year or horizon), end=str(horizon))
        return None


def _numbered(zone: Sequence[Line]) -> str | None:
    """The year of the document's number: 〔2022〕38号 → 2022."""
    for line in zone[:12]:
        match = re.search(r"[〔\[(]((?:19|20)\d\d)[〕\])] ?\d{1,4} ?号", line.plain)
        if match and len(line.plain) < 30:
            return match[1]
    return None


def _bare(words: str) -> str:
    """A title without its years and remarks in brackets at the end."""
    return re.sub(r"(?: ?[(（][^()（）]{2,20}[)）])+$", "", words.strip(' “”"')).strip()


def _clean(words: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"[(（](?:征求意见稿|草案|送审稿)[)）]$", "", words)).strip()
