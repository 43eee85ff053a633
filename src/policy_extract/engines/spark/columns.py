"""Functions of ours on columns of Spark, in batches of Arrow, without pandas."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from policy_extract.processes.rest import words_at_rest

if TYPE_CHECKING:
    from pyspark.sql import Column


def on_column(begin: Callable[[], Callable[[Any], Any]], form: str) -> Callable[..., Column]:
    """A function on a column: ``begin`` is called in a worker, once for each part, and gives what is called with each value.

    ``form``: what comes out, in Spark's own words (``array<string>``). Both travel to the workers.
    """
    return on_batches(partial(_each, begin), form)


def _each(begin: Callable[[], Callable[[Any], Any]]) -> Callable[[Sequence[Any]], list[Any]]:
    each = begin()
    return lambda values: [each(value) for value in values]


def on_batches(
    begin: Callable[[], Callable[[Sequence[Any]], Sequence[Any]]], form: str
) -> Callable[..., Column]:
    """The same with what is called with all values of a batch, and gives as many. It is what ``mapInArrow`` does, which asks for pandas."""
    import pyarrow
    from pyspark.sql.functions import arrow_udf
    from pyspark.sql.pandas.types import to_arrow_type
    from pyspark.sql.types import DataType

    arrow = to_arrow_type(DataType.fromDDL(form))

    def work(batches: Iterator[pyarrow.Array]) -> Iterator[pyarrow.Array]:
        import pyarrow

        all_of = begin()
        with words_at_rest():
            for batch in batches:
                yield pyarrow.array(all_of(batch.to_pylist()), arrow)

    batches = Iterator[pyarrow.Array]  # Spark tells kinds of functions apart by their hints
    work.__annotations__.update({"batches": batches, "return": batches})
    function: Callable[..., Column] = arrow_udf(work, form)
    return function
