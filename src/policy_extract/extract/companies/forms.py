"""Names of enterprises by their own shape: legal forms, columns of project lists, groups."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from policy_extract.document import shadow
from policy_extract.expressions import expression
from policy_extract.extract.companies.borders import BREAKS, CONTEXTS, FORMS, HAN
from policy_extract.extract.companies.names import NameShapes
from policy_extract.extract.companies.search import Find, Search
from policy_extract.extract.companies.text import Claim
from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.alternation import alternation
from policy_extract.rules import Rule

if TYPE_CHECKING:
    from policy_extract.segment.tokens import Tokenizer

_LONGEST_NAME = 40
_KNOWN = (6, 5, 4, 3)  # signs of a known name in front of a joint
_LONGEST_OWN = 4
_LONGEST_PLACE = 3
# A word met more often than this is one of the sentence, not of the name: 走访|浙江….
_COMMON = 1000
# … and one met more often than this is no own name between a region and words of trade.
_SELDOM = 100
_BLANK = expression(r"\s+")
_PLAIN_NAME = expression(f"[{HAN}A-Za-z0-9]{{2,12}}$")


class FormRules:
    """Rules that need only the name and its borders; compiled once for a Lexicon."""

    def __init__(self, lexicon: Lexicon, shapes: NameShapes) -> None:
        self._shapes, self._borders, self._refusals = shapes, shapes.borders, shapes.refusals
        words = lexicon.words
        plain = words(FORMS, "legal.plain")
        self._plain_form = lexicon.compiled(f"(?:{alternation(plain)})")
        self._works = lexicon.compiled(f"(?:{alternation(words(FORMS, 'legal.works'))})$")
        self._operators = lexicon.compiled(
            f"(?:{alternation(words(FORMS, 'group.operators'))})"
            f"(?!{alternation(words(FORMS, 'group.operator_not_before'))})"
        )
        self._provinces = {d.short for d in lexicon.divisions if d.level != "county" and d.short}
        self._provinces.update(words("area_resolution", "nation"))
        self._place_ends = words("layout", "place.ends")
        self._public_trades = frozenset(words(FORMS, "legal.public_trades"))
        self._joints = tuple(w for w in words(CONTEXTS, "list.joints") if len(w) == 1)
        self._prefixes = words(FORMS, "group.prefixes")
        # What a group builds goes on from its name: 瀚海集团|水泥窑协同处置项目.
        self._builds = lexicon.pattern(
            rf"(?!<{FORMS}.legal.extensions_not_before>)[{HAN}A-Za-z0-9、]{{2,24}}?(?:<{CONTEXTS}.made.ends>)"
        )
        self._and_so_on = words(CONTEXTS, "list.and_so_on")
        self._headers = frozenset(words(CONTEXTS, "column.headers"))
        self._known = frozenset(shadow(n) for c in lexicon.companies for n in c.short)
        self._limited = words(FORMS, "legal.limited")
        self._group_words = words(FORMS, "group.words")
        doer = alternation(words(CONTEXTS, "before.doer"))
        ends = alternation(words(CONTEXTS, "before.ends_with_doer"))
        self._doer = lexicon.compiled(
            f"(?<!{ends}){doer}(?!{alternation(words(CONTEXTS, 'before.not_doer'))})"
        )
        self._done = words(CONTEXTS, "before.done")
        bodies, joints = alternation(words(CONTEXTS, "before.bodies")), alternation(self._joints)
        self._after_body = lexicon.compiled(f"(?:{bodies})(?:{joints})(?=..)")
        # A branch behind a legal name: …有限公司云南省分公司.
        branch = alternation(words(FORMS, "legal.branch"))
        self._branch = lexicon.compiled(f"[{HAN}]{{2,8}}?{branch}")

    # legal names

    def legal(self, search: Search) -> list[Claim]:
        """Names that end in a legal form, with the left border right and a branch included.

        Refused: a form with less than two characters before it (有限公司 alone).
        """
        text, tokenizer = search.text, search.tokenizer
        found: list[Claim] = []
        last = 0
        for match in self._shapes.full_form.finditer(text):
            left = max(self._left_break(text, match.start()), last)
            if left == last and text.startswith(self._joints, left):
                left += 1
            start = left + self._name_start(text[left : match.start()], tokenizer)
            if match.start() - start < 2 and "(" not in text[start : match.start()]:
                continue
            front = text[start : match.start()]
            if self._nobody(front):
                continue
            end = self._borders.branch_end(text, match.end(), self._branch)
            found.append(Claim(start, end, LEGAL_FORM.id))
            last = end
        return found

    def _nobody(self, front: str) -> bool:
        """Whether what stands before a legal form names nobody: 农业发展, 项目, 一人."""
        refusals = self._refusals
        if refusals.generic(front) or (len(front) < 4 and refusals.ordinary(front)):
            return True
        return refusals.generic(front[:2]) and self._shapes.trade_run.fullmatch(front) is not None

    def _left_break(self, text: str, end: int) -> int:
        """Where the clause before ``end`` begins; a bracket inside the name is skipped."""
        start, floor = end, max(end - _LONGEST_NAME, 0)
        while start > floor:
            char = text[start - 1]
            if char == ")":
                opening = text.rfind("(", max(start - 10, 0), start)
                if opening <= 0:
                    return start
                start = opening
            elif char == "-" and _within_latin(text, start - 1):
                start -= 1
            elif char == "(" or char in BREAKS:
                return start
            else:
                start -= 1
        return start

    def _name_start(self, chunk: str, tokenizer: Tokenizer) -> int:
        """Where in ``chunk`` the name begins that ends at its end.

        A region opens a legal name, unless own words stand before it: of a group (国网青海省…), or
        whatever is no word of the dictionary (云岫东方纺织, where 东方 is a county too). Words that
        introduce (引进, 原来, …的) are cut. 项目通过…拍得原来浙江兰溪德胜…: at 浙江.
        """
        borders = self._borders
        body = max((m.end() for m in self._after_body.finditer(chunk)), default=0)
        body = max(body, self._behind_known(chunk))
        if body:
            return body + self._name_start(chunk[body:], tokenizer)
        opening = chunk.find("(")
        limit = opening if opening > 0 else len(chunk)
        introduced = list(borders.strict_before.finditer(chunk, 0, max(limit - 2, 0)))
        inside = {i for m in introduced for i in range(m.start() + 1, m.end())}
        openings = (i for i in range(limit) if i not in inside and self._opens(chunk, i))
        region = next(openings, None)
        stop = len(chunk) - 2 if region is None else region
        start = max((m.end() for m in introduced if m.end() <= stop), default=0)
        if start < stop and chunk[start] in borders.single_before:
            start += borders.ends_before(chunk, start + 1, tokenizer)
        if region is None:
            return max([start, *self._behind_doer(chunk, start, stop)])
        front = chunk[start:region]
        group = front.endswith(self._group_words) and len(front) > _LONGEST_OWN - 1
        if not front or borders.ends_before(chunk, region, tokenizer):
            return region
        if len(front) > _LONGEST_OWN and not group:
            return region
        if self._group_front(front, tokenizer) or self._own_front(front, tokenizer):
            return start
        return region

    def _behind_known(self, chunk: str) -> int:
        """Where a name begins behind a known one and a joint: 云岫石化和|瀚盛大化石化有限公司; 0 where none stands there."""
        for at in range(len(chunk) - 2, _LONGEST_OWN - 1, -1):
            if chunk.startswith(self._joints, at) and any(
                chunk[at - size : at] in self._known for size in _KNOWN if at >= size
            ):
                return at + 1
        return 0

    def _behind_doer(self, chunk: str, start: int, stop: int) -> Iterator[int]:
        """Where a name may begin behind who does something: 园区由|瀚晟国际工程有限公司.

        Refused: behind a place or own name that opens the name: 云岭由心科技有限公司.
        """
        for match in self._doer.finditer(chunk, start, stop):
            front = chunk[start : match.start()]
            if not 0 < len(front) <= _LONGEST_PLACE or front.endswith(self._done):
                yield match.end()

    def _own_front(self, front: str, tokenizer: Tokenizer) -> bool:
        """Whether ``front`` before a region is no words of the sentence: 云岫, 云 in 云|岭东|方纺织."""
        refusals, borders = self._refusals, self._borders
        if refusals.grammar(front) or front in borders.before or front in borders.single_before:
            return False
        place = len(front) > 2 and front.endswith(self._place_ends)  # 云岫市|东方纺织
        if refusals.ordinary(front) and not place:
            return False
        return all(tokenizer.frequency(p) <= _COMMON for p in tokenizer.pieces(front) if len(p) > 1)

    def _opens(self, chunk: str, at: int) -> bool:
        return self._shapes.region_at(chunk, at) > at or chunk.startswith(self._prefixes, at)

    def _group_front(self, front: str, tokenizer: Tokenizer) -> bool:
        """Whether what stands before a region is part of the name: 国网, 浙能."""
        return (
            front in self._prefixes
            or front in self._known
            or (len(front) > 3 and front.endswith(self._group_words))
            or self._shapes.invented(front, tokenizer)
            or (self._shapes.name_word(front))
        )

    # columns

    def columns(self, search: Search) -> list[Claim]:
        """Cells of a column headed 企业名称, 建设单位 and the like that name no public body."""
        plan, stream = search.plan, search.stream
        columns: set[tuple[str, int]] = set()
        first_row: dict[str, int] = {}
        for table in plan.tables:
            first_row[table.id] = table.header_rows
            for row in table.rows[: table.header_rows]:
                for col, cell in enumerate(row):
                    if _BLANK.sub("", cell.text) in self._headers:
                        columns.add((table.id, col))
        found: list[Claim] = []
        for piece in stream.pieces:
            ref = piece.cell
            if ref is None or (ref.id, ref.col) not in columns or ref.row < first_row[ref.id]:
                continue
            start = piece.start
            for name in re.split("(、)", stream.text[piece.start : piece.end]):
                if self._column_name(name):
                    found.append(Claim(start, start + len(name), COLUMN.id))
                start += len(name)
        return found

    def _column_name(self, name: str) -> bool:
        shapes = self._shapes
        if not 2 <= len(name) <= _LONGEST_NAME or self._refusals.public_body(name):
            return False
        if shapes.full_form.search(name):
            return True
        if self._works.search(name):
            return self._is_works(name)
        return (
            _PLAIN_NAME.match(name) is not None
            and shapes.endings.search(name) is not None
            and not self._refusals.ordinary(name)
        )

    def _is_works(self, name: str) -> bool:
        """杭州萧山美信装饰布厂: a region at the front and no works that serve the public."""
        body = self._works.sub("", name)
        return self._shapes.region_at(name, 0) > 0 and not self._refusals.public_works(body)

    # groups, companies without a full legal form, operators

    def groups(self, search: Search) -> list[Claim]:
        """国网兰溪供电公司, 红狮集团, 立马云山纺织公司; never 上市公司, 大集团."""
        text, tokenizer = search.text, search.tokenizer
        found: list[Claim] = []
        for match in self._plain_form.finditer(text):
            end, stop = match.end(), match.start()
            left = self._left_break(text, stop)
            chunk = text[left:stop]
            if len(chunk) < 2 or text.endswith(self._limited, left, stop):
                continue
            start = self._group_start(text, left, stop, match[0], tokenizer)
            if start is None or (
                match[0] in self._group_words
                and self._refusals.runs_on(text, end)
                and self._builds.match(text, end) is None
            ):
                continue
            found.append(Claim(start, end, GROUP.id))
        return found

    def _group_start(
        self, text: str, left: int, stop: int, form: str, tokenizer: Tokenizer
    ) -> int | None:
        shapes, borders, refusals = self._shapes, self._borders, self._refusals
        for start in range(stop - 2, max(left, stop - 16) - 1, -1):
            if not borders.ends_before(text, start, tokenizer):
                continue
            front = text[start:stop]
            if refusals.generic(front) or any(w in front for w in self._and_so_on):
                return None  # 组建|教育集团, 华丽|等大电力公司
            region = shapes.region_at(front, 0)
            if region or front.startswith(self._prefixes):
                rest = front[region:]
                if front.startswith(self._prefixes) or self._named(rest, form, tokenizer):
                    return start
                if rest in self._public_trades or (region and self._plain_own(rest, tokenizer)):
                    return start
                continue
            if self._named(front, form, tokenizer):
                return start
            inner = next((i for i in range(2, 5) if shapes.region_at(front, i) > i), None)
            if inner and self._group_front(front[:inner], tokenizer):
                return start
        return None

    def _plain_own(self, rest: str, tokenizer: Tokenizer) -> bool:
        """Whether a rare word before words of trade stands between a region and 公司: 永康|施岳坎|矿业."""
        refusals = self._refusals
        match = self._shapes.own_and_trade.match(rest)
        if match is None or match[1] == rest or not 2 <= len(match[1]) < _LONGEST_OWN:
            return False
        own = match[1]
        plain = refusals.generic(own) or refusals.ordinary(own) or refusals.ordinary_word(own)
        return not (
            plain
            or refusals.grammar(own)
            or own in self._borders.before
            or tokenizer.frequency(own) > _SELDOM
        )

    def _named(self, front: str, form: str, tokenizer: Tokenizer) -> bool:
        """Whether ``front`` before 公司 or 集团 holds an own name."""
        shapes, refusals = self._shapes, self._refusals
        if refusals.generic(front) or refusals.ordinary(front) or not 2 <= len(front) <= 10:
            return False
        match = shapes.own_and_trade.match(front)
        own = match[1] if match else front
        if refusals.generic(own):
            return False
        if shapes.invented(own, tokenizer) or shapes.name_word(own):
            return True
        if form not in self._group_words or own != front or len(own) > 3:
            return False
        return own not in self._borders.before and not refusals.grammar(own)

    def operators(self, search: Search) -> list[Claim]:
        """青海移动, 浙江联通: a region's short name and a national operator; not 青海移动互联网."""
        text, tokenizer = search.text, search.tokenizer
        found: list[Claim] = []
        for match in self._operators.finditer(text):
            for length in (3, 2):
                start = match.start() - length
                if start >= 0 and text[start : match.start()] in self._provinces:
                    if self._borders.ends_before(text, start, tokenizer):
                        found.append(Claim(start, match.end(), OPERATOR.id))
                    break
        return found


