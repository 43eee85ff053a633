"""Whose area: the rules, each with the words in front of a name that say so."""

from __future__ import annotations

from policy_extract.extract.observations.owners.look import OwnLook
from policy_extract.rules import Rule, Settled


def _named_area(look: OwnLook) -> Settled[str] | None:
    cut = look.part.cut
    own = look.named.name.inherited and look.part.phrase.says("whole_area")
    if cut.area is None or own:
        return None  # “深圳…1.8万家，我市为7700家”
    return Settled(cut.area, cut.area_rule, look.said(cut.area_words))


NAMED = Rule(
    "area.named", "own", "写明的地区", "area in front of the name",
    "婺城区规上工业总产值: what the rules of the name took off its front",
    "a place that is part of a name", _named_area,
)  # fmt: skip


def _subject_area(look: OwnLook) -> Settled[str] | None:
    """“余杭区培育200家高新技术企业”: who does it stands in front of the verb."""
    named, splitter = look.named, look.ground.splitter
    if not named.before_noun or look.part.phrase.says("whole_area"):
        return None
    place = splitter.subject_place(named.phrase.name)
    return Settled(place, "area.subject", look.said(place)) if place else None


SUBJECT = Rule(
    "area.subject", "own", "动词前的地区", "an area in front of the verb",
    "余杭区|培育200家高新技术企业, 白沙镇|建成10个基地",
    "支持余杭区培育…, 余杭区等地", _subject_area,
)  # fmt: skip


def _whole_area(look: OwnLook) -> Settled[str] | None:
    word = look.part.phrase.word("whole_area")
    if not word or look.ground.splitter.around.upper(word):
        return None
    return Settled(look.ground.splitter.area, "area.whole", look.said(word))


WHOLE = Rule(
    "area.whole", "own", "全市等", "words for the whole area",
    "全市, 我省, 全县: the plan's own area",
    "全社会: belongs to the indicator; 全省 in a plan of a city", _whole_area,
)  # fmt: skip


def _upper_area(look: OwnLook) -> Settled[str] | None:
    word = look.part.phrase.word("whole_area")
    upper = look.ground.splitter.around.upper(word) if word else None
    if look.part.cut.name.startswith(look.ground.words.ranked):
        return None  # 全省|排名上升3个位次: the plan's own place among them
    return Settled(upper, "area.upper", look.said(word)) if upper else None


UPPER = Rule(
    "area.upper", "own", "上级地区", "words for an area above the plan's",
    "全省 in a plan of 杭州市 is 浙江省, whose value is quoted for comparison",
    "全省 in a plan of 浙江省: the whole area; 全省排名, 全国占有率: the plan's own among them", _upper_area,
)  # fmt: skip
