"""Comparisons over the corpus: what may be compared, and the three verdicts."""

from __future__ import annotations

from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_extract.findings import Corpus, compare
from policy_extract.findings.intervals import exact, interval
from policy_extract.lexicon import Lexicon, load
from policy_extract.model import (
    Base,
    Comparison,
    Document,
    DocumentSource,
    Entities,
    Entity,
    Meta,
    Observation,
    Period,
    Project,
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


def compared(documents: list[Document], lexicon: Lexicon | None = None) -> tuple[Comparison, ...]:
    return compare(Corpus(tuple(documents), ENTITIES, lexicon or Lexicon(), {}))


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
        "source": Source(start=number * 1000, end=number + 1, quote=(written or "")[1:] or "x"),
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
    return [c.verdict for c in compared(documents)]


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
    assert [c.verdict for c in compared(documents)] == ["contradict"]
    documents = [plan("a", seen(None, value=one)), plan("b", seen(None, value=third))]
    assert compared(documents) == ()


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
        {"each": "县"},
        {"about": "elsewhere"},
        {"cumulative": True},
        {"indicator": Ref(name="规上工业总产值", entity=None)},
        {"indicator": Ref(name="规上工业总产值", entity="indicator:gone")},
    ],
)
def test_what_is_not_the_same_is_not_compared(more: dict[str, Any]) -> None:
    documents = [plan("a", seen("=5亿元")), plan("b", seen("=6亿元", **more))]
    assert compared(documents) == ()


def test_growth_is_compared_only_against_the_same_year() -> None:
    def growth(written: str, against: str) -> Observation:
        year = Period(start=against, end=against)
        return seen(written, measure="growth_rate", base_time=year)

    documents = [plan("a", growth("=5%", "2019")), plan("b", growth("=75%", "2015"))]
    assert compared(documents) == ()
    documents = [plan("a", growth("=5%", "2019")), plan("b", growth("=75%", "2019"))]
    assert [c.verdict for c in compared(documents)] == ["contradict"]


def test_promises_in_words() -> None:
    def promise(words: str) -> Observation:
        return seen(None, qualitative=words)

    documents = [plan("a", promise("全覆盖")), plan("b", promise("全 覆盖"))]
    assert [c.verdict for c in compared(documents)] == ["agree"]
    documents = [plan("a", promise("全覆盖")), plan("b", promise("零突破"))]
    assert compared(documents) == ()
    documents = [plan("a", promise("全覆盖")), plan("b", seen("=5亿元"))]
    assert compared(documents) == ()


def test_one_entry_for_a_key_with_the_worst_verdict() -> None:
    first, second, other = seen("=5亿元"), seen("=5亿元"), seen("=3%")
    third, fourth = seen("=4亿元", per_year=True), seen("=7亿元", per_year=True)
    documents = [plan("a", first, third), plan("b", second, fourth, other)]
    (found,) = compared(documents)
    assert found.verdict == "contradict"
    assert [d.id for d in found.documents] == ["a", "b"]
    refs = [(r.document, r.id) for r in found.observations]
    assert refs == [("a", first.id), ("a", third.id), ("b", second.id), ("b", fourth.id)]


def test_the_entry_says_what_it_compares() -> None:
    one, other = seen("=5亿元", segment="纺织产业"), seen("=6亿元", segment="纺织产业")
    (found,) = compared([plan("a", one, other)])
    assert found.model_dump(mode="json") == {
        "id": "comparison:area:1|indicator:a|纺织产业|level|2025|target",
        "kind": "comparison",
        "verdict": "contradict",
        "documents": [{"id": "a", "draft": False}],
        "observations": [
            {
                "document": "a",
                "id": o.id,
                "value": {"low": amount, "high": amount, "unit": "元"},
            }
            for o, amount in ((one, 500000000), (other, 600000000))
        ],
        "said": {
            "zh": "关于兰溪市2025年纺织产业规上工业总产值（目标），表述相互矛盾：《a》作“5亿元”、“6亿元”。",
            "en": "On 兰溪市 2025 纺织产业 规上工业总产值 (target) the statements contradict each other: "
            "a says “5亿元”, “6亿元”.",
        },
        "subject": {
            "indicator": "indicator:a",
            "area": "area:1",
            "segment": "纺织产业",
            "measure": "level",
            "time": "2025",
            "kind": "target",
            "about": "area",
        },
    }


