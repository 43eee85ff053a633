"""Reading golden files and outputs, and what is refused."""

import json
from pathlib import Path

import pytest

from policy_extract.errors import GoldenError, OutputError, UsageError
from policy_extract.model import Document
from policy_extract.score import check_golden, load_golden, load_output, score_output
from test_score_builders import PLAN, TEXT, document, f1, value_record

LABEL = {
    "type": "observation",
    "line": 2,
    "quote": "突破1400亿元",
    "indicator": "规上工业总产值",
    "area": "某市",
    "low": 1400,
    "comparator": ">",
    "unit": "亿元",
    "time": "2025",
}


def golden_dir(tmp_path: Path, *labels: object, plan: str = PLAN) -> Path:
    folder = tmp_path / "golden"
    folder.mkdir(exist_ok=True)
    lines = [one if isinstance(one, str) else json.dumps(one) for one in labels]
    (folder / f"{plan}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def corpus_dir(tmp_path: Path, text: str = TEXT) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir(exist_ok=True)
    (folder / f"{PLAN}.txt").write_bytes(text.encode())
    return folder


def output_dir(tmp_path: Path, output: Document, text: str | None = None) -> Path:
    folder = tmp_path / "out" / "documents"
    folder.mkdir(parents=True)
    (folder / f"{output.id}.json").write_text(output.model_dump_json(), encoding="utf-8")
    if text is not None:
        (folder / f"{output.id}.txt").write_bytes(text.encode())
    return tmp_path / "out"


class TestGolden:
    def test_sorted_by_type_with_defaults(self, tmp_path: Path) -> None:
        time = {"type": "time", "line": 2, "quote": "2025年", "norm": "2025"}
        loaded = load_golden(golden_dir(tmp_path, LABEL, "", time))
        assert list(loaded) == [PLAN]
        (one,) = loaded[PLAN].observations
        assert (one.measure, one.kind, one.optional, one.uncertain) == (
            "level",
            "target",
            False,
            (),
        )
        assert [label.norm for label in loaded[PLAN].times] == ["2025"]

    @pytest.mark.parametrize(
        ("label", "reason"),
        [
            ("{", "is not JSON"),
            ("[1]", "type is None"),
            ({**LABEL, "type": "place"}, "type is 'place'"),
            ({**LABEL, "meassure": "level"}, "meassure: Extra inputs"),
            ({**LABEL, "measure": "height"}, "measure: Input should be"),
            ({**LABEL, "low": "1400"}, "low"),
            ({**LABEL, "line": 0}, "line: "),
            ({**LABEL, "time": "2025年"}, "time: .*not YYYY"),
            ({**LABEL, "time": "2021-2025"}, "time: "),
            ({**LABEL, "time": ".."}, "time: "),
            ({**LABEL, "time": "2025-13"}, "time: "),
            ({**LABEL, "quote": ""}, "quote: "),
            ({**LABEL, "parts": [100]}, "parts: "),
            ({**LABEL, "about": "nobody"}, "about: "),
        ],
    )
    def test_a_bad_label_is_refused(self, tmp_path: Path, label: object, reason: str) -> None:
        folder = golden_dir(tmp_path, LABEL, label)
        with pytest.raises(GoldenError, match=rf"plan\.jsonl:2: .*{reason}"):
            load_golden(folder)

    def test_no_folder_or_no_files(self, tmp_path: Path) -> None:
        with pytest.raises(GoldenError, match="no such folder"):
            load_golden(tmp_path / "nowhere")
        with pytest.raises(GoldenError, match="holds no golden file"):
            load_golden(tmp_path)


class TestCheckGolden:
    def messages(self, tmp_path: Path, *labels: object) -> list[str]:
        found = check_golden(golden_dir(tmp_path, *labels), corpus_dir(tmp_path))
        assert all("plan.jsonl" in message for message in found)
        return [message.partition("plan.jsonl:")[2] for message in found]

    def test_sound(self, tmp_path: Path) -> None:
        labels = [
            LABEL,
            {**LABEL, "each": "乡镇", "about": "project", "project": "甲项目"},
            {**LABEL, "low": None, "comparator": None, "unit": None, "parts": [4.5, 38.5, 57]},
            {"type": "company", "line": 4, "quote": "盘毂动力", "entity": "盘毂"},
            {"type": "project", "line": 6, "name": "规上工业 总产值", "number": 1},
        ]
        assert self.messages(tmp_path, *labels) == []

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"quote": "1500"}, "1: '1500' does not stand in line 2"),
            ({"line": 99}, "1: line 99 of a text of 9 lines"),
            ({"uncertain": ["values"]}, "1: uncertain names no field: values"),
            ({"low": None}, "1: has neither a number nor a qualitative value"),
            ({"low": None, "qualitative": "全"}, "1: comparator > without a number"),
            ({"high": 1400}, "1: comparator > needs low and an empty high"),
            ({"comparator": "<="}, "1: comparator <= needs high and an empty low"),
            ({"comparator": "="}, "1: comparator = needs low and high alike, not 1400 and None"),
            ({"comparator": "range"}, "1: comparator range needs low and high"),
            ({"comparator": "range", "high": 3}, "1: low 1400 is greater than high 3"),
            ({"parts": [4.5, 95.5]}, "1: parts leave low and high empty"),
            ({"kind": "hope"}, "1: kind: Input should be 'actual' or 'target'"),
        ],
    )
    def test_each_fault(self, tmp_path: Path, change: dict[str, object], message: str) -> None:
        found = self.messages(tmp_path, {**LABEL, **change})
        assert any(one.startswith(message) for one in found), found

    def test_every_fault_is_reported_with_its_line(self, tmp_path: Path) -> None:
        company = {"type": "company", "line": 4, "quote": "盘毂", "entity": "盘毂"}
        found = self.messages(tmp_path, company, "{", LABEL, {**company, "quote": "无"})
        assert [one.split(":")[0] for one in found] == ["2", "3", "4"]
        assert "stands after a label of line 4" in found[1]

    def test_a_project_far_from_its_line(self, tmp_path: Path) -> None:
        found = self.messages(tmp_path, {"type": "project", "line": 5, "name": "面料项目"})
        assert found == ["1: project '面料项目' does not stand at line 5"]

    def test_golden_without_text(self, tmp_path: Path) -> None:
        golden_dir(tmp_path, LABEL, plan="other")
        (message,) = check_golden(golden_dir(tmp_path, LABEL), corpus_dir(tmp_path))
        assert "other.jsonl: its text" in message


