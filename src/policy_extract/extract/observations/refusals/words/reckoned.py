"""The words that the rules of ``reckoned`` go by."""

from __future__ import annotations

from policy_extract.extract.observations.windows import OF
from policy_extract.lexicon import Lexicon


class ReckonedWords:
    """The words that these refusals go by; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        pattern = lexicon.pattern
        self.sample = pattern(r"[\u4e00-\u9fff]{0,6}?(?:<refusals.reckoned.samples>)")
        # 4个|县(市、区)的抽样调查: those whom a survey asked
        self.sampled = pattern(
            rf"(?:[\u4e00-\u9fff]|\([^()]{{1,8}}\)){{1,8}}?{OF}(?:<refusals.reckoned.samples>)"
        )
        self.basis = pattern(
            r"[(,](?:<refusals.reckoned.with>)[^(),;。]{1,10}(?:<refusals.reckoned.is>)$"
        )
        self.planned = pattern(
            rf"(?:<naming.planned.verbs>)(?:“[^“”]{{2,4}}”|<naming.planned.of>)*(?:<naming.planned.what>){OF}?$"
        )
        # 完成“十三五”规划|…亿元|的目标任务
        self.of_plan = pattern(r"(?:<naming.planned.verbs>)(?:“[^“”]{2,4}”|<naming.planned.of>)+$")
        self.plan_behind = pattern(rf"{OF}(?:<naming.planned.what>)+(?![\u4e00-\u9fff])")
        self.share_of_it = pattern(rf"{OF}[^\d,。;]{{0,2}}[\d.]+ ?%")
        self.norm = pattern(rf"{OF}?(?:<refusals.reckoned.norms>)(?=[\u4e00-\u9fff,;。])")
        self.norm_by = pattern(r"(?:<refusals.reckoned.norm_by>)[^,;。:、]{0,20}$")
