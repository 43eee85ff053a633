"""The first pass on Spark: a frame of inputs, a frame of outcomes, which come back one part after the other."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from policy_extract.engines import Worked
from policy_extract.engines.spark.firms import Ground
from policy_extract.engines.spark.session import (
    EngineError,
    let_go,
    session,
    settings,
    told_in_words,
)
from policy_extract.engines.spark.tables import discovered, documents_of
from policy_extract.engines.spark.there import INPUT, OUTCOME, worker
from policy_extract.engines.spark.told import told
from policy_extract.lexicon import Lexicon, load
from policy_extract.parcels import Came
from policy_extract.readers import Discovery, Input, discover
from policy_extract.resolve.matching import Kind
from policy_extract.resolve.resolver import Companies
from policy_extract.store.entries import decoded
from policy_extract.work import Outcome, Recipe, failed

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

#: Parts for each core: whoever is done early takes another one. And no more documents in one than these: what a machine
#: takes with it when it dies is done again.
_PARTS, _MOST = 4, 64
#: Distinct names of companies: fewer take half a minute and a gigabyte where they are, and Spark longer to go through its stages.
NAMES: Final = 200_000
#: Documents: the second pass of fewer is done where all of it is written, before Spark has gone through its stages.
PLANS: Final = 10_000
#: Documents in one batch of Arrow: their bytes are all held at once.
_BATCH: Final = "4"


class Spark:
    """Spark at ``master``; ``table``: a table of documents in Parquet, instead of files; ``names``: from so many names of
    companies on it is settled there which mean one; ``plans``: from so many documents on the second pass is Spark's, too. ``close`` it.

    Spark is started when it is needed: not where all outcomes are kept from an earlier run. Files must lie at the same
    paths on all machines, and so must folders of gazetteers.
    """

    def __init__(
        self, master: str, table: str | None = None, names: int = NAMES, plans: int = PLANS
    ) -> None:
        self._master, self._table, self._many, self.plans = master, table, names, plans
        self._ending = ExitStack()
        #: What Spark has made of documents, as it lies there for the second pass: ``id``, ``outcome``; and their ids.
        self.outcomes: list[DataFrame] = []
        self.worked_on: set[str] = set()

    def close(self) -> None:
        """End Spark, if it was started here."""
        self._ending.close()

    @cached_property
    def session(self) -> SparkSession:
        """Spark, started when it is first asked for. Raises EngineError."""
        return self._ending.enter_context(session(self._master))

    def discovered(self, paths: Iterable[str | Path]) -> Discovery:
        """The documents of the table, else those behind ``paths``.

        Raises EngineError for what is no table, or where Spark does not start.
        """
        if self._table is None:
            return discover(paths)
        with told_in_words():
            return discovered(documents_of(self.session, self._table), self._table)

    def work_on_all(self, inputs: Sequence[Input], recipe: Recipe) -> Worked:
        """See ``Engine``. Raises EngineError where Spark does not start or breaks off."""
        lexicon = _lexicon(recipe)
        return Worked(lexicon, self._outcomes(inputs, recipe, lexicon.fingerprint))

    def _outcomes(
        self, inputs: Sequence[Input], recipe: Recipe, fingerprint: str
    ) -> Generator[Came, None, None]:
        there = [item for item in inputs if item.problem is None]
        for item in inputs:
            if item.problem is not None:
                yield failed(item, item.problem.code, dict(item.problem.fields))
        if there:
            yield from self._worked(there, recipe, fingerprint)

    def spreads(self, documents: int) -> bool:
        """See ``Engine``: few documents are compared sooner where they are written."""
        return documents >= self.plans

    def companies(self, lexicon: Lexicon, recipe: Recipe) -> Companies:
        """See ``Engine``. Of few names it is settled here: Spark would take longer to begin."""

        def settled(names: Mapping[str, Mapping[str, int]], nearby: frozenset[str]) -> Kind | None:
            if len(names) < self._many:
                return None
            with told_in_words():
                return told(self.session, lexicon, names, Ground(recipe, nearby))

        return settled

    def _worked(
        self, inputs: Sequence[Input], recipe: Recipe, fingerprint: str
    ) -> Iterator[Outcome]:
        """What became of inputs, in any order."""
        from pyspark import StorageLevel
        from pyspark.sql import functions as columns

        spark = self.session
        with (
            told_in_words(),
            settings(spark, spark__sql__execution__arrow__maxRecordsPerBatch=_BATCH),
        ):
            work = columns.arrow_udf(worker(recipe), OUTCOME)  # as mapInArrow, which wants pandas
            given = columns.struct("id", "path", "at", "data")
            rows = self._rows(inputs).select("place", "id", work(given).alias("done"))
            frame = rows.select("place", "id", "done.words", "done.outcome")
            frame = frame.persist(StorageLevel.DISK_ONLY)
            self._ending.callback(let_go, frame.unpersist)
            frame.count()  # all at once; the iterator alone would ask for one part after the other
            for row in frame.toLocalIterator():
                if row.words != fingerprint:
                    raise EngineError("engine.other_words")
                yield _decoded(bytes(row.outcome), inputs[row.place])
            self.outcomes.append(frame.select("id", "outcome"))
            self.worked_on.update(item.id for item in inputs)

    def _rows(self, inputs: Sequence[Input]) -> DataFrame:
        """A row for each input, in parts that are worked on apart from each other."""
        from pyspark.sql import functions as columns

        given = [
            (place, item.id, os.fsencode(item.path), os.fsencode(os.path.abspath(item.path)))
            for place, item in enumerate(inputs)
        ]
        rows = self.session.createDataFrame(given, INPUT)
        if self._table is None:
            rows = rows.withColumn("data", columns.lit(None).cast("binary"))
        else:
            table = documents_of(self.session, self._table)
            named = table.withColumn("path", columns.col("path").cast("binary"))
            rows = rows.join(named, "path")
        cores = self.session.sparkContext.defaultParallelism
        parts = max(min(len(inputs), _PARTS * cores), -(-len(inputs) // _MOST))
        return rows.repartition(parts)


def _lexicon(recipe: Recipe) -> Lexicon:
    """The words, tried with the rules where some are a user's: a worker's complaint would say less."""
    if not recipe.folders:
        return load(recipe.folders, local=recipe.local)
    workshop = recipe.workshop()
    workshop.close()
    return workshop.lexicon


def _decoded(data: bytes, item: Input) -> Outcome:
    outcome = decoded(data, item)
    if outcome is None:  # the fingerprint is the same, the code is not
        raise EngineError("engine.other_words")
    return outcome
