"""A row whose cells hold a line for each of several indicators: 销售额（亿元）/其中：公益金（亿元） | 411.2/143.7 → two rows."""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.expressions import expression
from policy_extract.model import Cell

_DIGIT = expression(r"\d")
_OPENS = "(（[【"  # a line that opens so goes on with the one before: 平均标准/（元/人、月）


def lined(row: Sequence[Cell], text: str) -> list[tuple[Cell, ...]]:
    """The rows that one row of a table is: itself, or one for each line of its cells in ``text``, the plan's (offsets in code points).

    Every cell with a digit must have as many lines as the label, each with a digit; cells of one line hold for all.
    Refused: a label over two lines with one value (平均标准/（元/月） | 156), two values of one label (75以上/力争80以上).
    """
    label = next((cell for cell in row if cell.text.strip() and not _DIGIT.search(cell.text)), None)
    names = _lines(label, text) if label else []
    if len(names) < 2 or any(line.text.lstrip().startswith(tuple(_OPENS)) for line in names):
        return [tuple(row)]
    split = [_lines(cell, text) for cell in row]
    values = [lines for lines in split if any(_DIGIT.search(line.text) for line in lines)]
    alike = all(len(v) == len(names) and all(_DIGIT.search(x.text) for x in v) for v in values)
    if not values or not alike:
        return [tuple(row)]
    return [
        tuple(
            lines[at] if len(lines) == len(names) else cell
            for cell, lines in zip(row, split, strict=True)
        )
        for at in range(len(names))
    ]


def _lines(cell: Cell, text: str) -> list[Cell]:
    """The lines of a cell that hold something, each as a cell at its place."""
    found, at = [], cell.start
    for line in text[cell.start : cell.end].split("\n"):
        if line.strip():
            found.append(Cell.of(line, at, at + len(line), cell.rowspan, cell.colspan))
        at += len(line) + 1
    return found
