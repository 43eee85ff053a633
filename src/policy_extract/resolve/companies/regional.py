"""Firms of a state group that bear its name, a region's or a number: 浙江移动, 中建八局, 国网浙江电力.

Each is a company of its own, not the group, and goes by many forms; the forms are word lists of
``company_resolution.toml``, so that no firm has to stand in a gazetteer.
"""

from __future__ import annotations

import re
from typing import Final

from policy_extract.lexicon import Lexicon
from policy_extract.resolve.companies.names import FILE
from policy_extract.resolve.companies.regions import Regions
from policy_extract.resolve.found import plain
from policy_extract.tuples import NamedTuple

#: So many names that were read last are held.
_HELD: Final = 10_000


class RegionalFirm(NamedTuple):
    """A firm known by its form: ``key`` (china-mobile-330000, cscec-8), ``parent``: the group's key
    in the gazetteer or empty, ``division``: the code of its region or None."""

    key: str
    parent: str
    division: str | None


class RegionalFirms:
    """Reads names of regional firms; built once per corpus, for its counties count."""

    def __init__(self, lexicon: Lexicon, regions: Regions) -> None:
        words, self._regions = lexicon.words, regions
        self._operators = _lists(lexicon, "operators")
        self._filler = words(FILE, "regional.filler")
        self._sub = words(FILE, "regional.sub_branch")
        self._grid = words(FILE, "regional.grid_marks")
        self._grid_bare = words(FILE, "regional.grid_bare")
        self._grid_never = words(FILE, "regional.grid_never")
        self._southern = words(FILE, "regional.southern_grid")
        self._numbers = lexicon.table(FILE, "numbers")
        number = "|".join(sorted(self._numbers, key=len, reverse=True))
        behind = f"(?:{'|'.join(map(re.escape, self._filler))})*$"
        self._bureaus = [
            (family, lexicon.compiled(_form(form, number) + behind))
            for family, forms in sorted(_lists(lexicon, "bureaus").items())
            for form in forms
        ]
        bureaus = (form for forms in _lists(lexicon, "bureaus").values() for form in forms)
        fronts = "|".join(re.escape(form.partition("N")[0]) for form in bureaus)
        said = "|".join(re.escape(word) for words in self._operators.values() for word in words)
        self._hint = lexicon.compiled(f"^(?:{fronts})|{said}")  # in every name of such a firm
        self._held: dict[str, RegionalFirm | None] = {}

    def read(self, text: str) -> RegionalFirm | None:
        """The firm that a whole name means by its form, or None: every word of it must be known."""
        if text not in self._held:
            if len(self._held) >= _HELD:
                self._held.clear()
            name = plain(text).replace("（", "").replace("）", "")
            hinted = self._hint.search(name) is not None
            self._held[text] = (self._bureau(name) or self._regional(name)) if hinted else None
        return self._held[text]

    def _bureau(self, name: str) -> RegionalFirm | None:
        for family, form in self._bureaus:
            if found := form.match(name):
                said = found[1]
                number = said if said.isdecimal() else self._numbers[said]
                return RegionalFirm(f"{family}-{number}", family.partition(".")[0], None)
        return None

    def _regional(self, name: str) -> RegionalFirm | None:
        for operator, words in sorted(self._operators.items()):
            if not any(word in name for word in words):
                continue
            read = self._taken_apart(name, words)
            if read is None:
                continue
            code, said = read
            parent = operator
            if operator == "state-grid":
                if not self._is_grid(name, code, said):
                    continue
                southern = self._regions.province(code) in self._southern
                parent = "southern-grid" if southern else operator
            sub = "-sub" if any(word in self._sub for word in said) else ""
            return RegionalFirm(f"{parent}-{code}{sub}", parent, code)
        return None

    def _taken_apart(self, name: str, words: tuple[str, ...]) -> tuple[str, list[str]] | None:
        """The innermost region and the other words, when a name is nothing but these."""
        known = sorted((*words, *self._filler, *self._sub), key=lambda w: (-len(w), w))
        regions, said, rest = list[str](), list[str](), name
        while rest:
            word = next((w for w in known if rest.startswith(w)), None)
            if word is not None:
                said.append(word)
                rest = rest[len(word) :]
                continue
            step = self._regions.front(rest, regions, 0)
            if step is None:
                return None
            regions, rest = step
        code = self._regions.innermost(regions)
        return None if code is None or not set(said) & set(words) else (code, said)

    def _is_grid(self, name: str, code: str, said: list[str]) -> bool:
        """Whether a grid's firm is meant: 乐山电力 and 上海电力 are listed firms of others."""
        if name.endswith(self._grid_never):
            return False
        if any(word in self._grid for word in said):
            return True
        formed = any(word in self._filler for word in said)
        return formed or (said[-1] in self._grid_bare and self._regions.is_province(code))


def _form(form: str, number: str) -> str:
    """How a bureau's name begins: 中建N局 with every numeral for N."""
    return f"^{re.escape(form).replace('N', f'({number}|[0-9]{{1,2}})')}"


def _lists(lexicon: Lexicon, name: str) -> dict[str, tuple[str, ...]]:
    return {k: v for k, v in lexicon.table(FILE, name).items() if isinstance(v, tuple)}
