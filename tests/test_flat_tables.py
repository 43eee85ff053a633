"""The flat tables: what they hold is what the JSON holds, in every format."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, Run
from policy_extract.folder import HIDDEN
from policy_extract.model import Base, Value
from policy_extract.pipeline import Result, extract
from policy_extract.writers import UnknownFormat, desk_of, write, writer
from policy_extract.writers.tables.rows import TABLES
from policy_extract.writers.tables.sdmx import measured

duckdb = pytest.importorskip("duckdb")
parquet = pytest.importorskip("pyarrow.parquet")

FORMATS = ("csv", "jsonl", "parquet")


@pytest.fixture(scope="module")
def out(corpus_result: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables") / "out"
    write(corpus_result, folder, FORMATS)
    return folder


def _rows(out: Path, table: str, form: str) -> list[dict[str, Any]]:
    path = out / "tables" / f"{table}.{form}"
    if form == "jsonl":
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    return rows


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_every_record_is_a_row(out: Path, corpus_result: Result, form: str) -> None:
    documents = corpus_result.documents
    for table, key, wanted in (
        ("observations", "observation", [(d.id, o.id) for d in documents for o in d.observations]),
        ("assignments", "assignment", [(d.id, a.id) for d in documents for a in d.assignments]),
        ("tasks", "task", [(d.id, t.id) for d in documents for t in d.tasks]),
        ("projects", "project", [(d.id, p.id) for d in documents for p in d.projects]),
    ):
        assert [(r["document"], r[key]) for r in _rows(out, table, form)] == wanted
    entities = [entity.id for entity in corpus_result.entities.entities]
    assert [r["entity"] for r in _rows(out, "entities", form)] == entities
    assert {r["finding"] for r in _rows(out, "findings", form)} == {
        finding.id for finding in corpus_result.findings.findings
    }
    assert len(_rows(out, "mentions", form)) == sum(len(d.mentions) for d in documents)
    assert [r["document"] for r in _rows(out, "documents", form)] == [d.id for d in documents]


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_values_read_back_are_those_of_the_json(
    out: Path, corpus_result: Result, form: str
) -> None:
    records = {(d.id, o.id): o for d in corpus_result.documents for o in d.observations}
    for row in _rows(out, "observations", form):
        o = records[row["document"], row["observation"]]
        assert row["quote"] == o.source.quote
        assert row["confidence"] == o.confidence
        assert row["review"] is o.review
        assert (row["REF_AREA"], row["INDICATOR"]) == (o.area.entity, o.indicator.entity)
        value = o.value
        assert (row["low"], row["high"]) == ((value.low, value.high) if value else (None, None))
        if value and value.base and row["OBS_VALUE"] is not None:
            scaled = Decimal(str(row["OBS_VALUE"])) * Decimal(10) ** row["UNIT_MULT"]
            ends = {value.base.low, value.base.high} | {value.low, value.high}
            assert any(end is not None and Decimal(str(end)) == scaled for end in ends)


def test_csv_opens_in_excel_and_holds_the_same(out: Path) -> None:
    for table in TABLES:
        data = (out / "tables" / f"{table.name}.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        lines = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        same = _rows(out, table.name, "jsonl")
        assert len(lines) == len(same)
        for line, row in zip(lines, same, strict=True):
            for column in table.columns:
                written, wanted = line[column.name], row[column.name]
                if column.kind == "flag":
                    assert written == ("true" if wanted else "false")
                elif wanted is None:
                    assert written == ""
                elif column.kind == "text":
                    assert written.removeprefix("'") == str(wanted).removeprefix("'")
                else:
                    assert float(written) == wanted


def test_no_text_of_a_plan_becomes_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(
        "甲市行动方案\n\n一、目标\n=HYPERLINK(1)覆盖率到2025年达到90%。\n+1指标到2025年达到5个。\n",
        "utf-8",
    )
    files = dict(writer("csv")(desk_of(extract([path]), "en")))
    rows = csv.reader(io.StringIO(files["tables/observations.csv"].decode("utf-8-sig")))
    fields = [field for row in rows for field in row]
    assert any("HYPERLINK" in field for field in fields)
    assert not [f for f in fields if f[:1] in "=+@" and len(f) > 1]


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (("亿元", 664.3, 664.3, "=", 66430000000, "元"), (664.3, "元", 8)),
        (("%", 4.5, 4.5, "=", 0.045, "1"), (4.5, "1", -2)),
        (("家", 300, None, ">=", 300, "家"), (300, "家", 0)),
        (("亩", 3, 3, "=", 2000, "平方米"), (3, "亩", 0)),  # no power of ten
        (("亿元", 10, 20, "range", 1000000000, "元"), (None, "元", 8)),
        (("亿元", 0, 0, "=", 0, "元"), (0, "亿元", 0)),  # nothing tells the power
    ],
)
def test_a_value_and_a_power_of_ten(value: Any, wanted: Any) -> None:
    unit, low, high, comparator, base, base_unit = value
    scale = base / low if low else 1
    top = None if high is None else base if high == low else high * scale
    whole = Value(
        low=low, high=high, comparator=comparator, unit=unit,
        base=Base(low=base, high=top, unit=base_unit),
    )  # fmt: skip
    assert tuple(measured(whole)) == wanted


def test_tables_are_named_at_the_end_and_leave_no_empty_folder(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    _, said, _ = run(plan, "-o", tmp_path / "out", "--format", "csv")
    assert f"{tmp_path}/out/tables/\n" in said
    run(plan, "-o", tmp_path / "out", "--format", "json")
    folders = {p.name for p in (tmp_path / "out").iterdir() if p.is_dir()}
    assert folders == {"documents", HIDDEN}


def test_no_two_columns_differ_in_capitals_alone() -> None:
    """SQL would read them as one."""
    for table in TABLES:
        names = [column.name.lower() for column in table.columns]
        assert len(names) == len(set(names)), table.name


def test_tables_are_the_same_bytes_again(out: Path, corpus_result: Result) -> None:
    for form in FORMATS:
        for name, data in writer(form)(desk_of(corpus_result, "en")):
            assert (out / name).read_bytes() == data, name


def test_a_missing_extra_is_named_before_the_work(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "policy_extract.writers.tables.parquet", raising=False)
    with pytest.raises(UnknownFormat, match=r"policy-extract\[parquet\]"):
        write(extract([plan]), tmp_path / "out", ["parquet"])
    assert not (tmp_path / "out").exists()


def _queries() -> list[tuple[str, str]]:
    page = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    return re.findall(r"\*\*(.+?)\*\*\n\n```sql\n(.+)\n```", page)


def test_the_page_has_six_questions_of_one_line() -> None:
    assert len(_queries()) == 6


@pytest.mark.parametrize(("question", "query"), _queries())
def test_the_questions_of_the_page_are_answered(
    out: Path, corpus_result: Result, question: str, query: str
) -> None:
    found = duckdb.sql(query.replace("'out/", f"'{out}/")).fetchall()
    observations = [o for d in corpus_result.documents for o in d.observations]
    names = {entity.id: entity.name for entity in corpus_result.entities.entities}
    wanted = {
        "Which plans": sum(
            names.get(o.indicator.entity or "") == "规上工业总产值"
            and o.kind == "target"
            and o.measure == "level"
            and o.time is not None
            and o.time.end == "2025"
            for o in observations
        ),
        "What must": sum(
            a.agency == "市经信局" for d in corpus_result.documents for a in d.assignments
        ),
        "All about": sum(
            names.get(m.entity or "", "").find("康恩贝") >= 0
            for d in corpus_result.documents
            for m in d.mentions
        ),
        "Which targets": sum(o.kind == "target" and o.attribute == "约束性" for o in observations),
        "Projects over": len(
            {
                p.place.name if p.place else None
                for d in corpus_result.documents
                for p in d.projects
                if p.investment and p.investment > 100000
            }
        ),
        "Which numbers": sum(o.review for o in observations),
    }
    (expected,) = (number for words, number in wanted.items() if question.startswith(words))
    assert len(found) == expected > 0