def test_a_sentence_names_the_plans_by_their_titles() -> None:
    titled = Meta(title="甲市“十四五”规划", draft=True)
    one = plan("a", seen("=5%", measure="growth_rate")).model_copy(update={"meta": titled})
    other = plan("b", *(seen(f"={n}%", measure="growth_rate") for n in (5, 6, 7, 8)))
    (found,) = compared([one, other])
    assert found.said.zh == (
        "关于兰溪市2025年规上工业总产值（增速、目标），表述相互矛盾："
        "《甲市“十四五”规划》（征求意见稿）作“5%”；《b》作“5%”、“6%”、“7%”；另有1处。"
    )
    assert found.said.en.endswith("says “5%”; b says “5%”, “6%”, “7%”; and 1 more.")
    assert [(d.id, d.draft) for d in found.documents] == [("a", True), ("b", False)]


def test_open_periods_have_a_name() -> None:
    span = Period(start=None, end="2030")
    documents = [plan("a", seen("=5亿元", time=span)), plan("b", seen("=5亿元", time=span))]
    assert [c.subject.time for c in compared(documents)] == ["../2030"]


def test_segments_are_compared_without_the_words_of_their_kind() -> None:
    lexicon = load(local=False)
    one = seen("=20亿元", segment="睿珀智能科技产业园项目")
    other = seen("=15亿元", segment="睿珀智能科技产业园")
    assert compared([plan("a", one, other)]) == ()
    (found,) = compared([plan("a", one, other)], lexicon)
    assert (found.subject.segment, found.verdict) == ("睿珀智能科技产业园", "contradict")
    firms = seen("=15亿元", segment="纺织企业")
    trade = seen("=20亿元", segment="纺织产业")
    assert compared([plan("a", firms, trade)], lexicon) == ()


def test_places_nobody_knows_are_not_one_place() -> None:
    nowhere = {"area": Ref(name="", entity=None)}
    one, other, third = (seen(written, **nowhere) for written in ("=5亿元", "=6亿元", "=7亿元"))
    assert compared([plan("a", one), plan("b", other)]) == ()
    (found,) = compared([plan("a", one, third), plan("b", other)])
    assert (found.subject.area, found.verdict) == ("", "contradict")
    assert found.id.endswith("|2025|target@a")


def _firms(written: str, section: str, *doubts: str, name: str = "规上企业") -> Observation:
    number = next(_numbers)
    source = Source(start=number * 1000, end=number + 1, quote="x", section=section)
    indicator = Ref(name=name, entity="indicator:a")
    return seen(written, indicator=indicator, source=source, doubts=doubts)


_INHERITED = ("area.from_document", "time.from_heading")


def test_bare_nouns_are_compared_within_their_section() -> None:
    lexicon = load(local=False)
    firm = _firms("=210家", "s4", "area.from_document")
    bare, beside = _firms("=4家", "s5", *_INHERITED), _firms("=7家", "s5", "area.from_document")
    assert compared([plan("a", firm, bare)], lexicon) == ()
    (found,) = compared([plan("a", bare, beside)], lexicon)
    assert found.verdict == "contradict"
    (found,) = compared([plan("a", firm, bare, beside)], lexicon)
    assert [r.id for r in found.observations] == [firm.id, bare.id, beside.id]
    counted = _firms("=4家", "s5", *_INHERITED, name="规上企业数量")
    assert compared([plan("a", firm, counted)], lexicon) == ()
    full = _firms("=4家", "s5", *_INHERITED, name="国家高新技术企业")
    assert len(compared([plan("a", firm, full)], lexicon)) == 1


def test_lots_of_a_bare_noun_are_never_compared() -> None:
    """新开工|项目8个 of one sentence, 新开工|项目4个 of another: which lots they are, only the sentences tell."""
    lexicon = load(local=False)

    def lots(name: str = "项目", **more: Any) -> list[Observation]:
        said = {"measure": "increase", "indicator": Ref(name=name, entity="indicator:a"), **more}
        return [seen(w, **{"doubts": ("area.from_document",), **said}) for w in ("=8家", "=4家")]

    assert compared([plan("a", *lots())], lexicon) == ()
    assert compared([plan("a", *lots("项目数量"))], lexicon) == ()
    for told in (
        lots(measure="level"),
        lots(doubts=()),
        lots(segment="纺织产业"),
        lots("智慧农场"),
    ):
        (found,) = compared([plan("a", *told)], lexicon)
        assert found.verdict == "contradict"


