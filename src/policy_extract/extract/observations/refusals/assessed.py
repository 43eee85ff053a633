"""More refusals: what points are given for, and what those must reach who are given something.

A scheme of assessment says what earns points (“每低1个百分点扣3分”), a measure of policy who may ask for money (“年产值首次达到
50亿元、30亿元的，分别给予…”): neither is aimed at by the area. The words stand in ``procedures.toml``.
"""

from __future__ import annotations

from collections.abc import Callable

from policy_extract.extract.observations.refusals.look import Look, whole
from policy_extract.extract.observations.refusals.needs import of_kind
from policy_extract.measure.quantity import Quantity
from policy_extract.rules import Rule, Said

_MARKS = ",;。:"
_EARNS = 48  # signs behind a number in which it is said what it earns
_CONDITIONS = 80  # … in which the conditions beside it end
_NAME = 16  # … in front of points, in which their name stands
_LISTED = 24  # … in front of a share, in which the list of shares opens
_GIVEN = 20  # … in front of money, in which it is said to whom it is given


def _earns(look: Look) -> Said | None:
    """引进亿元以上项目|1个|得4分, 到位资金达到|20亿元|的得满分. Refused: 新增规上企业30家（20分）: a goal and its weight."""
    words, shadow, end = look.words.assessed, look.shadow, look.q.end
    stop = min(look.sentence.end, end + _EARNS)
    if not any(shadow.find(unit, end, stop) >= 0 for unit in words.units):
        return None
    found = words.earns.match(shadow, end, stop)
    return Said(look.q.start, found.end()) if found else None


def _weight(look: Look) -> Said | None:
    """新增规上企业30家（|20分|）, 经济发展|400分|、生态环境150分. Refused: 公众安全感96分、满意度95分, 达到400分."""
    q, words = look.q, look.words.assessed
    if q.unit not in words.units:
        return None
    if look.before(1) == "(" and look.after(1) == ")":
        return whole(look)
    listed = [other for other in look.numbers if other.unit in words.units and _bare(look, other)]
    if len(listed) < 2 or q not in listed:
        return None
    return whole(look) if any(not _measured(look, other) for other in listed) else None


def _bare(look: Look, q: Quantity) -> bool:
    """Points right behind their name: 经济发展|400分. Refused: 达到400分."""
    before = look.shadow[max(look.sentence.start, q.start - _NAME) : q.start].rstrip()
    return look.words.common.announced.search(before) is None and q.start == q.number


def _measured(look: Look, q: Quantity) -> bool:
    """Their name is of what is told in points: 群众满意度|95分."""
    start = max(look.sentence.start, q.start - _NAME)
    return look.words.assessed.measured.search(look.shadow, start, q.start) is not None


def _conditions(look: Look) -> Said | None:
    """The first of some conditions: 达到|50亿元|、30亿元的，分别给予…. Refused: 产值50亿元、税收3亿元的目标."""
    words, shadow, q = look.words.assessed, look.shadow, look.q
    stop = min(look.sentence.end, q.end + _CONDITIONS)
    found = words.conditions.match(shadow, q.end, stop)
    if found is None:
        found = words.receivers.match(shadow, q.end, stop)
        found = found if found and shadow.startswith(words.opens, _opening(look)) else None
    return Said(q.start, found.end()) if found else None


def _opening(look: Look) -> int:
    """Where the clause of the number begins, behind its last comma."""
    start, end = look.sentence.start, look.q.start
    return max(start, *[look.shadow.rfind(mark, start, end) + 1 for mark in _MARKS + "("])


def _given(look: Look) -> Said | None:
    """改建的给予|5000元|. Refused: 已兑现的奖励200万元, 财政给予的补助3亿元: what was given."""
    q, words = look.q, look.words.assessed
    start = max(_opening(look), q.start - _GIVEN)
    found = words.given.search(look.shadow, start, q.start)
    if found is None or words.was_given.search(look.shadow, start, found.start()):
        return None
    if look.words.procedures.gives_all.search(look.shadow, start, q.start):
        return None
    return Said(start, q.end)


def _by_shares(look: Look) -> Said | None:
    """按照30%、|60%|、10%的比例. Refused: 优秀比例不超过30%; 按10%的比例: the word before it refuses it."""
    words, q = look.words.assessed, look.q
    if words.shares_behind.match(look.shadow, q.end) is None:
        return None
    start = max(look.sentence.start, q.start - _LISTED)
    found = words.shares_before.search(look.shadow, start, q.start)
    return Said(found.start(), q.end) if found else None


#: Asked after those of ``reckoned``.
RULES: tuple[Rule[Callable[[Look], Said | None]], ...] = (
    Rule(
        "refuse.earns_points", "refuse", "得分条件", "what points are given for",
        "每低1个百分点扣3分, 引进项目1个得4分, 完成95%以上的计5分, 达到20亿元的得满分",
        "新增规上企业30家（20分）: the goal; 满意度得分达到95分", _earns,
    ),
    Rule(
        "refuse.weight_in_points", "refuse", "分值", "what something counts in points",
        "新增规上企业30家（20分）: the 20; 经济发展400分、生态环境150分",
        "公众安全感96分、满意度95分: measured so; 满意度达到95分", _weight,
    ),
    Rule(
        "refuse.conditions", "refuse", "并列的条件", "one of the conditions that an applicant must meet",
        "年产值首次达到50亿元、30亿元的，分别给予奖励; 对纳税额3000万元以上且增长15%以上的企业; 死亡3人以上事故的，一票否决",
        "产值50亿元、税收3亿元的目标; 产业规模突破80亿元", _conditions,
    ),
    Rule(
        "refuse.given_to_such", "refuse", "给符合条件者", "what those are given who meet a condition",
        "重新认定的奖励10万元, 改建的给予5000元",
        "已兑现的奖励200万元, 财政给予的补助3亿元", _given, needs=of_kind("money"),
    ),
    Rule(
        "refuse.dealt_in_shares", "refuse", "分配比例", "shares in which something is dealt out",
        "按照30%、60%、10%的比例确定等次",
        "优秀比例不超过30%", _by_shares, needs=of_kind("ratio"),
    ),
)  # fmt: skip
