"""Lines with headings → sections (a tree) and paragraphs (hard-wrapped lines joined)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from policy_extract.document import Paragraph, ParagraphKind
from policy_extract.expressions import expression
from policy_extract.layout.headings import BOLD_LEVEL, BOX_LEVEL, Heading, HeadingFinder
from policy_extract.layout.lines import Line, page_edge, width
from policy_extract.layout.marks import Marks
from policy_extract.layout.wraps import STOP, WRAP_MIN, Wraps, below
from policy_extract.lexicon import Lexicon
from policy_extract.model import Section

_TERMINAL = tuple('。！？!?;；:：”"）)》、,')
_ENDED = (*STOP, "”", ")")
#: What ends a line that was cut by no page's edge, however wide it is.
_FULL = ("。", "！", "!", ":")
_ENOUGH = 6  # signs of a title by which its next line is known
_FAR = 200  # signs that the border of a page takes
_LEADERS = expression(r"[.…·-]{2} ?\d{1,3}$")  # in a table of contents
_TOKEN = expression(r"[A-Za-z0-9.%]+")
_MAX_CAPTION = 60
_MAX_LEAD = 26
_YEARS = expression(r"(?:19|20)\d\d|[“\"]")
#: What stands in a sentence, not in a heading; what a heading begins with.
_SENTENCE = expression(r"\d{4}年|[。;,]")
_HEADS = expression(r"[“《\u4e00-\u9fff]")


@dataclass(slots=True)
class _Open:
    """A section whose end is not known yet."""

    id: str
    parent: str | None
    heading: Heading
    start: int


@dataclass
class _Tree:
    """Sections while they are read: those that are open, those that are done."""

    text: str
    plain: str
    done: list[Section] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    order: dict[str, int] = field(default_factory=dict)
    outer: int | None = None  # how many sections stand around the box that is open
    listed: int | None = None  # … around the list that a line with a year opened

    @property
    def current(self) -> str | None:
        """The id of the innermost open section."""
        return self.stack[-1].id if self.stack else None

    def close(self, until: int, end: int) -> None:
        """Close sections until so many are open; they end at a code point."""
        while len(self.stack) > until:
            self.done.append(_section(self.stack.pop(), end, self.text, self.plain))

    def end_box(self, at: int) -> None:
        """Close the box that is open, if any."""
        if self.outer is not None:
            self.close(self.outer, at)
            self.outer = None

    def end_list(self, at: int) -> None:
        """Close the list that a line with a year opened, if any."""
        if self.listed is not None:
            self.close(self.listed, at)
            self.listed = None

    def open(self, heading: Heading, line: Line, framed: bool = False) -> None:
        """Open the section of a heading, close those that it ends; none ends a box whose frame goes on."""
        box = heading.kind == "box"
        if box:
            self.end_box(line.start)
            self.outer = len(self.stack)
        elif heading.kind == "heading" and heading.level <= BOX_LEVEL and not framed:
            self.end_box(line.start)
        if not box:
            keep = len(self.stack)
            while keep > (self.outer or 0) and (
                self.stack[keep - 1].heading.level >= heading.level
                and self.stack[keep - 1].heading.kind != "box"
            ):
                keep -= 1
            self.close(keep, line.start)
        parent = self.current
        self.stack.append(_Open(self.numbered(), parent, heading, _content(self.text, line)))

    def numbered(self) -> str:
        """The id of the next section."""
        section_id = f"s{len(self.order) + 1}"
        self.order[section_id] = len(self.order) + 1
        return section_id

    def sections(self) -> list[Section]:
        """All sections, in order of the text, once the text is read."""
        self.close(0, len(self.text))
        return sorted(self.done, key=lambda s: self.order[s.id])


@dataclass(frozen=True)
class Sheet:
    """What sections are built of: lines, the heading of each or None, the lines that are no text."""

    text: str
    plain: str
    lines: Sequence[Line]
    found: Sequence[Heading | None]
    out: Sequence[bool]  # lines of tables and residue
    title_lines: frozenset[int]
    marks: Marks = field(default_factory=Marks)
    paged: frozenset[int] = frozenset()  # lines that are page numbers

    @cached_property
    def edge(self) -> int | None:
        """The width from which a line was cut by the page's edge."""
        return None if self.marks.opens else page_edge(self.lines)

    @cached_property
    def titled(self) -> frozenset[int]:
        """Numbers of the title block's lines; none goes on a sentence that a page's edge cut.

        Refused: “根据省、市有关要求，认真落实《…条例》《…实施” / “方案》等文件精神”, where the second line reads as a title.
        """
        if self.edge is None or not self.title_lines:
            return self.title_lines
        left = set(self.title_lines)
        for above, line in pairwise(self.lines):
            if line.number in left and above.number not in left and self._runs_on(above, line):
                left.remove(line.number)
        return frozenset(left)

    def _runs_on(self, above: Line, line: Line) -> bool:
        sentence = "," in above.plain and not above.plain.endswith(_FULL)
        return sentence and self.reaches(above, line)

    def reaches(self, line: Line, following: Line) -> bool:
        """Whether a line is as wide as the page: a number is not broken, it moves to the next line."""
        token = _TOKEN.match(following.plain)
        reached = width(line.plain) + (width(token.group()) if token else 0)
        return self.edge is not None and reached >= self.edge

    def indented(self, line: Line) -> int:
        """How many blanks stand in front of a line's words."""
        return _content(self.text, line) - line.start

    @cached_property
    def first_heading(self) -> int:
        """The index of the first line with a heading."""
        return next((i for i, h in enumerate(self.found) if h), len(self.lines))


