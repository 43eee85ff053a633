"""Two versions of a plan → what was changed: values, lists of agencies, projects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from policy_extract.desk import Page, joined
from policy_extract.lexicon import Lexicon
from policy_extract.model import Document, Entities, Observation, Source
from policy_extract.resolve.indicators.telling import TellingWords
from policy_extract.versions import duties, projects, values
from policy_extract.versions.calendar import calendars
from policy_extract.versions.changes import changed
from policy_extract.versions.claims import Claim, Claims
from policy_extract.versions.duties import Charge
from policy_extract.versions.observations import Sorter, by_key
from policy_extract.versions.pairs import Pair
from policy_extract.versions.projects import Work
from policy_extract.versions.record import (
    NAMES,
    Change,
    DutyChange,
    DutySide,
    Edition,
    Match,
    Name,
    ProjectChange,
    ProjectSide,
    Side,
    Unchanged,
    ValueChange,
    ValueSide,
    Versions,
)

One = TypeVar("One")
_RANK: Mapping[str, int] = {name: place for place, name in enumerate(NAMES)}
_WHAT: Mapping[str, int] = {"value": 0, "duty": 1, "project": 2}


@dataclass(frozen=True)
class Version:
    """One version of a plan: its path as given, its resolved document, the text that offsets count in."""

    path: str
    document: Document
    text: str

    @property
    def edition(self) -> Edition:
        """What the result says of it."""
        document, meta = self.document, self.document.meta
        return Edition(
            id=document.id,
            path=self.path,
            sha256=document.source.sha256,
            title=meta.title,
            number=meta.number,
            draft=meta.draft,
            area=meta.area,
            period=meta.period,
        )


def compare(old: Version, new: Version, entities: Entities, lexicon: Lexicon) -> Versions:
    """What became of the older version in the newer; both must be resolved together, ``entities`` are theirs.

    The order of the records of a document plays no part; swapped versions give the mirrored changes.
    """
    return _Comparison(old, new, entities, lexicon).result()


class _Comparison:
    """The pages, calendars and words of one comparison."""

    def __init__(self, old: Version, new: Version, entities: Entities, lexicon: Lexicon) -> None:
        self._old, self._new, self._lexicon = old, new, lexicon
        self._pages = Page(old.text, old.document), Page(new.text, new.document)
        first, second, self._years = calendars(old.document.meta, new.document.meta)
        self._calendars = first, second
        self._units = values.Units(lexicon)
        self._directions = {one.id: one.attributes.direction for one in entities.entities}

    def result(self) -> Versions:
        """All changes, sorted."""
        pages, calendars_ = self._pages, self._calendars
        built = projects.works(self._old.document), projects.works(self._new.document)
        same_projects = projects.pairs(*built)
        shared = _shared(built, same_projects)
        claims = tuple(
            Claims(page, calendar, names, self._lexicon).all()
            for page, calendar, names in zip(pages, calendars_, shared, strict=True)
        )
        charged = duties.charges(pages[0], calendars_[0]), duties.charges(pages[1], calendars_[1])
        told = [self._duty(*both) for both in _both(*charged, duties.pairs(*charged))]
        explained = _explained(one for one in told if isinstance(one, DutyChange))
        found: list[Change | Unchanged] = [
            *self._values(claims[0], claims[1], explained),
            *told,
            *(self._project(*both) for both in _both(*built, same_projects)),
        ]
        changes = sorted((one for one in found if not isinstance(one, Unchanged)), key=_order)
        kept = sorted(
            (one for one in found if isinstance(one, Unchanged)), key=lambda u: (u.old, u.new)
        )
        return Versions(
            old=self._old.edition,
            new=self._new.edition,
            relation="next_period" if self._years else "same_period",
            years=self._years,
            counts=_counts(changes, len(kept)),
            changes=tuple(changes),
            unchanged=tuple(kept),
        )

    # --- values -------------------------------------------------------------------------------

    def _values(
        self, old: Sequence[Claim], new: Sequence[Claim], explained: frozenset[str]
    ) -> Iterable[ValueChange | Unchanged]:
        sorter = Sorter(TellingWords(self._lexicon), self._units)
        pairs = sorter.pairs(old, new)
        kept = by_key(old[pair.old] for pair in pairs), by_key(new[pair.new] for pair in pairs)
        for before, after, match in _both(old, new, pairs):
            if before is None or after is None:
                only = before or after
                if only is not None and not sorter.restated(only, kept[0 if before else 1]):
                    yield self._value(before, after, None, ("dropped" if before else "added",))
                continue
            names = changed(before, after, explained)
            if names:
                yield self._value(before, after, match, names)
            else:
                yield Unchanged(old=before.observation.id, new=after.observation.id)

    def _value(
        self, old: Claim | None, new: Claim | None, match: Match | None, names: tuple[Name, ...]
    ) -> ValueChange:
        last = (new or old).observation  # type: ignore[union-attr]
        less, unit = None, None
        if old and new and {"raised", "lowered", "rounded"} & set(names):
            less, unit = values.difference(old.observation.value, new.observation.value)
        return ValueChange(
            name=joined(last.indicator.name).strip(),
            changes=names,
            match=match,
            judged=values.judged(self._direction(last), last.measure, names),
            difference=less,
            unit=unit,
            old=self._value_side(0, old),
            new=self._value_side(1, new),
        )

    def _direction(self, o: Observation) -> Literal["up", "down"] | None:
        """The way that is good for a number: the indicator's own; a place in an order is better when it is less."""
        known = self._directions.get(o.indicator.entity or "")
        return "down" if known and self._units.is_rank(o.value) else known

    def _value_side(self, which: Literal[0, 1], claim: Claim | None) -> ValueSide | None:
        if claim is None:
            return None
        side = self._side(which, claim.observation.source)
        return ValueSide(**side.model_dump(), observation=claim.observation)

    # --- lists of agencies --------------------------------------------------------------------

    def _duty(
        self, old: Charge | None, new: Charge | None, match: Match | None
    ) -> DutyChange | Unchanged:
        last = new or old
        assert last is not None
        if old is None or new is None:
            names: tuple[Name, ...] = ("dropped" if old else "added",)
        else:
            names = duties.changed(old, new)
            if not names:
                return Unchanged(old=old.assignments[0].id, new=new.assignments[0].id)
        return DutyChange(
            name=last.name,
            changes=names,
            match=match,
            old=self._duty_side(0, old),
            new=self._duty_side(1, new),
        )

    def _duty_side(self, which: Literal[0, 1], charge: Charge | None) -> DutySide | None:
        if charge is None:
            return None
        side = self._side(which, charge.source)
        covered = dict.fromkeys(o for a in charge.assignments for o in a.observations)
        return DutySide(
            **side.model_dump(),
            task=charge.task,
            assignments=charge.assignments,
            values=tuple(covered),
        )

    # --- projects -----------------------------------------------------------------------------

    def _project(
        self, old: Work | None, new: Work | None, match: Match | None
    ) -> ProjectChange | Unchanged:
        last = new or old
        assert last is not None
        less, unit = None, None
        if old is None or new is None:
            names: tuple[Name, ...] = ("dropped" if old else "added",)
        else:
            names = projects.changed(old, new)
            if not names:
                return Unchanged(old=old.project.id, new=new.project.id)
            less, unit = projects.difference(old.project, new.project)
        return ProjectChange(
            name=projects.label(last),
            changes=names,
            match=match,
            difference=less or None,
            unit=unit if less else None,
            old=self._project_side(0, old),
            new=self._project_side(1, new),
        )

    def _project_side(self, which: Literal[0, 1], work: Work | None) -> ProjectSide | None:
        if work is None:
            return None
        side = self._side(which, work.project.source)
        return ProjectSide(**side.model_dump(), project=work.project)

    def _side(self, which: Literal[0, 1], source: Source) -> Side:
        page = self._pages[which]
        section = page.section(source.start)
        return Side(
            document=page.document.id,
            start=source.start,
            end=source.end,
            quote=source.quote,
            heading=joined(f"{section.number or ''}{section.title}").strip() if section else "",
            line=page.line(source.start),
        )


