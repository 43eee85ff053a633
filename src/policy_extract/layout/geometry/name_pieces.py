"""Pieces of names around lines of values: which row a piece belongs to.

Where a table is drawn with its values at the foot of their rows, pieces of a name stand above them; at the head,
below; in the middle, as many above as below. A table is drawn in one way: a reading counts where nearly all its
rows allow it, and a row has cells where all readings that count give it the same name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from policy_extract.expressions import expression
from policy_extract.layout.geometry.dealt_rows import Row
from policy_extract.layout.geometry.region import Entry, Segment
from policy_extract.layout.geometry.words import Word, WordKinds
from policy_extract.tuples import NamedTuple

_UNIT_END = expression(r"\([^()]{1,12}\)$")
_ENOUGH = 0.8  # of the stretches with pieces those that a reading must fit

_Pieces = tuple[tuple[Word, ...], ...]
#: The pieces of each row's name, None where a line is left over.
_Reading = Callable[[Sequence[Entry]], list[_Pieces] | None]


def named(segments: Sequence[Segment], kinds: WordKinds) -> Iterator[Row]:
    """The rows with their names, in order; none for a row whose name is open.

    Refused: a row beside a line that holds some of its values, pieces that no reading places.
    """
    stretches = [stretch for segment in segments for stretch in _untorn(segment)]
    read = [[_fitting(r, s.entries, kinds) for r in _READINGS] for s in stretches]
    voting = [fit for fit, s in zip(read, stretches, strict=True) if s.whole and s.loose]
    fits = [sum(fit[i] is not None for fit in voting) for i in range(len(_READINGS))]
    most = max(fits)
    counting = [i for i, count in enumerate(fits) if count == most]
    drawn = most >= _ENOUGH * len(voting)
    for stretch, fit in zip(stretches, read, strict=True):
        told_by_readings = stretch.whole and stretch.loose and drawn
        alone = [] if told_by_readings else stretch.alone()
        for place, entry in enumerate(e for e in stretch.entries if e.row is not None):
            if told_by_readings:
                told = {None if fit[i] is None else (fit[i] or [])[place] for i in counting}
            else:
                told = {alone[place]}
            name = told.pop() if len(told) == 1 else None
            if name and entry.row is not None and _name(name, kinds):
                yield entry.row._replace(name=tuple(w for piece in name for w in piece))


class _Stretch(NamedTuple):
    """Lines between torn ones: rows and pieces of names, and whether a torn line stands before or behind."""

    entries: tuple[Entry, ...]
    before: bool
    behind: bool

    @property
    def whole(self) -> bool:
        """No torn line may reach into its first or last row."""
        return not (self.before or self.behind)

    @property
    def loose(self) -> bool:
        """There are pieces to place."""
        return any(entry.row is None for entry in self.entries)

    def alone(self) -> list[_Pieces | None]:
        """The name of each row beside which no piece and no torn line stands, None for the others."""
        runs, own = _runs(self.entries)
        names: list[_Pieces | None] = []
        for place, words in enumerate(own):
            torn = (self.before and place == 0) or (self.behind and place == len(own) - 1)
            open_ = torn or runs[place] or runs[place + 1] or not words
            names.append(None if open_ else (words,))
        return names


def _untorn(segment: Segment) -> Iterator[_Stretch]:
    bounds = [i for i, entry in enumerate(segment) if entry.torn]
    for first, stop in zip([-1, *bounds], [*bounds, len(segment)], strict=True):
        entries = tuple(segment[first + 1 : stop])
        if any(entry.row is not None for entry in entries):
            yield _Stretch(entries, first >= 0, stop < len(segment))


def _fitting(reading: _Reading, stretch: Sequence[Entry], kinds: WordKinds) -> list[_Pieces] | None:
    """A reading's names of the rows of a stretch; None where one is no name."""
    names = reading(stretch)
    if names is None or not all(_name(pieces, kinds) for pieces in names):
        return None
    return names


def _name(pieces: _Pieces, kinds: WordKinds) -> bool:
    """Words that can be one name: it opens like one, ends like one, and has its unit at the end."""
    plain = ["".join(word.plain for word in piece) for piece in pieces if piece]
    if not plain:
        return False
    inside = any(_UNIT_END.search(words) for words in plain[:-1])
    return not (inside or kinds.tail(plain[0]) or kinds.hangs("".join(plain)))


def _runs(stretch: Sequence[Entry]) -> tuple[list[_Pieces], list[tuple[Word, ...]]]:
    """The pieces before, between and behind the rows, and what stands of each name in its row's own line."""
    runs: list[list[tuple[Word, ...]]] = [[]]
    own: list[tuple[Word, ...]] = []
    for entry in stretch:
        if entry.row is None:
            runs[-1].append(entry.piece)
        else:
            own.append(entry.row.name)
            runs.append([])
    return [tuple(run) for run in runs], own


def _above(stretch: Sequence[Entry]) -> list[_Pieces] | None:
    runs, own = _runs(stretch)
    if runs[-1]:
        return None
    return [(*run, words) for run, words in zip(runs, own, strict=False)]


def _below(stretch: Sequence[Entry]) -> list[_Pieces] | None:
    runs, own = _runs(stretch)
    if runs[0] or not all(own):
        return None
    return [(words, *run) for run, words in zip(runs[1:], own, strict=True)]


def _around(stretch: Sequence[Entry]) -> list[_Pieces] | None:
    """As many pieces below a row's line as above it, from the first row on."""
    runs, own = _runs(stretch)
    names: list[_Pieces] = []
    used = 0
    for i, words in enumerate(own):
        upper = runs[i][used:]
        size = len(upper)
        if size > len(runs[i + 1]) or not (words or size):
            return None
        names.append((*upper, words, *runs[i + 1][:size]))
        used = size
    return names if used == len(runs[-1]) else None


_READINGS: tuple[_Reading, ...] = (_above, _below, _around)
