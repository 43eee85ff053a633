"""Changes as people read them: in words, for one language, both sides beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policy_extract.desk import joined, period, word
from policy_extract.messages import Language, listed, text
from policy_extract.model import Assignment, Number, Observation, Period, Ref, Responsible
from policy_extract.tuples import NamedTuple
from policy_extract.versions.record import (
    Change,
    DutyChange,
    DutySide,
    Edition,
    Name,
    ProjectChange,
    ProjectSide,
    Side,
    ValueChange,
    ValueSide,
    Versions,
)

_Answering = Responsible | Assignment


class Row(NamedTuple):
    """One change in words.

    ``old`` and ``new`` say what the sides differ in, ``less`` by how much (+100); each is empty where there is nothing
    to say. ``name`` has the time behind it where both sides have the same.
    """

    change: Change
    changes: str
    name: str
    old: str
    new: str
    less: str

    @property
    def lines(self) -> tuple[int | None, int | None]:
        """The lines of both sides in their texts."""
        old, new = self.change.old, self.change.new
        return old.line if old else None, new.line if new else None


class Words:
    """The words of one language for the changes of one comparison."""

    def __init__(self, versions: Versions, language: Language) -> None:
        self.versions, self.language = versions, language

    def say(self, key: str, **fields: object) -> str:
        """A text in the reader's language."""
        return text(self.language, key, **fields)

    def title(self, edition: Edition) -> str:
        """What a version is called: its title, else its id; a draft says so."""
        title = edition.title or edition.id
        return self.say("desk.draft", title=title) if edition.draft else title

    def rows(self, *what: str) -> Iterator[Row]:
        """The changes in their order; ``what``: “value”, “duty”, “project”, none: all."""
        for change in self.versions.changes:
            if not what or change.what in what:
                yield self.row(change)

    def row(self, change: Change) -> Row:
        """One change in words."""
        old, new = self._sides(change)
        return Row(change, self.changes(change), self._name(change), old, new, self.less(change))

    def changes(self, change: Change) -> str:
        """What became of it: 提高（更好）、时间调整."""
        said = [self.say(f"change.{self.named(change, name)}") for name in change.changes]
        if isinstance(change, ValueChange) and change.judged:
            mark = self.say(f"judged.{change.judged}")
            said[0] += f"（{mark}）" if self.language == "zh" else f" ({mark})"
        return listed(self.language, said)

    def named(self, change: Change, name: Name) -> str:
        """The name of a change in messages: of a fall that is stated as a negative number, that it falls more or less."""
        if (
            isinstance(change, ValueChange)
            and change.new
            and change.old
            and name in ("raised", "lowered")
        ):
            values = change.old.observation.value, change.new.observation.value
            ends = [n for v in values if v for n in (v.low, v.high) if n is not None]
            if ends and max(ends) < 0:
                return "falls_less" if name == "raised" else "falls_more"
        return name

    def less(self, change: Change) -> str:
        """The new number less the old one, with its sign and unit; empty where there is none."""
        if isinstance(change, DutyChange) or not change.difference:
            return ""
        sign = "+" if change.difference > 0 else "−"
        return f"{sign}{_written(abs(change.difference))}{change.unit or ''}"

    def _name(self, change: Change) -> str:
        if isinstance(change, DutyChange):
            return change.name or self.say("diff.no_task")
        if isinstance(change, ProjectChange):
            return self.say("diff.project", name=change.name)
        side = change.new or change.old
        assert side is not None
        o = side.observation
        marks = [] if o.measure == "level" else [word(self.language, "measure", o.measure)]
        time = period(o.time)
        if time and not self._times_differ(change):
            marks.append(time)
        said = listed(self.language, marks)
        marked = (f"（{said}）" if self.language == "zh" else f" ({said})") if marks else ""
        owner = "" if o.about == "area" and not o.segment else o.segment or o.area.name
        return f"{owner} {change.name}{marked}".strip()

    def _times_differ(self, change: ValueChange) -> bool:
        return bool(
            change.old
            and change.new
            and period(change.old.observation.time) != period(change.new.observation.time)
        )

    def _sides(self, change: Change) -> tuple[str, str]:
        if isinstance(change, ValueChange):
            return self._value(change, change.old), self._value(change, change.new)
        if isinstance(change, ProjectChange):
            return self._project(change, change.old), self._project(change, change.new)
        return self._duty(change, change.old, change.new), self._duty(
            change, change.new, change.old
        )

    def _value(self, change: ValueChange, side: ValueSide | None) -> str:
        if side is None:
            return ""
        o = side.observation
        said = [period(o.time) if self._times_differ(change) else None]
        if "reworded" in change.changes:
            said.append(joined(o.indicator.name).strip())
        said += [words(o), self.others(change, side)]
        return " · ".join(one for one in said if one)

    def others(self, change: ValueChange, side: ValueSide | None) -> str:
        """What a side says otherwise beside time, name and number: kind, attribute, agencies …; empty for no difference."""
        if side is None or change.old is None or change.new is None:
            return ""
        o, names = side.observation, change.changes
        other = (change.old if side is change.new else change.new).observation
        said = {
            "kind": word(self.language, "kind", o.kind),
            "attribute": o.attribute,
            "basis": self._basis(o),
            "scope": self._scope(o),
            "agency": self._only(o.responsible, other.responsible),
        }
        return " · ".join(told for name, told in said.items() if name in names and told)

    def _basis(self, o: Observation) -> str:
        said = [word(self.language, "measure", o.measure)]
        if o.per_year:
            said.append(self.say("desk.per_year"))
        if o.cumulative:
            said.append(self.say("desk.cumulative"))
        if against := period(o.base_time):
            said.append(self.say("diff.against", time=against))
        return listed(self.language, said)

    def _scope(self, o: Observation) -> str:
        each = self.say("diff.each", each=o.each) if o.each else ""
        return " ".join(part for part in (o.area.name, o.segment, each) if part)

    def _duty(self, change: DutyChange, side: DutySide | None, other: DutySide | None) -> str:
        if side is None:
            return ""
        if other is None:
            return self.agencies(side.assignments)
        said = []
        if "time" in change.changes:
            said.append(deadline(side) or "—")
        if "agency" in change.changes:
            said.append(self._only(side.assignments, other.assignments))
        if "reworded" in change.changes and side.task:
            said.append(joined(side.task.title).strip())
        return " · ".join(said)

    def _only(self, own: Sequence[_Answering], other: Sequence[_Answering]) -> str:
        """The agencies, with their role, that the other side does not have like that."""
        there = {(a.entity or a.agency, a.role) for a in other}
        return self.agencies([a for a in own if (a.entity or a.agency, a.role) not in there]) or "—"

    def agencies(self, answering: Sequence[_Answering]) -> str:
        """Agencies with their roles; one that simply answers goes without."""
        said = dict.fromkeys(
            a.agency
            if a.role == "responsible"
            else self.say("diff.agency", agency=a.agency, role=word(self.language, "role", a.role))
            for a in answering
        )
        return listed(self.language, said)

    def _project(self, change: ProjectChange, side: ProjectSide | None) -> str:
        if side is None:
            return ""
        p, names = side.project, set(change.changes)
        alone = names & {"added", "dropped"}
        said = [
            joined(p.name).strip() if "reworded" in names else None,
            money(side) if names & {"raised", "lowered"} or alone else None,
            years(side) if "time" in names else None,
            _name_of(p.company) if "company" in names else None,
            self.say("diff.land", land=p.land_mu)
            if "land" in names and p.land_mu is not None
            else None,
        ]
        return " · ".join(one for one in said if one)


