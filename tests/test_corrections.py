"""Answers as data: the file, what their words are read as, which record they speak of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from filled import LABEL, LABEL_IN_TASK, PLAN, PLANTED, PUBLIC, SIGN, THIRTY, TWENTY, put
from policy_extract.catalogue import CATALOGUE, refuses_only
from policy_extract.corrections import (
    RULES,
    BrokenCorrections,
    Correction,
    Reader,
    Unread,
    load_corrections,
    merged,
    save,
    written,
)
from policy_extract.pipeline import Result, extract
from policy_extract.writers import NotWritable, write
from policy_extract.writers.store import commit
from reading import lexicon


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The plan as it is extracted when nobody has answered."""
    return extract([put(tmp_path_factory.mktemp("plain"))])


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(lexicon())


def _answer(plain: Result, record: str, judgement: str = "correct", **more: Any) -> Correction:
    document = plain.documents[0]
    o = next(o for o in document.observations if o.id == record)
    data = {"document": "plan", "sha256": document.source.sha256, "record": record, "key": o.key}
    data |= {"quote": o.source.quote, "judgement": judgement}
    return Correction.model_validate(data | more)


def _observations(result: Result) -> dict[str, Any]:
    return {o.id: o for d in result.documents for o in d.observations}


# --- the file ---------------------------------------------------------------------------------------


def test_the_file_is_the_same_whatever_the_order_and_reads_back(
    plain: Result, tmp_path: Path
) -> None:
    answers = [
        _answer(plain, TWENTY, "wrong", fixes={"unit": None, "value": "800以上"}, note="第3页"),
        _answer(plain, PUBLIC),
        _answer(plain, SIGN, "absent"),
    ]
    assert written(answers) == written(reversed(answers))
    save(tmp_path / "a" / "c.jsonl", answers)
    assert set(_lines(tmp_path / "a" / "c.jsonl")[0]) == {
        "version", "document", "sha256", "record", "key", "quote", "judgement",
    }  # fmt: skip
    assert _lines(tmp_path / "a" / "c.jsonl")[2]["fixes"] == {"value": "800以上", "unit": None}
    back = load_corrections(tmp_path / "a" / "c.jsonl")
    assert written(back) == (tmp_path / "a" / "c.jsonl").read_bytes()
    assert set(map(str, back)) == set(map(str, answers))
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["c.jsonl"]


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_file_edited_by_hand_may_have_empty_lines_and_a_byte_order_mark(
    plain: Result, tmp_path: Path
) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text(
        "\ufeff\n" + written([_answer(plain, PUBLIC)]).decode().replace("\n", "\r\n\r\n"),
        encoding="utf-8",
    )
    assert [one.record for one in load_corrections(path)] == [PUBLIC]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"version": 2}, "version: Input should be 1"),
        ({"sha256": "abc"}, "sha256: String should match"),
        ({"judgement": "maybe"}, "judgement: Input should be 'correct', 'wrong' or 'absent'"),
        ({"judgement": "wrong"}, "judgement “wrong” needs fixes"),
        ({"fixes": {"value": "5"}}, "judgement “wrong” needs fixes"),
        ({"judgement": "wrong", "fixes": {"value": " "}}, "null says that the text does not say it"),
        ({"judgement": "wrong", "fixes": {"kind": "目标"}}, "it must be one of actual, target"),
        ({"judgement": "wrong", "fixes": {"area": "兰溪市"}}, "fixes.area"),
        ({"comment": "x"}, "comment: Extra inputs are not permitted"),
    ],
)  # fmt: skip
def test_a_broken_line_is_refused_with_file_line_and_reason(
    plain: Result, tmp_path: Path, change: dict[str, object], reason: str
) -> None:
    good = written([_answer(plain, PUBLIC)]).decode()
    path = tmp_path / "mine.jsonl"
    path.write_text(good + json.dumps(json.loads(good) | change) + "\n", encoding="utf-8")
    with pytest.raises(BrokenCorrections) as told:
        extract([put(tmp_path)], corrections=path)
    assert str(told.value).startswith(f"{path}, line 2: is no answer (")
    assert reason in str(told.value)
    assert "第 2 行" in told.value.told("zh")


