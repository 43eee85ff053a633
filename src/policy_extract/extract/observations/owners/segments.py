"""Whose part of an area: an industry, a project, a park, those named before – the rules."""

from __future__ import annotations

import re
from collections.abc import Iterable

from policy_extract.expressions import expression
from policy_extract.extract.observations.drafts import TASK_ROW
from policy_extract.extract.observations.owners.look import OwnLook
from policy_extract.extract.observations.windows import located
from policy_extract.rules import Rule, Said, Settled

_DOCUMENT = "《"  # what a document's name opens with
_SEVERAL = expression(r"等\d|\d+个")  # “等12个项目，总投资”: nobody’s in particular
_PROJECT_FAR = 40  # signs in which a project stands before its number


def _of_class(look: OwnLook) -> Settled[str] | None:
    kind = look.named.kind_of
    return Settled(kind, "segment.class", look.said(kind)) if kind else None


CLASS = Rule(
    "segment.class", "own", "所属类别", "a class of what was named",
    "1500家，其中制造业类|150家; 大数据相关企业|增加…个就业岗位",
    "a noun of its own", _of_class,
)  # fmt: skip


def _in_front(look: OwnLook) -> Settled[str] | None:
    cut = look.part.cut
    if not cut.segment:
        return None
    words, segment = look.ground.words, cut.segment
    park = next((n for n in words.back_nouns if segment.startswith(n)), "")
    if look.home.place is not None and len(segment) > len(park) + 2:
        segment = segment[len(park) :]  # “云岭产业园：…园区|大数据企业营业收入”
    return Settled(segment, cut.segment_rule, look.said(segment))


IN_FRONT = Rule(
    "segment.in_front", "own", "名称前的主体", "owner in front of the name",
    "纺织产业|规上工业总产值: what the rules of the name took off its front",
    "规上工业|增加值: belongs to the indicator", _in_front,
)  # fmt: skip


def _before_verb(look: OwnLook) -> Settled[str] | None:
    inside = look.part.inside
    if not inside or inside.startswith(_DOCUMENT):
        return None
    return Settled(inside, "segment.before_verb", look.said(inside))


BEFORE_VERB = Rule(
    "segment.before_verb", "own", "动词前的主体", "owner before a verb",
    "8大重点细分行业|实现|规上工业总产值",
    "投资完成率: no verb; a document: 《实施方案》|共实施项目191项", _before_verb,
)  # fmt: skip


def _of_row(look: OwnLook) -> Settled[str] | None:
    subject = look.home.subject
    if subject is None or look.ground.words.acts.match(subject):
        return None
    if look.named.name.rule == TASK_ROW:  # the row says what is counted, not of what part
        return None
    return Settled(subject, "segment.row", None, ("segment.from_row",))


ROW = Rule(
    "segment.row", "own", "表格行的主题", "what a table’s row is about",
    "the second cell of a row whose other cells hold prose",
    "cells of an indicator table; what is to be done: 加大数据开发利用, 完善机制", _of_row,
)  # fmt: skip


def _of_project(look: OwnLook) -> Settled[str] | None:
    """“睿思智能科技产业园项目，总投资20亿元”: the project behind the number, or in the clause before."""
    words, plan, named = look.ground.words, look.ground.plan, look.named
    if named.candidate.quantity is None or not look.part.cut.name.startswith(
        words.project_measures
    ):
        return None
    sentence = look.home.sentence
    behind = words.project_behind.match(plan.shadow, named.candidate.end, sentence.end)
    if behind:
        return Settled(behind[1], "segment.project", Said(behind.start(1), behind.end(1)))
    match = _project_before(look)
    if match is None or _SEVERAL.search(match.group(1)):
        return None
    start = named.left - len(match.group())
    return Settled(match.group(1), "segment.project", Said(start, start + len(match.group(1))))


PROJECT = Rule(
    "segment.project", "own", "项目自身的数值", "a project’s own number",
    "…产业园项目，总投资20亿元; 总投资949亿元的…工程",
    "等12个项目，总投资: several projects", _of_project,
)  # fmt: skip


def _project_before(look: OwnLook) -> re.Match[str] | None:
    start = max(look.home.sentence.start, look.named.left - _PROJECT_FAR)
    before = look.ground.plan.shadow[start : look.named.left]
    return look.ground.words.project_before.search(before)


