"""Workers go with their leader, cost no more than their own document, and have an end."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import crew_work
from conftest import PLAN, ROOT, Run
from ole_files import frame, word
from policy_extract import batch, cli, work, workers
from policy_extract.cli import arguments, extracting
from policy_extract.extract import Extractors
from policy_extract.layout import Layouter
from policy_extract.pipeline import NothingToDo, extract
from policy_extract.processes import limit
from policy_extract.processes.crew import Crew, Lost
from policy_extract.readers import ConfinedReader, Input, Unreadable, discover
from policy_extract.readers.office import program
from policy_extract.work import Outcome, Recipe, Workshop
from running import descendants, parents

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
#: What a document may take here.
SECONDS = 3
_LONG = 60.0  # seconds in which anything is done, on a machine that has a lot to do


def _soon(held: Callable[[], object]) -> bool:
    end = time.monotonic() + _LONG
    while time.monotonic() < end:
        if held():
            return True
        time.sleep(0.02)
    return False


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """One that has worked already, so that its next document takes no time to speak of."""
    plan = tmp_path_factory.mktemp("first") / "plan.txt"
    plan.write_text(PLAN, encoding="utf-8")
    workshop = Recipe(seconds=SECONDS).workshop()
    assert workshop.work_on(Input("plan", str(plan))).failure is None
    return workshop


@pytest.fixture
def three(tmp_path: Path) -> list[Input]:
    """Plans a, b and c."""
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(PLAN, encoding="utf-8")
    return [Input(name, str(tmp_path / f"{name}.txt")) for name in "abc"]


def _came(workshop: Workshop, inputs: list[Input], jobs: int) -> dict[str, str]:
    """“ok” or the code of its failure for each."""
    outcomes = batch.work_on_all(inputs, workshop, jobs, Recipe())
    return {one.input.id: one.failure.code if one.failure else "ok" for one in outcomes}


# --- they go with their leader ------------------------------------------------------------------


@pytest.fixture
def endless(tmp_path: Path) -> Iterator[Callable[[str], subprocess.Popen[bytes]]]:
    """Starts a leader with a worker that sleeps and one that waits for LibreOffice, which waits, too."""
    office, ready = tmp_path / "soffice", tmp_path / "office-is-there"
    office.write_text(f"#!/bin/sh\nsleep 3600 & touch {ready}; wait\n", encoding="utf-8")
    office.chmod(0o755)
    plans = [tmp_path / "a.txt", tmp_path / "b.doc"]
    plans[1].write_bytes(frame({"WordDocument": word()}))
    started: list[subprocess.Popen[bytes]] = []
    environment = {**os.environ, program.VARIABLE: str(office), "TMPDIR": str(tmp_path)}

    def start(by: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, str(ROOT / "tests" / "leader.py"), str(tmp_path), by]
        leader = subprocess.Popen([*command, *map(str, plans)], env=environment)
        started.append(leader)
        assert _soon(lambda: len(list(tmp_path.glob("worker-*"))) == 2 and ready.exists())
        return leader

    yield start
    for leader in started:
        leader.kill()
        leader.wait()


@linux
@pytest.mark.parametrize(
    ("name", "by"),
    [("SIGTERM", "kernel"), ("SIGKILL", "kernel"), ("SIGKILL", "thread")],
)
def test_nothing_is_left_of_a_leader_that_is_ended(
    endless: Callable[[str], subprocess.Popen[bytes]], name: str, by: str
) -> None:
    """Workers, the process that reads, LibreOffice's keeper, LibreOffice and what it has started."""
    leader = endless(by)
    below = descendants(leader.pid)
    assert len(below) >= 6
    leader.send_signal(getattr(signal, name))
    assert leader.wait() == -getattr(signal, name)
    assert _soon(lambda: not below & set(parents()))


_HANGS = """
import os, sys, time
from pathlib import Path
from policy_extract import cli
from policy_extract.extract import Extractors

def hang(self, plan):
    Path(sys.argv[1], f"worker-{os.getpid()}").touch()
    time.sleep(3600)

Extractors.run = hang
raise SystemExit(cli.main_extract(sys.argv[2:]))
"""


