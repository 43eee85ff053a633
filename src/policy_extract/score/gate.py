"""The gate: committed figures that a change must not lower (``golden/scores.toml``).

The file holds the F1 of every figure, for all plans and for each, and below them the cases that
were open when it was written, so that a failure can name what is lost without the old output.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from policy_extract.errors import GoldenError
from policy_extract.files import read_words, toml_of
from policy_extract.score.figures import LAYERS, Case, LayerScore, Report, Verdict
from policy_extract.score.presentation import ALL, describe, listed

#: A figure may fall by this much without failing (rounding to four places lies well within).
ALLOWED_FALL = 0.0005
_NAMED = 30
_OPEN: tuple[Verdict, ...] = ("missed", "wrong", "extra")
_HEADER = """\
# Committed scores of this version, F1 for every layer and figure. Written by
# `policy-extract score OUT --write-gate`; do not edit by hand.
# CI fails when a figure falls by more than 0.0005. [open] names what was missed, wrong or extra
# when this was written, so that CI can name what a change has lost.
"""


@dataclass(frozen=True)
class Gate:
    """Committed F1s (``all`` or plan -> "layer.figure" -> F1) and the cases open at that time."""

    figures: Mapping[str, Mapping[str, float]]
    open: Mapping[str, frozenset[str]] = field(default_factory=dict)


def gate_of(report: Report) -> Gate:
    """The gate that a report passes just so. Figures over nothing are left out."""
    figures = {ALL: _figures(report.total)}
    figures.update({plan: _figures(scores) for plan, scores in report.plans.items()})
    return Gate(figures, {plan: frozenset(_open(report, plan)) for plan in report.plans})


def read_gate(path: Path) -> Gate:
    """Read ``scores.toml``. Raises GoldenError naming the file when it is missing or broken."""
    try:
        data = toml_of(read_words(path))
    except (OSError, ValueError) as error:
        raise GoldenError(f"{path}: cannot be read as the gate: {error}") from error
    plans, known = data.get("plans", {}), data.get("open", {})
    tables = {ALL: data.get(ALL), **(plans if isinstance(plans, dict) else {})}
    figures: dict[str, dict[str, float]] = {}
    for scope, table in tables.items():
        if not isinstance(table, dict) or not all(
            isinstance(value, int | float) and not isinstance(value, bool)
            for value in table.values()
        ):
            raise GoldenError(f"{path}: {scope}: expected a table of figures")
        figures[scope] = {name: float(value) for name, value in table.items()}
    if not isinstance(known, dict) or not all(isinstance(one, list) for one in known.values()):
        raise GoldenError(f"{path}: open: expected a list of cases for each plan")
    return Gate(figures, {plan: frozenset(map(str, cases)) for plan, cases in known.items()})


def write_gate(report: Report, path: Path) -> None:
    """Commit a report's figures to ``path``; the same report gives the same bytes."""
    gate = gate_of(report)
    parts = [_HEADER, f"[{ALL}]", *_lines(gate.figures[ALL])]
    for plan in sorted(report.plans):
        parts += ["", f"[plans.{_quoted(plan)}]", *_lines(gate.figures[plan])]
    parts += ["", "[open]"]
    for plan in sorted(report.plans):
        parts.append(f"{_quoted(plan)} = [")
        parts += [f"  {_quoted(key)}," for key in _open(report, plan)]
        parts.append("]")
    text = "\n".join(parts) + "\n"
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(text, encoding="utf-8", newline="\n")
    fresh.replace(path)


def check_gate(report: Report, gate: Gate) -> list[str]:
    """Every figure that fell by more than 0.0005, and every plan or figure that is gone.

    Each message names the figure, then at most thirty cases of its layer that were not open when
    the gate was written. Empty when the report passes. A figure that rose is no failure.
    """
    failures: list[str] = []
    for scope, committed in gate.figures.items():
        if scope != ALL and scope not in report.plans:
            failures.append(f"{scope}: was scored when the gate was written and is not now")
            continue
        current = _figures(report.total if scope == ALL else report.plans[scope])
        for name, before in committed.items():
            now = current.get(name)
            if now is not None and now >= before - ALLOWED_FALL:
                continue
            to = "nothing" if now is None else f"{now:.4f}"
            fell = f"{scope}: {name} fell from {before:.4f} to {to}"
            failures.append(fell + _named(report, gate, scope, name.split(".")[0]))
    return failures


def _figures(scores: Mapping[str, LayerScore]) -> dict[str, float]:
    return {
        f"{layer}.{name}": round(figure.f1, 4)
        for layer in LAYERS
        for name, figure in scores[layer].figures.items()
        if figure.f1 is not None
    }


def _cases(report: Report, plan: str) -> Iterable[tuple[str, Case]]:
    for layer in LAYERS:
        if layer == "cells":
            continue
        for verdict in _OPEN:
            for case in listed(report, verdict, layer=layer, plan=plan):
                fields = ",".join(slip.field for slip in case.slips)
                yield f"{layer}|{verdict}|{case.key}{f'|{fields}' if fields else ''}", case


def _open(report: Report, plan: str) -> list[str]:
    return [key for key, _ in _cases(report, plan)]


def _named(report: Report, gate: Gate, scope: str, layer: str) -> str:
    layer = "observations" if layer == "cells" else layer
    lost = [
        describe(case)
        for plan in (report.plans if scope == ALL else (scope,))
        for key, case in _cases(report, plan)
        if case.layer == layer and key not in gate.open.get(plan, frozenset())
    ]
    shown = [f"\n  {one}" for one in lost[:_NAMED]]
    if len(lost) > _NAMED:
        shown.append(f"\n  … and {len(lost) - _NAMED} more")
    return "".join(shown)


def _lines(figures: Mapping[str, float]) -> list[str]:
    return [f"{_quoted(name)} = {value:.4f}" for name, value in figures.items()]


def _quoted(text: str) -> str:
    # A JSON string is a TOML basic string, but for DEL, which TOML wants escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
