"""Which record of a run an answer speaks of."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from policy_extract import messages
from policy_extract.corrections.correction import Correction
from policy_extract.model import Document, Observation
from policy_extract.tuples import NamedTuple


class Use(NamedTuple):
    """An answer and the record that it speaks of."""

    correction: Correction
    document: str
    record: str


class Unused(NamedTuple):
    """An answer that no record was found for, or that could not be put into one, and why.

    ``documents`` are those it was looked for in; none where no file of the run is meant.
    """

    correction: Correction
    code: str
    documents: tuple[str, ...] = ()
    fields: tuple[tuple[str, object], ...] = ()

    def told(self, language: messages.Language) -> str:
        """Why, in the language asked for."""
        return messages.text(language, self.code, **dict(self.fields))


class Answers(NamedTuple):
    """What became of the answers that a run was given."""

    used: tuple[Use, ...] = ()
    unused: tuple[Unused, ...] = ()

    @property
    def answered(self) -> int:
        """How many answers are used; one may speak of the same file read twice."""
        return len({use.correction.answered for use in self.used})

    def warnings(self, document: str) -> tuple[str, ...]:
        """The codes for a document's line of the manifest, each with how many or which records."""
        used = sum(use.document == document for use in self.used)
        left = sorted({one.correction.record for one in self.unused if document in one.documents})
        codes = [f"corrections_applied:{used}"] if used else []
        return (*codes, *([f"corrections_unused:{' '.join(left)}"] if left else []))


def match(corrections: Iterable[Correction], documents: Sequence[Document]) -> Answers:
    """The record of each answer; in: documents with keys.

    The same file: by record and key, else by key and words where exactly one record has them. Another file (the
    plan was saved anew, or read from another format): by key and words, where exactly one record of all has
    them. No record gets two answers: that of the same file goes first.
    """
    given = tuple(corrections)
    by_file: dict[str, list[Document]] = {}
    keys: dict[tuple[str, str], str] = {}
    like: dict[tuple[str, str], list[tuple[str, Observation]]] = {}
    for document in documents:
        by_file.setdefault(document.source.sha256, []).append(document)
        for o in document.observations:
            keys[document.id, o.id] = o.key
            like.setdefault((o.key, _plain(o.source.quote)), []).append((document.id, o))
    used: list[Use] = []
    unused: list[Unused] = []
    taken: set[tuple[str, str]] = set()
    later: list[tuple[Correction, tuple[str, ...]]] = []
    for one in given:
        files = tuple(document.id for document in by_file.get(one.sha256, ()))
        hit = [name for name in files if keys.get((name, one.record)) == one.key]
        used += [Use(one, name, one.record) for name in hit]
        taken |= {(name, one.record) for name in hit}
        if not hit:
            later.append((one, files))
    named = {document.id: (document.id,) for document in documents}
    for one, files_of in later:
        found = like.get((one.key, _plain(one.quote)), []) if one.quote else []
        if files_of:
            found = [(document, o) for document, o in found if document in files_of]
        if len(found) != 1:
            unused.append(_not_one(one, files_of or named.get(one.document, ()), found))
        elif (found[0][0], found[0][1].id) in taken:
            unused.append(Unused(one, "unused.taken", (found[0][0],)))
        else:
            document_id, o = found[0]
            taken.add((document_id, o.id))
            used.append(Use(one, document_id, o.id))
    return Answers(tuple(used), tuple(unused))


def _not_one(
    one: Correction, files: tuple[str, ...], found: Sequence[tuple[str, Observation]]
) -> Unused:
    if found:
        documents = tuple(sorted({document for document, _ in found}))
        return Unused(one, "unused.several", documents, (("count", len(found)),))
    return Unused(one, "unused.gone" if files else "unused.elsewhere", files)


def _plain(words: str) -> str:
    """Words as they are the same in another format: no white space, no full-width digits."""
    return "".join(unicodedata.normalize("NFKC", words).split())
