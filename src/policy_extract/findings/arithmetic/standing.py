"""What stands where in one document, looked up by its place: observations, tables, headings, sections."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from policy_extract.document import Covering
from policy_extract.model import Document, Observation, Section


class Standing:
    """The places of a document's records; offsets are those of its text."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _sources(self) -> Covering:
        return Covering([(o.source.start, o.source.end) for o in self._document.observations])

    @cached_property
    def _starts(self) -> list[tuple[int, int]]:
        observations = self._document.observations
        return sorted((o.source.start, i) for i, o in enumerate(observations))

    @cached_property
    def _tables(self) -> Covering:
        return Covering([(table.start, table.end) for table in self._document.tables])

    @cached_property
    def _table_ends(self) -> list[int]:
        return sorted(table.end for table in self._document.tables)

    @cached_property
    def _sections(self) -> Covering:
        sections = self._document.sections
        return Covering([(s.start, s.end) for s in sections], [s.start for s in sections])

    @cached_property
    def _headings(self) -> tuple[list[int], list[Section]]:
        headings = [s for s in self._document.sections if s.kind == "heading"]
        headings.sort(key=lambda section: section.start)
        return [section.start for section in headings], headings

    @cached_property
    def _levels(self) -> frozenset[tuple[int, int]]:
        return frozenset((s.start, s.level) for s in self._document.sections)

    def observation(self, at: int) -> Observation | None:
        """The first observation whose words hold a place."""
        found = self._sources.at(at)
        return None if found is None else self._document.observations[found]

    def observation_from(self, start: int, end: int) -> Observation | None:
        """The first observation whose words begin at ``start`` or behind it, before ``end``."""
        first, last = (bisect_left(self._starts, (at, 0)) for at in (start, end))
        numbers = [number for _, number in self._starts[first:last]]
        return self._document.observations[min(numbers)] if numbers else None

    def in_table(self, at: int) -> bool:
        """Whether a place stands in a table."""
        return self._tables.at(at) is not None

    def table_ends(self, start: int, end: int) -> bool:
        """Whether a table ends behind ``start``, and at ``end`` at the latest."""
        return bisect_right(self._table_ends, start) < bisect_right(self._table_ends, end)

    def section_start(self, at: int) -> int:
        """Where the innermost section of a place begins; 0 where it stands in none."""
        found = self._sections.at(at)
        return 0 if found is None else self._document.sections[found].start

    def headings(self, start: int) -> Iterator[Section]:
        """The headings from a place on, in order."""
        starts, headings = self._headings
        return islice(headings, bisect_left(starts, start), None)

    def begins(self, at: int, level: int) -> bool:
        """Whether a section of that level begins right there."""
        return (at, level) in self._levels
