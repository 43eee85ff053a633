"""Comparisons over the corpus: what may be compared, and the three verdicts."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from policy_extract.findings import compare, interval
from policy_extract.lexicon import load
from policy_extract.model import (
    Base,
    Document,
    DocumentSource,
    Entities,
    Entity,
    Meta,
    Observation,
    Period,
    Ref,
    Source,
    Value,
)

ENTITIES = Entities(
    entities=(
        Entity(id="area:1", type="area", name="兰溪市"),
        Entity(id="area:2", type="area", name="金华市"),
        Entity(id="indicator:a", type="indicator", name="规上工业总产值"),
        Entity(id="indicator:b", type="indicator", name="规上工业增加值"),
    )
)
SCALES = {"亿元": ("元", 1e8), "万元": ("元", 1e4), "%": ("1", 0.01), "家": ("家", 1)}
_numbers = count()


def value(written: str) -> Value:
    """`>1400亿元`, `=1-2家`, `~9.9%` as a Value with its base."""
    sign = next(s for s in (">=", "<=", ">", "<", "=", "~") if written.startswith(s))
    rest = written.removeprefix(sign)
    unit = next((u for u in SCALES if rest.endswith(u)), "")
    parts = [float(n) if "." in n else int(n) for n in rest.removesuffix(unit).split("-")]
    low = None if sign in ("<", "<=") else parts[0]
    high = None if sign in (">", ">=") else parts[-1]
    base = None
    if unit:
        name, scale = SCALES[unit]
        base = Base(
            low=None if low is None else low * scale,
            high=None if high is None else high * scale,
            unit=name,
        )
    comparator: Any = "range" if len(parts) > 1 else sign
    return Value(low=low, high=high, comparator=comparator, unit=unit or None, base=base)


def seen(written: str | None, **more: Any) -> Observation:
    number = next(_numbers)
    fields: dict[str, Any] = {
        "id": f"o{number:06d}",
        "indicator": Ref(name="规上工业总产值", entity="indicator:a"),
        "area": Ref(name="兰溪市", entity="area:1"),
        "measure": "level",
        "time": Period(start="2025", end="2025"),
        "kind": "target",
        "rule": "test",
        "source": Source(start=number * 1000, end=number + 1, quote="x"),
        "value": value(written) if written else None,
    }
    return Observation(**{**fields, **more})


def plan(name: str, *observations: Observation) -> Document:
    return Document(
        id=name,
        source=DocumentSource(path=name, sha256="", format="txt", encoding="utf-8", chars=0),
        meta=Meta(),
        observations=observations,
    )


def verdicts(*values: str) -> list[str]:
    documents = [plan(f"d{i}", seen(written)) for i, written in enumerate(values)]
    return [c.verdict for c in compare(documents, ENTITIES).comparisons]


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ((">1400亿元", "=1000亿元"), "contradict"),  # the contract's own example
        ((">=55%", "=60%"), "compatible"),
        ((">=55%", "=55%"), "compatible"),
        ((">=55%", "=50%"), "contradict"),
        ((">1400亿元", ">1400亿元"), "agree"),
        ((">1400亿元", ">=1400亿元"), "compatible"),
        (("=14亿元", "=140000万元"), "agree"),
        (("=14亿元", "=140001万元"), "compatible"),
        (("=141.6亿元", "=141.58亿元"), "compatible"),  # 141.58 is written 141.6
        (("=141.6亿元", "=141.5亿元"), "contradict"),
        (("=35家", "=36家"), "contradict"),
        (("=35家", ">35家"), "compatible"),  # bounds that touch
        (("=35家", ">36家"), "contradict"),  # a count is not rounded
        (("=25万元", ">25万元"), "compatible"),
        (("=35家", ">=35家"), "compatible"),
        (("=3-5家", "=5家"), "compatible"),
        (("=3-5家", "=6家"), "contradict"),
        (("=3-5家", "=3-5家"), "agree"),
        (("~100家", "=104家"), "compatible"),
        (("~100家", "=106家"), "contradict"),
        (("~100家", "~100家"), "agree"),
        (("<100家", "=100家"), "compatible"),
        (("<=100家", "=100家"), "compatible"),
        (("<=10亿元", ">=10亿元"), "compatible"),
        (("<10亿元", ">=10亿元"), "compatible"),
        (("=10.25%", "=11%", "=9.9%"), "contradict"),
        ((">=10家", ">=12家", "=15家"), "compatible"),
        ((">=10家", "<=20家", "=21家"), "contradict"),
    ],
)
def test_verdict(values: tuple[str, ...], verdict: str) -> None:
    assert verdicts(*values) == [verdict]


def test_values_of_other_units_are_not_compared() -> None:
    assert verdicts("=5%", "=5亿元") == []
    assert verdicts("=5%", "=5亿元", "=6亿元") == ["contradict"]


def test_units_without_a_base_are_compared_by_their_own_name() -> None:
    one = Value(low=3, high=3, comparator="=", unit="位")
    other = Value(low=4, high=4, comparator="=", unit="位")
    third = Value(low=4, high=4, comparator="=", unit="级")
    documents = [plan("a", seen(None, value=one)), plan("b", seen(None, value=other))]
    assert [c.verdict for c in compare(documents, ENTITIES).comparisons] == ["contradict"]
    documents = [plan("a", seen(None, value=one)), plan("b", seen(None, value=third))]
    assert compare(documents, ENTITIES).comparisons == ()


@pytest.mark.parametrize(
    "more",
    [
        {"indicator": Ref(name="规上工业增加值", entity="indicator:b")},
        {"area": Ref(name="金华市", entity="area:2")},
        {"segment": "纺织产业"},
        {"measure": "increase"},
        {"time": Period(start="2021", end="2025")},
        {"time": None},
        {"kind": "actual"},
        {"per_year": True},
        {"cumulative": True},
        {"indicator": Ref(name="规上工业总产值", entity=None)},
        {"indicator": Ref(name="规上工业总产值", entity="indicator:gone")},
    ],
)
def test_what_is_not_the_same_is_not_compared(more: dict[str, Any]) -> None:
    documents = [plan("a", seen("=5亿元")), plan("b", seen("=6亿元", **more))]
    assert compare(documents, ENTITIES).comparisons == ()


def test_growth_is_compared_only_against_the_same_year() -> None:
    def growth(written: str, against: str) -> Observation:
        year = Period(start=against, end=against)
        return seen(written, measure="growth_rate", base_time=year)

    documents = [plan("a", growth("=5%", "2019")), plan("b", growth("=75%", "2015"))]
    assert compare(documents, ENTITIES).comparisons == ()
    documents = [plan("a", growth("=5%", "2019")), plan("b", growth("=75%", "2019"))]
    assert [c.verdict for c in compare(documents, ENTITIES).comparisons] == ["contradict"]


def test_promises_in_words() -> None:
    def promise(words: str) -> Observation:
        return seen(None, qualitative=words)

    documents = [plan("a", promise("全覆盖")), plan("b", promise("全 覆盖"))]
    assert [c.verdict for c in compare(documents, ENTITIES).comparisons] == ["agree"]
    documents = [plan("a", promise("全覆盖")), plan("b", promise("零突破"))]
    assert compare(documents, ENTITIES).comparisons == ()
    documents = [plan("a", promise("全覆盖")), plan("b", seen("=5亿元"))]
    assert compare(documents, ENTITIES).comparisons == ()


def test_one_entry_for_a_key_with_the_worst_verdict() -> None:
    first, second, other = seen("=5亿元"), seen("=5亿元"), seen("=3%")
    third, fourth = seen("=4亿元", per_year=True), seen("=7亿元", per_year=True)
    documents = [plan("a", first, third), plan("b", second, fourth, other)]
    (found,) = compare(documents, ENTITIES).comparisons
    assert found.verdict == "contradict"
    assert not found.within_document
    refs = [(r.document, r.id) for r in found.observations]
    assert refs == [("a", first.id), ("a", third.id), ("b", second.id), ("b", fourth.id)]


def test_the_entry_says_what_it_compares() -> None:
    one, other = seen("=5亿元", segment="纺织产业"), seen("=6亿元", segment="纺织产业")
    (found,) = compare([plan("a", one, other)], ENTITIES).comparisons
    assert found.within_document
    assert found.model_dump(exclude={"observations"}) == {
        "indicator": "indicator:a",
        "area": "area:1",
        "segment": "纺织产业",
        "measure": "level",
        "time": "2025",
        "kind": "target",
        "verdict": "contradict",
        "within_document": True,
    }


def test_open_periods_have_a_name() -> None:
    span = Period(start=None, end="2030")
    documents = [plan("a", seen("=5亿元", time=span)), plan("b", seen("=5亿元", time=span))]
    assert [c.time for c in compare(documents, ENTITIES).comparisons] == ["../2030"]


def test_segments_are_compared_without_the_words_of_their_kind() -> None:
    lexicon = load(local=False)
    one = seen("=20亿元", segment="睿珀智能科技产业园项目")
    other = seen("=15亿元", segment="睿珀智能科技产业园")
    assert compare([plan("a", one, other)], ENTITIES).comparisons == ()
    (found,) = compare([plan("a", one, other)], ENTITIES, lexicon).comparisons
    assert (found.segment, found.verdict) == ("睿珀智能科技产业园", "contradict")
    firms = seen("=15亿元", segment="纺织企业")
    trade = seen("=20亿元", segment="纺织产业")
    assert compare([plan("a", firms, trade)], ENTITIES, lexicon).comparisons == ()


def test_places_nobody_knows_are_not_one_place() -> None:
    nowhere = {"area": Ref(name="", entity=None)}
    one, other, third = (seen(written, **nowhere) for written in ("=5亿元", "=6亿元", "=7亿元"))
    assert compare([plan("a", one), plan("b", other)], ENTITIES).comparisons == ()
    (found,) = compare([plan("a", one, third), plan("b", other)], ENTITIES).comparisons
    assert (found.area, found.verdict, found.within_document) == ("", "contradict", True)


def _firms(written: str, section: str, *review: str, name: str = "规上企业") -> Observation:
    number = next(_numbers)
    source = Source(start=number * 1000, end=number + 1, quote="x", section=section)
    indicator = Ref(name=name, entity="indicator:a")
    return seen(written, indicator=indicator, source=source, review=review)


def test_bare_nouns_are_compared_within_their_section() -> None:
    lexicon = load(local=False)
    inherited = ("area_inherited", "time_inherited")
    firm = _firms("=210家", "s4", "area_inherited")
    loose, beside = _firms("=4家", "s5", *inherited), _firms("=7家", "s5", "area_inherited")
    assert compare([plan("a", firm, loose)], ENTITIES, lexicon).comparisons == ()
    (found,) = compare([plan("a", loose, beside)], ENTITIES, lexicon).comparisons
    assert found.verdict == "contradict"
    (found,) = compare([plan("a", firm, loose, beside)], ENTITIES, lexicon).comparisons
    assert [r.id for r in found.observations] == [firm.id, loose.id, beside.id]
    counted = _firms("=4家", "s5", *inherited, name="规上企业数量")
    assert compare([plan("a", firm, counted)], ENTITIES, lexicon).comparisons == ()
    full = _firms("=4家", "s5", *inherited, name="国家高新技术企业")
    assert len(compare([plan("a", firm, full)], ENTITIES, lexicon).comparisons) == 1


def test_the_order_of_documents_does_not_matter() -> None:
    documents = [plan(name, seen("=5亿元"), seen("=7家")) for name in ("c", "a", "b")]
    forth, back = compare(documents, ENTITIES), compare(documents[::-1], ENTITIES)
    assert forth == back
    assert [r.document for r in forth.comparisons[0].observations] == list("aabbcc")


def test_the_interval_of_a_rounded_number() -> None:
    found = interval(value("=141.6亿元"))
    assert found is not None
    bounds, unit = found
    assert unit == "元"
    assert bounds.low == pytest.approx(141.55e8)
    assert bounds.high == pytest.approx(141.65e8)
    counted = interval(value("=35家"))
    assert counted is not None
    assert (counted[0].low, counted[0].high) == (35, 35)
