"""What it costs to start: ``extract one.txt`` as a ratio to importing jieba and loading its dictionary.

Each is a new process; the two alternate, so that a slow spell of the machine hits both. The plan is a page long, so that
next to nothing of ours is work on it. jieba loads its dictionary from the cache that it keeps, in a temporary folder of this
run's own; both sides find their compiled code (a first run of each is not counted).

Prints a ratio for ``--format json`` and for the formats of a run that names none, and the floor below which no run of this
package can come: the interpreter, and the imports alone. ``python benchmarks/start.py [--pairs N]``
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

PLAN = Path(__file__).resolve().parents[1] / "corpus" / "lanxi-industry-14fyp.txt"
#: Signs of the plan: its title, its first headings and half a dozen values.
SIGNS = 1200

_JIEBA = "import warnings; warnings.simplefilter('ignore'); import jieba; jieba.setLogLevel(60); jieba.initialize()"
_IMPORTS = "import policy_extract.cli.extracting, policy_extract.pipeline, policy_extract.writers, policy_extract.store"


def run(command: Sequence[str], environment: dict[str, str]) -> float:
    """Seconds of a new process that must end well; its output is thrown away."""
    began = perf_counter()
    subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return perf_counter() - began


def show(what: str, ours: Sequence[float], theirs: Sequence[float]) -> None:
    ratios = sorted(a / b for a, b in zip(ours, theirs, strict=True))
    print(
        f"{what:<34}{median(ratios):.2f}  (pairs: {len(ratios)}, {ratios[0]:.2f} to {ratios[-1]:.2f}; "
        f"medians {median(ours) * 1000:.0f} ms and {median(theirs) * 1000:.0f} ms)"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--pairs", type=int, default=7, help="pairs to measure (default: 7)")
    number = max(1, options.parse_args().pairs)
    with tempfile.TemporaryDirectory() as folder:
        plan, out = Path(folder, "one.txt"), Path(folder, "out")
        plan.write_text(PLAN.read_text("utf-8")[:SIGNS], "utf-8")
        # compiled code is found by both, but none is left in anybody's folders
        environment = {
            **os.environ, "TMPDIR": folder, "PYTHONPYCACHEPREFIX": str(Path(folder, "code")),
        }  # fmt: skip
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        python = sys.executable
        extract = [
            python,
            "-m",
            "policy_extract",
            "extract",
            str(plan),
            "-o",
            str(out),
            "-q",
            "--fresh",
        ]
        measured = {
            "extract one.txt --format json": [*extract, "--format", "json"],
            "extract one.txt": extract,
            "the imports of a run alone": [python, "-c", _IMPORTS],
            "python -c pass": [python, "-c", "pass"],
        }
        yardstick = [python, "-c", _JIEBA]
        for command in (*measured.values(), yardstick, *measured.values()):
            run(command, environment)
        print(f"Python {sys.version.split()[0]}; / importing jieba and loading its dictionary:")
        for what, command in measured.items():
            pairs = [
                (run(command, environment), run(yardstick, environment)) for _ in range(number)
            ]
            show(what, *zip(*pairs, strict=True))


if __name__ == "__main__":
    main()
