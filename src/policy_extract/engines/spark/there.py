"""What a worker of Spark does with documents: rows in, outcomes as rows out, in batches of Arrow."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from policy_extract.processes.rest import words_at_rest
from policy_extract.readers import Input
from policy_extract.store.entries import encoded
from policy_extract.visible import writable
from policy_extract.work import Outcome, Recipe, Workshop, failed

if TYPE_CHECKING:
    import pyarrow as pa

#: A document to work on: its place among the inputs, its id, its path as given and where it can be read (bytes, for names
#: of files need not be Unicode), or what it consists of.
INPUT: Final = "place int, id string, path binary, at binary"
#: What became of it, with the words that it was done with.
OUTCOME: Final = "struct<words: string, outcome: binary>"
Work = Callable[[Iterator["pa.Array"]], Iterator["pa.Array"]]


def worker(recipe: Recipe) -> Work:
    """What works on batches of structures with ``id``, ``path``, ``at``, ``data``; it travels to the workers.

    A worker builds its workshop from the recipe once, for all that it is given.
    """
    import pyarrow

    def work(batches: Iterator[pa.Array]) -> Iterator[pa.Array]:
        import pyarrow as pa

        form = pa.struct([("words", pa.string()), ("outcome", pa.binary())])
        workshop = _workshop(recipe)
        words = workshop.lexicon.fingerprint
        with words_at_rest(), closing(workshop):
            for batch in batches:
                done = (outcome_of(workshop, row) for row in batch.to_pylist())
                yield pa.array([{"words": words, "outcome": one} for one in done], form)

    batches = Iterator[pyarrow.Array]  # Spark tells kinds of functions apart by their hints
    work.__annotations__.update({"batches": batches, "return": batches})
    return work


@lru_cache(maxsize=1)
def _workshop(recipe: Recipe) -> Workshop:
    """The workshop of this process: Spark gives a worker one part of the documents after the other."""
    return recipe.workshop()


def outcome_of(workshop: Workshop, row: Mapping[str, Any]) -> bytes:
    """One document, as bytes. One that JSON cannot hold has failed."""
    item = Input(row["id"], os.fsdecode(row["path"]))
    if row["data"] is None:
        outcome = workshop.work_on(Input(item.id, os.fsdecode(row["at"])))
    else:
        outcome = _unpacked(workshop, item, row["data"])
    told = encoded(_at(item, outcome))
    if told is None:
        told = encoded(failed(item, "run.crashed", {"stage": "encode", "error": "Unicode"}))
    return told or b""


def _unpacked(workshop: Workshop, item: Input, data: bytes) -> Outcome:
    """A document out of a table: readers read files, with the ending that its name has."""
    with tempfile.TemporaryDirectory(prefix="policy-extract-") as folder:
        file = Path(folder, f"document{os.path.splitext(item.path)[1]}")
        file.write_bytes(data)
        return workshop.work_on(Input(item.id, str(file)))


def _at(item: Input, outcome: Outcome) -> Outcome:
    """The outcome with the path that its document was given by, wherever it was read."""
    document = outcome.document
    if document is None:
        return replace(outcome, input=item)
    source = document.source.model_copy(update={"path": writable(item.path)})
    return replace(outcome, input=item, document=document.model_copy(update={"source": source}))
