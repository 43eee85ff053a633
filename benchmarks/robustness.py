"""What a killed worker costs, what is left of an ended run, how long Ctrl-C takes, what the limit of time costs.

``python benchmarks/robustness.py PLANS [--rounds N]``: PLANS is a folder of plain-text plans. Everything is a ratio or a count
but the seconds after a signal, which say what a person waits for.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from policy_extract import work
from policy_extract.extract import Extractors
from policy_extract.pipeline import extract
from policy_extract.work import Recipe
from running import descendants, parents

_MARK = Path(tempfile.mkdtemp()) / "killed"
_GOES_ON = Extractors.run
_LEADER = os.getpid()
#: A signal comes so many seconds after the workers.
_AFTER = (0.0, 0.5, 1.0, 1.5, 2.0)
_LEFT = 2.0  # seconds after which nothing of a run may be there


def _killing(victim: str, always: bool) -> Any:
    """Extraction that kills its worker when it is done with the victim, which is the worst moment."""

    def run(self: Extractors, plan: Any) -> Any:
        found = _GOES_ON(self, plan)
        if plan.id == victim and os.getpid() != _LEADER and (always or not _MARK.exists()):
            _MARK.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return found

    return run


def _timed(folder: str) -> float:
    began = time.perf_counter()
    extract([folder], jobs=2)
    return time.perf_counter() - began


def recovery(folder: str, rounds: int) -> None:
    """A run of two workers in which one is killed, once or each time, against a plain one."""
    names = sorted(path.stem for path in Path(folder).glob("*.txt"))
    victims = (names[0], names[len(names) // 2], names[-1])
    _timed(folder)
    plain: list[float] = []
    killed: dict[tuple[str, bool], list[float]] = {}
    for _ in range(rounds):
        for victim in victims:
            for always in (False, True):
                Extractors.run = _GOES_ON  # type: ignore[method-assign]
                plain.append(_timed(folder))
                _MARK.unlink(missing_ok=True)
                Extractors.run = _killing(victim, always)  # type: ignore[method-assign]
                killed.setdefault((victim, always), []).append(_timed(folder))
    Extractors.run = _GOES_ON  # type: ignore[method-assign]
    print(f"plain run of {len(names)} plans, 2 workers: {statistics.median(plain):.1f} s")
    for (victim, always), times in killed.items():
        ratio = statistics.median(times) / statistics.median(plain)
        print(f"  killed at {victim}, {'each time' if always else 'once'}: {ratio:.2f} of it")


def _runs(folder: str) -> Iterator[tuple[float, subprocess.Popen[bytes]]]:
    program = "from policy_extract.cli import main_extract as m; raise SystemExit(m())"
    for after in _AFTER:
        with tempfile.TemporaryDirectory() as out:
            given = [folder, "-o", f"{out}/out", "-q", "--jobs", "2"]
            run = subprocess.Popen(
                [sys.executable, "-c", program, *given],
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
            while len(descendants(run.pid)) < 2 and run.poll() is None:
                time.sleep(0.02)
            time.sleep(after)
            yield after, run


def endings(folder: str) -> None:
    """After each signal: seconds to the end of the leader, exit code, lines said, processes left after two seconds."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL):
        for after, run in _runs(folder):
            below = descendants(run.pid)
            began = time.perf_counter()
            if number == signal.SIGINT:
                os.killpg(run.pid, number)
            else:
                run.send_signal(number)
            said = run.communicate()[1]
            took = time.perf_counter() - began
            time.sleep(max(0.0, _LEFT - took))
            left = len(below & set(parents()))
            print(
                f"  {number.name} after {after} s: {took:.2f} s, exit code {run.returncode}, "
                f"{len(said.splitlines())} lines, {len(below)} processes below it, {left} left"
            )


def limit(folder: str, rounds: int) -> None:
    """The documents of a folder in one process, with the limit of time and without, in turns."""
    from policy_extract.readers import discover

    workshop = Recipe().workshop()
    inputs = discover([folder]).inputs

    def once() -> float:
        began = time.process_time()
        for item in inputs:
            workshop.work_on(item)
        return time.process_time() - began

    once()
    limited, at_most, ratios = [], work.at_most, []
    for _ in range(rounds * 3):
        limited.append(once())
        work.at_most = lambda _: contextlib.nullcontext()  # type: ignore[assignment]
        ratios.append(limited[-1] / once())
        work.at_most = at_most
    print(f"with the limit of time: {statistics.median(ratios):.3f} of the run without")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    limit(options.plans, options.rounds)
    endings(options.plans)
    recovery(options.plans, options.rounds)
