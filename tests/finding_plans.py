"""Small made-up plans, read and resolved as a run does it, for the cases of findings.

``corpus_of`` takes plans as the case files have them. Which way is good is taken from the gazetteer, and where a
record does not say it, from ``WAYS``: the cases do not wait for a record to be completed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from policy_extract.findings import Corpus
from policy_extract.lexicon import Lexicon
from policy_extract.model import DocumentSource
from policy_extract.resolve.resolver import Resolver
from policy_extract.work import composed
from reading import extractors, layouter, lexicon

WAYS = {
    "forest-coverage": "up",
    "energy-per-gdp": "down",
    "unemployment-surveyed": "down",
    "infant-mortality": "down",
    "maternal-mortality": "down",
    "unemployment-registered": "down",
    "coal-share": "down",
    "pipe-leak-rate": "down",
    "pm25": "down",
    "accident-deaths": "down",
    "accident-count": "down",
    "cpi": "neither",
}


@cache
def directed() -> Lexicon:
    """The general gazetteers; every indicator has a direction."""
    known = lexicon()
    records = tuple(
        record.model_copy(update={"direction": record.direction or WAYS.get(record.key, "up")})
        for record in known.indicators
    )
    return replace(known, indicators=records)


@cache
def _resolver() -> Resolver:
    return Resolver(directed())


def corpus_of(plans: Iterable[Mapping[str, Any]]) -> Corpus:
    """Plans (``id``, ``title``, ``text``) as a corpus with their entities."""
    return corpus_of_texts(
        {plan["id"]: f"{plan['title']}\n\n{plan['text'].strip()}\n" for plan in plans}
    )


def corpus_of_texts(texts: Mapping[str, str]) -> Corpus:
    """Whole texts by id as a corpus with their entities."""
    documents = []
    for name, text in texts.items():
        laid_out = layouter().lay_out(name, text)
        source = DocumentSource(path=name, sha256="", format="txt", chars=len(text))
        documents.append(composed(name, source, laid_out, extractors().run(laid_out)))
    linking = _resolver().link(documents, texts)
    resolved, entities = linking.fill(texts)
    return Corpus(tuple(resolved), entities, directed(), texts, linking.weighed(entities).pairs)
