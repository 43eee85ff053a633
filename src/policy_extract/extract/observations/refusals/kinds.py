"""Refusals by what kind of number it is: a length of time, an age, a rank, a bare number, and what is done with it."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import attrgetter

from policy_extract.document.plain import is_han
from policy_extract.extract.observations.refusals.look import Look, whole
from policy_extract.extract.observations.refusals.needs import (
    of_kind,
)
from policy_extract.measure.quantity import COUNTED, Quantity
from policy_extract.rules import Rule, Said

_START = attrgetter("start")
_BOUND = 8  # signs in which the word that bounds a length of time stands
_OFTEN_NONE = frozenset(("time", "age", "rank"))  # kinds of which most numbers are no values
_LISTED = 16  # signs of a list of bare numbers in front of the last, which has the unit of all: 10、9和|8个小时
_RATIOS = 36  # … in which a ratio of parts is named: 三次产业结构由2019年的4.6:45.7:49.7调整为
_BARE_CHANGE = (
    40  # signs in which stands what has no unit, with what it was: 收入比为2.60，比上年缩小
)
_NAMED_BARE = 8  # … and the name of what has none, right in front of its value: 城乡收入比1.67
_AVERAGED = 24  # signs in which the name of an average of time stands
_IN_PIECES = (
    "count",
    "none",
)  # kinds of numbers without a measure: 11个|季度, 三个|台阶, 3批次|22个项目
_DEALT = 40  # signs in which 分别 and its list stand in front of a number of the list
_LARGER = 100  # so many times larger is no number of the same unit


def _procedure(look: Look) -> Said | None:
    behind = look.q.kind == "fraction" and look.after(6).startswith(look.words.kinds.procedure)
    return whole(look) if behind else None


PROCEDURE = Rule(
    "refuse.procedure", "refuse", "议事规则", "rule of procedure",
    "三分之二以上成员同意",
    "三分之二的县", _procedure, needs=of_kind("fraction"),
)  # fmt: skip


def _effort(look: Look) -> Said | None:
    """“以百分之百的热情”. Refused: 60%的资金, 办结率达到100%的窗口."""
    if look.q.kind != "ratio":
        return None
    match = look.words.kinds.effort.match(look.shadow, look.q.end)
    return Said(look.q.start, match.end()) if match else None


EFFORT = Rule(
    "refuse.effort", "refuse", "干劲", "how one sets to work",
    "以百分之百的热情, 以100%的努力: no share of anything",
    "办结率达到百分之百, 60%的资金", _effort, needs=of_kind("ratio"),
)  # fmt: skip


def _bounded_time(look: Look) -> bool:
    """A word in front, or in front of the bare numbers of its list, that makes a length of time a bound: 不少于10、9、|8个小时."""
    head = look.words.kinds.numbers_listed.sub("", look.before(_LISTED))[-_BOUND:]
    return look.words.kinds.time_bound.search(head.rstrip()) is not None


def _duration(look: Look) -> Said | None:
    q = look.q
    if q.kind != "time":
        return None
    if q.rule == "candidate.change_and_level":
        return None  # 平均住院日缩短0.6天至7.4天
    if look.words.kinds.days_counted.search(look.before(_AVERAGED)):
        return None  # 空气优良天数|281天
    if look.words.kinds.air_graded.search(look.before(_AVERAGED)):
        return None  # 其中优|178天
    if q.before and q.rule == "candidate.negated":
        start = max(look.sentence.start, q.start - 12)
        if look.words.kinds.spans.search(look.shadow, start, q.start):
            return None
    if _bounded_time(look):
        return None
    if look.words.kinds.started.match(look.shadow, q.end) and look.words.kinds.years_from.search(
        look.before(_AVERAGED)
    ):
        return None  # 平均受教育年限由|10.2年|提高到10.8年
    return None if look.words.kinds.time_averaged.search(look.before(_AVERAGED)) else whole(look)


DURATION = Rule(
    "refuse.duration", "refuse", "时长", "a length of time",
    "3个工作日, 20分钟 without a bound",
    "压缩至3天: a target; 平均住院日为8.8日: an average; 空气优良天数281天, 轻度污染18天: counts", _duration, needs=of_kind("time"),
)  # fmt: skip


def _age(look: Look) -> Said | None:
    if look.q.kind != "age":
        return None
    return None if look.words.common.of_age.search(look.before(24)) else whole(look)


AGE = Rule(
    "refuse.age", "refuse", "年龄", "an age",
    "60岁以上老人, 3—6岁",
    "人均预期寿命达到80岁", _age, needs=of_kind("age"),
)  # fmt: skip


def _reward(look: Look) -> Said | None:
    if look.q.kind in ("time", "age"):
        return None
    match = look.words.kinds.rewarded.match(look.shadow, look.q.end)
    if not match:
        return None
    opening = max(look.shadow.rfind(m, look.sentence.start, look.q.start) for m in ",;。")
    clause = max(opening + 1, look.sentence.start)
    return (
        Said(clause, match.end())
        if look.shadow.startswith(look.words.kinds.reward_to, clause)
        else None
    )


REWARD = Rule(
    "refuse.reward", "refuse", "申报门槛", "what an applicant must reach",
    "对主营业务收入首次突破5亿元的企业给予…",
    "企业达到5家", _reward,
)  # fmt: skip


def _no_ratio(look: Look) -> Said | None:
    if look.q.kind != "parts":
        return None
    before = look.before(_RATIOS)
    scale = before.rstrip(" :").endswith(look.words.kinds.no_ratio_of)
    named = any(word in before for word in look.words.kinds.ratio_of)
    return None if named and not scale else whole(look)


NO_RATIO = Rule(
    "refuse.no_ratio", "refuse", "不是比例关系", "no ratio of parts",
    "10:30, 1:500: a time of day, a scale",
    "三次产业结构调整为4.5:38.5:57, 生师比", _no_ratio, needs=of_kind("parts"),
)  # fmt: skip


def _per_number(look: Look) -> Said | None:
    if (
        look.q.kind not in COUNTED and look.q.kind != "other"
    ):  # the unit of 每10万|人口 is none that anybody knows
        return None
    before = look.before(4).rstrip()
    return whole(look) if before.endswith(look.words.kinds.per) else None


PER_NUMBER = Rule(
    "refuse.per_number", "refuse", "每若干个", "a number of which each gets the value",
    "每12个班级配备1间: 12 says for how many the 1 is",
    "每个班级配备12名", _per_number, needs=of_kind("count", "people", "other"),
)  # fmt: skip


def _rank(look: Look) -> Said | None:
    return whole(look) if look.q.kind == "rank" else None


RANK = Rule(
    "refuse.rank", "refuse", "位次", "a rank",
    "排名上升3位",
    "", _rank, needs=of_kind("rank"),
)  # fmt: skip


def _bandwidth(look: Look) -> Said | None:
    if look.q.kind != "bandwidth":
        return None
    before = look.before().rstrip()
    if look.words.common.announced.search(before):
        return None
    # 部署算力|100P以上|智算中心: a threshold of its name
    told = look.words.kinds.computing.search(before) and not is_han(look.after(1))
    return None if told else whole(look)


BANDWIDTH = Rule(
    "refuse.bandwidth", "refuse", "带宽", "a bandwidth",
    "100兆宽带: a bandwidth as a name",
    "出口带宽达到100Gbps, 新增智能算力1.7万P", _bandwidth, needs=of_kind("bandwidth"),
)  # fmt: skip


def _has_unit_of_list(look: Look) -> bool:
    """A number of a list whose last has the unit of all: 分别下降|0.5和0.7个百分点, 分别达到15、|12和10标台.

    Refused: 分别位于2和3号地块: no unit at the end; 办好1、2件: nothing deals out or announces.
    """
    last = look.q
    for following in look.numbers[bisect_right(look.numbers, last.start, key=_START) :]:
        if not look.words.kinds.dealt_on.fullmatch(look.shadow, last.unit_end, following.number):
            return False
        if following.kind != "none":
            if following.kind in _OFTEN_NONE and not _bounded_time(look):
                return False
            time = look.timeline.touches(following.start, following.end)
            before = look.before(_DEALT)
            dealt = look.words.kinds.dealt.search(
                before
            ) and not look.words.kinds.gaps_dealt.search(before)
            return time is None and bool(dealt) and _of_one_size(look, following)
        last = following
    return False


def _of_one_size(look: Look, last: Quantity) -> bool:
    """The unit of the last may be that of all. Refused: 分别达到|8000、5000和|1.2万人, whose 万 is the last number's alone."""
    own, told = look.q.low or look.q.high, last.low or last.high
    scaled = (last.unit or "").startswith(look.words.kinds.magnitudes)
    return not (scaled and own and told and own > told * _LARGER)


