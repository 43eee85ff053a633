"""The composition of layout: lines → residue → headings → tables → sections and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policy_extract.layout.headings import BOLD_LEVEL, BOX_LEVEL, Heading, HeadingFinder
from policy_extract.layout.lines import Line, find_residue, split_lines
from policy_extract.layout.plan import Paragraph, ParagraphKind, Plan
from policy_extract.layout.shadow import shadow as make_shadow
from policy_extract.layout.tables import build_table, table_regions
from policy_extract.layout.title import TitleReader
from policy_extract.lexicon import Lexicon
from policy_extract.model import Section, Table

_TERMINAL = tuple("。！？!?;；:：”\"）)》、,")
_STOP = tuple("。！？!?;；:：")
_BULLET = re.compile(r"(?:-{2,}|[●◆■□○▪·*★]|一是|二是|三是|四是)")
_CAPTION = re.compile(r"(?:附?表|图|续表) ?\d{0,2}(?:-\d{1,2})?(?: ?[:.、]| {1,}|(?=[“\u4e00-\u9fff]))")
_WRAP_MIN = 15  # a line shorter than this was not cut by a page's edge


@dataclass(slots=True)
class _Open:
    """A section whose end is not known yet."""

    id: str
    parent: str | None
    heading: Heading
    start: int


class Layouter:
    """Lays texts out; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._headings = HeadingFinder(lexicon)
        self._titles = TitleReader(lexicon)

    def lay_out(self, document_id: str, text: str) -> Plan:
        """Lay one text out. Never raises for odd texts: what is not there is missing, with a warning."""
        plain = make_shadow(text)
        lines = split_lines(text, plain)
        residue = find_residue(lines, self._lexicon)
        out = _marked(lines, [(r.start, r.end) for r in residue])
        found = [None if out[i] else self._headings.find(line.plain) for i, line in enumerate(lines)]
        first = next(
            (i for i, h in enumerate(found) if h and h.kind == "heading" and h.level <= 4 and not lines[i].cell),
            len(lines),
        )
        block = self._titles.read(text, plain, lines, first)
        for i in range(min(first, len(lines))):
            if lines[i].number in block.lines or i < first and i < 45 and found[i] and found[i].kind == "appendix":  # type: ignore[union-attr]
                found[i] = None
        found = [h if not (h and lines[i].cell and h.kind != "box") else None for i, h in enumerate(found)]
        regions = table_regions(
            [_hidden(line) if out[i] else line for i, line in enumerate(lines)],
            [h is not None or self._box_body(lines, found, i) for i, h in enumerate(found)],
        )
        tables: list[Table] = []
        for start, stop in regions:
            table = build_table(f"t{len(tables) + 1}", text, lines[start:stop], _caption(text, lines, start))
            if table:
                tables.append(table)
                for i in range(start, stop):
                    out[i] = True
                    found[i] = None
        sections, paragraphs = self._sections(text, plain, lines, found, out, block.lines)
        warnings = []
        if block.meta.title is None:
            warnings.append("no_title")
        if block.meta.period is None:
            warnings.append("no_period")
        return Plan(
            id=document_id,
            text=text,
            shadow=plain,
            meta=block.meta,
            sections=tuple(sections),
            paragraphs=tuple(paragraphs),
            tables=tuple(tables),
            residue=tuple(residue),
            warnings=tuple(warnings),
        )

    def _box_body(self, lines: Sequence[Line], found: Sequence[Heading | None], index: int) -> bool:
        """A line behind a tab right under a box's head, or prose behind a tab, is no table cell."""
        line = lines[index]
        if not line.cell:
            return False
        if len(line.plain) > 60 and line.plain.endswith(("。", "”", "；")):
            above = [i for i in range(max(0, index - 3), index) if not lines[i].blank]
            return any(found[i] is not None for i in above) or not any(lines[i].cell for i in above)
        return False

    def _sections(
        self,
        text: str,
        shadow: str,
        lines: Sequence[Line],
        found: list[Heading | None],
        out: Sequence[bool],
        title_lines: frozenset[int],
    ) -> tuple[list[Section], list[Paragraph]]:
        done: list[Section] = []
        paragraphs: list[Paragraph] = []
        stack: list[_Open] = []
        saved: list[_Open] | None = None
        blanks = 0
        count = 0
        order: dict[str, int] = {}
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
            current = stack[-1].id if stack else None
            begin = _content(text, line)
            end = _content_end(text, lines[last])
            heading_end = begin
            if line.number in title_lines and not stack:
                kind = "title"
            elif self._headings.note(line.plain):
                kind = "note"
            elif heading is not None:
                heading_end = min(begin + heading.length, end) if last == index else end
                kind = "heading" if heading_end >= end else "body"
            elif _CAPTION.match(line.plain) and len(line.plain) < 60 and not line.plain.endswith("。"):
                kind = "caption"
            if kind in ("body", "note"):
                while self._wraps(lines, found, out, last, title_lines):
                    last += 1
                    end = _content_end(text, lines[last])
            if kind == "body" and saved is not None:
                kind = "box"
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
        if _CAPTION.match(plain) or _BULLET.match(plain) or re.search(r"\d{4}年|[。;,]", plain):
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
        if _CAPTION.match(following.plain):
            return False
        return len(line.plain) >= _WRAP_MIN and not line.plain.endswith(_STOP + ("”", ")"))


def lay_out(document_id: str, text: str, lexicon: Lexicon) -> Plan:
    """Lay one text out with a layouter of its own; for many texts keep a ``Layouter``."""
    return Layouter(lexicon).lay_out(document_id, text)


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


def _as_written(text: str, plain: str, words: str, begin: int) -> str:
    """Words of the shadow as the text has them; a wrapped heading keeps its plain form."""
    found = plain.find(words, begin, begin + len(words) + 8)
    return text[found : found + len(words)] if words and found >= 0 else words


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
    if heading.kind == "appendix" or _CAPTION.match(second):
        return index, heading
    title = heading.title + second
    return below, Heading(heading.level, heading.kind, heading.number, title, heading.length)


def _marked(lines: Sequence[Line], spans: Sequence[tuple[int, int]]) -> list[bool]:
    marks = [False] * len(lines)
    for start, end in spans:
        for i, line in enumerate(lines):
            if line.start >= start and line.end <= end:
                marks[i] = True
    return marks


def _hidden(line: Line) -> Line:
    return Line(line.number, line.start, line.end, "", False)


def _caption(text: str, lines: Sequence[Line], start: int) -> str | None:
    for line in reversed(lines[max(0, start - 6) : start]):
        if line.plain:
            if _CAPTION.match(line.plain) or line.plain.startswith(("附件", "附录", "附表")):
                return text[line.start : line.end].strip()
            return None
    return None


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
