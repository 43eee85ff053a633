"""Tables that were flattened to lines: a cell is a line behind a tab, a lone tab an empty cell.

A blank line ends a row *unless* it stands inside a wrapped cell (“完成下达⏎⏎任务”), headers have one tier
or two, merged cells leave rows with holes. Geometry only: what a table says is read in ``extract``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from policy_extract.layout.lines import Line
from policy_extract.model import Cell, Table

_NUMBER = re.compile(r"[\d.,]+")
_SERIAL = re.compile(r"0?\d{1,3}\.?")
_CAPTION = re.compile(r"(?:附?表|附件|附录|续表) ?[0-9一二三四五六七八九十\-]*")
_MAX_WRAP = 14


@dataclass(slots=True)
class _Raw:
    """A cell being read: its text span grows by the lines that wrap it."""

    start: int
    end: int
    lines: int = 1


def table_regions(lines: Sequence[Line], is_heading: Sequence[bool]) -> list[tuple[int, int]]:
    """Index ranges of lines that are tables, end exclusive.

    A region opens with a cell and closes at two blank lines, at a heading, or at prose. It needs at
    least four cells. Refused: a box set behind a single tab (“⇥专栏1：…”), prose behind a tab.
    """
    regions: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        if not lines[index].cell or is_heading[index]:
            index += 1
            continue
        stop, blanks, last = index, 0, index
        cells = 0
        while stop < len(lines):
            line = lines[stop]
            if line.cell and not is_heading[stop]:
                blanks, last = 0, stop
                cells += 1
            elif line.blank:
                blanks += 1
                if blanks >= 2 and not (
                    stop + 1 < len(lines) and _is_wrap(lines, stop + 1, is_heading)
                ):
                    break
            elif _is_wrap(lines, stop, is_heading):
                blanks, last = 0, stop
            else:
                break
            stop += 1
        if cells >= 4:
            regions.append((index, last + 1))
        index = max(stop, index + 1)
    return regions


def _is_wrap(lines: Sequence[Line], index: int, is_heading: Sequence[bool]) -> bool:
    """A short line without a tab that goes on a cell, with another cell soon behind it."""
    line = lines[index]
    if line.cell or not line.plain or len(line.plain) > _MAX_WRAP or is_heading[index]:
        return False
    if _CAPTION.match(line.plain) or line.plain.endswith("。"):
        return False
    following = [entry for entry in lines[index + 1 : index + 4] if not entry.blank]
    return bool(following) and following[0].cell


def build_table(
    table_id: str, text: str, lines: Sequence[Line], caption: str | None
) -> Table | None:
    """The table that a region of lines holds, or None when it has no second row.

    Cell texts join wrapped lines without the line breaks; offsets span all of them.
    """
    rows = _rows(lines)
    if len(rows) < 2 or not any(line.plain for line in lines):
        return None
    width = _width(rows)
    grid = [[_cell(text, raw) for raw in row] for row in rows]
    header_rows = _header_rows(grid, width)
    if header_rows == 2 and len(grid[0]) < len(grid[1]):
        spread = _spread(grid[0], grid[1])
        if spread is not None:
            grid[0] = spread
            width = len(grid[1])
    for index, row in enumerate(grid):
        grid[index] = _align(row, width, grid[header_rows:], header=index < header_rows)
    return Table(
        id=table_id,
        caption=caption,
        start=lines[0].start,
        end=lines[-1].end,
        header_rows=header_rows,
        rows=tuple(tuple(row) for row in grid),
    )


def _rows(lines: Sequence[Line]) -> list[list[_Raw]]:
    rows: list[list[_Raw]] = [[]]
    pending_blank = False
    for line in lines:
        if line.blank:
            pending_blank = True
            continue
        if line.cell:
            if pending_blank and rows[-1]:
                rows.append([])
            rows[-1].append(_Raw(line.start + 1, line.end))
        elif rows[-1]:
            rows[-1][-1].end = line.end
            rows[-1][-1].lines += 1
        pending_blank = False
    return [row for row in rows if row]


def _cell(text: str, raw: _Raw) -> Cell:
    words = text[raw.start : raw.end]
    lead = len(words) - len(words.lstrip())
    stripped = words.strip()
    start = raw.start + lead if stripped else raw.start
    end = start + len(stripped)
    return Cell(text=re.sub(r"\s*[\r\n]\s*", "", stripped), start=start, end=end)


def _width(rows: Sequence[Sequence[_Raw]]) -> int:
    counts = Counter(len(row) for row in rows)
    return max(counts, key=lambda size: (counts[size] * (size > 1), size))


def _header_rows(grid: Sequence[Sequence[Cell]], width: int) -> int:
    """One, or two when the second row fills the groups of the first (“2020年现状数据” over three)."""
    if len(grid) < 3:
        return 1
    first, second = grid[0], grid[1]
    bare = [cell.text for cell in second]
    if (
        len(first) < width
        and len(second) == width
        and not any(_NUMBER.fullmatch(t) for t in bare if t)
    ):
        return 2
    if len({t for t in bare if t} & {c.text for c in first if c.text}) >= 2:
        return 2  # heads over both tiers stand in both
    if not bare[0] and not any(_NUMBER.fullmatch(t) for t in bare if t) and any(bare[1:]):
        return 2
    return 1


def _spread(upper: list[Cell], lower: Sequence[Cell]) -> list[Cell] | None:
    """Spans of the upper tier where the lower repeats the heads that stand over both tiers.

    [指标, 2015年, 2020年, 增长, 属性] over [指标, 2015年, 预期值, 规划目标, 预期值, 规划目标, 属性]: 2020年 and 增长
    span two columns each. None when the two tiers share no words.
    """
    words = [re.sub(r"\s", "", cell.text) for cell in lower]
    anchors: list[tuple[int, int]] = []
    at = 0
    for index, cell in enumerate(upper):
        text = re.sub(r"\s", "", cell.text)
        if text and text in words[at:]:
            place = words.index(text, at)
            anchors.append((index, place))
            at = place + 1
    if not anchors:
        return None
    spans = [1] * len(upper)
    bounds = [(-1, -1), *anchors, (len(upper), len(lower))]
    for (left, start), (right, stop) in pairwise(bounds):
        groups, columns = right - left - 1, stop - start - 1
        if groups == 0:
            if columns:
                return None
            continue
        if columns % groups:
            return None
        for index in range(left + 1, right):
            spans[index] = columns // groups
    return [
        _span(cell, span) if span > 1 else cell for cell, span in zip(upper, spans, strict=True)
    ]


def _align(
    row: list[Cell], width: int, body: Sequence[Sequence[Cell]], *, header: bool
) -> list[Cell]:
    """A row with fewer cells than the table is wide gets the spans of its merged cells."""
    missing = width - len(row)
    if missing <= 0 or len(row) <= 1:
        return row
    if header:
        if len(row) == 3 and missing >= 2 and (width - 1) % 2 == 0:
            span = (width - 1) // 2
            return [row[0], _span(row[1], span), _span(row[2], span)]
        groups = len(row) - 1
        if missing > 1 and groups and (width - 1) % groups == 0:
            return [row[0], *(_span(cell, (width - 1) // groups) for cell in row[1:])]
        column = _serial_column(body, width)
        if missing == 1 and column is not None:
            empty = Cell(
                text="",
                start=row[min(column, len(row) - 1)].start,
                end=row[min(column, len(row) - 1)].start,
            )
            return [*row[:column], empty, *row[column:]]
        return row
    # a body row: the merged cell is the last but as many as stand right of the value columns
    value = next(
        (i for i in range(len(row) - 1, 0, -1) if row[i].text and not _is_short_label(row[i].text)),
        len(row) - 1,
    )
    return [*row[:value], _span(row[value], missing + 1), *row[value + 1 :]]


def _is_short_label(text: str) -> bool:
    return text in ("预期性", "约束性", "预期", "约束")


def _span(cell: Cell, colspan: int) -> Cell:
    return cell.model_copy(update={"colspan": colspan})


_CATEGORY = re.compile(
    r"(?:[(（][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+[、.．]|\d+[、.．])?\s?([^,，。;；:：(（]{2,30})"
)


def category_name(words: str) -> str:
    """The name in a category row: “（一）现代纺织产业领域，项目共计19个…” → 现代纺织产业."""
    match = _CATEGORY.match(words.strip())
    name = match.group(1) if match else words
    return re.sub(r"(?:领域|类项目|项目|类)$", "", name).strip() or name


def _serial_column(body: Sequence[Sequence[Cell]], width: int) -> int | None:
    """The column of running numbers, when the body has one."""
    full = [row for row in body if len(row) == width]
    for column in range(width):
        numbers = [row[column].text.strip() for row in full]
        if len(numbers) >= 2 and all(_SERIAL.fullmatch(n) for n in numbers):
            values = [int(n.rstrip(".")) for n in numbers]
            if values == sorted(values) and values[0] <= 2 and len(set(values)) == len(values):
                return column
    return None
