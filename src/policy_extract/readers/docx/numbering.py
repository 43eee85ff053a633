"""Automatic numbering → the number that is printed before a paragraph (ECMA-376, 17.9).

Counters run by abstract numbering, so two lists that share one go on; a list that states a start of its own
begins there at its first paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from policy_extract.expressions import expression
from policy_extract.measure.numerals import SIGNS
from policy_extract.readers.docx.numerals import shown
from policy_extract.readers.docx.styles import Style, Styles
from policy_extract.readers.docx.tree import Element, chosen, switched, value, w, whole

_LEVELS: Final = 9
_PLACE: Final = expression(r"%([1-9])")
#: A number that ends in one of these needs no space before the words.
_CLOSED: Final = tuple(".．、，,)）】〕]》：:")
_DASHES: Final = frozenset("-—–―─")
_COUNT: Final = rf"[\d{SIGNS[1:10]}{SIGNS[12]}]{{1,3}}"
#: A number that was typed: 一、, （二）, 3., ④, 第五章, and the dash of an item. Refused: 2026年, 3.5%.
TYPED: Final = expression(rf"[（(]?{_COUNT}(?:[)）、．]|\.(?!\d))|[①-⑳]|第{_COUNT}\D|——")
_LINKS: Final = 5  # numberings that a style links on, one to the other


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a numbering: the form of its numbers, and the words around them (“第%1章”)."""

    start: int = 1
    form: str = "decimal"
    words: str = ""
    restart: int | None = None
    decimal: bool = False  # w:isLgl: the numbers of all levels in it are decimal
    style: str | None = None
    tight: bool = False  # nothing between number and words


@dataclass(frozen=True)
class _List:
    """A numbering: whose counters it runs, its levels, the starts of its own."""

    counters: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number of a paragraph as printed (“第三章”, “（二）”, "" for a bullet) and what parts it from the words."""

    number: str
    gap: str = ""


class Numbering:
    """The numberings of a document, and how far each has counted."""

    def __init__(self, part: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if part is None:
            return
        abstract = {one.get(w("abstractNumId"), ""): one for one in part.iter(w("abstractNum"))}
        linked = {value(one, "styleLink"): key for key, one in abstract.items()}
        for one in part.iter(w("num")):
            key = value(one, "abstractNumId") or ""
            for _ in range(_LINKS):
                to = value(abstract.get(key), "numStyleLink")
                if to is None or to not in linked:
                    break
                key = linked[to]
            self._lists[one.get(w("numId"), "")] = _list(one, key, abstract.get(key))

    def next(self, properties: Element | None, style: Style) -> Numbered | None:
        """The number of the next paragraph, by its own properties (w:pPr), else by its style; None for none.

        Counts it: call it once for each paragraph that is printed.
        """
        own = properties.find(w("numPr")) if properties is not None else None
        name = value(own, "numId") or style.number
        if name is None or name not in self._lists:  # “0” takes the style's numbering off
            return None
        one = self._lists[name]
        rank = whole(own, "ilvl")
        if rank is None:
            rank = next(
                (r for r, x in one.levels.items() if x.style and x.style == style.id), style.rank
            )
        rank = min(max(rank or 0, 0), _LEVELS - 1)
        level = one.levels.get(rank)
        if level is None:
            return None
        self._count(name, one, rank)
        return self._printed(one, rank, level)

    def _count(self, name: str, one: _List, rank: int) -> None:
        counts = self._counts.setdefault(one.counters, {})
        for at in range(rank):  # a level above that was never printed stands at its start
            counts.setdefault(at, one.starts.get(at, _level(one, at).start))
        if rank in one.starts and (name, rank) not in self._begun:
            counts[rank] = one.starts[rank]
        elif rank in counts:
            counts[rank] += 1
        else:
            counts[rank] = _level(one, rank).start
        self._begun.add((name, rank))
        for below in range(rank + 1, _LEVELS):
            restart = _level(one, below).restart
            if restart is None or rank < restart:  # 0: never, 1: behind the first level only
                counts.pop(below, None)

    def _printed(self, one: _List, rank: int, level: Level) -> Numbered:
        counts = self._counts[one.counters]
        if level.form == "bullet":
            dash = level.words.strip()
            return Numbered(dash if dash and set(dash) <= _DASHES else "")

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            of = _level(one, at)
            form = "decimal" if level.decimal and at != rank else of.form
            return shown(counts.get(at, of.start), form)

        words = _PLACE.sub(number, level.words).strip()
        loose = words and not level.tight and not words.endswith(_CLOSED)
        return Numbered(words, " " if loose else "")


def _level(one: _List, rank: int) -> Level:
    return one.levels.get(rank, Level())


def _list(one: Element, key: str, abstract: Element | None) -> _List:
    levels = _levels(abstract) if abstract is not None else {}
    starts: dict[int, int] = {}
    for override in one.iter(w("lvlOverride")):
        try:
            rank = int(override.get(w("ilvl"), ""))
        except ValueError:
            continue
        levels.update({r: x for r, x in _levels(override).items() if r == rank})
        start = whole(override, "startOverride")
        if start is not None:
            starts[rank] = start
            levels[rank] = replace(levels.get(rank, Level()), start=start)
    return _List(key, levels, starts)


def _levels(parent: Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for one in parent.iterchildren(w("lvl")):
        try:
            rank = int(one.get(w("ilvl"), ""))
        except ValueError:
            continue
        start = whole(one, "start")
        found[rank] = Level(
            start=0 if start is None else start,
            form=_form(one),
            words=value(one, "lvlText") or "",
            restart=whole(one, "lvlRestart"),
            decimal=bool(switched(one, "isLgl")),
            style=value(one, "pStyle"),
            tight=value(one, "suff") == "nothing",
        )
    return found


def _form(level: Element) -> str:
    """w:numFmt, also where it stands in one of several forms."""
    own = value(level, "numFmt")
    if own is not None:
        return own
    for alternate in level:
        form = chosen(alternate) if str(alternate.tag).endswith("AlternateContent") else None
        if form is not None:
            own = value(form, "numFmt")
            pattern = value(form, "numFmt", "format") or ""
            if own == "custom":  # “01, 02, 03, ...”
                return "decimalZero" if pattern.startswith("01,") else "decimal"
            return own or "decimal"
    return "decimal"
