"""What Spark costs on one machine: the first pass over copies of the corpus by both engines, and companies of made-up names.

    python benchmarks/engines.py [--copies N] [--mentions N]

Prints seconds and ratios; a run in which the two engines differ ends with an error.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from names_at_scale import uses  # noqa: E402
from policy_extract.engines.local import Local  # noqa: E402
from policy_extract.engines.spark import Spark  # noqa: E402
from policy_extract.engines.spark.session import session  # noqa: E402
from policy_extract.lexicon import load  # noqa: E402
from policy_extract.pipeline import documents  # noqa: E402
from policy_extract.readers import discover  # noqa: E402
from policy_extract.resolve.divisions import Place  # noqa: E402
from policy_extract.resolve.found import squeeze  # noqa: E402
from policy_extract.resolve.matching import Name  # noqa: E402
from policy_extract.work import Recipe  # noqa: E402


def timed(work: Callable[[], T]) -> tuple[float, T]:
    begun = time.perf_counter()
    done = work()
    return time.perf_counter() - begun, done


def first_pass(copies: int, jobs: int) -> None:
    """Documents: both engines in as many processes."""
    with tempfile.TemporaryDirectory() as folder:
        for plan in sorted((ROOT / "corpus").glob("*.txt")):
            for number in range(copies):
                shutil.copy(plan, Path(folder, f"{plan.stem}-{number}.txt"))
        found, recipe = discover([folder]), Recipe()
        spark = Spark(f"local[{jobs}]")
        there, far = timed(lambda: documents(found, recipe, engine=spark))
        again, far = timed(lambda: documents(found, recipe, engine=spark))
        here, near = timed(lambda: documents(found, recipe, engine=Local(jobs)))
    assert far.outcomes == near.outcomes
    print(f"{len(found.inputs)} plans, {jobs} processes: local {here:.1f} s")
    print(f"  Spark, its start and words included {there:.1f} s: {there / here:.2f} × local")
    print(f"  Spark, once more on the same workers {again:.1f} s: {again / here:.2f} × local")


def names(mentions: int) -> None:
    """Companies: one process here, all of Spark's there."""
    lexicon, recipe = load(), Recipe()
    counted: dict[str, Counter[str]] = {}
    for use in uses(mentions, 1, lexicon):
        counted.setdefault(squeeze(use.name), Counter())[use.document] += 1
    near, far = Spark("local[2]", names=sys.maxsize), Spark("local[2]", names=0)
    here, ours = timed(lambda: near.companies(lexicon, recipe)(counted, frozenset()))
    there, theirs = timed(lambda: far.companies(lexicon, recipe)(counted, frozenset()))
    for name, documents_ in counted.items():
        for document in documents_:
            asked = Name(name, Place(document=document))
            assert ours.resolve(asked) == theirs.resolve(asked), name
    print(f"{mentions} mentions of {len(counted)} names: local {here:.1f} s")
    print(f"  Spark {there:.1f} s: {there / here:.2f} × local")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=8)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--mentions", type=int, default=20_000)
    options = parser.parse_args()
    start = time.perf_counter()
    with session(f"local[{options.jobs}]") as spark:
        spark.range(1).count()
        print(f"Spark began in {time.perf_counter() - start:.1f} s", flush=True)
        names(options.mentions)
    first_pass(options.copies, options.jobs)


if __name__ == "__main__":
    main()
