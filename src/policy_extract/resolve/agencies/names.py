"""Taking an agency's name apart: which division it speaks of, and the skeleton that is left.

A skeleton is the name without its division; a division inside it stands as ``{d}``: 人行兰溪市支行
is 人行{d}支行 of 兰溪市. The gazetteer's ``core`` names are skeletons.
"""

from __future__ import annotations

from dataclasses import dataclass

from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.records import Agency
from policy_extract.resolve.divisions import DivisionIndex, Place
from policy_extract.resolve.found import plain

FILE = "agency_resolution"
HOLE, ENDING, AS_WRITTEN = "{d}", "*", "="


@dataclass(frozen=True, slots=True)
class Split:
    """A name taken apart: division code, skeleton, and the words in front that said the division.

    ``said`` is ``level`` (市), ``name`` (兰溪市), or empty when the name says no division.
    """

    division: str | None
    skeleton: str
    said: str
    head: str


@dataclass(frozen=True, slots=True)
class Known:
    """A skeleton that the gazetteer knows: its record, the spelling found, and whether guessed."""

    record: Agency
    core: str
    guessed: bool


class AgencyNames:
    """The gazetteer's skeletons and the words that split a name; built once per lexicon."""

    def __init__(self, lexicon: Lexicon, divisions: DivisionIndex) -> None:
        self._divisions = divisions
        self._table = {
            full: words if isinstance(words, tuple) else ()
            for full, words in lexicon.table(FILE, "ending").items()
        }
        self._endings = sorted(
            ((word, full) for full, words in self._table.items() for word in words),
            key=lambda pair: (-len(pair[0]), pair),
        )
        self._cores: dict[str, Agency] = {}
        for record in lexicon.agencies:
            if not record.division:
                for name in (*record.core, *self._official(record.full)):
                    self._cores.setdefault(plain(name).removeprefix(HOLE), record)
        words = lexicon.words
        self._levels = words(FILE, "level_words")
        self._no_levels = words(FILE, "no_levels")
        self._fronts = words(FILE, "dropped_fronts")
        self._guesses = {
            level: listed if isinstance(listed, tuple) else ()
            for level, listed in lexicon.table(FILE, "guessed").items()
        }
        self._stem_ends = words(FILE, "stem_ends")
        self._collective_fronts = words(FILE, "collective_fronts")
        self._collective_insides = words(FILE, "collective_insides")
        self._collective_ends = words(FILE, "collective_ends")

    def _official(self, full: str) -> list[str]:
        """The skeletons of an official name: every ending that it may take."""
        name = full.replace("{s}", HOLE).replace("{p}", HOLE)
        if name == AS_WRITTEN:
            return []
        if ENDING in name:
            return [name.replace(ENDING, ending) for ending in self._table]
        return [name]

    def ending(self, core: str) -> str:
        """The official form of a skeleton's ending: 发改委 → 委员会; empty when unknown."""
        return next((full for word, full in self._endings if core.endswith(word)), "")

    def split(self, text: str, place: Place) -> Split:
        """Take a plain name apart as seen from ``place``.

        市 in 市场监管局 is no level word (``no_levels``), nor is a level that the document's chain
        does not have (区招商局 in a plan of 兰溪市): such a name stays whole.
        """
        if text in self._cores:
            return Split(place.division, text, "", "")
        if not text.startswith(self._no_levels):
            for level in self._levels:
                if text.startswith(level) and len(text) > len(level):
                    code = self._divisions.level(level, place)
                    rest = text[len(level) :]
                    if code is not None:
                        return self._holes(code, rest, "level", level, place)
                    if not place.chain and self.known(rest) is not None:
                        return Split(None, rest, "level", level)  # a place that no list has
        code, rest = self._divisions.leading(text, place)
        if code is not None and len(rest) != 1:
            return self._holes(code, rest, "name", text[: len(text) - len(rest)], place)
        return self._holes(place.division, text, "", "", place)

    def _holes(self, code: str | None, text: str, said: str, head: str, place: Place) -> Split:
        """Find a division inside the name, when the gazetteer knows the skeleton that this leaves.

        金华市生态环境局兰溪分局 is a body of 兰溪市; 金华海关兰溪办公区 is no known skeleton and
        stays whole.
        """
        if text not in self._cores:
            for name, inner in place.inner:
                at = text.find(name)
                if at > 0:
                    skeleton = text[:at] + HOLE + text[at + len(name) :]
                    if skeleton in self._cores:
                        return Split(inner, skeleton, "name", head)
        return Split(code, text, said, head)

    def known(self, skeleton: str, code: str | None = None) -> Known | None:
        """The gazetteer's record of a skeleton, or None.

        Tries the words as they are, then without 政府 or 委 in front (市政府金融办), then a bare
        stem with the usual endings (“科技、工信、财政等部门”), which is a guess by the level of
        the division ``code``: 公安 of 云南省 is 公安厅, of 南通市 公安局.
        """
        record = self._cores.get(skeleton)
        if record is not None:
            return Known(record, skeleton, False)
        for front in self._fronts:
            rest = skeleton.removeprefix(front)
            if rest != skeleton and (record := self._cores.get(rest)) is not None:
                return Known(record, rest, False)
        stem = skeleton
        for end in self._stem_ends:
            if skeleton.endswith(end):
                stem = skeleton.removesuffix(end)
                break
        division = self._divisions.by_code.get(code or "")
        if 2 <= len(stem) <= 6:
            for ending in self._guesses.get(division.level if division else "prefecture", ()):
                if (record := self._cores.get(stem + ending)) is not None:
                    return Known(record, stem + ending, True)
        return None

    def collective(self, text: str) -> bool:
        """Whether a name means many bodies at once: 市级相关部门, 各乡镇（街道）, 大数据企业."""
        return (
            text.startswith(self._collective_fronts)
            or text.endswith(self._collective_ends)
            or any(inside in text for inside in self._collective_insides)
        )
