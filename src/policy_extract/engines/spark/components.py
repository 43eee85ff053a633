"""Connected components of a graph that lies in frames: what a chain of edges links has one label."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def components(nodes: DataFrame, edges: DataFrame) -> DataFrame:
    """``node`` and ``label``: the smallest node that a chain of edges leads to.

    ``nodes``: a column ``node``, each once. ``edges``: ``left``, ``right``, in either direction; an end need not be
    among the nodes. Labels go along the edges, then jump to the label of their label, until none changes: as often as the logarithm of the
    longest chain, or a few times more.
    """
    from pyspark.sql import functions as f

    back = edges.select(f.col("right").alias("left"), f.col("left").alias("right"))
    both = edges.select("left", "right").union(back).distinct().localCheckpoint()
    ends = both.select(f.col("left").alias("node"))
    labels = nodes.select("node").union(ends).distinct().withColumn("label", f.col("node"))
    while True:
        after = _jumped(_spread(labels, both)).localCheckpoint()
        old = labels.select("node", f.col("label").alias("old"))
        changed = after.join(old, "node").where("label <> old").limit(1).count()
        labels = after
        if not changed:
            return nodes.select("node").join(labels, "node")


def _spread(labels: DataFrame, both: DataFrame) -> DataFrame:
    """Each node with the smallest label among its own and its neighbours'."""
    from pyspark.sql import functions as f

    told = both.join(labels, both.right == labels.node).select(f.col("left").alias("node"), "label")
    return labels.union(told).groupBy("node").agg(f.min("label").alias("label"))


def _jumped(labels: DataFrame) -> DataFrame:
    """Each node with the label of the node that it is labelled by."""
    from pyspark.sql import functions as f

    above = labels.select(f.col("node").alias("label"), f.col("label").alias("above"))
    return labels.join(above, "label").select("node", f.col("above").alias("label"))
