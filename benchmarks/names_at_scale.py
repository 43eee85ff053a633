"""What joining company names costs as their number doubles: CPU time, peak memory, and what is joined rightly.

Prints a table, one fresh process a size. ``python benchmarks/names_at_scale.py [--sizes 50000,100000] [--profile]``
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from names_at_scale import Use, uses
from policy_extract.lexicon import load
from policy_extract.resolve.companies.resolver import CompanyResolver
from policy_extract.resolve.companies.used import NamesUsed
from policy_extract.resolve.divisions import DivisionIndex, Place
from policy_extract.resolve.found import squeeze
from policy_extract.resolve.judgements import Judgements
from policy_extract.resolve.matching import Name

_SIZES = "62500,125000,250000,500000,1000000"


def main() -> None:
    """Measure every size in a process of its own, so that each peak is its own."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--sizes", default=_SIZES, help="numbers of mentions")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--one", type=int, help="measure one size here, print JSON")
    options.add_argument("--profile", action="store_true", help="with --one: where the time goes")
    asked = options.parse_args()
    if asked.one:
        profile = cProfile.Profile() if asked.profile else None
        print(json.dumps(measured(asked.one, asked.seed, profile)))
        if profile is not None:
            pstats.Stats(profile, stream=sys.stderr).sort_stats("tottime").print_stats(25)
        return
    print(
        "| mentions | names | companies | CPU join s | CPU ask s | × | peak MB | recall | precision |"
    )
    print("|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    before = 0.0
    for size in asked.sizes.split(","):
        command = [sys.executable, __file__, "--one", size, "--seed", str(asked.seed)]
        row = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        whole = row["join"] + row["ask"]
        ratio = f"{whole / before:.2f}" if before else "–"
        before = whole
        print(
            f"| {row['mentions']:,} | {row['names']:,} | {row['companies']:,} | {row['join']:.1f} | {row['ask']:.1f} "
            f"| {ratio} | {row['peak']:.0f} | {row['recall']:.4f} | {row['precision']:.4f} |",
            flush=True,
        )


def measured(mentions: int, seed: int, profile: cProfile.Profile | None) -> dict[str, float]:
    """One size: seconds of CPU, peak megabytes of the whole process, pair recall and precision."""
    lexicon = load(local=False)
    divisions, judgements = DivisionIndex(lexicon), Judgements(lexicon.judgements)
    names = NamesUsed()
    for document, those in groupby(uses(mentions, seed, lexicon), lambda use: use.document):
        names.add(document, Counter(squeeze(use.name) for use in those))
    begun = time.process_time()
    if profile:
        profile.enable()
    resolver = CompanyResolver(lexicon, divisions, judgements, names)
    joined = time.process_time()
    pairs: Counter[tuple[int, str]] = Counter()
    made: list[Use] = []
    spent = 0.0
    for use in uses(mentions, seed, lexicon):
        made.append(use)
        if len(made) == 10_000:
            spent += _ask(resolver, made, pairs)
            made.clear()
    spent += _ask(resolver, made, pairs)
    if profile:
        profile.disable()
    recall, precision = scores(pairs)
    return {
        "mentions": mentions,
        "names": len(names),
        "companies": len({company for company, _ in pairs}),
        "join": joined - begun,
        "ask": spent,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "recall": recall,
        "precision": precision,
    }


def _ask(resolver: CompanyResolver, made: Iterable[Use], pairs: Counter[tuple[int, str]]) -> float:
    begun = time.process_time()
    for use in made:
        found = resolver.resolve(Name(squeeze(use.name), Place(document=use.document)))
        pairs[use.company, found.entity] += 1
    return time.process_time() - begun


def scores(pairs: Counter[tuple[int, str]]) -> tuple[float, float]:
    """Pair recall and precision from how many mentions of each company went to each entity."""
    true: Counter[int] = Counter()
    found: Counter[str] = Counter()
    for (company, entity), count in pairs.items():
        true[company] += count
        found[entity] += count
    both = _pairs(pairs.values())
    return both / max(_pairs(true.values()), 1), both / max(_pairs(found.values()), 1)


def _pairs(counts: Iterable[int]) -> int:
    return sum(count * (count - 1) // 2 for count in counts)


if __name__ == "__main__":
    main()
