"""The name stage, one number: the rules that find its indicator's name, in the order they are asked.

The name stands in front of the number (“规上工业企业达到620家”), behind a count (“建设10个高水平基地”), or in an
earlier clause (“…76亿元，较2015年增长75%”).
"""

from __future__ import annotations

from policy_extract.expressions import expression
from policy_extract.extract.observations.drafts import Name
from policy_extract.extract.observations.name_clause import (
    FAR,
    Clause,
    Names,
    Naming,
    Passed,
    Reading,
)
from policy_extract.extract.observations.phrase import Phrase, SignKind
from policy_extract.extract.observations.places import Alone, PlaceWords
from policy_extract.extract.observations.project_money import MONEY_OF_NAMED
from policy_extract.extract.observations.windows import OF, located, noun_edge
from policy_extract.measure.quantity import COUNTED
from policy_extract.rules import Rule

_LONE_SHARE = 3  # signs of 占比, 占比重: of what it is a share, nobody says
_WORKED = frozenset(
    ("length", "area", "volume", "mass", "power", "compute")
)  # what works are told in
# kinds of numbers that a noun behind them does not own
_LOOSE = frozenset(("count", "people", "ratio", "fraction", "none", "points", "multiple", "parts"))
_REMARK = expression(r"\([^()]*\)$")


def _behind(
    reading: Reading, c: Clause, rule: str, name: str, *, kind_of: str | None = None,
    phrase: Phrase | None = None, doubts: tuple[str, ...] = (),
) -> Naming:  # fmt: skip
    """A name out of the words behind the number."""
    phrase = phrase or c.phrase
    near = phrase.name[-16:]  # “二期、三期各新增电芯及电池模组各30万只/天生产线”
    if reading.words.new in near:
        phrase = phrase.saying("increase", reading.words.new)
    stop = c.q.end + len(c.behind)
    if c.runs_on and c.behind.removeprefix(name).startswith(reading.words.does):
        stop = c.q.end + len(name)  # 10个项目|完成投资|20亿元
    said = located(c.shadow, name, c.left, c.noun_end + 40)
    return Naming(Name(name, rule, said, doubts), phrase, stop, kind_of)


# --- the rules ------------------------------------------------------------------------------------


def _describing_count(reading: Reading, c: Clause) -> Passed | None:
    if not c.noun or c.q.kind not in COUNTED or not c.q.bound or not c.runs_on:
        return None
    said = reading.peeler.peel(c.behind).name
    if OF not in said or not said.endswith(reading.words.measured):
        return None
    return Passed("name.describing_count", kept=True)


def _count_subject(reading: Reading, c: Clause) -> Passed | None:
    if not c.noun or c.q.kind not in COUNTED or not c.runs_on:
        return None
    said = reading.peeler.peel(c.behind)
    announces = said.says("up", "down", "announced") and len(said.name) < len(c.behind.strip())
    words = reading.words
    measured = said.name.endswith(words.share_ends)  # 100头以上|奶牛规模养殖比重|超过38%
    if not c.phrase.says("announced", "increase"):  # 建成10个项目完成投资20亿元: built as well
        measured = measured or words.subject_does.match(said.name) is not None  # 重点项目|完成投资
    return Passed("name.count_subject", counted=True) if announces or measured else None


def _count_where(reading: Reading, c: Clause) -> Passed | None:
    """The count is of places or bodies in which what the next number counts is done: 在20个|乡镇|建成|冷链物流设施60个."""
    if not c.noun or c.q.kind not in COUNTED or not c.runs_on:
        return None
    if reading.words.at_places.search(c.shadow[c.left : c.q.start]) is None:
        return None
    announces = reading.peeler.announces
    behind = c.shadow[c.q.end : c.limit]
    verb = next((at for at in range(1, len(behind) - 1) if announces(behind[at:])), 0)
    return Passed("name.count_where", end=c.q.end + verb) if verb else None


def _count_before(reading: Reading, c: Clause) -> Naming | None:
    if not c.noun or c.q.kind not in COUNTED:
        return None
    noun, kind_of = c.noun, None
    if c.phrase.name and c.behind.startswith(OF) and noun in reading.words.aims:
        return None  # 农业转移人口落户城镇|300万人的目标
    if c.phrase.name in reading.words.keep:
        noun = c.phrase.name + noun
    elif c.phrase.growth and c.phrase.name.endswith(reading.words.growing):
        kind_of = c.phrase.name  # 大数据相关企业增加…个就业岗位
    return _behind(reading, c, "name.count_before", _list_noun(c, noun), kind_of=kind_of)


