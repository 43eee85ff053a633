"""The five promises of docs/output.md: grounded, deterministic, stable names, whole, valid and exact."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import CORPUS, PLAN, ROOT, Run
from outputs import shown
from policy_extract.cli.formats import DEFAULT_FORMATS
from policy_extract.model import (
    Arithmetic,
    Base,
    Comparison,
    Document,
    Findings,
    Said,
    Subject,
    Value,
)
from policy_extract.pipeline import Result, extract
from policy_extract.schema import MODELS, schema_of, stale_schemas
from policy_extract.writers import canonical, write

KINDS = ("observations", "assignments", "projects", "mentions")


def _load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _documents(out: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """Every document of an output with the text that a consumer counts its offsets in."""
    for path in sorted((out / "documents").glob("*.json")):
        yield _load(path), path.with_suffix(".txt").read_bytes().decode("utf-8")


# --- 1. grounded ------------------------------------------------------------------------------


def test_every_record_stands_where_it_says(corpus_out: Path) -> None:
    seen = dict.fromkeys(KINDS, 0)
    for document, text in _documents(corpus_out):
        assert len(text) == document["source"]["chars"]
        for kind in KINDS:
            for record in document[kind]:
                place = record["source"]
                assert place["quote"]
                assert text[place["start"] : place["end"]] == place["quote"]
                seen[kind] += 1
    assert min(seen.values()) > 0, seen


def test_every_field_that_was_read_names_its_rule_and_its_words(corpus_out: Path) -> None:
    seen = 0
    for document, text in _documents(corpus_out):
        for record in (*document["observations"], *document["assignments"]):
            assert record["read"], record["id"]
            for field, read in record["read"].items():
                if read is None:
                    assert record[field] in (None, False)
                    continue
                assert read["rule"]
                assert (read["start"] is None) == (read["end"] is None)
                if read["start"] is not None:
                    assert 0 <= read["start"] < read["end"] <= len(text)
                    seen += 1
        for assignment in document["assignments"]:
            read = assignment["read"]["agency"]
            words = text[read["start"] : read["end"]]
            assert "".join(words.split()) == "".join(assignment["agency"].split())
    assert seen


def test_the_text_is_always_written_with_the_line_ends_as_read(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    """OUT can be read without the input: here the input is gone."""
    for name, ends in (("unix", "\n"), ("windows", "\r\n")):
        data = PLAN.replace("\n", ends).encode("utf-8")
        (plan.parent / f"{name}.txt").write_bytes(data)
        assert run(plan.parent / f"{name}.txt", "-o", tmp_path / name)[0] == 0
        (plan.parent / f"{name}.txt").unlink()
        assert (tmp_path / name / "documents" / f"{name}.txt").read_bytes() == data
        ((document, text),) = _documents(tmp_path / name)
        assert len(text) == document["source"]["chars"]
        for record in (*document["observations"], *document["mentions"]):
            place = record["source"]
            assert text[place["start"] : place["end"]] == place["quote"]


def test_sections_and_tables_lie_in_the_text(corpus_out: Path) -> None:
    for document, text in _documents(corpus_out):
        for section in document["sections"]:
            assert 0 <= section["start"] < section["end"] <= len(text)
        for table in document["tables"]:
            cells = [cell for row in table["rows"] for cell in row]
            assert cells
            for cell in cells:
                words = text[cell["start"] : cell["end"]]
                assert "".join(words.split()) == "".join(cell["text"].split())


def test_references_inside_a_document_hold(corpus_out: Path) -> None:
    for document, _ in _documents(corpus_out):
        sections = {s["id"]: s for s in document["sections"]}
        tables = {t["id"]: t for t in document["tables"]}
        observations = {o["id"] for o in document["observations"]}
        assert all(s["parent"] in sections for s in sections.values() if s["parent"])
        for kind in KINDS:
            for record in document[kind]:
                place = record["source"]
                if place["section"] is not None:
                    around = sections[place["section"]]
                    assert around["start"] <= place["start"] < around["end"]
                if place["table"] is not None:
                    row = tables[place["table"]["id"]]["rows"][place["table"]["row"]]
                    cell = row[place["table"]["col"]]
                    assert cell["start"] <= place["start"] <= place["end"] <= cell["end"]
        assignments = {a["id"] for a in document["assignments"]}
        tasks = {t["id"]: t for t in document["tasks"]}
        projects = {p["id"]: p for p in document["projects"]}
        for assignment in document["assignments"]:
            assert set(assignment["observations"]) <= observations
            if assignment["task"] is not None:
                assert assignment["id"] in tasks[assignment["task"]]["assignments"]
        for observation in document["observations"]:
            for responsible in observation["responsible"]:
                assert responsible["assignment"] in assignments
            if observation["project"] is not None:
                assert observation["about"] == "project"
                assert observation["id"] in projects[observation["project"]]["observations"]
        for project in projects.values():
            assert set(project["observations"]) <= observations


def test_tasks_hold_what_stands_in_them(corpus_out: Path) -> None:
    seen = 0
    for document, text in _documents(corpus_out):
        records = {r["id"]: r for r in (*document["observations"], *document["assignments"])}
        starts = [task["start"] for task in document["tasks"]]
        assert starts == sorted(starts)
        assert [t["id"] for t in document["tasks"]] == [
            f"t{n:03d}" for n in range(1, len(starts) + 1)
        ]
        for task in document["tasks"]:
            assert task["assignments"] or task["observations"]
            assert 0 <= task["start"] < task["end"] <= len(text)
            opening = re.sub(r"\W", "", text[task["start"] : task["end"]])
            named = re.sub(r"\W", "", (task["number"] or "") + task["title"])
            assert opening.startswith(named[:6])
            for name in (*task["assignments"], *task["observations"]):
                assert task["start"] <= records[name]["source"]["start"] < task["end"]
            seen += 1
        named = [name for task in document["tasks"] for name in task["observations"]]
        assert len(set(named)) == len(named)  # an observation is in its innermost task only
    assert seen > 50


def test_record_ids_are_unique(corpus_result: Result) -> None:
    for document in corpus_result.documents:
        for records in (document.observations, document.assignments, document.projects):
            ids = [record.id for record in records]
            assert len(set(ids)) == len(ids)


def test_entities_and_findings_refer_to_what_is_there(corpus_result: Result) -> None:
    entities = {entity.id for entity in corpus_result.entities.entities}
    observations = {(d.id, o.id): o for d in corpus_result.documents for o in d.observations}
    documents = {document.id for document in corpus_result.documents}
    for document in corpus_result.documents:
        used = {m.entity for m in document.mentions}
        used |= {o.indicator.entity for o in document.observations}
        used |= {o.area.entity for o in document.observations}
        used |= {a.entity for a in document.assignments}
        used |= {r.entity for o in document.observations for r in o.responsible}
        assert used - {None} <= entities
    for entity in corpus_result.entities.entities:
        assert all(relation.target in entities for relation in entity.relations)
        assert {d for alias in entity.aliases for d in alias.documents} <= documents
    assert corpus_result.findings.findings
    for finding in corpus_result.findings.findings:
        named = {document.id for document in finding.documents}
        assert named <= documents
        assert {(r.document, r.id) for r in finding.observations} <= observations.keys()
        assert {r.document for r in finding.observations} <= named
        if isinstance(finding, Arithmetic):
            assert finding.stated.unit == finding.computed.unit
            assert _meet(finding.stated, finding.computed) is (finding.verdict == "holds")
        if not isinstance(finding, Comparison):
            continue
        assert len(finding.observations) >= 2
        assert [d.id for d in finding.documents] == sorted(
            {r.document for r in finding.observations}
        )
        compared = [observations[ref.document, ref.id] for ref in finding.observations]
        subject = finding.subject
        assert {o.kind for o in compared} == {subject.kind}
        assert {o.indicator.entity for o in compared} == {subject.indicator}
        assert {o.about for o in compared} == {subject.about}
        for observation, ref in zip(compared, finding.observations, strict=True):
            base = observation.value.base if observation.value else None
            assert base is None or ref.value == base


def _meet(one: Base, other: Base) -> bool:
    """Whether one number lies between the bounds of both."""
    low = max(b.low if b.low is not None else float("-inf") for b in (one, other))
    high = min(b.high if b.high is not None else float("inf") for b in (one, other))
    return low <= high


# --- 2. deterministic -------------------------------------------------------------------------


def test_workers_and_order_change_no_byte(corpus_out: Path, tmp_path: Path) -> None:
    write(extract(sorted(CORPUS.glob("*.txt"), reverse=True), jobs=3), tmp_path / "out")
    assert shown(tmp_path / "out") == shown(corpus_out)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_order_of_hashes_changes_no_byte(corpus_result: Result, tmp_path: Path, seed: str) -> None:
    """Of the files for people neither."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "policy_extract", "extract", "-q", "--lang", "en", CORPUS]
    subprocess.run([*command, "-o", tmp_path / "out"], env=environment, check=True)
    write(corpus_result, tmp_path / "b", DEFAULT_FORMATS, "en")
    assert shown(tmp_path / "out") == shown(tmp_path / "b")


