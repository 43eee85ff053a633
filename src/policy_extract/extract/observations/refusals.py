"""Numbers that are no statements: names, slogans, dates, ranks, thresholds (docs/annotation.md, A1)."""

from __future__ import annotations

import re

from policy_extract.extract.observations.context import TimeLine
from policy_extract.lexicon import Lexicon
from policy_extract.measure.quantity import Quantity
from policy_extract.segment.sentences import Sentence

_CLASSIFIERS = frozenset("家户个项件条只名位种类款")
_TO_BOUND = re.compile(
    r"(?:达到?|缩短至?到?|压缩至?到?|控制在|不超过|以内|提高到|压减至?到?|不少于|增至|延长至?到?)$"
)
_ANNOUNCED = re.compile(r"(?:达到?|为|至|到|突破|超过|控制在|约|低于|高于|不高于|不低于)$")
_COUNTING = re.compile(r"(?:新增|引进|培育|建成|新建|创建|净增|创成|共有|累计|培养|建设)$")
_REWARDED = re.compile(
    r"(?:[、和][\d.]+[亿万]?[元家个])*(?:及?以上)?的[\u4e00-\u9fff]{0,14}(?:企业|项目|单位|机构|平台|园区|[,])"
)
_NOUN = re.compile(
    r"(?:\([^)]{1,6}\)(?:以上|以下)?)?(的)?([\u4e00-\u9fffA-Za-z“”\"+/][\u4e00-\u9fffA-Za-z“”\"+/、]{0,29})"
)


