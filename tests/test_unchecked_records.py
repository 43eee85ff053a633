"""Records that are made unchecked are those that a check would have made: every field, in the contract's order."""

from __future__ import annotations

import pytest

from policy_extract.model import (
    Alias,
    Attributes,
    Base,
    Cell,
    CellRef,
    Entity,
    FindingDocument,
    FindingObservation,
    Mention,
    Observation,
    Period,
    Read,
    Record,
    Ref,
    Relation,
    Said,
    Section,
    Source,
    Value,
)

_CELL = CellRef(id="t1", row=2, col=3)
_SOURCE = Source(start=3, end=6, quote="习水县", section="s1")
_ALIAS = Alias(text="习水", count=2, documents=("a", "b"), rule="division", score=100.0)
_MERGED = Relation(type="merged_into", target="area:520300", evidence="gazetteer")
_COUNTY = Attributes(level="county", parent="area:520300")
_ENTITY = Entity(
    id="area:520330",
    type="area",
    name="习水县",
    aliases=(_ALIAS,),
    division="520330",
    relations=(_MERGED,),
    known=True,
    attributes=_COUNTY,
)
_ENTITY_OF = Entity.of(
    "area:520330", "area", "习水县", (_ALIAS,), "520330", (_MERGED,), True, _COUNTY
)


@pytest.mark.parametrize(
    ("made", "checked"),
    [
        (Source.of(3, 6, "习水县", "s1"), _SOURCE),
        (
            Source.of(3, 6, "习水县", None, _CELL),
            Source(start=3, end=6, quote="习水县", table=_CELL),
        ),
        (
            Mention.of("area", "area.division", _SOURCE),
            Mention(type="area", rule="area.division", source=_SOURCE),
        ),
        (
            Mention.of("time", "time.year", _SOURCE, Period(start="2025", end="2025")),
            Mention(
                type="time",
                norm=Period(start="2025", end="2025"),
                rule="time.year",
                source=_SOURCE,
            ),
        ),
        (Cell.of("指标", 1, 3, colspan=2), Cell(text="指标", start=1, end=3, colspan=2)),
        (Cell.of("", 1, 1, 2), Cell(text="", start=1, end=1, rowspan=2)),
        (Ref.of("习水县", "area:520330"), Ref(name="习水县", entity="area:520330")),
        (Ref.of("", None), Ref(name="")),
        (CellRef.of("t1", 2, 3), _CELL),
        (Read.of("time.none", None, None), Read(rule="time.none")),
        (Read.of("time.sentence", 3, 6), Read(rule="time.sentence", start=3, end=6)),
        (Period.of("2021", None), Period(start="2021")),
        (Base.of(350_000_000, None, "元"), Base(low=350_000_000, unit="元")),
        (
            Value.of(3.5, None, ">=", "亿元", Base.of(350_000_000, None, "元")),
            Value(low=3.5, comparator=">=", unit="亿元", base=Base(low=350_000_000, unit="元")),
        ),
        (
            Alias.of("习水", 2, ("a", "b"), "division", 100.0),
            Alias(text="习水", count=2, documents=("a", "b"), rule="division", score=100.0),
        ),
        (_ENTITY_OF, _ENTITY),
        (Said.of("甲", "a"), Said(zh="甲", en="a")),
        (FindingDocument.of("a", True), FindingDocument(id="a", draft=True)),
        (
            FindingObservation.of("a", "o1", Base(low=3, unit="1")),
            FindingObservation(document="a", id="o1", value=Base(low=3, unit="1")),
        ),
        (
            Section.of("s1", None, "box", 4, "专栏1", "任务", 0, 9),
            Section(id="s1", kind="box", level=4, number="专栏1", title="任务", start=0, end=9),
        ),
    ],
)
def test_what_is_made_unchecked_is_what_a_check_makes(made: Record, checked: Record) -> None:
    assert made == checked
    assert hash(made) == hash(checked)
    assert list(vars(made)) == list(type(made).model_fields)
    assert made.model_dump_json() == checked.model_dump_json()
    assert made.model_fields_set == checked.model_fields_set
    assert type(made).model_validate_json(made.model_dump_json()) == made
    assert made.model_copy() == made


def test_an_observation_made_unchecked_is_what_a_check_makes() -> None:
    made = Observation.of(
        "o000003", Ref.of("增加值", None), Ref.of("习水县", None), "工业", "segment", None,
        "level", Value.of(3.5, 3.5, "=", "亿元", None), None, Period.of("2025", "2025"), None,
        "target", "预期性", 0.93, ("indicator.unknown",), {"area": Read.of("area.document", None, None)},
        _SOURCE, per_year=True, cumulative=False, review=True,
    )  # fmt: skip
    checked = Observation(
        id="o000003",
        indicator=Ref(name="增加值"),
        area=Ref(name="习水县"),
        segment="工业",
        about="segment",
        measure="level",
        value=Value(low=3.5, high=3.5, comparator="=", unit="亿元"),
        time=Period(start="2025", end="2025"),
        per_year=True,
        kind="target",
        attribute="预期性",
        confidence=0.93,
        review=True,
        doubts=("indicator.unknown",),
        read={"area": Read(rule="area.document")},
        source=_SOURCE,
    )
    assert made == checked
    assert list(vars(made)) == list(Observation.model_fields)
    assert made.model_dump_json() == checked.model_dump_json()
    assert Observation.model_validate_json(made.model_dump_json()) == made