def test_command_and_call_give_the_same(run: Run, plan: Path, tmp_path: Path) -> None:
    assert run(plan, "-o", tmp_path / "a")[0] == 0
    write(extract(plan), tmp_path / "b", DEFAULT_FORMATS)
    assert shown(tmp_path / "a") == shown(tmp_path / "b")


def test_time_and_host_stand_only_under_run(corpus_out: Path) -> None:
    run = _load(corpus_out / "manifest.json")["run"]
    assert set(run) == {"started", "seconds", "jobs", "python", "platform"}
    for path in corpus_out.rglob("*.json"):
        if path.name != "manifest.json":
            assert run["started"] not in path.read_text(encoding="utf-8")


# --- 3. stable names --------------------------------------------------------------------------


def test_document_ids_are_the_stems(corpus_result: Result) -> None:
    assert [d.id for d in corpus_result.documents] == sorted(p.stem for p in CORPUS.glob("*.txt"))


def _names(document: Document) -> dict[tuple[object, ...], str | None]:
    """Every place that names an entity, and which one."""
    found: dict[tuple[object, ...], str | None] = {}
    for mention in document.mentions:
        found[mention.type, mention.source.start, mention.source.end] = mention.entity
    for observation in document.observations:
        found["indicator", observation.id] = observation.indicator.entity
        found["area", observation.id] = observation.area.entity
    for assignment in document.assignments:
        found["assignment", assignment.id] = assignment.entity
    return found


