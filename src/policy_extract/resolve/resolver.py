"""The composition: every name in every document gets its entity, every entity its places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from policy_extract.lexicon import Lexicon
from policy_extract.model import Document, Entities
from policy_extract.resolve.agency import AgencyResolver
from policy_extract.resolve.area import AreaResolver
from policy_extract.resolve.company import CompanyResolver
from policy_extract.resolve.divisions import DivisionIndex, Place
from policy_extract.resolve.filler import Filler, Finders
from policy_extract.resolve.found import squeeze
from policy_extract.resolve.indicator import IndicatorNames, IndicatorResolver
from policy_extract.resolve.judgements import Judgements
from policy_extract.resolve.known import KnownEntities
from policy_extract.resolve.register import Register


def resolve(
    documents: Sequence[Document], texts: Mapping[str, str], lexicon: Lexicon
) -> tuple[tuple[Document, ...], Entities]:
    """Fill in the entity of every name in ``documents`` and gather the entities of the corpus.

    ``texts`` holds each document's text by its id. Gives the same documents in the same order, with
    every ``entity`` and every ``key`` set, and the entities sorted by id. The ids depend on the names and the lexicon
    alone, not on the order of the documents.
    """
    return Resolver(lexicon).resolve(documents, texts)


class Resolver:
    """Resolves corpora with one lexicon: what the lexicon alone decides is made ready once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._divisions = DivisionIndex(lexicon)
        self._judgements = Judgements(lexicon.judgements)
        self._indicator_names = IndicatorNames(lexicon)
        self._known = KnownEntities(lexicon, self._divisions)

    def resolve(
        self, documents: Sequence[Document], texts: Mapping[str, str]
    ) -> tuple[tuple[Document, ...], Entities]:
        """See ``resolve`` of this module. One corpus tells the next nothing."""
        areas = AreaResolver(self._lexicon, self._divisions, self._judgements)
        agencies = AgencyResolver(self._lexicon, self._divisions, areas, self._judgements)
        indicators = IndicatorResolver(self._indicator_names, self._judgements)
        places = {d.id: replace(areas.place(d.meta), document=d.id) for d in documents}
        areas.learn(
            (name, places[document.id]) for document in documents for name in _area_names(document)
        )
        companies = CompanyResolver(
            self._lexicon,
            self._divisions,
            self._judgements,
            _company_names(documents),
            self._nearby(places.values()),
        )
        register = Register()
        filled = []
        for document in documents:
            place = places[document.id]
            finders = Finders(
                area=partial(areas.resolve, place=place),
                agency=partial(agencies.resolve, place=place),
                company=partial(companies.resolve, document=document.id),
                indicator=indicators.resolve,
            )
            filled.append(Filler(document, texts.get(document.id, ""), finders, register).fill())
        return tuple(filled), register.entities(companies.parents(), self._known)

    def _nearby(self, places: Iterable[Place]) -> frozenset[str]:
        """Counties whose short names may stand in front of a company's name in these documents."""
        codes: set[str] = set()
        for place in places:
            for division in place.chain:
                codes.add(division.code)
                if division.level != "province":
                    codes.update(self._divisions.children.get(division.code, ()))
        return frozenset(codes)


def _area_names(document: Document) -> Iterator[str]:
    if document.meta.area is not None:
        yield document.meta.area.name
    yield from {observation.area.name for observation in document.observations}
    yield from {project.place.name for project in document.projects if project.place}
    yield from {m.source.quote for m in document.mentions if m.type == "area"}


def _company_names(documents: Iterable[Document]) -> dict[str, Counter[str]]:
    """Every company name of the corpus, and how often each document uses it."""
    names: dict[str, Counter[str]] = {}
    for document in documents:
        used = [m.source.quote for m in document.mentions if m.type == "company"]
        used += [project.company.name for project in document.projects if project.company]
        for name in used:
            names.setdefault(squeeze(name), Counter())[document.id] += 1
    return names
