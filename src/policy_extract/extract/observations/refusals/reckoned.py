"""More refusals: numbers that say how others were reckoned, or of what they are a part.

A bulletin says how it counted (“根据5‰人口变动抽样调查”, “以女性为100”), a report on a plan what had been planned (“完成年计划
710亿元的89.4%”): none of them is a value of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from policy_extract.extract.observations.refusals.look import Look, whole
from policy_extract.extract.observations.refusals.needs import of_kind
from policy_extract.rules import Rule, Said

_SAMPLE = 18  # signs behind a ratio in which its sample is named
_NORM = 24  # … in which the words stand by which a norm is known
_PLANNED = 14  # … and in front of an amount, in which the plan is


def _sample(look: Look) -> Said | None:
    q, words = look.q, look.words.reckoned
    said = words.sample if q.kind == "ratio" else words.sampled
    found = said.match(look.shadow, q.end, min(q.end + _SAMPLE, look.sentence.end))
    return Said(q.start, found.end()) if found else None


def _basis(look: Look) -> Said | None:
    if look.q.kind != "none":  # （按…折算为11162美元）
        return None
    return whole(look) if look.words.reckoned.basis.search(look.before(_SAMPLE + 2)) else None


def _planned(look: Look) -> Said | None:
    q, words = look.q, look.words.reckoned
    if words.share_of_it.match(look.shadow, q.end):
        said = words.planned
    elif words.plan_behind.match(look.shadow, q.end):
        said = words.of_plan
    else:
        return None
    before = look.shadow[max(look.sentence.start, q.start - _PLANNED) : q.start]
    return whole(look) if said.search(before) else None


def _norm(look: Look) -> Said | None:
    q, words = look.q, look.words.reckoned
    behind = words.norm.match(look.shadow, q.end)
    if behind is None:
        return None
    front = words.norm_by.search(look.shadow, max(look.sentence.start, q.start - _NORM), q.start)
    return Said(front.start(), behind.end()) if front else None


#: Asked after the rules of ``refuse``.
RULES: tuple[Rule[Callable[[Look], Said | None]], ...] = (
    Rule(
        "refuse.surveyed", "refuse", "抽样范围", "what was sampled",
        "根据5‰人口变动抽样调查, 按10%的比例抽查, 对全市4个县（市、区）的抽样调查",
        "抽检合格率达到98%, 覆盖98%的抽水蓄能电站; 对320家企业抽样检测", _sample, needs=of_kind("ratio", "count"),
    ),
    Rule(
        "refuse.basis", "refuse", "折算基数", "what others are reckoned on",
        "性别比（以女性为100）为102.08: 100; （以2015年为100）",
        "指数为100", _basis, needs=of_kind("none"),
    ),
    Rule(
        "refuse.planned", "refuse", "计划数", "what was planned, of which a share is told",
        "投资300亿元，完成年计划|385亿元|的77.9%, 超额完成“十三五”规划|385亿元|的目标任务",
        "年计划投资385亿元; 完成投资385亿元的项目, 完成385亿元的目标", _planned, needs=lambda form, _: form.unit is not None,
    ),
    Rule(
        "refuse.norm", "refuse", "配建标准", "a norm by which something is built or given",
        "按每百户不低于30平方米的标准配建, 以每500户1名的标准配备, 按照服务半径不超过1000米的要求布局",
        "低保标准提高到每人每月700元, 按照要求新建12座", _norm, needs=lambda form, _: form.unit is not None,
    ),
)  # fmt: skip
