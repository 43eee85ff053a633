"""Where a label stands: from (line, quote, occurrence) to code-point offsets, and back to lines.

``line`` is the 1-based line of the text split on "\\n" and on nothing else; the "\\r" of a CRLF
file stays at the end of its line, so that offsets count in the text as it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

#: A cell that runs over lines is flattened to a line behind a tab and short lines without one.
_WRAPPED_CELL = 30
_WRAPPED_REACH = 2
_JOINS = ".．,"


@dataclass(frozen=True)
class Lines:
    """A document's text with its lines; built once for each document."""

    text: str
    starts: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        starts = [0]
        position = self.text.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = self.text.find("\n", position + 1)
        object.__setattr__(self, "starts", tuple(starts))

    def __len__(self) -> int:
        return len(self.starts)

    def bounds(self, line: int) -> tuple[int, int]:
        """Offsets of a 1-based line without its line end. Raises IndexError for no such line."""
        if not 1 <= line <= len(self.starts):
            raise IndexError(f"no line {line} in a text of {len(self.starts)} lines")
        start = self.starts[line - 1]
        end = self.starts[line] - 1 if line < len(self.starts) else len(self.text)
        if end > start and self.text[end - 1] == "\r":
            end -= 1
        return start, end

    def line(self, number: int) -> str:
        """The words of a 1-based line, without its line end."""
        start, end = self.bounds(number)
        return self.text[start:end]

    def line_of(self, offset: int) -> int:
        """The 1-based line in which an offset stands."""
        return bisect_right(self.starts, offset)

    def in_table(self, line: int) -> bool:
        """Whether a line belongs to a flattened table.

        It does when it begins with a tab, or when it is the short continuation of a wrapped cell:
        at most 30 characters, with a tab line at most two lines above and two below. It is decided
        from the text alone, so that what counts as a cell does not depend on the output.
        """
        words = self.line(line)
        if words.startswith("\t"):
            return True
        if not words.strip() or len(words) > _WRAPPED_CELL:
            return False
        above = range(max(1, line - _WRAPPED_REACH), line)
        below = range(line + 1, min(len(self), line + _WRAPPED_REACH) + 1)
        return any(self.line(n).startswith("\t") for n in above) and any(
            self.line(n).startswith("\t") for n in below
        )

    def excerpt(self, start: int, end: int, around: int = 24) -> str:
        """The line of a span, cut to ``around`` characters on both sides, the span in 【】."""
        first, last = self.bounds(self.line_of(start))
        end = max(start, min(end, last))
        before, after = self.text[first:start], self.text[end:last]
        left = "…" + before[-around:] if len(before) > around else before
        right = after[:around] + "…" if len(after) > around else after
        return f"{left}【{self.text[start:end]}】{right}".replace("\t", " ").strip()


@dataclass(frozen=True)
class Anchor:
    """What a label says about its place: its type, 1-based line and exact words."""

    type: str
    line: int
    quote: str


def place(lines: Lines, anchors: Sequence[Anchor]) -> list[tuple[int, int] | None]:
    """The span of every anchor, in the order given; None where the quote is not in its line.

    The n-th record of a type with the same quote in a line takes the n-th occurrence of the quote;
    when there are fewer occurrences ("各1家" said of two things) the last one serves again.
    Two kinds of occurrence are passed over as long as another one is left, because no labeller
    means them: one inside a longer number ("5家" in "15家") and one inside a longer quote that is
    a record of the same type itself ("税务局" in "市税务局").
    """
    groups: dict[tuple[str, int], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, anchor in enumerate(anchors):
        groups[anchor.type, anchor.line][anchor.quote].append(index)
    spans: list[tuple[int, int] | None] = [None] * len(anchors)
    for (_, line), quotes in groups.items():
        if not 1 <= line <= len(lines):
            continue
        offset, words = lines.bounds(line)[0], lines.line(line)
        taken: list[tuple[int, int]] = []
        for quote in sorted(quotes, key=lambda q: (-len(q), q)):
            found = _occurrences(words, quote, taken)
            if not found:
                continue
            for number, index in enumerate(quotes[quote]):
                start = found[min(number, len(found) - 1)]
                taken.append((start, start + len(quote)))
                spans[index] = (offset + start, offset + start + len(quote))
    return spans


def _occurrences(words: str, quote: str, taken: Sequence[tuple[int, int]]) -> list[int]:
    if not quote:
        return []
    everywhere: list[int] = []
    position = words.find(quote)
    while position >= 0:
        everywhere.append(position)
        position = words.find(quote, position + 1)
    whole = [p for p in everywhere if not _cuts_number(words, p, p + len(quote))] or everywhere
    free = [p for p in whole if not any(s <= p and p + len(quote) <= e for s, e in taken)]
    return free or whole


def _cuts_number(words: str, start: int, end: int) -> bool:
    """Whether a border of the span stands inside a number (1|5, 2.|5, 1,|000)."""
    return _inside_number(words, start) or _inside_number(words, end)


def _inside_number(words: str, border: int) -> bool:
    if not 0 < border < len(words):
        return False
    before, after = words[border - 1], words[border]
    if before.isdecimal() and after.isdecimal():
        return True
    # A point or a Western comma joins a number only between digits; "，" never does.
    beyond_left = words[border - 2] if border >= 2 else ""
    beyond_right = words[border + 1] if border + 1 < len(words) else ""
    if before in _JOINS:
        return beyond_left.isdecimal() and after.isdecimal()
    return after in _JOINS and before.isdecimal() and beyond_right.isdecimal()
