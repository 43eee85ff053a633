"""Names as jobs on frames: what the local engine says of all names in one place."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from conftest import CORPUS
from names_at_scale import uses
from policy_extract.engines.spark import Spark
from policy_extract.engines.spark.firms import Ground
from policy_extract.lexicon import Lexicon, load
from policy_extract.pipeline import Result, compare, documents
from policy_extract.readers import discover
from policy_extract.resolve import Resolver
from policy_extract.resolve.companies.resolver import CompanyResolver
from policy_extract.resolve.divisions import DivisionIndex, Place
from policy_extract.resolve.found import Found, squeeze
from policy_extract.resolve.judgements import Judgements
from policy_extract.resolve.matching import Kind, Name
from policy_extract.work import Recipe
from test_engines import needs_spark, no_java_left, on_spark, spark

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

__all__ = ["no_java_left", "spark"]
pytestmark = [needs_spark, on_spark]
Uses = Mapping[str, Mapping[str, int]]


def here(names: Uses, lexicon: Lexicon) -> dict[tuple[str, str], Found]:
    """What the local engine says, by name and document."""
    divisions, judgements = DivisionIndex(lexicon), Judgements(lexicon.judgements)
    resolver = CompanyResolver(lexicon, divisions, judgements, names)
    return {
        (name, document): resolver.resolve(Name(name, Place(document=document)))
        for name, documents in names.items()
        for document in documents
    }


def there(names: Uses, spark: SparkSession) -> dict[tuple[str, str], Found]:
    """The same of Spark."""
    from policy_extract.engines.spark.companies import companies

    rows = [(n, d, count) for n, documents in names.items() for d, count in documents.items()]
    random.Random(len(rows)).shuffle(rows)
    found: dict[tuple[str, str], Found] = {}
    frame = spark.createDataFrame(rows, "name string, document string, count int")
    for row in companies(frame, Ground(Recipe())).collect():
        told = Found(row.entity, "company", row.own, row["rank"], row.rule, row.score, row.division)
        for document in names[row["name"]] if row.document is None else (row.document,):
            assert (row["name"], document) not in found
            found[row["name"], document] = told
    return found


def counted(mentions: Iterator[tuple[str, str]]) -> Uses:
    names: dict[str, Counter[str]] = {}
    for document, name in mentions:
        names.setdefault(squeeze(name), Counter())[document] += 1
    return names


def test_the_corpus_has_the_same_companies(corpus_result: Result, spark: SparkSession) -> None:
    names = counted(
        (document.id, mention.source.quote)
        for document in corpus_result.documents
        for mention in document.mentions
        if mention.type == "company"
    )
    assert len(names) > 100
    assert there(names, spark) == here(names, load())


def test_many_names_have_the_same_companies(spark: SparkSession) -> None:
    lexicon = load()
    names = counted((use.document, use.name) for use in uses(3000, 7, lexicon))
    local = here(names, lexicon)
    assert len({found.entity for found in local.values()}) > 200
    assert {found.rule for found in local.values()} >= {"exact", "short_name", "misprint"}
    assert there(names, spark) == local


def test_the_second_pass_is_the_same_with_companies_of_spark(spark: SparkSession) -> None:
    """Documents, entities with their relations, findings, pairs for people."""
    first = documents(discover([CORPUS]), Recipe(), jobs=2)
    engine, calls = Spark("local[2]", names=0), []
    settled = engine.companies(first.lexicon, first.recipe)

    def noted(names: Uses, nearby: frozenset[str]) -> Kind:
        calls.append(settled(names, nearby))
        return calls[-1]

    local, told = compare(first), compare(first, companies=noted)
    assert [type(one).__name__ for one in calls] == ["ToldCompanies"]
    assert told.documents == local.documents
    assert told.entities == local.entities
    assert told.findings == local.findings
    relations = {r.type for entity in local.entities.entities for r in entity.relations}
    assert "subsidiary_of" in relations
    few = Resolver(first.lexicon, Spark("local[2]").companies(first.lexicon, first.recipe))
    assert isinstance(few.companies({}, frozenset()), CompanyResolver)
    assert spark.sparkContext.defaultParallelism == 2


@pytest.mark.parametrize("seed", range(3))
def test_components_are_what_edges_link(spark: SparkSession, seed: int) -> None:
    from policy_extract.engines.spark.components import components

    chance = random.Random(seed)
    nodes = [f"{n:02}" for n in range(40)]
    edges = [(chance.choice(nodes), chance.choice(nodes)) for _ in range(25)]
    edges += list(pairwise(nodes[20:31]))  # a long chain
    wanted = {node: node for node in nodes}
    for _ in nodes:
        for left, right in edges:
            wanted[left] = wanted[right] = min(wanted[left], wanted[right])
    found = components(
        spark.createDataFrame([(n,) for n in nodes], "node string"),
        spark.createDataFrame(edges, "left string, right string"),
    )
    assert {row.node: row.label for row in found.collect()} == wanted
