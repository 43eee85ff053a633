"""What Spark costs on one machine: the first pass over copies of the corpus by both engines, and companies of made-up names.

    python benchmarks/engines.py [--copies N] [--mentions N]
    python benchmarks/engines.py --plans 20000 [--jobs N] [--cores 2,8,32]

Prints seconds and ratios; a run in which the two engines differ ends with an error. With ``--plans`` both passes of so many made-up plans
(``memory.py``), by both engines: plans per second, the overhead, and from how many plans on Spark would pay on so many ``cores`` against one machine
of ``jobs``: what a plan costs a core is measured, that cores add up is believed.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple, TypeVar

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from memory import plans  # noqa: E402

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
from policy_extract.second_pass import Laid, laid  # noqa: E402
from policy_extract.shelf import Room  # noqa: E402
from policy_extract.spread import SecondPass  # noqa: E402
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


#: Plans of the run that tells what Spark takes however few they are.
_FEW = 8


class Took(NamedTuple):
    """Seconds of the two passes, and the hash of what they gave."""

    first: float
    second: float
    hash: str

    @property
    def both(self) -> float:
        """Seconds of both."""
        return self.first + self.second


def hash_of(found: Laid) -> str:
    """What stands for all files but the manifest."""
    whole = hashlib.sha256()
    for name, pieces in found.files():
        whole.update(name.encode())
        for piece in pieces:
            whole.update(piece)
    return whole.hexdigest()


def here(folder: Path, count: int, jobs: int) -> Took:
    """Both passes of so many plans in processes of this machine."""
    found = discover(sorted(folder.iterdir())[:count])
    with tempfile.TemporaryDirectory() as room_, closing(Room(Path(room_, "room"))) as room:
        first, read = timed(lambda: documents(found, Recipe(), room=room, engine=Local(jobs)))
        second, result = timed(lambda: laid(read, room, jobs=jobs))
        return Took(first, second, hash_of(result))


def there(folder: Path, count: int, jobs: int) -> Took:
    """The same on Spark."""
    found = discover(sorted(folder.iterdir())[:count])
    with (
        tempfile.TemporaryDirectory() as room_,
        closing(Room(Path(room_, "room"))) as room,
        closing(Spark(f"local[{jobs}]", plans=0)) as engine,
    ):
        first, read = timed(lambda: documents(found, Recipe(), room=room, engine=engine))
        with closing(SecondPass(engine)) as spread:
            second, result = timed(lambda: spread.laid(read, room))
            return Took(first, second, hash_of(result))


def both_passes(count: int, jobs: int, cores: list[int]) -> None:
    """Made-up plans by both engines, and where Spark begins to pay."""
    with tempfile.TemporaryDirectory() as folder_:
        folder = Path(folder_)
        for number, text in enumerate(plans(count, 1)):
            (folder / f"plan-{number:06}.txt").write_text(text, encoding="utf-8")
        near = here(folder, count, jobs)  # before Java: a process of several threads forks none
        start = time.perf_counter()
        with session(f"local[{jobs}]") as spark:
            spark.range(1).count()
            began = time.perf_counter() - start
            cold, warm = there(folder, _FEW, jobs), there(folder, _FEW, jobs)
            far = there(folder, count, jobs)
    assert far.hash == near.hash
    print(f"{count} plans, {jobs} processes: plans per second, both passes (first, second)")
    for name, took in (("local", near), ("Spark", far)):
        print(f"  {name} {count / took.both:.1f} ({took.first:.0f} s, {took.second:.0f} s)")
    print(
        f"  Spark began in {began:.0f} s; {_FEW} plans took it {cold.both:.0f} s, then {warm.both:.0f} s"
    )
    whole = began + cold.both - warm.both + far.both
    print(f"  overhead: {whole / near.both:.2f} × local with all its start")
    fixed = began + cold.both
    a_plan = max(far.both - warm.both, 0.0) / max(count - _FEW, 1) * jobs  # seconds of a core
    ours = near.both / count
    print(f"  a plan costs one core of Spark {a_plan:.3f} s, this machine {ours:.3f} s")
    for many in cores:
        gain = ours - a_plan / many
        told = f"from {fixed / gain:,.0f} plans on" if gain > 0 else "never"
        print(f"  on {many} cores Spark would pay {told}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=8)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--mentions", type=int, default=20_000)
    parser.add_argument("--plans", type=int)
    parser.add_argument("--cores", default="2,4,8,32,128")
    options = parser.parse_args()
    if options.plans is not None:
        both_passes(options.plans, options.jobs, [int(one) for one in options.cores.split(",")])
        return
    start = time.perf_counter()
    with session(f"local[{options.jobs}]") as spark:
        spark.range(1).count()
        print(f"Spark began in {time.perf_counter() - start:.1f} s", flush=True)
        names(options.mentions)
    first_pass(options.copies, options.jobs)


if __name__ == "__main__":
    main()
