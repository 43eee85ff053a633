"""Texts and numbers that a spreadsheet program shows as they are: no formula, no broken file, nothing lost unsaid."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from policy_extract.expressions import expression
from policy_extract.model import Number
from policy_extract.visible import shown

#: UTF-16 units that a cell holds in Excel; signs of a sheet's name.
MOST_IN_CELL: Final = 32_767
MOST_IN_NAME: Final = 31
_EXACT: Final = 10**15  # from here on a spreadsheet rounds

# What XML cannot hold, and halves of characters.
_ILLEGAL: Final = expression("[\ufffe\uffff]")
_FORBIDDEN: Final = expression(r"[\[\]:*?/\\\x00-\x1f]")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_RICH: Final = "<r>"  # what the library takes for its own markup of rich text


def clean(words: str, ellipsis: str = "…") -> str:
    """A text as a cell can hold it: line ends as LF, tabs as blanks, signs that nobody sees as ␛ or ⟨U+202E⟩, cut at the limit.

    What was cut is told by ``ellipsis`` at the end.
    """
    told = words.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    told = _ILLEGAL.sub("\ufffd", shown(told))
    if told.startswith(_RICH):
        told = f" {told}"
    if len(told) <= MOST_IN_CELL // 2 or _units(told) <= MOST_IN_CELL:
        return told
    room = MOST_IN_CELL - _units(ellipsis)
    kept = told.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore")
    return kept + ellipsis


def risky(words: str) -> bool:
    """Whether a text would become a formula when somebody types it in, so that its cell is marked as text."""
    return words.startswith(_FORMULA)


def exact(number: Number) -> bool:
    """Whether a spreadsheet, which counts in doubles of fifteen digits, shows this very number."""
    return abs(number) < _EXACT


def decimals(number: Number) -> int:
    """How many places a number is written with: 4.5 has one, 7 none, 1e-07 seven."""
    if isinstance(number, int):
        return 0
    mantissa, _, exponent = repr(number).partition("e")
    places = len(mantissa.partition(".")[2].rstrip("0"))
    return max(0, places - int(exponent or 0))


def sheet_name(words: str, taken: Iterable[str] = ()) -> str:
    """A name that a sheet can have: no forbidden sign, 31 signs at most, no other sheet's (case does not count)."""
    name = _FORBIDDEN.sub(" ", clean(words)).strip(" '")[:MOST_IN_NAME].strip(" '") or "-"
    others = {one.casefold() for one in taken}
    number, found = 1, name
    while found.casefold() in others:
        number += 1
        tail = f" {number}"
        found = name[: MOST_IN_NAME - len(tail)].rstrip() + tail
    return found


def _units(words: str) -> int:
    return len(words.encode("utf-16-le", "surrogatepass")) // 2
