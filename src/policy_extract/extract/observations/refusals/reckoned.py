"""More refusals: numbers that say how others were reckoned, or of what they are a part.

A bulletin says how it counted (“根据5‰人口变动抽样调查”, “以女性为100”), a report on a plan what had been planned (“完成年计划
710亿元的89.4%”): none of them is a value of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from policy_extract.extract.observations.refusals.needs import of_kind
from policy_extract.extract.observations.windows import OF
from policy_extract.lexicon import Lexicon
from policy_extract.rules import Rule, Said

if TYPE_CHECKING:
    from policy_extract.extract.observations.refusals.look import Look

_SAMPLE = 12  # signs behind a ratio in which its sample is named
_PLANNED = 14  # … and in front of an amount, in which the plan is


class ReckonedWords:
    """The words that these refusals go by; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        pattern = lexicon.pattern
        self.sample = pattern(r"[\u4e00-\u9fff]{0,6}?(?:<refusals.reckoned.samples>)")
        self.basis = pattern(
            r"[(,](?:<refusals.reckoned.with>)[^(),;。]{1,10}(?:<refusals.reckoned.is>)$"
        )
        self.planned = pattern(
            rf"(?:<naming.planned.verbs>)(?:<naming.planned.of>)*(?:<naming.planned.what>){OF}?$"
        )
        self.share_of_it = pattern(rf"{OF}[^\d,。;]{{0,2}}[\d.]+ ?%")


def _own(look: Look) -> Said:
    return Said(look.q.start, look.q.end)


def _sample(look: Look) -> Said | None:
    q, words = look.q, look.words.reckoned
    found = words.sample.match(look.shadow, q.end, min(q.end + _SAMPLE, look.sentence.end))
    return Said(q.start, found.end()) if found else None


def _basis(look: Look) -> Said | None:
    if look.q.kind != "none":  # （按…折算为11162美元）
        return None
    return _own(look) if look.words.reckoned.basis.search(look.before(_SAMPLE + 2)) else None


def _planned(look: Look) -> Said | None:
    q, words = look.q, look.words.reckoned
    if not words.share_of_it.match(look.shadow, q.end):
        return None
    found = words.planned.search(
        look.shadow[max(look.sentence.start, q.start - _PLANNED) : q.start]
    )
    return _own(look) if found else None


#: Asked after the rules of ``refuse``.
RULES: tuple[Rule[Callable[[Look], Said | None]], ...] = (
    Rule(
        "refuse.surveyed", "refuse", "抽样比例", "a share that was sampled",
        "根据5‰人口变动抽样调查, 按10%的比例抽查",
        "抽检合格率达到98%, 覆盖98%的抽水蓄能电站", _sample, needs=of_kind("ratio"),
    ),
    Rule(
        "refuse.basis", "refuse", "折算基数", "what others are reckoned on",
        "性别比（以女性为100）为102.08: 100; （以2015年为100）",
        "指数为100", _basis, needs=of_kind("none"),
    ),
    Rule(
        "refuse.planned", "refuse", "计划数", "what was planned, of which a share is told",
        "投资300亿元，完成年计划|385亿元|的77.9%",
        "年计划投资385亿元; 完成投资385亿元的项目", _planned, needs=lambda form, _: form.unit is not None,
    ),
)  # fmt: skip
