"""Sentences with tabs in them: a tab struck by mistake, or the gap of a word processor. They are no rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policy_extract.expressions import expression
from policy_extract.layout.geometry.grid import Page, serial
from policy_extract.model import Cell

#: A comma between words; one between figures parts thousands.
_CLAUSE: Final = expression(r"(?<!\d),|,(?!\d)")
_SENTENCE_GOES_ON: Final = expression(r"[。；;]\s*\w")
_OPENS_WITH_YEAR: Final = expression(r"[到至](?:19|20)\d\d年")


def reads_on(page: Page, cells: Sequence[Cell]) -> bool:
    """Whether the cells of a line, read one behind the other, are a sentence that the tabs cut.

    The first one opens it (“到2025年，全县⇥规模以上工业总产值⇥达到500亿元。”), or one but the last holds where a sentence
    ends and the next begins (“新增规上企业⇥300家。其中⇥高新技术企业120家”). Refused: a row behind a running number (“3⇥优化布局，提升
    能级⇥市发展改革委”), thousands (“1,200⇥1,500”).
    """
    words = _words(page, cells)
    if len(words) < 2 or serial(words[0]) is not None:
        return False
    opens = _CLAUSE.search(words[0]) or _OPENS_WITH_YEAR.match(words[0])
    return bool(opens) or any(_SENTENCE_GOES_ON.search(part) for part in words[:-1])


def whole_sentence(page: Page, cells: Sequence[Cell]) -> bool:
    """Whether the cells open with a year to come and end as a sentence does, so that not even a table's row says it.

    Refused: a goal with its agency behind it (“到2025年，建成园区3个。⇥市发展改革委”).
    """
    words = _words(page, cells)
    return (
        bool(words) and bool(_OPENS_WITH_YEAR.match(words[0])) and words[-1].endswith(("。", ";"))
    )


def _words(page: Page, cells: Sequence[Cell]) -> list[str]:
    """What stands in the cells that are not blank, in plain form."""
    return [page.plain[c.start : c.end].strip() for c in cells if c.text]
