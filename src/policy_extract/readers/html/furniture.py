"""Lines inside an article that are the page's own: tools, source lines, menus in front, links and addresses behind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policy_extract.expressions import expression
from policy_extract.readers.html.flow import Held, Line, Piece
from policy_extract.readers.html.words import PageWords

_SHORT: Final = 60
_MAX_SOURCE: Final = 200
_LINKED: Final = 0.7
_LONG: Final = 60  # signs of a line that belongs to the article for sure
_DASHED: Final = expression(r"(?:19|20)\d\d[-/]\d{1,2}[-/]\d{1,2}")
_SIGNS: Final = expression(r"[\s:：|｜\[\]【】()（）<>《》/\-+,，.·\xa0　\d]")
_PATH: Final = expression(r"\S{1,20}(?:\s*(?:>|»|›|＞|→|>>)\s*\S{1,40}){2,}$")
_NAME: Final = 16  # signs that the name of a source may have in a source line


def kept_pieces(pieces: Sequence[Piece], words: PageWords) -> tuple[list[Piece], str]:
    """The pieces that are the article's, and the day of a source line (2022-03-01) or "".

    Only above the first and below the last long line or table is anything left out: between them 提供技术支持 and
    主办单位：… are words of the plan.
    """
    first = next((i for i, p in enumerate(pieces) if _heavy(p, words)), len(pieces))
    last = next((i for i in range(len(pieces) - 1, -1, -1) if _heavy(pieces[i], words)), -1)
    stop = next(
        (i for i in range(last + 1, len(pieces)) if _opens_tail(pieces[i], words)), len(pieces)
    )
    kept: list[Piece] = []
    day = ""
    for at, piece in enumerate(pieces[:stop]):
        if isinstance(piece, Line) and piece.words and not first <= at <= last:
            if at < first and (stamp := _source_line(piece.words, words)) is not None:
                day = day or stamp
                continue
            if _page_line(piece, words) or _leads_away(piece, words):
                continue
        kept.append(piece)
    return kept, day


def day_above(pieces: Sequence[Piece], words: PageWords) -> str:
    """The day that the last source line of pieces above an article says; "" for none."""
    days = (
        _source_line(p.words, words) for p in reversed(pieces) if isinstance(p, Line) and p.words
    )
    return next((day for day in days if day), "")


def page_line(piece: Piece, words: PageWords) -> bool:
    """A line above an article that is the page's: a source line, tools, its path."""
    if isinstance(piece, Held):
        return False
    return _page_line(piece, words) or _source_line(piece.words, words) is not None


def _heavy(piece: Piece, words: PageWords) -> bool:
    if isinstance(piece, Held):
        return True
    if any(word in piece.words for word in words.foot):
        return False
    plain = len(piece.words) - piece.linked
    return plain >= _LONG or (plain >= _LONG / 3 and piece.words.endswith(("。", "；")))


def _opens_tail(piece: Piece, words: PageWords) -> bool:
    if isinstance(piece, Held) or len(piece.words) > _SHORT:
        return False
    bare = piece.words.strip(" \u3000【[·•■◆▪>»|-—")
    return bare.startswith(words.tails)


def _page_line(line: Line, words: PageWords) -> bool:
    """Tools, the path of the page, its foot."""
    said = line.words
    if words.nothing(said):
        return True
    if len(said) > _MAX_SOURCE:
        return False
    foot = any(word in said for word in words.foot)
    path = said.startswith(words.path) or (bool(_PATH.match(said)) and len(said) <= _SHORT)
    return foot or path or (len(said) <= _SHORT and said.startswith(words.heads))


def _leads_away(line: Line, words: PageWords) -> bool:
    """A line that is a link, no attachment."""
    if line.attached or line.words.startswith(words.attachment):
        return False
    return line.linked >= _LINKED * len(line.words)


def _source_line(said: str, words: PageWords) -> str | None:
    """The day ("" for none) of a line below the title: 发布时间：2022-03-01 来源：… 字体：大 中 小; None for any other.

    Refused: a date in the words of a document (2022年3月1日), which its own title block has.
    """
    if len(said) > _MAX_SOURCE:
        return None
    stamp = words.day.search(said)
    rest = words.time.sub(" ", said.replace(stamp.group(), " ") if stamp else said)
    if stamp and not rest.strip(" ()（）"):
        digits = _DASHED.search(said)
        return stamp.group().strip() if digits or words.time.search(said) else None
    labels = len(words.label.findall(said))
    bare = _SIGNS.sub("", rest)
    left = words.sourced(bare)
    taken = len(bare) - len(left)
    if taken and (stamp or labels) and len(left) <= max(_NAME, taken):
        return stamp.group().strip() if stamp else ""
    return None
