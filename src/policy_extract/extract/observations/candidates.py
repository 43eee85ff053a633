"""The candidates stage: every number of a text, and every promise without one, that may be a statement."""

from __future__ import annotations

import re

from policy_extract.extract.observations.drafts import Candidate
from policy_extract.lexicon import Lexicon
from policy_extract.measure.finding import QuantityFinder
from policy_extract.measure.quantity import Quantity
from policy_extract.rules import Rule, Switches

# A promise ends its clause: “全覆盖的服务体系” and “低于平均水平2.0个百分点” are none.
_CLAUSE_ENDS = r"(?=[,;。、)!:\s]|和|且|$)(?!、.{1,4}全)"


class CandidateFinder:
    """Finds candidates; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, switches: Switches) -> None:
        self._quantities = lexicon.once(QuantityFinder)
        self._off = switches.without
        ahead = (
            r"(?:<quantities.eliminated.degrees>)(?:<quantities.eliminated.verbs>)"
            r"(?=[^,;。、:!()\d]{0,18}?(?:<quantities.eliminated.heads>)(?:[,;。、)\s]|和|等|$))"
        )
        promised = f"(?:<quantities.qualitative.patterns>){_CLAUSE_ENDS}"
        told = (promised,) if ELIMINATED.id in self._off else (promised, ahead)
        self._pattern = lexicon.pattern("|".join(told))
        opening = lexicon.words("quantities", "qualitative.opening")
        # one sign is taken, the rest only looked at: a promise may begin inside the word of another
        rests: dict[str, list[str]] = {}
        for word in opening:
            rests.setdefault(word[0], []).append(re.escape(word[1:]))
        self._opening = lexicon.compiled(
            "|".join(f"{re.escape(sign)}(?={'|'.join(rest)})" for sign, rest in rests.items())
        )

    def find(self, shadow: str, start: int, end: int) -> list[Quantity]:
        """The numbers that stand in ``shadow[start:end]`` (code points), in order of the text."""
        found = self._quantities.find(shadow, start, end)
        return [q for q in found if q.rule not in self._off] if found and self._off else found

    def promises(self, shadow: str, start: int, end: int) -> list[Candidate]:
        """The promises without a number that stand in ``shadow[start:end]``, in order of the text."""
        if PROMISE.id in self._off:
            return []
        found: list[Candidate] = []
        at = start
        # from left to right, tried only where a promise may begin
        for word in self._opening.finditer(shadow, start, end):
            match = self._pattern.match(shadow, word.start()) if word.start() >= at else None
            if match is not None:
                at = match.end()
                if at <= end:
                    found.append(Candidate(match.start(), at, None, match.group()))
        return found


PROMISE = Rule(
    "candidate.promise", "candidates", "无数字承诺", "a promise without number",
    "完成上级下达任务, 全覆盖, 零突破, 达到全省平均水平, at the end of a clause",
    "全覆盖的服务体系: the sentence goes on", CandidateFinder.find,
)  # fmt: skip

ELIMINATED = Rule(
    "candidate.eliminated", "candidates", "消除什么", "what is done away with",
    "基本消除重污染天气, 全面消除城市黑臭水体: a promise whose indicator stands behind",
    "加快消除大班额: no degree; 全面消除数据壁垒: nothing that one can count", CandidateFinder.find,
)  # fmt: skip

#: All are asked of every sentence.
RULES = (
    Rule(
        "candidate.number", "candidates", "数字", "a number in digits",
        "突破1400亿元, 1-2个, 9.8%以上: number, unit and bound",
        "5G, G60, IPv6, parts of longer codes", CandidateFinder.find,
    ),
    Rule(
        "candidate.spelled", "candidates", "汉字数字", "a number in Chinese numerals",
        "三至五家, 一千五百件, 七成",
        "一体, 三农: no unit follows", CandidateFinder.find,
    ),
    Rule(
        "candidate.multiple", "candidates", "倍增用语", "a doubling",
        "翻一番, 翻两番, 实现倍增", "番茄", CandidateFinder.find,
    ),
    Rule(
        "candidate.fraction", "candidates", "分数", "a fraction",
        "1/3, 三分之一", "24/7, dates", CandidateFinder.find,
    ),
    Rule(
        "candidate.parts", "candidates", "比例关系", "a ratio of parts",
        "三次产业结构4.5:38.5:57: one value of three parts", "2025:08, a single number",
        CandidateFinder.find,
    ),
    Rule(
        "candidate.compound", "candidates", "数字与数位混写", "a number of several parts",
        "3万4000亩, 1亿2000万元 (1.2 亿元), 一万五千亿元, 1085元5角",
        "3万、5万亩, 2.5亿2021年开工: two numbers", CandidateFinder.find,
    ),
    Rule(
        "candidate.share_words", "candidates", "百分之…", "a share in words",
        "百分之八点五, 千分之二, 百分之三到百分之五; 万分之三 is 0.0003",
        "三分之一: a fraction", CandidateFinder.find,
    ),
    Rule(
        "candidate.half", "candidates", "半数", "a half",
        "占比过半, 半数以上, 增加一半以上: 50 %; 一天半, 两个半月",
        "半导体, 过半径, 上半年", CandidateFinder.find,
    ),
    Rule(
        "candidate.pair", "candidates", "相邻数概数", "two neighbours for about",
        "两三家 is 2–3, 三四十个 is 30–40, 十五六名 is 15–16",
        "一二三产业, 二三类用地, 二三线城市, 三三制", CandidateFinder.find,
    ),
    Rule(
        "candidate.magnitude", "candidates", "无数字的数量级", "a magnitude without digits",
        "上百家 is at least 100, 近千亿元, 百余名, 突破百亿",
        "数十家, 成百上千家, 万元GDP", CandidateFinder.find,
    ),
    Rule(
        "candidate.currency", "candidates", "数前的货币符号", "a currency in front",
        "US$3亿, $2万, ￥5000万元, 人民币3亿元",
        "3亿美元: the unit behind", CandidateFinder.find,
    ),
    Rule(
        "candidate.signed", "candidates", "正负号", "a sign in front",
        "负3.2%, ±3% (−3 to 3), 10±2%", "负担, 负责3个项目", CandidateFinder.find,
    ),
    Rule(
        "candidate.label", "candidates", "标签中的单位", "the unit of a label",
        "总投资（亿元）：12.50; 产值（亿元）：2022年900，2023年1000",
        "企业（家）培育12: words stand between", CandidateFinder.find,
    ),
    Rule(
        "candidate.people", "candidates", "数量级后的人群", "people behind a magnitude",
        "惠及30余万群众, 2800万患者得到管理, 1.2亿农村人口: 万人, 亿人, since only people are counted so",
        "30万名群众: a unit; 30亿带动农民; 2亿农民工公寓: what is built for them", CandidateFinder.find,
    ),
    Rule(
        "candidate.negated", "candidates", "否定的限定词", "a negated bound",
        "不得超过30天, 严禁突破500亩, 未达到2%, 3%的上限不得突破: the comparator’s opposite",
        "不过3%: only 3 %", CandidateFinder.find,
    ),
    Rule(
        "candidate.two_bounds", "candidates", "上下限", "two bounds of one value",
        "不低于22%且不高于25%, 10万元以上50万元以下: one range",
        "3%以上、力争3.5%以上; 不低于3%，不超过5家", CandidateFinder.find,
    ),
    Rule(
        "candidate.change_and_level", "candidates", "变化及其结果", "a change and its level",
        "增长12%至500亿元, 增加80家至200家以上: two numbers, the second the level",
        "增长5%至8%, 从80家到200家: a range", CandidateFinder.find,
    ),
    PROMISE,
    ELIMINATED,
)  # fmt: skip
