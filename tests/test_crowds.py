"""Names of which very many are alike: no pair is dropped in silence, and the work stays that of the names.

Up to ``FULL`` names of a block are all weighed against each other; of more each has its neighbours in spelling, and the run
says which names were too many.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from growth_families import TITLE, names
from policy_extract import Result, extract
from policy_extract.messages import warning
from policy_extract.model import Alias, Entity, Relation
from policy_extract.resolve.found import Found
from policy_extract.resolve.matching import Match, Name, Weights
from policy_extract.resolve.pairs import FULL, NEIGHBOURS, Weighed, unsure_pairs

_WEIGHTS = Weights(points={}, vetoes=frozenset(), same=101.0, unsure=60.0)
#: A name of an indicator, and one that may be the same.
_LEFT, _RIGHT = "规上工业晶合增加值", "规上工业晶合品增加值"


@dataclass
class _OneBlock:
    """A kind in which all names share one block; names are unsure that share all signs but the first or the last."""

    weighed: list[tuple[str, str]] = field(default_factory=list)

    def resolve(self, name: Name) -> Found:
        raise NotImplementedError

    def blocks(self, name: Name) -> tuple[str, ...]:  # noqa: ARG002
        return ("all",)

    def form(self, name: Name) -> str:
        return name.text

    def shared(self, block: str) -> str:
        return f"{block}!"

    def weigh(self, left: Name, right: Name) -> Match:
        self.weighed.append((left.text, right.text))
        alike = left.text[1:] == right.text[1:] or left.text[:-1] == right.text[:-1]
        return Match("unsure" if alike else "different", 70.0 if alike else 0.0, "names")

    def relations(self, present: Set[str]) -> Iterable[tuple[str, Relation]]:  # noqa: ARG002
        return ()


def _alias(text: str) -> Alias:
    return Alias(text=text, count=1, documents=("a",), rule="exact", score=100.0)


def _weighed(kind: _OneBlock, texts: Iterable[str]) -> Weighed:
    entities = [
        Entity(id=f"company:{text}", type="company", name=text, aliases=(_alias(text),))
        for text in texts
    ]
    return unsure_pairs(entities, {}, kind, _WEIGHTS)


def _names(count: int) -> list[str]:
    return [f"{name}科技" for name in names(count)]


@pytest.mark.parametrize("count", [2, FULL])
def test_a_block_that_is_not_too_full_is_weighed_whole(count: int) -> None:
    kind = _OneBlock()
    assert _weighed(kind, _names(count)).crowds == ()
    assert len({frozenset(pair) for pair in kind.weighed}) == count * (count - 1) // 2


def test_one_name_more_and_it_is_said_with_what_they_share_and_how_many() -> None:
    crowds = _weighed(_OneBlock(), _names(FULL + 1)).crowds
    assert [(crowd.type, crowd.sign, crowd.names) for crowd in crowds] == [
        ("company", "all!", FULL + 1)
    ]


@pytest.mark.parametrize("count", [FULL + 1, 300, 3000])
@pytest.mark.parametrize("pair", [("晶合科枝", "晶合科技"), ("凤环环保", "风环环保")])
def test_alike_from_the_front_or_the_back_is_found_among_any_number(
    count: int, pair: tuple[str, str]
) -> None:
    found = {
        frozenset((p.left, p.right)) for p in _weighed(_OneBlock(), [*_names(count), *pair]).pairs
    }
    assert frozenset(pair) in found


@pytest.mark.parametrize("count", [300, 3000])
def test_no_name_is_weighed_more_often_among_more_names(count: int) -> None:
    kind = _OneBlock()
    _weighed(kind, _names(count))
    assert (count - NEIGHBOURS) * NEIGHBOURS < len(kind.weighed) <= count * 2 * NEIGHBOURS
    assert len(kind.weighed) == len(set(kind.weighed))


def test_pairs_do_not_depend_on_the_order_of_the_entities() -> None:
    texts = [*_names(200), "晶合科枝", "晶合科技"]
    assert _weighed(_OneBlock(), texts) == _weighed(_OneBlock(), reversed(texts))


# -- in a run


def _run(folder: Path, count: int) -> Result:
    """Two plans of one city: as many indicators of one kind as asked and ``_LEFT``, and ``_RIGHT``."""
    those = [*(f"规上工业{name}增加值" for name in names(count)), _LEFT]
    for plan, named in (("a.txt", those), ("b.txt", [_RIGHT])):
        lines = "".join(f"到2025年，{name}达到{i}亿元。\n" for i, name in enumerate(named, 1))
        (folder / plan).write_text(TITLE + lines, encoding="utf-8")
    return extract([folder], local=False)


@pytest.mark.parametrize("count", [FULL // 2, 4 * FULL])
def test_a_run_finds_the_pair_in_a_crowd_as_without_it(tmp_path: Path, count: int) -> None:
    found = [f for f in _run(tmp_path, count).findings.findings if f.kind == "unsure_pair"]
    assert {_LEFT, _RIGHT} in [{pair.left, pair.right} for pair in found]


def test_a_run_says_which_names_were_too_many(tmp_path: Path) -> None:
    (code,) = _run(tmp_path, 2 * FULL).manifest.warnings
    assert code == "names_crowded_indicator:…增加值 (122), 规上工… (122)"
    assert "…增加值 (122)" in warning("zh", code)
    assert "indicators share …增加值 (122)" in warning("en", code)


def test_a_run_says_nothing_where_every_pair_was_weighed(tmp_path: Path) -> None:
    assert _run(tmp_path, FULL - 2).manifest.warnings == ()
