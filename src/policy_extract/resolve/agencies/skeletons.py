"""The names of bodies that gazetteers have, without their divisions: 发改委, 人行{d}支行, 生态环境局{d}分局."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.records import Agency
from policy_extract.resolve.found import plain
from policy_extract.tuples import NamedTuple

HOLE = "{d}"
AS_WRITTEN = "="
_FILE = "agency_resolution"


class Known(NamedTuple):
    """A skeleton that the gazetteer knows: its record, the spelling found, and whether guessed."""

    record: Agency
    core: str
    guessed: bool


class Skeletons:
    """Looks skeletons up; built once per lexicon."""

    #: Where a full name holds it, the ending that was written is put: 发改委 → 委员会.
    ANY_ENDING: Final = "*"

    def __init__(self, lexicon: Lexicon) -> None:
        self._table = {
            full: words if isinstance(words, tuple) else ()
            for full, words in lexicon.table(_FILE, "ending").items()
        }
        self._endings = sorted(
            ((word, full) for full, words in self._table.items() for word in words),
            key=lambda pair: (-len(pair[0]), pair),
        )
        self._cores: dict[str, Agency] = {}
        self.keys: dict[str, Agency] = {}
        for record in lexicon.agencies:
            if not record.division:
                self.keys[record.key] = record
                for name in (*record.core, *self._official(record.full)):
                    self._cores.setdefault(plain(name).removeprefix(HOLE), record)
        self._holed: dict[str, list[tuple[str, str, str]]] = {}  # by the first sign
        holed = (core for core in self._cores if core.count(HOLE) == 1)
        for core in sorted(holed, key=lambda core: (-len(core), core)):
            before, _, after = core.partition(HOLE)
            self._holed.setdefault(core[0], []).append((before, after, core))
        words = lexicon.words
        self._fronts = words(_FILE, "dropped_fronts")
        self._guesses = {
            level: listed if isinstance(listed, tuple) else ()
            for level, listed in lexicon.table(_FILE, "guessed").items()
        }
        self._stem_ends = words(_FILE, "stem_ends")
        self._no_stems = frozenset(words(_FILE, "no_stems"))

    def __contains__(self, skeleton: str) -> bool:
        return skeleton in self._cores

    def _official(self, full: str) -> list[str]:
        """The skeletons of an official name: every ending that it may take."""
        name = full.replace("{s}", HOLE).replace("{p}", HOLE)
        if name == AS_WRITTEN:
            return []
        if self.ANY_ENDING in name:
            return [name.replace(self.ANY_ENDING, ending) for ending in self._table]
        return [name]

    def ending(self, core: str) -> str:
        """The official form of a skeleton's ending: 发改委 → 委员会; empty when unknown."""
        return next((full for word, full in self._endings if core.endswith(word)), "")

    def with_hole(self, text: str) -> Iterator[tuple[str, str]]:
        """Skeletons with a division inside that fit the words, the longest first, and what stands in their hole."""
        for before, after, core in self._holed.get(text[:1], ()):
            inside = text[len(before) : len(text) - len(after)]
            if inside and text.startswith(before) and text.endswith(after):
                yield core, inside

    def known(self, skeleton: str, level: str) -> Known | None:
        """The gazetteer's record of a skeleton, or None.

        Tries the words as they are, then without 政府 or 委 in front (市政府金融办), then a bare
        stem with the usual endings (“科技、工信、财政等部门”), which is a guess by the level of
        the division: 公安 of 云南省 is 公安厅, of 南通市 公安局.
        """
        record = self._cores.get(skeleton)
        if record is not None:
            return Known(record, skeleton, False)
        for front in self._fronts:
            rest = skeleton.removeprefix(front)
            if rest != skeleton and (record := self._cores.get(rest)) is not None:
                return Known(record, rest, False)
        stems = [skeleton.removesuffix(e) for e in self._stem_ends if skeleton.endswith(e)]
        for stem in () if skeleton in self._no_stems else (*stems, skeleton):
            if 2 <= len(stem) <= 10:
                for ending in self._guesses.get(level, ()):
                    if (record := self._cores.get(stem + ending)) is not None:
                        return Known(record, stem + ending, True)
        return None

    def opening(self, text: str) -> tuple[Known, int] | None:
        """The body whose name the words open with, the longest, and how long it is there: 资规局|开发区.

        A guess where its ending is left out: 资规|兰溪.
        """
        for length in range(len(text), 1, -1):
            front = text[:length]
            record = self._cores.get(front)
            if record is not None:
                return Known(record, front, False), length
            for ending in self._guesses.get("prefecture", ()):
                if (record := self._cores.get(front + ending)) is not None:
                    return Known(record, front + ending, True), length
        return None