def _of_project_named(look: OwnLook) -> Settled[str] | None:
    """“引进云岭光电项目，…。项目总投资20亿元”: the words point back to the project named last."""
    words = look.ground.words
    return _named_last(look, words.back_to_project, words.project_named, "segment.project_named")


PROJECT_NAMED = Rule(
    "segment.project_named", "own", "前文的项目", "the project named before",
    "引进云岭光电项目，…。项目|总投资20亿元",
    "等12个项目，项目总投资; 重点项目: none in particular", _of_project_named,
)  # fmt: skip


def _of_park_named(look: OwnLook) -> Settled[str] | None:
    """“建设云岭产业园，…。园区规划面积3000亩”."""
    words = look.ground.words
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
    if front[:1] not in look.ground.words.back_signs:
        return None
    if look.named.candidate.quantity is None or not back.match(front):
        return None
    start = look.home.sentence.paragraph.start
    general = look.ground.words.not_named
    found = [m for m in named.finditer(shadow, start, left) if not _any_in(general, m["name"])]
    if not found:
        return None
    return Settled(found[-1]["name"], rule, Said(*found[-1].span("name")))


def _any_in(pieces: Iterable[str], words: str) -> bool:
    return any(piece in words for piece in pieces)


def _of_project_heading(look: OwnLook) -> Settled[str] | None:
    words, named = look.ground.words, look.named
    if named.candidate.quantity is None or not look.part.cut.name.startswith(
        words.project_measures
    ):
        return None
    section = look.ground.plan.section(look.home.sentence.paragraph.section)
    if _project_before(look) is not None:
        return None
    if section is None or len(section.title) > 24 or not words.project_title.search(section.title):
        return None
    return Settled(section.title, "segment.project_heading", None, ("segment.from_heading",))


OF_PROJECT_HEADING = Rule(
    "segment.project_heading", "own", "标题里的项目", "the project of the heading",
    "总投资20亿元 under a heading that is a project's name",
    "a heading that names no project", _of_project_heading,
)  # fmt: skip


def _of_heading(look: OwnLook) -> Settled[str] | None:
    splitter = look.ground.splitter
    if look.part.cut.name not in splitter.words.section_measures:
        return None
    section = look.home.sentence.paragraph.section
    heading = splitter.from_heading(look.ground.plan.ancestors(section))
    if heading is None:
        return None
    said = located(look.ground.plan.text, heading.title, heading.start, heading.start + 40)
    return Settled(heading.title, "segment.heading", said, ("segment.from_heading",))


OF_HEADING = Rule(
    "segment.heading", "own", "标题里的行业", "the industry of the heading",
    "“1．纺织服装” over “规上工业总产值达到1000亿元”",
    "a heading with marks in it, or not below 产业, 行业", _of_heading,
)  # fmt: skip


def _carried(look: OwnLook) -> Settled[str] | None:
    before = look.before
    if before is None or before.segment is None or look.home.cell is not None:
        return None
    own = look.area is not None and look.area.value == look.ground.splitter.area
    closed = look.ground.plan.shadow.startswith(")", before.named.candidate.end)
    if closed and look.named.left > before.named.candidate.end:
        return None  # 供水普及率97%（县城|92%），污水处理率|95%: no longer of the county towns
    if not own or look.part.phrase.says("whole_area"):
        return None
    if before.segment.rule not in PROJECTS and look.ground.splitter.has_owner(look.part.cut.name):
        return None
    segment = before.segment
    if look.ground.splitter.other_sector(look.part.cut.name, segment.value):
        return None
    if look.part.cut.name.startswith(segment.value):
        return None  # 环保产业|产值50亿元，占GDP比重3%: 环保产业产值占GDP比重 names it
    return Settled(segment.value, "segment.carried", segment.said, ("segment.carried",))


CARRIED = Rule(
    "segment.carried", "own", "前句的主体", "owner of the number before",
    "纺织产业产值500亿元，|增加值100亿元: also of 纺织产业",
    "全市…: the whole area", _carried,
)  # fmt: skip


#: The rules by which a value is a project's own.
PROJECTS = frozenset(("segment.project", "segment.project_named", "segment.project_heading"))
