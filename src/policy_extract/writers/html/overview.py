"""The overview: what was read, what was found, what somebody must look at; the only view that stands as HTML."""

from __future__ import annotations

from policy_extract.desk import Desk, Found, found, period
from policy_extract.messages import warning
from policy_extract.model import Document
from policy_extract.tuples import NamedTuple
from policy_extract.writers.html.plan import entry_of


class PlanRow(NamedTuple):
    """A plan of the overview: who issued it for which years, how much it holds, what was odd about it."""

    id: str
    title: str
    issuers: str
    period: str
    targets: int
    actuals: int
    assignments: int
    projects: int
    check: int
    warnings: tuple[str, ...]


class Failed(NamedTuple):
    """An input that could not be read, and why."""

    path: str
    reason: str


class Overview(NamedTuple):
    """The corpus at a glance. ``totals``: how many, of what, the address of the list; ``noticed``: of all plans together."""

    plans: tuple[PlanRow, ...]
    failed: tuple[Failed, ...]
    totals: tuple[tuple[int, str, str], ...]
    check: int
    numbers: int
    grave: tuple[Found, ...]
    threshold: str
    version: str
    noticed: tuple[str, ...]


def overview(desk: Desk) -> Overview:
    """The overview of all plans and of the inputs that failed."""
    plans = tuple(_row(desk, document) for document in desk.documents)
    manifest = desk.output.manifest
    failed = tuple(
        Failed(entry.path, entry.reason or "")
        for entry in (manifest.documents if manifest is not None else ())
        if entry.status == "failed"
    )
    companies = sum(entity.type == "company" for entity in desk.entities.values())
    charged = {a.entity or f"{d.id}:{a.agency}" for d in desk.documents for a in d.assignments}
    findings = tuple(found(desk))
    totals = (
        (len(plans), desk.say("report.total_plans"), "plans"),
        (sum(p.targets for p in plans), desk.say("report.total_targets"), "/numbers?kind=target"),
        (sum(p.actuals for p in plans), desk.say("report.total_actuals"), "/numbers?kind=actual"),
        (len(charged), desk.say("report.total_agencies"), "/agencies"),
        (sum(p.projects for p in plans), desk.say("report.total_projects"), "/projects"),
        (companies, desk.say("report.total_companies"), "/companies"),
    )
    return Overview(
        plans=plans,
        failed=failed,
        totals=totals,
        check=sum(p.check for p in plans),
        numbers=sum(p.targets + p.actuals for p in plans),
        grave=tuple(one for one in findings if one.grave and one.finding.verdict != "open"),
        threshold=f"{manifest.review_threshold:.2f}" if manifest is not None else "",
        version=manifest.version if manifest is not None else "",
        noticed=tuple(warning(desk.language, one) for one in manifest.warnings)
        if manifest is not None
        else (),
    )


def _row(desk: Desk, document: Document) -> PlanRow:
    entry = entry_of(desk, document)
    kinds = [o.kind for o in document.observations]
    return PlanRow(
        id=document.id,
        title=desk.title(document),
        issuers=desk.listed(one.name for one in document.meta.issuers),
        period=period(document.meta.period) or "",
        targets=kinds.count("target"),
        actuals=kinds.count("actual"),
        assignments=len(document.assignments),
        projects=len(document.projects),
        check=sum(o.review for o in document.observations),
        warnings=tuple(warning(desk.language, one) for one in entry.warnings) if entry else (),
    )
