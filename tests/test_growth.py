"""Four times the input takes about four times as long: no rule looks at the whole text for each hit.

Honest ratios: both sizes are measured in this run, each the best of three, in time of this process alone
and without the collector of garbage, as timeit does; so other work on the machine does not count. A
quadratic rule takes 16 times as long.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import replace
from time import process_time

import pytest

from policy_extract.document import Plan
from policy_extract.extract.assignments import AssignmentFinder
from policy_extract.extract.observations.dates.dating import Dater
from policy_extract.extract.observations.dates.plan_times import PlanTimes, Spot
from policy_extract.extract.observations.drafts import Listed
from policy_extract.extract.observations.time_words import TimeWords
from policy_extract.extract.observations.timeline import Headings, TimeLine
from policy_extract.layout.build import Layouter
from policy_extract.lexicon import Lexicon, load
from policy_extract.measure.period import Calendar, PeriodFinder
from policy_extract.model import Section
from policy_extract.rules import Switches

_AT_LEAST = 0.05  # seconds for the small input: less is noise
_AT_MOST = 8.0


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load(local=False)


@pytest.fixture(scope="module")
def layouter(lexicon: Lexicon) -> Layouter:
    return Layouter(lexicon)


def best_of_three(run: Callable[[], object]) -> float:
    times = []
    gc.disable()
    try:
        for _ in range(3):
            start = process_time()
            run()
            times.append(process_time() - start)
    finally:
        gc.enable()
    return min(times)


def ratio(make: Callable[[int], Callable[[], object]], size: int) -> float:
    """How much longer the fourfold input takes; the size grows until the single one is no noise."""
    small = best_of_three(make(size))
    while small < _AT_LEAST:
        size *= 2
        small = best_of_three(make(size))
    return best_of_three(make(4 * size)) / small


@pytest.mark.parametrize(
    ("piece", "size"),
    [
        pytest.param("-1-\n", 5000, id="page numbers"),
        pytest.param("表1 指标\n", 4000, id="captions"),
        pytest.param("目录\n第一\n", 2000, id="contents"),
        pytest.param("1", 100_000, id="digits in one line"),
    ],
)
def test_layout(layouter: Layouter, piece: str, size: int) -> None:
    def make(count: int) -> Callable[[], object]:
        text = piece * count
        return lambda: layouter.lay_out("x", text)

    assert ratio(make, size) <= _AT_MOST


def test_section_at(layouter: Layouter) -> None:
    def make(count: int) -> Callable[[], object]:
        plan = layouter.lay_out("x", "1.产值。\n" * 20)
        items = [
            Section(id=f"s{i}", kind="heading", level=5, title="", start=3 * i + 1, end=3 * i + 2)
            for i in range(count)
        ]
        whole = Section(id="w", kind="heading", level=1, title="", start=0, end=3 * count)
        plan = replace(plan, sections=(whole, *items))
        return lambda: [
            plan.section_at(place) for place in range(3, 3 * count, 3) for _ in range(20)
        ]

    assert ratio(make, 4000) <= _AT_MOST


def test_assignments_in_one_sentence(layouter: Layouter, lexicon: Lexicon) -> None:
    finder = AssignmentFinder(lexicon)

    def make(count: int) -> Callable[[], object]:
        plan = layouter.lay_out("x", "由市科技局牵头，" * count)
        return lambda: finder.find(plan)

    assert ratio(make, 1500) <= _AT_MOST


def times_of(plan: Plan, lexicon: Lexicon) -> PlanTimes:
    spans = PeriodFinder(lexicon).find(plan.shadow, 0, len(plan.text), Calendar.of(plan.meta))
    words = TimeWords(lexicon)
    timeline = TimeLine(plan, spans, words)
    return PlanTimes(plan, timeline, Headings(plan, timeline, words), words)


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param("产值100亿元，", id="no time"),
        pytest.param("2020年产值100亿元，", id="a time each"),
        pytest.param("2018年成功认定100家。", id="sentences"),
    ],
)
def test_time_of_the_numbers_of_one_paragraph(
    layouter: Layouter, lexicon: Lexicon, piece: str
) -> None:
    def make(count: int) -> Callable[[], object]:
        plan = layouter.lay_out("x", piece * count)
        (paragraph,) = plan.paragraphs
        numbers = range(piece.index("100"), len(plan.text), len(piece))
        sentence = len(piece) if piece.endswith("。") else len(plan.text)

        def run() -> None:
            times = times_of(plan, lexicon)
            dater = Dater(times, Switches())
            for number in numbers:
                start = number // sentence * sentence
                time = times.timeline.for_number(start, number)
                dater.date(Spot(paragraph, start, number, number + 5, False, Listed(), time))

        return run

    assert ratio(make, 1500) <= _AT_MOST


def test_numbers_in_names_of_documents(layouter: Layouter, lexicon: Lexicon) -> None:
    piece = "根据《某某规划》产值100亿元。\n"

    def make(count: int) -> Callable[[], object]:
        plan = layouter.lay_out("x", piece * count)
        timeline = TimeLine(plan, [], TimeWords(lexicon))
        return lambda: [timeline.in_document_name(place) for place in range(0, len(plan.text), 3)]

    assert ratio(make, 4000) <= _AT_MOST
