"""What every dialect of flattened tables comes to: rows of cells with their places in the text.

A cell's ``text`` is its words without line breaks; ``start`` and ``end`` bound them in the text, blanks
have ``start == end``. Every row is as wide as the table: ``colspan`` counts, and a place that a merged
cell covers from above holds a blank cell, so that extractors find a column by counting.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from policy_extract.layout.lines import SPELLED, Line
from policy_extract.lexicon import Lexicon
from policy_extract.model import Cell

Row = tuple[Cell, ...]

_BREAK = re.compile(r"\s*[\r\n]\s*")
_SPACE = re.compile(r"\s+")
#: A number alone, or the dash of a cell without one.
_NUMBER = re.compile(
    r"(?:[<>≥≤约]{0,2}-?\d[\d,]*(?:\.\d+)?(?:[-~/]\d+(?:\.\d+)?)?[%‰]?|[\[(]\d[\d.,]*[\])]|-{1,2}|/)"
)
_SERIAL = re.compile(r"\d{1,3}[.、]?")
_YEAR = re.compile(r"(?:19|20)\d\d ?年?")


_HEAD_LISTS = (
    *(f"header.{n}" for n in ("name", "unit", "serial", "attribute", "area", "remark", "project")),
    *(f"project.{n}" for n in ("number", "name", "company", "content", "nature", "years", "land")),
    *(f"project.{n}" for n in ("investment", "place")),
    *(f"role.{n}" for n in ("task", "body", "deadline", "department", "duty")),
    "head.alone",
    "head.years",
)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table found in lines: rows of cells, and the range of line indexes it takes (end exclusive).

    ``start`` and ``end`` are code points of the text; ``caption`` is what the dialect went by
    to find it; layout takes it where no caption stands right above.
    """

    first: int
    stop: int
    start: int
    end: int
    header_rows: int
    rows: tuple[Row, ...]
    caption: str | None = None

    @property
    def width(self) -> int:
        """The number of columns, merged ones counted."""
        return max(width(row) for row in self.rows)


@dataclass(frozen=True)
class Page:
    """The lines that dialects look for tables in.

    ``heading`` says which lines open a section, ``taken`` which belong to residue or to a table that
    was found before; a dialect reads both and changes neither.
    """

    text: str
    plain: str
    lines: Sequence[Line]
    heading: Sequence[bool]
    taken: Sequence[bool]

    def free(self, index: int) -> bool:
        """A line with words that no table or residue holds."""
        return not self.taken[index] and bool(self.lines[index].plain)


