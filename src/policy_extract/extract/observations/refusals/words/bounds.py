"""What makes a bound a class of things or a given sum: 投资10亿元以上项目, 每项奖励50万元, 年收入500亿元的企业."""

from __future__ import annotations

from policy_extract.extract.observations.windows import OF
from policy_extract.lexicon import Lexicon


class BoundWords:
    """Made once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, pattern = lexicon.words, lexicon.pattern
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
        self.heads = words("quantities", "threshold.heads")
        self.measured = words("quantities", "measured.heads")
        self.sums_of_class = pattern(r"<refusals.threshold.sums_patterns>")
        self.passed_too = pattern(r"<refusals.how_long.passed_too_patterns>")
        self.made_by = pattern(r"(?:<refusals.threshold.made_by>)$")
        self.counted_next = pattern(r"\d[\d.,]*(?:<refusals.threshold.counts>)(?=[,;。、)]|$)")
        self.sizes = frozenset(words("refusals", "threshold.size_units"))
        self.counted_thing = pattern(rf"{OF}?[\u4e00-\u9fff]{{1,12}}(?=\d)")
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
        self.of_class = pattern(
            r"(?:、[^,;。]{1,60})?的[^,;。、]{0,10}(?:<quantities.threshold.heads>)"
        )
        self.in_range = words("refusals", "threshold.in_range")
        self.told = words("refusals", "threshold.told")
        self.goes_on = words("refusals", "threshold.goes_on")
        self.noun = lexicon.compiled(
            r"(?:\([^)]{1,6}\)(?:以上|以下)?)?的?"
            r"([\u4e00-\u9fffA-Za-z“”\"+/][\u4e00-\u9fffA-Za-z“”\"+/、]{0,29})"
        )

    def measures(self, noun: str) -> bool:
        """The noun is something that money or land measures: 种子资金, 建设用地."""
        return any(word in noun for word in self.measured)