def _bare(look: Look) -> Said | None:
    q = look.q
    if q.kind != "none":
        return None
    if look.words.kinds.started.match(look.after(8)) and look.words.kinds.from_.search(
        look.before(10)
    ):
        return None  # 系数由0.57提高到0.58, 收入比由上年的1.82缩小到1.78
    if _has_unit_of_list(look):
        return None
    if q.comparator == "range" and look.shadow.endswith(look.words.kinds.between, q.start, q.end):
        return None  # 系数在0.53与0.56之间
    if look.words.kinds.bare_change.search(look.before(_BARE_CHANGE)):
        return None
    alone = look.words.kinds.ends_bare.match(look.shadow, q.end) is not None
    if alone and look.words.kinds.bare_named.search(look.before(_NAMED_BARE)):
        return None
    if not (q.bound or look.words.common.announced.search(look.before().rstrip())):
        return whole(look)
    runs_on = re.match(r"[\u4e00-\u9fffA-Za-z]", look.after()) and not q.bound
    return whole(look) if runs_on else None


BARE = Rule(
    "refuse.bare", "refuse", "没有单位的数", "a number without a unit",
    "a number with neither unit nor announcing word: 项目12",
    "指数达到110; 分别达到15、12和10标台: the last has the unit of all; 收入比2.60，比上年缩小0.07", _bare, needs=of_kind("none"),
)  # fmt: skip


