"""What may be wrong with the input or the output folder: each case named in the message."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import PLAN, Run
from policy_extract import pipeline
from policy_extract.cli import extracting
from policy_extract.errors import GazetteerError, OutputError, UsageError
from policy_extract.events import DocumentDone
from policy_extract.extract import Extractors
from policy_extract.model import Observation, Source
from policy_extract.pipeline import extract
from policy_extract.readers import MAX_LINE, Input
from policy_extract.readers.formats import suffixes
from policy_extract.store import PLACE
from policy_extract.work import Outcome, Workshop
from policy_extract.writers import write


@pytest.fixture
def modes_count(tmp_path: Path) -> None:
    """Skip where no mode stops us, as root: the simulated twins of such tests run everywhere."""
    probe = tmp_path / "probe"
    probe.touch(mode=0)
    try:
        probe.read_bytes()
    except PermissionError:
        return
    pytest.skip("no mode stops root")


def _manifest(out: Path) -> dict[str, dict[str, Any]]:
    data = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    return {document["id"]: document for document in data["documents"]}


def _tree(folder: Path) -> dict[str, bytes]:
    """Without what the tool keeps there for its next run."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).as_posix() != PLACE
    }


# --- nothing to do: exit code 2, nothing written ----------------------------------------------


def test_path_that_does_not_exist(run: Run, tmp_path: Path) -> None:
    code, _, err = run(tmp_path / "gone.txt", "-o", tmp_path / "out")
    assert code == 2
    assert f"{tmp_path}/gone.txt: there is no such file or folder" in err
    assert not (tmp_path / "out").exists()


def test_folder_without_a_plan(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.bin").write_bytes(b"PK")
    code, _, err = run(tmp_path / "in", "-o", tmp_path / "out")
    assert code == 2
    assert f"{tmp_path}/in: the folder holds only files that are not taken (1 × .bin)" in err
    (tmp_path / "in" / "a.bin").unlink()
    code, _, err = run(tmp_path / "in", "-o", tmp_path / "out")
    assert code == 2
    assert f"{tmp_path}/in: the folder holds no readable plan ({suffixes()})" in err
    assert not (tmp_path / "out").exists()


def test_glob_that_matches_nothing(run: Run, tmp_path: Path) -> None:
    code, _, err = run(f"{tmp_path}/*.txt", "-o", tmp_path / "out")
    assert code == 2
    assert f"{tmp_path}/*.txt: no file matches this pattern" in err


def test_no_path_at_all_and_no_process_at_all(plan: Path) -> None:
    with pytest.raises(UsageError, match="no file, folder or pattern"):
        extract([])
    with pytest.raises(UsageError, match="--jobs wants 1 or more, not 0"):
        extract([plan], jobs=0)


# --- some documents failed: exit code 1, the others are written -------------------------------

_BAD: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "the file is empty"),
    "blank": (" \n\u3000\n".encode(), "the file is empty"),
    "gzip": (
        b"\x1f\x8b\x08\x00plan",
        "it is a gzip archive, which is not walked; unpack it, or pack it as zip",
    ),
    "pdf": (b"%PDF-1.7\n1 0 obj", "it is damaged or against its format"),
    "docx": (b"PK\x03\x04\x14\x00", "its content is ZIP (docx, xlsx, …), which is not read"),
    "binary": (bytes(range(256)) * 20, "its content is binary"),
    "controls": (b"\x01\x02\x03\x04 abc" * 50, "its content is binary (200 control characters)"),
    "noise": (bytes(range(128, 255)) * 7 + b"a", "its encoding is none that is known"),
    "damaged": (PLAN.encode()[:-40] + b"\xff\n", "is UTF-8 but broken at byte"),
    "long-line": ("业".encode() * (MAX_LINE + 1), "line 1 has 200,001 characters and the limit"),
    "20mb": (b"20MB " * 4_194_304, "it has 20,971,520 bytes and the limit is 20,000,000"),
}


