"""Markdown → plain text with blocks: the signs of Markdown are no part of what is read.

The reader puts out a text of its own, the one that offsets count in (``documents/<id>.txt``). It has a line
for each line of the file, so that line numbers hold; headings, cells, items and notes are blocks of it.
Nothing here raises: what is no good Markdown (an open fence, a pipe too many) stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from policy_extract.document import BlockKind, CellPlace, Sourced
from policy_extract.expressions import expression
from policy_extract.readers.building import TextBuilder
from policy_extract.readers.tags import closes_table, opens_table, table_of

#: Keys of front matter → fields of ``model.Meta``.
META: Final = {
    "title": "title", "标题": "title", "issuer": "issuers", "issuers": "issuers", "发文机关": "issuers",
    "发布机构": "issuers", "number": "number", "文号": "number", "发文字号": "number", "date": "issued",
    "issued": "issued", "published": "published", "发布日期": "issued", "成文日期": "issued", "index": "index", "索引号": "index",
    "area": "area", "地区": "area",
}  # fmt: skip

_MAX_FRONT = 200  # lines
_KEY = expression(r"([\w\u4e00-\u9fff-]{1,30})\s*[:：]\s*(.*)")
_ITEM_OF_KEY = expression(r"\s*-\s+(.+)")
_HEADING = expression(r" {0,3}(#{1,6})(?:[ \t]+|(?=[^#\s]))(.*?)(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = expression(r" {0,3}(=+|-{3,})[ \t]*$")
_LINE_ACROSS = expression(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = expression(r" {0,3}(`{3,}|~{3,})")
_ITEM = expression(r"[ \t]*[-*+•][ \t]+(?:\[[ xX]\][ \t]+)?")
_NUMBERED = expression(r"[ \t]*\d{1,3}[.)、](?!\d)[ \t]*")
_QUOTE = expression(r"[ \t]*(?:>[ \t]?)+")
_NOTE = expression(r"[ \t]*\[\^[^\]\s]{1,30}\]:[ \t]*")
_RULER = expression(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_BAR = expression(r"(?<!\\)\|")

_INLINE: Final = tuple(
    (expression(pattern), kept)
    for pattern, kept in (
        (r"!\[[^\[\]]*\]\([^()\s]*(?:\s+\"[^\"]*\")?\)", ""),
        (r"\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)", r"\1"),
        (r"\[\^[^\]\s]{1,30}\]", ""),
        (r"<(https?://[^<>\s]{1,500})>", r"\1"),
        (r"<[bB][rR][ \t]*/?>", " "),
        (r"(?<=[\u4e00-\u9fff”）])<sup>\[?\d{1,2}\]?</sup>", ""),
        (r"</?(?i:b|i|u|em|strong|sup|sub|span|p|div|center|font|a)(?:\s[^<>]{0,300})?/?>", ""),
        (r"(?<!\\)\*\*\*([^*]+)\*\*\*", r"\1"),
        (r"(?<!\\)\*\*([^*]+)\*\*", r"\1"),
        (r"(?<![\\\d*])\*(?![\s*\d])([^*]+?)(?<!\s)\*(?![\d*])", r"\1"),
        (r"(?<=[\u4e00-\u9fff])\*(\d[\d.,]*%?)\*(?=[\u4e00-\u9fff，。；])", r"\1"),
        (r"(?<![\\_\w])__([^_]+)__(?![_\w])", r"\1"),
        (r"(?<![\\_\w])_([^_]+)_(?![_\w])", r"\1"),
        (r"~~([^~]+)~~", r"\1"),
        (r"(?<!`)`{1,3}([^`]+)`{1,3}(?!`)", r"\1"),
        (r"\\([\\`*_{}\[\]()#+.!|~<>-])", r"\1"),
    )
)
_ENDS = tuple("。；：！？.!?:;")
_WRAP_MIN = 15  # a shorter line was not cut by an editor's edge
_MAX_TITLE = 60
_MAX_TAGGED = 5000  # lines of a table of HTML
_TAG = expression(r"</?[a-zA-Z][^<>]{0,300}>")
# $8\%$: figures only, no space beside the signs; refused: US$3亿和$5亿
_MATH = expression(
    r"\$(?! )((?:[\d.,%<>=≤≥~+\-/{} ]|\\(?:%|,|;|times|sim|ge|geq|le|leq|pm|cdot|%|(?:text|mathrm|mathbf)(?=\{))){1,60}?)(?<! )\$(?!\d)"
)
_MATH_SIGNS: Final = {
    "\\%": "%", "\\,": "", "\\;": "", "\\times": "×", "\\sim": "~", "\\geq": "≥", "\\ge": "≥", "\\leq": "≤",
    "\\le": "≤", "\\pm": "±", "\\cdot": "·", "\\text": "", "\\mathrm": "", "\\mathbf": "",
}  # fmt: skip


def read_markdown(text: str) -> Sourced:
    """The plain text of a Markdown file with its blocks and what its front matter says.

    Headings, pipe tables (each cell a block), items, notes and paragraphs are blocks; ``meta`` holds
    title, issuers, number, index, date and area of the front matter. Takes linear time.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    meta, first = _front(lines)
    page = TextBuilder()
    for _ in range(first):
        page.line("")
    _Body(lines, first, page).read()
    return Sourced(page.text(), tuple(page.blocks), meta)


