"""Text → lines with offsets, and what is residue among them.

Residue is what nobody published as part of the plan: dumps of embedded objects, picture text, tables of
contents, page numbers, the furniture of a web page. It is cut off, named in the manifest, and yields
nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from policy_extract.document import Residue
from policy_extract.expressions import expression
from policy_extract.lexicon import Lexicon
from policy_extract.tuples import NamedTuple

_MIN_PAGES = 5  # so many page numbers, one after the other, are no chance
_MIN_PAGE = 15  # lines of a page
_MIN_PROSE = 15  # signs of a line of text, which no cell has
#: Why a line that is nothing but a page's number yields nothing.
PAGE_NUMBER = "page number"

#: The signs of spelled numbers, as headings and dates have them.
SPELLED = "一二三四五六七八九十"


class Line(NamedTuple):
    """One line without its end: ``start`` and ``end`` are code points in the text.

    ``plain`` is the stripped shadow of the line; ``cell`` says that it stands behind a tab.
    """

    number: int
    start: int
    end: int
    plain: str
    cell: bool

    @property
    def blank(self) -> bool:
        """No words, and no tab either: a lone tab is an empty cell, not a blank line."""
        return not self.plain and not self.cell


def split_lines(text: str, shadow: str) -> list[Line]:
    """All lines of a text, split at line feeds only, so that they count as in an editor."""
    lines: list[Line] = []
    start = 0
    both = zip(text.split("\n"), shadow.split("\n"), strict=True)
    for number, (raw, plain) in enumerate(both, 1):
        end = start + len(raw)
        stop = end - 1 if raw[-1:] == "\r" else end
        lines.append(Line(number, start, stop, plain.strip(), raw[:1] == "\t"))
        start = end + 1
    return lines


_ENDS = ("。", ";", ")", "!", "?")
_SOME = 2
# Of all lines so many are no wider than the page; of a text with a table of contents fewer.
_WIDE_PARTS = (0.97, 0.9)
_NARROWEST = 32
_WIDEST = 120  # halves of a sign in a page's line
_LEAST_LINES, _SURE_LINES = 10, 30
_HALF = expression(r"[A-Za-z0-9 .%/&+-]")  # signs of half a width


def page_edge(lines: Sequence[Line]) -> int | None:
    """The width from which a line was cut by the page's edge, or None in a text that is not wrapped.

    A text taken from a PDF has most of its lines nearly as wide as the widest (up to 60 Chinese signs). Widths
    are in halves of a Chinese sign, since a line of digits holds twice as many signs. Of a text of less than thirty lines more of them
    have to be so, and a third to hold marks of a sentence; less than ten tell nothing. Refused: lists of items of like length, of names
    or of tasks (“…，引进亿元以上项目50个（市商务局）”): half of the wide lines end with a mark, of wrapped ones a third at most.
    """
    words = [line.plain for line in lines if line.plain and not line.cell]
    if len(words) < _LEAST_LINES:
        return None
    short = len(words) < _SURE_LINES
    at = int(len(words) * 0.97)
    if sum(len(plain) > _WIDEST for plain in words) >= len(words) - at:
        return None  # whatever signs they hold: a text of whole paragraphs
    if short and not _tells(words):
        return None
    printed = [width(plain) for plain in words]
    lengths = sorted(printed)
    for part in _WIDE_PARTS:
        longest = lengths[int(len(lengths) * part)]
        if not _NARROWEST <= longest <= _WIDEST:
            continue
        near = int(longest * 0.86)
        wide = [plain for plain, length in zip(words, printed, strict=True) if length >= near]
        needed = max(len(words) * 0.5, 5) if short else len(words) * 0.4
        if len(wide) >= needed:
            listed = 2 * sum(plain.endswith(_ENDS) for plain in wide) >= len(wide)
            return None if listed else near
    return None


def _tells(words: Sequence[str]) -> bool:
    """Whether lines tell something in sentences: a third hold a mark, and some end a sentence."""
    marked = sum("," in plain or "。" in plain for plain in words)
    return 3 * marked >= len(words) and sum("。" in plain for plain in words) >= _SOME


def width(words: str) -> int:
    """Printed width in halves of a Chinese sign; marks of the shadow were full signs in the text."""
    return 2 * len(words) - len(_HALF.findall(words))


_OBJECT = expression(r"_?\d{6,}\.(?:xlsx?|docx?|pptx?|vsdx?|bin|wmf|emf)\b|^(?:Chart|Sheet)\d+$")
_IMAGE = expression(r"^\[image:|^\[图片|^<img")
# how such lines begin: most lines are no such thing, and one look at a sign says so
_IMAGE_OPENING, _NUMBER_OPENING = ("[", "<"), ("h", "第")
_PAGE_NUMBER = expression(
    r"^(?:https?://\S{1,300} \d{1,3}/\d{1,3}$|(?:19|20)\d\d/\d{1,2}/\d{1,2} \d{1,2}:\d\d .{1,200}$)"  # of a print
    r"|^(?:-{1,2} ?\d{1,3} ?-{1,2}|· ?\d{1,3} ?·|\d{1,3} / \d{1,3}|第 ?\d{1,3} ?页(?: ?共 ?\d{1,3} ?页)?)$"
)
_CONTENTS_LINE = expression(r"(?:\.{4}|…{2}|-{6}|·{4}) ?\d{1,3}$")
_HAN = expression(r"[\u4e00-\u9fff]")
_MENU = expression(r"[ |>/·]+")
_MAX_MENU = 60
_MAX_CONTENTS = 8  # signs of a line that heads a table of contents
_NUMBER = rf"(?:[{SPELLED}]{{1,3}}[、.]|\([{SPELLED}]{{1,3}}\)|\d{{1,2}}[.、](?!\d))"
_OPENING = expression(_NUMBER)
_FIRST = expression(rf"\(?{SPELLED[0]}[、.)]|1[.、]")


def find_residue(lines: Sequence[Line], lexicon: Lexicon) -> list[Residue]:
    """The stretches of a text that yield nothing, in order.

    Cut off: from “_1234567890.xls” to the end of the text; the letters and figures that a picture left
    behind (“[image: image4.png]K / am / 84”) up to the next line of Chinese; “上一篇：…”, “打印”; lines of
    a table of contents (“一、发展基础……3”); a page's menu (“首页”); from “相关链接：” to the end, where that is
    less than half of what stands before. Refused: a short line of Chinese after a picture, a table's
    cells (they stand behind a tab), and page furniture words inside a long sentence.
    """
    found: list[Residue] = []
    words = _page_words(lexicon)
    pages = _bare_pages(lines)
    around = _Around(lines)
    index = 0
    while index < len(lines):
        line = lines[index]
        plain = line.plain
        if not plain:
            index += 1
            continue
        if len(plain) < 40 and plain[-1].isascii() and _OBJECT.search(plain):
            found.append(Residue(line.start, lines[-1].end, "embedded object"))
            break
        if plain[0] in _IMAGE_OPENING and _IMAGE.match(plain):
            stop = index + 1
            while stop < len(lines) and not _HAN.search(lines[stop].plain):
                stop += 1
            found.append(Residue(line.start, lines[stop - 1].end, "picture"))
            index = stop
            continue
        if len(plain) <= _MAX_CONTENTS and plain.replace(" ", "") in words.contents:
            stop = _contents_end(lines, index)
            if stop > index + 1:
                found.append(Residue(line.start, lines[stop - 1].end, "table of contents"))
                index = stop
                continue
        named = plain[:2] in words.fronts  # most lines open like none of these words
        if named and plain.startswith(words.behind) and around.behind(index, words.behind):
            found.append(Residue(line.start, lines[-1].end, "page furniture"))
            break
        numbered = not plain[0].isalpha() or plain[0] in _NUMBER_OPENING
        if index in pages or (numbered and not line.cell and _PAGE_NUMBER.match(plain)):
            found.append(Residue(line.start, line.end, PAGE_NUMBER))
        elif not line.cell and plain[-1].isdigit() and _CONTENTS_LINE.search(plain):
            found.append(Residue(line.start, line.end, "table of contents"))
        elif named and (_furniture(line, words.furniture) or _navigation(line, words.menu)):
            found.append(Residue(line.start, line.end, "page furniture"))
        index += 1
    return found


class _PageWords(NamedTuple):
    """The words of what stands around a document: furniture, menus, what stands behind it, contents."""

    furniture: tuple[str, ...]
    menu: frozenset[str]
    behind: tuple[str, ...]
    contents: frozenset[str]
    fronts: frozenset[str]  # the first two signs of all but contents


def _page_words(lexicon: Lexicon) -> _PageWords:
    names = ("furniture", "navigation", "behind", "contents")
    furniture, menu, behind, contents = (lexicon.words("layout", f"residue.{n}") for n in names)
    return _PageWords(
        furniture,
        frozenset(menu),
        behind,
        frozenset(word.replace(" ", "") for word in contents),
        frozenset(word[:2] for word in (*furniture, *menu, *behind)),
    )


def _bare_pages(lines: Sequence[Line]) -> frozenset[int]:
    """The lines that hold a page's number alone: 12, 13, 14 …, each a page below the one before.

    Refused: running numbers and values of tables, which stand closer, and below short cells.
    """
    bare = [
        i for i, x in enumerate(lines) if len(x.plain) <= 3 and x.plain.isdecimal() and not x.cell
    ]
    if len(bare) < _MIN_PAGES:
        return frozenset()
    chains: dict[int, list[int]] = {}  # the number that a chain ends with → its lines
    best: list[int] = []
    for index in bare:
        number = int(lines[index].plain)
        above = chains.get(number - 1)
        far = above is not None and index - above[-1] >= _MIN_PAGE
        chain = [*above, index] if above is not None and far else [index]
        if len(chain) >= len(chains.get(number, ())):
            chains[number] = chain
        best = max(best, chain, key=len)
    prose = sum(i > 0 and len(lines[i - 1].plain) >= _MIN_PROSE for i in best)
    return frozenset(best) if len(best) >= _MIN_PAGES and 2 * prose >= len(best) else frozenset()


def _furniture(line: Line, words: tuple[str, ...]) -> bool:
    short = not line.cell and len(line.plain) < 90
    return short and line.plain.startswith(words) and not line.plain.endswith("。")


def _navigation(line: Line, words: frozenset[str]) -> bool:
    """A line of nothing but a page's menu: 首页, 新闻中心 | 政务公开."""
    if line.cell or len(line.plain) > _MAX_MENU:
        return False
    return all(part in words for part in _MENU.split(line.plain) if part)


