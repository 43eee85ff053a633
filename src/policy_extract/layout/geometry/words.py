"""What a word between spaces can be in an indicator table: a value, a unit, a kind of target, a part of a name."""

from __future__ import annotations

import re

from policy_extract.expressions import expression
from policy_extract.layout.geometry.grid import Page, number
from policy_extract.layout.geometry.heads import Heads
from policy_extract.lexicon import Lexicon
from policy_extract.tuples import NamedTuple

_WORD = expression(r"\d{4} (?=年)\S+|\S+")
_MAX_PROMISE = 16


class Word(NamedTuple):
    """A run of signs without space: the index of its line, its place in the text, its plain form."""

    line: int
    start: int
    end: int
    plain: str


def words_of(page: Page, index: int) -> list[Word]:
    """The words of a line, a year with what goes on it as one: “2025 年” → 2025年."""
    line = page.lines[index]
    found = _WORD.finditer(page.plain, line.start, line.end)
    return [Word(index, m.start(), m.end(), m.group().replace(" ", "")) for m in found]


class WordKinds:
    """Tells what a word can be; built once for a lexicon."""

    def __init__(self, heads: Heads) -> None:
        lexicon = heads.lexicon
        self._heads = heads
        self.name_ends = (*heads.name_tails, *lexicon.words("tables", "name.ends"))
        self._units = heads.units
        self._scales = lexicon.words("tables", "value.scales")
        self.attributes = heads.attributes | set(lexicon.words("tables", "attribute.other"))
        self._value = lexicon.pattern(
            r"(?:(?:19|20)\d\d(?:<tables.value.year_is>|<layout.period.year_ends>)(?:<tables.value.of>)?)?"
            r"(?:<tables.value.rising>|<tables.value.falling>|<tables.value.announcing>|<tables.value.until>"
            rf"|(?:<negation.negation.core>)?(?:{_bounds(lexicon)}))?"
            r"(?:[<>≥≤]|<tables.value.about>)?-?\d[\d,]*(?:\.\d+)?"
            r"(?:[-~/]\d[\d,]*(?:\.\d+)?)?(?P<unit>[^\d()<>≥≤]*?)(?:<tables.value.bounds>)?"
            r"(?:\((?:19|20)\d\d\D?\))?"
        )
        self._promise = lexicon.pattern(
            r"(?:<tables.value.promise_words>|<tables.value.bounds>|\d[\d.]*|%|<tables.value.points>)+"
        )
        self._deadline = lexicon.pattern(r"20\d\d|<tables.role.deadline_words>")
        self._promised = lexicon.pattern(r"<tables.value.promise_words>")
        self._bound = lexicon.pattern(r"(?:<tables.value.bounds>|[%‰])")
        self._year_is = lexicon.pattern(r"(?:19|20)\d\d(?:<tables.value.year_is>)")

    def value(self, plain: str) -> bool:
        """A number alone or with unit and bound, the dash for none, a promise: ≥95, 68左右, —, 持续提升.

        Refused: a name with a number in it (5G基站密度), a year (2025年).
        """
        if number(plain):
            return True
        match = self._value.fullmatch(plain)
        if match is not None:
            return not match["unit"] or self.unit(match["unit"])
        return self.promise(plain)

    def promise(self, plain: str) -> bool:
        """A cell of words that say how a value shall go: 持续提升, 基本实现, 完成省下达任务.

        Refused: a word that also ends names: 水平, 下降.
        """
        if plain in self._heads.name_tails or not self._promised.search(plain):
            return False
        return len(plain) <= _MAX_PROMISE and bool(self._promise.fullmatch(plain))

    def bound(self, plain: str) -> bool:
        """What goes on a number that a space parts it from: 以上, 左右, %."""
        return bool(self._bound.fullmatch(plain))

    def unit(self, plain: str) -> bool:
        """A unit, or units parted by a stroke: 万标箱, 立方米/万元, ‰, 1/10万."""
        parts = plain.split("/")
        bare = [part.lstrip("0123456789") for part in parts] if len(parts) > 1 else parts
        return all(
            self._known(part) or (part in ("", *self._scales) and bare is not parts)
            for part in bare
        )

    def _known(self, part: str) -> bool:
        if part in self._units:
            return True
        scale = next((s for s in self._scales if part.startswith(s)), "")
        return bool(scale) and part[len(scale) :] in self._units

    def year_is(self, plain: str) -> bool:
        """The front of a value with its own year: 2016年为."""
        return bool(self._year_is.fullmatch(plain))

    def bodies(self, plain: str) -> bool:
        """A cell that lists bodies."""
        return self._heads.bodies(plain)

    def half(self, plain: str) -> bool:
        """A word that opens with nothing but the end of a body's name: 局、市教育局."""
        return self._heads.half(plain)

    def listing(self, plain: str) -> bool:
        """A list of bodies that goes on: 市财政局、; 市发展改革委、国网."""
        first, _, last = plain.rpartition("、")
        return bool(first) and self._heads.bodies(first) and not (last and self._heads.bodies(last))

    def deadline(self, plain: str) -> bool:
        """A time limit: 2025年12月底前, 长期坚持."""
        return bool(self._deadline.match(plain))

    def tail(self, plain: str) -> bool:
        """What no name begins with: 率, 覆盖率（%）, （年）."""
        return plain.startswith((*self._heads.name_tails, "(", ")", "、", ","))

    def hangs(self, plain: str) -> bool:
        """What no name ends with: an open bracket, a mark of a list."""
        return plain.count("(") != plain.count(")") or plain.endswith(("、", ",", "-"))


def _bounds(lexicon: Lexicon) -> str:
    """The words that make a number behind them a bound: 低于, 超过, 控制在."""
    tables = (lexicon.table("comparators", "before"), lexicon.table("comparators", "ceiling"))
    listed = (words for table in tables for words in table.values() if isinstance(words, tuple))
    words = (re.escape(word) for words in listed for word in words)
    return "|".join(sorted(words, key=len, reverse=True))
