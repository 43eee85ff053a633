"""Taking a company's name apart: region, distinctive core, line of business, legal form.

浙江盘毂动力科技有限公司 → region 浙江, core 盘毂, business 动力 (energy) and 科技 (weak), legal
form 有限公司. The core is what people call the company by; everything else is in half the
register.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from policy_extract.lexicon import Lexicon
from policy_extract.resolve.companies.regions import Regions
from policy_extract.resolve.divisions import DivisionIndex
from policy_extract.resolve.found import plain
from policy_extract.tuples import NamedTuple

FILE = "company_resolution"
_WEAK = "weak"
#: So many names that were asked for last are held in parts.
_HELD: Final = 4_000


class CompanyName(NamedTuple):
    """A company's name in parts.

    ``body`` is the name without region and legal form, ``core`` its distinctive front, ``business``
    the classes of its trade words (``weak`` words such as 科技 give none). ``distinctive`` is False
    when nothing but region and trade is there (青海电信): then ``core`` is the whole, and ``regions``,
    which part names, are empty; ``stated`` are those it names all the same.
    """

    text: str
    body: str
    core: str
    business: frozenset[str]
    regions: tuple[str, ...]
    stated: tuple[str, ...]
    group: bool
    legal: bool
    branch: bool
    distinctive: bool
    bare: bool


class CompanyNames:
    """Parses company names; built once per corpus, for county names count only where they are near.

    ``nearby`` are the codes of counties whose short names may be a region in front of a name: 兰溪
    in plans of 金华市. Elsewhere 凤凰 and 东方 are names of firms, not of 凤凰县 and 东方市.
    """

    def __init__(
        self, lexicon: Lexicon, divisions: DivisionIndex, nearby: Iterable[str] = ()
    ) -> None:
        self._divisions, self.place_names = divisions, Regions(divisions, nearby)
        words = lexicon.words
        self._legal = words(FILE, "legal_forms")
        self._short_legal = words(FILE, "short_forms")
        self._group = words(FILE, "group_words")
        self._branch = words(FILE, "branch_words")
        self._partners = words(FILE, "partnership_forms")
        self.part_words = words(FILE, "part_words")
        self._no_regions = words(FILE, "no_regions")
        self._not_stated = words(FILE, "no_stated_regions")
        self._fronts = words(FILE, "group_fronts")
        self._stock_ends = words(FILE, "stock_marks.behind")
        self._stock_opens = words(FILE, "stock_marks.before")
        self._no_stocks = words(FILE, "stock_marks.never")
        self._generic = frozenset(words(FILE, "generic_cores"))
        self._trade: dict[str, frozenset[str]] = {}
        for kind, listed in lexicon.table(FILE, "trade").items():
            for word in listed if isinstance(listed, tuple) else ():
                kinds = frozenset() if kind == _WEAK else frozenset((kind,))
                self._trade[word] = self._trade.get(word, frozenset()) | kinds
        self._trade_longest = max(map(len, self._trade), default=0)
        self._bracket = lexicon.compiled("（([^（）]*)）")
        self._kinds: dict[
            frozenset[str], frozenset[str]
        ] = {}  # one set for all names of a business
        self._held: dict[str, CompanyName] = {}
        self._apart: dict[tuple[tuple[str, ...], tuple[str, ...]], bool] = {}

    def parse(self, text: str) -> CompanyName:
        """The parts of a name; the same text gives the same parts."""
        return self._held.get(text) or self.hold(self._parse(text))

    def held(self, text: str) -> CompanyName | None:
        """The parts of a name that was asked for lately."""
        return self._held.get(text)

    def hold(self, name: CompanyName) -> CompanyName:
        """Have a name that somebody has in parts at hand."""
        if len(self._held) >= _HELD:
            self._held.clear()
        self._held[name.text] = name
        return name

    def _parse(self, text: str) -> CompanyName:
        regions: list[str] = []
        rest = self.unmarked(text)
        for inside in self._bracket.findall(rest):  # 新明珠药业（兰溪）有限公司
            if codes := self._divisions.named(inside):
                regions += codes
                rest = rest.replace(f"（{inside}）", "")
            elif inside in self._group:  # 建设投资控股（集团）有限公司
                rest = rest.replace(f"（{inside}）", inside)
            elif inside in self._partners:  # 昊泰会计师事务所（特殊普通合伙）
                rest = rest.replace(f"（{inside}）", "")
        rest, legal = self._without(rest, self._legal)
        rest, short = self._without(rest, self._short_legal)
        whole = rest
        rest, group = self._without(rest, self._group)
        if group and not legal:
            rest, _ = self._without(rest, self._short_legal)
        front, body = self._leading(rest)
        regions += front
        core, business, weak = self._peel(body)
        # 青海电信, 上海纺织研究院, 兰溪智造科技: without its region such a name names nobody.
        distinctive = len(core) > 1 and core not in self._generic and core not in self._trade
        if not distinctive:
            core, body = rest, rest
        plainly = whole == core and not (group or legal or short or front)
        stated = tuple(sorted(set(regions)))
        return CompanyName(
            text=text,
            body=body,
            core=core,
            business=self._kinds.setdefault(business, business),
            regions=stated if distinctive else (),
            stated=stated,
            group=group,
            legal=legal,
            branch=plain(text).endswith(self._branch),
            distinctive=distinctive,
            bare=plainly and not (distinctive and (business or weak)),
        )

    def _without(self, text: str, endings: tuple[str, ...]) -> tuple[str, bool]:
        """The text without the first ending that fits; 厂 in 发电厂 is no legal form."""
        if not text.endswith(endings):
            return text, False
        for ending in endings:
            if text.endswith(ending) and len(text) > len(ending) + 1:
                if len(ending) == 1 and (text[-2:] in self._trade or text[-3:] in self._trade):
                    break
                return text.removesuffix(ending), True
        return text, False

    def _leading(self, text: str) -> tuple[list[str], str]:
        """Regions in front of a name: provinces, cities; counties in full or nearby."""
        regions: list[str] = []
        if text.startswith(self._no_regions):
            return regions, text
        while True:
            step = self.place_names.front(text, regions)
            if step is None:
                return regions, text
            codes, text = step
            regions = codes

    def _peel(self, body: str) -> tuple[str, frozenset[str], bool]:
        """Take trade words from the end while two characters stay: 怡钛积光电科技 → 怡钛积."""
        core, business, weak = body, set[str](), False
        while True:
            for length in range(min(self._trade_longest, len(core) - 2), 1, -1):
                kinds = self._trade.get(core[-length:])
                if kinds is not None:
                    core = core[:-length]
                    business |= kinds
                    weak = weak or not kinds
                    break
            else:
                return core, frozenset(business), weak

    def unmarked(self, text: str) -> str:
        """The plain name without what an exchange adds to a stock's: 万科A, *ST众泰, 小米集团-W."""
        name = plain(text)
        for mark in self._stock_opens if name.startswith(self._stock_opens) else ():
            if name.startswith(mark) and len(name) > len(mark) + 1:
                name = name.removeprefix(mark)
                break
        for mark in self._stock_ends if name.endswith(self._stock_ends) else ():
            front = name.removesuffix(mark)
            if front != name and len(front) > 1 and not front[-1].isascii():
                return name if front.endswith(self._no_stocks) else front
        return name

    def group_conflict(self, left: CompanyName, right: CompanyName) -> bool:
        """Whether two names share no more than a group's short name: 中材科技 and 中材国际.

        One may go on where the other ends (中航光电, 中航光电科技), yet the bare group is none of
        its firms.
        """
        if left.body == right.body:
            return False
        front = self._front(left)
        if not front or front != self._front(right):
            return False
        tails = [self._tail(name.body.removeprefix(front)) for name in (left, right)]
        short, long = sorted(tails, key=len)
        return not short or not long.startswith(short)

    def _front(self, name: CompanyName) -> str:
        if not name.body.startswith(self._fronts):
            return ""
        return next(front for front in self._fronts if name.body.startswith(front))

    def _tail(self, text: str) -> str:
        """What follows a group's name, without the weak words at the end (科技) while some stays."""
        while True:
            for length in range(min(self._trade_longest, len(text) - 2), 1, -1):
                if self._trade.get(text[-length:]) == frozenset():
                    text = text[:-length]
                    break
            else:
                return text

    def trade_only(self, text: str) -> bool:
        """Whether a text is nothing but trade words (产业发展)."""
        while text:
            for length in range(min(self._trade_longest, len(text)), 1, -1):
                if text[-length:] in self._trade:
                    text = text[:-length]
                    break
            else:
                return False
        return True

    def stated_division(self, text: str) -> str | None:
        """The innermost division that a registered name states, by its code; else None."""
        name = self.parse(text)
        if not name.legal or plain(text).startswith(self._not_stated):
            return None
        return self.place_names.innermost(name.stated)

    def region_conflict(self, left: CompanyName, right: CompanyName) -> bool:
        """Whether both names state a region and none lies in the other: 浙江甬金 and 江苏甬金."""
        return self.apart(left.regions, right.regions)

    def apart(self, left: tuple[str, ...], right: tuple[str, ...]) -> bool:
        """Whether there are regions on both sides and none lies in another."""
        if not (left and right) or left == right:
            return False
        found = self._apart.get((left, right))
        if found is None:
            found = self._apart[left, right] = not self._divisions.nested(left, right)
        return found
