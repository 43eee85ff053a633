"""Regular expressions that are compiled once on a machine: what ``re`` makes of a pattern is kept beside the code.

``re`` compiles in Python, and what a page of a plan asks for takes a third as long as loading jieba. All ends in one call of
``_sre.compile`` with plain numbers and names; these are kept (``beside``), each under the hash of its pattern and flags, all under
the version of Python that made them. ``_sre`` looks through the numbers that it is given; a pattern that it does not take, or an
interpreter that has no such call, costs what ``re.compile`` costs. Nothing depends on gazetteers or on the rest of the code.

So are the patterns that other packages and Python's own modules compile when they are imported (``of_modules``).

A pattern also says by which signs a text is looked through for it (``_openings``): ``re`` makes them out where a pattern begins with
signs or with words, not where it begins with a look around, a group or what may be missing, and then tries it at every place.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import math
import re
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from types import FrameType
from typing import Any, Final

from policy_extract import beside
from policy_extract.tuples import NamedTuple

#: A change of what is kept, or of how, is another number.
FORMAT: Final = 2
#: The most bytes of compiled code that are kept; what a run asks for has two million. Beyond it only what the run asked for stays.
MOST: Final = 16_000_000
#: So many patterns of users' words are at hand: those of a lexicon or two.
_UNKEPT: Final = 1024
_WORD: Final = "I"  # the code of a pattern is numbers of 32 bits
#: A pattern that more signs can begin is tried at every place.
_MANY_SIGNS: Final = 2000
_LOOKS: Final = frozenset(("AT", "ASSERT", "ASSERT_NOT"))  # what takes no sign
_REPEATS: Final = frozenset(("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"))
_CLASSES: Final = frozenset(("CATEGORY_DIGIT", "CATEGORY_SPACE"))
#: A part of a pattern as ``re`` parses it: what it is, and of what; the signs of a set are such parts, too.
_Part = tuple[Any, Any]


class _Plain(NamedTuple):
    """What ``re`` makes of a pattern: the arguments of ``_sre.compile``, the code in words of 32 bits."""

    flags: int
    code: array[int] | memoryview
    groups: int
    named: dict[str, int]

    def pattern(self, words: str) -> re.Pattern[str]:
        """Raises what ``_sre`` raises for code that is none."""
        names: list[str | None] = [None] * (self.groups + 1)
        for name, number in self.named.items():
            names[number] = name
        made: re.Pattern[str] = _sre().compile(
            words, self.flags, self.code.tolist(), self.groups, self.named, tuple(names)
        )
        return made

    @classmethod
    def of(cls, words: str, flags: int) -> _Plain:
        """Raises re.error for what is no pattern, and AttributeError where ``re`` has other parts than those of CPython."""
        inner: Any = re
        parsed = inner._parser.parse(words, flags)
        code = array(_WORD, _looked_through(parsed, inner._compiler._code(parsed, flags)))
        state = parsed.state
        return cls(flags | state.flags, code, state.groups - 1, dict(state.groupdict))


class _Begins(NamedTuple):
    """How a part of a pattern begins: with one of these signs, unless it ``passes`` without taking any."""

    signs: dict[_Part, None]
    passes: bool


def _looked_through(parsed: Any, code: list[int]) -> list[int]:
    """The code of a pattern with the signs that it can begin with, where ``re`` has not made them out."""
    inner: Any = re
    state, (shortest, _) = parsed.state, parsed.getwidth()
    _, size, known, *_ = code  # all code begins with what is known of the pattern
    if known or not shortest or state.flags & re.IGNORECASE:
        return code
    signs = _openings(parsed)
    if not signs or sum(map(_breadth, signs)) > _MANY_SIGNS:
        return code
    front = inner._parser.SubPattern(state, [(inner._constants.IN, list(signs))])
    front.width = parsed.getwidth()
    made: list[int] = []
    inner._compiler._compile_info(made, front, state.flags)
    return made + code[1 + size :]


def _openings(parts: Iterable[_Part]) -> dict[_Part, None] | None:
    """The signs one of which stands wherever these parts match, in their order; None where it may be any, or none."""
    begins = _begins(parts)
    return begins.signs if begins is not None and not begins.passes else None


def _begins(parts: Iterable[_Part]) -> _Begins | None:
    """How parts that follow each other begin; None with any sign. Each part is looked at once, however many ways there are through them."""
    found: dict[_Part, None] = {}
    for part in parts:
        one = _begins_one(*part)
        if one is None:
            return None
        found |= one.signs
        if not one.passes:
            return _Begins(found, passes=False)
    return _Begins(found, passes=True)


def _begins_one(op: Any, of: Any) -> _Begins | None:
    """The same of one part."""
    name = op.name
    if name in _LOOKS:
        ahead = _openings(of[1]) if name == "ASSERT" and of[0] > 0 else None
        return _Begins(ahead or {}, passes=not ahead)
    if name == "LITERAL":
        return _Begins({(op, of): None}, passes=False)
    if name == "IN":
        negated = any(one.name == "NEGATE" for one, _ in of)
        return None if negated else _Begins(dict.fromkeys(of), passes=False)
    if name == "SUBPATTERN":
        _, added, taken, inner = of
        return None if added or taken else _begins(inner)
    if name == "ATOMIC_GROUP":
        return _begins(of)
    if name == "BRANCH":
        return _any_of(map(_begins, of[1]))
    if name in _REPEATS:
        least, _, inner = of
        once = _begins(inner)
        return once if least or once is None else once._replace(passes=True)
    return None


def _any_of(ways: Iterable[_Begins | None]) -> _Begins | None:
    """How one of these ways begins; None where one of them begins with any sign."""
    found: dict[_Part, None] = {}
    passes = False
    for way in ways:
        if way is None:
            return None
        found |= way.signs
        passes = passes or way.passes
    return _Begins(found, passes)


def _breadth(sign: _Part) -> float:
    """How many signs a part of a set is."""
    op, of = sign
    if op.name == "RANGE":
        return float(of[1] - of[0] + 1)
    return 1 if op.name == "LITERAL" or getattr(of, "name", "") in _CLASSES else math.inf


class Shelf(beside.Kept[_Plain]):
    """Patterns by the hash of their words and flags: those that were kept, and those that this process has compiled."""

    def pattern(self, words: str, flags: int) -> re.Pattern[str]:
        """As ``re.compile``. Raises re.error for what is no pattern."""
        name = hashlib.blake2b(
            b"%d " % flags + words.encode("utf-8", "surrogatepass"), digest_size=16
        ).hexdigest()
        plain = self.asked(name)
        try:
            if plain is None:
                plain = self._new[name] = _Plain.of(words, flags)
            return plain.pattern(words)
        except re.error:
            raise
        except (ArithmeticError, AttributeError, ImportError, LookupError, RuntimeError, TypeError, ValueError):  # fmt: skip
            self._kept.pop(name, None)
            self._new.pop(name, None)
            return re.compile(words, flags)

    def _read(self, data: bytes) -> dict[str, _Plain]:
        end = data.find(b"\n")
        try:
            maker, index = json.loads(data[:end])
            if maker != _maker():
                return {}
            codes = memoryview(data)[end + 1 :].cast(_WORD)
            return {
                name: _Plain(flags, codes[start : start + length], groups, named)
                for name, (flags, groups, named, start, length) in index.items()
            }
        except (AttributeError, ImportError, RecursionError, TypeError, ValueError):
            return {}

    def _packed(self, found: dict[str, _Plain]) -> bytes:
        index: dict[str, Any] = {}
        codes = array(_WORD)
        for name, one in found.items():
            index[name] = [one.flags, one.groups, one.named, len(codes), len(one.code)]
            codes.extend(one.code)
        head = json.dumps([_maker(), index], ensure_ascii=False, separators=(",", ":")).encode()
        return head + b"\n" + codes.tobytes()

    def _too_much(self, found: dict[str, _Plain]) -> bool:
        return sum(len(one.code) for one in found.values()) * 4 > MOST


def expression(words: str, flags: int = 0) -> re.Pattern[str]:
    """As ``re.compile``, but what was compiled on this machine before is not compiled again. Raises re.error for no pattern."""
    return _pattern(_shelf, words, flags)


@lru_cache(maxsize=_UNKEPT)
def unkept(words: str, flags: int = 0) -> re.Pattern[str]:
    """The same for a pattern of a user's words, which is kept nowhere. Raises re.error for no pattern."""
    return _pattern(lambda: Shelf(None), words, flags)


