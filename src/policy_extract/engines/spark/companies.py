"""Companies as jobs on frames: names → keys → pairs → links → components → companies → ids.

The names of a corpus are nowhere all in one place. What must be together is: names of one key, while pairs are made; names that
a chain of links joins; companies of one core, and of one id.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from policy_extract.engines.spark import firms
from policy_extract.engines.spark.columns import on_column
from policy_extract.engines.spark.components import components
from policy_extract.engines.spark.firms import BEGUN, RIGHT, WHOLE, WRONG, Ground
from policy_extract.engines.spark.session import told_in_words
from policy_extract.lexicon import load
from policy_extract.resolve.found import squeeze

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def companies(uses: DataFrame, ground: Ground) -> DataFrame:
    """The company that each name means, as ``CompanyResolver`` says it of all names together.

    ``uses``: ``name`` (white space squeezed out), ``document``, ``count``, each pair of name and document once. Gives
    ``name``, ``document`` (null where it means the same in all), ``entity``, ``own`` (the company's name), ``rank``, ``rule``,
    ``score``, ``division``; ``known``, the id that a gazetteer gives the company, and whether that is a ``record``'s. Raises EngineError where Spark breaks off.
    """
    from pyspark.sql import functions as f

    with told_in_words():
        names = uses.groupBy("name").agg(
            f.collect_list(f.struct("document", "count")).alias("uses")
        )
        names = names.localCheckpoint()
        only = names.select("name")
        labels = components(only.withColumnRenamed("name", "node"), _links(only, ground))
        parts = names.join(labels, names.name == labels.node).groupBy("label")
        linked = parts.agg(f.collect_list(f.struct("name", "uses")).alias("linked"))
        joined = on_column(partial(firms.companies, ground), firms.COMPANIES)
        found = linked.select("label", f.inline(joined("linked"))).localCheckpoint()
        return _named(found)


def _links(names: DataFrame, ground: Ground) -> DataFrame:
    """Edges between names that may come into one company, and between a name and what the gazetteers know of it."""
    from pyspark.sql import functions as f

    spark = names.sparkSession
    lexicon = load(ground.recipe.folders, local=ground.recipe.local)
    known = list(firms.records(lexicon))
    records = spark.createDataFrame(known, "left string, right string") if known else None
    keyed = names
    if records is not None:  # a name may be joined to a record whose own name nobody writes
        written = [(squeeze(record.name),) for record in lexicon.companies]
        if written:
            keyed = names.union(spark.createDataFrame(written, "name string")).distinct()
    told = on_column(partial(firms.nodes, ground), firms.NODES)
    fixed = keyed.select(f.col("name").alias("left"), f.explode(told("name")).alias("right"))
    links = _pairs(keyed, ground).union(fixed)
    return links if records is None else links.union(records)


def _pairs(names: DataFrame, ground: Ground) -> DataFrame:
    """Pairs of names that share a key and link."""
    from pyspark.sql import functions as f

    told = on_column(partial(firms.keys, ground), firms.KEYS)
    keys = names.select("name", f.inline(told("name"))).localCheckpoint()
    left = keys.select(f.col("name").alias("left"), "key", f.col("side").alias("begins"))
    right = keys.select(f.col("name").alias("right"), "key", "side")
    meeting = (
        f"(begins = {WHOLE} AND (side = {WHOLE} AND left < right OR side = {BEGUN} AND left <> right))"
        f" OR (begins = {WRONG} AND side = {RIGHT} AND left <> right)"
    )
    pairs = left.join(right, "key").where(meeting)
    # which of the two openings a pair met by is all one: a link has no direction
    side = f.when(f.col("side") == RIGHT, RIGHT).otherwise(WHOLE).alias("side")
    pairs = pairs.select("left", "right", side).distinct()
    linked = on_column(partial(firms.links, ground), "boolean")
    return pairs.where(linked(f.struct("left", "right", "side"))).select("left", "right")


def _named(found: DataFrame) -> DataFrame:
    """Each name with the id of its company: see ``CompanyNaming.ids``, which says the same of companies in one place."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    of_core = Window.partitionBy("known", "core")
    owners = f.sum(f.col("bare").cast("int")).over(of_core)
    alone = f.count("*").over(of_core) == 1
    owns = ~f.col("taken") & (alone | (f.col("bare") & (owners == 1)))
    said = f.concat(f.lit("company:"), f.when(owns, f.col("core")).otherwise(f.col("body")))
    first = found.withColumn("id", f.coalesce("known", said))
    shared = f.count("*").over(Window.partitionBy("id")) > 1
    apart = f.concat(f.lit("company:"), "whole")
    last = first.withColumn(
        "entity", f.when(shared & ~f.col("record"), apart).otherwise(f.col("id"))
    )
    columns = ("name", "document", "own", "rank", "rule", "score", "division")
    company = ("entity", "known", "record")
    told = last.select(*company, f.explode("names").alias("one"))
    return told.select(*company, *(f.col(f"one.{name}").alias(name) for name in columns))
