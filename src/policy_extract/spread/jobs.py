"""The second pass as jobs on frames. What must lie in one place at a time stands beside each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from policy_extract.engines.spark import firms
from policy_extract.engines.spark.columns import on_batches, on_column
from policy_extract.engines.spark.companies import companies
from policy_extract.engines.spark.firms import Ground
from policy_extract.spread import alike, filling, judging, reducing
from policy_extract.spread.filling import Blocks
from policy_extract.spread.held import Known

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

    from policy_extract.work import Recipe

    #: Makes a frame once, and keeps it under a name.
    Keep = Callable[[DataFrame, str], DataFrame]

#: What a company's name means, in a document of its own or in all: the columns of ``companies`` that ``ToldCompanies`` reads.
FIRM: Final = (
    "name", "document", "entity", "own", "rank", "rule", "score", "division", "known", "record",
)  # fmt: skip


def stated(given: DataFrame, recipe: Recipe) -> DataFrame:
    """``number``, ``id``, ``companies``, ``nearby`` of each document (``number``, ``id``, ``outcome``). In one place: a document."""
    from pyspark.sql import functions as f

    told = on_column(partial(filling.stated, recipe), filling.STATED)
    done = given.select("number", "id", told(f.struct("id", "outcome")).alias("done"))
    return done.select("number", "id", "done.companies", "done.nearby")


def ground_of(named: DataFrame, recipe: Recipe) -> Ground:
    """The ground on which names of companies are read. In one place: codes of divisions."""
    from pyspark.sql import functions as f

    codes = named.select(f.explode("nearby").alias("code")).distinct().collect()
    return Ground(recipe, frozenset(row.code for row in codes))


def firms_of(named: DataFrame, ground: Ground) -> tuple[DataFrame, DataFrame]:
    """How often each document uses each name of a company (``document``, ``name``, ``count``), and ``companies``."""
    from pyspark.sql import functions as f

    uses = named.select(f.col("id").alias("document"), f.inline("companies"))
    return uses, companies(uses, ground)


def filled(
    given: DataFrame, uses: DataFrame, found: DataFrame, ground: Ground, blocks: Blocks
) -> DataFrame:
    """Each document with its entities: ``number``, ``id``, and see ``filling.FILLED``. In one place: a few documents, with their companies."""
    from pyspark.sql import functions as f

    firm = found.select(
        f.col("name").alias("called"), f.col("document").alias("of"), f.struct(*FIRM).alias("firm")
    )
    met = uses.join(firm, uses.name == firm.called).where("of IS NULL OR of = document")
    own = met.groupBy("document").agg(f.collect_list("firm").alias("firms"))
    rows = given.join(own, given.id == own.document, "left")
    fill = on_batches(partial(filling.filled, ground, blocks), filling.FILLED)
    done = rows.select("number", "id", fill(f.struct("id", "outcome", "firms")).alias("done"))
    return done.select("number", "id", "done.*")


def reduced(filled: DataFrame, ground: Ground) -> DataFrame:
    """``entity``, and see ``reducing.ENTITY``. In one place: what all documents say of one entity."""
    from pyspark.sql import functions as f

    drafts = filled.select("number", "id", f.inline("drafts"))
    columns = ("number", "id", "entity", "type", "division", "names", "aliases")
    of_one = drafts.groupBy("entity").agg(f.collect_list(f.struct(*columns)).alias("drafts"))
    made = on_column(partial(reducing.entity_of, ground), reducing.ENTITY)
    return of_one.select("entity", made("drafts").alias("made")).select("entity", "made.*")


def related(entities: DataFrame, found: DataFrame, ground: Ground) -> DataFrame:
    """``entity`` and ``data``: each entity with its relations. In one place: an entity."""
    from pyspark.sql import functions as f

    ids = entities.select(f.col("entity").alias("target"))
    may = entities.select("entity", f.inline("relations")).join(ids, "target", "left_semi")
    above = on_column(partial(firms.parent, ground), "string")
    known = found.where("known IS NOT NULL")
    records = known.where("record").select(f.col("entity").alias("target")).distinct()
    owned = known.select("entity", above(f.struct("name", "known", "record")).alias("target"))
    owned = owned.where("target IS NOT NULL").distinct()
    owned = owned.join(records, "target", "left_semi").join(ids, "target", "left_semi")
    owned = owned.selectExpr(
        "entity",
        "int(null) AS rank",
        "'subsidiary_of' AS type",
        "target",
        "'gazetteer' AS evidence",
    )
    both = may.select("entity", "rank", "type", "target", "evidence").union(owned)
    relation = f.struct("rank", "type", "target", "evidence")
    of_one = both.groupBy("entity").agg(f.collect_list(relation).alias("having"))
    put = on_column(_related, "binary")
    rows = entities.select("entity", "data").join(of_one, "entity", "left")
    return rows.select(
        "entity", put(f.struct("data", f.col("having").alias("relations"))).alias("data")
    )


def _related() -> Callable[[Any], Any]:
    return reducing.related


def pairs(entities: DataFrame, ground: Ground, keep: Keep) -> tuple[DataFrame, DataFrame]:
    """Pairs for people to judge (``left``, ``right``, ``pair``), and blocks in which not all are weighed (``kind``, ``sign``, ``names``).

    In one place: the ids and forms of the entities of a block; two entities.
    """
    from pyspark.sql import functions as f

    lie = on_column(partial(alike.blocks, ground), alike.BLOCKS)
    laid = entities.select("entity", lie(f.struct("type", "spelled")).alias("lie"))
    members = laid.select("entity", "lie.kind", "lie.form", f.explode("lie.blocks").alias("block"))
    blocks = members.groupBy("kind", "block").agg(
        f.collect_list(f.struct("entity", "form")).alias("members")
    )
    meet = on_column(partial(alike.meeting, ground), alike.MEETING)
    several = blocks.where(f.size("members") > 1)
    met = several.select("kind", meet(f.struct("kind", "block", "members")).alias("met"))
    met = keep(met, "blocks")
    asked = met.select(f.inline("met.pairs")).distinct()
    sides = [
        entities.select(
            f.col("entity").alias(side), f.struct("data", "spelled").alias(f"of_{side}")
        )
        for side in ("left", "right")
    ]
    both = asked.join(sides[0], "left").join(sides[1], "right")
    weigh = on_column(partial(alike.weighing, ground), "binary")
    two = f.struct(f.col("of_left").alias("left"), f.col("of_right").alias("right"))
    weighed = both.select("left", "right", weigh(two).alias("pair")).where("pair IS NOT NULL")
    crowds = met.where("met.sign IS NOT NULL").select("kind", "met.sign", "met.names")
    return weighed, crowds


def findings(filled: DataFrame, weighed: DataFrame, known: Known, keep: Keep) -> DataFrame:
    """All findings: ``kind``, ``id``, ``data``. In one place: a block of values, a document with what it looks at, a pair."""
    from pyspark.sql import functions as f

    frames = [
        _of_blocks(filled, "areas", on_column(partial(judging.of_areas, known), judging.FOUND)),
        _of_blocks(filled, "promises", on_column(partial(judging.of_promises, known), judging.FOUND)),
        _of_documents(filled, known, keep),
        _of_pairs(filled, weighed, known),
    ]  # fmt: skip
    found = [frame.select(f.inline("found")) for frame in frames]
    return found[0].union(found[1]).union(found[2]).union(found[3])


def _of_blocks(filled: DataFrame, column: str, find: Callable[..., Column]) -> DataFrame:
    from pyspark.sql import functions as f

    parts = filled.select("number", f.inline(column))
    block = parts.groupBy("bucket").agg(
        f.collect_list(f.struct("number", "part", "words")).alias("parts")
    )
    return block.select(find("parts").alias("found"))


def _of_documents(filled: DataFrame, known: Known, keep: Keep) -> DataFrame:
    from pyspark.sql import functions as f

    ask = on_column(partial(judging.asking, known), judging.ASKED)
    asked = filled.select("number", ask(f.struct("document", "text")).alias("asked"))
    asked = keep(asked, "asked")
    wanted = asked.select("number", f.explode("asked.levels").alias("key"))
    levels = filled.select("number", "id", "title", "draft", f.inline("levels"))
    of_key = levels.join(wanted.select("key").distinct(), "key", "left_semi")
    columns = ("number", "place", "id", "title", "draft", "level")
    of_key = of_key.groupBy("key").agg(f.collect_list(f.struct(*columns)).alias("levels"))
    narrow = on_column(_narrowed, judging.TOLD)
    of_key = of_key.select("key", narrow("levels").alias("told"))
    told = wanted.join(of_key, "key").groupBy("number")
    told = told.agg(f.collect_list(f.struct("key", "told")).alias("levels"))
    above = asked.select("number", f.explode("asked.above").alias("binds"))
    binding = filled.where("bound IS NOT NULL").select("binds", f.col("bound").alias("part"))
    over = above.join(binding, "binds").groupBy("number")
    over = over.agg(f.collect_list(f.struct("part")).alias("above"))
    rows = filled.select("number", "document", "text").join(asked, "number")
    rows = rows.join(told, "number", "left").join(over, "number", "left")
    judge = on_column(partial(judging.judging, known), judging.FOUND)
    return rows.select(
        judge(f.struct("document", "text", "asked", "levels", "above")).alias("found")
    )


def _narrowed() -> Callable[[Any], Any]:
    return judging.narrowed


def _of_pairs(filled: DataFrame, weighed: DataFrame, known: Known) -> DataFrame:
    from pyspark.sql import functions as f

    ends = weighed.select(f.explode(f.array("left", "right")).alias("indicator")).distinct()
    spoken = filled.select("id", f.inline("spoken")).join(ends, "indicator", "left_semi")
    place = f.struct("id", "start")
    spoken = spoken.groupBy("indicator", "claim").agg(
        f.min(place).alias("first"), f.max(place).alias("last")
    )
    one = f.struct("indicator", "claim", "first", "last")
    spoken = spoken.groupBy("indicator").agg(f.collect_list(one).alias("spoken"))
    heads = filled.select("id", "title", "draft")
    of_pair = weighed.select(
        "left", "right", f.explode(f.from_json(f.get_json_object(f.col("pair").cast("string"), "$.documents"), "array<string>")).alias("id"),
    )  # fmt: skip
    of_pair = of_pair.join(heads, "id").groupBy("left", "right")
    of_pair = of_pair.agg(f.collect_list(f.struct("id", "title", "draft")).alias("heads"))
    rows = weighed.join(of_pair, ["left", "right"])
    for side in ("left", "right"):
        its = spoken.select(f.col("indicator").alias(side), f.col("spoken").alias(f"of_{side}"))
        rows = rows.join(its, side, "left")
    none = f.array().cast(spoken.schema["spoken"].dataType)
    both = f.concat(f.coalesce("of_left", none), f.coalesce("of_right", none)).alias("spoken")
    told = on_column(partial(judging.of_pairs, known), judging.FOUND)
    return rows.select(told(f.struct("pair", "heads", both)).alias("found"))


def tables(filled: DataFrame, made: Callable[..., Column], lot: int) -> DataFrame:
    """``lot``, ``table``, ``data``: files of the tables of documents. In one place: a lot of documents."""
    from pyspark.sql import functions as f

    lots = filled.withColumn("lot", f.expr(f"number DIV {lot}")).groupBy("lot")
    rows = lots.agg(
        f.sort_array(f.collect_list(f.struct("number", "document", "text"))).alias("rows")
    )
    return rows.select("lot", f.inline(made("rows")))
