"""Words over the end of a line: what a reader puts between them."""

from __future__ import annotations

from policy_extract.expressions import expression

_LETTER_END = expression(r"[A-Za-z][,.;]?$")
_LETTER = expression(r"[A-Za-z]")
_CUT = expression(r"[A-Z]$")
_REST = expression(r"[A-Z]")


def put_together(above: str, below: str) -> str:
    """The words of two lines as one: nothing between Chinese signs or figures, a space between Latin words.

    An abbreviation that was cut is whole: GD / P → GDP.
    """
    if _CUT.search(above) and _REST.match(below):
        return above + below
    if _LETTER_END.search(above) and _LETTER.match(below):
        return f"{above} {below}"
    return above + below