def test_two_lines_about_one_record_must_say_the_same(plain: Result, tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    one = written([_answer(plain, PUBLIC)])
    path.write_bytes(one + one)
    assert len(load_corrections(path)) == 1
    path.write_bytes(one + written([_answer(plain, PUBLIC, "absent")]))
    with pytest.raises(BrokenCorrections, match="line 2: speaks of the same record as line 1"):
        load_corrections(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BrokenCorrections, match=r"gone\.jsonl: cannot be read"):
        extract([put(tmp_path)], corrections=tmp_path / "gone.jsonl")


def test_merging_says_what_is_new_replaced_and_the_same(plain: Result) -> None:
    old = [_answer(plain, PUBLIC), _answer(plain, SIGN), _answer(plain, LABEL)]
    new = [_answer(plain, SIGN, "absent"), _answer(plain, LABEL), _answer(plain, TWENTY)]
    both = merged(old, new)
    names = [[one.record for one in part] for part in both]
    assert names == [[PUBLIC, LABEL, SIGN, TWENTY], [TWENTY], [SIGN], [LABEL]]
    assert next(o for o in both.corrections if o.record == SIGN).judgement == "absent"


def test_no_writer_takes_its_place(plain: Result, tmp_path: Path) -> None:
    (tmp_path / "corrections.jsonl").write_bytes(b"mine\n")
    manifest = plain.manifest.model_copy(update={"files": ("corrections.jsonl",)})
    with pytest.raises(NotWritable, match=r"corrections\.jsonl was not written by a run"):
        commit(tmp_path, [("corrections.jsonl", b"other")], manifest, [])
    # nor is it removed when an earlier manifest lists it
    (tmp_path / "manifest.json").write_text(manifest.model_dump_json(), encoding="utf-8")
    write(plain, tmp_path)
    assert (tmp_path / "corrections.jsonl").read_bytes() == b"mine\n"


# --- what words are read as -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "unit", "read"),
    [
        ("800", "亿元", (800, 800, "=", "亿元", 80_000_000_000)),
        ("800以上", "亿元", (800, None, ">=", "亿元", 80_000_000_000)),
        ("８００　以上", "亿元", (800, None, ">=", "亿元", 80_000_000_000)),
        ("10-20", "家", (10, 20, "range", "家", 10)),
        ("10—20亿元", "家", (10, 20, "range", "亿元", 1_000_000_000)),
        ("≥ 300家", None, (300, None, ">=", "家", 300)),
        ("突破1,400.5", "亿元", (1400.5, None, ">", "亿元", 140_050_000_000)),
        ("≈ 5", "%", (5, 5, "~", "%", 0.05)),
        ("-10.4%", None, (-10.4, -10.4, "=", "%", -0.104)),
        ("≤ -3", "%", (None, -3, "<=", "%", None)),
        ("664.3", "亿元", (664.3, 664.3, "=", "亿元", 66_430_000_000)),
        ("5", "无人知晓的单位", (5, 5, "=", "无人知晓的单位", None)),
        ("5", None, (5, 5, "=", None, None)),
    ],
)
def test_values(reader: Reader, words: str, unit: str | None, read: tuple[object, ...]) -> None:
    value = reader.value(words, unit)
    assert value is not None
    base = value.base.low if value.base else None
    assert (value.low, value.high, value.comparator, value.unit, base) == read


def test_a_ratio_of_parts_and_words_without_a_number(reader: Reader) -> None:
    value = reader.value("4.5∶38.5∶57", "%")
    assert value is not None
    assert (value.parts, value.low, value.unit) == ((4.5, 38.5, 57), None, None)
    assert reader.value("全覆盖", None) is None


@pytest.mark.parametrize("words", ["5家和6家", "下降10.4%", "5x", "-10--5", "第5名次序"])
def test_values_that_cannot_be_read(reader: Reader, words: str) -> None:
    with pytest.raises(Unread, match="cannot be read as a value"):
        reader.value(words, None)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("2025", "2025", "2025"),
        ("２０２５年", "2025", "2025"),
        ("到2025年", "2025", "2025"),
        ("2021-2025", "2021", "2025"),
        ("2021 — 2025年", "2021", "2025"),
        ("2021/2025", "2021", "2025"),
        ("../2030", None, "2030"),
        ("—2030", None, "2030"),
        ("2023-06", "2023-06", "2023-06"),
        ("2023年6月", "2023-06", "2023-06"),
        ("2023-06-30", "2023-06-30", "2023-06-30"),
        ("十四五", "2021", "2025"),
        ("“十四五”期末", "2025", "2025"),
    ],
)
def test_times(reader: Reader, words: str, start: str | None, end: str | None) -> None:
    period = reader.time(words)
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize("words", ["三年内", "明年", "2025-13", "2025-2021", "5", "/", "2025年或2026年"])  # fmt: skip
def test_times_that_cannot_be_read(reader: Reader, words: str) -> None:
    with pytest.raises(Unread, match="cannot be read as a time"):
        reader.time(words)


