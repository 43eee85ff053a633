"""Stated numbers of items against those that follow: headings (“重点实施以下四项行动”), or 一是, 二是 in the text behind.

Refused: a number that nothing follows at once; headings that are not numbered from one without a gap; as ``fails``,
items whose next number stands somewhere below (one was not recognised), and 一是 behind a full stop: such a list
need not be of what was said before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain
from typing import Final

from policy_extract.expressions import expression
from policy_extract.findings.arithmetic.figures import Figure
from policy_extract.findings.arithmetic.prose import Prose
from policy_extract.findings.arithmetic.record import Ground, Reckoning
from policy_extract.measure import numerals
from policy_extract.messages import text
from policy_extract.model import Document, Section, Subject

_LEAST = 2
#: Signs between the words that announce items and the first of them.
_GAP: Final = 40
_LINE: Final = expression(r"\(?(\d{1,2})[.、)](?!\d)")
_BLANK: Final = expression(r"\s*")
#: A line is known as a numbered one by so many signs.
_ONE_LINE: Final = 20
#: Signs that a list of 一是, 二是 takes at most.
_FAR: Final = 4000
_SPELLED: Final = numerals.SIGNS[1:10] + numerals.SIGNS[11:13]
_ONE: Final = numerals.SIGNS[1]
_NUMBER: Final = expression(rf"\d{{1,2}}|[{_SPELLED}]{{1,3}}")


class Items:
    """Finds announced items; built once."""

    def __init__(self, prose: Prose) -> None:
        self._prose = prose
        below, nouns = prose.any_of("items_below"), prose.any_of("item_words")
        signs = prose.any_of("item_counters")
        openings = prose.any_of("item_openings")
        self._inline = prose.compiled(
            rf"(?P<number>{_NUMBER.pattern})(?P<of>{signs})[^,;。:\n\d]{{0,10}}(?P<mark>[:,。]?)"
            rf"(?={_ONE}(?:{openings}))"
        )
        self._first = prose.compiled(rf"{_ONE}(?:{openings})")
        self._opening = prose.compiled(rf"(?<!\w)([{_SPELLED}]{{1,2}})(?:{openings})")
        self._said = prose.compiled(
            rf"(?:(?:{below})(?P<behind>{_NUMBER.pattern})(?P<of_behind>{signs})[^,;。:\n\d]{{0,8}}?(?:{nouns})"
            rf"|(?P<before>{_NUMBER.pattern})(?P<of_before>{signs})[^,;。:\n\d]{{0,8}}?(?:{nouns})(?:{below})"
            rf"|(?P<ahead>{_NUMBER.pattern})(?P<of_ahead>{signs})[^,;。:\n\d]{{0,8}}:(?= *\n))"
        )
        self._announcing = prose.compiled(rf"{below}|: *\n")
        # no announcement is longer: a number, its sign, ten signs, and the words around it
        names = ("items_below", "item_counters", "item_words", "item_openings")
        self._reach = 16 + sum(max(map(len, prose.words(n)), default=0) for n in names)

    def find(self, document: Document) -> Iterator[Reckoning]:
        """Every announced number of items that numbered headings follow."""
        words = self._prose.text(document.id)
        for match in self._around(self._announcing, self._said, words):
            sentence = self._prose.sentence(document.id, match.start())
            items = self._following(document, sentence.end)
            stated = Decimal(numerals.number(match["behind"] or match["before"] or match["ahead"]))
            if len(items) < _LEAST:
                yield from self._lines(document, match, stated)
                continue
            shown = f"{items[0].number or ''}—{items[-1].number or ''}"
            found = self._reckoning(document, match, stated, Decimal(len(items)), shown)
            if found.holds or self._closed(document, items):
                yield found
        for match in self._around(self._first, self._inline, words):
            yield from self._in_paragraph(document, match)

    def _around(
        self, rare: re.Pattern[str], form: re.Pattern[str], words: str
    ) -> Iterator[re.Match[str]]:
        """What a form finds in a text, looked for only around what each of its matches holds and few places of a text do."""
        at = 0
        for place in rare.finditer(words):
            if place.start() >= at:
                start = max(at, place.start() - self._reach)
                found = form.search(words, start, place.end() + self._reach)
                if found is not None and found.start() <= place.start():
                    at = found.end()
                    yield found

    def _lines(
        self, document: Document, match: re.Match[str], stated: Decimal
    ) -> Iterator[Reckoning]:
        """Numbered lines right below: “…6项：”, 1.…, 2.…; they end with the first line that has no number."""
        words = self._prose.text(document.id)
        begin = words.find("\n", match.end())
        count, at = 0, begin + 1
        while begin >= 0 and at < len(words):
            stop = words.find("\n", at)
            stop = stop if stop >= 0 else len(words)
            line = words[at:stop].strip()
            number = _LINE.match(line)
            if line and (number is None or int(numerals.number(number[1])) != count + 1):
                break
            count += bool(line)
            at = stop + 1
        # a line that is numbered otherwise is no end that one can trust
        blank = _BLANK.match(words, at)
        at = blank.end() if blank else at
        ends = at >= len(words) or not _LINE.match(words[at : at + _ONE_LINE])
        if count >= _LEAST:
            shown = f"1—{count}"
            found = self._reckoning(document, match, stated, Decimal(count), shown)
            if found.holds or (ends and match["ahead"] is not None):
                yield found

    def _in_paragraph(self, document: Document, match: re.Match[str]) -> Iterator[Reckoning]:
        """“重点抓好三项工作：一是…；二是…；三是…”, up to the next 一是; the items may stand in lines of their own."""
        words = self._prose.text(document.id)
        openings: list[str] = []
        for opening in self._opening.finditer(words, match.end(), match.end() + _FAR):
            if int(numerals.number(opening[1])) != len(openings) + 1:
                break
            openings.append(opening.group())
        if len(openings) < _LEAST:
            return
        stated = Decimal(numerals.number(match["number"]))
        shown = f"{openings[0]}—{openings[-1]}"
        found = self._reckoning(document, match, stated, Decimal(len(openings)), shown)
        if found.holds or match["mark"] == ":":
            yield found

    def _following(self, document: Document, end: int) -> list[Section]:
        """The headings of one level that follow at once, numbered from one without a gap."""
        behind = self._prose.standing(document).headings(end)
        first = next(behind, None)
        if first is None or first.start - end > _GAP:
            return []
        found: list[Section] = []
        for section in chain((first,), behind):
            if section.level < first.level:
                break
            if section.level > first.level:
                continue
            if _ordinal(section) != len(found) + 1:
                break
            found.append(section)
        return found

    def _closed(self, document: Document, items: Sequence[Section]) -> bool:
        """Whether the number after the last item stands nowhere below it, before the next heading of another level."""
        last = items[-1]
        words = self._prose.text(document.id)[last.start : last.end]
        number = "".join((last.number or "").split())
        digits = _NUMBER.search(number)
        if digits is None:
            return False
        following = _next(digits.group())
        return all(
            line.strip().find(number.replace(digits.group(), following)) != 0
            for line in words.split("\n")
        ) and not self._prose.standing(document).begins(last.end, last.level)

    def _reckoning(
        self, document: Document, match: re.Match[str], stated: Decimal, exactly: Decimal,
        shown: str,
    ) -> Reckoning:  # fmt: skip
        area = document.meta.area.entity if document.meta.area else None
        words = self._prose.clause(document.id, match.start(), match.end())
        own = self._prose.standing(document).observation_from(match.start(), match.end())
        of = next(sign for name, sign in match.groupdict().items() if name[:2] == "of" and sign)
        return Reckoning(
            relation="count", document=document.id, key=words,
            words=words.rstrip(":：,，。"),
            stated=Figure(stated, stated, stated), computed=Figure(exactly, exactly, exactly), unit="",
            grounds=[
                Ground(
                    text("zh", "arithmetic.items", items=shown),
                    text("en", "arithmetic.items", items=shown),
                    document.id,
                )
            ],
            what="arithmetic.count", subject="", about=Subject(area=area), shown=of,
            observation=own,
        )  # fmt: skip


def _ordinal(section: Section) -> int | None:
    match = _NUMBER.search("".join((section.number or "").split()))
    return int(numerals.number(match.group())) if match else None


def _next(number: str) -> str:
    """The number after: 三 → 四, 3 → 4; what cannot be told is left."""
    if number.isdigit():
        return str(int(number) + 1)
    ones, ten = numerals.SIGNS[1:10], numerals.TEN
    value = int(numerals.number(number)) + 1
    tens, rest = divmod(value, 10)
    head = "" if tens == 0 else ten if tens == 1 else ones[tens - 1] + ten
    return head + (ones[rest - 1] if rest else "")
