"""The names that one document states: all that joining names needs of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping

from policy_extract.model import Document, Meta
from policy_extract.resolve.found import squeeze
from policy_extract.tuples import NamedTuple


class StatedNames(NamedTuple):
    """A document's id and title block, its names of areas and bodies in the order in which they come, and how often it uses each company's
    (white space squeezed out)."""

    id: str
    meta: Meta
    areas: tuple[str, ...]
    agencies: tuple[str, ...]
    companies: Mapping[str, int]

    @classmethod
    def of(cls, document: Document) -> StatedNames:
        """What a document whose names are not resolved states."""
        return cls(
            document.id, document.meta, tuple(_areas(document)), _agencies(document), _companies(document)
        )  # fmt: skip

    def packed(self) -> bytes:
        """As bytes."""
        names = [self.id, self.areas, self.agencies, dict(self.companies)]
        return json.dumps([self.meta.model_dump_json(), *names]).encode()

    @classmethod
    def unpacked(cls, data: bytes) -> StatedNames:
        """Out of the bytes of ``packed``."""
        meta, id, areas, agencies, companies = json.loads(data)
        return cls(id, Meta.model_validate_json(meta), tuple(areas), tuple(agencies), companies)


def _areas(document: Document) -> Iterator[str]:
    if document.meta.area is not None:
        yield document.meta.area.name
    yield from dict.fromkeys(observation.area.name for observation in document.observations)
    yield from dict.fromkeys(project.place.name for project in document.projects if project.place)
    yield from dict.fromkeys(m.source.quote for m in document.mentions if m.type == "area")


def _agencies(document: Document) -> tuple[str, ...]:
    """Every name of a body in a document, in the order in which it comes."""
    names = [issuer.name for issuer in document.meta.issuers]
    names += [assignment.agency for assignment in document.assignments]
    names += [one.agency for o in document.observations for one in o.responsible]
    names += [m.source.quote for m in document.mentions if m.type == "agency"]
    return tuple(dict.fromkeys(names))


def _companies(document: Document) -> Counter[str]:
    """Every company name of the document, and how often it uses it."""
    used = [m.source.quote for m in document.mentions if m.type == "company"]
    used += [project.company.name for project in document.projects if project.company]
    return Counter(squeeze(name) for name in used)
