"""Parts of a whole without a unit: 三分之一, 1/3, 过半, 一半以上; doublings (翻两番); ratios (4.5:38.5:57)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from policy_extract.expressions import expression
from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.alternation import any_sign, escaped
from policy_extract.measure import numerals
from policy_extract.measure.bounds import Bound, Bounds
from policy_extract.measure.quantity import Quantity, bounded, plain
from policy_extract.measure.units import Measured, UnitReader
from policy_extract.model import Number

_BESIDE = 10  # signs between 时间过半 and 任务过半
# 4.5:38.5:57; whether it is a ratio of parts, the words around it say
_RATIO = expression(r"\d(?<![\d.:/]\d)\d*(?:\.\d+)?%?(?: ?: ?\d+(?:\.\d+)?%?)+(?![\d.:/])")
_NO_UNIT = Measured(None, None, Fraction(1), "")


class Fractions:
    """Finds fractions, halves, doublings and ratios; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self._bounds = Bounds(lexicon)
        units = UnitReader(lexicon)
        self._percent = units.read(words("numbers", "half.unit")[0], "")
        percent = lexicon.table("numbers", "half")["percent"]
        self._half_of = int(percent) if isinstance(percent, int | float) else 0
        self._after = words("measures", "fraction.after")
        self._mark = lexicon.pattern(r"/|<numbers.share.mark>")
        one = numerals.ONE
        self._fraction = lexicon.pattern(
            rf"(?<![\d./])(\d{{1,2}})/(\d{{1,2}})(?![\d/.])|({one}|十)(?:<numbers.share.mark>)({one})"
        )
        multiples = lexicon.table("measures", "multiple")
        self._multiples = {k: float(v) for k, v in multiples.items() if isinstance(v, int | float)}
        self._multiple = lexicon.compiled(
            "|".join(map(re.escape, sorted(self._multiples, key=len, reverse=True))) or "(?!)"
        )
        # N doublings: 翻两番 → 4, 翻1.5番 → 2.83, 翻近一番 → about 2
        self._doublings = lexicon.compiled(
            r"翻了?(?P<near>近|约)?(?P<count>[一二两三四五六]|\d(?:\.\d+)?)番"
        )
        # one look for all of them, since most sentences hold none; the sign comes first, then what must stand around it
        marks = (*self._multiples, *words("numbers", "share.mark"), *words("numbers", "half.sign"))
        alone = {*"翻/:", *(mark for mark in marks if len(mark) == 1)}
        longer = [mark for mark in marks if mark[0] not in alone]
        ways = [rf"(?<={any_sign(alone)})"]
        ways += [rf"(?<={escaped(mark[0])})(?={escaped(mark[1:])})" for mark in longer]
        signs = any_sign({*alone, *(mark[0] for mark in longer)})
        self._signs = lexicon.compiled(rf"{signs}(?:{'|'.join(ways)})")
        self._units = units
        self._half_unit = lexicon.pattern(
            r"<numbers.half.sign>(?P<unit><numbers.half.alone>)(?P<after><measures.fraction.after>)?"
        )
        self._no_half = words("numbers", "half.not_behind")
        self._half_sign = words("numbers", "half.sign")[0]
        self._course = words("numbers", "half.course")
        self._tasks = words("numbers", "half.course_tasks")
        # 占比|过半, 一半以上, 半数; refused: 过半径, 一半导体, 超半小时, 时间过半、任务过半
        self._half = lexicon.pattern(
            r"(?P<half>(?:<numbers.half.words>)|(?:(?<=<numbers.half.alone_behind>))(?:<numbers.half.sign>)(?:<numbers.half.number>)?)"
            r"(?!<numbers.half.not_before>)(?P<after><measures.fraction.after>)?"
        )

    def find(self, shadow: str, start: int, end: int) -> Iterable[Quantity]:
        """Every one of ``shadow[start:end]`` (code points), in no order. Refused: 24/7, dates, 半导体."""
        there = self._signs.search(shadow, start, end) is not None
        return self._found(shadow, start, end) if there else ()

    def signs(self, shadow: str, start: int, end: int) -> list[int]:
        """Where a sign of a fraction, a doubling or a ratio stands; none of them is without."""
        return [sign.start() for sign in self._signs.finditer(shadow, start, end)]

    def _found(self, shadow: str, start: int, end: int) -> Iterator[Quantity]:
        for match in self._multiple.finditer(shadow, start, end):
            if shadow.startswith(self._half_sign, match.end()):
                continue  # 增长一倍半
            factor = self._multiples[match.group()]
            yield _multiple(match, int(factor) if factor.is_integer() else factor)
        for match in self._doublings.finditer(shadow, start, end):
            count = match["count"]
            power = float(count) if count[0].isdigit() else float(numerals.spelled(count))
            value: Number = round(2**power, 2)
            yield _multiple(
                match, int(value) if float(value).is_integer() else value, match["near"]
            )
        for mark in self._mark.finditer(shadow, start, end):
            first, last = max(start, mark.start() - 2), min(end, mark.end() + 3)
            found = self._fraction.search(shadow, first, last)
            quantity = self._as_fraction(shadow, found) if found else None
            if quantity is not None:
                yield quantity
        yield from self._halves(shadow, start, end)
        yield from map(_ratio, _RATIO.finditer(shadow, start, end))

    def _as_fraction(self, shadow: str, m: re.Match[str]) -> Quantity | None:
        below = int(m[2]) if m[2] else numerals.spelled(m[3])
        above = int(m[1]) if m[1] else numerals.spelled(m[4])
        if not 0 < above < below:
            return None
        front = self._bounds.front(shadow, m.start())
        behind = next((w for w in self._after if shadow.startswith(w, m.end())), "")
        bound = self._bounds.settle(front, behind, "")
        start = front.start if front and front.belongs else m.start()
        return _quantity(
            (start, m.start(), m.end(), m.end() + len(behind)), round(above / below, 4), bound,
            Measured(None, None, Fraction(1), "1"), "fraction", "candidate.fraction", spelled=not m[1],
        )  # fmt: skip

    def _halves(self, shadow: str, start: int, end: int) -> Iterator[Quantity]:
        at = shadow.find(self._half_sign, start, end)
        while at >= 0:
            place = at
            found = self._half.match(shadow, max(start, at - 1), end)
            found = found or self._half.match(shadow, at, end)
            at = shadow.find(self._half_sign, max(at + 1, found.end() if found else 0), end)
            if found is None:
                unit = self._half_unit.match(shadow, place, end)
                if unit is not None and not shadow.endswith(self._no_half, start, place):
                    yield self._half_of_unit(shadow, unit)
                continue
            if self._of_course(shadow, start, found.start("half")):
                continue
            after = found["after"] or ""
            front = self._bounds.front(shadow, found.start("half"))
            bound = self._bounds.settle(front, after, "")
            begin = front.start if front and front.belongs else found.start()
            yield _quantity(
                (begin, found.start(), found.end("half"), found.end()), self._half_of, bound,
                self._percent, "ratio", "candidate.half", spelled=True,
            )  # fmt: skip

    def _of_course(self, shadow: str, start: int, half: int) -> bool:
        """How far a year and its tasks have come: 实现时间过半、任务过|半|, 双过半. Refused: 投资完成全年任务过半."""
        beside = shadow[max(start, half - _BESIDE) : half]
        begun = any(word in beside for word in self._course)
        tasks = begun and shadow.endswith(self._tasks, start, half)
        return tasks or shadow.endswith(self._course, start, half)

    def _half_of_unit(self, shadow: str, m: re.Match[str]) -> Quantity:
        """半天, 半个月: half of a unit."""
        unit = self._units.read(m["unit"], "")
        front = self._bounds.front(shadow, m.start())
        bound = self._bounds.settle(front, m["after"] or "", "")
        begin = front.start if front and front.belongs else m.start()
        return _quantity(
            (begin, m.start(), m.end("unit"), m.end()), 0.5, bound, unit, unit.kind,
            "candidate.half", spelled=True,
        )  # fmt: skip


