"""What words name: indicators by their names and aliases in the corpus, and the area that a share is of."""

from __future__ import annotations

from policy_extract.findings.arithmetic.levels import Thing
from policy_extract.findings.arithmetic.prose import Prose
from policy_extract.findings.corpus import Corpus
from policy_extract.findings.quantities import unquoted

_LAYERS = 4  # from a street to its province
_LONGEST = 20  # signs of an area's name


class Naming:
    """Names of the corpus's entities; built once."""

    def __init__(self, corpus: Corpus, prose: Prose) -> None:
        self._entity = corpus.entity
        names: dict[str, dict[str, str | None]] = {"indicator": {}, "area": {}}
        for entity in corpus.entities.entities:
            known = names.get(entity.type)
            if known is None:
                continue
            for name in (entity.name, *(alias.text for alias in entity.aliases)):
                word = unquoted(name)
                # a name of two entities names neither
                known[word] = entity.id if known.get(word, entity.id) == entity.id else None
        self._indicators, self._areas = names["indicator"], names["area"]
        (self._of,) = prose.words("particle")
        self._wholes = tuple(entry.split("|") for entry in prose.words("whole_areas"))

    def indicator(self, words: str) -> str | None:
        """The one indicator of the corpus that has this name."""
        return self._indicators.get(unquoted(words))

    def whole_area(self, words: str, part: Thing) -> tuple[str | None, str]:
        """The area that the words of a whole open with, and the words behind it.

        “全市工业产值” of a county's plan is its city's; of a segment it is the area itself where that is a 市. No area:
        the part's own. An area that cannot be told is None.
        """
        plain = unquoted(words)
        for whole, *ends in self._wholes:
            if plain.startswith(whole):
                return self._above(part, tuple(ends)), plain[len(whole) :].removeprefix(self._of)
        for length in range(min(len(plain), _LONGEST), 1, -1):
            if plain[:length] in self._areas:
                return self._areas[plain[:length]], plain[length:].removeprefix(self._of)
        return part.area, plain

    def _above(self, part: Thing, ends: tuple[str, ...]) -> str | None:
        """The nearest area of a kind: the part's own only where a segment of it is spoken of."""
        area: str | None = part.area
        for layer in range(_LAYERS):
            entity = self._entity.get(area or "")
            if entity is None:
                return None
            if entity.name.endswith(ends) and (layer > 0 or part.segment is not None):
                return entity.id
            area = entity.attributes.parent
        return None
