"""A header whose heads are broken over lines: words one above the other, put together to heads that are known.

“2025 2035 指标” over “指标 基期值” over “年目标 年目标 性质” → 指标, 基期值, 2025年目标, 2035年目标, 指标性质.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from policy_extract.expressions import expression
from policy_extract.layout.geometry.grid import YEAR
from policy_extract.layout.geometry.heads import Heads
from policy_extract.layout.geometry.words import Word
from policy_extract.tuples import NamedTuple

if TYPE_CHECKING:
    import regex

Kind = Literal[
    "category", "serial", "name", "unit", "value", "attribute", "body", "deadline", "remark"
]

_ORDER: tuple[Kind, ...] = (
    "category", "serial", "name", "unit", "value", "attribute", "body", "deadline", "remark",
)  # fmt: skip
_SEVERAL = ("value", "body")
_MAX_WORDS = 28
_MAX_WORD = 14
_DATED = expression(r"(\D+)((?:19|20)\d\d\D?)")
_MARKS = expression("[,。:;、]")
_MAX_STEPS = 4000  # of the search for heads; a header that needs more is none
_FIRST, _LAST = 0, 9999  # where columns of values stand that name no year: 基期值, 年均增长

_Chain = tuple[Word, ...]


class Column(NamedTuple):
    """A column: what it holds, and the words of its head from above."""

    kind: Kind
    words: _Chain

    @property
    def title(self) -> str:
        """The head in plain form."""
        return "".join(word.plain for word in self.words)


class StackedHeads:
    """Puts heads together; built once for a lexicon."""

    def __init__(self, heads: Heads) -> None:
        self._heads = heads
        words = heads.lexicon.words
        self._listed: dict[Kind, frozenset[str]] = {
            "category": frozenset(words("tables", "head.category")),
            "serial": heads.serials,
            "name": frozenset((*words("tables", "header.name"), *words("tables", "role.task"))),
            "unit": frozenset(words("tables", "header.unit")),
            "attribute": frozenset(words("tables", "header.attribute")),
            "body": frozenset(words("tables", "role.body")),
            "deadline": frozenset(words("tables", "role.deadline")),
            "remark": frozenset(words("tables", "header.remark")),
        }
        self._actual = heads.lexicon.pattern(r"<tables.header.actual>")
        self._target = heads.lexicon.pattern(r"<tables.header.target>")
        self._asked: dict[str, bool] = {}  # what was asked of the few words that headers hold
        self._growth = heads.lexicon.pattern(r"<tables.column.growth>")

    @cached_property
    def _fronts(self) -> frozenset[str]:
        listed = (word for words in self._listed.values() for word in words)
        return frozenset(word[:end] for word in listed for end in range(1, len(word) + 1))

    @cached_property
    def _valued(self) -> regex.Pattern[str]:
        import regex

        return regex.compile(self._heads.value_pattern)

    def groups(self, title: str) -> bool:
        """The head of a column of groups: 类别, 领域."""
        return title in self._listed["category"]

    def named(self, words: Sequence[Word]) -> bool:
        """A line of words one of which is the head of the names."""
        return any(word.plain in self._listed["name"] for word in words)

    def closed(self, words: Sequence[Word]) -> list[Word]:
        """A line's words with heads whose signs stand apart as one: 指 标 → 指标, 属 性 → 属性."""
        closed: list[Word] = []
        at = 0
        while at < len(words):
            size = next((n for n in (4, 3, 2) if self._apart(words[at : at + n], n)), 1)
            first, last = words[at], words[at + size - 1]
            plain = "".join(word.plain for word in words[at : at + size])
            closed.append(Word(first.line, first.start, last.end, plain))
            at += size
        return closed

    def _apart(self, words: Sequence[Word], size: int) -> bool:
        single = len(words) == size and all(len(word.plain) == 1 for word in words)
        return single and self.kind("".join(word.plain for word in words)) is not None

    def may_hold(self, words: Sequence[Word]) -> bool:
        """A line that a header may hold: short words without marks."""
        return all(len(w.plain) <= _MAX_WORD and not _MARKS.search(w.plain) for w in words)

    def kind(self, title: str) -> Kind | None:
        """What a column holds by its head; None for a head of no indicator table."""
        for kind, listed in self._listed.items():
            if title in listed:
                return kind
        dated = _DATED.fullmatch(title)  # 基期值 over 2023年
        if dated is not None and self._heads.value(dated[1]) and not YEAR.match(dated[1]):
            return "value"
        both = self._actual.search(title) and self._target.search(title)  # 基期值 over 年目标
        return "value" if self._heads.value(title) and not both else None

    def read(self, lines: Sequence[Sequence[Word]]) -> list[Column] | None:
        """The columns from left to right; None where the words make no header that proves a table.

        One column of names or tasks and at least one of values or of bodies, each head known, in an order that rows can be dealt by:
        groups, numbers, name, unit, values, the rest. Of several readings that with the fewest heads counts, and of
        those the one whose years have the same words behind them. Refused: words left over, an order left open.
        """
        words = [word for line in lines for word in line]
        if not 2 <= len(words) <= _MAX_WORDS:
            return None
        best: list[Column] | None = None
        least = (_MAX_WORDS, _MAX_WORDS)
        for chains in _search(words, self._opens, self._goes_on):
            columns = self._columns(chains)
            if columns is None:
                continue
            cost = len(columns), len({YEAR.sub("", c.title) for c in columns})
            ordered = _ordered(columns, lines, self._rank) if cost < least else None
            if ordered is not None and _orderly(ordered):
                best, least = ordered, cost
        return best

    def _goes_on(self, above: str, word: str) -> bool:
        """A word that may go on a head above it: no head of its own but 目标, 性质, （万元), 实际值 under a year."""
        kind = self.kind(word)
        under = kind == "value" and bool(YEAR.fullmatch(above)) and not YEAR.match(word)
        over = bool(YEAR.fullmatch(word)) and self.kind(above) == "value" and not YEAR.match(above)
        return kind is None or self._heads.tail(word) or under or over

    def _opens(self, words: str) -> bool:
        """A head may begin so."""
        known = self._asked.get(words)
        if known is None:
            known = words in self._fronts or bool(self._valued.fullmatch(words, partial=True))
            known = known or self.kind(words) is not None
            self._asked[words] = known
        return known

    def _columns(self, chains: Sequence[_Chain]) -> list[Column] | None:
        columns: list[Column] = []
        for chain in chains:
            kind = self.kind("".join(word.plain for word in chain))
            if kind is None:
                return None
            columns.append(Column(kind, chain))
        kinds = [column.kind for column in columns]
        single = all(kinds.count(kind) <= 1 for kind in _ORDER if kind not in _SEVERAL)
        titles = {column.title for column in columns}
        told = "value" in kinds or "body" in kinds
        whole = kinds.count("name") == 1 and told and len(titles) == len(columns)
        return columns if single and whole else None

    def _rank(self, column: Column) -> tuple[int, int]:
        """Where a column stands by custom: the base before the years, growth behind them."""
        year = YEAR.match(column.title)
        dated = _DATED.fullmatch(column.title)
        told = year.group() if year else dated[2] if dated else ""
        place = int(re.sub(r"\D", "", told)) if told else _FIRST
        if column.kind == "value" and self._growth.search(column.title):
            place = _LAST
        return _ORDER.index(column.kind), place


