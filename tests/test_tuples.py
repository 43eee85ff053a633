"""Named tuples of the package behave as those of ``typing``."""

from __future__ import annotations

import ast
import copy
import pickle
import types
import typing
from pathlib import Path
from typing import Any, Generic, TypeVar

import pytest

import policy_extract
from policy_extract import tuples

T = TypeVar("T")
PACKAGE = Path(policy_extract.__file__).parent


class Ours(tuples.NamedTuple):
    """Words."""

    a: str
    b: int
    c: tuple[str, ...] = ()
    d: Unknown | None = None  # type: ignore[name-defined]  # noqa: F821

    @property
    def first(self) -> str:
        return self.a

    @classmethod
    def of(cls, a: str) -> Ours:
        return cls(a, len(a))


class Theirs(typing.NamedTuple):
    """Words."""

    a: str
    b: int
    c: tuple[str, ...] = ()
    d: str | None = None

    @property
    def first(self) -> str:
        return self.a

    @classmethod
    def of(cls, a: str) -> Theirs:
        return cls(a, len(a))


class Alone(tuples.NamedTuple):
    value: int


class Either(tuples.NamedTuple, Generic[T]):
    value: T


def told(made: Any) -> str:
    return repr(made).replace("Theirs", "Ours")


@pytest.mark.parametrize("kind", [Ours, Theirs])
def test_a_value(kind: Any) -> None:
    made = kind("x", b=2)
    assert told(made) == "Ours(a='x', b=2, c=(), d=None)"
    assert made == ("x", 2, (), None)
    assert hash(made) == hash(("x", 2, (), None))
    assert (made.first, made.b, made[1], made[1:3]) == ("x", 2, 2, (2, ()))
    assert made._asdict() == {"a": "x", "b": 2, "c": (), "d": None}
    assert told(made._replace(b=3, d="y")) == "Ours(a='x', b=3, c=(), d='y')"
    assert told(kind._make("abcd")) == "Ours(a='a', b='b', c='c', d='d')"
    assert told(kind.of("xyz")) == "Ours(a='xyz', b=3, c=(), d=None)"
    assert pickle.loads(pickle.dumps(made)) == copy.deepcopy(made) == made
    assert type(pickle.loads(pickle.dumps(made))) is type(copy.copy(made)) is kind
    assert kind._fields == kind.__match_args__ == ("a", "b", "c", "d")
    assert kind._field_defaults == {"c": (), "d": None}
    assert kind.__doc__ == "Words."
    assert type(kind) is type
    assert not hasattr(made, "__dict__")
    match made:
        case kind(a, b):
            assert (a, b) == ("x", 2)


@pytest.mark.parametrize("kind", [Ours, Theirs])
def test_what_is_no_value(kind: Any) -> None:
    for wrong in (
        lambda: kind(),
        lambda: kind("x"),
        lambda: kind(*"abcde"),
        lambda: kind("x", 2, e=1),
    ):
        with pytest.raises(TypeError, match="__new__"):
            wrong()
    with pytest.raises(ValueError, match="unexpected field names"):
        kind("x", 2)._replace(e=1)
    with pytest.raises(TypeError, match="Expected 4"):
        kind._make("abc")
    with pytest.raises(AttributeError):
        kind("x", 2).a = "y"


def test_one_field_and_a_kind_of_many() -> None:
    assert Alone(3) == (3,)
    assert repr(Alone(value=3)) == "Alone(value=3)"
    assert Either[int](3)._replace(value=4) == (4,)


def test_defaults_come_last() -> None:
    with pytest.raises(TypeError, match="without a default"):

        class Wrong(tuples.NamedTuple):  # type: ignore[misc]
            a: str = ""
            b: int


@pytest.mark.parametrize(
    "told", [{"_p": "int"}, {"K": "ClassVar[int]"}, {"K": "typing.ClassVar"}, {"a": int}, None]
)
def test_what_can_be_no_field_is_told(told: dict[str, object] | None) -> None:
    """A class is told when it is made, as those of ``typing``; so is one that keeps its annotations elsewhere, or has none."""
    body: dict[str, object] = {} if told is None else {"__annotations__": told}
    with pytest.raises(TypeError, match="Wrong"):
        types.new_class("Wrong", (tuples.NamedTuple,), exec_body=lambda space: space.update(body))


def test_there_is_one_form_in_the_package() -> None:
    """A file whose annotations are not words would have none to see in newer Pythons."""
    for path in PACKAGE.rglob("*.py"):
        words = path.read_text("utf-8")
        if "NamedTuple" not in words or path == Path(tuples.__file__):
            continue
        for node in ast.walk(ast.parse(words)):
            if isinstance(node, ast.ImportFrom) and "NamedTuple" in [
                one.name for one in node.names
            ]:
                assert node.module == "policy_extract.tuples", path
                assert "from __future__ import annotations" in words, path
