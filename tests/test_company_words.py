"""The words of a list in a text: the longest at every place, held against the plain way to look."""

from __future__ import annotations

import random

import pytest

from policy_extract.extract.companies.words import Words


def plainly(words: set[str], text: str) -> list[tuple[int, int]]:
    """Every place from left to right, every word, the longest first."""
    found, at = [], 0
    while at < len(text):
        word = max((w for w in words if text.startswith(w, at)), key=len, default="")
        if word:
            found.append((at, at + len(word)))
        at += len(word) or 1
    return found


@pytest.mark.parametrize("shortest", [1, 2])
def test_every_word_is_found_as_by_looking_everywhere(shortest: int) -> None:
    signs = random.Random(7)
    for _ in range(2000):
        words = {
            "".join(signs.choices("京东方A(", k=signs.randint(shortest, 5)))
            for _ in range(signs.randint(1, 6))
        }
        text = "".join(signs.choices("京东方A(^-]", k=30))
        assert list(Words(words).find(text)) == plainly(words, text), (words, text)


def test_no_words_are_found_nowhere() -> None:
    assert list(Words([]).find("京东方")) == []
    assert list(Words([""]).find("京东方")) == []