@contextmanager
def of_modules() -> Iterator[None]:
    """While it lasts, patterns that a module compiles as it is imported, any package's, are taken from what was kept, too.

    ``re`` calls one function to compile; where it is not as expected, nothing is changed. What is compiled later may be of a document's
    or a user's words, and is not kept.
    """
    inner: Any = getattr(re, "_compiler", None)
    true = getattr(inner, "compile", None)
    if true is None or sys.implementation.name != "cpython":
        yield
        return

    def compiled(words: Any, flags: Any = 0) -> re.Pattern[Any]:
        if isinstance(words, str) and not flags & re.DEBUG and _imported(sys._getframe(1)):
            return _shelf().pattern(words, int(flags))
        made: re.Pattern[Any] = true(words, flags)
        return made

    inner.compile = compiled
    try:
        yield
    finally:
        inner.compile = true


def _imported(frame: FrameType | None) -> bool:
    """Whether ``re`` was called by a module that is being imported: ``frame`` is inside it."""
    while frame is not None and frame.f_globals is vars(re):
        frame = frame.f_back
    return frame is not None and frame.f_code.co_name == "<module>"


def _pattern(shelf: Callable[[], Shelf], words: str, flags: int) -> re.Pattern[str]:
    if sys.implementation.name != "cpython":
        return re.compile(words, flags)
    return shelf().pattern(words, int(flags))


def keep() -> None:
    """Keep for the next start the patterns that this process has compiled; where that cannot be, it compiles them again."""
    if not sys.dont_write_bytecode:
        _shelf().keep()


@cache
def _shelf() -> Shelf:
    return Shelf(beside.place(__file__, "expressions"))


def _maker() -> str:
    """All that compiled code depends on besides the pattern."""
    inner = _sre()
    return f"{FORMAT} {sys.version} {sys.byteorder} {inner.MAGIC} {inner.CODESIZE} {array(_WORD).itemsize}"


def _sre() -> Any:
    """The part of CPython that runs patterns; no types speak of it. Raises ImportError where there is none."""
    return importlib.import_module("_sre")
