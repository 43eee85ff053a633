"""Who works in OUT: one run at a time, a dead one's claim is nobody's, and a reader never gets two runs' files."""

from __future__ import annotations

import argparse
import errno
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import PLAN, ROOT, Run
from policy_extract import cli, output
from policy_extract.cli.scoring import report_on
from policy_extract.errors import PolicyExtractError
from policy_extract.folder import (
    HIDDEN,
    NotWritable,
    Unfinished,
    claimed,
    settled,
    switching,
    unfinished,
)
from policy_extract.folder import claim as claiming
from policy_extract.output import is_output, load_document, load_output
from policy_extract.pipeline import Result, extract
from policy_extract.processes.identity import Identity, started, this
from policy_extract.readers import discover
from policy_extract.versions.reading import NotOnePlan
from policy_extract.versions.reading import read as read_versions
from policy_extract.writers import desk_of, write
from policy_extract.writers.json import render
from policy_extract.writers.store import commit

BOOK = "policy-extract.xlsx"


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Result]:
    """Two runs: the second has other words in a, and c in the place of b."""
    room, found = tmp_path_factory.mktemp("plans"), []
    for name, plans in (("first", "ab"), ("second", "ac")):
        (room / name).mkdir()
        for plan in plans:
            text = PLAN if name == "first" else PLAN.replace("500亿元", "600亿元")
            (room / name / f"{plan}.txt").write_text(text, encoding="utf-8")
        found.append(extract([room / name]))
    return found[0], found[1]


@pytest.fixture
def out(results: tuple[Result, Result], tmp_path: Path) -> Path:
    """The first run's output."""
    _commit(results[0], tmp_path / "out")
    return tmp_path / "out"