def _share_before(reading: Reading, c: Clause) -> Naming | None:
    if not c.noun or c.q.kind not in ("ratio", "fraction"):
        return None
    covered = reading.words.covering.match(c.phrase.name)
    if covered:  # 快递服务|覆盖|95%的行政村
        phrase = c.phrase.saying("share", c.noun)
        return _behind(reading, c, "name.share_before", covered["who"] + c.noun, phrase=phrase)
    owned = c.behind.startswith(OF) or not c.phrase.name
    if not owned and not c.phrase.name.endswith(reading.words.owning):
        return None
    if c.noun.startswith(reading.words.no_share):
        return None
    phrase = c.phrase.saying("share", c.noun)
    those = _those(reading, c) if c.runs_on else None
    if those:
        name, end = those
        said = located(c.shadow, name, c.left, end)
        return Naming(Name(name, "name.share_before", said), phrase, end)
    noun = c.noun
    bare = next((b for b in reading.words.bare if noun.endswith(OF + b)), "")
    if bare and c.phrase.name:  # 建成区|30%以上的面积|达到…要求
        noun = noun.removesuffix(bare) + c.phrase.name + bare
    return _behind(reading, c, "name.share_before", noun, phrase=phrase)


def _those(reading: Reading, c: Clause) -> tuple[str, int] | None:
    """A share of those for whom another number holds: 95%以上的|行政村|垃圾处理率达到90%以上, and where it ends."""
    end = noun_edge(c.shadow, c.limit, min(c.stop, c.limit + FAR))
    if not c.behind.startswith(OF) or end <= c.limit:
        return None
    ahead = c.shadow[c.q.end : c.limit].replace("\n", "")
    words = c.shadow[c.q.end : end].replace("\n", "").lstrip(OF)
    parted = reading.nouns.those(words)
    if parted is None:
        return None
    who, what = parted
    named = reading.peeler.peel(ahead.lstrip(OF)[len(who) :])
    acts = reading.nouns.acts(what)
    return (what + OF + who, end) if acts or named.name.endswith(reading.words.measured) else None


def _capacity(reading: Reading, c: Clause) -> Naming | None:
    if not c.noun or c.q.kind in _LOOSE or c.q.kind == "money":
        return None
    if not reading.words.making.search(c.phrase.name):
        return None
    return _behind(reading, c, "name.capacity", c.phrase.name + c.noun)


def _money_before(reading: Reading, c: Clause) -> Naming | None:
    if not c.noun or c.q.kind not in ("money", "area") or not reading.refusals.measures(c.noun):
        return None
    given = not c.phrase.name or c.phrase.says("announced")
    if given or reading.refusals.giving.search(c.phrase.name) or c.behind.startswith(OF):
        noun = reading.words.purpose.sub("", c.noun)  # 专项资金|用于支持企业技术改造
        whole = not reading.refusals.measures(noun)
        return _behind(reading, c, "name.money_before", c.noun if whole else noun)
    return None


def _project_money(reading: Reading, c: Clause) -> Naming | None:
    if not c.noun or c.q.kind != "money" or not c.noun.endswith(reading.words.project):
        return None
    if c.phrase.name and not c.shadow[: c.q.start].endswith(reading.words.joining):
        return None
    name = reading.words.investment
    return _behind(reading, c, "name.project_money", name, doubts=("indicator.carried",))


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


def _new_capacity(reading: Reading, c: Clause) -> Naming | None:
    if not c.noun or c.q.kind in _LOOSE or c.phrase.name or not c.phrase.says("increase"):
        return None
    return _behind(reading, c, "name.new_capacity", c.noun)


def _worked_on(reading: Reading, c: Clause) -> Naming | None:
    if not c.noun or c.q.kind not in _WORKED or c.behind.startswith(reading.words.sizes):
        return None
    if c.joined and c.noun_end >= c.limit:
        return None  # 建成3000平方米以上体育馆5座: what is counted next
    verb = reading.refusals.worked.search(c.shadow, c.left, c.q.start)
    if verb is None or c.phrase.name not in ("", verb.group(), verb["kept"]):
        return None
    return _behind(reading, c, "name.worked_on", (verb["kept"] or "") + c.noun)


def _owned_by_noun(reading: Reading, c: Clause) -> Passed | None:
    del reading
    if not c.noun or c.q.kind in _LOOSE or c.q.kind == "money" or c.q.bound:
        return None
    return None if c.behind.startswith(OF) else Passed("name.owned_by_noun")


