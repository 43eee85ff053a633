"""Slices of plans, spoiled: lines cut, doubled, swapped, joined; headings, brackets, quotes, tables of every dialect
put in; signs changed; two plans spliced.

``Mutants(seed)`` gives the same mutants for the same seed and number: ``seed/number`` is all that repeats one.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final

Lines = list[str]
Mutation = Callable[[random.Random, Lines, Lines], Lines]

HEADINGS: Final = (
    "第一章 总体要求", "一、发展目标", "二、主要任务：", "（一）培育龙头企业。", "(二)到2025年目标", "1.强化招商。", "1、工业",
    "①保障", "专栏1 重点工程", "专栏 2", "附件1", "附表：重点项目表", "表1 主要指标", "注：本表为初步数", "第二节 2020年回顾",
    "到2027年主要目标：", "——产业升级。", "（责任单位：市经信局、市科技局，列第一位的为牵头单位，下同）", "# 一级", "## （三）平台",
    "十一、", "（）", "3.1.2 数字化改造", "附：", "来源：统计局",
)  # fmt: skip
BITS: Final = (
    "（", "）", "(", ")", "《", "》", "“", "”", "\"", "〔", "〕", "【", "】", "、", "，", "。", "；", "：", "%", "％", "‰", "—", "-", "~",
    "/", "|", "\t", "  ", "\u3000", "\u200b", "\u202e", "\ufeff", "\u00a0", "\r", "\x07", "０", "⼯", "𠮷", "👍", "e\u0301", "9" * 25,
    "0.", ".5", "-1", "+3", "1/3", "1:2:3", "2025年", "2020-2025年", "2025年13月32日", "“十四五”期间", "到", "分别达到", "其中", "增长",
    "翻一番", "以上", "不超过", "亿元", "万元/亩", "家", "个百分点", "牵头单位：", "责任单位：", "由市经信局牵头", "浙江甬金金属科技股份有限公司",
    "有限公司", "兰溪市", "全市", "每个县（市、区）", "年均", "累计", "完成上级下达任务", "占GDP比重", "左右", "至", "力争", "同比", "null", "NaN",
)  # fmt: skip
_NAMES: Final = (
    "规上工业总产值", "研发经费支出占比", "高新技术企业", "单位GDP能耗", "三次产业结构", "城镇化率", "", "A", "指标名称很长" * 9,
)  # fmt: skip
_CELLS: Final = (
    "320.5", "500亿元", "≥3", "—", "", "2024年达到60%，力争2030年达到75%", "920/36", "约束性", "预期性", "7.2%", "完成下达任务", "县经信局\n县科技局",
    "4.5:38.5:57", "300家以上", "左移", "1-5", "0", "1e9", "[12]", "（10）", "年产1万吨", "2021-2023",
)  # fmt: skip
_HEADS: Final = (
    ("序号", "指标", "单位", "2020年", "2025年", "属性"), ("指标名称", "现状值", "目标值"), ("类别", "序号", "指标", "单位", "基期", "2025年目标"),
    ("序号", "工作任务", "责任单位", "完成时限"), ("部门", "职责"), ("序号", "项目名称", "建设单位", "总投资（万元）", "建设年限", "地点"),
    ("序号", "重点任务", "牵头单位", "配合单位"), ("县（市、区）", "2021", "2022", "2023"), ("指标", "单位", "2020年", "2020年", "2025年"),
)  # fmt: skip


class Mutants:
    """Spoiled slices of plans; ``made(number)`` is the same for the same seed, whatever came before."""

    def __init__(self, seed: str, folder: Path, pattern: str = "*.txt") -> None:
        self.seed = seed
        self._paths = sorted(folder.glob(pattern))

    @cached_property
    def plans(self) -> list[Lines]:
        """The lines of every plan."""
        return [path.read_text(encoding="utf-8").split("\n") for path in self._paths]

    def made(self, number: int, longest: int = 12) -> str:
        """A mutant: a slice of up to so many lines with one to four mutations."""
        rng = random.Random(f"{self.seed}/{number}")
        lines, other = self._slice(rng, longest), self._slice(rng, longest)
        if rng.random() < 0.4:  # what opens a plan: title, date, period
            lines = rng.choice(self.plans)[: rng.randint(1, 4)] + lines
        for _ in range(rng.choice((1, 1, 2, 2, 3, 4))):
            lines = rng.choice(MUTATIONS)(rng, lines or [""], other)
        return rng.choice(("\n",) * 8 + ("\r\n", "\n\n")).join(lines)

    def _slice(self, rng: random.Random, longest: int) -> Lines:
        plan = rng.choice(self.plans)
        first = rng.randrange(len(plan))
        return plan[first : first + rng.randint(1, longest)]


def _at(rng: random.Random, lines: Sequence[str]) -> int:
    return rng.randrange(len(lines))


def cut(rng: random.Random, lines: Lines, _: Lines) -> Lines:
    """Lines gone."""
    first = _at(rng, lines)
    return lines[:first] + lines[first + rng.randint(1, 3) :]


def double(rng: random.Random, lines: Lines, _: Lines) -> Lines:
    """Lines said again, at once or at the end."""
    first = _at(rng, lines)
    again = lines[first : first + rng.randint(1, 4)]
    return lines + again if rng.random() < 0.5 else lines[:first] + again * 2 + lines[first:]


def swap(rng: random.Random, lines: Lines, _: Lines) -> Lines:
    """Two lines in each other's place, or all shuffled."""
    found = list(lines)
    if rng.random() < 0.2:
        rng.shuffle(found)
        return found
    one, other = _at(rng, lines), _at(rng, lines)
    found[one], found[other] = found[other], found[one]
    return found


