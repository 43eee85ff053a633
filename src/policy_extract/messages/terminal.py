"""What ``extract`` and ``ask`` show on a terminal beside the general messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "cli.counted_once": (
        "* 同一企业出现在多份文件中，合计只算一次",
        "* a company that several plans name counts once in the total",
    ),
    "cli.to_check": (
        "{all} 项数值中有 {marked} 项待核，原因和原文列在 {where}",
        "{marked} of {all} values to check, listed with reason and sentence in {where}",
    ),
    "cli.to_check_json": (
        "{all} 项数值中有 {marked} 项待核（{where} 中 review 为 true；加 --format xlsx 可得清单）",
        "{marked} of {all} values to check (review is true in {where}; --format xlsx makes a list)",
    ),
    "cli.nothing_to_check": (
        "{all} 项数值，没有需要核对的",
        "{all} values, none that wants a check",
    ),
    "cli.stated": ("“{words}”（第 {line} 行）", "“{words}” (line {line})"),
    "cli.plan_states": ("《{title}》：{words}", "{title}: {words}"),
    "cli.open_workbook": ("（用 Excel 或 WPS 打开）", "(open it with Excel)"),
    "cli.open_report": ("（用浏览器打开）", "(open it with a browser)"),
    "cli.loading": ("载入词表", "loading word lists"),
    "cli.writing": ("写出结果", "writing"),
}
