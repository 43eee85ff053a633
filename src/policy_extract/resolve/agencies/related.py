"""How bodies stand to others: branches to their superior body, bodies of before a reform to their successor."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Literal

from policy_extract.model import Relation
from policy_extract.resolve.agencies.branches import Branches
from policy_extract.resolve.agencies.listed import Listed
from policy_extract.resolve.agencies.names import AgencyNames
from policy_extract.resolve.divisions import NATION, DivisionIndex

_ID = "agency:"
#: Rank, type and target of a relation that may be.
Candidate = tuple[int | None, Literal["branch_of", "succeeded_by"], str]


class Related:
    """Tells relations by the ids alone; built once per lexicon."""

    def __init__(
        self, divisions: DivisionIndex, names: AgencyNames, listed: Listed, branches: Branches
    ) -> None:
        self._divisions, self._listed, self._branches = divisions, listed, branches
        self._records = names.skeletons.keys

    def of(self, present: Set[str]) -> Iterator[tuple[str, Relation]]:
        """The relations of these entities to others of them, by the gazetteer."""
        for entity in sorted(one for one in present if one.startswith(_ID)):
            branch = False
            for rank, kind, target in self.candidates(entity):
                if target in present and not (branch and rank is not None):
                    yield entity, Relation(type=kind, target=target, evidence="gazetteer")
                    branch = branch or rank is not None

    def candidates(self, entity: str) -> Iterator[Candidate]:
        """The relations that an entity has where their targets are in the corpus; of those with a rank the first such alone."""
        code, colon, body = entity.removeprefix(_ID).partition(":")
        if not (entity.startswith(_ID) and colon):
            return
        for rank, superior in enumerate(self._superiors(code, body)):
            yield rank, "branch_of", superior
        for key in self._listed.changes.successors(body, self._listed.level(code)):
            successor = self._listed.changes.today(key, self._listed.level(code))
            for target in dict.fromkeys((f"{_ID}{code}:{key}", f"{_ID}{code}:{successor}")):
                if target != entity:
                    yield None, "succeeded_by", target

    def _superiors(self, code: str, body: str) -> Iterator[str]:
        """The ids that a superior body may have, the nearest first."""
        record = self._records.get(body)
        above = [d.code for d in self._divisions.chain(code)[1:]]
        if record is not None:
            yield from (f"{_ID}{c}:{key}" for c in above for key in self._known(record.superior, c))
            yield from (f"{_ID}{NATION}:{key}" for key in self._known(record.superior, NATION))
            return
        branch = self._branches.superior(body)
        if branch is not None:
            key, whole = branch
            for c in above if whole else (code, *above):
                yield from (f"{_ID}{c}:{key}" for key in self._known((key,), c))

    def _known(self, keys: tuple[str, ...], code: str) -> list[str]:
        """The keys as bodies of that division have them: 自然资源 of a city is 自然资源和规划."""
        return [self._listed.changes.today(key, self._listed.level(code)) for key in keys]
