"""Whose area: the rules, each with the words in front of a name that say so."""

from __future__ import annotations

from policy_extract.extract.observations.owners.look import OwnLook
from policy_extract.rules import Rule, Settled

#: The rules by which a value is another area's, quoted for comparison.
ELSEWHERE = frozenset(("area.elsewhere", "area.upper", "area.compared"))


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


#: Rules by which a number names its area itself, so that what goes on behind it is of that area, too.
_TOLD = frozenset((NAMED.id, SUBJECT.id, UPPER.id, "area.below", "area.elsewhere", "area.form", "area.platform", "area.known_place", "area.goes_on"))  # fmt: skip
_PARTS = ";。\n"


def _goes_on(look: OwnLook) -> Settled[str] | None:
    """How much what was told of a place right before grew: 全市税收120亿元，其中凤阳县18亿元，|增长6.1%|; 全省…5万亿元，|增长5%|.

    Refused: 全市增长6%, which says whose it is; a number behind a semicolon; a share (占全市的5%), an indicator of its own.
    """
    before, phrase = look.before, look.part.phrase
    moved = phrase.says("up", "down", "year_on_year")
    if before is None or not moved or not look.named.name.inherited or phrase.says("whole_area"):
        return None
    if before.area.rule not in _TOLD or before.name != look.part.cut.name:
        return None
    start, end = before.named.candidate.end, look.named.candidate.start
    between = look.ground.plan.shadow[start:end]
    if end < start or any(sign in between for sign in _PARTS):
        return None
    # what is quoted for comparison stays so
    rule = before.area.rule if before.area.rule in ELSEWHERE else "area.goes_on"
    return before.area._replace(rule=rule)


GOES_ON = Rule(
    "area.goes_on", "own", "承前数的地区", "the area of the number right before",
    "其中凤阳县18亿元，增长6.1%; 全省地区生产总值5万亿元，增长5%: of the county, of the province",
    "全市增长6%; 凤阳县18亿元；增长6.1%; 占全市的5%", _goes_on,
)  # fmt: skip
