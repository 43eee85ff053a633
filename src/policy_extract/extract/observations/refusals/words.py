"""The words that refusing goes by."""

from __future__ import annotations

from policy_extract.extract.observations.refusals.assessed_words import AssessedWords
from policy_extract.extract.observations.refusals.known_names import NumbersInNames
from policy_extract.extract.observations.refusals.procedure_words import ProcedureWords
from policy_extract.extract.observations.refusals.reckoned_words import ReckonedWords
from policy_extract.extract.observations.windows import OF
from policy_extract.lexicon import Lexicon, names_of_indicators
from policy_extract.measure.numerals import YEAR


class RefusalWords:
    """The words that refusing goes by; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, pattern = lexicon.words, lexicon.pattern
        self.before = words("quantities", "refuse.before")
        self.before_ends = frozenset(word[-1] for word in self.before)
        self.not_before = words("quantities", "refuse.not_before")
        self.counted_before = pattern(r"\d+(?:<refusals.counting.classifiers>)$")
        self.counts_one = pattern(r"(?:<announcing.front>|<refusals.counting.verbs>)$")
        self.does_to = pattern(
            r"(?:<announcing.front>|<announcing.keep>|<refusals.counting.verbs>)$"
        )
        self.persons = words("naming", "noun.listed_persons")
        self.described = pattern(rf"[\u4e00-\u9fff]{{1,4}}{OF}[\u4e00-\u9fff]")
        self.bounding = pattern(r"<refusals.counting.bounding>")
        self.some = pattern(r"(?:<refusals.counting.some>)[^,;。:]{2,20}$")
        self.other_bound = pattern(
            rf"(?:<refusals.counting.or_and>)(?P<number>[^,;。:{OF}]{{2,24}}){OF}[\u4e00-\u9fff]"
        )
        self.numbered = words("quantities", "refuse.classes")
        self.not_numbered = words("quantities", "refuse.not_classes")
        self.roads = words("quantities", "refuse.roads")
        self.road_units = words("quantities", "refuse.road_units")
        self.after = words("quantities", "refuse.after")
        self.after_bare = words("quantities", "refuse.after_bare")
        self.procedure = words("quantities", "refuse.behind")
        self.words = frozenset(words("quantities", "refuse.words"))
        self.heads = words("quantities", "threshold.heads")
        self.measured = words("quantities", "measured.heads")
        self.classifiers = words("refusals", "counting.classifiers")
        self.about = words("refusals", "counting.about")
        self.policy_unit = words("refusals", "policy.unit")
        self.policy = pattern(
            r"(?:、[^,。、\d]{2,12}\d+(?:<refusals.policy.unit>))*(?:<refusals.policy.behind>)"
        )
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
        self.sums_of_class = pattern(r"<refusals.threshold.sums_patterns>")
        self.passed_too = pattern(r"<refusals.how_long.passed_too_patterns>")
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
        self.made_by = pattern(r"(?:<refusals.threshold.made_by>)$")
        self.counted_next = pattern(r"\d[\d.,]*(?:<refusals.threshold.counts>)(?=[,;。、)]|$)")
        self.sizes = frozenset(words("refusals", "threshold.size_units"))
        self.counted_thing = pattern(rf"{OF}?[\u4e00-\u9fff]{{1,12}}(?=\d)")
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
        self.announced = pattern(r"(?:<refusals.announced.by>)$")
        self.computing = pattern(
            r"(?:<refusals.announced.computing>)(?:<refusals.announced.computing_over>)?$"
        )
        self.counting = pattern(r"(?:<refusals.counting.verbs>)$")
        self.reached = pattern(r"(?:<refusals.counting.reached>)$")
        self.grades = words("refusals", "counting.grades")
        self.member_ends = (*words("refusals", "member.where"), *words("refusals", "member.lots"))
        self.member_of = pattern(
            r"(?:<refusals.member.verbs>)(?:<refusals.member.where>)(?:<refusals.member.lots>)?$"
        )
        self.member_what = pattern(
            r"[\u4e00-\u9fff“”]{0,12}?(?:<refusals.member.what>)(?:<refusals.member.one_of>)?(?=[^\u4e00-\u9fff]|$)"
        )
        # 全省|21个|市(州)中排名第5位
        self.ranked_among = pattern(
            r"(?:[\u4e00-\u9fff]|\([^()]{1,8}\)){1,10}?(?:<refusals.member.among>)(?:<refusals.member.ranks>)"
        )
        self.text_parts = words("quantities", "generic.heads") + words("refusals", "counting.aims")
        self.divides = words("refusals", "counting.divides")
        self.effort = pattern(r"的(?:<refusals.effort.of>)")
        self.of_age = pattern(r"<refusals.age.of>")
        self.procedures: ProcedureWords = ProcedureWords(lexicon)
        self.reckoned = ReckonedWords(lexicon)
        self.in_names = NumbersInNames(lexicon.once(names_of_indicators))
        self.returning = frozenset(words("refusals", "returning.unit"))
        self.assessed = AssessedWords(lexicon)
        #: The units that a rule may need.
        self.units = self.procedures.units.union(self.policy_unit, self.returning)
        self._of_bounds(lexicon)

    def _of_bounds(self, lexicon: Lexicon) -> None:
        """What makes a bound a class of things, a given sum, or the gap to a target."""
        words, pattern = lexicon.words, lexicon.pattern
        self.rewarded = pattern(
            r"(?:[、和][\d.]+[亿万]?[元家个]){0,12}(?:及?以上)?的[\u4e00-\u9fff]{0,14}(?:<refusals.reward.receivers>)"
        )
        self.reward_to = words("refusals", "reward.to")
        self.classed = pattern(
            r"<refusals.threshold.classes>|(?P<what>[\u4e00-\u9fff]{1,4})以上的?[\u4e00-\u9fff]"
        )
        self.graded = words("refusals", "threshold.graded")
        #: What is done to an amount; the name stage keeps the verbs that say what is counted.
        self.worked = pattern(r"(?:(?P<kept><naming.worked.kept>)|<naming.worked.verbs>)$")
        #: Money that is given, to the end of its clause or to what it is for.
        self.giving = pattern(r"(?:<naming.name.giving>)$")
        #: 10亿元|工业项目|1个; 超30亿元|或3亿美元项目|6个
        self.projects_counted = pattern(
            r"(?:<refusals.threshold.other>[\d.]+[^,;。、\d]{1,4}?)?[\u4e00-\u9fff]{0,8}?(?:<refusals.threshold.projects>)(?=\d)"
        )
        #: 2家以上|年销售收入达|500亿元
        self.counted_with = pattern(
            r"\d[\d.,]*(?:<refusals.threshold.counts>)(?:<refusals.gap.bounds>)?[\u4e00-\u9fff]{0,10}?(?:<refusals.threshold.earned>)(?:<refusals.threshold.reached>)?$"
        )
        self.costs = pattern(r"(?:<refusals.threshold.costs>)$")
        self.given = pattern(
            rf"{OF}?[^,;。:、{OF}\d]{{0,20}}?(?:<quantities.measured.heads>)(?=[,;。!?)]|$|<naming.noun.purpose>)"
        )
        self.of_what = pattern(r"(?:<doubts.name.share_ends>)(?:<comparators.before.=>)?$")
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
        self.numbers_listed = pattern(r"(?:\d[\d.]*\s?(?:<numbers.range.joined>|、)\s?)+$")
        self.dealt_on = pattern(r"\s?(?:<numbers.range.joined>|、)\s?")
        self.from_ = pattern(r"(?:<refusals.bare.from>)[^,;。、]{0,7}$")
        self.started = pattern(
            r"(?:<measures.growth.up>|<measures.growth.down>)(?:<measures.growth.to>)"
        )
        self.per = words("owners", "each.per")
        self.of_class = pattern(
            r"(?:、[^,;。]{1,60})?的[^,;。、]{0,10}(?:<quantities.threshold.heads>)"
        )
        self.class_behind = pattern(r"[\u4e00-\u9fff]{0,4}?(?:<quantities.threshold.heads>)")
        self.in_range = words("refusals", "threshold.in_range")
        self.ratio_of = words("refusals", "ratio.of")
        self.returning_of = lexicon.pattern("<refusals.returning.of>")
        self.not_returning = words("refusals", "returning.not_behind")
        self.no_ratio_of = words("refusals", "ratio.not_of")
        self.told = words("refusals", "threshold.told")
        self.goes_on = words("refusals", "threshold.goes_on")
        self.gap_to_target = pattern(
            rf"(?:<refusals.gap.verbs>)(?:\d{{4}}{YEAR}(?:<periods.date.year_part>)?)?[\u4e00-\u9fff]{{0,6}}?(?:<refusals.gap.targets>)(?:<refusals.gap.also>)?$"
        )
        # 高于年初人代会|12%|的目标|14.4个百分点: a goal told by its value, and how far from it
        self.gap_to_value = pattern(
            rf"(?:<refusals.gap.verbs>)[\u4e00-\u9fff]{{0,8}}?\d[\d.]*(?:%|[\u4e00-\u9fff]{{1,4}}?)(?:<refusals.gap.bounds>)?{OF}[\u4e00-\u9fff]{{0,4}}?"
            r"(?:<refusals.gap.targets>)(?:<refusals.gap.also>)?$"
        )
        self.of_which = pattern(r"<tables.name.parts>")
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
        self.size_classes = words("refusals", "threshold.size_classes")
        self.no_size_classes = words("refusals", "threshold.no_size_classes")
        self.noun = lexicon.compiled(
            r"(?:\([^)]{1,6}\)(?:以上|以下)?)?的?"
            r"([\u4e00-\u9fffA-Za-z“”\"+/][\u4e00-\u9fffA-Za-z“”\"+/、]{0,29})"
        )

    def measures(self, noun: str) -> bool:
        """The noun is something that money or land measures: 种子资金, 建设用地."""
        return any(word in noun for word in self.measured)
