"""All promises on one output in memory."""

from __future__ import annotations

from policy_extract.output import Output
from policy_extract.verify import corpus
from policy_extract.verify.fault import Fault, fault
from policy_extract.verify.links import links
from policy_extract.verify.manifest import entries
from policy_extract.verify.places import file_of, places
from policy_extract.verify.values import values


def verify(output: Output) -> tuple[Fault, ...]:
    """What does not hold, document by document, then of the corpus, then of the manifest; nothing where all does."""
    found: list[Fault] = []
    for name, document in output.documents.items():
        if name != document.id:
            found.append(fault(file_of(document), "id", "verify.differs", name=name))
        if name in output.texts:
            found.extend(places(document, output.texts[name]))
        found.extend(values(document))
        found.extend(links(document))
    found.extend(corpus.names(output.documents, output.entities))
    found.extend(corpus.findings(output.findings, output.documents, output.entities))
    found.extend(entries(output))
    return tuple(found)
