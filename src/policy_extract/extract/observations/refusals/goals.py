"""Refusals beside a value: the goal that it is held against, and how far it is from that goal.

A report tells what came of a plan and then how that stands to what was aimed at (“28亿元，超年初目标25亿元12%，增长18%”): neither
the goal nor the gap is a value of its own, and what follows is of the indicator that was named before.
"""

from __future__ import annotations

from policy_extract.extract.observations.refusals.look import Look, whole
from policy_extract.rules import Rule, Said

_TO_VALUE = 28  # signs in which a goal that is told by its value stands with what compares
_COMPARED = 16  # … and the words that compare a value with its goal
_RATES = frozenset(("ratio", "points"))


def _gap_to_target(look: Look) -> Said | None:
    """Refused of amounts: 超过目标值500亿元 (the value itself), 完成目标3亿元 (nothing beside it)."""
    words, before = look.words, look.before(_TO_VALUE)
    if not words.gaps.goals.search(before):
        return None
    near = before[-_COMPARED:]
    match = (
        words.gaps.gap_to_value.search(before)
        or words.gaps.gap_behind_goal.search(before)
        or words.gaps.gap_left.search(before)
    )
    if match is None:
        rate = look.q.kind in _RATES
        match = (words.gaps.gap_to_target if rate else words.gaps.amount_to_target).search(near)
    return whole(look) if match else None


GAP_TO_TARGET = Rule(
    "refuse.gap_to_target", "refuse", "与目标的差距", "how far a value is from its target",
    "增长10.1%，高于目标2.1个百分点; 超额完成年初目标8.5%; 高于大会12%的目标|14.4个百分点; 收入80亿元，超目标|6亿元; 超年初目标25亿元|12%; 距2025年目标92%尚差|3.4个百分点",
    "高于全国平均2.1个百分点: another area; 超过目标值500亿元: the value", _gap_to_target,
)  # fmt: skip


def _goal_beside(look: Look) -> Said | None:
    beside = look.words.gaps.set_beside.search(look.before(_COMPARED))
    goal = beside and look.words.gaps.goal_behind.match(look.shadow, look.q.unit_end)
    if not goal and look.words.gaps.beside_whose.search(look.before(_COMPARED)):
        goal = look.words.gaps.whose_goal.match(look.shadow, look.q.unit_end)
    return Said(look.q.start, goal.end()) if goal else None


GOAL_BESIDE = Rule(
    "refuse.goal_beside", "refuse", "对照的目标", "a goal that a value is held against",
    "消费价格上涨0.4%，低于3%左右的预期目标; 粮食产量86万吨，超过85万吨的年度目标; 高于年初大会|12%|的目标: what was aimed at, of nothing named here",
    "力争实现高于6%的目标: a goal; 高于全省64%的平均水平: a value of that area; 超过85万吨", _goal_beside,
)  # fmt: skip
