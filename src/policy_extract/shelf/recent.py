"""What was asked for last, at hand."""

from __future__ import annotations

from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Recent(Generic[Thing]):
    """Things by name, so many at most: for a new one the oldest goes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: dict[str, Thing] = {}

    def get(self, name: str) -> Thing | None:
        """One that is at hand."""
        return self._held.get(name)

    def put(self, name: str, thing: Thing) -> None:
        """Have it at hand."""
        if len(self._held) >= self._most:
            del self._held[next(iter(self._held))]
        self._held[name] = thing