def test_entity_ids_stay_when_documents_are_added(corpus_result: Result) -> None:
    """An id may only go when another document shows that two entities are one: 丰登 alone is an
    enterprise of its own, beside 凤登 it is a misprint; 凤登 keeps its id."""
    entities = {entity.id: entity for entity in corpus_result.entities.entities}
    for together in corpus_result.documents:
        alone = extract([CORPUS / f"{together.id}.txt"])
        before, after = _names(alone.documents[0]), _names(together)
        assert before.keys() == after.keys()
        changed = {(before[place], after[place]) for place in before} - {(e, e) for e in entities}
        absorbed = {old: new for old, new in changed if old is not None}
        assert len(absorbed) == len(changed - {(None, None)})  # each went to one entity only
        for old, new in absorbed.items():
            assert old not in entities
            assert new in entities
            assert {d for alias in entities[new].aliases for d in alias.documents} - {together.id}
        assert len(absorbed) <= len(before) // 100


def test_keys_say_what_is_claimed_and_not_where_or_how_much(run: Run, tmp_path: Path) -> None:
    """Two versions of a plan: the text has moved and the number has changed, the key stays."""

    def keys(name: str, text: str) -> list[tuple[str, str]]:
        path = tmp_path / name / "plan.txt"
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
        assert run(path, "-o", tmp_path / f"out-{name}")[0] == 0
        ((document, _),) = _documents(tmp_path / f"out-{name}")
        return [(o["id"], o["key"]) for o in document["observations"]]

    first = keys("first", PLAN)
    moved = PLAN.replace("500亿元", "600亿元").replace("一、", "前言\n本规划为修订稿。\n\n一、", 1)
    second = keys("second", moved)
    assert first
    assert [key for _, key in second] == [key for _, key in first]
    assert [id_ for id_, _ in second] != [id_ for id_, _ in first]


def test_every_key_is_made_of_the_record(corpus_result: Result) -> None:
    for document in corpus_result.documents:
        for observation in document.observations:
            parts = observation.key.split("|")
            assert len(parts) == 6
            assert parts[:2] == [observation.area.entity, observation.indicator.entity]
            assert (parts[3], parts[5]) == (observation.measure, observation.kind)


def test_ids_of_findings_are_their_own_and_stay(corpus_result: Result) -> None:
    ids = [finding.id for finding in corpus_result.findings.findings]
    assert len(set(ids)) == len(ids)
    alone = extract([CORPUS / "lanxi-industry-14fyp.txt"]).findings.findings
    assert alone
    # what a person should judge is asked no longer where another plan's spellings settle it
    assert {finding.id for finding in alone if finding.kind != "unsure_pair"} <= set(ids)


