"""Tables that lost their tabs: one cell a line under a caption, or one row a line.

Web pages and PDFs leave both forms. *Cell lines*: “表1 …指标完成情况”, then 序号 / 项目类别 / 单位 / … / 1 /
综合整治城市河道 / 条 / 350 / 396, rows told apart by their running numbers. *Row lines*: cells of a row on one
line, parted by tabs or by two or more spaces.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from policy_extract.layout.lines import Line
from policy_extract.model import Cell, Table

_VALUE = re.compile(
    r"(?:(?:[\u4e00-\u9fff]{2,8})?[<>≥≤约]?-?\d[\d,]*(?:\.\d+)?(?:-\d+(?:\.\d+)?)?[%‰]?(?:以上|以下|左右|以内)?|-{1,2}|/|完成.{2,8}任务)"
)
_ATTRIBUTE = re.compile(r"(?:预期性|约束性)(?:指标)?")
_VALUE_HEAD = re.compile(
    r"(?:“?十[一二三四五六]五”?|(?:19|20)\d\d ?年?)(?:期?末|规划|底)?(?:现状值?|目标值?|基期值?|完成情况|完成值|预期值?|规划目标|规划值)?"
    r"|(?:其中:?)?(?:(?:19|20)\d\d ?年)?(?:计划|目标)?任务(?:数|量)?"
    r"|完成情况|完成率|现状值?|目标值?|累计|年均增[长速](?:\(%\))?"
)
_MAX_CELL = 36
_MIN_ROWS = 2


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table found in plain lines, and the range of line indexes that it takes (end exclusive)."""

    table: Table
    first: int
    stop: int


class CellLines:
    """Finds tables of cell lines; built once for a text, so that a caption costs only its own table."""

    def __init__(self, text: str, lines: Sequence[Line], is_heading: Sequence[bool]) -> None:
        self._text = text
        self._lines = lines
        self._filled = [i for i, line in enumerate(lines) if line.plain]
        self._stops = _stops(lines, is_heading)
        # a running number as written → where it stands in ``_filled``, with a name behind it
        self._numbered: dict[str, list[int]] = {}
        for at, (this, following) in enumerate(pairwise(self._filled)):
            word, behind = lines[this].plain, lines[following].plain
            if len(word) > _MAX_CELL or len(behind) > _MAX_CELL:
                continue
            number = word.rstrip(".")
            if number.isdigit() and not _VALUE.fullmatch(behind):
                self._numbered.setdefault(number, []).append(at)

    def table(self, table_id: str, caption: int) -> PlainTable | None:
        """The table of cell lines below the caption at line index ``caption``, or None.

        Needs running numbers 1, 2, … with at least a name and a value behind each. Refused: a caption
        over prose or over a figure.
        """
        text, lines = self._text, self._lines
        if caption + 1 >= len(lines):
            return None
        first = bisect_left(self._filled, caption + 1)
        stop = bisect_left(self._filled, self._stops[caption + 1])
        starts = self._serials(first, stop)
        if len(starts) < _MIN_ROWS:
            return None
        members = self._filled[first:stop]
        header = members[: starts[0]]
        last = members[-1] + 1
        bounds = [*starts, len(members)]
        rows = [members[a:b] for a, b in pairwise(bounds)]
        parsed = [_row([(lines[i].plain, i) for i in row]) for row in rows]
        if rows and not parsed[-1][3]:
            parsed.pop()
        widths = [len(_joined_classes(lines, values)) for _, _, _, values, _ in parsed]
        if not widths or max(widths) == 0:
            return None
        width = max(set(widths), key=lambda w: (widths.count(w), w))
        heads = _heads(text, [lines[i] for i in header], width)
        if heads is None:
            return None
        grid: list[tuple[Cell, ...]] = [heads]
        for serial, names, unit, values, attribute in parsed:
            if not names:
                continue
            name = _cell(text, [lines[i] for i in names])
            cells = [
                _cell(text, [lines[serial]]),
                name,
                _cell(text, [lines[unit]]) if unit is not None else _empty(name),
            ]
            parts = _joined_classes(lines, values)
            cells += [_cell(text, [lines[i] for i in part]) for part in parts][:width]
            cells += [_empty(name)] * (width - len(parts))
            cells.append(_cell(text, [lines[attribute]]) if attribute is not None else _empty(name))
            grid.append(tuple(cells))
        if len(grid) <= _MIN_ROWS:
            return None
        table = Table(
            id=table_id,
            caption=text[lines[caption].start : lines[caption].end].strip(),
            start=lines[header[0]].start,
            end=lines[last - 1].end,
            header_rows=1,
            rows=tuple(grid),
        )
        return PlainTable(table, caption + 1, last)

    def _serials(self, first: int, stop: int) -> list[int]:
        """Where 1, 2, 3 … stand in ``_filled[first:stop]``, each with at least two cells behind it.

        Nothing when the header above the 1 has not three to 24 cells.
        """
        found: list[int] = []
        at = first
        while True:
            places = self._numbered.get(str(len(found) + 1), [])
            index = bisect_left(places, at)
            if index == len(places) or places[index] + 1 >= stop:
                return found
            if not found and not 3 <= places[index] - first <= 24:
                return found
            found.append(places[index] - first)
            at = places[index] + 3


def _stops(lines: Sequence[Line], is_heading: Sequence[bool]) -> list[int]:
    """For each line the index of the first line from there on that is no cell."""
    stops = [len(lines)] * len(lines)
    stop = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if line.plain and (
            len(line.plain) > _MAX_CELL
            or line.cell
            or line.plain.endswith("。")
            or (is_heading[index] and not re.fullmatch(r"\d{1,3}\.?", line.plain))
        ):
            stop = index
        stops[index] = stop
    return stops


