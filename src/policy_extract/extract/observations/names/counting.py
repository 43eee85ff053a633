"""Names of counts: the noun behind a number, what only describes or places it, those of whom it tells."""

from __future__ import annotations

from policy_extract.extract.observations.drafts import Name
from policy_extract.extract.observations.names.far_nouns import FAR
from policy_extract.extract.observations.names.name_clause import (
    Clause,
    Naming,
    Passed,
    Reading,
)
from policy_extract.extract.observations.phrase import Phrase
from policy_extract.extract.observations.windows import OF, located, noun_edge
from policy_extract.measure.quantity import COUNTED
from policy_extract.rules import Rule

#: Kinds of numbers that may share a noun: counts, and what works are told in.
SHARED_KINDS = COUNTED | {"length", "area", "volume", "mass"}
_WORD = 2  # signs of a noun by which its end is told
_OFFICE = 6  # signs of an office that collects: 税务部门


def behind(
    reading: Reading, c: Clause, rule: str, name: str, *, kind_of: str | None = None,
    phrase: Phrase | None = None, doubts: tuple[str, ...] = (),
) -> Naming:  # fmt: skip
    """A name out of the words behind the number."""
    phrase = phrase or c.phrase
    near = phrase.name[-16:]  # “二期、三期各新增电芯及电池模组各30万只/天生产线”
    if reading.words.new in near and not reading.words.joined_verbs.search(near):
        phrase = phrase.saying("increase", reading.words.new)
    stop = c.q.end + len(c.behind)
    does = c.behind.removeprefix(name)
    if c.runs_on and (does.startswith(reading.words.does) or reading.nouns.gives(does)):
        stop = c.q.end + len(name)  # 10个项目|完成投资|20亿元, 为60名老人|发放高龄津贴|5万元
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


DESCRIBING_COUNT = Rule(
    "name.describing_count", "name", "比例所指的计数", "a count inside what a share is of",
    "提供6类以上中医药服务的比例达到100%: 6 is no value, and stays in the name of the share",
    "30家试点企业效益平均提高12.3%: a subject that is counted", _describing_count,
)  # fmt: skip


def _count_subject(reading: Reading, c: Clause) -> Passed | None:
    if not c.noun or c.q.kind not in COUNTED or not c.runs_on:
        return None
    said = reading.peeler.peel(c.behind)
    announces = said.says("up", "down", "announced") and len(said.name) < len(c.behind.strip())
    words = reading.words
    measured = said.name.endswith(words.share_ends)  # 100头以上|奶牛规模养殖比重|超过38%
    if not c.phrase.says("announced", "increase"):  # 建成10个项目完成投资20亿元: built as well
        measured = measured or words.subject_does.match(said.name) is not None  # 重点项目|完成投资
    heads = c.shadow.startswith(words.per_heads, c.q.start)  # 就业人员|十万人|事故死亡率
    if (
        measured
        and (c.q.bound or heads)
        and c.phrase.name
        and not c.phrase.says("announced", "increase")
    ):
        return Passed("name.count_subject", kept=True)  # 肉牛年出栏|50头以上|规模养殖比例
    return Passed("name.count_subject", counted=True) if announces or measured else None


COUNT_SUBJECT = Rule(
    "name.count_subject", "name", "计数只是主语", "a count that is only a subject",
    "30家试点企业效益平均提高12.3%, 401个重点项目完成投资336亿元: no value, its noun is the subject of the next number",
    "建设30家试点企业", _count_subject,
)  # fmt: skip


def _count_where(reading: Reading, c: Clause) -> Passed | None:
    """The count is of places or bodies in which, or for which, what the next number counts is done: 在20个|乡镇|建成|冷链物流设施60个, 为8家|医院|配备|救护车12辆."""
    if not c.noun or c.q.kind not in COUNTED or not c.runs_on:
        return None
    before = c.shadow[c.left : c.q.start]
    served = c.q.kind == "count" and before.endswith(reading.words.for_whom)
    if not served and reading.words.at_places.search(before) is None:
        return None
    if reading.words.sum_next.match(c.shadow, c.limit):
        return None  # 支持100个村|实现集体经营性收入|20万元以上: what each of them shall have
    behind, does = c.shadow[c.q.end : c.limit], reading.words.does_for
    acts = (behind[at:] for at in range(1, len(behind) - 1))
    told = (a for a in acts if reading.peeler.announces(a) or (served and a.startswith(does)))
    verb = len(behind) - len(next(told, behind))
    return Passed("name.count_where", end=c.q.end + verb) if verb else None


