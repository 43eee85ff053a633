"""Lines with headings → sections (a tree) and paragraphs (hard-wrapped lines joined)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from policy_extract.document import Paragraph, ParagraphKind
from policy_extract.layout.headings import BOLD_LEVEL, BOX_LEVEL, Heading, HeadingFinder
from policy_extract.layout.lines import Line
from policy_extract.model import Section

_TERMINAL = tuple('。！？!?;；:：”"）)》、,')
_STOP = tuple("。！？!?;；:：")
_BULLET = re.compile(r"(?:-{2,}|[●◆■□○▪·*★]|一是|二是|三是|四是)")
_TOKEN = re.compile(r"[A-Za-z0-9.%]+")
CAPTION = re.compile(
    r"(?:附?表|图|续表) ?\d{0,2}(?:-\d{1,2})?(?: ?[:.、]| {1,}|(?=[“\u4e00-\u9fff]))"
)
_WRAP_MIN = 15  # a line shorter than this was not cut by a page's edge


@dataclass(slots=True)
class _Open:
    """A section whose end is not known yet."""

    id: str
    parent: str | None
    heading: Heading
    start: int


class SectionBuilder:
    """Builds sections and paragraphs out of lines; one for a ``HeadingFinder``."""

    def __init__(self, headings: HeadingFinder) -> None:
        self._headings = headings

    def build(
        self,
        text: str,
        shadow: str,
        lines: Sequence[Line],
        found: list[Heading | None],
        out: Sequence[bool],
        title_lines: frozenset[int],
    ) -> tuple[list[Section], list[Paragraph]]:
        """Sections and paragraphs of a text, in order.

        ``found`` holds the heading of each line or None, ``out`` marks lines of tables and residue.
        """
        done: list[Section] = []
        paragraphs: list[Paragraph] = []
        stack: list[_Open] = []
        saved: list[_Open] | None = None
        blanks = 0
        count = 0
        order: dict[str, int] = {}
        edge = _page_edge(lines)
        first_heading = next((i for i, h in enumerate(found) if h), len(lines))

        def close(until: int, end: int) -> None:
            while len(stack) > until:
                top = stack.pop()
                done.append(_section(top, end, text, shadow))

        index = 0
        while index < len(lines):
            line = lines[index]
            if line.blank:
                blanks += 1
                if saved is not None and blanks >= 2:  # two blank lines end a box
                    close(len(saved), line.start)
                    saved = None
                index += 1
                continue
            blanks = 0
            if out[index] or not line.plain:
                index += 1
                continue
            heading = found[index]
            last = index
            if heading is None and index > first_heading:
                heading = self._bold(lines, found, out, index)
            if heading is not None:
                heading = _before_colon(heading, line, edge)
                if heading.length >= len(line.plain):
                    last, heading = _joined(lines, found, out, index, heading)
                if heading.kind == "box":
                    if saved is not None:
                        close(len(saved), line.start)
                    saved = list(stack)
                elif saved is not None and heading.kind == "heading" and heading.level <= BOX_LEVEL:
                    close(len(saved), line.start)
                    saved = None
                floor = len(saved) if saved is not None and heading.kind != "box" else 0
                keep = len(stack)
                if heading.kind != "box":
                    while keep > floor and (
                        stack[keep - 1].heading.level >= heading.level
                        and stack[keep - 1].heading.kind != "box"
                    ):
                        keep -= 1
                    close(keep, line.start)
                count += 1
                section_id = f"s{count}"
                order[section_id] = count
                parent = stack[-1].id if stack else None
                stack.append(_Open(section_id, parent, heading, _content(text, line)))
            kind: ParagraphKind = "body"
            note: tuple[str, str | None] | None = None
            current = stack[-1].id if stack else None
            begin = _content(text, line)
            end = _content_end(text, lines[last])
            heading_end = begin
            if line.number in title_lines and not stack:
                kind = "title"
            elif self._headings.note(line.plain):
                kind = "note"
                count += 1
                note_id = f"s{count}"
                order[note_id] = count
                note = (note_id, current)
                current = note_id
            elif heading is not None:
                heading_end = min(begin + heading.length, end) if last == index else end
                kind = "heading" if heading_end >= end else "body"
            elif (
                CAPTION.match(line.plain) and len(line.plain) < 60 and not line.plain.endswith("。")
            ):
                kind = "caption"
            if kind in ("body", "note"):
                while self._wraps(lines, found, out, last, title_lines, edge):
                    last += 1
                    end = _content_end(text, lines[last])
            if kind == "body" and saved is not None:
                kind = "box"
            if note is not None:
                done.append(_note(note[0], note[1], begin, end, text))
            paragraphs.append(Paragraph(begin, end, kind, current, heading_end))
            index = last + 1
        close(0, len(text))
        done.sort(key=lambda s: order[s.id])
        return done, paragraphs

    def _bold(
        self,
        lines: Sequence[Line],
        found: Sequence[Heading | None],
        out: Sequence[bool],
        index: int,
    ) -> Heading | None:
        """An unnumbered head: a short line without a mark at its end, with a long paragraph below.

        “强化军地民协同” above its text. Refused: the last line of a hard-wrapped paragraph, captions,
        figures’ titles, signatures.
        """
        plain = lines[index].plain
        if not 4 <= len(plain) <= 30 or plain.endswith(_TERMINAL) or lines[index].cell:
            return None
        if CAPTION.match(plain) or _BULLET.match(plain) or re.search(r"\d{4}年|[。;,]", plain):
            return None
        if not re.match(r"[“《\u4e00-\u9fff]", plain) or self._headings.note(plain):
            return None
        above = next((i for i in range(index - 1, -1, -1) if not lines[i].blank), None)
        if above is not None and not out[above] and found[above] is None:
            before = lines[above].plain
            if len(before) >= _WRAP_MIN and not before.endswith(_STOP) and above == index - 1:
                return None
        below = next((i for i in range(index + 1, len(lines)) if not lines[i].blank), None)
        if below is None or out[below] or found[below] is not None or lines[below].cell:
            return None
        following = lines[below].plain
        if len(following) < 50 and not following.endswith(("。", ")")):
            return None
        return Heading(BOLD_LEVEL, "heading", None, plain, len(plain))

    def _wraps(
        self,
        lines: Sequence[Line],
        found: Sequence[Heading | None],
        out: Sequence[bool],
        index: int,
        title_lines: frozenset[int],
        edge: int | None,
    ) -> bool:
        """The next line goes on this one: cut by a page's edge, or it opens with a mark."""
        if index + 1 >= len(lines):
            return False
        line, following = lines[index], lines[index + 1]
        if following.blank or following.cell or out[index + 1] or found[index + 1] is not None:
            return False
        if following.number in title_lines:
            return False
        if following.plain.startswith((",", "。", "、", ";", ")", "”")):
            return True
        if self._headings.note(following.plain) or _BULLET.match(following.plain):
            return False
        if CAPTION.match(following.plain):
            return False
        if edge is not None:  # cut by the page's edge, whatever the last sign is
            whole = _TOKEN.match(
                following.plain
            )  # a number is not broken: it moves to the next line
            width = _width(line.plain) + (_width(whole.group()) if whole else 0)
            return width >= edge and not line.plain.endswith(("。", "！", "!", ":"))
        return len(line.plain) >= _WRAP_MIN and not line.plain.endswith((*_STOP, "”", ")"))


