"""Names in front of a number, in an earlier clause, or nowhere: a share or a rate itself."""

from __future__ import annotations

from policy_extract.extract.observations.drafts import TASK_ROW, WORKED, Name
from policy_extract.extract.observations.names.far_nouns import FAR
from policy_extract.extract.observations.names.name_clause import (
    Clause,
    Naming,
    Reading,
)
from policy_extract.extract.observations.phrase import Phrase, SignKind
from policy_extract.extract.observations.windows import located
from policy_extract.measure.quantity import COUNTED
from policy_extract.rules import Rule

_GOAL = 12  # signs of 预期目标为 and of the bracket in front of it
_LONE_SHARE = 3  # signs of 占比, 占比重: of what it is a share, nobody says


def _before(reading: Reading, c: Clause) -> Naming | None:
    words, name = reading.words, c.phrase.name  # all letters, as most names are
    if not (name.isalpha() or any(map(str.isalpha, name))) or words.dealt_inside.search(name):
        return None  # “50～100～|150亿元”, “±|5%”, “分别从90、|150立方米”: marks and numbers name nothing
    said = located(c.shadow, c.phrase.name, c.left, c.q.start)
    return Naming(Name(c.phrase.name, "name.before", said), c.phrase)


BEFORE = Rule(
    "name.before", "name", "数前的名称", "name in front",
    "规上工业企业数量|达到620家",
    "words that only announce", _before,
)  # fmt: skip


def _structure(reading: Reading, c: Clause) -> Naming | None:
    """The structure that the clause before speaks of: 产业结构持续优化，2020年调整为|6:44:50."""
    if c.phrase.name or c.subject is not None or c.q.kind != "parts":
        return None
    found = reading.words.structure.search(c.shadow, max(0, c.left - FAR), c.left)
    if not found or sum(map(found.group().count, reading.words.structures)) > 1:
        return None  # 产品结构和区域布局结构: of which of them, nobody says
    name = reading.peeler.peel(found["name"]).name
    if not name or c.shadow[: found.start()].endswith(reading.words.joining):
        return None
    said = located(c.shadow, name, max(0, c.left - FAR), c.left)
    return Naming(Name(name, "name.structure", said, ("indicator.carried",)), c.phrase)


STRUCTURE = Rule(
    "name.structure", "name", "前句的结构", "structure of the clause before",
    "产业结构持续优化，2020年调整为|6:44:50: the structure that the clause before speaks of",
    "a clause that speaks of no structure, or of two: 产品结构和布局结构", _structure,
)  # fmt: skip


def _carried(reading: Reading, c: Clause) -> Naming | None:
    if c.phrase.name or c.subject is None:
        return None
    phrase, q = c.phrase, c.q
    worked = c.subject.rule == WORKED and phrase.says("increase")
    if q.kind in COUNTED:
        signs: tuple[SignKind, ...] = ("up", "down", "announced", "increase", "timed", "every")
        goes_on = (
            phrase.says(*signs)
            or bool(q.bound)
            or _beside(reading, c)
            or _as_many(reading, c)
            or _extent(reading, c)
            or (c.subject.rule == TASK_ROW and c.left == q.start)  # 城镇新增就业 | |22000人|
        )
    else:
        goes_on = (
            phrase.says(
                "up", "down", "announced", "based", "year_on_year", "share", "timed", "whole_area"
            )
            or bool(q.bound)
            or q.kind == "multiple"
            or worked  # 建设高标准农田，新建|3万亩
            or (phrase.says("increase") and c.subject.words.endswith(reading.words.stocks))
            or c.left == q.start
            or _sum_of_deals(reading, c)
            or _extent(reading, c)
            or _of_its_year(reading, c)
        )
    if not goes_on:
        return None
    own = phrase.says("whole_area")  # “苏州市产值3.5万亿元，我市仅为1.5万亿元”
    words = reading.places.without(c.subject.words) if own else c.subject.words
    if (
        phrase.says("announced") and q.unit not in reading.words.task_units
    ):  # 高标准农田建设|任务|23.1万亩，完成|28.7万亩
        words = reading.words.untasked(words)
    if phrase.says("new", "increase"):  # 新建及改造|公厕9座，其中新建|3座
        words = reading.words.joined_verbs.sub("", words, 1) or words
    words = reading.completion.deeds.next_of(c.subject, words, phrase)
    if phrase.says("share"):  # 高技术产业增加值增速快于工业2个百分点，|占比|提高到18%
        words = next(
            (words.removesuffix(r) for r in reading.words.rate_nouns if words.endswith(r)), words
        )
    if c.subject.rule == TASK_ROW:  # 新增规上企业 | |20家|
        task = reading.peeler.front(words, Phrase(""))
        words = task.name or words
        phrase = phrase._replace(signs=(*task.signs, *phrase.signs))
    share = _share_of(reading, c)
    if share:
        # 研发投入增长12%，占地区生产总值的比重提升至2.3%: an indicator of its own
        words = reading.words.of_another.sub("", words) + share
        phrase = phrase.but("share")
    return Naming(c.subject.carried()._replace(words=words), _as_goal(reading, c, phrase))


