"""Where pages of a plain text begin, and what stands there that is no text: numbers beside a form feed, running heads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from policy_extract.document import Residue
from policy_extract.expressions import expression
from policy_extract.layout.lines import PAGE_NUMBER, Line
from policy_extract.layout.wraps import STOP, WRAP_MIN

#: Why a line that stands at the head or the foot of most pages yields nothing.
RUNNING_HEAD = "running head"

#: What no running head has: cells, a label, columns apart.
_TABLE = expression(r"[|:]|\S {2,}\S+ {2,}\S|\S(?: \S+){3}")
_MIN_HEAD = 5
_FEED = "\f"  # what a converter puts between two pages
_MIN_PAGES = 3
_FROM_ONE = (1, 2)  # at a foot or a head, of pages that are counted from 0
_NEAR = 2  # lines with words on either side of a page's border
_MAX_HEAD = 60
_MAX_NUMBER = 4


def page_furniture(text: str, lines: Sequence[Line], residue: Sequence[Residue]) -> list[Residue]:
    """What stands between the text of two pages, beyond the numbers that are known by their form.

    Digits beside form feeds that count them are numbers of pages. A line that stands beside the border of a third of all pages, three at
    least, is a running head: “青州市国民经济和社会发展第十四个五年规划”. Refused: heads of tables and labels (责任单位：市住建局); its first standing, which is the title, unless it
    stands in a sentence; what ends like a sentence.
    """
    if _FEED not in text and sum(r.reason == PAGE_NUMBER for r in residue) < _MIN_PAGES:
        return []
    filled = [i for i, line in enumerate(lines) if line.plain]
    known = {r.start for r in residue if r.reason == PAGE_NUMBER}
    fed = {at for at, i in enumerate(filled) if text[lines[i].start] == _FEED}
    numbers = {at for at, i in enumerate(filled) if lines[i].start in known}
    lone = _counting(fed, filled, lines) - numbers
    found = [_residue(lines[filled[at]], PAGE_NUMBER) for at in sorted(lone)]
    beside = _beside(fed, numbers | lone, len(filled))
    said = Counter(lines[filled[at]].plain for at in beside)
    pages = max(len(fed), len(numbers | lone))
    heads = {
        plain
        for plain, often in said.items()
        if often >= max(_MIN_PAGES, pages / 3)
        and _MIN_HEAD <= len(plain) <= _MAX_HEAD
        and not _TABLE.search(plain)
        and plain[-1] not in "。；;"
    }
    seen: set[str] = set()
    above = ""  # the last line of text
    for at, index in enumerate(filled):
        line = lines[index]
        if line.plain in heads and not line.cell:
            if at in beside and (line.plain in seen or _goes_on(above)):
                found.append(_residue(line, RUNNING_HEAD))
            seen.add(line.plain)
        elif at not in numbers and at not in lone:
            above = line.plain
    return found


def _counting(fed: set[int], filled: Sequence[int], lines: Sequence[Line]) -> set[int]:
    """The places of numbers beside form feeds that count the pages: half of those on one side are as far from their page's ordinal.

    Refused: values of a table, a cell a line, that stand beside a border by chance.
    """
    found: set[int] = set()
    for side in (-1, 0):
        off = {
            at + side: int(lines[filled[at + side]].plain) - page
            for page, at in enumerate(sorted(fed))
            if 0 <= at + side < len(filled) and _is_number(lines[filled[at + side]])
        }
        if not off:
            continue
        usual, times = Counter(off.values()).most_common(1)[0]
        if 2 * times >= len(off) and (times > 1 or usual in _FROM_ONE):
            found.update(at for at, apart in off.items() if apart == usual)
    return found


def _goes_on(plain: str) -> bool:
    """A line of a sentence that has not ended."""
    return len(plain) >= WRAP_MIN and not plain.endswith((*STOP, ")", "”"))


def _is_number(line: Line) -> bool:
    return line.plain.isdecimal() and len(line.plain) <= _MAX_NUMBER and not line.cell


def _beside(fed: set[int], numbers: set[int], count: int) -> set[int]:
    """The places of lines with words beside a page's border: the first ones above and below that are no numbers."""
    places: set[int] = set()
    for border in fed | numbers:
        above = border - 1 if border in fed or border in numbers else border
        below = border if border in fed and border not in numbers else border + 1
        for at, step in ((above, -1), (below, 1)):
            near = [p for p in range(at, at + step * (_NEAR + 1), step) if 0 <= p < count]
            places.update([p for p in near if p not in numbers][:1])
    return places


def _residue(line: Line, reason: str) -> Residue:
    return Residue(line.start, line.end, reason)
