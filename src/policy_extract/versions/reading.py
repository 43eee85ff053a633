"""What a person names → two versions of a plan, resolved together: plan files, outputs, documents of outputs."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Final

from policy_extract import messages
from policy_extract.errors import UsageError
from policy_extract.folder import settled
from policy_extract.lexicon import Lexicon
from policy_extract.model import Document, Entities
from policy_extract.output import load_document
from policy_extract.readers import Input, Unreadable, only_document
from policy_extract.resolve import resolve
from policy_extract.tuples import NamedTuple
from policy_extract.versions.compare import Version
from policy_extract.work import Failure, Recipe, Workshop

_DOCUMENTS: Final = "documents"
_SUFFIX: Final = ".json"


class NotOnePlan(messages.Told, UsageError):
    """A path leads to no plan that can be read, or to several."""

    def __init__(
        self, code: str, cause: Unreadable | Failure | None = None, **fields: object
    ) -> None:
        self.code, self.fields, self._cause = code, fields, cause
        super().__init__(self.told("en"))

    def told(self, language: messages.Language) -> str:
        """What is wrong with which path, and the way out."""
        reason = {"reason": self._cause.told(language)} if self._cause else {}
        return messages.text(language, self.code, **self.fields, **reason)


class Read(NamedTuple):
    """Two versions, the entities that both name, the words they were read by; ``warnings``: (path, code)."""

    old: Version
    new: Version
    entities: Entities
    lexicon: Lexicon
    warnings: tuple[tuple[str, str], ...]


class _Plan(NamedTuple):
    document: Document
    text: str
    warnings: tuple[str, ...] = ()


def read(old: str, new: str, gazetteers: Iterable[str] = ()) -> Read:
    """Read two versions.

    Each path is a plan of any format that ``extract`` reads, a folder or an archive with one, an output of one plan,
    or ``OUT/documents/ID.json``. Two documents of one id get ``-old`` and ``-new`` behind it. Raises NotOnePlan (a
    UsageError) for what is no single readable plan, OutputError for a broken output, GazetteerError for a broken
    gazetteer.
    """
    stored = {path: _stored(path) for path in (old, new)}
    inputs = {path: _only(path) for path, file in stored.items() if file is None}
    with closing(Recipe(tuple(map(Path, gazetteers))).workshop()) as workshop:
        plans = {
            path: _Plan(*load_document(file)) if file else _worked(workshop, inputs[path])
            for path, file in stored.items()
        }
        documents = [plans[old].document, plans[new].document]
        if documents[0].id == documents[1].id:
            documents = [
                document.model_copy(update={"id": f"{document.id}-{side}"})
                for document, side in zip(documents, ("old", "new"), strict=True)
            ]
        texts = {documents[0].id: plans[old].text, documents[1].id: plans[new].text}
        resolved, entities = resolve(documents, texts, workshop.lexicon)
        first, second = (
            Version(path, document, texts[document.id])
            for path, document in zip((old, new), resolved, strict=True)
        )
        noticed = tuple((path, code) for path, plan in plans.items() for code in plan.warnings)
        return Read(first, second, entities, workshop.lexicon, noticed)


def _stored(path: str) -> Path | None:
    """The file of a document that was extracted before; None for a plan.

    Raises NotOnePlan for an output of several documents, or of none.
    """
    given = Path(path)
    if os.path.isfile(given):
        return given if given.suffix == _SUFFIX else None
    settled(given)
    folder = given / _DOCUMENTS
    if not os.path.isdir(folder):
        return None
    found = sorted(folder.glob(f"*{_SUFFIX}"))
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotOnePlan("diff.no_document", path=path)
    raise NotOnePlan("diff.documents", path=path, count=len(found), example=found[0].as_posix())


def _only(path: str) -> Input:
    try:
        found = only_document(path)
    except Unreadable as error:
        raise NotOnePlan("cli.failed", error, path=path) from error
    if found.problem is not None:
        raise NotOnePlan("cli.failed", found.problem, path=path)
    return found


def _worked(workshop: Workshop, plan: Input) -> _Plan:
    outcome = workshop.work_on(plan)
    if outcome.failure is not None:
        raise NotOnePlan("cli.failed", outcome.failure, path=outcome.shown_path)
    assert outcome.document is not None
    return _Plan(outcome.document, outcome.text, outcome.warnings)
