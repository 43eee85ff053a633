"""Assignments of one plan against its labels.

*Mention*: spans that share a code point, and the same agency text (width, white space and
quotation marks aside). *All_right*: a mention with role, task and, where labelled, scope right.
The task counts where the label has the key; headings may be cut (``equivalence.same_heading``).
The scope counts only where the label has one: the words that it covers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policy_extract.model import Assignment, Document
from policy_extract.score.anchoring import Lines
from policy_extract.score.entities import Joined, joined
from policy_extract.score.equivalence import same_heading, same_passage, same_text
from policy_extract.score.figures import Figure, LayerScore
from policy_extract.score.golden import AssignmentLabel
from policy_extract.score.judging import (
    Check,
    Found,
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

FIELDS = ("role", "task", "scope")


def score_assignments(
    plan: str, document: Document, lines: Lines, labels: Sequence[AssignmentLabel]
) -> tuple[LayerScore, tuple[Joined, ...]]:
    """The layer ``assignments`` of one plan, and its matched agencies for the entity figures."""
    placed = place_labels(plan, lines, labels)
    titles = {task.id: task.title for task in document.tasks}
    found = found_records(document.assignments, lambda one: one.source, lambda one: one.agency)

    def weight(label: Placed[AssignmentLabel], record: Found[Assignment]) -> Weight | None:
        if not same_text(label.label.agency, record.name):
            return None
        checks = check_fields(label.label, record.record, lines, titles)
        return span_overlap(label, record), sum(check.right is not False for check in checks)

    matched = pair(placed, found, weight)
    checked = [check_fields(a.label, b.record, lines, titles) for a, b in matched.pairs]
    right = sum(not slips(checks) for checks in checked)
    cases = [
        label_case(plan, "assignments", lines, a, a.label.agency, checks, strict=not slips(checks))
        for (a, _), checks in zip(matched.pairs, checked, strict=True)
    ]
    cases += [
        label_case(plan, "assignments", lines, one, one.label.agency, None)
        for one in matched.missed
    ]
    cases += extra_cases(plan, "assignments", lines, matched.extra)
    score = LayerScore(
        {
            "mention": Figure.of(len(matched.pairs), matched.found, matched.labelled),
            "all_right": Figure.of(right, matched.found, matched.labelled),
        },
        shares(checked, FIELDS),
        in_order(cases),
    )
    return score, joined("agency", plan, lines, matched)


def check_fields(
    label: AssignmentLabel, record: Assignment, lines: Lines, titles: Mapping[str, str]
) -> tuple[Check, ...]:
    """Role, task and scope of a matched record; uncertain and unlabelled ones do not count.

    ``titles`` are the titles of the document's tasks by id.
    """
    task = titles.get(record.task or "")
    covered = lines.text[record.scope.start : record.scope.end]

    def check(field: str, right: bool, expected: str | None, found: str | None) -> Check:
        labelled = field in label.model_fields_set and (field != "scope" or label.scope is not None)
        counts = labelled and not label.unsure(field)
        return Check(field, right if counts else None, expected or "null", found or "null")

    return (
        check("role", label.role == record.role, label.role, record.role),
        check("task", same_heading(label.task, task), label.task, task),
        check("scope", same_passage(label.scope, covered), label.scope, covered),
    )
