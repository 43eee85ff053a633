"""What must hold of files that people hand over: golden labels of any plan, gazetteers of their own.

The inputs are the day's (``seeds.of_today``); POLICY_EXTRACT_FUZZ_SEED=SEED repeats a day's.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from policy_extract.errors import GoldenError
from policy_extract.lexicon import load
from policy_extract.model import Document, Period, Source
from policy_extract.output import Output
from policy_extract.pipeline import Result, extract
from policy_extract.score import Figure, Report, load_golden, score_output
from seeds import of_today, seed_of_today
from strategies.layouts import Drafted, plans
from test_properties import result_of

Row = dict[str, Any]
_LAYERS = {
    "observation": "observations",
    "time": "times",
    "company": "companies",
    "assignment": "assignments",
}


def labels_of(document: Document, text: str) -> list[Row]:
    """A document's records in the golden form, in order of the text."""
    rows: list[tuple[int, Row]] = []

    def put(source: Source, **label: Any) -> None:
        line = text.count("\n", 0, source.start) + 1
        rows.append((source.start, {"line": line, "quote": source.quote, **label}))

    for one in document.observations:
        value = one.value
        parts = {"parts": value.parts} if value and value.parts else {}
        put(
            one.source, type="observation", indicator=one.indicator.name, area=one.area.name, segment=one.segment,
            measure=one.measure, low=value and value.low, high=value and value.high, comparator=value and value.comparator,
            unit=value and value.unit, qualitative=one.qualitative, time=norm(one.time), base_time=norm(one.base_time),
            per_year=one.per_year, cumulative=one.cumulative, kind=one.kind, attribute=one.attribute, **parts,
        )  # fmt: skip
    for duty in document.assignments:
        put(duty.source, type="assignment", agency=duty.agency, role=duty.role)
    for mention in document.mentions:
        if mention.type == "time":
            put(mention.source, type="time", norm=norm(mention.norm))
        elif mention.type == "company":
            put(mention.source, type="company", entity=mention.source.quote)
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]


def norm(period: Period | None) -> str | None:
    if period is None:
        return None
    start, end = period.start or "..", period.end or ".."
    return start if start == end else f"{start}/{end}"


def plain(rows: Sequence[Row], text: str) -> bool:
    """Whether labels can say where these stand: on one line, and every occurrence of the quote labelled, none within another."""
    lines = text.split("\n")
    counts = Counter((row["type"], row["line"], row["quote"]) for row in rows)
    return all(
        "\n" not in row["quote"]
        and lines[row["line"] - 1].count(row["quote"])
        == counts[row["type"], row["line"], row["quote"]]
        for row in rows
    )