def _explained(changes: Iterable[DutyChange]) -> frozenset[str]:
    """The assignments, by side, of lists that were changed, added or dropped."""
    return frozenset(
        f"{name}:{a.id}"
        for change in changes
        for name, side in (("old", change.old), ("new", change.new))
        if side is not None
        for a in side.assignments
    )


def _shared(
    built: tuple[Sequence[Work], Sequence[Work]], same: Iterable[Pair]
) -> tuple[dict[str, str], dict[str, str]]:
    """For each version the ids of its projects and a name that the other's project has, too."""
    names: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for number, pair in enumerate(same):
        names[0][built[0][pair.old].project.id] = f"project {number}"
        names[1][built[1][pair.new].project.id] = f"project {number}"
    return names


def _both(
    old: Sequence[One], new: Sequence[One], pairs: Sequence[Pair]
) -> Iterable[tuple[One | None, One | None, Match | None]]:
    """The records of two versions: pairs, then what only the older has, then what only the newer has."""
    for pair in pairs:
        yield old[pair.old], new[pair.new], pair.match
    taken = {pair.old for pair in pairs}, {pair.new for pair in pairs}
    yield from ((one, None, None) for place, one in enumerate(old) if place not in taken[0])
    yield from ((None, one, None) for place, one in enumerate(new) if place not in taken[1])


def _order(change: Change) -> tuple[int, int, int, int, str]:
    side = change.new or change.old
    assert side is not None
    first = _RANK[change.changes[0]]
    return _WHAT[change.what], first, side.start, side.end, change.name


def _counts(changes: Iterable[Change], unchanged: int) -> dict[str, int]:
    counted = Counter(name for change in changes for name in change.changes)
    return {**{name: counted[name] for name in NAMES}, "unchanged": unchanged}
