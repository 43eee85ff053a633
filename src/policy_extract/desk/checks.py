"""What somebody should look at (待核清单): the records that are marked, the least trusted first.

**The columns of the list, for whoever writes it and whoever takes it back.** A row is found again by the four
columns of ``IDENTITY``, whose heads are these very words in every language: the document's id, the SHA-256 of
the file it was read from, the record's id, the record's key. The record's id holds as long as the file does;
when the file changed, the key says what was claimed. What a person fills in stands in the columns of
``FILLED``: field → the message that is the column's head; ``column_of`` knows a head in both languages. Columns
may have been moved, rows sorted, filtered or deleted, the file saved by WPS or LibreOffice: go by the heads,
never by letters or row numbers; skip a row whose ``judgement`` is empty. ``JUDGEMENTS`` are the answers (→ the
message that the dropdown shows): ``correct``; ``wrong``, with what it should be in the columns “fix.…” (a blank
one: that field is right); ``absent``: looked for, and the text does not say it. Also a single column “fix.…”
may hold the words of ``absent``: the text does not say this field. A value is a number or the plan's words
(“800以上”, “10-20”); a time is 2025, 2021-2025 or 2021/2025; measure and kind are words of their dropdowns.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from policy_extract.desk.desk import Desk
from policy_extract.desk.filling import field_of
from policy_extract.desk.page import Page, joined
from policy_extract.desk.targets import Target, target
from policy_extract.model import Document, Observation
from policy_extract.tuples import NamedTuple

#: The sheet's name: a message.
SHEET: Final = "workbook.checks"

#: The heads of the columns that identify a record, in no language.
IDENTITY: Final = ("document", "sha256", "record", "key")

#: What a person fills in: the field → the message of the column's head.
FILLED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "judgement": "checks.judgement",
        "fix.indicator": "checks.fix_indicator",
        "fix.value": "checks.fix_value",
        "fix.unit": "checks.fix_unit",
        "fix.time": "checks.fix_time",
        "fix.measure": "checks.fix_measure",
        "fix.kind": "checks.fix_kind",
        "note": "checks.note",
    }
)

#: The answers of the column “judgement”: the answer → the message that the dropdown shows.
JUDGEMENTS: Final[Mapping[str, str]] = MappingProxyType(
    {"correct": "checks.correct", "wrong": "checks.wrong", "absent": "checks.absent"}
)

#: The values of the dropdowns of measure and kind; their words are the messages “measure.…” and “kind.…”.
MEASURES: Final = (
    "level", "increase", "decrease", "growth_rate", "change_points", "multiple", "share",
)  # fmt: skip
KINDS: Final = ("target", "actual")

_MARKED: Final = ("indicator", "time", "area", "segment", "measure", "kind")


class Marked(NamedTuple):
    """Words of a sentence, offsets in it: ``own`` is the number itself, ``fields`` what was read from them."""

    start: int
    end: int
    own: bool
    fields: tuple[str, ...]


class Check(NamedTuple):
    """A record to look at: what it claims, why it is doubted, the sentence with its marked words.

    ``sentence`` is on one line; ``marks`` do not overlap and are in order.
    """

    target: Target
    sha256: str
    key: str
    reasons: tuple[str, ...]
    sentence: str
    marks: tuple[Marked, ...]

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """The values of the columns of ``IDENTITY``."""
        return (self.target.place.document, self.sha256, self.target.place.record, self.key)


def checks(desk: Desk) -> tuple[Check, ...]:
    """The records below the threshold of the run, the least trusted first, then in order of the texts."""
    found = [
        _check(desk, document, o)
        for document in desk.documents
        for o in document.observations
        if o.review
    ]
    return tuple(sorted(found, key=lambda check: check.target.confidence))


def column_of(head: str) -> str | None:
    """The field that a column holds, by its head in either language; None for a column nobody takes back."""
    return field_of(head, IDENTITY, FILLED)


def _check(desk: Desk, document: Document, o: Observation) -> Check:
    page = desk.page(document)
    sentence, marks = _sentence(page, o)
    return Check(
        target=target(desk, document, o),
        sha256=document.source.sha256,
        key=o.key,
        reasons=desk.doubts(o),
        sentence=sentence,
        marks=marks,
    )


def _sentence(page: Page, o: Observation) -> tuple[str, tuple[Marked, ...]]:
    """The sentence on one line, with the words that the record's fields were read from."""
    around = page.around(o.source)
    spans = [("value", o.source.start, o.source.end)]
    for field in _MARKED:
        read = o.read.get(field)
        if read is not None and read.start is not None and read.end is not None:
            spans.append((field, read.start, read.end))
    inside = [s for s in spans if around.start <= s[1] < s[2] <= around.end]
    edges = sorted({around.start, around.end, *(s[1] for s in inside), *(s[2] for s in inside)})
    said, marks = "", []
    for piece in itertools.pairwise(edges):
        words = joined(page.text[piece[0] : piece[1]])
        if not said or said[-1].isspace():
            words = words.lstrip()
        over = tuple(s[0] for s in inside if s[1] <= piece[0] and piece[1] <= s[2])
        if over and words.strip():
            start = len(said) + len(words) - len(words.lstrip())
            own = "value" in over
            marks.append(Marked(start, len(said) + len(words.rstrip()), own, over))
        said += words
    return said.rstrip(), tuple(_together(marks))


def _together(marks: list[Marked]) -> Iterator[Marked]:
    """Neighbours of the same fields are one mark."""
    for (own, fields), group in itertools.groupby(marks, key=lambda m: (m.own, m.fields)):
        run = list(group)
        first = run[0]
        for one, other in itertools.pairwise(run):
            if one.end != other.start:
                yield Marked(first.start, one.end, own, fields)
                first = other
        yield Marked(first.start, run[-1].end, own, fields)
