"""Output against golden labels: how much is found, how much of it is right, what changed.

Read ``score/observations.py`` and its neighbours for what counts as found and as right in each
layer, ``score/equivalence.py`` and ``score/indicator_names.py`` for every tolerance.

    output = load_output(Path("out"))
    report = score_output(output, Path("golden"))
    rich.print(render(report))
"""

from __future__ import annotations

from policy_extract.output import Output, load_output
from policy_extract.score.changes import Change, Difference, compare
from policy_extract.score.corpus import score_corpus, score_output, score_plan
from policy_extract.score.figures import LAYERS, Case, Figure, LayerScore, Report, Share, Slip
from policy_extract.score.gate import Gate, check_gate, gate_of, read_gate, write_gate
from policy_extract.score.golden import Golden, load_golden
from policy_extract.score.golden_check import check_golden
from policy_extract.score.indicator_names import (
    IndicatorComparison,
    comparison_path,
    load_comparison,
)
from policy_extract.score.presentation import describe, listed, render, show, to_json

__all__ = [
    "LAYERS",
    "Case",
    "Change",
    "Difference",
    "Figure",
    "Gate",
    "Golden",
    "IndicatorComparison",
    "LayerScore",
    "Output",
    "Report",
    "Share",
    "Slip",
    "check_gate",
    "check_golden",
    "compare",
    "comparison_path",
    "describe",
    "gate_of",
    "listed",
    "load_comparison",
    "load_golden",
    "load_output",
    "read_gate",
    "render",
    "score_corpus",
    "score_output",
    "score_plan",
    "show",
    "to_json",
    "write_gate",
]
