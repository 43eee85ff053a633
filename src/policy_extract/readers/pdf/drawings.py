"""What is drawn on a PDF page besides its signs, in the page's own coordinates."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from policy_extract.readers.pages.drawings import (
    MAX_OBJECTS,
    MAX_POINTS,
    MAX_STROKES,
    PALE,
    SAME,
    Drawn,
    Matrix,
    Point,
    Side,
    around,
    at,
    ruled,
    times,
)

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_MAX_DEPTH = 4  # forms within forms
_INK = 0.1  # points: what is printed is larger, also 一
_SHAPELESS = 0.05  # of the words


def drawn_on(page: PdfPage) -> tuple[Drawn, bool]:
    """All ruling lines and the cover of pictures. Forms are looked into, clipped and pale paths are none.

    Also says whether words stand in fonts that are neither in the file nor on the machine.
    """
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
    return Drawn(lines, pictures, min(1.0, covered)), shapeless > _SHAPELESS * words


def _objects(page: PdfPage) -> Iterator[tuple[Any, int, Matrix]]:
    import pypdfium2.raw as pdfium

    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        yield from _inside(pdfium.FPDFPage_GetObject(page.raw, index), SAME, 0)


def _inside(item: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Any, int, Matrix]]:
    import pypdfium2.raw as pdfium

    kind = pdfium.FPDFPageObj_GetType(item)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield item, kind, matrix
    elif depth < _MAX_DEPTH:
        own = times(_matrix(item), matrix)
        for index in range(pdfium.FPDFFormObj_CountObjects(item)):
            yield from _inside(pdfium.FPDFFormObj_GetObject(item, index), own, depth + 1)


def _matrix(item: Any) -> Matrix:
    import pypdfium2.raw as pdfium

    m = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, m):
        return SAME
    return m.a, m.b, m.c, m.d, m.e, m.f


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
    whole = times(_matrix(item), matrix)  # a picture is the unit square, transformed
    return around([at(whole, x, y) for x in (0, 1) for y in (0, 1)])


def _path(item: Any, matrix: Matrix) -> Iterator[Side]:
    """The straight lines of a path: its sides where it is stroked, its middle where it is a thin filled bar."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFPath_CountSegments(item)
    if not 2 <= count <= MAX_POINTS:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    stroked = bool(stroke.value) and not _pale(item, pdfium.FPDFPageObj_GetStrokeColor)
    filled = bool(fill.value) and not _pale(item, pdfium.FPDFPageObj_GetFillColor)
    if not stroked and not filled:
        return
    yield from ruled(list(_outlines(item, count, times(_matrix(item), matrix))), stroked)


def _pale(item: Any, colour_of: Any) -> bool:
    r, g, b, a = (ctypes.c_uint() for _ in range(4))
    if not colour_of(item, r, g, b, a):
        return False
    return a.value == 0 or min(r.value, g.value, b.value) >= PALE


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
        points.append(at(matrix, x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            points.append(points[0])
    if len(points) > 1:
        yield points
