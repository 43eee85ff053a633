"""A rule that is not asked, since what it needs is not there, would have had nothing to say."""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from policy_extract.document import Plan
from policy_extract.extract.observations import measuring
from policy_extract.extract.observations.candidates import CandidateFinder
from policy_extract.extract.observations.phrase import Phrase, Sign
from policy_extract.extract.observations.refusals.look import Look
from policy_extract.extract.observations.refusals.needs import form_of, signs_of
from policy_extract.extract.observations.refusals.refuser import Refuser
from policy_extract.extract.observations.refusals.words import RefusalWords
from policy_extract.extract.observations.time_words import TimeWords
from policy_extract.extract.observations.timeline import TimeLine
from policy_extract.measure.finding import QuantityFinder
from policy_extract.measure.period import Calendar, PeriodFinder
from policy_extract.rules import Switches
from policy_extract.segment.sentences import sentences
from reading import CORPUS, corpus_text, lexicon, plan_of, titled

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "rules_observations.toml").read_text(encoding="utf-8")
)["case"]
SEAMS = (
    "到2025年，企业5家×3个。\n*注：企业20家。",
    "企业达到20家\n÷30个项目",
    "每年抽查5户，“百强”企业GDP达到30%；罚款200元",
    "世界卫生组织建议摄入量不高于5克。规模以上工业企业是指年主营业务收入2000万元以上的企业",
    "A5家、B20所、8座客车、给予100万元奖励，最高不超过500万元",
)


def _looks(plan: Plan, words: RefusalWords) -> Iterator[Look]:
    """Every number of a plan, as the stage looks at it."""
    calendar = Calendar.of(plan.meta)
    spans = PeriodFinder(lexicon()).find(plan.shadow, 0, len(plan.text), calendar)
    timeline = TimeLine(plan, spans, TimeWords(lexicon()), calendar)
    finder = CandidateFinder(lexicon(), Switches())
    for paragraph in plan.paragraphs:
        for sentence in sentences(plan, paragraph):
            found = finder.find(plan.shadow, sentence.start, sentence.end)
            for q in found:
                yield Look(plan.shadow, sentence, q, timeline, words, found)


def _plans() -> dict[str, str]:
    told = {str(path.relative_to(CORPUS)): corpus_text(path.stem) for path in CORPUS.glob("*.txt")}
    cases = "\n".join(case["text"] for case in CASES if "text" in case)
    return {**told, "cases": titled(cases), "seams": titled("\n".join(SEAMS))}


@pytest.mark.parametrize("name", sorted(_plans()))
def test_what_is_not_asked_has_nothing_to_say(name: str) -> None:
    words = RefusalWords(lexicon())
    refuser = Refuser(words, Switches())
    passed = 0
    for look in _looks(plan_of(_plans()[name]), words):
        form = form_of(look.q, signs_of(look.shadow, look.sentence, words), words)
        asked = refuser.asked(*form)
        for rule in refuser.rules:
            if rule not in asked:
                passed += 1
                assert rule.run(look) is None, (rule.id, look.shadow[look.q.start : look.q.end])
    assert passed


NUMBERS = (
    "达到20家，增长8%，提高3个百分点，增长2倍，翻一番，三分之一，20亿元，30万人，1.2，40万吨，3年"
)


def test_measures_that_are_not_asked_have_nothing_to_say() -> None:
    numbers = QuantityFinder(lexicon()).find(NUMBERS, 0, len(NUMBERS))
    said = (Sign("up", "增长"), Sign("to", "到"), Sign("share", "占"), Sign("increase", "新增"))
    signs = [s for size in range(3) for s in itertools.combinations(said, size)]
    assert len({q.kind for q in numbers}) >= 6
    for q, own, rate in itertools.product((None, *numbers), signs, (True, False)):
        look = measuring.Look(q, Phrase("产值", own), "产值", rate, False)
        for rule in measuring.RULES:
            if rule.needs is not None and not rule.needs(look.kind):
                assert rule.run(look) is None, (rule.id, look)
