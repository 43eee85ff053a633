"""What a nation's plans would cost: measured at three sizes, and what that means for ten million documents.

``python benchmarks/nation.py [--plans 100,1000,10000] [--documents 10000000] [--signs 15000] [--write PAGE]``

Made-up plans (``benchmarks/memory.py``: names of their own, one county after the other) are extracted in a process of their own for every size;
the five plans of ``corpus/``, copied, say what long ones cost by the sign. Seconds are those of processors, of all processes together. What is said of
ten million documents is arithmetic on these figures: reading by the sign, names and findings by the byte of output and the power by which they
grew between the two largest sizes.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, log
from pathlib import Path

from memory import plans

ROOT = Path(__file__).resolve().parents[1]
_PROGRAM = "from policy_extract.cli import main_extract as m; raise SystemExit(m())"
_STAGES = ("words", "documents", "names", "findings", "writing")
#: The machine that the page counts in: a common size of rented ones.
_CORES = 32
_SPARK = (
    1.6  # Spark's second pass as a multiple of the local one in the same cores: docs/engines.md
)
_COPIES = 12  # of the five plans: 1.7 million signs, so that the start does not count


@dataclass(frozen=True)
class Run:
    """One run: how many documents and signs, wall seconds by stage, seconds of processors, most memory, bytes."""

    documents: int
    signs: int
    seconds: dict[str, float]
    processor: float
    peak: float
    bytes_in: int
    bytes_out: int
    entities: int

    @property
    def whole(self) -> float:
        """Wall seconds of all stages."""
        return sum(self.seconds.values())

    @property
    def joining(self) -> float:
        """Wall seconds of what sees all plans together: names, findings and writing; of one process here."""
        return self.whole - self.seconds["words"] - self.seconds["documents"]


@dataclass(frozen=True)
class Bill:
    """What so many documents of so many signs would need; joining as the long plans cost it for what they hold, and as the short ones."""

    documents: int
    signs: int
    reading_hours: float
    joining_hours: tuple[float, float]
    bytes_in: float
    bytes_out: float

    def machines(self, hours: float) -> int:
        """Machines of 32 cores that read all within so many hours."""
        return ceil(self.reading_hours / _CORES / hours)


def main() -> None:
    """Measure, print the page, and write it where that is asked for."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument(
        "--plans", default="100,1000,10000", help="three sizes, ten times as many each"
    )
    options.add_argument("--documents", type=int, default=10_000_000)
    options.add_argument("--signs", type=int, default=15_000, help="of a document, on the average")
    options.add_argument("--write", type=Path, metavar="PAGE")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as room:
        long = _measured(_copied(), Path(room, "long"))
        print(f"long plans: {long}", file=sys.stderr)
        runs = []
        for count in map(int, asked.plans.split(",")):
            runs.append(_measured(plans(count, 1), Path(room, str(count))))
            print(f"{count}: {runs[-1]}", file=sys.stderr)
    page = _page(runs, long, _bill(runs, long, asked.documents, asked.signs))
    print(page)
    if asked.write:
        asked.write.write_text(page, encoding="utf-8")


