"""Words with a number → a value: “突破1400亿元”, “1-2个”, “9.8%以上”, “三至五家”, “翻一番”. No context.

Works on the shadow of a text (plain digits and dashes). Whether a quantity is a statement about an
indicator, a threshold (5亿元以上项目) or part of a name is decided in ``extract.observations``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Context, Decimal

from policy_extract.document.plain import is_han
from policy_extract.lexicon import Lexicon
from policy_extract.measure import numerals
from policy_extract.measure.units import Measured, UnitReader
from policy_extract.model import Base, Comparator, Number, Value

_EXACT, _NINE = Context(prec=80), Decimal("1e-9")
# 4.5:38.5:57; whether it is a ratio of parts, the words around it say
_RATIO = re.compile(r"(?<![\d.:/])\d+(?:\.\d+)?(?: ?: ?\d+(?:\.\d+)?)+(?![\d.:/])")
_FRACTION_MARK = re.compile("/|分之")
_OPENING = re.compile("[\\d一二两三四五六七八九十百千万]")  # a number begins with one of these
_MOST_SIGNS = 18  # no plan counts further; longer runs of digits are numbers of files
_GOES_ON = re.compile(r"[ \u200b]\d{3}(?!\d)|\.(?=[亿万千百]?[元吨家个项亩人])")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with unit and bounds; ``start``–``end`` span the quote, ``number`` is where the digits begin.

    ``kind`` is the unit's kind (money, ratio, points, count, …) or "multiple" (翻一番), "none" (no unit).
    ``spelled`` says that the number was written in Chinese numerals.
    """

    start: int
    end: int
    number: int
    unit_end: int
    low: Number | None
    high: Number | None
    comparator: Comparator
    unit: str | None
    kind: str
    scale: float
    base_unit: str
    spelled: bool
    bound: str  # the words that made it a bound, "" when exact
    parts: tuple[Number, ...] | None = (
        None  # of a ratio: 4.5:38.5:57; then there is no low, no high
    )

    @property
    def rule(self) -> str:
        """The rule that read it, by its kind."""
        if self.kind in ("multiple", "fraction", "parts"):
            return f"candidate.{self.kind}"
        return "candidate.spelled" if self.spelled else "candidate.number"

    def value(self) -> Value:
        """The contract's value, with the magnitude in base units beside it."""
        base = None
        if self.base_unit:
            base = Base(
                low=scaled(self.low, self.scale),
                high=scaled(self.high, self.scale),
                unit=self.base_unit,
            )
        return Value(
            low=self.low, high=self.high, comparator=self.comparator, unit=self.unit, base=base
        )


@dataclass(frozen=True, slots=True)
class _Read:
    """A number as written: value or range, magnitude before the unit, unit, 余 or 多 inside."""

    low: Number
    high: Number
    prefix: str
    unit: str
    inside: str


