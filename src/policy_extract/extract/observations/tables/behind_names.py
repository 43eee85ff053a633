"""What a column right behind that of the names holds, where its head does not say it: units, kinds of targets, bodies, parts of the names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from policy_extract.document import shadow
from policy_extract.expressions import expression
from policy_extract.extract.observations.tables.heads import Column
from policy_extract.extract.observations.tables.table_head import Body, TableHead, figures, words_of
from policy_extract.extract.observations.tables.units import UnitWords
from policy_extract.lexicon import Lexicon

_BETWEEN = expression(r"[、,，;；\s]+")
_DIGIT = expression(r"\d")
_LONGEST = 10  # signs of a kind that goes in front of names: 城镇常住居民


class BehindNames:
    """Tells what such columns hold by their cells; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self._units = lexicon.once(UnitWords)
        self._attribute = lexicon.pattern(
            r"(?:<tables.attribute.values>|<tables.attribute.short>|<tables.attribute.other>)"
            r"(?:<tables.attribute.behind>)?(?:\([^()]*\))?"
        )
        self._blank = lexicon.pattern(r"(?:-+|/|\\|\.|…|<tables.value.blank>)")
        self._bodies = words("tables", "name.answering")
        self._required = words("tables", "name.required")
        self._listed = frozenset(
            word
            for name in (
                "role.body",
                "role.person",
                "role.deadline",
                "header.project",
                "header.other",
                "header.remark",
            )
            for word in words("tables", name)
        )

    def read(self, columns: list[Column], head: TableHead) -> list[Column]:
        """The columns, each right behind the names' told by its cells where its head is blank, the names' own (指标 over both) or one of no role.

        指标 | | 2025年 over %, 亿元: units; over 约束性: kinds of targets; over 市林业局: no names; over 城市, 农村: names. 指标 | 运输方式 over
        客运量 | 公路, 客运量 | 铁路: a kind of what the names say (``kind``). 指标 | 指标值 over ≥60: what a norm requires, no names. Refused: blank columns, numbers, a column behind any other.
        """
        body, titles = head.body, head.titles
        told = list(columns)
        for at in range(1, len(columns)):
            before = at - 1
            while before and told[before].role == "unit":
                before -= 1
            if told[before].role == "name":
                told[at] = self._told(body, told[at], titles, before, at)
                if told[at].role == "name" and not titles[at]:
                    told[at] = told[before]  # its head holds for both
        return told

    def _told(
        self, body: Body, column: Column, titles: Sequence[str], names: int, at: int
    ) -> Column:
        words = [w for w in words_of(body, at) if not self._blank.fullmatch(w)]
        if column.role == "name" and titles[at].endswith(self._required):
            return Column("other", title=column.title)
        shared = column.role == "name" and titles[at] == titles[names]
        if not words or not (column.role == "other" or shared):
            return column
        if all(map(self._attribute.fullmatch, words)):
            return Column("attribute")
        if titles[at] and not shared:
            return (
                column if self._stands_apart(titles[at]) else self._kinds(body, column, names, at)
            )
        if names == at - 1 and all(map(self._units.alone, words)):
            return Column("unit")
        if all(map(self._is_body, words)):
            return Column("other")
        named = shared or (names == at - 1 and not any(map(_DIGIT.search, words)))
        return Column("name", title=titles[at]) if named else column

    def _is_body(self, words: str) -> bool:
        """Bodies that answer for a row and nothing else: 市林业局、市水务局. Refused: 城市, 医院, 企业, 村民委员会: of such indicators are, too."""
        names = [name for name in _BETWEEN.split(words) if name]
        return all(n.endswith(self._bodies) for n in names)

    def _stands_apart(self, head: str) -> bool:
        """A head that says that its column is about the row and no part of its name: 责任单位, 备注."""
        return head in self._listed

    def _kinds(self, body: Body, column: Column, names: int, at: int) -> Column:
        """A column that tells rows of one name apart: 低保人数 | 城市, 低保人数 | 农村 (the name blank or the same again).

        Names again where they have units of their own: 数字经济 | 5G基站（座）. Refused: a column whose words are another for each name (地区生产总值 | 经济发展), the same for two rows of one name, long or
        blank beside a name that comes again, figures.
        """
        if figures(body, at):
            return column
        kinds: dict[str, list[str]] = defaultdict(list)
        name = ""
        for row in body:
            if at in row and names in row:
                name = shadow(row[names].text).strip() or name
                kinds[name].append(shadow(row[at].text).strip())
        several = [k for k in kinds.values() if len(k) > 1]
        short = all(0 < len(kind) <= _LONGEST for k in several for kind in k)
        if not several or not short or any(len(set(k)) < len(k) for k in several):
            return column
        measured = any(self._units.named(kind)[1] for k in kinds.values() for kind in k)
        return Column("name" if measured else "kind", title=column.title)
