"""Bounds: what a word says, what a negation makes of it, wherever it stands; all combinations of the lists."""

from __future__ import annotations

from functools import cache

import pytest

from policy_extract.measure.bounds import OPPOSITE, Bounds
from policy_extract.measure.finding import QuantityFinder
from policy_extract.model import Comparator
from reading import lexicon

SIGNS: tuple[Comparator, ...] = (">", ">=", "<", "<=")


@cache
def finder() -> QuantityFinder:
    return QuantityFinder(lexicon())


@cache
def bounds() -> Bounds:
    return Bounds(lexicon())


def _words(name: str, file: str = "negation") -> tuple[str, ...]:
    return tuple(sorted(lexicon().words(file, name)))


NEVER = frozenset(_words("negation.never"))
NEGATIONS = _words("negation.core")
MODALS = ("", *_words("negation.modal"))
ADVERBS = ("", *_words("negation.adverb"))
COMPARATORS = [
    (word, sign)
    for sign in SIGNS
    for word in _words(f"before.{sign}", "comparators")
    if word not in NEVER
]


def _read(words: str) -> tuple[str, object, object, str]:
    found = finder().find(words, 0, len(words))
    assert len(found) == 1, words
    q = found[0]
    return q.comparator, q.low, q.high, words[q.start : q.end]


def _expected(sign: Comparator) -> tuple[str, object, object]:
    return sign, 50 if sign in (">", ">=") else None, 50 if sign in ("<", "<=") else None


@pytest.mark.parametrize("sign", SIGNS)
def test_a_comparator_says_its_sign(sign: Comparator) -> None:
    for word in _words(f"before.{sign}", "comparators"):
        assert _read(f"企业{word}50家")[:3] == _expected(sign), word


@pytest.mark.parametrize("negation", NEGATIONS)
def test_a_negated_comparator_says_the_opposite_in_front(negation: str) -> None:
    for modal in MODALS:
        for adverb in ADVERBS:
            for word, sign in COMPARATORS:
                said = f"{negation}{modal}{adverb}{word}"
                got = _read(f"企业{said}50家")
                assert got == (*_expected(OPPOSITE[sign]), f"{said}50家"), said


@pytest.mark.parametrize("negation", NEGATIONS)
def test_a_negated_comparator_says_the_opposite_behind(negation: str) -> None:
    for modal in MODALS:
        for word, sign in COMPARATORS:
            for limit in ("", "的", "的上限", "红线"):
                said = f"50家{limit}{negation}{modal}{word}"
                got = _read(f"企业{said}。")
                assert got == (*_expected(OPPOSITE[sign]), said), said


@pytest.mark.parametrize("negation", NEGATIONS)
def test_a_negated_place_turns_the_word_behind(negation: str) -> None:
    for modal in MODALS:
        for place in _words("reached.place"):
            for sign in (s for s in SIGNS if s != "<"):  # no word behind a number says “<”
                for word in _words(f"after.{sign}", "comparators"):
                    said = f"{negation}{modal}{place}50家{word}"
                    assert _read(f"企业{said}")[:3] == _expected(OPPOSITE[sign]), said


@pytest.mark.parametrize("negation", NEGATIONS)
def test_what_is_not_reached_is_below(negation: str) -> None:
    for modal in MODALS:
        for word in _words("reached.words"):
            said = f"{negation}{modal}{word}50家"
            assert _read(f"企业{said}") == (*_expected("<"), said), said


def test_two_negations_are_none() -> None:
    assert _read("企业不得不超过50家")[:3] == _expected(">")


@pytest.mark.parametrize(
    ("words", "comparator"),
    [
        ("失业率不过3%", "="),  # only 3 %
        ("分别超过3%", ">"),
        ("不断突破3%", ">"),
        ("不仅超过3%", ">"),
        ("未来超过3%", ">"),
        ("在3%以上", ">="),
        ("达到3%", "="),
    ],
)
def test_what_is_no_negation(words: str, comparator: str) -> None:
    assert _read(words)[0] == comparator


@pytest.mark.parametrize("words", ["占比3%，不得超过5%", "占比3%不得超过5%"])
def test_a_bound_behind_is_not_the_next_number_s(words: str) -> None:
    found = finder().find(words.replace("，", ","), 0, len(words))
    assert [(q.comparator, q.low, q.high) for q in found] == [("=", 3, 3), ("<=", None, 5)]


def test_a_bound_at_the_end_of_a_noun() -> None:
    found = bounds().at_end("建设用地指标严禁突破")
    assert found is not None
    assert (found[0], found[1].comparator) == ("建设用地指标", "<=")
    assert bounds().at_end("建设用地指标") is None
    assert bounds().at_end("重大突破") is None
