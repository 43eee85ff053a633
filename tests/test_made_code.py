"""Code that Python writes itself: what was kept by an earlier start does what Python's own does, or is not taken."""

from __future__ import annotations

import builtins
import collections
import dataclasses
import hashlib
import marshal
import sys
import typing
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from policy_extract import made_code
from policy_extract.made_code import Shelf

_TEXT = "[name for name in (1, 2)]"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a process that keeps compiled code keeps it."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    place = tmp_path / "__pycache__" / "made_code.json"
    monkeypatch.setattr(made_code, "_shelf", lambda: Shelf(place))
    return place


def made() -> tuple[Any, ...]:
    """What classes of all kinds do."""

    @dataclasses.dataclass(frozen=True, order=True)
    class Point:
        x: int
        y: list[int] = dataclasses.field(default_factory=list)

    pair = collections.namedtuple("pair", "a b", defaults=[2])
    point = Point(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        point.x = 2  # type: ignore[misc]
    word = typing.ForwardRef("int | None")
    with pytest.raises(SyntaxError):
        typing.ForwardRef("int |")
    return repr(point), point < Point(2), point == Point(1, []), pair(1), eval_of(word)


def eval_of(word: typing.ForwardRef) -> object:
    return eval(word.__forward_code__)


def uncompiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on nothing may be compiled but what is no code."""

    def compiled(text: str, *given: Any, **named: Any) -> Any:
        assert text == "(int |)" or text == "int |", f"compiled: {text}"
        return compile(text, *given, **named)

    monkeypatch.setattr(made_code, "compile", compiled, raising=False)


def test_what_was_kept_does_what_python_does(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = made()
    with made_code.kept():
        assert made() == expected
    assert len(Shelf(place)._kept) > 5
    with monkeypatch.context() as patched:
        uncompiled(patched)
        with made_code.kept():
            assert made() == expected


def test_python_is_as_before_at_the_end(place: Path) -> None:
    modules = (dataclasses, collections, typing)
    before = [dict(vars(module)) for module in modules]
    with pytest.raises(ValueError, match="so"), made_code.kept(), made_code.kept():
        raise ValueError("so" if "exec" in vars(dataclasses) else "not at all")
    assert [dict(vars(module)) for module in modules] == before
    assert not place.exists()


@pytest.mark.usefixtures("place")
def test_what_has_such_a_function_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dataclasses, "exec", builtins.exec, raising=False)
    with made_code.kept():
        assert vars(dataclasses)["exec"] is builtins.exec


def test_functions_are_used_as_pythons(place: Path) -> None:
    module = ModuleType("module")
    functions = made_code._functions(Shelf(place))
    vars(module).update(functions, there=1)
    code = (
        "def f():\n"
        "    here = 2\n"
        "    inside = {}\n"
        "    exec('x = here + there')\n"
        "    exec('x = 3', inside)\n"
        "    exec(compile('y = 4', 'file', 'exec'), inside)\n"
        "    return eval('(here, there)'), inside['x'], inside['y'], eval('z', {}, {'z': 5})\n"
    )
    builtins.exec(code, vars(module))
    assert module.f() == ((2, 1), 3, 4, 5)
    assert functions["compile"]("a", "<string>", "eval").co_filename == "<string>"
    assert functions["compile"]("a", "other", "eval").co_filename == "other"
    with pytest.raises(SyntaxError):
        functions["eval"]("x = 1", {})


def _resealed(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    def changed(data: bytes) -> bytes:
        body = change(data.partition(b"\n")[2])
        return hashlib.sha256(body).hexdigest().encode() + b"\n" + body

    return changed


def _told(told: object) -> Callable[[bytes], bytes]:
    return _resealed(lambda body: body[: body.index(b"\n") + 1] + marshal.dumps(told))


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data[:-9],
        lambda _: b"",
        _resealed(lambda body: b"another" + body),
        _resealed(lambda body: body[:-20]),
        _told(7),
        _told({f"eval {_TEXT}": 7}),
        _told({f"eval {_TEXT}": b"no code"}),
        _told({f"eval {_TEXT}": marshal.dumps("no code")}),
    ],
)
def test_what_is_wrong_is_compiled_anew(harm: Callable[[bytes], bytes], place: Path) -> None:
    shelf = Shelf(place)
    shelf.code(_TEXT, "eval")
    shelf.keep()
    place.write_bytes(harm(place.read_bytes()))
    again = Shelf(place)
    assert eval(again.code(_TEXT, "eval")) == [1, 2]
    again.keep()
    assert eval(marshal.loads(Shelf(place)._kept[f"eval {_TEXT}"])) == [1, 2]


def test_what_others_kept_meanwhile_stays(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = Shelf(place), Shelf(place)
    one.code("1", "eval")
    other.code("2", "eval")
    one.keep()
    other.keep()
    assert set(Shelf(place)._kept) == {"eval 1", "eval 2"}
    monkeypatch.setattr(made_code, "MOST", 10)
    full = Shelf(place)
    full.code("3", "eval")
    full.keep()
    assert set(Shelf(place)._kept) == {"eval 3"}
