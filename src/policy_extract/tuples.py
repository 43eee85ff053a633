"""``NamedTuple`` as that of ``typing``, made in a tenth of the time: there are three hundred, and a start makes most of them.

``typing`` compiles every annotation of every field, to see that it is one, and a function for each class that makes its values. Here
annotations stay words (``from __future__ import annotations``), which mypy has checked, and the function is compiled when the first
value is made. All else is as there; to mypy the two are one.
"""

from __future__ import annotations

import collections
from collections.abc import Iterable
from operator import itemgetter
from typing import TYPE_CHECKING, Any, ClassVar, Self

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:

    class _Values(tuple):
        """What all named tuples can do."""

        __slots__ = ()
        _fields: ClassVar[tuple[str, ...]] = ()
        _field_defaults: ClassVar[dict[str, Any]] = {}

        def __new__(cls, *values: Any, **named: Any) -> Self:
            """The first value of a class: compiles what makes the others."""
            cls.__new__ = staticmethod(_maker(cls))
            return cls.__new__(cls, *values, **named)

        @classmethod
        def _make(cls, values: Iterable[Any]) -> Self:
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **named: Any) -> Self:
            made = tuple.__new__(type(self), map(named.pop, self._fields, self))
            if named:
                raise ValueError(f"Got unexpected field names: {list(named)!r}")
            return made

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            told = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{type(self).__name__}({told})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

    def _maker(cls: type[_Values]) -> Any:
        """The function that takes the values of a class by place or by name."""
        names = ", ".join(cls._fields)
        code = f"lambda _cls, {names}: _new(_cls, ({names}{',' if names else ''}))"
        made = eval(code, {"_new": tuple.__new__, "__builtins__": {}})
        made.__name__, made.__qualname__ = "__new__", f"{cls.__qualname__}.__new__"
        made.__defaults__ = tuple(cls._field_defaults.values())
        return made

    def _place(number: int) -> Any:
        """The field at this place."""
        return property(itemgetter(number))

    _at = getattr(collections, "_tuplegetter", None)  # as quick as can be, where Python has it
    _field = _place if _at is None else lambda number: _at(number, None)

    class _Named(type):
        """Makes of a class statement a class whose fields are the places of a tuple."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            told = body.get("__annotations__")
            if told is None:
                raise TypeError(f"{name}: its fields have no annotations that are words")
            for field, kind in told.items():
                if not isinstance(kind, str):
                    raise TypeError(f"{name}: the annotation of {field} is no word")
                if field.startswith("_") or "ClassVar" in kind:
                    raise TypeError(f"{name}: {field} can be no field")
            fields = tuple(told)
            defaults = {field: body[field] for field in fields if field in body}
            if tuple(defaults) != fields[len(fields) - len(defaults) :]:
                raise TypeError(f"{name}: a field without a default follows one that has it")
            body.update({field: _field(number) for number, field in enumerate(fields)})
            body.update(
                __slots__=(), __match_args__=fields, _fields=fields, _field_defaults=defaults
            )
            return type(name, tuple(_Values if one is NamedTuple else one for one in bases), body)

    NamedTuple = type.__new__(_Named, "NamedTuple", (), {"__doc__": __doc__})
