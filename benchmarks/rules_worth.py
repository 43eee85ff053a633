"""What each rule is worth: how far the strict F1 of observations falls on the labelled plans without it.

    .venv/bin/python benchmarks/rules_worth.py [--top N] [--stage STAGE]

Every rule is switched off once (as ``--without ID`` does) and the five plans are read and scored again.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from policy_extract import extract
from policy_extract.catalogue import CATALOGUE
from policy_extract.score import load_golden, score_corpus

ROOT = Path(__file__).resolve().parents[1]


def strict(*without: str) -> float:
    """The strict F1 of observations over corpus/, without these rules."""
    result = extract(ROOT / "corpus", without=without)
    report = score_corpus(result.documents, result.texts, load_golden(ROOT / "golden"))
    return report.total["observations"].figures["strict"].f1 or 0.0


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--top", type=int, default=10, help="rules to show (default: 10)")
    options.add_argument("--stage", help="rules of this stage only")
    given = options.parse_args()
    whole = strict()
    rules = [r for r in CATALOGUE.rules if given.stage in (None, r.stage)]
    worth = sorted(((whole - strict(rule.id), rule.id) for rule in rules), reverse=True)
    for fall, rule in worth[: given.top]:
        print(f"{fall:+.4f}  {rule}  {CATALOGUE.by_id[rule].en}")


if __name__ == "__main__":
    main()
