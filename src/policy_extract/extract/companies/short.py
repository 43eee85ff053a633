"""Short names of enterprises: found by their shape, or as short forms of names the document has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from policy_extract.expressions import expression
from policy_extract.extract.companies.borders import BREAKS, CONTEXTS, HAN
from policy_extract.extract.companies.forms import COLUMN, LEGAL_FORM
from policy_extract.extract.companies.gazetteer import GAZETTEER
from policy_extract.extract.companies.names import NameShapes
from policy_extract.extract.companies.search import Find, Known, Search
from policy_extract.extract.companies.text import Claim, Stream
from policy_extract.extract.companies.words import Words
from policy_extract.lexicon import Lexicon
from policy_extract.rules import Rule

if TYPE_CHECKING:
    from policy_extract.segment.tokens import Tokenizer

_SHORTEST_OWN, _LONGEST_OWN = 2, 4
# A word that the dictionary has met more often is one of the sentence: 现代|酒业.
_SELDOM = 400
_PLAIN_NAME = expression(f"[{HAN}A-Za-z0-9]{{2,}}$")


class ShortNames:
    """Rules for short names; compiled once for a Lexicon."""

    def __init__(self, lexicon: Lexicon, shapes: NameShapes) -> None:
        self._shapes, self._borders, self._refusals = shapes, shapes.borders, shapes.refusals
        self._of = lexicon.words(CONTEXTS, "list.of")
        self._list_signs = ("、", *lexicon.words(CONTEXTS, "list.and_so_on"))
        self._project = lexicon.pattern(
            rf"[{HAN}A-Za-z0-9.]{{3,30}}?(?:<naming.project.behind_nouns>)"
        )
        self._kinds = lexicon.words(CONTEXTS, "list.owned_kinds")
        self._regions = shapes.wide_regions

    def find(self, search: Search) -> list[Claim]:
        """An invented own name with the ending of a company, between words that go with names.

        博远金属成为…, (金梭纺织), 支持昭能坤信息科技扩大…. Refused: own names that are known already,
        whose full name says better where the short one ends. In a list (空天信息、光电系统) the shape
        proves nothing: lists have a rule of their own. What was found already stays as it is; a
        name may begin where one of them ends (欣旺达|锂威能源项目).
        """
        text, tokenizer, claims = search.text, search.tokenizer, search.claims
        shapes, borders, refusals = self._shapes, self._borders, self._refusals
        taken = {p for c in claims for p in range(c.start, c.end)}
        ends = {c.end for c in claims if c.end - c.start >= 3}
        found: list[Claim] = []
        for stop, end in search.runs:
            if text.startswith(self._list_signs, end) or refusals.runs_on(text, end):
                continue
            if refusals.facility(text, end):
                continue
            for length in range(_SHORTEST_OWN, _LONGEST_OWN + 1):
                start = stop - length
                if start < 1 or text[start] in BREAKS or start in taken:
                    break
                if text[start - 1] == "、" and not text.startswith(self._of, end):
                    break
                if not (start in ends or borders.ends_before(text, start, tokenizer)):
                    continue
                own = text[start:stop]
                if own.startswith(self._kinds):
                    break  # 大型|央企投资建设
                firm = length == _SHORTEST_OWN and self._of_firm(own, text[stop:end], tokenizer)
                if firm or shapes.invented(own, tokenizer):
                    if own not in search.known and not refusals.word_over_end(text, end, tokenizer):
                        found.append(Claim(start, end, SHORT_NAME.id))
                    break
        return found

    def _of_firm(self, own: str, ending: str, tokenizer: Tokenizer) -> bool:
        """Whether a rare word stands before an ending that only companies have: 越海|药业, 宏达|汽车.

        Where products have the ending too, names must like both its signs.
        """
        refusals, shapes = self._refusals, self._shapes
        firm = shapes.firm_only.fullmatch(ending) is not None
        if not firm and not (shapes.of_name_signs(own) and shapes.company_only.fullmatch(ending)):
            return False
        plain = refusals.generic(own) or refusals.ordinary_word(own) or refusals.grammar(own)
        if plain or (refusals.ordinary(own) and not (firm and own in refusals.regions)):
            return False
        return own not in self._borders.before and tokenizer.frequency(own) <= _SELDOM

    def of_projects(self, search: Search) -> list[Claim]:
        """A place, an invented own name and the ending of a company, at the front of a project's name.

        贵阳|瀚晟半导体|超精密载板生产线项目: what is made follows the name, and no word that follows names. Refused:
        no project behind (贵阳瀚晟电子元件), an own name that is a word (贵阳智慧农业示范项目).
        """
        text, tokenizer, shapes = search.text, search.tokenizer, self._shapes
        taken = {p for c in search.claims for p in range(c.start, c.end)}
        found: list[Claim] = []
        for stop, end in search.runs:
            if self._project.match(text, end) is None:
                continue  # asked first: behind most names no project's rest follows
            if not self._refusals.runs_on(text, end) or self._refusals.facility(text, end):
                continue
            for length in range(2, _LONGEST_OWN + 1):
                start = stop - length
                place = self._place_before(text, start, tokenizer)
                if place is None or start in taken or place in taken:
                    continue
                own = text[start:stop]
                if shapes.invented(own, tokenizer) and own not in search.known:
                    named = place if text[place:start] in self._regions else start
                    found.append(Claim(named, end, OF_PROJECT.id))
                    break
        return found

    def _place_before(self, text: str, start: int, tokenizer: Tokenizer) -> int | None:
        """Where a place begins that ends at ``start`` and opens its clause or follows a word that opens names."""
        for length in (4, 3, 2):
            place = start - length
            if place > 0 and text[place:start] in self._refusals.regions:
                opened = self._borders.ends_before(text, place, tokenizer)
                return place if opened or text[place - 2 : place] in self._regions else None
        return None

    def cores(
        self, stream: Stream, claims: Iterable[Claim], tokenizer: Tokenizer
    ) -> dict[str, Known]:
        """Own names of the claimed names, by which the same companies are found elsewhere."""
        found: dict[str, Known] = {}
        for claim in claims:
            if claim.rule == GAZETTEER.id:
                continue
            core = self._shapes.core(stream.text[claim.start : claim.end])
            if core is None or self._refusals.ordinary(core.own) or not _PLAIN_NAME.match(core.own):
                continue
            legal = claim.rule in (LEGAL_FORM.id, COLUMN.id)
            invented = self._shapes.distinctive if legal else self._shapes.invented
            cell = stream.piece(claim.start).cell
            new = Known(
                own=core.own,
                trade=core.trade,
                region=core.region,
                invented=invented(core.own, tokenizer),
                rows=frozenset({(cell.id, cell.row)} if cell else ()),
                rule=(SHORT_OF_FULL if legal else IN_DOCUMENT).id,
            )
            found[core.own] = _joined(found[core.own], new) if core.own in found else new
        return found

    def elsewhere(self, search: Search, cores: Mapping[str, Known]) -> list[Claim]:
        """Short forms with these own names wherever else they stand in the document."""
        taken = {c.start for c in search.claims}
        found: list[Claim] = []
        text = search.text
        for start, end in Words(cores).find(text):
            if start in taken:
                continue
            known = cores[text[start:end]]
            claim = self._short_form(search.stream, start, known, search.tokenizer)
            if claim is not None:
                found.append(claim)
        return found

    def _short_form(
        self, stream: Stream, start: int, known: Known, tokenizer: Tokenizer
    ) -> Claim | None:
        """The short form of a known company whose own name stands at ``start``, or None."""
        text, shapes, borders = stream.text, self._shapes, self._borders
        own_end = start + len(known.own)
        end = shapes.with_form(text, self._extend(text, own_end, known))
        if self._refusals.facility(text, end):
            return None
        bare = end == own_end
        piece = stream.piece(start)
        same_row = piece.cell is not None and (piece.cell.id, piece.cell.row) in known.rows
        if known.region and text.startswith(known.region, start - len(known.region)):
            front = start - len(known.region)
            if borders.ends_before(text, front, tokenizer) or front == piece.start:
                return Claim(front, end, known.rule)
        if bare and known.invented and (before := self._region_before(text, start, tokenizer)):
            return Claim(before, end, known.rule)
        strict = not known.invented or (bare and len(known.own) < 3)
        if same_row and start in (piece.start, piece.start + 1):
            strict = False
        if strict and (
            not borders.ends_before(text, start, tokenizer) or self._refusals.runs_on(text, end)
        ):
            return None
        if bare and not known.invented:
            return None
        return Claim(start, end, known.rule)

    def _region_before(self, text: str, start: int, tokenizer: Tokenizer) -> int | None:
        """Where a province or prefecture begins that opens a bare own name: 浙江|锂威."""
        for length in (3, 2):
            before = start - length
            if before > 0 and text[before:start] in self._regions:
                return before if self._borders.ends_before(text, before, tokenizer) else None
        return None

    def _extend(self, text: str, end: int, known: Known) -> int:
        """How far the words of trade behind an own name belong to it.

        The whole trade of the full name (盘毂|动力科技), else the words it shares with it
        (康鹏|半导体), else an ending of short names when a name can end there (甬金|股份).
        怡钛积光学膜: nothing.
        """
        shapes = self._shapes
        if known.trade and text.startswith(known.trade, end):
            return end + len(known.trade)
        run = shapes.endings.match(text, end)
        for stop in range(run.end(), end, -1) if run else ():
            part = text[end:stop]
            if shapes.endings.fullmatch(part) and (
                known.trade.startswith(part) or self._may_follow(part, known, text, stop)
            ):
                return stop
        return end

    def _may_follow(self, part: str, known: Known, text: str, stop: int) -> bool:
        """Whether the ending ``part``, foreign to the full name, belongs to a short name here."""
        if known.rule == SHORT_OF_FULL.id and not self._shapes.company_only.fullmatch(part):
            return False
        return self._borders.begins_after(text, stop)


def _joined(one: Known, other: Known) -> Known:
    """What two names with the same own name say together: the longer trade, the surer rule."""
    return Known(
        own=one.own,
        trade=max(one.trade, other.trade, key=len),
        region=one.region or other.region,
        invented=one.invented or other.invented,
        rows=one.rows | other.rows,
        rule=one.rule if one.rule == SHORT_OF_FULL.id else other.rule,
    )


SHORT_NAME: Rule[Find] = Rule(
    id="company.short_name",
    stage="companies.shapes",
    zh="自拟字号加行业尾词",
    en="an invented own name with the ending of a company",
    says="takes 瀚远金属 in 瀚远金属成为…, 瀚能坤信息科技 in 支持瀚能坤信息科技扩大…",
    refuses="推动智造装备 (a word of plans before the ending), 空天信息、光电系统 (a list: it has its own rules)",
    run=ShortNames.find,
)
OF_PROJECT: Rule[Find] = Rule(
    id="company.of_project",
    stage="companies.shapes",
    zh="项目名称开头的企业",
    en="a company at the front of a project's name",
    says="takes 贵阳瀚晟半导体 in 贵阳瀚晟半导体超精密载板生产线项目",
    refuses="贵阳智慧农业示范项目, 毕节光伏电子材料项目: no own name behind the place",
    run=ShortNames.of_projects,
)
SHORT_OF_FULL: Rule[Callable[..., list[Claim]]] = Rule(
    id="company.short_of_full",
    stage="companies.elsewhere",
    zh="全称的简称",
    en="a short form of a registered name of the document",
    says="takes 瀚晟动力, where 贵州瀚晟动力科技有限公司 stands somewhere in the document",
    refuses="瀚晟电机, a product with the company's own name",
    run=ShortNames.elsewhere,
)
IN_DOCUMENT: Rule[Callable[..., list[Claim]]] = Rule(
    id="company.in_document",
    stage="companies.elsewhere",
    zh="文中别处已认出的名称",
    en="a name found by another rule, elsewhere in the document",
    says="takes 昊泰 in 围绕昊泰区块, found in a list of the document",
    refuses="the same characters inside another thing: 昊泰大道",
    run=ShortNames.elsewhere,
)

RULES = (SHORT_NAME, OF_PROJECT)
ELSEWHERE = (SHORT_OF_FULL, IN_DOCUMENT)
