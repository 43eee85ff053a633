"""The own stage: the project, or the park, whose number it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from policy_extract.expressions import expression
from policy_extract.extract.observations.names.project_money import MONEY_OF_NAMED
from policy_extract.extract.observations.owners.look import OwnLook
from policy_extract.extract.observations.windows import OF
from policy_extract.layout.lines import SPELLED
from policy_extract.rules import Rule, Said, Settled

_IN_NAME: Final = "segment.project_in_name"
_LISTED: Final = "segment.project_listed"
_FAR = 40  # signs in which a project stands before its number
_SEVERAL = expression(r"等\d|\d+个")  # “等12个项目，总投资”: nobody’s in particular
_MARK = expression(rf"^\s*(?:\([{SPELLED}\d]{{1,3}}\)|[{SPELLED}\d]{{1,3}}[、.])\s?(?!\d)")
_DASH = "--"  # 已开工4项——|甲江水库工程
_NAMED = 3  # signs of a project's name, its noun with them
_SHORTEST = 7  # signs of a project in front of its sum, the noun with them
#: The rules by which a value is a project's own.
PROJECTS = frozenset(
    (
        "segment.project",
        _LISTED,
        _IN_NAME,
        "segment.project_named",
        "segment.project_heading",
    )
)


def _of_project(look: OwnLook) -> Settled[str] | None:
    """“睿思智能科技产业园项目，总投资20亿元”: the project behind the number, or in the clause before."""
    words, plan, named = look.ground.words.projects, look.ground.plan, look.named
    if named.candidate.quantity is None or not look.part.cut.name.startswith(
        words.project_measures
    ):
        return None
    sentence = look.home.sentence
    behind = words.project_behind.match(plan.shadow, named.candidate.end, sentence.end)
    if behind:
        return Settled(behind[1], "segment.project", Said(behind.start(1), behind.end(1)))
    if bare := _right_behind(look):
        return bare
    further = words.project_further.match(plan.shadow, named.candidate.end, sentence.end)
    if further and words.project_titles.is_owner(further["project"]):
        return Settled(further["project"], "segment.project", Said(*further.span("project")))
    match = _project_before(look)
    if match is None or _SEVERAL.search(match.group(1)):
        return None
    end = named.left - len(match.group()) + len(match.group(1))
    project = words.with_money.sub("", match.group(1).rpartition(_DASH)[2])
    project = _carried_out(look, project)
    become = words.then.match(project)
    if become is not None and words.project_titles.is_owner(become["project"]):
        project = become["project"]
        end = plan.shadow.find(project, end - len(match.group(1)), end) + len(project)
    if len(project) < _NAMED or words.clause.search(project):
        return None  # 我省推进21项重大水利项目, 以上工程加上其他水利项目: a clause about projects
    return Settled(project, "segment.project", Said(end - len(project), end))


def _right_behind(look: OwnLook) -> Settled[str] | None:
    """“投资5亿元|云岭高端颜料项目|落户”: no 的 parts the project from its money.

    Refused: 投资5亿元改造农村电网工程 (what is done with it), 投资5亿元重点项目开工 (a kind), 投资5亿元以上项目.
    """
    words, candidate = look.ground.words, look.named.candidate
    if candidate.quantity is None or candidate.quantity.comparator != "=":
        return None
    shadow, stop = look.ground.plan.shadow, look.home.sentence.end
    found = words.projects.project_bare.match(shadow, candidate.end, stop)
    if found is None or OF in found["project"]:
        return None
    name = found["project"]
    if words.peeler.borders.opens_with_verb(name) or words.peeler.announces(name):
        return None
    if not words.projects.project_titles.is_owner(name):
        return None
    return Settled(name, "segment.project", Said(*found.span("project")))


def _carried_out(look: OwnLook, words: str) -> str:
    """实施|疾控中心迁建项目, (2)|疾控中心迁建项目: neither a verb nor a mark in front is a part of the project's name."""
    words = _MARK.sub("", words, 1)
    verb = look.ground.words.projects.carried_out.match(words)
    return words[verb.end() :] if verb else words


PROJECT = Rule(
    "segment.project", "own", "项目自身的数值", "a project’s own number",
    "…产业园项目，总投资20亿元; 总投资949亿元的…工程; 投资5亿元|云岭高端颜料项目|落户",
    "投资5亿元改造农村电网工程: what is done with it; 等12个项目，总投资: several projects; 我省推进21项重大项目，总投资: a clause about them", _of_project,
)  # fmt: skip


def _of_project_listed(look: OwnLook) -> Settled[str] | None:
    """“总投资3亿元的甲江水库工程、2亿元的乙河治理等项目”: the name's rule has read the project behind the number."""
    named = look.named
    if named.name.rule != MONEY_OF_NAMED:
        return None
    start = named.candidate.end + len(OF)
    project = look.ground.plan.shadow[start : named.noun_end]
    return Settled(project, _LISTED, Said(start, named.noun_end))


