"""What became of a plan from one version to the next: made-up pairs, and what must hold for any."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import CORPUS, ROOT
from policy_extract.model import (
    Attributes,
    Base,
    Document,
    Entities,
    Observation,
    Period,
    Value,
)
from policy_extract.pipeline import Result
from policy_extract.versions import Version, Versions, record
from policy_extract.versions.calendar import Calendar, calendars
from policy_extract.versions.record import (
    NAMES,
    Change,
    DutyChange,
    ProjectChange,
    Side,
    ValueChange,
)
from policy_extract.versions.values import judged
from versions_cases import CASES, GOALS, PROJECTS, draft, plan
from versions_made import Made, again, compared, difference, made, told

PAIRS = [pytest.param(old, new, id=name) for name, (old, new, _) in CASES.items()]
_MIRRORED = {"raised": "lowered", "lowered": "raised", "added": "dropped", "dropped": "added"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [pytest.param(*case, id=name) for name, case in CASES.items()],
)
def test_what_was_changed_is_told_and_nothing_else(
    old: str, new: str, expected: list[tuple[str, ...]]
) -> None:
    assert told(difference(old, new)) == sorted(expected)


@pytest.mark.parametrize("text", [text for old, new, _ in CASES.values() for text in (old, new)])
def test_a_plan_has_not_changed_against_itself(text: str) -> None:
    versions = difference(text, text)
    assert versions.changes == ()
    document = made(text, text)[0].document
    lists = {(a.task, a.scope.start, a.scope.end) for a in document.assignments}
    records = len(document.observations) + len(lists) + len(document.projects)
    assert versions.counts["unchanged"] == len(versions.unchanged) == records > 0


def test_the_plans_of_the_corpus_have_not_changed_against_themselves(
    corpus_result: Result,
) -> None:
    for document in corpus_result.documents:
        one = Version("plan.txt", document, corpus_result.texts[document.id])
        versions = compared(one, again(one, "other"), corpus_result.entities)
        assert versions.changes == (), document.id
        assert len(versions.unchanged) >= len(document.observations)


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_swapped_versions_give_the_mirror(old: str, new: str) -> None:
    there, back = difference(old, new), difference(new, old)
    _assert_mirrored(there, back)


def test_different_plans_swapped_give_the_mirror(corpus_result: Result) -> None:
    """Hundreds of records, few of which are one: every tie between pairs comes up."""
    first, second = (
        Version(d.source.path, d, corpus_result.texts[d.id])
        for d in corpus_result.documents
        if d.id in ("jinhua-industry-14fyp", "lanxi-industry-14fyp")
    )
    there = compared(first, second, corpus_result.entities)
    assert sum(change.match is not None for change in there.changes) > 20
    _assert_mirrored(there, compared(second, first, corpus_result.entities))


def _assert_mirrored(there: Versions, back: Versions) -> None:
    assert _sides(there) == {
        (what, new, old): frozenset(_MIRRORED.get(name, name) for name in names)
        for (what, old, new), names in _sides(back).items()
    }
    assert there.counts["unchanged"] == back.counts["unchanged"]
    assert there.years == -back.years


_Span = tuple[int, int] | None


def _sides(versions: Versions) -> dict[tuple[str, _Span, _Span], frozenset[str]]:
    """Where both sides of each change stand → the names of the change."""

    def span(side: Side | None) -> _Span:
        return (side.start, side.end) if side else None

    return {
        (change.what, span(change.old), span(change.new)): frozenset(change.changes)
        for change in versions.changes
    }


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(CASES)), st.integers(0, 10_000))
def test_the_order_of_records_plays_no_part(name: str, seed: int) -> None:
    old, new, _ = CASES[name]
    first, second, entities = made(old, new)
    shuffled = [_shuffled(one, random.Random(seed)) for one in (first, second)]
    assert compared(*shuffled, entities) == compared(first, second, entities)


def _shuffled(version: Version, rng: random.Random) -> Version:
    document, update = version.document, {}
    for name in ("observations", "assignments", "tasks", "projects"):
        records = list(getattr(document, name))
        rng.shuffle(records)
        update[name] = tuple(records)
    return Version(version.path, document.model_copy(update=update), version.text)


# --- places -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_both_sides_can_be_looked_up(old: str, new: str) -> None:
    versions = difference(old, new)
    for change in versions.changes:
        assert (change.old is None) == ("added" in change.changes)
        assert (change.new is None) == ("dropped" in change.changes)
        assert (change.match is None) == (change.old is None or change.new is None)
        for side, words, document in ((change.old, old, "old"), (change.new, new, "new")):
            if side is not None:
                assert side.document == document
                assert words[side.start : side.end] == side.quote != ""
                assert words.splitlines()[side.line - 1].find(side.quote.split("\n")[0]) >= 0
                assert side.heading == "" or side.heading in re.sub(r"\s", "", words)


def test_a_side_names_the_heading_it_stands_under() -> None:
    (change,) = difference(*CASES["raised"][:2]).changes
    assert change.old is not None
    assert (change.old.heading, change.old.line) == ("二、发展目标", 4)


# --- values -----------------------------------------------------------------------------------


def _values(versions: Versions) -> dict[str, ValueChange]:
    return {change.name: change for change in versions.changes if isinstance(change, ValueChange)}


def _judged(name: str, good: dict[str, str], *, swapped: bool = False) -> dict[str, str | None]:
    """How the changes of a case are judged where ``good`` says which way is good for an indicator."""
    old, new, entities = made(*CASES[name][:2])
    known = tuple(
        one.model_copy(update={"attributes": Attributes(direction=good[one.name])})
        if one.name in good
        else one
        for one in entities.entities
    )
    pair = (new, old) if swapped else (old, new)
    return {n: c.judged for n, c in _values(compared(*pair, Entities(entities=known))).items()}


def test_better_and_worse_go_by_what_is_good_for_the_indicator() -> None:
    good = {"高新技术企业数": "up", "PM2.5平均浓度": "down"}
    told_of = _judged("fewer and more", good)
    assert told_of == {"高新技术企业": "better", "PM2.5平均浓度": "better"}
    back = _judged("fewer and more", good, swapped=True)
    assert back == {"高新技术企业": "worse", "PM2.5平均浓度": "worse"}


def test_to_fall_more_is_better_where_less_is_good() -> None:
    (name,) = (e.name for e in made(*CASES["falls more"][:2])[2].entities if e.type == "indicator")
    assert _judged("falls more", {name: "down"}) == {"单位GDP能耗": "better"}
    assert _judged("falls more", {name: "up"}) == {"单位GDP能耗": "worse"}
    change = _values(difference(*CASES["falls more"][:2]))["单位GDP能耗"]
    assert change.difference == -1.5


def test_to_take_away_more_of_what_should_be_less_is_better() -> None:
    assert judged("down", "decrease", ("raised",)) == "better"
    assert judged("down", "level", ("raised",)) == "worse"
    assert judged("up", "level", ("comparator",)) is None
    assert judged(None, "level", ("raised",)) is None


def test_a_lower_rank_is_better_whatever_is_ranked() -> None:
    old, new, entities = made(*CASES["raised"][:2])
    known = tuple(
        e.model_copy(update={"attributes": Attributes(direction="up")}) for e in entities.entities
    )
    versions = compared(_ranked(old, 22), _ranked(new, 18), Entities(entities=known))
    found = _values(versions)["规上工业总产值"]
    assert (found.changes, found.judged) == (("lowered",), "better")


def _ranked(version: Version, place: int) -> Version:
    """The version with a place in an order in the stead of its first value."""
    first, *rest = version.document.observations
    base = Base(low=place, high=place, unit="位")
    value = Value(low=place, high=place, comparator="=", unit="位", base=base)
    observations = (first.model_copy(update={"value": value}), *rest)
    document = version.document.model_copy(update={"observations": observations})
    return Version(version.path, document, version.text)


def test_nobody_judges_what_nobody_knows() -> None:
    old = draft(GOALS, "到2025年，登记在册的青岚石雕匠人达到30人。")
    (change,) = difference(old, old.replace("30人", "40人")).changes
    assert isinstance(change, ValueChange)
    assert (change.changes, change.judged) == (("raised",), None)


@pytest.mark.parametrize(
    ("old", "new", "less", "unit"),
    [
        ("500亿元", "600亿元", 100, "亿元"),
        ("500亿元", "5005000万元", 5000, "万元"),
        ("500.1亿元", "500.3亿元", 0.2, "亿元"),
        ("5000万元", "0.4亿元", -0.1, "亿元"),
        ("500亿元以上", "550亿元左右", 50, "亿元"),
    ],
)
def test_the_difference_is_exact_and_in_the_new_unit(
    old: str, new: str, less: float, unit: str
) -> None:
    before = draft(GOALS, f"到2025年，规上工业总产值达到{old}。")
    (change,) = difference(before, before.replace(old, new)).changes
    assert isinstance(change, ValueChange)
    assert (change.difference, change.unit) == (less, unit)


def test_the_first_name_is_the_gravest() -> None:
    for old, new, _ in CASES.values():
        for change in difference(old, new).changes:
            assert list(change.changes) == sorted(change.changes, key=NAMES.index)


# --- duties and projects ----------------------------------------------------------------------


def test_a_duty_has_all_its_agencies_and_the_values_it_answers_for() -> None:
    versions = difference(*CASES["agency"][:2])
    (change,) = versions.changes
    assert isinstance(change, DutyChange)
    assert change.old is not None
    assert change.new is not None
    assert [a.agency for a in change.old.assignments] == ["县经信局", "县科技局"]
    assert [a.agency for a in change.new.assignments] == ["县经信局", "县商务局"]
    (value,) = (
        o
        for o in made(*CASES["agency"][:2])[1].document.observations
        if "10亿元" in o.indicator.name
    )
    assert change.new.values == (value.id,)


def test_a_time_limit_that_moved() -> None:
    words = "1.办好工业展会。举办工业设计展览。（责任单位：县商务局；完成时限：2024年12月）"
    old = draft("三、重点任务", words)
    assert told(difference(old, old.replace("2024", "2023"))) == [("办好工业展会", "time")]


def test_a_project_of_another_phase_is_another() -> None:
    row = "| 1 | 青岚轴承智能工厂{} | 建设智能化生产线 | 新建 | 2021-2023 | 20000 |"
    old, new = (
        plan("附件 重点项目清单", "", PROJECTS, row.format(phase)) for phase in ("一期", "二期")
    )
    assert [c.changes for c in difference(old, new).changes] == [("dropped",), ("added",)]


def test_an_investment_in_another_unit_is_the_same() -> None:
    row = "| 1 | 青岚轴承智能工厂 | 建设智能化生产线 | 新建 | 2021-2023 | {} |"
    old = plan("附件 重点项目清单", "", PROJECTS, row.format("20000"))
    billions = PROJECTS.replace("万元", "亿元")
    assert difference(old, plan("附件 重点项目清单", "", billions, row.format("2"))).changes == ()
    (change,) = difference(old, plan("附件 重点项目清单", "", billions, row.format("2.5"))).changes
    assert isinstance(change, ProjectChange)
    assert (change.changes, change.difference, change.unit) == (("raised",), 0.5, "亿元")


# --- periods ----------------------------------------------------------------------------------


def test_the_next_period_is_known_by_the_plans_own_years() -> None:
    versions = difference(*CASES["next period"][:2])
    assert (versions.relation, versions.years) == ("next_period", 5)
    assert difference(*CASES["to a later end"][:2]).relation == "same_period"


@pytest.mark.parametrize(
    ("old", "new", "years"),
    [
        ((2016, 2020), (2021, 2025), 5),
        ((2021, 2025), (2016, 2020), -5),
        ((2021, 2023), (2021, 2025), 0),
        ((2021, 2023), (2023, 2025), 2),
        ((2018, 2020), (2021, 2025), 5),
        (None, (2021, 2025), 0),
        ((2021, 2021), (2022, 2022), 0),  # a work report of each year plans no period
    ],
)
def test_years_between_two_periods(
    old: tuple[int, int] | None, new: tuple[int, int] | None, years: int
) -> None:
    documents = (_dated(old), _dated(new))
    assert calendars(*(d.meta for d in documents))[2] == years


def _dated(years: tuple[int, int] | None) -> Document:
    document = made(*CASES["raised"][:2])[0].document
    period = Period(start=str(years[0]), end=str(years[1])) if years else None
    return document.model_copy(update={"meta": document.meta.model_copy(update={"period": period})})


def test_a_time_is_named_by_its_place_in_the_period() -> None:
    first, second = Calendar(2016, 2020), Calendar(2021, 2025)
    for old, new in (("2015", "2020"), ("2016", "2021"), ("2018-06", "2023-06"), ("2020", "2025")):
        assert first.place(Period(start=old, end=old)) == second.place(Period(start=new, end=new))
    whole = Period(start="2016", end="2020"), Period(start="2021", end="2025")
    assert first.place(whole[0]) == second.place(whole[1])
    outlook = Period(start="2035", end="2035")
    assert first.place(outlook) == second.place(outlook) == "2035"
    assert first.place(None) == Calendar().place(None) == ""
    assert first.place(Period(end="2020")) != first.place(Period(start="2020", end="2020"))


# --- a real plan, edited ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "numbers", "years", "agencies"),
    [
        ("lanxi-manufacturing-upgrade-2021-2023", 9, 2, 4),
        ("jinhua-industry-14fyp", 12, 3, 0),
        ("lanxi-industry-14fyp", 15, 0, 0),
    ],
)
@pytest.mark.parametrize("seed", [1, 2])
def test_fifteen_edits_of_a_real_plan_are_found_and_nothing_else(
    corpus_result: Result, name: str, numbers: int, years: int, agencies: int, seed: int
) -> None:
    (document,) = (d for d in corpus_result.documents if d.id == name)
    text = corpus_result.texts[name]
    edits = _Edits(document, text, random.Random(seed))
    edits.numbers(numbers)
    edits.years(years)
    edits.agencies(agencies)
    assert len(edits.made) == 15
    first, second, entities = made(text, edits.text)
    versions = compared(first, second, entities)
    expected = sorted(what for _, _, _, what in edits.made)
    assert sorted(_edited(versions)) == expected


def _edited(versions: Versions) -> Iterator[tuple[str, str]]:
    for change in versions.changes:
        side = change.old
        assert side is not None
        for name in change.changes:
            yield ("number" if name in ("raised", "lowered") else name, _record(change))


def _record(change: Change) -> str:
    """The id of the older version's record; of a duty where its list begins."""
    if isinstance(change, ValueChange) and change.old:
        return change.old.observation.id
    assert isinstance(change, DutyChange)
    assert change.old is not None
    return change.old.assignments[0].id


