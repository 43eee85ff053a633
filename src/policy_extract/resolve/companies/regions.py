"""Regions in names of companies: which divisions a name states, and when a short name counts."""

from __future__ import annotations

from collections.abc import Iterable

from policy_extract.resolve.divisions import DivisionIndex

_LONGEST = 8


class Regions:
    """Finds divisions in front of a text: provinces, cities; counties in full or ``nearby``."""

    def __init__(self, divisions: DivisionIndex, nearby: Iterable[str] = ()) -> None:
        self._divisions, self._nearby = divisions, frozenset(nearby)

    def front(self, text: str, above: list[str], keep: int = 2) -> tuple[list[str], str] | None:
        """The codes that the text opens with, inside one of ``above`` if any, and the rest.

        At least ``keep`` characters stay behind the region. None when no region stands in front.
        """
        if text[:2] not in self._divisions.fronts:
            return None
        for length in range(min(_LONGEST, len(text) - keep), 1, -1):
            front = text[:length]
            codes = [
                code
                for code in self._divisions.named(front)
                if self._counts(code, front)
                and (not above or any(a in self._above(code) for a in above))
            ]
            if codes:
                return codes, text[length:]
        return None

    def innermost(self, codes: Iterable[str]) -> str | None:
        """The one division that lies in all the others, or None: （兰溪） behind 浙江 is 兰溪."""
        found = set(codes)
        inner = [c for c in found if found <= {c, *self._above(c)}]
        return inner[0] if inner else None

    def province(self, code: str) -> str:
        """The code of the province of a division."""
        return self._divisions.chain(code)[-1].code

    def is_province(self, code: str) -> bool:
        """Whether a code is a province's."""
        return self._divisions.by_code[code].level == "province"

    def _above(self, code: str) -> list[str]:
        return [d.code for d in self._divisions.chain(code)[1:]]

    def _counts(self, code: str, front: str) -> bool:
        division = self._divisions.by_code[code]
        return division.level != "county" or front == division.name or code in self._nearby
