"""golden/names.csv: pairs of names that people labelled, against what the resolver makes of them."""

from __future__ import annotations

from functools import cache

from conftest import ROOT
from policy_extract.lexicon import load
from policy_extract.score.name_pairs import TYPES, Resolved, load_pairs, resolve_pairs, results

NAMES = ROOT / "golden" / "names.csv"
FROZEN = ROOT / "golden" / "names.results.csv"
#: Share of pairs that are right, as last measured: it may rise.
REACHED = 0.98


@cache
def resolved() -> tuple[Resolved, ...]:
    return tuple(resolve_pairs(load_pairs(NAMES), load()))


def test_there_are_enough_pairs_and_half_of_them_are_two_things() -> None:
    pairs = load_pairs(NAMES)
    assert len(pairs) >= 600
    assert 2 * sum(pair.expected == "different" for pair in pairs) >= len(pairs)
    for kind in TYPES:
        assert sum(pair.type == kind for pair in pairs) >= 100, kind


def test_no_pair_stands_twice_in_either_order() -> None:
    pairs = load_pairs(NAMES)
    keys = {(p.type, frozenset(((p.left, p.left_in), (p.right, p.right_in)))) for p in pairs}
    assert len(keys) == len(pairs)


def test_what_is_two_things_is_never_joined() -> None:
    joined = [one.pair for one in resolved() if one.found == "same" and not one.right]
    assert joined == []


def test_the_share_of_pairs_that_are_right_has_not_fallen() -> None:
    assert sum(one.right for one in resolved()) / len(resolved()) >= REACHED


def test_the_frozen_results_are_current() -> None:
    """What changed shows by name; `docs/refresh.py` writes them anew."""
    assert results(resolved()) == FROZEN.read_text(encoding="utf-8")