class _Edits:
    """Changes of a text that touch one record each, no two of them the same."""

    def __init__(self, document: Document, text: str, rng: random.Random) -> None:
        self._document, self._text = document, text
        self._order = list(document.observations)
        rng.shuffle(self._order)
        self._lists: dict[tuple[object, ...], list[str]] = {}
        self._assignments = list(document.assignments)
        rng.shuffle(self._assignments)
        self.made: list[tuple[int, int, str, tuple[str, str]]] = []

    @property
    def text(self) -> str:
        text = self._text
        for start, end, words, _ in sorted(self.made, reverse=True):
            text = text[:start] + words + text[end:]
        return text

    def numbers(self, count: int) -> None:
        for o in self._order:
            found = re.search(r"\d+(?:\.\d+)?", o.source.quote)
            plain = o.value is not None and o.value.comparator != "range" and not o.value.parts
            if count and found and plain and self._about({o.id}):
                start = o.source.start + found.start()
                end = start + len(found[0])
                places = len(found[0].partition(".")[2])
                higher = f"{float(found[0]) * 1.1 + 1:.{places}f}"
                if self._of_one(start, end):
                    self._add(start, end, higher, ("number", o.id))
                    count -= 1
        assert not count

    def years(self, count: int) -> None:
        for o in self._order:
            read = o.read.get("time")
            if not count or read is None or read.start is None or o.project:
                continue
            found = re.search(r"20\d\d", self._text[read.start : read.end])
            if found is None or not self._about({o.id}):
                continue
            start = read.start + found.start()
            if self._of_one(start, start + 4):
                self._add(start, start + 4, str(int(found[0]) - 1), ("time", o.id))
                count -= 1
        assert not count

    def agencies(self, count: int) -> None:
        for a in self._assignments:
            of_list = [
                x.id
                for x in sorted(self._document.assignments, key=lambda x: (x.source.start, x.id))
                if (x.task, x.scope) == (a.task, a.scope)
            ]
            start = self._text.find(a.agency, a.source.start, a.source.end)
            if count and start >= 0 and self._about({of_list[0]}):
                self._add(start, start + len(a.agency), "市水利局", ("agency", of_list[0]))
                count -= 1
        assert not count

    def _about(self, records: set[str]) -> bool:
        """Whether nothing was done to a record yet."""
        return not records & {what[1] for _, _, _, what in self.made}

    def _of_one(self, start: int, end: int) -> bool:
        """Whether the words are those of one observation only, whichever field was read from them."""
        if any(start < e and s < end for s, e, _, _ in self.made):
            return False
        return sum(_touches(o, start, end) for o in self._document.observations) == 1

    def _add(self, start: int, end: int, words: str, what: tuple[str, str]) -> None:
        self.made.append((start, end, words, what))