def _steps(look: Look) -> Said | None:
    found = (
        look.words.kinds.steps.match(look.shadow, look.q.end) if look.q.kind in _IN_PIECES else None
    )
    if found is None and look.q.unit == look.words.kinds.step_unit:
        found = look.words.kinds.bare_steps.match(look.shadow, look.q.end)
    return Said(look.q.start, found.end()) if found else None


STEPS = Rule(
    "refuse.steps", "refuse", "跨越几级", "how many steps it took",
    "连跨3个千亿元台阶, 迈上2个新台阶: no value, and no name",
    "突破千亿元大关, 企业突破500家大关: what was passed is told", _steps, needs=of_kind(*_IN_PIECES),
)  # fmt: skip


def _lots(look: Look) -> Said | None:
    shadow, words, q = look.shadow, look.words, look.q
    if q.kind not in _IN_PIECES or not shadow[q.end : q.end + 1].isdigit():
        return None
    if shadow.endswith(words.kinds.classes, q.number, q.end):
        return whole(look)
    lot = shadow.endswith(words.kinds.lots, q.number, q.end) and words.kinds.lots_behind.search(
        look.before()
    )
    return whole(look) if lot and words.kinds.counted_in_lots.match(shadow, q.end) else None


LOTS = Rule(
    "refuse.lots", "refuse", "分几批几类", "in how many lots or classes",
    "开工3批次22个重点项目, 事项达到8大类160项: the second says how many",
    "培训30批次1500人次, 发行债券3批次12亿元, 抽检2000批次98个品种: a noun of its own, people, money", _lots,
    needs=of_kind(*_IN_PIECES),
)  # fmt: skip


def _how_long(look: Look) -> Said | None:
    words = look.words
    if look.q.kind not in _IN_PIECES or not look.shadow.startswith(words.kinds.spells, look.q.end):
        return None
    return whole(look) if look.before().endswith(words.kinds.in_a_row) else None


HOW_LONG = Rule(
    "refuse.how_long", "refuse", "持续多久", "how long it lasted",
    "增速连续11个季度居全国前列: no value, and no name",
    "连续开工11个重点园区", _how_long, needs=of_kind(*_IN_PIECES),
)  # fmt: skip
