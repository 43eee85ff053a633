"""Patterns out of gazetteers of users: a time limit in each document, so that one that backtracks costs its rule alone.

``re`` cannot be stopped; ``regex`` can. Patterns of the packaged gazetteers are ours, are tested, and stay with ``re``.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, Final, cast

#: Processor time that the patterns of one list may take in one document; those that are packaged take hundredths.
SECONDS: Final = 5.0


class Watch:
    """What the guarded lists have cost in the document at hand, in seconds of processor time."""

    def __init__(self) -> None:
        self._spent: dict[str, float] = {}
        self._given_up: set[str] = set()

    def begin(self) -> None:
        """Another document begins."""
        self._spent.clear()
        self._given_up.clear()

    def given_up(self) -> tuple[str, ...]:
        """The lists that took too long in this document (“agency_forms.toml: phrases.role_patterns”), sorted."""
        return tuple(sorted(self._given_up))

    def left(self, name: str) -> float:
        """The time that a list still has; not above zero: it does not speak in this document any more."""
        return SECONDS - self._spent.get(name, 0.0)

    def took(self, name: str, seconds: float) -> None:
        """A search with a list has ended in time."""
        self._spent[name] = self._spent.get(name, 0.0) + seconds

    def give_up(self, name: str) -> None:
        """A search with a list was broken off: it finds nothing more in this document."""
        self._spent[name] = SECONDS
        self._given_up.add(name)


class Guarded:
    """A pattern as ``re`` has them, whose searches end: once its lists have used up their time it finds nothing."""

    def __init__(self, pattern: str, flags: int, name: str, watch: Watch) -> None:
        import regex

        self.pattern, self.flags = pattern, flags
        self._compiled = regex.compile(pattern, flags)
        self._name, self._watch = name, watch

    def search(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> Any:
        """As ``re.Pattern.search``; None when out of time."""
        return self._at(self._compiled.search, text, pos, endpos)

    def match(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> Any:
        """As ``re.Pattern.match``; None when out of time."""
        return self._at(self._compiled.match, text, pos, endpos)

    def fullmatch(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> Any:
        """As ``re.Pattern.fullmatch``; None when out of time."""
        return self._at(self._compiled.fullmatch, text, pos, endpos)

    def finditer(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> Iterator[Any]:
        """As ``re.Pattern.finditer``; ends when out of time."""
        at, end = max(pos, 0), min(max(endpos, 0), len(text))
        while at <= end:
            found = self.search(text, at, end)
            if found is None:
                return
            yield found
            at = found.end() + (found.end() == found.start())

    def sub(self, new: str | Callable[[Any], str], text: str, count: int = 0) -> str:
        """As ``re.Pattern.sub``; the text as it is when out of time."""
        return cast(str, self._run(self._compiled.sub, text, new, text, count))

    def split(self, text: str, maxsplit: int = 0) -> list[str]:
        """As ``re.Pattern.split``; the text in one piece when out of time."""
        return cast(list[str], self._run(self._compiled.split, [text], text, maxsplit))

    def _at(self, method: Callable[..., Any], text: str, pos: int, endpos: int) -> Any:
        start, end = max(pos, 0), max(endpos, 0)  # to regex a place below zero is one from the end
        return self._run(method, None, text, start, end) if start <= end else None

    def _run(self, method: Callable[..., Any], nothing: object, *arguments: object) -> Any:
        left = self._watch.left(self._name)
        if left <= 0:
            return nothing
        began = time.process_time()
        try:
            found = method(*arguments, timeout=left)
        except TimeoutError:
            self._watch.give_up(self._name)
            return nothing
        self._watch.took(self._name, time.process_time() - began)
        return found


def guarded(pattern: str, flags: int, name: str, watch: Watch) -> re.Pattern[str]:
    """A ``Guarded`` pattern for code that takes one of ``re``: it has the methods that are used, and its matches have theirs.

    Raises ``re.error`` where the pattern is none.
    """
    re.compile(pattern, flags)  # the language of gazetteers is that of re
    return cast(re.Pattern[str], Guarded(pattern, flags, name, watch))
