"""Every value that a plan states, one a row: the list of targets (目标清单), and of what is already so."""

from __future__ import annotations

from collections.abc import Iterator

from policy_extract.desk.desk import Desk, Place
from policy_extract.desk.wording import period
from policy_extract.model import Document, Number, Observation
from policy_extract.tuples import NamedTuple


class Target(NamedTuple):
    """An observation as people read it.

    ``low`` and ``high`` are in ``unit``, as written; ``qualifier`` says how they are to be read (以上, 左右 …);
    ``said`` is the value in the plan's own words (“比2020年翻一番”, “4.5:38.5:57”) where it is no single number.
    """

    observation: Observation
    place: Place
    indicator: str
    segment: str
    area: str
    about: str
    measure: str
    qualifier: str
    low: Number | None
    high: Number | None
    unit: str
    said: str
    time: str
    base_time: str
    kind: str
    attribute: str
    lead: str
    support: str
    confidence: float
    review: bool


def targets(desk: Desk, *kinds: str) -> Iterator[Target]:
    """The values of all plans in the order of the plans and of their texts.

    ``kinds``: “target”, “actual”; none: both.
    """
    for row in desk.once("targets", lambda: _all(desk)):
        if not kinds or row.observation.kind in kinds:
            yield row


def _all(desk: Desk) -> Iterator[Target]:
    for document in desk.documents:
        for observation in document.observations:
            yield target(desk, document, observation)


def target(desk: Desk, document: Document, o: Observation) -> Target:
    """One observation of a document as a row."""
    value = o.value
    parts = "∶".join(map(str, value.parts)) if value and value.parts else ""
    each = desk.say("desk.each", each=o.each) if o.each else ""
    return Target(
        observation=o,
        place=desk.place(document, o.id, o.source),
        indicator=desk.name(o.indicator),
        segment=o.segment or "",
        area=desk.name(o.area) or o.area.name,
        about=f"{desk.word('about', o.about)}{each}",
        measure=desk.word("measure", o.measure),
        qualifier=_qualifier(desk, o),
        low=value.low if value else None,
        high=value.high if value else None,
        unit=(value.unit or "") if value else "",
        said=o.qualitative or parts,
        time=period(o.time) or "",
        base_time=period(o.base_time) or "",
        kind=desk.word("kind", o.kind),
        attribute=o.attribute or "",
        lead=desk.answering(o.responsible, "lead", "responsible"),
        support=desk.answering(o.responsible, "support"),
        confidence=o.confidence,
        review=o.review,
    )


def _qualifier(desk: Desk, o: Observation) -> str:
    """How the number is to be read: at least, about, a year, in all."""
    comparator = o.value.comparator if o.value else "="
    said = [] if comparator == "=" else [desk.word("comparator", comparator)]
    if o.per_year:
        said.append(desk.say("desk.per_year"))
    if o.cumulative:
        said.append(desk.say("desk.cumulative"))
    return desk.listed(said)
