"""Tables that are registers: rows of a data base, whose descriptions state nothing about the plan's area."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from policy_extract.document import by_column, closed_up
from policy_extract.expressions import expression
from policy_extract.lexicon import Lexicon
from policy_extract.model import Cell, Table
from policy_extract.rules import Rule, Said

_FIELD: Final = expression(r"[A-Za-z]\w*[a-z]\w*", re.ASCII)  # projectName, bond_id; never GDP, R&D
_CODE: Final = expression(r"(?=\D*\d)[A-Za-z0-9][A-Za-z0-9()\-_./]{3,}", re.ASCII)
_FIELDS: Final = 3  # heads; two may be a glossary's: English | Chinese
_MOST: Final = 0.7  # of the heads with words; some exports name a column by hand
_OWN: Final = frozenset(("projects", "tasks", "duties"))  # what their rows state is theirs
_ROWS: Final = 2  # codes that differ; one row alone is no register


class Registers:
    """Tells registers by their heads; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._codes = frozenset(lexicon.words("tables", "register.code"))

    def fields(self, table: Table) -> Said | None:
        """Where the heads begin that are names of a data base's fields: projectName | issueDate | cityName.

        Refused: heads of which most are Chinese, abbreviations (GDP | R&D), years.
        """
        heads = _heads(table)
        told = [head for head in heads if _FIELD.fullmatch(closed_up(head.text))]
        if len(told) < _FIELDS or len(told) < _MOST * len(heads):
            return None
        return Said(told[0].start, told[0].end)

    def coded(self, table: Table) -> Said | None:
        """The head of a column of codes, each of one row: 债券代码 over 2205123, 2205124.

        Refused: lists of projects and tasks, running numbers, columns of words, one code for all rows. A table with
        columns of values (指标代码 beside years) is never asked.
        """
        if table.role in _OWN:
            return None
        rows = [by_column(row) for row in table.rows[table.header_rows :]]
        for column, head in by_column(table.rows[0]).items() if table.header_rows else ():
            if closed_up(head.text) not in self._codes:
                continue
            cells = [closed_up(row[column].text) for row in rows if column in row]
            codes = {words for words in cells if _CODE.fullmatch(words)}
            if len(codes) >= _ROWS and len(codes) >= _MOST * len(rows):
                return Said(head.start, head.end)
        return None


def _heads(table: Table) -> Sequence[Cell]:
    return [cell for row in table.rows[: table.header_rows] for cell in row if cell.text.strip()]


Registered = Callable[[Registers, Table], Said | None]

#: In the order in which they are asked; the first that speaks makes a table a register.
RULES: tuple[Rule[Registered], ...] = (
    Rule(
        "refuse.register_fields", "refuse", "数据库导出的登记表", "a register with a data base's heads",
        "numbers in the descriptions under projectName | issueDate | constructionContent",
        "numbers in descriptions under Chinese heads, under abbreviations: GDP | R&D | CO2", Registers.fields,
    ),
    Rule(
        "refuse.register_codes", "refuse", "带代码的登记表", "a register whose rows have codes",
        "numbers in the descriptions of rows under 债券代码, a code a row",
        "a table of values: 指标代码 | 2020年 | 2025年; 编码 over running numbers", Registers.coded,
    ),
)  # fmt: skip
