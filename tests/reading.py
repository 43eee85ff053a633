"""Texts read through the public door: layout, then all extractors, with the general gazetteers only.

``read(text)`` is cached: the rules are built once for a session, a text is read once. ``flat`` makes a record
comparable with the short form that the case files use (docs/annotation.md says what the fields mean).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from policy_extract.document import Plan
from policy_extract.extract import Extracted, Extractors
from policy_extract.layout import Layouter
from policy_extract.lexicon import Lexicon, load
from policy_extract.model import Assignment, Mention, Observation, Period, Project, Source

CORPUS = Path(__file__).resolve().parents[1] / "corpus"

#: The title that a text without one gets: a real division, a period of five years.
TITLE = "贵阳市制造业发展“十四五”规划"


@cache
def lexicon() -> Lexicon:
    """The general gazetteers; names known only from the plans of corpus/ are left out."""
    return load(local=False)


@cache
def layouter() -> Layouter:
    return Layouter(lexicon())


@cache
def extractors() -> Extractors:
    return Extractors(lexicon())


@cache
def plan_of(text: str) -> Plan:
    """A whole text, laid out."""
    return layouter().lay_out("case", text)


@cache
def read(text: str) -> Extracted:
    """All records of a whole text."""
    return extractors().run(plan_of(text))


def told(rows: str, *, title: str = "", caption: str = "表1 主要指标") -> list[dict[str, Any]]:
    """The records of a table whose cells | parts, under a plan of 2021 to 2025 or ``title``."""
    table = "\n".join(
        "\t".join(cell.strip() for cell in row.split("|")) for row in rows.split("\n")
    )
    text = f"一、发展目标\n{caption}\n{table}\n"
    return records(titled(text, title) if title else titled(text), "observation")


def titled(text: str, title: str = TITLE) -> str:
    """The text under a title, as a plan has it; an empty title adds nothing."""
    return f"{title}\n\n{text}" if title else text


@cache
def corpus_text(name: str) -> str:
    """A plan of corpus/ by its file's stem."""
    return (CORPUS / f"{name}.txt").read_text(encoding="utf-8")


def period(value: Period | None) -> str:
    """“2025”, “2021/2025”, “../2030”, “2016/..”; nothing for no time."""
    if value is None:
        return ""
    if value.start == value.end:
        return value.start or ""
    return f"{value.start or '..'}/{value.end or '..'}"


def _rule(record: Observation | Assignment | Mention | Project) -> str | None:
    """The rule that made a record: of an observation and an assignment the one that read its name."""
    if isinstance(record, Mention | Project):
        return record.rule
    named = record.read.get("indicator" if isinstance(record, Observation) else "agency")
    return named.rule if named else None


def flat(record: Observation | Assignment | Mention | Project, plan: Plan) -> dict[str, Any]:
    """A record's fields as the case files write them; what is null is the empty string."""
    fields: dict[str, Any] = {"quote": record.source.quote, "rule": _rule(record)}
    fields |= _place(record.source)
    if isinstance(record, Observation):
        value, own = record.value, plan.meta.area.name if plan.meta.area else ""
        fields |= {
            "indicator": record.indicator.name,
            "area": record.area.name,
            "segment": record.segment,
            # whose number, be it an area below the plan's or a segment (the guide leaves it open for parks)
            "owner": record.segment or (record.area.name if record.area.name != own else None),
            "measure": record.measure,
            "low": value.low if value else None,
            "high": value.high if value else None,
            "comparator": value.comparator if value else None,
            "unit": value.unit if value else None,
            "parts": list(value.parts) if value and value.parts else None,
            "base": value.base.unit if value and value.base else None,
            "base_low": value.base.low if value and value.base else None,
            "base_high": value.base.high if value and value.base else None,
            "qualitative": record.qualitative,
            "time": period(record.time),
            "base_time": period(record.base_time),
            "per_year": record.per_year,
            "cumulative": record.cumulative,
            "kind": record.kind,
            "attribute": record.attribute,
            "responsible": [[r.role, r.agency] for r in record.responsible],
        }
    elif isinstance(record, Assignment):
        fields |= {
            "agency": record.agency,
            "role": record.role,
            "task": record.task,
            "deadline": period(record.deadline),
        }
    elif isinstance(record, Mention):
        fields |= {"norm": period(record.norm), "type": record.type}
    else:
        fields |= {
            "category": record.category,
            "number": record.number,
            "name": record.name,
            "company": record.company.name if record.company else None,
            "content": record.content,
            "nature": record.nature,
            "start": record.start_year,
            "end": record.end_year,
            "land_mu": record.land_mu,
            "investment": record.investment,
            "investment_unit": record.investment_unit,
            "place": record.place.name if record.place else None,
        }
    return {name: "" if value is None else value for name, value in fields.items()}


def _place(source: Source) -> dict[str, Any]:
    cell = source.table
    return {
        "span": [source.start, source.end],
        "section": source.section,
        "table": [cell.row, cell.col] if cell else None,
    }


def records(text: str, kind: str) -> list[dict[str, Any]]:
    """The records of one kind of a whole text, flat, in order."""
    plan, found = plan_of(text), read(text)
    titles = {task.id: (task.number or "", task.title) for task in found.tasks}
    by_kind: dict[str, list[Any]] = {
        "observation": list(found.observations),
        "assignment": list(found.assignments),
        "project": list(found.projects),
        "time": [m for m in found.mentions if m.type == "time"],
        "company": [m for m in found.mentions if m.type == "company"],
        "area": [m for m in found.mentions if m.type == "area"],
    }
    told = [flat(record, plan) for record in by_kind[kind]]
    if kind == "assignment":
        for one in told:  # the number and the title of the task that the id names
            number, title = titles.get(one["task"], ("", ""))
            one["task"] = f"{number}.{title}" if number.isdecimal() else number + title
    return told


def given(expected: dict[str, Any]) -> dict[str, Any]:
    """What a case expects, with the bounds that its comparator implies: “>” 500 has no high."""
    full = dict(expected)
    if "low" in full or "high" in full:
        full.setdefault("comparator", "=")
        if full["comparator"] in ("=", "~"):
            full.setdefault("high", full.get("low", ""))
        full.setdefault("low", "")
        full.setdefault("high", "")
    return full


def picked(found: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    """The fields of a found record that the case speaks of."""
    return {name: found[name] for name in expected}
