"""Which of very many company names may be another one with a character mistaken: no name is held against all others.

Each name is put down once for each sign of its core that others are mistaken for, with that sign's group in its place:
风登环保 as ‹wind›登环保. Names that meet there differ in that sign alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from policy_extract.resolve.companies.names import CompanyName

#: Bodies of fewer signs are never called a misprint.
SHORTEST = 4
_Key = tuple[str, int, frozenset[str], bool]


def misprint_candidates(
    names: Iterable[CompanyName], confusable: Mapping[str, frozenset[str]]
) -> list[tuple[str, str]]:
    """(right, mistaken) pairs of names, those of one first sign before those of one second sign, else sorted.

    ``confusable`` are the groups of signs that a sign is mistaken with. The body of the right name may go on behind
    the mistaken one's. A pair that has both first and second sign in common comes twice, for in between other
    names may have been joined.
    """
    known = [name for name in names if mistakable(name, confusable)]
    mistaken: dict[_Key, list[CompanyName]] = {}
    for name in known:
        for key in mistaken_keys(name, confusable):
            mistaken.setdefault(key, []).append(name)
    found: set[tuple[tuple[str, str], str, str]] = set()
    for right in known:
        for key in right_keys(right, confusable):
            for wrong in mistaken.get(key, ()):
                if not right.body.startswith(wrong.body):
                    found.update((b, right.text, wrong.text) for b in _shared(right, wrong))
    return [(right, wrong) for _, right, wrong in sorted(found)]


def mistakable(name: CompanyName, confusable: Mapping[str, frozenset[str]]) -> bool:
    """Whether a name has keys at all: most have no sign that is mistaken."""
    return not confusable.keys().isdisjoint(name.core) and name.distinctive and bool(name.business)


def mistaken_keys(name: CompanyName, confusable: Mapping[str, frozenset[str]]) -> Iterator[_Key]:
    """Where a name is put down as one that may be mistaken."""
    return _keys(name, len(name.body), confusable)


def right_keys(name: CompanyName, confusable: Mapping[str, frozenset[str]]) -> Iterator[_Key]:
    """Where a name looks for those that may be mistaken for it; its body may go on behind theirs."""
    for length in range(SHORTEST, len(name.body) + 1):
        yield from _keys(name, length, confusable)


def _keys(
    name: CompanyName, length: int, confusable: Mapping[str, frozenset[str]]
) -> Iterator[_Key]:
    """The first ``length`` signs of a body, each time with another sign of the core left open."""
    body = name.body[:length]
    if length < SHORTEST or not (name.distinctive and name.business):
        return
    for at in range(min(len(name.core), length)):
        for group in confusable.get(body[at], ()):
            left_open = f"{body[:at]}\0{group}\0{body[at + 1 :]}"
            yield left_open, len(name.core), name.business, name.group


def _shared(left: CompanyName, right: CompanyName) -> Iterator[tuple[str, str]]:
    """The first and the second sign of the cores, where they have it in common."""
    for place, at in (("first", 0), ("second", 1)):
        if left.core[at : at + 1] == right.core[at : at + 1]:
            yield place, left.core[at : at + 1]
