"""How much faster two processes are than one: ``python benchmarks/workers.py PLANS [--plans 200] [--rounds 3] [--jobs 2]``.

PLANS is a folder of plain-text plans, of which so many are made, each with a line of its own. Runs of one and of more processes go by turns,
each into an empty OUT; the figure is the median of the ratios of their wall seconds. Only on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from incremental import made

_PROGRAM = "from policy_extract.cli import main_extract as m; raise SystemExit(m())"


def main() -> None:
    """Measure by turns and print the ratio."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("plans", type=Path)
    options.add_argument("--plans", dest="count", type=int, default=200)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--jobs", type=int, default=2)
    asked = options.parse_args()
    ratios = []
    with tempfile.TemporaryDirectory() as room:
        plans = Path(room, "plans")
        plans.mkdir()
        made(asked.plans, plans, asked.count)
        for turn in range(asked.rounds):
            one, more = (
                _timed(plans, Path(room, f"{turn}-{jobs}"), jobs) for jobs in (1, asked.jobs)
            )
            ratios.append(one / more)
            print(f"one process {one:.1f} s, {asked.jobs} processes {more:.1f} s", file=sys.stderr)
    print(f"{asked.count} plans, {asked.jobs} processes: {median(ratios):.2f} times as fast as one ({min(ratios):.2f} to {max(ratios):.2f})")  # fmt: skip


def _timed(plans: Path, out: Path, jobs: int) -> float:
    command = [sys.executable, "-c", _PROGRAM, str(plans), "-o", str(out), "-q"]
    began = time.perf_counter()
    subprocess.run([*command, "--format", "json", "--jobs", str(jobs)], check=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
