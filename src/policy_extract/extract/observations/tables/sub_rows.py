"""Rows that say less than they mean beside the cell in front of them: their names and units."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from policy_extract.expressions import expression
from policy_extract.lexicon import Lexicon
from policy_extract.tuples import NamedTuple

_DIGIT = expression(r"\d")
_SHARED = 2  # signs at the end of a row's name that the name beside it has, too: 第一产业, 三次产业增加值占比


class SubRow(NamedTuple):
    """What a row says: its name with the unit in its brackets, the unit of its column, the cell before the name and whether both stand below one head of names.

    ``part``: 其中 stands before the name; ``number`` is the row's in its table, the same for each line of a row of several.
    """

    name: str
    unit: str
    group: str
    named: bool
    part: bool
    number: int


class SubRows:
    """Completes such rows; built once for a lexicon with the reader of a name's unit (专任教师数(人) → 专任教师数, 人)."""

    def __init__(self, lexicon: Lexicon, unit_of: Callable[[str], tuple[str, str]]) -> None:
        words = lexicon.words
        self._unit_of = unit_of
        self._whose = frozenset(words("tables", "name.whose"))
        self._alone = frozenset(words("tables", "name.alone"))
        self._measured = (
            *words("naming", "complete.measures"),
            *words("naming", "complete.counted_ends"),
        )
        self._fronts = words("tables", "name.fronts")
        self._leading = words("tables", "name.leading")
        self._falling = words("tables", "value.falling")
        self._moving = (*words("tables", "value.ratios"), *words("tables", "value.growing"))
        self._ends = words("tables", "name.ends")

    def name(self, row: SubRow) -> str:
        """The name of a row with that of the cell beside it, and its unit: 专任教师数(人) over 小学 → 小学专任教师数(人).

        每千人口拥有 | 医生(人) → 每千人口拥有医生(人); 参加养老保险人数 | 城镇职工(万人) → 城镇职工参加养老保险人数(万人); 地区生产总值 | 增速 → 地区生产总值增速.
        Refused: 结婚登记率 beside 婚姻, 城市低保标准 beside 社会救助: indicators themselves; 城镇 beside 经济发展: nothing that is measured;
        氨氮 beside 主要污染物排放减少(%): the cell says what befalls it.
        """
        whole, measured = self._unit_of(row.group)
        bare, own = self._unit_of(row.name)
        if not whole or not bare or _DIGIT.search(whole):
            return row.name
        behind = row.name[len(bare) :] or row.group[len(whole) :]
        if bare in self._whose:
            told = measured or own or row.unit or whole.endswith(self._measured)
            return bare + whole + behind if told else row.name
        if measured and not own and not row.unit and not whole.endswith(self._falling):
            itself = bare.endswith(self._measured)
            return row.name + behind if itself else bare + _rest(whole, bare) + behind
        if row.named and self._leads(whole, bare):
            return whole + row.name
        if row.named and (own or row.unit) and self._follows(whole, bare):
            return bare + whole + behind
        return row.name

    def _leads(self, whole: str, bare: str) -> bool:
        """Words in front of the row's: 每千人口拥有 over 医生, 人均 over 公园绿地面积, 地区生产总值 over 总量. Refused: 每千人口床位数."""
        opens = whole.startswith(self._fronts) or whole.endswith(self._leading)
        return bare in self._alone or (opens and not whole.endswith(self._measured))

    def _follows(self, whole: str, bare: str) -> bool:
        """Words behind the row's: 参加养老保险人数 over 城镇职工. Refused: rows that are measured themselves or name it (护理型床位 beside 养老床位数)."""
        measured = whole.endswith(self._measured) and not bare.endswith(self._measured)
        return measured and bare[-_SHARED:] not in whole

    def parts(self, rows: Sequence[SubRow]) -> list[SubRow]:
        """The rows, those named whole that say behind 其中 only of whom: 居民人均可支配收入 over 其中：城镇, 农村 → 城镇居民人均可支配收入.

        Refused: 其中：高速公路, which is a name; 城镇 below a row that has it itself, or behind rows that are no parts.
        """
        told: list[SubRow] = []
        above, parts = "", False
        for row in rows:
            bare = self._unit_of(row.name)[0]
            if above and (row.part or parts) and bare in self._whose and bare not in above:
                told.append(row._replace(name=bare + above + row.name[len(bare) :]))
                parts = True
                continue
            told.append(row)
            above, parts = (above if row.part else bare), row.part
        return told

    def units(self, rows: Sequence[SubRow]) -> list[str]:
        """The units of rows: what 其中 opens and what goes on with it have that of the row above: 床位数(张) over 其中：公立医院, 社会办医.

        A name over its part in one cell has its part's, where only that has one (总里程/其中：高速公路(公里)). Refused: ratios
        (其中：女性占比), a row behind the parts whose name is one of a measure (千人医师数), rows with a unit.
        """
        own = [row.unit or self._unit_of(row.name)[1] for row in rows]
        told = [row.unit for row in rows]
        above, parts = "", False
        for at, row in enumerate(rows):
            bare = self._unit_of(row.name)[0]
            if own[at]:
                above, parts = (above if row.part else own[at]), row.part
                continue
            goes_on = parts and not bare.endswith((*self._ends, *self._measured))
            if above and (row.part or goes_on) and not bare.endswith(self._moving):
                told[at], parts = above, True
                continue
            after = at + 1
            alike = after < len(rows) and rows[after].part and rows[after].number == row.number
            above, parts = (own[after] if alike else ""), False
            told[at] = above or row.unit
        return told


def _rest(whole: str, bare: str) -> str:
    """What a name says behind the words that a row's ends with: 增加值占比 of 三次产业增加值占比 behind 第一产业; all of it where it has them not."""
    at = whole.find(bare[-_SHARED:]) if len(bare) >= _SHARED else -1
    return whole if at < 0 else whole[at + _SHARED :]
