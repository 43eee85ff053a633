"""How results are told: 居全省第4位, 同比增长6.2%, 1-9月, 抽样监测结果."""

from __future__ import annotations

from policy_extract.lexicon import Lexicon
from policy_extract.measure.numerals import YEAR


class ResultWords:
    """Made once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        pattern = lexicon.pattern
        rank = r"(?:<dating.kind.ranks>)[^,。;\n]{0,8}?(?:<dating.kind.rank_ends>)"
        self.ranked = pattern("," + rank)
        self.ranks_told = pattern(
            rank + r"|(?:<dating.kind.ranks>)[^,。;\n]{0,8}?(?:<dating.kind.rank_numbers_patterns>)"
        )
        # 同比增长6.2%, 较上年|下降3%, 比上年增加57亿元, 比2022年|提高2个百分点: told of what has been, where no bound stands behind
        self.year_on_year = pattern(
            rf"(?:<measures.rate.year_on_year>|(?:<periods.base.before_opening>)(?:<periods.shift.led>|(?P<year>20\d\d){YEAR})(?:<naming.tail.same_period>)?)"
            r"(?:<measures.growth.up>|<measures.growth.down>)\d[\d.]*(?![\d.]|[^,;。\d]{0,6}?(?:<dating.kind.bounds>))"
        )
        self.outcomes_near = pattern(r"(?:<dating.kind.outcomes_near>)[^,。;\n]{0,16}$")
        self.outcomes = pattern(r"<dating.kind.outcomes>")
        # 欠进度的有|17个
        self.standing = pattern(r"(?:<naming.name.states>)(?:<naming.name.states_have>)*\d")
        self.so_far = pattern(r"(?<!\d)1-\d{1,2}(?:<periods.report.months>)|<dating.kind.so_far>")
        self.measured = pattern(r"<dating.kind.measured>")
        self.told = pattern(r"<dating.kind.told>")
        self.told_until = pattern(
            r"<dating.kind.told_until>|<dating.kind.turns>|<dating.kind.promise>"
        )
        self.counted = pattern(r"<dating.kind.counted>")
        self.of_that_year = pattern(r"<dating.kind.of_that_year>")
        self.as_of = pattern(r"(?:<dating.kind.as_of>)$")
        self.outcome = pattern(r"<dating.kind.outcome>")
        self.since_done = pattern(r"<dating.kind.since_done>")