class SectionBuilder:
    """Builds sections and paragraphs out of lines; one for a ``HeadingFinder``."""

    def __init__(self, headings: HeadingFinder, lexicon: Lexicon) -> None:
        self._headings = headings
        self._words = Wraps(lexicon)

    def build(self, sheet: Sheet) -> tuple[list[Section], list[Paragraph]]:
        """Sections and paragraphs of a text, in order."""
        tree = _Tree(sheet.text, sheet.plain)
        paragraphs: list[Paragraph] = []
        blanks = 0
        index = 0
        box_end: int | None = None
        while index < len(sheet.lines):
            line = sheet.lines[index]
            if box_end is not None and index >= box_end:
                tree.end_box(line.start)
                box_end = None
            if line.blank:
                blanks += 1
                if blanks >= 2 and box_end is None:  # two blank lines end a box
                    tree.end_box(line.start)
                index += 1
                continue
            blanks = 0
            if sheet.out[index] or not line.plain:
                index += 1
                continue
            box_end = sheet.marks.box.get(index, box_end)
            last, heading = self._heading(sheet, index)
            if tree.listed is not None and (heading or not self._headings.valued(line.plain)):
                tree.end_list(line.start)
            if heading is not None:
                tree.open(heading, line, framed=box_end is not None)
            elif (lead := self._lead(sheet, index)) is not None:
                tree.listed = len(tree.stack)
                tree.open(lead, line)
                heading = lead
            paragraph, last = self._paragraph(sheet, tree, index, last, heading)
            paragraphs.append(paragraph)
            index = last + 1
        return tree.sections(), paragraphs

    def _heading(self, sheet: Sheet, index: int) -> tuple[int, Heading | None]:
        """The heading of a line with its last line, which is the next when it was wrapped.

        A bold head is guessed where the file states no heading at all: a Word document set by hand.
        """
        heading = sheet.found[index]
        stated = bool(sheet.marks.heading) and index in sheet.marks.opens
        if heading is None and index > sheet.first_heading and not stated:
            heading = self._bold(sheet.lines, sheet.found, sheet.out, index)
        if heading is None:
            return index, None
        line = sheet.lines[index]
        heading = _before_colon(heading, line, sheet.edge)
        if heading.length >= len(line.plain) and index not in sheet.marks.heading:
            if heading.number and len(run := self._run(sheet, index)) > 1:
                return self._over_lines(sheet, run, heading)
            return self._joined(sheet.lines, sheet.found, sheet.out, index, heading)
        return index, heading

    def _run(self, sheet: Sheet, index: int) -> list[int]:
        """The lines that a page's edge cut out of one, also over a page's border; the line itself where it was not cut.

        Refused: the paragraph below a heading as wide as the page, where both are indented; a line of a table of contents.
        """
        run = [index]
        if sheet.edge is None or _LEADERS.search(sheet.lines[index].plain):
            return run
        while (following := below(sheet.lines, run[-1], sheet.paged)) is not None:
            line, other = sheet.lines[run[-1]], sheet.lines[following.index]
            if not self._open(sheet, following.index):
                break
            if following.paged:
                goes_on = self._over_page(sheet, line.plain, other.plain)
            else:
                goes_on = not following.blank and self._cut(sheet, run[-1])
            if not goes_on or sheet.indented(other) >= sheet.indented(line) > 0:
                break
            run.append(following.index)
        return run

    def _over_lines(
        self, sheet: Sheet, run: Sequence[int], heading: Heading
    ) -> tuple[int, Heading | None]:
        """The heading of a numbered item whose lines were cut, and the line in which it ends: as of one long line.

        “3.推广健康饮食，鼓励食堂提供低盐、低油的餐” / “食。在…” is an item with text, “（二）加快…体系，提升” / “服务能力” a heading.
        """
        found = self._headings.find("".join([sheet.lines[at].plain for at in run]))
        if found is None or found.kind != heading.kind:
            return run[0], None
        room = found.length
        for at in run:
            room -= len(sheet.lines[at].plain)
            if room <= 0:
                return at, found
        return run[-1], found

    def _lead(self, sheet: Sheet, index: int) -> Heading | None:
        """A line that says the years of the list below it: 到2027年主要目标： over 地铁运营里程：180公里.

        Refused: a line without a year or a five-year plan, a line over prose.
        """
        plain = sheet.lines[index].plain
        if not plain.endswith(":") or len(plain) > _MAX_LEAD or not _YEARS.search(plain):
            return None
        following = below(sheet.lines, index, sheet.paged)
        if following is None or sheet.out[following.index] or sheet.found[following.index]:
            return None
        if not self._headings.valued(sheet.lines[following.index].plain):
            return None
        return Heading(BOLD_LEVEL, "heading", None, plain.rstrip(":"), len(plain))

    def _paragraph(
        self, sheet: Sheet, tree: _Tree, index: int, last: int, heading: Heading | None
    ) -> tuple[Paragraph, int]:
        """The paragraph that a line opens, with its last line; a note is a section of its own."""
        line = sheet.lines[index]
        begin = _content(sheet.text, line)
        end = _content_end(sheet.text, sheet.lines[last])
        heading_end = begin
        current = tree.current
        kind: ParagraphKind = "body"
        noted = False
        if line.number in sheet.titled and not tree.stack:
            kind = "title"
        elif self._headings.note(line.plain) or index in sheet.marks.note:
            kind, noted = "note", True
            current = tree.numbered()
        elif heading is not None:
            heading_end = _heading_end(sheet, index, last, heading)
            kind = "heading" if heading_end >= end else "body"
        elif self._headings.captions.match(line.plain) and (
            len(line.plain) < _MAX_CAPTION and not line.plain.endswith("。")
        ):
            kind = "caption"
        if kind in ("body", "note"):
            while (further := self._wraps(sheet, begin, last)) is not None:
                last = further
                end = _content_end(sheet.text, sheet.lines[last])
        if kind == "body" and tree.outer is not None:
            kind = "box"
        if noted and current is not None:
            tree.done.append(_note(current, tree.current, begin, end, sheet.text))
        return Paragraph(begin, end, kind, current, heading_end), last

    def _joined(
        self,
        lines: Sequence[Line],
        found: Sequence[Heading | None],
        out: Sequence[bool],
        index: int,
        heading: Heading,
    ) -> tuple[int, Heading]:
        """A heading that was wrapped: its second line is short and followed by a blank line."""
        below = index + 1
        if below + 1 >= len(lines) or lines[below].blank or lines[below].cell or out[below]:
            return index, heading
        second = lines[below].plain
        if found[below] is not None or len(second) > 30 or second.endswith(_TERMINAL):
            return index, heading
        if not lines[below + 1].blank or lines[index].plain.endswith(STOP):
            return index, heading
        if heading.kind == "appendix" or self._headings.captions.match(second):
            return index, heading
        title = heading.title + second
        length = heading.length + len(second)
        return below, Heading(heading.level, heading.kind, heading.number, title, length)

    def _bold(
        self,
        lines: Sequence[Line],
        found: Sequence[Heading | None],
        out: Sequence[bool],
        index: int,
    ) -> Heading | None:
        """An unnumbered head: a short line without a mark at its end, with a long paragraph below.

        “强化军地民协同” above its text. Refused: the last line of a hard-wrapped paragraph, captions,
        figures’ titles, signatures, labels of a task (分管领导：李某).
        """
        plain = lines[index].plain
        if not 4 <= len(plain) <= 30 or plain.endswith(_TERMINAL) or lines[index].cell:
            return None
        if self._headings.captions.match(plain) or self._headings.bullet.match(plain):
            return None
        if _SENTENCE.search(plain):
            return None
        if not _HEADS.match(plain) or self._headings.note(plain) or self._headings.labelled(plain):
            return None
        above = next((i for i in range(index - 1, -1, -1) if not lines[i].blank), None)
        if above is not None and not out[above] and found[above] is None:
            before = lines[above].plain
            if len(before) >= WRAP_MIN and not before.endswith(STOP) and above == index - 1:
                return None
        below = next((i for i in range(index + 1, len(lines)) if not lines[i].blank), None)
        if below is None or out[below] or found[below] is not None or lines[below].cell:
            return None
        following = lines[below].plain
        if len(following) < 50 and not following.endswith(("。", ")")):
            return None
        return Heading(BOLD_LEVEL, "heading", None, plain, len(plain))

    def _wraps(self, sheet: Sheet, begin: int, index: int) -> int | None:
        """The line that goes on this one: the next, or one behind a page number or a blank line.

        Where blocks say which lines are one paragraph, nothing is guessed. ``begin`` is where the
        paragraph begins.
        """
        if sheet.marks.opens:
            return (
                index + 1
                if index + 1 in sheet.marks.inside and self._open(sheet, index + 1)
                else None
            )
        found = below(sheet.lines, index, sheet.paged)
        if found is None or not self._open(sheet, found.index):
            return None
        line, following = sheet.lines[index], sheet.lines[found.index]
        if not found.blank and not found.paged and self._cut(sheet, index):
            return found.index
        if found.paged and self._over_page(sheet, line.plain, following.plain):
            return found.index
        if line.plain.endswith(STOP) or self._bounded(following.plain):
            return None
        if found.blank and (self._headings.valued(line.plain) or self._lead(sheet, found.index)):
            return None
        above = line.plain
        if not found.blank and not found.paged:
            sofar = sheet.plain[begin : line.end].strip()
            ahead = [x.plain for x in sheet.lines[found.index : found.index + 4]]
            joined = (
                self._words.number(above, following.plain)
                or self._words.value(above, following.plain)
                or self._words.unfinished(sofar, ahead)
            )
        else:
            sofar = sheet.plain[begin : line.end].strip()
            joined = (
                self._words.value(above, following.plain)
                or self._words.rest(above, following.plain)
                or self._words.figured(sofar, following.plain)
            )
        return found.index if joined else None

    @staticmethod
    def _open(sheet: Sheet, index: int) -> bool:
        """A line with words that may belong to the paragraph above: no heading, cell, table or title."""
        if index >= len(sheet.lines):
            return False
        line = sheet.lines[index]
        free = not line.blank and not line.cell and not sheet.out[index] and bool(line.plain)
        return free and sheet.found[index] is None and line.number not in sheet.titled

    def _owned(self, plain: str) -> bool:
        """A line that opens something of its own: a note, a bullet, a caption."""
        headings = self._headings
        own = headings.note(plain) or headings.bullet.match(plain) or headings.captions.match(plain)
        return bool(own)

    def _bounded(self, plain: str) -> bool:
        """A line that goes on no sentence: it is one's own, or a bracket of agencies, a title, a quotation."""
        return self._owned(plain) or plain.startswith(("(", "《", "“"))

    def _over_page(self, sheet: Sheet, above: str, following: str) -> bool:
        """A page's last line is as wide as the page, and the sentence goes on above the next page's mark."""
        wide = width(above) >= sheet.edge if sheet.edge is not None else len(above) >= WRAP_MIN
        if not wide or above.endswith((*STOP, "”", ")")) or self._owned(following):
            return False
        return any(mark in following for mark in ",。;、)")

    def _cut(self, sheet: Sheet, index: int) -> bool:
        """The next line goes on this one: cut by a page's edge, or it opens with a mark."""
        line, following = sheet.lines[index], sheet.lines[index + 1]
        if following.plain.startswith((",", "。", "、", ";", ")", "”")):
            return True
        whole = len(line.plain) < WRAP_MIN or line.plain.endswith(_ENDED)
        if whole if sheet.edge is None else line.plain.endswith(_FULL):
            return False
        if self._headings.note(following.plain) or self._headings.bullet.match(following.plain):
            return False
        if self._headings.captions.match(following.plain):
            return False
        if sheet.edge is not None:  # cut by the page's edge, whatever the last sign is
            return sheet.reaches(line, following)
        return not self._headings.valued(following.plain)


