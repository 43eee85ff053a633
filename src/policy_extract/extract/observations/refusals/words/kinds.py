"""What else a number of this kind can be: how long, how many lots, a rate of grades, a number of a list without a unit."""

from __future__ import annotations

from policy_extract.extract.observations.windows import OF
from policy_extract.lexicon import Lexicon
from policy_extract.measure.numerals import YEAR


class KindWords:
    """Made once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, pattern = lexicon.words, lexicon.pattern
        self.procedure = words("quantities", "refuse.behind")
        self.in_a_row = words("refusals", "how_long.in_a_row")
        self.spells = words("refusals", "how_long.spells")
        self.lots = words("refusals", "how_long.lots")
        self.classes = words("refusals", "how_long.classes")
        self.lots_behind = pattern(r"(?:^|[,;。、:(]|<refusals.how_long.lots_behind>)$")
        self.counted_in_lots = pattern(
            r"\d[\d.,]*(?:<refusals.threshold.counts>)(?=[\u4e00-\u9fff])"
        )
        self.step_unit = words("refusals", "how_long.step_unit")[0]
        self.bare_steps = pattern(r"<refusals.how_long.bare_steps_patterns>")
        self.magnitudes = words("tables", "value.magnitudes")
        self.steps = pattern(r"<refusals.how_long.steps_patterns>")
        self.time_bound = pattern(
            r"(?:<refusals.announced.time>)(?:<refusals.announced.promised>)?$"
        )
        self.time_averaged = pattern(
            r"(?:<refusals.announced.average>)[\u4e00-\u9fff]{1,10}?(?:<refusals.announced.averaged>)"
            r"(?:<refusals.announced.averaged_also>)?$"
        )
        # 城乡收入比为2.60，比上年缩小|0.07: a change of what has no unit
        self.bare_change = pattern(
            r"(?:<quantities.unitless.names>)(?:<refusals.announced.by>|<dating.kind.is>)?\d[\d.]*,"
            r"(?:(?:<periods.base.before_opening>)[^,;。]{2,8}?|<measures.rate.year_on_year>)(?:<dating.change.verbs>)(?:<refusals.announced.already>)?$"
        )
        # 城乡收入比|1.67，, 综合指数|2.98
        self.bare_named = pattern(
            r"(?:<refusals.announced.bare_names>)(?:<refusals.announced.already>)?$"
        )
        self.ends_bare = pattern(r"[,;。、:()\n]|$")
        self.spans = pattern(
            r"(?:<refusals.announced.spans>)(?:\([^()]{1,8}\))?(?:<refusals.announced.span_also>)?$"
        )
        self.days_counted = pattern(r"(?:<refusals.announced.days>)[^,;。、:()\d]{0,8}$")
        # 优良天数345天，其中优|178天，良167天，轻度污染18天
        self.air_graded = pattern(
            r"(?:[,、;:(]|<tables.name.parts>)(?:<refusals.announced.air_grades>)(?:<refusals.announced.air_days>)?$"
        )
        # 平均停电时间由|9.8小时, 办理时间由|2020年的|10天, 审批时限由|法定的|20个工作日
        self.years_from = pattern(
            r"(?:<refusals.announced.averaged>|<refusals.announced.spans>)(?:<dating.change.from>)"
            rf"(?:\d{{4}}{YEAR}{OF})?(?:<refusals.announced.promised>)?$"
        )
        self.computing = pattern(
            r"(?:<refusals.announced.computing>)(?:<refusals.announced.computing_over>)?$"
        )
        self.effort = pattern(r"的(?:<refusals.effort.of>)")
        self.rewarded = pattern(
            r"(?:[、和][\d.]+[亿万]?[元家个]){0,12}(?:及?以上)?的[\u4e00-\u9fff]{0,14}(?:<refusals.reward.receivers>)"
        )
        self.reward_to = words("refusals", "reward.to")
        self.between = words("numbers", "range.between")
        # 分别下降|0.5和0.7个百分点, 分别达到15、|12和10标台: nothing but the list stands behind what tells of it
        self.dealt = pattern(
            r"(?:(?:<measures.distributive.words>)(?:<refusals.bare.dealt_by>)*"
            r"|(?:<owners.compared.than>)[^,;。:()\d]{0,10}|(?:<refusals.bare.dealt_by>))"
            r"(?:\d[\d.]*(?:<numbers.range.joined>|、))*$"
        )
        # 比全国、全省分别高|2、1.5个百分点: how far, of what nobody says here
        self.gaps_dealt = pattern(
            r"(?:<periods.base.before_opening>)[^,;。]{1,24}(?:<owners.compared.gaps>)(?:\d[\d.]*(?:<numbers.range.joined>|、))*$"
        )
        self.numbers_listed = pattern(
            r"(?:\d[\d.]*(?:<numbers.range.short_points>)?\s?(?:<numbers.range.joined>|、)\s?)+$"
        )
        self.dealt_on = pattern(r"\s?(?:<numbers.range.joined>|、)\s?")
        self.from_ = pattern(r"(?:<refusals.bare.from>)[^,;。、]{0,7}$")
        self.started = pattern(
            r"(?:<measures.growth.up>|<measures.growth.down>)(?:<measures.growth.to>)"
        )
        self.per = words("owners", "each.per")
        self.ratio_of = words("refusals", "ratio.of")
        self.no_ratio_of = words("refusals", "ratio.not_of")
