"""One word at either end of the words in front of a number, as patterns with names of lists in them."""

from __future__ import annotations

from policy_extract.extract.observations.windows import OF, TIME
from policy_extract.layout.lines import SPELLED
from policy_extract.lexicon import Lexicon
from policy_extract.measure import numerals
from policy_extract.measure.bounds import NEGATION, comparator
from policy_extract.measure.period_forms import COUNT


def tail_pattern(lexicon: Lexicon) -> str:
    """One word at the end of the words in front of a number, as a pattern with names of lists in it."""
    return (
        r"(?:(?P<top><naming.tail.top>)?(?P<yearly><naming.tail.yearly>|(?<!<naming.tail.not_yearly>)年)?"
        r"(?<!<naming.tail.own_rates>)(?P<growth><measures.growth.up>|<measures.growth.down>|<measures.growth.short_up>|<measures.growth.short_down>)(?P<to><measures.growth.to>)?"
        r"|(?P<yoy><naming.tail.year_on_year>)|(?P<priced><naming.tail.priced>)"
        rf"|(?P<base>(?:<periods.base.words>)(?:\s*{TIME}\s*|<naming.tail.same_period>|<naming.tail.part_of_year_patterns>)+(?:<naming.tail.period_end>)?(?:<dating.base.of_value>)?)"
        r"|(?P<share>(?:<naming.tail.nearly>)?占(?:<naming.tail.wholes>|[\u4e00-\u9fff]{2,5}(?:<naming.tail.divisions>))?"
        r"(?:[\u4e00-\u9fff]{0,10}?(?:<naming.tail.whole>))?的?"
        r"|(?:<naming.tail.reaching>)(?:<naming.tail.wholes>)(?:[\u4e00-\u9fff]{0,6}?(?:<naming.tail.whole>))的"
        r"|(?:^、?|(?<=<measures.distributive.words>))(?:<naming.tail.nearly>)?占[\u4e00-\u9fffA-Z&“”()]{1,14}?(?:的(?:<naming.tail.ratio>)?|(?:<naming.tail.ratio>)))"
        r"|(?P<lone_share>(?:<naming.tail.wholes>)?(?P<ratio_word><naming.tail.lone_ratio>))(?=$)"
        rf"|(?:(?:<naming.tail.within>|(?:{NEGATION})?(?:{comparator(lexicon)}))"
        r"[\u4e00-\u9fff]{2,12}?(?:<naming.tail.within_of>))"
        r"|(?P<more>(?<!<naming.tail.not_more>)(?:<naming.tail.more>))"
        rf"|(?P<back><announcing.back>|(?<=<naming.tail.ranked_of>)(?:<naming.tail.becoming>)[\u4e00-\u9fff]{{0,6}}?(?:<naming.tail.ranked>)"
        rf"|(?:<naming.tail.in_a_row>)(?:\d{{1,2}}|{COUNT}{{1,2}})(?:{numerals.YEAR}|<naming.tail.spells>)|<naming.tail.steps_patterns>"
        rf"|(?<=[\u4e00-\u9fff])(?<!<naming.complete.order>)(?:\d{{1,2}}|{COUNT})(?:<naming.tail.classes>)"
        r"|(?<=[\u4e00-\u9fff]{2})(?<!<naming.tail.not_from_of>)(?:<naming.tail.from_of>)"
        r"[\u4e00-\u9fff]{0,8}?(?:<naming.tail.from_what>)"
        r"|(?<=<naming.tail.led_to>)(?:<naming.tail.promised>)"
        r"|(?<=<naming.tail.allotted>)(?:<naming.tail.allotting>))"
        rf"|(?P<time>(?:<naming.tail.since>)?\s*{TIME}(?:<dating.base.same>)?(?:[的底末时])?)|(?P<space>[\s,:“、]+))$"
    )


