"""jieba's chances for unknown words, read from its package as far as a text needs them.

They are a module of nothing but numbers, 35,000 of them, and importing it takes longer than all else of jieba, while a page has
one unknown word or none. So the chances of a sign are looked up in the words of the module; for a text that asks for many
it is imported after all, and so it is where it does not look as expected.
"""

from __future__ import annotations

import os
import sys
from bisect import bisect_left
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from types import SimpleNamespace
from typing import Any, Final

from policy_extract import digests

_MODULE: Final = "jieba.finalseg.prob_emit"
#: The hash of the module of jieba 0.42.1, whose signs are sorted; a test looks them all up.
KNOWN: Final = "27d46b1c9efe4dd148fde8be042a21be40e3562d0c7f1273f9de7abae12ebb8d"
#: Where a sign may stand in a word: at its begin, in its middle, at its end, or alone.
_STATES: Final = "BMES"
#: So many signs are looked up, in each state; then the module is imported.
_MOST: Final = 100
_OPENS: Final = b"\\u"  # a sign in the words of the module, four digits behind it
_SIGN: Final = len(_OPENS) + 4


class Chances(MutableMapping[str, float]):
    """The table of a state: the chance of each sign, as a logarithm. A sign that jieba has not met is not in it.

    jieba asks by ``get`` alone. Whoever else asks, in the same process, finds all that the module's own table has.
    """

    def __init__(self, state: str) -> None:
        self._state = state
        self._asked: set[str] = set()
        self._found: dict[str, float] = {}

    def get(self, sign: str, none: Any = None) -> Any:
        """As ``dict.get``, but for a sign that has not been asked for yet the module is asked."""
        if sign not in self._asked:
            self._learn(sign)
        return self._found.get(sign, none)

    def __getitem__(self, sign: str) -> float:
        found: float | None = self.get(sign)
        if found is None:
            raise KeyError(sign)
        return found

    def __setitem__(self, sign: str, chance: float) -> None:
        self._all()[sign] = chance

    def __delitem__(self, sign: str) -> None:
        del self._all()[sign]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (self._all(),)

    def _all(self) -> dict[str, float]:
        """The module's own table, for which it is imported."""
        self._found = import_module(_MODULE).P[self._state]
        self.get = self._found.get  # type: ignore[assignment]  # nothing is left to learn
        return self._found

    def _learn(self, sign: str) -> None:
        words, tables = _words()
        if not words or len(self._asked) >= _MOST or len(sign) != 1:
            self._all()
            return
        wanted, places = b"%s%04x" % (_OPENS, ord(sign)), tables[self._state]

        def found(at: int) -> bytes:
            start = words.find(_OPENS, at)
            return words[start : start + _SIGN]

        at = places.start + bisect_left(places, wanted, key=found)
        if at < places.stop and found(at) == wanted:
            start = words.index(b":", words.find(_OPENS, at)) + 1
            self._found[sign] = float(words[start : words.find(b",", start)].rstrip(b"}\n"))
        # last, so that another thread that meets it in between learns it as well
        self._asked.add(sign)


@cache
def _words() -> tuple[bytes, dict[str, range]]:
    """What the module says, and from where to where in it a sign of each table begins; nothing where it is another module."""
    found = find_spec(_MODULE)
    if found is None or found.origin is None:
        return b"", {}
    try:
        with open(found.origin, "rb") as file:
            words, about = file.read(), os.fstat(file.fileno())
    except OSError:
        return b"", {}
    digest = digests.of("chances", [(found.origin, about)], lambda: sha256(words).hexdigest())
    if digest != KNOWN:
        return b"", {}
    tables = {}
    for state in _STATES:
        start = words.index(b"'%s': {" % state.encode())
        tables[state] = range(start, words.rindex(_OPENS, start, words.index(b"}", start)) + 1)
    return words, tables


@contextmanager
def looked_up() -> Iterator[None]:
    """While it lasts, whoever imports the chances gets those that are looked up."""
    modules: dict[str, Any] = sys.modules
    if _MODULE in modules:
        yield
        return
    modules[_MODULE] = stand_in = SimpleNamespace(P={state: Chances(state) for state in _STATES})
    try:
        yield
    finally:
        if modules.get(_MODULE) is stand_in:
            del modules[_MODULE]