def words(o: Observation) -> str:
    """A value in the plan's own words; the unit behind it where a table has it elsewhere."""
    quote = joined(o.source.quote).strip()
    unit = (o.value.unit or "") if o.value else ""
    return f"{quote} {unit}" if unit and not set(unit) & set(quote) else quote


def money(side: ProjectSide) -> str:
    """A project's investment as written."""
    p = side.project
    return "" if p.investment is None else f"{p.investment}{p.investment_unit or ''}"


def years(side: ProjectSide) -> str:
    """The years in which a project is built."""
    p = side.project
    first, last = (str(y) if y is not None else None for y in (p.start_year, p.end_year))
    return period(Period(start=first, end=last)) or "—"


def deadline(side: DutySide) -> str:
    """The time limit that words of a list or its task state."""
    stated = [a.deadline for a in side.assignments if a.deadline]
    if not stated and side.task and side.task.deadline:
        stated.append(side.task.deadline)
    return listed("en", dict.fromkeys(period(one) or "" for one in stated))


def place(side: Side | None) -> str:
    """“plan:o005260”, the way back into the JSON."""
    if side is None:
        return ""
    if isinstance(side, ValueSide):
        record = side.observation.id
    elif isinstance(side, ProjectSide):
        record = side.project.id
    else:
        record = side.assignments[0].id if isinstance(side, DutySide) else ""
    return f"{side.document}:{record}"


def _name_of(ref: Ref | None) -> str | None:
    return ref.name if ref else None


def _written(number: Number) -> str:
    return f"{number:,}" if isinstance(number, int) else f"{number:,.12f}".rstrip("0")
