"""Which projects of two versions are one, by name, company and place; and what became of their investment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from policy_extract.desk import joined
from policy_extract.desk.growth import plain
from policy_extract.desk.projects import in_100_million
from policy_extract.findings.intervals import exact
from policy_extract.model import Document, Number, Project
from policy_extract.resolve.indicators.telling import NUMBERS
from policy_extract.versions.likeness import alike, bare, bigrams
from policy_extract.versions.pairs import Pair, left, paired, weighed
from policy_extract.versions.record import Match, Name

_WEIGHTS: Final[Mapping[str, float]] = {"name": 70, "company": 20, "content": 10}
_LEAST: Final = 75.0
_MANY: Final = 60
_PLACES: Final = 12  # what dividing leaves behind is cut


@dataclass(frozen=True)
class Work:
    """A project of one version: its name, bare, its company's entity or name, what is built."""

    project: Project
    name: str
    company: str
    content: str


def works(document: Document) -> tuple[Work, ...]:
    """The projects of one version, in the order of the text."""
    ordered = sorted(document.projects, key=lambda p: (p.source.start, p.id))
    return tuple(
        Work(
            project=p,
            name=bare(p.name),
            company=(p.company.entity or bare(p.company.name)) if p.company else "",
            content=bare(p.content),
        )
        for p in ordered
    )


def pairs(old: Sequence[Work], new: Sequence[Work]) -> list[Pair]:
    """All pairs, each project in one at most: those of one name first, then those of like names."""
    found = paired(left(old, ()), left(new, ()), _by_name, _judge, _said)
    before = left(old, (pair.old for pair in found))
    after = left(new, (pair.new for pair in found))
    counted = Counter(part for w in (*before.values(), *after.values()) for part in bigrams(w.name))
    rare = {part for part, count in counted.items() if count <= _MANY}
    by_parts = paired(before, after, lambda one: rare & set(bigrams(one.name)), _judge, _said)
    return [*found, *by_parts]


def _by_name(work: Work) -> Iterable[Hashable]:
    yield work.name


def _said(work: Work) -> Hashable:
    return work.name, work.company, work.content


def _judge(old: Work, new: Work) -> Match | None:
    if old.name != new.name and _numbers(old) != _numbers(new):
        return None
    features = {"name": alike(old.name, new.name)}
    if old.company and new.company:
        features["company"] = 100.0 if old.company == new.company else 0.0
    if old.content and new.content:
        features["content"] = alike(old.content, new.content)
    match = weighed("name", features, _WEIGHTS)
    return match if old.name == new.name or match.score >= _LEAST else None


def _numbers(work: Work) -> Counter[str]:
    """一期 and 二期, 年产5万吨 and 年产8万吨: what a name is alike but for a number."""
    return Counter(NUMBERS.findall(work.name))


def changed(old: Work, new: Work) -> tuple[Name, ...]:
    """What became of a project; a column that one of the lists does not have has changed nothing."""
    one, other = old.project, new.project
    found: list[Name] = []
    less, _ = difference(one, other)
    if less:
        found.append("raised" if less > 0 else "lowered")
    if _differ(one.start_year, other.start_year) or _differ(one.end_year, other.end_year):
        found.append("time")
    if old.company and new.company and old.company != new.company:
        found.append("company")
    if _differ(one.land_mu, other.land_mu):
        found.append("land")
    if old.name != new.name:
        found.append("reworded")
    return tuple(found)


def difference(old: Project, new: Project) -> tuple[Number | None, str | None]:
    """The new investment less the old one, in the unit of the new; nothing where they share no currency."""
    if old.investment is None or new.investment is None:
        return None, None
    if old.investment_unit == new.investment_unit:
        return plain(exact(new.investment) - exact(old.investment)), new.investment_unit
    before = in_100_million(old.investment, old.investment_unit)
    after = in_100_million(new.investment, new.investment_unit)
    if before is None or after is None or not after:
        return None, None
    scale = exact(new.investment) / exact(after)
    return plain(round((exact(after) - exact(before)) * scale, _PLACES)), new.investment_unit


def label(work: Work) -> str:
    """The name of a project on one line."""
    return joined(work.project.name).strip()


def _differ(old: Number | None, new: Number | None) -> bool:
    return old is not None and new is not None and old != new