class QuantityFinder:
    """Finds quantities; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._units = UnitReader(lexicon)
        self._tenths, self._percent = (
            lexicon.words("measures", f"tenths.{w}")[0] for w in ("unit", "percent")
        )
        self._each = lexicon.pattern(r"(?:<measures.each_person.words>)$")
        self._fraction_after = lexicon.words("measures", "fraction.after")
        self._after = _signs(lexicon, "after")
        self._before = _signs(lexicon, "before")
        self._inside = lexicon.words("comparators", "inside.>")
        ceiling = lexicon.words("comparators", "ceiling.<=")
        self._ceiling = frozenset(ceiling)
        # Comparator words belong to the quote (突破1400亿元), announcing ones (达到, 控制在) do not.
        self._announcing = frozenset((*lexicon.words("comparators", "before.="), *ceiling))
        before = "|".join(map(re.escape, sorted((*self._before, *ceiling), key=len, reverse=True)))
        self._pattern = self._compiled(lexicon)
        self._before_end = lexicon.pattern(rf"(?:{before})\s*(?:<measures.each_person.words>)?$")
        self._fraction = re.compile(
            r"(?<![\d./])(\d{1,2})/(\d{1,2})(?![\d/.])|([一二三四五六七八九十])分之([一二三四五六七八九])"
        )
        multiples = lexicon.table("measures", "multiple")
        self._multiples = {k: float(v) for k, v in multiples.items() if isinstance(v, int | float)}
        words = "|".join(map(re.escape, sorted(self._multiples, key=len, reverse=True)))
        self._multiple = re.compile(words) if words else None
        # N doublings: 翻两番 → 4, 翻1.5番 → 2.83, 翻近一番 → about 2
        self._doublings = re.compile(
            r"翻了?(?P<near>近|约)?(?P<count>[一二两三四五六]|\d(?:\.\d+)?)番"
        )

    def _compiled(self, lexicon: Lexicon) -> re.Pattern[str]:
        """A number with its unit, and the bound behind it."""
        names = sorted((n for n in self._units.by_name if "/" not in n), key=len, reverse=True)
        whole = sorted((n for n in self._units.by_name if "/" in n), key=len, reverse=True)
        unit = "|".join(map(re.escape, names))
        per = f"(?:{'|'.join(map(re.escape, whole))})"
        prefix = _alternation(lexicon, "prefix.plain") + "".join(
            f"|{word}(?![{''.join(units)}])"
            for word, units in lexicon.table("measures", "prefix_not").items()
            if isinstance(units, tuple)
        )
        # a word may be cut by the end of a wrapped line: 以⏎上
        broken = (
            r"\n?".join(map(re.escape, w)) for w in sorted(self._after, key=len, reverse=True)
        )
        after = "|".join(broken)
        inside = "|".join(map(re.escape, self._inside))
        gap = r"(?:\s|\x0b+)?"  # a cut between number and unit (layout.mending)
        number = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
        written = numerals.PATTERN

        def tail(n: int) -> str:
            return (
                rf"(?:{gap}(?P<inside{n}>{inside})?(?P<prefix{n}>{prefix})?(?P<more{n}>{inside})?{gap}"
                rf"(?P<unit{n}>{per}|(?:{unit})(?:/[万亿百千]{{0,2}}(?:{unit}))?)"
                rf"|(?P<pre{n}>{inside})?(?P<bare{n}>亿|万)(?P<rest{n}>{inside})?(?=[,;。、)的\u4e00-\u9fff]|$))"
            )

        dash = r" ?(?:-{1,2}|~|至|到|或) ?"
        # The number comes first, so that most of a text fails at its first character; the words before
        # it are looked up behind its back.
        return re.compile(
            rf"(?:(?:(?P<low>{number})(?: ?(?P<low_tail>(?:{prefix})?(?:{unit})?))?{dash}(?P<high>{number})"
            rf"|(?P<one>{number}))(?:{tail(1)}|\((?P<bracket>(?:{prefix})?(?:{unit}))\))?"
            rf"|(?:(?P<cn_low>{written})(?:至|到|-|~|、)(?P<cn_high>{written})|(?P<cn>{written}))(?=[\u4e00-\u9fff ])(?:{tail(2)})"
            rf"|(?P<scale>[百千万])(?P<scale_unit>亿元?|{_alternation(lexicon, 'magnitude_of.counted')})(?!级))"
            rf"(?P<after>\s?(?:{after}))?"
        )

    def find(self, shadow: str, start: int, end: int) -> list[Quantity]:
        """Quantities in ``shadow[start:end]``, in order; a number without unit has ``unit=None``.

        Refused: digits glued to letters (5G, G60, IPv6), parts of dates and of longer codes, numerals of
        words (一体, 三农) unless a unit follows.
        """
        found: list[Quantity] = []
        for match in self._matches(shadow, start, end):
            quantity = self._build(shadow, match)
            if quantity is not None:
                found.append(quantity)
        if self._multiple is not None:
            for match in self._multiple.finditer(shadow, start, end):
                factor = self._multiples[match.group()]
                value = int(factor) if factor.is_integer() else factor
                found.append(
                    Quantity(
                        match.start(),
                        match.end(),
                        match.start(),
                        match.end(),
                        value,
                        value,
                        "=",
                        None,
                        "multiple",
                        1,
                        "",
                        True,
                        "",
                    )
                )
        for match in self._doublings.finditer(shadow, start, end):
            found.append(_doubled(match))
        for mark in _FRACTION_MARK.finditer(shadow, start, end):
            found_at = self._fraction.search(
                shadow, max(start, mark.start() - 2), min(end, mark.end() + 3)
            )
            quantity = self._as_fraction(shadow, found_at) if found_at else None
            if quantity is not None:
                found.append(quantity)
        found.extend(map(_ratio, _RATIO.finditer(shadow, start, end)))
        found.sort(key=lambda q: (q.start, -q.end))
        return _without_overlap(found)

    def _matches(self, shadow: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Numbers with their units; only where a sign of a number stands, since most of a text has none."""
        at = start
        while (opening := _OPENING.search(shadow, at, end)) is not None:
            match = self._pattern.match(shadow, opening.start(), end)
            if match is not None:
                yield match
            at = match.end() if match else opening.end()

    def _as_fraction(self, shadow: str, m: re.Match[str]) -> Quantity | None:
        below = int(m[2]) if m[2] else numerals.spelled(m[3])
        above = int(m[1]) if m[1] else numerals.spelled(m[4])
        if not 0 < above < below:
            return None
        value = round(above / below, 4)
        words = self._before_end.search(shadow, max(0, m.start() - 9), m.start())
        before = words.group().strip() if words else ""
        behind = next((w for w in self._fraction_after if shadow.startswith(w, m.end())), "")
        comparator, bound = self._comparator(before, behind, "")
        return Quantity(
            words.start() if words and before not in self._announcing else m.start(),
            m.end() + len(behind),
            m.start(),
            m.end(),
            None if comparator in ("<", "<=") else value,
            None if comparator in (">", ">=") else value,
            comparator,
            None,
            "fraction",
            1,
            "1",
            not m[1],
            bound,
        )

    def _build(self, shadow: str, m: re.Match[str]) -> Quantity | None:
        """The quantity that a match stands for; None for a number that is part of something else."""
        first = next(name for name in ("low", "one", "cn_low", "cn", "scale") if m.group(name))
        begin, stop = m.start(first), m.end()
        spelled = first in ("cn_low", "cn", "scale")
        if not spelled and m.end(first) - begin > _MOST_SIGNS:
            return None
        if begin and _glued(shadow, begin, spelled):
            return None
        read = self._read(m, first)
        if read is None:
            return None
        unitless = not read.unit and not read.prefix
        if unitless and (_latin(shadow[stop : stop + 1]) or _cut(shadow, stop)):
            return None
        unit = self._units.read(read.unit, read.prefix)
        low, high = read.low, read.high
        if (
            unit.name == self._tenths
        ):  # 七成 is written as 70%, so that it compares with other shares
            unit = replace(unit, name=self._percent, scale=0.01)
            low, high = scaled(low, 10) or 0, scaled(high, 10) or 0
        runs_on = is_han(shadow[stop : stop + 1]) and shadow[stop] != "的"
        if not read.unit and read.prefix == "万" and runs_on:
            unit = Measured(
                read.prefix, None, 10_000.0, ""
            )  # 4800万高档面料: of what is said before
        if first == "one" and _negative_sign(shadow, begin):
            begin, low, high = begin - 1, -low, -high
        words = self._before_end.search(shadow, max(0, begin - 9), begin)
        before = self._each.sub("", words.group()).strip() if words else ""
        after = "".join((m.group("after") or "").split())
        comparator, bound = self._comparator(before, after, read.inside)
        if first in ("low", "cn_low"):
            comparator = "range"
        return Quantity(
            start=words.start() if words and before not in self._announcing else begin,
            end=stop,
            number=begin,
            unit_end=m.start("after") if m.group("after") else stop,
            low=None if comparator in ("<", "<=") else low,
            high=None if comparator in (">", ">=") else high,
            comparator=comparator,
            unit=unit.name,
            kind=unit.kind,
            scale=unit.scale,
            base_unit=unit.base,
            spelled=spelled,
            bound=bound,
        )

    def _read(self, m: re.Match[str], first: str) -> _Read | None:
        """Numbers, magnitude and unit as written."""
        n = 2 if first in ("cn_low", "cn") else 1
        unit = m.group(f"unit{n}") or ""
        prefix = m.group(f"prefix{n}") or m.group(f"bare{n}") or ""
        inside = next(
            (
                m.group(f"{name}{n}")
                for name in ("inside", "more", "rest", "pre")
                if m.group(f"{name}{n}")
            ),
            "",
        )
        bracket = m.group("bracket")
        if bracket:
            known = bracket in self._units.by_name
            prefix = "" if known or bracket[0] not in "万亿" else bracket[0]
            unit = bracket[len(prefix) :]
        if first == "scale":
            value, prefix, unit = self._units.bare_magnitude(
                m.group("scale"), m.group("scale_unit")
            )
            return _Read(value, value, prefix, unit, inside)
        numbers = self._numbers(m, first)
        return _Read(*numbers, prefix, unit, inside) if numbers else None

    def _numbers(self, m: re.Match[str], first: str) -> tuple[Number, Number] | None:
        if first == "low":
            low, high = _number(m.group("low")), _number(m.group("high"))
            if "%" in (m.group("low_tail") or "") or low <= high:
                return (low, high) if low <= high else None
            return None
        if first == "one":
            value = _number(m.group("one"))
            return value, value
        if first == "cn_low":
            low, high = numerals.spelled(m.group("cn_low")), numerals.spelled(m.group("cn_high"))
            return (low, high) if low < high else None
        value = numerals.spelled(m.group("cn"))
        return value, value

    def _comparator(self, before: str, after: str, inside: str) -> tuple[Comparator, str]:
        if inside:
            return ">", inside
        sign: Comparator = "<=" if before in self._ceiling else self._before.get(before, "=")
        if after:
            following = self._after[after]
            # the word behind the number stands nearest to its unit: “控制在1.2以下”, “控制在3%左右”
            if sign in ("=", "~") or following != "~" or before in self._ceiling:
                return following, after
        return sign, before if sign != "=" else ""


