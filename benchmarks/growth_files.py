"""By which power of a file's size its reading grows, for each format and family.

Prints a table: 1.00 is straight, 2.00 the square; a dash where reading takes too little to tell. ``python
benchmarks/growth_files.py [--times N] [--only WORDS]``
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from growth_files import FILES
from growth_work import FACTOR, read_powers


def main() -> None:
    """Measure and print, one row a family."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--times", type=int, default=8, help="sizes, as multiples of the tests'")
    options.add_argument("--only", default="", help="families with these words in their name")
    asked = options.parse_args()
    print("| family | pieces | seconds | power |\n|---|---:|---:|---:|")
    for family in FILES:
        if asked.only in family.name:
            power, took = read_powers(family, asked.times)
            small = family.size * asked.times
            told = "–" if power is None else f"{power:.2f}"
            print(
                f"| {family.name} | {small:,} → {small * FACTOR:,} | {took:.2f} | {told} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
