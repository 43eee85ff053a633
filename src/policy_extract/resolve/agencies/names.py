"""Taking an agency's name apart: which division it speaks of, and the skeleton that is left.

A skeleton is the name without its division; a division inside it stands as ``{d}``: 人行兰溪市支行
is 人行{d}支行 of 兰溪市. The gazetteer's ``core`` names are skeletons.
"""

from __future__ import annotations

import re
from functools import lru_cache

from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.records import Agency
from policy_extract.resolve.agencies.skeletons import HOLE, Known, Skeletons
from policy_extract.resolve.divisions import DivisionIndex, Place
from policy_extract.resolve.found import plain, squeeze
from policy_extract.resolve.matching import Name
from policy_extract.tuples import NamedTuple

FILE = "agency_resolution"
_MANY = 8192  # names that are remembered: a plan names the same ones again and again


class Split(NamedTuple):
    """A name taken apart: division code, skeleton, and the words in front that said the division.

    ``said`` is ``level`` (市), ``name`` (兰溪市), or empty when the name says no division.
    """

    division: str | None
    skeleton: str
    said: str
    head: str


class Reading(NamedTuple):
    """A name as the rules read it in its document: ``written`` without white space, ``text`` without quotes,
    ``form`` also without what only explains it, and what the gazetteer knows of the skeleton."""

    written: str
    text: str
    form: str
    place: Place
    split: Split
    known: Known | None