class _Body:
    """The file below its front matter, read line by line."""

    def __init__(self, lines: Sequence[str], first: int, page: TextBuilder) -> None:
        self._lines, self._at, self._page = lines, first, page
        self._tables = 0
        self._open = False  # the line above belongs to a paragraph or item that may go on
        self._running = False  # the paragraph has gone on already: a short line may go on, too
        self._fences = sum(bool(_FENCE.match(line)) for line in lines)
        self._comment = False
        self._last_comment = max((i for i, x in enumerate(lines) if "-->" in x), default=-1)

    def read(self) -> None:
        """Put out every line."""
        while self._at < len(self._lines):
            line = self._without_comments(self._lines[self._at])
            step = self._one(line)
            self._at += step

    def _one(self, line: str) -> int:
        """Put out what begins at this line; the number of lines that it takes."""
        if not line.strip():
            return self._put("")
        if _FENCE.match(line) and self._fences > 1:
            return self._put("")
        if heading := _HEADING.match(line):
            return self._put(_plain(heading[2]), "heading", len(heading[1]))
        if rows := self._rows(line):
            return self._table(rows)
        if count := self._tagged(line):
            return self._html(count)
        if level := self._underlined(line):
            self._put(_plain(line), "heading", level)
            self._page.line("")
            return 2
        if _LINE_ACROSS.match(line):
            return self._put("")
        if note := _NOTE.match(line):
            return self._put(_plain(line[note.end() :]), "note")
        line = line[quote.end() :] if (quote := _QUOTE.match(line)) else line
        if item := _ITEM.match(line):
            return self._paragraph(line[item.end() :], "item")
        if _NUMBERED.match(line):
            return self._paragraph(line, "item")
        words = _plain(line)
        if self._open and self._wraps():
            self._page.goes_on(words)
            self._running = True
            return 1
        return self._paragraph(line, "paragraph")

    def _put(self, words: str, kind: BlockKind | None = None, level: int | None = None) -> int:
        self._page.line(words, kind, level)
        self._open = False
        return 1

    def _paragraph(self, line: str, kind: BlockKind) -> int:
        words = _plain(line)
        self._page.line(words, kind)
        self._open, self._running = bool(words.strip()), False
        return 1

    def _wraps(self) -> bool:
        """The line above was cut by an editor's edge: long, without a mark or two spaces at its end."""
        above, line = self._lines[self._at - 1], self._lines[self._at]
        if above[-1:].isdigit() and re.match(r"\d+(?:\.\d+)?[\u4e00-\u9fff%]", line):
            return True  # a number was cut
        broken = above.endswith(("  ", "\\"))
        long = len(above) >= _WRAP_MIN or self._running
        return not broken and long and not above.rstrip().endswith(_ENDS)

    def _underlined(self, line: str) -> int | None:
        """The level of a heading with a line of “=” or “-” under it, None for any other line."""
        if self._open or self._at + 1 >= len(self._lines) or len(line.strip()) > _MAX_TITLE:
            return None
        if _ITEM.match(line) or line.rstrip().endswith(_ENDS) or _LINE_ACROSS.match(line):
            return None
        under = _UNDERLINE.match(self._lines[self._at + 1])
        return None if under is None else 1 if under[1].startswith("=") else 2

    def _rows(self, line: str) -> int:
        """How many lines from here are a pipe table, 0 for none: the second must be its ruler."""
        below = self._lines[self._at + 1] if self._at + 1 < len(self._lines) else ""
        if not _BAR.search(line) or "-" not in below or "|" not in below or not _RULER.match(below):
            return 0
        stop = self._at + 2
        while stop < len(self._lines) and _BAR.search(self._lines[stop]):
            stop += 1
        return stop - self._at

    def _table(self, count: int) -> int:
        """Put out a table; a row too long has the rest in its last cell, one too short is filled up."""
        head = _cells(self._lines[self._at])
        size = max(len(head), 1)
        number = 0
        for offset in range(count):
            if offset == 1:  # the ruler
                self._page.line("")
                continue
            cells = _cells(self._lines[self._at + offset])
            cells = [*cells[: size - 1], " ".join(cells[size - 1 :]).strip()]
            cells += [""] * (size - len(cells))
            if any(cells):
                self._page.row(cells, [CellPlace(self._tables, number, i) for i in range(size)])
                number += 1
            else:
                self._page.line("")
        self._tables += 1
        self._open = False
        return count

    def _tagged(self, line: str) -> int:
        """How many lines from here hold a table of HTML, 0 for none: a tag that is never closed is text."""
        if "<" not in line or not opens_table(line):
            return 0
        for at in range(self._at, min(len(self._lines), self._at + _MAX_TAGGED)):
            if closes_table(self._lines[at]):
                return at - self._at + 1
        return 0

    def _html(self, count: int) -> int:
        """Put out a table of HTML, a row a line; blank lines make up for the lines of its tags."""
        source = "\n".join(self._lines[self._at : self._at + count])
        before, rows, behind = table_of(source, self._tables)
        lines = 0
        for words in (before, None, behind):
            if words is None:
                for row in rows:
                    self._page.row([_cell(c.words) for c in row], [c.place for c in row])
                lines += len(rows)
            elif words.strip():
                self._page.line(_plain(words.replace("\n", " ")), "paragraph")
                lines += 1
        for _ in range(lines, count):
            self._page.line("")
        self._tables += 1
        self._open = False
        return count

    def _without_comments(self, line: str) -> str:
        """A line without what stands in <!-- … -->; a comment that never ends is text."""
        if self._comment:
            if "-->" not in line:
                return ""
            line = line.split("-->", 1)[1]
            self._comment = False
        kept: list[str] = []
        at = 0
        while (opened := line.find("<!--", at)) >= 0:
            closed = line.find("-->", opened + 4)
            if closed < 0:
                if self._last_comment <= self._at:
                    break
                self._comment = True
                return "".join((*kept, line[at:opened]))
            kept.append(line[at:opened])
            at = closed + 3
        return "".join((*kept, line[at:]))


