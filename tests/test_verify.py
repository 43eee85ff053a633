"""``policy-extract verify``: a good output passes, and each promise that is broken is told with file and record."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from policy_extract import cli
from policy_extract.errors import OutputError
from policy_extract.messages.verifying import TEXTS
from policy_extract.output import load_document, load_output
from policy_extract.verify import Fault, verify, verify_folder

Spoil = Callable[[dict[str, Any]], object]
MADE = "lanxi-manufacturing-upgrade-2021-2023"
ZONE = "lanxi-development-zone-14fyp"
INDUSTRY = "lanxi-industry-14fyp"


def _spoiled(out: Path, to: Path, name: str, spoil: Spoil) -> tuple[Fault, ...]:
    """The faults of a copy of an output of which one file was changed."""
    shutil.copytree(out, to)
    path = to / name
    data = json.loads(path.read_text(encoding="utf-8"))
    spoil(data)
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return verify_folder(to)


def test_the_five_plans_keep_every_promise(corpus_out: Path) -> None:
    assert verify_folder(corpus_out) == ()
    assert verify(load_output(corpus_out)) == ()


def _observation(data: dict[str, Any], **fields: Any) -> None:
    one = next(o for o in data["observations"] if o["value"] and o["value"]["comparator"] == "=")
    one.update(fields)


def _value(data: dict[str, Any], **fields: Any) -> None:
    one = next(o for o in data["observations"] if o["value"] and o["value"]["comparator"] == "=")
    one["value"].update(fields)


def _source(data: dict[str, Any], kind: str, **fields: Any) -> None:
    data[kind][0]["source"].update(fields)


def _in_table(data: dict[str, Any], **fields: Any) -> None:
    one = next(o for o in data["observations"] if o["source"]["table"])
    one["source"]["table"].update(fields)


def _answered(data: dict[str, Any], **fields: Any) -> None:
    one = next(o for o in data["observations"] if o["responsible"])
    one["responsible"][0].update(fields)


def _read(data: dict[str, Any], field: str, read: Any) -> None:
    data["observations"][0]["read"][field] = read


def _parent_section(data: dict[str, Any]) -> None:
    """The section above the innermost holds the record, too, and is not the one that is promised."""
    parents = {section["id"]: section["parent"] for section in data["sections"]}
    one = next(o for o in data["observations"] if parents[o["source"]["section"]])
    one["source"]["section"] = parents[one["source"]["section"]]


#: What is spoiled in a document → the promise that is then told as broken.
_DOCUMENT: list[tuple[str, str, Spoil]] = [
    ("verify.no_text", MADE, lambda d: d["source"].update(chars=7)),
    ("verify.words", MADE, lambda d: _source(d, "observations", quote="千")),
    ("verify.words", MADE, lambda d: _source(d, "mentions", quote="千")),
    ("verify.words", MADE, lambda d: d["assignments"][0].update(agency="县")),
    ("verify.words", MADE, lambda d: d["tasks"][0].update(title="别的事情")),
    ("verify.words", INDUSTRY, lambda d: d["tables"][0]["rows"][1][1].update(text="别的")),
    ("verify.outside", MADE, lambda d: _source(d, "assignments", end=10**7)),
    ("verify.outside", MADE, lambda d: d["sections"][0].update(start=-1)),
    ("verify.outside", MADE, lambda d: d["tasks"][0].update(end=10**7)),
    ("verify.outside", MADE, lambda d: d["assignments"][0]["scope"].update(end=10**7)),
    ("verify.outside", INDUSTRY, lambda d: d["tables"][0].update(end=d["tables"][0]["start"])),
    ("verify.outside", MADE, lambda d: _read(d, "kind", {"rule": "kind.in_plan", "start": 5, "end": 5})),
    ("verify.section", MADE, lambda d: _source(d, "observations", section=d["sections"][-1]["id"])),
    ("verify.outside", MADE, lambda d: d["sections"][0].update(parent=d["sections"][-1]["id"])),
    ("verify.section", MADE, lambda d: _source(d, "observations", section=None)),
    ("verify.section", MADE, lambda d: _parent_section(d)),
    ("verify.missing", MADE, lambda d: _source(d, "observations", section="s999")),
    ("verify.missing", MADE, lambda d: d["sections"][0].update(parent="s999")),
    ("verify.missing", INDUSTRY, lambda d: _in_table(d, id="t999")),
    ("verify.missing", INDUSTRY, lambda d: _in_table(d, row=-1)),
    ("verify.cell", INDUSTRY, lambda d: _in_table(d, row=0)),
    ("verify.missing", MADE, lambda d: d["tasks"][0]["observations"].append("o1")),
    ("verify.missing", MADE, lambda d: d["assignments"][0].update(task="t999")),
    ("verify.missing", MADE, lambda d: _answered(d, assignment="a1")),
    ("verify.missing", INDUSTRY, lambda d: d["projects"][0].update(observations=["o1"])),
    ("verify.missing", MADE, lambda d: d["observations"][0].update(about="project", project="p1")),
    ("verify.missing", MADE, lambda d: d["observations"][0]["area"].update(entity="area:x")),
    ("verify.missing", MADE, lambda d: d["mentions"][0].update(entity="indicator:x")),
    ("verify.differs", MADE, lambda d: _answered(d, role="support" )),
    ("verify.not_back", MADE, lambda d: [a.update(observations=[]) for a in d["assignments"]]),
    ("verify.not_in_task", MADE, lambda d: d["tasks"][0].update(end=d["tasks"][0]["start"] + 1)),
    ("verify.order", MADE, lambda d: d["mentions"].reverse()),
    ("verify.order", MADE, lambda d: d["observations"].reverse()),
    ("verify.order", MADE, lambda d: d["tasks"].reverse()),
    ("verify.order", MADE, lambda d: d["sections"].reverse()),
    ("verify.twice", MADE, lambda d: d["sections"].append(d["sections"][-1])),
    ("verify.twice", MADE, lambda d: d["observations"].append(d["observations"][-1])),
    ("verify.twice", MADE, lambda d: _observation(d, doubts=["time.none", "time.none"])),
    ("verify.header_rows", INDUSTRY, lambda d: d["tables"][0].update(header_rows=999)),
    ("verify.span", INDUSTRY, lambda d: d["tables"][0]["rows"][0][0].update(rowspan=0)),
    ("verify.unread", MADE, lambda d: _observation(d, read={})),
    ("verify.unread", MADE, lambda d: _read(d, "kind", None)),
    ("verify.unread", MADE, lambda d: _read(d, "kind", {"rule": "kind.in_plan", "start": 5, "end": None})),
    ("verify.unread", MADE, lambda d: _observation(d, per_year=True)),
    ("verify.rule", MADE, lambda d: _read(d, "kind", {"rule": "", "start": None, "end": None})),
    ("verify.rule", MADE, lambda d: _read(d, "kind", {"rule": "../../x", "start": 5, "end": 6})),
    ("verify.rule", MADE, lambda d: d["mentions"][0].update(rule="x")),
    ("verify.words", MADE, lambda d: d["sections"][1].update(title="别的事情")),
    ("verify.words", MADE, lambda d: d["sections"][1].update(number="九十九、")),
    ("verify.empty", MADE, lambda d: d["tasks"][0].update(title="")),
    ("verify.field", MADE, lambda d: d["observations"][0].update(doubts=["time.nonsense"])),
    ("verify.order", MADE, lambda d: next(t for t in d["tasks"] if len(t["assignments"]) > 1)["assignments"].reverse()),
    ("verify.not_back", MADE, lambda d: d["assignments"][0].update(task=None)),
    ("verify.not_back", MADE, lambda d: [o.update(responsible=[]) for o in d["observations"]]),
    ("verify.empty", MADE, lambda d: d["observations"][0]["indicator"].update(name=" ")),
    ("verify.empty", MADE, lambda d: _observation(d, segment="")),
    ("verify.empty", MADE, lambda d: d["tasks"][0].update(assignments=[], observations=[])),
    ("verify.value_or_words", MADE, lambda d: _observation(d, qualitative="全覆盖")),
    ("verify.value_or_words", MADE, lambda d: _observation(d, value=None)),
    ("verify.field", MADE, lambda d: _value(d, high=None)),
    ("verify.field", MADE, lambda d: _value(d, high=10**9)),
    ("verify.field", MADE, lambda d: _value(d, comparator="range", low=10**9)),
    ("verify.field", MADE, lambda d: _value(d, parts=[1, 2])),
    ("verify.field", MADE, lambda d: _observation(d, key="a|b|c|d|e|f")),
    ("verify.field", MADE, lambda d: _observation(d, review=True, confidence=1)),
    ("verify.field", MADE, lambda d: d["observations"][0].update(project="p1")),
    ("verify.number", MADE, lambda d: _value(d, low=66429999999.99999, high=66429999999.99999)),
    ("verify.time", MADE, lambda d: _observation(d, time={"start": "2021", "end": "2020"})),
    ("verify.time", MADE, lambda d: _observation(d, time={"start": "2021-13", "end": None})),
    ("verify.time", MADE, lambda d: d["meta"].update(issued="2021-02-30")),
    ("verify.field", MADE, lambda d: d["mentions"][0].update(type="company", norm={"start": "2020", "end": None})),
    ("verify.not_in_full", MADE, lambda d: d["observations"][0].pop("each")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "document", "spoil"),
    _DOCUMENT,
    ids=[f"{n}-{c}" for n, (c, _, _) in enumerate(_DOCUMENT)],
)
def test_each_promise_of_a_document_that_is_broken_is_told(
    code: str, document: str, spoil: Spoil, corpus_out: Path, tmp_path: Path
) -> None:
    name = f"documents/{document}.json"
    found = _spoiled(corpus_out, tmp_path / "out", name, spoil)
    told = {(fault.file.partition(".")[0], fault.code) for fault in found}
    assert (name.partition(".")[0], code) in told
    assert all(fault.told("zh") and fault.told("en") for fault in found)


def _finding(data: dict[str, Any], kind: str, **fields: Any) -> None:
    next(f for f in data["findings"] if f["kind"] == kind).update(fields)


_CORPUS: list[tuple[str, str, Spoil]] = [
    ("verify.order", "entities.json", lambda d: d["entities"].reverse()),
    ("verify.twice", "entities.json", lambda d: d["entities"].insert(0, d["entities"][0])),
    ("verify.missing", "entities.json", lambda d: d["entities"].pop()),
    ("verify.empty", "entities.json", lambda d: d["entities"][0].update(name="")),
    ("verify.missing", "entities.json", lambda d: d["entities"][0].update(
        relations=[{"type": "part_of", "target": "area:x", "evidence": "text"}])),
    ("verify.field", "entities.json", lambda d: d["entities"][0]["attributes"].update(parent=d["entities"][0]["id"])),
    ("verify.missing", "entities.json", lambda d: d["entities"][0]["aliases"][0].update(documents=["x"])),
    ("verify.empty", "entities.json", lambda d: d["entities"][0]["aliases"][0].update(text="")),
    ("verify.field", "entities.json", lambda d: d["entities"][0]["aliases"][0].update(score=101)),
    ("verify.order", "findings.json", lambda d: d["findings"].reverse()),
    ("verify.twice", "findings.json", lambda d: d["findings"].append(d["findings"][-1])),
    ("verify.missing", "findings.json", lambda d: d["findings"][0].update(documents=[])),
    ("verify.missing", "findings.json", lambda d: _finding(d, "comparison", documents=[{"id": "x", "draft": False}])),
    ("verify.differs", "findings.json", lambda d: _finding(d, "comparison", observations=[
        {**next(f for f in d["findings"] if f["kind"] == "comparison" and f["observations"][0]["value"])["observations"][0],
         "value": {"low": 1, "high": 1, "unit": "x"}}])),
    ("verify.field", "findings.json", lambda d: next(f for f in d["findings"] if f["kind"] == "comparison")["subject"].update(kind=None)),
    ("verify.missing", "findings.json", lambda d: next(f for f in d["findings"] if f["kind"] == "trajectory")["subject"].update(indicator="x")),
    ("verify.missing", "findings.json", lambda d: _finding(d, "cascade", superior="x")),
    ("verify.missing", "findings.json", lambda d: _finding(d, "coverage", entity="agency:x")),
    ("verify.missing", "findings.json", lambda d: _finding(d, "unsure_pair", left_entity="x")),
    ("verify.field", "findings.json", lambda d: next(f for f in d["findings"] if f["verdict"] == "holds")["stated"].update(unit="x")),
    ("verify.empty", "findings.json", lambda d: d["findings"][0]["said"].update(en="")),
    ("verify.order", "manifest.json", lambda d: d["documents"].reverse()),
    ("verify.missing", "manifest.json", lambda d: d["documents"].pop()),
    ("verify.missing", "manifest.json", lambda d: d["files"].append("x.csv")),
    ("verify.unlisted", "manifest.json", lambda d: d["files"].remove(f"documents/{MADE}.txt")),
    ("verify.differs", "manifest.json", lambda d: d["documents"][0]["counts"].update(targets=0)),
    ("verify.differs", "manifest.json", lambda d: d["documents"][0].update(sha256="x")),
    ("verify.differs", "manifest.json", lambda d: d["documents"][0].update(file="../../etc/passwd")),
    ("verify.differs", "manifest.json", lambda d: d["documents"][0].update(path="x")),
    ("verify.order", "manifest.json", lambda d: d["files"].append(d["files"][0])),
    ("verify.field", "manifest.json", lambda d: d["documents"][0].update(reason="x")),
    ("verify.outside", "manifest.json", lambda d: d["documents"][0].update(residue=[{"start": 5, "end": 5, "reason": "x"}])),
    ("verify.left_out", "manifest.json", lambda d: d["documents"][0].update(warnings=["ungrounded_left_out"])),
    ("verify.field", "manifest.json", lambda d: d.update(share_below=0.9999)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "name", "spoil"), _CORPUS, ids=[f"{n}-{c}" for n, (c, _, _) in enumerate(_CORPUS)]
)
def test_each_promise_of_the_corpus_that_is_broken_is_told(
    code: str, name: str, spoil: Spoil, corpus_out: Path, tmp_path: Path
) -> None:
    found = _spoiled(corpus_out, tmp_path / "out", name, spoil)
    assert code in {fault.code for fault in found}


def test_every_promise_has_a_case_that_breaks_it() -> None:
    codes = {key for key in TEXTS if key.startswith("verify.")}
    said = {"verify.ok", "verify.failed", "verify.more", "verify.fault"}
    cases = {code for code, _, _ in (*_DOCUMENT, *_CORPUS)}
    assert cases == codes - said - {"verify.chars"}  # of an output in memory, below


def test_a_text_of_another_length_in_memory(corpus_out: Path) -> None:
    output = load_output(corpus_out)
    texts = {**output.texts, MADE: output.texts[MADE] + "。"}
    from dataclasses import replace

    assert [f.code for f in verify(replace(output, texts=texts))] == ["verify.chars"]


def test_the_command_says_what_holds_and_what_does_not(
    corpus_out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["verify", str(corpus_out), "--lang", "en"]) == 0
    assert "all promises hold (documents: 5, records: " in capsys.readouterr().out
    out = tmp_path / "out"
    _spoiled(
        corpus_out, out, f"documents/{MADE}.json", lambda d: _source(d, "observations", quote="千")
    )
    assert cli.main(["verify", str(out), "--lang", "en"]) == 1
    said = capsys.readouterr()
    assert f"documents/{MADE}.json: o" in said.out
    assert "says “千”, what stands there is “" in said.out
    assert "promises broken: 1;" in said.err
    _spoiled(corpus_out, tmp_path / "many", "entities.json", lambda d: d.update(entities=[]))
    assert cli.main(["verify", str(tmp_path / "many"), "--lang", "zh"]) == 1
    assert "……另有 " in capsys.readouterr().out


def test_what_is_no_output_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["verify", str(tmp_path), "--lang", "en"]) == 2
    assert "no whole output of extract there (no file 'manifest.json')" in capsys.readouterr().err


@pytest.mark.parametrize(
    "broken", ["{", "{}", '{"schema_version": NaN}', "[1]", "\ufeff", '{"id": "\\ud800"}']
)
def test_a_file_that_is_none_of_the_contract_is_an_error(
    broken: str, run: Run, plan: Path, tmp_path: Path
) -> None:
    assert run(plan, "-o", tmp_path / "out")[0] == 0
    assert list(verify_folder(tmp_path / "out")) == []
    (tmp_path / "out" / "documents" / "plan.json").write_text(broken, encoding="utf-8")
    with pytest.raises(OutputError, match=r"plan\.json"):
        verify_folder(tmp_path / "out")


@pytest.mark.parametrize(
    "name", [f"documents/{MADE}.json", *("entities.json", "findings.json", "manifest.json")]
)
@pytest.mark.parametrize("version", ["", "2.0x", "../../etc/passwd"])
def test_a_version_that_there_is_not_is_refused(
    name: str, version: str, corpus_out: Path, tmp_path: Path
) -> None:
    with pytest.raises(OutputError, match=re.escape(f"{name}: is version {version} of the output")):
        _spoiled(corpus_out, tmp_path / "out", name, lambda d: d.update(schema_version=version))


def test_an_id_leads_to_no_other_file(corpus_out: Path, tmp_path: Path) -> None:
    """The text of a document is looked for by its id: another one than its file's would be read from anywhere."""
    (tmp_path / "secret.txt").write_text("x" * 7, encoding="utf-8")

    def led_out(data: dict[str, Any]) -> None:
        data["id"] = "../../secret"
        data["source"]["chars"] = 7

    with pytest.raises(OutputError, match="states another id"):
        _spoiled(corpus_out, tmp_path / "out", f"documents/{MADE}.json", led_out)
    with pytest.raises(OutputError, match="states another id"):
        load_document(tmp_path / "out" / "documents" / f"{MADE}.json")


@pytest.mark.parametrize("title", ["建设2.45万㎡厂房", "推广⑨个平台ﬁber", "é́tude重点任务", "Ｚ区"])
def test_a_title_of_signs_that_stand_for_several_letters_is_what_stands_there(
    run: Run, tmp_path: Path, title: str
) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text(f"临江县工业规划\n\n一、{title}\n到2025年，产值达到5亿元。\n", encoding="utf-8")
    run(plan, "-o", tmp_path / "out", "--format", "json")
    assert title in [
        s.title for s in load_document(tmp_path / "out/documents/plan.json")[0].sections
    ]
    assert list(verify_folder(tmp_path / "out")) == []


def test_a_task_in_wide_figures_is_what_stands_there(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    words = (
        "临江县工业规划\n\n一、任务\n（一）建设２０２５㎡平台\n推进工作。（责任单位：县科技局）\n"
    )
    plan.write_text(words, encoding="utf-8")
    run(plan, "-o", tmp_path / "out", "--format", "json")
    assert load_document(tmp_path / "out/documents/plan.json")[0].tasks
    assert list(verify_folder(tmp_path / "out")) == []
