"""Names that a list does not repeat: asked of a name behind another of its sentence."""

from __future__ import annotations

from collections.abc import Callable

from policy_extract.extract.observations.names.complete import Completion
from policy_extract.extract.observations.names.deeds import JOINED_VERB, VERB_ALONE
from policy_extract.extract.observations.names.name_clause import Reading
from policy_extract.rules import Rule
from policy_extract.tuples import NamedTuple

_FEWEST = 2  # signs of what a work is done to
_MEASURE = 2  # signs of a measure: 零售额; not 别 of 类别


class Beside(NamedTuple):
    """How a number stands to the one before: joined by 、 without a verb; and whether it may be so many for some heads.

    ``alike``: it has the unit of the indicator before. ``thing``: it counts or measures things, and nothing says that they are new. ``parted``: the words behind the number end at a 、: its noun may stand behind the next.
    ``kind``: that of the number (mass, area, count).
    """

    near: bool
    for_heads: bool = False
    parted: bool = False
    thing: bool = False
    alike: bool = False
    kind: str = ""
    against: bool = False  # 与 stands in front of the name


Completes = Callable[[Reading, str, str | None, Beside], str | None]


def _ratio(reading: Reading, name: str, previous: str | None, beside: Beside) -> str | None:
    """加工产值1200亿元，与|农业总产值之比|达2.6:1. Refused: 贷款余额1200亿元，|存贷款之比|78%."""
    return reading.completion.ratio_of(name, previous) if beside.against else None


def _by(completes: Callable[[Completion, str, str | None], str | None]) -> Completes:
    """A rule that a method of ``Completion`` says, wherever in the sentence the other name stands."""

    def asked(reading: Reading, name: str, previous: str | None, beside: Beside) -> str | None:
        del beside
        return completes(reading.completion, name, previous)

    return asked


def _level(reading: Reading, name: str, previous: str | None, beside: Beside) -> str | None:
    return None if beside.parted else reading.completion.level_of(name, previous)


def _levelled(reading: Reading, name: str, previous: str | None, beside: Beside) -> str | None:
    del previous, beside
    return reading.completion.levelled(name)


def _beginning(reading: Reading, name: str, previous: str | None, beside: Beside) -> str | None:
    return reading.completion.beginning_of(name, previous) if beside.near else None


def _per_head(reading: Reading, name: str, previous: str | None, beside: Beside) -> str | None:
    return reading.completion.per_head_of(name, previous) if beside.for_heads else None


def _added(reading: Reading, name: str, previous: str | None, beside: Beside) -> str | None:
    """What an industry adds, behind what it makes in all: 体育产业总规模…，|增加值占GDP比重.

    Refused: 地区生产总值…，增加值 (no industry), 增加值率, 制造业增加值 (more than that word).
    """
    del beside
    if not previous or not name.startswith(reading.words.added):
        return None
    made = reading.words.made.fullmatch(previous)
    return made["who"] + name if made and reading.words.own_added.fullmatch(name) else None


def _joined_verb(reading: Reading, name: str, previous: str | None, beside: Beside) -> str | None:
    """One of two verbs that a name before joined, with what both are done to: 新建和改造文化站12座，其中新建3座、|改造|9座.

    Refused: 改造9座 behind a name with one verb or none, which ``complete.verb_alone`` reads.
    """
    del beside
    if not previous or name not in reading.words.also_done:
        return None
    joined = reading.words.joined_verbs.match(previous)
    return name + previous[joined.end() :] if joined else None


def _class_measure(reading: Reading, name: str, previous: str | None, beside: Beside) -> str | None:
    """A class behind another with its measure: 粮油、食品类零售额…，|饮料类|.

    Refused: 企业86家，食品类12家: no class before; 饮料类产量: a measure of its own.
    """
    del beside
    ends = reading.words.class_end
    if not previous or not name.endswith(ends) or name.endswith(reading.words.no_class):
        return None
    measures = (previous.rpartition(end)[2] for end in ends if end in previous)
    measure = next((m for m in measures if len(m) >= _MEASURE), None)
    return name + measure if measure else None