# --- 4. whole or nothing (killed runs: test_bad_input.py) -------------------------------------


def test_manifest_lists_every_file_and_no_other(corpus_out: Path) -> None:
    manifest = _load(corpus_out / "manifest.json")
    found = {p.relative_to(corpus_out).as_posix() for p in corpus_out.rglob("*") if p.is_file()}
    assert {*manifest["files"], "manifest.json"} == found
    assert {d["file"] for d in manifest["documents"]} <= found


def test_counts_of_the_manifest_are_those_of_the_documents(corpus_out: Path) -> None:
    counts = {d["id"]: d["counts"] for d in _load(corpus_out / "manifest.json")["documents"]}
    for document, _ in _documents(corpus_out):
        count = counts[document["id"]]
        for kind in ("observations", "tasks", "assignments", "projects", "mentions"):
            assert count[kind] == len(document[kind])
        assert count["targets"] + count["actuals"] == count["observations"]


def test_the_manifest_says_what_is_marked_for_review(corpus_out: Path) -> None:
    manifest = _load(corpus_out / "manifest.json")
    seen = [o for document, _ in _documents(corpus_out) for o in document["observations"]]
    below = [o["confidence"] < manifest["review_threshold"] for o in seen]
    assert below == [o["review"] for o in seen]
    assert manifest["share_below"] == round(sum(below) / len(below), 4)


# --- 5. valid ---------------------------------------------------------------------------------


def _schema_for(path: Path) -> dict[str, Any]:
    name = "document" if path.parent.name == "documents" else path.stem
    return schema_of(f"{name}.schema.json")


def test_every_file_validates_against_its_schema(corpus_out: Path) -> None:
    paths = sorted(corpus_out.rglob("*.json"))
    assert len(paths) == 8
    for path in paths:
        schema = _schema_for(path)
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.Draft202012Validator(schema).validate(_load(path))


def test_failed_documents_validate_as_well(run: Run, plan: Path, tmp_path: Path) -> None:
    (plan.parent / "empty.txt").touch()
    assert run(plan.parent, "-o", tmp_path / "out")[0] == 1
    path = tmp_path / "out" / "manifest.json"
    jsonschema.Draft202012Validator(_schema_for(path)).validate(_load(path))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d.pop("meta"),
        lambda d: d.update(extra=1),
        lambda d: d["source"].pop("sha256"),
        lambda d: d["source"].update(chars="many"),
        lambda d: d["observations"][0].update(measure="amount"),
        lambda d: d["observations"][0].pop("qualitative"),
        lambda d: d["observations"][0].update(about="somewhere"),
        lambda d: d["observations"][0].update(confidence=1.1),
        lambda d: d["observations"][0].update(review=["time_inherited"]),
        lambda d: d["observations"][0].update(rule="prose.level"),
        lambda d: d["observations"][0]["source"].update(anchor={"page": 1, "path": "x"}),
        lambda d: d["meta"].update(genre="novel"),
        lambda d: d["observations"][0]["source"].update(quote=None),
    ],
)
def test_schema_refuses_what_the_contract_does_not_have(corpus_out: Path, spoil: Any) -> None:
    document = next(d for d, _ in _documents(corpus_out) if d["observations"])
    validator = jsonschema.Draft202012Validator(schema_of("document.schema.json"))
    assert validator.is_valid(document)
    spoil(document)
    assert not validator.is_valid(document)


def test_committed_schemas_are_current(tmp_path: Path) -> None:
    assert stale_schemas(ROOT / "schema") == []
    assert stale_schemas(tmp_path) == list(MODELS)  # the check is able to fail


@pytest.mark.parametrize(
    "anchor",
    [
        {"page": 3, "box": [1.5, 2, 3, 4]},
        {"page": 3, "box": None},
        {"path": "body/tbl[2]/tr[3]/tc[1]"},
        {"sheet": "指标表", "cell": "C7"},
    ],
)
def test_anchors_of_every_kind_are_valid(corpus_out: Path, anchor: dict[str, Any]) -> None:
    document = next(d for d, _ in _documents(corpus_out) if d["observations"])
    document["observations"][0]["source"]["anchor"] = anchor
    jsonschema.validate(document, schema_of("document.schema.json"))
    read = Document.model_validate(document).observations[0].source.anchor
    assert read is not None
    assert json.loads(read.model_dump_json()) == anchor


