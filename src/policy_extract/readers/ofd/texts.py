"""Text objects → signs with their places: by the distances that a file states, else by the usual widths of signs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final
from unicodedata import east_asian_width

from policy_extract.expressions import expression
from policy_extract.readers.ofd.numbers import box, deltas, matrix, number
from policy_extract.readers.ofd.objects import Placed
from policy_extract.readers.ofd.package import Element, local, words
from policy_extract.readers.ofd.resources import transparent
from policy_extract.readers.pages.drawings import SAME, Matrix, Point, at, times
from policy_extract.readers.pages.signs import BOLD, MAX_SIGNS, Raw, quarter
from policy_extract.tuples import NamedTuple

_ASCENT, _DESCENT = 0.88, 0.14  # of the size, above and below the base line (Chinese fonts)
#: Usual widths in parts of the size: signs as wide as high; Latin ones are half as wide in Chinese fonts, and what
#: is narrower in others is set too near to the next to have a space behind it.
_FULL: Final = ("W", "F", "A")
_BROAD: Final = expression(r"[mwMWQOG%@&]")
_CAPITAL: Final = expression(r"[A-Z]")
_NO_GAP: Final = 0.2  # of the size, behind a sign's usual width: fonts differ by so much
_SPREAD: Final = (
    1.25  # of the size: signs of one string that are set evenly apart, up to so far, have no space
)
_EVEN: Final = 0.02  # of a distance
_LONGEST: Final = 2 * MAX_SIGNS  # of one string: a page has not more
_ESCAPED: Final = expression(r"\\([0-9A-Fa-f]{4})")
_MEANT: Final = expression(r"[\x00-\x1f\x7f\ufffd\ufffe\uffff]")
_LEAST: Final = 0.5  # of the usual width of a sign
_DOWN: Final = 0.5  # of the size: signs that stand so far below each other are set in a column
_LEVEL: Final = 0.1  # of the size, by which they may stand aside


class _Run(NamedTuple):
    """Words of one TextCode with the origin of each sign, in the object's coordinates, and the sign's width."""

    words: str
    origins: list[Point]
    widths: list[float]


def raws_of(placed: Placed, bold: frozenset[str]) -> tuple[list[Raw], int]:
    """The signs of a TextObject in the page's coordinates, and how many have no meaning that the file tells.

    ``bold`` holds the ids of bold fonts. Signs without code have only a shape in a font of the file.
    """
    element = placed.element
    size = abs(number(element.get("Size"), 0.0))
    filled, stroked = element.get("Fill") != "false", element.get("Stroke") == "true"
    heavy = number(element.get("Weight"), 400) >= BOLD or element.get("Font") in bold
    style = _Style(
        size,
        abs(number(element.get("HScale"), 1.0)) or 1.0,
        number(element.get("CharDirection")),
        number(element.get("ReadDirection")),
        placed.visible and (stroked or (filled and not transparent(placed.chain))),
        heavy or (stroked and filled),
        _right(element),
    )
    found: list[Raw] = []
    unmapped = shapes = 0
    x = y = 0.0
    for part in element:
        if local(part) == "CGTransform":
            shapes += len(words(part)[:_LONGEST].split())
        if local(part) != "TextCode":
            continue
        x, y = number(part.get("X"), x), number(part.get("Y"), y)
        run = _run(part, x, y, style)
        unmapped += len(_MEANT.findall(run.words))
        found.extend(_raws(run, style, placed.to_page))
    return found, unmapped if found else max(unmapped, shapes)


class _Style(NamedTuple):
    size: float
    across: float  # by which widths are scaled
    turned: float  # degrees, clockwise, by which each sign is
    reading: float  # degrees, clockwise, in which the signs follow each other
    visible: bool
    bold: bool
    right: float  # where the boundary ends in the object's coordinates


def _run(code: Element, x: float, y: float, style: _Style) -> _Run:
    text = _text(code)
    usual = [_width(sign) * style.size * style.across for sign in text]
    steps = _steps(code, usual, style)
    origins: list[Point] = []
    for dx, dy in steps:
        origins.append((x, y))
        x, y = x + dx, y + dy
    widths = [_shown(steps, index, width, style) for index, width in enumerate(usual[:-1])]
    if origins:
        widths.append(_last_width(origins[-1][0], usual[-1], style))
    return _Run(text, origins, widths)


def _steps(code: Element, usual: Sequence[float], style: _Style) -> list[tuple[float, float]]:
    """The way from each sign to the next, right and down."""
    right, down = (deltas(code.get(name), len(usual) - 1) for name in ("DeltaX", "DeltaY"))
    if right or down:
        return [
            (_distance(right, index, width if right else 0.0), _distance(down, index, 0.0))
            for index, width in enumerate(usual)
        ]
    angle = math.radians(style.reading)
    level = math.isclose(math.sin(angle), 0, abs_tol=0.1)
    steps = [width if level else style.size for width in usual]
    return [(step * math.cos(angle), step * math.sin(angle)) for step in steps]


def _shown(steps: Sequence[tuple[float, float]], index: int, usual: float, style: _Style) -> float:
    """The width of a sign before another: up to that one, where the two stand as near as signs of a word do.

    What stands farther has a gap that is read as a space, as strings made of PDF files have, except where the signs
    of a word are spread (GB2312 a full width each).
    """
    dx, dy = steps[index]
    if dx <= 0 or abs(dy) > _LEVEL * style.size:
        return usual
    beside = [steps[i][0] for i in (index - 1, index + 1) if 0 <= i < len(steps) - 1]
    even = any(math.isclose(dx, other, rel_tol=_EVEN) for other in beside)
    spread = even and dx <= _SPREAD * style.size * style.across
    return dx if spread or dx <= usual + _NO_GAP * style.size else usual


def _last_width(x: float, usual: float, style: _Style) -> float:
    """The width of the last sign: up to the boundary, where that ends at the words; some writers' is the page."""
    room = style.right - x
    return room if _LEAST * usual <= room <= style.size * style.across else usual


