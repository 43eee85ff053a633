"""Lists of numbers: which belong together, what they share (names, units, bounds, verbs)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policy_extract.extract.observations.claims import Claim, Event
from policy_extract.measure.quantity import Quantity

_LIST_GAP = re.compile(r"(?: ?(?:、|和|及|与|,|以及) ?)")


def grouped(shadow: str, events: Sequence[Event], index: int) -> list[Quantity]:
    """Numbers that only a list mark parts: 9.8%、4.1%和5.6%; the first may lack the unit."""
    first = events[index][2]
    if first is None:
        return []
    group = [first]
    told = "分别" in shadow[max(0, first.start - 12) : first.start]
    while index + len(group) < len(events):
        following = events[index + len(group)][2]
        if following is None or following.kind == "multiple":
            break
        gap = shadow[group[-1].end : following.start]
        if not _LIST_GAP.fullmatch(gap):
            break
        if _points_to_come(group[-1], following):
            group.append(following)
            continue
        if following.kind != group[-1].kind and group[-1].kind != "none" and not told:
            break
        if gap.strip() == "," and not told:
            break
        group.append(following)
    return group


def _points_to_come(q: Quantity, last: Quantity) -> bool:
    """“提高12个和10个百分点”: the first 个 is short for 个百分点."""
    return last.kind == "points" and q.unit == "个"


def sharing(q: Quantity, first: Quantity, last: Quantity, *, distributive: bool) -> Quantity:
    """A number of a list takes the unit of the last and the bound of the first or the last.

    920.6、4453.0亿元; 分别突破3000家、10000家; 分别达到50家、100家以上 (以上 holds for both).
    """
    if (q.kind == "none" and last.unit) or _points_to_come(q, last):
        q = replace(q, unit=last.unit, kind=last.kind, scale=last.scale, base_unit=last.base_unit)
    if distributive and q.comparator == "=":
        for other in (first, last):
            if other.comparator in (">", ">=", "<", "<=", "~"):
                value = q.low
                low = value if other.comparator in (">", ">=", "~") else None
                high = value if other.comparator in ("<", "<=", "~") else None
                return replace(
                    q, comparator=other.comparator, low=low, high=high, bound=other.bound
                )
    return q


def carried(claims: Iterator[Claim], keep: tuple[str, ...] = ()) -> Iterator[Claim]:
    """What a verb said holds for the rest of its list: 新增A 3家以上，B 10家以上; 累计培育…、….

    A clause with a verb of its own starts anew, also with one that stays in the name (``keep``: 改造, 整治).
    """
    last: Claim | None = None
    for claim in claims:
        phrase = claim.phrase
        bare = not (
            phrase.announced
            or phrase.increase
            or phrase.decrease
            or phrase.cumulative
            or phrase.growth
            or phrase.whole_area
            or claim.name.startswith(keep)
        )
        q, before = claim.statement.quantity, last.statement.quantity if last else None
        near = last is not None and claim.left - max(last.statement.end, last.noun_end) <= 1
        if (
            last is not None
            and near
            and bare
            and not phrase.timed
            and q is not None
            and before is not None
        ):
            phrase.per_year |= last.phrase.per_year
            if q.kind == before.kind == "count":
                phrase.increase |= last.phrase.increase
                phrase.cumulative |= last.phrase.cumulative
        yield claim
        last = claim
