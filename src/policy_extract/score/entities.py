"""Which mentions were joined into one entity, against which should have been.

The items are the mentions of companies and of agencies that were found and matched with a label
that counts, pooled over documents; an agency's mention is its assignment. The labels' ``entity``
string says what belongs together, the output's entity id what was put together; an unresolved
mention (no id) is an entity of its own. Companies and agencies are counted apart and then added.

The names of areas and indicators in observations that were found, and of the places of projects, are counted apart,
too, by what ``golden/entities.csv`` says that they mean: where the record has the name that the label has, for a name that
was read wrong is a slip of the observation, not of the resolver.

*Pairwise*: of all pairs of mentions that the output joins, how many belong together (precision),
and of all that belong together, how many it joins (recall). *B3*: for each mention the share of its
output entity that belongs to it, and the share of its true entity that it was joined with; averaged
over mentions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from policy_extract.score.anchoring import Lines
from policy_extract.score.figures import Case, Figure, LayerScore, Slip
from policy_extract.score.judging import Pairing, Placed
from policy_extract.score.meanings import Meanings, Meant

#: Kinds of mentions with their figures' names; ``POOLED`` are added up.
KINDS = {"company": "companies", "agency": "agencies", "area": "areas", "indicator": "indicators"}
POOLED = ("company", "agency")


@dataclass(frozen=True)
class Joined:
    """A matched mention: the entity that it should belong to and the one that it was put into."""

    kind: str
    expected: str
    found: str
    plan: str
    line: int
    quote: str
    key: str
    excerpt: str

    @classmethod
    def of(
        cls,
        kind: str,
        plan: str,
        lines: Lines,
        label: Placed[object],
        expected: str | None,
        found: str | None,
    ) -> Joined:
        """A matched mention; an unresolved one gets an entity of its own."""
        key = f"{kind}:{label.key}"
        return cls(
            kind,
            expected or "",
            found or f"unresolved:{plan}:{key}",
            plan,
            label.line,
            label.quote,
            key,
            lines.excerpt(*label.span),
        )


class _Entitled(Protocol):
    """A label that says which entity is meant."""

    @property
    def entity(self) -> str | None: ...
    def unsure(self, *fields: str) -> bool: ...


class _Linked(Protocol):
    """A record that the resolver may have put into an entity."""

    @property
    def entity(self) -> str | None: ...


def joined(
    kind: str, plan: str, lines: Lines, matched: Pairing[_Entitled, _Linked]
) -> tuple[Joined, ...]:
    """The matched mentions whose label names an entity for certain."""
    return tuple(
        Joined.of(kind, plan, lines, label, label.label.entity, record.record.entity)
        for label, record in matched.pairs
        if label.label.entity is not None and not label.label.unsure("entity")
    )


def meant(
    kind: Meant,
    plan: str,
    lines: Lines,
    golden: Meanings,
    named: Iterable[tuple[Placed[Any], str, str | None]],
) -> tuple[Joined, ...]:
    """Names of areas or indicators that were read right, with the entity that they should mean.

    ``named``: a label with its name, and the entity of the record that matched it. Names that no line of
    ``golden`` settles are left out.
    """
    return tuple(
        Joined.of(kind, plan, lines, label, expected, found)
        for label, name, found in named
        if (expected := golden.of(kind, name)) is not None
    )


def score_entities(items: Sequence[Joined], names: Mapping[str, str]) -> LayerScore:
    """The layer ``entities`` over matched mentions; ``names`` are the names of entity ids.

    ``labelled`` and ``found`` count mentions in the B3 figures and pairs in the pairwise ones.
    """
    pairwise, b_cubed = Figure(), Figure()
    figures: dict[str, Figure] = {}
    cases: list[Case] = []
    for kind, plural in KINDS.items():
        own = [item for item in items if item.kind == kind]
        figures[f"{plural}_pairwise"] = _pairwise(own)
        figures[f"{plural}_b3"] = _b_cubed(own)
        if kind in POOLED:
            pairwise += figures[f"{plural}_pairwise"]
            b_cubed += figures[f"{plural}_b3"]
        cases += _cases(own, names)
    cases.sort(key=lambda case: (case.plan, case.line, case.key))
    return LayerScore({"b3": b_cubed, "pairwise": pairwise, **figures}, {}, tuple(cases))


def _pairwise(items: Sequence[Joined]) -> Figure:
    both = Counter((item.expected, item.found) for item in items)
    together = Counter(item.found for item in items)
    belong = Counter(item.expected for item in items)
    return Figure.of(_pairs(both.values()), _pairs(together.values()), _pairs(belong.values()))


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def _b_cubed(items: Sequence[Joined]) -> Figure:
    both = Counter((item.expected, item.found) for item in items)
    together = Counter(item.found for item in items)
    belong = Counter(item.expected for item in items)
    precision = sum(size * size / together[found] for (_, found), size in sorted(both.items()))
    recall = sum(size * size / belong[expected] for (expected, _), size in sorted(both.items()))
    return Figure(precision, len(items), recall, len(items))


def _cases(items: Sequence[Joined], names: Mapping[str, str]) -> list[Case]:
    """A case for every mention: wrong when it is not where most of its own kind are.

    ``split``: most mentions of its true entity were put elsewhere. ``merged``: most mentions of the
    output entity that it was put into belong to another.
    """
    both = Counter((item.expected, item.found) for item in items)
    owner_of: dict[str, str] = {}
    for (expected, found), _ in sorted(both.items(), key=lambda one: (-one[1], one[0])):
        owner_of.setdefault(found, expected)
    home_of: dict[str, str] = {}
    # Between two homes of one size the one that is its own comes first.
    for (expected, found), _ in sorted(
        both.items(), key=lambda one: (-one[1], owner_of[one[0][1]] != one[0][0], one[0])
    ):
        home_of.setdefault(expected, found)
    cases: list[Case] = []
    for item in items:
        home, owner = home_of[item.expected], owner_of[item.found]
        slips: list[Slip] = []
        if home != item.found:
            slips.append(Slip("split", names.get(home, home), names.get(item.found, item.found)))
        if owner != item.expected:
            slips.append(Slip("merged", item.expected, owner))
        cases.append(
            Case(
                item.plan,
                "entities",
                "wrong" if slips else "right",
                item.key,
                item.line,
                item.quote,
                item.expected,
                item.excerpt,
                tuple(slips),
                not slips,
            )
        )
    return cases
