"""The words that the rules of ``assessed`` go by."""

from __future__ import annotations

from policy_extract.extract.observations.windows import OF
from policy_extract.lexicon import Lexicon

_WITHIN = r"[^,;。:]"  # a sign of one clause
_SHARE = r"[\d.]+ ?%?"


class AssessedWords:
    """The words that these refusals go by; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, pattern = lexicon.words, lexicon.pattern
        self.units = words("procedures", "score.units")
        #: 1个|得4分; 95%以上|的计5分; 90%|、80%的，分别得10分、8分; 3人以上|事故的，扣5分
        self.earns = pattern(
            rf"(?:(?:<procedures.applicant.joins>){_WITHIN}{{1,20}}?)?(?:[^,;。:\d]{{0,16}}?{OF})?,?"
            r"(?:<procedures.earned.how>)*(?:<procedures.earned.not>)?(?:<procedures.earned.marks>)"
            r"(?:<procedures.earned.whole>|\d[\d.]*(?:[-~]\d[\d.]*)? ?(?:<procedures.score.units>))"
        )
        self.measured = pattern(r"<procedures.earned.measured>")
        joined = rf"(?:<procedures.applicant.joins>){_WITHIN}{{1,50}}?"
        self.conditions = pattern(
            rf"(?:{joined}|[\u4e00-\u9fff]{{2,14}}?){OF},?(?:<procedures.applicant.then>)"
        )
        self.opens = words("procedures", "applicant.opens")
        #: 对纳税额3000万元以上|且增长15%以上的企业; 对年飞行1000架次|的航线，每条给予
        self.receivers = pattern(
            rf"(?:{joined})?{OF}[\u4e00-\u9fff]{{0,14}}"
            rf"(?:(?:<refusals.reward.receivers>)|,{_WITHIN}{{0,16}}?(?:<procedures.grant.gives>|<procedures.grant.weak>))"
        )
        self.given = pattern(
            rf"{OF}(?:<procedures.applicant.gives_how>)*(?:<procedures.applicant.gives>)$"
        )
        self.was_given = pattern(r"(?:<procedures.applicant.given>)[\u4e00-\u9fff]{0,4}$")
        self.shares_before = pattern(
            rf"(?:<procedures.by_shares.by>)(?:{_SHARE}(?:[、:]|<numbers.range.joined>))+$"
        )
        self.shares_behind = pattern(
            rf"(?:(?:[、:]|<numbers.range.joined>){_SHARE})*(?:<procedures.by_shares.of>)"
        )
