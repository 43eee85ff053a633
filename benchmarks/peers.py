"""What others find in the same plans, and how fast: JioNLP, Recognizers-Text, spaCy with jieba, and this package.

    python -m venv /tmp/peers && /tmp/peers/bin/pip install jionlp recognizers-text-suite emoji==1.7.0
    python benchmarks/peers.py --python /tmp/peers/bin/python [--plans DIR] [--write PAGE]

Every peer gets the lines of the labelled plans in a process of its own, in the Python that ``--python`` names (spaCy and
jieba are ours). Asked is what they claim to do, at the places of the golden labels: does it find the number of a labelled
statement there, with its unit, and the labelled times with their normal form? Rounds of all go by turns, so that a slow spell of the
machine hits all; the figure is signs a second by the median round. ``--plans``: a folder of ``NAME.txt`` with ``NAME.jsonl`` in the golden form.
"""

from __future__ import annotations

import argparse
import calendar
import json
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import accumulate
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from run import Extraction

from policy_extract import extract
from policy_extract.lexicon import load
from policy_extract.measure.units import UnitReader
from policy_extract.model import Document, Source
from policy_extract.readers import read_document
from policy_extract.version import __version__

ROOT = Path(__file__).resolve().parents[1]
READER = Path(__file__).with_name("peer_reader.py")
OURS = "policy-extract"
NAMES = {
    "jionlp": "JioNLP (money, time)",
    "recognizers": "Recognizers-Text (number, unit, currency, date)",
    "spacy_jieba": "spaCy + jieba (words alone)",
    OURS: OURS,
}
Span = Mapping[str, Any]


@dataclass
class Plan:
    """A labelled plan: its lines, its labels by line, the year that it speaks from."""

    path: Path
    lines: list[str]
    labels: list[dict[str, Any]]
    year: int


@dataclass
class Tally:
    """What one of them got right, and its speed."""

    version: str = ""
    signs_a_second: list[float] = field(default_factory=list)
    right: dict[str, int] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)

    def add(self, what: str, right: bool) -> None:
        self.asked[what] = self.asked.get(what, 0) + 1
        self.right[what] = self.right.get(what, 0) + right