CARRIED = Rule(
    "name.carried", "name", "前句的名称", "name of an earlier clause",
    "产值76亿元，较2015年|增长75%: of the indicator named before; 通车里程达到800公里，新增|218公里; 搬迁1200户|4800人; 融资20笔|、35亿元; 住房1.2万套|、85万平方米",
    "5家 that nothing announces; 企业5家、12亿元; 企业5家、3万平方米", _carried,
)  # fmt: skip


def _as_goal(reading: Reading, c: Clause, phrase: Phrase) -> Phrase:
    """The phrase with the growth that stands before a bracket with its goal: 增长5.9%（预期目标为|8.5%以上|）."""
    if c.q.kind != "ratio" or c.shadow.find("(", max(0, c.q.start - _GOAL), c.q.start) < 0:
        return phrase
    found = reading.words.goal_of_growth.search(c.shadow, max(0, c.q.start - FAR), c.q.start)
    if found is None:
        return phrase
    return phrase.moving(found)


def _share_of(reading: Reading, c: Clause) -> str:
    """占GDP比重 in front of a value in per cent or points; nothing for 占全省的, and for a bare 占比."""
    share = c.phrase.word("share").lstrip("、")
    named = share.endswith(reading.words.shares) and len(share) > _LONE_SHARE
    return share if named and c.q.kind in ("ratio", "points") else ""


def _share_itself(reading: Reading, c: Clause) -> Naming | None:
    share = "" if c.phrase.name else _share_of(reading, c)
    if not share:
        return None
    said = located(c.shadow, share, c.left, c.q.start)
    name = Name(share, "name.share_itself", said, ("indicator.carried",))
    return Naming(name, c.phrase.but("share"))


SHARE_ITSELF = Rule(
    "name.share_itself", "name", "占比本身", "a share of nothing named",
    "占GDP比重达到30%: what the share is of stands, whose it is does not",
    "制造业增加值达到800亿元，占GDP比重达到30%; 占全省的30%", _share_itself,
)  # fmt: skip


def _beside(reading: Reading, c: Clause) -> bool:
    """People or homes counted directly behind what has them: 搬迁1200户|4800人, 转移16.6万户|70.5万人, 老旧小区23个|2860户, 8栋|1200套."""
    before, units = c.shadow[c.left - 1 : c.left], reading.words.beside
    people = c.q.unit in units or c.q.base_unit in units
    classes = before in reading.words.class_end  # 重点工程6类|68个
    return c.left == c.q.start and before.isalpha() and (people or classes)


def _as_many(reading: Reading, c: Clause) -> bool:
    """How many live in what is worked on, right behind it: 改造120个小区|、3.2万户. Refused: 企业5家、3万户."""
    if c.q.base_unit not in reading.words.dwelling or c.subject is None:
        return False
    listed = c.shadow[c.left : c.q.start].strip() == "、"
    return listed and c.subject.words.startswith(reading.words.mended)


def _sum_of_deals(reading: Reading, c: Clause) -> bool:
    """Money beside the number of deals that it was moved by: 并购重组20起|、35亿元. Refused: 上市企业5家、12亿元."""
    if c.q.kind != "money":
        return False
    mark = c.shadow.find("、", c.left - 1, c.q.start)
    alone = mark >= 0 and not c.shadow[c.left : c.q.start].strip("、 \n")
    return alone and c.shadow.endswith(reading.words.deals, 0, mark)


def _of_its_year(reading: Reading, c: Clause) -> bool:
    """The next of values that each have their year behind them: 蓄积量2.8亿立方米（2025年）|、3亿立方米（2030年）."""
    year, between = reading.words.of_year, c.shadow[c.left : c.q.start].rstrip(",、 ")
    if year.match(c.shadow, c.q.end) is None:
        return False
    return year.fullmatch(between) is not None


def _extent(reading: Reading, c: Clause) -> bool:
    """How much there is of what is counted right before: 保障性租赁住房1.2万套|、85万平方米, 农村公路120条|、560公里, and the other way round: 住房800万平方米|、6.5万套. Refused: 企业5家、3万平方米."""
    counted = reading.words.extents.get(c.q.kind)
    if counted is None:  # 住房供应800万平方米|、6.5万套
        counted = reading.words.measured_by.get(c.q.unit[-1:]) if c.q.unit else None
    if counted is None:
        return False
    mark = c.shadow.find("、", c.left - 1, c.q.start)
    alone = mark >= 0 and not c.shadow[c.left : c.q.start].strip("、 \n")
    return alone and c.shadow.endswith(counted, 0, mark)


def _rate_itself(reading: Reading, c: Clause) -> Naming | None:
    if c.phrase.name or c.q.kind != "ratio":
        return None
    word = c.phrase.word("up", "down")
    noun = next((noun for noun in reading.words.rate_nouns if word.endswith(noun)), "")
    if not noun:
        return None
    said = located(c.shadow, noun, c.left, c.q.start)
    return Naming(Name(noun, "name.rate_itself", said, ("indicator.carried",)), c.phrase)


RATE_ITSELF = Rule(
    "name.rate_itself", "name", "增速本身", "a rate of nothing named",
    "增速保持在6%~8%: no other name stands in the sentence, so that the rate is named",
    "规上工业增加值增速达到8%, 增长8%", _rate_itself,
)  # fmt: skip
