"""One run's output with everything that joins its records, for one language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TypeVar, cast

from policy_extract.desk.page import Page, joined
from policy_extract.desk.wording import word
from policy_extract.document.words import places_of
from policy_extract.extract.observations.doubts import DOUBTS
from policy_extract.messages import Language, listed, text
from policy_extract.model import Document, Entity, Observation, Ref, Responsible, Role, Source
from policy_extract.output import Output
from policy_extract.tuples import NamedTuple

Row = TypeVar("Row")
_DOUBTS = {doubt.id: doubt for doubt in DOUBTS}


class Place(NamedTuple):
    """Where a record stands, for people: the plan, its section, the line of the text, the words.

    ``record`` is the record's id, with ``document`` the way back into the JSON (“plan:o005260”).
    ``sentence`` is the sentence, or the row of a table, on one line; ``at`` is where the quote
    begins in it, ``start`` where it begins in the text, both in code points.
    """

    document: str
    title: str
    section: str
    line: int
    quote: str
    sentence: str
    record: str
    start: int
    at: int

    @property
    def reference(self) -> str:
        """“plan:o005260”, as ``explain`` takes it; the plan alone for what has no id (a mention)."""
        return f"{self.document}:{self.record}" if self.record else self.document


class Desk:
    """An output and a language; every list is made of it.

    Documents come in the order of their ids. All texts must be there (``Output.untold`` empty); Raises KeyError
    for a document or a page that is not. ``entities``: by id, where the output has a part of the documents and none of them.
    """

    def __init__(
        self, output: Output, language: Language, entities: Mapping[str, Entity] | None = None
    ) -> None:
        self.output, self.language = output, language
        self._known = entities
        self.documents = tuple(output.documents[name] for name in sorted(output.documents))
        self._pages: dict[str, Page] = {}
        self._places: dict[tuple[str, str, int, int], Place] = {}
        self._lists: dict[str, tuple[object, ...]] = {}

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """Entities by id: those of the output, or of a larger one that this is a part of."""
        if self._known is not None:
            return self._known
        return {entity.id: entity for entity in self.output.entities.entities}

    @cached_property
    def observations(self) -> dict[tuple[str, str], Observation]:
        """Observations by document and id."""
        return {(d.id, o.id): o for d in self.documents for o in d.observations}

    def say(self, key: str, **fields: object) -> str:
        """A text in the reader's language."""
        return text(self.language, key, **fields)

    def listed(self, names: Iterable[str]) -> str:
        """Names one behind the other, as the reader's language parts them."""
        return listed(self.language, names)

    def word(self, family: str, name: str | None) -> str:
        """A value of a closed list in words; nothing for None."""
        return "" if name is None else word(self.language, family, name)

    def page(self, document: Document) -> Page:
        """The document's text with its lines and sections."""
        page = self._pages.get(document.id)
        if page is None:
            page = self._pages[document.id] = Page(self.output.texts[document.id], document)
        return page

    def title(self, document: Document) -> str:
        """What a plan is called: its title, else its id; a draft says so."""
        return self.called(document.meta.title or document.id, draft=document.meta.draft)

    def called(self, title: str, *, draft: bool) -> str:
        """A title as it is shown."""
        return self.say("desk.draft", title=title) if draft else title

    def name(self, ref: Ref | None) -> str:
        """The name that the corpus knows an entity by, else the name as written here; nothing for None."""
        if ref is None:
            return ""
        entity = self.entities.get(ref.entity or "")
        return entity.name if entity is not None else ref.name

    def division(self, entity: Entity | None) -> str:
        """The name of the division that an entity belongs to, its code where no name is known; nothing for none."""
        if entity is None or entity.division is None:
            return ""
        area = self.entities.get(f"area:{entity.division}")
        return area.name if area is not None else entity.division

    def place(self, document: Document, record: str, source: Source) -> Place:
        """Where a record stands; looked up once, for most records are in several lists."""
        key = (document.id, record, source.start, source.end)
        found = self._places.get(key)
        if found is None:
            found = self._places[key] = self._placed(document, record, source)
        return found

    def once(self, name: str, rows: Callable[[], Iterable[Row]]) -> tuple[Row, ...]:
        """A list that other lists are made of, made once for this desk; ``name`` is the list's own."""
        if name not in self._lists:
            self._lists[name] = tuple(rows())
        return cast(tuple[Row, ...], self._lists[name])

    def _placed(self, document: Document, record: str, source: Source) -> Place:
        page = self.page(document)
        section = page.section(source.start)
        around = page.around(source)
        sentence, quote = (
            joined(page.text[around.start : around.end]).strip(),
            joined(source.quote).strip(),
        )
        before = len(joined(page.text[around.start : source.start]).lstrip())
        return Place(
            document=document.id,
            title=self.title(document),
            section=joined(f"{section.number or ''}{section.title}").strip() if section else "",
            line=page.line(source.start),
            quote=quote,
            sentence=sentence,
            record=record,
            start=source.start,
            at=_nearest(sentence, quote, before),
        )

    def answering(self, responsible: Iterable[Responsible], *roles: Role) -> str:
        """The agencies of these roles as the plan names them, each once, in its order."""
        return self.listed(dict.fromkeys(one.agency for one in responsible if one.role in roles))

    def doubts(self, observation: Observation) -> tuple[str, ...]:
        """Why a record may be wrong, in words; a doubt that is not known goes by its id."""
        found = ((name, _DOUBTS.get(name)) for name in observation.doubts)
        return tuple(
            name if doubt is None else (doubt.zh if self.language == "zh" else doubt.en)
            for name, doubt in found
        )


def _nearest(sentence: str, quote: str, expected: int) -> int:
    """Where a quote begins in its sentence: of all places that have these words the nearest to ``expected``.

    Spaces close up when words are put on one line, so that the count may be out by some; the sentence's own
    beginning where it does not have the words.
    """
    places = places_of(quote, sentence)
    return min(places, key=lambda place: abs(place - expected), default=0)
