"""Places instead of names: a country that is compared with, a gap to another place."""

from __future__ import annotations

from policy_extract.extract.observations.drafts import Name
from policy_extract.extract.observations.names.name_clause import (
    Clause,
    Names,
    Naming,
    Passed,
    Reading,
)
from policy_extract.extract.observations.places import Alone, PlaceWords
from policy_extract.extract.observations.windows import OF, located
from policy_extract.measure.quantity import COUNTED
from policy_extract.rules import Rule

_RATES = frozenset(("ratio", "points"))


def _place_alone(reading: Reading, c: Clause) -> Naming | Passed | None:
    places, words = reading.places, c.phrase.name
    if c.subject is None:
        return Passed(PLACE_ALONE.id) if words in places.abroad else None
    if not words:
        return None
    if words in places.levels.whole and c.q.kind not in COUNTED:
        return Passed(PLACE_ALONE.id)  # 高于省3.3万元、|市|2.5万元
    others, kind = places.others(words), words in places.kinds
    alone = None if others or kind else places.alone_in(c.phrase, c.below)
    if not (others or kind) and (alone is None or _gap_to(alone, c)):
        return None
    if alone is not None and alone.several:
        return Passed(PLACE_ALONE.id)  # 高于|省、市|7.5%的平均水平: of neither
    own = (places.unplaced if alone else places.without)(c.subject.words)
    bare = Name(own, "name.place_alone", c.subject.said, ("indicator.carried",))
    if alone is None:
        return Naming(bare, c.phrase, kind_of=words if kind else None)
    part = c.part and c.q.kind != "ratio"
    if alone.place in places.abroad and (part or not _of_its_own(places, c.subject.words)):
        return Naming(bare, c.phrase, kind_of=alone.place)  # 外资企业20家，其中德国5家
    return Naming(bare._replace(words=alone.place + bare.words), c.phrase)


def _residents(reading: Reading, c: Clause) -> Naming | None:
    """One side of the residents that were told of: 居民人均可支配收入38652元，其中|城镇|47820元、|农村|28630元."""
    words, name = reading.words, c.phrase.name
    if c.subject is None or name not in words.resident_sides:
        return None
    told = words.residents.match(c.subject.words)
    if told is None or (told["side"] and name.endswith(words.resident)):
        return None  # 城镇居民…36平方米，|农村居民|48平方米: the other side, which completes itself
    side = name if name.endswith(words.resident) else name + words.resident
    said = located(c.shadow, name, c.left, c.q.start)
    return Naming(Name(side + c.subject.words[told.end() :], "name.residents", said), c.phrase)


RESIDENTS = Rule(
    "name.residents", "name", "城乡居民", "residents of towns or of the country",
    "居民人均可支配收入38652元，其中|城镇|47820元、|农村居民|28630元: 城镇居民人均可支配收入, 农村居民人均可支配收入",
    "低保人数12万人，其中城镇2万人: nothing of residents; 城镇化率", _residents,
)  # fmt: skip


def _of_its_own(places: PlaceWords, words: str) -> bool:
    """Another country may have the like: 机器人密度. Refused: 出口美国, 对美国出口: the plan's own, to a country."""
    bare = places.without(words)
    return not any(places.foreign(bare[at:]) for at in range(len(bare)))


def _place_behind(reading: Reading, c: Clause) -> Naming | None:
    """“焦虑障碍患病率|美国|为18.2%”."""
    found = reading.places.behind_measure(c.phrase.name) if c.q.kind not in COUNTED else None
    if found is None:
        return None
    lead, place = found
    name = Name(place + lead, "name.place_behind", located(c.shadow, lead, c.left, c.q.start))
    return Naming(name, c.phrase)


PLACE_BEHIND = Rule(
    "name.place_behind", "name", "指标后的国名", "a country behind the name",
    "老年痴呆患病率|美国为11.6%: the indicator, of that country",
    "外贸出口美国5亿美元: no measure that each country has", _place_behind,
)  # fmt: skip