def _page_edge(lines: Sequence[Line]) -> int | None:
    """The width from which a line was cut by the page's edge, or None in a text that is not wrapped.

    A text taken from a PDF has most of its lines nearly as wide as the widest (up to 60 Chinese signs). Widths
    are in halves of a Chinese sign, since a line of digits holds twice as many signs.
    """
    lengths = sorted(_width(line.plain) for line in lines if line.plain and not line.cell)
    if len(lengths) < 30:
        return None
    longest = lengths[int(len(lengths) * 0.97)]
    if not 32 <= longest <= 120:
        return None
    near = int(longest * 0.86)
    return near if sum(n >= near for n in lengths) >= len(lengths) * 0.4 else None


def _width(words: str) -> int:
    """Printed width in halves of a Chinese sign; marks of the shadow were full signs in the text."""
    return sum(1 if c.isascii() and (c.isalnum() or c in " .%-/&+") else 2 for c in words)


def _section(top: _Open, end: int, text: str, plain: str) -> Section:
    number, title = top.heading.number, top.heading.title
    after = top.start + len(number or "")
    return Section(
        id=top.id,
        parent=top.parent,
        kind=top.heading.kind,  # type: ignore[arg-type]
        level=top.heading.level,
        number=text[top.start : after] if number else None,
        title=_as_written(text, plain, title, after),
        start=top.start,
        end=end,
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
    """Words of the shadow as the text has them; a wrapped heading keeps its plain form."""
    found = plain.find(words, begin, begin + len(words) + 8)
    return text[found : found + len(words)] if words and found >= 0 else words


def _before_colon(heading: Heading, line: Line, edge: int | None) -> Heading:
    """An item's title ends at its colon when the line runs to the page's edge: “1.攻关工程：每年实施…100项，”."""
    whole = heading.kind == "heading" and heading.length >= len(line.plain)
    if edge is None or not whole or heading.level < 5 or _width(line.plain) < edge:
        return heading
    title, colon, _ = heading.title.partition(":")
    if not colon or not title:
        return heading
    cut = len(heading.title) - len(title)
    return replace(heading, title=title, length=heading.length - cut)


def _joined(
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
    if not lines[below + 1].blank or lines[index].plain.endswith(_STOP):
        return index, heading
    if heading.kind == "appendix" or CAPTION.match(second):
        return index, heading
    title = heading.title + second
    return below, Heading(heading.level, heading.kind, heading.number, title, heading.length)


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
