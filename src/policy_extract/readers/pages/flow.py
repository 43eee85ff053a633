"""Pages → what a reader meets one after the other: stretches of lines, tables (whole, over pages), boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from policy_extract.expressions import expression
from policy_extract.readers.pages.columns import in_order
from policy_extract.readers.pages.joints import LongTable, fits, overlaps
from policy_extract.readers.pages.lines import Line
from policy_extract.readers.pages.page import Box, ReadPage
from policy_extract.readers.pages.pairs import pairs_in
from policy_extract.readers.pages.tables import RuledTable


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines of one column of one page, in order; ``frame`` is where the frame around them begins and ends.

    ``apart`` says that each line is a paragraph of its own.
    """

    page: int
    lines: tuple[Line, ...]
    frame: tuple[float, float] | None = None
    apart: bool = False


Part = Stretch | RuledTable
_MORE = "续"
_CONTINUED: Final = expression(rf"{_MORE}.{{0,12}}|.{{1,30}}[（(]{_MORE}.{{0,2}}[）)]")


def parts_of(pages: Sequence[ReadPage]) -> list[Part]:
    """The parts of a document in order; tables that go on over a page's end are one.

    Tables that look like one but whose columns do not fit are left two, both marked ``doubtful``.
    """
    found: list[Part] = []
    long: LongTable | None = None  # the last part found, while it may go on
    ended = -1  # the page on which the last table ended, as the last thing on it
    for page in pages:
        parts = list(_parts(page))
        last = found[-1] if found and ended == page.number - 1 else None
        if isinstance(last, RuledTable):
            parts = _without_continued(last, parts)
        for place, part in enumerate(parts):
            if place == 0 and isinstance(last, RuledTable) and isinstance(part, RuledTable):
                if fits(last, part):
                    long = long or LongTable(last)
                    long.go_on(part)
                    found[-1], ended = long.open, page.number
                    continue
                if overlaps(last, part):
                    last, part = replace(last, doubtful=True), replace(part, doubtful=True)
                    found[-1] = replace(long.whole(), doubtful=True) if long else last
                    long = None
            if long is not None:
                found[-1], long = long.whole(), None
            found.append(part)
            ended = page.number if isinstance(part, RuledTable) else -1
    if long is not None:
        found[-1] = long.whole()
    return found


def _without_continued(above: RuledTable, parts: list[Part]) -> list[Part]:
    """The parts of a page without the line that says that the table goes on (续表1, 主要指标表（续）)."""
    if len(parts) < 2:
        return parts
    line, table = parts[:2]
    if not isinstance(line, Stretch) or not isinstance(table, RuledTable) or len(line.lines) > 1:
        return parts
    words = "".join(line.lines[0].words.split())
    return parts[1:] if _CONTINUED.fullmatch(words) and fits(above, table) else parts


def _parts(page: ReadPage) -> Iterator[Part]:
    """The parts of one page: what is ruled parts the lines above it from those below."""
    rest = list(page.pieces)
    ruled: list[RuledTable | Box] = sorted((*page.tables, *page.boxes), key=lambda r: r.top)
    for one in ruled:
        above = [piece for piece in rest if piece.middle < one.top]
        rest = [piece for piece in rest if piece.middle >= one.top]
        yield from _stretches(page.number, above)
        if isinstance(one, Box):
            pairs = pairs_in(one.pieces)
            if pairs is not None:
                yield Stretch(page.number, tuple(pairs), apart=True)
                continue
            for lines in in_order(one.pieces):
                yield Stretch(page.number, tuple(lines), (one.left, one.right))
        else:
            yield one
    yield from _stretches(page.number, rest)


def _stretches(page: int, pieces: Sequence[Line]) -> Iterator[Stretch]:
    for lines in in_order(pieces):
        yield Stretch(page, tuple(lines))
