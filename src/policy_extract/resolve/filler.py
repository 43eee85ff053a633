"""Fill the entities into one document and note every use of a name."""

from __future__ import annotations

from collections.abc import Callable

from policy_extract.model import (
    Assignment,
    Document,
    Mention,
    MentionType,
    Meta,
    Observation,
    Project,
    Ref,
    Responsible,
    Source,
)
from policy_extract.resolve.found import Found, squeeze
from policy_extract.resolve.keys import key_of
from policy_extract.resolve.register import Notes, Spelling
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


class _Name(Spelling):
    """A name of the document, and as a record holds it."""

    __slots__ = ("entity", "ref")

    def __init__(self, notes: Notes, found: Found, name: str) -> None:
        super().__init__(notes, found, squeeze(name))
        self.entity = found.entity or None
        self.ref = Ref.of(name, self.entity)


class _Names(dict[str, _Name]):
    """The names of one kind in the document; each is asked for once."""

    def __init__(self, finder: Finder, notes: Notes) -> None:
        super().__init__()
        self._finder, self._notes = finder, notes

    def __missing__(self, name: str) -> _Name:
        asked = self[name] = _Name(self._notes, self._finder(name), name)
        return asked


class Filler:
    """Gives one document's records their entities; asks for each name only once."""

    def __init__(self, document: Document, text: str, finders: Finders) -> None:
        self._document, self._text = document, text
        #: Every use of a name, once ``fill`` is done.
        self.notes = Notes(document.id)
        self._areas = _Names(finders.area, self.notes)
        self._agencies = _Names(finders.agency, self.notes)
        self._companies = _Names(finders.company, self.notes)
        self._indicators = _Names(finders.indicator, self.notes)
        self._mentioned: dict[MentionType, _Names] = {
            "area": self._areas,
            "agency": self._agencies,
            "company": self._companies,
        }
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

    def _locate(self, name: str, start: int, end: int) -> tuple[int, int] | None:
        at = self._text.find(name, start, end) if name else -1
        return (at, at + len(name)) if at >= 0 else None

    def _mention(self, mention: Mention) -> Mention:
        names = self._mentioned.get(mention.type)
        if names is None:  # a time
            return mention
        source = mention.source
        name = names[source.quote]
        name.note((source.start, source.end))
        return mention.model_copy(update={"entity": name.entity})

    def _assignment(self, assignment: Assignment) -> Assignment:
        name, source = self._agencies[assignment.agency], assignment.source
        span = self._locate(assignment.agency, source.start, source.end)
        name.note(span or (source.start, source.end))
        return assignment.model_copy(update={"entity": name.found.entity})

    def _meta(self, meta: Meta) -> Meta:
        issuers = []
        for issuer in meta.issuers:
            name = self._agencies[issuer.name]
            name.note(self._locate(issuer.name, 0, len(self._text)))
            issuers.append(name.ref)
        area = self._area(meta.area, None) if meta.area else None
        return meta.model_copy(update={"issuers": tuple(issuers), "area": area})

    def _area(self, ref: Ref, source: Source | None) -> Ref:
        if not ref.name:  # the document does not say; two such documents need not mean one place
            return Ref.of(ref.name, None)
        name = self._areas[ref.name]
        span = None
        if ref.name not in self._seen_areas:
            self._seen_areas.add(ref.name)
            span = self._locate(ref.name, 0, len(self._text))
            if span is None and source is not None:
                span = (source.start, source.end)
        name.note(span)
        return name.ref

    def _project(self, project: Project) -> Project:
        update: dict[str, Ref] = {}
        if project.company is not None:
            update["company"] = self._of_project(self._companies[project.company.name], project)
        if project.place is not None:
            update["place"] = self._of_project(self._areas[project.place.name], project)
        return project.model_copy(update=update) if update else project

    def _of_project(self, name: _Name, project: Project) -> Ref:
        source = project.source
        span = self._locate(name.ref.name, source.start, source.end)
        if span is None and not self.notes.placed(name.found.entity):
            span = source.start, source.end  # it is named nowhere else in the document
        name.note(span)
        return name.ref

    def _observation(self, observation: Observation) -> Observation:
        text, source = observation.indicator.name, observation.source
        name = self._indicators[text]
        at = self._text.rfind(text, max(0, source.start - _REACH), source.end) if text else -1
        # A completed name (年产值超亿元企业) stands nowhere: then the value that speaks of it is
        # its place.
        name.note((at, at + len(text)) if at >= 0 else (source.start, source.end))
        area = self._area(observation.area, source)
        update: dict[str, object] = {
            "key": key_of(observation, name.ref, area),
            "indicator": name.ref,
            "area": area,
        }
        if observation.responsible:
            update["responsible"] = tuple([self._answers(r) for r in observation.responsible])
        return observation.model_copy(update=update)

    def _answers(self, responsible: Responsible) -> Responsible:
        filled = self._responsible.get(responsible)
        if filled is None:
            name = self._agencies[responsible.agency]
            if not self.notes.known(name.found.entity):
                name.note(self._locate(responsible.agency, 0, len(self._text)))
            filled = responsible.model_copy(update={"entity": name.found.entity})
            self._responsible[responsible] = filled
        return filled
