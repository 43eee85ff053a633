"""Fill the entities into one document and note every use of a name."""

from __future__ import annotations

from collections.abc import Callable

from policy_extract.model import (
    Assignment,
    Document,
    Mention,
    Meta,
    Observation,
    Project,
    Ref,
    Responsible,
    Source,
)
from policy_extract.resolve.found import Found, squeeze
from policy_extract.resolve.keys import key_of
from policy_extract.resolve.register import Notes
from policy_extract.tuples import NamedTuple

# How far before a value its indicator's name is looked for: a long sentence, or a table row.
_REACH = 300

Finder = Callable[[str], Found]


class Finders(NamedTuple):
    """What a name means in one document, by kind of name."""

    area: Finder
    agency: Finder
    company: Finder
    indicator: Finder


class Filler:
    """Gives one document's records their entities; asks for each name only once."""

    def __init__(self, document: Document, text: str, finders: Finders) -> None:
        self._document, self._text, self._finders = document, text, finders
        #: Every use of a name, once ``fill`` is done.
        self.notes = Notes(document.id)
        self._found: dict[tuple[str, str], Found] = {}
        self._refs: dict[tuple[str, str], tuple[Found, Ref]] = {}
        self._seen_areas: set[str] = set()
        self._responsible: dict[Responsible, Responsible] = {}

    def fill(self) -> Document:
        """The document with every entity set; names and their uses go to ``notes``."""
        document = self._document
        return document.model_copy(
            update={
                "mentions": tuple([self._mention(m) for m in document.mentions]),
                "assignments": tuple([self._assignment(a) for a in document.assignments]),
                "meta": self._meta(document.meta),
                "projects": tuple([self._project(p) for p in document.projects]),
                "observations": tuple([self._observation(o) for o in document.observations]),
            }
        )

    def _ask(self, kind: str, name: str) -> Found:
        key = (kind, name)
        found = self._found.get(key)
        if found is None:
            finder: Finder = getattr(self._finders, kind)
            found = self._found[key] = finder(name)
        return found

    def _asked(self, kind: str, name: str) -> tuple[Found, Ref]:
        """The same with the name as a record holds it: most names are only noted."""
        asked = self._refs.get((kind, name))
        if asked is None:
            found = self._ask(kind, name)
            asked = self._refs[kind, name] = found, Ref(name=name, entity=found.entity or None)
        return asked

    def _note(self, found: Found, name: str, span: tuple[int, int] | None) -> None:
        if found.entity:
            self.notes.note(found, squeeze(name), span)

    def _locate(self, name: str, start: int, end: int) -> tuple[int, int] | None:
        at = self._text.find(name, start, end) if name else -1
        return (at, at + len(name)) if at >= 0 else None

    def _mention(self, mention: Mention) -> Mention:
        if mention.type == "time":
            return mention
        source = mention.source
        found = self._ask(mention.type, source.quote)
        self._note(found, source.quote, (source.start, source.end))
        return mention.model_copy(update={"entity": found.entity or None})

    def _assignment(self, assignment: Assignment) -> Assignment:
        found = self._ask("agency", assignment.agency)
        source = assignment.source
        span = self._locate(assignment.agency, source.start, source.end)
        self._note(found, assignment.agency, span or (source.start, source.end))
        return assignment.model_copy(update={"entity": found.entity})

    def _meta(self, meta: Meta) -> Meta:
        issuers = []
        for issuer in meta.issuers:
            found, ref = self._asked("agency", issuer.name)
            self._note(found, issuer.name, self._locate(issuer.name, 0, len(self._text)))
            issuers.append(ref)
        area = self._area(meta.area, None) if meta.area else None
        return meta.model_copy(update={"issuers": tuple(issuers), "area": area})

    def _area(self, ref: Ref, source: Source | None) -> Ref:
        if not ref.name:  # the document does not say; two such documents need not mean one place
            return Ref(name=ref.name)
        found, filled = self._asked("area", ref.name)
        span = None
        if ref.name not in self._seen_areas:
            self._seen_areas.add(ref.name)
            span = self._locate(ref.name, 0, len(self._text))
            if span is None and source is not None:
                span = (source.start, source.end)
        self._note(found, ref.name, span)
        return filled

    def _project(self, project: Project) -> Project:
        update: dict[str, Ref] = {}
        source = project.source
        if project.company is not None:
            found, update["company"] = self._asked("company", project.company.name)
            span = self._locate(project.company.name, source.start, source.end)
            self._note(found, project.company.name, span or self._place_of(found, source))
        if project.place is not None:
            found, update["place"] = self._asked("area", project.place.name)
            span = self._locate(project.place.name, source.start, source.end)
            self._note(found, project.place.name, span or self._place_of(found, source))
        return project.model_copy(update=update) if update else project

    def _place_of(self, found: Found, source: Source) -> tuple[int, int] | None:
        """The record's own place, for an entity that is named nowhere else in the document."""
        if self.notes.placed(found.entity):
            return None
        return source.start, source.end

    def _observation(self, observation: Observation) -> Observation:
        name, source = observation.indicator.name, observation.source
        found, indicator = self._asked("indicator", name)
        at = self._text.rfind(name, max(0, source.start - _REACH), source.end) if name else -1
        # A completed name (年产值超亿元企业) stands nowhere: then the value that speaks of it is
        # its place.
        span = (at, at + len(name)) if at >= 0 else (source.start, source.end)
        self._note(found, name, span)
        area = self._area(observation.area, source)
        update: dict[str, object] = {
            "key": key_of(observation, indicator, area),
            "indicator": indicator,
            "area": area,
        }
        if observation.responsible:
            update["responsible"] = tuple([self._answers(r) for r in observation.responsible])
        return observation.model_copy(update=update)

    def _answers(self, responsible: Responsible) -> Responsible:
        filled = self._responsible.get(responsible)
        if filled is None:
            found = self._ask("agency", responsible.agency)
            if not self.notes.known(found.entity):
                span = self._locate(responsible.agency, 0, len(self._text))
                self._note(found, responsible.agency, span)
            filled = responsible.model_copy(update={"entity": found.entity})
            self._responsible[responsible] = filled
        return filled
