"""What only the first name of a list says for all: whose they are (生猪存栏、|出栏量), of what unit (单位GDP能耗和|二氧化碳排放).

What only the last says, its measure, is completed by ``complete``.
"""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.lexicon import Lexicon


class ListOwners:
    """Finds the owner that the first name of a list has for all; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self._yields = frozenset(
            (*words("announcing", "words.yields"), *words("naming", "owned.sown_also"))
        )
        self._sown = lexicon.pattern(
            r"(?P<who>.{2,}?)(?:<naming.owned.planting>)?(?:<naming.name.sown>)"
        )
        self._results = frozenset(words("naming", "owned.results"))
        self._firms = lexicon.pattern(
            r"(?P<who>.{0,8}?(?:<owners.industry.general_starts>)(?:<naming.owned.firms>)?)"
            r"(?:<naming.inner.realised>)?(?:<naming.owned.results>)"
        )
        self._carried = frozenset(words("naming", "owned.carried"))
        self._carriers = lexicon.pattern(
            r"(?P<who>.{0,4}?(?:<naming.owned.carriers>))(?:<naming.owned.carried>)"
        )
        self._used = words("naming", "owned.used")
        self._per_unit = lexicon.pattern(
            r"(?P<who>.{0,12}?(?:<naming.owned.unit>).{2,20}?)(?:<naming.owned.used>).{0,4}"
        )

    def of(self, parts: Sequence[str]) -> list[str] | None:
        """The names of a list with the owner that the first of them says; None where each says its own, or none does.

        生猪存栏、出栏量; 规上工业销售收入、利税、利润; 公路客运量、货运量; 单位GDP能耗、二氧化碳排放. Refused: 纺织产值、利润 (a segment, which the
        owners carry); 单位GDP能耗、单位工业增加值水耗; 单位GDP能耗、煤炭消费量.
        """
        first, others = parts[0], parts[1:]
        if not others:
            return None
        found = None
        if all(p in self._yields for p in others):
            found = self._sown.fullmatch(first)
        elif all(p in self._results for p in others):
            found = self._firms.fullmatch(first)
        elif all(p in self._carried for p in others):
            found = self._carriers.fullmatch(first)
        elif all(p.startswith(self._used) for p in others):
            found = self._per_unit.fullmatch(first)
        return [first, *(found["who"] + p for p in others)] if found else None

    def carried_of(self, name: str, previous: str) -> str:
        """After 民航旅客吞吐量, “货邮吞吐量” → 民航货邮吞吐量; "" for any other name, and behind 旅客吞吐量 of nobody named."""
        found = self._carriers.fullmatch(previous) if name in self._carried else None
        return found["who"] + name if found else ""
