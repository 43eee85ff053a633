"""Answers into the records of a run, before names are resolved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from policy_extract.corrections.correction import Correction
from policy_extract.corrections.matching import Answers, Unused, Use, match
from policy_extract.corrections.reading import Reader, Unread
from policy_extract.corrections.rules import LEAVING_OUT, SETTLING
from policy_extract.lexicon import Lexicon
from policy_extract.model import Document, Observation, Task
from policy_extract.rules import Switches
from policy_extract.tuples import NamedTuple


class Corrected(NamedTuple):
    """Documents with what people said, in the order given, and what became of the answers."""

    documents: tuple[Document, ...]
    answers: Answers


def apply(
    corrections: Iterable[Correction],
    documents: Sequence[Document],
    keyed: Sequence[Document],
    texts: Mapping[str, str],
    lexicon: Lexicon,
    switches: Switches,
) -> Corrected:
    """Put answers into documents whose names are not resolved yet; no document is put out by a wrong answer.

    ``keyed`` are the same documents resolved: records are found by their keys. ``texts`` by document id.
    What an answer made of a record has the rules “review.…”; its key is computed when it is resolved anew.
    """
    found = match(corrections, keyed)
    by_document: dict[str, list[Use]] = {}
    for use in found.used:
        by_document.setdefault(use.document, []).append(use)
    reader = Reader(lexicon)
    used: list[Use] = []
    unused = list(found.unused)
    told: list[Document] = []
    for document in documents:
        uses = {use.record: use for use in by_document.get(document.id, ())}
        if not uses:
            told.append(document)
            continue
        records: list[Observation] = []
        gone: set[str] = set()
        for o in document.observations:
            if o.id not in uses:
                records.append(o)
                continue
            use = uses[o.id]
            try:
                kept = _settled(o, use, reader, texts[document.id], switches)
            except Unread as error:
                records.append(o)
                fields = tuple(error.fields.items())
                unused.append(Unused(use.correction, error.code, (document.id,), fields))
                continue
            if kept is not o:  # else its rule is switched off
                used.append(use)
            if kept is None:
                gone.add(o.id)
            else:
                records.append(kept)
        told.append(_without(document.model_copy(update={"observations": tuple(records)}), gone))
    return Corrected(tuple(told), Answers(tuple(used), tuple(unused)))


def _settled(
    o: Observation, use: Use, reader: Reader, text: str, switches: Switches
) -> Observation | None:
    """The record as the answer leaves it; None where it is left out."""
    if switches.has(LEAVING_OUT) and LEAVING_OUT.run(o, use.correction, reader, text):
        return None
    for rule in switches.on(SETTLING):
        settled: Observation | None = rule.run(o, use.correction, reader, text)
        if settled is not None:
            return settled
    return o


def _without(document: Document, gone: set[str]) -> Document:
    """The document without traces of records that were left out; a task of nothing goes with them."""
    if not gone:
        return document

    def kept(ids: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        return {"observations": tuple(one for one in ids if one not in gone)}

    tasks = [_of_kept(task, kept(task.observations)) for task in document.tasks]
    return document.model_copy(
        update={
            "tasks": tuple(task for task in tasks if task is not None),
            "assignments": tuple(
                a.model_copy(update=kept(a.observations)) for a in document.assignments
            ),
            "projects": tuple(p.model_copy(update=kept(p.observations)) for p in document.projects),
        }
    )


def _of_kept(task: Task, kept: dict[str, tuple[str, ...]]) -> Task | None:
    if task.observations and not kept["observations"] and not task.assignments:
        return None
    return task.model_copy(update=kept)