def _doubled(m: re.Match[str]) -> Quantity:
    """“翻两番” as a multiple: two to the power of what is counted, to two decimals."""
    count = m["count"]
    power = float(count) if count[0].isdigit() else float(numerals.spelled(count))
    value: Number = round(2**power, 2)
    if float(value).is_integer():
        value = int(value)
    sign: Comparator = "~" if m["near"] else "="
    near = m["near"] or ""
    return Quantity(
        m.start(), m.end(), m.start(), m.end(), value, value, sign, None, "multiple", 1, "", True, near
    )  # fmt: skip


def _alternation(lexicon: Lexicon, name: str) -> str:
    return "|".join(map(re.escape, lexicon.words("measures", name)))


def _ratio(m: re.Match[str]) -> Quantity:
    """A ratio of parts, as it stands."""
    parts = tuple(_number(part.strip()) for part in m.group().split(":"))
    return Quantity(
        m.start(), m.end(), m.start(), m.end(), None, None, "=", None, "parts", 1, "", False, "", parts
    )  # fmt: skip


def _signs(lexicon: Lexicon, table: str) -> dict[str, Comparator]:
    found: dict[str, Comparator] = {}
    for sign, words in lexicon.table("comparators", table).items():
        for word in words if isinstance(words, tuple) else ():
            found[word] = sign  # type: ignore[assignment]
    return found


