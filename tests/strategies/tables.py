"""Tables of plans as rows of cells: indicators, tasks, projects, duties, areas; ``dialects`` draws them."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from strategies.texts import INDICATORS, PLACES, agencies, companies, values

Row = tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A table: its caption (or none), its head and its rows; no cell holds a tab or a line end."""

    caption: str
    head: Row
    rows: tuple[Row, ...]

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """The head and the rows."""
        return (self.head, *self.rows)


_NUMBERS = st.integers(1, 9999).map(str) | st.decimals("0.1", "999.9", places=1).map(str)


@st.composite
def indicator_sheets(draw: st.DrawFn, least: int = 3) -> Sheet:
    """指标 | 单位 | 2020年 | 2025年, as plans print their main indicators: every cell filled, names that differ."""
    first = draw(st.integers(2015, 2022))
    numbered, kinds = draw(st.booleans()), draw(st.booleans())
    named = draw(st.lists(st.sampled_from(INDICATORS), min_size=least, max_size=8, unique=True))
    head = [*(("序号",) if numbered else ()), "指标", "单位", f"{first}年", f"{first + 5}年"]
    rows = []
    for number, (name, unit) in enumerate(named, 1):
        row = [*((str(number),) if numbered else ()), name, unit, draw(_NUMBERS), draw(_NUMBERS)]
        rows.append((*row, *((draw(st.sampled_from(("预期性", "约束性"))),) if kinds else ())))
    return Sheet("表1 主要指标", (*head, *(("属性",) if kinds else ())), tuple(rows))


_ODD = st.sampled_from(
    (
        "",
        "—",
        "500亿元",
        "≥3",
        "完成下达任务",
        "920/36",
        "2024年达到60%，力争2030年达到75%",
        "4.5:38.5:57",
    )
)


@st.composite
def odd_sheets(draw: st.DrawFn) -> Sheet:
    """A table of any kind whose cells may be empty, hold sentences or values that are none, and whose rows may be short."""
    name = st.sampled_from(INDICATORS).map(lambda one: one[0])
    unit = st.sampled_from(INDICATORS).map(lambda one: one[1])
    year = st.integers(2015, 2035).map(lambda one: f"{one}年")
    number = _NUMBERS | _ODD
    bodies = st.lists(agencies(), min_size=1, max_size=3).map("、".join)
    kinds: tuple[tuple[str, Row, tuple[st.SearchStrategy[str], ...]], ...] = (
        ("表1 主要指标", ("指标", "单位", draw(year), draw(year)), (name, unit, number, number)),
        ("表2 重点任务分工", ("序号", "重点任务", "责任单位", "完成时限"), (_NUMBERS, name, bodies, year)),
        ("附表 重点项目表", ("序号", "项目名称", "建设单位", "总投资（万元）", "建设年限"), (_NUMBERS, name, companies(), number, st.just("2021-2023"))),
        ("部门职责清单", ("部门", "主要职责"), (agencies(), name)),
        ("", ("地区", f"{draw(year)}产值", f"{draw(year)}企业数"), (st.sampled_from(PLACES), number, number)),
        ("", ("类别", "序号", "指标", "单位", "基期", "目标"), (st.sampled_from(("规模", "")), _NUMBERS, name, unit, number, values("家"))),
    )  # fmt: skip
    caption, head, cells = draw(st.sampled_from(range(len(kinds))).map(lambda i: kinds[i]))
    rows = draw(st.lists(st.tuples(*cells), min_size=1, max_size=6))
    short = draw(st.integers(0, 2)) == 0
    if short:
        rows = [row[: draw(st.integers(1, len(row)))] for row in rows]
    return Sheet(caption, head, tuple(rows))
