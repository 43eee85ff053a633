"""The signs of a page, each with its place on it: what is printed, visible and upright.

Places are points with the origin at the top left of the page as it is read: a page whose text runs sideways is
turned first. The text of a stream has no order that counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from policy_extract.tuples import NamedTuple

#: A page of the smallest print has some 10,000 signs; more is a drawing made of letters, or a bomb.
MAX_SIGNS: Final = 60_000
BOLD: Final = 600  # of a font's weight, 400 is regular
_TILT = 3.0  # degrees by which a straight line of a crooked copy may lean
_SMALLEST = 1.5  # points: smaller signs nobody reads


class Sign(NamedTuple):
    """One sign: its box in points (``base`` is the line that it stands on), its size.

    ``bold`` says that it is printed so, ``spaced`` that the file has a space in front of it.
    """

    words: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    spaced: bool


class PageFrame(NamedTuple):
    """How a page's own coordinates become those of the page as it is read: turned by quarters, origin top left."""

    turned: int
    left: float
    bottom: float
    width: float
    height: float

    def placed(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page, y from above."""
        x, y = x - self.left, y - self.bottom
        if self.turned == 90:
            return y, x
        if self.turned == 180:
            return self.width - x, y
        if self.turned == 270:
            return self.height - y, self.width - x
        return x, self.height - y

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as the page is read."""
        return (self.height, self.width) if self.turned in (90, 270) else (self.width, self.height)


class PageSigns(NamedTuple):
    """The signs that are read, how many are not: hidden (invisible, tiny, off the page), turned, without meaning."""

    signs: list[Sign]
    frame: PageFrame
    hidden: int
    turned: int
    unmapped: int
    layer: bool  # the signs are an invisible layer under a picture, as recognition leaves it


class Raw(NamedTuple):
    """A sign in the page's own coordinates: ``angle`` in quarter turns (degrees), None where it leans."""

    words: str
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    size: float
    angle: int | None
    visible: bool
    bold: bool
    spaced: bool


def signs_of(
    raws: Sequence[Raw], unmapped: int, box: tuple[float, float, float, float], pictured: bool
) -> PageSigns:
    """The signs of a page that is the box (left, bottom, right, top) of its own coordinates.

    ``unmapped`` counts those without meaning; ``pictured`` says that a picture covers the page, so that invisible
    text is its layer.
    """
    layer = pictured and sum(not r.visible for r in raws) > 2 * sum(r.visible for r in raws)
    shown = [r for r in raws if r.visible or layer]
    angles = Counter(r.angle for r in shown if r.angle is not None)
    turned = angles.most_common(1)[0][0] if angles else 0
    left, bottom, right, top = box
    frame = PageFrame(turned, left, bottom, right - left, top - bottom)
    width, height = frame.size
    signs: list[Sign] = []
    askew = 0
    for raw in shown:
        if raw.angle != turned:
            askew += 1
            continue
        sign = _sign(raw, frame)
        middle = (sign.x0 + sign.x1) / 2
        if -2 <= middle <= width + 2 and -2 <= sign.base <= height + 2 and sign.size >= _SMALLEST:
            signs.append(sign)
    hidden = len(raws) - askew - len(signs)
    return PageSigns(signs, frame, hidden, askew, unmapped, layer)


def _sign(raw: Raw, frame: PageFrame) -> Sign:
    left, bottom, right, top = raw.box
    (ax, _), (bx, _) = frame.placed(left, bottom), frame.placed(right, top)
    _, base = frame.placed(*raw.origin)
    return Sign(raw.words, min(ax, bx), max(ax, bx), base, raw.size, raw.bold, raw.spaced)


def quarter(angle: float) -> int | None:
    """The quarter turn nearest to an angle in degrees, None where it leans."""
    nearest = round(angle / 90) * 90
    return nearest % 360 if abs(angle - nearest) <= _TILT else None
