"""The whole score: every labelled plan of an output, layer by layer, and all plans pooled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from policy_extract.errors import UsageError
from policy_extract.model import Document, Entities
from policy_extract.output import Output
from policy_extract.score.anchoring import Lines
from policy_extract.score.assignments import score_assignments
from policy_extract.score.calibration import Judged
from policy_extract.score.entities import Joined, score_entities
from policy_extract.score.figures import LAYERS, LayerScore, Report
from policy_extract.score.golden import Golden, load_golden
from policy_extract.score.indicator_names import IndicatorComparison, load_comparison
from policy_extract.score.mentions import score_companies, score_times
from policy_extract.score.observations import judged, score_observations
from policy_extract.score.projects import score_projects


def score_corpus(
    documents: Iterable[Document],
    texts: Mapping[str, str],
    golden: Mapping[str, Golden],
    entities: Entities | None = None,
    *,
    names: IndicatorComparison | None = None,
) -> Report:
    """Score documents against golden labels.

    In: the documents, the text of each (by document id), the labels (``load_golden``), the
    entities of the output for their names in lists, the rule for names (default: the packaged).
    Out: the report; a document without labels is named in it and counts nowhere, labels without
    a document too. Raises UsageError for a labelled document without text and when no document is
    labelled, GoldenError when a label does not stand in its text.
    """
    rule = names or load_comparison()
    spoken = {entity.id: entity.name for entity in (entities or Entities()).entities}
    by_id = {document.id: document for document in documents}
    labelled = sorted(by_id.keys() & golden.keys())
    if not labelled:
        known = ", ".join(sorted(golden)) or "none"
        raise UsageError(f"no document of the output has golden labels; labelled are: {known}")
    plans: dict[str, dict[str, LayerScore]] = {}
    joined: list[Joined] = []
    for plan in labelled:
        if plan not in texts:
            raise UsageError(f"{plan}: its text is needed to find where its labels stand")
        scores, items = score_plan(by_id[plan], texts[plan], golden[plan], rule)
        scores["entities"] = score_entities(items, spoken)
        plans[plan] = scores
        joined += items
    total = {
        layer: sum((plans[plan][layer] for plan in labelled), LayerScore())
        for layer in LAYERS
        if layer != "entities"
    }
    total["entities"] = score_entities(joined, spoken)
    return Report(
        plans,
        total,
        absent=tuple(sorted(golden.keys() - by_id.keys())),
        unlabelled=tuple(sorted(by_id.keys() - golden.keys())),
        judged=judged_records(by_id, texts, golden, names=rule),
    )


def judged_records(
    documents: Mapping[str, Document],
    texts: Mapping[str, str],
    golden: Mapping[str, Golden],
    *,
    names: IndicatorComparison | None = None,
) -> tuple[Judged, ...]:
    """Every observation of the labelled documents that counts, with its doubts and whether it is right."""
    rule = names or load_comparison()
    return tuple(
        Judged(plan, frozenset(record.doubts), right, record.confidence)
        for plan in sorted(documents.keys() & golden.keys())
        for record, right in judged(
            plan, documents[plan], Lines(texts[plan]), golden[plan].observations, rule
        )
    )


def score_plan(
    document: Document, text: str, golden: Golden, names: IndicatorComparison
) -> tuple[dict[str, LayerScore], tuple[Joined, ...]]:
    """The layers of one plan without ``entities``, and its matched mentions for that layer."""
    lines, plan = Lines(text), golden.plan
    observations, cells, measured = score_observations(plan, document, lines, golden, names)
    assignments, agencies = score_assignments(plan, document, lines, golden.assignments)
    companies, enterprises = score_companies(plan, document, lines, golden.companies)
    projects, places = score_projects(plan, document, lines, golden)
    scores = {
        "observations": observations,
        "cells": cells,
        "assignments": assignments,
        "companies": companies,
        "times": score_times(plan, document, lines, golden.times),
        "projects": projects,
    }
    return scores, (*enterprises, *agencies, *measured, *places)


def score_output(
    output: Output, golden_dir: Path, *, names: IndicatorComparison | None = None
) -> Report:
    """Score what ``load_output`` read against the golden files of a folder.

    Raises as ``score_corpus`` and ``load_golden`` do; where a text is missing, with the reason.
    """
    golden = load_golden(golden_dir)
    for plan in sorted(output.untold.keys() & golden.keys()):
        raise UsageError(f"{plan}: no text to find its labels in: {output.untold[plan]}")
    return score_corpus(
        output.documents.values(), output.texts, golden, output.entities, names=names
    )
