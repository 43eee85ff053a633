"""A report for people and for programs: tables, lists of cases, JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from policy_extract.score.figures import LAYERS, Case, Figure, LayerScore, Report, Share, Verdict

if TYPE_CHECKING:
    from rich.console import Group
    from rich.table import Table

ALL = "all"

#: Fields that only newer labels have: no row for them where no label of the report has one.
_WHERE_LABELLED = frozenset({"each", "about", "project"})


def render(report: Report) -> Group:
    """The report as rich tables: one for each layer, a column for all plans and for every plan.

    A layer that nobody labelled and nothing was found for is left out.
    """
    from rich.console import Group
    from rich.text import Text

    parts: list[Table | Text] = []
    for layer in LAYERS:
        columns = {ALL: report.total[layer]}
        columns.update({plan: scores[layer] for plan, scores in report.plans.items()})
        if any(figure.f1 is not None for figure in columns[ALL].figures.values()):
            parts.append(_table(layer, columns))
    if report.absent:
        parts.append(Text(f"labelled, but not in the output: {', '.join(report.absent)}"))
    if report.unlabelled:
        parts.append(Text(f"without golden labels: {', '.join(report.unlabelled)}"))
    return Group(*parts)


def _table(layer: str, columns: Mapping[str, LayerScore]) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(title=layer, title_justify="left")
    table.add_column("", no_wrap=True, min_width=21)
    for name in columns:
        table.add_column(Text(name), justify="right", overflow="fold", min_width=6)

    scores = list(columns.values())
    table.add_row("labelled", *(str(_first(score).labelled) for score in scores))
    table.add_row("found", *(str(_first(score).found) for score in scores), end_section=True)
    for name in columns[ALL].figures:
        figures = [score.figures[name] for score in scores]
        table.add_row(f"{name} P", *(_percent(figure.precision) for figure in figures))
        table.add_row(f"{name} R", *(_percent(figure.recall) for figure in figures))
        table.add_row(f"{name} F1", *(_percent(figure.f1) for figure in figures), end_section=True)
    for name, share in columns[ALL].fields.items():
        if not share.total and name in _WHERE_LABELLED:
            continue
        table.add_row(name, *(_percent(score.fields[name].value) for score in scores))
    return table


def _first(score: LayerScore) -> Figure:
    return next(iter(score.figures.values()))


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.2f}"


def listed(
    report: Report, verdict: Verdict, *, layer: str | None = None, plan: str | None = None
) -> tuple[Case, ...]:
    """The cases with a verdict, by plan and line; ``layer`` and ``plan`` narrow the list.

    Without ``layer`` all but ``cells``, whose cases are observations already. Raises KeyError for
    a layer or a plan that the report does not hold.
    """
    wanted = (layer,) if layer else tuple(name for name in LAYERS if name != "cells")
    plans = (plan,) if plan else tuple(report.plans)
    return tuple(
        case
        for one in plans
        for name in wanted
        for case in _cases(report, one, name)
        if case.verdict == verdict
    )


def _cases(report: Report, plan: str, layer: str) -> tuple[Case, ...]:
    # A mention may be at home among its own plan's and astray among all plans': entities are
    # judged over the whole corpus.
    if layer == "entities" and plan in report.plans:
        return tuple(case for case in report.total[layer].cases if case.plan == plan)
    return report.plans[plan][layer].cases


def show(
    report: Report, verdict: Verdict, *, layer: str | None = None, plan: str | None = None
) -> list[str]:
    """``listed`` as lines for people: plan and source line, what it is, the line's words.

    The words are cut around the quote, which stands in 【】. No markup: print them as they are.
    """
    return [describe(case) for case in listed(report, verdict, layer=layer, plan=plan)]


def describe(case: Case) -> str:
    """One case in one line."""
    said = "; ".join(str(slip) for slip in case.slips) or case.note
    what = f"{case.plan}:{case.line}: {case.layer}: {case.verdict}: {case.name} {case.quote!r}"
    return f"{what}{f' ({said})' if said else ''} | {case.excerpt}"


def to_json(report: Report) -> dict[str, Any]:
    """The report as plain data: figures and fields for all plans and each, and every open case.

    Ratios are rounded to six places; None (null) means that there was nothing to count.
    """
    return {
        ALL: {layer: _layer_json(report.total[layer]) for layer in LAYERS},
        "plans": {
            plan: {layer: _layer_json(scores[layer]) for layer in LAYERS}
            for plan, scores in report.plans.items()
        },
        "missed": [_case_json(case) for case in listed(report, "missed")],
        "wrong": [_case_json(case) for case in listed(report, "wrong")],
        "extra": [_case_json(case) for case in listed(report, "extra")],
        "absent": list(report.absent),
        "unlabelled": list(report.unlabelled),
    }


def _layer_json(score: LayerScore) -> dict[str, Any]:
    return {
        "figures": {name: _figure_json(figure) for name, figure in score.figures.items()},
        "fields": {name: _share_json(share) for name, share in score.fields.items()},
    }


def _figure_json(figure: Figure) -> dict[str, float | int | None]:
    return {
        "precision": _rounded(figure.precision),
        "recall": _rounded(figure.recall),
        "f1": _rounded(figure.f1),
        "right": _rounded(figure.right_found),
        "found": figure.found,
        "labelled": figure.labelled,
    }


def _share_json(share: Share) -> dict[str, float | int | None]:
    return {"accuracy": _rounded(share.value), "right": share.right, "total": share.total}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _case_json(case: Case) -> dict[str, Any]:
    return {
        "plan": case.plan,
        "layer": case.layer,
        "line": case.line,
        "quote": case.quote,
        "name": case.name,
        "slips": [
            {"field": slip.field, "expected": slip.expected, "found": slip.found}
            for slip in case.slips
        ],
        "note": case.note,
        "excerpt": case.excerpt,
    }
