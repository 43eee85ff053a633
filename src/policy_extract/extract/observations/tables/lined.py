"""A row whose cells hold a line for each of several indicators: 销售额（亿元）/其中：公益金（亿元） | 411.2/143.7 → two rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from policy_extract.document import shadow
from policy_extract.expressions import expression
from policy_extract.extract.observations.tables.heads import Column
from policy_extract.extract.observations.tables.units import UnitWords
from policy_extract.lexicon import Lexicon
from policy_extract.model import Cell
from policy_extract.tuples import NamedTuple

_DIGIT = expression(r"\d")
_BRACKETS = ("(", "[", "【")  # what opens a line that goes on with the one before: 300/〔174〕
_SUM = expression(r"\s*[\[【][^\]】]*\d[^\]】]*[\]】]\s*")
_NUMBER = expression(r"[<>≥≤]?\s*-?\d[\d.,]*\D{0,6}")  # a line that is a value by itself
_NUMBERED = expression(r"\d{1,2}[.、](?!\d)|\(\d{1,2}\)|[①-⑳]")
_NAMING = ("name", "kind", "area")
_VALUED = ("value", "growth", "rate")

#: A cell of a row: its number, itself, its first column, behind its last column.
Placed = tuple[int, Cell, int, int]


class Line(NamedTuple):
    """One of the rows that a row of a table is, and whether its cells' lines were as many as its names."""

    cells: list[Placed]
    fits: bool = True


class _Values(NamedTuple):
    """The lines of a cell of values, and those that are values, together with what goes on with them."""

    lines: list[Cell]
    joined: list[Cell]

    def of(self, count: int) -> list[Cell]:
        """As many of them as there are names, else none."""
        return next((c for c in (self.joined, self.lines) if len(c) == count), [])


