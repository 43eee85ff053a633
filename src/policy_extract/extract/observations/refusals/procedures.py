"""More refusals: numbers that instruct a procedure, describe a thing or explain a word (docs/annotation.md, A6).

Fines, grants to whoever applies, samples, meetings, scores, seats, distances, teams, definitions, formulas. They are
asked after the rules of ``refuse``; the words they go by stand in ``procedures.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from policy_extract.expressions import expression
from policy_extract.extract.observations.refusals.look import Look
from policy_extract.extract.observations.refusals.needs import has_unit, of_kind, of_unit, told
from policy_extract.rules import Rule, Said

_CLAUSE = ",;。:"
_OPERATORS = tuple("×÷*")
_COUNTS = frozenset(("count", "people", "other"))
_SHARES = frozenset(("ratio", "fraction"))
_ADDRESS_SIGN = expression(r"[A-Za-z0-9/=._?&+-]")
# www.….gov.cn/5, K128+500
_ADDRESS = expression(
    r"(?:(?:www\.|https?:|\w\.(?:cn|com|org|net))[\w./?=&%#:-]*|K\d+\+)$", re.ASCII
)
_NO_CRITERION = frozenset(("money", "count", "people", "area", "points", "multiple", "parts"))
_NEAR = 40  # signs around a number in which a fine is named
_OFTEN = 12  # 每年检测2次 says how often, 每年检查2000次 how many
_WAY = 60  # signs back to what a limit speaks of
#: Signs before and behind a number in which its clause ends, else it is cut: the longest that was met has 192.
_REACH = 300


def _clause_start(look: Look) -> int:
    rfind, end = look.shadow.rfind, look.q.start
    start = max(look.sentence.start, end - _REACH)
    return max(start, *[rfind(mark, start, end) + 1 for mark in _CLAUSE])


def _clause_end(look: Look) -> int:
    end = min(look.sentence.end, look.q.end + _REACH)
    marks = (look.shadow.find(m, look.q.end, end) for m in _CLAUSE)
    return min((m for m in marks if m >= 0), default=end)


def _behind(look: Look, match: re.Match[str] | None) -> Said | None:
    return Said(look.q.start, match.end()) if match else None


def _cut_unit(look: Look) -> Said | None:
    q, words = look.q, look.words.procedures
    if q.unit is None:
        return None
    last = look.shadow[q.unit_end - 1 : q.unit_end]
    if last not in words.cut_openings:
        return None
    behind = look.shadow[q.unit_end : q.unit_end + 6]
    word = re.sub(r"\s", "", last + behind)
    return Said(q.start, q.unit_end + 1) if word.startswith(words.cut_units) else None


def _institute(look: Look) -> Said | None:
    q, words = look.q, look.words.procedures
    if q.unit not in words.institute_units or q.bound or q.spelled:
        return None
    before = look.before().rstrip()
    word = next((w for w in words.institutes if before.endswith(w)), None)
    return Said(q.number - len(word), q.end) if word else None


def _fine(look: Look) -> Said | None:
    words, shadow, q = look.words.procedures, look.shadow, look.q
    if not words.fined.search(shadow, max(0, q.start - _NEAR), q.end + _NEAR):
        return None
    start, end = _clause_start(look), _clause_end(look)
    named = words.fined.search(shadow, start, end)
    if named is None:
        return None
    imposed = words.imposed.search(shadow, start, look.q.start)
    if imposed is None and not shadow[start:end].lstrip().startswith(words.fine_opens):
        return None
    return Said(start, max(named.end(), look.q.end))


def _grant(look: Look) -> Said | None:
    q, words, shadow = look.q, look.words.procedures, look.shadow
    if q.kind not in ("money", "ratio"):
        return None
    start, end = _clause_start(look), _clause_end(look)
    back = max(look.sentence.start, start - _WAY)
    if shadow.startswith(words.limits, start) and words.gives.search(shadow, back, q.start):
        return Said(back, q.end)
    if words.gives_all.search(shadow, start, end) or not words.gives.search(shadow, start, end):
        return None
    each = words.gives_each.search(shadow, start, end)
    if each is None and not words.gives_to.search(shadow, start, end):
        each = words.gives_weakly.search(shadow, start, end)
        if each is None and shadow.startswith(look.words.kinds.reward_to, start):
            each = words.gives_now.search(shadow, start, q.start)
    return Said(start, end) if each else None


def _per(look: Look) -> Said | None:
    q, words = look.q, look.words.procedures
    start = max(look.sentence.start, q.number - 8)
    done = words.per_done.search(look.shadow, start, q.number)
    if done is None or not words.per_gives.match(look.shadow, q.end, q.end + 16):
        return None
    return Said(done.start(), q.end)


def _sample(look: Look) -> Said | None:
    q, words = look.q, look.words.procedures
    if q.kind not in _COUNTS:
        return None
    start = _clause_start(look)
    match = words.sampled.search(look.shadow, start, q.start)
    if match is None and words.by_chance.search(look.shadow, start, q.start):
        match = words.checked.search(look.shadow, start, q.start)
    return Said(match.start(), q.end) if match else None


def _rhythm(look: Look) -> Said | None:
    q, words = look.q, look.words.procedures
    if q.unit not in words.rhythm_units:
        return None
    start = _clause_start(look)
    match = words.often.search(look.shadow, start, q.start)
    if match is None and words.meetings.search(look.shadow, start, _clause_end(look)):
        match = words.yearly.search(look.shadow, start, q.start)
        match = match or words.held.search(look.shadow, start, q.start)
    if match is None and (q.low or q.high or 0) <= _OFTEN:
        yearly = words.yearly.search(look.shadow, start, q.start)
        if yearly and words.checks_often.search(look.shadow, yearly.start(), q.start):
            match = yearly
    if match is None and look.before().endswith(words.single):
        return Said(q.start, q.end)
    return Said(match.start(), q.end) if match else None


def _opening(look: Look) -> Said | None:
    if look.q.kind != "time":
        return None
    start = _clause_start(look)
    match = look.words.procedures.opening.search(look.shadow, start, look.q.start)
    return Said(match.start(), look.q.end) if match else None


def _address(look: Look) -> Said | None:
    q = look.q
    if not _ADDRESS_SIGN.match(look.shadow, q.number - 1):
        return None
    match = _ADDRESS.search(look.shadow, max(0, q.number - 60), q.number)
    return Said(match.start(), q.end) if match else None


def _clock(look: Look) -> Said | None:
    q, words = look.q, look.words.procedures
    if q.unit not in words.score_units:
        return None
    match = words.clock.search(look.shadow, max(look.sentence.start, q.number - 4), q.number)
    return Said(match.start(), q.end) if match else None


def _score(look: Look) -> Said | None:
    q, words = look.q, look.words.procedures
    before = look.shadow[max(look.sentence.start, q.start - 5) : q.start].rstrip()
    if q.unit in words.score_units:
        graded = words.graded.match(look.shadow, q.end, q.end + 12)
        if graded or before.endswith(words.scored):
            return Said(q.start, graded.end() if graded else q.end)
    weight = before.endswith(words.weights) or words.weighs.match(look.shadow, q.end, q.end + 5)
    return Said(q.start, q.end) if weight else None


def _seats(look: Look) -> Said | None:
    q, words = look.q, look.words.procedures
    if q.unit not in words.seat_units:
        return None
    return _behind(look, words.vehicle.match(look.shadow, q.unit_end, q.unit_end + 20))


def _position(look: Look) -> Said | None:
    q, words = look.q, look.words.procedures
    if q.unit not in words.length_units or look.words.common.announced.search(
        look.before().rstrip()
    ):
        return None
    start = _clause_start(look)
    match = words.distance.search(look.shadow, start, q.start)
    if match:
        return Said(match.start(), q.end)
    beside = look.shadow[start : q.start].endswith(words.sides)
    return Said(q.start, q.end) if beside else None


def _team(look: Look) -> Said | None:
    q, words = look.q, look.words.procedures
    if q.unit not in words.team_units:
        return None
    return _behind(look, words.team.match(look.shadow, q.unit_end, q.unit_end + 12))


def _shortfall(look: Look) -> Said | None:
    if look.q.kind not in _COUNTS | _SHARES:
        return None
    end = look.q.end
    return _behind(look, look.words.procedures.shortfall.match(look.shadow, end, end + 26))


def _definition(look: Look) -> Said | None:
    words, start = look.words.procedures, look.sentence.start
    means = words.means.search(look.shadow, start, look.q.start)
    if means is None or words.promised.search(look.shadow, means.end(), look.q.start):
        return None
    return Said(means.start(), look.q.end)


def _advice(look: Look) -> Said | None:
    """世界卫生组织建议每日食盐摄入量不高于5克. Refused: 建议 without one who advises: 建议全市安排2000万元."""
    if look.q.kind == "money":
        return None
    start = _clause_start(look)
    match = look.words.procedures.advised.search(look.shadow, start, look.q.start)
    return Said(match.start(), look.q.end) if match else None


def _formula(look: Look) -> Said | None:
    q, shadow = look.q, look.shadow
    before = shadow[max(look.sentence.start, q.number - 2) : q.number].rstrip()
    behind = shadow[q.end : q.end + 2].lstrip()
    if before.endswith(_OPERATORS) or behind.startswith(_OPERATORS):
        return Said(q.start, q.end)
    match = look.words.procedures.formula.search(shadow, look.sentence.start, q.start)
    return Said(match.start(), q.end) if match else None


def _condition(look: Look) -> Said | None:
    return _behind(look, look.words.procedures.then.match(look.shadow, look.q.end, look.q.end + 8))


def _criterion(look: Look) -> Said | None:
    """体重指数≥28为肥胖. Refused: 血压达标率不低于60%, 人均腰围, 体温检测设备20台."""
    q, words = look.q, look.words.procedures
    if q.kind in _NO_CRITERION:
        return None
    start = _clause_start(look)
    match = words.body.search(look.shadow, start, q.start)
    known = match is not None and (q.kind != "ratio" or bool(q.bound))  # 血脂异常40.4%: of many
    two = q.kind == "none" and words.body_pair.match(look.shadow, q.end)  # 140/90毫米汞柱
    if not known and not two and q.unit not in words.body_units:
        return None
    front = match.start() if match else q.start
    return None if words.averaged.search(look.shadow, start, front) else Said(front, q.end)


def criterion_of(look: Look, following: int | None) -> Said | None:
    """含水率低于60%的污泥, 血脂异常者. Refused: 覆盖率不低于60%的目标; counts and money have rules of their own."""
    del following
    q, words, shadow = look.q, look.words.procedures, look.shadow
    if q.kind in _NO_CRITERION or not (q.bound or q.comparator == "range"):
        return None
    if q.kind == "age":
        return _behind(look, words.of_age.match(shadow, q.end, q.end + 12))
    if words.criterion.search(shadow, max(look.sentence.start, q.start - 8), q.start) is None:
        return None
    return _behind(look, words.of_which.match(shadow, q.end, q.end + 12))


Refuses = Callable[["Look"], Said | None]

#: Asked behind the rules of ``refuse``, in this order.
RULES: tuple[Rule[Refuses], ...] = (
    Rule(
        "refuse.cut_unit", "refuse", "单位被截断", "a unit cut in two, or a word that begins like one",
        "每 6 个 月, 15 分 钟 over the end of a line, 9部门",
        "6个产业园", _cut_unit, needs=has_unit,
    ),
    Rule(
        "refuse.institute", "refuse", "编号机构", "an institute with a number for a name",
        "某航天集团708所, 航天科工203所",
        "建成幼儿园12所", _institute, needs=of_unit(lambda w: w.procedures.institute_units),
    ),
    Rule(
        "refuse.condition", "refuse", "适用条件", "a condition under which something is done",
        "金额在50万元以上的须公开招标, 超过测算比例15个百分点以上的，及时调查",
        "50亿元以上的企业达到12家: a class that is counted", _condition,
    ),
    Rule(
        "refuse.fine", "refuse", "罚款", "a fine",
        "处五万元以上五十万元以下罚款, 违者罚款200元",
        "罚没收入达到5000万元", _fine, needs=told(),
    ),
    Rule(
        "refuse.grant", "refuse", "奖补额度", "what an applicant may get",
        "给予最高100万元奖励, 每户每年补贴2万元, 最高不超过500万元 behind it",
        "发放补贴2000万元, 补助标准提高到每人700元", _grant, needs=told("money", "ratio"),
    ),
    Rule(
        "refuse.per", "refuse", "每做若干即给", "what is given or taken for each",
        "每招用1人补贴1000元: 1人; 每少1个扣2分: 1个",
        "每年新增10家", _per, needs=told(),
    ),
    Rule(
        "refuse.sample", "refuse", "抽样", "a sample",
        "随机抽查5户, 每村抽取10户",
        "抽检食品1.2万批次: work done", _sample, needs=told(*_COUNTS),
    ),
    Rule(
        "refuse.rhythm", "refuse", "频次", "how often something is done",
        "每季度召开1次, 每次2片, 每年召开2次联席会议, 每年检测1次血脂",
        "每年举办展会2次", _rhythm, needs=of_unit(lambda w: w.procedures.rhythm_units),
    ),
    Rule(
        "refuse.opening", "refuse", "开放时间", "how long something is open",
        "每周开放不少于56小时, 全年开放300天以上",
        "办理时限压缩到3天", _opening, needs=of_kind("time"),
    ),
    Rule(
        "refuse.address", "refuse", "网址或里程桩号", "an address of a page or a place on a road",
        "www.….cn/5家, K128+500处",
        "达到500处", _address,
    ),
    Rule(
        "refuse.clock", "refuse", "钟点", "a time of day, a place on the globe",
        "17时30分, 东经102度15分",
        "满意度达到95分", _clock, needs=of_unit(lambda w: w.procedures.score_units),
    ),
    Rule(
        "refuse.score", "refuse", "评分", "points of an assessment",
        "得10分, 扣2分, 80分以上为良好, 权重20%",
        "满意度达到95分", _score,
    ),
    Rule(
        "refuse.seats", "refuse", "产品规格", "the size of a vehicle",
        "8座商务车, 50座客车",
        "8座汽车客运站", _seats, needs=of_unit(lambda w: w.procedures.seat_units),
    ),
    Rule(
        "refuse.position", "refuse", "方位距离", "where something lies",
        "距高铁站5公里, 某路以东5公里, 海拔1890米",
        "轨道交通里程达到50公里, 服务半径缩短到5公里", _position, needs=of_unit(lambda w: w.procedures.length_units),
    ),
    Rule(
        "refuse.team", "refuse", "工作组人数", "how many are in a team",
        "由3人工作组, 5人专班",
        "培训1200人", _team, needs=of_unit(lambda w: w.procedures.team_units),
    ),
    Rule(
        "refuse.shortfall", "refuse", "未达者的比例或个数", "those that do not, or that something befell",
        "20%的乡镇未达标, 3个县尚未完成, 10个乡镇受灾: the value of the contrary, if of anything",
        "10家未上市企业: they are counted by name", _shortfall, needs=of_kind(*_COUNTS, *_SHARES),
    ),
    Rule(
        "refuse.definition", "refuse", "名词解释", "what a word means",
        "规模以上工业企业是指年主营业务收入2000万元以上的…",
        "“5311”工程是指培育5家百亿企业: a promise; 指导3家企业", _definition, needs=told(),
    ),
    Rule(
        "refuse.advice", "refuse", "推荐值", "a value that somebody recommends",
        "世界卫生组织建议每日食盐摄入量不高于5克, 推荐值为25克, 《膳食指南》推荐每天12种",
        "每日食盐摄入量降到9克, 推荐项目12个", _advice, needs=told(),
    ),
    Rule(
        "refuse.criterion", "refuse", "诊断界值", "what tells who is ill or fit",
        "收缩压≥140毫米汞柱为高血压, 体重指数≥28, 糖化血红蛋白控制在7%以下: measured of one person",
        "血压达标率不低于60%, 人均腰围: of many", _criterion, needs=lambda form, _: form.kind not in _NO_CRITERION,
    ),
    Rule(
        "refuse.formula", "refuse", "公式中的因数", "a factor of a formula",
        "×100%, 计算方法：评定总分80分以上人数÷…",
        "2024年达到100%", _formula, needs=told(),
    ),
)  # fmt: skip
