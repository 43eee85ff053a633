"""Pieces of names around lines of values: which row a piece belongs to.

Where a table is drawn with its values at the foot of their rows, pieces of a name stand above them; at the head,
below; in the middle, as many above as below. A table is drawn in one way: a reading counts where nearly all its
rows allow it, and a row has cells where all readings that count give it the same name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from policy_extract.layout.geometry.dealt_rows import Row
from policy_extract.layout.geometry.region import Entry, Segment
from policy_extract.layout.geometry.words import Word, WordKinds

_UNIT_END = re.compile(r"\([^()]{1,12}\)$")
_ENOUGH = 0.8  # of the stretches with pieces those that a reading must fit

_Pieces = tuple[tuple[Word, ...], ...]
#: The pieces of each row's name, None where a line is left over.
_Reading = Callable[[Sequence[Entry]], list[_Pieces] | None]


def named(segments: Sequence[Segment], kinds: WordKinds) -> Iterator[Row]:
    """The rows with their names, in order; none for a row whose name is open.

    Refused: a row beside a line that holds some of its values, pieces that no reading places.
    """
    stretches = [stretch for segment in segments for stretch in _untorn(segment)]
    read = [[_fitting(r, s, kinds) for r in _READINGS] for s in (x for x, _ in stretches)]
    loose = [any(entry.row is None for entry in stretch) for stretch, _ in stretches]
    fits = [
        sum(fit[i] is not None for fit, open_ in zip(read, loose, strict=True) if open_)
        for i in range(len(_READINGS))
    ]
    most = max(fits)
    if most < _ENOUGH * sum(loose):
        return
    counting = [i for i, count in enumerate(fits) if count == most]
    for (stretch, sure), fit in zip(stretches, read, strict=True):
        told = [fit[i] for i in counting]
        for place, entry in enumerate(e for e in stretch if e.row is not None):
            names = {None if t is None else t[place] for t in told}
            name = names.pop() if len(names) == 1 else None
            if name and entry.row is not None and sure(place):
                yield replace(entry.row, name=tuple(w for piece in name for w in piece))


def _untorn(segment: Segment) -> Iterator[tuple[list[Entry], Callable[[int], bool]]]:
    """The stretches between torn lines, with which of their rows no torn line may reach into."""
    bounds = [i for i, entry in enumerate(segment) if entry.torn]
    for first, stop in zip([-1, *bounds], [*bounds, len(segment)], strict=True):
        stretch = segment[first + 1 : stop]
        count = sum(entry.row is not None for entry in stretch)
        if count:
            low, high = int(first >= 0), count - int(stop < len(segment))
            yield stretch, range(low, high).__contains__


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
    runs: list[_Pieces] = [()]
    own: list[tuple[Word, ...]] = []
    for entry in stretch:
        if entry.row is None:
            runs[-1] = (*runs[-1], entry.words)
        else:
            own.append(entry.row.name)
            runs.append(())
    return runs, own


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
