"""What only the whole corpus shows: one module for each kind of finding.

``find`` is the composition. To add a kind: a module with a function from a ``Corpus`` to its records, and a
line in ``KINDS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from policy_extract.findings.arithmetic import reckon
from policy_extract.findings.cascade import cascades
from policy_extract.findings.comparison import compare
from policy_extract.findings.corpus import Corpus
from policy_extract.findings.coverage import gaps
from policy_extract.findings.trajectory import trajectories
from policy_extract.findings.unsure_pairs import unsure_pairs
from policy_extract.lexicon import Lexicon
from policy_extract.model import Document, Entities, Finding, Findings
from policy_extract.resolve.pairs import Pair

__all__ = ["KINDS", "Corpus", "compare", "find"]

#: Every kind of finding, by the name it has in the output.
KINDS: Mapping[str, Callable[[Corpus], Iterable[Finding]]] = MappingProxyType(
    {
        "arithmetic": reckon,
        "comparison": compare,
        "trajectory": trajectories,
        "cascade": cascades,
        "coverage": gaps,
        "unsure_pair": unsure_pairs,
    }
)


def find(
    documents: Sequence[Document],
    entities: Entities,
    lexicon: Lexicon | None = None,
    texts: Mapping[str, str] | None = None,
    pairs: Iterable[Pair] = (),
) -> Findings:
    """All findings of a corpus, sorted by kind and id; the order of the documents does not matter.

    ``documents`` must be resolved, ``entities`` are theirs, ``texts`` theirs by id,
    ``pairs`` the pairs of names that nobody could judge. Without ``lexicon`` no words are left out where names are
    compared.
    """
    corpus = Corpus(tuple(documents), entities, lexicon or Lexicon(), texts or {}, tuple(pairs))
    found = [finding for kind in KINDS.values() for finding in kind(corpus)]
    found.sort(key=lambda finding: (finding.kind, finding.id))
    return Findings(findings=tuple(found))
