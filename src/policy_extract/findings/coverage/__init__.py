"""What nobody answers for, who answers without a target, and what a superior binds and a subordinate leaves out.

Where no agency is named for any target nothing is open: many plans set their goals and hand them out in another
paper. So gaps are told only where a plan does what it leaves out here: the shares below say from where on.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_extract.findings.corpus import Corpus
from policy_extract.findings.coverage.binding import (
    NotHandedDown,
    Reach,
    Superiors,
    not_handed_down,
    reach,
)
from policy_extract.findings.coverage.duties import agencies_without_target, targets_without_agency
from policy_extract.findings.places import Places
from policy_extract.findings.quantities import Quantities
from policy_extract.model import Coverage, Document

__all__ = ["NotHandedDown", "Reach", "Superiors", "duties", "gaps", "reach"]


def gaps(corpus: Corpus) -> tuple[Coverage, ...]:
    """Every gap of a corpus, sorted; the order of the documents does not matter."""
    quantities, places = corpus.once(Quantities.of), corpus.once(Places)
    found = [
        *(gap for document in corpus.documents for gap in duties(document, quantities, corpus)),
        *not_handed_down(corpus, places),
    ]
    return tuple(sorted(found, key=lambda gap: gap.id))


def duties(document: Document, quantities: Quantities, corpus: Corpus) -> Iterator[Coverage]:
    """What is open within one plan."""
    yield from targets_without_agency(document, quantities, corpus)
    yield from agencies_without_target(document, corpus)
