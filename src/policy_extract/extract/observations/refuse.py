"""The refuse stage: numbers that are no statements, by rules in order (docs/annotation.md, A1).

A rule that speaks refuses; its id and the words that it went by stay with the number, so that
``policy-extract explain`` can say why nothing came of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from policy_extract.document.plain import is_han, latin
from policy_extract.expressions import expression
from policy_extract.extract.observations import procedures, reckoned, thresholds
from policy_extract.extract.observations.drafts import Candidate
from policy_extract.extract.observations.needs import (
    Form,
    Signs,
    form_of,
    has_letters,
    has_quote,
    has_unit,
    of_kind,
    of_unit,
    signs_of,
)
from policy_extract.extract.observations.refusal_words import RefusalWords
from policy_extract.extract.observations.timeline import TimeLine
from policy_extract.measure.quantity import COUNTED, Quantity
from policy_extract.rules import Refused, Rule, Said, Switches
from policy_extract.segment.sentences import Sentence

_RATIOS = 36  # … in which a ratio of parts is named: 三次产业结构由2019年的4.6:45.7:49.7调整为
_AVERAGED = 24  # signs in which the name of an average of time stands
_COMPARED = 16  # … and the words that compare a value with its target
_LEAST = 2  # 一家 and less count nothing
_SETTLED = frozenset(("time", "age", "bandwidth", "none"))  # kinds with a rule of their own
_PARTS = frozenset(("multiple", "fraction", "ratio", "points"))
_MEASURED = _PARTS | {"mass", "volume", "length", "energy", "power", "compute"}
#: What is read so may be a slogan (三大行动); what is read otherwise is a number.
_SLOGANS = frozenset(("candidate.spelled", "candidate.negated", "candidate.change_and_level"))
_GAP = expression(r"[\d)]\s+\S+$")
_NUMBERING = expression(r"\d+(?:\.\d+)+\D")
_PARTED = expression(r"[,;。、:]")  # between two numbers: they stand in two clauses
_ENDED = expression(r"[,;。、)]|\n\n")  # behind a count that closes its clause
_NOUN = 8  # signs in which the noun before a count is looked at
_CLOSING = "”》"  # a noun in quotes ends so: “法律明白人”|两名
_AROUND = 60  # signs on each side in which a language is known
_LATIN_WORDS = 3
_MANY = 4096  # forms of numbers that are remembered
_START = attrgetter("start")
_COUNTS = 100  # 一千五百件: nobody writes a slogan so


@dataclass(slots=True, eq=False)
class Look:
    """A number with what stands around it in its sentence.

    No tuple: rules read fields of each fifty times, and those of a tuple are read at five times the price.
    """

    shadow: str
    sentence: Sentence
    q: Quantity
    timeline: TimeLine
    words: RefusalWords

    def before(self, length: int = 5) -> str:
        """The words right before the digits, within the sentence."""
        return self.shadow[max(self.sentence.start, self.q.number - length) : self.q.number]

    def after(self, length: int = 4) -> str:
        """The words right behind the unit."""
        return self.shadow[self.q.unit_end : self.q.unit_end + length]


Refuses = Callable[[Look], Said | None]


class Refuser:
    """Asks the rules of the stage; built once for a lexicon."""

    def __init__(self, words: RefusalWords, switches: Switches) -> None:
        self.words = words
        self.rules = switches.on(RULES)
        self._thresholds = switches.on(thresholds.RULES)
        self.asked: Callable[..., tuple[Rule[Refuses], ...]] = lru_cache(maxsize=_MANY)(self._asked)

    def kept(
        self, shadow: str, sentence: Sentence, found: Sequence[Quantity],
        promises: Sequence[Candidate], timeline: TimeLine,
    ) -> tuple[list[Candidate], list[Refused]]:  # fmt: skip
        """The candidates of a sentence that no rule refuses, in order of the text, and the refusals of its numbers.

        A promise that shares signs with a number is none.
        """
        refused: list[Refused] = []
        looks = self._unrefused(shadow, sentence, found, timeline, refused) if found else []
        kept = [p for p in promises if not any(_share_signs(look.q, p) for look in looks)]
        starts = sorted([*(look.q.start for look in looks), *(p.start for p in kept)])
        for look in looks:
            q = look.q
            behind = bisect_right(starts, q.start)
            bound = self._threshold(look, starts[behind] if behind < len(starts) else None)
            if bound:
                refused.append(bound)
            else:
                kept.append(Candidate(q.start, q.end, q, None))
        kept.sort(key=_START)
        return kept, refused

    def _unrefused(
        self, shadow: str, sentence: Sentence, found: Iterable[Quantity], timeline: TimeLine,
        refused: list[Refused],
    ) -> list[Look]:  # fmt: skip
        """The numbers that no rule refuses, in order; the first refusal of each other goes to ``refused``."""
        words = self.words
        signs = signs_of(shadow, sentence, words)
        kept: list[Look] = []
        for q in found:
            look = Look(shadow, sentence, q, timeline, words)
            for rule in self.asked(*form_of(q, signs, words)):
                said = rule.run(look)
                if said is not None:
                    refused.append(Refused(rule.id, q.start, q.end, said))
                    break
            else:
                kept.append(look)
        return kept

    def _threshold(self, look: Look, following: int | None) -> Refused | None:
        """The refusal of a bound that defines a class of things, or None.

        ``following`` is where the next number of the sentence begins.
        """
        for rule in self._thresholds:
            said = rule.run(look, following)
            if said is not None:
                return Refused(rule.id, look.q.start, look.q.end, said)
        return None

    def _asked(
        self, kind: str, unit: str | None, rule: str, spelled: bool, signs: Signs
    ) -> tuple[Rule[Refuses], ...]:
        """The rules that may refuse a number of this form, in order."""
        form = Form(kind, unit, rule, spelled, signs)
        rules, words = self.rules, self.words
        return tuple(r for r in rules if r.needs is None or r.needs(form, words))


def _share_signs(q: Quantity, promise: Candidate) -> bool:
    return q.start < promise.end and promise.start < q.end


# --- the rules: the words that speak against the number, or None --------------------------------------


def _own(look: Look) -> Said:
    return Said(look.q.start, look.q.end)


def _time(look: Look) -> Said | None:
    span = look.timeline.touches(look.q.start, look.q.end)
    return Said(span.start, span.end) if span else None


def _unread_time(look: Look) -> Said | None:
    place = look.timeline.unread(look.q.start, look.q.end)
    return Said(*place) if place else None


def _other_language(look: Look) -> Said | None:
    start = max(look.sentence.start, look.q.start - _AROUND)
    end = min(look.sentence.end, look.q.end + _AROUND)
    around = look.shadow[start : look.q.number] + look.shadow[look.q.unit_end : end]
    return Said(look.q.start, look.q.end) if latin(around, _LATIN_WORDS) else None


def _word_before(look: Look) -> Said | None:
    written = look.before()
    before = written.rstrip(" ")  # 第 18 条
    if before[-1:] not in look.words.before_ends:
        return None
    if not before.endswith(look.words.before) or before.endswith(look.words.not_before):
        return None
    word = next(w for w in look.words.before if before.endswith(w))
    blank = len(written) - len(before)
    return Said(look.q.number - len(word) - blank, look.q.end)


def _word_behind(look: Look) -> Said | None:
    after, unit = look.after(), look.q.unit or ""
    if look.shadow.startswith(look.words.numbered, look.q.unit_end - len(unit)):
        return Said(look.q.start, look.q.unit_end)  # 1类新药, but 2种新药
    if not after.startswith(look.words.after):
        return None
    word = next(w for w in look.words.after if after.startswith(w))
    if look.q.unit is not None and word in look.words.after_bare:
        return None  # 10强, but 10个强县
    return Said(look.q.start, look.q.unit_end + len(word))


def _row_number(look: Look) -> Said | None:
    q, end = look.q, look.q.unit_end
    if q.unit is None:
        return None
    if look.shadow[end - 1 : end + 1] not in look.words.words:
        return None
    written = look.shadow[q.number : end]
    numbered = _GAP.search(written) or (_NUMBERING.match(written) and _opens_line(look))
    return Said(q.start, end + 1) if numbered else None


def _opens_line(look: Look) -> bool:
    start = max(
        look.shadow.rfind("\n", look.sentence.start, look.q.number) + 1, look.sentence.start
    )
    return not look.shadow[start : look.q.number].strip()


def _procedure(look: Look) -> Said | None:
    behind = look.q.kind == "fraction" and look.after(6).startswith(look.words.procedure)
    return _own(look) if behind else None


def _effort(look: Look) -> Said | None:
    """“以百分之百的热情”. Refused: 60%的资金, 办结率达到100%的窗口."""
    if look.q.kind != "ratio":
        return None
    match = look.words.effort.match(look.shadow, look.q.end)
    return Said(look.q.start, match.end()) if match else None


def _policy(look: Look) -> Said | None:
    q = look.q
    if q.unit not in look.words.policy_unit:
        return None
    match = look.words.policy.match(look.shadow, q.end, q.end + 20)
    return Said(q.start, match.end()) if match else None


def _document(look: Look) -> Said | None:
    return _own(look) if look.timeline.in_document_name(look.q.number) else None


def _quoted(look: Look) -> Said | None:
    shadow, q = look.shadow, look.q
    opening = shadow.rfind("“", max(look.sentence.start, q.start - 24), q.start + 1)
    if opening < 0 or "”" in shadow[opening : q.number]:
        return None
    closing = shadow.find("”", q.number, q.number + 24)
    if closing < 0 or "“" in shadow[q.number : closing]:
        return None
    return Said(opening, closing + 1)


def _duration(look: Look) -> Said | None:
    q = look.q
    if q.kind != "time":
        return None
    if q.rule == "candidate.change_and_level":
        return None  # 平均住院日缩短0.6天至7.4天
    if q.before and q.rule == "candidate.negated":
        start = max(look.sentence.start, q.start - 12)
        if look.words.spans.search(look.shadow, start, q.start):
            return None
    if look.words.time_bound.search(look.before().rstrip()):
        return None
    if look.words.started.match(look.shadow, q.end) and look.words.years_from.search(
        look.before(_AVERAGED)
    ):
        return None  # 平均受教育年限由|10.2年|提高到10.8年
    return None if look.words.time_averaged.search(look.before(_AVERAGED)) else _own(look)


def _age(look: Look) -> Said | None:
    if look.q.kind != "age":
        return None
    return None if look.words.of_age.search(look.before(24)) else _own(look)


def _reward(look: Look) -> Said | None:
    if look.q.kind in ("time", "age"):
        return None
    match = look.words.rewarded.match(look.shadow, look.q.end)
    if not match:
        return None
    opening = max(look.shadow.rfind(m, look.sentence.start, look.q.start) for m in ",;。")
    clause = max(opening + 1, look.sentence.start)
    return (
        Said(clause, match.end()) if look.shadow.startswith(look.words.reward_to, clause) else None
    )


def _no_ratio(look: Look) -> Said | None:
    if look.q.kind != "parts":
        return None
    before = look.before(_RATIOS)
    scale = before.rstrip(" :").endswith(look.words.no_ratio_of)
    named = any(word in before for word in look.words.ratio_of)
    return None if named and not scale else _own(look)


def _per_number(look: Look) -> Said | None:
    if (
        look.q.kind not in COUNTED and look.q.kind != "other"
    ):  # the unit of 每10万|人口 is none that anybody knows
        return None
    before = look.before(4).rstrip()
    return _own(look) if before.endswith(look.words.per) else None


def _rank(look: Look) -> Said | None:
    return _own(look) if look.q.kind == "rank" else None


def _bandwidth(look: Look) -> Said | None:
    if look.q.kind != "bandwidth":
        return None
    return None if look.words.announced.search(look.before().rstrip()) else _own(look)


def _bare(look: Look) -> Said | None:
    q = look.q
    if q.kind != "none":
        return None
    if look.words.started.match(look.after(8)) and look.words.from_.search(look.before(10)):
        return None  # 系数由0.57提高到0.58, 收入比由上年的1.82缩小到1.78
    if q.comparator == "range" and look.shadow.endswith(look.words.between, q.start, q.end):
        return None  # 系数在0.53与0.56之间
    if not (q.bound or look.words.announced.search(look.before().rstrip())):
        return _own(look)
    runs_on = re.match(r"[\u4e00-\u9fffA-Za-z]", look.after()) and not q.bound
    return _own(look) if runs_on else None


def _gap_to_target(look: Look) -> Said | None:
    match = look.words.gap_to_target.search(look.before(_COMPARED))
    return _own(look) if match else None


def _size_class(look: Look) -> Said | None:
    q, shadow = look.q, look.shadow
    if not _is_spelled_money(look):
        return None
    alone = q.rule == "candidate.magnitude" or look.words.class_behind.match(shadow, q.end)
    if alone and not q.bound and not look.words.announced.search(look.before().rstrip()):
        return Said(q.start, q.end + 2)
    words = look.words
    classed = shadow.startswith(words.size_classes, q.end)
    passed = shadow.startswith(words.no_size_classes, q.end)
    return Said(q.start, q.end + 1) if classed and not passed else None


def _magnitude(look: Look) -> Said | None:
    q = look.q
    if q.rule != "candidate.magnitude" or _is_spelled_money(look):
        return None
    return None if q.bound else _own(look)


def _slogan(look: Look) -> Said | None:
    q = look.q
    if not q.spelled or q.rule not in _SLOGANS or _is_spelled_money(look):
        return None
    return None if _counts(look) else _own(look)


def _is_spelled_money(look: Look) -> bool:
    """百亿, 千亿 without digits: ``_size_class`` settles them."""
    q = look.q
    return (
        q.kind == "money"
        and q.unit == "亿元"
        and not look.shadow[q.number : q.number + 1].isdigit()
    )


def _counts(look: Look) -> bool:
    """Chinese numerals count something only with a unit that counts and a verb or bound beside."""
    q = look.q
    if q.kind in ("time", "age"):
        return True  # they have a rule of their own
    scaled = (q.unit or "").startswith(("万", "亿"))  # 一万家: 一 is no article there
    if q.kind in _MEASURED:
        return scaled or q.kind in _PARTS or (q.low or q.high or 0) >= _LEAST
    if q.kind == "money":
        return bool(q.unit and q.unit[0] in "万亿十百千") or _reached(look)
    if q.kind not in ("count", "people", "area"):
        return False
    if q.comparator == "range":
        return True
    value = q.low if q.low is not None else q.high
    if scaled:
        return True
    if value is None or value < _LEAST:
        return False
    if value >= _COUNTS:
        return True
    if q.bound and q.bound not in look.words.about:
        return True
    return bool(look.words.counting.search(look.before())) or _reached(look) or _behind_noun(look)


def _reached(look: Look) -> bool:
    """How many there are to be, at the end of a clause: 高新技术企业达到|十家.

    Refused: 水质达到三类, 进入前三位: grades and ranks; 达到两个翻番: words follow.
    """
    q = look.q
    if (q.unit or "").endswith(look.words.grades) or not look.words.reached.search(look.before()):
        return False
    return _ends_clause(look)


def _ends_clause(look: Look) -> bool:
    end = look.q.end
    return end == len(look.shadow) or _ENDED.match(look.shadow, end) is not None


def _behind_noun(look: Look) -> bool:
    """How many there are of the noun in front, at the end of a clause: 新增老年助餐点|二十个.

    Refused: 分为三类, 共十项: what divides or lists; 三大行动: a noun follows; 二十条: a short name of a policy.
    """
    q, words = look.q, look.words
    unit = q.unit or ""
    if unit in words.policy_unit or (q.kind != "people" and unit[-1:] not in words.classifiers):
        return False
    if not _ends_clause(look):
        return False
    noun = _PARTED.split(look.before(_NOUN))[-1].strip().rstrip(_CLOSING)
    return (
        len(noun) >= _LEAST
        and is_han(noun[-1])
        and not noun.endswith(words.divides + words.text_parts)
    )


#: In the order in which they are asked; the first that speaks refuses.
RULES: tuple[Rule[Refuses], ...] = (
    Rule(
        "refuse.time", "refuse", "时间表达", "part of a time",
        "2025年, 三年内, 6月: a time expression",
        "2025亩: no year", _time,
    ),
    Rule(
        "refuse.unread_time", "refuse", "读不出的时间", "part of what looks like a time",
        "2025-02-30起, 2025年13月, 20255年: no day or year of the calendar",
        "2025亩, 1000年", _unread_time,
    ),
    Rule(
        "refuse.other_language", "refuse", "外文句子", "a sentence in another language",
        "output grows by 8% a year and exports by 6%: no name that a Chinese plan would give",
        "Apple App Store上架应用8个: Latin letters within a Chinese sentence", _other_language, needs=has_letters,
    ),
    Rule(
        "refuse.word_before", "refuse", "前有编号或名称用字", "a word of names before it",
        "附件3项, 前10%, 按15%征收: the word before makes it a name, a rank or a procedure",
        "达到3家", _word_before,
    ),
    Rule(
        "refuse.word_behind", "refuse", "后有名称用字", "a word of names behind it",
        "330国道, 10强, 2.0版",
        "330家", _word_behind,
    ),
    Rule(
        "refuse.row_number", "refuse", "行号", "a row’s number",
        "38 支持宁波…, 16 场景…, 2.1种子… at the head of a line: a number before a word that begins like a unit",
        "38 个", _row_number, needs=has_unit,
    ),
    Rule(
        "refuse.procedure", "refuse", "议事规则", "rule of procedure",
        "三分之二以上成员同意",
        "三分之二的县", _procedure, needs=of_kind("fraction"),
    ),
    Rule(
        "refuse.effort", "refuse", "干劲", "how one sets to work",
        "以百分之百的热情, 以100%的努力: no share of anything",
        "办结率达到百分之百, 60%的资金", _effort, needs=of_kind("ratio"),
    ),
    Rule(
        "refuse.policy", "refuse", "政策简称", "short name of a policy",
        "“外贸稳增长20条”等政策, 民营经济31条",
        "20条生产线", _policy, needs=of_unit(lambda w: w.policy_unit),
    ),
    Rule(
        "refuse.document", "refuse", "文件名内", "in a document’s name",
        "《…行动计划（2021—2025年）》",
        "a number beside a title", _document,
    ),
    Rule(
        "refuse.quoted", "refuse", "引号内的名称", "a name in quotes",
        "“4231”工程, “最多80天”改革",
        "a quoted sentence", _quoted, needs=has_quote,
    ),
    Rule(
        "refuse.duration", "refuse", "时长", "a length of time",
        "3个工作日, 20分钟 without a bound",
        "压缩至3天: a target; 平均住院日为8.8日: an average", _duration, needs=of_kind("time"),
    ),
    Rule(
        "refuse.age", "refuse", "年龄", "an age",
        "60岁以上老人, 3—6岁",
        "人均预期寿命达到80岁", _age, needs=of_kind("age"),
    ),
    Rule(
        "refuse.reward", "refuse", "申报门槛", "what an applicant must reach",
        "对主营业务收入首次突破5亿元的企业给予…",
        "企业达到5家", _reward,
    ),
    Rule(
        "refuse.no_ratio", "refuse", "不是比例关系", "no ratio of parts",
        "10:30, 1:500: a time of day, a scale",
        "三次产业结构调整为4.5:38.5:57, 生师比", _no_ratio, needs=of_kind("parts"),
    ),
    Rule(
        "refuse.per_number", "refuse", "每若干个", "a number of which each gets the value",
        "每12个班级配备1间: 12 says for how many the 1 is",
        "每个班级配备12名", _per_number, needs=of_kind("count", "people", "other"),
    ),
    Rule(
        "refuse.rank", "refuse", "位次", "a rank",
        "排名上升3位",
        "", _rank, needs=of_kind("rank"),
    ),
    Rule(
        "refuse.bandwidth", "refuse", "带宽", "a bandwidth",
        "100兆宽带: a bandwidth as a name",
        "出口带宽达到100Gbps", _bandwidth, needs=of_kind("bandwidth"),
    ),
    Rule(
        "refuse.bare", "refuse", "没有单位的数", "a number without a unit",
        "a number with neither unit nor announcing word: 项目12",
        "指数达到110", _bare, needs=of_kind("none"),
    ),
    Rule(
        "refuse.gap_to_target", "refuse", "与目标的差距", "how far a value is from its target",
        "增长10.1%，高于目标2.1个百分点; 超额完成年初目标8.5%",
        "高于全国平均2.1个百分点: another area; 超过目标值500亿元", _gap_to_target,
        needs=of_kind("ratio", "points"),
    ),
    Rule(
        "refuse.size_class", "refuse", "规模等级", "a class of size",
        "五大百亿产业集群, 千亿级",
        "产值突破千亿元, 突破千亿元大关", _size_class, needs=of_kind("money"),
    ),
    Rule(
        "refuse.magnitude", "refuse", "概数词", "a word of magnitude",
        "百家争鸣, 千企改造, 万亩工业平台",
        "超万家", _magnitude, needs=lambda form, _: form.rule == "candidate.magnitude",
    ),
    Rule(
        "refuse.slogan", "refuse", "数字口号", "numerals of a slogan",
        "三大行动, 一核两带, 两化融合",
        "建成三座, 十至二十家, 新增助餐点二十个, 达到十家", _slogan, needs=lambda form, _: form.spelled and form.rule in _SLOGANS,
    ),
    *procedures.RULES,
    *reckoned.RULES,
)  # fmt: skip