def _opened(plain: str) -> bool:
    """The document itself has begun: a numbered heading, or a sentence."""
    return bool(_OPENING.match(plain)) or (len(plain) >= _MIN_PROSE and plain.endswith("。"))


class _Around:
    """What stands above and below a line; counted once, when it is first asked for."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines

    @cached_property
    def _filled(self) -> list[int]:
        """For each line, how many before it have words; behind the last, how many in all."""
        return list(accumulate((bool(line.plain) for line in self._lines), initial=0))

    @cached_property
    def _numbered(self) -> list[int]:
        return [i for i, line in enumerate(self._lines) if _OPENING.match(line.plain)]

    @cached_property
    def _opens(self) -> int:
        """The first line at which the document itself has begun."""
        return next((i for i, x in enumerate(self._lines) if _opened(x.plain)), len(self._lines))

    def behind(self, index: int, words: tuple[str, ...]) -> bool:
        """A head over what stands behind a document on its page: alone or with a colon behind it.

        What follows is less than half of what stands before. Refused: the document's own numbers going on below it.
        """
        plain = self._lines[index].plain
        rest = plain.removeprefix(next(word for word in words if plain.startswith(word))).strip()
        if (rest and not rest.startswith(":")) or self._opens >= index:
            return False
        at = bisect_right(self._numbered, index)
        again = at == len(self._numbered) or bool(
            _FIRST.match(self._lines[self._numbered[at]].plain)
        )
        below = self._filled[-1] - self._filled[index + 1]
        return again and 2 * below <= self._filled[index]


def _contents_end(lines: Sequence[Line], head: int) -> int:
    """Where a table of contents ends: its first entry stands again as the first real heading."""
    room = range(head + 1, min(len(lines), head + 4))
    first = next((index for index in room if lines[index].plain), None)
    if first is None:
        return head + 1
    entry = _without_page(lines[first].plain)
    for index in range(head + 2, min(len(lines), head + 200)):
        plain = lines[index].plain
        if len(plain) > 80:  # prose: no table of contents after all
            break
        if entry and index > first and plain.startswith(entry):
            return index
    stop = head + 1
    while stop < len(lines) and (not lines[stop].plain or _CONTENTS_LINE.search(lines[stop].plain)):
        stop += 1
    return stop


def _without_page(plain: str) -> str:
    """An entry without the leader and the page number at its end: “一、发展基础……3” → “一、发展基础”."""
    end = len(plain)
    while end and plain[end - 1].isdecimal():
        end -= 1
    while end and (plain[end - 1].isspace() or plain[end - 1] in ".…·-"):
        end -= 1
    return plain[:end]
