"""Doubts of a document, and of the place in it where a number stands."""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.document import Plan
from policy_extract.expressions import expression
from policy_extract.extract.observations.doubts.look import Look
from policy_extract.extract.observations.timeline import TimeLine
from policy_extract.visible import unseen

_LOOKALIKE = expression(
    "[\u0400-\u04ff]"
)  # А, В, Е, К, М, Н, О, Р, С, Т, Х stand beside Han for A, B, E, …


_BY_TEXT = "meta.area_text_"  # how the ids of such rules open


def within(look: Look, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether the number stands in one of these stretches."""
    return any(start <= look.fields.start < end for start, end in stretches)


def recognised(look: Look) -> bool:
    """The number stands in words that were recognised in a picture."""
    return within(look, look.plan.recognised)


def columns_apart(look: Look) -> bool:
    """The cell stands in a table that seems to go on over a page, and whose columns do not fit there."""
    return within(look, look.plan.doubtful_tables)


def unseen_signs(look: Look) -> bool:
    """Signs that nobody sees, or that turn the direction of words, in what was read; a letter of Cyrillic in a name.

    The name is not joined with the clean one: it has an entity of its own.
    """
    fields = look.fields
    start, end = min(fields.around[0], fields.start), max(fields.around[1], fields.end)
    segment = fields.segment.value if fields.segment else ""
    names = fields.indicator.value + segment + fields.area.value
    return bool(unseen(look.plan.text[start:end] + names) or _LOOKALIKE.search(names))


def other_genre(look: Look) -> bool:
    """Nothing says that the document is a plan."""
    return look.plan.meta.genre == "other"


def no_plan(look: Look) -> bool:
    """The document has no planning period."""
    return look.plan.meta.period is None


def no_area(look: Look) -> bool:
    """Nobody knows the document’s area."""
    return look.plan.meta.area is None or not look.plan.meta.area.name


def area_by_text(look: Look) -> bool:
    """The document's area was told by its text: 全市, 市发展改革委 and a name, or 结合抚州实际."""
    area = look.plan.meta.area
    return area is not None and look.fields.area.value == area.name


def has_area_by_text(plan: Plan, _: TimeLine) -> bool:
    """Whether a plan’s area was told by its text at all."""
    return any(
        name == "area" and settled.rule.startswith(_BY_TEXT) for name, settled in plan.settled
    )


def early(look: Look) -> bool:
    """The number stands above the first heading."""
    return look.fields.section is None