def _commit(result: Result, out: Path) -> None:
    files = {**dict(render(desk_of(result, "en"))), BOOK: b"PK"}
    commit(out, files.items(), result.manifest, ())


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def _stopped(out: Path, result: Result, monkeypatch: pytest.MonkeyPatch, moves: int = 3) -> None:
    """A run's files are moved, and the system refuses after so many."""
    move, left = os.replace, [moves]

    def refuse(source: Any, target: Any) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.EIO, "Input/output error", str(target))
        move(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        with pytest.raises(Unfinished, match="Input/output error"):
            _commit(result, out)
    assert unfinished(out)
    assert not (out / "manifest.json").exists()  # for programs that know nothing of journals


# --- two runs -----------------------------------------------------------------------------------


def test_a_run_is_told_that_another_has_the_folder(
    run: Run, plan: Path, out: Path, results: tuple[Result, Result]
) -> None:
    """Forced: the second begins, in both ways to begin, while the first has not moved its files."""
    before = _tree(out)

    def files() -> Iterator[tuple[str, bytes]]:
        yield from render(desk_of(results[1], "en"))
        with pytest.raises(NotWritable, match=f"process {os.getpid()} on "):
            write(results[0], out)
        code, _, err = run(plan, "-o", out)
        assert code == 2
        assert "another process is at work in it" in err
        assert "use another folder" in err
        code, _, err = run(plan, "-o", out, "--lang", "zh")
        assert code == 2
        assert f"进程 {os.getpid()}" in err
        shown = {n: d for n, d in _tree(out).items() if not n.startswith(HIDDEN)}
        assert shown == before

    commit(out, files(), results[1].manifest, ())
    assert set(load_output(out).documents) == {"a", "c"}
    assert not (out / HIDDEN).exists()


def test_a_run_finds_another_stopped_between_two_moves_and_finishes_it_first(
    out: Path, results: tuple[Result, Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forced: the second run is stopped while it moves, the first is run again."""
    (out / "documents" / "mine.txt").write_text("mine", encoding="utf-8")
    before = _tree(out)
    _stopped(out, results[1], monkeypatch)
    _commit(results[0], out)
    assert _tree(out) == before


@pytest.mark.parametrize("first", [True, False])
def test_of_two_that_come_at_once_one_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: bool
) -> None:
    """Forced: a second claims when the first has put down its claim and not looked yet."""
    names = iter([b"\x01" * 8, b"\x02" * 8] if first else [b"\x02" * 8, b"\x01" * 8])
    monkeypatch.setattr(os, "urandom", lambda _: next(names))
    monkeypatch.setattr(claiming, "_PATIENCE", 0.05)
    put, others = claiming._put, claiming._others
    refused: list[str] = []

    def between(hidden: Path, name: str) -> Path:
        file = put(hidden, name)
        if not refused:
            refused.append("")
            with monkeypatch.context() as patch:  # it had looked before the first came
                patch.setattr(claiming, "_others", lambda *g: others(*g) if len(g) == 3 else {})
                with pytest.raises(NotWritable) as error, claimed(tmp_path):
                    pass
            refused[0] = error.value.code
        return file

    monkeypatch.setattr(claiming, "_put", between)
    with claimed(tmp_path) as claim:
        assert refused == ["out.held"]
        assert [claim.file] == list((tmp_path / HIDDEN).iterdir())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
def test_never_two_at_once(tmp_path: Path) -> None:
    """Four processes want it again and again; each makes a folder that must not be there."""
    out, inside = tmp_path / "out", tmp_path / "inside"
    end = time.monotonic() + 1.0
    children = []
    for _ in range(4):
        child = os.fork()
        if child == 0:
            code = 99
            try:
                had = 0
                while time.monotonic() < end or not had:
                    try:
                        with claimed(out):
                            inside.mkdir()
                            inside.rmdir()
                            had += 1
                    except NotWritable as error:
                        if error.code != "out.held":
                            raise
                code = 0
            except FileExistsError:
                code = 1
            finally:
                os._exit(code)
        children.append(child)
    ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert ends == [0, 0, 0, 0]
    assert not list(out.rglob("*"))


def test_answers_are_claimed_beside_a_run_and_from_another_import(tmp_path: Path) -> None:
    with claimed(tmp_path), claimed(tmp_path, "answers"):
        with pytest.raises(NotWritable), claimed(tmp_path, "answers"):
            pass
        with pytest.raises(NotWritable), claimed(tmp_path):
            pass
    assert list(tmp_path.iterdir()) == []


def test_two_imports_of_answers_do_not_lose_each_others(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second of two at once would not see what the first adds."""
    with claimed(out, "answers"):
        assert cli.main(["review", "import", str(out / BOOK), "--lang", "en"]) == 2
    assert "another process is at work in it" in capsys.readouterr().err


# --- whose claim it is --------------------------------------------------------------------------


def _left(out: Path, owner: Identity | None) -> Path:
    """A claim that a process has left; None: nobody can read whose."""
    file = out / HIDDEN / "run-0000000000000000.claim"
    file.parent.mkdir(exist_ok=True)
    told = "" if owner is None else json.dumps({**owner._asdict(), "since": "2026-01-01T00:00:00"})
    file.write_text(told, encoding="utf-8")
    return file


def _gone() -> int:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return child


@pytest.mark.skipif(not started(os.getpid()), reason="nobody says when a process started")
def test_a_claim_of_a_process_that_has_ended_is_nobodys(
    out: Path, results: tuple[Result, Result]
) -> None:
    me = this()
    rebooted = me._replace(machine="m", boot="before") if me.boot else me._replace(pid=_gone())
    owners = [me._replace(pid=_gone()), me._replace(started="long ago"), rebooted]
    for owner in owners[: 3 if me.machine else 2]:
        _left(out, owner._replace(machine=me.machine))
        _commit(results[1], out)
        assert not (out / HIDDEN).exists()
    _left(out, me)
    with pytest.raises(NotWritable, match="wait until it has ended"):
        _commit(results[0], out)


@pytest.mark.parametrize(
    "other",
    [
        {"host": "elsewhere"},
        {"machine": "another of that name"},
        {"space": "pid:[container]", "pid": 1},
        None,
    ],
)
def test_of_another_machines_claim_the_way_out_is_told(
    out: Path, results: tuple[Result, Result], other: dict[str, Any] | None
) -> None:
    file = _left(out, None if other is None else this()._replace(**other))
    with pytest.raises(NotWritable) as refused:
        _commit(results[1], out)
    assert refused.value.code == "out.held_elsewhere"
    for language in ("zh", "en"):
        assert str(file) in refused.value.told(language)  # type: ignore[arg-type]
    file.unlink()
    _commit(results[1], out)
    assert set(load_output(out).documents) == {"a", "c"}


def test_a_run_whose_claim_was_taken_from_it_writes_nothing(
    out: Path, results: tuple[Result, Result]
) -> None:
    before = _tree(out)

    def files() -> Iterator[tuple[str, bytes]]:
        yield from render(desk_of(results[1], "en"))
        next((out / HIDDEN).glob("run-*.claim")).unlink()

    with pytest.raises(NotWritable, match="nothing was written"):
        commit(out, files(), results[1].manifest, ())
    assert _tree(out) == before


# --- readers ------------------------------------------------------------------------------------


def _score(out: Path) -> None:
    """It is taken for an output, not for a folder of plans."""
    options = argparse.Namespace(golden=str(ROOT / "golden"), corpus=str(ROOT / "corpus"))
    with pytest.raises(PolicyExtractError, match="no document of the output has golden labels"):
        report_on([str(out)], options)


def _diff(out: Path) -> None:
    with pytest.raises(NotOnePlan, match="2"):
        read_versions(str(out), str(out))


@pytest.mark.parametrize(
    "reads",
    [
        load_output,
        lambda out: load_document(out / "documents" / "a.json"),
        lambda out: is_output(out) or pytest.fail("it is one"),
        lambda out: cli.main(["ask", str(out), "--agency", "县经信局"]),
        _diff,
        _score,
    ],
    ids=["load_output", "load_document", "is_output", "ask", "diff", "score"],
)
def test_a_reader_finishes_what_a_killed_run_had_begun(
    out: Path, results: tuple[Result, Result], monkeypatch: pytest.MonkeyPatch, reads: Any
) -> None:
    _stopped(out, results[1], monkeypatch)
    reads(out)
    assert not unfinished(out)
    assert set(load_output(out).documents) == {"a", "c"}
    assert not (out / HIDDEN).exists()


def test_a_reader_that_may_not_write_says_so(
    out: Path, results: tuple[Result, Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    _stopped(out, results[1], monkeypatch)

    def refuse(*_: object) -> None:
        raise NotWritable(out, "out.os", error="Read-only file system")

    monkeypatch.setattr(switching, "claimed", refuse)
    with pytest.raises(Unfinished, match=r"files of two runs may lie there.*Read-only file system"):
        load_output(out)


def test_a_reader_waits_for_a_switch_that_is_being_made(
    out: Path, results: tuple[Result, Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    _stopped(out, results[1], monkeypatch)
    monkeypatch.setattr(switching, "_PATIENCE", 0.2)
    with claimed(out), pytest.raises(Unfinished, match="another process is at work in it"):
        settled(out)
    settled(out)
    assert not unfinished(out)


def test_what_is_read_while_a_run_writes_is_read_anew(
    out: Path, results: tuple[Result, Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forced: all files change when the first document was read."""
    reads, documents = [], output._document

    def slow(path: Path) -> Any:
        found = documents(path)
        if not reads:
            _commit(results[1], out)
        reads.append(path.name)
        return found

    monkeypatch.setattr(output, "_document", slow)
    read = load_output(out)
    assert reads == ["a.json", "a.json", "c.json"]
    assert read.documents == load_output(out).documents
    assert "600亿元" in read.texts["a"]

    def always(path: Path) -> Any:
        _commit(results[len(reads) % 2], out)
        reads.append(path.name)
        return documents(out / "documents" / "a.json")

    monkeypatch.setattr(output, "_document", always)
    with pytest.raises(Unfinished, match="again and again"):
        load_output(out)


def test_files_that_are_half_moved_are_no_plans(
    out: Path, results: tuple[Result, Result], monkeypatch: pytest.MonkeyPatch, plan: Path
) -> None:
    _stopped(out, results[1], monkeypatch, moves=6)
    inputs = discover([out.parent]).inputs
    assert [one.path for one in inputs] == [plan.as_posix()]


# --- what cannot be finished --------------------------------------------------------------------


@pytest.mark.parametrize("journal", ["", "{}", '{"version": 1, "new": "../../x"}', "[1]"])
def test_a_journal_that_nobody_can_read(
    out: Path, results: tuple[Result, Result], monkeypatch: pytest.MonkeyPatch, journal: str
) -> None:
    _stopped(out, results[1], monkeypatch)
    (out / HIDDEN / "journal.json").write_text(journal, encoding="utf-8")
    before = _tree(out)
    for act in (lambda: load_output(out), lambda: _commit(results[0], out)):
        with pytest.raises(Unfinished, match=r"journal\.json cannot be understood"):
            act()
    assert _tree(out) == before


def test_a_journal_leads_to_nothing_outside(
    out: Path, results: tuple[Result, Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    _stopped(out, results[1], monkeypatch)
    journal = out / HIDDEN / "journal.json"
    data = json.loads(journal.read_bytes())
    outside = out.parent / "outside.txt"
    outside.touch()
    data["removals"] = [
        {"name": "../outside.txt", "changed": outside.stat().st_mtime_ns, "size": 0}
    ]
    journal.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(Unfinished, match="no name of a file in the folder"):
        load_output(out)
    assert outside.exists()


def test_files_of_a_stopped_run_that_are_gone(
    out: Path, results: tuple[Result, Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    _stopped(out, results[1], monkeypatch)
    [gone] = (out / HIDDEN).rglob("c.json")
    gone.unlink()
    with pytest.raises(Unfinished, match=r"c\.json of it is gone"):
        load_output(out)


# --- people's work ------------------------------------------------------------------------------


def test_a_workbook_saved_after_a_run_was_stopped_is_kept(
    out: Path, results: tuple[Result, Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    _stopped(out, results[1], monkeypatch)
    (out / BOOK).write_bytes(b"PK saved")
    settled(out)
    assert (out / "policy-extract.edited-1.xlsx").read_bytes() == b"PK saved"
    assert (out / BOOK).read_bytes() == b"PK"


def test_a_file_that_took_a_removed_ones_name_is_kept(
    out: Path, results: tuple[Result, Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    _stopped(out, results[1], monkeypatch)
    (out / "documents" / "b.json").write_text("mine", encoding="utf-8")
    settled(out)
    assert (out / "documents" / "b.json").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "name", ["corrections.jsonl", "gazetteers/judgements.csv", "policy-extract.edited-1.xlsx"]
)
def test_a_run_neither_writes_nor_removes_what_is_peoples(
    out: Path, results: tuple[Result, Result], name: str
) -> None:
    """Not even where a format wants to, or an earlier manifest lists it."""
    (out / name).parent.mkdir(exist_ok=True)
    (out / name).write_bytes(b"mine")
    manifest = json.loads((out / "manifest.json").read_bytes())
    manifest["files"].append(name)
    (out / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    _commit(results[1], out)
    assert (out / name).read_bytes() == b"mine"
    with pytest.raises(NotWritable, match="was not written by a run"):
        commit(out, [(name, b"ours")], results[0].manifest, ())
    assert (out / name).read_bytes() == b"mine"
    assert set(load_output(out).documents) == {"a", "c"}
