"""The words that dating goes by, as patterns and lists of a lexicon."""

from __future__ import annotations

from policy_extract.extract.observations.assigned import Assigned
from policy_extract.layout.lines import SPELLED
from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.alternation import alternation
from policy_extract.measure.numerals import YEAR
from policy_extract.measure.period_forms import COUNT


class TimeWords:
    """The words that dating goes by; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, pattern = lexicon.words, lexicon.pattern
        self.base = words("periods", "base.words")
        self.than = words("owners", "compared.than")
        self.with_words = words("dating", "base.with")
        self.with_base = pattern(r"”?(?:<dating.base.level>)?(?:<dating.base.compared>)")
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
        self.back, self.forward = (
            pattern("<periods.review.back>|<periods.review.back_patterns>"),
            pattern("<periods.review.forward>"),
        )
        self.forward_of_accounts = pattern("<periods.review.forward_of_accounts>")
        self.back_last = pattern(
            "(?:<periods.review.back>|<periods.review.back_patterns>)(?![\\u4e00-\\u9fff])|(?:<periods.review.back>)(?:<naming.name.and>)"
        )
        self.forward_ends = pattern(
            "(?:<periods.review.forward>)(?:<periods.review.forward_tails_patterns>)?$"
        )
        self.tackling = pattern("<periods.review.tackling_patterns>")
        self.back_ends, self.doing = (
            pattern(
                "(?:<periods.review.back_ends>)$|(?<=..)(?:<periods.review.back_ends_behind>)$"
            ),
            pattern("<periods.review.doing>"),
        )
        self.origins = words("dating", "change.from")
        self.origin_of = pattern(
            f"(?:{'|'.join(self.origins[:2])})(?:<measures.each_person.words>)?$"
            r"|(?:<naming.tail.from_of>)[\u4e00-\u9fff]{0,8}?(?:<naming.tail.from_what>)$"
        )
        self.since = pattern(r"<dating.change.since>")
        self.times_of = pattern(
            r"\n?(?:<dating.base.of>)?的\n?(?:[\d.]+(?:-[\d.]+)?|[一二两三四五六七八九十近])(?:<dating.base.times>)"
        )
        self.recovered = words("dating", "base.recovered")
        self.level_of = words("dating", "base.level_of")
        self.part_of = pattern(r"(?:<dating.base.same>)?的\n?[\d.]+%")
        self.base_joints = ("", *words("dating", "base.of_value"))
        # 比2010年的12.4万吨|、1.07万吨分别减少|11.9%
        self.grown = pattern(
            r"(?:(?:<dating.lists.joined>)[\d.]+[^,;。、\d]{1,8}?)*,?(?:<measures.distributive.words>|<measures.cumulative.words>)?"
            r"(?:<measures.growth.up>|<measures.growth.down>|<dating.change.more>)(?=\D?[\d.])"
            r"|<dating.change.doubled>"
        )
        self.listed_base = pattern(
            r"(?:<dating.base.of_value>)?(?:[\d.]+[^,;。、\d]{1,8}?(?:<dating.lists.joined>))+"
        )
        self.change = pattern(r"(?:<dating.change.verbs>)[^,。;]{0,3}?(?:<dating.change.to>)")
        self.moved = pattern(
            r"(?:<dating.change.about>)?(?:<dating.change.verbs>)[^,。;]{0,3}?(?:<dating.change.to>)"
        )
        self.due = pattern(
            r"\([^()]{0,12}(?:<dating.due.words>)[^()]*(?:<dating.due.bodies>)[^()]*\)"
        )
        self.joined = pattern(r"\s*(?:<dating.lists.joined>)\s*(?:<dating.carry.until>)?\s*")
        self.until = words("dating", "carry.until")
        self.flowing = pattern(
            r"(?:<measures.cumulative.words>|<measures.increase.before>|[,;](?:<dating.kind.does>|<dating.kind.flows_also>))"
        )
        self.in_all = pattern(r"<measures.cumulative.words>")
        self.rated = pattern(r"\s*(?:<measures.rate.averaged>)")
        # 能耗五年|累计下降|14%; not 五年提高到
        self.changed_in_all = pattern(
            r"\s*(?:<measures.cumulative.words>)?(?:<measures.growth.up>|<measures.growth.down>)(?!<measures.growth.to>)"
        )
        # 迁建项目6月底|前完工
        self.finished = pattern(
            r"(?:<periods.suffix.before>)?\s*(?:<dating.work.quite>)?(?:<dating.work.finished>)"
        )
        # …通车|，建成绿道65公里
        self.quite_done = pattern(r"(?:<dating.work.finished>)*")
        self.builds = pattern(r"(?:<dating.work.builds>)")
        # 2000年底前|建成的老旧小区, 2000年以前|的老旧小区
        self.of_then = words("dating", "work.of")
        self.built_then = pattern(
            r"(?P<built><dating.work.built>)?(?:<dating.work.of>)(?!\d)|(?:<dating.work.built>)(?=<dating.work.old>)"
        )
        self.led_in = pattern(
            rf"\s*(?:[{SPELLED}](?:<dating.carry.item_ends>))?(?:<announcing.words.whole_area>)?(?:<dating.work.leads>)*"
        )
        self.flows = pattern(r"\s*(?:<periods.span.verbs>)")
        self.aims = words("dating", "carry.aims")
        self.averaged = pattern(
            rf"(?<!<dating.change.each>)(?P<count>{COUNT})(?:<dating.change.averaged>)"
        )
        self.led_up = lexicon.compiled(
            rf"[{lexicon.signs('dating', 'kind.before_until')}](?:{'|'.join(self.until)})$"
        )
        self.aim_label = pattern(r"(?:<dating.carry.aim_labels>)(?=[。:,])")
        self.lead = "".join(words("dating", "carry.lead")) + " "
        self.led_by = words("periods", "report.led_by")
        self.behind = words("dating", "carry.behind")
        self.behind_ours = words("dating", "carry.ours")
        self.spoken_of = words("dating", "carry.spoken_of")
        self.of_now = pattern(r"<dating.carry.of_now>")
        self.joints = words("dating", "carry.joints")
        self.mark = pattern(
            rf"[-—–●■◆□○▪★•·①-⑳]|\(?[{SPELLED}\d]{{1,3}}[.)]|[{SPELLED}](?:<dating.carry.item_ends>)"
            rf"|(?:<dating.carry.item_opens>)[{SPELLED}]"
        )
        self.told_of = pattern(r"<dating.carry.told_of>")
        self.turns = pattern(r"<dating.kind.turns>")
        self.done = words("dating", "kind.done")
        self.promise = pattern(
            r"<dating.kind.promise>|到(?<!["
            + lexicon.signs("dating", "kind.before_until")
            + r"].)(?P<year>20\d\d)年"
        )
        self.reported = pattern(
            r"<dating.kind.reported>|(?<![\u4e00-\u9fff])(?<![\u4e00-\u9fff]\n)(?:<announcing.words.whole_area>)?(?:<dating.kind.of_country>)"
        )
        self.foretold = pattern(r"<dating.kind.foretold>")
        self.present = pattern(r"(?<!<dating.kind.not_now>)(?:<dating.kind.present>)")
        # 依托|现有园区，建设…
        self.put_to_use = pattern(r"(?:<dating.kind.put_to_use>)[^,;。:]{0,8}$")
        self.size = pattern(r"<dating.kind.size>")
        self.reached = pattern(r"<dating.kind.reached>")
        self.year = pattern(r"20\d\d")
        # 据通报，|去年全县…, 至|去年底
        self.past = pattern(
            r"\s*(?:[^,。;:\n]{1,30},){0,2}(?:<announcing.words.whole_area>)?(?:<dating.kind.past_until>)?"
            r"(?:<dating.kind.past>)(?!(?:<dating.kind.not_past>))"
        )
        self.turned_done = pattern(
            r"[,;)](?:<announcing.words.whole_area>)?(?:<dating.kind.turned_done>)(?!<dating.kind.turned_not>)"
        )
        self.beyond = pattern(r"(?:<dating.kind.beyond>)(?:<dating.kind.goal_of>)?$")
        self.future = words("periods", "report.future")
        self.no_years_ahead = pattern(r"<dating.kind.no_years_ahead>")
        self.of_which = pattern(r"\s*(?:<dating.kind.of_which>)")
        self.by_now = pattern(
            r"(?<!<dating.kind.not_now>)(?:<dating.kind.by_now>)(?!<dating.kind.now_base>)"
        )
        # 现有|水库82座, 全市|共有|灌区36处: with how many, in the same clause
        self.there_now = pattern(
            r"(?:(?<!<dating.kind.not_now>)(?P<there><dating.kind.there_by_now>)|(?:^|[,;。:\n]|<announcing.words.whole_area>)(?P<also><dating.kind.there_in_all>))"
            r"(?!<dating.kind.now_base>|<dating.kind.not_there>)[^,;。:、\d]{1,16}(?=\d)"
        )
        self.done_to_it = pattern(
            r"<refusals.counting.verbs>|<dating.kind.does>|<dating.kind.more_of_it>|<dating.change.verbs>"
            r"|<naming.worked.verbs>|<naming.work.done>|<dating.kind.to_be_done>"
        )
        self.more_of_it = pattern(r"<dating.kind.more_of_it>")
        self.share_of_it = pattern(r"(?:<dating.kind.share_of_it>)")
        rank = r"(?:<dating.kind.ranks>)[^,。;\n]{0,8}?(?:<dating.kind.rank_ends>)"
        self.ranked = pattern("," + rank)
        self.ranks_told = pattern(
            rank + r"|(?:<dating.kind.ranks>)[^,。;\n]{0,8}?(?:<dating.kind.rank_numbers_patterns>)"
        )
        self.alike = min(words("naming", "remark.alike"), key=len) + ")"
        self.same_below = pattern(
            r"(?:<measures.rate.year_on_year>)[(,](?:<naming.remark.alike>)\)"
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
        self.bounds = pattern(r"<dating.kind.bounds>")
        self.told = pattern(r"<dating.kind.told>")
        self.told_until = pattern(
            r"<dating.kind.told_until>|<dating.kind.turns>|<dating.kind.promise>"
        )
        self.label = pattern(
            r"(?:(?P<back><dating.kind.label_back>)|(?P<ahead><dating.kind.label_ahead>))$"
        )
        self.account = pattern(
            r"(?:<periods.report.accounts>|<periods.report.account_patterns>|<periods.report.account_of_part>|<periods.report.account_of_work>|<periods.report.evaluations>)"
            r"(?:<periods.report.account_tails>)?$|<periods.report.told_to_others>"
        )
        self.shares_of = words("naming", "planned.verbs")
        self.planned = pattern(r"(?:<naming.planned.what>)")
        self.counted = pattern(r"<dating.kind.counted>")
        self.of_that_year = pattern(r"<dating.kind.of_that_year>")
        self.as_of = pattern(r"(?:<dating.kind.as_of>)$")
        self.does = pattern(
            r"[\s,;]*(?:<announcing.words.whole_area>|[\u4e00-\u9fff]{2,4}(?=<dating.kind.in_all>))?"
            r"(?:<dating.kind.in_all>)?(?!<dating.kind.does_not>)(?:<dating.kind.does>)(?!<dating.kind.does_rates>)"
        )
        self.there_is = pattern("<dating.kind.there_is>")
        self.reaches = pattern("<dating.kind.reaches>")
        self.reached_now = words("dating", "kind.reaches")
        self.all_there_is = pattern("<dating.kind.all_there_is>")
        self.stocks = words("dating", "kind.stocks")
        self.coming = pattern(r"<dating.kind.coming>")
        self.next_steps = pattern(r"(?<![^。;:\n\u3000 ])(?:<dating.kind.next_steps>)")
        # |预计|全年增长7%; not 年度|预计收入|
        self.expected = pattern(
            r"(?<![^。;:,、\n\u3000 ])(?:<announcing.words.whole_area>)?(?:<dating.kind.expected>)"
        )
        self.planned_then = pattern(r"<dating.kind.planned>")
        # … with nothing but the name of one number behind it
        self.planned_near = pattern(
            r"(?:<dating.kind.planned_near>)(?:<dating.kind.planned_gap>)*$"
        )
        self.assigned = lexicon.once(Assigned)
        self.not_planned = words("dating", "kind.not_planned")
        self.against_plan = pattern(
            r"(?:<dating.kind.against_plan>)[^,;。]{0,12}$|(?:<dating.kind.held_plan>)[^,;。]{0,4}$"
        )
        self.outcome = pattern(r"<dating.kind.outcome>")
        self.planned_labels = pattern(r"(?:<dating.kind.planned_labels>)$")
        self.since_done = pattern(r"<dating.kind.since_done>")
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
        self.before_then = words("periods", "suffix.before")
        self.is_words = words("dating", "kind.is")
