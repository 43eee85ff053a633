"""What is drawn on a page besides its signs: ruling lines, and how much of the page pictures cover."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from policy_extract.readers.pdf.signs import PageFrame

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

#: A map or a chart has tens of thousands of objects; beyond this none of them is a table.
MAX_OBJECTS: Final = 200_000
MAX_STROKES: Final = 4_000
_MAX_POINTS = 400  # of one path: a border has few, a map's coast has many
_MAX_DEPTH = 4  # forms within forms
_THIN = 3.0  # points: a filled rectangle that is no higher is a line
_STRAIGHT = 0.7  # points by which the ends of a line may differ
_PARTS_OF_ROUNDED = 4  # its sides, between its corners
_RADIUS = 40.0  # points: twice that of a frame's corner
_INK = 0.1  # points: what is printed is larger, also 一
_SHAPELESS = 0.05  # of the words
_PALE = 245  # of 255: lines that nobody sees

Point = tuple[float, float]
Side = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
_SAME: Final[Matrix] = (1, 0, 0, 1, 0, 0)


class Stroke(NamedTuple):
    """A straight line: ``at`` its place across its direction, from ``start`` to ``end`` along it."""

    at: float
    start: float
    end: float


class Drawings(NamedTuple):
    """Lines across and down the page as it is read, and its pictures (boxes), in points, y from above."""

    across: list[Stroke]
    down: list[Stroke]
    pictures: list[Side]


class Drawn(NamedTuple):
    """Lines and pictures in the page's own coordinates; the share of the page that pictures cover."""

    lines: list[Side]
    pictures: list[Side]
    covered: float
    shapeless: bool  # words stand in fonts that are neither in the file nor on the machine