def _unitless(reading: Reading, c: Clause) -> Passed | None:
    if not c.phrase.name or c.q.kind != "none":
        return None
    value = c.q.low if c.q.low is not None else c.q.high
    if c.phrase.name.endswith(reading.words.unitless_rates) and value is not None and value < 1:
        return None
    counted = _REMARK.sub("", c.phrase.name).endswith(reading.words.unitless)
    return None if counted else Passed("name.unitless")


def _part_activity(reading: Reading, c: Clause) -> Naming | None:
    if not c.part or c.subject is None or c.q.kind not in COUNTED:
        return None
    words, name = reading.words, c.phrase.name
    activity = next((a for a in words.activities if c.subject.words.endswith(a)), "")
    if not activity or not name.endswith(words.persons):
        return None
    said = located(c.shadow, name, c.left, c.q.start)
    whole = Name(name + activity, "name.part_activity", said, ("indicator.completed",))
    return Naming(whole, c.phrase)


def _part_class(reading: Reading, c: Clause) -> Naming | None:
    if not c.part or c.subject is None:
        return None
    words, name, subject = reading.words, c.phrase.name, c.subject.words
    carried = Name(subject, "name.part_class", c.subject.said, ("indicator.carried",))
    rate = c.q.kind == "ratio" and (c.phrase.moved or subject.endswith(words.share_ends))
    if rate and name.endswith(words.rated):  # 使用率79.4%，其中公立医院86%
        own = words.rated_by.sub("", subject)  # 全国医院|病床使用率
        return Naming(carried._replace(words=own), c.phrase, kind_of=name)
    work = c.q.kind not in COUNTED and name.endswith(words.works)
    if work or (name in words.sectors and not name.endswith(words.not_sectors)):
        return Naming(carried, c.phrase, kind_of=name)  # 引进外资10亿美元，其中制造业6亿美元
    body = next((b for b in words.classed if name.endswith(b) and subject.endswith(b)), "")
    sector, quality = name.removesuffix(body), subject.removesuffix(body)
    if not body or sector not in words.sectors or not quality or quality in words.sectors:
        return None
    if quality.startswith(words.general_starts):
        return None  # 规上企业500家，其中规上工业企业200家: a name of its own
    return Naming(carried, c.phrase, kind_of=sector)


def _place_alone(reading: Reading, c: Clause) -> Naming | Passed | None:
    places, words = reading.places, c.phrase.name
    if c.subject is None:
        return Passed(PLACE_ALONE.id) if words in places.abroad else None
    if not words:
        return None
    others, kind = places.others(words), words in places.kinds
    alone = None if others or kind else places.alone_in(c.phrase, c.below)
    if not (others or kind) and (alone is None or _gap_to(alone, c)):
        return None
    own = places.without(c.subject.words)
    bare = Name(own, "name.place_alone", c.subject.said, ("indicator.carried",))
    if alone is None:
        return Naming(bare, c.phrase, kind_of=None if others else words)
    part = c.part and c.q.kind != "ratio"
    if alone.place in places.abroad and (part or not _of_its_own(places, c.subject.words)):
        return Naming(bare, c.phrase, kind_of=alone.place)  # 外资企业20家，其中德国5家
    return Naming(bare._replace(words=alone.place + bare.words), c.phrase)


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


def _compared(reading: Reading, c: Clause) -> Naming | None:
    if not c.phrase.name:
        return None
    inside = reading.places.inside(c.phrase.name, c.below)
    if inside:
        lead, alone = inside
        words = lead if _gap_to(alone, c) else alone.place + reading.places.without(lead)
        said = located(c.shadow, lead, c.left, c.q.start)
        return Naming(Name(words, "name.compared", said), c.phrase)
    own = reading.places.alone_in(c.phrase, c.below) if c.subject else None
    if own is None or c.subject is None or not _gap_to(own, c):
        return None
    words = reading.places.without(c.subject.words)
    name = Name(words, "name.compared", c.subject.said, ("indicator.carried",))
    return Naming(name, c.phrase)


def _gap_to(alone: Alone, c: Clause) -> bool:
    """The number says how far the plan's own value is from that of the place, not what that one is.

    “低于全国平均2.3个百分点”, “比全省高2万元”; refused: “低于全省30.5万元”, “低于全国2.4%的平均水平”.
    """
    if alone.gap or c.q.kind in ("points", "multiple", "fraction"):
        return True
    rate = c.q.kind == "ratio" and alone.compared and alone.average
    return rate and c.shadow[c.q.start - 1] != "(" and not c.behind.startswith(OF)


def _before(reading: Reading, c: Clause) -> Naming | None:
    words, name = reading.words, c.phrase.name  # all letters, as most names are
    if not (name.isalpha() or any(map(str.isalpha, name))) or words.dealt_inside.search(name):
        return None  # “50～100～|150亿元”, “±|5%”, “分别从90、|150立方米”: marks and numbers name nothing
    said = located(c.shadow, c.phrase.name, c.left, c.q.start)
    return Naming(Name(c.phrase.name, "name.before", said), c.phrase)


