"""jieba's chances for unknown words are looked up as they stand in its module, and imported where many are asked for."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any, Final

import pytest
from jieba.finalseg.prob_emit import P

from policy_extract.segment import chances
from policy_extract.segment.chances import Chances

#: Asks for the words of a text in a new process, and says whether jieba's chances have been imported.
_PROCESS: Final = """
import sys
from policy_extract.segment import Tokenizer
words = Tokenizer().placed(sys.argv[1])
print("|".join(word.text for word in words), "jieba.finalseg.prob_emit" in sys.modules)
"""


@pytest.mark.parametrize("state", "BMES")
def test_a_chance_is_that_of_the_module(monkeypatch: pytest.MonkeyPatch, state: str) -> None:
    signs = [*P[state], *"龥A9，😀"]
    monkeypatch.setattr(chances, "_MOST", len(signs))
    table = Chances(state)
    assert [table.get(sign) for sign in signs] == [P[state].get(sign) for sign in signs]
    assert [table.get(sign, 7) for sign in signs] == [P[state].get(sign, 7) for sign in signs]
    assert table == P[state]
    assert chances._words()[0]


def test_another_module_is_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chances, "_words", chances._words.__wrapped__)
    monkeypatch.setattr(chances, "KNOWN", "another")
    table = Chances("M")
    assert table.get("一") == P["M"]["一"]
    assert table == P["M"]


def test_for_many_signs_the_module_is_imported() -> None:
    table = Chances("S")
    for number, sign in enumerate(list(P["S"])[: chances._MOST + 1]):
        assert len(table._found) == number
        assert table.get(sign) == P["S"][sign]
    assert table == P["S"]
    assert table.get("?", 7) == P["S"].get("?", 7)


@pytest.mark.parametrize(
    "told",
    [
        lambda table: (table["一"], "一" in table, "龥A" in table, "😀" in table),
        lambda table: (table.get("😀"), table.get("一", 7)),
        lambda table: (len(table), bool(table)),
        list,
        sorted,
        dict,
        lambda table: {**table},
        lambda table: list(table.items())[:9],
        lambda table: (sum(table.values()), set(table.keys())),
        lambda table: pickle.loads(pickle.dumps(table)),
        copy.deepcopy,
        lambda table: table == P["B"],
    ],
)
def test_whoever_else_asks_finds_the_table_of_the_module(told: Callable[[Any], object]) -> None:
    """What jieba has in the host's process was an empty table but for what had been asked for."""
    assert told(Chances("B")) == told(P["B"])


def test_whoever_changes_a_chance_changes_what_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(P, "B", {"一": -1.0})
    table = Chances("B")
    table["😀"] = -2.0
    del table["一"]
    assert (table.get("😀"), table.get("一"), dict(table)) == (-2.0, None, {"😀": -2.0})


def test_a_sign_that_jieba_has_not_met_is_not_there() -> None:
    with pytest.raises(KeyError):
        Chances("B")["😀"]


@pytest.mark.parametrize(
    ("text", "words"), [("新型储能", "新型|储能 False"), ("欣旺达等企业", "欣旺达|等|企业 False")]
)
def test_a_word_that_nobody_knows_does_not_import_them(text: str, words: str) -> None:
    command = [sys.executable, "-c", _PROCESS, text]
    said = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    assert said.stdout.strip() == words
