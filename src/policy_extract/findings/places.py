"""Which area lies in which: the entities' own parents, and above them the divisions of the lexicon."""

from __future__ import annotations

from collections.abc import Mapping

from policy_extract.findings.corpus import Corpus
from policy_extract.lexicon import Lexicon
from policy_extract.resolve.areas.names import AND, PREFIX, WITHIN
from policy_extract.resolve.divisions import NATION

_AREA = PREFIX


def one_place(area: str | None) -> bool:
    """Whether an area's id means one place for certain, so that two values of it speak of the same.

    Refused: several places in one name (武义县、磐安县: the sum or each), and words that their document alone understands
    (各城区 of a province's plan: those of each city in turn; 开发区: any).
    """
    return bool(area) and AND not in str(area) and WITHIN not in str(area)


class Places:
    """Knows what stands above an area, at any distance; built once for a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._divisions = corpus.lexicon.once(_divisions)
        self._parents = {
            entity.id: entity.attributes.parent
            for entity in corpus.entities.entities
            if entity.type == "area" and entity.attributes.parent
        }
        self._above: dict[str, tuple[str, ...]] = {}

    def above(self, area: str) -> tuple[str, ...]:
        """The areas that an area lies in, the nearest first: the county's city, its province, the nation."""
        known = self._above.get(area)
        if known is None:
            found: list[str] = []
            step = self._parent(area)
            while step is not None and step != area and step not in found:
                found.append(step)
                step = self._parent(step)
            known = self._above[area] = tuple(found)
        return known

    def _parent(self, area: str) -> str | None:
        return self._parents.get(area) or self._divisions.get(area)

    def within(self, area: str, whole: str) -> bool:
        """Whether an area is another one or lies in it."""
        return area == whole or whole in self.above(area)


def _divisions(lexicon: Lexicon) -> Mapping[str, str]:
    """What stands right above each division of a lexicon."""
    above = {d.code: d.parent or NATION for d in lexicon.divisions if d.parent or d.code != NATION}
    return {_AREA + code: _AREA + parent for code, parent in above.items()}