#: Numbering and list marks: 1. 2、 3) (4) (五) ① ⑵ a. ● —
_LIST_MARK = (
    r"(?:\d{1,3}[.、)](?!\d)|[a-zA-Z][.、)](?=[\u4e00-\u9fff“])|\((?:[一二三四五六七八九十]{1,3}|\d{1,2}|[a-zA-Z])\)"
    rf"|[{SPELLED}]{{1,3}}、(?![{SPELLED}])"  # 三、将缴费比例降至16%; not 一、二、三产业
    r"|[\u2460-\u249b\u24b6-\u24e9\u24eb-\u24ff\u2776-\u2793\u3220-\u3229\u3280-\u3289]"
    r"|[\u2022\u25a0-\u25ef\u2605\u2606\u203b\u27a2\u25b6\u2713\u2714\uf06c-\uf0fc·—–-]+(?=[\u4e00-\u9fff“(]))"
)


#: Two verbs of which only the first says that something is new, as a pattern: 新建或改扩建, 新增和恢复, 新建续建.
JOINED_VERBS = (
    r"(?:<measures.increase.before>)(?:(?:<naming.head.or_also>)(?:<naming.head.also_done>)"
    r"|<naming.head.also_directly>)"
)

#: One word at the front of a candidate name, as a pattern with names of lists in it.
HEAD = (
    r"(?:(?P<mean>(?:<measures.rate.averaged>)(?=<measures.per_year.verbs>|$)"
    r"|(?:(?:<measures.rate.averaged>)(?=<measures.per_year.acts>)|<measures.per_year.sign>(?=<measures.per_year.alone>))"
    rf"(?!.*(?:<measures.per_year.own>)$))|(?!(?!<announcing.unprotect>)(?:<announcing.protect>)|{JOINED_VERBS}(?=[\u4e00-\u9fff“、(]|$))(?:"
    r"(?:<naming.head.by>)[^,;。、:]{2,14}?(?:(?:<naming.head.norms>),?(?=<announcing.front>|<announcing.keep>|<measures.increase.before>|<naming.head.norm_works>)"
    r"|(?:<naming.head.reckoned>),?(?=[\u4e00-\u9fff]{2}))|"
    rf"(?:<naming.head.added>)(?=<naming.head.added_what>)|(?:<naming.head.insisting>)(?=<announcing.front>)|(?:<naming.project.natures>){OF}(?=(?:<naming.project.whole_sums>)$)|(?P<built>(?:<naming.head.built_what>)?(?:<naming.head.built>)(?:<naming.head.built_also>)?后)"
    r"|(?P<inc>(?:<measures.increase.before>)(?:\((?:<naming.head.increase_bracket>)\))?(?!<naming.head.not_increase>))"
    r"|(?P<dec>(?:<measures.decrease.before>)(?!<naming.head.not_decrease>))"
    r"|(?P<cum><measures.cumulative.words>)|(?P<year><measures.per_year.words>)"
    r"|(?P<whole><announcing.words.whole_area>)(?:<naming.head.within>)?"
    r"|(?P<front><announcing.front>)|(?P<first><announcing.first_only>)"
    r"|(?:“[^”]{1,8}”(?:<naming.head.slogan_behind>)|(?:<naming.head.early>)"
    rf"|{_LIST_MARK}|(?:<naming.head.item_of_age_patterns>)|(?:<naming.head.enumerating>)(?=[\u4e00-\u9fff]))"
    r"|\((?:<announcing.front>)\)|(?:<name_grammar.preposition.words>)(?=(?:<announcing.words.whole_area>)$)"
    r"|(?:<naming.name.project>)(?=<naming.head.project_measures>)"
    rf"|(?:<naming.head.before_time>)(?={TIME})|{TIME}(?:<naming.head.from_then_patterns>)|(?:<naming.head.year_parts_patterns>)(?=..)|(?:<naming.head.article_patterns>)|(?:[\s,;:、。)”{TIME}]+)))"
)