COUNT_WHERE = Rule(
    "name.count_where", "name", "计数只说处所", "a count that only says where",
    "在20个乡镇建成冷链物流设施60个, 为8家医院配备救护车12辆: 20 and 8 are no values, what is there is counted by the next number",
    "在10个街道建成养老服务中心, 20个乡镇建成冷链物流设施, 为1.2万名老人发放津贴960万元: people; 支持100个村实现收入20万元以上: a sum", _count_where,
)  # fmt: skip


def _noun_of_next(reading: Reading, c: Clause) -> Naming | None:
    """What is counted stands behind the next number: 新建5所、改扩建12所|中小学."""
    if not c.joined or c.q.kind not in SHARED_KINDS:
        return None
    if not c.shadow.startswith((",", *reading.words.joints), c.q.end):
        return None
    done = reading.refusals.bounds.worked.search(c.shadow, c.left, c.q.start)
    kept = (done["kept"] or "") if done else ""
    if c.phrase.name not in ("", kept) or not (done or c.phrase.says("announced", "increase")):
        return None
    found = reading.next_nouns.of(c.shadow, c.q, c.stop, open_=c.subject is None)
    if found is None:
        return None
    said = located(c.shadow, found.noun, found.start, found.end)
    name = Name(kept + found.noun, NOUN_OF_NEXT.id, said, ("indicator.completed",))
    return Naming(name, c.phrase, c.q.end)


NOUN_OF_NEXT = Rule(
    "name.noun_of_next", "name", "与下一数共用的名词", "a noun shared with the next number",
    "新建5所、改扩建12所|中小学, 2023年底前建成30座、2025年底前建成100座|换电站: the noun behind the last, for each",
    "新增5公里、改造12座桥梁: another unit; 建成3所、5所学校: of the second nothing is said; 规上企业增多，2023年新增20家，2024年新增30家高新技术企业: named before", _noun_of_next,
)  # fmt: skip


def _count_before(reading: Reading, c: Clause) -> Naming | None:
    if not c.noun or c.q.kind not in COUNTED:
        return None
    noun, kind_of = reading.words.of_aim.sub("", c.noun), None  # 增加500张|床位|的目标任务
    if _only_acts(reading, c) or (c.runs_on and c.phrase.name and c.behind in reading.words.sums):
        return None  # 引进企业|20家|总投资|86亿元
    if c.phrase.name and c.behind.startswith(OF) and noun in reading.words.aims:
        return None  # 农业转移人口落户城镇|300万人的目标
    if c.phrase.name in reading.words.keep or reading.words.joined_verbs.fullmatch(c.phrase.name):
        noun = c.phrase.name + noun  # 新建或改扩建|10个|体育公园
    elif c.phrase.growth and c.phrase.name.endswith(reading.words.growing):
        kind_of = c.phrase.name  # 大数据相关企业增加…个就业岗位
    return behind(reading, c, "name.count_before", _list_noun(c, noun), kind_of=kind_of)


def _only_acts(reading: Reading, c: Clause) -> bool:
    """Who is counted stands in front, and what stands behind says what they do: 科技特派员|120名|服务企业.

    Refused: 规上企业20家|获评绿色工厂 (what they won tells which), 人才项目60名|留学归国人才, 企业|增加|1200个|就业岗位.
    """
    words, front, unit = reading.words, c.phrase.name, c.q.unit or ""
    who = words.who if unit.endswith(words.person_units) else words.bodies
    if not front.endswith(who) or OF in c.behind or c.behind.startswith(words.awards):
        return False
    if not c.shadow.endswith(front[-_WORD:], c.left, c.q.start):
        return False  # 大数据企业|增加|1200个|就业岗位
    acts = words.acts.match(c.behind) or reading.peeler.borders.opens_with_verb(c.behind)
    return bool(acts)


def _list_noun(c: Clause, noun: str) -> str:
    """A noun with its own list goes on over 、: 1项填补空白、引领未来的重大成果."""
    if c.noun_end < c.limit and c.shadow[c.noun_end] == "、" and len(noun) <= 6 and OF not in noun:
        stop = noun_edge(c.shadow, c.noun_end + 1, c.limit)
        rest = c.shadow[c.noun_end + 1 : stop]
        if OF in rest and stop < c.limit and len(rest) <= 16:
            return f"{noun}、{rest}"
    return noun


COUNT_BEFORE = Rule(
    "name.count_before", "name", "计数后的名词", "noun behind a count",
    "建设10个|高水平基地: the indicator is the noun behind",
    "620家左右增长到, 5个以上: no noun stands there; 选派科技特派员120名服务企业: it stands in front", _count_before,
)  # fmt: skip


def _share_before(reading: Reading, c: Clause) -> Naming | None:
    if not c.noun or c.q.kind not in ("ratio", "fraction"):
        return None
    covered = reading.words.covering.match(c.phrase.name)
    if covered:  # 快递服务|覆盖|95%的行政村
        phrase = c.phrase.saying("share", c.noun)
        return behind(reading, c, "name.share_before", covered["who"] + c.noun, phrase=phrase)
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
    return behind(reading, c, "name.share_before", noun, phrase=phrase)


