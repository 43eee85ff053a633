"""Companies as Spark has settled them, for the second pass of this process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import TYPE_CHECKING, Any, Final

from policy_extract.engines.spark.companies import companies
from policy_extract.engines.spark.firms import Ground
from policy_extract.engines.spark.session import settings
from policy_extract.lexicon import Lexicon
from policy_extract.model import Relation
from policy_extract.resolve.companies.words import CompanyPairs, CompanyWords
from policy_extract.resolve.divisions import DivisionIndex
from policy_extract.resolve.found import Found, squeeze
from policy_extract.resolve.judgements import Judgements
from policy_extract.resolve.matching import Name

if TYPE_CHECKING:
    from pyspark.sql import Row, SparkSession


#: Parts of a frame for each core, where rows are brought together by name or key.
_PARTS: Final = 2


class ToldCompanies(CompanyPairs):
    """What ``companies`` told, row by row: says of each name, in each document that uses it, what ``CompanyResolver`` says."""

    def __init__(
        self, lexicon: Lexicon, words: CompanyWords, rows: Iterable[Row | Mapping[str, Any]]
    ) -> None:
        super().__init__(words)
        records = {f"company:{record.key}": record for record in lexicon.companies}
        self._found: dict[tuple[str, str], Found] = {}
        self._parents: dict[str, str] = {}
        self._known: set[str] = set()  # records that a name means
        for row in rows:
            own = (row[name] for name in ("own", "rank", "rule", "score", "division"))
            found = Found(row["entity"], "company", *own)
            self._found[row["name"], row["document"] or ""] = found
            if row["record"]:
                self._known.add(found.entity)
            if row["known"] is not None:
                record = row["record"]
                known = (
                    records[row["known"]] if record else self._matcher.regional.read(row["name"])
                )
                if known is not None and known.parent:
                    self._parents[found.entity] = f"company:{known.parent}"

    def resolve(self, name: Name) -> Found:
        """The company that a name means in a document that uses it."""
        text = squeeze(name.text)
        found = self._found.get((text, ""))
        return found if found is not None else self._found[text, name.place.document]

    def relations(self, present: Set[str]) -> list[tuple[str, Relation]]:
        """Companies of the corpus and those of the gazetteer that they belong to: ``subsidiary_of``."""
        return [
            (child, Relation(type="subsidiary_of", target=parent, evidence="gazetteer"))
            for child, parent in sorted(self._parents.items())
            if parent in self._known and parent in present
        ]


def told(
    spark: SparkSession,
    lexicon: Lexicon,
    names: Mapping[str, Mapping[str, int]],
    ground: Ground,
) -> ToldCompanies:
    """The companies of a corpus, settled on Spark: every name with how often each document uses it, and the ground.

    Raises EngineError where Spark breaks off.
    """
    uses = [
        (name, document, count)
        for name, documents in names.items()
        for document, count in documents.items()
    ]
    divisions, judgements = DivisionIndex(lexicon), Judgements(lexicon.judgements)
    words = CompanyWords.of(lexicon, divisions, judgements, ground.nearby)
    parts = str(_PARTS * spark.sparkContext.defaultParallelism)
    with settings(spark, spark__sql__shuffle__partitions=parts):
        frame = spark.createDataFrame(uses, "name string, document string, count int")
        return ToldCompanies(lexicon, words, companies(frame, ground).toLocalIterator())
