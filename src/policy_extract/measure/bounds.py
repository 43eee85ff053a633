"""Words beside a number that make it a bound: “不得超过”, “以上”, “未达到”; and which bound.

A closed grammar: a negation (不, 严禁), perhaps a modal (得, 允许) and an adverb (再), then a comparator
(超过). The direction comes out of the comparator and out of whether it is negated; no whole phrase is listed.
The words stand in ``comparators.toml`` and ``negation.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from policy_extract.lexicon import Lexicon
from policy_extract.model import Comparator
from policy_extract.tuples import NamedTuple

_LOOK = 16  # signs in front of a number in which its bound is looked for
#: What is left of a bound under a negation; “~” and “=” have no opposite.
OPPOSITE: Mapping[Comparator, Comparator] = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}

#: A negation, as the case may be with a modal and an adverb; for ``Lexicon.pattern``.
NEGATION = r"(?:(?:<negation.negation.core>|(?:(?<!<negation.negation.averaged>)|(?<=<negation.negation.several>))(?:<negation.negation.each>))(?:<negation.negation.modal>)?(?:<negation.negation.adverb>)?)"


def comparator(lexicon: Lexicon) -> str:
    """A pattern of the words of two signs and more that bound a number: 超过, 低于, 至少."""
    return _any(word for word in _told(_signs(lexicon, "before")) if len(word) > 1)


class Front(NamedTuple):
    """The words in front of a number: where they begin, what they say; ``belongs`` when they are quoted with it.

    突破1400亿元 is quoted whole, 达到|500家 is not. ``word`` is the comparator, ``negated`` that a negation
    stands before it.
    """

    start: int
    word: str
    negated: bool = False
    belongs: bool = False
    sign: Comparator | None = None  # where no list of comparators has the word


class Bound(NamedTuple):
    """What a number's bound is, and the words that said it (“” when it is exact)."""

    comparator: Comparator
    words: str = ""
    negated: bool = False


_EXACT = Bound("=")


