"""Administrative divisions by name, as seen from the place that a document is about; also by former names.

全市 is 兰溪 in one plan and 金华 in another, and 鼓楼区 stands in four cities: a name means the
division that is nearest to the document's own (its chain, its children, its neighbours).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.records import Division, DivisionChange
from policy_extract.tuples import NamedTuple

NATION = "100000"
_FAR = 9


class Platform(NamedTuple):
    """The park or new town that a document is about, when that is no division.

    ``entity`` is its area entity, ``name`` its name written out, ``tail`` the name without
    divisions (经济开发区): the bodies of the platform are named by it.
    """

    entity: str
    name: str
    tail: str


@dataclass(frozen=True)
class Place:
    """From where a document sees names: its division with those above it, and its platform.

    ``inner`` are names of divisions that may stand inside a name, with their codes.
    """

    chain: tuple[Division, ...] = ()
    platform: Platform | None = None
    inner: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    document: str = ""

    @property
    def division(self) -> str | None:
        """Code of the document's own division, or None when nothing tells it."""
        return self.chain[0].code if self.chain else None


class DivisionIndex:
    """Looks divisions up by code and by name; built once per lexicon.

    ``by_code`` are those of today, ``former`` those that others took in, by their old codes; ``taken_in`` says which.
    One that was only renamed or upgraded is the one of today by its old name too.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.by_code = {d.code: d for d in lexicon.divisions}
        self.children: dict[str, list[str]] = {}
        self._named: dict[str, list[str]] = {}
        for division in lexicon.divisions:
            self.children.setdefault(division.parent, []).append(division.code)
            self._named.setdefault(division.name, []).append(division.code)
            if division.short:
                self._named.setdefault(division.short, []).append(division.code)
        peoples = lexicon.words("area_resolution", "nationalities")
        autonomous = "".join(lexicon.words("area_resolution", "autonomous")[:1])
        for division in lexicon.divisions:
            usual = _usual(division.name, autonomous, peoples)
            if usual != division.name and usual not in self._named:
                self._named[usual] = [division.code]
        self.former: dict[str, Division] = {}
        self.taken_in: dict[str, tuple[str, ...]] = {}
        for change in lexicon.divisions_changed:
            self._remember(change)
        self._called = frozenset(self._call(lexicon.table("area_resolution", "called")))
        self._longest = max(map(len, self._named), default=0)
        # level word -> endings of a division's name that it may stand for (州 -> 自治州)
        self._endings = {
            word: endings if isinstance(endings, tuple) else ()
            for word, endings in lexicon.table("agency_resolution", "level").items()
        }
        self._province_words = lexicon.words("agency_resolution", "province_level")

    def _remember(self, change: DivisionChange) -> None:
        """A former name means the division of today that has its territory, or a division that is gone.

        A name that one of today bears in the same province (巢湖市 is now a county's) is that one's.
        """
        code = change.code
        if change.change in ("merged", "split"):
            self.taken_in[code] = change.to
            self.former[code] = Division(
                code=code,
                name=change.name,
                level=change.level,
                parent=change.parent,
                short=change.short,
            )
        else:
            code = change.to[0]
            if code not in self.by_code:
                return  # a user has taken the division of today away
        for name in dict.fromkeys((change.name, change.short)):
            borne = self._named.get(name, [])
            if name and not any(other[:2] == code[:2] for other in borne):
                self._named.setdefault(name, []).append(code)

    def _call(self, called: Mapping[str, object]) -> Iterator[str]:
        """Take in the other short forms of divisions by their codes, and give those that no division bears."""
        borne = frozenset(self._named)
        for code, names in called.items():
            for name in names if isinstance(names, tuple) else ():
                if name not in borne and code in self.by_code:
                    self._named.setdefault(name, []).append(code)
                    yield name

    def get(self, code: str | None) -> Division | None:
        """The division of a code, of today or of before."""
        return self.by_code.get(code or "") or self.former.get(code or "")

    def chain(self, code: str | None) -> tuple[Division, ...]:
        """The division and those above it, innermost first; empty for an unknown code."""
        found: list[Division] = []
        while code and (division := self.get(code)) is not None:
            found.append(division)
            code = division.parent
        return tuple(found)

    def place(
        self, code: str | None, platform: Platform | None = None, document: str = ""
    ) -> Place:
        """The view from a division: names of its chain and its children may stand inside a name."""
        chain = self.chain(code)
        names = [(name, d.code) for d in chain for name in (d.name, d.short) if name]
        names += [(self.by_code[c].name, c) for c in self.children.get(code or "-", ())]
        names.sort(key=lambda pair: (-len(pair[0]), pair[0]))
        return Place(chain, platform, tuple(names), document)

    def distance(self, code: str, place: Place) -> int:
        """How far a division is: 0 own chain, 1 child, 2 neighbour, 3 same province."""
        own = [d.code for d in place.chain]
        if code in own:
            return 0
        parent = self.chain(code)[0].parent
        if own and parent == own[0]:
            return 1
        if parent and parent in own:
            return 2
        if own and self.chain(code)[-1].code == own[-1]:
            return 3
        return _FAR

    def find(self, name: str, place: Place) -> str | None:
        """The code that a whole name (兰溪市, 兰溪) means seen from ``place``.

        A name that several divisions bear is only resolved when one of them is nearest: 鼓楼区
        alone in a plan of 兰溪市 is refused; so is the short name of a county of another province,
        for it may be a word of its own: 江南片 in 兰溪市 has nothing to do with 南宁市江南区; and a form
        that is only said at home: 锡盟.
        """
        codes = self._named.get(name)
        if not codes:
            return None
        if len(codes) == 1:
            only = self.chain(codes[0])[0]
            short = name in self._called or (only.level == "county" and name == only.short)
            strange = place.chain and short
            return None if strange and self.distance(only.code, place) >= _FAR else only.code
        ranked = sorted((self.distance(code, place), code) for code in codes)
        if ranked[0][0] < _FAR and ranked[0][0] < ranked[1][0]:
            return ranked[0][1]
        return None

    def official(self, name: str, place: Place) -> str | None:
        """The code that a name means when it is a division's whole official name (兰溪市, not 兰溪)."""
        code = self.find(name, place)
        division = self.get(code)
        return code if division is not None and name != division.short else None

    def common(self, codes: Iterable[str | None]) -> str | None:
        """The innermost division that holds all of these; None where there is none, or one is None."""
        chains = [[d.code for d in self.chain(code)] for code in codes]
        return next((c for c in chains[0] if all(c in other for other in chains)), None)

    def leading(self, text: str, place: Place) -> tuple[str | None, str]:
        """The innermost division that a name opens with, and the rest of the name.

        “浙江兰溪经济开发区” → (330781, “经济开发区”): a second division counts only when it lies
        in the first. A name that is a division and nothing more gives an empty rest.
        """
        code, rest = None, text
        while rest:
            step = self._step(rest, place, code)
            if step is None:
                break
            code, length = step
            rest = rest[length:]
        return code, rest

    def _step(self, text: str, place: Place, above: str | None) -> tuple[str, int] | None:
        if text[:2] not in self.fronts:
            return None
        for length in range(min(self._longest, len(text)), 1, -1):
            codes = self._named.get(text[:length])
            if not codes:
                continue
            if above is not None:
                inside = [c for c in codes if any(d.code == above for d in self.chain(c)[1:])]
                if len(inside) == 1:
                    return inside[0], length
                continue
            found = self.find(text[:length], place)
            if found is not None:
                return found, length
        return None

    def named(self, name: str) -> list[str]:
        """All codes that bear this name or short name."""
        return self._named.get(name, [])

    @cached_property
    def fronts(self) -> frozenset[str]:
        """The first two signs of all names: few texts open so, and most need not be looked at any further."""
        return frozenset(name[:2] for name in self._named)

    def borne(self, name: str) -> bool:
        """Whether some division bears this as its official name: 鼓楼区, wherever it is read."""
        return any(self.chain(code)[0].name == name for code in self.named(name))

    def level(self, word: str, place: Place) -> str | None:
        """The division that a level word means: 市 in a plan of 兰溪市 is 兰溪市, 省 is 浙江省.

        A county-level city is its own 市; a 区 or 县 takes the 市 above it. None when no division
        of the chain is of that level (区 in a plan of 兰溪市).
        """
        endings = self._endings.get(word, ())
        for division in place.chain:
            if division.name.endswith(endings):
                return division.code
        if word in self._province_words and place.chain:
            return place.chain[-1].code
        return None

    def nested(self, left: Iterable[str], right: Iterable[str]) -> bool:
        """Whether some division of ``left`` is, holds or lies in some division of ``right``."""
        for one in left:
            above = {d.code for d in self.chain(one)}
            for other in right:
                if other in above or one in {d.code for d in self.chain(other)}:
                    return True
        return False


def _usual(name: str, autonomous: str, peoples: Iterable[str]) -> str:
    """The name of an autonomous division as it is said: 景宁县 for 景宁畲族自治县."""
    stem = name[:-1].removesuffix(autonomous)
    if stem == name[:-1]:
        return name
    step: str | None = stem
    while step is not None:
        stem = step
        step = next((stem.removesuffix(p) for p in peoples if stem.endswith(p)), None)
    return stem + name[-1] if len(stem) > 1 else name