class AgencyNames:
    """Reads names by the gazetteer's skeletons and the words that split them; built once per lexicon."""

    def __init__(self, lexicon: Lexicon, divisions: DivisionIndex) -> None:
        self._divisions = divisions
        self.skeletons = lexicon.once(Skeletons)
        words = lexicon.words
        self._levels = words(FILE, "level_words")
        self._kinds = words(FILE, "kinds_unsaid")
        self._no_levels = words(FILE, "no_levels")
        self._higher = {
            ending: level
            for level, endings in lexicon.table(FILE, "higher").items()
            for ending in (endings if isinstance(endings, tuple) else ())
        }
        self._not_higher = words(FILE, "not_higher")
        self._party = words(FILE, "party")
        self._party_body = "".join(words(FILE, "party_body")[:1])
        self._committee = words(FILE, "party_committee")
        self._former = words(FILE, "former")
        self._around_level = [w.split("@") for w in words(FILE, "around_level")]
        self._explains = lexicon.pattern(
            r"^(?!(?:<agency_resolution.each>))(?P<name>[^（）]{2,})"
            r"（(?:(?:<agency_resolution.explained.front>)[^（）]*|[^（）]*(?:<agency_resolution.explained.end>))）$"
        )
        self._read = lru_cache(maxsize=_MANY)(self._read_once)

    def read(self, name: Name) -> Reading:
        """The name taken apart, as seen from the place of its document."""
        return self._read(name)

    def _read_once(self, name: Name) -> Reading:
        text = plain(name.text)
        form = self._form(text, name.place)
        split = self.split(form, name.place)
        known = self.known(split)
        return Reading(squeeze(name.text), text, form, name.place, split, known)

    def known(self, split: Split) -> Known | None:
        """The gazetteer's record of a skeleton, as bodies are called at the level of its division."""
        division = self._divisions.by_code.get(split.division or "")
        return self.skeletons.known(split.skeleton, division.level if division else "prefecture")

    def _form(self, text: str, place: Place) -> str:
        """The name without what only explains it: 市行政审批局（市政务服务办）, 原市工商局, 中共兰溪市委员会组织部.

        Refused: 各县（市、区）政府, 各乡镇（街道）: these brackets belong to the name.
        """
        explained = self._explains.match(text)
        if explained is not None:
            text = explained["name"]
        for word in self._former:
            if text.startswith(word) and len(text) > len(word) + 2:
                text = text.removeprefix(word)
        for front in self._party:
            if text.startswith(front):
                text = self._without_party(text, text.removeprefix(front), place)
        for before, after in self._around_level:  # 团市委: 市 + 团委
            middle = text.removeprefix(before).removesuffix(after)
            if text == before + middle + after and middle in self._levels:
                text = middle + before + after
        return text

    def _without_party(self, text: str, rest: str, place: Place) -> str:
        """中共兰溪市委组织部 and 中共兰溪市委员会组织部 are 兰溪市委组织部; 中共中央 stays whole."""
        code, body = self.leading(rest, place)
        if code is None:
            return text
        front = rest[: len(rest) - len(body)]
        for word in self._committee:
            if body.startswith(word) and len(body) > len(word):
                return front + self._party_body + body.removeprefix(word)
        return rest

    def split(self, text: str, place: Place) -> Split:
        """Take a plain name apart as seen from ``place``.

        市 in 市场监管局 is no level word (``no_levels``), nor in 市南区发改局 of 青岛市, nor is a level that
        the document's chain does not have (区招商局 in a plan of 兰溪市): such a name stays whole.
        """
        if text in self.skeletons:
            return Split(self._own(text, place), text, "", "")
        code, rest = self.leading(text, place)
        head = text[: len(text) - len(rest)]
        fits = code is not None and (len(rest) != 1 or rest in self.skeletons)
        if not (fits and self._in_full(code, head)) and not text.startswith(self._no_levels):
            found = self._by_level(text, place)
            if found is not None:
                return found
        if fits:
            return self._holes(code, rest, "name", head, place)
        return self._holes(self._own(text, place), text, "", "", place)

    def _in_full(self, code: str | None, head: str) -> bool:
        division = self._divisions.by_code.get(code or "")
        return division is not None and head.endswith(division.name)

    def _by_level(self, text: str, place: Place) -> Split | None:
        for level in self._levels:
            if text.startswith(level) and len(text) > len(level):
                code = self._divisions.level(level, place)
                rest = text[len(level) :]
                if code is not None:
                    return self._holes(code, rest, "level", level, place)
                if not place.chain and self.skeletons.known(rest, "prefecture") is not None:
                    return Split(None, rest, "level", level)  # a place that no list has
        return None

    def _own(self, text: str, place: Place) -> str | None:
        """The document's own division, or the one above it that alone has such bodies: 水利厅 is the province's."""
        for ending, level in self._higher.items():
            if text.endswith(ending) and not text.endswith(self._not_higher):
                for division in place.chain:
                    if division.level == level:
                        return division.code
        return place.division

    def _holes(self, code: str | None, text: str, said: str, head: str, place: Place) -> Split:
        """Find a division inside the name, when the gazetteer knows the skeleton that this leaves.

        金华市生态环境局兰溪分局 is a body of 兰溪市, 国家税务总局兰溪市税务局 too.
        """
        if text not in self.skeletons:
            near = self._divisions.place(code) if said == "name" else place
            for skeleton, inside in self.skeletons.with_hole(text):
                inner = self.whole(inside, near) or self.whole(inside, place)
                if inner is not None:
                    return Split(inner, skeleton, "name", head)
        return Split(code, text, said, head)

    def whole(self, text: str, place: Place) -> str | None:
        """The division that words are the name of, and nothing more: 兰溪, 浙江省金华市."""
        found = self._divisions.find(text, place)
        if found is not None:
            return found
        code, rest = self.leading(text, place)
        return code if not rest else None

    def leading(self, text: str, place: Place) -> tuple[str | None, str]:
        """The innermost division that a name opens with, and the rest: 恩施州|林业局, 景宁县|发改局 too, whose
        names say 土家族苗族自治州 and 畲族自治县."""
        code, rest = self._divisions.leading(text, place)
        if code is not None:
            for level in self._kinds:
                itself = self._divisions.level(level, self._divisions.place(code)) == code
                if itself and rest.startswith(level) and rest not in self.skeletons:
                    return code, rest.removeprefix(level)
        return code, rest


def built(record: Agency, known: Known, skeletons: Skeletons) -> str:
    """A record's full name with the ending that was written; without the division where none is inside."""
    full = record.full
    if skeletons.ANY_ENDING in full:
        full = full.replace(skeletons.ANY_ENDING, skeletons.ending(known.core))
    return full if re.search(r"\{[dsp]\}", full) else HOLE + full
