"""What an observation claims, named so that the same claim has the same name in two versions of a plan."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from policy_extract.desk import Page
from policy_extract.lexicon import Lexicon
from policy_extract.model import Document, Observation, Ref
from policy_extract.versions.calendar import Calendar
from policy_extract.versions.likeness import bare, masked

#: Signs on each side of a value that tell it from its neighbours in one sentence.
_BEFORE, _BEHIND = 24, 8
#: The plan's own area, whatever the version calls it.
_OWN = "own"
_AREA_INHERITED, _TIME_INHERITED = "area.from_document", "time.from_"


@dataclass(frozen=True)
class Claim:
    """An observation with what is compared: names that stay over versions, and the words around it.

    ``whose``: area, segment or project, and each of what; ``time``: its place in the calendar. ``sentence``, ``near``
    (the words right around the value) and ``heading`` are without numbers; ``alone``: neither the name (企业, 面积)
    nor the words around it say what it is of.
    """

    observation: Observation
    indicator: str
    name: str
    whose: tuple[str, ...]
    time: str
    base_time: str
    sentence: str
    near: str
    heading: str
    alone: bool

    @property
    def reckoned(self) -> tuple[object, ...]:
        """How the number is to be read: what it measures, a year or in all, against what."""
        o = self.observation
        return o.measure, o.per_year, o.cumulative, self.base_time

    @property
    def thing(self) -> tuple[Hashable, ...]:
        """What is claimed, whatever its time: indicator, whose, measure, kind."""
        return self.indicator, self.whose, self.observation.measure, self.observation.kind


class Claims:
    """Makes the claims of one version; ``projects`` are names that its projects share with the other's, by their ids."""

    def __init__(
        self, page: Page, calendar: Calendar, projects: Mapping[str, str], lexicon: Lexicon
    ) -> None:
        self._page, self._calendar, self._projects = page, calendar, projects
        self._endings = lexicon.words("findings", "segment_endings")
        self._nouns = frozenset(lexicon.words("findings", "bare_nouns"))
        self._counts = lexicon.words("indicator_resolution", "count_endings")
        self._own = _names(page.document)

    def all(self) -> tuple[Claim, ...]:
        """The claims of all observations, in the order of the text."""
        stated = sorted(
            self._page.document.observations, key=lambda o: (o.source.start, o.source.end, o.id)
        )
        return tuple(map(self._claim, stated))

    def _claim(self, o: Observation) -> Claim:
        page, source = self._page, o.source
        around, section = page.around(source), page.section(source.start)
        text = page.text
        before = text[max(around.start, source.start - _BEFORE) : source.start]
        behind = text[source.end : max(source.end, min(around.end, source.end + _BEHIND))]
        name = bare(o.indicator.name)
        return Claim(
            observation=o,
            indicator=o.indicator.entity or name,
            name=name,
            whose=self._whose(o),
            time=self._calendar.place(o.time),
            base_time=self._calendar.place(o.base_time),
            sentence=masked(text[around.start : around.end]),
            near=f"{masked(before)}|{masked(behind)}",
            heading=masked(section.title) if section else "",
            alone=self._is_bare(name) and _inherits(o),
        )

    def _is_bare(self, name: str) -> bool:
        return any(name.removesuffix(ending) in self._nouns for ending in ("", *self._counts))

    def _whose(self, o: Observation) -> tuple[str, ...]:
        area = _OWN if self._is_own(o.area) else o.area.entity or bare(o.area.name)
        project = self._projects.get(o.project or "")
        if project is not None:
            return o.about, project, bare(o.each)
        return o.about, area, self._segment(o.segment), bare(o.each)

    def _is_own(self, area: Ref) -> bool:
        return not area.name or area.entity in self._own or area.name in self._own

    def _segment(self, segment: str | None) -> str:
        """A segment without the ending that a plan may as well leave out: …产业园项目."""
        words = bare(segment)
        ending = next(
            (e for e in self._endings if words.endswith(e) and len(words) > len(e) + 1), ""
        )
        return words.removesuffix(ending)


def _inherits(o: Observation) -> bool:
    """Whether neither its area nor its time stand in its words."""
    return _AREA_INHERITED in o.doubts and any(d.startswith(_TIME_INHERITED) for d in o.doubts)


def _names(document: Document) -> frozenset[str]:
    """The plan's own area, by its entity and by its name."""
    area = document.meta.area
    return frozenset(word for word in (area.entity, area.name) if word) if area else frozenset()