@pytest.mark.parametrize("name", _BAD)
def test_bad_file_fails_alone(run: Run, plan: Path, tmp_path: Path, name: str) -> None:
    content, reason = _BAD[name]
    bad = plan.parent / f"{name}.txt"
    bad.write_bytes(content)
    code, _, err = run(plan.parent, "-o", tmp_path / "out")
    assert code == 1
    assert f"failed: {bad}: " in err
    assert reason in err
    entries = _manifest(tmp_path / "out")
    assert {id_: e["status"] for id_, e in entries.items()} == {name: "failed", "plan": "ok"}
    assert reason in entries[name]["reason"]
    assert entries[name]["file"] is None
    assert (tmp_path / "out" / "documents" / "plan.json").is_file()
    assert not (tmp_path / "out" / "documents" / f"{name}.json").exists()


def test_reason_on_the_terminal_follows_the_language_the_manifest_does_not(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    (plan.parent / "empty.txt").touch()
    code, _, err = run(plan.parent, "-o", tmp_path / "out", "--lang", "zh")
    assert code == 1
    assert "empty.txt：文件是空的" in err
    assert "the file is empty" in _manifest(tmp_path / "out")["empty"]["reason"]


def test_other_kind_of_file_given_by_name(run: Run, plan: Path, tmp_path: Path) -> None:
    other = tmp_path / "slides.pptx"
    other.write_bytes(b"PK\x03\x04")
    code, _, err = run(plan, other, "-o", tmp_path / "out")
    assert code == 1
    assert f"failed: {other}: files of kind '.pptx' are not read" in err


def test_missing_path_beside_a_good_one(run: Run, plan: Path, tmp_path: Path) -> None:
    code, _, err = run(plan, tmp_path / "gone.txt", "-o", tmp_path / "out")
    assert code == 1
    assert "gone.txt: there is no such file" in err
    assert _manifest(tmp_path / "out")["gone"]["status"] == "failed"
    assert _manifest(tmp_path / "out")["plan"]["status"] == "ok"


def test_no_permission_simulated(
    run: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut = plan.parent / "shut.txt"
    shut.write_text(PLAN, encoding="utf-8")
    opened = os.open

    def refuse(
        path: Any, *rest: Any, **more: Any
    ) -> int:  # the tests may run as root, whom no mode stops
        if Path(os.fsdecode(path)).name == "shut.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *rest, **more)

    monkeypatch.setattr(os, "open", refuse)
    code, _, err = run(plan.parent, "-o", tmp_path / "out")
    assert code == 1
    assert f"failed: {shut}: no permission to read it" in err


@pytest.mark.usefixtures("modes_count")
def test_no_permission(run: Run, plan: Path, tmp_path: Path) -> None:
    shut = plan.parent / "shut.txt"
    shut.write_text(PLAN, encoding="utf-8")
    shut.chmod(0)
    code, _, err = run(plan.parent, "-o", tmp_path / "out")
    assert code == 1
    assert f"failed: {shut}: no permission to read it" in err


def test_file_name_that_is_no_utf8(run: Run, plan: Path, tmp_path: Path) -> None:
    odd = os.fsencode(plan.parent) + b"/\xb9\xe6.txt"
    with open(odd, "w", encoding="utf-8") as file:
        file.write(PLAN)
    with open(os.fsencode(plan.parent) + b"/\xb9\xe7.txt", "wb"):
        pass
    code, _, err = run(plan.parent, "-o", tmp_path / "out")
    assert code == 1
    assert "\\xb9\\xe7.txt: the file is empty" in err
    assert sorted(e["status"] for e in _manifest(tmp_path / "out").values()) == [
        "failed",
        "ok",
        "ok",
    ]


# --- odd, but to be read right ----------------------------------------------------------------


def _quotes(out: Path, id_: str) -> list[tuple[str, str, str]]:
    """Every record with its quote, after checking that it stands where it says."""
    document = json.loads((out / "documents" / f"{id_}.json").read_text(encoding="utf-8"))
    text = (out / "documents" / f"{id_}.txt").read_bytes().decode("utf-8")
    assert len(text) == document["source"]["chars"]
    found = []
    for kind in ("observations", "assignments", "projects", "mentions"):
        for record in document[kind]:
            place = record["source"]
            assert text[place["start"] : place["end"]] == place["quote"]
            rules = {k: v and v["rule"] for k, v in record.get("read", {}).items()}
            quote = place["quote"].replace("\r\n", "\n")
            found.append((kind, record.get("rule", f"{rules}"), quote))
    assert found
    return found


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("codec", ["gb18030", "utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_encoding_and_line_ends_change_no_record(
    run: Run, plan: Path, tmp_path: Path, codec: str, ends: str
) -> None:
    other = tmp_path / "other" / "plan.txt"
    other.parent.mkdir()
    other.write_bytes(PLAN.replace("\n", ends).encode(codec))
    assert run(plan, "-o", tmp_path / "a")[0] == 0
    assert run(other, "-o", tmp_path / "b")[0] == 0
    assert _quotes(tmp_path / "b", "plan") == _quotes(tmp_path / "a", "plan")
    # the text is always written: in UTF-8, its line ends as read (a lone "\r" is a line end as well)
    written = (tmp_path / "b" / "documents" / "plan.txt").read_bytes().decode("utf-8")
    assert written == PLAN.replace("\n", "\n" if ends == "\r" else ends)


def test_two_files_with_one_stem(run: Run, tmp_path: Path) -> None:
    for year in ("2020", "2021"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "plan.txt").write_text(PLAN, encoding="utf-8")
    assert run(tmp_path / "2021", tmp_path / "2020", "-o", tmp_path / "out")[0] == 0
    assert sorted(_manifest(tmp_path / "out")) == ["2020-plan", "2021-plan"]


def test_loop_of_links(run: Run, plan: Path, tmp_path: Path) -> None:
    (plan.parent / "loop").symlink_to(plan.parent, target_is_directory=True)
    assert run(plan.parent, "-o", tmp_path / "out")[0] == 0
    assert list(_manifest(tmp_path / "out")) == ["plan"]


def test_text_that_is_no_plan(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("你好！昨天收到了你的来信。\n祝一切都好。\n", encoding="utf-8")
    code, out, err = run(letter, "-o", tmp_path / "out")
    assert code == 0
    assert f"note: {letter}: no title was found" in err
    assert f"note: {letter}: no planning period was found" in err
    assert "letter" in out
    assert _manifest(tmp_path / "out")["letter"]["warnings"] == ["no_title", "no_period", "no_area"]


# --- a rule that stumbles ---------------------------------------------------------------------


def _nowhere(place: str, number: int) -> str:
    return f"{place}工业发展“十四五”规划\n\n一、目标\n到2025年，规上工业总产值达到{number}亿元。\n"


def test_plans_of_no_known_place_are_not_compared(run: Run, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").write_text(_nowhere("", 500), encoding="utf-8")
    (folder / "b.txt").write_text(_nowhere("", 900), encoding="utf-8")
    code, shown, err = run(folder, "-o", out)
    assert code == 0
    assert "no contradictions were found" in shown
    assert "a.txt: no place was found in the title" in err
    assert "no_area" in _manifest(out)["a"]["warnings"]
    assert json.loads((out / "findings.json").read_bytes())["findings"] == []
    entities = json.loads((out / "entities.json").read_bytes())["entities"]
    assert [e["id"] for e in entities if e["type"] == "area"] == []
    (folder / "a.txt").write_text(_nowhere("兰溪市", 500), encoding="utf-8")
    (folder / "b.txt").write_text(_nowhere("兰溪市", 900), encoding="utf-8")
    _, shown, err = run(folder, "-o", out, "--lang", "zh")
    assert "矛盾之处（1）" in shown
    assert "标题中没有找到地区" not in err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("产值达到500\ufffd亿元", ["numbers_spoiled:U+FFFD × 1"]),
        ("产值达到5\u030100亿元，\ue000占比8%", ["numbers_spoiled:U+0301 × 1"]),
        ("产值\ue000达到500亿元", []),
        ("1\ufe0f\u20e3 产值达到500亿元", []),
    ],
)
def test_numbers_beside_signs_that_cannot_be_read_are_told(
    tmp_path: Path, words: str, told: list[str]
) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(f"{PLAN}\n{words}。\n", encoding="utf-8")
    warnings = extract([path]).manifest.documents[0].warnings
    assert [one for one in warnings if one.startswith("numbers_")] == told


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("By 2025, industrial output reaches 50 billion yuan, which is 30% more than in 2020. " * 3, True),
        (f"{PLAN}\nIndustrial Internet of Things (IIoT), Beijing Tianjin Hebei, Yangtze River Delta", False),
    ],
)  # fmt: skip
def test_a_document_in_another_language_is_told(tmp_path: Path, text: str, foreign: bool) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(text, encoding="utf-8")
    result = extract([path])
    warnings = result.manifest.documents[0].warnings
    assert ("other_language" in warnings) == foreign
    assert bool(result.documents[0].observations) != foreign


@pytest.mark.parametrize(
    ("name", "content"), [("a.docx", b"x"), ("empty.txt", b""), ("blank.txt", b" \n\n")]
)
def test_a_run_in_which_every_input_fails_costs_nothing(
    run: Run, plan: Path, tmp_path: Path, name: str, content: bytes
) -> None:
    out, bad = tmp_path / "out", tmp_path / name
    assert run(plan, "-o", out, "-q")[0] == 0
    before = _tree(out)
    bad.write_bytes(content)
    code, shown, err = run(bad, "-o", out)
    assert (code, shown) == (1, "")
    assert f"failed: {bad}: " in err
    assert f"every input failed, nothing was written; {out} is as it was" in err
    assert _tree(out) == before
    write(extract([bad]), out)
    assert _tree(out) == before
    assert run(bad, "-o", tmp_path / "new")[0] == 1
    assert not (tmp_path / "new").exists()


def test_pattern_that_matches_only_other_kinds(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plan.pptx").touch()
    monkeypatch.chdir(tmp_path)
    code, _, err = run("*.pptx")
    assert code == 2
    assert (
        "plan.pptx: files of kind '.pptx' are not read; save it as .docx, .pdf or UTF-8 text" in err
    )


@pytest.mark.parametrize("jobs", [1, 2])
def test_crash_of_a_rule_costs_one_document(
    run: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    (plan.parent / "second.txt").write_text(PLAN, encoding="utf-8")
    work = Extractors.run

    def stumble(self: Extractors, plan: Any) -> Any:
        if plan.id == "second":
            raise ValueError("no such unit")
        return work(self, plan)

    monkeypatch.setattr(Extractors, "run", stumble)
    code, _, err = run(plan.parent, "-o", tmp_path / "out", "--jobs", jobs)
    assert code == 1
    assert "second.txt: internal error in extract: ValueError: no such unit" in err
    assert _manifest(tmp_path / "out")["plan"]["status"] == "ok"


def test_death_of_a_worker_costs_one_document(
    run: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "c"):
        (plan.parent / f"{name}.txt").write_text(PLAN, encoding="utf-8")
    work, leader = Workshop.work_on, os.getpid()

    def die(self: Workshop, item: Input, *watch: Any) -> Outcome:
        if item.id == "b" and os.getpid() != leader:
            os._exit(9)
        return work(self, item, *watch)

    monkeypatch.setattr(Workshop, "work_on", die)
    code, _, err = run(plan.parent, "-o", tmp_path / "out", "--jobs", 2)
    assert code == 1
    assert "b.txt: the process that worked on it was ended" in err
    statuses = {id_: e["status"] for id_, e in _manifest(tmp_path / "out").items()}
    assert statuses == {"a": "ok", "b": "failed", "c": "ok", "plan": "ok"}


def test_record_that_the_text_does_not_support_is_left_out(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Extractors.run

    def invent(self: Extractors, plan: Any) -> Any:
        found = work(self, plan)
        real = found.observations[0]
        place = Source(start=0, end=4, quote="9999")
        false: Observation = real.model_copy(update={"id": "o000000", "source": place})
        return found._replace(observations=(*found.observations, false))

    before = extract([plan]).documents[0].observations
    monkeypatch.setattr(Extractors, "run", invent)
    result = extract([plan])
    assert result.documents[0].observations == before
    assert "ungrounded_left_out" in result.manifest.documents[0].warnings


# --- gazetteers -------------------------------------------------------------------------------


def test_broken_gazetteer_record_is_named(run: Run, plan: Path, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "units.toml").write_text(
        '[[unit]]\nname = "斗"\nbase = "升"\nscale = "ten"\nkind = "volume"\n', encoding="utf-8"
    )
    code, _, err = run(plan, "-o", tmp_path / "out", "--gazetteers", folder)
    assert code == 2
    assert f"{folder}/units.toml: 斗: scale must be a number" in err
    assert not (tmp_path / "out").exists()


def test_gazetteers_that_are_not_there(plan: Path, tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="nowhere: -: no such folder of gazetteers"):
        extract([plan], gazetteers=[tmp_path / "nowhere"])


# --- the output folder ------------------------------------------------------------------------


@pytest.mark.parametrize("out", ["file", "file/below"])
def test_out_is_a_file(run: Run, plan: Path, tmp_path: Path, out: str) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    code, _, err = run(plan, "-o", tmp_path / out)
    assert code == 2
    assert f"{tmp_path}/file is a file, not a folder" in err
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_out_is_not_writable_simulated(
    run: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != tmp_path)
    worked: list[object] = []
    monkeypatch.setattr(pipeline, "extract", lambda *given, **_: worked.append(given))
    code, _, err = run(plan, "-o", tmp_path / "out")
    assert code == 2
    assert f"{tmp_path}/out: no permission to write in {tmp_path}" in err
    assert not worked  # said before the work, not after it


@pytest.mark.usefixtures("modes_count")
def test_out_is_not_writable(run: Run, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0o500)
    code, _, err = run(plan, "-o", tmp_path / "shut" / "out")
    assert code == 2
    assert f"no permission to write in {tmp_path}/shut" in err


def test_disk_that_fills_up_leaves_the_earlier_output(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    write(extract([plan]), out)
    before = _tree(out)
    plan.write_text(PLAN.replace("500亿元", "600亿元"), encoding="utf-8")
    result = extract([plan])
    open_file = Path.open

    def full(self: Path, *mode: Any, **how: Any) -> Any:
        if self.name == "findings.json" and "wb" in mode:
            raise OSError(28, "No space left on device", str(self))
        return open_file(self, *mode, **how)

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(OutputError, match="No space left on device"):
        write(result, out)
    assert _tree(out) == before


def test_input_is_never_overwritten(tmp_path: Path) -> None:
    """OUT given as the folder above the inputs: documents/plan.txt is both."""
    source = tmp_path / "documents" / "plan.txt"
    source.parent.mkdir()
    source.write_bytes(PLAN.encode("gb18030"))
    with pytest.raises(OutputError, match=r"plan\.txt would overwrite an input"):
        write(extract([source]), tmp_path)
    assert _tree(tmp_path) == {"documents/plan.txt": PLAN.encode("gb18030")}


def test_stale_documents_go_and_foreign_files_stay(run: Run, plan: Path, tmp_path: Path) -> None:
    out, second = tmp_path / "out", plan.parent / "second.txt"
    second.write_bytes(PLAN.encode("gb18030"))
    run(plan.parent, "-o", out)
    assert (out / "documents" / "second.txt").exists()
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    (out / "documents" / "mine.json").write_text("{}", encoding="utf-8")
    run(plan, "-o", out)
    assert sorted(_tree(out)) == [
        "documents/mine.json",
        "documents/plan.json",
        "documents/plan.txt",
        "entities.json",
        "findings.json",
        "manifest.json",
        "notes.txt",
        "policy-extract.xlsx",
        "report/index.html",
    ]


def test_a_workbook_that_somebody_filled_in_is_kept(run: Run, plan: Path, tmp_path: Path) -> None:
    book = tmp_path / "out" / "policy-extract.xlsx"
    run(plan, "-o", tmp_path / "out")
    run(plan, "-o", tmp_path / "out")
    assert [path.name for path in book.parent.glob("*.xlsx")] == [book.name]  # nobody changed it
    for number in (1, 2):
        book.write_bytes(f"filled in {number}".encode())
        os.utime(book, ns=(2 * 10**18, 2 * 10**18))  # after the run
        _, _, err = run(plan, "-o", tmp_path / "out")
        kept = book.with_name(f"policy-extract.edited-{number}.xlsx")
        assert kept.read_bytes() == f"filled in {number}".encode()
        assert kept.as_posix() in err
        assert book.read_bytes().startswith(b"PK")


def test_manifest_of_somebody_else_removes_nothing(plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    outside = tmp_path / "outside.txt"
    outside.touch()
    for files in (["../outside.txt", str(outside), 7], "x", None):
        theirs = json.dumps({"schema_version": "2.0", "files": files})
        (out / "manifest.json").write_text(theirs, encoding="utf-8")
        write(extract([plan]), out)
        assert outside.exists()


def test_a_file_that_no_run_wrote_is_not_overwritten(plan: Path, tmp_path: Path) -> None:
    """Theirs may have our names: the manifest of a web page, a document put there by hand."""
    for name in ("manifest.json", "entities.json", "documents/plan.json"):
        out = tmp_path / name.replace("/", "-")
        theirs = out / name
        theirs.parent.mkdir(parents=True)
        theirs.write_text('{"name": "mine"}', encoding="utf-8")
        with pytest.raises(OutputError, match=f"{theirs.name} was not written by a run"):
            write(extract([plan]), out)
        assert _tree(out) == {name: b'{"name": "mine"}'}


# --- killed and interrupted -------------------------------------------------------------------

_KILLED = """
import os, signal, sys
from pathlib import Path
from policy_extract.pipeline import extract
from policy_extract import writers

written = writers.json.files

def files(output):
    yield from list(written(output))[:1]
    os.kill(os.getpid(), signal.SIGKILL)

result = extract([sys.argv[1]])
writers.json.files = files
writers.write(result, Path(sys.argv[2]))
"""


def test_killed_while_writing_leaves_the_earlier_output(plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(extract([plan]), out)
    before = _tree(out)
    plan.write_text(PLAN.replace("500亿元", "600亿元"), encoding="utf-8")
    killed = subprocess.run([sys.executable, "-c", _KILLED, plan, out], check=False)
    assert killed.returncode == -signal.SIGKILL
    after = _tree(out)
    hidden = [name for name in after if name.startswith(".policy-extract/new-")]
    assert hidden  # it had begun to write
    assert {n: data for n, data in after.items() if not n.startswith(".policy-extract/")} == before
    write(extract([plan]), out)  # the next run clears up
    assert sorted(_tree(out)) == sorted(before)
    assert b"600" in _tree(out)["documents/plan.json"]


def test_manifest_is_moved_last(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[str] = []
    replace = os.replace

    def watched(source: Path, target: Path) -> None:
        moved.append(Path(target).name)
        replace(source, target)

    monkeypatch.setattr(os, "replace", watched)
    manifest = write(extract([plan]), tmp_path / "out")
    assert moved == [
        "journal.json",
        *("plan.json", "plan.txt", "entities.json", "findings.json", "manifest.json"),
    ]
    assert manifest.files == (
        "documents/plan.json",
        "documents/plan.txt",
        "entities.json",
        "findings.json",
    )


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_says_what_is_done_and_leaves_no_half_file(
    run: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    out = tmp_path / "out"
    run(plan, "-o", out)
    before = _tree(out)
    for name in ("a", "b", "c"):
        (plan.parent / f"{name}.txt").write_text(PLAN, encoding="utf-8")
    advance = extracting.Bar.advance

    def press(self: extracting.Bar, event: DocumentDone) -> None:
        advance(self, event)
        if event.done == 2:
            os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(extracting.Bar, "advance", press)
    code, _, err = run(plan.parent, "-o", out, "--jobs", jobs)
    assert code == 130
    assert "interrupted: 2 of 4 documents were read, nothing was written" in err
    assert _tree(out) == before


def test_ctrl_c_while_files_are_moved_waits(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = os.replace

    def press(source: Path, target: Path) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        replace(source, target)

    monkeypatch.setattr(os, "replace", press)
    manifest = write(extract([plan]), tmp_path / "out")
    assert sorted(_tree(tmp_path / "out")) == sorted([*manifest.files, "manifest.json"])
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize("arguments", [("", "-o", "out"), ("in", "-o", ""), ("in", "--out=")])
def test_an_empty_argument_is_not_this_folder(
    arguments: tuple[str, ...], run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a shell gives it where a variable is not set: nothing is written, nothing is read."""
    monkeypatch.chdir(plan.parent.parent)
    before = sorted(plan.parent.parent.rglob("*"))
    code, _, err = run(*arguments)
    assert code == 2
    assert "one is empty" in err
    assert sorted(plan.parent.parent.rglob("*")) == before


@pytest.mark.parametrize("kind", ["device", "pipe", "folder"])
def test_answers_that_have_no_end_are_not_waited_for(
    kind: str, run: Run, plan: Path, tmp_path: Path
) -> None:
    path = Path("/dev/zero") if kind == "device" else tmp_path / "answers.jsonl"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    code, _, err = run(plan, "-o", tmp_path / "out", "--corrections", path)
    assert code == 2
    assert str(path) in err
    assert not (tmp_path / "out").exists()
