"""The first pass: every input is worked on by itself, and what became of it is laid on a shelf.

What the second pass needs of all documents at once (their names) is noted beside it; nothing else of them stays in memory once they are
too many for it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from policy_extract import messages
from policy_extract.batch import NOTHING_KEPT, Kept
from policy_extract.engines import Engine
from policy_extract.engines.local import Local
from policy_extract.errors import UsageError
from policy_extract.events import DocumentDone, StageBegun, Tell, size, untold
from policy_extract.lexicon import Lexicon, load
from policy_extract.parcels import Came, Parcel
from policy_extract.processes.rest import words_at_rest
from policy_extract.readers import Discovery, Input, Unreadable
from policy_extract.readers.formats import suffixes
from policy_extract.resolve.stated import StatedNames
from policy_extract.shelf import Pile, Room, Shelf
from policy_extract.tuples import NamedTuple
from policy_extract.visible import shown_name
from policy_extract.work import Outcome, Recipe, Slip

#: Called after each document: how many are done, of how many, and the path of this one.
Progress = Callable[[int, int, str], None]
#: More files than this are not named in a message.
_NAMED: Final = 3


class NothingToDo(messages.Told, UsageError):
    """The paths led to no document at all, or the arguments do not fit together."""

    def __init__(self, code: str, problems: Sequence[Unreadable] = (), **fields: object) -> None:
        self.code, self.fields, self._problems = code, fields, tuple(problems)
        super().__init__(self.told("en"))

    def told(self, language: messages.Language) -> str:
        """What is wrong, with every path and what is the matter with it."""
        problems = "; ".join(f"{shown_name(p.path)}: {p.told(language)}" for p in self._problems)
        return messages.text(language, self.code, problems=problems, **self.fields)


class Documents(NamedTuple):
    """What became of each input, in their order; names are not resolved, nothing is compared yet.

    ``shelf``: the documents by the numbers of their inputs; ``names``: what each states, under the same numbers.
    """

    slips: tuple[Slip, ...]
    shelf: Shelf
    names: Pile[StatedNames]
    lexicon: Lexicon
    recipe: Recipe
    jobs: int
    skipped: tuple[str, ...]
    started: datetime
    clock: float

    @property
    def outcomes(self) -> Iterator[Outcome]:
        """The same as outcomes, one by one."""
        for number, slip in enumerate(self.slips):
            document = self.shelf.pile.get(number)
            yield Outcome(
                slip.input,
                document,
                "" if document is None else self.shelf.texts[document.id],
                slip.warnings,
                slip.residue,
                slip.ocr_score,
                slip.failure,
            )


class _Pass:
    """Lays down what comes and tells of it."""

    def __init__(self, inputs: Sequence[Input], room: Room) -> None:
        self.inputs = inputs
        self.shelf = Shelf(room)
        self.names: Pile[StatedNames] = Pile(
            room, "names", StatedNames.packed, StatedNames.unpacked
        )
        self._numbers = {item.id: number for number, item in enumerate(inputs)}
        self._slips: dict[str, Slip] = {}
        self._told: Callable[[Slip], None] | None = None

    def take(self, came: Came) -> None:
        """What became of one."""
        slip = came.slip if isinstance(came, Parcel) else Slip.of(came)
        name = slip.input.id
        self._slips[name], number = slip, self._numbers[name]
        if came.document is None:
            pass
        elif isinstance(came, Parcel):
            self.shelf.put_packed(number, name, came.document.data, came.text)
            self.names.put(came.document.names, number)
        else:
            self.shelf.put(number, came.document, came.text)
            self.names.put(StatedNames.of(came.document), number)
        if self._told is not None:
            self._told(slip)

    def new(self) -> list[Input]:
        """The inputs of which nothing was taken yet."""
        return [item for item in self.inputs if item.id not in self._slips]

    def slips(self) -> tuple[Slip, ...]:
        """What was taken, in the order of the inputs."""
        return tuple(self._slips[item.id] for item in self.inputs)

    def tell(self, tell: Tell, progress: Progress | None) -> None:
        """From now on each document is told of when it comes; the documents begin, and those that came before are told of."""
        bytes_of = {item.id: size(item.path) for item in self.inputs}
        tell(StageBegun("documents", documents=len(self.inputs), bytes=sum(bytes_of.values())))
        total, count = len(self.inputs), 0

        def told(slip: Slip) -> None:
            nonlocal count
            count += 1
            name, failure = slip.input.id, slip.failure
            reason = failure.reason if failure else None
            shown = slip.shown_path
            tell(DocumentDone(count, total, name, shown, bytes_of[name], slip.characters, reason))
            if progress is not None:
                progress(count, total, shown)

        for item in self.inputs:
            if item.id in self._slips:
                told(self._slips[item.id])
        self._told = told


def documents(
    found: Discovery,
    recipe: Recipe,
    *,
    jobs: int = 1,
    progress: Progress | None = None,
    tell: Tell = untold,
    kept: Kept = NOTHING_KEPT,
    room: Room | None = None,
    engine: Engine | None = None,
) -> Documents:
    """The first pass over what was discovered. ``kept``: where outcomes of earlier runs are to be had, and these are kept;
    ``room``: where documents lie when they are too many for memory, which is never without one; ``engine``: where they are worked on; None: here, in
    ``jobs`` processes.

    Raises NothingToDo when there is nothing, GazetteerError.
    """
    started, clock = datetime.now(UTC), time.perf_counter()
    _refuse_nothing(found)
    tell(StageBegun("words"))
    taken = _Pass(found.inputs, room or Room())
    with words_at_rest():
        for outcome in kept.of(found.inputs):
            taken.take(outcome)
    new = taken.new()
    if not new:  # nothing to work on, so nothing is built for it
        lexicon = load(recipe.folders, local=recipe.local)
        taken.tell(tell, progress)
    else:
        lexicon, outcomes = (engine or Local(jobs)).work_on_all(new, recipe)
        with words_at_rest(), closing(outcomes) as stream:
            taken.tell(tell, progress)
            for came in stream:
                if taken.shelf.away:  # then its bytes are wanted twice
                    came = Parcel.of(came)
                kept.put(came)
                taken.take(came)
    return Documents(
        taken.slips(), taken.shelf, taken.names, lexicon, recipe, jobs, found.skipped, started, clock
    )  # fmt: skip


def _refuse_nothing(found: Discovery) -> None:
    """Raises NothingToDo."""
    if not found.inputs:
        if found.skipped:  # a pattern that matches only files of other kinds
            raise NothingToDo("usage.nothing", [_unread(path) for path in found.skipped[:_NAMED]])
        raise NothingToDo("usage.no_paths")
    if found.nothing:
        problems = [i.problem for i in found.inputs if i.problem is not None]
        raise NothingToDo("usage.nothing", problems)


def _unread(path: str) -> Unreadable:
    suffix = Path(path).suffix
    return Unreadable(path, "read.suffix", suffix=suffix, known=suffixes())
