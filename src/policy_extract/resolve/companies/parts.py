"""Names taken apart, put down in a few bytes each: of very many no objects are held."""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Sequence
from typing import Final, Generic, TypeVar

from policy_extract.resolve.companies.names import CompanyName

_GROUP, _LEGAL, _BRANCH, _DISTINCTIVE, _BARE = (1 << bit for bit in range(5))
#: Where the body of a name stands that is no piece of it: such a name is held as it is.
_NOWHERE: Final = 0xFFFF

Told = TypeVar("Told", bound=Hashable)


class Few(Generic[Told]):
    """Things of which there are few, by number: equal ones have one number."""

    def __init__(self) -> None:
        self._numbers: dict[Told, int] = {}
        self._things: list[Told] = []

    def number(self, thing: Told) -> int:
        """The number of a thing, which stays."""
        number = self._numbers.setdefault(thing, len(self._things))
        if number == len(self._things):
            self._things.append(thing)
        return number

    def __getitem__(self, number: int) -> Told:
        return self._things[number]


class PackedNames:
    """Names in parts by number; ``texts`` are the names, by the same numbers."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._odd: dict[int, CompanyName] = {}
        self._at, self._body, self._core = array("H"), array("H"), array("H")
        self._flags = array("B")
        self._businesses: Few[frozenset[str]] = Few()
        self._stated: Few[tuple[str, ...]] = Few()
        self._business, self._regions = array("i"), array("i")

    def put(self, name: CompanyName) -> None:
        """Put the next one down."""
        text, body, core = name.text, name.body, name.core
        at = text.find(body) if len(text) < _NOWHERE and body.startswith(core) else -1
        if at < 0:
            self._odd[len(self._at)] = name
            at = _NOWHERE
        self._at.append(at)
        self._body.append(min(len(body), _NOWHERE))
        self._core.append(min(len(core), _NOWHERE))
        self._flags.append(
            _GROUP * name.group
            | _LEGAL * name.legal
            | _BRANCH * name.branch
            | _DISTINCTIVE * name.distinctive
            | _BARE * name.bare
        )
        self._business.append(self._businesses.number(name.business))
        self._regions.append(self._stated.number(name.stated))

    def __getitem__(self, number: int) -> CompanyName:
        at = self._at[number]
        if at == _NOWHERE:
            return self._odd[number]
        text, flags = self._texts[number], self._flags[number]
        body = text[at : at + self._body[number]]
        stated = self._stated[self._regions[number]]
        distinctive = bool(flags & _DISTINCTIVE)
        return CompanyName(
            text=text,
            body=body,
            core=body[: self._core[number]],
            business=self._businesses[self._business[number]],
            regions=stated if distinctive else (),
            stated=stated,
            group=bool(flags & _GROUP),
            legal=bool(flags & _LEGAL),
            branch=bool(flags & _BRANCH),
            distinctive=distinctive,
            bare=bool(flags & _BARE),
        )

    def core(self, number: int) -> str:
        """The core of a name."""
        at = self._at[number]
        odd = at == _NOWHERE
        return self._odd[number].core if odd else self._texts[number][at : at + self._core[number]]

    def body(self, number: int) -> str:
        """The body of a name."""
        at = self._at[number]
        odd = at == _NOWHERE
        return self._odd[number].body if odd else self._texts[number][at : at + self._body[number]]

    def legal(self, number: int) -> bool:
        """Whether a name is a registered one."""
        return bool(self._flags[number] & _LEGAL)

    def bare(self, number: int) -> bool:
        """Whether a name is nothing but a core."""
        return bool(self._flags[number] & _BARE)