def _search(
    words: Sequence[Word], opens: Callable[[str], bool], goes_on: Callable[[str, str], bool]
) -> Iterator[list[_Chain]]:
    """All ways to put words of following lines together; a word goes on a head above it, or opens one."""
    steps = 0
    waiting: list[tuple[int, list[_Chain]]] = [(0, [])]
    while waiting and steps < _MAX_STEPS:
        at, chains = waiting.pop()
        steps += 1
        if at == len(words):
            yield chains
            continue
        word = words[at]
        if opens(word.plain):
            waiting.append((at + 1, [*chains, (word,)]))
        for i, chain in enumerate(chains):
            above = "".join(w.plain for w in chain)
            below = chain[-1].line < word.line and goes_on(above, word.plain)
            if below and opens(above + word.plain):
                waiting.append((at + 1, [*chains[:i], (*chain, word), *chains[i + 1 :]]))


def _ordered(
    columns: Sequence[Column],
    lines: Sequence[Sequence[Word]],
    rank: Callable[[Column], tuple[int, int]],
) -> list[Column] | None:
    """Columns from left to right: as they stand on each line, and by custom where no line says."""
    column_of = {word: column for column in columns for word in column.words}
    before: dict[Column, set[Column]] = {column: set() for column in columns}
    for line in lines:
        held = [column_of[word] for word in line]
        for i, column in enumerate(held):
            before[column].update(held[:i])
    ordered: list[Column] = []
    while len(ordered) < len(columns):
        open_ = [c for c in columns if c not in ordered and before[c] <= set(ordered)]
        if not open_:
            return None
        ranks = sorted(map(rank, open_))
        if len(ranks) > 1 and ranks[0] == ranks[1]:
            return None
        ordered.append(min(open_, key=rank))
    return ordered


def _orderly(columns: Sequence[Column]) -> bool:
    """An order that rows can be dealt by: groups and numbers, the name, its unit, values, what stands behind."""
    kinds = [_ORDER.index(column.kind) for column in columns]
    behind = _ORDER.index("attribute")
    front = [kind for kind in kinds if kind < behind]
    return front == sorted(front) and kinds[: len(front)] == front
