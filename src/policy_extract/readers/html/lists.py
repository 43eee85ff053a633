"""Lists of a page: the number that a browser shows before an item."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from policy_extract.expressions import expression
from policy_extract.readers.html.tree import Element
from policy_extract.readers.html.words import PageWords
from policy_extract.readers.numerals import counted, roman

_STYLE: Final = expression(r"list-style(?:-type)?\s*:\s*([^;]+)", re.IGNORECASE)
_CHINESE: Final = (
    "cjk-ideographic",
    "simp-chinese-informal",
    "trad-chinese-informal",
    "cjk-decimal",
)
_MOST = 100_000


@dataclass(slots=True)
class _List:
    node: Element
    style: str  # "" shows no number
    next: int
    step: int
    due: str = ""  # the number that the open item shows before its first words


class Lists:
    """The lists that are open while a page is gone through."""

    def __init__(self, words: PageWords) -> None:
        self._words = words
        self._open: list[_List] = []

    def opened(self, node: Element) -> None:
        """A list or an item begins; anything else is passed over."""
        if node.tag in ("ol", "ul", "menu", "dir"):
            style = _style(node) if node.tag == "ol" else ""
            down = node.get("reversed") is not None
            first = _integer(node.get("start"), len(node) if down else 1)
            self._open.append(_List(node, style, first, -1 if down else 1))
        elif node.tag == "li" and self._open:
            one = self._open[-1]
            one.next = _integer(node.get("value"), one.next)
            one.due = _shown(one.next, _style(node, one.style)) if one.style else ""
            one.next += one.step

    def closed(self, node: Element) -> None:
        """A list or an item ends."""
        if self._open and self._open[-1].node is node:
            self._open.pop()
        elif node.tag == "li" and self._open:
            self._open[-1].due = ""

    def number(self, words: str) -> str:
        """What stands before the first words of the open item; "" for all others."""
        if not self._open:
            return ""
        due, self._open[-1].due = self._open[-1].due, ""
        return "" if not due or self._words.numbered.match(words) else due


def _integer(words: str | None, otherwise: int) -> int:
    try:
        number = int(words or "")
    except ValueError:
        return otherwise
    return number if abs(number) < _MOST else otherwise


def _style(node: Element, otherwise: str = "decimal") -> str:
    found = _STYLE.search(node.get("style") or "")
    if found:
        words = found[1].lower()
        if "none" in words:
            return ""
        return next(
            (name for name in (*_CHINESE, "alpha", "latin", "roman") if name in words), "decimal"
        )
    return {"a": "alpha", "A": "ALPHA", "i": "roman", "I": "ROMAN"}.get(
        node.get("type") or "", otherwise
    )


def _shown(number: int, style: str) -> str:
    if style in _CHINESE and 0 < number < 100:
        return f"{counted(number)}、"
    if style.lower() in ("alpha", "latin") and 0 < number <= 26:
        sign = chr(ord("a") + number - 1)
        return f"{sign.upper() if style.isupper() else sign}. "
    if style.lower() == "roman" and 0 < number < 4000:
        sign = roman(number)
        return f"{sign.upper() if style.isupper() else sign}. "
    return f"{number}. "
