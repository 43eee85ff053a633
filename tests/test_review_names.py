"""Names judged in the workbook come back: extract → answer → import → extract, through the public door."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from policy_extract.cli import main_extract
from policy_extract.desk.pairs import FILLED
from policy_extract.lexicon import load
from policy_extract.lexicon.records import Judgement
from policy_extract.messages import Language, text
from policy_extract.model import Alias, Entities, Entity, Findings, Said, UnsurePair
from policy_extract.output import Output
from policy_extract.resolve.found import Found
from policy_extract.resolve.judgements import Judgements
from policy_extract.review.judgements import kept, lines_of
from policy_extract.review.judging import judged
from policy_extract.review.rows import Cell, Row
from review_import import Imported, importing

PLAN = """临江县城市建设“十四五”规划

一、发展目标
到2025年，驿站建筑面积达到80万平方米。
到2025年，花卉温室用地面积达到80亩。

二、主要任务
完善市政设施，补齐短板，推进雨污分流，提升城市治理水平，保障人民群众生命财产安全，促进经济社会持续健康发展，让城市更宜居、更韧性、更智慧，
让居民出行更便利、生活更安心，有更多获得感、幸福感、安全感。坚持规划先行、分步实施，统筹老城区改造与新城区建设，健全共建共治共享的社会治理制度，
形成政府主导、企业主体、社会参与的工作格局。
到2024年，驿站总建筑面积达到70万平方米。
到2024年，花卉温室总用地面积达到70亩。
"""
SHORT, LONG = "驿站建筑面积", "驿站总建筑面积"
GLASS, ALL_GLASS = "花卉温室用地面积", "花卉温室总用地面积"

Answers = Mapping[frozenset[str], str]


def _names(out: Path) -> dict[str, str]:
    """The entity of every indicator by its name in the plan."""
    document = json.loads((out / "documents" / "plan.json").read_text(encoding="utf-8"))
    return {o["indicator"]["name"]: o["indicator"]["entity"] for o in document["observations"]}


def _asked(out: Path) -> set[frozenset[str]]:
    """The pairs that the output asks for."""
    findings = json.loads((out / "findings.json").read_text(encoding="utf-8"))["findings"]
    return {frozenset((f["left"], f["right"])) for f in findings if f["kind"] == "unsure_pair"}


def _extract(folder: Path, *more: object, lang: Language = "zh", words: str = PLAN) -> Path:
    plan = folder / "in" / "plan.txt"
    plan.parent.mkdir(exist_ok=True)
    plan.write_text(words, encoding="utf-8")
    out = folder / "out"
    given = (plan.parent, "-o", out, "-q", "--format", "xlsx", "--lang", lang, *more)
    assert main_extract([str(one) for one in given]) == 0
    return out


def _answer(out: Path, answers: Answers, language: Language = "zh", note: str = "") -> Path:
    """Fill in the sheet of names to judge and save the workbook beside it."""
    book = openpyxl.load_workbook(out / "policy-extract.xlsx")
    sheet = book[text(language, "workbook.pairs")]
    columns = {str(cell.value): cell.column for cell in sheet[4]}
    left = dict(answers)
    for row in range(5, sheet.max_row + 1):
        pair = frozenset(
            str(sheet.cell(row, columns[name]).value) for name in ("left_name", "right_name")
        )
        if pair in left:
            for field, words in (("answer", left.pop(pair)), ("note", note)):
                sheet.cell(row, columns[text(language, FILLED[field])]).value = words
    assert not left, left
    into = out / "filled.xlsx"
    book.save(into)
    return into


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the plan and its output; do not write here."""
    folder = tmp_path_factory.mktemp("made")
    _extract(folder)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "work")
    return tmp_path / "work"


@pytest.fixture
def call(capfd: pytest.CaptureFixture[str]) -> Imported:
    return importing(capfd)


def _lines(path: Path) -> Iterator[dict[str, str]]:
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    yield from csv.DictReader(kept)