def _work(reading: Reading, name: str, previous: str | None, beside: Beside) -> str | None:
    """What is done to all of a list: 改造老旧小区56个、|棚户区|1200套 → 改造棚户区.

    Refused: 改造老旧小区56个、新建学校3所 (new), 、惠及居民1200户 (a verb of its own), 、建筑面积280万平方米 (how much), 改造工程12个、项目3个 (a noun).
    """
    words = reading.words
    if not beside.thing or not previous or not previous.startswith(words.done_to_all):
        return None
    verb = next(verb for verb in words.done_to_all if previous.startswith(verb))
    what = previous.removeprefix(verb)
    if (
        len(what) < _FEWEST
        or what.startswith(words.no_work)
        or name.startswith((*words.mended, *words.work_ends))
    ):
        return None
    own = name.endswith(words.measured) or reading.peeler.announces(name)
    return None if own or reading.peeler.borders.opens_with_verb(name) else verb + name


def _side(reading: Reading, name: str, previous: str | None, beside: Beside) -> str | None:
    """The other side of what was told: 城镇居民人均住房面积36平方米，|农村居民|48平方米; 小学…定额720元，|初中|940元.

    Refused: another unit, a name that says more than the side.
    """
    return reading.completion.siblings.side_of(name, previous) if beside.alike else None


def _yield(reading: Reading, name: str, previous: str | None, beside: Beside) -> str | None:
    return reading.completion.siblings.yield_of(name, previous, beside.kind)


def _air_days(reading: Reading, name: str, previous: str | None, beside: Beside) -> str | None:
    del previous
    return reading.completion.siblings.days_of(name) if beside.kind == "time" else None


def _people(reading: Reading, name: str, previous: str | None, beside: Beside) -> str | None:
    del previous, beside
    return reading.completion.people_of(name)


