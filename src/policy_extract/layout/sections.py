"""Lines with headings → sections (a tree) and paragraphs (hard-wrapped lines joined)."""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.document import Paragraph, ParagraphKind
from policy_extract.expressions import expression
from policy_extract.layout.continuing import Continuing
from policy_extract.layout.headings import BOLD_LEVEL, Heading, HeadingFinder
from policy_extract.layout.lines import Line, width
from policy_extract.layout.sheet import Sheet, content, content_end
from policy_extract.layout.tree import Tree, note_section
from policy_extract.layout.wraps import STOP, WRAP_MIN
from policy_extract.lexicon import Lexicon
from policy_extract.model import Section

_TERMINAL = tuple('。！？!?;；:：”"）)》、,')
_MAX_CAPTION = 60
#: What stands in a sentence, not in a heading; what a heading begins with.
_SENTENCE = expression(r"\d{4}年|[。;,]")
_HEADS = expression(r"[“《\u4e00-\u9fff]")


class SectionBuilder:
    """Builds sections and paragraphs out of lines; one for a ``HeadingFinder``."""

    def __init__(self, headings: HeadingFinder, lexicon: Lexicon) -> None:
        self._headings = headings
        self._continuing = Continuing(headings, lexicon)

    def build(self, sheet: Sheet) -> tuple[list[Section], list[Paragraph]]:
        """Sections and paragraphs of a text, in order."""
        tree = Tree(sheet.text, sheet.plain)
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
            elif (lead := self._continuing.lead(sheet, index)) is not None:
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
            if heading.number and len(run := self._continuing.run(sheet, index)) > 1:
                return self._over_lines(sheet, run, heading)
            return self._joined(sheet.lines, sheet.found, sheet.out, index, heading)
        return index, heading

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

    def _paragraph(
        self, sheet: Sheet, tree: Tree, index: int, last: int, heading: Heading | None
    ) -> tuple[Paragraph, int]:
        """The paragraph that a line opens, with its last line; a note is a section of its own."""
        line = sheet.lines[index]
        begin = content(sheet.text, line)
        end = content_end(sheet.text, sheet.lines[last])
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
            while (further := self._continuing.further(sheet, begin, last)) is not None:
                last = further
                end = content_end(sheet.text, sheet.lines[last])
        if kind == "body" and tree.outer is not None:
            kind = "box"
        if noted and current is not None:
            tree.done.append(note_section(current, tree.current, begin, end, sheet.text))
        return Paragraph(begin, end, kind, current, heading_end), last

    def _joined(
        self,
        lines: Sequence[Line],
        found: Sequence[Heading | None],
        out: Sequence[bool],
        index: int,
        heading: Heading,
    ) -> tuple[int, Heading]:
        """A heading that was wrapped: its second line is short and followed by a blank line.

        Refused: the label of a task and what it says, below an item: 责任单位：市体育局.
        """
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
        if self._headings.labelled(second):
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


def _heading_end(sheet: Sheet, first: int, last: int, heading: Heading) -> int:
    """Where a heading ends that begins in one line and ends in another: a code point of the text."""
    read = [line for at, line in enumerate(sheet.lines[first:last], first) if not sheet.out[at]]
    room = heading.length - sum(len(line.plain) for line in read)
    end = content_end(sheet.text, sheet.lines[last])
    return min(content(sheet.text, sheet.lines[last]) + room, end)


def _before_colon(heading: Heading, line: Line, edge: int | None) -> Heading:
    """An item's title ends at its colon when the line runs to the page's edge: “1.攻关工程：每年实施…100项，”."""
    whole = heading.kind == "heading" and heading.length >= len(line.plain)
    if edge is None or not whole or heading.level < 5 or width(line.plain) < edge:
        return heading
    title, colon, _ = heading.title.partition(":")
    if not colon or not title or title.rfind("(") > title.rfind(")"):  # …（责任单位：
        return heading
    cut = len(heading.title) - len(title)
    return heading._replace(title=title, length=heading.length - cut)