def main() -> None:
    """Run all on all plans, by turns; print the table, and write the page where one is asked for."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--python", default=sys.executable, help="the Python that has the peers")
    options.add_argument("--plans", type=Path, help="folder of NAME.txt and NAME.jsonl")
    options.add_argument("--rounds", type=int, default=3, help="rounds to time (default: 3)")
    options.add_argument("--write", type=Path, metavar="PAGE", help="write the page, too")
    given = options.parse_args()
    sets = {"five": _plans(ROOT / "corpus", ROOT / "golden")}
    if given.plans:
        sets["others"] = _plans(given.plans, given.plans)
    tables = {name: _compared(plans, given.python, given.rounds) for name, plans in sets.items()}
    for name, tallies in tables.items():
        print(f"{name}: {len(sets[name])} plans", *_rows(tallies), sep="\n")
    if given.write:
        given.write.write_text(_page(sets, tables), encoding="utf-8")


def _plans(texts: Path, labels: Path) -> list[Plan]:
    found = []
    for path in sorted(texts.glob("*.txt")):
        file = labels / f"{path.stem}.jsonl"
        if file.exists():
            rows = [json.loads(row) for row in file.read_text(encoding="utf-8").splitlines() if row]
            lines = path.read_text(encoding="utf-8").split("\n")
            found.append(Plan(path, lines, [r for r in rows if not r.get("optional")], 0))
    if not found:
        sys.exit(f"no labelled plans in {texts}")
    return found


def _compared(plans: Sequence[Plan], python: str, rounds: int) -> dict[str, Tally]:
    units = UnitReader(load())
    tallies: dict[str, Tally] = {name: Tally() for name in NAMES}
    tallies[OURS].version = __version__
    extract([plan.path for plan in plans])  # what is loaded late is loaded
    for plan in plans:
        ours, seconds = _ours(plan, rounds)
        _judge(tallies[OURS], plan, ours, units)
        _timed(tallies[OURS], plan, seconds)
        for name in NAMES:
            if name != OURS:
                answer = _asked(
                    name, plan, python if name != "spacy_jieba" else sys.executable, rounds
                )
                if answer is None:
                    continue
                tallies[name].version = answer["version"]
                _judge(tallies[name], plan, answer["found"], units)
                _timed(tallies[name], plan, answer["seconds"])
    return {name: tally for name, tally in tallies.items() if tally.signs_a_second}


def _timed(tally: Tally, plan: Plan, seconds: Sequence[float]) -> None:
    tally.signs_a_second.append(sum(map(len, plan.lines)) / median(seconds))


def _asked(name: str, plan: Plan, python: str, rounds: int) -> dict[str, Any] | None:
    question = json.dumps({"lines": plan.lines, "year": plan.year, "rounds": rounds})
    done = subprocess.run(
        [python, str(READER), name], input=question, capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(f"{name}: not here ({done.stderr.strip().splitlines()[-1:]})", file=sys.stderr)
        return None
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _ours(plan: Plan, rounds: int) -> tuple[list[list[Span]], list[float]]:
    """Our records as spans of lines, and the seconds of whole extractions, names and findings with them, warm."""
    result = extract(plan.path)
    document = result.documents[0]
    period = document.meta.period
    plan.year = int(
        (document.meta.issued or (period and (period.start or period.end)) or "2021")[:4]
    )
    whole = Extraction({document.id: read_document(plan.path)}, load())
    whole()
    seconds = []
    for _ in range(rounds):
        began = perf_counter()
        whole()
        seconds.append(perf_counter() - began)
    return _by_lines(plan, document), seconds


def _by_lines(plan: Plan, document: Document) -> list[list[Span]]:
    starts = list(accumulate((len(line) + 1 for line in plan.lines), initial=0))
    found: list[list[Span]] = [[] for _ in plan.lines]

    def put(source: Source, **said: object) -> None:
        line = bisect_right(starts, source.start) - 1
        place = {"start": source.start - starts[line], "end": source.end - starts[line]}
        found[line].append({**place, **said})

    for record in document.observations:
        if record.value is not None:
            for number in {record.value.low, record.value.high} - {None}:
                put(record.source, value=number, unit=record.value.unit)
    for mention in document.mentions:
        if mention.type == "time":
            norm = mention.norm
            first, last = (norm and norm.start, norm and norm.end)
            put(mention.source, first=first and _day(first, 0), last=last and _day(last, 1))
    return found


# --- against the labels ---------------------------------------------------------------------------------


def _judge(tally: Tally, plan: Plan, found: Sequence[Sequence[Span]], units: UnitReader) -> None:
    taken: dict[tuple[int, str], int] = {}
    for label in plan.labels:
        kind = label["type"]
        if kind not in ("observation", "time"):
            continue
        quote, number = label["quote"], label["line"] - 1
        at = plan.lines[number].find(quote, taken.get((number, kind + quote), 0))
        if at < 0:
            continue  # a quote over two lines: nobody who reads line by line can find it
        taken[number, kind + quote] = at + len(quote)
        spans = [s for s in found[number] if s["start"] < at + len(quote) and at < s["end"]]
        if kind == "time":
            _judge_time(tally, label, [s for s in spans if "first" in s])
        elif label["low"] is not None or label["high"] is not None:
            _judge_value(
                tally, plan.lines[number], label, [s for s in spans if "value" in s], units
            )


def _judge_time(tally: Tally, label: Mapping[str, Any], spans: Sequence[Span]) -> None:
    tally.add("time found", bool(spans))
    if label["norm"]:
        days = _days(label["norm"])
        tally.add("time right", any((s["first"], s["last"]) == days for s in spans))


def _judge_value(
    tally: Tally, line: str, label: Mapping[str, Any], spans: Sequence[Span], units: UnitReader
) -> None:
    """A number is right as written or with its magnitudes multiplied in; a unit where the words that were found hold it."""
    wanted = [n for n in {label["low"], label["high"]} if n is not None]
    unit = label["unit"] or ""
    scale = Decimal(1)
    while unit[:1] in ("万", "亿", "千", "百") and unit not in units.by_name:
        scale *= units.magnitude[unit[0]]
        unit = unit[1:]
    right = all(any(_same(s["value"], Decimal(str(n)), scale) for s in spans) for n in wanted)
    tally.add("number", right)
    if label["unit"]:
        has = any(
            s.get("unit") == label["unit"]
            or line[s["start"] : s["end"]].endswith((unit or "?", label["unit"]))
            for s in spans
        )
        tally.add("number and unit", right and has)


def _same(value: object, wanted: Decimal, scale: Decimal) -> bool:
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return False
    return found in (wanted, wanted * scale)


def _days(norm: str | None) -> tuple[str | None, str | None]:
    """2021/2025, 2021-10, ../2025 as the first and the last day; None for an open end."""
    if not norm:
        return None, None
    first, _, last = norm.partition("/")
    return _day(first, 0), _day(last or first, 1)


def _day(moment: str, end: int) -> str | None:
    if moment in ("..", ""):
        return None
    parts = [int(part) for part in moment.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if end else 1)
    day = parts[2] if len(parts) > 2 else (calendar.monthrange(year, month)[1] if end else 1)
    return f"{year}-{month:02d}-{day:02d}"


# --- what is shown ---------------------------------------------------------------------------------------

_ASKED = ("number", "number and unit", "time found", "time right")
_SETS = {
    "five": "The {count} plans of `corpus/`. Our rules were written in sight of them, so our row says what is in it, not what is to be expected.",
    "others": "{count} labelled plans of other places and fields, which are not part of the project. Our rules were tried on most of them.",
}


def _rows(tallies: Mapping[str, Tally]) -> Iterable[str]:
    yield f"| | version | signs a second | × {OURS} | number | and unit | time found | time right |"
    yield "|---|---|---:|---:|---:|---:|---:|---:|"
    ours = median(tallies[OURS].signs_a_second)
    for name, tally in tallies.items():
        speed = median(tally.signs_a_second)
        shares = " | ".join(_share(tally, what) for what in _ASKED)
        yield f"| {NAMES[name]} | {tally.version} | {speed:,.0f} | {speed / ours:.2f} | {shares} |"


def _share(tally: Tally, what: str) -> str:
    asked, right = tally.asked.get(what, 0), tally.right.get(what, 0)
    return f"{right / asked:.2f} ({right}/{asked})" if right else "–"


_PAGE = """# Beside others

