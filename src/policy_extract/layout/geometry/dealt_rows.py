"""Words between spaces → the cells of one row of an indicator table, by what each column can hold.

A row is dealt from the right: kind of target, values, unit; what is left is its name. Nothing is guessed: a row
whose words fit the columns in no way, or in more than one, has no cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policy_extract.layout.geometry.grid import number, serial
from policy_extract.layout.geometry.stacked_heads import Column
from policy_extract.layout.geometry.words import Word, WordKinds
from policy_extract.layout.lines import SPELLED

_FIGURE = re.compile(r"\d")
_HAN = re.compile(r"[\u4e00-\u9fff]")
#: A word of a column of groups that stands beside the rows, a sign or two a line: 合, （一, ）.
_UPRIGHT = re.compile(rf"[\u4e00-\u9fff]|\(?[{SPELLED}]{{1,3}}\)?|[()]")

_GROUPED = 3  # words in front of which a running number stands behind its group's name

Cells = dict[Column, tuple[Word, ...]]


@dataclass(frozen=True, slots=True)
class Row:
    """The words of a row by columns; its name may be missing where it stands on the lines around."""

    cells: Cells
    name: tuple[Word, ...]


class Dealer:
    """Deals the rows of one table; built for its columns."""

    def __init__(self, columns: Sequence[Column], kinds: WordKinds) -> None:
        self._columns, self._kinds = columns, kinds
        self.kinds = {column.kind for column in columns}
        valued = [i for i, column in enumerate(columns) if column.kind == "value"]
        named = next(i for i, column in enumerate(columns) if column.kind == "name")
        self._middle = columns[named + 1 : valued[0]] if valued else []
        self._valued = [columns[i] for i in valued]
        self._behind = columns[valued[-1] + 1 if valued else named + 1 :]

    def deal(self, words: Sequence[Word]) -> Row | None:
        """The row that the words are; None where they are none, or where more than one way is open.

        Refused: a figure left over (a value that was wrapped), a promise beside another, a unit that nobody knows.
        """
        rest = self.fronted(list(words))
        cells: Cells = {}
        for column in reversed(self._behind):
            taken = self._taken(column, rest)
            if taken is None:
                return None
            cells[column] = taken
        for column in reversed(self._valued):
            taken = self._value(rest)
            if taken is None:
                return None
            cells[column] = taken
        if self._middle:
            exact = len(words) == len(self._columns)
            taken = self._unit(rest, exact=exact)
            if taken is None:
                return None
            cells[self._middle[0]] = taken
        at = self.serial_at(rest)
        if at is not None:
            column = next(c for c in self._columns if c.kind == "serial")
            cells[column] = (rest[at],)
            del rest[: at + 1]
        if not self._names(rest, cells):
            return None
        return Row(cells, tuple(rest))

    def serial_at(self, words: Sequence[Word]) -> int | None:
        """The place of the running number that a line opens with, behind the name of its group where there is one."""
        if "serial" not in self.kinds:
            return None
        room = words[: _GROUPED if "category" in self.kinds else 1]
        return next((i for i, w in enumerate(room) if serial(w.plain) is not None), None)

    def noise(self, words: Sequence[Word]) -> bool:
        """Signs of an upright group's name, a running number alone: they belong to no cell of names."""
        if self.upright(words) and len(self.fronted(list(words))) == 1:
            return bool(_UPRIGHT.fullmatch(words[-1].plain))
        return "serial" in self.kinds and len(words) == 1 and serial(words[0].plain) is not None

    def closes(self, words: Sequence[Word]) -> bool:
        """A line that ends with a kind of target, as no line of prose does."""
        return "attribute" in self.kinds and words[-1].plain in self._kinds.attributes

    def torn(self, words: Sequence[Word]) -> bool:
        """A line that holds values but not all of its row: no mere piece of a name."""
        front = 1 if "serial" in self.kinds and serial(words[0].plain) is not None else 0
        kinds = self._kinds
        return any(
            kinds.value(w.plain) or kinds.year_is(w.plain) or w.plain in kinds.attributes
            for w in words[front:]
        )

    def upright(self, words: Sequence[Word]) -> bool:
        """A line that opens with a sign of an upright group's name."""
        return "category" in self.kinds and bool(_UPRIGHT.fullmatch(words[0].plain))

    def fronted(self, words: list[Word]) -> list[Word]:
        """Words without the signs of an upright group's name in front."""
        while len(words) > 1 and self.upright(words):
            words.pop(0)
        return words

    def _taken(self, column: Column, rest: list[Word]) -> tuple[Word, ...] | None:
        """The last words, as far as they fill a column behind the values."""
        if column.kind == "attribute":
            for size in (1, 2):
                joined = "".join(word.plain for word in rest[-size:])
                if joined in self._kinds.attributes:
                    taken = tuple(rest[-size:])
                    del rest[-size:]
                    return taken
            return None
        if column.kind == "deadline":
            taken = tuple(rest[-1:])
            del rest[-1:]
            return taken if taken and self._kinds.deadline(taken[0].plain) else None
        if column.kind == "body" and not self._valued:
            return self._bodies(rest)
        at = len(rest)
        while at and not self._kinds.value(rest[at - 1].plain):
            at -= 1
        taken = tuple(rest[at:])
        del rest[at:]
        joined = "".join(word.plain for word in taken)
        if column.kind == "body":
            return taken if taken and self._kinds.bodies(joined) else None
        return taken

    def _bodies(self, rest: list[Word]) -> tuple[Word, ...] | None:
        """The last words as one list of bodies: a word that a mark or half a name leaves open has the one before it.

        市发展改革委、国网 / 供电公司; 市财政局、 / 市教育局. Refused: words that end like no body.
        """
        at = len(rest) - 1
        while at > 0 and (
            self._kinds.half(rest[at].plain) or self._kinds.listing(rest[at - 1].plain)
        ):
            at -= 1
        joined = "".join(word.plain for word in rest[max(at, 0) :])
        if at < 1 or not self._kinds.bodies(joined):
            return None
        taken = tuple(rest[at:])
        del rest[at:]
        return taken

    def _value(self, rest: list[Word]) -> tuple[Word, ...] | None:
        if not rest or not self._kinds.value(rest[-1].plain):
            return None
        taken: tuple[Word, ...] = (rest.pop(),)
        if rest and self._kinds.year_is(rest[-1].plain) and number(taken[0].plain):
            taken = (rest.pop(), *taken)
        return taken

    def _unit(self, rest: list[Word], *, exact: bool) -> tuple[Word, ...] | None:
        """The last word as a unit: a known one, one broken behind its stroke, any where each column has one word."""
        if not rest:
            return None
        taken: tuple[Word, ...] = (rest[-1],)
        if len(rest) > 1 and rest[-2].plain.endswith("/"):
            taken = tuple(rest[-2:])
        joined = "".join(word.plain for word in taken)
        figure = bool(_FIGURE.search(joined)) and not self._kinds.unit(joined)
        if not exact and (figure or not (self._kinds.unit(joined) or joined == "-")):
            return None
        del rest[-len(taken) :]
        return taken

    def _names(self, rest: Sequence[Word], cells: Cells) -> bool:
        """Whether what is left can be a name: no figure that a name does not go on behind, no second promise."""
        if not rest:
            return True
        last = rest[-1].plain
        figures = [w for w in rest if number(w.plain) or self._kinds.year_is(w.plain)]
        if any(not _HAN.search(w.plain) and w.plain.startswith("-") for w in figures):
            return False
        if figures and (figures[-1] is rest[-1]):
            return False
        if not self._valued:
            return not self._kinds.half(last)
        beside = cells[self._valued[0]][0].plain
        return not (self._kinds.promise(last) and self._kinds.promise(beside))
