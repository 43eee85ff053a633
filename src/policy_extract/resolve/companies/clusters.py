"""Which names mean one company: a few bytes a name, names and companies by number."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from policy_extract.lexicon.records import Company
from policy_extract.resolve.companies.parts import Few
from policy_extract.resolve.companies.regional import RegionalFirm
from policy_extract.resolve.matching import Match

_NONE = -1


class Clusters:
    """Names of companies in joining order, each with the judgement by which it came to its company.

    ``records`` are the companies that the gazetteer knows, ``firms`` those that are a group's by their form. A company that has gone
    into another one still has its first name (``first``), and nothing else.
    """

    def __init__(self, names: int) -> None:
        #: The company of each name; -1 while it has none.
        self.of = array("i", [_NONE]) * names
        self._next, self._why = array("i", [_NONE]) * names, array("i", [_NONE]) * names
        self._first, self._last = array("i"), array("i")
        self._matches: Few[Match] = Few()
        self._gone: set[int] = set()
        self.records: dict[int, Company] = {}
        self.firms: dict[int, RegionalFirm] = {}

    def begin(self, record: Company | None = None, firm: RegionalFirm | None = None) -> int:
        """A new company, which must get a name."""
        number = len(self._first)
        self._first.append(_NONE)
        self._last.append(_NONE)
        if record is not None:
            self.records[number] = record
        if firm is not None:
            self.firms[number] = firm
        return number

    def __iter__(self) -> Iterator[int]:
        """The companies that there are."""
        return (one for one in range(len(self._first)) if one not in self._gone)

    def __len__(self) -> int:
        """How many were begun."""
        return len(self._first)

    def known(self, cluster: int) -> Company | RegionalFirm | None:
        """What general knowledge says which company it is."""
        return self.records.get(cluster) or self.firms.get(cluster)

    def add(self, cluster: int, name: int, match: Match) -> None:
        """It goes by a name that has no company."""
        self.of[name], self._why[name] = cluster, self._matches.number(match)
        last = self._last[cluster]
        if last == _NONE:
            self._first[cluster] = name
        else:
            self._next[last] = name
        self._last[cluster] = name

    def leave(self, name: int) -> None:
        """Take a name out of its company; one that goes by nothing else is no company any more."""
        own, after = self.of[name], self._next[name]
        self.of[name], self._next[name] = _NONE, _NONE
        before = _NONE
        if self._first[own] == name:
            if after == _NONE:
                self._gone.add(own)
                return
            self._first[own] = after
        else:
            before = self._first[own]
            while self._next[before] != name:
                before = self._next[before]
            self._next[before] = after
        if after == _NONE:
            self._last[own] = before

    def merge(self, kept: int, gone: int, match: Match) -> None:
        """All names of a company come to another one by a judgement."""
        why = self._matches.number(match)
        for name in self.names(gone):
            self.of[name], self._why[name] = kept, why
        self._next[self._last[kept]] = self._first[gone]
        self._last[kept] = self._last[gone]
        self._gone.add(gone)
        self.records.pop(gone, None)
        self.firms.pop(gone, None)

    def names(self, cluster: int) -> Iterator[int]:
        """The names of a company that there is, in joining order."""
        name = self._first[cluster]
        while name != _NONE:
            yield name
            name = self._next[name]

    def first(self, cluster: int) -> int:
        """The name that a company was begun with, or the next one that stayed."""
        return self._first[cluster]

    def why(self, name: int) -> Match:
        """The judgement by which a name came to its company."""
        return self._matches[self._why[name]]
