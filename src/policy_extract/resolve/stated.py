"""The names that one document states: all that joining names needs of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from policy_extract.model import Document, MentionType, Meta
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
        named: dict[MentionType, list[str]] = {"area": [], "agency": [], "company": [], "time": []}
        for mention in document.mentions:
            named[mention.type].append(mention.source.quote)
        return cls(
            document.id,
            document.meta,
            tuple(_areas(document, named["area"])),
            _agencies(document, named["agency"]),
            _companies(document, named["company"]),
        )

    def packed(self) -> bytes:
        """As bytes."""
        names = [self.id, self.areas, self.agencies, dict(self.companies)]
        return json.dumps([self.meta.model_dump_json(), *names]).encode()

    @classmethod
    def unpacked(cls, data: bytes) -> StatedNames:
        """Out of the bytes of ``packed``."""
        meta, id, areas, agencies, companies = json.loads(data)
        return cls(id, Meta.model_validate_json(meta), tuple(areas), tuple(agencies), companies)


def _areas(document: Document, mentioned: Iterable[str]) -> Iterator[str]:
    if document.meta.area is not None:
        yield document.meta.area.name
    yield from dict.fromkeys(observation.area.name for observation in document.observations)
    yield from dict.fromkeys(project.place.name for project in document.projects if project.place)
    yield from dict.fromkeys(mentioned)


def _agencies(document: Document, mentioned: Iterable[str]) -> tuple[str, ...]:
    """Every name of a body in a document, in the order in which it comes."""
    names = [issuer.name for issuer in document.meta.issuers]
    names += [assignment.agency for assignment in document.assignments]
    names += [one.agency for o in document.observations for one in o.responsible]
    return tuple(dict.fromkeys((*names, *mentioned)))


def _companies(document: Document, mentioned: Iterable[str]) -> Counter[str]:
    """Every company name of the document, and how often it uses it."""
    listed = [project.company.name for project in document.projects if project.company]
    return Counter(map(squeeze, (*mentioned, *listed)))