# --- which record -----------------------------------------------------------------------------------


def test_a_plan_saved_anew_is_found_by_key_and_words(plain: Result, tmp_path: Path) -> None:
    answers = [_answer(plain, PUBLIC), _answer(plain, TWENTY, "wrong", fixes={"value": "25"})]
    longer = PLAN.replace("一、发展基础\n", "一、发展基础\n全县工业稳步发展。\n")
    result = extract([put(tmp_path, longer)], corrections=answers)
    found = {o.source.quote: o for o in result.documents[0].observations}
    assert found["20项"].value.low == 25
    assert found["20项"].id != TWENTY
    assert (result.answers.answered, result.answers.unused) == (2, ())
    assert "corrections_applied:2" in result.manifest.documents[0].warnings


def test_a_plan_read_from_another_format(plain: Result, tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    for line in PLAN.splitlines():
        document.add_paragraph(line)
    (tmp_path / "in").mkdir()
    document.save(tmp_path / "in" / "plan.docx")
    result = extract([tmp_path / "in"], corrections=[_answer(plain, PUBLIC)])
    one = next(o for o in result.documents[0].observations if o.key == _answer(plain, PUBLIC).key and o.source.quote == "100%")  # fmt: skip
    assert one.read["review"].rule == "review.confirmed"


def test_what_stands_twice_in_another_file_is_left_and_said(plain: Result, tmp_path: Path) -> None:
    twice = PLAN.replace("\n三、主要任务", "质量承诺100%公示、品牌产品100%贴标。\n\n三、主要任务")
    result = extract([put(tmp_path, twice)], corrections=[_answer(plain, PUBLIC)])
    (left,) = result.answers.unused
    assert (left.code, left.documents) == ("unused.several", ("plan",))
    assert "2 records are like it" in left.told("en")
    assert f"corrections_unused:{PUBLIC}" in result.manifest.documents[0].warnings
    assert all("review" not in o.read for o in result.documents[0].observations)


def test_an_answer_about_another_plan_is_left_and_no_warning(plain: Result, tmp_path: Path) -> None:
    other = "望江县工业发展“十四五”规划\n\n一、目标\n到2025年，规上工业总产值突破500亿元。\n"
    result = extract([put(tmp_path, other, "other.txt")], corrections=[_answer(plain, PUBLIC)])
    (left,) = result.answers.unused
    assert (left.code, left.documents) == ("unused.elsewhere", ())
    assert not any("corrections" in w for w in result.manifest.documents[0].warnings)


def test_a_plan_that_lost_the_record_is_named(plain: Result, tmp_path: Path) -> None:
    """Saved anew without the words: known by its name, so that nobody has to miss the answer."""
    shorter = PLAN.replace("质量承诺100%公示、", "")
    result = extract([put(tmp_path, shorter)], corrections=[_answer(plain, PUBLIC)])
    (left,) = result.answers.unused
    assert (left.code, left.documents) == ("unused.gone", ("plan",))
    assert f"corrections_unused:{PUBLIC}" in result.manifest.documents[0].warnings


def test_a_record_that_claims_something_else_now_is_left_and_said(
    plain: Result, tmp_path: Path
) -> None:
    answer = _answer(plain, PUBLIC).model_copy(update={"key": "area:1|x||level|2025|target"})
    result = extract([put(tmp_path)], corrections=[answer])
    assert [one.code for one in result.answers.unused] == ["unused.gone"]
    assert _observations(result) == _observations(plain)


def test_the_answer_of_the_file_itself_goes_first(plain: Result, tmp_path: Path) -> None:
    own = _answer(plain, PUBLIC)
    foreign = own.model_copy(update={"sha256": "0" * 64, "judgement": "absent"})
    result = extract([put(tmp_path)], corrections=[foreign, own])
    assert _observations(result)[PUBLIC].read["review"].rule == "review.confirmed"
    assert [one.code for one in result.answers.unused] == ["unused.taken"]


def test_words_that_cannot_be_read_leave_the_record_and_are_said(
    plain: Result, tmp_path: Path
) -> None:
    answer = _answer(plain, TWENTY, "wrong", fixes={"value": "很多很多"})
    result = extract([put(tmp_path)], corrections=[answer])
    assert _observations(result) == _observations(plain)
    (left,) = result.answers.unused
    assert left.told("zh") == "“很多很多”不是数字，原文中也没有这些字"


# --- what it does to a record -----------------------------------------------------------------------

#: A rule → a case that it finds and one that it leaves alone.
CASES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "review.confirmed": ({"judgement": "correct"}, {"judgement": "absent"}),
    "review.corrected": (
        {"judgement": "wrong", "fixes": {"value": "25"}},
        {"judgement": "wrong", "fixes": {"value": "很多"}},
    ),
    "review.absent": (
        {"judgement": "absent"},
        {"judgement": "wrong", "fixes": {"time": None}},
    ),
}


