"""Which line goes on another: cut by a page's edge, behind a page's border, or by its words (``wraps``)."""

from __future__ import annotations

from policy_extract.expressions import expression
from policy_extract.layout.headings import BOLD_LEVEL, Heading, HeadingFinder
from policy_extract.layout.lines import width
from policy_extract.layout.sheet import Sheet
from policy_extract.layout.wraps import STOP, WRAP_MIN, Wraps, below
from policy_extract.lexicon import Lexicon

_ENDED = (*STOP, "”", ")")
_MAX_LEAD = 26
_YEARS = expression(r"(?:19|20)\d\d|[“\"]")
_LEADERS = expression(r"[.…·-]{2} ?\d{1,3}$")  # in a table of contents


class Continuing:
    """Says which lines go on others; built once for a lexicon."""

    def __init__(self, headings: HeadingFinder, lexicon: Lexicon) -> None:
        self._headings = headings
        self._words = Wraps(lexicon)

    def lead(self, sheet: Sheet, index: int) -> Heading | None:
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

    def run(self, sheet: Sheet, index: int) -> list[int]:
        """The lines that a page's edge cut out of one, also over a page's border; the line itself where it was not cut.

        Refused: the paragraph below a heading as wide as the page, where both are indented; a line of a table of contents.
        """
        run = [index]
        if sheet.edge is None or _LEADERS.search(sheet.lines[index].plain):
            return run
        while (following := below(sheet.lines, run[-1], sheet.paged)) is not None:
            line, other = sheet.lines[run[-1]], sheet.lines[following.index]
            if not is_open(sheet, following.index):
                break
            if following.paged:
                goes_on = self._over_page(sheet, line.plain, other.plain)
            else:
                goes_on = not following.blank and self._cut(sheet, run[-1])
            if not goes_on or sheet.indented(other) >= sheet.indented(line) > 0:
                break
            run.append(following.index)
        return run

    def further(self, sheet: Sheet, begin: int, index: int) -> int | None:
        """The line that goes on this one: the next, or one behind a page number or a blank line.

        Where blocks say which lines are one paragraph, nothing is guessed. ``begin`` is where the
        paragraph begins.
        """
        if sheet.marks.opens:
            return (
                index + 1 if index + 1 in sheet.marks.inside and is_open(sheet, index + 1) else None
            )
        found = below(sheet.lines, index, sheet.paged)
        if found is None or not is_open(sheet, found.index):
            return None
        line, following = sheet.lines[index], sheet.lines[found.index]
        if not found.blank and not found.paged and self._cut(sheet, index):
            return found.index
        if found.paged and self._over_page(sheet, line.plain, following.plain):
            return found.index
        if line.plain.endswith(STOP) or self._bounded(following.plain):
            return None
        if found.blank and (self._headings.valued(line.plain) or self.lead(sheet, found.index)):
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
        if whole if sheet.edge is None else not sheet.within(line, following):
            return False
        if self._headings.note(following.plain) or self._headings.bullet.match(following.plain):
            return False
        if self._headings.captions.match(following.plain):
            return False
        if self._headings.labelled(following.plain) and _closed(line.plain):
            return False  # 2.工作任务：改造老旧小区126个 / 责任单位：市住建局
        if sheet.edge is not None:  # cut by the page's edge, whatever the last sign is
            return sheet.reaches(line, following)
        return not self._headings.valued(following.plain)


def _closed(plain: str) -> bool:
    """No bracket is open at the end of a line."""
    return plain.rfind("(") <= plain.rfind(")")


def is_open(sheet: Sheet, index: int) -> bool:
    """A line with words that may belong to the paragraph above: no heading, cell, table or title."""
    if index >= len(sheet.lines):
        return False
    line = sheet.lines[index]
    free = not line.blank and not line.cell and not sheet.out[index] and bool(line.plain)
    return free and sheet.found[index] is None and line.number not in sheet.titled
