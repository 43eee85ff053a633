"""Names of amounts: what money, land, capacity and works are of."""

from __future__ import annotations

from policy_extract.extract.observations.drafts import Name
from policy_extract.extract.observations.names.counting import behind
from policy_extract.extract.observations.names.name_clause import (
    Clause,
    Naming,
    Passed,
    Reading,
)
from policy_extract.extract.observations.names.project_money import MONEY_OF_NAMED
from policy_extract.extract.observations.windows import OF, REMARK, located
from policy_extract.rules import Rule

_WORKED = frozenset(
    ("length", "area", "volume", "mass", "power", "compute")
)  # what works are told in


# kinds of numbers that a noun behind them does not own
_LOOSE = frozenset(("count", "people", "ratio", "fraction", "none", "points", "multiple", "parts"))


def _capacity(reading: Reading, c: Clause) -> Naming | None:
    if not c.noun or c.q.kind in _LOOSE or c.q.kind == "money":
        return None
    if not reading.words.making.search(c.phrase.name):
        return None
    return behind(reading, c, "name.capacity", c.phrase.name + c.noun)


CAPACITY = Rule(
    "name.capacity", "name", "年产能力", "yearly capacity",
    "年产2000吨|脂肪酸, 年处理5万吨|废液",
    "a value of money", _capacity,
)  # fmt: skip


def _money_before(reading: Reading, c: Clause) -> Naming | None:
    if (
        not c.noun
        or c.q.kind not in ("money", "area")
        or not reading.refusals.bounds.measures(c.noun)
    ):
        return None
    given = not c.phrase.name or c.phrase.says("announced")
    if given or reading.refusals.bounds.giving.search(c.phrase.name) or c.behind.startswith(OF):
        noun = reading.words.purpose.sub("", c.noun)  # 专项资金|用于支持企业技术改造
        whole = not reading.refusals.bounds.measures(noun)
        return behind(reading, c, "name.money_before", c.noun if whole else noun)
    return None


MONEY_BEFORE = Rule(
    "name.money_before", "name", "款项或用地", "noun that money or land measures",
    "设立5亿元|产业基金, 3000亩|建设用地",
    "投资5亿元建设产业园: the noun is no money", _money_before,
)  # fmt: skip


def _project_money(reading: Reading, c: Clause) -> Naming | None:
    if not c.noun or c.q.kind != "money" or not c.noun.endswith(reading.words.project):
        return None
    if c.phrase.name and not c.shadow[: c.q.start].endswith(reading.words.joining):
        return None
    name = reading.words.investment
    return behind(reading, c, "name.project_money", name, doubts=("indicator.carried",))


PROJECT_MONEY = Rule(
    "name.project_money", "name", "项目投资额", "money of a project",
    "20亿元|…项目: its investment",
    "总投资20亿元的项目: the name stands in front", _project_money,
)  # fmt: skip


def _money_of_named(reading: Reading, c: Clause) -> Naming | None:
    """The project stands behind its money, in a list of such: 总投资3亿元的|甲江水库工程、2亿元的乙河治理等项目."""
    if c.q.kind != "money" or not c.shadow.startswith(OF, c.q.end):
        return None
    carried = c.subject if c.subject and c.subject.rule == MONEY_OF_NAMED else None
    joined = reading.money.joins(c.shadow, c.left)
    found = reading.money.behind(c.shadow, c.q.end, c.stop, last=joined and carried is not None)
    if found is None or (c.joined and found.end("name") > c.limit):
        return None
    measure = reading.money.measure(c.phrase.name)
    if measure is not None:
        name = Name(measure, MONEY_OF_NAMED, located(c.shadow, measure, c.left, c.q.start))
        return Naming(name, c.phrase, found.end("name"))
    if carried is None or not joined or c.phrase.name:
        return None
    name = Name(carried.words, MONEY_OF_NAMED, None, ("indicator.carried",))
    return Naming(name, c.phrase, found.end("name"))


