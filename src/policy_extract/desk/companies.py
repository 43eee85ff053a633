"""Companies (企业名录): their names, where plans mention them, their projects and what is said of them."""

from __future__ import annotations

from policy_extract.desk.desk import Desk, Place
from policy_extract.desk.projects import ProjectRow, projects
from policy_extract.desk.targets import Target, targets
from policy_extract.model import Entity
from policy_extract.tuples import NamedTuple


class Company(NamedTuple):
    """A company across all plans.

    ``aliases`` are the other names that plans give it, ``division`` is where it sits, ``relations`` are in
    words; ``mentions`` are all places that name it, ``targets`` the values that are about it.
    """

    entity: Entity
    name: str
    aliases: tuple[str, ...]
    division: str
    relations: tuple[str, ...]
    known: bool
    mentions: tuple[Place, ...]
    projects: tuple[ProjectRow, ...]
    targets: tuple[Target, ...]

    @property
    def plans(self) -> tuple[str, ...]:
        """The titles of the plans that name it."""
        return tuple(dict.fromkeys(place.title for place in self.mentions))


def companies(desk: Desk) -> tuple[Company, ...]:
    """All companies of the corpus: those with projects first, then by how often they are named, then by name."""
    mentions: dict[str, list[Place]] = {}
    for document in desk.documents:
        for mention in document.mentions:
            if mention.type == "company" and mention.entity:
                place = desk.place(document, "", mention.source)
                mentions.setdefault(mention.entity, []).append(place)
    built: dict[str, list[ProjectRow]] = {}
    for row in projects(desk):
        if row.project.company is not None and row.project.company.entity:
            built.setdefault(row.project.company.entity, []).append(row)
    about: dict[str, list[Target]] = {}
    for value in targets(desk):
        if value.observation.about == "company":
            about.setdefault(value.segment, []).append(value)
    found = [
        Company(
            entity=entity,
            name=entity.name,
            aliases=tuple(dict.fromkeys(a.text for a in entity.aliases if a.text != entity.name)),
            division=desk.division(entity),
            relations=_relations(desk, entity),
            known=entity.known,
            mentions=tuple(mentions.get(entity.id, ())),
            projects=tuple(built.get(entity.id, ())),
            targets=_about(entity, about),
        )
        for entity in desk.output.entities.entities
        if entity.type == "company"
    ]
    return tuple(sorted(found, key=lambda c: (-len(c.projects), -len(c.mentions), c.name)))


def _about(entity: Entity, about: dict[str, list[Target]]) -> tuple[Target, ...]:
    names = dict.fromkeys((entity.name, *(alias.text for alias in entity.aliases)))
    return tuple(value for name in names for value in about.get(name, ()))


def _relations(desk: Desk, entity: Entity) -> tuple[str, ...]:
    found = []
    for relation in entity.relations:
        other = desk.entities.get(relation.target)
        name = other.name if other is not None else relation.target
        colon = "：" if desk.language == "zh" else ": "
        found.append(f"{desk.word('relation', relation.type)}{colon}{name}")
    return tuple(found)
