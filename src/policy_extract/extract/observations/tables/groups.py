"""Rows that name the rows below them: 九年义务教育 over 在校生, 巩固率. Their words tell rows of one name apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from policy_extract.document import closed_up, shadow
from policy_extract.expressions import expression
from policy_extract.extract.observations.places import PlaceWords
from policy_extract.layout import category_name
from policy_extract.lexicon import Lexicon
from policy_extract.model import Table

_UNIT = expression(r"\([^()]{1,12}\)$")
_PER = ("%", "‰", "%)", "‰)")
_DIGIT = expression(r"\d")
_LONGEST = 12  # signs of a group's name that goes in front of others
_OWN = 4  # its last signs, which a name has itself: 职业教育 over 中等职业教育在校生

#: A row's name and its unit.
Named = tuple[str, str]


class GroupWords:
    """Puts the words of groups in front of the names of rows; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self._parts = words("tables", "name.parts")
        self._totals = frozenset((*words("tables", "head.totals"), *words("tables", "head.parts")))
        self._alone = frozenset(words("tables", "name.alone"))
        self._naming = words("tables", "header.name")
        self._category = frozenset(words("tables", "head.category"))
        self._moving = (*words("tables", "value.ratios"), *words("tables", "value.growing"))
        self._rates = frozenset(words("tables", "name.rates"))
        self._never = frozenset(
            (
                *words("tables", "head.groups"),
                *words("tables", "head.wholes"),
                *words("tables", "head.regions"),
            )
        )
        self._kinds = words("tables", "attribute.values")
        self._kind_ends = words("tables", "head.group_kinds")
        self._places = lexicon.once(PlaceWords)
        self._more = lexicon.pattern(r"^(?:<measures.increase.before>)(?=[\u4e00-\u9fff])")

    def names(
        self, table: Table, rows: Mapping[int, Named], beside: Mapping[int, str]
    ) -> dict[int, str]:
        """The names that rows take with the words of their group, by the numbers of the rows.

        Rows whose name and unit come again below another group (毛入学率 below 高中段教育 and below 高等教育), and rows whose name is none
        alone (增速 below 固定资产投资). 新增就业 below 城镇 is 新增城镇就业: the row's words say the measure. Refused: every other row, sums
        (小计), 其中：工业, groups of any indicators (经济发展, 约束性指标), areas (全市, 市区), years, words that the row's name has itself.
        ``beside``: what a column in front of the names says of each row, which counts below 类别 (城镇 | 人均可支配收入) and beside another head of names.
        """
        groups = self._beside(table, beside) | self._groups(table)
        named = self._of_rows(rows, groups)
        if not groups:
            return named
        below: dict[Named, set[str]] = defaultdict(set)
        for number, row in rows.items():
            if number not in named:
                below[row].add(groups.get(number, ""))
        for number, row in rows.items():
            if number in named:
                continue
            group, name = groups.get(number, ""), row[0]
            own = not group or group[-_OWN:] in name or name in self._totals
            if own or self._is_part(table, number):
                continue
            if len(below[row] - {""}) > 1 or name in self._alone:
                named[number] = self._joined(group, name)
        return named

    def _beside(self, table: Table, words: Mapping[int, str]) -> dict[int, str]:
        """What stands beside the rows, below 类别 or one of two heads of names (项目 | 指标). Refused: words beside the middle of their rows, so that the first has none."""
        heads = {closed_up(c.text) for row in table.rows[: table.header_rows] for c in row}
        naming = sum(any(word in head for word in self._naming) for head in heads)
        telling = naming > 1 or not heads.isdisjoint(self._category)
        if not telling or not next(iter(words.values()), ""):
            return {}
        told = {number: category_name(word) for number, word in words.items() if word}
        return {number: name for number, name in told.items() if self._tells(name)}

    def _of_rows(self, rows: Mapping[int, Named], groups: Mapping[int, str]) -> dict[int, str]:
        """Names of rates that the row right above says of what they are: 固定资产投资 | 亿元 over 增速 | %.

        Refused: 增速 right below the name of a group, below a sum or a row that is a rate itself (城镇化率, 税收占比).
        """
        named: dict[int, str] = {}
        above, last = "", -1
        for number, (name, unit) in rows.items():
            bare = _UNIT.sub("", name)
            if groups.get(number) != groups.get(last):
                above = ""
            if bare in self._rates and above and number == last + 1:
                named[number] = above + name
            elif bare not in self._alone:
                rate = unit.endswith(_PER) or name.endswith(_PER) or bare.endswith(self._moving)
                above = "" if rate or bare in self._totals else bare
            else:
                above = ""
            last = number
        return named

    def _joined(self, group: str, name: str) -> str:
        more = self._more.match(name)
        return f"{more.group()}{group}{name[more.end() :]}" if more else group + name

    def _is_part(self, table: Table, number: int) -> bool:
        words = (shadow(cell.text).strip() for cell in table.rows[number])
        return any(category_name(word).startswith(self._parts) for word in words if word)

    def _groups(self, table: Table) -> dict[int, str]:
        """The name of the group that each row stands below, where it may stand in names."""
        found: dict[int, str] = {}
        group = ""
        for number, row in enumerate(table.rows[table.header_rows :], table.header_rows):
            words = [shadow(cell.text).strip() for cell in row]
            filled = [word for word in words if word]
            if len(filled) == 1 and _leads(words):
                name = category_name(filled[0])
                if not name.startswith(self._parts):  # 其中： opens no group and ends none
                    group = name if self._tells(name) else ""
            elif group:
                found[number] = group
        return found

    def _tells(self, name: str) -> bool:
        """Words that may stand in front of a name. Refused: 2023年, a sentence, 经济发展, 约束性指标, 全市."""
        fit = 1 < len(name) <= _LONGEST and not _DIGIT.search(name)
        kind = name.startswith(self._kinds) or name.endswith(self._kind_ends)
        return fit and not kind and name not in self._never and self._places.division(name) != name


def _leads(words: Sequence[str]) -> bool:
    """The one cell with words stands in front: alone, or with blanks behind it and at most the running number's before it."""
    return any(words[:2])
