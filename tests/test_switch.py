"""OUT is one run's, always: killed or refused at every change of it, claimed twice, read while it is written."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import switch_points
from conftest import PLAN, ROOT
from kill_points import DONE, REFUSED
from policy_extract.pipeline import extract
from policy_extract.writers import desk_of
from policy_extract.writers.json import render
from policy_extract.writers.store import commit
from switch_points import BOOK, PEOPLES, SAVED, Runs, Written, tree

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")


def _written(room: Path, name: str, plans: dict[str, str], more: dict[str, bytes]) -> Written:
    inputs, out = room / f"in-{name}", room / name
    inputs.mkdir()
    for plan, text in plans.items():
        (inputs / f"{plan}.txt").write_text(text, encoding="utf-8")
    result = extract([inputs])
    files = {**dict(render(desk_of(result, "en"))), **more}
    manifest = commit(out, files.items(), result.manifest, ())
    return Written(files, manifest, tree(out))


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    """The second run has other words in a, no b, a new c, other tables; the workbook was saved by a person."""
    room = tmp_path_factory.mktemp("runs")
    more = {BOOK: b"PK of the first run", "csv/all.csv": b"1\n"}
    first = _written(room, "first", {"a": PLAN, "b": PLAN}, more)
    more = {BOOK: b"PK of the second run", "jsonl/deep/all.jsonl": b"2\n"}
    changed = PLAN.replace("500亿元", "600亿元")
    second = _written(room, "second", {"a": changed, "c": PLAN}, more)
    base = room / "base"
    shutil.copytree(room / "first", base)
    for name, data in PEOPLES.items():
        (base / name).parent.mkdir(exist_ok=True)
        (base / name).write_bytes(data)
    (base / BOOK).write_bytes(SAVED)
    os.utime(base / BOOK, ns=(10**18, 10**18))  # by a clock that had been set back
    return Runs(base, first, second)


@pytest.fixture(scope="module")
def stopped(runs: Runs, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What came of the second run, stopped in every way at each of its changes of OUT."""
    room = tmp_path_factory.mktemp("stopped")
    switch_points.save(room, runs)
    program = [sys.executable, str(ROOT / "tests" / "switch_points.py"), str(room)]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    outcomes: dict[str, Any] = json.loads(done.stdout)
    return outcomes


@pytest.mark.parametrize("way", ["SIGKILL", "SIGTERM", "SIGHUP", "torn", "fails", "full"])
def test_out_is_one_runs_wherever_the_next_is_stopped(stopped: dict[str, Any], way: str) -> None:
    """What is asserted of each place stands in ``switch_points``; here: that it was tried, and what came out."""
    outcome = stopped[way]
    assert "wrong" not in outcome, outcome["wrong"]
    ends = {
        "SIGKILL": {-9},  # at every point
        "SIGTERM": {-15, DONE},  # not while files are moved
        "SIGHUP": {-1, DONE},
        "torn": {-9, DONE},
        "fails": {REFUSED, DONE},
        "full": {REFUSED, DONE},
    }
    assert set(outcome["ended"]) == ends[way]
    assert len(outcome["found"]) == outcome["points"] > 40
    assert set(outcome["found"]) == {1, 2}
    if way.startswith("SIG"):  # the first run's files up to one point, the second's from there
        assert outcome["found"] == sorted(outcome["found"])
