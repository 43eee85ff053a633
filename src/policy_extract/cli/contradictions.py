"""The findings as ``extract`` shows them: what contradicts with what each plan says and where, the others in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from policy_extract.desk import Desk, subject
from policy_extract.model import Comparison, Finding, Observation
from policy_extract.tuples import NamedTuple

#: More contradictions than this, and more plans or statements in one, are left to the files.
_SHOWN = 20
_STATEMENTS = 4
#: The verdicts beside contradictions whose findings are told one by one, and the heads above them; at most so many.
_HEADS: Final = {"reversed": "cli.reversed", "fails": "cli.fails", "below": "cli.below"}
_SENTENCES: Final = 10
#: The kinds of which only the number is told.
_FULL: Final = (None,) * _SENTENCES  # of verdicts that are not told
_COUNTED: Final = {"coverage": "cli.gaps", "unsure_pair": "cli.pairs"}


class Digest(NamedTuple):
    """Of all findings what is shown: how many there are of each verdict and kind, and the first ones.

    ``clashing``: the contradictions that are shown; ``told``: by verdict those that are told in their sentence.
    """

    verdicts: Mapping[str, int]
    kinds: Mapping[str, int]
    clashing: Sequence[Comparison]
    told: Mapping[str, Sequence[Finding]]

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Digest:
        """Of findings in the order in which they are put out."""
        verdicts: Counter[str] = Counter()
        kinds: Counter[str] = Counter()
        between: list[Comparison] = []
        within: list[Comparison] = []  # one plan
        told: dict[str, list[Finding]] = {verdict: [] for verdict in _HEADS}
        for finding in findings:
            verdicts[finding.verdict] += 1
            kinds[finding.kind] += 1
            if isinstance(finding, Comparison) and finding.verdict == "contradict":
                those = within if len(finding.documents) == 1 else between
                if len(those) < _SHOWN:
                    those.append(finding)
            elif len(told.get(finding.verdict, _FULL)) < _SENTENCES:
                told[finding.verdict].append(finding)
        return cls(verdicts, kinds, [*between, *within][:_SHOWN], told)


def digest_of(desk: Desk) -> Digest:
    """Of the findings on a desk."""
    return Digest.of(sorted(desk.output.findings.findings, key=lambda one: (one.kind, one.id)))


def contradictions(desk: Desk, rest: str, digest: Digest | None = None) -> Iterator[str]:
    """Lines, those of contradictions between plans first.

    A line that is indented twice belongs to the one above: a plan by its title, a draft as one, with its
    words and their lines in ``documents/<id>.txt``. ``rest`` names the file that has them all. ``digest``: of all findings, where
    the desk does not have them.
    """
    digest = digest or digest_of(desk)
    count = digest.verdicts.get("contradict", 0)
    if not count:
        yield desk.say("cli.no_contradictions")
        return
    yield desk.say("cli.contradictions", count=count)
    for comparison in digest.clashing:
        yield f"  {subject(desk, comparison.subject)}"
        for line in _statements(desk, comparison):
            yield f"    {line}"
    if count > _SHOWN:
        yield "  " + desk.say("cli.more", count=count - _SHOWN, file=rest)


def other_findings(desk: Desk, rest: str, digest: Digest | None = None) -> Iterator[str]:
    """Lines: what goes back, does not add up or falls below a superior's target; then how many gaps and pairs there are.

    Each stands in its sentence, that of a trajectory without the course of all years. ``rest`` names the file that has
    them all. No line where there is nothing.
    """
    digest, course = digest or digest_of(desk), desk.say("finding.course", steps="")
    for verdict, head in _HEADS.items():
        count = digest.verdicts.get(verdict, 0)
        if not count:
            continue
        yield desk.say(head, count=count)
        for finding in digest.told[verdict]:
            said = finding.said.zh if desk.language == "zh" else finding.said.en
            yield f"  {said.partition(course)[0]}"
        if count > _SENTENCES:
            yield "  " + desk.say("cli.more", count=count - _SENTENCES, file=rest)
    counts = {key: digest.kinds.get(kind, 0) for kind, key in _COUNTED.items()}
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
