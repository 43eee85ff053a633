"""What a value is set against: 比2020年, 以2010年考核指标为基数, 在2015年收入248亿元的基础上."""

from __future__ import annotations

from policy_extract.lexicon import Lexicon


class BaseWords:
    """Made once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, pattern = lexicon.words, lexicon.pattern
        self.set_against = words("periods", "base.words")
        self.than = words("owners", "compared.than")
        self.with_words = words("dating", "base.with")
        # 与2013年|峰值相比, 与2010年|第六次全国人口普查的393万人相比
        self.with_base = pattern(
            r"”?(?:<dating.base.level>)?(?:[\u4e00-\u9fff]{2,12})??(?:(?:<dating.base.of_value>)?\d[\d.,]*[^,;。、\d]{1,6}?)?(?:<dating.base.compared>)"
        )
        # 与2010年的393万人|相比
        self.compared_behind = pattern(r"(?:<dating.base.compared>)")
        self.value_lead = pattern(r"[\u4e00-\u9fff]{0,14}")
        self.on = words("dating", "base.on")
        # 以|2010年|考核指标为基数
        self.taken = words("dating", "base.taken")
        self.as_basis = pattern(r"[”\"]?[^,。;:()\d\n]{0,14}?(?:<dating.base.basis>)")
        self.in_prices = pattern(r"<dating.base.prices>")
        self.priced_by = words("dating", "base.priced_by")
        self.by_prices = pattern(r"(?:<dating.base.price>)(?=[,:)])")
        # 在2015年|收入248亿元的基础上
        self.on_value = pattern(
            r"[”\"]?[^,。;\d\n]{0,14}\d[\d.]*[^,。;\d\n]{1,8}?(?:<dating.base.on>)"
        )
        self.times_of = pattern(
            r"\n?(?:<dating.base.of>)?的\n?(?:[\d.]+(?:-[\d.]+)?|[一二两三四五六七八九十近])(?:<dating.base.times>)"
        )
        self.recovered = words("dating", "base.recovered")
        self.level_of = words("dating", "base.level_of")
        self.part_of = pattern(r"(?:<dating.base.same>)?的\n?[\d.]+%")
        self.base_joints = ("", *words("dating", "base.of_value"))
        self.listed_base = pattern(
            r"(?:<dating.base.of_value>)?(?:[\d.]+[^,;。、\d]{1,8}?(?:<dating.lists.joined>))+"
        )
        self.alike = min(words("naming", "remark.alike"), key=len) + ")"
        self.same_below = pattern(
            r"(?:<measures.rate.year_on_year>)[(,](?:<naming.remark.alike>)\)"
        )
