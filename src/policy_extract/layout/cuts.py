"""What stands between the words of a sentence and is none: breaks of hard wraps, numbers of pages, blanks around numbers.

Extraction reads a plan without them (``document.closing``), so that no rule has to look over them. All are stretches (start, end) of a
text; ``plain`` is its shadow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from policy_extract.document import Paragraph
from policy_extract.expressions import expression
from policy_extract.layout.mending import BREAKS, around
from policy_extract.layout.wraps import STOP

# A blank between a Chinese sign and a number or Latin letters: 达到 500 亿元, 5G 基站, 增长 8% 以上
_SPACED = expression(
    r" {1,2}(?:(?<=[\u4e00-\u9fff] )|(?<=[\u4e00-\u9fff]  ))(?=[A-Za-z0-9])"
    r"| {1,2}(?:(?<=[A-Za-z0-9%‰] )|(?<=[A-Za-z0-9%‰]  ))(?=[\u4e00-\u9fff])"
)
_CLOSE = expression(r"[0-9](?:(?<=[\u4e00-\u9fff].)|%?(?=[\u4e00-\u9fff]))")
_NUMBERED = expression(r"[(]?[0-9]{1,3}(?:[.][0-9]{1,3})*[).]?$")
#: Two numbers with nothing but blanks between: a row of a table.
_ROW = expression(r"[0-9][%‰]? +[0-9]")
_FEW = 10  # blanks around numbers: one may stray
_SENTENCES = (",", "。", ";")


def apart(cuts: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Cuts in order, none touching another: the blanks of “第 2 页” lie in the cut of the border that it stands in."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(cuts):
        if kept and start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return tuple(kept)


def breaks(
    plain: str, paragraphs: Sequence[Paragraph], pages: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """What hard wraps left inside paragraphs, in order: breaks with their blanks, and numbers and heads of pages (``pages``).

    “平方⏎公里”, “5 家企⏎ 41⏎业”. Refused: a break behind the end of a sentence, and between words in Latin letters
    (“Data⏎Center”), where it parts what would run together.
    """
    cut = [p for p in paragraphs if 0 <= plain.find("\n", p.start) < p.end - 1]
    starts = [p.start for p in cut]
    numbers = {
        start + len(plain[start:end]) - len(plain[start:end].lstrip()): end
        for start, end in pages
        if around(cut, starts, start, end)
    }
    for paragraph in cut:
        at = paragraph.start
        for blank in BREAKS.finditer(plain, paragraph.start, paragraph.end):
            start, end = blank.span()
            while start > at and plain[start - 1] == " ":
                start -= 1
            while end in numbers:  # a page's number and the break behind it
                end = numbers[end]
                while end < paragraph.end and plain[end] in " \n":
                    end += 1
            if at < start and end < paragraph.end and _runs_on(plain, start, end):
                yield start, end
            at = max(at, end)


def _runs_on(plain: str, start: int, end: int) -> bool:
    """Whether the words on both sides of a break are those of one sentence and may run together."""
    before, behind = plain[start - 1], plain[end]
    latin = before.isascii() and before.isalpha() and behind.isascii() and behind.isalpha()
    return before not in STOP and not latin


def blanks(text: str, plain: str, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, int]]:
    """In order, blanks around numbers in a text that sets them so: 达到 500 亿元, 增长 8% 左右, 5G 基站.

    Refused: a text with few of them, where a blank parts something; the blank behind the number of an item (1 总体要求), also inside a paragraph; wide blanks
    and tabs; a paragraph without marks, or with numbers side by side (粮食产量 万吨 500 520), which is a row of a table.
    """
    prose = [p for p in paragraphs if p.kind in ("body", "box", "note")]
    found: list[tuple[int, int]] = []
    rows: set[Paragraph] = set()
    for paragraph in prose:
        if plain.find(" ", paragraph.start, paragraph.end) < 0:
            continue
        words = plain[paragraph.start : paragraph.end]
        if not any(mark in words for mark in _SENTENCES) or _ROW.search(words):
            rows.add(paragraph)
            continue
        found += [
            (paragraph.start + blank.start(), paragraph.start + blank.end())
            for blank in _SPACED.finditer(words)
            if not _NUMBERED.match(words, words.rfind("\n", 0, blank.start()) + 1, blank.start())
        ]
    if len(found) < _FEW:
        return
    close = sum(len(_CLOSE.findall(plain, p.start, p.end)) for p in prose if p not in rows)
    if len(found) >= close:
        yield from ((start, end) for start, end in found if text[start:end].strip(" \u00a0") == "")
