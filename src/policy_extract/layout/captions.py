"""The line above a table that names it, and the unit that stands there for all its values."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policy_extract.layout.geometry import Grid, Heads
from policy_extract.layout.lines import Line
from policy_extract.lexicon import Lexicon

_ROOM = 6  # lines above a table in which its caption stands
_MAX_TITLE = 45
_STOPS = ("。", ";", ",", ":", "、", "!", "?")


class CaptionReader:
    """Reads captions of tables; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, heads: Heads) -> None:
        self._heads = heads
        self._appendix = lexicon.words("layout", "appendix.heads")
        self._ends = lexicon.words("tables", "caption.ends")

    def read(self, text: str, lines: Sequence[Line], grid: Grid) -> str | None:
        """The caption of a table, with the unit that stands between it and the table; None for none.

        “表2 各地目标”, “重点任务分工表”, “附件1 …”; “表2 各地目标 （单位：万亩）” where the unit has a line of its
        own; “家庭养老床位建设任务（单位：张）”, “2024年收入决算表 单位：万元”. Refused: a sentence, a line that ends in a mark.
        """
        unit: Line | None = None
        for line in reversed(lines[max(0, grid.first - _ROOM) : grid.first]):
            if not line.plain:
                continue
            if unit is None and self._heads.unit_line.fullmatch(line.plain):
                unit = line
                continue
            if self._names(line):
                return " ".join(_words(text, part) for part in (line, unit) if part is not None)
            break
        return _words(text, unit) if unit is not None else None

    def _names(self, line: Line) -> bool:
        plain = line.plain
        if self._heads.captioned.match(plain) or plain.startswith(self._appendix):
            return True
        bare = re.sub(r"(?: ?\([^()]{2,20}\))+$", "", plain)
        front, _, last = plain.rpartition(" ")
        if bare == plain and self._heads.unit_line.fullmatch(last):
            bare = front
        behind = plain[len(bare) :].strip()
        stated = len(bare) >= 4 and bool(self._heads.unit_line.fullmatch(behind))
        return (
            4 <= len(plain) <= _MAX_TITLE
            and not plain.endswith(_STOPS)
            and "。" not in plain
            and (stated or bare.endswith(self._ends))
        )


def _words(text: str, line: Line) -> str:
    return text[line.start : line.end].strip()