def test_names_that_are_one_are_joined_and_others_no_longer_asked(
    folder: Path, call: Imported
) -> None:
    out = folder / "out"
    before, asked = _names(out), _asked(out)
    same, other = frozenset((SHORT, LONG)), frozenset((GLASS, ALL_GLASS))
    assert {same, other} <= asked
    assert before[SHORT] != before[LONG]
    code, told, _ = call(_answer(out, {same: "同一", other: "不同"}, note="看过第三页"))
    assert code == 0
    assert "名称：同一 1，不同 1，未填 0，未采用 0" in told
    folder_of_answers = out / "gazetteers"
    (sentence,) = [line for line in told.splitlines() if "--gazetteers" in line]
    assert f"extract … -o {out} --gazetteers {folder_of_answers}" in sentence
    lines = list(_lines(folder_of_answers / "judgements.csv"))
    assert {line["verdict"] for line in lines} == {"same", "different"}
    assert {line["reason"] for line in lines} == {"看过第三页"}

    _extract(folder, "--gazetteers", folder_of_answers)
    after = _names(out)
    assert after[SHORT] == after[LONG]
    assert after[GLASS] != after[ALL_GLASS]
    assert not _asked(out) & {same, other}
    entities = json.loads((out / "entities.json").read_text(encoding="utf-8"))["entities"]
    (joined,) = [e for e in entities if e["id"] == after[SHORT]]
    assert {alias["text"] for alias in joined["aliases"]} == {SHORT, LONG}
    assert "judgement" in {alias["rule"] for alias in joined["aliases"]}
    assert (folder_of_answers / "judgements.csv").is_file()

    _extract(folder)  # a run that is not given the answers asks again
    assert {same, other} <= _asked(out)


def test_the_same_answers_again_change_nothing_and_another_answer_is_updated(
    folder: Path, call: Imported
) -> None:
    out = folder / "out"
    pair = frozenset((SHORT, LONG))
    path = out / "gazetteers" / "judgements.csv"
    filled = _answer(out, {pair: "同一"})
    call(filled)
    first = path.read_bytes()
    code, told, _ = call(filled)
    assert code == 0
    assert "名称判定新增 0，更改 0，不变 1" in told
    assert path.read_bytes() == first
    _extract(folder, "--gazetteers", path.parent)
    call(filled, "--out", out)  # the pair is one by now, and is asked no more
    assert path.read_bytes() == first
    _extract(folder)
    _, told, _ = call(_answer(out, {pair: "不同"}))
    assert "名称判定新增 0，更改 1，不变 0" in told
    (line,) = _lines(path)
    assert line["verdict"] == "different"
    _extract(folder, "--gazetteers", path.parent)
    assert pair not in _asked(out)
    assert _names(out)[SHORT] != _names(out)[LONG]


def test_lines_and_comments_that_are_there_stay(folder: Path, call: Imported) -> None:
    mine = folder / "mine"
    mine.mkdir()
    path = mine / "judgements.csv"
    path.write_text(
        "# ours\nkey,type,left,right,verdict,reason\n"
        'first,company,中国移动,中国电信,different,"two, quoted"\n'
        f"second,indicator,{LONG},{SHORT},different,guessed\n# the end\n",
        encoding="utf-8",
    )
    filled = _answer(
        folder / "out", {frozenset((SHORT, LONG)): "同一", frozenset((GLASS, ALL_GLASS)): "不同"}
    )
    code, told, _ = call(filled, "--judgements", mine)
    assert code == 0
    assert "名称判定新增 1，更改 1，不变 0" in told
    assert not (folder / "out" / "gazetteers").exists()
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[:3] == [
        "# ours",
        "key,type,left,right,verdict,reason",
        'first,company,中国移动,中国电信,different,"two, quoted"',
    ]
    assert lines[3] == f"second,indicator,{LONG},{SHORT},same,answered in the workbook"
    assert lines[4] == "# the end"
    assert len(lines) == 6
    assert len(load([mine]).judgements) == len(load().judgements) + 3


