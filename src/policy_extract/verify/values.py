"""Exact and closed: numbers without noise, bounds that fit their comparator, times that are times, names that are there."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from policy_extract.extract.observations.doubts import DOUBTS
from policy_extract.model import Base, Document, Observation, Period, Value
from policy_extract.resolve.keys import key_of
from policy_extract.verify.fault import Fault, fault
from policy_extract.verify.places import file_of

#: A float keeps so many decimal digits; more are the noise of reckoning in twos.
_DIGITS: Final = 15
_SHORT: Final = 12
_TIME: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
#: Which bounds a comparator has: low, high.
_BOUNDS: Final = {
    "=": (True, True), "~": (True, True), "range": (True, True),
    ">=": (True, False), ">": (True, False), "<=": (False, True), "<": (False, True),
}  # fmt: skip
_KEY_PARTS: Final = 6
_DOUBTS: Final = frozenset(doubt.id for doubt in DOUBTS)


def values(document: Document) -> Iterator[Fault]:
    """What is wrong with names, numbers and times of a document's records."""
    file = file_of(document)
    yield from _meta(document, file)
    for observation in document.observations:
        yield from _observation(observation, file)
    for task in document.tasks:
        yield from _period(task.deadline, file, task.id, "deadline")
    for assignment in document.assignments:
        yield from _named(assignment.agency, file, assignment.id, "agency")
        yield from _period(assignment.deadline, file, assignment.id, "deadline")
    for project in document.projects:
        yield from _named(project.name, file, project.id, "name")
        for field in ("land_mu", "investment"):
            yield from _decimal(getattr(project, field), file, project.id, field)
    for number, mention in enumerate(document.mentions):
        record = f"mentions[{number}]"
        if mention.type != "time" and mention.norm is not None:
            yield fault(file, record, "verify.field", field="norm", value=mention.norm)
        yield from _period(mention.norm, file, record, "norm")


def _meta(document: Document, file: str) -> Iterator[Fault]:
    meta = document.meta
    yield from _period(meta.period, file, "meta", "period")
    for field, stated in (("issued", meta.issued), ("outlook", meta.outlook)):
        yield from _period(Period(start=stated, end=stated), file, "meta", field)
    for field, name in (("title", meta.title), ("number", meta.number), ("index", meta.index)):
        if name is not None:
            yield from _named(name, file, "meta", field)
    for issuer in meta.issuers:
        yield from _named(issuer.name, file, "meta", "issuers")


def _observation(o: Observation, file: str) -> Iterator[Fault]:
    yield from _named(o.indicator.name, file, o.id, "indicator")
    for field in ("segment", "each", "qualitative", "attribute"):
        words = getattr(o, field)
        if words is not None:
            yield from _named(words, file, o.id, field)
    if (o.value is None) == (o.qualitative is None):
        yield fault(file, o.id, "verify.value_or_words")
    if o.value is not None:
        yield from _value(o.value, file, o.id)
    for field in ("time", "base_time"):
        yield from _period(getattr(o, field), file, o.id, field)
    parts = o.key.split("|")
    if len(parts) != _KEY_PARTS or o.key != key_of(o, o.indicator, o.area):
        yield fault(file, o.id, "verify.field", field="key", value=o.key)
    for doubt in o.doubts:
        if doubt not in _DOUBTS:
            yield fault(file, o.id, "verify.field", field="doubts", value=doubt)
    if len(set(o.doubts)) != len(o.doubts):
        yield fault(file, o.id, "verify.twice", name=", ".join(o.doubts))
    if (o.about == "project") < (o.project is not None):
        yield fault(file, o.id, "verify.field", field="project", value=o.project)


def _named(name: str, file: str, record: str, field: str) -> Iterator[Fault]:
    if not name.strip():
        yield fault(file, record, "verify.empty", field=field)


def _value(value: Value, file: str, record: str) -> Iterator[Fault]:
    """Bounds as the comparator has them, in both units; of parts neither."""
    yield from _bounds(value, value.comparator, file, record, "value", bool(value.parts))
    for part in value.parts or ():
        yield from _decimal(part, file, record, "value.parts")
    if value.base is not None:
        yield from _bounds(value.base, value.comparator, file, record, "value.base", False)


def _bounds(
    stated: Value | Base, comparator: str, file: str, record: str, field: str, parted: bool
) -> Iterator[Fault]:
    low, high = stated.low, stated.high
    yield from _decimal(low, file, record, f"{field} low")
    yield from _decimal(high, file, record, f"{field} high")
    there = (low is not None, high is not None)
    shown = f"{comparator} {low}…{high}"
    if there != ((False, False) if parted else _BOUNDS[comparator]) or (
        low is not None and high is not None and not _fits(low, high, comparator)
    ):
        yield fault(file, record, "verify.field", field=field, value=shown)


def _fits(low: float, high: float, comparator: str) -> bool:
    return low == high if comparator in ("=", "~") else low <= high


def _decimal(number: float | None, file: str, record: str, field: str) -> Iterator[Fault]:
    """A decimal as it was written, or none: neither inf nor nan, nor 66429999999.99999.

    A third of a short decimal (亩 in 平方米) has as many digits as a float holds, and is none of these.
    """
    if number is None or isinstance(number, int):
        return
    if not math.isfinite(number) or number.is_integer() or _noisy(number):
        yield fault(file, record, "verify.number", field=field, value=repr(number))


def _noisy(number: float) -> bool:
    """Whether a short decimal lies so near that it was meant."""
    return _digits(repr(number)) > _DIGITS and _digits(f"{number:.{_DIGITS - 2}e}") <= _SHORT


def _digits(said: str) -> int:
    """The digits of a number as it is printed, without zeros in front and behind."""
    return len(said.partition("e")[0].replace(".", "").strip("-0"))


def _period(period: Period | None, file: str, record: str, field: str) -> Iterator[Fault]:
    """Years, months or days that the calendar has; the end not before the start."""
    if period is None:
        return
    ends = [end for end in (period.start, period.end) if end is not None]
    turned = len(ends) == 2 and ends[0][: len(ends[1])] > ends[1]
    if turned or not all(map(_is_time, ends)):
        shown = f"{period.start}/{period.end}"
        yield fault(file, record, "verify.time", field=field, value=shown)


def _is_time(said: str) -> bool:
    match = _TIME.fullmatch(said)
    if match is None:
        return False
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
