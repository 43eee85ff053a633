"""What a sheet is made of: columns, and what may stand in a cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from policy_extract.desk import Desk, Place
from policy_extract.model import Number
from policy_extract.tuples import NamedTuple

Row = TypeVar("Row")

#: How a cell is shown. “wrap” breaks lines; “year” is a number without thousands; “share” shows 0.93 as 93 %;
#: “fill”, “entry” (kept as typed: 10-20 is no date) and “date” are for people to fill in.
Form = Literal["text", "wrap", "number", "year", "share", "link", "fill", "entry", "date", "hidden"]


class Link(NamedTuple):
    """Words that lead into the report page; ``parts`` are those of its address behind “#”.

    (plan, record): a record in its plan; (plan,): the plan; ("", "agencies", id): an entry of a list.
    """

    words: str
    parts: tuple[str, ...]


class Inside(NamedTuple):
    """Words that lead to another sheet of the workbook."""

    words: str
    sheet: str


class Rich(NamedTuple):
    """Words in pieces; those with a style stand between brackets, so that they are told without looks, too."""

    pieces: tuple[tuple[str, Literal["", "own", "field"]], ...]

    @property
    def words(self) -> str:
        """All pieces as one text."""
        return "".join(words for words, _ in self.pieces)


Cell = str | Number | Link | Inside | Rich | None


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: its name in ``messages`` (“column.…”, “column_note.…”), width in signs, what stands in it.

    ``head`` is given where the words of the head are not those of the name; ``note`` likewise. ``choices``
    are the words of a dropdown.
    """

    name: str
    width: float
    get: Callable[[Row], Cell]
    form: Form = "text"
    choices: tuple[str, ...] = ()
    head: str = ""
    note: str = ""

    def said(self, desk: Desk) -> str:
        """The words of the head."""
        return self.head or desk.say(f"column.{self.name}")

    def meant(self, desk: Desk) -> str:
        """What stands in the column, in words."""
        return self.note or desk.say(f"column_note.{self.name}")


@dataclass(frozen=True)
class Sheet(Generic[Row]):
    """One sheet with one table.

    ``name`` is the table's name in formulas and the last part of the messages “workbook.…” (the sheet's
    name), “sheet_about.…” and “sheet_empty.…”. ``fixed``: how many columns stay when scrolling.
    ``block``: rows with the same value belong together and are set apart by a line. ``printed``: how many of
    the first columns are printed, all where it is None; the others are for the screen.
    """

    name: str
    rows: Callable[[Desk], Iterable[Row]]
    columns: tuple[Column[Row], ...]
    fixed: int = 1
    printed: int | None = None
    block: Callable[[Row], object] | None = field(default=None)


def blank(_: object) -> None:
    """What stands in a cell for people to fill in."""


def at(place: Place) -> Link:
    """The way to a record in the report page."""
    parts = (place.document, place.record) if place.record else (place.document,)
    return Link(place.reference, parts)


def year(words: str) -> Cell:
    """A single year as a number, so that it sorts and filters as one; other times as they are."""
    return int(words) if len(words) == 4 and words.isdecimal() else words


def place_columns(place: Callable[[Row], Place]) -> tuple[Column[Row], Column[Row]]:
    """The plan and the section that a row was read in."""
    return (
        Column("plan", 24, lambda row: place(row).title, "wrap"),
        Column("section", 20, lambda row: place(row).section, "wrap"),
    )


def quote_column(place: Callable[[Row], Place], width: float = 16) -> Column[Row]:
    """The words that a row was read from."""
    return Column("quote", width, lambda row: place(row).quote, "wrap")


def way_columns(place: Callable[[Row], Place]) -> tuple[Column[Row], Column[Row]]:
    """The line, and the way to the report; the last columns of a sheet."""
    return (
        Column("line", 7, lambda row: place(row).line, "year"),
        Column("reference", 30, lambda row: at(place(row)), "link"),
    )


def printed(columns: Sequence[Column[Row]], last: str) -> int:
    """How many columns there are up to the one of this name, it included."""
    return 1 + next(index for index, column in enumerate(columns) if column.name == last)