class Bounds:
    """Reads bounds; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._before, self.after = _signs(lexicon, "before"), _signs(lexicon, "after")
        self.inside = _signs(lexicon, "inside")
        self._ceiling = frozenset(lexicon.words("comparators", "ceiling.<="))
        # Comparator words belong to the quote (突破1400亿元), announcing ones (达到, 控制在) do not.
        self._announcing = self._ceiling.union(lexicon.words("comparators", "before.="))
        self._reached = frozenset(lexicon.words("negation", "reached.words"))
        self._never = frozenset(lexicon.words("negation", "negation.never"))
        self._within = lexicon.words("negation", "within.words")
        self._breaks = frozenset(lexicon.words("quantities", "breaking.words"))
        self._broken = lexicon.pattern(
            r"\d{1,4}(?:<quantities.breaking.counts>)[^,;。、:]{0,14}?(?:<quantities.breaking.what>)(?=[,;。、)]|等|$)"
        )
        place = lexicon.words("negation", "reached.place")
        plain = {*self._before, *self._ceiling}
        told = _told(self._before)
        negatable = {*told, *self._reached, *place} - self._never
        not_ = NEGATION
        each = r"\s*(?:<measures.each_person.words>)?"
        cores = (
            *lexicon.words("negation", "negation.core"), *lexicon.words("negation", "negation.each")
        )  # fmt: skip
        signs = "".join(map(re.escape, sorted({word[0] for word in (*cores, *plain)})))
        self._front = lexicon.pattern(  # a word is tried where it may begin only
            rf"(?=[{signs}])(?:(?P<not>{not_}+)\n?(?P<denied>{_any(negatable)})|(?P<word>{_any(plain)})){each}$"
        )
        self._core = lexicon.pattern(rf"{not_}")
        ends = {
            *plain,
            *negatable,
            *lexicon.words("measures", "each_person.words"),
            " ",
            "\n",
            "\x0b",
        }
        self._last = frozenset(word[-1] for word in ends)
        behind = _any(told - self._never)
        self._behind = lexicon.pattern(
            rf"(?:的?(?:<negation.behind.limits>)?)?(?P<not>{not_}+)(?P<denied>{behind})"
            r"(?=[,;。、)!:\s并且]|$)"
        )
        self._end = lexicon.pattern(rf"(?P<not>{not_}+)(?P<denied>{behind})$")
        self._first = frozenset(
            word[0] for word in (*cores, *lexicon.words("negation", "behind.limits"), "的")
        )

    def front(self, shadow: str, begin: int) -> Front | None:
        """The words that end at ``begin`` (code points) and announce or bound the number there, or None.

        Refused: 不过3% (“only 3%”), 家庭医生签约|12万人, 突破|10项关键技术 (which are broken through), and any word that does not stand right before the number.
        """
        if begin == 0 or shadow[begin - 1] not in self._last:
            return None
        found = self._front.search(shadow, max(0, begin - _LOOK), begin)
        if found is None:
            return None
        word = found["word"]
        if word is None:
            return Front(found.start(), found["denied"], self._denies(found), belongs=True)
        if shadow.endswith(self._within, 0, begin):
            return None
        if word in self._breaks and self._broken.match(shadow, begin):
            return None
        if word in self._never and self._core.search(
            shadow, max(0, found.start() - 1), found.start()
        ):
            return None
        return Front(found.start(), word, belongs=word not in self._announcing)

    def settle(self, front: Front | None, after: str, inside: str) -> Bound:
        """The bound that the words in front, inside (余) and behind a number make together.

        The word behind stands nearest to the unit, so that it wins: “控制在1.2以下”, “突破28万元以上”. Under a
        negation it is turned: “不得在3%以上” is “<”.
        """
        if inside:
            return Bound(self.inside[inside], inside)
        if front is None and not after:
            return _EXACT
        following = self.after.get(after)
        if front is not None and front.negated:
            return self._negated(front, following, after)
        word = front.word if front else ""
        ceiling = word in self._ceiling
        sign: Comparator = "<=" if ceiling else self._before.get(word, "=")
        if front is not None and front.sign:
            sign = front.sign
        if following and (sign in ("=", "~") or following != "~" or ceiling):
            return Bound(following, after)
        return Bound(sign, word if sign != "=" else "")

    def _negated(self, front: Front, following: Comparator | None, after: str) -> Bound:
        sign = self._before.get(front.word, "=")
        if sign in OPPOSITE:
            return Bound(OPPOSITE[sign], front.word, True)
        if following is not None and following in OPPOSITE:
            return Bound(OPPOSITE[following], after, True)
        if front.word in self._reached:
            return Bound("<", front.word, True)
        return Bound(following or "=", after)

    def at_end(self, words: str) -> tuple[str, Bound] | None:
        """Words without the negated bound at their end: 建设用地指标|不得突破; None where none stands."""
        found = self._end.search(words)
        return (
            (words[: found.start()], self._denied(found)) if found and self._denies(found) else None
        )

    def behind(self, shadow: str, stop: int) -> tuple[int, Bound] | None:
        """A negated bound behind a number, “500亩的上限不得突破”: where it ends, and what it says; else None.

        Refused: a bound of the next number (“3%，不得超过5%”).
        """
        if shadow[stop : stop + 1] not in self._first:
            return None
        found = self._behind.match(shadow, stop, stop + _LOOK)
        return (found.end(), self._denied(found)) if found and self._denies(found) else None

    def _denies(self, found: re.Match[str]) -> bool:
        """An odd number of negations; two of them (不得不) say it again."""
        return len(self._core.findall(found["not"])) % 2 == 1

    def _denied(self, found: re.Match[str]) -> Bound:
        sign = self._before[found["denied"]]
        return Bound(OPPOSITE[sign], found["denied"], True)


def _told(signs: Mapping[str, Comparator]) -> set[str]:
    return {word for word, sign in signs.items() if sign in OPPOSITE}


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w))))


def _signs(lexicon: Lexicon, table: str) -> dict[str, Comparator]:
    found: dict[str, Comparator] = {}
    for sign, words in lexicon.table("comparators", table).items():
        for word in words if isinstance(words, tuple) else ():
            found[word] = sign  # type: ignore[assignment]
    return found