@linux
@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", -15)])
def test_a_run_that_is_ended_says_so_in_a_line_and_leaves_out_as_it_was(
    plan: Path, tmp_path: Path, name: str, code: int
) -> None:
    """Ctrl-C reaches every process of a terminal, and only the leader speaks."""
    (plan.parent / "second.txt").write_text(PLAN, encoding="utf-8")
    out = tmp_path / "out"
    given = [str(tmp_path), str(plan.parent), "-o", str(out), "--jobs", "2", "--lang", "en"]
    leader = subprocess.Popen(
        [sys.executable, "-c", _HANGS, *given], stderr=subprocess.PIPE, start_new_session=True
    )
    assert _soon(lambda: len(list(tmp_path.glob("worker-*"))) == 2)
    below = descendants(leader.pid)
    os.killpg(leader.pid, getattr(signal, name)) if code == 130 else leader.terminate()
    said = leader.communicate(timeout=_LONG)[1].decode()
    assert leader.returncode == code
    assert said.count("\n") == 1
    assert "interrupted: 0 of 2 documents were read, nothing was written" in said
    assert not out.exists()
    assert not below & set(parents())


def test_ctrl_c_before_the_work_says_a_line_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def press(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(extracting, "run", press)
    assert cli.main_extract(["plan.txt", "--lang", "en"]) == 130
    assert capsys.readouterr().err == "interrupted\n"


# --- a worker that dies -------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_a_piece_that_its_worker_dies_of_costs_itself(tmp_path: Path, method: str) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip("there is no such method")
    others = set(multiprocessing.active_children())  # of tests before, until they are collected
    pieces = ["a", "die", "b", "die-once", "c", "d", "hang", "e", "f"]
    context = multiprocessing.get_context(method)
    crew = Crew[str, tuple[str, int]](context, partial(crew_work.start, tmp_path), 2, 3600)
    came = dict(crew.work_on(pieces))
    assert set(came) == set(pieces)
    lost = {piece: one for piece, one in came.items() if isinstance(one, Lost)}
    assert lost == {"die": Lost("died"), "hang": Lost("time", 0.2)}
    tried = {piece: len(list(tmp_path.glob(f"{piece}-[0-9]*"))) for piece in pieces}
    assert tried == {**dict.fromkeys(pieces, 1), "die": 2, "die-once": 2}
    # two, and one more for each that was lost
    assert len({path.name.rpartition("-")[2] for path in tmp_path.iterdir()}) <= 2 + 4
    assert set(multiprocessing.active_children()) <= others


def test_a_piece_may_take_more_seconds_than_a_system_waits() -> None:
    context = multiprocessing.get_context("spawn")
    crew = Crew[int, int](context, crew_work.start_doubling, 1, 1e9)
    assert dict(crew.work_on([1, 2])) == {1: 2, 2: 4}


def test_a_worker_that_is_killed_while_it_waits_is_replaced(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    others = set(multiprocessing.active_children())
    # one that stays: else it has the second piece before anybody hears of the first
    work = partial(crew_work.start, tmp_path)
    crew = Crew[str, tuple[str, int]](context, work, 1, 3600, stay=True)
    ((_, first),) = crew.work_on(["a"])
    assert not isinstance(first, Lost)
    os.kill(first[1], signal.SIGKILL)
    crew._workers[0].process.join()
    ((_, second),) = crew.work_on(["b"])
    assert not isinstance(second, Lost)
    assert second[0] == "b"
    assert second[1] != first[1]
    crew.close()
    assert set(multiprocessing.active_children()) <= others


@linux
@pytest.mark.parametrize(("stage", "name"), [(Layouter, "lay_out"), (Extractors, "run")])
def test_killed_at_a_stage(
    workshop: Workshop, three: list[Input], monkeypatch: pytest.MonkeyPatch, stage: type, name: str
) -> None:
    """As the system kills what eats its memory."""
    goes_on, leader = getattr(stage, name), os.getpid()

    def die(self: Any, *given: Any) -> Any:
        if os.getpid() != leader and "b" in (given[0], getattr(given[0], "id", None)):
            os.kill(os.getpid(), signal.SIGKILL)
        return goes_on(self, *given)

    monkeypatch.setattr(stage, name, die)
    assert _came(workshop, three, 2) == {"a": "ok", "b": "run.died", "c": "ok"}


# --- the limit of time --------------------------------------------------------------------------


def _loop() -> None:
    while True:
        sum(range(100))


def _search() -> None:
    re.search("(a+)+$", "a" * 40 + "b")


def _sleep() -> None:
    time.sleep(3600)


def _deaf() -> None:
    """As a library that never comes back to Python."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    time.sleep(3600)


def _hanging(monkeypatch: pytest.MonkeyPatch, hang: Callable[[], None], name: str = "b") -> None:
    goes_on = Extractors.run

    def run(self: Extractors, plan: Any) -> Any:
        if plan.id == name:
            hang()
        return goes_on(self, plan)

    monkeypatch.setattr(Extractors, "run", run)


@linux
@pytest.mark.parametrize(("jobs", "hang"), [(1, _search), (1, _loop), (2, _sleep), (2, _deaf)])
def test_a_document_that_takes_too_long_fails_and_the_others_go_on(
    workshop: Workshop,
    three: list[Input],
    monkeypatch: pytest.MonkeyPatch,
    jobs: int,
    hang: Callable[[], None],
) -> None:
    _hanging(monkeypatch, hang)
    monkeypatch.setattr(workers, "_LATER_BY", 0.0)
    assert _came(workshop, three, jobs) == {"a": "ok", "b": "run.overtime", "c": "ok"}
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) == signal.SIG_DFL


def test_the_manifest_says_that_a_document_took_too_long(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _hanging(monkeypatch, _loop, "plan")
    result = extract([plan], seconds=0.5)
    [entry] = result.manifest.documents
    assert entry.status == "failed"
    assert entry.reason is not None
    assert "--seconds-per-document" in entry.reason
    assert [one.code for one in result.failures] == ["run.overtime"]


def test_the_limit_holds_in_a_thread_too(
    workshop: Workshop, three: list[Input], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system has no alarm, or gives it to the main thread only."""
    _hanging(monkeypatch, _loop)
    came: list[Outcome] = []
    thread = threading.Thread(target=lambda: came.append(workshop.work_on(three[1])))
    thread.start()
    thread.join(_LONG)
    [outcome] = came
    assert outcome.failure is not None
    assert outcome.failure.code == "run.overtime"


def test_an_alarm_that_somebody_else_has_set_is_left_alone() -> None:
    rung: list[int] = []
    signal.signal(signal.SIGALRM, lambda *_: rung.append(1))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        with pytest.raises(limit.Overtime), limit.at_most(1.0):
            _loop()
        assert rung == [1]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)


@pytest.mark.parametrize("limited", [limit.at_most, limit._by_thread])
def test_the_error_comes_inside_the_block_or_not_at_all(limited: Any) -> None:
    """The time is over just when the work is done, again and again."""
    began = time.perf_counter()
    sum(range(20_000))
    takes = time.perf_counter() - began
    for _ in range(300):
        with contextlib.suppress(limit.Overtime), limited(takes):
            sum(range(20_000))
        sum(range(1_000))


def test_a_longer_document_may_take_longer(
    workshop: Workshop, three: list[Input], monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[float] = []
    workshop.work_on(three[0], given.append)
    monkeypatch.setattr(work, "SIGNS", len(PLAN) / 3)
    workshop.work_on(three[0], given.append)
    assert given == [SECONDS, pytest.approx(3 * SECONDS)]


def test_the_command_line_has_the_same_limit(run: Run, plan: Path, tmp_path: Path) -> None:
    assert arguments.SECONDS == work.SECONDS == Recipe().seconds
    with pytest.raises(NothingToDo, match="--seconds-per-document wants more than 0, not 0"):
        extract([plan], seconds=0)
    code, _, err = run(plan, "-o", tmp_path / "out", "--seconds-per-document", "0")
    assert code == 2
    assert "--seconds-per-document wants more than 0, not 0" in err


def test_a_limit_that_no_clock_can_be_set_to_is_a_long_one(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    with pytest.raises(NothingToDo, match="--seconds-per-document wants more than 0, not nan"):
        extract([plan], seconds=float("nan"))
    code, _, err = run(plan, "-o", tmp_path / "out", "--seconds-per-document", "9" * 21)
    assert (code, "Traceback" in err) == (0, False)
    assert (tmp_path / "out" / "manifest.json").exists()


# --- files --------------------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
@pytest.mark.parametrize("name", ["plan.txt", "plan.docx"])
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    [found] = discover([tmp_path]).inputs
    with ConfinedReader() as reader, pytest.raises(Unreadable) as refused:
        reader.read(found.path)
    assert refused.value.code == "read.not_regular"
