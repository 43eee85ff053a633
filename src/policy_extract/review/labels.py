"""Answers as golden labels: lines in the golden form, put among those that are there, which stay as they are.

What the person did not judge (area, segment, time of comparison, attribute) is named in ``uncertain``: it counts
for nobody. The line counts in the text of the output.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from policy_extract.corrections import Correction, Reader, Unread
from policy_extract.corrections.rules import SETTLING
from policy_extract.errors import GoldenError
from policy_extract.messages import Language, text
from policy_extract.model import Document, Observation
from policy_extract.output import Output
from policy_extract.resolve.keys import written
from policy_extract.score.anchoring import Anchor, Lines, place
from policy_extract.score.equivalence import same_number, same_parts
from policy_extract.score.golden import Label, ObservationLabel, label_lines, parse_label
from policy_extract.tuples import NamedTuple

_NOT_JUDGED: Final = ("area", "segment", "base_time", "attribute")


class NoLabel(NamedTuple):
    """An answer that became no label, and why."""

    correction: Correction
    code: str
    fields: tuple[tuple[str, object], ...] = ()

    def told(self, language: Language) -> str:
        """Why, in the language asked for."""
        return text(language, self.code, **dict(self.fields))


class Labelled(NamedTuple):
    """What became of the answers about one document.

    ``path`` is its golden file, ``added`` the new labels by line, ``same`` how many were there already, ``data``
    the file as it is to be written; ``text_lacks``: the corpus has no text for the labels yet.
    """

    path: Path
    document: str
    added: tuple[ObservationLabel, ...]
    same: int
    refused: tuple[NoLabel, ...]
    data: bytes
    text_lacks: bool

    def save(self) -> None:
        """Write the golden file, whole; nothing is written where no label is new."""
        if not self.added:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        staged = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        staged.write_bytes(self.data)
        os.replace(staged, self.path)


class _There(NamedTuple):
    """A line of a golden file: its number, its words, the label, and the label's span where it has one."""

    row: int
    raw: str
    label: Label
    span: tuple[int, int] | None


class _New(NamedTuple):
    correction: Correction
    label: ObservationLabel
    span: tuple[int, int]


def label(
    corrections: tuple[Correction, ...], output: Output, golden: Path, corpus: Path, reader: Reader
) -> Iterator[Labelled]:
    """The labels that answers make, a document after the other; nothing is written yet.

    Raises GoldenError where a golden file that is there is broken.
    """
    for document in output.documents.values():
        own = [one for one in corrections if one.sha256 == document.source.sha256]
        if own:
            yield _Labeller(document, output, golden, corpus, reader).label(own)


