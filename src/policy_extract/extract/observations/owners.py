"""Whose number: the area and the segment in front of an indicator's name.

“全市纺织产业规上工业总产值” is 纺织产业 of the document's area; “婺城区规上工业总产值” is another area's. A name
that is known as a whole (数字经济核心产业增加值占GDP比重) is not taken apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from policy_extract.document import Plan
from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.records import Division
from policy_extract.model import Section

_REMARK = re.compile(r"(?:\([^()]*\))?$")
# a body and its rate: 各级大厅|综合一窗率, 省级单位|业务系统上云率
_RATE = re.compile(
    r"([\u4e00-\u9fff]{2,12}?(?:企业|大厅|单位|部门|机构|数据中心))([\u4e00-\u9fff“”、]{3,}率)$"
)


@dataclass(frozen=True, slots=True)
class Owner:
    """The indicator's bare name with the area and segment that stood in front of it."""

    name: str
    area: str | None
    segment: str | None


class OwnerWords:
    """What the lexicon knows of owners; built once, shared by all plans."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self.industry = tuple(words("owners", "industry.ends"))
        self.heads = tuple(words("owners", "industry.heads"))
        self.bodies = tuple(words("owners", "industry.bodies"))
        self.general = tuple(words("owners", "industry.general"))
        self.platform_ends = tuple(words("layout", "platform.ends"))
        self.places = (*self.platform_ends, *words("owners", "place.ends"))
        self.divisions = {d.name: d for d in lexicon.divisions}
        self.shorts = [(d.short, d) for d in lexicon.divisions if d.short]
        self.below: dict[str, list[Division]] = {}
        for division in lexicon.divisions:
            self.below.setdefault(division.parent, []).append(division)
        local = {a.name for a in lexicon.areas} | {s for a in lexicon.areas for s in a.short}
        self.platforms = tuple(
            sorted((a for a in local if len(a) >= 3), key=lambda a: (-len(a), a))
        )
        self.known = frozenset(n for i in lexicon.indicators for n in (i.name, *i.aliases))
        self.by_tail: dict[str, list[str]] = {}
        for name in sorted((n for n in self.known if len(n) >= 3), key=lambda n: (-len(n), n)):
            self.by_tail.setdefault(name[-2:], []).append(name)
        ends = "|".join(map(re.escape, self.platform_ends))
        self.platform = re.compile(rf"[\u4e00-\u9fff]{{0,12}}?(?:{ends})(?=[(\u4e00-\u9fff])")
        bodies = "|".join(map(re.escape, words("owners", "industry.always")))
        self.measured = re.compile(rf"([\u4e00-\u9fff()]*(?:{bodies}))([^占数量]{{2,}})$")
        self.lead = re.compile(r"([\u4e00-\u9fff]{3,20})[:。]")


class OwnerFinder:
    """Takes names apart for one plan."""

    def __init__(self, words: OwnerWords, plan: Plan) -> None:
        self._words = words
        self._plan = plan
        self.area = plan.meta.area.name if plan.meta.area else ""
        own = [d for short, d in words.shorts if d.name == self.area or self.area.startswith(short)]
        if self.area in words.divisions:
            own.append(words.divisions[self.area])
        below = [child for d in own for child in words.below.get(d.code, ())]
        self._full = {d.short: d.name for d in below if d.short}
        above = {d.name for d in own} | {d.short for d in own if d.short} | {self.area}
        for end in words.platform_ends:
            if self.area.endswith(end) and self.area != end:  # 开发区 in a plan of 兰溪经济开发区
                above |= {end, "本" + end}
                above |= {e for e in words.platform_ends if end.endswith(e)}
                above |= {d.short + e for d in own if d.short for e in (end, end[-3:])}
        self._own = tuple(sorted((a for a in above if a), key=lambda a: (-len(a), a)))
        names = {d.name for d in below} | {d.short for d in below if d.short}
        places = sorted((n for n in names if len(n) >= 2), key=lambda a: (-len(a), a))
        self._below = re.compile("|".join(map(re.escape, places)) or r"(?!)")

    def split(self, name: str) -> Owner:
        """Area and segment off the front of a peeled name; the rest is the indicator."""
        area: str | None = None
        rest = name
        head = next((h for h in self._words.heads if name.endswith(h) and len(name) > len(h)), None)
        by_industry = head is not None and name[: -len(head)].endswith(
            ("产业", "制造业", "服务业", "行业")
        )
        for own in self._own:
            if rest.startswith(own) and len(rest) > len(own) + 1:
                rest = rest[len(own) :].lstrip("的全市共")
                break
        measured = self._words.measured.match(rest)
        if rest in self._words.known and not by_industry and not measured:
            return Owner(rest, None, None)
        match = self._below.match(rest)
        if match and len(rest) > match.end() + 1:
            places = [match.group()]
            tail = rest[match.end() :]
            while tail.startswith("、"):
                following = self._below.match(tail[1:])
                if not following:
                    break
                places.append(following.group())
                tail = tail[1 + following.end() :]
            if not tail.startswith(("、", "等")) and len(tail) > 1:
                area = "、".join(self._full.get(p, p) for p in places)
                rest = tail.lstrip("的")
        if area is None:
            named = self._words.platform.match(rest)
            if named and self._is_measure(rest[named.end() :]):
                behind = rest[named.end() :].lstrip("的")
                bracket = re.match(r"\(([^()]{2,8})\)", behind)
                return Owner(
                    behind[bracket.end() :] if bracket else behind,
                    named.group(),
                    bracket.group(1) if bracket else None,
                )
        if area is None:
            for place in self._words.platforms:
                if rest.startswith(place) and len(rest) > len(place) + 1:
                    area, rest = place, rest[len(place) :].lstrip("的")
                    break
        if rest in self._words.known and not by_industry and not measured:
            return Owner(rest, area, None)
        remark = _REMARK.search(rest).group()  # type: ignore[union-attr]
        core = rest[: len(rest) - len(remark)]
        for heads, ends in (
            (self._words.heads, self._words.industry),
            (self._words.by_tail.get(core[-2:], ()), self._words.bodies),
        ):
            for head in heads:
                if not core.endswith(head) or len(core) == len(head):
                    continue
                lead = core[: -len(head)]
                bound = lead.removesuffix("后").endswith(ends)
                if bound and not self.general(lead) and "占" not in lead:
                    return Owner(head + remark, area, lead.rstrip("的"))
                if heads is self._words.heads:
                    break  # the longest head settles it: 规上工业总产值 is never 规上工业 + 总产值
        if measured:
            return Owner(measured.group(2), area, measured.group(1))
        rate = _RATE.match(core)
        if rate and not self.general(rate.group(1)):
            return Owner(rate.group(2) + remark, area, rate.group(1))
        share = re.match(r"(.{4,40}?)(占.{2,}(?:比重|比例|占比))$", rest)
        if share:
            inner = self.split(share.group(1))
            if inner.segment:
                return Owner(inner.name + share.group(2), area or inner.area, inner.segment)
        inner_area = re.match(r"\(([^()]{2,8})\)(.{3,})$", rest)
        if inner_area:
            return Owner(inner_area.group(2), area, inner_area.group(1))
        return Owner(rest, area, None)

    def _is_measure(self, words: str) -> bool:
        """What follows a park's name is an indicator: 规上工业总产值, (直管区)规上工业产值, 营业收入."""
        bare = re.sub(r"^\([^()]{2,8}\)", "", words).lstrip("的")
        return bare in self._words.known or bare in self._words.heads

    def owns(self, words: str, verb: str = "") -> bool:
        """The words before a verb are somebody who can have a number: an industry, a body, a place.

        Before 建设 only places: 城市建设… and 项目建设… are nouns.
        """
        if verb in ("培育", "打造", "创建", "引进"):
            return words.endswith(("领域", "产业", "行业", "方面", "集群"))
        if verb in ("建设", "建成"):
            return len(words) >= 4 and words.endswith(
                ("市", "县", "州", "省", "(区)", "等地", "地区")
            )
        return words.endswith(
            (
                *self._words.industry,
                *self._words.bodies,
                *self._words.places,
                "市",
                "县",
                "区",
                "省",
                "公司",
                "园区",
                "平台",
                "项目",
            )
        )

    def general(self, words: str) -> bool:
        """The words belong to the name of an indicator: 规上工业企业."""
        return words in self._words.general or words.startswith(("规上", "规模以上"))

    def of_paragraph(self, shadow: str, start: int, end: int) -> str | None:
        """The place that a paragraph opens with: “西宁市:围绕…”, “五华数字经济产业园。以…为重点”."""
        match = self._words.lead.match(shadow, start, min(end, start + 30))
        if not match:
            return None
        name = match.group(1)
        return name if name in self._words.divisions or name.endswith(self._words.places) else None

    def from_sections(self, sections: tuple[Section, ...]) -> str | None:
        """An industry that the nearest heading names: “1．纺织服装” over “规上工业总产值达到1000亿元”."""
        for section in sections[:2]:
            title = section.title
            if len(title) <= 14 and section.level >= 5 and not re.search(r"[,，。：:、]", title):
                parents = self._plan.ancestors(section.id)[1:3]
                if any("产业" in p.title or "行业" in p.title for p in parents):
                    return title
        return None