SHARE_BEFORE = Rule(
    "name.share_before", "name", "比例后的名词", "noun behind a share",
    "80%以上的|规上企业: a share of the noun behind",
    "达到50%的目标要求", _share_before,
)  # fmt: skip


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


def _completed(c: Clause, rest: str, rule: str) -> Naming:
    """The name in front of the number with what the one before it says at its end."""
    name = c.phrase.name
    said = located(c.shadow, name, c.left, c.q.start)
    return Naming(Name(name + rest, rule, said, ("indicator.completed",)), c.phrase)


def _part_activity(reading: Reading, c: Clause) -> Naming | None:
    if not c.part or c.subject is None or c.q.kind not in COUNTED:
        return None
    words, name = reading.words, c.phrase.name
    activity = next((a for a in words.activities if c.subject.words.endswith(a)), "")
    if not activity or not name.endswith(words.persons):
        return None
    return _completed(c, activity, "name.part_activity")


PART_ACTIVITY = Rule(
    "name.part_activity", "name", "其中的人群", "persons among those counted",
    "新增就业5万人，其中高校毕业生1万人: 高校毕业生就业",
    "培训农民工3万人: no part of what was named before", _part_activity,
)  # fmt: skip


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
    said = c.subject.said
    if work and said and not reading.parts.opened(c.shadow[said.end : c.q.start]):
        return None  # 其中厂房10亿元、|工业项目|120亿元: what was named last is a part itself
    if work or (name in words.sectors and not name.endswith(words.not_sectors)):
        return Naming(carried, c.phrase, kind_of=name)  # 引进外资10亿美元，其中制造业6亿美元
    body = next((b for b in words.classed if name.endswith(b) and subject.endswith(b)), "")
    sector, quality = name.removesuffix(body), subject.removesuffix(body)
    if not body or sector not in words.sectors or not quality or quality in words.sectors:
        return None
    if quality.startswith(words.general_starts) or quality.endswith(words.present):
        return None  # 规上企业500家, 园区入驻企业386家，其中规上工业企业200家: a name of its own
    return Naming(carried, c.phrase, kind_of=sector)


PART_CLASS = Rule(
    "name.part_class", "name", "其中的行业", "an industry among the bodies counted",
    "高新技术企业300家，其中规上工业企业200家: high-tech ones, of the segment 规上工业; "
    "造林100万亩，其中石漠化治理工程20万亩; 病床使用率79.4%，其中公立医院86%",
    "其中10亿元以上项目11个, 规上企业500家，其中规上工业企业200家, 入驻企业386家，其中规上工业企业62家: names of their own", _part_class,
)  # fmt: skip


def _collected(reading: Reading, c: Clause) -> Naming | None:
    """The receipts that were named before, as collected by an office: …收入28563万元，从征收部门看：税务部门|完成|13866万元."""
    subject = c.subject
    if subject is None or not c.phrase.name.endswith(reading.words.collectors):
        return None
    if len(c.phrase.name) > _OFFICE:
        return None
    if c.q.kind != "money" or not subject.words.endswith(reading.words.receipts):
        return None
    carried = Name(subject.words, "name.collected", subject.said, ("indicator.carried",))
    return Naming(carried, c.phrase, kind_of=c.phrase.name)


COLLECTED = Rule(
    "name.collected", "name", "征收部门", "receipts by the office that collects them",
    "一般公共预算收入28563万元，税务部门完成|13866万元: the receipts, of the segment 税务部门",
    "税务部门办理退税3亿元: what it does itself; 税务部门罚没收入2亿元: named by itself", _collected,
)  # fmt: skip


def _class_rate(reading: Reading, c: Clause) -> Naming | None:
    """Growth of a class of firms or of an industry, behind that of another's output: …增加值增长5%；|私营企业|增长9%."""
    if c.subject is None or c.q.kind != "ratio" or not c.phrase.moved:
        return None
    words, name = reading.words, c.phrase.name
    what = next((w for w in words.outputs if c.subject.words.endswith(w)), "")
    if not what or name not in words.classes_of_output:
        return None
    return _completed(c, what, "name.class_rate")


CLASS_RATE = Rule(
    "name.class_rate", "name", "分类增速", "growth of a class",
    "国有控股企业增加值增长5.2%；股份制企业|增长8.6%; 规模以上工业增加值增长8%，分门类看，采矿业|增长2.1%: of their output, too",
    "规上工业增加值增长8%，高新技术企业增长12%: how many there are; 股份制企业320家", _class_rate,
)  # fmt: skip
