"""What stands right around a number that is none: 国道320, 第2类, 3号线, “双百”政策50条, 全省21个市中排名第5位."""

from __future__ import annotations

from policy_extract.extract.observations.refusals.known_names import NumbersInNames
from policy_extract.lexicon import Lexicon, names_of_indicators
from policy_extract.measure.period_forms import CN


class SurroundingWords:
    """Made once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, pattern = lexicon.words, lexicon.pattern
        self.before = words("quantities", "refuse.before")
        self.before_ends = frozenset(word[-1] for word in self.before)
        self.not_before = words("quantities", "refuse.not_before")
        self.numbered = words("quantities", "refuse.classes")
        self.not_numbered = words("quantities", "refuse.not_classes")
        self.roads = words("quantities", "refuse.roads")
        self.road_units = words("quantities", "refuse.road_units")
        self.after = words("quantities", "refuse.after")
        self.after_bare = words("quantities", "refuse.after_bare")
        self.words = frozenset(words("quantities", "refuse.words"))
        self.policy = pattern(
            r"(?:、[^,。、\d]{2,12}\d+(?:<refusals.policy.unit>))*(?:<refusals.policy.behind>)"
        )
        self.member_ends = (*words("refusals", "member.where"), *words("refusals", "member.lots"))
        self.member_of = pattern(
            r"(?:<refusals.member.verbs>)(?:<refusals.member.where>)(?:<refusals.member.lots>)?$"
        )
        self.member_what = pattern(
            r"[\u4e00-\u9fff“”]{0,12}?(?:<refusals.member.what>)(?:<refusals.member.one_of>)?(?=[^\u4e00-\u9fff]|$)"
        )
        # 全省|21个|市(州)中排名第5位; not 12个农村|集中居|住区, 6所|初中第一|期工程
        self.ranked_among = pattern(
            r"(?:[\u4e00-\u9fff]|\([^()]{1,8}\)){1,10}?(?<!<refusals.member.not_among>)(?:<refusals.member.among>)(?:<refusals.member.ranks>)"
            rf"(?=(?:<naming.complete.order>)?(?:\d+|{CN}{{1,3}})(?!<refusals.member.no_ranks>)|<refusals.member.rank_words>)"
        )
        self.in_names = NumbersInNames(lexicon.once(names_of_indicators))
