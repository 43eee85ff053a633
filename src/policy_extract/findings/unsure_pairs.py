"""Two names that may mean one body: joined by nobody, shown to somebody who can say."""

from __future__ import annotations

from collections.abc import Iterator

from policy_extract.findings.corpus import Corpus
from policy_extract.messages import Language, listed, text
from policy_extract.model import Said, UnsurePair
from policy_extract.resolve.keys import SEPARATOR
from policy_extract.resolve.pairs import Pair

#: More plans than these are counted, not named.
_NAMED = 4


def unsure_pairs(corpus: Corpus) -> Iterator[UnsurePair]:
    """The corpus's pairs as findings, in their order."""
    for pair in corpus.pairs:
        yield UnsurePair(
            id=f"unsure_pair:{pair.left_entity}{SEPARATOR}{pair.right_entity}",
            documents=corpus.named(*pair.documents),
            said=Said(zh=_told(corpus, pair, "zh"), en=_told(corpus, pair, "en")),
            type=pair.type,
            left=pair.left,
            right=pair.right,
            left_entity=pair.left_entity,
            right_entity=pair.right_entity,
            score=pair.match.score,
            features=pair.match.features,
        )


def _told(corpus: Corpus, pair: Pair, language: Language) -> str:
    titles = [corpus.names.titles[document] for document in pair.documents[:_NAMED]]
    if language == "zh":
        titles = [f"《{title}》" for title in titles]
    left = len(pair.documents) - len(titles)
    more = [text(language, "finding.more", count=left)] if left else []
    return text(
        language,
        "finding.unsure_pair",
        left=pair.left,
        right=pair.right,
        documents=listed(language, [*titles, *more]),
    )