def _without_overlap(found: Iterable[Quantity]) -> list[Quantity]:
    kept: list[Quantity] = []
    for quantity in found:
        if kept and quantity.start < kept[-1].end:
            if quantity.kind == "multiple" and kept[-1].kind != "multiple":
                kept[-1] = quantity
            continue
        kept.append(quantity)
    return kept


def _number(words: str) -> Number:
    plain = words.replace(",", "")
    return float(plain) if "." in plain else int(plain)


def scaled(value: Number | None, scale: float) -> Number | None:
    """A value in base units, in decimal: 664.3 × 1e8 is 66430000000, never 66429999999.99999.

    Whole where it is whole, else to nine decimals; None stays None.
    """
    if value is None:
        return None
    exact = _EXACT.multiply(Decimal(str(value)), Decimal(str(scale)))
    product = _EXACT.quantize(exact, _NINE)
    return int(product) if product == product.to_integral_value() else float(product)


def _cut(shadow: str, stop: int) -> bool:
    """The number goes on behind a gap or a stray dot, so its value is not known: 1 400亿元, 1400.亿元."""
    return bool(_GOES_ON.match(shadow, stop))


def _negative_sign(shadow: str, begin: int) -> bool:
    """“增长-3.2%”: a dash between a word or a mark and digits is a sign. Refused: 2-3家, ---2025."""
    if shadow[begin - 1 : begin] != "-":
        return False
    before = shadow[begin - 2 : begin - 1] if begin >= 2 else ""
    return is_han(before) or (before != "" and before in "、,(:[和约")


def _glued(shadow: str, begin: int, spelled: bool) -> bool:
    """The number goes on a word or another number: 5G, IPv6, 2.5, 十四五, 第三."""
    previous = shadow[begin - 1]
    if spelled:
        return (
            previous in "第十百千万亿零〇一二三四五六七八九两几数每周星期初" or previous.isdigit()
        )
    if previous in " \u200b" and shadow[max(0, begin - 2) : begin - 1].isdigit():
        return shadow[begin : begin + 3].isdigit()  # the rest of a number with gaps: 1 400亿元
    return previous.isdigit() or previous == "." or _latin(previous) or previous in "第"


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()
