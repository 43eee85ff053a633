"""The contradictions as ``extract`` shows them: what is compared, then what each plan says and where."""

from __future__ import annotations

from collections.abc import Iterator

from policy_extract.desk import Desk
from policy_extract.model import Comparison, Observation, Subject

#: More contradictions than this, and more plans or statements in one, are left to the files.
_SHOWN = 20
_STATEMENTS = 4


def contradictions(desk: Desk, rest: str) -> Iterator[str]:
    """Lines, those of contradictions between plans first.

    A line that is indented twice belongs to the one above: a plan by its title, a draft as one, with its
    words and their lines in ``documents/<id>.txt``. ``rest`` names the file that has them all.
    """
    comparisons = [f for f in desk.output.findings.findings if isinstance(f, Comparison)]
    found = [c for c in comparisons if c.verdict == "contradict"]
    found.sort(key=lambda comparison: len(comparison.documents) == 1)
    if not found:
        yield desk.say("cli.no_contradictions")
        return
    yield desk.say("cli.contradictions", count=len(found))
    for comparison in found[:_SHOWN]:
        yield f"  {subject(desk, comparison.subject)}"
        for line in _statements(desk, comparison):
            yield f"    {line}"
    if len(found) > _SHOWN:
        yield "  " + desk.say("cli.more", count=len(found) - _SHOWN, file=rest)


def subject(desk: Desk, about: Subject) -> str:
    """What is compared: 兰溪市 规上工业企业数 2025 目标."""

    def named(entity: str | None) -> str | None:
        known = desk.entities.get(entity or "")
        return known.name if known else entity

    parts = (
        named(about.area),
        about.segment,
        named(about.indicator),
        desk.word("measure", about.measure) if about.measure != "level" else None,
        about.time,
        desk.word("kind", about.kind),
    )
    return " ".join(part for part in parts if part)


def _statements(desk: Desk, comparison: Comparison) -> Iterator[str]:
    by_plan: dict[str, list[Observation]] = {}
    for ref in comparison.observations[:_STATEMENTS]:
        by_plan.setdefault(ref.document, []).append(desk.observations[ref.document, ref.id])
    for name, stated in by_plan.items():
        document = desk.output.documents[name]
        places = (desk.place(document, o.id, o.source) for o in stated)
        words = desk.listed(
            desk.say("cli.stated", words=place.quote, line=place.line) for place in places
        )
        yield desk.say("cli.plan_states", title=desk.title(document), words=words)
    if len(comparison.observations) > _STATEMENTS:
        yield desk.say("finding.more", count=len(comparison.observations) - _STATEMENTS)
