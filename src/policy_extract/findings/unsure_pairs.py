"""Two names that may mean one body: joined by nobody, shown to somebody who can say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from policy_extract.findings.comparable import PASSAGE
from policy_extract.findings.corpus import Corpus
from policy_extract.messages import Language, listed, text
from policy_extract.model import Document, Observation, Said, UnsurePair
from policy_extract.resolve.keys import SEPARATOR
from policy_extract.resolve.pairs import Pair
from policy_extract.tuples import NamedTuple

#: More plans than these are counted, not named.
_NAMED = 4


class Spot(NamedTuple):
    """Where a value stands."""

    document: str
    start: int


#: What a value speaks of, its indicator, time and kind left out.
Claim = tuple[object, ...]
#: By it the places where such values stand.
_Spoken = Mapping[Claim, list[Spot]]


class Spoken:
    """For each indicator of a pair: where its values stand, by what they speak of."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self._asked = {id for pair in pairs for id in (pair.left_entity, pair.right_entity)}
        self._found: dict[str, dict[Claim, list[Spot]]] = {}

    def take(self, document: Document) -> None:
        """The values of a document, or some of them."""
        for one in self.spoken_in(document):
            self.put(*one)

    def spoken_in(self, document: Document) -> Iterator[tuple[str, Claim, Spot]]:
        """The values of a document that are asked for: indicator, what each speaks of, where it stands."""
        for one in document.observations:
            if one.indicator.entity in self._asked and one.about != "project":
                spot = Spot(document.id, one.source.start)
                yield str(one.indicator.entity), claim(one), spot

    def put(self, indicator: str, claim: Claim, *spots: Spot) -> None:
        """Values of one indicator that speak of the same; the first and the last of them stand for all."""
        self._found.setdefault(indicator, {}).setdefault(claim, []).extend(spots)

    def of(self, indicator: str) -> _Spoken:
        """Those of one indicator."""
        return self._found.get(indicator, {})


def unsure_pairs(corpus: Corpus) -> Iterator[UnsurePair]:
    """The corpus's pairs that are worth a person's time; see ``worth_asking``."""
    spoken = Spoken(corpus.pairs)
    for document in corpus.documents:
        spoken.take(document)
    return worth_asking(corpus, spoken)


def worth_asking(corpus: Corpus, spoken: Spoken) -> Iterator[UnsurePair]:
    """The corpus's pairs that are worth a person's time, as findings, in their order.

    Two indicators are, where values of both could be compared if they were one: of one area and segment, in one unit.
    What one passage names beside each other (乙肝患者, 丙肝患者) is two things by its writer's own word, and a bare noun
    (产业规模 beside 航空产业规模) may be any.
    """
    lexicon = corpus.lexicon
    nouns = frozenset(lexicon.words("findings", "bare_nouns") if lexicon.word_lists else ())
    for pair in corpus.pairs:
        if pair.type == "indicator" and not (
            nouns.isdisjoint((pair.left, pair.right))
            and _matters(spoken.of(pair.left_entity), spoken.of(pair.right_entity))
        ):
            continue
        yield UnsurePair(
            id=f"unsure_pair:{pair.left_entity}{SEPARATOR}{pair.right_entity}",
            documents=corpus.named(*pair.documents),
            said=Said.of(_told(corpus, pair, "zh"), _told(corpus, pair, "en")),
            type=pair.type,
            left=pair.left,
            right=pair.right,
            left_entity=pair.left_entity,
            right_entity=pair.right_entity,
            score=pair.match.score,
            features=pair.match.features,
        )


def claim(one: Observation) -> Claim:
    """What a value speaks of, its indicator, time and kind left out."""
    value = one.value
    unit = (value.base.unit if value.base else value.unit) if value else None
    return one.area.entity, one.segment, one.measure, one.about, unit


def _matters(left: _Spoken, right: _Spoken) -> bool:
    return any(_apart(left[claim], right[claim]) for claim in left.keys() & right.keys())


def _apart(left: list[Spot], right: list[Spot]) -> bool:
    """Whether two of the values stand in two plans, or in two passages of one."""
    if len({spot.document for spot in (*left, *right)}) > 1:
        return True
    first, last = (min(left), max(left)), (min(right), max(right))
    return max(last[1].start - first[0].start, first[1].start - last[0].start) > PASSAGE


def _told(corpus: Corpus, pair: Pair, language: Language) -> str:
    titles = [corpus.names.plan(document, language) for document in pair.documents[:_NAMED]]
    left = len(pair.documents) - len(titles)
    more = [text(language, "finding.more", count=left)] if left else []
    return text(
        language,
        "finding.unsure_pair",
        left=pair.left,
        right=pair.right,
        documents=listed(language, [*titles, *more]),
    )
