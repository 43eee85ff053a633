"""The words by which a number is a project's or a park's."""

from __future__ import annotations

import re

from policy_extract.document.project_titles import ProjectTitles
from policy_extract.extract.observations.windows import OF
from policy_extract.lexicon import Lexicon


class ProjectWords:
    """The words by which a number is a project's; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, pattern = lexicon.words, lexicon.pattern
        self.project_measures = words("owners", "project.measures")
        # “总投资949亿元的引江济淮工程”: the project behind its own number
        self.project_behind = pattern(
            r"的([^,;。:、()的]{3,30}?(?:<naming.project.behind_nouns>))(?![\u4e00-\u9fff]{0,2}[\d])"
        )
        # “总投资15亿元，年产量5万吨的云岭钢结构项目”: behind what else it has
        self.project_further = pattern(
            rf",[^,;。:、(){OF}]{{2,20}}{OF}(?P<project>[^,;。:、(){OF}]{{3,30}}?(?:<naming.project.nouns>))"
            r"(?![\u4e00-\u9fff]{0,2}[\d])"
        )
        # “投资5亿元云岭高端颜料项目落户”: right behind its money
        self.project_bare = pattern(
            r"(?P<project>[\u4e00-\u9fffA-Za-z0-9“”·-]{4,30}?(?:<naming.project.bare_nouns>))(?:\([^()]{1,12}\))?(?=<naming.project.bare_then>)"
        )
        self.project_in_name = pattern(
            r"(?P<project>.{5,60}?(?:<naming.project.nouns>))(?:<naming.project.whole_sums>)$"
        )
        self.own_project = pattern(
            r"(?!<naming.project.phases_patterns>).{2,60}?(?:<naming.project.nouns>)(?:<naming.project.whole_sums>)$"
        )
        self.project_before = pattern(r"([^,;。:、]{3,30}(?:<naming.project.nouns>))[,:(]$")
        self.carried_out = pattern(
            r"(?:<naming.project.carried_out>)+(?!<naming.project.not_carried_out>)(?=.{5})"
        )
        # 总投资20亿元的|桃李春风项目: its money is no part of its name
        self.with_money = pattern(
            rf"^.*\d(?:[^\d,]{{0,2}})(?:<measures.money.unit>){OF}?(?=.{{3}})"
        )
        self.natured = pattern(
            rf"^(?:<naming.project.natures>){OF}(?=.{{4}})"
        )  # 续建的|云岭水库工程
        # 云岭显示模组项目|已完成主体工程: what has become of it is no part of its name
        self.then = pattern(
            r"(?P<project>.{3,60}?(?:<naming.project.nouns>))(?=(?:<naming.project.become>).)"
        )
        self.clause = pattern("<naming.project.clause_patterns>")
        self.project_named = _named(lexicon, "<naming.project.named_nouns>")
        self.park_named = _named(lexicon, "<naming.park.named_nouns>")
        self.several = pattern(r"(?:<naming.project.several_patterns>)")
        self.back_to_project = pattern(r"(?:<naming.project.now>)?(?:<naming.project.back_to>)")
        self.back_to_park = pattern(r"(?:<naming.park.back_to>)")
        back = "<naming.project.now><naming.project.back_to><naming.park.back_to>"
        self.back_signs = lexicon.first_signs(back)  # one look for both, since few words point back
        self.back_nouns = words("naming", "park.back_nouns")
        self.not_named = words("naming", "project.not_named")
        self.project_titles = lexicon.once(ProjectTitles)


def _named(lexicon: Lexicon, nouns: str) -> re.Pattern[str]:
    """A project or park by name: from a mark or a verb to its noun, with a mark or a verb behind it."""
    return lexicon.pattern(
        r"(?:(?<=[,;。:、(\n])(?:<naming.project.led_by>)?|(?:<naming.project.led_by>))"
        rf"(?P<name>[\u4e00-\u9fffA-Za-z0-9“”·-]{{2,28}}?(?:{nouns}))"
        r"(?!(?!<naming.project.then_when>)[\u4e00-\u9fff]{0,2}\d)(?=[,;。、()]|<naming.project.named_then>)"
    )
