"""Code that Python writes while it runs, compiled once on a machine and kept beside the code (``beside``).

The methods of a dataclass, what makes the values of a named tuple, an annotation that is a word: each is a text that is compiled
again at every start. A start has five hundred of them, pydantic's among them, and a fifteenth of it was spent so. Each is compiled by one
call of ``exec``, ``eval`` or ``compile``, whose name the module looks up among its own before it finds Python's: while a command
lasts (``kept``) it finds one that takes the code that was kept of this very text, by this very Python, and else does what Python's does.
A version of Python that makes its classes in another way asks for nothing here.
"""

from __future__ import annotations

import builtins
import marshal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from types import CodeType
from typing import Any, Final

from policy_extract import beside

#: A change of what is kept, or of how, is another number.
FORMAT: Final = 1
#: The most signs of text whose code is kept; a run has a hundred thousand. Beyond it only what the run asked for stays.
MOST: Final = 2_000_000
#: Who compiles texts, and by which of Python's functions.
_WRITERS: Final = (
    ("dataclasses", "exec"),
    ("collections", "eval"),
    ("typing", "compile"),
    ("policy_extract.tuples", "eval"),
)
_FILE: Final = "<string>"  # how Python names the place of such code


class Shelf(beside.Kept[bytes]):
    """Code by the text that it was compiled from, behind how it was (``exec``, ``eval``): as it was kept, and what this process compiled."""

    def code(self, text: str, mode: str) -> CodeType:
        """As ``compile``. Raises what that raises."""
        name = f"{mode} {text}"
        kept = self.asked(name)
        if kept is not None:
            try:
                code = marshal.loads(kept)
            except (EOFError, TypeError, ValueError):
                code = None
            if isinstance(code, CodeType):
                return code
        made: CodeType = compile(text, _FILE, mode, dont_inherit=True)
        self._new[name] = marshal.dumps(made)
        return made

    def _read(self, data: bytes) -> dict[str, bytes]:
        head = _maker()
        if not data.startswith(head):
            return {}
        try:
            told = marshal.loads(memoryview(data)[len(head) :])
        except (EOFError, TypeError, ValueError):
            return {}
        return told if isinstance(told, dict) else {}

    def _packed(self, found: dict[str, bytes]) -> bytes:
        return _maker() + marshal.dumps(found)

    def _too_much(self, found: dict[str, bytes]) -> bool:
        return sum(map(len, found)) > MOST


@contextmanager
def kept() -> Iterator[None]:
    """While it lasts, what this Python writes is compiled once on a machine; at its end what is new is kept for the next start."""
    shelf = _shelf() if sys.implementation.name == "cpython" else None
    ours = _functions(shelf) if shelf is not None else {}
    changed = []
    for name, function in _WRITERS:
        module = import_module(name)
        if function in ours and not hasattr(module, function):
            setattr(module, function, ours[function])
            changed.append((module, function))
    try:
        yield
    finally:
        for module, function in changed:
            delattr(module, function)
        if shelf is not None and not sys.dont_write_bytecode:
            shelf.keep()


def _functions(shelf: Shelf) -> Mapping[str, Callable[..., Any]]:
    """Python's functions, with what was kept of the texts that they are given."""

    def run(by: str) -> Callable[..., Any]:
        does = getattr(builtins, by)

        def ran(text: Any, inside: Any = None, names: Any = None, /, **more: Any) -> Any:
            if inside is None:  # then it is meant where it was called
                caller = sys._getframe(1)
                inside, names = caller.f_globals, caller.f_locals if names is None else names
            code = shelf.code(text, by) if isinstance(text, str) else text
            return does(code, inside, names, **more)

        return ran

    def compiled(text: Any, file: Any, mode: Any, *more: Any, **named: Any) -> Any:
        if isinstance(text, str) and (file, more, named) == (_FILE, (), {}):
            return shelf.code(text, mode)
        return compile(text, file, mode, *more, **named)

    return {"exec": run("exec"), "eval": run("eval"), "compile": compiled}


@cache
def _shelf() -> Shelf:
    return Shelf(beside.place(__file__, "made_code"))


def _maker() -> bytes:
    """All that code depends on besides its text."""
    return f"{FORMAT} {sys.version} {sys.flags.optimize}".replace("\n", " ").encode() + b"\n"
