"""Does every quote of expected.toml stand in its line? Then: how many findings and traps there are.

python tests/planted/check.py
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
VERDICTS = {
    "comparison": {"agree", "compatible", "contradict"},
    "trajectory": {"consistent", "reversed"},
    "arithmetic": {"holds", "fails"},
    "cascade": {"aligned", "above", "below"},
    "coverage": {"open"},
}
NEVER = {"contradict", "reversed", "fails", "below"}


def offset(words: dict[str, object], lines: list[str]) -> int | str:
    """Where in its line the quote starts, or what is wrong with it."""
    number, quote = int(str(words["line"])), str(words["quote"])
    if not 1 <= number <= len(lines):
        return f"no line {number}"
    line, within = lines[number - 1], str(words.get("within", ""))
    if within:
        if line.count(within) != 1 or within.count(quote) != 1:
            return f"{within!r} does not settle where {quote!r} stands in line {number}"
        return line.index(within) + within.index(quote)
    if line.count(quote) != 1:
        return f"{quote!r} stands {line.count(quote)} times in line {number}"
    return line.index(quote)


def main() -> int:
    sets = tomllib.loads((HERE / "expected.toml").read_text(encoding="utf-8"))["set"]
    wrong: list[str] = []
    kinds: Counter[str] = Counter()
    fields: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    traps = 0
    plans: Counter[str] = Counter()
    for one in sets:
        plans.update(one["plans"])
        missing = [name for name in one["plans"] if not (HERE / f"{name}.txt").is_file()]
        if missing:
            wrong.append(f"{one['name']}: no file for {missing}")
            continue
        text = {
            name: (HERE / f"{name}.txt").read_text(encoding="utf-8").split("\n")
            for name in one["plans"]
        }
        findings, trapped = one.get("finding", []), one.get("trap", [])
        standing: dict[str, set[tuple[str, int, object]]] = {}
        for entry in findings + trapped:
            seen[entry["id"]] += 1
            if not entry.get("why") or not entry["at"]:
                wrong.append(f"{entry['id']}: no reason or no words")
            for name in entry.get("absent_from", []):
                if name not in text:
                    wrong.append(f"{entry['id']}: {name} is not in the set")
            places = set()
            for words in entry["at"]:
                if words["plan"] not in text:
                    wrong.append(f"{entry['id']}: {words['plan']} is not in the set")
                    continue
                found = offset(words, text[words["plan"]])
                if isinstance(found, str):
                    wrong.append(f"{entry['id']}: {words['plan']}: {found}")
                places.add((words["plan"], words["line"], found))
            standing[entry["id"]] = places
            if len(places) != len(entry["at"]):
                wrong.append(f"{entry['id']}: the same words twice")
        for entry in findings:
            kinds[f"{entry['kind']} {entry['verdict']}"] += 1
            if entry["verdict"] not in VERDICTS.get(entry["kind"], set()):
                wrong.append(f"{entry['id']}: {entry['kind']} knows no {entry['verdict']}")
        for entry in trapped:
            if not entry["never"] or not set(entry["never"]) <= NEVER:
                wrong.append(f"{entry['id']}: never = {entry['never']}")
            for other in findings:
                both = standing.get(entry["id"], set()) & standing.get(other["id"], set())
                if other["verdict"] in entry["never"] and len(both) > 1:
                    wrong.append(f"{entry['id']}: {other['id']} is just what it forbids")
        traps += len(trapped)
        fields[", ".join(one["fields"])] += len(findings)
    wrong += [
        f"{name}: in no set"
        for name in sorted(p.stem for p in HERE.glob("*.txt"))
        if name not in plans
    ]
    wrong += [f"{name}: an id twice" for name, times in seen.items() if times > 1]
    for title, counts in (("kind and verdict", kinds), ("field", fields)):
        print(f"findings by {title}")
        for name, times in sorted(counts.items()):
            print(f"  {times:3} {name}")
    print(f"{len(sets)} sets, {len(plans)} plans, {kinds.total()} findings, {traps} traps")
    for line in wrong:
        print("wrong:", line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
