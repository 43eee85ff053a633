"""Within one plan: targets without an agency, and agencies without a target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from policy_extract.findings.corpus import Corpus
from policy_extract.findings.intervals import in_base_units
from policy_extract.findings.quantities import Quantities
from policy_extract.findings.sentences import quoted
from policy_extract.messages import Language, listed, text
from policy_extract.model import (
    Assignment,
    Base,
    Coverage,
    Document,
    FindingObservation,
    Observation,
    Said,
    Section,
    Task,
)

#: So much of a plan's targets has an agency where the others lack one, and so many at least: a plan that names an
#: agency for one of thirty targets does not hand its targets out.
HANDED_OUT: Final = 0.25
HANDED_OUT_LEAST: Final = 2
#: So much of a plan's leading agencies has a target where the others lack one: without a target is told of the few.
CHARGED: Final = 0.5
#: More than these are counted, not named.
_NAMED: Final = 5
_TITLE: Final = 24
_IN_A_ROW: Final = 4


def targets_without_agency(
    document: Document, quantities: Quantities, corpus: Corpus
) -> Iterator[Coverage]:
    """One finding for each section of the plan with targets that nobody answers for.

    A target is answered for where any statement of it has an agency: a goal in front is handed out by the task behind,
    by the same indicator, or by the same number for much the same words (整治高耗低效企业1000家, 整治提升高耗低效企业1000家).
    So it is where its section names agencies at all. Left out: values to be checked, bare nouns (项目34个), projects' and
    companies' own values.
    """
    targets = [
        o
        for o in document.observations
        if o.kind == "target" and o.about in ("area", "segment") and o.project is None
    ]
    held = [o for o in targets if o.responsible]
    if len(held) < max(HANDED_OUT_LEAST, HANDED_OUT * len(targets)):
        return
    answered = {(o.indicator.entity, quantities.segment(o.segment)) for o in held}
    numbers: dict[Base | None, list[Observation]] = {}
    for o in held:
        numbers.setdefault(in_base_units(o.value), []).append(o)
    charged = {assignment.source.section for assignment in document.assignments}
    rows = _rows(document)
    sections: dict[tuple[str, str], list[Observation]] = {}
    for o in targets:
        handed = (o.indicator.entity, quantities.segment(o.segment)) in answered
        if o.responsible or handed or o.review or o.source.section in charged:
            continue
        if _row(o) in rows:
            continue
        if o.segment is None and quantities.bare(o):
            continue
        number = in_base_units(o.value)
        if number is not None and any(_alike(o, other) for other in numbers.get(number, ())):
            continue
        table = o.source.table.id if o.source.table is not None else ""
        sections.setdefault((o.source.section or "", table), []).append(o)
    by_id = {section.id: section for section in document.sections}
    for (section, table), those in sections.items():
        yield _open_targets(document, by_id.get(section), f"{section}{table}", those, corpus)


def _rows(document: Document) -> Mapping[tuple[str, int] | None, frozenset[str]]:
    """The rows of tables that name agencies, and whom: 部门 | 任务 | 目标."""
    rows: dict[tuple[str, int] | None, frozenset[str]] = {}
    for assignment in document.assignments:
        row = _row(assignment)
        if row is not None:
            rows[row] = rows.get(row, frozenset()) | {assignment.entity or ""}
    return rows


def _row(record: Observation | Assignment) -> tuple[str, int] | None:
    cell = record.source.table
    return (cell.id, cell.row) if cell is not None else None


def _alike(one: Observation, other: Observation) -> bool:
    """Whether two names share so many signs in a row."""
    left, right = one.indicator.name, other.indicator.name
    return any(
        left[start : start + _IN_A_ROW] in right for start in range(len(left) - _IN_A_ROW + 1)
    )


def _open_targets(
    document: Document,
    section: Section | None,
    place: str,
    targets: Sequence[Observation],
    corpus: Corpus,
) -> Coverage:
    heading = "".join((section.title if section is not None else "").split())

    def told(language: Language) -> str:
        key = "finding.target_without_agency" if heading else "finding.target_without_agency_here"
        return text(
            language,
            key,
            plan=corpus.names.plan(document.id, language),
            section=heading if len(heading) <= _TITLE else heading[:_TITLE] + "…",
            count=len(targets),
            items=_items([_item(o, language) for o in targets], language),
        )

    indicators = {o.indicator.entity for o in targets}
    return Coverage(
        id=f"coverage:target_without_agency|{heading or place}@{document.id}#{place}",
        gap="target_without_agency",
        documents=corpus.named(document.id),
        observations=tuple(_grounds(document, o) for o in targets),
        said=Said.of(told("zh"), told("en")),
        entity=indicators.pop() if len(indicators) == 1 else None,
    )


def agencies_without_target(document: Document, corpus: Corpus) -> Iterator[Coverage]:
    """One finding for each agency that answers for tasks of the plan and for no target.

    Those that only support (配合) have none by nature, and neither have collective bodies (各乡镇).
    """
    if not document.assignments:
        return
    told = [o for o in document.observations if o.kind == "target"]
    targets = {o.id for o in told}
    tasks = {task.id: task for task in document.tasks}
    charged: dict[str, dict[str, Task]] = {}
    with_target = {r.entity for o in told for r in o.responsible}
    rows = _rows(document)
    for o in told if rows else ():
        with_target.update(rows.get(_row(o), ()))
    for assignment in document.assignments:
        entity = corpus.entity.get(assignment.entity or "")
        if assignment.role == "support" or entity is None or entity.type != "agency":
            continue
        led = charged.setdefault(entity.id, {})
        task = tasks.get(assignment.task or "")
        if task is not None:
            led.setdefault(task.id, task)
        of_task = task.observations if task is not None else ()
        if not targets.isdisjoint((*assignment.observations, *of_task)):
            with_target.add(entity.id)
    without = [agency for agency in charged if agency not in with_target]
    if len(charged) - len(without) < max(HANDED_OUT_LEAST, CHARGED * len(charged)):
        return
    for agency in sorted(without):
        if charged[agency]:
            yield _idle(document, agency, tuple(charged[agency].values()), corpus)


def _idle(document: Document, agency: str, tasks: Sequence[Task], corpus: Corpus) -> Coverage:
    def told(language: Language) -> str:
        named = [f"“{_short(task.title)}”" for task in tasks]
        return text(
            language,
            "finding.agency_without_target",
            plan=corpus.names.plan(document.id, language),
            agency=corpus.entity[agency].name,
            count=len(tasks),
            items=_items(named, language),
        )

    return Coverage(
        id=f"coverage:agency_without_target|{agency}@{document.id}",
        gap="agency_without_target",
        documents=corpus.named(document.id),
        said=Said.of(told("zh"), told("en")),
        entity=agency,
    )


def _short(words: str) -> str:
    plain = "".join(words.split())
    return plain if len(plain) <= _TITLE else plain[:_TITLE] + "…"


def _item(o: Observation, language: Language) -> str:
    words = f"“{o.qualitative}”" if o.qualitative else quoted(o, language)
    return "".join(o.indicator.name.split()) + ("" if language == "zh" else " ") + words


def _items(items: Sequence[str], language: Language) -> str:
    told = list(items[:_NAMED])
    if len(items) > _NAMED:
        told.append(text(language, "finding.more_items", count=len(items) - _NAMED))
    return listed(language, told)


def _grounds(document: Document, o: Observation) -> FindingObservation:
    return FindingObservation.of(document.id, o.id, in_base_units(o.value))
