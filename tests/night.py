"""Spoiled inputs for a night: ``python tests/night.py [--count 100000] [--jobs 2] [--seed SEED]``.

Nine texts for each file of another format; every promise on every output. It prints how far it is, every fault with the
seed that repeats it (``tests/fuzzing.py``), and last the counts; exit code 1 where anything was found. Heavier files than
the tests have time for come first: ten thousand small plans in one folder, pages that draw themselves twice over.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from broken_files import Broken
from conftest import PLAN
from fuzzing import CORPUS, Bench, faults_of, faults_of_files, told
from hostile_files import draws_twice
from mutants import Mutants
from policy_extract.pipeline import extract
from seeds import seed_of_today

_BATCH = 250
_bench: Bench | None = None  # of this worker process


def _start() -> None:
    global _bench
    _bench = Bench()


def _texts(seed: str, first: int) -> list[str]:
    assert _bench is not None
    return faults_of(_bench, Mutants(seed, CORPUS), range(first, first + _BATCH))


def _files(seed: str, first: int) -> list[str]:
    assert _bench is not None
    return faults_of_files(_bench, Broken(seed), range(first, first + _BATCH))


def _batches(count: int) -> Iterator[tuple[Callable[[str, int], list[str]], int]]:
    for number in range(count // _BATCH):
        turn = number // 10
        yield (_files, turn * _BATCH) if number % 10 == 9 else (_texts, number * _BATCH)


def _many_small(folder: Path) -> list[str]:
    """Ten thousand plans of a line in one folder."""
    for number in range(10_000):
        words = f"甲{number}县规划\n到2025年，规上工业总产值达到{number}亿元。\n"
        (folder / f"{number}.txt").write_text(words, encoding="utf-8")
    return list(told(extract([folder], jobs=2)))


def _heavy(folder: Path) -> list[str]:
    """Files that a reader must be stopped at; the plan beside them is read."""
    (folder / "draws-twice.pdf").write_bytes(draws_twice())
    (folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    result = extract([folder])
    lost = [] if [d.id for d in result.documents] == ["plan"] else ["heavy: the plan was lost"]
    codes = {failure.code for failure in result.failures}
    return lost + ([] if codes <= {"read.died", "read.memory", "read.timeout"} else sorted(codes))


def main() -> int:
    """Try, print, count; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", default=f"night-{seed_of_today()}")
    options = parser.parse_args()
    began = time.monotonic()
    tried: Counter[str] = Counter()
    found: list[str] = []
    for name, heavy in (("small", _many_small), ("heavy", _heavy)):
        with tempfile.TemporaryDirectory() as made:
            found += [f"{name}: {fault}" for fault in heavy(Path(made))]
    with ProcessPoolExecutor(options.jobs, get_context("spawn"), _start) as pool:
        batches = list(_batches(options.count))
        running = [pool.submit(one, options.seed, first) for one, first in batches]
        for number, ((one, _), future) in enumerate(zip(batches, running, strict=True), 1):
            faults = future.result()
            tried[one.__name__.strip("_")] += _BATCH
            found += faults
            print(*faults, sep="\n", end="\n" if faults else "")
            if number % 40 == 0:
                print(f"{sum(tried.values()):,} tried, {len(found)} faults", flush=True)
    seconds = round(time.monotonic() - began)
    print(f"seed {options.seed}: {dict(tried)} tried in {seconds} s; faults: {len(found)}")
    print(*found[:50], sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
