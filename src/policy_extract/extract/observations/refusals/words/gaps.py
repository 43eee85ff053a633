"""How far a value is from its goal: 超年初目标25亿元12%, 距2025年目标92%尚差3.4个百分点."""

from __future__ import annotations

from policy_extract.extract.observations.windows import OF
from policy_extract.lexicon import Lexicon
from policy_extract.measure.numerals import YEAR


class GapWords:
    """Made once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        pattern = lexicon.pattern
        self.gap_to_target = pattern(
            rf"(?:<refusals.gap.verbs>)(?:\d{{4}}{YEAR}(?:<periods.date.year_part>)?)?[\u4e00-\u9fff]{{0,6}}?(?:<refusals.gap.targets>)(?:<refusals.gap.also>)?$"
        )
        # 高于年初人代会|12%|的目标|14.4个百分点: a goal told by its value, and how far from it
        self.gap_to_value = pattern(
            rf"(?:<refusals.gap.verbs>)[\u4e00-\u9fff]{{0,8}}?\d[\d.]*(?:%|[\u4e00-\u9fff]{{1,4}}?)(?:<refusals.gap.bounds>)?{OF}[\u4e00-\u9fff]{{0,4}}?"
            r"(?:<refusals.gap.targets>)(?:<refusals.gap.also>)?$"
        )
        # 距2025年目标92%尚差|3.4个百分点
        self.gap_left = pattern(
            r"(?:<refusals.gap.from>)[^,;。]{0,12}?(?:<refusals.gap.targets>)[^,;。]{0,10}?(?:<refusals.gap.left>)$"
        )
        self.goals = pattern(r"(?:<refusals.gap.targets>)")
        # ，超年初目标25亿元|12%|: how far from a goal whose value stands between
        self.gap_behind_goal = pattern(
            r"[,(](?:<owners.compared.leading>)*(?:<refusals.gap.verbs>)[\u4e00-\u9fff]{0,6}?(?:<refusals.gap.targets>)\d[\d.]*[\u4e00-\u9fff]{1,4}$"
        )
        # 收入80亿元，超目标|6亿元|
        self.amount_to_target = pattern(
            r"[,(](?:<owners.compared.leading>)*(?:<refusals.gap.verbs>)[\u4e00-\u9fff]{0,6}?(?:<refusals.gap.targets>)(?<!<refusals.gap.values>)(?:<refusals.gap.also>)?$"
        )
        self.beside_whose = pattern(
            r"[,(](?:<owners.compared.leading>)*(?:<refusals.gap.verbs>)[\u4e00-\u9fff]{0,8}$"
        )
        self.whose_goal = pattern(
            rf"(?:<refusals.gap.bounds>)?{OF}[\u4e00-\u9fff]{{0,4}}?(?:<refusals.gap.targets>)(?=[^\u4e00-\u9fff]|<refusals.gap.also>|$)"
        )
        self.set_beside = pattern(r"[,(](?:<owners.compared.leading>)*(?:<refusals.gap.beside>)$")
        self.goal_behind = pattern(
            rf"(?:<refusals.gap.bounds>)?{OF}[\u4e00-\u9fff]{{0,8}}?(?:<refusals.gap.targets>|<refusals.gap.lines>)(?=[^\u4e00-\u9fff]|$)"
        )