def test_every_rule_has_cases_and_stands_in_the_catalogue() -> None:
    assert set(CASES) == {rule.id for rule in RULES}
    assert set(CASES) <= set(CATALOGUE.by_id)
    assert [rule.id for rule in RULES if refuses_only(rule)] == ["review.absent"]


def _does(plain: Result, folder: Path, case: dict[str, Any], without: tuple[str, ...] = ()) -> str:
    """The rule that an answer to a record of the plan ran into; “” for none."""
    answer = _answer(plain, TWENTY, **case)
    result = extract([put(folder)], corrections=[answer], without=without)
    one = _observations(result).get(TWENTY)
    if one is None:
        return "review.absent"
    read = one.read.get("review")
    return read.rule if read else ""


@pytest.mark.parametrize("rule", sorted(CASES))
def test_what_a_rule_finds_and_what_it_leaves_alone(
    plain: Result, tmp_path: Path, rule: str
) -> None:
    finds, leaves = CASES[rule]
    assert _does(plain, tmp_path, finds) == rule
    assert _does(plain, tmp_path, leaves) != rule
    assert _does(plain, tmp_path, finds, (rule,)) == ""


def test_a_record_without_indicator_or_value_is_none(plain: Result, tmp_path: Path) -> None:
    answers = [
        _answer(plain, TWENTY, "wrong", fixes={"value": None}),
        _answer(plain, THIRTY, "wrong", fixes={"indicator": None}),
    ]
    result = extract([put(tmp_path)], corrections=answers)
    assert set(_observations(plain)) - set(_observations(result)) == {TWENTY, THIRTY}


def test_fields_that_the_text_does_not_say_are_what_is_taken_then(
    plain: Result, tmp_path: Path
) -> None:
    fixes = {"measure": None, "kind": None, "time": None, "unit": None}
    result = extract([put(tmp_path)], corrections=[_answer(plain, TWENTY, "wrong", fixes=fixes)])
    one = _observations(result)[TWENTY]
    assert (one.measure, one.kind, one.time, one.value.unit) == ("level", "target", None, None)


def test_a_promise_in_words_must_stand_in_the_text(plain: Result, tmp_path: Path) -> None:
    answer = _answer(plain, PLANTED, "wrong", fixes={"value": "植入"})
    one = _observations(extract([put(tmp_path)], corrections=[answer]))[PLANTED]
    assert (one.value, one.qualitative) == (None, "植入")


def test_corrected_words_are_shown_where_they_stand(plain: Result, tmp_path: Path) -> None:
    """So that a corrected field is grounded, too, where the sentence has its words."""
    fixes = {"indicator": "品牌产品", "time": "2030"}
    answer = _answer(plain, LABEL_IN_TASK, "wrong", fixes=fixes)
    result = extract([put(tmp_path)], corrections=[answer])
    one, text = _observations(result)[LABEL_IN_TASK], result.texts["plan"]
    read = one.read["indicator"]
    assert text[read.start : read.end] == "品牌产品"
    assert (one.read["time"].start, one.read["time"].rule) == (None, "review.corrected")


def test_explain_says_that_a_person_did_it(
    plain: Result, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from policy_extract.cli import main

    answers = [_answer(plain, PUBLIC), _answer(plain, TWENTY, "wrong", fixes={"time": "2030"})]
    write(extract([put(tmp_path)], corrections=answers), tmp_path / "out")
    assert main(["explain", str(tmp_path / "out"), PUBLIC, "--lang", "zh"]) == 0
    told = capsys.readouterr().out
    assert "规则 review.confirmed（人工确认）" in told
    assert "可信度" not in told  # no weights made it 1
    assert main(["explain", str(tmp_path / "out"), TWENTY, "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "rule review.corrected (corrected by a person)" in told
    assert "a person said so" in told
