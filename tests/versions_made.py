"""Two versions of a plan out of their texts, compared."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from policy_extract.model import Document, Entities
from policy_extract.readers.discover import Input
from policy_extract.resolve import resolve
from policy_extract.versions import Version, Versions, compare
from policy_extract.work import Recipe, Workshop

Made = tuple[Version, Version, Entities]
Told = list[tuple[str, ...]]


@cache
def workshop() -> Workshop:
    """Built once for all tests: it takes longer than a hundred small plans."""
    return Recipe().workshop()


@cache
def made(old: str, new: str) -> Made:
    """Both texts extracted and resolved together."""
    documents, texts = [], {}
    with tempfile.TemporaryDirectory() as folder:
        for name, words in (("old", old), ("new", new)):
            path = Path(folder) / f"{name}.txt"
            path.write_text(words, encoding="utf-8", newline="")
            outcome = workshop().work_on(Input(name, str(path)))
            assert outcome.document is not None, outcome.failure
            documents.append(outcome.document)
            texts[name] = outcome.text
    resolved, entities = resolve(documents, texts, workshop().lexicon)
    first, second = (Version(f"{d.id}.txt", d, texts[d.id]) for d in resolved)
    return first, second, entities


def compared(old: Version, new: Version, entities: Entities) -> Versions:
    """What became of a version."""
    return compare(old, new, entities, workshop().lexicon)


def difference(old: str, new: str) -> Versions:
    """What became of a text."""
    return compared(*made(old, new))


def told(versions: Versions) -> Told:
    """(name, changes…) of every change, sorted."""
    return sorted((change.name, *change.changes) for change in versions.changes)


def again(version: Version, name: str) -> Version:
    """The same version under another id, as a second reading of the file gives it."""
    return Version(version.path, renamed(version.document, name), version.text)


def renamed(document: Document, name: str) -> Document:
    """A document under another id."""
    return document.model_copy(update={"id": name})