def _carried(reading: Reading, c: Clause) -> Naming | None:
    if c.phrase.name or c.subject is None:
        return None
    phrase, q = c.phrase, c.q
    if q.kind in COUNTED:
        signs: tuple[SignKind, ...] = ("up", "down", "announced", "increase", "timed", "every")
        goes_on = phrase.says(*signs) or bool(q.bound) or _beside(reading, c)
    else:
        goes_on = (
            phrase.says("up", "down", "announced", "based", "year_on_year", "share", "timed")
            or bool(q.bound)
            or q.kind == "multiple"
            or c.left == q.start
        )
    if not goes_on:
        return None
    own = phrase.says("whole_area")  # “苏州市产值3.5万亿元，我市仅为1.5万亿元”
    words = reading.places.without(c.subject.words) if own else c.subject.words
    share = _share_of(reading, c)
    if share:
        # 研发投入增长12%，占地区生产总值的比重提升至2.3%: an indicator of its own
        words = reading.words.of_another.sub("", words) + share
        phrase = phrase.but("share")
    return Naming(c.subject.carried()._replace(words=words), phrase)


def _share_of(reading: Reading, c: Clause) -> str:
    """占GDP比重 in front of a value in per cent or points; nothing for 占全省的, and for a bare 占比."""
    share = c.phrase.word("share")
    named = share.endswith(reading.words.shares) and len(share) > _LONE_SHARE
    return share if named and c.q.kind in ("ratio", "points") else ""


def _share_itself(reading: Reading, c: Clause) -> Naming | None:
    share = "" if c.phrase.name else _share_of(reading, c)
    if not share:
        return None
    said = located(c.shadow, share, c.left, c.q.start)
    name = Name(share, "name.share_itself", said, ("indicator.carried",))
    return Naming(name, c.phrase.but("share"))


def _beside(reading: Reading, c: Clause) -> bool:
    """People counted directly behind households of the same: 搬迁1200户|4800人, 减至887户|1472人."""
    before = c.shadow[c.left - 1 : c.left]
    return c.left == c.q.start and before.isalpha() and c.q.unit in reading.words.beside


def _rate_itself(reading: Reading, c: Clause) -> Naming | None:
    if c.phrase.name or c.q.kind != "ratio":
        return None
    word = c.phrase.word("up", "down")
    noun = next((noun for noun in reading.words.rate_nouns if word.endswith(noun)), "")
    if not noun:
        return None
    said = located(c.shadow, noun, c.left, c.q.start)
    return Naming(Name(noun, "name.rate_itself", said, ("indicator.carried",)), c.phrase)


def _list_noun(c: Clause, noun: str) -> str:
    """A noun with its own list goes on over 、: 1项填补空白、引领未来的重大成果."""
    if c.noun_end < c.limit and c.shadow[c.noun_end] == "、" and len(noun) <= 6 and OF not in noun:
        stop = noun_edge(c.shadow, c.noun_end + 1, c.limit)
        rest = c.shadow[c.noun_end + 1 : stop]
        if OF in rest and stop < c.limit and len(rest) <= 16:
            return f"{noun}、{rest}"
    return noun


PLACE_ALONE: Rule[Names] = Rule(
    "name.place_alone", "name", "仅有地名", "a place alone",
    "规上企业1500家，其中花溪区300家; 低于全省30.5万元; 美国为3.45%: the indicator named before, of that place",
    "花溪区规上企业: a name behind the place; 低于全省2个百分点: a gap", _place_alone,
)  # fmt: skip

