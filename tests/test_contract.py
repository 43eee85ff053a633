"""The five promises of docs/contract.md: grounded, deterministic, stable names, whole, valid."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from conftest import CORPUS, PLAN, ROOT, Run
from policy_extract.model import Document
from policy_extract.pipeline import Result, extract
from policy_extract.schema import MODELS, schema_of, stale_schemas
from policy_extract.writers import write

KINDS = ("observations", "assignments", "projects", "mentions")


def _load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _documents(out: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """Every document of an output with the text that a consumer counts its offsets in."""
    for path in sorted((out / "documents").glob("*.json")):
        document = _load(path)
        own = path.with_suffix(".txt")
        source = own if own.exists() else Path(document["source"]["path"])
        yield document, source.read_bytes().decode("utf-8")


def _files(out: Path) -> dict[str, bytes]:
    """All files of an output; of the manifest what must not differ from run to run."""
    files = {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}
    manifest = json.loads(files.pop("manifest.json"))
    del manifest["run"]
    files["manifest.json"] = json.dumps(manifest).encode()
    return files


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
        for assignment in document["assignments"]:
            assert set(assignment["observations"]) <= observations


def test_record_ids_are_unique(corpus_result: Result) -> None:
    for document in corpus_result.documents:
        for records in (document.observations, document.assignments, document.projects):
            ids = [record.id for record in records]
            assert len(set(ids)) == len(ids)


def test_entities_and_findings_refer_to_what_is_there(corpus_result: Result) -> None:
    entities = {entity.id for entity in corpus_result.entities.entities}
    observations = {(d.id, o.id): o for d in corpus_result.documents for o in d.observations}
    lengths = {id_: len(text) for id_, text in corpus_result.texts.items()}
    for document in corpus_result.documents:
        used = {m.entity for m in document.mentions}
        used |= {o.indicator.entity for o in document.observations}
        used |= {o.area.entity for o in document.observations}
        used |= {a.entity for a in document.assignments}
        used |= {r.entity for o in document.observations for r in o.responsible}
        assert used - {None} <= entities
    for entity in corpus_result.entities.entities:
        for mention in entity.mentions:
            assert 0 <= mention.start < mention.end <= lengths[mention.document]
        assert all(relation.target in entities for relation in entity.relations)
    for comparison in corpus_result.findings.comparisons:
        assert len(comparison.observations) >= 2
        compared = [observations[ref.document, ref.id] for ref in comparison.observations]
        assert {o.kind for o in compared} == {comparison.kind}
        assert {o.indicator.entity for o in compared} == {comparison.indicator}


# --- 2. deterministic -------------------------------------------------------------------------


def test_workers_and_order_change_no_byte(corpus_out: Path, tmp_path: Path) -> None:
    write(extract(sorted(CORPUS.glob("*.txt"), reverse=True), jobs=3), tmp_path / "out")
    assert _files(tmp_path / "out") == _files(corpus_out)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_order_of_hashes_changes_no_byte(corpus_out: Path, tmp_path: Path, seed: str) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "policy_extract", "extract", "-q", CORPUS]
    subprocess.run([*command, "-o", tmp_path / "out"], env=environment, check=True)
    assert _files(tmp_path / "out") == _files(corpus_out)


def test_command_and_call_give_the_same(run: Run, plan: Path, tmp_path: Path) -> None:
    assert run(plan, "-o", tmp_path / "a")[0] == 0
    write(extract(plan), tmp_path / "b")
    assert _files(tmp_path / "a") == _files(tmp_path / "b")


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
        for kind in ("observations", "assignments", "projects", "mentions"):
            assert count[kind] == len(document[kind])
        assert count["targets"] + count["actuals"] == count["observations"]


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