OF_NAMED = Rule(
    MONEY_OF_NAMED, "name", "项目在后的款项", "money in front of its project",
    "总投资3亿元的|甲江水库工程、2亿元的乙河治理等项目: 总投资, of the project behind the number",
    "总投资5亿元的项目、投资3亿元的企业: kinds, of which none is named", _money_of_named,
)  # fmt: skip


def _new_capacity(reading: Reading, c: Clause) -> Naming | None:
    if not c.noun or c.q.kind in _LOOSE or c.phrase.name or not c.phrase.says("increase"):
        return None
    return behind(reading, c, "name.new_capacity", c.noun)


NEW_CAPACITY = Rule(
    "name.new_capacity", "name", "新增产能", "new capacity",
    "新增3万吨|处理线",
    "a clause without 新增", _new_capacity,
)  # fmt: skip


def _worked_on(reading: Reading, c: Clause) -> Naming | None:
    if not c.noun or c.q.kind not in _WORKED or reading.words.sized.match(c.behind):
        return None
    if c.joined and c.noun_end >= c.limit:
        return None  # 建成3000平方米以上体育馆5座: what is counted next
    noun = reading.words.of_task.sub("", c.noun)  # 完成5万亩|油料|的播种任务
    if reading.words.joined_verbs.fullmatch(c.phrase.name):  # 新建和改造|500公里|供水管网
        return behind(reading, c, WORKED_ON.id, c.phrase.name + noun)
    verb = reading.refusals.bounds.worked.search(c.shadow, c.left, c.q.start)
    if verb is None and c.subject is not None and c.subject.rule == WORKED_ON.id:
        # 完成5万亩粮食、|2万亩|油料: the verb holds for all
        listed = not c.phrase.name and reading.money.joins(c.shadow, c.left)
        return behind(reading, c, WORKED_ON.id, noun) if listed else None
    if verb is None or not verb.group().startswith(c.phrase.name):
        return None  # 改造|提升: the second may be taken for growth
    kept = verb["kept"] or ""
    phrase = c.phrase.but("up", "down") if kept else c.phrase
    return behind(reading, c, "name.worked_on", kept + noun, phrase=phrase)


WORKED_ON = Rule(
    "name.worked_on", "name", "工程量", "an amount of what is built or mended",
    "铺设500公里以上|供水管网, 改造120万平方米|老旧小区、5万平方米|棚户区: what is done to how much of the noun behind",
    "建成长500米的隧道, 300米高的观景台, 接入500千伏电网: the number describes the noun", _worked_on,
)  # fmt: skip


def _owned_by_noun(reading: Reading, c: Clause) -> Passed | None:
    if not c.noun or c.q.kind in _LOOSE or c.q.kind == "money" or c.q.bound:
        return None
    if reading.words.grown_by.match(c.shadow, c.q.end):
        return None  # 比2010年的|1吨标准煤|降低17%
    if c.behind.startswith(OF):
        return None
    # 公交站点|500米|覆盖率达到100%: how far belongs to the name of the rate
    kept = c.runs_on and reading.peeler.peel(c.behind).name.endswith(reading.words.share_ends)
    return Passed("name.owned_by_noun", kept=kept)


OWNED_BY_NOUN = Rule(
    "name.owned_by_noun", "name", "规格数值", "a number that its noun owns",
    "天气雷达500米高度探测: the number describes the noun behind",
    "500米的道路, 500米以上", _owned_by_noun,
)  # fmt: skip


def _unitless(reading: Reading, c: Clause) -> Passed | None:
    if not c.phrase.name or c.q.kind != "none":
        return None
    value = c.q.low if c.q.low is not None else c.q.high
    if c.phrase.name.endswith(reading.words.unitless_rates) and value is not None and value < 1:
        return None
    if value == 0 and c.phrase.name.endswith(reading.words.share_ends):
        return None  # 劣Ⅴ类水体比例为|0
    counted = REMARK.sub("", c.phrase.name).endswith(reading.words.unitless)
    return None if counted else Passed("name.unitless")


UNITLESS = Rule(
    "name.unitless", "name", "没有单位的名称", "a name that needs a unit",
    "a number without unit behind a name that is no index, count or value",
    "指数达到110, PUE值控制在1.2以下", _unitless,
)  # fmt: skip