class _Labeller:
    def __init__(
        self, document: Document, output: Output, golden: Path, corpus: Path, reader: Reader
    ) -> None:
        self._document, self._output, self._reader = document, output, reader
        self._path = golden / f"{document.id}.jsonl"
        self._corpus = corpus / f"{document.id}.txt"
        self._text = output.texts.get(document.id, "")
        self._lines = Lines(self._text)
        self._records = {o.id: o for o in document.observations}

    def label(self, corrections: list[Correction]) -> Labelled:
        there = self._there()
        refused: list[NoLabel] = []
        added: list[_New] = []
        same = 0
        reason = self._no_text()
        for one in sorted(corrections, key=self._stands):
            if reason is not None:
                refused.append(NoLabel(one, reason[0], reason[1]))
                continue
            made = self._made(one, there)
            if isinstance(made, NoLabel):
                refused.append(made)
            elif made is None:
                same += 1
            else:
                before = len(added)
                added = self._fitting(there, [*added, made], added)
                if len(added) == before:
                    refused.append(NoLabel(one, "golden.place"))
        rows = _rows(there, added)
        return Labelled(
            path=self._path,
            document=self._document.id,
            added=tuple(new.label for new in sorted(added, key=lambda new: new.span)),
            same=same,
            refused=tuple(refused),
            data="".join(f"{row.raw}\n" for row in rows).encode("utf-8"),
            text_lacks=not os.path.isfile(self._corpus),
        )

    def _stands(self, one: Correction) -> tuple[int, str]:
        """In the order of the text: the second 100% of a line has a place once the first has."""
        record = self._records.get(one.record)
        return (record.source.start if record else len(self._text), one.record)

    def _no_text(self) -> tuple[str, tuple[tuple[str, object], ...]] | None:
        """Why the document cannot be labelled; None where it can."""
        name = self._document.id
        if name not in self._output.texts:
            why = self._output.untold.get(name, "")
            return "golden.no_text", (("document", name), ("reason", why))
        if os.path.isfile(self._corpus):
            try:
                words = self._corpus.read_bytes().decode("utf-8-sig")
            except (OSError, UnicodeDecodeError):
                words = ""
            if words != self._text.removeprefix("\ufeff"):
                return "golden.other_text", (("path", str(self._corpus)),)
        return None

    def _there(self) -> list[_There]:
        if not os.path.isfile(self._path):
            return []
        found: list[tuple[int, str, Label]] = []
        for row, raw in label_lines(self._path):
            try:
                found.append((row, raw, parse_label(raw)))
            except ValueError as error:
                raise GoldenError(f"{self._path}:{row}: {error}") from error
        spans = self._spans([one for _, _, one in found])
        return [_There(*one, span) for one, span in zip(found, spans, strict=True)]

    def _spans(self, labels: list[Label]) -> list[tuple[int, int] | None]:
        anchors = [
            Anchor(one.type, one.line, one.quote) if one.quote else None for one in labels
        ]  # a project may have no quote
        spans = iter(place(self._lines, [anchor for anchor in anchors if anchor is not None]))
        return [next(spans) if anchor is not None else None for anchor in anchors]

    def _made(self, one: Correction, there: list[_There]) -> _New | NoLabel | None:
        """The label of an answer; None where it is there already."""
        record = self._records.get(one.record)
        if record is None:
            return NoLabel(one, "golden.absent" if one.leaves_out else "row.unknown")
        span = self._span(record)
        over = [
            row for row in there
            if isinstance(row.label, ObservationLabel) and row.span and row.span[0] < span[1] and span[0] < row.span[1]
        ]  # fmt: skip
        if one.leaves_out:
            if over:
                return NoLabel(one, "golden.stray", (("path", self._path), ("row", over[0].row)))
            return NoLabel(one, "golden.absent")
        try:
            new = self._label(self._settled(record, one))
        except Unread as error:
            return NoLabel(one, "golden.unread", (("reason", error),))
        except ValueError as error:
            return NoLabel(one, "golden.bad", (("reason", str(error).splitlines()[0]),))
        if any(_agree(row.label, new) for row in over if isinstance(row.label, ObservationLabel)):
            return None
        if over:
            return NoLabel(one, "golden.conflict", (("path", self._path), ("row", over[0].row)))
        return _New(one, new, span)

    def _settled(self, record: Observation, one: Correction) -> Observation:
        """The record as the person left it; the output may have the answer already."""
        if "review" in record.read and record.key != one.key:
            return record
        for rule in SETTLING:
            settled: Observation | None = rule.run(record, one, self._reader, self._text)
            if settled is not None:
                return settled
        return record

    def _span(self, record: Observation) -> tuple[int, int]:
        """The first line of the record's words."""
        words = record.source.quote
        first = words.split("\n")[0].rstrip("\r")
        return record.source.start, record.source.start + len(first)

    def _label(self, o: Observation) -> ObservationLabel:
        start, end = self._span(o)
        value = o.value
        data: dict[str, Any] = {
            "type": "observation",
            "line": self._lines.line_of(start),
            "quote": self._text[start:end],
            "indicator": o.indicator.name,
            "area": o.area.name or None,
            "segment": o.segment,
            "measure": o.measure,
            "low": value.low if value else None,
            "high": value.high if value else None,
            "comparator": value.comparator if value and value.parts is None else None,
            "unit": value.unit if value else None,
            "qualitative": o.qualitative,
            "time": written(o.time),
            "base_time": written(o.base_time),
            "per_year": o.per_year,
            "cumulative": o.cumulative,
            "kind": o.kind,
            "attribute": o.attribute,
            "optional": False,
            "uncertain": list(_NOT_JUDGED),
        }
        if value and value.parts is not None:
            data["parts"] = list(value.parts)
        if o.each is not None:
            data["each"] = o.each
        found = parse_label(json.dumps(data, ensure_ascii=False))
        if not isinstance(found, ObservationLabel):
            raise ValueError("is no label of an observation")
        return found

    def _fitting(self, there: list[_There], wanted: list[_New], before: list[_New]) -> list[_New]:
        """The labels with the new one, or those before where it would move a label's place or find none."""
        rows = _rows(there, wanted)
        spans = self._spans([row.label for row in rows])
        moved = any(row.span != span for row, span in zip(rows, spans, strict=True))
        return before if moved else wanted


def _rows(there: list[_There], new: list[_New]) -> list[_There]:
    """The lines of the file with new ones among them, in the order of the text."""
    rows = list(there)
    for one in sorted(new, key=lambda n: n.span):
        at = next(
            (
                index
                for index, row in enumerate(rows)
                if row.label.line > one.label.line or _behind(row, one)
            ),
            len(rows),
        )
        rows.insert(at, _There(0, _raw(one.label), one.label, one.span))
    return rows


def _behind(row: _There, one: _New) -> bool:
    """Whether a label of the same line stands behind the new one."""
    same = row.label.line == one.label.line and isinstance(row.label, ObservationLabel)
    return same and row.span is not None and row.span[0] > one.span[0]


def _raw(one: ObservationLabel) -> str:
    data: Mapping[str, Any] = one.model_dump(mode="json")
    first = ("type", "line", "quote")
    last = ("optional", "uncertain")
    optional = {"parts", "each", "about", "project"}
    names = [n for n in data if n not in (*first, *last)]
    names = [n for n in names if n not in optional or data[n] is not None]
    return json.dumps({name: data[name] for name in (*first, *names, *last)}, ensure_ascii=False)


def _agree(a: ObservationLabel, b: ObservationLabel) -> bool:
    """Whether two labels say the same of what a person judges."""
    alike = (
        "".join(a.indicator.split()) == "".join(b.indicator.split()),
        a.measure == b.measure,
        same_number(a.low, b.low),
        same_number(a.high, b.high),
        same_parts(a.parts, b.parts),
        a.comparator == b.comparator,
        a.unit == b.unit,
        a.qualitative == b.qualitative,
        a.time == b.time,
        a.kind == b.kind,
    )
    return all(alike)
