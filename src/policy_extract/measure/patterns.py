"""The pattern of a number with its unit, put together of the gazetteers' words; and what its groups hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from policy_extract.lexicon import Lexicon
from policy_extract.measure import numerals
from policy_extract.measure.bounds import Bounds
from policy_extract.measure.units import UnitReader


class Tail(NamedTuple):
    """What stands behind the digits: magnitude, unit, and 余 or 多 between."""

    prefix: str = ""
    unit: str = ""
    inside: str = ""


class Patterns:
    """The patterns of amounts; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, units: UnitReader, bounds: Bounds) -> None:
        self._units = units
        self._inside = _any(bounds.inside)
        self.prefix = _any(lexicon.words("measures", "prefix.plain")) + "".join(
            f"|{word}(?![{''.join(following)}])"
            for word, following in lexicon.table("measures", "prefix_not").items()
            if isinstance(following, tuple)
        )
        self.unit = _unit(lexicon, units)
        self.single, self.ranged = self._amounts(lexicon)
        # what may stand behind a spelled numeral that counts something; most numerals are part of words
        dashes = (
            *lexicon.words("numbers", "range.dash"),
            *lexicon.words("numbers", "range.joined"),
        )
        #: Behind the first number of a range stands a dash, or its magnitude: 6—7%, 3万-5万户.
        self.dashes = frozenset("-~、 " + numerals.SIGNS + "".join(dashes))
        self.goes_on = self.dashes | {"\n", *lexicon.words("numbers", "half.sign")}
        self.goes_on |= {word[0] for word in (*units.by_name, *bounds.inside)}
        mark = _any(lexicon.words("numbers", "share.mark"))
        whole = _any(lexicon.words("numbers", "share.whole"))
        leads = _any(lexicon.words("numbers", "range.leads"))
        number = rf"(?:{numerals.DIGITS}|{numerals.SPELLED}|{whole})"
        self.share = re.compile(
            rf"(?P<of>\w){mark}(?P<share>{number})(?:(?:-|~|{leads})(?:(?P=of){mark})?(?P<to>{number}))?"
            rf"(?P<inside>{self._inside})?"
        )

    def _amounts(self, lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """A number with its unit, and two of them with a dash between.

        The number comes first, so that most of a text fails at its first character; the words before it
        are looked up behind its back.
        """
        unit, prefix, inside = self.unit, self.prefix, self._inside
        # what a unit goes on with is of no matter to whether one stands there; its pattern is long
        begins = _unit_begins(self._units)
        compound = (
            rf"{numerals.COMPOUND}(?=\s?(?:{inside})?\s?(?:{begins})|(?:{inside})?[,;。、)的]|$)"
        )
        digits = rf"(?:{compound}|{numerals.DIGITS})"
        low = rf"(?:{digits}|{numerals.SPELLED})"
        single = numerals.SINGLE
        with_ = lexicon.pattern(
            r"(?:<numbers.range.joined>)(?=[^,;。、]{1,16}(?:<numbers.range.between>))"
        ).pattern
        leads = _any(lexicon.words("numbers", "range.dash"))
        dash = rf"(?: ?(?:-{{1,2}}|~|{leads}) ?|(?<={single})、(?={single})|{with_})"
        pair = "|".join(sorted(lexicon.words("numbers", "pair.words")))
        counted = _any(self._units.counted)
        big, power, tens = numerals.BIG, numerals.ALONE, numerals.TEN
        hundred = power[0]
        money = self._units.money_unit

        gap = r"(?:\s|\x0b+)?"  # white space, or a cut that layout has mended (layout.mending)

        def tail(n: int) -> str:
            return (
                rf"(?:{gap}(?P<inside{n}>{inside})?(?P<prefix{n}>{prefix})?(?P<more{n}>{inside})?{gap}"
                rf"(?P<unit{n}>{unit})"
                # a blank only where the words end behind: 近 1 亿。, not 3 万达广场
                rf"|(?P<pre{n}>{inside})?(?: (?=[{big}](?:[,;。、)]|$)))?(?P<bare{n}>[{big}])(?P<rest{n}>{inside})?(?=[,;。、)/的\u4e00-\u9fff]|$))"
            )

        single_ = (
            rf"(?:(?P<num>{digits})(?:\s?±\s?(?P<about>\d+(?:\.\d+)?))?"
            rf"(?:{tail(1)}|\((?P<bracket>(?:{prefix})?(?:{unit}))\))?"
            rf"|(?:(?P<pair_tens>{numerals.ONE}?{tens}|{numerals.ONE}{hundred})?(?P<pair>{pair})(?P<pair_power>[{numerals.ROUND}])?"
            rf"|(?P<word>{numerals.COMPOUND}|{numerals.SPELLED})){tail(2)})"
            rf"|(?P<scale>[{power}])(?P<some>{inside})?(?P<much>[{big}])?(?P<counted>{counted}|{money})?(?!级)"
        )
        first = (
            rf"(?P<low>{low})(?: ?(?P<low_prefix>{prefix})?(?P<low_unit>{unit})?)?(?P<dash>{dash})"
        )
        return re.compile(single_), re.compile(rf"{first}(?:{single_})")

    def tail_of(self, m: re.Match[str]) -> Tail:
        """What a match holds behind its digits."""
        n = 1 if m["num"] else 2
        inside = next(
            (m[f"{name}{n}"] for name in ("inside", "more", "rest", "pre") if m[f"{name}{n}"]), ""
        )
        bracket = m["bracket"]
        if bracket:
            known = bracket in self._units.by_name
            prefix = "" if known or bracket[0] not in numerals.BIG else bracket[0]
            return Tail(prefix, bracket[len(prefix) :], inside)
        return Tail(m[f"prefix{n}"] or m[f"bare{n}"] or "", m[f"unit{n}"] or "", inside)


def number(words: str) -> tuple[Decimal, str, bool] | None:
    """A number → its value, the magnitude that it is told in, and whether it has several parts; None for none."""
    several = numerals.of_several_parts(words)
    if not several:
        return numerals.number(words), "", False
    found = numerals.compound(words)
    return (*found, True) if found else None


def _unit(lexicon: Lexicon, units: UnitReader) -> str:
    """One unit, or two with a stroke or 每 between: 吨标准煤/万元, 公里每小时, 立方米/平方公里·日."""
    names, below = _names(units), _spelt(units.below, {})
    each = _any(lexicon.words("numbers", "each.units"))
    one = f"(?:{names}|{below})"
    return (
        rf"{_unit_begins(units)}"
        rf"(?:/(?:[万亿百千]{{0,2}}{one}(?:[·/]{one})?|\({one}[·/]{one}\))|每(?:{each}))?"
    )


def _unit_begins(units: UnitReader) -> str:
    """A unit with a stroke in its own name (元/人), or the first of two."""
    whole = _spelt((n for n in units.by_name if "/" in n), {})
    return f"(?:{whole})|(?:{_names(units)})"


def _names(units: UnitReader) -> str:
    return _spelt((n for n in units.by_name if "/" not in n), units.words_with)


def _spelt(names: Iterable[str], words_with: Mapping[str, tuple[str, ...]]) -> str:
    """Longest first; a unit in letters is none where the letters go on (5GHz has no G).

    Grouped by their first sign, so that a place without a unit costs one look. ``words_with``: with what
    a unit's sign makes another word, 人 of 人口.
    """
    by_first: dict[str, list[str]] = {}
    for name in names:
        by_first.setdefault(name[0], []).append(name)
    groups = []
    for first, own in sorted(by_first.items()):
        rest = sorted((name[1:] for name in own), key=lambda name: (-len(name), name))
        ends = "|".join(
            re.escape(r) + _closed(first + r, words_with.get(first + r, ())) for r in rest
        )
        groups.append(f"{re.escape(first)}(?:{ends})")
    signs = "".join(map(re.escape, sorted(by_first)))
    return f"(?=[{signs}])(?:{'|'.join(groups)})"


def _closed(name: str, words_with: tuple[str, ...]) -> str:
    if words_with:
        return f"(?!{_any(words_with)})"
    return "(?![A-Za-z])" if name[-1].isascii() and name[-1].isalpha() else ""


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) or "(?!)"
