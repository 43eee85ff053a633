"""What an answer makes of a record: the rules, so that readers of the JSON see that a person did it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from policy_extract.corrections.correction import Correction
from policy_extract.corrections.reading import Reader, Unread
from policy_extract.model import Observation, Read, Source
from policy_extract.rules import AnyRule, Rule

Update = dict[str, Any]


def confirmed(o: Observation, answer: Correction, reader: Reader, text: str) -> Observation | None:
    """The record as it is, trusted; None for another answer."""
    del reader, text
    return _trusted(o, CONFIRMED) if answer.judgement == "correct" else None


def corrected(o: Observation, answer: Correction, reader: Reader, text: str) -> Observation | None:
    """The record with the fields that were corrected, trusted; None for another answer.

    Raises Unread for words that cannot be read, and for a value in words that the text does not have.
    """
    if answer.judgement != "wrong" or answer.leaves_out:
        return None
    fixes: Mapping[str, str | None] = dict(answer.fixes.items())
    update: Update = {}
    if name := fixes.get("indicator"):
        update["indicator"] = o.indicator.model_copy(
            update={"name": reader.name(name), "entity": None}
        )
    if "value" in fixes or "unit" in fixes:
        update |= _value(o, fixes, reader, text)
    if "time" in fixes:
        words = fixes["time"]
        update["time"] = reader.time(words) if words is not None else None
    if "measure" in fixes:
        update["measure"] = fixes["measure"] or "level"  # what is taken where no words say it
    if "kind" in fixes:
        update["kind"] = fixes["kind"] or "target"
    read = dict(o.read)
    for field in fixes:
        shown = "value" if field == "unit" else field
        said = _said(text, o.source, fixes[field]) if field == shown else None
        nothing = shown == "time" and update["time"] is None
        read[shown] = None if nothing else (said or Read(rule=CORRECTED))
    return _trusted(o.model_copy(update=update | {"read": read}), CORRECTED)


def absent(o: Observation, answer: Correction, reader: Reader, text: str) -> bool:
    """Whether the record is left out."""
    del o, reader, text
    return answer.leaves_out


def _trusted(o: Observation, rule: str) -> Observation:
    read = {**o.read, "review": Read(rule=rule)}
    return o.model_copy(update={"confidence": 1.0, "review": False, "doubts": (), "read": read})


def _value(o: Observation, fixes: Mapping[str, str | None], reader: Reader, text: str) -> Update:
    old = o.value.unit if o.value else None
    unit = fixes.get("unit", old)
    words = fixes.get("value")
    if words is None:
        if o.value is None:
            raise Unread("fix.unit_of_nothing", words=unit or "")
        return {"value": reader.in_unit(o.value, unit)}
    wanted = fixes.get("unit")
    if wanted is not None and not reader.same_unit(words, wanted):
        raise Unread("fix.two_units", words=words, unit=wanted)
    value = reader.value(words, unit)
    if value is not None:
        return {"value": value, "qualitative": None}
    if _bare(words) not in _bare(text):
        raise Unread("fix.words_not_there", words=words)
    return {"value": None, "qualitative": _bare(words)}


def _bare(words: str) -> str:
    return "".join(words.split())


def _said(text: str, source: Source, words: str | None) -> Read | None:
    """Where the words of a fix stand in the line of the record, the nearest; None where they do not."""
    if words is None or len(words := words.strip()) < 2:
        return None
    first = text.rfind("\n", 0, source.start) + 1
    last = text.find("\n", source.end)
    line = text[first : last if last >= 0 else len(text)]
    own = source.start - first
    whole = rf"(?<!\d){re.escape(words)}(?!\d)" if words[0].isdigit() else re.escape(words)
    places = [m.start() for m in re.finditer(whole, line)]
    if not places:
        return None
    start = first + min(places, key=lambda place: (abs(place - own), place))
    return Read(rule=CORRECTED, start=start, end=start + len(words))


CONFIRMED, CORRECTED, ABSENT = "review.confirmed", "review.corrected", "review.absent"

_RULE = Rule[Callable[..., Observation | None]]
#: Asked in this order; the first that speaks settles the record.
SETTLING: tuple[_RULE, ...] = (
    Rule(
        CONFIRMED, "review", "人工确认", "confirmed by a person",
        "“正确” in the list to check: confidence 1, no doubts, no review",
        "a row that nobody answered", confirmed,
    ),
    Rule(
        CORRECTED, "review", "人工更正", "corrected by a person",
        "“有误” with 改：数值 “800以上”: the fields that were filled in, the others as they were",
        "“有误” with words that cannot be read: 数值 “很多”", corrected,
    ),
)  # fmt: skip
LEAVING_OUT: Rule[Callable[..., bool]] = Rule(
    ABSENT, "review.refuse", "人工判定文中没有", "a person found that the text does not say it",
    "“文中没有”: the record is left out",
    "the record itself where only its time or its unit is “文中没有”", absent,
)  # fmt: skip

RULES: tuple[AnyRule, ...] = (*SETTLING, LEAVING_OUT)