def test_answers_in_english_count_and_wrong_ones_are_refused(folder: Path, call: Imported) -> None:
    out = _extract(folder, lang="en")
    answers = {frozenset((SHORT, LONG)): "Same ", frozenset((GLASS, ALL_GLASS)): "perhaps"}
    code, told, _ = call(_answer(out, answers, "en"), lang="en")
    assert code == 1
    assert "names: 1 the same, 0 different, 0 unanswered, 1 refused" in told
    assert "the answer is “perhaps”; it must be one of same, different" in told
    assert len(list(_lines(out / "gazetteers" / "judgements.csv"))) == 1


def test_nothing_answered_and_a_broken_file_are_told(folder: Path, call: Imported) -> None:
    out = folder / "out"
    code, _, errors = call(_answer(out, {}))
    assert code == 2
    assert "没有一行填写了" in errors
    filled = _answer(out, {frozenset((SHORT, LONG)): "同一"})
    path = out / "gazetteers" / "judgements.csv"
    path.parent.mkdir()
    broken = b"key,type,left,right,verdict,reason\na,indicator,x,y,maybe,\n"
    path.write_bytes(broken)
    code, _, errors = call(filled)
    assert code != 0
    assert f"{path}: a:" in errors
    assert path.read_bytes() == broken


def test_an_answer_that_contradicts_earlier_ones_is_told(folder: Path, call: Imported) -> None:
    out, path = folder / "out", folder / "out" / "gazetteers" / "judgements.csv"
    path.parent.mkdir()
    rows = (f"a,indicator,{SHORT},驿站面积,same,", f"b,indicator,驿站面积,{LONG},same,")
    path.write_text("\n".join(("key,type,left,right,verdict,reason", *rows, "")), encoding="utf-8")
    code, told, _ = call(_answer(out, {frozenset((SHORT, LONG)): "不同"}))
    assert (code, told.count("与其他判定相矛盾")) == (1, 1)
    assert f"“{SHORT} ≠ {LONG}”" in told


