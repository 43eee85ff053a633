"""The findings as ``extract`` shows them: what contradicts with what each plan says and where, the others in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policy_extract.desk import Desk, found, subject
from policy_extract.model import Comparison, Observation

#: More contradictions than this, and more plans or statements in one, are left to the files.
_SHOWN = 20
_STATEMENTS = 4
#: The verdicts beside contradictions whose findings are told one by one, and the heads above them; at most so many.
_HEADS: Final = {"reversed": "cli.reversed", "fails": "cli.fails", "below": "cli.below"}
_SENTENCES: Final = 10
#: The kinds of which only the number is told.
_COUNTED: Final = {"coverage": "cli.gaps", "unsure_pair": "cli.pairs"}


def contradictions(desk: Desk, rest: str) -> Iterator[str]:
    """Lines, those of contradictions between plans first.

    A line that is indented twice belongs to the one above: a plan by its title, a draft as one, with its
    words and their lines in ``documents/<id>.txt``. ``rest`` names the file that has them all.
    """
    comparisons = [f for f in desk.output.findings.findings if isinstance(f, Comparison)]
    clashing = [c for c in comparisons if c.verdict == "contradict"]
    clashing.sort(key=lambda comparison: len(comparison.documents) == 1)
    if not clashing:
        yield desk.say("cli.no_contradictions")
        return
    yield desk.say("cli.contradictions", count=len(clashing))
    for comparison in clashing[:_SHOWN]:
        yield f"  {subject(desk, comparison.subject)}"
        for line in _statements(desk, comparison):
            yield f"    {line}"
    if len(clashing) > _SHOWN:
        yield "  " + desk.say("cli.more", count=len(clashing) - _SHOWN, file=rest)


def other_findings(desk: Desk, rest: str) -> Iterator[str]:
    """Lines: what goes back, does not add up or falls below a superior's target; then how many gaps and pairs there are.

    Each stands in its sentence, that of a trajectory without the course of all years. ``rest`` names the file that has
    them all. No line where there is nothing.
    """
    rows, course = found(desk), desk.say("finding.course", steps="")
    for verdict, head in _HEADS.items():
        those = [row for row in rows if row.finding.verdict == verdict]
        if not those:
            continue
        yield desk.say(head, count=len(those))
        yield from (f"  {row.said.partition(course)[0]}" for row in those[:_SENTENCES])
        if len(those) > _SENTENCES:
            yield "  " + desk.say("cli.more", count=len(those) - _SENTENCES, file=rest)
    counts = {key: sum(row.finding.kind == kind for row in rows) for kind, key in _COUNTED.items()}
    told = desk.listed(desk.say(key, count=count) for key, count in counts.items() if count)
    if told:
        yield desk.say("cli.also", what=told, file=rest)


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
