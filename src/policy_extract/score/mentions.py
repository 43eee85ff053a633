"""Mentions of companies and expressions of time of one plan against their labels.

Both are matched one to one on spans that share a code point; best overlap decides.

*Companies*: ``overlap`` counts every match, ``exact`` those with the very same span.
*Times*: ``span`` counts matches with the same span, ``span_norm`` those whose normal form is
right too; ``overlap`` and ``overlap_norm`` are the same without asking for the border. The
borders of a time are compared without quotation marks and white space: “十四五”期间 and
十四五”期间 are one.
"""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.model import Document, Mention
from policy_extract.score.anchoring import Lines
from policy_extract.score.entities import Joined, joined
from policy_extract.score.equivalence import same_period, show_period, trimmed
from policy_extract.score.figures import Case, Figure, LayerScore
from policy_extract.score.golden import CompanyLabel, TimeLabel
from policy_extract.score.judging import (
    Check,
    Found,
    Pairing,
    Placed,
    extra_cases,
    found_records,
    in_order,
    label_case,
    pair,
    place_labels,
    shares,
    slips,
    span_overlap,
)
from policy_extract.score.matching import Weight


def score_companies(
    plan: str, document: Document, lines: Lines, labels: Sequence[CompanyLabel]
) -> tuple[LayerScore, tuple[Joined, ...]]:
    """The layer ``companies`` of one plan, and its matched mentions for the entity figures."""
    placed = place_labels(plan, lines, labels)
    matched = pair(placed, _mentions(document, "company"), lambda a, b: (span_overlap(a, b),))
    checked = [(_span_check(a, b, a.span == b.span),) for a, b in matched.pairs]
    exact = sum(not slips(checks) for checks in checked)
    names = [one.label.entity or one.quote for one, _ in matched.pairs]
    cases = [
        label_case(plan, "companies", lines, a, name, checks, strict=not slips(checks))
        for (a, _), checks, name in zip(matched.pairs, checked, names, strict=True)
    ]
    cases += [
        label_case(plan, "companies", lines, one, one.label.entity or one.quote, None)
        for one in matched.missed
    ]
    cases += extra_cases(plan, "companies", lines, matched.extra)
    score = LayerScore(
        {
            "exact": Figure.of(exact, matched.found, matched.labelled),
            "overlap": Figure.of(len(matched.pairs), matched.found, matched.labelled),
        },
        {},
        in_order(cases),
    )
    return score, joined("company", plan, lines, matched)


def score_times(
    plan: str, document: Document, lines: Lines, labels: Sequence[TimeLabel]
) -> LayerScore:
    """The layer ``times`` of one plan."""
    placed = place_labels(plan, lines, labels)

    def weight(label: Placed[TimeLabel], record: Found[Mention]) -> Weight:
        return span_overlap(label, record), int(same_period(label.label.norm, record.record.norm))

    matched: Pairing[TimeLabel, Mention] = pair(placed, _mentions(document, "time"), weight)
    span = span_norm = norm = 0
    checked: list[tuple[Check, Check]] = []
    cases: list[Case] = []
    for label, record in matched.pairs:
        same = trimmed(lines.text, *label.span) == trimmed(lines.text, *record.span)
        known = same_period(label.label.norm, record.record.norm) or label.label.unsure("norm")
        span += same
        norm += known
        span_norm += same and known
        checks = (_span_check(label, record, same), _norm_check(label.label, record.record))
        checked.append(checks)
        name = label.label.norm or "null"
        cases.append(label_case(plan, "times", lines, label, name, checks, strict=same and known))
    cases += [
        label_case(plan, "times", lines, one, one.label.norm or "null", None)
        for one in matched.missed
    ]
    cases += extra_cases(plan, "times", lines, matched.extra)
    found, labelled = matched.found, matched.labelled
    return LayerScore(
        {
            "span_norm": Figure.of(span_norm, found, labelled),
            "span": Figure.of(span, found, labelled),
            "overlap_norm": Figure.of(norm, found, labelled),
            "overlap": Figure.of(len(matched.pairs), found, labelled),
        },
        shares(checked, ("span", "norm")),
        in_order(cases),
    )


def _mentions(document: Document, kind: str) -> tuple[Found[Mention], ...]:
    return found_records(
        [one for one in document.mentions if one.type == kind],
        lambda one: one.source,
        lambda one: show_period(one.norm) if kind == "time" else one.source.quote,
    )


def _span_check(label: Placed[object], record: Found[object], same: bool) -> Check:
    return Check("span", same, label.quote, record.quote)


def _norm_check(label: TimeLabel, record: Mention) -> Check:
    right = same_period(label.norm, record.norm)
    return Check(
        "norm",
        None if label.unsure("norm") else right,
        label.norm or "null",
        show_period(record.norm),
    )