Made by `benchmarks/peers.py`, which says how to run it; measured on {day} with Python {python}. Every one reads the same lines of the same
plans, warm, one process. Asked is only what JioNLP and Recognizers-Text set out to do: the number that stands at the place of a
labelled statement (with its magnitudes: 1400亿 is 140000000000), its unit, a labelled time, and its normal form (first and last day). What they
find elsewhere is not held against them: that 2021 is a number, too, they cannot know.

- **Neither says what a number is of.** Indicator, area, time of the value, target or actual, measure, agency, project, and one name for one thing over many
  plans have no row here, because one of the four has them: see “How well it does” in the [README](../README.md).
- **Signs a second** are those of the median plan. Ours are of the whole extraction, with all records, names and findings; JioNLP's of money and time,
  Recognizers-Text's of five recognizers, one after the other; spaCy with jieba cuts words and finds nothing: it is the yardstick.
- **Not measured**: LAC does not build with this Python; HanLP and models that are asked by a prompt load what is not in their package, and this page is made
  without a network.

{tables}
"""


def _page(sets: Mapping[str, Sequence[Plan]], tables: Mapping[str, Mapping[str, Tally]]) -> str:
    parts = []
    for name, tallies in tables.items():
        parts.append(_SETS[name].format(count=len(sets[name])))
        parts.append("\n".join(_rows(tallies)))
    python = sys.version.split()[0]
    return _PAGE.format(day=date.today(), python=python, tables="\n\n".join(parts))


if __name__ == "__main__":
    main()
