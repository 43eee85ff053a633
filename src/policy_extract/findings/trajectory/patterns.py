"""What a series does over the years, and whether its promises can be kept in their order.

Reversed is only what no numbers that satisfy the words could put in order: ≤7.5‰ after 6.8‰ can be, 50% after 53%
cannot where more is good. All is one walk over the years.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from policy_extract.findings.intervals import Interval
from policy_extract.findings.quantities import SHARE, Aim, Way
from policy_extract.findings.trajectory.series import Series, Stated, Thing, Years, by_year
from policy_extract.findings.trajectory.spans import Span, below, hull, worse
from policy_extract.model import Pattern
from policy_extract.tuples import NamedTuple

REVERSED: Final[frozenset[Pattern]] = frozenset({"undercut", "lowered", "postponed"})


class Judged(NamedTuple):
    """A pattern, and the statements that show it: first what was reached or promised, then what goes back."""

    pattern: Pattern
    shown: tuple[Stated, ...] = ()


def judged(thing: Thing, stated: Series, aim: Aim) -> Judged:
    """The gravest pattern of a series, sorted by year; ``aim`` says which way is good.

    Where nobody knows it, and where the aim is a band, nothing is worse than anything.
    """
    way = aim if aim == "up" or aim == "down" else None
    years = by_year(stated)
    found = _back(years, way) if way is not None else None
    found = found or _postponed(thing, years, aim)
    if found is None and way is not None:
        found = _slack(years, way)
    return found or Judged(_shape(years))


def _back(years: Years, way: Way) -> Judged | None:
    """A target worse than what was reached last, else one worse than an earlier target.

    What one plan says of one year counts as a whole: a plan with two numbers for a year goes back only where both do.
    """
    reached: list[Stated] = []
    best: list[Stated] = []
    lowered: Judged | None = None
    for statements in years.values():
        targets = _by_plan([one for one in statements if one.target])
        now, promised = _span(reached), _span(best)  # once a year, not for each plan
        for plan in targets:
            if now is not None and worse(_all(plan), now, way):
                return Judged("undercut", (*reached, *plan))
            if lowered is None and promised is not None and worse(_all(plan), promised, way):
                lowered = Judged("lowered", (*best, *plan))
        if targets:  # the first of those that hold themselves to most
            best = max((best, *targets) if best else targets, key=lambda plan: _least(plan, way))
        reached = [one for one in statements if not one.target] or reached
    return lowered


def _least(stated: Series, way: Way) -> Decimal:
    """The least that some promises hold themselves to, the greater the better."""
    numbers = _all(stated)
    return numbers.low if way == "up" else -numbers.high


def _by_plan(stated: Series) -> list[list[Stated]]:
    plans: dict[str, list[Stated]] = {}
    for one in stated:
        plans.setdefault(one.document, []).append(one)
    return list(plans.values())


def _postponed(thing: Thing, years: Years, aim: Aim) -> Judged | None:
    """The same number promised by one plan for a year and by another only for a later one.

    Kept out: what has been reached already (to hold 95% is no delay), 100%, and caps that nothing shows to move.
    """
    first: dict[Decimal, Stated] = {}
    keeps: dict[str, tuple[Decimal, Decimal]] = {}  # the least and the most that a plan promises
    reached: Sequence[Stated] = ()
    for year, statements in years.items():
        now = _span(reached)
        for one in statements:
            if not one.target:
                continue
            number = _number(one)
            earlier = first.get(number)
            if (
                earlier is not None
                and earlier.document != one.document
                and earlier.year < year
                and not _kept(keeps.get(one.document), number, aim)
                and _moves(thing, one, now, aim)
            ):
                return Judged("postponed", (earlier, one))
        for one in statements:
            if one.target:
                number = _number(one)
                first.setdefault(number, one)
                least, most = keeps.get(one.document, (number, number))
                keeps[one.document] = min(least, number), max(most, number)
        reached = [one for one in statements if not one.target] or reached
    return None


def _all(stated: Series) -> Span:
    return hull(one.span for one in stated)


def _span(stated: Series) -> Span | None:
    return _all(stated) if stated else None


def _number(one: Stated) -> Decimal:
    """The number that stands in the words: of a bound its end, of a range the middle."""
    low, high = one.span.low, one.span.high
    if not one.bounded:
        return (low if low.is_finite() else high).normalize()
    return ((low + high) / 2).normalize()


def _kept(earlier: tuple[Decimal, Decimal] | None, number: Decimal, aim: Aim) -> bool:
    """Whether the later plan itself promises as much for an earlier year: then it only holds it."""
    if earlier is None:
        return False
    least, most = earlier
    return least <= number if aim == "down" else most >= number


def _moves(thing: Thing, promise: Stated, now: Span | None, aim: Aim) -> bool:
    """Whether there is a way to go to the promise: from what was reached, else because it is a number to come up to."""
    if aim == "band":
        return False
    if now is not None:
        if aim != "unknown":
            return worse(now, promise.span, aim)
        return below(now, promise.span) or below(promise.span, now)
    cap = not promise.span.low.is_finite()
    return aim != "down" and not cap and thing.unit != SHARE


def _slack(years: Years, way: Way) -> Judged | None:
    """A bound that is reached already, else one wider than an earlier year's bound.

    Where both are what is to be reached (压缩至0.5个工作日以内, 压缩至1个工作日以内) the later target is lowered; a cap
    (控制在0.2%以下 after 0.15%以下) is only loosened.
    """
    reached: Sequence[Stated] = ()
    tightest: tuple[Decimal, Stated] | None = None
    loosened: Judged | None = None
    for statements in years.values():
        now = _span(reached)
        bounds = [(_bound(one, way), one) for one in statements if one.target]
        bounded = [(number, one) for number, one in bounds if number is not None]
        for number, one in bounded:
            if now is not None and worse(Span(number, number, Interval(number, number)), now, way):
                return Judged("met", (*reached, one))
            if loosened is None and tightest is not None and _wider(number, tightest[0], way):
                lowered = tightest[1].reaches and one.reaches
                loosened = Judged("lowered" if lowered else "loosened", (tightest[1], one))
        for number, one in bounded:
            if tightest is None or _wider(tightest[0], number, way):
                tightest = number, one
        reached = [one for one in statements if not one.target] or reached
    return loosened


def _bound(one: Stated, way: Way) -> Decimal | None:
    """The end that a promise in bounds (60以上) may not pass; None for a plain number."""
    if one.bounded:
        return None
    end = one.span.low if way == "up" else one.span.high
    return end if end.is_finite() else None


def _wider(bound: Decimal, other: Decimal, way: Way) -> bool:
    return bound < other if way == "up" else bound > other


def _shape(years: Years) -> Pattern:
    """Whether the numbers as they stand in the words rise, fall, stay or do both."""
    numbers = [[_number(one) for one in those] for those in years.values()]
    steps = list(itertools.pairwise(numbers))
    if all(min(later) == max(later) == min(before) == max(before) for before, later in steps):
        return "level"
    if all(min(later) >= max(before) for before, later in steps):
        return "rising"
    if all(max(later) <= min(before) for before, later in steps):
        return "falling"
    return "varying"
