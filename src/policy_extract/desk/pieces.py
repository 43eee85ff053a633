"""What is shown: lines of pieces, each with the part it plays; how a part looks is for the terminal."""

from __future__ import annotations

from typing import Literal

from policy_extract.tuples import NamedTuple

Part = Literal["", "head", "mark", "own", "rule", "doubt", "refused", "quiet"]


class Piece(NamedTuple):
    """Words and the part that they play; they are understood without it."""

    words: str
    part: Part = ""


Line = tuple[Piece, ...]


def plain(line: Line) -> str:
    """A line without looks."""
    return "".join(piece.words for piece in line)


def indented(words: str, part: Part = "", *, by: int = 4) -> Line:
    """One piece behind spaces."""
    return (Piece(" " * by), Piece(words, part))