class Refusals:
    """Tells statements from other numbers; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self._heads = words("quantities", "threshold.heads")
        self._measured = words("quantities", "measured.heads")
        self._before = words("quantities", "refuse.before")
        self._after = words("quantities", "refuse.after")
        self._procedure = words("quantities", "refuse.behind")
        self._words = frozenset(words("quantities", "refuse.words"))

    def refused(self, shadow: str, sentence: Sentence, q: Quantity, timeline: TimeLine) -> bool:
        """True for a number that is part of something else.

        第3批, 330国道, 《…2025》, “最多80天”改革, 五大百亿产业集群, 三农, 2.0版, 十家…; a bare number only counts
        where a word announces it (指数达到110).
        """
        before = shadow[max(sentence.start, q.number - 5) : q.number]
        after = shadow[q.unit_end : q.unit_end + 4]
        if before.endswith(self._before) or after.startswith(self._after):
            return True
        if self._is_word(shadow, q):
            return True
        if q.kind == "fraction" and shadow[q.unit_end : q.unit_end + 6].startswith(self._procedure):
            return True
        if q.unit == "条" and re.match(
            r"[等”》]|政策|措施|意见|、[^,。]{2,12}\d+条", shadow[q.end : q.end + 20]
        ):
            return True  # 民营经济31条、外贸稳增长20条等政策: short names of policies
        if timeline.in_document_name(q.number):
            return True
        if _in_short_quotes(shadow, sentence, q):
            return True
        if q.kind == "time":
            return not _TO_BOUND.search(before.rstrip())
        if q.kind == "age":
            return not re.search(
                r"寿命|年龄", shadow[max(sentence.start, q.number - 24) : q.number]
            )
        if _earns_a_reward(shadow, sentence, q):
            return True
        if q.kind == "rank":
            return True
        if q.kind == "bandwidth":
            return not _ANNOUNCED.search(before.rstrip())
        if q.kind == "none":
            if not (q.bound or _ANNOUNCED.search(before.rstrip())):
                return True
            return bool(re.match(r"[\u4e00-\u9fffA-Za-z]", after)) and not q.bound
        if (
            q.kind == "money"
            and q.spelled
            and q.unit == "亿元"
            and not shadow[q.number : q.number + 1].isdigit()
        ):
            if not q.bound and not _ANNOUNCED.search(before.rstrip()):
                return True  # 五大百亿产业集群: a size class
            return shadow[q.end : q.end + 1] in "级产先集大"
        if q.spelled and shadow[q.number] in "百千万":
            return not q.bound
        if q.spelled:
            return not self._counts(shadow, sentence, q)
        return False

    def _is_word(self, shadow: str, q: Quantity) -> bool:
        """A row's number before a word that begins like a unit: “16 场景在农林作业…”, “38 支持宁波…”."""
        if q.unit is None or not re.search(r"[\d)]\s+\S+$", shadow[q.number : q.unit_end]):
            return False
        end = q.unit_end
        return shadow[end - 1 : end + 1] in self._words

    def _counts(self, shadow: str, sentence: Sentence, q: Quantity) -> bool:
        """Chinese numerals count something only with a unit that counts and a verb or bound beside."""
        if q.kind in ("multiple", "fraction", "ratio"):
            return True
        if q.kind == "money":
            return bool(q.unit and q.unit[0] in "万亿十百千")
        if q.kind not in ("count", "people", "area"):
            return False
        if q.comparator == "range":
            return True
        value = q.low if q.low is not None else q.high
        if value is None or value < 2:
            return False
        if value >= 100 or (q.unit or "").startswith(("万", "亿")):
            return True  # 一千五百件, 二十万亩: nobody writes a slogan so
        if q.bound and q.bound not in ("余", "多"):
            return True
        return bool(_COUNTING.search(shadow[max(sentence.start, q.number - 5) : q.number]))

    def threshold(self, shadow: str, q: Quantity, following: int | None) -> bool:
        """A bound that defines a class of things: 5亿元以上重大制造业项目, 亩均税收5万元以下企业.

        ``following`` is where the next number of the sentence begins. Refused as thresholds, i.e. kept:
        “不少于3亿元的配套资金” (money that the noun measures), “3家以上企业” (a count of the noun).
        """
        after = shadow[q.end : q.end + 40]
        if re.match(r"之间|的?区间|不等|级|[\u4e00-\u9fff]{1,4}以上的?[\u4e00-\u9fff]", after):
            return True
        bounded = bool(q.bound and q.bound not in ("余", "多")) or q.comparator == "range"
        told = "分别" in shadow[max(0, q.start - 6) : q.start]  # 分别突破1.5万元和1.8万元
        near = following is not None and following - q.end <= 1
        if near and q.kind == "money" and bounded and not told:
            return True  # 超200亿元7个
        if q.kind in ("count", "people") and (q.unit or "")[-1:] in _CLASSIFIERS:
            return False
        match = _NOUN.match(after)
        if not match:
            return False
        noun = match.group(2)
        if noun.startswith(
            ("以上", "左右", "以内", "和", "及", "与", "至", "到", "增", "支持", "用于", "由")
        ):
            return False
        if q.kind in ("ratio", "fraction"):
            return False
        if not bounded or any(noun.startswith(h) for h in self._measured):
            return False
        return any(h in noun[:26] for h in self._heads)

    def measures(self, noun: str) -> bool:
        """The noun is something that money or land measures: 种子资金, 建设用地."""
        return any(word in noun for word in self._measured)


def _earns_a_reward(shadow: str, sentence: Sentence, q: Quantity) -> bool:
    """What an applicant must reach: 对主营业务收入首次突破5亿元、10亿元、50亿元的企业，分别给予…."""
    if not _REWARDED.match(shadow, q.end):
        return False
    opening = max(shadow.rfind(mark, sentence.start, q.start) for mark in ",;。")
    return shadow.startswith("对", max(opening + 1, sentence.start))


def _in_short_quotes(shadow: str, sentence: Sentence, q: Quantity) -> bool:
    """Inside a short quotation: a slogan or a name (“4231”, “最多80天”), not a quoted sentence."""
    opening = shadow.rfind("“", max(sentence.start, q.start - 24), q.start + 1)
    if opening < 0 or "”" in shadow[opening : q.number]:
        return False
    closing = shadow.find("”", q.number, q.number + 24)
    return closing >= 0 and "“" not in shadow[q.number : closing]
