"""Fails when the scores of the five plans lean on ``gazetteers/local`` by more than is allowed.

The names in that folder are known only from the five plans. Rules that need them would fail on the
next plan, so what they add must stay small: ALLOWED is how much the F1 of a layer may fall without.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

#: layer and figure -> how much its F1 over all plans may fall without the local names.
ALLOWED = {
    ("observations", "detection"): 0.02,
    ("observations", "strict"): 0.02,
    ("companies", "exact"): 0.03,
    ("assignments", "mention"): 0.03,
    ("assignments", "all_right"): 0.03,
}


def main() -> int:
    """Run ``policy-extract without-local`` and compare; 1 when a figure falls too far."""
    command = [sys.executable, "-m", "policy_extract", "without-local", "--json"]
    root = Path(__file__).resolve().parents[1]
    done = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, check=True)
    scores = json.loads(done.stdout)
    worst = 0
    for (layer, figure), allowed in ALLOWED.items():
        with_local, without = (
            scores[which]["all"][layer]["figures"][figure]["f1"]
            for which in ("with_local", "without_local")
        )
        if with_local is None or without is None:
            print(f"{layer}.{figure}: nothing to score", file=sys.stderr)
            worst = 1
            continue
        fall = with_local - without
        verdict = "ok" if fall <= allowed else f"FALLS BY MORE THAN {allowed}"
        print(f"{layer}.{figure}: {with_local:.4f} with, {without:.4f} without: {verdict}")
        worst |= fall > allowed
    return worst


if __name__ == "__main__":
    sys.exit(main())
