"""By which power of the material the work grows, for seventy families and each stage.

Prints a table: 1.00 is straight, 2.00 the square; a dash where a stage takes too little to tell. ``python
benchmarks/growth.py [--times N] [--only WORDS]``
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from growth_families import FAMILIES
from growth_work import FACTOR, FORMATS, measured

_STAGES = ("layout", "extract", "names", "fill", "unsure pairs", "findings", *FORMATS)
_AT_MOST = 1.2


def main() -> None:
    """Measure and print, one row a family."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--times", type=int, default=8, help="sizes, as multiples of the tests'")
    options.add_argument("--only", default="", help="families with these words in their name")
    asked = options.parse_args()
    print(f"| family | pieces | {' | '.join(_STAGES)} |")
    print(f"|---|---:|{'---:|' * len(_STAGES)}")
    worst = 0.0
    for family in FAMILIES:
        if asked.only in family.name:
            found = measured(family, _AT_MOST, asked.times)
            worst = max(worst, *found.values()) if found else worst
            small = family.size * asked.times
            cells = (f"{found[stage]:.2f}" if stage in found else "–" for stage in _STAGES)
            print(
                f"| {family.name} | {small:,} → {small * FACTOR:,} | {' | '.join(cells)} |",
                flush=True,
            )
    print(f"\nworst: {worst:.2f}")


if __name__ == "__main__":
    main()