@pytest.mark.parametrize(
    ("kind", "verdict", "more"),
    [
        ("comparison", "agree", {"subject": Subject()}),
        (
            "trajectory",
            "reversed",
            {"pattern": "lowered", "subject": Subject(indicator="indicator:a")},
        ),
        (
            "arithmetic",
            "fails",
            {
                "relation": "sum",
                "subject": Subject(),
                "stated": Base(low=3, high=3, unit="家"),
                "computed": Base(low=4, high=4, unit="家"),
            },
        ),
        ("cascade", "above", {"subject": Subject(), "superior": "a", "subordinate": "b"}),
        ("coverage", "open", {"gap": "target_without_agency"}),
    ],
)
def test_findings_of_every_kind_are_valid(kind: str, verdict: str, more: dict[str, Any]) -> None:
    fields = {"id": f"{kind}:x", "kind": kind, "verdict": verdict, "documents": (), **more}
    findings = Findings.model_validate(
        {"findings": [{**fields, "observations": (), "said": Said(zh="一", en="one")}]}
    )
    written = json.loads(canonical(findings))
    validator = jsonschema.Draft202012Validator(schema_of("findings.schema.json"))
    validator.validate(written)
    assert Findings.model_validate(written) == findings
    written["findings"][0]["verdict"] = "undecided"
    assert not validator.is_valid(written)


# --- 5. exact ---------------------------------------------------------------------------------


def _shown(number: Any) -> str:
    """How JSON shows a bound, after writing and reading it."""
    value = Value(low=number, high=number, comparator="=")
    data = value.model_dump_json()
    assert Value.model_validate_json(data) == value
    return data.split('"low":')[1].split(",")[0]


@given(st.integers(-(10**15), 10**15), st.integers(0, 6))
def test_a_decimal_is_shown_as_it_is(digits: int, places: int) -> None:
    """Property: up to fifteen digits, the JSON shows the very decimal and never a float's noise."""
    number = Decimal(digits).scaleb(-places)
    shown = _shown(int(number) if number == int(number) else float(number))
    assert Decimal(shown) == number
    assert (number == int(number)) == shown.lstrip("-").isdigit()


@given(st.integers(-(10**18), 10**18))
def test_a_whole_number_has_no_point(number: int) -> None:
    assert _shown(number) == str(number)
    if abs(number) < 2**53:
        assert _shown(float(number)) == str(number)


@pytest.mark.parametrize("number", [float("inf"), float("-inf"), float("nan")])
def test_what_is_no_number_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        Value(low=number, high=number, comparator="=")


def test_base_values_have_no_more_digits_than_what_is_written(corpus_result: Result) -> None:
    """664.3亿元 is 66430000000元: a multiple of ten of the number written, for every unit like it."""
    seen = 0
    for document in corpus_result.documents:
        for observation in document.observations:
            value = observation.value
            if value is None or value.base is None or "/" in value.base.unit:
                continue
            for stated, base in ((value.low, value.base.low), (value.high, value.base.high)):
                if stated and value.unit in ("亿元", "万元", "元", "%", "亿千瓦时", "万人"):
                    digits = Decimal(repr(stated)).normalize().as_tuple().digits
                    assert Decimal(repr(base)).normalize().as_tuple().digits == digits
                    seen += 1
    assert seen > 100


# --- the files themselves ---------------------------------------------------------------------


def test_files_are_readable_chinese_with_a_line_end(corpus_out: Path) -> None:
    for path in corpus_out.rglob("*.json"):
        text = path.read_bytes().decode("utf-8")
        assert text.endswith("}\n")
        assert "\\u" not in text
        assert "\r" not in text


def test_result_holds_the_same_as_the_files(corpus_result: Result, corpus_out: Path) -> None:
    for document in corpus_result.documents:
        written = _load(corpus_out / "documents" / f"{document.id}.json")
        assert json.loads(document.model_dump_json()) == written
    written = _load(corpus_out / "entities.json")
    assert json.loads(corpus_result.entities.model_dump_json()) == written


def test_package_offers_the_call_even_when_the_extractors_are_loaded(plan: Path) -> None:
    import policy_extract
    import policy_extract.extract

    assert policy_extract.extract is extract
    result = policy_extract.extract([plan])
    assert isinstance(result, policy_extract.Result)
    assert result.texts["plan"] == PLAN
