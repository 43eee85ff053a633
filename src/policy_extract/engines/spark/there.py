"""What a worker of Spark does with documents: rows in, outcomes as rows out, in batches of Arrow."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from policy_extract.processes.crew import Crew, Lost, MayTake
from policy_extract.processes.rest import words_at_rest
from policy_extract.readers import Input
from policy_extract.store.entries import encoded
from policy_extract.visible import writable
from policy_extract.work import Outcome, Recipe, Workshop, failed
from policy_extract.workers import crew, lost, work_on

if TYPE_CHECKING:
    import pyarrow as pa

#: A document to work on: its place among the inputs, its id, its path as given and where it can be read (bytes, for names
#: of files need not be Unicode), or what it consists of.
INPUT: Final = "place int, id string, path binary, at binary"
#: What became of it, with the words that it was done with.
OUTCOME: Final = "struct<words: string, outcome: binary>"
#: A row with its number in the batch.
Piece = tuple[int, Mapping[str, Any]]
Work = Callable[[Iterator["pa.Array"]], Iterator["pa.Array"]]


def worker(recipe: Recipe) -> Work:
    """What works on batches of structures with ``id``, ``path``, ``at``, ``data``; it travels to the workers.

    A worker builds its workshop from the recipe once, for all that it is given; the documents are read in a process of its own.
    """
    import pyarrow

    def work(batches: Iterator[pa.Array]) -> Iterator[pa.Array]:
        import pyarrow as pa

        form = pa.struct([("words", pa.string()), ("outcome", pa.binary())])
        workshop = _workshop(recipe)
        words = workshop.lexicon.fingerprint
        guard = crew(_work, workshop, 1, recipe, stay=True)
        with words_at_rest(), closing(guard):
            for batch in batches:
                done = _guarded(guard, batch.to_pylist())
                yield pa.array([{"words": words, "outcome": one} for one in done], form)

    batches = Iterator[pyarrow.Array]  # Spark tells kinds of functions apart by their hints
    work.__annotations__.update({"batches": batches, "return": batches})
    return work


@lru_cache(maxsize=1)
def _workshop(recipe: Recipe) -> Workshop:
    """The workshop of this process: Spark gives a worker one part of the documents after the other."""
    return recipe.workshop()


def _guarded(guard: Crew[Piece, bytes], rows: Sequence[Mapping[str, Any]]) -> list[bytes]:
    """The documents of a batch, in a process beside this one: who kills it, or does not come to an end, has failed alone, as locally."""
    done: dict[int, bytes] = {}
    for (number, row), came in guard.work_on(list(enumerate(rows))):
        item = Input(row["id"], os.fsdecode(row["path"]))
        done[number] = _told(item, lost(item, came)) if isinstance(came, Lost) else came
    return [done[number] for number in range(len(rows))]


def _work(workshop: Workshop, piece: Piece, may_take: MayTake) -> bytes:
    return outcome_of(workshop, piece[1], may_take)


def outcome_of(workshop: Workshop, row: Mapping[str, Any], may_take: MayTake) -> bytes:
    """One document, as bytes. One that JSON cannot hold has failed."""
    item = Input(row["id"], os.fsdecode(row["path"]))
    if row["data"] is None:
        outcome = work_on(workshop, Input(item.id, os.fsdecode(row["at"])), may_take)
    else:
        outcome = _unpacked(workshop, item, row["data"], may_take)
    return _told(item, _at(item, outcome))


def _told(item: Input, outcome: Outcome) -> bytes:
    told = encoded(outcome)
    if told is None:
        told = encoded(failed(item, "run.crashed", {"stage": "encode", "error": "Unicode"}))
    return told or b""


def _unpacked(workshop: Workshop, item: Input, data: bytes, may_take: MayTake) -> Outcome:
    """A document out of a table: readers read files, with the ending that its name has."""
    with tempfile.TemporaryDirectory(prefix="policy-extract-") as folder:
        file = Path(folder, f"document{os.path.splitext(item.path)[1]}")
        file.write_bytes(data)
        return work_on(workshop, Input(item.id, str(file)), may_take)


def _at(item: Input, outcome: Outcome) -> Outcome:
    """The outcome with the path that its document was given by, wherever it was read."""
    document = outcome.document
    if document is None:
        return outcome._replace(input=item)
    source = document.source.model_copy(update={"path": writable(item.path)})
    return outcome._replace(input=item, document=document.model_copy(update={"source": source}))
