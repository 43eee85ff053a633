"""The sentences of arithmetic: what levels, rows and parts give, against what a plan says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "arithmetic.holds": ("相符", "which agrees"),
    "arithmetic.fails": ("不符", "which does not agree"),
    "arithmetic.said": (
        "按{grounds}计算，{what}{computed}，与{plan}所述“{words}”{verdict}。",
        "From {grounds}, {what} {computed}; {plan} says “{words}”, {verdict}.",
    ),
    "arithmetic.level": ("{value}（{time}）", "{value} ({time})"),
    "arithmetic.level_named": ("{name}{value}（{time}）", "{name} {value} ({time})"),
    "arithmetic.elsewhere": ("{plan}的{level}", "{level} of {plan}"),
    "arithmetic.year": ("{year}年", "{year}"),
    "arithmetic.years": ("{first}—{last}年", "{first}–{last}"),
    "arithmetic.growth": ("{subject}增长", "growth of {subject} is"),
    "arithmetic.yearly": ("{subject}年均增长", "yearly growth of {subject} is"),
    "arithmetic.increase": ("{subject}增加", "the increase of {subject} is"),
    "arithmetic.decrease": ("{subject}减少", "the decrease of {subject} is"),
    "arithmetic.multiple": ("{subject}为基期的", "{subject} is, in multiples of its base,"),
    "arithmetic.share": ("{subject}占比为", "the share of {subject} is"),
    "arithmetic.share_beside": ("占比为", "the share is"),
    "arithmetic.share_named": ("{subject}为", "{subject} is"),
    "arithmetic.points": ("{subject}变动", "the change of {subject} is"),
    "arithmetic.done": ("“{subject}”完成率为", "“{subject}” was done to"),
    "arithmetic.rows": ("{table}{count}行的“{head}”", "“{head}” of {count} rows of {table}"),
    "arithmetic.cell": ("“{head}”为{value}", "“{head}” {value}"),
    "arithmetic.parts": ("各部分（{parts}）", "the parts ({parts})"),
    "arithmetic.total": ("合计为", "the total is"),
    "arithmetic.hundred": ("合计（应为100%）为", "the total, which should be 100%, is"),
    "arithmetic.list": ("清单“{name}”各行", "the rows of the list “{name}”"),
    "arithmetic.list_below": ("下表各行", "the rows of the table below"),
    "arithmetic.count": ("共", "there are"),
    "arithmetic.count_above": ("{least}以上的共", "those of {least} or more number"),
    "arithmetic.items": ("所列{items}", "the items {items}"),
    "arithmetic.times": ("{number}倍", "{number} times"),
    "arithmetic.at_least": ("{number}以上", "{number} or more"),
    "arithmetic.at_most": ("{number}以下", "{number} or less"),
    "arithmetic.percent_points": ("{number}个百分点", "{number} points"),
}