def scored(result: Result, labels: Sequence[str]) -> Report:
    """A result against the lines of one golden file."""
    output = Output(
        documents={document.id: document for document in result.documents}, texts=result.texts, entities=result.entities,
        findings=result.findings, manifest=result.manifest,
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as made:
        path = Path(made, f"{result.documents[0].id}.jsonl")
        path.write_text("".join(f"{line}\n" for line in labels), encoding="utf-8")
        return score_output(output, Path(made))


def figures(report: Report) -> Mapping[tuple[str, str], Figure]:
    return {(layer, name): f for layer, s in report.total.items() for name, f in s.figures.items()}


def drawn(plan: Drafted) -> tuple[Result, list[Row], list[str]]:
    result = result_of(plan_txt=plan.text())
    (document,), (text,) = result.documents, result.texts.values()
    rows = labels_of(document, text)
    assume(rows and plain(rows, text))
    return result, rows, [json.dumps(row, ensure_ascii=False, default=str) for row in rows]


@of_today(8)
@given(plans())
def test_labels_that_agree_with_every_record_score_one(plan: Drafted) -> None:
    result, rows, lines = drawn(plan)
    found = figures(scored(result, lines))
    for kind in {row["type"] for row in rows}:
        mine = {name: f for (layer, name), f in found.items() if layer == _LAYERS[kind]}
        assert {name: f.f1 for name, f in mine.items() if f.f1 is not None and f.f1 < 1} == {}, kind


@of_today(6)
@given(plans(), st.integers(0, 2**32))
def test_a_label_taken_away_costs_precision_alone_and_order_nothing(
    plan: Drafted, number: int
) -> None:
    result, rows, lines = drawn(plan)
    rng = random.Random(number)
    whole = figures(scored(result, lines))
    at = rng.randrange(len(rows))
    same = [row for row in rows if all(row[k] == rows[at][k] for k in ("type", "line", "quote"))]
    fewer = (
        figures(scored(result, [*lines[:at], *lines[at + 1 :]]))
        if len(same) == 1 and len(lines) > 1
        else whole
    )
    for name, figure in fewer.items():
        assert all(
            0 <= one <= 1 for one in (figure.precision, figure.recall, figure.f1) if one is not None
        )
        if figure.recall is not None and name[0] in _LAYERS.values():
            assert figure.recall >= (whole[name].recall or 0)
            assert (figure.precision or 0) <= (whole[name].precision or 0)
    lone = [
        line
        for line, row in zip(lines, rows, strict=True)
        if Counter(r["quote"] for r in rows)[row["quote"]] == 1
    ]
    if lone:
        assert figures(scored(result, rng.sample(lone, len(lone)))) == figures(scored(result, lone))


_SPOILS = (
    '{"type":',
    "null",
    "[]",
    "{}",
    '{"type": "thing", "line": 1}',
    "\x00",
    '"words"',
    "1e999",
    "NaN",
    "{'type': 1}",
)


@of_today(8)
@given(plans(), st.sampled_from(_SPOILS), st.integers(0, 2**32))
def test_a_spoiled_line_is_refused_with_its_file_and_place(
    plan: Drafted, spoil: str, number: int
) -> None:
    _, _, lines = drawn(plan)
    at = random.Random(number).randrange(len(lines) + 1)
    with tempfile.TemporaryDirectory() as made:
        path = Path(made, "plan.jsonl")
        path.write_text("\n".join([*lines[:at], spoil, *lines[at:]]), encoding="utf-8")
        with pytest.raises(GoldenError) as told:
            load_golden(Path(made))
    assert f"plan.jsonl:{at + 1}:" in str(told.value)


@of_today(8)
@given(plans(), st.integers(0, 2**32))
def test_a_field_that_is_none_or_of_another_kind_is_refused(plan: Drafted, number: int) -> None:
    _, rows, lines = drawn(plan)
    rng = random.Random(number)
    at = rng.randrange(len(rows))
    row = dict(rows[at])
    change = rng.choice(("unknown", "line", "quote", "type"))
    row |= {
        "unknown": {"extra": 1},
        "line": {"line": "1"},
        "quote": {"quote": 7},
        "type": {"type": None},
    }[change]
    with tempfile.TemporaryDirectory() as made:
        path = Path(made, "plan.jsonl")
        changed = [*lines[:at], json.dumps(row, ensure_ascii=False, default=str), *lines[at + 1 :]]
        path.write_text("\n".join(changed), encoding="utf-8")
        with pytest.raises(GoldenError, match=rf"plan\.jsonl:{at + 1}:"):
            load_golden(Path(made))


# --- gazetteers of people's own ------------------------------------------------------------------------


_SIGNS = "昊晟骏翊璟珩煜宸珺玥"


def test_names_that_people_add_are_known(tmp_path: Path) -> None:
    """Each in its own file, whatever order the files are written in; what they do not name is as it was.

    One set of names a day: a run with gazetteers of one's own builds every rule anew.
    """
    rng = random.Random(seed_of_today())
    index, office, firm = ("".join(rng.sample(_SIGNS, 3)) for _ in range(3))
    files = [
        (
            "indicators.toml",
            f'[[indicator]]\nkey = "own-index"\nname = "{index}指数"\nunits = ["个"]\naliases = ["{index}景气指数"]\n',
        ),
        (
            "agencies.toml",
            f'[[agency]]\nkey = "own-office"\nfull = "{{d}}{office}办公室"\ncore = ["{office}办"]\n',
        ),
        ("companies.csv", f"key,name,short,parent\nown-firm,浙江{firm}股份有限公司,{firm},\n"),
    ]
    folder, plan = tmp_path / "own", tmp_path / "plan.txt"
    folder.mkdir()
    for name, words in rng.sample(files, len(files)):
        (folder / name).write_text(words, encoding="utf-8")
    plan.write_text(
        "临江县工业发展“十四五”规划\n\n一、目标\n"
        f"到2025年，{index}景气指数达到30个，规上工业企业达到300家。支持{firm}做大做强。\n"
        f"二、任务\n推进平台建设。（责任单位：{office}办、县科技局）\n",
        encoding="utf-8",
    )
    (before,), (after,) = extract(plan).documents, extract(plan, gazetteers=[folder]).documents
    by_name = {o.indicator.name: o for o in after.observations}
    assert by_name[f"{index}景气指数"].indicator.entity == "indicator:own-index"
    assert "indicator.unknown" not in by_name[f"{index}景气指数"].doubts
    agencies = {a.agency: a.entity for a in after.assignments}
    assert list(agencies) == [f"{office}办", "县科技局"]
    assert str(agencies[f"{office}办"]).endswith(":own-office")
    companies = {m.source.quote: m.entity for m in after.mentions if m.type == "company"}
    assert companies[firm] == "company:own-firm"
    known = {o.id: o for o in before.observations if o.indicator.name == "规上工业企业"}
    assert known
    assert {o.id: o for o in after.observations if o.indicator.name == "规上工业企业"} == known


def test_files_without_a_record_change_nothing(tmp_path: Path) -> None:
    for name in ("indicators.toml", "agencies.toml", "announcing.toml", "units.toml"):
        (tmp_path / name).write_text("# nothing yet\n", encoding="utf-8")
    own, packaged = load([tmp_path]), load()
    for kind in ("units", "indicators", "agencies", "companies", "five_year_plans"):
        assert getattr(own, kind) == getattr(packaged, kind)
    assert own.words("announcing", "front") == packaged.words("announcing", "front")