class TestOutput:
    OUTPUT = document(observations=[value_record("突破1400亿元", 1400, high=None, comparator=">")])

    def test_text_of_the_output_first(self, tmp_path: Path) -> None:
        out = output_dir(tmp_path, self.OUTPUT, TEXT)
        (tmp_path / f"{PLAN}.txt").write_text("another text", encoding="utf-8")
        loaded = load_output(out, base=tmp_path, corpus_dir=tmp_path)
        assert loaded.texts == {PLAN: TEXT}
        assert loaded.documents == {PLAN: self.OUTPUT}
        report = score_output(loaded, golden_dir(tmp_path, LABEL))
        assert f1(report, "observations", "strict") == 1

    def test_then_the_source_then_the_corpus(self, tmp_path: Path) -> None:
        out, corpus = output_dir(tmp_path, self.OUTPUT), corpus_dir(tmp_path)
        assert load_output(out, base=tmp_path, corpus_dir=corpus).texts == {PLAN: TEXT}
        (tmp_path / f"{PLAN}.txt").write_bytes(TEXT.encode())
        assert load_output(out, base=tmp_path, corpus_dir=tmp_path / "no").texts == {PLAN: TEXT}

    def test_markdown_is_the_text_itself(self, tmp_path: Path) -> None:
        source = self.OUTPUT.source.model_copy(update={"format": "md", "path": f"{PLAN}.md"})
        out = output_dir(tmp_path, self.OUTPUT.model_copy(update={"source": source}))
        (tmp_path / f"{PLAN}.md").write_bytes(TEXT.encode())
        assert load_output(out, base=tmp_path, corpus_dir=tmp_path / "no").texts == {PLAN: TEXT}

    def test_encoding_and_line_ends_of_the_source(self, tmp_path: Path) -> None:
        text = TEXT.replace("\n", "\r\n")
        output = document(text=text)
        output = output.model_copy(
            update={"source": output.source.model_copy(update={"encoding": "gb18030"})}
        )
        (tmp_path / f"{PLAN}.txt").write_bytes(text.encode("gb18030"))
        loaded = load_output(output_dir(tmp_path, output), base=tmp_path)
        assert loaded.texts == {PLAN: text}

    def test_byte_order_mark(self, tmp_path: Path) -> None:
        (tmp_path / f"{PLAN}.txt").write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
        loaded = load_output(output_dir(tmp_path, self.OUTPUT), base=tmp_path)
        assert loaded.texts == {PLAN: TEXT}

    def test_a_text_of_another_length_is_not_taken(self, tmp_path: Path) -> None:
        out = output_dir(tmp_path, self.OUTPUT)
        (tmp_path / f"{PLAN}.txt").write_bytes(TEXT.encode() + b"!")
        loaded = load_output(out, base=tmp_path, corpus_dir=tmp_path / "no")
        assert not loaded.texts
        states = f"has {len(TEXT) + 1} characters, the document states {len(TEXT)}"
        assert states in loaded.untold[PLAN]
        with pytest.raises(UsageError, match="plan: no text to find its labels in"):
            score_output(loaded, golden_dir(tmp_path, LABEL))

    def test_an_output_of_another_version_is_named(self, tmp_path: Path) -> None:
        out = output_dir(tmp_path, self.OUTPUT)
        path = out / "documents" / "plan.json"
        old = json.loads(path.read_bytes()) | {"schema_version": "1.0", "rule": "x"}
        path.write_text(json.dumps(old), encoding="utf-8")
        with pytest.raises(OutputError, match=r"version 1\.0 of the output, not 2\.0"):
            load_output(out, base=tmp_path)

    def test_no_output_or_a_broken_one(self, tmp_path: Path) -> None:
        with pytest.raises(OutputError, match="no output of extract there"):
            load_output(tmp_path)
        out = output_dir(tmp_path, self.OUTPUT)
        (out / "entities.json").write_text("{", encoding="utf-8")
        with pytest.raises(OutputError, match=r"entities\.json"):
            load_output(out, base=tmp_path)
        (out / "documents" / "plan.json").write_text("{}", encoding="utf-8")
        with pytest.raises(OutputError, match=r"plan\.json"):
            load_output(out, base=tmp_path)
