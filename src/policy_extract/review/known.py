"""Whether the output at hand still has the records that were answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policy_extract.corrections import Correction, Reader, Unread
from policy_extract.corrections.rules import corrected
from policy_extract.model import Document, Observation
from policy_extract.output import Output
from policy_extract.review.answers import Refusal, Taken


def quotes_of(documents: Iterable[Document]) -> dict[tuple[str, str], str]:
    """The words of every record by the hash of its document's file and its id."""
    return {(d.source.sha256, o.id): o.source.quote for d in documents for o in d.observations}


def known(
    taken: Taken, output: Output, before: Iterable[Correction], reader: Reader
) -> Iterator[Refusal]:
    """The answers whose record the output does not have, has with another claim, or cannot be put into it.

    An answer that was taken before is known: its record may be corrected or left out by now.
    """
    documents = output.documents
    answered = {one.answered for one in before}
    here: dict[tuple[str, str], list[tuple[Document, Observation]]] = {}
    for document in documents.values():
        for o in document.observations:
            here.setdefault((document.source.sha256, o.id), []).append((document, o))
    keys = {o.key for document in documents.values() for o in document.observations}
    for answer in taken.answers:
        one = answer.correction
        found = here.get(one.answered, [])
        meant = [(document, o) for document, o in found if o.key == one.key]
        if meant:
            document, o = meant[0]
            try:
                corrected(o, one, reader, output.texts.get(document.id, ""))
            except Unread as error:
                yield Refusal(answer.row, error.code, tuple(error.fields.items()))
        elif one.answered in answered:
            continue
        elif found:
            yield Refusal(answer.row, "row.changed")
        elif one.key not in keys:
            yield Refusal(answer.row, "row.unknown")
        # else the plan was read anew: the run looks for the record by its key and its words