def test_values_of_one_list_that_inherit_area_and_time_are_never_compared() -> None:
    one, other = (_firms(w, "s5", *_INHERITED, name="高新技术企业") for w in ("=4家", "=7家"))
    elsewhere = _firms("=9家", "s8", *_INHERITED, name="高新技术企业")
    assert compared([plan("a", one, other)]) == ()
    # nor does either of them speak against what another section says
    assert compared([plan("a", one, other, elsewhere)]) == ()
    assert len(compared([plan("a", one, elsewhere)])) == 1
    # the same number twice is one statement: it agrees with nobody in its list, and may elsewhere
    again = _firms("=4家", "s5", *_INHERITED, name="高新技术企业")
    assert compared([plan("a", one, again)]) == ()
    (found,) = compared([plan("a", one, again, elsewhere)])
    assert [r.id for r in found.observations] == [one.id, elsewhere.id]
    # where one of the two is said, the values are compared
    dated = _firms("=7家", "s5", "area.from_document", name="高新技术企业")
    assert len(compared([plan("a", one, dated)])) == 1


def test_values_of_projects_are_compared_within_the_project() -> None:
    def planned(written: str, project: str) -> Observation:
        return seen(written, about="project", project=project)

    projects = tuple(
        Project(id=id_, name=name, rule="test", source=Source(start=0, end=1, quote="x"))
        for id_, name in (("p1", "甲项目"), ("p2", "乙项目"))
    )

    def verdicts_of(*seen: Observation) -> list[tuple[str | None, str]]:
        document = plan("a", *seen).model_copy(update={"projects": projects})
        return [(c.subject.segment, c.verdict) for c in compared([document])]

    assert verdicts_of(planned("=5亿元", "p1"), planned("=6亿元", "p2"), seen("=7亿元")) == []
    assert verdicts_of(planned("=5亿元", "p1"), planned("=6亿元", "p1")) == [
        ("甲项目", "contradict")
    ]


def test_ratios_of_parts() -> None:
    def parts(*numbers: float) -> Observation:
        return seen(None, value=Value(comparator="=", parts=numbers))

    same, other = (plan("a", parts(4.5, 38.5, 57)), plan("b", parts(4.5, 38.5, 57)))
    assert [c.verdict for c in compared([same, other])] == ["agree"]
    other = plan("b", parts(4.5, 39.5, 56))
    assert [c.verdict for c in compared([same, other])] == ["contradict"]
    assert compared([same, plan("b", parts(40, 60))]) == ()


def test_all_kinds_come_sorted_by_kind_and_id() -> None:
    documents = [plan(name, seen("=5亿元", area=area), seen("=7家")) for name, area in _AREAS]
    found = compared(documents)
    assert [f.id for f in found] == sorted(f.id for f in found)
    assert len(found) == 2


_AREAS = [
    ("b", Ref(name="金华市", entity="area:2")),
    ("a", Ref(name="金华市", entity="area:2")),
]


@given(
    st.decimals(min_value="0.01", max_value="99999.99", places=2),
    st.sampled_from([("亿元", 8), ("万元", 4)]),
)
def test_one_amount_in_two_units_always_agrees(number: Decimal, unit: tuple[str, int]) -> None:
    """Property: exact decimals; no amount contradicts itself, whatever unit it is written in."""
    name, power = unit
    base = number.scaleb(power)

    def stated(amount: Decimal, unit: str) -> Observation:
        low = float(amount)
        return seen(
            None,
            value=Value(
                low=low,
                high=low,
                comparator="=",
                unit=unit,
                base=Base(low=int(base), high=int(base), unit="元"),
            ),
        )

    found = compared(
        [plan("a", stated(number, name)), plan("b", stated(number.scaleb(power - 3), "千元"))],
    )
    assert [c.verdict for c in found] == ["agree"]
    assert [o.value.low for o in found[0].observations if o.value] == [int(base)] * 2


@given(st.decimals(min_value="0.1", max_value="9999.9", places=1))
def test_a_rounded_number_bounds_half_of_its_last_place(number: Decimal) -> None:
    base = int(number.scaleb(8))
    stated = Value(
        low=float(number),
        high=float(number),
        comparator="=",
        base=Base(low=base, high=base, unit="元"),
    )
    found = interval(stated)
    assert found is not None
    digit = Decimal("0.05") if number != int(number) else Decimal("0.5")
    assert found[0].high - base == base - found[0].low == digit.scaleb(8)
    assert exact(float(number)) == number


def test_the_order_of_documents_does_not_matter() -> None:
    documents = [plan(name, seen("=5亿元"), seen("=7家")) for name in ("c", "a", "b")]
    forth, back = compared(documents), compared(documents[::-1])
    assert forth == back
    assert [r.document for r in forth[0].observations] == list("aabbcc")


def test_the_interval_of_a_rounded_number() -> None:
    found = interval(value("=141.6亿元"))
    assert found is not None
    bounds, unit = found
    assert unit == "元"
    assert (bounds.low, bounds.high) == (14155000000, 14165000000)
    counted = interval(value("=35家"))
    assert counted is not None
    assert (counted[0].low, counted[0].high) == (35, 35)
