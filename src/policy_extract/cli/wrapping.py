"""Words → lines that fit a terminal: Chinese breaks between words, never before a mark that closes."""

from __future__ import annotations

from collections.abc import Iterator

_CLOSING = frozenset("，。、；：？！”’）》】」』〉…—,.;:?!)]}%％")
_DEEPER, _LEAST = 2, 20  # cells
#: Cells of a line that goes into a file or another program.
PIPE = 1000
_OPENING = frozenset("“‘（《【「『〈([{")


def wrapped(words: str, width: int) -> list[str]:
    """The lines of ``words``, each at most ``width`` cells wide (a Chinese sign takes two).

    A single word that is wider is cut, since it would not fit otherwise.
    """
    from rich.cells import cell_len

    lines: list[str] = []
    line = ""
    for piece in _pieces(words):
        if line and cell_len((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
        while cell_len(line.rstrip()) > width:
            fit = _fitting(line, width)
            lines.append(line[:fit])
            line = line[fit:]
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def hanging(line: str, width: int) -> list[str]:
    """A line with spaces in front, wrapped under its own indentation, the parts behind the first two cells deeper."""
    indent = " " * (len(line) - len(line.lstrip(" ")))
    first, *rest = wrapped(line.strip(" "), max(width - len(indent) - _DEEPER, _LEAST))
    return [f"{indent}{first}", *(f"{indent}{' ' * _DEEPER}{part}" for part in rest)]


def _fitting(line: str, width: int) -> int:
    """How many signs of a line fit, one at least."""
    from rich.cells import cell_len

    return next((n for n in range(len(line), 1, -1) if cell_len(line[:n]) <= width), 1)


def _pieces(words: str) -> Iterator[str]:
    """What must stay together: a word, a number with its unit, the marks that open before and close behind."""
    from policy_extract.segment import Tokenizer

    piece = ""
    for word in Tokenizer().pieces(words):
        counted = piece[-1:].isdecimal() and not word[0].isspace()  # 700家
        if piece and not (counted or word[0] in _CLOSING or piece[-1] in _OPENING):
            yield piece
            piece = ""
        piece += word
    if piece:
        yield piece
