"""The pattern of a number with its unit, put together of the gazetteers' words; and what its groups hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from policy_extract.lexicon import Lexicon
from policy_extract.measure import numerals
from policy_extract.measure.bounds import Bounds
from policy_extract.measure.units import UnitReader
from policy_extract.tuples import NamedTuple

#: The groups of what stands behind the digits.
_BEHIND = ("inside", "more", "rest", "pre", "bracket", "prefix", "bare", "unit")


class Amount(NamedTuple):
    """A number as it stands: what its pattern matched, where it ends, and what stands behind the digits.

    ``stop`` is a code point of the text; it lies behind the match where the unit goes on (吨标准煤|/万元).
    ``prefix`` is the magnitude, ``inside`` 余 or 多 between; “” for none.
    """

    match: re.Match[str]
    stop: int
    prefix: str
    unit: str
    inside: str


class Range(NamedTuple):
    """Two numbers with a dash between: what the pattern of the first matched, its unit, and the second."""

    first: re.Match[str]
    low_unit: str
    second: Amount


class Patterns:
    """The patterns of amounts; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, units: UnitReader, bounds: Bounds) -> None:
        self._units = units
        self._inside = _any(bounds.inside)
        self.prefix = _any(lexicon.words("measures", "prefix.plain")) + "".join(
            f"|{re.escape(word)}(?![{re.escape(''.join(following))}])"
            for word, following in lexicon.table("measures", "prefix_not").items()
            if isinstance(following, tuple)
        )
        self.unit = _unit_begins(units)
        #: The rest of a unit behind its first part: /万元, /(万人·日), 每小时.
        self.rest = _rest(lexicon, units)
        self._rest = lexicon.compiled(self.rest)
        self._pairs = sorted(lexicon.words("numbers", "pair.words"))
        self._single = lexicon.compiled(self._one())
        self._first = lexicon.compiled(self._before_dash(lexicon))
        # what may stand behind a spelled numeral that counts something; most numerals are part of words
        dashes = (
            *lexicon.words("numbers", "range.dash"),
            *lexicon.words("numbers", "range.joined"),
        )
        #: Behind the first number of a range stands a dash, or its magnitude: 6—7%, 3万-5万户.
        self.dashes = frozenset("-~、 " + numerals.SIGNS + "".join(dashes))
        self.goes_on = self.dashes | {"\n", "0", *lexicon.words("numbers", "half.sign")}
        self.goes_on |= {word[0] for word in (*units.by_name, *bounds.inside)}
        mark = f"(?:{_any(lexicon.words('numbers', 'share.mark'))})"
        whole = _any(lexicon.words("numbers", "share.whole"))
        leads = _any(lexicon.words("numbers", "range.leads"))
        number = rf"(?:{numerals.DIGITS}|{numerals.SPELLED}|{whole})"
        self.share = lexicon.compiled(
            rf"(?P<of>\w){mark}(?P<share>{number})(?:(?:-|~|{leads})(?:(?P=of){mark})?(?P<to>{number}))?"
            rf"(?P<inside>{self._inside})?"
        )

    def amount(self, shadow: str, start: int, end: int) -> Amount | None:
        """The number with its unit that begins at ``start``, within ``end`` (code points)."""
        m = self._single.match(shadow, start, end)
        if m is None:
            return None
        # all at once: a number has a dozen groups, and there are thousands of numbers
        inside, more, rest, pre, bracket, prefix, bare, unit = m.group(*_BEHIND)
        inside, stop = inside or more or rest or pre or "", m.end()
        if bracket:
            known = bracket in self._units.by_name
            prefix = "" if known or bracket[0] not in numerals.BIG else bracket[0]
            return Amount(m, stop, prefix, bracket[len(prefix) :], inside)
        goes_on = self._rest.match(shadow, stop, end) if unit else None
        if goes_on:
            unit, stop = unit + goes_on.group(), goes_on.end()
        return Amount(m, stop, prefix or bare or "", unit or "", inside)

    def range(self, shadow: str, start: int, end: int) -> Range | None:
        """Two numbers with a dash between of which the first begins at ``start``, within ``end``."""
        m = self._first.match(shadow, start, end)
        if m is None or (m["low_rest"] and not self._rest.fullmatch(m["low_rest"])):
            return None
        second = self.amount(shadow, m.end(), end)
        return Range(m, (m["low_unit"] or "") + (m["low_rest"] or ""), second) if second else None

    def _digits(self) -> str:
        # what a unit goes on with is of no matter to whether one stands there
        compound = rf"{numerals.COMPOUND}(?=\s?(?:{self._inside})?\s?(?:{self.unit})|(?:{self._inside})?[,;。、)的]|$)"
        return rf"(?:{compound}|{numerals.DIGITS})"

    def _one(self) -> str:
        """A number with its unit.

        The number comes first, so that most of a text fails at its first character; the words before it
        are looked up behind its back.
        """
        unit, prefix, inside = self.unit, self.prefix, self._inside
        pair = "|".join(map(re.escape, self._pairs))
        counted = _any(self._units.counted)
        big, power, tens = numerals.BIG, numerals.ALONE, numerals.TEN
        gap = r"(?:\s|\x0b+)?"  # white space, or a cut that layout has mended (layout.mending)
        tail = (
            rf"(?:{gap}(?P<inside>{inside})?(?P<prefix>{prefix})?(?P<more>{inside})?{gap}(?P<unit>{unit})"
            # a blank only where the words end behind: 近 1 亿。, not 3 万达广场
            rf"|(?P<pre>{inside})?(?: (?=[{big}](?:[,;。、)]|$)))?(?P<bare>[{big}])(?P<rest>{inside})?(?=[,;。、)/的\u4e00-\u9fff]|$))"
        )
        return (
            rf"(?:(?P<num>{self._digits()})(?:\s?±\s?(?P<about>\d+(?:\.\d+)?))?"
            rf"|(?P<pair_tens>{numerals.ONE}?{tens}|{numerals.ONE}{power[0]})?(?P<pair>{pair})(?P<pair_power>[{numerals.ROUND}])?"
            rf"|(?P<word>{numerals.COMPOUND}|{numerals.SPELLED}))"
            # digits may stand without a unit, or with one in brackets; numerals count something
            rf"(?:{tail}|(?(num)(?:\((?P<bracket>(?:{prefix})?(?:{unit})(?:{self.rest})?)\))?|(?!)))"
            rf"|(?P<scale>[{power}])(?P<some>{inside})?(?P<much>[{big}])?(?P<counted>{counted}|{re.escape(self._units.money_unit)})?(?!级)"
        )

    def _before_dash(self, lexicon: Lexicon) -> str:
        """The first number of a range with its own unit, if it has one, and the dash."""
        single = numerals.SINGLE
        with_ = lexicon.pattern(
            r"(?:<numbers.range.joined>)(?=[^,;。、]{1,16}(?:<numbers.range.between>))"
        ).pattern
        leads = _any(lexicon.words("numbers", "range.dash"))
        dash = rf"(?: ?(?:-{{1,2}}|~|{leads}) ?|(?<={single})、(?={single})|{with_})"
        return (
            rf"(?P<low>{self._digits()}|{numerals.SPELLED})"
            rf"(?: ?(?P<low_prefix>{self.prefix})?(?:(?P<low_unit>{self.unit})(?P<low_rest>[/每][^,;。、~-]{{1,10}}?)?)?)?"
            rf"(?P<dash>{dash})"
        )


def number(words: str) -> tuple[Decimal, str, bool] | None:
    """A number → its value, the magnitude that it is told in, and whether it has several parts; None for none."""
    if words.isdecimal():  # as most numbers
        return Decimal(words), "", False
    several = numerals.of_several_parts(words)
    if not several:
        return numerals.number(words), "", False
    found = numerals.compound(words)
    return (*found, True) if found else None


def _rest(lexicon: Lexicon, units: UnitReader) -> str:
    """What a unit goes on with: 吨标准煤|/万元, 人|/10万人, 公里|每小时, 立方米|/平方公里·日."""
    each = _any(lexicon.words("numbers", "each.units"))
    one = f"(?:{_names(units)}|{_spelt(units.below, {})})"
    return rf"(?:/(?:(?:{_any(units.below_prefixes)})?{one}(?:[·/]{one})?|\({one}[·/]{one}\))|每(?:{each}))"


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
