"""What people hand back oddly: nothing typed is lost in silence, nothing unseen gets in as a trusted name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from filled import TWENTY, put
from policy_extract.corrections import BrokenCorrections, Reader, Unread, load_corrections
from policy_extract.corrections.correction import Correction
from policy_extract.pipeline import extract
from reading import lexicon


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(lexicon())


# --- names and units of fixes -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "signs"),
    [
        ("工业\u202e产值", "U+202E"),
        ("\u200b", "U+200B"),
        ("工业\x1b[31m产值", "U+001B"),
        ("工业\x00产值\u2066", "U+0000 U+2066"),
    ],
)
def test_a_name_or_unit_with_signs_that_nobody_sees_is_refused(
    reader: Reader, words: str, signs: str
) -> None:
    for read in (reader.name, reader.unit):
        with pytest.raises(Unread) as told:
            read(words)
        assert told.value.code == "fix.unseen"
        assert f"（{signs}）" in told.value.told("zh")


@pytest.mark.parametrize(
    ("words", "name"), [("工业\n产值", "工业产值"), ("PM2.5 年均浓度", "PM2.5年均浓度"), ("\u3000产值 ", "产值"), ("长" * 300, "长" * 300)]
)  # fmt: skip
def test_a_name_is_taken_without_white_space(reader: Reader, words: str, name: str) -> None:
    assert reader.name(words) == name


def test_what_is_too_long_for_a_name_is_refused_with_its_length(reader: Reader) -> None:
    for read in (reader.name, reader.unit):
        with pytest.raises(Unread) as told:
            read("长" * 301)
        assert told.value.code == "fix.long"
        said = told.value.told("en")
        assert "301" in said
        assert len(said) < 120  # not the words themselves


def test_a_corrected_name_with_unseen_signs_leaves_the_record_and_is_said(tmp_path: Path) -> None:
    path = put(tmp_path)
    plain = extract([path])
    document = plain.documents[0]
    o = next(o for o in document.observations if o.id == TWENTY)
    answer = Correction(
        document=document.id, sha256=document.source.sha256, record=o.id, key=o.key,
        quote=o.source.quote, judgement="wrong", fixes={"indicator": "工业\u202e产值"},
    )  # fmt: skip
    result = extract([path], corrections=[answer])
    assert result.documents[0].observations == document.observations
    assert [one.code for one in result.answers.unused] == ["fix.unseen"]


# --- the file of answers ----------------------------------------------------------------------------

_LINE = {"version": 1, "document": "p", "sha256": "0" * 64, "record": "o1", "key": "k", "judgement": "absent"}  # fmt: skip


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (json.dumps(_LINE)[:-1] + ', "judgement": "correct"}', "judgement"),
        ('{"record": "o2", ' + json.dumps(_LINE)[1:], "record"),
        (
            json.dumps(_LINE | {"judgement": "wrong"})[:-1]
            + ', "fixes": {"value": "5", "unit": "家", "value": "6"}}',
            "value",
        ),
    ],
)
def test_a_field_that_stands_twice_in_an_answer_is_told(
    tmp_path: Path, line: str, field: str
) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(BrokenCorrections) as told:
        load_corrections(path)
    assert f"{path}, line 2: the field “{field}” stands twice" in str(told.value)
    assert "只保留一个" in told.value.told("zh")


def test_the_same_word_as_field_and_in_fixes_is_no_repetition(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    fine = _LINE | {"judgement": "wrong", "fixes": {"value": "5"}, "note": "value value"}
    path.write_text(json.dumps(fine), encoding="utf-8")
    assert len(load_corrections(path)) == 1
