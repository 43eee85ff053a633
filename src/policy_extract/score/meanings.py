"""Hand labels of what names mean: ``golden/entities.csv``, a line for each name of an indicator or an area."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from policy_extract.errors import GoldenError
from policy_extract.score.lines import rows_of

FILE: Final = "entities.csv"
COLUMNS: Final = ("type", "document", "name", "entity", "why")
#: First word of ``why`` in a line on which two careful readers may differ: it counts neither way.
OPTIONAL: Final = "optional"

Meant = Literal["indicator", "area"]


@dataclass(frozen=True)
class Meanings:
    """By type and name of one document the entity meant; a name that is not there counts neither way."""

    entities: Mapping[tuple[str, str], str] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, kind: Meant, name: str) -> str | None:
        """The entity that a label's name means, or None where no line says it for certain."""
        return self.entities.get((kind, name))


def load_meanings(folder: Path) -> dict[str, Meanings]:
    """The lines of ``folder/entities.csv`` by document; empty where there is no such file.

    Raises GoldenError naming file and line for a line of other columns, an unknown type, an empty name or entity,
    or a name that stands twice for a document.
    """
    path = folder / FILE
    if not os.path.isfile(path):
        return {}
    found: dict[str, dict[tuple[str, str], str]] = {}
    seen: set[tuple[str, str, str]] = set()
    for number, (kind, document, name, entity, why) in rows_of(path, COLUMNS):
        reason = _wrong(kind, document, name, entity, seen)
        if reason:
            raise GoldenError(f"{path}:{number}: {reason}")
        seen.add((kind, document, name))
        meant = found.setdefault(document, {})
        if not why.startswith(OPTIONAL):
            meant[kind, name] = entity
    return {document: Meanings(MappingProxyType(meant)) for document, meant in found.items()}


def _wrong(
    kind: str, document: str, name: str, entity: str, seen: set[tuple[str, str, str]]
) -> str:
    if kind not in ("indicator", "area"):
        return f"type is {kind!r}; write indicator or area"
    if not (document and name and entity):
        return "document, name and entity may not be empty"
    if (kind, document, name) in seen:
        return f"{name} of {document} stands twice"
    return ""
