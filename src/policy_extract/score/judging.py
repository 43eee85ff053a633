"""What all layers share: labels in their place, records in theirs, pairs, and the cases of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from policy_extract.errors import GoldenError
from policy_extract.model import Source
from policy_extract.score.anchoring import Anchor, Lines, place
from policy_extract.score.figures import Case, Share, Slip, Verdict
from policy_extract.score.matching import Weight, best_matching, overlap, overlapping_pairs

Span = tuple[int, int]
LabelT = TypeVar("LabelT")


class _Quoted(Protocol):
    """A label that holds exact words of a line."""

    @property
    def type(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def quote(self) -> str: ...
    @property
    def optional(self) -> bool: ...


QuotedT = TypeVar("QuotedT", bound=_Quoted)
RecordT = TypeVar("RecordT")
AnyLabel = TypeVar("AnyLabel", covariant=True)
AnyRecord = TypeVar("AnyRecord", covariant=True)


@dataclass(frozen=True)
class Placed(Generic[AnyLabel]):
    """A label with its span; ``key`` names it within its plan and type (``104:55%以上#1``)."""

    label: AnyLabel
    span: Span
    line: int
    quote: str
    key: str
    optional: bool


@dataclass(frozen=True)
class Found(Generic[AnyRecord]):
    """A record of the output with its span and the name by which lists call it."""

    record: AnyRecord
    span: Span
    quote: str
    name: str


@dataclass(frozen=True)
class Check:
    """A field of a matched record: right, wrong, or not counted (``right`` is None)."""

    field: str
    right: bool | None
    expected: str
    found: str


@dataclass(frozen=True)
class Pairing(Generic[AnyLabel, AnyRecord]):
    """Labels matched with records. Optional labels, and what matches them, count neither way.

    They are left out of all four parts.
    """

    pairs: tuple[tuple[Placed[AnyLabel], Found[AnyRecord]], ...]
    missed: tuple[Placed[AnyLabel], ...]
    extra: tuple[Found[AnyRecord], ...]

    @property
    def found(self) -> int:
        """How many records of the output count."""
        return len(self.pairs) + len(self.extra)

    @property
    def labelled(self) -> int:
        """How many labels count."""
        return len(self.pairs) + len(self.missed)


def place_labels(plan: str, lines: Lines, labels: Sequence[QuotedT]) -> tuple[Placed[QuotedT], ...]:
    """Every label with its span, in order.

    Raises GoldenError naming plan, line and quote when a quote does not stand in its line: then
    the golden file and the text are not of one make, and no figure would mean anything.
    """
    anchors = [Anchor(label.type, label.line, label.quote) for label in labels]
    seen: Counter[tuple[int, str]] = Counter()
    placed: list[Placed[QuotedT]] = []
    lost: list[str] = []
    for label, at, span in zip(labels, anchors, place(lines, anchors), strict=True):
        seen[at.line, at.quote] += 1
        if span is None:
            lost.append(f"{plan}: line {at.line}: {at.type} {at.quote!r} does not stand there")
            continue
        key = f"{at.line}:{at.quote}#{seen[at.line, at.quote]}"
        placed.append(Placed(label, span, at.line, at.quote, key, label.optional))
    if lost:
        raise GoldenError("\n".join(lost))
    return tuple(placed)


def found_records(
    records: Sequence[RecordT],
    source: Callable[[RecordT], Source],
    name: Callable[[RecordT], str],
) -> tuple[Found[RecordT], ...]:
    """Records of the output in the order of the text, whatever order they were given in."""
    found = [
        Found(record, (at.start, at.end), at.quote, name(record))
        for record, at in ((record, source(record)) for record in records)
    ]
    return tuple(sorted(found, key=lambda one: (*one.span, one.name, repr(one.record))))


def pair(
    labels: Sequence[Placed[LabelT]],
    records: Sequence[Found[RecordT]],
    weight: Callable[[Placed[LabelT], Found[RecordT]], Weight | None],
    candidates: Sequence[tuple[int, int]] | None = None,
) -> Pairing[LabelT, RecordT]:
    """Match labels with records one to one.

    In: the weight of a pair, None where the two are not of one thing; ``candidates`` are the pairs
    to look at (default: all whose spans share a code point). Labels that count come before
    optional ones, then the greatest sum of weights decides.
    """
    if candidates is None:
        candidates = overlapping_pairs([one.span for one in labels], [one.span for one in records])
    weights: dict[tuple[int, int], Weight] = {}
    for i, j in candidates:
        value = weight(labels[i], records[j])
        if value is not None:
            weights[i, j] = (int(not labels[i].optional), *value)
    matched = best_matching(weights)
    taken = set(matched.values())
    return Pairing(
        tuple((labels[i], records[j]) for i, j in matched.items() if not labels[i].optional),
        tuple(one for i, one in enumerate(labels) if i not in matched and not one.optional),
        tuple(one for j, one in enumerate(records) if j not in taken),
    )


def span_overlap(label: Placed[object], record: Found[object]) -> int:
    """How alike the spans of label and record are, 0-1000."""
    return overlap(label.span, record.span)


def shares(checked: Sequence[Sequence[Check]], fields: Sequence[str]) -> dict[str, Share]:
    """Accuracy of every field over the matched records where it counts."""
    totals: Mapping[str, list[bool]] = {field: [] for field in fields}
    for checks in checked:
        for check in checks:
            if check.right is not None:
                totals[check.field].append(check.right)
    return {field: Share(sum(rights), len(rights)) for field, rights in totals.items()}


def slips(checks: Sequence[Check]) -> tuple[Slip, ...]:
    """The fields that are wrong."""
    return tuple(Slip(c.field, c.expected, c.found) for c in checks if c.right is False)


def label_case(
    plan: str,
    layer: str,
    lines: Lines,
    label: Placed[object],
    name: str,
    checks: Sequence[Check] | None,
    *,
    strict: bool = False,
    note: str = "",
) -> Case:
    """The case of a label that counts; ``checks`` is None when nothing was matched with it."""
    wrong = slips(checks or ())
    verdict: Verdict = "missed" if checks is None else "wrong" if wrong else "right"
    excerpt = lines.excerpt(*label.span)
    return Case(
        plan, layer, verdict, label.key, label.line, label.quote, name, excerpt, wrong, strict, note
    )


def extra_cases(
    plan: str, layer: str, lines: Lines, extra: Sequence[Found[object]]
) -> tuple[Case, ...]:
    """The cases of records that no label explains."""
    seen: Counter[str] = Counter()
    cases: list[Case] = []
    for one in extra:
        line = lines.line_of(one.span[0])
        stem = f"{line}:{one.quote}~{one.name}"
        seen[stem] += 1
        cases.append(
            Case(
                plan,
                layer,
                "extra",
                f"{stem}#{seen[stem]}",
                line,
                one.quote,
                one.name,
                lines.excerpt(*one.span),
            )
        )
    return tuple(cases)


def in_order(cases: Sequence[Case]) -> tuple[Case, ...]:
    """Cases by line, labels before extras."""
    return tuple(sorted(cases, key=lambda case: (case.line, case.verdict == "extra", case.key)))
