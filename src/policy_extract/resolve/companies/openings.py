"""Company names by what they open with: of very many names only those are weighed that can be one company's.

Two names are alike only where the core or the body of one opens the other's (see ``CompanyMatcher``), so both are
looked up by that. Names of two regions, neither in the other, are passed over, for nothing joins them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

from policy_extract.resolve.companies.names import CompanyName, CompanyNames

Owner = TypeVar("Owner", bound=Hashable)
_One = tuple[tuple[str, ...], Owner]  # the regions of a name, and who bears it
_Owners = dict[tuple[str, ...], dict[Owner, None]]  # by the regions of the names

#: A body, and a core with unknown words behind it, opens another name only from so many signs on.
BODY_OPENS = 4
CORE_OPENS = 3


class Openings(Generic[Owner]):
    """Who bears names that may be written shorter or longer."""

    def __init__(self, names: CompanyNames) -> None:
        self._names = names
        # most keys are of one name, so tables hold no table for it
        self._whole: dict[str, _One[Owner] | _Owners[Owner]] = {}
        self._begun: dict[str, _One[Owner] | _Owners[Owner]] = {}

    def add(self, name: CompanyName, owner: Owner) -> None:
        """Put a name of an owner in."""
        own = (name.regions, owner)
        for table, keys in (
            (self._whole, whole(name)),
            (self._begun, opening(name, self._names)),
        ):
            for key in keys:
                held = table.setdefault(key, own)
                if isinstance(held, tuple):
                    regions, first = held
                    if first == owner and regions == name.regions:
                        continue
                    held = table[key] = {regions: {first: None}}
                held.setdefault(name.regions, {})[owner] = None

    def alike(self, name: CompanyName) -> list[Owner]:
        """The owners of names that open this one or that it opens, each once."""
        found: dict[Owner, None] = {}
        own = whole(name)
        for table, keys in (
            (self._whole, own),
            (self._whole, opening(name, self._names)),
            (self._begun, own),
        ):
            for key in keys:
                held = table.get(key)
                if held is None:
                    continue
                if isinstance(held, tuple):
                    if not self._names.apart(name.regions, held[0]):
                        found[held[1]] = None
                    continue
                for regions, owners in held.items():
                    if not self._names.apart(name.regions, regions):
                        found |= owners
        return list(found)


def opening(name: CompanyName, names: CompanyNames) -> Iterator[str]:
    """What shorter names may consist of that this one goes on."""
    core, body = name.core, name.body
    for end in range(1, len(core)):
        far = end >= CORE_OPENS and len(core) - end > 1
        if far or names.trade_only(core[end:]):
            yield f"core:{core[:end]}"
    for end in range(BODY_OPENS, len(body)):
        yield f"body:{body[:end]}"


def whole(name: CompanyName) -> tuple[str, ...]:
    """What longer names may begin with, and equal ones consist of."""
    core, body = f"core:{name.core}", f"body:{name.body}"
    return (core, body) if len(name.body) >= BODY_OPENS else (core,)
