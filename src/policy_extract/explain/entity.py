"""One entity in words: every name that was joined to it, by which rule, where, and how to undo it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from policy_extract.desk.page import Mark, Page
from policy_extract.desk.pieces import Line, Piece, indented
from policy_extract.messages import TEXTS, Language, text
from policy_extract.model import Alias, Document, Entities, Entity
from policy_extract.tuples import NamedTuple

#: The types of names that a line of judgements.csv may speak of.
_JUDGED = frozenset(("company", "agency", "indicator", "area"))


class _Use(NamedTuple):
    name: str
    entity: str | None
    start: int
    end: int


def entity_lines(
    entity: Entity, entities: Entities, pages: Mapping[str, Page], language: Language
) -> Iterator[Line]:
    """All that is to be said of one entity; ``pages`` are the documents that have a text, by id."""

    def say(key: str, **fields: object) -> str:
        return text(language, key, **fields)

    kind = say(f"entity.{entity.type}")
    yield (Piece(f"{entity.name}  {entity.id}  ", "head"), Piece(kind))
    known = "explain.known" if entity.known else "explain.unknown"
    yield indented(say(known), by=2)
    attributes = {"division": entity.division, **entity.attributes.model_dump()}
    listed = "  ".join(f"{name}={value}" for name, value in attributes.items() if value)
    if listed:
        yield indented(listed, by=2)
    names = {one.id: one.name for one in entities.entities}
    for relation in entity.relations:
        other = names.get(relation.target, relation.target)
        evidence = say(f"evidence.{relation.evidence}")
        yield indented(
            say("explain.relation", type=relation.type, other=other, evidence=evidence), by=2
        )
    for alias in entity.aliases:
        yield from _alias(entity, alias, pages, language)


def _alias(
    entity: Entity, alias: Alias, pages: Mapping[str, Page], language: Language
) -> Iterator[Line]:
    key = f"alias.{alias.rule}"
    label = text(language, key) if key in TEXTS else ""
    said = text(
        language, "explain.alias", text=alias.text, count=alias.count, rule=alias.rule, label=label,
        score=f"{alias.score:g}",
    )  # fmt: skip
    yield (Piece("  "), Piece(said, "mark"))
    for name in alias.documents:
        page = pages.get(name)
        if page is None:
            yield indented(name)
            continue
        title = page.document.meta.title or name
        yield indented(text(language, "explain.document", id=name, title=title))
        use = _first_use(page, entity.id, alias.text)
        if use is not None:
            place = page.place(use.start, language)
            mark = Mark(use.start, use.end, text(language, "explain.name_mark"))
            around = page.sentence(use.start, use.end)
            yield (Piece(f"      {place}  "), *page.marked(around, [mark], language))
    yield from _undoing(entity, alias, language)


def _undoing(entity: Entity, alias: Alias, language: Language) -> Iterator[Line]:
    """The line for judgements.csv that parts the name from the entity."""
    if alias.text == entity.name or entity.type not in _JUDGED:
        return
    if alias.rule == "judgement":
        yield indented(text(language, "explain.judged"), "quiet")
        return
    yield indented(text(language, "explain.undo"), "quiet")
    yield indented(judgement(entity, alias.text), "rule", by=6)


def judgement(entity: Entity, alias: str) -> str:
    """The line: key,type,left,right,verdict,reason; the name on the right gets an entity of its own."""
    line = io.StringIO()
    fields = (
        f"not-{alias}",
        entity.type,
        entity.name,
        alias,
        "different",
        "two names by my reading",
    )
    csv.writer(line, lineterminator="").writerow(fields)
    return line.getvalue()


def _first_use(page: Page, entity: str, name: str) -> _Use | None:
    """Where a name first stands for an entity in a document; the text may wrap inside it.

    A name that only the title gives (the area of records that name none) is looked up as words.
    """
    uses = [
        use
        for use in _uses(page.document)
        if use.entity == entity and _bare(use.name) == _bare(name) and use.start < use.end
    ]
    place = page.text.find(name)
    if not uses and place >= 0:
        return _Use(name, entity, place, place + len(name))
    return min(uses, key=lambda use: (use.start, use.end), default=None)


def _bare(name: str) -> str:
    return "".join(name.split())


def _uses(document: Document) -> Iterator[_Use]:
    for mention in document.mentions:
        source = mention.source
        yield _Use(source.quote, mention.entity, source.start, source.end)
    for assignment in document.assignments:
        source = assignment.source
        yield _Use(assignment.agency, assignment.entity, source.start, source.end)
    for o in document.observations:
        for ref, field in ((o.indicator, "indicator"), (o.area, "area")):
            read = o.read.get(field)
            if read is not None and read.start is not None and read.end is not None:
                yield _Use(ref.name, ref.entity, read.start, read.end)