def _formula(match: re.Match[str]) -> str:
    """A number between dollar signs, as converters of PDF files write it: $8\\%$ → 8%, $\\ge 3.2$ → ≥3.2."""
    words = match[1]
    for sign, plain in _MATH_SIGNS.items():
        words = words.replace(sign, plain)
    return re.sub(r"[{}\s]", "", words) if not re.search(r"[\\$]", words) else match.group()


def _plain(line: str) -> str:
    """A line without emphasis, links, tags and escapes, and without space around it."""
    words = line.strip()
    if not any(sign in words for sign in "*_`[<~\\!$"):
        return words
    if words.count("$") > 1:
        words = _MATH.sub(_formula, words)
    for pattern, kept in _INLINE:
        words = pattern.sub(kept, words)
    return words.strip()


def _cell(words: str) -> str:
    """The words of a cell in one line, without tags."""
    return _TAG.sub("", _plain(" ".join(words.split()))).strip()


def _cells(line: str) -> list[str]:
    """The cells of a row; the pipes at its ends bound no cell, tabs inside a cell are spaces."""
    words = line.strip()
    words = words.removeprefix("|")
    if words.endswith("|") and not words.endswith("\\|"):
        words = words[:-1]
    return [_plain(part).replace("\t", " ") for part in _BAR.split(words)]


def _front(lines: Sequence[str]) -> tuple[tuple[tuple[str, str], ...], int]:
    """What the front matter says by fields of Meta, and the first line below it.

    Malformed front matter (no end, no key) is text.
    """
    if not lines or lines[0].strip() != "---":
        return (), 0
    stop = next(
        (i for i in range(1, min(len(lines), _MAX_FRONT)) if lines[i].strip() in ("---", "...")),
        None,
    )
    if stop is None:
        return (), 0
    found: dict[str, str] = {}
    for key, value in _pairs(lines[1:stop]):
        field = META.get(key.lower())
        if field and value and field not in found:
            found[field] = value
    keyed = any(_KEY.match(line) for line in lines[1:stop])
    return tuple(found.items()), stop + 1 if keyed or stop == 1 else 0


def _pairs(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Keys and values; the values of a list are joined by “、”."""
    key, listed = "", list[str]()
    for line in lines:
        pair = _KEY.match(line)
        item = _ITEM_OF_KEY.match(line)
        if pair:
            if listed:
                yield key, "、".join(listed)
            key, listed = pair[1], []
            value = pair[2].strip()
            if value.startswith("[") and value.endswith("]"):
                value = "、".join(_unquoted(part) for part in re.split(r"[,，]", value[1:-1]))
            if value:
                yield key, _unquoted(value)
        elif item and key:
            listed.append(_unquoted(item[1]))
    if listed:
        yield key, "、".join(listed)


def _unquoted(value: str) -> str:
    words = value.strip()
    for mark in "\"'":
        if len(words) >= 2 and words.startswith(mark) and words.endswith(mark):
            return words[1:-1].strip()
    return words