def drawn_on(page: PdfPage) -> Drawn:
    """All ruling lines and the cover of pictures. Forms are looked into, clipped and pale paths are none."""
    import pypdfium2.raw as pdfium

    lines: list[Side] = []
    left, bottom, right, top = page.get_bbox()
    area = max(1.0, (right - left) * (top - bottom))
    pictures: list[Side] = []
    words = shapeless = 0
    for number, (item, kind, matrix) in enumerate(_objects(page)):
        if number > MAX_OBJECTS or len(lines) > MAX_STROKES:
            break
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures.append(_picture(item, matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            lines.extend(_path(item, matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
            words += 1
            shapeless += _shapeless(item)
    if len(lines) > MAX_STROKES:
        lines = []
    covered = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in pictures) / area
    return Drawn(lines, pictures, min(1.0, covered), shapeless > _SHAPELESS * words)


def drawings(drawn: Drawn, frame: PageFrame) -> Drawings:
    """The lines as they stand on the page as it is read."""
    across: list[Stroke] = []
    down: list[Stroke] = []
    for x0, y0, x1, y1 in drawn.lines:
        (ax, ay), (bx, by) = frame.placed(x0, y0), frame.placed(x1, y1)
        if abs(ay - by) <= abs(ax - bx):
            across.append(Stroke((ay + by) / 2, min(ax, bx), max(ax, bx)))
        else:
            down.append(Stroke((ax + bx) / 2, min(ay, by), max(ay, by)))
    pictures = [
        _around([frame.placed(x0, y0), frame.placed(x1, y1)]) for x0, y0, x1, y1 in drawn.pictures
    ]
    return Drawings(across, down, pictures)


def _objects(page: PdfPage) -> Iterator[tuple[Any, int, Matrix]]:
    import pypdfium2.raw as pdfium

    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        yield from _inside(pdfium.FPDFPage_GetObject(page.raw, index), _SAME, 0)


def _inside(item: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Any, int, Matrix]]:
    import pypdfium2.raw as pdfium

    kind = pdfium.FPDFPageObj_GetType(item)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield item, kind, matrix
    elif depth < _MAX_DEPTH:
        own = _times(_matrix(item), matrix)
        for index in range(pdfium.FPDFFormObj_CountObjects(item)):
            yield from _inside(pdfium.FPDFFormObj_GetObject(item, index), own, depth + 1)


def _matrix(item: Any) -> Matrix:
    import pypdfium2.raw as pdfium

    m = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, m):
        return _SAME
    return m.a, m.b, m.c, m.d, m.e, m.f


def _times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = two
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def _at(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _shapeless(item: Any) -> bool:
    """Whether words cover nothing since their font is not at hand; a space in a font of the file covers nothing either."""
    import pypdfium2.raw as pdfium

    x0, y0, x1, y1 = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item, x0, y0, x1, y1)
    if x1.value - x0.value > _INK and y1.value - y0.value > _INK:
        return False
    font = pdfium.FPDFTextObj_GetFont(item)
    return not (font and pdfium.FPDFFont_GetIsEmbedded(font) == 1)


def _picture(item: Any, matrix: Matrix) -> Side:
    whole = _times(_matrix(item), matrix)  # a picture is the unit square, transformed
    return _around([_at(whole, x, y) for x in (0, 1) for y in (0, 1)])


def _path(item: Any, matrix: Matrix) -> Iterator[Side]:
    """The straight lines of a path: its sides where it is stroked, its middle where it is a thin filled bar."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFPath_CountSegments(item)
    if not 2 <= count <= _MAX_POINTS:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    stroked = bool(stroke.value) and not _pale(item, pdfium.FPDFPageObj_GetStrokeColor)
    filled = bool(fill.value) and not _pale(item, pdfium.FPDFPageObj_GetFillColor)
    if not stroked and not filled:
        return
    outlines = list(_outlines(item, count, _times(_matrix(item), matrix)))
    if stroked:
        yield from _rounded(_sides(outlines), outlines)
        return
    for points in outlines:
        if len(points) not in (4, 5):
            continue
        x0, y0, x1, y1 = _around(points)
        if y1 - y0 <= _THIN < x1 - x0:
            yield x0, (y0 + y1) / 2, x1, (y0 + y1) / 2
        elif x1 - x0 <= _THIN < y1 - y0:
            yield (x0 + x1) / 2, y0, (x0 + x1) / 2, y1


def _sides(outlines: Sequence[Sequence[Point]]) -> list[Side]:
    """The straight sides of outlines, across or down."""
    found: list[Side] = []
    for points in outlines:
        for (ax, ay), (bx, by) in pairwise(points):
            if min(abs(ax - bx), abs(ay - by)) <= _STRAIGHT < max(abs(ax - bx), abs(ay - by)):
                found.append((ax, ay, bx, by))
    return found


def _rounded(sides: list[Side], outlines: Sequence[Sequence[Point]]) -> list[Side]:
    """The sides of a frame whose corners are round, drawn to the corners; any other path's as they are."""
    if len(outlines) < _PARTS_OF_ROUNDED or len(sides) != 4:
        return sides
    across = sum(abs(by - ay) <= _STRAIGHT for _, ay, _, by in sides)
    x0, y0, x1, y1 = _around([point for points in outlines for point in points])
    if across != 2 or max(_short(side, (x0, y0, x1, y1)) for side in sides) > _RADIUS:
        return sides
    return [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]


def _short(side: Side, box: Side) -> float:
    """How much shorter a side is than the frame around it."""
    ax, ay, bx, by = side
    whole = box[2] - box[0] if abs(ay - by) <= _STRAIGHT else box[3] - box[1]
    return whole - max(abs(ax - bx), abs(ay - by))


def _around(points: Sequence[Point]) -> Side:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _pale(item: Any, colour_of: Any) -> bool:
    r, g, b, a = (ctypes.c_uint() for _ in range(4))
    if not colour_of(item, r, g, b, a):
        return False
    return a.value == 0 or min(r.value, g.value, b.value) >= _PALE


def _outlines(item: Any, count: int, matrix: Matrix) -> Iterator[list[Point]]:
    """The parts of a path as lists of points; a curve ends one, what is closed returns to its first point."""
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points
            points = []
        points.append(_at(matrix, x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            points.append(points[0])
    if len(points) > 1:
        yield points
