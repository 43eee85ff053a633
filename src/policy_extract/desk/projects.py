"""Projects of lists (重点项目表), with what they promise and what they cost in one unit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from policy_extract.desk.desk import Desk, Place
from policy_extract.desk.growth import plain
from policy_extract.desk.page import joined
from policy_extract.desk.targets import Target, target
from policy_extract.findings.intervals import exact
from policy_extract.measure import numerals
from policy_extract.model import Document, Number, Project
from policy_extract.tuples import NamedTuple

_MAGNITUDES: Final = dict(zip(numerals.BIG, (10_000, 100_000_000), strict=True))
_MONEY: Final = "元"


class ProjectRow(NamedTuple):
    """A project as people read it.

    ``investment`` is in ``investment_unit``, as written; ``in_100_million`` is the same in 亿元, exactly, None
    for another currency. ``land`` is in 亩; ``site`` is where it is built, ``place`` where its row stands.
    """

    project: Project
    category: str
    number: int | None
    name: str
    company: str
    content: str
    nature: str
    start: int | None
    end: int | None
    land: Number | None
    investment: Number | None
    investment_unit: str
    in_100_million: Number | None
    site: str
    targets: tuple[Target, ...]
    place: Place


def projects(desk: Desk) -> Iterator[ProjectRow]:
    """The projects of all plans, in the order of the plans and of their lists."""
    for document in desk.documents:
        for project in document.projects:
            yield project_row(desk, document, project)


def project_row(desk: Desk, document: Document, p: Project) -> ProjectRow:
    """One project of a document as a row."""
    own = [desk.observations[document.id, name] for name in p.observations]
    return ProjectRow(
        project=p,
        category=p.category or "",
        number=p.number,
        name=joined(p.name).strip(),
        company=desk.name(p.company),
        content=joined(p.content or "").strip(),
        nature=p.nature or "",
        start=p.start_year,
        end=p.end_year,
        land=p.land_mu,
        investment=p.investment,
        investment_unit=p.investment_unit or "",
        in_100_million=in_100_million(p.investment, p.investment_unit),
        site=desk.name(p.place),
        targets=tuple(target(desk, document, o) for o in own),
        place=desk.place(document, p.id, p.source),
    )


def in_100_million(number: Number | None, unit: str | None) -> Number | None:
    """Money in 亿元, exactly: 20000 万元 → 2. None for another currency, or where nothing says the unit."""
    if number is None or not unit or not unit.endswith(_MONEY):
        return None
    scale = 1
    for sign in unit.removesuffix(_MONEY):
        if sign not in _MAGNITUDES:
            return None
        scale *= _MAGNITUDES[sign]
    return plain(exact(number) * scale / Decimal(100_000_000))
