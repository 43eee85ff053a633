"""The own stage: the project, or the park, whose number it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from policy_extract.document.project_titles import ProjectTitles
from policy_extract.expressions import expression
from policy_extract.extract.observations.project_money import MONEY_OF_NAMED
from policy_extract.extract.observations.windows import OF
from policy_extract.lexicon import Lexicon
from policy_extract.rules import Said, Settled

if TYPE_CHECKING:
    from policy_extract.extract.observations.own import OwnLook

IN_NAME: Final = "segment.project_in_name"
LISTED: Final = "segment.project_listed"
_FAR = 40  # signs in which a project stands before its number
_SEVERAL = expression(r"等\d|\d+个")  # “等12个项目，总投资”: nobody’s in particular
_SHORTEST = 7  # signs of a project in front of its sum, the noun with them
#: The rules by which a value is a project's own.
PROJECTS = frozenset(
    (
        "segment.project",
        LISTED,
        IN_NAME,
        "segment.project_named",
        "segment.project_heading",
    )
)


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
        self.project_in_name = pattern(
            r"(?P<project>.{5,60}?(?:<naming.project.nouns>))(?:<naming.project.whole_sums>)$"
        )
        self.project_before = pattern(r"([^,;。:、]{3,30}(?:<naming.project.nouns>))[,:(]$")
        self.project_named = _named(lexicon, "<naming.project.named_nouns>")
        self.park_named = _named(lexicon, "<naming.park.named_nouns>")
        self.back_to_project = pattern(r"(?:<naming.project.back_to>)")
        self.back_to_park = pattern(r"(?:<naming.park.back_to>)")
        back = "<naming.project.back_to><naming.park.back_to>"
        self.back_signs = lexicon.first_signs(back)  # one look for both, since few words point back
        self.back_nouns = words("naming", "park.back_nouns")
        self.not_named = words("naming", "project.not_named")
        self.project_titles = lexicon.once(ProjectTitles)


def _named(lexicon: Lexicon, nouns: str) -> re.Pattern[str]:
    """A project or park by name: from a mark or a verb to its noun, with a mark or a verb behind it."""
    return lexicon.pattern(
        r"(?:(?<=[,;。:、(\n])(?:<naming.project.led_by>)?|(?:<naming.project.led_by>))"
        rf"(?P<name>[\u4e00-\u9fffA-Za-z0-9“”·-]{{2,28}}?(?:{nouns}))"
        r"(?![\u4e00-\u9fff]{0,2}\d)(?=[,;。、()]|<naming.project.named_then>)"
    )


def of_project(look: OwnLook) -> Settled[str] | None:
    """“睿思智能科技产业园项目，总投资20亿元”: the project behind the number, or in the clause before."""
    words, plan, named = look.owning.words.projects, look.owning.plan, look.named
    if named.candidate.quantity is None or not look.part.cut.name.startswith(
        words.project_measures
    ):
        return None
    sentence = look.home.sentence
    behind = words.project_behind.match(plan.shadow, named.candidate.end, sentence.end)
    if behind:
        return Settled(behind[1], "segment.project", Said(behind.start(1), behind.end(1)))
    further = words.project_further.match(plan.shadow, named.candidate.end, sentence.end)
    if further and words.project_titles.is_owner(further["project"]):
        return Settled(further["project"], "segment.project", Said(*further.span("project")))
    match = _project_before(look)
    if match is None or _SEVERAL.search(match.group(1)):
        return None
    start = named.left - len(match.group())
    return Settled(match.group(1), "segment.project", Said(start, start + len(match.group(1))))


def of_project_listed(look: OwnLook) -> Settled[str] | None:
    """“总投资3亿元的甲江水库工程、2亿元的乙河治理等项目”: the name's rule has read the project behind the number."""
    named = look.named
    if named.name.rule != MONEY_OF_NAMED:
        return None
    start = named.candidate.end + len(OF)
    project = look.owning.plan.shadow[start : named.noun_end]
    return Settled(project, LISTED, Said(start, named.noun_end))


def of_project_in_name(look: OwnLook) -> Settled[str] | None:
    """“云岭光电显示项目总投资20亿元”: the project is the front of the name."""
    quantity, words = look.named.candidate.quantity, look.owning.words.projects
    if quantity is None or quantity.kind not in ("money", "area"):
        return None
    found = words.project_in_name.match(look.part.cut.name)
    if found is None:
        return None
    project = found["project"].rpartition(OF)[2]  # 由甲集团建设的|云岭光电显示项目
    if len(project) < _SHORTEST or not words.project_titles.is_owner(project):
        return None
    return Settled(project, IN_NAME, look.said(project))


def _project_before(look: OwnLook) -> re.Match[str] | None:
    start = max(look.home.sentence.start, look.named.left - _FAR)
    before = look.owning.plan.shadow[start : look.named.left]
    return look.owning.words.projects.project_before.search(before)


def of_project_named(look: OwnLook) -> Settled[str] | None:
    """“引进云岭光电项目，…。项目总投资20亿元”: the words point back to the project named last."""
    words = look.owning.words.projects
    return _named_last(look, words.back_to_project, words.project_named, "segment.project_named")


def of_park_named(look: OwnLook) -> Settled[str] | None:
    """“建设云岭产业园，…。园区规划面积3000亩”."""
    words = look.owning.words.projects
    return _named_last(look, words.back_to_park, words.park_named, "segment.park_named")


def _named_last(
    look: OwnLook, back: re.Pattern[str], named: re.Pattern[str], rule: str
) -> Settled[str] | None:
    """The last name in the paragraph that the words in front of the number point back to."""
    shadow, left = look.owning.plan.shadow, look.named.left
    front = shadow[left : look.named.candidate.start].lstrip(" \n")
    if front[:1] not in look.owning.words.projects.back_signs:
        return None
    if look.named.candidate.quantity is None or not back.match(front):
        return None
    start = look.home.sentence.paragraph.start
    general = look.owning.words.projects.not_named
    found = [m for m in named.finditer(shadow, start, left) if not _any_in(general, m["name"])]
    if not found:
        return None
    return Settled(found[-1]["name"], rule, Said(*found[-1].span("name")))


def _any_in(pieces: Iterable[str], words: str) -> bool:
    return any(piece in words for piece in pieces)


def of_project_heading(look: OwnLook) -> Settled[str] | None:
    """“1.甲江水库工程” over “总投资3亿元”, over “该项目计划投资…”; a heading or a line of its own right above.

    Refused: kinds of projects, and what is to be done with them (加快推进重大项目).
    """
    words, named = look.owning.words.projects, look.named
    if named.candidate.quantity is None:
        return None
    front = look.owning.plan.shadow[named.left : named.candidate.start].lstrip(" \n")
    back = front[:1] in words.back_signs and words.back_to_project.match(front) is not None
    if not back and not look.part.cut.name.startswith(words.project_measures):
        return None
    if _project_before(look) is not None:
        return None
    title = look.owning.headed.over(look.home.sentence.paragraph)
    doubts = ("segment.from_heading",)
    return Settled(title, "segment.project_heading", None, doubts) if title else None