def test_judgements_in_an_output_are_no_plan(folder: Path, call: Imported) -> None:
    out = folder / "out"
    filled = _answer(out, {frozenset((SHORT, LONG)): "同一"})
    call(filled)
    filled.unlink()
    assert (out / "gazetteers" / "judgements.csv").is_file()
    assert main_extract([str(folder), "-o", str(folder / "again"), "-q", "--format", "json"]) == 0
    manifest = json.loads((folder / "again" / "manifest.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in manifest["documents"]] == ["plan"]


def test_two_names_of_one_agency_are_joined(tmp_path: Path, call: Imported) -> None:
    one, other = "县创城办", "县创城指挥部"
    words = f"""临江县工作方案（2023—2025年）

一、主要任务
（一）创建文明城市。到2025年，建成示范街10条。
（责任单位：县发改局、{one}）
（二）整治市容。到2025年，改造农贸市场5个。
（责任单位：县发改局、{other}）
"""
    out = _extract(tmp_path, words=words)
    assert frozenset((one, other)) in _asked(out)
    code, _, _ = call(_answer(out, {frozenset((one, other)): "同一"}))
    assert code == 0
    _extract(tmp_path, "--gazetteers", out / "gazetteers", words=words)
    document = json.loads((out / "documents" / "plan.json").read_text(encoding="utf-8"))
    named = {a["agency"]: a["entity"] for a in document["assignments"]}
    assert named[one] == named[other] != named["县发改局"]
    assert frozenset((one, other)) not in _asked(out)


# --- the parts ------------------------------------------------------------------------------------


def _row(number: int, answer: str, **cells: str) -> Row:
    said = {"pair_type": "indicator", "left_name": "甲", "right_name": "乙", **cells}
    return Row("s", number, {name: Cell(w) for name, w in {**said, "answer": answer}.items() if w})


def test_one_pair_with_two_answers_is_refused_in_all_its_rows() -> None:
    turned = _row(6, "different", left_name="乙", right_name="甲")
    found = judged([_row(5, "same"), turned, _row(7, "", left_name="丙")])
    assert (found.pairs, found.blank) == ((), 1)
    assert [one.code for one in found.refused] == ["row.contradicts"] * 2
    again = judged([_row(5, "same"), _row(6, "same", left_name="乙", right_name="甲")])
    assert len(again.pairs) == 1


@pytest.mark.parametrize("lost", ["pair_type", "left_name", "right_name"])
def test_a_row_without_what_identifies_it_is_refused(lost: str) -> None:
    (refusal,) = judged([_row(5, "same", **{lost: ""})]).refused
    assert (refusal.code, dict(refusal.fields)["heads"]) == ("row.identity", lost)


def _output(right_known: bool, kind: Any = "indicator") -> Output:
    def entity(name: str, *more: str, known: bool = False) -> Entity:
        aliases = tuple(
            Alias(text=n, count=1, documents=("d",), rule="exact", score=100) for n in (name, *more)
        )
        return Entity(id=f"{kind}:{name}", type=kind, name=name, aliases=aliases, known=known)

    pair = UnsurePair(
        id="unsure_pair:1", type=kind, left="甲", right="乙", left_entity=f"{kind}:甲",
        right_entity=f"{kind}:乙", score=80, documents=(), said=Said(zh="", en=""),
    )  # fmt: skip
    entities = Entities(entities=(entity("甲", "甲一"), entity("乙", "乙一", known=right_known)))
    return Output(
        documents={}, entities=entities, findings=Findings(findings=(pair,)), manifest=None,
        texts={}, untold={},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "known", "wanted"),
    [
        ("indicator", False, [("甲", "乙"), ("甲", "乙一")]),
        ("indicator", True, [("乙", "甲"), ("乙", "甲一")]),
        ("area", False, [("甲", "乙")]),  # what its other names mean is for each plan to say
        ("collective", False, [("甲", "乙")]),
    ],
)
def test_the_name_that_a_gazetteer_knows_gives_the_entity(
    kind: str, known: bool, wanted: list[tuple[str, str]]
) -> None:
    (one,) = judged([_row(5, "same", pair_type=kind)]).pairs
    lines = lines_of(one, _output(known, kind))
    assert [(line.left, line.right) for line in lines] == wanted
    assert len({line.key for line in lines}) == len(lines)
    assert {line.type for line in lines} == {"agency" if kind == "collective" else kind}
    assert {line.verdict for line in lines} == {"same"}


def test_an_answer_that_is_taken_back_takes_its_other_lines_along(tmp_path: Path) -> None:
    path = tmp_path / "judgements.csv"
    (same,) = judged([_row(5, "same")]).pairs
    (other,) = judged([_row(5, "different")]).pairs
    made = kept(path, [same], _output(False))
    path.write_text("\n".join(made.lines) + "\n", encoding="utf-8")
    assert [line["right"] for line in _lines(path)] == ["乙", "乙一"]
    changed = kept(path, [other], None)
    path.write_text("\n".join(changed.lines) + "\n", encoding="utf-8")
    assert (changed.added, changed.replaced, changed.same) == (0, 1, 0)
    assert [(line["right"], line["verdict"]) for line in _lines(path)] == [("乙", "different")]


def test_judgements_are_followed_from_name_to_name_and_never_round() -> None:
    def line(key: str, left: str, right: str) -> Judgement:
        return Judgement(key=key, type="indicator", left=left, right=right, verdict="same")

    def rule(name: str) -> Found:
        return Found(f"indicator:{name}", "indicator", name, 0, "exact", 100.0)

    chain = Judgements([line("1", "甲", "乙"), line("2", "乙", "丙")])
    assert chain.apply("indicator", "丙", rule("丙"), rule).entity == "indicator:甲"
    ring = Judgements([line("1", "甲", "乙"), line("2", "乙", "甲")])
    met = {ring.apply("indicator", name, rule(name), rule).entity for name in ("甲", "乙")}
    assert met <= {"indicator:甲", "indicator:乙"}
    assert chain.spoken("indicator", ["x", "甲"], ["乙"])
    assert not chain.spoken("company", ["甲"], ["乙"])
