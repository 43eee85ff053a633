"""Bodies that no gazetteer knows: their own words, behind the division's name where they are an office of it."""

from __future__ import annotations

from policy_extract.lexicon import Lexicon
from policy_extract.resolve.agencies.names import FILE, Reading
from policy_extract.resolve.areas.names import NOWHERE
from policy_extract.resolve.divisions import NATION, DivisionIndex
from policy_extract.resolve.found import RANK_BUILT, RANK_STATED, RANK_WRITTEN, Found


class Unlisted:
    """Names bodies by their own words; built once per lexicon."""

    def __init__(self, lexicon: Lexicon, divisions: DivisionIndex) -> None:
        self._divisions = divisions
        words = lexicon.words
        self._same_endings = [
            (other, word)
            for word, others in lexicon.table(FILE, "same_ending").items()
            for other in (others if isinstance(others, tuple) else ())
        ]
        self._body_ends = words(FILE, "body_ends")
        self._unprefixed = words(FILE, "unprefixed")
        self._national = words(FILE, "national_fronts")
        self._party_fronts = words(FILE, "party_fronts")
        self._party = "".join(words(FILE, "party")[:1])
        self._party_body = "".join(words(FILE, "party_body")[:1])
        self._government_fronts = words(FILE, "government_fronts")
        self._government = "".join(words(FILE, "government")[:1])

    def find(self, reading: Reading) -> Found:
        """The body by its own words.

        三江源国家公园管理局 and 黄河上游水电开发有限公司 stay as written: they are no office of
        the province.
        """
        split, written = reading.split, reading.written
        code, core = split.division, split.skeleton
        division = self._divisions.by_code.get(code or "")
        full = written if reading.form == reading.text else reading.form
        rank, rule = RANK_WRITTEN, "as_written"
        if reading.text.startswith(self._national):
            code = NATION
        elif split.said == "name":
            rank, rule = RANK_STATED, "exact"
        elif division is not None and (split.said or self._office(reading.text)):
            full = self._titled(division.name, self._rest(reading))
            rank, rule = RANK_BUILT, "level_word" if split.said else "bare"
        return Found(
            f"agency:{code or NOWHERE}:{self._alike(core)}", "agency", full, rank, rule, 100.0, code
        )

    def titled(self, reading: Reading) -> str:
        """The name behind the name of its division, where that is not said."""
        division = self._divisions.by_code.get(reading.split.division or "")
        if division is None or reading.split.said == "name":
            return reading.written
        return self._titled(division.name, self._rest(reading))

    def _rest(self, reading: Reading) -> str:
        """The name without its level word, with the quotes that were written where they are."""
        head = reading.split.head
        if reading.written.startswith(head) and reading.form == reading.text:
            return reading.written[len(head) :]
        return reading.split.skeleton

    def _alike(self, core: str) -> str:
        """One spelling of an ending: 领导小组办 is 领导小组办公室, 云山街道 is 云山街道办事处."""
        for other, word in self._same_endings:
            if core.endswith(other):
                return core.removesuffix(other) + word
        return core

    def _titled(self, division: str, core: str) -> str:
        """The regular full name: 委改革办 → 中共X委改革办, 政府督查室 → X人民政府督查室."""
        for front in self._party_fronts:
            if core.startswith(front) and len(core) > len(front) + 1:
                return self._party + division + self._party_body + core.removeprefix(front)
        for front in self._government_fronts:
            if core.startswith(front) and len(core) > len(front) + 1:
                return division + self._government + core.removeprefix(front)
        return division + core

    def _office(self, text: str) -> bool:
        """Whether a bare name is an office of the division: 通创办, not 民航重庆空管分局."""
        return (len(text) <= 6 or text.endswith(self._body_ends)) and not any(
            word in text for word in self._unprefixed
        )