def _compared(reading: Reading, c: Clause) -> Naming | None:
    if not c.phrase.name:
        return None
    inside = reading.places.inside(c.phrase.name, c.below)
    if inside:
        lead, alone = inside
        words = lead if _gap_to(alone, c) else alone.place + reading.places.unplaced(lead)
        said = located(c.shadow, lead, c.left, c.q.start)
        return Naming(Name(words, "name.compared", said), c.phrase)
    if c.q.kind == "points" and (rate := reading.places.rate_beside(c.phrase.name)):
        said = located(c.shadow, rate, c.left, c.q.start)
        return Naming(Name(rate, "name.compared", said), c.phrase.but("up", "down", "to"))
    own = reading.places.alone_in(c.phrase, c.below) if c.subject else None
    if own is None or c.subject is None or not _gap_to(own, c):
        return None
    words = reading.places.unplaced(c.subject.words)
    name = Name(words, "name.compared", c.subject.said, ("indicator.carried",))
    return Naming(name, c.phrase)


def _rate_then(reading: Reading, c: Clause) -> Naming | None:
    if c.q.kind != "points" or c.subject is None or not c.phrase.name:
        return None
    gap = reading.places.rate_then(c.phrase.name)
    if gap is None:
        return None
    fell = gap.startswith(reading.words.fell)
    name = Name(c.subject.words, "name.rate_then", c.subject.said, ("indicator.carried",))
    return Naming(name, c.phrase.saying("down" if fell else "up", gap))


RATE_THEN = Rule(
    "name.rate_then", "name", "与早先增幅的差距", "a gap to an earlier rate",
    "比“九五”期间增幅|高8个百分点: of the indicator named before, by how much it grew faster",
    "增幅高于全省, 比全省高2个百分点: a gap to another place; 增幅比上年提高2个百分点: of the rate itself", _rate_then,
)  # fmt: skip


def _pulled(reading: Reading, c: Clause) -> Naming | None:
    name = c.phrase.name
    if c.q.kind not in _RATES or c.subject is None or not name or not c.phrase.says("up"):
        return None
    at = c.shadow.rfind(name, c.left, c.q.start)
    if at < 0 or not reading.words.pulls.search(c.shadow, c.left, at):
        return None
    said = located(c.shadow, name, c.left, c.q.start)
    return Naming(Name(name, "name.pulled", said, ("indicator.carried",)), c.phrase)


PULLED = Rule(
    "name.pulled", "name", "拉动的总量", "what it adds to",
    "服务业增加值1400亿元，拉动经济增长|3.1个百分点|，同比增长6.2%: of the whole, and 6.2% of what was told before",
    "拉动投资|12亿元|; 经济增长5%", _pulled,
)  # fmt: skip


COMPARED = Rule(
    "name.compared", "name", "与别处的差距", "a gap to another place",
    "高于全国平均10.3个百分点, 比全省高2万元: of the indicator named before, the plan's own; "
    "增加值增速|低于全省2.0个百分点",
    "低于全省30.5万元: the other place's value", _compared,
)  # fmt: skip


def _gap_to(alone: Alone, c: Clause) -> bool:
    """The number says how far the plan's own value is from that of the place, not what that one is.

    “低于全国平均2.3个百分点”, “比全省高2万元”, “高于全省平均水平3200元”; refused: “低于全省30.5万元”, “低于全国2.4%的平均水平”.
    """
    if alone.gap or c.q.kind in ("points", "multiple", "fraction"):
        return True
    average = alone.compared and alone.average
    return average and c.shadow[c.q.start - 1] != "(" and not c.behind.startswith(OF)


PLACE_ALONE: Rule[Names] = Rule(
    "name.place_alone", "name", "仅有地名", "a place alone",
    "规上企业1500家，其中花溪区300家; 低于全省30.5万元; 美国为3.45%: the indicator named before, of that place",
    "花溪区规上企业: a name behind the place; 低于全省2个百分点: a gap", _place_alone,
)  # fmt: skip