class RowLines:
    """Deals the lines of cells out to rows; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, units: UnitWords) -> None:
        self._units = units
        self._tails = lexicon.words("tables", "name.tails")
        self._parts = lexicon.words("tables", "name.parts")
        self._striven = (*_BRACKETS, *lexicon.words("tables", "value.announcing"))
        self._blank = lexicon.pattern(r"(?:-+|/|\\|\.|…|<tables.value.blank>)")

    def split(self, row: list[Placed], columns: Sequence[Column], text: str) -> list[Line]:
        """The rows that one row of a table is in ``text``, the plan's: itself, or one for each line of its cells.

        There are as many as names and as lines in the cells of values; a cell of one line that is no value holds for all. A line that goes on
        with the one before is none of its own: 75以上/力争80以上, 85/（2019年）, 300/〔174〕 are a value each, 高新技术企业/数量（家）, 低保标准/（元/月）
        a name. Where they do not fit, one value is the first name's, several are nobody's, and a name alone has the first: no number
        is ever joined out of two. Refused: two values of one name (75以上/力争80以上), words over several lines.
        """
        valued = [c for c in row if _role(c, columns) in _VALUED]
        if all(text.find("\n", c.start, c.end) < 0 for _, c, _, _ in valued):
            return [Line(row)]
        values = {
            one[2]: self._values(one[1], text)
            for one in valued
            if _DIGIT.search(one[1].text)
        }  # fmt: skip
        if all(len(value.joined) == 1 for value in values.values()):
            return [Line(row)]
        broken = (
            c for c in reversed(row) if _role(c, columns) in _NAMING and "\n" in _words(c[1], text)
        )
        label = next(broken, None)
        named = list(self._names(label[1], row, columns, text)) if label else []
        fitting = [n for n in named if all(v.of(len(n)) for v in values.values())]
        near = [n for n in named if any(len(v.joined) == len(n) for v in values.values())]
        names = next(iter(fitting or near), [])
        if label is None or not names:
            cut = [self._cut(one, values, alone=not named) for one in row]
            return [Line(cut, cut == row)]
        whole = {label[2]: names}
        return [
            Line(
                [self._at(one, at, len(names), whole, values, columns, text) for one in row],
                bool(fitting),
            )
            for at in range(len(names))
        ]

    def _at(
        self, placed: Placed, at: int, count: int, names: Mapping[int, list[Cell]],
        values: Mapping[int, _Values], columns: Sequence[Column], text: str,
    ) -> Placed:  # fmt: skip
        """A cell of the row as the row's part ``at`` of ``count`` has it."""
        index, cell, start, stop = placed
        if start in names:
            own = names[start][at]
        elif start in values:
            dealt = values[start].of(count)
            alone = len(values[start].joined) == 1 and at == 0
            own = dealt[at] if dealt else cell if alone else _nothing(cell)
        else:
            own = cell
            role = _role(placed, columns)
            lines = _lines(cell, text) if role in (*_NAMING, "unit", "attribute") else []
            whole = role == "unit" and not all(
                self._units.alone(shadow(c.text).strip()) for c in lines
            )
            if len(lines) == count and not whole:
                own = lines[at]
        return index, own, start, stop

    def _cut(self, placed: Placed, values: Mapping[int, _Values], *, alone: bool) -> Placed:
        """A cell whose lines nobody can deal out: the first of its values for a name ``alone``, none for several names.

        Refused: lines that are no values by themselves (到2023年/达到60%).
        """
        index, cell, start, stop = placed
        joined = values[start].joined if start in values else []
        if sum(bool(_NUMBER.fullmatch(shadow(c.text).strip())) for c in joined) < 2:
            return placed
        return index, joined[0] if alone else _nothing(cell), start, stop

    def _values(self, cell: Cell, text: str) -> _Values:
        lines = _lines(cell, text)
        joined: list[Cell] = []
        opened = filled = True
        for line in lines:
            words = shadow(line.text).strip()
            value = bool(_DIGIT.search(words) or self._blank.fullmatch(words))
            opens = words.startswith(self._striven)
            if joined and (not value or not filled or (opens and not opened)):
                joined[-1] = _both(joined[-1], line)
                filled = filled or value
            else:
                joined.append(line)
                opened, filled = opens, value
        return _Values(lines, joined)

    def _names(
        self, label: Cell, row: Sequence[Placed], columns: Sequence[Column], text: str
    ) -> Iterator[list[Cell]]:
        """The ways in which the lines of a label are names: each by itself, each up to its unit, each from 其中 or a number on.

        Refused for lines by themselves: a unit in the last alone (民生支出/占比（%）), where no column of units stands beside.
        """
        lines = self._together(_lines(label, text))
        units = [bool(self._unit(line)) for line in lines]
        opens = [self._opens(line) for line in lines]
        beside = any(_role(one, columns) == "unit" and one[1].text.strip() for one in row)
        wrapped = units[-1] and not any((*units[:-1], *opens[1:])) and not beside
        if len(lines) > 1 and not wrapped:
            yield lines
        for starts in ([True, *units[:-1]], [True, *opens[1:]]):
            grouped: list[Cell] = []
            for line, begins in zip(lines, starts, strict=True):
                if begins:
                    grouped.append(line)
                else:
                    grouped[-1] = _both(grouped[-1], line)
            if 1 < len(grouped) < len(lines):
                yield grouped

    def _together(self, lines: Sequence[Cell]) -> list[Cell]:
        """Lines of a label, those together of which the second goes on with the first: 低保标准/（元/月）, 高新技术企业/数量（家）, 其中：/出口."""
        found: list[Cell] = []
        for line in lines:
            words = shadow(line.text).lstrip()
            before = shadow(found[-1].text).rstrip() if found else ""
            tail = words.startswith(self._tails) and not self._units.named(before)[1]
            if before and (words.startswith(_BRACKETS) or tail or before.endswith(":")):
                found[-1] = _both(found[-1], line)
            else:
                found.append(line)
        return found

    def _unit(self, line: Cell) -> str:
        return self._units.named(shadow(line.text).strip())[1]

    def _opens(self, line: Cell) -> bool:
        words = shadow(line.text).strip()
        return words.startswith(self._parts) or _NUMBERED.match(words) is not None


def summed_apart(cell: Cell, text: str) -> list[Cell]:
    """A cell of a value and below it the sum of what is new: 95/[5] → 95, [5]. Refused: 95[5] in one line, where 5 may be a note's number."""
    if "\n" not in _words(cell, text):
        return [cell]
    lines = _lines(cell, text)
    summed = len(lines) == 2 and _SUM.fullmatch(shadow(lines[1].text)) is not None
    return lines if summed and not _SUM.fullmatch(shadow(lines[0].text)) else [cell]


def _role(placed: Placed, columns: Sequence[Column]) -> str:
    return columns[placed[2]].role if placed[2] < len(columns) else "other"


def _words(cell: Cell, text: str) -> str:
    return text[cell.start : cell.end]


def _nothing(cell: Cell) -> Cell:
    return Cell.of("", cell.start, cell.start, cell.rowspan, cell.colspan)


def _both(first: Cell, second: Cell) -> Cell:
    return Cell.of(first.text + second.text, first.start, second.end, first.rowspan, first.colspan)


def _lines(cell: Cell, text: str) -> list[Cell]:
    """The lines of a cell that hold something, each as a cell at its place."""
    found, at = [], cell.start
    for line in text[cell.start : cell.end].split("\n"):
        if line.strip():
            found.append(Cell.of(line, at, at + len(line), cell.rowspan, cell.colspan))
        at += len(line) + 1
    return found
