"""How a value moves over a time: 从12%提高到15%, 五年累计下降14%, 年均增长6%."""

from __future__ import annotations

from policy_extract.lexicon import Lexicon
from policy_extract.measure.period_forms import COUNT


class ChangeWords:
    """Made once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, pattern = lexicon.words, lexicon.pattern
        self.origins = words("dating", "change.from")
        self.origin_of = pattern(
            f"(?:{'|'.join(self.origins[:2])})(?:<measures.each_person.words>)?$"
            r"|(?:<naming.tail.from_of>)[\u4e00-\u9fff]{0,8}?(?:<naming.tail.from_what>)$"
        )
        self.since = pattern(r"<dating.change.since>")
        # 比2010年的12.4万吨|、1.07万吨分别减少|11.9%
        self.grown = pattern(
            r"(?:(?:<dating.lists.joined>)[\d.]+[^,;。、\d]{1,8}?)*,?(?:<measures.distributive.words>|<measures.cumulative.words>)?"
            r"(?:<measures.growth.up>|<measures.growth.down>|<dating.change.more>)(?=\D?[\d.])"
            r"|<dating.change.doubled>"
        )
        self.change = pattern(r"(?:<dating.change.verbs>)[^,。;]{0,3}?(?:<dating.change.to>)")
        self.moved = pattern(
            r"(?:<dating.change.about>)?(?:<dating.change.verbs>)[^,。;]{0,3}?(?:<dating.change.to>)"
        )
        self.flowing = pattern(
            r"(?:<measures.cumulative.words>|<measures.increase.before>|[,;](?:<dating.kind.does>|<dating.kind.flows_also>))"
        )
        self.in_all = pattern(r"<measures.cumulative.words>")
        self.rated = pattern(r"\s*(?:<measures.rate.averaged>)")
        # 能耗五年|累计下降|14%; not 五年提高到
        self.changed_in_all = pattern(
            r"\s*(?:<measures.cumulative.words>)?(?:<measures.growth.up>|<measures.growth.down>)(?!<measures.growth.to>)"
        )
        self.flows = pattern(r"\s*(?:<periods.span.verbs>)")
        self.averaged = pattern(
            rf"(?<!<dating.change.each>)(?P<count>{COUNT})(?:<dating.change.averaged>)"
        )
