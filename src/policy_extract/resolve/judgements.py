"""What a person has decided about two names, honoured before any rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, get_args

from policy_extract.lexicon.records import Judgement
from policy_extract.model import Entity, EntityType
from policy_extract.resolve.found import Found, plain
from policy_extract.tuples import NamedTuple

Verdict = Literal["same", "different"]
JudgedType = Literal["company", "agency", "indicator", "area"]


def judged_type(kind: EntityType) -> JudgedType:
    """The type under which names of such entities are judged: collective bodies among the agencies."""
    return "agency" if kind == "collective" else kind


class Judged(NamedTuple):
    """A judgement: these two names are one entity of this type, or two."""

    type: JudgedType
    left: str
    right: str
    verdict: Verdict

    @property
    def said(self) -> str:
        """“甲公司 = 乙公司”, “甲公司 ≠ 乙公司”."""
        return f"{self.left} {'=' if self.verdict == 'same' else '≠'} {self.right}"


def contradicted(records: Iterable[Judgement]) -> list[Judged]:
    """Those that say two names apart which others join: 甲 ≠ 丙 beside 甲 = 乙 and 乙 = 丙; in their order.

    Takes nearly linear time.
    """
    lines = [Judged(r.type, plain(r.left), plain(r.right), r.verdict) for r in records]
    above: dict[tuple[str, str], tuple[str, str]] = {}

    def top(name: tuple[str, str]) -> tuple[str, str]:
        way = []
        while (up := above.get(name, name)) != name:
            way.append(name)
            name = up
        above.update(dict.fromkeys(way, name))
        return name

    for one in lines:
        if one.verdict == "same":
            above[top((one.type, one.right))] = top((one.type, one.left))
    return [
        one
        for one in lines
        if one.verdict == "different" and top((one.type, one.left)) == top((one.type, one.right))
    ]


class Judgements:
    """The lines of ``judgements.csv`` by type and pair of names."""

    def __init__(self, records: Iterable[Judgement]) -> None:
        self._verdicts: dict[tuple[str, frozenset[str]], Verdict] = {}
        self._left_of: dict[tuple[str, str], list[tuple[str, Verdict]]] = {}
        for record in records:
            left, right = plain(record.left), plain(record.right)
            self._verdicts[record.type, frozenset((left, right))] = record.verdict
            self._left_of.setdefault((record.type, right), []).append((left, record.verdict))
        self._kinds = frozenset(kind for kind, _ in self._left_of)

    def verdict(self, kind: JudgedType, left: str, right: str) -> Verdict | None:
        """``same``, ``different``, or None when nobody has judged these two names."""
        if not self._verdicts:
            return None
        return self._verdicts.get((kind, frozenset((plain(left), plain(right)))))

    def spoken(self, kind: JudgedType, lefts: Iterable[str], rights: Iterable[str]) -> bool:
        """Whether somebody has judged one of these names beside one of those."""
        if not self._verdicts:
            return False
        others = tuple(rights)
        return any(self.verdict(kind, left, right) for left in lefts for right in others)

    def names(self, kind: JudgedType) -> list[tuple[str, str, Verdict]]:
        """All judged pairs of a type as (left, right, verdict), sorted."""
        found = [
            (left, right, verdict)
            for (of, right), lefts in self._left_of.items()
            if of == kind
            for left, verdict in lefts
        ]
        return sorted(found)

    def unheeded(self, entities: Iterable[Entity]) -> list[Judged]:
        """Judgements on names that both occur among these entities and that the entities do not follow; sorted.

        One that others contradict, or that leads in a circle, can only be so.
        """
        if not self._verdicts:
            return []
        having: dict[tuple[str, str], set[str]] = {}
        judged = {name for _, names in self._verdicts for name in names}
        for entity in entities:
            those = {plain(n) for n in (entity.name, *(a.text for a in entity.aliases))}
            for name in those & judged:
                having.setdefault((judged_type(entity.type), name), set()).add(entity.id)
        found: list[Judged] = []
        for kind in get_args(JudgedType):
            for left, right, verdict in self.names(kind):
                ours, theirs = having.get((kind, left), set()), having.get((kind, right), set())
                one = bool(ours & theirs)
                if ours and theirs and one != (verdict == "same"):
                    found.append(Judged(kind, left, right, verdict))
        return found

    def apply(
        self, kind: JudgedType, text: str, found: Found, resolve: Callable[[str], Found]
    ) -> Found:
        """The entity of ``text`` after the judgements that name it, or its full name, on the right.

        ``same``: it is the entity of the left name, and so on where that one stands on the right of another line.
        ``different``: when the rules gave both names one entity, the right one gets an id of its own (the old id with
        the name behind it).
        """
        if kind not in self._kinds:
            return found
        return self._applied(kind, text, found, resolve, frozenset())

    def _applied(
        self,
        kind: JudgedType,
        text: str,
        found: Found,
        resolve: Callable[[str], Found],
        come_by: frozenset[str],
    ) -> Found:
        """``come_by``: the names that led here; a line that leads back to one of them is passed over."""
        own = plain(text)
        meant = own if found.name == text else plain(found.name)
        lines = [*self._left_of.get((kind, own), ())]
        if meant != own:
            lines += self._left_of.get((kind, meant), ())
        here = come_by | {own} if lines else come_by
        for left, verdict in lines:
            if verdict == "same" and left in here:
                continue
            other = resolve(left)
            if verdict == "same" and other.entity not in ("", found.entity):
                other = self._applied(kind, left, other, resolve, here)
                return other._replace(rule="judgement", score=100.0)
            if verdict == "different" and other.entity == found.entity != "":
                apart = f"{found.entity}:{own}"
                return found._replace(entity=apart, name=text, rule="judgement", score=100.0)
        return found