_Parsed = tuple[int, list[int], int | None, list[int], int | None]


def _row(cells: Sequence[tuple[str, int]]) -> _Parsed:
    """(serial, name lines, unit, values, attribute) of one row, read from its right end."""
    serial = cells[0][1]
    rest = list(cells[1:])
    attribute: int | None = None
    grouped = any(_ATTRIBUTE.fullmatch(word) for word, _ in rest)
    while rest and not _VALUE.fullmatch(rest[-1][0]):
        if _ATTRIBUTE.fullmatch(rest[-1][0]):
            attribute = rest[-1][1]
            rest.pop()
            break
        if grouped:
            rest.pop()  # words of the next group's category
            continue
        break
    values: list[int] = []
    while rest and _VALUE.fullmatch(rest[-1][0]):
        values.append(rest.pop()[1])
    values.reverse()
    unit: int | None = None
    if (
        len(rest) >= 2
        and len(rest[-1][0]) <= 8
        and re.fullmatch(
            r"[%‰个家项件亩人户吨米公里万元亿平方立方处座条天次/每日年㎡套台辆m³小时km]+",
            rest[-1][0],
        )
    ):
        unit = rest.pop()[1]
    # short pieces in front are the category (“综合 / 治理”); the name is what follows
    names = [i for _, i in rest]
    if len(rest) > 1:
        lengths = [len(word) for word, _ in rest]
        split = next((k for k in range(len(rest)) if lengths[k] >= 5), len(rest) - 1)
        names = names[split:]
    return serial, names, unit, values, attribute


def _joined_classes(lines: Sequence[Line], values: Sequence[int]) -> list[list[int]]:
    """Values of classes on lines of their own are one cell: 设区市≥25 / 县级市≥20."""
    parts: list[list[int]] = []
    for index in values:
        classed = bool(re.match(r"[\u4e00-\u9fff]{2,8}[<>≥≤]", lines[index].plain))
        if classed and parts and re.match(r"[\u4e00-\u9fff]", lines[parts[-1][0]].plain):
            parts[-1].append(index)
        else:
            parts.append([index])
    return parts


def _heads(text: str, header: Sequence[Line], width: int) -> tuple[Cell, ...] | None:
    """Header cells: number, name, unit, ``width`` values, attribute; wrapped heads are joined."""
    joined, owners = "", []
    for line in header:
        joined += line.plain
        owners.extend([line] * len(line.plain))
    found = [m for m in _VALUE_HEAD.finditer(joined) if m.group()]
    if len(found) < width:
        return None
    found = found[:width]
    name = next(
        (
            line
            for line in header
            if "指标" in line.plain or "项目" in line.plain or "名称" in line.plain
        ),
        header[0],
    )
    cells = [
        _named(text, header[0], "序号"),
        _named(text, name, "指标"),
        _named(text, name, "单位"),
    ]
    for match in found:
        first, last = owners[match.start()], owners[match.end() - 1]
        cells.append(Cell(text=match.group(), start=first.start, end=last.end))
    cells.append(_named(text, header[-1], "属性"))
    return tuple(cells)


def _named(text: str, line: Line, words: str) -> Cell:
    del text
    return Cell(text=words, start=line.start, end=line.end)


def _cell(text: str, lines: Sequence[Line]) -> Cell:
    start, end = lines[0].start, lines[-1].end
    words = text[start:end]
    lead = len(words) - len(words.lstrip())
    tail = len(words) - len(words.rstrip())
    return Cell(text=re.sub(r"\s+", "", words), start=start + lead, end=end - tail)


def _empty(beside: Cell) -> Cell:
    return Cell(text="", start=beside.end, end=beside.end)


def row_line_tables(
    lines: Sequence[Line],
    text: str,
    taken: Sequence[bool],
    next_id: int,
    captions: Sequence[str | None],
) -> list[PlainTable]:
    """Tables whose rows are lines with cells parted by tabs or wide spaces.

    At least three lines on end with the same number (three or more) of short cells. Refused: signatures
    (“兰溪市发展和改革局      兰溪市经济和信息化局”), sentences, titles with spread letters.
    """
    found: list[PlainTable] = []
    index = 0
    while index < len(lines):
        run: list[tuple[int, list[tuple[int, int]]]] = []
        stop = index
        while stop < len(lines):
            if lines[stop].blank:
                stop += 1
                if stop < len(lines) and lines[stop].blank:
                    break
                continue
            cells = [] if taken[stop] else _split(text, lines[stop])
            if len(cells) < 3 or (run and len(cells) != len(run[0][1])):
                break
            run.append((stop, cells))
            stop += 1
        if len(run) >= 3:
            rows = tuple(
                tuple(Cell(text=text[a:b], start=a, end=b) for a, b in cells) for _, cells in run
            )
            table = Table(
                id=f"t{next_id + len(found)}",
                caption=captions[run[0][0]],
                start=rows[0][0].start,
                end=rows[-1][-1].end,
                header_rows=1,
                rows=rows,
            )
            found.append(PlainTable(table, run[0][0], run[-1][0] + 1))
            index = run[-1][0] + 1
        else:
            index = max(stop, index + 1) if not run else run[0][0] + 1
    return found


def _split(text: str, line: Line) -> list[tuple[int, int]]:
    words = text[line.start : line.end]
    if line.cell or ("\t" not in words.strip() and "  " not in words.strip()):
        return []
    cells = [
        (line.start + m.start(), line.start + m.end())
        for m in re.finditer(r"[^\t ]+(?: [^\t ]+)*", words)
    ]
    if any(b - a > 60 for a, b in cells) or any(text[b - 1] == "。" for _, b in cells):
        return []
    return cells