#: In the order in which they are asked; the first that speaks names the number or passes it over.
RULES: tuple[Rule[Names], ...] = (
    Rule(
        "name.describing_count", "name", "比例所指的计数", "a count inside what a share is of",
        "提供6类以上中医药服务的比例达到100%: 6 is no value, and stays in the name of the share",
        "30家试点企业效益平均提高12.3%: a subject that is counted", _describing_count,
    ),
    Rule(
        "name.count_subject", "name", "计数只是主语", "a count that is only a subject",
        "30家试点企业效益平均提高12.3%, 401个重点项目完成投资336亿元: no value, its noun is the subject of the next number",
        "建设30家试点企业", _count_subject,
    ),
    Rule(
        "name.count_where", "name", "计数只说处所", "a count that only says where",
        "在20个乡镇建成冷链物流设施60个: 20 is no value, the facilities are counted by the next number",
        "在10个街道建成养老服务中心, 20个乡镇建成冷链物流设施", _count_where,
    ),
    Rule(
        "name.count_before", "name", "计数后的名词", "noun behind a count",
        "建设10个|高水平基地: the indicator is the noun behind",
        "620家左右增长到, 5个以上: no noun stands there", _count_before,
    ),
    Rule(
        "name.share_before", "name", "比例后的名词", "noun behind a share",
        "80%以上的|规上企业: a share of the noun behind",
        "达到50%的目标要求", _share_before,
    ),
    Rule(
        "name.capacity", "name", "年产能力", "yearly capacity",
        "年产2000吨|脂肪酸, 年处理5万吨|废液",
        "a value of money", _capacity,
    ),
    Rule(
        MONEY_OF_NAMED, "name", "项目在后的款项", "money in front of its project",
        "总投资3亿元的|甲江水库工程、2亿元的乙河治理等项目: 总投资, of the project behind the number",
        "总投资5亿元的项目、投资3亿元的企业: kinds, of which none is named", _money_of_named,
    ),
    Rule(
        "name.money_before", "name", "款项或用地", "noun that money or land measures",
        "设立5亿元|产业基金, 3000亩|建设用地",
        "投资5亿元建设产业园: the noun is no money", _money_before,
    ),
    Rule(
        "name.project_money", "name", "项目投资额", "money of a project",
        "20亿元|…项目: its investment",
        "总投资20亿元的项目: the name stands in front", _project_money,
    ),
    Rule(
        "name.new_capacity", "name", "新增产能", "new capacity",
        "新增3万吨|处理线",
        "a clause without 新增", _new_capacity,
    ),
    Rule(
        "name.worked_on", "name", "工程量", "an amount of what is built or mended",
        "铺设500公里以上|供水管网, 改造120万平方米|老旧小区: what is done to how much of the noun behind",
        "建成长500米的隧道, 接入500千伏电网: the number describes the noun", _worked_on,
    ),
    Rule(
        "name.owned_by_noun", "name", "规格数值", "a number that its noun owns",
        "天气雷达500米高度探测: the number describes the noun behind",
        "500米的道路, 500米以上", _owned_by_noun,
    ),
    Rule(
        "name.unitless", "name", "没有单位的名称", "a name that needs a unit",
        "a number without unit behind a name that is no index, count or value",
        "指数达到110, PUE值控制在1.2以下", _unitless,
    ),
    Rule(
        "name.part_activity", "name", "其中的人群", "persons among those counted",
        "新增就业5万人，其中高校毕业生1万人: 高校毕业生就业",
        "培训农民工3万人: no part of what was named before", _part_activity,
    ),
    Rule(
        "name.part_class", "name", "其中的行业", "an industry among the bodies counted",
        "高新技术企业300家，其中规上工业企业200家: high-tech ones, of the segment 规上工业; "
        "造林100万亩，其中石漠化治理工程20万亩; 病床使用率79.4%，其中公立医院86%",
        "其中10亿元以上项目11个, 规上企业500家，其中规上工业企业200家: names of their own", _part_class,
    ),
    PLACE_ALONE,
    Rule(
        "name.place_behind", "name", "指标后的国名", "a country behind the name",
        "老年痴呆患病率|美国为11.6%: the indicator, of that country",
        "外贸出口美国5亿美元: no measure that each country has", _place_behind,
    ),
    Rule(
        "name.compared", "name", "与别处的差距", "a gap to another place",
        "高于全国平均10.3个百分点, 比全省高2万元: of the indicator named before, the plan's own; "
        "增加值增速|低于全省2.0个百分点",
        "低于全省30.5万元: the other place's value", _compared,
    ),
    Rule(
        "name.before", "name", "数前的名称", "name in front",
        "规上工业企业数量|达到620家",
        "words that only announce", _before,
    ),
    Rule(
        "name.carried", "name", "前句的名称", "name of an earlier clause",
        "产值76亿元，较2015年|增长75%: of the indicator named before; 搬迁1200户|4800人",
        "5家 that nothing announces", _carried,
    ),
    Rule(
        "name.rate_itself", "name", "增速本身", "a rate of nothing named",
        "增速保持在6%~8%: no other name stands in the sentence, so that the rate is named",
        "规上工业增加值增速达到8%, 增长8%", _rate_itself,
    ),
    Rule(
        "name.share_itself", "name", "占比本身", "a share of nothing named",
        "占GDP比重达到30%: what the share is of stands, whose it is does not",
        "制造业增加值达到800亿元，占GDP比重达到30%; 占全省的30%", _share_itself,
    ),
)  # fmt: skip
