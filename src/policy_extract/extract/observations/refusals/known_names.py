"""Numbers that belong to a name of the gazetteers: 每|10万人|死亡率, 120米|以下适飞空域占比, 年均|十万人|受灾人次."""

from __future__ import annotations

from collections.abc import Iterable

from policy_extract.document.plain import shadow as plain
from policy_extract.expressions import expression
from policy_extract.measure import numerals

_NUMBER = expression(rf"\d[\d.]*|[{numerals.SIGNS}]+")
_SIGNS = 2  # the signs from the number on that names are looked up by


class NumbersInNames:
    """Where a name of an indicator stands around a number; built once for a lexicon."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_signs: dict[str, list[tuple[str, str]]] = {}
        for name in map(plain, names):
            for number in _NUMBER.finditer(name):
                front, rest = name[: number.start()], name[number.start() :]
                self._by_signs.setdefault(rest[:_SIGNS], []).append((front, rest))

    def around(self, text: str, number: int) -> tuple[int, int] | None:
        """The known name that holds the number at a code point of the text, as (start, end); None for none.

        The number is a part of it and no value: words of the name stand behind it.
        """
        for front, rest in self._by_signs.get(text[number : number + _SIGNS], ()):
            if text.startswith(rest, number) and text.endswith(front, 0, number):
                return number - len(front), number + len(rest)
        return None
