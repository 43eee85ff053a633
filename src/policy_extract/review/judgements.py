"""Answers on pairs of names as lines of ``judgements.csv``, in a folder that ``--gazetteers`` takes.

Lines that are there stay as they are, comments too; only what is said of a pair that was answered again changes. The
lines that an answer makes have the key ``review-TYPE-…``, which is that of the pair, whichever name stands first.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, Literal

from pydantic import ValidationError

from policy_extract.corrections import written_whole
from policy_extract.lexicon.broken import BrokenGazetteer, of_record
from policy_extract.lexicon.files import csv_rows, read
from policy_extract.lexicon.records import Judgement
from policy_extract.model import Entity, UnsurePair
from policy_extract.output import Output
from policy_extract.resolve.found import plain, squeeze
from policy_extract.resolve.judgements import Judged, contradicted, judged_type
from policy_extract.review.judging import JudgedPair
from policy_extract.tuples import NamedTuple

#: The folder in an output where answers are kept, and the file in it.
FOLDER: Final = "gazetteers"
NAME: Final = "judgements.csv"
_FIELDS: Final = ("key", "type", "left", "right", "verdict", "reason")
_BEGIN: Final = (
    "# What people have said of two names: honoured before any rule and gazetteer.",
    "# Source: the workbook's list of names to judge, by policy-extract review import.",
    ",".join(_FIELDS),
)
#: Why, where the person noted nothing.
_REASON: Final = "answered in the workbook"


class Kept(NamedTuple):
    """The file as it is to be, and of the answers how many are new, changed what was said, or say the same.

    ``contradicted``: lines that say two names apart which others join.
    """

    lines: tuple[str, ...]
    added: int
    replaced: int
    same: int
    contradicted: tuple[Judged, ...] = ()


def lines_of(one: JudgedPair, output: Output | None) -> tuple[Judgement, ...]:
    """The lines of an answer, that of the pair itself first.

    ``same``: the name that a gazetteer knows stands on the left, for it gives the entity; all spellings of an
    indicator go with it, since each has its own line (a company's go together, and what an area's or agency's other
    names mean is for each plan to say).
    """
    left, right = one.left, one.right
    others: list[str] = []
    meant = _entities(one, output) if output is not None and one.verdict == "same" else None
    if meant is not None:
        first, second = meant
        if second.known and not first.known:
            left, right, second = right, left, first
        if one.type == "indicator":
            others = [squeeze(alias.text) for alias in second.aliases]
    key = _key(one)
    rights = list(dict.fromkeys((right, *(name for name in others if plain(name) != plain(right)))))
    return tuple(
        Judgement(
            key=key if not number else f"{key}-{number + 1}",
            type=one.type,
            left=left,
            right=name,
            verdict=one.verdict,
            reason=one.note or _REASON,
        )
        for number, name in enumerate(rights)
    )


def kept(path: Path, answers: Iterable[JudgedPair], output: Output | None) -> Kept:
    """The file with these answers in it.

    Raises GazetteerError with file and place for a file that is there and is no list of judgements.
    """
    file = _File(path)
    counts = {"added": 0, "replaced": 0, "same": 0}
    for one in sorted(answers, key=lambda one: (one.type, one.left, one.right)):
        counts[file.put(one, lines_of(one, output))] += 1
    apart = tuple(contradicted(file.records()))
    return Kept(tuple(file.lines()), **counts, contradicted=apart)


def save(path: Path, lines: Sequence[str]) -> None:
    """Write the file, whole or not at all. Raises BrokenCorrections when it cannot be written."""
    written_whole(path, "".join(f"{line}\n" for line in lines).encode("utf-8"))


class _Line(NamedTuple):
    """A line as it stands in the file, and the record that it is; None for any other line."""

    raw: str
    record: Judgement | None = None


class _File:
    """The lines of a file, each a record or words that stay as they are."""

    def __init__(self, path: Path) -> None:
        words = read(path) if os.path.isfile(path) else "".join(f"{line}\n" for line in _BEGIN)
        for row in csv_rows(path, words):
            try:
                Judgement.model_validate(row)
            except ValidationError as error:
                raise of_record(path, str(row.get("key", "-")), error) from error
        given = words.splitlines()
        header = next((line for line in given if _holds(line)), None)
        if header is None:
            given.append(header := _BEGIN[-1])
        self._fields = tuple(next(csv.reader([header])))
        if missing := [name for name in _FIELDS[:-1] if name not in self._fields]:
            raise BrokenGazetteer(path, "-", "gazetteer.field_missing", field=missing[0])
        self._lines = [_Line(line, self._judgement(line)) for line in given]

    def _judgement(self, line: str) -> Judgement | None:
        """The record of a line; None for the header, for a comment, and for a part of a record over several lines."""
        if not _holds(line):
            return None
        cells = dict(zip(self._fields, next(csv.reader([line])), strict=False))
        try:
            return Judgement.model_validate({name: v for name, v in cells.items() if v})
        except ValidationError:
            return None

    def put(
        self, one: JudgedPair, lines: Sequence[Judgement]
    ) -> Literal["added", "replaced", "same"]:
        """Take an answer in: is it new, does it change what was said of the pair, or say the same."""
        about = {
            n: r for n, (_, r) in enumerate(self._lines) if r is not None and _pair(r) == one.pair
        }
        if about and {record.verdict for record in about.values()} == {one.verdict}:
            known = {_pair(record) for _, record in self._lines if record is not None}
            self._lines += [self._line(line) for line in lines if _pair(line) not in known]
            return "same"
        key = lines[0].key
        own = {n for n, (_, r) in enumerate(self._lines) if r is not None and _of(r, key)}
        changed = {"verdict": one.verdict, "reason": one.note or _REASON}
        foreign = {n: r for n, r in about.items() if n not in own}
        for n, record in foreign.items():
            self._lines[n] = self._line(record.model_copy(update=changed))
        new = [self._line(line) for line in lines if not foreign or _pair(line) != one.pair]
        at = min(own, default=len(self._lines))
        after = [line for n, line in enumerate(self._lines) if n >= at and n not in own]
        self._lines = [*self._lines[:at], *new, *after]
        return "replaced" if about else "added"

    def records(self) -> Iterator[Judgement]:
        """The judgements that it holds."""
        return (line.record for line in self._lines if line.record is not None)

    def lines(self) -> Iterator[str]:
        """The lines as they are to be written; those that nobody touched as they were."""
        return (line.raw for line in self._lines)

    def _line(self, record: Judgement) -> _Line:
        into = io.StringIO()
        said = record.model_dump()
        csv.writer(into, lineterminator="").writerow(said.get(name, "") for name in self._fields)
        return _Line(into.getvalue(), record)


def _holds(line: str) -> bool:
    """Whether a line is none of those that readers pass over."""
    return bool(line.strip()) and not line.startswith("#")


def _pair(line: Judgement) -> tuple[str, frozenset[str]]:
    return (line.type, frozenset((plain(line.left), plain(line.right))))


def _of(line: Judgement, key: str) -> bool:
    return line.key == key or line.key.startswith(f"{key}-")


def _key(one: JudgedPair) -> str:
    names = "\n".join(sorted((plain(one.left), plain(one.right))))
    return f"review-{one.type}-{hashlib.sha256(names.encode('utf-8')).hexdigest()[:12]}"


def _entities(one: JudgedPair, output: Output) -> tuple[Entity, Entity] | None:
    """The entities of the two names, as the finding has them; None where the output asks for this pair no more."""
    by_id = {entity.id: entity for entity in output.entities.entities}
    for finding in output.findings.findings:
        if (
            isinstance(finding, UnsurePair)
            and judged_type(finding.type) == one.type
            and (squeeze(finding.left), squeeze(finding.right)) == (one.left, one.right)
            and finding.left_entity in by_id
            and finding.right_entity in by_id
        ):
            return by_id[finding.left_entity], by_id[finding.right_entity]
    return None