LISTED = Rule(
    _LISTED, "own", "款项后的项目", "the project behind its money in a list",
    "总投资3亿元的|甲江水库工程|、2亿元的|乙河治理|等项目",
    "总投资5亿元的项目12个: kinds, of which none is named", _of_project_listed,
)  # fmt: skip


def _of_project_in_name(look: OwnLook) -> Settled[str] | None:
    """“云岭光电显示项目总投资20亿元”: the project is the front of the name."""
    quantity, words = look.named.candidate.quantity, look.ground.words.projects
    if quantity is None or quantity.kind not in ("money", "area"):
        return None
    found = words.project_in_name.match(look.part.cut.name)
    if found is None:
        return None
    project = found["project"].rpartition(OF)[2]  # 由甲集团建设的|云岭光电显示项目
    if len(project) < _SHORTEST or not words.project_titles.is_owner(project):
        return None
    return Settled(project, _IN_NAME, look.said(project))


IN_NAME = Rule(
    _IN_NAME, "own", "名称中的项目", "the project in the name",
    "云岭光电显示项目|总投资20亿元, 由甲集团建设的|云岭光电显示项目|占地300亩",
    "工业项目总投资, 省重点项目总投资: kinds; 项目投资增长20%", _of_project_in_name,
)  # fmt: skip


def _project_before(look: OwnLook) -> re.Match[str] | None:
    start = max(look.home.sentence.start, look.named.left - _FAR)
    before = look.ground.plan.shadow[start : look.named.left]
    return look.ground.words.projects.project_before.search(before)


def _of_project_named(look: OwnLook) -> Settled[str] | None:
    """“引进云岭光电项目，…。项目总投资20亿元”: the words point back to the project named last."""
    words = look.ground.words.projects
    return _named_last(look, words.back_to_project, words.project_named, "segment.project_named")


PROJECT_NAMED = Rule(
    "segment.project_named", "own", "前文的项目", "the project named before",
    "引进云岭光电项目，…。项目|总投资20亿元",
    "等12个项目，项目总投资; 重点项目: none in particular", _of_project_named,
)  # fmt: skip


def _of_park_named(look: OwnLook) -> Settled[str] | None:
    """“建设云岭产业园，…。园区规划面积3000亩”."""
    words = look.ground.words.projects
    return _named_last(look, words.back_to_park, words.park_named, "segment.park_named")


PARK_NAMED = Rule(
    "segment.park_named", "own", "前文的园区", "the park named before",
    "建设云岭产业园，…。园区|规划面积3000亩, 该基地|总投资5亿元",
    "各园区; a park that nobody named", _of_park_named,
)  # fmt: skip


def _named_last(
    look: OwnLook, back: re.Pattern[str], named: re.Pattern[str], rule: str
) -> Settled[str] | None:
    """The last name in the paragraph that the words in front of the number point back to."""
    shadow, left = look.ground.plan.shadow, look.named.left
    front = shadow[left : look.named.candidate.start].lstrip(" \n")
    if front[:1] not in look.ground.words.projects.back_signs:
        return None
    if look.named.candidate.quantity is None or not back.match(front):
        return None
    start = look.home.sentence.paragraph.start
    words = look.ground.words.projects
    found = [
        (words.with_money.sub("", m["name"]), m.end("name"))
        for m in named.finditer(shadow, start, left)
    ]
    found = [(name, end) for name, end in found if not _any_in(words.not_named, name)]
    if not found or words.several.search(shadow, found[-1][1], left):
        return None  # …、云岭电子两个项目落地。|该项目: which of them?
    name, end = found[-1]
    return Settled(name, rule, Said(end - len(name), end))


def _any_in(pieces: Iterable[str], words: str) -> bool:
    return any(piece in words for piece in pieces)


def _of_project_heading(look: OwnLook) -> Settled[str] | None:
    """“1.甲江水库工程” over “总投资3亿元”, over “该项目计划投资…”; a heading or a line of its own right above.

    Refused: kinds of projects, and what is to be done with them (加快推进重大项目); what the paragraph tells of the whole
    area (2025年，全县计划投资…).
    """
    words, named = look.ground.words.projects, look.named
    if named.candidate.quantity is None:
        return None
    front = look.ground.plan.shadow[named.left : named.candidate.start].lstrip(" \n")
    back = front[:1] in words.back_signs and words.back_to_project.match(front) is not None
    if not back and not look.part.cut.name.startswith(words.project_measures):
        return None
    if _project_before(look) is not None or look.part.phrase.says("whole_area"):
        return None
    paragraph = look.home.sentence.paragraph
    if words.project_titles.wholes.search(look.ground.plan.shadow[paragraph.start : named.left]):
        return None
    title = look.ground.headed.over(paragraph)
    doubts = ("segment.from_heading",)
    return Settled(title, "segment.project_heading", None, doubts) if title else None


OF_PROJECT_HEADING = Rule(
    "segment.project_heading", "own", "标题里的项目", "the project of the heading",
    "总投资20亿元 under a heading that is a project's name",
    "a heading that names no project or is a sentence; 全县计划投资3亿元", _of_project_heading,
)  # fmt: skip
