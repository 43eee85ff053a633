"""What a run tells while it works: the pace on the terminal, and ``--log-json`` for machines."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest

from conftest import PLAN, Run
from policy_extract.cli import extracting
from policy_extract.cli.log import Log
from policy_extract.cli.progress import Pace, amount, clock_time
from policy_extract.events import DocumentDone, Event, StageBegun
from policy_extract.pipeline import extract

_STAGES = ["words", "documents", "names", "findings", "writing"]


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def several(folder: Path, *names: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_text(PLAN, encoding="utf-8")
    return folder


def test_formats_are_those_that_somebody_named(run: Run, plan: Path, tmp_path: Path) -> None:
    """Where nobody did, what is written goes by the number of plans, which is not known yet."""
    for number, named in enumerate(((), ("--format", "json"))):
        log = tmp_path / f"{number}.jsonl"
        run(plan, "-o", tmp_path / "out", "--log-json", log, *named)
        assert lines(log)[0]["formats"] == (["json"] if named else None)


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_stage_and_every_document_has_its_line(run: Run, tmp_path: Path, jobs: int) -> None:
    plans, log = several(tmp_path / "plans", "a.txt", "b.txt", "c.txt"), tmp_path / "log.jsonl"
    (plans / "broken.docx").write_bytes(b"no archive")
    code, _, _ = run(plans, "-o", tmp_path / "out", "--jobs", jobs, "--log-json", log)
    told = lines(log)
    assert [line["event"] for line in (told[0], told[-1])] == ["started", "ended"]
    assert [line["stage"] for line in told if line["event"] == "stage"] == _STAGES
    documents = [line for line in told if line["event"] == "document"]
    assert [one["done"] for one in documents] == [1, 2, 3, 4]
    assert {one["total"] for one in documents} == {4}
    by_id = {one["id"]: one for one in documents}
    assert {name: one["status"] for name, one in by_id.items()} == {
        "a": "ok", "b": "ok", "c": "ok", "broken": "failed",
    }  # fmt: skip
    assert by_id["a"]["bytes"] == len(PLAN.encode())
    assert by_id["a"]["characters"] == len(PLAN)
    assert by_id["broken"]["reason"]
    assert (
        (told[-1]["exit_code"], told[-1]["documents"], told[-1]["failed"])
        == (code, 3, 1)
        == (1, 3, 1)
    )
    ahead = next(line for line in told if line.get("stage") == "documents")
    assert (ahead["documents"], ahead["bytes"]) == (4, 3 * len(PLAN.encode()) + len(b"no archive"))
    assert [line["seconds"] for line in told] == sorted(line["seconds"] for line in told)


def test_the_log_changes_nothing_else_and_is_gone_on_with(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    log = tmp_path / "log.jsonl"
    plain = run(plan, "-o", tmp_path / "a", "--format", "json")
    logged = run(plan, "-o", tmp_path / "b", "--format", "json", "--log-json", log)
    again = run(plan, "-o", tmp_path / "b", "--format", "json", "--log-json", log)
    assert plain[0] == logged[0] == again[0] == 0
    assert [line["event"] for line in lines(log)].count("ended") == 2
    for name in ("entities.json", "findings.json", f"documents/{plan.stem}.json"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_a_dash_is_stderr(run: Run, plan: Path, tmp_path: Path) -> None:
    _, out, err = run(plan, "-o", tmp_path / "out", "-q", "--log-json", "-")
    told = [json.loads(line) for line in err.splitlines() if line.startswith("{")]
    assert out == ""
    assert [line["event"] for line in told][:1] == ["started"]
    assert told[-1]["event"] == "ended"


def test_a_file_of_something_else_is_not_written_to(run: Run, plan: Path, tmp_path: Path) -> None:
    """A plan given by mistake would have a log at its end."""
    before = plan.read_bytes()
    code, _, err = run(plan, "-o", tmp_path / "out", "--log-json", plan)
    assert code == 2
    assert plan.name in err
    assert "name another file" in err
    assert plan.read_bytes() == before
    binary = tmp_path / "x.pdf"
    binary.write_bytes(b"%PDF-1.7 \xff\xfe")
    assert run(plan, "-o", tmp_path / "out", "--log-json", binary)[0] == 2
    assert not (tmp_path / "out" / "manifest.json").exists()


@pytest.mark.parametrize("kind", ["folder", "pipe", "missing folder"])
def test_what_is_no_file_is_refused(run: Run, plan: Path, tmp_path: Path, kind: str) -> None:
    where = tmp_path / "there"
    if kind == "folder":
        where.mkdir()
    elif kind == "pipe":
        os.mkfifo(where)
    else:
        where = where / "log"
    code, _, err = run(plan, "-o", tmp_path / "out", "--log-json", where)
    assert code == 2
    assert "--log-json" in err
    assert str(where) in err


def test_a_log_that_breaks_off_costs_the_run_nothing(
    run: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell = Log.tell

    def full(self: Log, event: Event) -> None:
        if isinstance(event, DocumentDone) and self._stream is not None:
            self._stream.close()
        tell(self, event)

    monkeypatch.setattr(Log, "tell", full)
    code, _, err = run(plan, "-o", tmp_path / "out", "--log-json", tmp_path / "log")
    assert code == 0
    assert (tmp_path / "out" / "manifest.json").exists()
    assert "could not be written to its end" in err
    assert [line["event"] for line in lines(tmp_path / "log")][-1] == "stage"


def test_an_interrupted_run_says_how_it_ended(
    run: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    several(plan.parent, "a.txt", "b.txt")
    advance = extracting.Bar.advance

    def press(self: extracting.Bar, event: DocumentDone) -> None:
        advance(self, event)
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(extracting.Bar, "advance", press)
    log = tmp_path / "log"
    assert run(plan.parent, "-o", tmp_path / "out", "--log-json", log)[0] == 130
    assert (lines(log)[-1]["event"], lines(log)[-1]["exit_code"]) == ("ended", 130)


def test_a_run_that_cannot_begin_says_why(run: Run, tmp_path: Path) -> None:
    log = tmp_path / "log"
    assert run(tmp_path / "nowhere", "-o", tmp_path / "out", "--log-json", log)[0] == 2
    last = lines(log)[-1]
    assert (last["event"], last["exit_code"]) == ("ended", 2)
    assert "nowhere" in last["error"]


def test_names_that_are_no_utf8_and_steering_signs_stand_in_it_as_data(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    odd = os.fsencode(folder) + b"/\xff\x1b[31m.txt"
    with open(odd, "w", encoding="utf-8") as file:
        file.write(PLAN)
    log = tmp_path / "log"
    run(folder, "-o", tmp_path / "out", "--log-json", log)
    assert b"\x1b" not in log.read_bytes()
    path = next(line["path"] for line in lines(log) if line["event"] == "document")
    assert path.endswith("\\xff\x1b[31m.txt")


def test_the_call_from_python_tells_the_same(plan: Path) -> None:
    told: list[Event] = []
    extract(plan, tell=told.append)
    assert [one.stage for one in told if isinstance(one, StageBegun)] == _STAGES[:-1]
    assert [one.id for one in told if isinstance(one, DocumentDone)] == [plan.stem]


# --- the pace --------------------------------------------------------------------------------------------


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_what_is_left_goes_by_bytes() -> None:
    clock = Clock()
    pace = Pace(clock)
    clock.now += 50  # words are loaded; this is not the documents' time
    pace.begin(4, 1000)
    clock.now += 6
    for done, size in ((1, 100), (2, 100), (3, 100)):
        pace.add(done, size)
    assert pace.rates() == (0.5, 50)
    assert pace.left() == pytest.approx(
        14
    )  # 700 bytes at 50 a second, though it is one document of four
    pace.add(4, 700)
    assert pace.left() == 0


@pytest.mark.parametrize(
    ("done", "total", "left"), [(0, 5, None), (2, 5, None), (3, 5, 4), (2, 2, 0)]
)
def test_what_is_left_goes_by_documents_where_no_file_has_a_size(
    done: int, total: int, left: float | None
) -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.begin(total, 0)
    clock.now += 6
    for number in range(1, done + 1):
        pace.add(number, 0)
    assert pace.left() == (left if left is None else pytest.approx(left))


def test_amounts_and_times_for_people() -> None:
    assert [amount(n) for n in (0, 950, 88_000, 1_240_000, 3e9)] == [
        "0 B",
        "950 B",
        "88 kB",
        "1.2 MB",
        "3.0 GB",
    ]
    assert [clock_time(n) for n in (7.4, 125, 3750)] == ["0:07", "2:05", "1:02:30"]