def _multiple(m: re.Match[str], value: Number, near: str | None = None) -> Quantity:
    bound = Bound("~", near) if near else Bound("=")
    return _quantity(
        (m.start(), m.start(), m.end(), m.end()), value, bound, _NO_UNIT, "multiple",
        "candidate.multiple", spelled=True,
    )  # fmt: skip


def _ratio(m: re.Match[str]) -> Quantity:
    """A ratio of parts, as it stands."""
    parts = tuple(plain(numerals.number(part.strip().rstrip("%"))) for part in m.group().split(":"))
    return Quantity(
        m.start(), m.end(), m.start(), m.end(), None, None, "=", None, "parts", _NO_UNIT.scale, "", False, "",
        "candidate.parts", parts,
    )  # fmt: skip


def _quantity(
    place: tuple[int, int, int, int], value: Number, bound: Bound, unit: Measured, kind: str,
    rule: str, *, spelled: bool,
) -> Quantity:  # fmt: skip
    """A quantity; ``place``: start of the quote, of the number, end of the unit, of the quote."""
    start, number, unit_end, end = place
    low, high, comparator = bounded(value, bound.comparator)
    return Quantity(
        start, end, number, unit_end, low, high, comparator, unit.name, kind, unit.scale, unit.base,
        spelled, bound.words, rule,
    )  # fmt: skip
