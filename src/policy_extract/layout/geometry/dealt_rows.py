"""Words between spaces → the cells of one row of an indicator table, by what each column can hold.

A row is dealt from the right: kind of target, values, unit; what is left is its name. Nothing is guessed: a row
whose words fit the columns in no way, or in more than one, has no cells.
"""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.expressions import expression
from policy_extract.layout.geometry.grid import number, serial
from policy_extract.layout.geometry.stacked_heads import Column
from policy_extract.layout.geometry.words import Word, WordKinds
from policy_extract.layout.lines import SPELLED
from policy_extract.tuples import NamedTuple

_FIGURE = expression(r"\d")
_HAN = expression(r"[\u4e00-\u9fff]")
_UNIT_END = expression(r"\([^()]{1,12}\)$")
_SIGNS = ("<", ">", "≤", "≥")
_MAX_UNIT = 4
#: A word of a column of groups that stands beside the rows, a sign or two a line: 合, （一, ）.
_UPRIGHT = expression(rf"[\u4e00-\u9fff]|\(?[{SPELLED}]{{1,3}}\)?|[()]")

_GROUPED = 3  # words in front of which a running number stands behind its group's name

Cells = dict[Column, tuple[Word, ...]]


class Row(NamedTuple):
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
        if "category" in self.kinds and ("serial" not in self.kinds or _short(words)):
            return True  # it may be a piece of a group's name
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

    def piece(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """The words of a piece of a name, without the running number in front."""
        front = self.fronted(list(words))
        numbered = "serial" in self.kinds and len(front) > 1 and serial(front[0].plain) is not None
        return tuple(front[1:] if numbered else front)

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
        """The last words as one value: a number with its sign, bound, year; the dash for none; a promise."""
        taken: tuple[Word, ...] = ()
        if len(rest) > 1 and self._kinds.bound(rest[-1].plain) and number(rest[-2].plain):
            taken = (rest.pop(),)
        if not rest or not self._kinds.value(rest[-1].plain):
            return None
        taken = (rest.pop(), *taken)
        if rest and number(taken[0].plain):
            sign = rest[-1].plain in _SIGNS and len(rest) > 1
            if sign or self._kinds.year_is(rest[-1].plain):
                taken = (rest.pop(), *taken)
        return taken

    def _unit(self, rest: list[Word], *, exact: bool) -> tuple[Word, ...] | None:
        """The last word as a unit: a known one, one broken behind its stroke, a short one where each column has one.

        Refused: the end of a name whose row has no unit: 预期寿命（岁）, 覆盖率.
        """
        if not rest:
            return None
        taken: tuple[Word, ...] = (rest[-1],)
        if len(rest) > 1 and rest[-2].plain.endswith("/"):
            taken = tuple(rest[-2:])
        joined = "".join(word.plain for word in taken)
        short = len(joined) <= _MAX_UNIT and not _FIGURE.search(joined) and "(" not in joined
        odd = exact and short and not joined.endswith(self._kinds.name_ends)
        if not (self._kinds.unit(joined) or joined == "-" or odd):
            return None
        del rest[-len(taken) :]
        return taken

    def _names(self, rest: Sequence[Word], cells: Cells) -> bool:
        """Whether what is left can be a name.

        Refused: a figure that does not stand inside a line of the name (每 10 万人), a unit in brackets before its
        end, a second promise, words of which a group's name may be one.
        """
        if not rest:  # 1 / 覆盖: a number and a piece of a name are no values
            told = (cells[c][0].plain for c in self._valued)
            return "attribute" in self.kinds or not any(map(self._kinds.promise, told))
        if "category" in self.kinds and "serial" not in self.kinds and len(rest) > 1:
            return False
        for i, word in enumerate(rest):
            if _UNIT_END.search(word.plain) and i < len(rest) - 1:
                return False
            figure = number(word.plain) or self._kinds.year_is(word.plain)
            if figure and not self._inside(rest, i):
                return False
        if not self._valued:
            return not self._kinds.half(rest[-1].plain)
        beside = cells[self._valued[0]][0].plain
        return not (self._kinds.promise(rest[-1].plain) and self._kinds.promise(beside))

    @staticmethod
    def _inside(rest: Sequence[Word], at: int) -> bool:
        """A figure between words of one line: 每 10 万人."""
        if not 0 < at < len(rest) - 1 or not rest[at].plain[0].isdigit():
            return False
        around = rest[at - 1], rest[at + 1]
        return all(w.line == rest[at].line and _HAN.match(w.plain) is not None for w in around)


def _short(words: Sequence[Word]) -> bool:
    return len(words) == 1 and len(words[0].plain) <= _MAX_UNIT and "(" not in words[0].plain
