"""Records of two versions of which very many share what they are looked up by: the work stays that of the records."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from policy_extract.versions.pairs import FULL, NEAR, Pair, paired
from policy_extract.versions.record import Match


class _Counted:
    """Judges words: one where they begin alike; the alike the whole, the better."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, old: str, new: str) -> Match | None:
        self.count += 1
        if old.partition("-")[0] != new.partition("-")[0]:
            return None
        return Match(rule="key", score=100.0 if old == new else 80.0, features={})


def _pairs(old: Sequence[str], new: Sequence[str], judge: _Counted | None = None) -> list[Pair]:
    records = dict(enumerate(old)), dict(enumerate(new))
    return paired(*records, lambda _: ["all"], judge or _Counted(), str)


def _words(count: int, end: str = "") -> list[str]:
    return [f"{i}-{end}" for i in range(count)]


@pytest.mark.parametrize("shift", [0, 150])
def test_a_full_block_is_compared_whole(shift: int) -> None:
    old = _words(FULL, "a")
    new = [f"{(i + shift) % FULL}-b" for i in range(FULL)]
    judge = _Counted()
    assert len(_pairs(old, new, judge)) == FULL
    assert judge.count == FULL * FULL


def test_a_block_that_is_full_on_one_side_alone_is_compared_whole() -> None:
    old, new = _words(5, "a"), [f"{i}-b" for i in reversed(range(3 * FULL))]
    assert len(_pairs(old, new)) == 5


@pytest.mark.parametrize("count", [FULL + 1, 1000, 4000])
def test_in_a_larger_one_each_costs_the_same(count: int) -> None:
    judge = _Counted()
    found = _pairs(_words(count, "a"), _words(count, "b"), judge)
    assert [(pair.old, pair.new) for pair in found] == [(i, i) for i in range(count)]
    assert judge.count <= count * (2 * NEAR + 1)


def test_what_was_put_in_before_moves_nothing_that_stayed_the_same() -> None:
    old = _words(1000, "a")
    new = [*(f"new {i}-" for i in range(400)), *old]
    found = _pairs(old, new)
    assert {(pair.old, pair.new) for pair in found} == {(i, i + 400) for i in range(1000)}


def test_what_was_put_in_does_not_keep_apart_what_was_edited_between_the_same() -> None:
    old = _words(1000, "a")
    new = [*(f"new {i}-" for i in range(NEAR - 1)), *old]
    new[NEAR - 1 + 500] = "500-edited"
    assert (500, NEAR - 1 + 500) in [(pair.old, pair.new) for pair in _pairs(old, new)]


@pytest.mark.parametrize(("one", "other"), [(300, 300), (300, 700), (700, 300), (201, 4000)])
def test_swapped_lists_give_swapped_pairs(one: int, other: int) -> None:
    old, new = _words(one, "a"), [f"{i // 2}-b" for i in range(other)]
    there = {(pair.old, pair.new) for pair in _pairs(old, new)}
    back = {(pair.new, pair.old) for pair in _pairs(new, old)}
    assert there == back
    assert there


def test_many_of_one_text_are_paired_in_their_order() -> None:
    found = _pairs(["x-"] * 500, ["x-"] * 700)
    assert [(pair.old, pair.new) for pair in found] == [(i, i) for i in range(500)]
