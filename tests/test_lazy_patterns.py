"""Patterns of the packaged gazetteers are compiled when they are first asked; those of users at once."""

from __future__ import annotations

import copy
import re
import sys
from pathlib import Path

import pytest

from policy_extract.errors import PolicyExtractError
from policy_extract.findings import find
from policy_extract.lexicon import Lexicon, load
from policy_extract.lexicon import lazy as lazily
from policy_extract.model import Entities
from policy_extract.resolve import Resolver
from policy_extract.work import Recipe, Workshop

_LEXICON = sys.modules[Lexicon.__module__]


def test_every_packaged_pattern_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a run compiles late was compiled here: whoever builds the rules with a broken one sees it."""
    seen: list[str] = []

    def at_once(pattern: str, flags: int = 0) -> re.Pattern[str]:
        seen.append(pattern)
        return re.compile(pattern, flags)

    monkeypatch.setattr(_LEXICON, "lazy", at_once)
    lexicon = load()
    Workshop(lexicon).close()
    Resolver(lexicon)
    find((), Entities(entities=()), lexicon)
    assert len(seen) > 300


def test_it_is_compiled_once_and_at_the_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    real = re.compile

    def noted(pattern: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(pattern)
        return real(pattern, flags)

    monkeypatch.setattr(lazily, "expression", noted)
    pattern = lazily.lazy("(?P<n>第)(\\d)")
    assert (pattern.pattern, compiled) == ("(?P<n>第)(\\d)", [])
    for _ in range(2):
        assert pattern.search("见第1章") is not None
        assert pattern.match("见第1章") is None
    assert compiled == ["(?P<n>第)(\\d)"]


def test_it_answers_as_one_of_re() -> None:
    plain, late = re.compile("(?P<n>a)(b)?", re.I), lazily.lazy("(?P<n>a)(b)?", re.I)
    text = "xABya-a"
    assert [m.span() for m in late.finditer(text, 2)] == [m.span() for m in plain.finditer(text, 2)]
    assert late.findall(text) == plain.findall(text)
    assert late.sub("-", text) == plain.sub("-", text)
    assert late.subn("-", text) == plain.subn("-", text)
    assert late.split(text) == plain.split(text)
    assert bool(late.fullmatch("AB")) == bool(plain.fullmatch("AB")) is True
    assert (late.groupindex, late.groups, late.flags) == (
        plain.groupindex,
        plain.groups,
        plain.flags,
    )
    assert copy.deepcopy(late).findall(text) == plain.findall(text)
    with pytest.raises(AttributeError):
        late.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_words_of_users_are_tried_before_a_plan_is_read(tmp_path: Path) -> None:
    """One sign of a list that stands where all words must be as long as the others."""
    assert load().packaged
    own = tmp_path / "own"
    own.mkdir()
    (own / "company_contexts.toml").write_text('[after]\nwords = ["在建"]\n', "utf-8")
    lexicon = load([own])
    assert not lexicon.packaged
    assert isinstance(lexicon.compiled("a"), re.Pattern)
    with pytest.raises(re.error):
        lexicon.compiled("(")
    (own / "agency_forms.toml").write_text(
        '[phrases]\nrole_patterns = ["(?<=在|建设)牵"]\n', "utf-8"
    )
    with pytest.raises(PolicyExtractError, match="agency_forms"):
        Recipe((own,)).workshop()
