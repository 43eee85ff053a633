"""What became of bodies: a name of before means the body that answers today.

工商局 is 市场监管局 now, so both are one entity; but a plan that names 工商局 beside 质监局 (or beside 市场监管局)
means two bodies, and there each keeps its own id, related to the successor. That looks at the names of the plan
itself and at nothing else: what other plans say changes no id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from policy_extract.lexicon.records import AgencyChange

_ALWAYS, _UNLESS_BESIDE = ("same", "renamed"), ("either", "merged")
_RELATED, _OF_BEFORE = ("merged", "split"), ("renamed", "merged")


class Changes:
    """Follows changes from a kind of body to its successor, at one level of government."""

    def __init__(self, changes: Iterable[AgencyChange]) -> None:
        self._changes: dict[str, list[AgencyChange]] = {}
        for change in changes:
            self._changes.setdefault(change.body, []).append(change)

    def successors(self, key: str, level: str) -> tuple[str, ...]:
        """The bodies that took this one's duties over, and are others than it."""
        return tuple(
            successor
            for change in self._at(key, level)
            if change.how in _RELATED
            for successor in change.successor
        )

    def settled(self, key: str, level: str) -> str:
        """The body under the key that it always has: whatever name, it is one body."""
        return self._follow(key, level, _ALWAYS)

    def today(self, key: str, level: str) -> str:
        """The body that answers for all of its duties today."""
        return self._follow(key, level, (*_ALWAYS, *_UNLESS_BESIDE))

    def renamed(self, key: str, level: str) -> bool:
        """Whether a reform, not only usage, has given the body another name."""
        return any(c.how in _OF_BEFORE for c in self._at(key, level))

    def key(self, key: str, level: str, named: Iterable[str]) -> str:
        """The key that a body has in a plan; ``named`` are the keys of all bodies that it names for the same division."""
        settled, today = self.settled(key, level), self.today(key, level)
        if settled == today:
            return today
        beside = {
            self.settled(other, level) for other in named if self.today(other, level) == today
        }
        return settled if len(beside | {settled}) > 1 else today

    def _follow(self, key: str, level: str, hows: tuple[str, ...]) -> str:
        seen = {key}
        while True:
            step = next((c.successor[0] for c in self._at(key, level) if c.how in hows), key)
            if step in seen:
                return key
            seen.add(step)
            key = step

    def _at(self, key: str, level: str) -> Iterator[AgencyChange]:
        return (c for c in self._changes.get(key, ()) if not c.levels or level in c.levels)


#: What a plan names: for each division the keys of the bodies, as their names say them.
Named = Mapping[str | None, frozenset[str]]
