"""Lists of enterprises behind the noun that says what is listed, in one piece or sorted by place or field.

“重点企业：A、B、C等。”, “龙头企业如A、B”, “（链主企业：A；配套企业：B、C）”, and below “重点企业名单” the lines
“贵阳市：A、B；遵义市：C、D”. All items behind one noun are judged together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_extract.document import closed_up
from policy_extract.document.words import places_of
from policy_extract.expressions import expression
from policy_extract.extract.companies.borders import CONTEXTS, FORMS, HAN
from policy_extract.extract.companies.evidence import Evidence
from policy_extract.extract.companies.items import Item, Items, Names, Says, claims_of, names_of
from policy_extract.extract.companies.names import NameShapes
from policy_extract.extract.companies.search import Find, Search
from policy_extract.extract.companies.text import Claim
from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.alternation import alternation
from policy_extract.rules import Rule
from policy_extract.tuples import NamedTuple

_LONGEST_LIST = 240
_LONGEST_HEADING = 40
_MARK = expression(r"[,;:]")
_STOP = expression(r"[()。\n]")
_SHORT_LINE = expression(r"[^、,。:;\n]{2,24}\n")


class _Part(NamedTuple):
    """A part of a list between two marks, and the mark behind it."""

    start: int
    end: int
    mark: str


class HeadedLists:
    """Finds lists behind their noun; compiled once for a Lexicon."""

    def __init__(self, lexicon: Lexicon, shapes: NameShapes, read: Items) -> None:
        self._refusals, self._read = shapes.refusals, read
        words = lexicon.words
        self._and_so_on = words(CONTEXTS, "list.and_so_on")
        strong = alternation(words(CONTEXTS, "list.heads"))
        lists = alternation(words(CONTEXTS, "list.list_words"))
        limited = alternation(words(FORMS, "legal.limited"))
        gap = "[^，。；：、！？,:;!?\n]"
        said = f"(?!{limited})(?:{alternation(words(CONTEXTS, 'list.said'))}|<{CONTEXTS}.list.said_patterns>)"
        # “龙头企业包括A、B”, “龙头企业(A(贵州)、B)”, “骨干企业A、B”
        self._head = lexicon.pattern(
            rf"{strong}(?:\([^()、]{{1,6}}\)(?=:))?(?:{gap}{{0,4}}?(?:(?P<said>{said})|(?P<inside>\())"
            rf"|(?P<direct>(?=[{HAN}]{{2,8}}、[{HAN}]{{2,8}})))"
        )
        self._heading = lexicon.compiled(rf"{strong}{gap}{{0,6}}?(?:{lists})?(?:{lists})?:?$")
        self._column = lexicon.compiled(rf"[{HAN}]{{0,6}}?{strong}(?:{lists})?")
        self._headers = frozenset(words(CONTEXTS, "column.headers"))
        self._as_follows = words(CONTEXTS, "list.as_follows")
        self._other = words(CONTEXTS, "list.other_labels")
        self._enterprises = lexicon.compiled(rf"{strong}$")
        places = alternation(words("layout", "place.ends"))
        of = alternation(words(CONTEXTS, "list.of"))
        self._place = lexicon.compiled(rf"[{HAN}]{{1,7}}?(?:{places}){of}")
        self._number = lexicon.pattern(rf"\s*(?:<{CONTEXTS}.list.number_patterns>)?\s*")

    def headed(self, search: Search) -> list[Claim]:
        """The names behind a noun that says what is listed: “重点企业：A、B、C等。”, “龙头企业包括A、B”.

        Refused: a list in which nothing reads like a name (重点企业：纺织、医药、化工等), a part with
        a label of another kind (重点园区：…).
        """
        text, names = search.text, names_of(search)
        found: list[Claim] = []
        for head in self._head.finditer(text):
            start = head.end()
            end = _end(text, start)
            if head["said"] != ":" and text.find("、", start, end) < 0:
                continue  # most of these nouns stand before no list
            behind = self._behind if head["direct"] is None else self._direct
            items = list(behind(search, start, end, names))
            if len(items) < 2 and not _alone(head, items):
                continue
            found += claims_of(self._read.accepted(items, Says.BEFORE), names, LIST_HEADED)
        return found

    def sorted(self, search: Search) -> list[Claim]:
        """The names in lines below “龙头企业分布”, each behind its place or field: “贵阳市：A、B”.

        Refused: lines below a heading that names no enterprises (特色产业分布), lines with a label of
        another kind (责任单位：…), lists in which nothing reads like a name.
        """
        text, names = search.text, names_of(search)
        found: list[Claim] = []
        for start in self._openings(search):
            items = [
                item
                for first, last in self._groups(text, start)
                for item in self._items(search, first, last, names)
            ]
            if len(items) > 1:
                found += claims_of(self._read.accepted(items, Says.BEFORE), names, LIST_SORTED)
        return found

    def in_columns(self, search: Search) -> list[Claim]:
        """The short names in a column of companies: 瀚晟, 昊泰 under 重点企业; all its cells are judged together.

        Under 实施主体 and 建设单位, where bodies stand as well, a name must look more like one.
        Refused: counts under 企业, trades, bodies.
        """
        text, stream, names = search.text, search.stream, names_of(search)
        heads = {
            (table.id, col): bool(self._column.fullmatch(head))
            for table in search.plan.tables
            for row in table.rows[: table.header_rows]
            for col, cell in enumerate(row)
            for head in [closed_up(cell.text)]
            if head in self._headers or self._column.fullmatch(head)
        }
        if not heads:
            return []
        first = {table.id: table.header_rows for table in search.plan.tables}
        columns: dict[tuple[str, int], list[Item]] = {}
        for piece in stream.pieces:
            ref = piece.cell
            if ref is not None and (ref.id, ref.col) in heads and ref.row >= first[ref.id]:
                for part in _parts(text, piece.start, piece.end):
                    items = self._items(search, part.start, part.end, names)
                    columns.setdefault((ref.id, ref.col), []).extend(items)
        found: list[Claim] = []
        for column, cells in columns.items():
            says = Says.BEFORE if heads[column] else Says.WEAKLY
            found += claims_of(self._read.accepted(cells, says), names, COLUMN_NAMES)
        return found

    def _openings(self, search: Search) -> Iterator[int]:
        """Where lists may begin below a short line about enterprises, or behind “企业名单如下。”."""
        text = search.text
        for piece in search.stream.pieces:
            short = piece.end - piece.start <= _LONGEST_HEADING and piece.cell is None
            if short and self._heading.search(text, piece.start, piece.end):
                yield piece.end + 1
        for words in self._as_follows:
            for at in places_of(words, text):
                clause = max(text.rfind("\n", 0, at), text.rfind("。", 0, at)) + 1
                if self._heading.search(text, clause, at):
                    yield at + len(words) + 1

    def _groups(self, text: str, start: int) -> Iterator[tuple[int, int]]:
        """The stretches “label:items” from a place on; short lines may stand between them."""
        while start < len(text):
            line = text.find("\n", start)
            line = len(text) if line < 0 else line
            stop = min((i for s in ";。" if (i := text.find(s, start, line)) >= 0), default=line)
            colon = text.find(":", start, stop)
            if colon >= 0 and not self._is_other(text, start, colon):
                yield colon + 1, stop
            elif not (stop == line and _SHORT_LINE.match(text, start)):
                return
            start = stop + 1

    def _behind(self, search: Search, start: int, end: int, names: Names) -> Iterator[Item]:
        """The items of all parts of a list: “A、B；C”, “A；配套企业：B、C”, “贵阳市的A，遵义市的B”."""
        text, labelled, over = search.text, True, False
        for part in _parts(text, start, end):
            if part.mark == ":":
                if self._is_other(text, part.start, part.end):
                    return
                labelled, over = True, False
                continue
            if over:
                return
            items = list(self._items(search, part.start, part.end, names))
            if not labelled and not self._goes_on(text, part, items):
                return
            yield from items
            labelled = False
            over = part.mark == "," and any(
                w in text[part.start : part.end] for w in self._and_so_on
            )

    def _direct(self, search: Search, start: int, end: int, names: Names) -> Iterator[Item]:
        """The items that stand right behind their noun: 骨干企业A、B、C产值均超过10亿元."""
        text, tokenizer = search.text, search.tokenizer
        first = start
        while (stop := text.find("、", start, min(end, start + 9))) > 0:
            item = self._read.item(text, start, stop, names, tokenizer)
            if item.evidence < Evidence.INVENTED:
                break
            yield item
            start = stop + 1
        last = self._read.right_item(text, start, tokenizer) if start > first else None
        if last is not None:
            yield Item(start, last, Evidence.INVENTED, False)

    def _items(self, search: Search, start: int, end: int, names: Names) -> Iterator[Item]:
        """The items of one part, without number, place and what stands behind 等; no bodies among them."""
        text = search.text
        number = self._number.match(text, start, end)
        start = number.end() if number else start
        place = self._place.match(text, start, end)
        start = place.end() if place else start
        end = min((i for w in self._and_so_on if (i := text.find(w, start, end)) > 0), default=end)
        if end - start < 2:
            return
        for item in self._read.items(text, end, names, search.tokenizer, start):
            if not self._refusals.public_body(text[item.start : item.end]):
                yield item

    def _goes_on(self, text: str, part: _Part, items: list[Item]) -> bool:
        """Whether a part without a label still lists: a name stands at its front."""
        if not items or items[0].evidence < Evidence.INVENTED:
            return False
        number = self._number.match(text, part.start, part.end)
        place = self._place.match(text, number.end() if number else part.start, part.end)
        front = place or number
        return items[0].start == (front.end() if front else part.start)

    def _is_other(self, text: str, start: int, end: int) -> bool:
        """Whether a label says that something else is listed: 重点园区, 责任单位."""
        label = text[start:end].rstrip()
        return label.endswith(self._other) and self._enterprises.search(label) is None


def _alone(head: re.Match[str], items: list[Item]) -> bool:
    """Whether a single name fills the list behind a colon: 链主企业：瀚晟。"""
    return (
        head["said"] == ":"
        and len(items) == 1
        and items[0].evidence >= Evidence.INVENTED
        and items[0].start == head.end()
    )


def _parts(text: str, start: int, end: int) -> Iterator[_Part]:
    """The parts of a list between commas, semicolons and colons outside brackets."""
    depth, first = 0, start
    for at in range(start, end):
        char = text[at]
        if char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
        elif not depth and _MARK.match(char):
            yield _Part(first, at, char)
            first = at + 1
    yield _Part(first, end, "")


def _end(text: str, start: int) -> int:
    """Where a list ends: its sentence, its line, or the bracket that it stands in."""
    depth, limit = 0, min(len(text), start + _LONGEST_LIST)
    for sign in _STOP.finditer(text, start, limit):
        if sign.group() == "(":
            depth += 1
        elif sign.group() != ")" or not depth:
            return sign.start()
        else:
            depth -= 1
    return limit


LIST_HEADED: Rule[Find] = Rule(
    id="company.list_headed",
    stage="companies.lists",
    zh="企业名单在后",
    en="a list behind the noun that says what is listed",
    says="takes 瀚晟半导体, 昊泰科技, 云岫 in “重点企业：瀚晟半导体、昊泰科技、云岫。”, 瀚晟, 昊泰 in “链主企业：瀚晟；配套企业：昊泰”",
    refuses="重点企业：纺织、医药、化工等: nothing reads like a name; what stands behind 重点园区：",
    run=HeadedLists.headed,
)
LIST_SORTED: Rule[Find] = Rule(
    id="company.list_sorted",
    stage="companies.lists",
    zh="分地区分领域的企业名单",
    en="a list of companies sorted by place or field",
    says="takes 瀚晟, 昊泰, 黔岳 below “龙头企业分布”: “贵阳市：瀚晟、昊泰”, “遵义市：黔岳”",
    refuses="特色产业分布: “贵阳市：电子、大数据”; “责任单位：…” below 支持中小企业",
    run=HeadedLists.sorted,
)

COLUMN_NAMES: Rule[Find] = Rule(
    id="company.column_names",
    stage="companies.lists",
    zh="企业列中的简称",
    en="short names in a column of companies",
    says="takes 瀚晟, 昊泰 under 重点企业, which are judged together",
    refuses="纺织, 医药 under 重点企业; 市水务局 under 实施主体",
    run=HeadedLists.in_columns,
)

RULES = (LIST_HEADED, LIST_SORTED, COLUMN_NAMES)