def _touches(o: Observation, start: int, end: int) -> bool:
    spans = [(o.source.start, o.source.end)]
    spans += [(r.start, r.end) for r in o.read.values() if r and r.start is not None and r.end]
    return any(start < e and s < end for s, e in spans)


# --- the page ---------------------------------------------------------------------------------


def test_every_field_and_name_stands_in_the_page() -> None:
    page = (ROOT / "docs" / "versions.md").read_text(encoding="utf-8")
    coded = set(re.findall(r"`([\w.]+)`", page))
    fields = {
        name
        for one in vars(record).values()
        if isinstance(one, type)
        and issubclass(one, record.Record)
        and one.__module__ == record.__name__
        for name in one.model_fields
    }
    assert fields <= coded
    assert set(NAMES) <= coded


def test_the_corpus_is_there(corpus_result: Result) -> None:
    assert len(list(Path(CORPUS).glob("*.txt"))) == len(corpus_result.documents) == 5


def test_the_cases_are_of_many_kinds() -> None:
    told_of = {
        name for _, _, changes in CASES.values() for change in changes for name in change[1:]
    }
    assert len(CASES) >= 30
    assert set(NAMES) - told_of <= {"kind", "company", "land", "scope"}  # below


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("到2025年，全县电动公交车占比达到60%。", "2020年，全县电动公交车占比达到60%。", "kind"),
        (
            "到2025年，纺织产业规上工业总产值达到60亿元，加快向高端面料转型。",
            "到2025年，医药产业规上工业总产值达到60亿元，加快向高端面料转型。",
            "scope",
        ),
    ],
)
def test_one_sentence_about_something_else(old: str, new: str, expected: str) -> None:
    (change,) = difference(draft(GOALS, old), plan(GOALS, new)).changes
    assert expected in change.changes
    assert change.match is not None
    assert change.match.rule == "sentence"


def test_a_projects_company_and_land(corpus_result: Result) -> None:
    (document,) = (d for d in corpus_result.documents if d.id == "lanxi-industry-14fyp")
    one = next(p for p in document.projects if p.company and p.land_mu)
    assert one.company is not None
    other = one.model_copy(
        update={"land_mu": 1, "company": one.company.model_copy(update={"entity": "company:x"})}
    )
    projects = tuple(other if p.id == one.id else p for p in document.projects)
    text = corpus_result.texts[document.id]
    changed = Version(
        "new.txt", document.model_copy(update={"id": "x", "projects": projects}), text
    )
    versions = compared(Version("old.txt", document, text), changed, Entities())
    assert [c.changes for c in versions.changes] == [("company", "land")]


def test_made_is_what_is_compared() -> None:
    """The tests' own helper: texts are kept sign by sign."""
    pair: Made = made(*CASES["raised"][:2])
    assert (pair[0].text, pair[1].text) == CASES["raised"][:2]