def _right(element: Element) -> float:
    """Where the boundary of an object ends, in its own coordinates; 0 where it is turned or has none."""
    width = (box(element.get("Boundary")) or (0.0, 0.0, 0.0, 0.0))[2]
    a, b, _, _, e, _ = matrix(element.get("CTM")) or SAME
    return (width - e) / a if a > 0 and b == 0 else 0.0


def _distance(stated: Sequence[float], index: int, usual: float) -> float:
    """The distance behind a sign; where a list is too short, its one value holds on, else the usual distance."""
    if index < len(stated):
        return stated[index]
    return stated[0] if stated and min(stated) == max(stated) else usual


def _text(code: Element) -> str:
    """The words of a TextCode: what is escaped (“\\0020”) is put in, the white space of indented XML is out."""
    text = words(code)[:_LONGEST]
    if "\n" in text:
        text = text.strip()
    if "\\" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _width(sign: str) -> float:
    """The usual width of a sign in parts of its size."""
    if east_asian_width(sign) in _FULL:
        return 1.0
    if _BROAD.match(sign):
        return 0.85
    return 0.67 if _CAPITAL.match(sign) else 0.5


def _raws(run: _Run, style: _Style, to_page: Matrix) -> list[Raw]:
    turn = math.radians(style.turned)
    turned = math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn)
    found: list[Raw] = []
    spaced = False
    column = _column(run, style)
    for sign, (x, y), width in zip(run.words, run.origins, run.widths, strict=True):
        if sign.isspace():
            spaced = True
        if sign.isspace() or (_MEANT.match(sign) and sign != "\ufffd"):
            continue
        if (
            column and found
        ):  # signs below each other are read as one line, where the first of them stands
            found[0] = found[0]._replace(words=found[0].words + sign)
            continue
        whole = times((*turned, x, y), to_page)
        top, bottom = -_ASCENT * style.size, _DESCENT * style.size
        corners = [
            at(whole, *corner) for corner in ((0, top), (width, top), (0, bottom), (width, bottom))
        ]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        around = min(xs), min(ys), max(xs), max(ys)
        angle = quarter(math.degrees(math.atan2(whole[1], whole[0])))
        size = style.size * math.hypot(whole[2], whole[3])
        found.append(
            Raw(sign, around, at(whole, 0, 0), size, angle, style.visible, style.bold, spaced)
        )
        spaced = False
    return found


def _column(run: _Run, style: _Style) -> bool:
    """Whether signs stand upright below each other, as in narrow cells and beside a page."""
    if len(run.words) < 2 or style.turned % 360:
        return False
    return all(
        abs(bx - ax) <= _LEVEL * style.size and by - ay >= _DOWN * style.size
        for (ax, ay), (bx, by) in pairwise(run.origins)
    )