@dataclass(frozen=True)
class Heads:
    """The words that heads of columns hold (gazetteers, ``tables.toml``); built once for a lexicon."""

    lexicon: Lexicon = field(repr=False)

    @cached_property
    def known(self) -> frozenset[str]:
        """Heads that stand alone in a cell, without spaces: 序号, 指标名称, 责任单位, 总投资(万元)."""
        words: set[str] = set()
        for name in _HEAD_LISTS:
            listed = self.lexicon.words("tables", name)
            words.update(_SPACE.sub("", word).replace("（", "(") for word in listed)
        return frozenset(words)

    @property
    def _plans(self) -> str:
        return "|".join(re.escape(plan.name) for plan in self.lexicon.five_year_plans)

    @cached_property
    def _value(self) -> re.Pattern[str]:
        return self.lexicon.pattern(
            r"[“”\"(]?(?:(?:19|20)\d\d ?年?|" + self._plans + r"|<tables.head.alone>)"
            r"[“”\")]?(?:<tables.head.ends>|[(%)/])*(?:\([^()]{1,12}\))?"
        )

    @cached_property
    def _tail(self) -> re.Pattern[str]:
        return self.lexicon.pattern(
            r"\(.{1,12}\)|\[.{1,12}\]|(?:<tables.head.tails>)(?:\(.{1,8}\))?"
        )

    @cached_property
    def caption(self) -> re.Pattern[str]:
        """The head of a caption: 表3, 附表2-1, 附件1, 续表."""
        return self.lexicon.pattern(
            rf"(?:<tables.caption.heads>|<layout.appendix.heads>) ?[0-9{SPELLED}\-]*"
        )

    @cached_property
    def captioned(self) -> re.Pattern[str]:
        """A line that is a caption by its head: “表1 主要指标”, “续表”, “附表2：…”."""
        return self.lexicon.pattern(
            r"(?:<tables.caption.heads>) ?\d{0,2}(?:-\d{1,2})?(?: ?[:.、]| {1,}|(?=[“\u4e00-\u9fff])|$)"
        )

    @cached_property
    def unit_line(self) -> re.Pattern[str]:
        """A line that states the unit of a whole table: （单位：万亩）."""
        return self.lexicon.pattern(
            r"[(\[]? ?(?:<tables.caption.unit>) ?: ?(?P<unit>[^()\[\]:]{1,24}?) ?[)\]]?"
        )

    @cached_property
    def _continued(self) -> re.Pattern[str]:
        return self.lexicon.pattern(r"[(]?(?:<tables.caption.continued>)(?: ?\d{1,2})?[)]?.{0,30}")

    def continued(self, plain: str) -> bool:
        """A line that says that the table goes on: 续表, 续表2, （续）."""
        return bool(self._continued.fullmatch(plain))

    @cached_property
    def _pairs(self) -> tuple[frozenset[str], frozenset[str]]:
        table = self.lexicon.words
        of = table("tables", "role.department"), table("tables", "role.task")
        what = table("tables", "role.duty"), table("tables", "role.body")
        return frozenset((*of[0], *of[1])), frozenset((*what[0], *what[1]))

    def pair(self, first: str, second: str) -> bool:
        """Two heads that alone make a header: 部门 and 职责, 任务 and 责任单位."""
        words = [_SPACE.sub("", w) for w in (first, second)]
        return words[0] in self._pairs[0] and words[1] in self._pairs[1]

    def label(self, plain: str) -> bool:
        """A cell that says what kind of target a row is: 预期性, 约束性指标."""
        return plain.startswith(tuple(self.attributes)) and len(plain) <= 6

    @cached_property
    def attributes(self) -> frozenset[str]:
        """Cells that say what kind of target a row is: 预期性, 约束性."""
        return frozenset(
            (
                *self.lexicon.words("tables", "attribute.values"),
                *self.lexicon.words("tables", "attribute.short"),
            )
        )

    @cached_property
    def _unit_tail(self) -> re.Pattern[str]:
        return re.compile(r"\([^()]{1,8}\)$")

    def knows(self, plain: str) -> bool:
        """A head by its words: a known one, a year, 现状值, 2025年目标, 总投资(万元)."""
        words = _SPACE.sub("", plain)
        if not words or len(words) > 24:
            return False
        bare = self._unit_tail.sub("", words)
        return words in self.known or bare in self.known or bool(self._value.fullmatch(words))

    def value(self, plain: str) -> bool:
        """A head of a column of values: 2025年, “十四五”末, 目标值, 年均增速(%)."""
        return bool(self._value.fullmatch(_SPACE.sub("", plain)))

    def tail(self, plain: str) -> bool:
        """Words that go on the head above them: (万元), 情况, 属性."""
        return bool(self._tail.fullmatch(_SPACE.sub("", plain)))

    @cached_property
    def _plan_alone(self) -> re.Pattern[str]:
        return re.compile(rf"[“”\"](?:{self._plans})[“”\"]")

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(self.lexicon.words("tables", "header.name"))

    @cached_property
    def _attribute(self) -> frozenset[str]:
        return frozenset(self.lexicon.words("tables", "header.attribute"))

    @cached_property
    def note(self) -> re.Pattern[str]:
        """A note below a table: 注：…"""
        return self.lexicon.pattern(r"<layout.note.heads>")

    @cached_property
    def serials(self) -> frozenset[str]:
        """Heads of running numbers: 序号."""
        return frozenset(self.lexicon.words("tables", "header.serial"))

    def name(self, plain: str) -> bool:
        """A head of a column of indicators: 指标, 指标名称, 主要指标, 项目名称."""
        return self._unit_tail.sub("", plain) in self._named

    @cached_property
    def _lists(self) -> dict[str, frozenset[str]]:
        names = ("role.task", "role.body", "header.remark")
        return {name: frozenset(self.lexicon.words("tables", name)) for name in names}

    def task(self, plain: str) -> bool:
        """A head of a column of tasks: 重点任务."""
        return plain in self._lists["role.task"]

    def body(self, plain: str) -> bool:
        """A head of a column of bodies: 责任单位."""
        return plain in self._lists["role.body"]

    def remark(self, plain: str) -> bool:
        """A head of a column that is mostly blank: 备注."""
        return plain in self._lists["header.remark"]

    @cached_property
    def _body_ends(self) -> tuple[str, ...]:
        return self.lexicon.words("layout", "title.issuer_ends") + self.lexicon.words(
            "tables", "role.body_ends"
        )

    def half(self, plain: str) -> bool:
        """A line that opens with nothing but the end of a body’s name: 局、市财政局."""
        return re.split(r"[、,;]", plain)[0] in self._body_ends

    def bodies(self, plain: str) -> bool:
        """A cell that lists bodies: 市科技局、市财政局，各县（市、区）政府; 各有关单位."""
        parts = [p for p in re.split(r"[、,;，；\s]", re.sub(r"\([^()]*\)", "", plain)) if p]
        return bool(parts) and 2 * sum(p.endswith(self._body_ends) for p in parts) > len(parts)

    def goes_on(self, words: Sequence[str], at: int) -> bool:
        """The line of a header at ``at`` goes on the one above: (万元), “十四五” / 投资, 指标 / 属性."""
        if words[at].startswith(("(", "[")) or self._plan_alone.fullmatch(words[at - 1]):
            return True
        again = words[at - 1] in self._named and at > 1
        return again and words[at] in self._attribute

    def header(self, row: Iterable[str]) -> bool:
        """A row is a header: at least two known heads, and no number that is not a year."""
        words = [w for w in row if w]
        if any(number(w) and not _YEAR.fullmatch(w) for w in words):
            return False
        return sum(map(self.knows, words)) >= min(2, len(words)) if words else False


