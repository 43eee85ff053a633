"""Records of a closed plan, led back to the places and the words of the plan as it was read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from policy_extract.document import Ways
from policy_extract.model import (
    Assignment,
    Mention,
    Observation,
    Project,
    Read,
    Responsible,
    Source,
    Span,
    Task,
)
from policy_extract.rules import Refused, Said

_Identified = TypeVar("_Identified", Observation, Assignment, Project)


class Reopener:
    """Leads records of one closed plan back: places, quotes (with the breaks), and ids, which tell of places.

    ``text`` is the plan's own. Ids of records are a letter, the place, and “-2” for the second there; those of tasks tell of none.
    """

    def __init__(self, text: str, ways: Ways) -> None:
        self._text, self._ways = text, ways
        # Fields share what was read for them: by the identity of those of the records that are led back, which live as long.
        self._read: dict[int, Read] = {}

    def observations(self, records: Iterable[Observation]) -> tuple[Observation, ...]:
        """Values with their places, what was read for each field, their projects, and who answers for them."""
        return tuple(
            [
                self._moved(
                    o,
                    read=self._all_read(o.read),
                    project=o.project and self._id(o.project),
                    responsible=self._responsible(o),
                )
                for o in records
            ]
        )

    def assignments(self, records: Iterable[Assignment]) -> tuple[Assignment, ...]:
        """Agencies made responsible, with the words that they answer for."""
        return tuple(
            [
                self._moved(
                    a,
                    read=self._all_read(a.read),
                    scope=Span(
                        start=self._ways.start(a.scope.start), end=self._ways.end(a.scope.end)
                    ),
                    observations=self._ids(a.observations),
                )
                for a in records
            ]
        )

    def projects(self, records: Iterable[Project]) -> tuple[Project, ...]:
        """Rows of lists of projects."""
        return tuple([self._moved(p, observations=self._ids(p.observations)) for p in records])

    def tasks(self, records: Iterable[Task]) -> tuple[Task, ...]:
        """Items with the ids of their records."""
        return tuple(
            [
                t.model_copy(
                    update={
                        "start": self._ways.start(t.start),
                        "end": self._ways.end(t.end),
                        "assignments": self._ids(t.assignments),
                        "observations": self._ids(t.observations),
                    }
                )
                for t in records
            ]
        )

    def mentions(self, records: Iterable[Mention]) -> tuple[Mention, ...]:
        """Names and times where they stand."""
        return tuple([m.model_copy(update={"source": self._source(m.source)}) for m in records])

    def refused(self, records: Iterable[Refused]) -> tuple[Refused, ...]:
        """Numbers that are no record."""
        return tuple(
            [
                r._replace(
                    start=self._ways.start(r.start),
                    end=self._ways.end(r.end),
                    said=self._said(r.said),
                )
                for r in records
            ]
        )

    def _moved(self, record: _Identified, **fields: Any) -> _Identified:
        source = self._source(record.source)
        return record.model_copy(update={"id": self._id(record.id), "source": source, **fields})

    def _id(self, name: str) -> str:
        place, dash, number = name[1:].partition("-")
        return f"{name[0]}{self._ways.start(int(place)):06d}{dash}{number}"

    def _ids(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple([self._id(name) for name in names])

    def _source(self, source: Source) -> Source:
        start, end = self._ways.start(source.start), self._ways.end(source.end)
        return Source.of(start, end, self._text[start:end], source.section, source.table)

    def _said(self, said: Said | None) -> Said | None:
        return said and Said(self._ways.start(said.start), self._ways.end(said.end))

    def _all_read(self, read: dict[str, Read | None]) -> dict[str, Read | None]:
        return {
            name: one and (self._read.get(id(one)) or self._moved_read(one))
            for name, one in read.items()
        }

    def _moved_read(self, read: Read) -> Read:
        moved = read
        if read.start is not None and read.end is not None:
            moved = Read.of(read.rule, self._ways.start(read.start), self._ways.end(read.end))
        self._read[id(read)] = moved
        return moved

    def _responsible(self, observation: Observation) -> tuple[Responsible, ...]:
        return tuple(
            [
                r.model_copy(update={"assignment": r.assignment and self._id(r.assignment)})
                for r in observation.responsible
            ]
        )
