"""What a person has decided about two names, honoured before any rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from policy_extract.lexicon.records import Judgement
from policy_extract.model import EntityType
from policy_extract.resolve.found import Found, plain

Verdict = Literal["same", "different"]
JudgedType = Literal["company", "agency", "indicator", "area"]


def judged_type(kind: EntityType) -> JudgedType:
    """The type under which names of such entities are judged: collective bodies among the agencies."""
    return "agency" if kind == "collective" else kind


class Judgements:
    """The lines of ``judgements.csv`` by type and pair of names."""

    def __init__(self, records: Iterable[Judgement]) -> None:
        self._verdicts: dict[tuple[str, frozenset[str]], Verdict] = {}
        self._left_of: dict[tuple[str, str], list[tuple[str, Verdict]]] = {}
        for record in records:
            left, right = plain(record.left), plain(record.right)
            self._verdicts[record.type, frozenset((left, right))] = record.verdict
            self._left_of.setdefault((record.type, right), []).append((left, record.verdict))

    def verdict(self, kind: JudgedType, left: str, right: str) -> Verdict | None:
        """``same``, ``different``, or None when nobody has judged these two names."""
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

    def apply(
        self, kind: JudgedType, text: str, found: Found, resolve: Callable[[str], Found]
    ) -> Found:
        """The entity of ``text`` after the judgements that name it, or its full name, on the right.

        ``same``: it is the entity of the left name, and so on where that one stands on the right of another line.
        ``different``: when the rules gave both names one entity, the right one gets an id of its own (the old id with
        the name behind it).
        """
        if not self._left_of:
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
        here = come_by | {plain(text)}
        lines = [
            line
            for name in dict.fromkeys((plain(text), plain(found.name)))
            for line in self._left_of.get((kind, name), ())
        ]
        for left, verdict in lines:
            if verdict == "same" and left in here:
                continue
            other = resolve(left)
            if verdict == "same" and other.entity not in ("", found.entity):
                other = self._applied(kind, left, other, resolve, here)
                return other._replace(rule="judgement", score=100.0)
            if verdict == "different" and other.entity == found.entity != "":
                own = f"{found.entity}:{plain(text)}"
                return found._replace(entity=own, name=text, rule="judgement", score=100.0)
        return found
