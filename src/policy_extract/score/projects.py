"""Rows of project lists of one plan against their labels.

*Rows*: a label and a record are of one row when their names agree, or the label's line lies within
the lines of the record's source, or the two have the same number and lie at most three lines
apart; agreeing names come first, then near lines. *All_right*: a row with every labelled field
right.

A field counts where the label has its key; null is an empty cell. ``content`` counts only where
the label holds words, which may be cut. Amounts are compared in 万元, names without white space.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from policy_extract.model import Document, Project
from policy_extract.score.anchoring import Lines
from policy_extract.score.entities import Joined, meant
from policy_extract.score.equivalence import (
    same_heading,
    same_money,
    same_number,
    same_passage,
    same_text,
)
from policy_extract.score.figures import Figure, LayerScore
from policy_extract.score.golden import Golden, ProjectLabel
from policy_extract.score.judging import (
    Check,
    Found,
    Placed,
    extra_cases,
    found_records,
    in_order,
    label_case,
    pair,
    shares,
    slips,
)
from policy_extract.score.matching import Weight

FIELDS = (
    "number",
    "category",
    "name",
    "company",
    "content",
    "nature",
    "start",
    "end",
    "land_mu",
    "investment",
    "place",
)
_NEAR = 3


def score_projects(
    plan: str, document: Document, lines: Lines, golden: Golden
) -> tuple[LayerScore, tuple[Joined, ...]]:
    """The layer ``projects`` of one plan, and the names of places that were read right."""
    placed = _placed(lines, golden.projects)
    found = found_records(document.projects, lambda one: one.source, lambda one: one.name)

    def weight(label: Placed[ProjectLabel], record: Found[Project]) -> Weight | None:
        first = lines.line_of(record.span[0])
        last = lines.line_of(max(record.span[0], record.span[1] - 1))
        away = max(first - label.line, label.line - last, 0)
        named = same_heading(label.label.name, record.name)
        numbered = label.label.number is not None and label.label.number == record.record.number
        if not (named or away == 0 or (numbered and away <= _NEAR)):
            return None
        checks = check_fields(label.label, record.record)
        right = sum(check.right is not False for check in checks)
        return int(named), max(0, 100_000 - away), right

    every = [(i, j) for i in range(len(placed)) for j in range(len(found))]
    matched = pair(placed, found, weight, every)
    checked = [check_fields(a.label, b.record) for a, b in matched.pairs]
    right = sum(not slips(checks) for checks in checked)
    cases = [
        label_case(plan, "projects", lines, a, a.label.name, checks, strict=not slips(checks))
        for (a, _), checks in zip(matched.pairs, checked, strict=True)
    ]
    cases += [
        label_case(plan, "projects", lines, one, one.label.name, None) for one in matched.missed
    ]
    cases += extra_cases(plan, "projects", lines, matched.extra)
    places = [
        (a, a.label.place, b.record.place.entity)
        for a, b in matched.pairs
        if a.label.place and b.record.place and same_text(a.label.place, b.record.place.name)
    ]
    score = LayerScore(
        {
            "rows": Figure.of(len(matched.pairs), matched.found, matched.labelled),
            "all_right": Figure.of(right, matched.found, matched.labelled),
        },
        shares(checked, FIELDS),
        in_order(cases),
    )
    return score, meant("area", plan, lines, golden.meanings, places)


def check_fields(label: ProjectLabel, record: Project) -> tuple[Check, ...]:
    """Every field of a matched row; unlabelled and uncertain ones do not count."""

    def check(field: str, right: bool, expected: object, found: object) -> Check:
        labelled = field in label.model_fields_set
        if field == "content":
            labelled = bool(label.content)
        counts = labelled and not label.unsure(field)
        return Check(field, right if counts else None, _show(expected), _show(found))

    company = record.company.name if record.company else None
    place = record.place.name if record.place else None
    amount = f"{_show(record.investment)}{record.investment_unit or ''}"
    return (
        check("number", label.number == record.number, label.number, record.number),
        check(
            "category",
            same_heading(label.category, record.category),
            label.category,
            record.category,
        ),
        check("name", same_text(label.name, record.name), label.name, record.name),
        check("company", same_text(label.company, company), label.company, company),
        check(
            "content", same_passage(label.content, record.content), label.content, record.content
        ),
        check("nature", same_text(label.nature, record.nature), label.nature, record.nature),
        check("start", label.start == record.start_year, label.start, record.start_year),
        check("end", label.end == record.end_year, label.end, record.end_year),
        check("land_mu", same_number(label.land_mu, record.land_mu), label.land_mu, record.land_mu),
        check(
            "investment",
            same_money(label.investment, record.investment, record.investment_unit),
            label.investment,
            amount,
        ),
        check("place", same_text(label.place, place), label.place, place),
    )


def _placed(lines: Lines, labels: Sequence[ProjectLabel]) -> tuple[Placed[ProjectLabel], ...]:
    """Labels with the span of their line: a row has no quote of its own."""
    placed: list[Placed[ProjectLabel]] = []
    seen: Counter[tuple[int, str]] = Counter()
    for label in labels:
        line = min(label.line, len(lines))
        bounds = lines.bounds(line)
        at = lines.line(line).find(label.name)
        span = (bounds[0] + at, bounds[0] + at + len(label.name)) if at >= 0 else bounds
        seen[label.line, label.name] += 1
        key = f"{label.line}:{label.name}#{seen[label.line, label.name]}"
        placed.append(Placed(label, span, line, label.quote or label.name, key, label.optional))
    return tuple(placed)


def _show(value: object) -> str:
    return "null" if value is None else str(value)
