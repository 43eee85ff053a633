"""What a resolver says about one name: the entity it means, and why."""

from __future__ import annotations

import re
from functools import cache

from policy_extract.document import looks_like, radicals
from policy_extract.expressions import expression
from policy_extract.model import EntityType
from policy_extract.tuples import NamedTuple

# How good a name is as the entity's own: the best rank met in the corpus is put out.
RANK_WRITTEN, RANK_BUILT, RANK_STATED, RANK_GAZETTEER = 0, 1, 2, 3

_SPACE = expression(r"\s+")


class Found(NamedTuple):
    """One name resolved: entity id and type, the name it gives the entity, rule and score (0-100).

    ``entity`` is empty where the name means no entity of its type: an enterprise in a column of places.

    ``rank`` says how good ``name`` is as the entity's own name (``RANK_*``), ``division`` is the
    code of the division it belongs to.
    """

    entity: str
    type: EntityType
    name: str
    rank: int
    rule: str
    score: float
    division: str | None = None


@cache
def _plain() -> dict[int, str | int | None]:
    wide = {0xFF00 + i: chr(0x20 + i) for i in range(1, 0x5F) if chr(0x20 + i).isalnum()}
    return (
        wide
        | radicals()
        | str.maketrans(
            "()[]［］【】〔〕,",
            "（）（）（）（）（），",
            "“”‘’\"'《》「」『』﹃﹄〝〞＂＇ \t\n\r\x0b\x0c\xa0\u2002\u2003\u2009\u200b\u3000\ufeff",
        )
    )


@cache
def _unlike() -> re.Pattern[str]:
    """Any sign that is compared as another one, or not at all."""
    return expression(f"[{re.escape(''.join(map(chr, _plain())))}]")


def squeeze(text: str) -> str:
    """The text without white space and radicals: names wrap in table cells (玖隆新材料科⏎技有限公司)."""
    return text if text.isalnum() else _SPACE.sub("", looks_like(text))


def plain(text: str) -> str:
    """The form in which names are compared: no white space, no quotes, no radicals, brackets of one kind, letters and
    digits of one width (ＴＣＬ is TCL).

    Quotes carry nothing in a name: 市“三服务”办公室 and 市三服务办公室 are one body.
    """
    return text.translate(_plain()) if _unlike().search(text) else text  # most names are plain
