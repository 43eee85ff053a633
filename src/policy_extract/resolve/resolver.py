"""The composition: every name in every document gets its entity, every entity its places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from policy_extract.lexicon import Lexicon
from policy_extract.model import Document, Entities, Entity
from policy_extract.resolve.agencies import matching as agency_matching
from policy_extract.resolve.agencies.resolver import AgencyResolver
from policy_extract.resolve.areas import matching as area_matching
from policy_extract.resolve.areas.resolver import AreaResolver
from policy_extract.resolve.companies import matching as company_matching
from policy_extract.resolve.companies.resolver import CompanyResolver
from policy_extract.resolve.companies.used import NamesUsed
from policy_extract.resolve.divisions import NATION, DivisionIndex, Place
from policy_extract.resolve.filler import Filler, Finders
from policy_extract.resolve.found import Found
from policy_extract.resolve.gathered import Named, by_id
from policy_extract.resolve.indicators import matching as indicator_matching
from policy_extract.resolve.indicators.names import IndicatorNames
from policy_extract.resolve.indicators.resolver import IndicatorResolver
from policy_extract.resolve.judgements import Judgements, judged_type
from policy_extract.resolve.known import KnownEntities
from policy_extract.resolve.matching import Kind, Name, Weights
from policy_extract.resolve.pairs import Crowd, Pair, Weighed, block_pile, unsure_pairs
from policy_extract.resolve.places import Nearby, Places
from policy_extract.resolve.register import Notes, Register
from policy_extract.resolve.stated import StatedNames
from policy_extract.shelf import Room


def resolve(
    documents: Sequence[Document], texts: Mapping[str, str], lexicon: Lexicon
) -> tuple[tuple[Document, ...], Entities]:
    """Fill in the entity of every name in ``documents`` and gather the entities of the corpus.

    ``texts`` holds each document's text by its id. Gives the same documents in the same order, with
    every ``entity`` and every ``key`` set, and the entities sorted by id. The ids depend on the names and the lexicon
    alone, not on the order of the documents.
    """
    return Resolver(lexicon).resolve(documents, texts)


#: The companies of a corpus, out of every name with how often each document uses it, and the counties around the documents; None
#: leaves them to ``CompanyResolver``.
Companies = Callable[[Mapping[str, Mapping[str, int]], frozenset[str]], Kind | None]


class Resolver:
    """Resolves corpora with one lexicon: what the lexicon alone decides is made ready once.

    ``companies``: who settles which names of companies mean one; without, and where it gives None: ``CompanyResolver``, in this process.
    """

    def __init__(self, lexicon: Lexicon, companies: Companies | None = None) -> None:
        self.lexicon = lexicon
        self.divisions = DivisionIndex(lexicon)
        self.judgements = Judgements(lexicon.judgements)
        self.indicator_names = IndicatorNames(lexicon)
        self.indicator_matcher = indicator_matching.IndicatorMatcher(lexicon)
        self.known = KnownEntities(lexicon, self.divisions)
        self._elsewhere = companies

    def companies(self, names: Mapping[str, Mapping[str, int]], nearby: frozenset[str]) -> Kind:
        """The companies of a corpus (see ``Companies``)."""
        found = self._elsewhere(names, nearby) if self._elsewhere is not None else None
        if found is not None:
            return found
        return CompanyResolver(self.lexicon, self.divisions, self.judgements, names, nearby)

    def resolve(
        self, documents: Sequence[Document], texts: Mapping[str, str]
    ) -> tuple[tuple[Document, ...], Entities]:
        """See ``resolve`` of this module. One corpus tells the next nothing."""
        return self.link(documents, texts).fill(texts)

    def link(self, documents: Sequence[Document], texts: Mapping[str, str]) -> Linking:
        """All that the names of these documents, and their ``texts`` by id, tell about each other."""
        stated = [StatedNames.of(document) for document in documents]
        return Linking(self, lambda: stated, texts, documents)

    def link_stated(
        self, stated: Callable[[], Iterable[StatedNames]], texts: Mapping[str, str], room: Room
    ) -> Linking:
        """The same of what documents state, which is gone through several times; the documents come later, one by one.

        ``room``: where lies what is known of documents and entities that are too many for memory.
        """
        return Linking(self, stated, texts, room=room)


class Linking:
    """The names of one corpus with what they mean: each type of entity by its own ``Kind``."""

    def __init__(
        self,
        resolver: Resolver,
        stated: Callable[[], Iterable[StatedNames]],
        texts: Mapping[str, str],
        documents: Sequence[Document] = (),
        room: Room | None = None,
    ) -> None:
        self._room = room or Room()
        lexicon, divisions = resolver.lexicon, resolver.divisions
        judgements = resolver.judgements
        self._documents, self._known = documents, resolver.known
        self._judgements = judgements
        areas = self.areas = AreaResolver(resolver.known.areas, divisions, judgements, self._room)
        self._places = Places(divisions, self._room)
        nearby = Nearby(divisions)
        for d in stated():
            place = areas.place(d.meta, d.id)
            self._places.put(place)
            nearby.take(place)
        areas.learn(
            (self._places[d.id], d.areas, texts.get(d.id, ""), d.companies) for d in stated()
        )
        companies = resolver.companies(_company_names(stated()), nearby.codes())
        agencies = self.agencies = AgencyResolver(lexicon, divisions, areas, judgements, self._room)
        agencies.learn(
            ((d.id, self._places[d.id], d.agencies) for d in stated()),
            frozenset(d.id for d in stated() if self._of_the_nation(d, areas)),
        )
        self._kinds: dict[str, tuple[Kind, Weights]] = {
            "area": (areas, area_matching.WEIGHTS),
            "agency": (agencies, agency_matching.WEIGHTS),
            "company": (companies, company_matching.WEIGHTS),
            "indicator": (
                IndicatorResolver(resolver.indicator_names, resolver.indicator_matcher, judgements),
                indicator_matching.WEIGHTS,
            ),
        }

    def _of_the_nation(self, document: StatedNames, areas: AreaResolver) -> bool:
        """Whether a plan is the nation's own, so that its bodies are."""
        area = document.meta.area
        if area is None or not area.name:
            return False
        return areas.resolve(Name(area.name, self._places[document.id])).division == NATION

    def place(self, document: str) -> Place:
        """From where a document sees names."""
        return self._places[document]

    def fill(self, texts: Mapping[str, str]) -> tuple[tuple[Document, ...], Entities]:
        """The documents with every entity and key, and the entities; ``texts`` by document's id."""
        register = Register()
        filled = []
        for d in self._documents:
            document, notes = self.filled(d, texts.get(d.id, ""))
            filled.append(document)
            register.add(notes.noted())
        return tuple(filled), Entities(entities=tuple(self.entities(register)))

    def filled(self, document: Document, text: str) -> tuple[Document, Notes]:
        """One of the documents with every entity and key, and each use of a name."""
        place = self._places[document.id]
        finders = Finders(
            **{name: partial(_asked, kind, place) for name, (kind, _) in self._kinds.items()}
        )
        filler = Filler(document, text, finders)
        return filler.fill(), filler.notes

    def entities(self, register: Register) -> Iterator[Entity]:
        """The entities that were noted in the documents, sorted by id."""
        present = register.present()
        related = [r for kind, _ in self._kinds.values() for r in kind.relations(present)]
        return register.entities(related, self._known)

    def weighed(self, entities: Named) -> Weighed:
        """Pairs of this corpus's entities that a person should judge, sorted by type and ids, and names too many to weigh."""
        pairs: list[Pair] = []
        crowds: list[Crowd] = []
        known = by_id(entities)
        for name, (kind, weights) in sorted(self._kinds.items()):
            types = ("agency", "collective") if name == "agency" else (name,)
            those = (entity for entity in entities.entities if entity.type in types)
            blocks = block_pile(self._room, f"blocks_{name}")
            found = unsure_pairs(those, self._places, kind, weights, known, blocks)
            pairs += found.pairs
            crowds += found.crowds
        unjudged = tuple(pair for pair in pairs if not self._judged(pair, known))
        return Weighed(unjudged, tuple(crowds))

    def _judged(self, pair: Pair, known: Mapping[str, Entity]) -> bool:
        """Nobody is asked again about names of which somebody has said whether they are one."""
        left, right = (
            [alias.text for alias in known[id].aliases]
            for id in (pair.left_entity, pair.right_entity)
        )
        return self._judgements.spoken(judged_type(pair.type), left, right)


def _asked(kind: Kind, place: Place, name: str) -> Found:
    return kind.resolve(Name(name, place))


def _company_names(stated: Iterable[StatedNames]) -> NamesUsed:
    """Every company name of the corpus, and how often each document uses it."""
    names = NamesUsed()
    for document in stated:
        names.add(document.id, document.companies)
    return names
