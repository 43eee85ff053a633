"""What only the whole corpus shows: one module for each kind of finding.

``find`` is the composition. To add a kind: a module with a function that gives its records, and a
line here.
"""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.findings.comparison import compare
from policy_extract.lexicon import Lexicon
from policy_extract.model import Document, Entities, Finding, Findings

__all__ = ["compare", "find"]


def find(
    documents: Sequence[Document], entities: Entities, lexicon: Lexicon | None = None
) -> Findings:
    """All findings of a corpus, sorted by kind and id; the order of the documents does not matter.

    ``documents`` must be resolved, ``entities`` are theirs. Without ``lexicon`` no words are left out
    where names are compared.
    """
    found: list[Finding] = [*compare(documents, entities, lexicon)]
    found.sort(key=lambda finding: (finding.kind, finding.id))
    return Findings(findings=tuple(found))
