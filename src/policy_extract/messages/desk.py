"""Words of the rows that people read, wherever they are shown: workbook, report, terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "desk.draft": ("{title}（征求意见稿）", "{title} (draft)"),
    "desk.each": ("（每个{each}）", " (each {each})"),
    "desk.per_year": ("每年", "a year"),
    "desk.cumulative": ("累计", "cumulative"),
    "comparator.>=": ("不低于", "at least"),
    "comparator.>": ("超过", "more than"),
    "comparator.<=": ("不高于", "at most"),
    "comparator.<": ("低于", "less than"),
    "comparator.~": ("左右", "about"),
    "comparator.range": ("区间", "between"),
}