def _heading_end(sheet: Sheet, first: int, last: int, heading: Heading) -> int:
    """Where a heading ends that begins in one line and ends in another: a code point of the text."""
    read = [line for at, line in enumerate(sheet.lines[first:last], first) if not sheet.out[at]]
    room = heading.length - sum(len(line.plain) for line in read)
    end = _content_end(sheet.text, sheet.lines[last])
    return min(_content(sheet.text, sheet.lines[last]) + room, end)


def _section(top: _Open, end: int, text: str, plain: str) -> Section:
    number, title = top.heading.number, top.heading.title
    after = top.start + len(number or "")
    return Section.of(
        top.id,
        top.parent,
        top.heading.kind,  # type: ignore[arg-type]
        top.heading.level,
        text[top.start : after] if number else None,
        _as_written(text, plain, title, after),
        top.start,
        end,
    )


def _note(note_id: str, parent: str | None, start: int, end: int, text: str) -> Section:
    """A note or footnote as a section of its own; its first words stand as its title."""
    title = re.sub(r"\s+", " ", text[start : min(end, start + 24)]).strip()
    return Section(
        id=note_id,
        parent=parent,
        kind="note",
        level=9,
        number=None,
        title=title,
        start=start,
        end=end,
    )


def _as_written(text: str, plain: str, words: str, begin: int) -> str:
    """Words of the shadow as the text has them, over the breaks that a page's edge left in them; else as they are."""
    found = plain.find(words, begin, begin + len(words) + 8) if words else -1
    if found >= 0:
        return text[found : found + len(words)]
    signs: list[str] = []
    at = max(begin, plain.find(words[:1], begin, begin + 9))
    for place, word in enumerate(words):
        if plain[at : at + 1] in (
            " ",
            "\n",
        ):  # the next lines of it, behind a page's border perhaps
            at = max(at, plain.find(words[place : place + _ENOUGH], at, at + _FAR))
        if plain[at : at + 1] != word:
            return words
        signs.append(text[at])
        at += 1
    return "".join(signs)


def _before_colon(heading: Heading, line: Line, edge: int | None) -> Heading:
    """An item's title ends at its colon when the line runs to the page's edge: “1.攻关工程：每年实施…100项，”."""
    whole = heading.kind == "heading" and heading.length >= len(line.plain)
    if edge is None or not whole or heading.level < 5 or width(line.plain) < edge:
        return heading
    title, colon, _ = heading.title.partition(":")
    if not colon or not title:
        return heading
    cut = len(heading.title) - len(title)
    return heading._replace(title=title, length=heading.length - cut)


def _content(text: str, line: Line) -> int:
    offset = line.start
    while offset < line.end and (text[offset].isspace() or text[offset] == "\ufeff"):
        offset += 1
    return offset


def _content_end(text: str, line: Line) -> int:
    offset = line.end
    while offset > line.start and text[offset - 1].isspace():
        offset -= 1
    return offset