def number(plain: str) -> bool:
    """A cell that holds nothing but a number or the dash for none."""
    return bool(_NUMBER.fullmatch(plain.strip()))


def serial(plain: str) -> int | None:
    """The running number that a cell is, or None: “01”, “3.”."""
    words = plain.strip()
    return int(words.rstrip(".、")) if _SERIAL.fullmatch(words) else None


def cell(text: str, start: int, end: int, *, colspan: int = 1, rowspan: int = 1) -> Cell:
    """The cell of ``text[start:end]``, without the space around it; only space gives a blank."""
    words = text[start:end]
    stripped = words.strip()
    if not stripped:
        return Cell(text="", start=start, end=start, colspan=colspan, rowspan=rowspan)
    begin = start + len(words) - len(words.lstrip())
    return Cell(
        text=_BREAK.sub("", stripped),
        start=begin,
        end=begin + len(stripped),
        colspan=colspan,
        rowspan=rowspan,
    )


def blank(at: int, *, colspan: int = 1) -> Cell:
    """A cell without words at a code point of the text."""
    return Cell(text="", start=at, end=at, colspan=colspan)


def spanned(entry: Cell, *, colspan: int | None = None, rowspan: int | None = None) -> Cell:
    """The cell with other spans."""
    update = {"colspan": colspan, "rowspan": rowspan}
    return entry.model_copy(update={k: v for k, v in update.items() if v is not None})


def width(row: Sequence[Cell]) -> int:
    """The columns that a row fills."""
    return sum(entry.colspan for entry in row)


def usual(sizes: Iterable[int]) -> int:
    """The commonest size, of two as common the larger; 0 for none."""
    counts = Counter(sizes)
    return max(counts, key=lambda size: (counts[size], size), default=0)


def header_rows(rows: Sequence[Sequence[Cell]], heads: Heads, plain: str) -> int:
    """One, or two when a second tier stands under merged heads of the first.

    “2020年 | 2025年” over “数值 | 占比 | 数值 | 占比”; refused: a second row with a number, or with no blank
    and no merged cell in either row.
    """
    if len(rows) < 3:
        return 1
    first, second = rows[0], rows[1]
    words = [plain[c.start : c.end].strip() for c in second]
    if any(number(w) and not _YEAR.fullmatch(w) for w in words if w) or not any(words):
        return 1
    merged = any(c.colspan > 1 or c.rowspan > 1 for c in first) or any(not c.text for c in first)
    under = not words[0] or words[0] == plain[first[0].start : first[0].end].strip()
    filled = [plain[c.start : c.end].strip() for c in rows[2]]
    if merged and under and len(filled) > 1 and bool(filled[0]):
        return 2
    return 2 if under and sum(map(heads.knows, filter(None, words))) >= 2 else 1


def two_tiers(
    page: Page, rows: Sequence[Sequence[Cell]], size: int, heads: Heads
) -> tuple[Row, Row] | None:
    """The two tiers of a header whose merged heads are a cell each: both as wide as the table.

    [指标, 2020年, 2025年] over [数值, 占比, 数值, 占比] in a table of five columns. None when the first row is
    as wide as the table, when the second holds a number, or when the heads below do not go up evenly.
    """
    if len(rows) < 3 or len(rows[0]) >= size:
        return None
    upper = list(rows[0])
    lower = list(rows[1])
    while lower and not lower[0].text:
        lower.pop(0)
    while lower and not lower[-1].text:
        lower.pop()
    words = [page.plain[c.start : c.end].strip() for c in (*upper, *lower)]
    if any(number(w) and not _YEAR.fullmatch(w) for w in words if w):
        return None
    fixed = size - len(lower)
    groups = len(upper) - fixed
    if fixed < 1 or groups < 1 or len(lower) <= groups or len(lower) % groups:
        return None
    values = [i for i, w in enumerate(words[: len(upper)]) if heads.value(w)]
    if len(values) != groups:
        values = list(range(fixed, len(upper)))
    span = len(lower) // groups
    first: list[Cell] = []
    second: list[Cell] = []
    below = iter(lower)
    for index, entry in enumerate(upper):
        if index in values:
            first.append(spanned(entry, colspan=span))
            second.extend(next(below) for _ in range(span))
        else:
            first.append(spanned(entry, rowspan=2))
            second.append(blank(lower[0].start))
    return tuple(first), tuple(second)


def spread_heads(upper: Row, lower: Row) -> Row:
    """The upper tier with the spans of its merged heads: blanks beside them were covered."""
    cells: list[Cell] = []
    at = 0
    for entry in upper:
        covered = not entry.text and cells and at < len(lower) and lower[at].text
        if covered:
            cells[-1] = spanned(cells[-1], colspan=cells[-1].colspan + 1)
        else:
            cells.append(entry)
        at += entry.colspan
    return tuple(cells)
