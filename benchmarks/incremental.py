"""What a second run into the same OUT costs: nothing changed, one plan of many changed, one added; and what keeping costs the first.

``python benchmarks/incremental.py PLANS [--plans N] [--rounds N]``: PLANS is a folder of plain-text plans, of which N are made, each with
a line of its own. Everything is a ratio to a run that keeps nothing (a clean run into an empty OUT, with what it keeps thrown away).
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_PROGRAM = "from policy_extract.cli import main_extract as m; raise SystemExit(m())"


def _timed(plans: Path, out: Path, *more: str) -> float:
    command = [sys.executable, "-c", _PROGRAM, str(plans), "-o", str(out), "-q", *more]
    began = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - began


def made(given: Path, folder: Path, count: int) -> None:
    """So many plans in ``folder``, of those of ``given`` by turns, each with a line of its own."""
    sources = sorted(given.glob("*.txt"))
    for number in range(count):
        text = sources[number % len(sources)].read_text(encoding="utf-8")
        (folder / f"plan-{number:03}.txt").write_text(f"{text}\n{number}\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans", type=Path)
    parser.add_argument("--plans", dest="count", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    times: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as room:
        for turn in range(options.rounds):
            plans, out = Path(room, f"in-{turn}"), Path(room, f"out-{turn}")
            plans.mkdir()
            made(options.plans, plans, options.count)
            one = Path(room, f"one-{turn}")
            one.mkdir()
            shutil.copy(plans / "plan-000.txt", one)

            def take(name: str, *, plans: Path = plans, out: Path = out) -> None:
                times.setdefault(name, []).append(_timed(plans, out))

            take("first")
            take("unchanged")
            with (plans / "plan-000.txt").open("a", encoding="utf-8") as file:
                file.write("改\n")
            take("one changed")
            shutil.copy(plans / "plan-001.txt", plans / "plan-new.txt")
            take("one added")
            take("one plan alone, first", plans=one, out=Path(room, f"alone-{turn}"))
            shutil.rmtree(out)
    first = statistics.median(times["first"])
    print(f"first run of {options.count} plans: 1 ({first:.1f} s here)")
    for name, found in times.items():
        if name != "first":
            print(f"{name}: {statistics.median(found) / first:.3f}")


if __name__ == "__main__":
    main()
