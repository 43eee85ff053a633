"""The case files: what must be found, what must be refused, and what is known to fail (strict).

One ``[[case]]`` has:
  id, reason        its name and why the answer is what it is
  kind              observation (default), time, company, assignment
  text, title       words of a plan, and the title set on top (default ``reading.TITLE``; "" for none)
  file, line        instead of text: a line of a plan in corpus/, read with the whole plan around it
  expect            the records, in order; only the fields given are compared; "" is null
                    (low or high given: the other bound is what the comparator implies)
  some = true       others may stand beside the expected ones, which are then told by their quotes
  none = true       nothing of this kind may be found
  no_quotes         words of the text that no record of this kind may touch
  today             of a known failure: what the rules make of it today
In a text, the expected records are all that may be found; in a line of a plan, ``some`` is implied.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from reading import TITLE, corpus_text, given, picked, records, titled

CASES = Path(__file__).parent / "cases"
FIELDS = {
    "id", "reason", "kind", "text", "title", "file", "line", "expect", "some", "none", "no_quotes", "today",
}  # fmt: skip


def _read(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = tomllib.loads(
        (CASES / f"{name}.toml").read_text(encoding="utf-8")
    )["case"]
    return cases


IN_THE_WILD, NEGATIVE, KNOWN_FAILURES = map(_read, ("in_the_wild", "negative", "known_failures"))
ALL = [*IN_THE_WILD, *NEGATIVE, *KNOWN_FAILURES]


def _params(cases: list[dict[str, Any]]) -> list[Any]:
    return [pytest.param(case, id=case["id"]) for case in cases]


def _found(case: dict[str, Any]) -> tuple[str, int, int, list[dict[str, Any]]]:
    """The whole text, where the case's words stand in it, and the records that stand in them."""
    if "file" in case:
        whole = corpus_text(case["file"])
        lines = whole.split("\n")
        start = sum(len(line) + 1 for line in lines[: case["line"] - 1])
        end = start + len(lines[case["line"] - 1])
    else:
        whole = titled(case["text"], case.get("title", TITLE))
        start, end = len(whole) - len(case["text"]), len(whole)
    found = records(whole, case.get("kind", "observation"))
    return whole, start, end, [r for r in found if start <= r["span"][0] < end]


def check(case: dict[str, Any]) -> None:
    """Assert what a case says."""
    whole, start, end, found = _found(case)
    assert all(whole[r["span"][0] : r["span"][1]] == r["quote"] for r in found)
    if case.get("none"):
        assert [r["quote"] for r in found] == []
    for words in case.get("no_quotes", ()):
        at = whole.index(words, start, end)
        touching = [
            r["quote"] for r in found if r["span"][0] < at + len(words) and at < r["span"][1]
        ]
        assert touching == [], words
    if "expect" not in case:
        return
    expected = [given(e) for e in case["expect"]]
    if case.get("some") or "file" in case:
        quotes = {e["quote"] for e in expected}
        found = [r for r in found if r["quote"] in quotes]
    assert len(found) == len(expected), [r["quote"] for r in found]
    assert [picked(r, e) for r, e in zip(found, expected, strict=True)] == expected


@pytest.mark.parametrize("case", _params(IN_THE_WILD))
def test_in_the_wild(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.parametrize("case", _params(NEGATIVE))
def test_negative(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.xfail(strict=True, raises=AssertionError, reason="the case says why")
@pytest.mark.parametrize("case", _params(KNOWN_FAILURES))
def test_known_failures(case: dict[str, Any]) -> None:
    check(case)


def test_cases_are_well_formed() -> None:
    twice = [name for name, count in Counter(case["id"] for case in ALL).items() if count > 1]
    assert twice == []
    for case in ALL:
        assert set(case) <= FIELDS, case["id"]
        assert case["reason"].strip(), case["id"]
        assert ("text" in case) != ("file" in case), case["id"]
        assert {"expect", "none", "no_quotes"} & set(case), case["id"]
        assert ("today" in case) == (case in KNOWN_FAILURES), case["id"]
        if "file" in case:
            lines = corpus_text(case["file"]).split("\n")
            assert 1 <= case["line"] <= len(lines), case["id"]


def test_negative_cases_refuse() -> None:
    assert [c["id"] for c in NEGATIVE if not (c.get("none") or c.get("no_quotes"))] == []


def test_there_are_enough_cases() -> None:
    assert len(ALL) >= 170
    assert len(NEGATIVE) >= 45
