"""Matchers over word lists: hundreds of words found in one pass over a text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def automaton(names: Iterable[str]) -> Any:
    """An Aho-Corasick automaton of the names, or None when there are none."""
    import ahocorasick

    built = ahocorasick.Automaton()
    for name in sorted(set(names)):
        built.add_word(name, name)
    if not len(built):
        return None
    built.make_automaton()
    return built


def hits(built: Any, text: str) -> Iterable[tuple[int, str]]:
    """Longest matches from left to right, none over another, as (last position, name)."""
    found: Iterable[tuple[int, str]] = built.iter_long(text) if built is not None else ()
    return found