#: Asked of a name behind another of its sentence; the first that speaks completes it.
COMPLETIONS: tuple[Rule[Completes], ...] = (
    Rule(
        "complete.level", "name", "级别承前", "a bare level",
        "国家级龙头企业2家、省级15家: the second is 省级龙头企业",
        "省级重点项目: a level with its own noun; 学校5所，新增3家国家级、12家省级企业: its noun stands behind the next",
        _level,
    ),
    Rule(
        "complete.class_measure", "name", "类别的度量承前", "what a class before was measured by",
        "粮油、食品类零售额增长9.9%，|饮料类|增长2.1%: 饮料类零售额",
        "企业86家，食品类12家: a class of what was counted; 饮料类产量", _class_measure,
    ),
    Rule(
        "complete.level_reached", "name", "达到的级别", "a level that those in front reach",
        "传承人达到国家级|10人|、省级60人: 国家级传承人, 省级传承人",
        "达到国家级标准的企业: more than a level", _levelled,
    ),
    Rule(
        "complete.threshold", "name", "门槛承前", "a bare threshold",
        "年产值超10亿元龙头企业5家、超亿元企业15家: the second is 年产值超亿元企业",
        "招引5亿元以上项目20个（其中10亿元以上项目11个）: the verb is not shared",
        _by(Completion.threshold_of),
    ),
    Rule(
        JOINED_VERB, "name", "并列动词之一", "one of two verbs that were joined",
        "新建和改造文化站12座，其中新建3座、|改造|9座: 改造文化站",
        "排查隐患1200处，整改1180处: one verb before; 改造公厕9座: it says what", _joined_verb,
    ),
    Rule(
        "complete.work", "name", "动作并列承前", "what is done to all of a list",
        "改造老旧小区56个、棚户区1200套: the second is 改造棚户区",
        "新建学校3所, 惠及居民1200户: verbs of their own; 建筑面积280万平方米: how much; 改造工程12个、在建项目3个: a noun; behind a comma", _work,
    ),
    Rule(
        "complete.beginning", "name", "名称开头承前", "a shared beginning",
        "省级数字经济示范区5个、示范园15个: the second is 省级数字经济示范园",
        "behind a comma, or with a verb of its own",
        _beginning,
    ),
    Rule(
        "complete.per_head", "name", "每千人口承前", "so many heads, told once",
        "每千人口床位6.2张、执业医师2.8人: the second is 每千人口执业医师",
        "behind a comma; 县域就诊率90%: a rate; 人均预期寿命: heads of its own; 三级医院3家, 研发人员5000人: counts",
        _per_head,
    ),
    Rule(
        "complete.average", "name", "均值承前", "a shared owner of averages",
        "规上工业亩均税收…，亩均增加值…: the second is 规上工业亩均增加值",
        "亩均税收 after a name without 亩均",
        _by(Completion.average_of),
    ),
    Rule(
        "complete.twin", "name", "对应词承前", "the other of two words",
        "实际使用内资30亿元、外资3亿美元: the second is 实际使用外资; 一般公共预算收入…，支出…: 一般公共预算支出",
        "进口总额…、出口额…: what follows the word differs",
        _by(Completion.twin_of),
    ),
    Rule(
        "complete.side", "name", "另一方承前", "the other side of what was told",
        "城镇居民人均住房面积36平方米，|农村居民|48平方米: 农村居民人均住房面积",
        "小学36所，初中12万人: another unit; 农村居民消费支出: it says what", _side,
    ),
    Rule(
        "complete.towards", "name", "贡献率承前", "whose contribution it is",
        "民营经济增加值占GDP的比重为61%，|对GDP增长的贡献率|为56%: 民营经济增加值对GDP增长的贡献率",
        "消费对经济增长的贡献率: it says whose",
        _by(Completion.towards_of),
    ),
    Rule(
        "complete.added", "name", "增加值承前", "what an industry adds",
        "体育产业总规模达到120亿元，|增加值占GDP比重|1.5%: 体育产业增加值占GDP比重",
        "地区生产总值300亿元，增加值…: no industry; 制造业增加值: it says whose", _added,
    ),
    Rule(
        "complete.rate", "name", "增速涨幅承前", "the rate of what was named before",
        "居民消费价格上涨1.7%，|涨幅|增加0.6个百分点: 居民消费价格涨幅",
        "增速提高2个百分点 with nothing named before",
        _by(Completion.rate_of),
    ),
    Rule(
        "complete.grown", "name", "种养的对象并列", "what else is grown or kept",
        "平均每亩收获玉米580公斤，大豆80公斤: the second is 平均每亩收获大豆",
        "出栏生猪20万头，蔬菜5万亩: no beast; 优质小麦20万亩，玉米10万亩: nothing is done",
        _by(lambda completion, name, previous: completion.siblings.grown_of(name, previous)),
    ),
    Rule(
        "complete.budget_kind", "name", "预算种类承标题", "the budget that a heading names",
        "收入完成63亿元 below （二）政府性基金预算: 政府性基金预算收入; 市本级支出: 市本级政府性基金预算支出",
        "税收收入, 上级补助收入: they say which; 收入 below any other heading",
        _by(lambda completion, name, previous: completion.siblings.of_budget(name, previous)),
    ),
    Rule(
        "complete.ratio", "name", "之比的前项", "the first of two amounts that stand in a ratio",
        "农产品加工产值1200亿元，与农业总产值之比达2.6:1: 农产品加工产值与农业总产值之比",
        "加工业产值与农业总产值之比: it says both; 三次产业之比, 存贷款之比: nothing joins them with what stands before",
        _ratio,
    ),
    Rule(
        "complete.schooled", "name", "学段承前", "the level of school before it",
        "小学168所，招生2.3万人，在校生14万人: 小学招生, 小学在校生",
        "各级各类学校642所，在校学生37万人: no level; 初中专任教师: it says its own",
        _by(lambda completion, name, previous: completion.siblings.schooled_of(name, previous)),
    ),
    Rule(
        "complete.air_days", "name", "空气质量级别的天数", "days of a grade of air",
        "优良天数345天，其中优|178天，轻度污染18天: 优天数, 轻度污染天数",
        "优178家: no days", _air_days,
    ),
    Rule(
        "complete.yield", "name", "产量面积承前", "what else is grown, with the measure before it",
        "粮食总产量92万吨，其中稻谷43万吨、玉米26万吨: 稻谷产量, 玉米产量; 粮食种植面积286万亩，其中稻谷120万亩: 稻谷种植面积",
        "稻谷1200亩 behind a yield: another kind; 发电量129亿千瓦时，水电86亿千瓦时: nothing is grown", _yield,
    ),
    Rule(
        "complete.budget", "name", "预算阶段承前", "the next stage of a budget",
        "财政支出年初预算1200万元，调整预算1500万元，实现支出1480万元: 财政支出调整预算, 财政支出",
        "投资500万元，调整预算300万元: neither income nor spending",
        _by(lambda completion, name, previous: completion.siblings.budget_of(name, previous)),
    ),
    Rule(
        "complete.people", "name", "所涉人数", "people whom something befell",
        "事故3起，死亡2人: the second is 死亡人数",
        "死亡率, 受灾群众: the name says what is counted",
        _people,
    ),
    Rule(
        VERB_ALONE, "name", "动作的对象承前", "what a bare verb is done to",
        "排查安全隐患1200处，整改1180处: the second is 整改安全隐患",
        "整治黑臭水体25条: a verb with its own noun",
        _by(lambda completion, name, previous: completion.deeds.of(name, previous)),
    ),
)  # fmt: skip