def _copied() -> Iterator[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus").glob("*.txt"))]
    for number in range(_COPIES):
        yield from (f"{text}\n（第{number}稿）\n" for text in texts)


def _measured(texts: Iterator[str], room: Path) -> Run:
    folder, out, log_file = room / "plans", room / "out", room / "log.jsonl"
    folder.mkdir(parents=True)
    count = signs = 0
    for count, text in enumerate(texts, 1):
        (folder / f"plan-{count:06}.txt").write_text(text, encoding="utf-8")
        signs += len(text)
    command = [sys.executable, "-c", _PROGRAM, str(folder), "-o", str(out), "-q"]
    command += ["--format", "json", "--log-json", str(log_file)]
    process = os.posix_spawn(sys.executable, command, os.environ)
    _, status, used = os.wait4(process, 0)
    if code := os.waitstatus_to_exitcode(status):
        raise SystemExit(f"extract ended with {code}")
    said = [json.loads(line) for line in log_file.read_text(encoding="utf-8").splitlines()]
    begins = [(one["stage"], one["seconds"]) for one in said if one["event"] == "stage"]
    ends = [second for _, second in begins[1:]] + [said[-1]["seconds"]]
    seconds = dict.fromkeys(_STAGES, 0.0)
    for (stage, begin), end in zip(begins, ends, strict=True):
        seconds[stage] += end - begin
    return Run(
        count, signs, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024,
        sum(path.stat().st_size for path in folder.iterdir()),
        sum(path.stat().st_size for path in out.rglob("*") if path.is_file() and ".policy-extract" not in path.parts),
        (out / "entities.json").read_bytes().count(b'"id": "'),
    )  # fmt: skip


def power(smaller: Run, larger: Run, stage: str | None = None) -> float:
    """By which power of the documents the time of a stage grew (None: of all that sees them together)."""
    one, other = (run.seconds[stage] if stage else run.joining for run in (smaller, larger))
    return log(other / one) / log(larger.documents / smaller.documents)


def _bill(runs: Sequence[Run], long: Run, documents: int, signs: int) -> Bill:
    """Reading by the signs of long plans; joining by what it cost for a byte of output, in the long plans and in the short ones."""
    largest = runs[-1]
    part = signs / (long.signs / long.documents)
    grown = (documents / largest.documents) ** max(0.0, power(runs[-2], largest) - 1)
    out = long.bytes_out / long.documents * part * documents
    low, high = sorted(run.joining / run.bytes_out * out * grown / 3600 for run in (long, largest))
    return Bill(
        documents, signs, long.seconds["documents"] / long.documents * part * documents / 3600, (low, high),
        long.bytes_in / long.documents * part * documents, out,
    )  # fmt: skip


def _page(runs: Sequence[Run], long: Run, bill: Bill) -> str:
    return "\n".join((*_measures(runs, long), *_bounds(runs, long), *_needs(runs, bill))) + "\n"


def _measures(runs: Sequence[Run], long: Run) -> Iterator[str]:
    yield from (
        "# What a nation's plans would cost",
        "",
        f"Made by `python benchmarks/nation.py --write docs/nation.md`, with made-up plans of {runs[0].signs / runs[0].documents:,.0f} signs, whose companies are drawn from a long tail of "
        "names, `--format json`, on the machine of that day. Seconds are for 1,000 plans: compare them with each other, not with your machine.",
        "",
        "| plans | " + " | ".join(_STAGES[1:]) + " | all, wall | processors | most memory, MB | MB in | MB out | entities |",
        "|---:" * 11 + "|",
    )  # fmt: skip
    for run in (*runs, long):
        k = run.documents / 1000
        times = " | ".join(f"{run.seconds[stage] / k:,.1f}" for stage in _STAGES[1:])
        name = f"{run.documents:,}" + (
            f" long ({run.signs / run.documents:,.0f} signs)" if run is long else ""
        )
        yield (
            f"| {name} | {times} | {run.whole / k:,.1f} | {run.processor / k:,.1f} | {run.peak:,.0f} | {run.bytes_in / 1e6 / k:,.1f} "
            f"| {run.bytes_out / 1e6 / k:,.1f} | {run.entities / k:,.0f} |"
        )
    yield from ("", "Memory is the whole run's, not for 1,000 plans. The long ones are the five of `corpus/`, copied: their names repeat.", "")  # fmt: skip


def _bounds(runs: Sequence[Run], long: Run) -> Iterator[str]:
    yield from ("## What bounds it", "")
    grown = ", ".join(
        f"{stage} {power(runs[-2], runs[-1], stage):.2f}"
        for stage in _STAGES[1:]
        if runs[-2].seconds[stage]
    )
    speed = long.signs / long.seconds["documents"]
    share = runs[-1].joining / runs[-1].whole
    yield from (
        f"- **Reading** is the processors' matter: {speed:,.0f} signs a second and process of long plans, layout, records and the store included. Documents know nothing "
        "of each other, so it is shared out to any number of processes or machines (`--jobs`, `--engine spark`).",
        f"- **Names, findings and writing** see all plans together: {share:.0%} of the wall time of {runs[-1].documents:,} short plans. From {runs[-2].documents:,} to {runs[-1].documents:,} plans "
        f"the powers by which the stages grew are: {grown} (1.00 is straight).",
        f"- **Memory** went from {runs[0].peak:,.0f} over {runs[1].peak:,.0f} to {runs[-1].peak:,.0f} MB: most of it are words and code.",
        f"- **The disk** takes the output and, while the run lasts, about as much again for what is kept between the passes: {runs[-1].bytes_out / runs[-1].bytes_in:.1f} times the bytes of the made-up plans, "
        f"which are dense with records, and {long.bytes_out / long.bytes_in:.1f} times those of the long ones.",
        "",
    )  # fmt: skip


def _needs(runs: Sequence[Run], bill: Bill) -> Iterator[str]:
    low, high = bill.joining_hours
    yield from (
        f"## {bill.documents:,} documents",
        "",
        f"Of {bill.signs:,} signs on the average. This is arithmetic on the figures above, not a run: {bill.documents / runs[-1].documents:,.0f} times as many plans as were measured.",
        "",
        f"| | needed | machines of {_CORES} cores |",
        "|---|---:|---:|",
        f"| reading, hours of a core | {bill.reading_hours:,.0f} | {bill.machines(24)} for a day, {bill.machines(4)} for four hours |",
        f"| names, findings, writing, hours of a core | {low:,.0f} to {high:,.0f} | entities and findings are shared by processes of one machine (`--jobs`), joining names and JSON are not; with Spark as jobs {ceil(_SPARK * high / _CORES / 24)} for a day |",
        f"| bytes in | {bill.bytes_in / 1e12:,.2f} TB | |",
        f"| bytes out (JSON, not packed), and as much while it runs | {bill.bytes_out / 1e12:,.2f} TB | |",
        "",
        f"The two figures of joining are what it cost for a byte of output in the long plans, which are copies of five, and in the made-up ones, which are short and dense, times the power by which it grew ({power(runs[-2], runs[-1]):.2f}). "
        f"Spark's second pass takes {_SPARK} times as long as the local one in the same cores ([engines.md](engines.md)), so count that in where it is used. What is not in the bill: fetching the documents, "
        "pictures of pages (text recognition costs seconds a page), and files of Word and PDF, whose reading costs more than that of text (`benchmarks/formats.py`).",
        "A year's increase costs its own documents: what is known of the others is kept (`.policy-extract/`), and only the second pass goes over all.",
    )  # fmt: skip


if __name__ == "__main__":
    main()