def join(rng: random.Random, lines: Lines, _: Lines) -> Lines:
    """A line end gone, or all of them."""
    if rng.random() < 0.15:
        return ["".join(lines)]
    first = _at(rng, lines)
    return [*lines[:first], "".join(lines[first : first + 2]), *lines[first + 2 :]]


def wrap(rng: random.Random, lines: Lines, _: Lines) -> Lines:
    """Cut hard at a width, as out of a PDF."""
    width = rng.randint(5, 40)
    return [line[at : at + width] for line in lines for at in range(0, max(1, len(line)), width)]


def head(rng: random.Random, lines: Lines, _: Lines) -> Lines:
    """Headings, boxes, captions, notes put between."""
    found = list(lines)
    for _ in range(rng.randint(1, 3)):
        line = rng.choice(HEADINGS)
        at = rng.randint(0, len(found))
        found.insert(at, line + rng.choice(("", "", rng.choice(found or [""]))))
    return found


def put(rng: random.Random, lines: Lines, _: Lines) -> Lines:
    """Brackets, quotes, marks, numbers, words put into lines."""
    found = list(lines)
    for _ in range(rng.randint(1, 6)):
        at = _at(rng, found)
        place = rng.randint(0, len(found[at]))
        found[at] = found[at][:place] + rng.choice(BITS) + found[at][place:]
    return found


def change(rng: random.Random, lines: Lines, _: Lines) -> Lines:
    """Signs changed, gone, or moved."""
    found = list(lines)
    for _ in range(rng.randint(1, 10)):
        at = _at(rng, found)
        if line := found[at]:
            place = rng.randrange(len(line))
            sign = rng.choice((*BITS[:40], "", rng.choice(line)))
            found[at] = line[:place] + sign + line[place + 1 :]
    return found


def widen(rng: random.Random, lines: Lines, _: Lines) -> Lines:
    """Signs in full width, or every mark in half width."""
    if rng.random() < 0.5:
        return [line.translate({n: n + 0xFEE0 for n in range(0x21, 0x7F)}) for line in lines]
    return [line.translate({n + 0xFEE0: n for n in range(0x21, 0x7F)}) for line in lines]


def truncate(rng: random.Random, lines: Lines, _: Lines) -> Lines:
    """The end gone in the middle of a line."""
    at = _at(rng, lines)
    return [*lines[:at], lines[at][: rng.randint(0, len(lines[at]))]]


def splice(rng: random.Random, lines: Lines, other: Lines) -> Lines:
    """Another plan begins in the middle."""
    at = _at(rng, lines)
    place = rng.randint(0, len(lines[at]))
    opening = other[0] if other else ""
    return [*lines[:at], lines[at][:place] + opening, *other[1:], *lines[at:][:3]]


def table(rng: random.Random, lines: Lines, _: Lines) -> Lines:
    """A table in one of the dialects that plain text knows, cells at random."""
    columns = list(rng.choice(_HEADS))
    rows = [columns] * rng.choice((0, 1, 1, 1, 2))
    for number in range(rng.randint(1, 5)):
        row = [str(number + 1), rng.choice(_NAMES), *(rng.choice(_CELLS) for _ in columns[2:])]
        rows = [*rows, row[: rng.randint(1, len(columns) + 1)]]
    drawn = rng.choice(_DIALECTS)(rows)
    at = rng.randint(0, len(lines))
    return [*lines[:at], *drawn.split("\n"), *lines[at:]]


def indent(rng: random.Random, lines: Lines, _: Lines) -> Lines:
    """Tabs, spaces, blank lines in front."""
    with_ = rng.choice(("\t", "  ", "\u3000\u3000", " \t ", "\n", "\n\n\n", "> ", "- ", "| "))
    return [with_ + line if rng.random() < 0.5 else line for line in lines]


def _tabbed(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def _stacked(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(cell for row in rows for cell in row)


def _stacked_behind_tabs(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"\t{cell}" if n else cell for row in rows for n, cell in enumerate(row))


def _cell_each_tab(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"\t{cell}" for row in rows for cell in row)


def _piped(rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(cell.replace("\n", "<br>") for cell in row) + " |" for row in rows]
    return "\n".join([*lines[:1], "|" + "---|" * len(rows[0] if rows else ()), *lines[1:]])


def _spaced(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join("    ".join(row) for row in rows)


def _columns(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join("".join(cell.ljust(14) for cell in row) for row in rows)


_DIALECTS: Final = (
    _tabbed, _stacked, _stacked_behind_tabs, _cell_each_tab, _piped, _spaced, _columns,
)  # fmt: skip
MUTATIONS: Final[tuple[Mutation, ...]] = (
    cut, double, swap, join, wrap, head, head, put, put, change, change, widen, truncate, splice, table, table, table, indent,
)  # fmt: skip
