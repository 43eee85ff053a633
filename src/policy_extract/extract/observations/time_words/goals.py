"""Numbers that are set against a goal: 比年度目标低2.6个百分点, 完成年度目标的95.4%."""

from __future__ import annotations

from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.alternation import alternation
from policy_extract.measure.numerals import YEAR


class GoalWords:
    """Made once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, pattern = lexicon.words, lexicon.pattern
        self.beyond = pattern(r"(?:<dating.kind.beyond>)(?:<dating.kind.goal_of>)?$")
        # 比年度|目标|低2.6个百分点
        plans = alternation(plan.name for plan in lexicon.five_year_plans)
        self.beside_goal = pattern(
            rf"(?:<dating.kind.beside_goal>|<dating.kind.reaches_goal>)(?:20\d\d{YEAR}|[“\"]?(?:{plans})[”\"]?)?(?:<dating.kind.goal_of>)?$"
        )
        # 超过2025年|目标值|8.4个百分点
        self.goal_behind = pattern(r"[”\"]?(?:<dating.kind.goal_of>)?(?:<dating.kind.goals>)")
        self.goal_aimed_at = pattern(
            r"(?:<dating.kind.aimed_at>)(?:<dating.kind.reaches_goal>)[“\"]?$"
        )
        self.goal_held = (
            *words("dating", "kind.beside_goal"), *words("dating", "kind.reaches_goal")
        )  # fmt: skip
        # 完成年度|目标(|6.5%)的95.4%
        self.value_of_goal = pattern(
            r"(?:<dating.work.of>)(?:<dating.kind.goal_of>)?(?:<dating.kind.goals>)(?:<dating.kind.within>)"
        )
        self.goal_value = pattern(r"(?:<dating.kind.goals>)\($")
