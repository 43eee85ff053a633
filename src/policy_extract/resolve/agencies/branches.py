"""Branches of bodies: 金华市自然资源和规划局婺城分局 serves 婺城区, 市资规局开发区分局 a part of the city."""

from __future__ import annotations

from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.records import Agency
from policy_extract.resolve.agencies.names import FILE, AgencyNames, Reading
from policy_extract.tuples import NamedTuple

_LONGEST = 8  # signs of a place between a body's name and the word for its branch


class Branch(NamedTuple):
    """A branch: whose, the division that it serves, the part of it (empty: the whole), and the word for it."""

    record: Agency
    division: str | None
    part: str
    word: str


class Branches:
    """Recognises branches of bodies that gazetteers know; built once per lexicon."""

    def __init__(self, lexicon: Lexicon, names: AgencyNames) -> None:
        self._names = names
        self._ends = lexicon.words(FILE, "branch_ends")
        self._joints = lexicon.words(FILE, "branch_joints")
        self._parks = lexicon.words(FILE, "platform_ends")

    def find(self, reading: Reading) -> Branch | None:
        """The branch that a name means, or None.

        Refused: 民航重庆空管分局 (no place that 民航局 has a branch for), 城市管理局, a bank's 支行.
        """
        text, split = reading.split.skeleton, reading.split
        word = next((end for end in self._ends if text.endswith(end)), None)
        opening = self._names.skeletons.opening(text.removesuffix(word)) if word else None
        if word is None or opening is None:
            return None
        known, length = opening
        part = text[length : len(text) - len(word)]
        for joint in self._joints:
            part = part.removeprefix(joint)
        inner = self._names.whole(part, reading.place) if part else None
        if inner is not None:
            return Branch(known.record, inner, "", word)
        if len(part) > _LONGEST or (known.guessed and part and not part.endswith(self._parks)):
            return None
        return Branch(known.record, split.division, part, word)

    def superior(self, body: str) -> tuple[str, bool] | None:
        """The key of the body that a branch's key opens with, and whether the branch serves a whole division."""
        word = next((end for end in self._ends if body.endswith(end)), None)
        keys = self._names.skeletons.keys
        if word is None or body in keys:
            return None
        stem = body.removesuffix(word)
        for length in range(len(stem), 1, -1):
            if stem[:length] in keys:
                return stem[:length], length == len(stem)
        return None