def _within_latin(text: str, at: int) -> bool:
    """Whether the hyphen at ``at`` stands between latin signs: E-Tech, 5G-V, not 2021-2025."""
    pair = text[at - 1 : at] + text[at + 1 : at + 2]
    return len(pair) == 2 and pair.isascii() and pair.isalnum() and not pair.isdigit()


STAGE = "companies.forms"

LEGAL_FORM: Rule[Find] = Rule(
    id="company.legal_form",
    stage=STAGE,
    zh="法定全称",
    en="a registered name",
    says="takes 贵州瀚晟动力科技有限公司, from its region or own name to its legal form",
    refuses="引进 before it, and 有限公司 alone",
    run=FormRules.legal,
)
COLUMN: Rule[Find] = Rule(
    id="company.column",
    stage=STAGE,
    zh="企业列",
    en="a cell of a column of companies",
    says="takes 贵阳市瀚信装饰布厂 under 企业名称, 云创集团 under 建设单位",
    refuses="“——” and what is no name there: 待定",
    run=FormRules.columns,
)
GROUP: Rule[Find] = Rule(
    id="company.group",
    stage=STAGE,
    zh="集团或公司简称",
    en="a group, or a company without its legal form",
    says="takes 瀚晟集团, 国网贵阳供电公司, 瀚晟云山纺织公司",
    refuses="大集团, 集团化: no own name before it, or the word goes on",
    run=FormRules.groups,
)
OPERATOR: Rule[Find] = Rule(
    id="company.operator",
    stage=STAGE,
    zh="运营商地方公司",
    en="a national operator in a region",
    says="takes 青海移动, 贵州联通",
    refuses="青海移动互联网, 贵州电信业",
    run=FormRules.operators,
)

RULES = (LEGAL_FORM, COLUMN, GROUP, OPERATOR)
