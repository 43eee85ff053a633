"""A table as named, typed columns, each with the function that gets its value from a row's matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from policy_extract.desk import Desk

Matter = TypeVar("Matter")
#: What a column holds; every kind may also be empty.
ColumnKind = Literal["text", "number", "whole", "flag"]
Value = str | int | float | bool | None


@dataclass(frozen=True)
class Column(Generic[Matter]):
    """A column: its name, what it holds, how it is got."""

    name: str
    kind: ColumnKind
    get: Callable[[Matter], Value]


@dataclass(frozen=True)
class Table(Generic[Matter]):
    """A table of the output: its name, its columns in their order, and what its rows are made of."""

    name: str
    columns: tuple[Column[Matter], ...]
    matters: Callable[[Desk], Iterator[Matter]]

    def rows(self, desk: Desk) -> Iterator[tuple[Value, ...]]:
        """The rows in the order of the plans and their texts; an empty text is None."""
        for matter in self.matters(desk):
            yield tuple(_plain(column.get(matter)) for column in self.columns)


def text(name: str, get: Callable[[Matter], str | None]) -> Column[Matter]:
    """A column of words."""
    return Column(name, "text", get)


def number(name: str, get: Callable[[Matter], int | float | None]) -> Column[Matter]:
    """A column of decimal numbers."""
    return Column(name, "number", get)


def whole(name: str, get: Callable[[Matter], int | None]) -> Column[Matter]:
    """A column of whole numbers."""
    return Column(name, "whole", get)


def flag(name: str, get: Callable[[Matter], bool]) -> Column[Matter]:
    """A column of yes and no."""
    return Column(name, "flag", get)


def _plain(value: Value) -> Value:
    return None if value == "" else value
