"""What a score consists of: counted figures, the verdict on every label, the report.

All are immutable values. Counts are kept, never rounded ratios, so that plans can be pooled by
adding up (micro average).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from policy_extract.score.calibration import Judged

Verdict = Literal["right", "wrong", "missed", "extra"]

#: The layers in the order in which they are shown. ``cells`` is the part of ``observations`` that
#: stands in tables; it repeats their cases and is never added to them.
LAYERS = (
    "observations",
    "cells",
    "assignments",
    "companies",
    "times",
    "projects",
    "entities",
)


@dataclass(frozen=True)
class Figure:
    """Precision, recall and F1 with the counts behind them.

    ``right_found / found`` is the precision and ``right_labelled / labelled`` the recall. The two
    numerators are the same number except for B³, which averages over mentions.
    A ratio over nothing is None ("nothing to say"), not 0 and not 1.
    """

    right_found: float = 0
    found: int = 0
    right_labelled: float = 0
    labelled: int = 0

    @classmethod
    def of(cls, right: int, found: int, labelled: int) -> Figure:
        """A figure from plain counts: ``right`` of ``found`` records and of ``labelled`` ones."""
        return cls(right, found, right, labelled)

    def __add__(self, other: Figure) -> Figure:
        return Figure(
            self.right_found + other.right_found,
            self.found + other.found,
            self.right_labelled + other.right_labelled,
            self.labelled + other.labelled,
        )

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right; None when nothing was found."""
        return self.right_found / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """The share of the labels that was found right; None when there are no labels."""
        return self.right_labelled / self.labelled if self.labelled else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean; 0 when one side is empty and the other is not, None when both are."""
        if not self.found and not self.labelled:
            return None
        precision, recall = self.precision or 0.0, self.recall or 0.0
        total = precision + recall
        return 2 * precision * recall / total if total else 0.0


@dataclass(frozen=True)
class Share:
    """How often a field was right, over the matched records where it counts."""

    right: int = 0
    total: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.total + other.total)

    @property
    def value(self) -> float | None:
        """``right / total``; None when the field never counted."""
        return self.right / self.total if self.total else None


@dataclass(frozen=True)
class Slip:
    """A field of a matched record that is not as labelled: what was expected, what was found."""

    field: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.field}: {self.found} instead of {self.expected}"


@dataclass(frozen=True)
class Case:
    """The verdict on one label, or on one output record that no label explains (``extra``).

    ``right`` has no slip in any field that counts, ``wrong`` has; ``strict`` says whether it counts
    in the layer's strictest figure all the same (an observation with a wrong area does).
    ``key`` names the record within its plan and layer and does not depend on the output for a
    label, so that two reports on the same golden can be compared. Optional labels have no case.
    """

    plan: str
    layer: str
    verdict: Verdict
    key: str
    line: int
    quote: str
    name: str
    excerpt: str
    slips: tuple[Slip, ...] = ()
    strict: bool = False
    note: str = ""


@dataclass(frozen=True)
class LayerScore:
    """Figures, field accuracies and cases of one layer, of one plan or of all plans together."""

    figures: Mapping[str, Figure] = field(default_factory=dict)
    fields: Mapping[str, Share] = field(default_factory=dict)
    cases: tuple[Case, ...] = ()

    def __add__(self, other: LayerScore) -> LayerScore:
        figures = dict(self.figures)
        for name, figure in other.figures.items():
            figures[name] = figures.get(name, Figure()) + figure
        fields = dict(self.fields)
        for name, share in other.fields.items():
            fields[name] = fields.get(name, Share()) + share
        return LayerScore(figures, fields, self.cases + other.cases)


@dataclass(frozen=True)
class Report:
    """Output against golden: a score for every plan and layer, and for all plans pooled.

    ``absent`` are labelled plans that the output does not hold (they count nowhere, and the gate
    fails for them), ``unlabelled`` are documents of the output without golden labels.
    """

    plans: Mapping[str, Mapping[str, LayerScore]]
    total: Mapping[str, LayerScore]
    absent: tuple[str, ...] = ()
    unlabelled: tuple[str, ...] = ()
    judged: tuple[Judged, ...] = ()
