"""Hand-labelled pairs of names (``golden/names.csv``): does the resolver join what is one, and nothing else?

Each name stands in a document of its own, a plan of the place that ``left_in`` or ``right_in`` names, so that a pair is
resolved as it would be in a corpus of two plans.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from policy_extract.errors import GoldenError
from policy_extract.lexicon import Lexicon
from policy_extract.model import (
    Assignment,
    Document,
    DocumentSource,
    Entities,
    Entity,
    Mention,
    Meta,
    Observation,
    Ref,
    Source,
    Span,
)
from policy_extract.resolve import Resolver
from policy_extract.resolve.divisions import NATION
from policy_extract.score.lines import rows_of

COLUMNS: Final = ("type", "left", "left_in", "right", "right_in", "category", "expected", "why")
TYPES: Final = ("company", "agency", "area", "platform", "indicator")
RESULTS: Final = ("type", "left", "left_in", "right", "right_in", "expected", "found", "rule")


@dataclass(frozen=True)
class NamePair:
    """A line of the file; ``left_in``, ``right_in``: a division's code, with “:” and a platform's name behind it where
    the document is that platform's; empty where it does not matter."""

    type: str
    left: str
    left_in: str
    right: str
    right_in: str
    category: str
    expected: str
    why: str


@dataclass(frozen=True)
class Resolved:
    """A pair with what the resolver made of it: ``same`` or ``different``, and by which rules of the two names."""

    pair: NamePair
    found: str
    rule: str

    @property
    def right(self) -> bool:
        """Whether the resolver says what the label says."""
        return self.found == self.pair.expected


def load_pairs(path: Path) -> tuple[NamePair, ...]:
    """The pairs of a file in their order.

    Raises GoldenError naming file and line for other columns, an unknown type or answer, or an empty name.
    """
    pairs: list[NamePair] = []
    for number, row in rows_of(path, COLUMNS):
        pair = NamePair(*row)
        if pair.type not in TYPES or pair.expected not in ("same", "different"):
            raise GoldenError(f"{path}:{number}: type {pair.type!r}, expected {pair.expected!r}")
        if not (pair.left and pair.right):
            raise GoldenError(f"{path}:{number}: a name is empty")
        pairs.append(pair)
    return tuple(pairs)


def resolve_pairs(pairs: Iterable[NamePair], lexicon: Lexicon) -> Iterator[Resolved]:
    """Every pair with what the resolver makes of it."""
    resolver = Resolver(lexicon)
    nation = lexicon.words("area_resolution", "nation")[0]
    names = {division.code: division.name for division in lexicon.divisions} | {NATION: nation}
    for pair in pairs:
        places = _place(pair.left_in, names), _place(pair.right_in, names)
        ids, entities = entities_of(resolver, pair.type, (pair.left, pair.right), places)
        same = ids[0] is not None and ids[0] == ids[1]
        yield Resolved(pair, "same" if same else "different", _rules(pair, ids, entities.entities))


def entities_of(
    resolver: Resolver, kind: str, names: tuple[str, str], areas: tuple[str | None, str | None]
) -> tuple[tuple[str | None, str | None], Entities]:
    """The entities of two names of one type, each in a document about its area, and all that the two documents have."""
    documents = [
        _document(kind, name, area, id)
        for name, area, id in zip(names, areas, ("left", "right"), strict=True)
    ]
    filled, entities = resolver.resolve(documents, {"left": names[0], "right": names[1]})
    left, right = (_entity(document, kind) for document in filled)
    return (left, right), entities


def _place(inside: str, names: Mapping[str, str]) -> str | None:
    """The name of the area that a document is about, with those around it: a county's alone may be that of several."""
    code, _, platform = inside.partition(":")
    around = dict.fromkeys((f"{code[:2]}0000", f"{code[:4]}00", code))
    return platform or "".join(names.get(one, "") for one in around) or None


def _document(kind: str, name: str, area: str | None, number: str) -> Document:
    source = Source(start=0, end=len(name), quote=name)
    document = Document(
        id=number,
        source=DocumentSource(path="", sha256="", format="txt", encoding="utf-8", chars=len(name)),
        meta=Meta(area=Ref(name=area) if area else None),
    )
    if kind == "company":
        mention = Mention(type="company", rule="label", source=source)
        return document.model_copy(update={"mentions": (mention,)})
    if kind == "agency":
        assignment = Assignment(
            id="a", agency=name, role="lead", scope=Span(start=0, end=0), source=source
        )
        return document.model_copy(update={"assignments": (assignment,)})
    observation = Observation(
        id="o",
        indicator=Ref(name=name if kind == "indicator" else "-"),
        area=Ref(name=(area or "") if kind == "indicator" else name),
        measure="level",
        kind="target",
        source=source,
    )
    return document.model_copy(update={"observations": (observation,)})


def _entity(document: Document, kind: str) -> str | None:
    if kind == "company":
        return document.mentions[0].entity
    if kind == "agency":
        return document.assignments[0].entity
    observation = document.observations[0]
    return observation.indicator.entity if kind == "indicator" else observation.area.entity


def _rules(pair: NamePair, ids: tuple[str | None, str | None], entities: Iterable[Entity]) -> str:
    """The rules that gave both names their entities: “short_name, exact”."""
    by_id = {entity.id: entity for entity in entities}
    found: list[str] = []
    for id, name in zip(ids, (pair.left, pair.right), strict=True):
        entity = by_id.get(id or "")
        aliases = entity.aliases if entity else ()
        found.append(next((alias.rule for alias in aliases if alias.text == name), "-"))
    return " ".join(found)


def results(resolved: Iterable[Resolved]) -> str:
    """The results as the CSV that is frozen beside the labels, so that a change shows by name."""
    lines = [
        "# What the resolver makes of golden/names.csv: written by docs/refresh.py, so that a change of a rule shows by name.",
        "# Source: golden/names.csv and the packaged gazetteers.",
        ",".join(RESULTS),
    ]
    for one in resolved:
        pair = one.pair
        row = (pair.type, pair.left, pair.left_in, pair.right, pair.right_in, pair.expected)
        lines.append(",".join((*row, one.found, one.rule)))
    return "\n".join(lines) + "\n"
