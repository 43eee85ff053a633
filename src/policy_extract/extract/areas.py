"""Named areas as mentions: divisions of GB/T 2260 by their full names, and places from the gazetteers.

A name is taken with what surrounds it (兰溪市 in 兰溪市人民政府 is the body's, but still names the area);
where two overlap, the one that begins first stays, then the longer. Short forms of one or two characters
are left to other rules: 兰 is a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from policy_extract.document import Plan
from policy_extract.lexicon import Lexicon
from policy_extract.model import Mention, Source
from policy_extract.rules import AnyRule, Rule, Switches
from policy_extract.tuples import NamedTuple


class _Hit(NamedTuple):
    start: int
    end: int
    rule: str


class _Near:
    """The provinces that a text speaks of, looked for when asked: most are never asked for."""

    def __init__(self, text: str, words: Mapping[str, Sequence[str]], own: set[str]) -> None:
        self._text, self._words = text, words
        self._known = dict.fromkeys(own, True)

    def names(self, code: str) -> bool:
        """Whether the text names the province of this code (“33”), or is of it."""
        known = self._known.get(code)
        if known is None:
            known = any(word in self._text for word in self._words.get(code, ()))
            self._known[code] = known
        return known


class AreaFinder:
    """Finds areas; built once for a lexicon. ``switches`` name the rules that do not speak in this run."""

    def __init__(self, lexicon: Lexicon, switches: Switches = Switches()) -> None:
        self._switches = switches
        self._company = lexicon.pattern(
            r"[^,。、;:()]{0,12}(?:<legal_forms.legal.plain>|<legal_forms.legal.works>)"
        )
        self._divisions: dict[str, set[str]] = {}  # name -> provinces, empty above the county
        for division in lexicon.divisions:
            if len(division.name) >= 3:
                provinces = self._divisions.setdefault(division.name, set())
                if division.level == "county":
                    provinces.add(division.code[:2])
        lengths: dict[str, set[int]] = {}
        for name in self._divisions:
            lengths.setdefault(name[-2:], set()).add(len(name))
        #: How long the names are that end in these two signs, longest first.
        self._lengths = {pair: tuple(sorted(of, reverse=True)) for pair, of in lengths.items()}
        ends = "".join(sorted({name[-1] for name in self._divisions}))
        self._end = lexicon.compiled(f"[{re.escape(ends)}]") if ends else None
        full = {a.name for a in lexicon.areas}
        self._short_places = {s for a in lexicon.areas for s in a.short if len(s) >= 3} - full
        places = full | self._short_places
        self._places = lexicon.any_of(places) if places else None
        self._won = lexicon.words("area_resolution", "title.won")
        self._provinces: dict[str, tuple[str, ...]] = {
            d.code[:2]: tuple(word for word in (d.name, d.short) if word)
            for d in lexicon.divisions
            if d.level == "province"
        }
        self._shorts = {
            word: d.code[:2] for d in lexicon.divisions for word in (d.name, d.short) if word
        }

    def _near(self, plan: Plan) -> _Near:
        """The provinces that the plan speaks of: its own, and those it names.

        A county's name elsewhere is mostly a piece of other words: 共同|富裕县|域, 上|海城市|群.
        """
        own: set[str] = set()
        heads = [ref.name for ref in (plan.meta.area, *plan.meta.issuers) if ref]
        for words in (*heads, plan.meta.title or ""):
            own |= {self._shorts[words[:n]] for n in range(2, 9) if words[:n] in self._shorts}
        return _Near(plan.text, self._provinces, own)

    def places(self, plan: Plan) -> Iterator[_Hit]:
        """Names of the gazetteers (新城, 开发区 by name), as they are written there."""
        for match in self._places.finditer(plan.text) if self._places else ():
            yield _Hit(*match.span(), PLACE.id)

    def divisions(self, plan: Plan) -> Iterator[_Hit]:
        """Full names of divisions; the longest that ends at a place."""
        near = self._near(plan) if self._switches.has(FAR_COUNTY) else None
        text = plan.text
        for match in self._end.finditer(text) if self._end else ():
            end = match.end()
            # no division ends so: most places pass here
            for length in self._lengths.get(text[max(0, end - 2) : end], ()):
                provinces = self._divisions.get(text[end - length : end]) if length <= end else None
                if provinces is not None and not self.far(provinces, near):
                    yield _Hit(end - length, end, DIVISION.id)
                    break

    @staticmethod
    def far(provinces: set[str], near: _Near | None) -> bool:
        """Whether a name is that of counties only, and none lies in a province that is near."""
        return near is not None and bool(provinces) and not any(map(near.names, provinces))

    def of_title(self, plan: Plan, start: int, end: int) -> bool:
        """Whether a short name closes a title that is won: 建成省级生态文明示范|开发区. Refused: 示范|橹山经济开发区: a full name."""
        short = plan.text[start:end] in self._short_places and self._switches.has(OF_TITLE)
        return short and plan.text.endswith(self._won, 0, start)

    def of_company(self, plan: Plan, end: int) -> bool:
        """Whether what ends at ``end`` opens the name of a company: 兰溪市安源纺织有限公司."""
        return self._switches.has(OF_COMPANY) and self._company.match(plan.shadow, end) is not None

    def find(self, plan: Plan) -> list[Mention]:
        """Area mentions of a plan, longest name first where several overlap, in order."""
        found: list[Mention] = []
        last = -1
        hits = [hit for rule in self._switches.on(FINDING) for hit in rule.run(self, plan)]
        for start, end, rule in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
            if start < last:
                continue
            last = end
            if any(r.start <= start < r.end for r in plan.residue) or self.of_company(plan, end):
                continue
            if self.of_title(plan, start, end):
                continue
            section = plan.section_at(start)
            found.append(
                Mention.of(
                    "area",
                    rule,
                    Source.of(start, end, plan.text[start:end], section.id if section else None),
                )
            )
        return found


PLACE: Rule[Callable[..., Iterator[_Hit]]] = Rule(
    id="area.gazetteer",
    stage="areas.find",
    zh="词表中的地名",
    en="a place of a gazetteer",
    says="takes 橹山经济开发区, 云岫街道: names of areas.csv, and short names from three characters up",
    refuses="开发区, 新城 by themselves: they mean another place in every plan",
    run=AreaFinder.places,
)
DIVISION: Rule[Callable[..., Iterator[_Hit]]] = Rule(
    id="area.division",
    stage="areas.find",
    zh="行政区划全称",
    en="the full name of a division",
    says="takes 贵州省, 遵义市, 习水县: divisions of GB/T 2260",
    refuses="贵州, 遵义: short names, which stand in names of all kinds",
    run=AreaFinder.divisions,
)
FAR_COUNTY: Rule[Callable[..., bool]] = Rule(
    id="area.far_county",
    stage="areas.refuse",
    zh="他省县名不取",
    en="a county of a province that the plan does not speak of",
    says="leaves out 富裕县 in 共同富裕县域: characters that meet by chance",
    refuses="富裕县, where the plan is of 黑龙江省 or names it",
    run=AreaFinder.far,
)
OF_COMPANY: Rule[Callable[..., bool]] = Rule(
    id="area.of_company",
    stage="areas.refuse",
    zh="企业名称中的地名不取",
    en="the place opens the name of a company",
    says="leaves out 贵阳市 in 贵阳市云山纺织有限公司",
    refuses="贵阳市 in 贵阳市纺织产业",
    run=AreaFinder.of_company,
)
OF_TITLE: Rule[Callable[..., bool]] = Rule(
    id="area.of_title",
    stage="areas.refuse",
    zh="称号中的简称不取",
    en="a short name that closes a title",
    says="leaves out 开发区 in 省级生态文明建设示范开发区: what is strived for, no place",
    refuses="开发区 in 将开发区打造成为…, full names",
    run=AreaFinder.of_title,
)

FINDING = (PLACE, DIVISION)
#: All rules of areas, each stage in the order in which its rules are asked.
RULES: tuple[AnyRule, ...] = (*FINDING, FAR_COUNTY, OF_COMPANY, OF_TITLE)
