"""The own stage: the company that a sentence opens with, whose numbers stand behind what it did."""

from __future__ import annotations

from typing import Final

from policy_extract.extract.observations.owners.look import OwnLook
from policy_extract.rules import Rule, Said, Settled

DID: Final = "segment.company_does"
_PARTS = ";"  # behind it another may be told of


def _does(look: OwnLook) -> Settled[str] | None:
    cut = look.part.cut
    if cut.segment is None or cut.segment_rule != DOES.id:
        return None
    return Settled(cut.segment, DOES.id, look.said(cut.segment))


DOES = Rule(
    DID, "own", "名称前的企业", "the company in front of what it did",
    "云岭燃气公司|建成加气站3座|, 云岭机械有限公司|投资2亿元|",
    "子公司投资2亿元, 小额贷款公司新增3家: kinds; 支持城投公司建成…: what others do; 云岭公司投资5亿元的颜料项目: the project’s", _does,
)  # fmt: skip


def _of_company(look: OwnLook) -> Settled[str] | None:
    name, words = look.part.cut.name, look.ground.words
    if look.home.cell is not None or not words.companies.its_own(name, look.part.phrase):
        return None
    splitter, start = look.ground.splitter, look.home.sentence.start
    if look.part.phrase.says("whole_area") or splitter.of_other_field(name):
        return None
    if look.area is not None and look.area.value != splitter.area:
        return None
    shadow, left = look.ground.plan.shadow, look.named.left
    found = words.companies.opening(shadow, start, left)
    if found is None or shadow.find(_PARTS, found.end(), left) >= 0:
        return None
    if name.endswith(splitter.words.only_of_places):
        return None
    group = "called" if found["called"] else "named"
    if group == "named" and words.peeler.borders.opens_with_verb(found[group]):
        return None  # 推动城投公司完成改制
    return Settled(found[group], OF_COMPANY.id, Said(*found.span(group)), ("segment.carried",))


OF_COMPANY = Rule(
    "segment.company_opening", "own", "句首的企业", "the company that a sentence opens with",
    "企业“云岭科技”正式投产，年产能达|5000台|; 云岭科技公司完成技改，产值提升|30%",
    "企业完成技改，产值提升30%: none by name; 平台公司…: a kind; …，全市税收8亿元; …，规上工业企业利润8亿元; …，带动税收8亿元; behind a semicolon",
    _of_company,
)  # fmt: skip
