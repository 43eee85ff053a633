"""One record in words: its sentence with the fields marked, each field with its rule, its doubts."""

from __future__ import annotations

import math
from collections.abc import Iterator

from policy_extract.desk import fields
from policy_extract.desk.fields import Field
from policy_extract.desk.page import Mark, Page, shown
from policy_extract.desk.pieces import Line, Piece, indented
from policy_extract.explain.find import ExplainedRecord
from policy_extract.extract.confidence import Confidence
from policy_extract.extract.observations.doubts import DOUBTS
from policy_extract.messages import Language, text
from policy_extract.model import Assignment, Observation, Project, Read, Source, Task
from policy_extract.rules import Catalogue, Said

_DOUBTS = {doubt.id: doubt for doubt in DOUBTS}


class Teller:
    """Tells records in one language, by the catalogue of rules and the weights of doubts."""

    def __init__(self, catalogue: Catalogue, confidence: Confidence, language: Language) -> None:
        self.catalogue, self.confidence, self.language = catalogue, confidence, language

    def say(self, key: str, **fields: object) -> str:
        """A text in the reader's language."""
        return text(self.language, key, **fields)

    def record(self, page: Page, record: ExplainedRecord) -> Iterator[Line]:
        """All that is to be said of one record."""
        if isinstance(record, Observation):
            yield from self._observation(page, record)
        elif isinstance(record, Assignment):
            head = ("explain.assignment", record.id, record.source)
            yield from self._told(page, *head, fields.of_assignment(self.language, page, record))
        elif isinstance(record, Project):
            head = ("explain.project", record.id, record.source)
            yield from self._told(page, *head, fields.of_project(record))
        else:
            yield from self._task(page, record)

    def rule(self, name: str) -> Iterator[Line]:
        """A rule's id, its label, what it says and what it leaves alone."""
        rule = self.catalogue.by_id.get(name)
        if rule is None:
            yield (Piece("      "), Piece(self.say("explain.rule", id=name), "rule"))
            return
        label = self.say("explain.rule_label", id=name, label=rule.label(self.language))
        yield (Piece("      "), Piece(label, "rule"))
        yield indented(self.say("explain.says", what=rule.says), "quiet", by=8)
        if rule.refuses:
            yield indented(self.say("explain.refuses", what=rule.refuses), "quiet", by=8)

    # --- one record -------------------------------------------------------------------------------

    def _observation(self, page: Page, record: Observation) -> Iterator[Line]:
        yield from self._told(
            page,
            "explain.observation",
            record.id,
            record.source,
            fields.of_observation(self.language, record),
        )
        yield from self._doubts(record)
        if record.read.get("review") is None:  # else a person settled it, and no weights count
            yield from self._confidence(record)

    def _told(
        self, page: Page, head: str, name: str, source: Source, fields: Iterator[Field]
    ) -> Iterator[Line]:
        place = page.place(source.start, self.language)
        said = self.say(head, document=page.document.id, id=name, quote=shown(source.quote))
        yield (Piece(said, "head"), Piece(f"  {place}"))
        listed = list(fields)
        around = page.around(source)
        yield (Piece("  "), *page.marked(around, self._marks(listed, source), self.language))
        for field in listed:
            yield from self._field(page, field, around)

    def _marks(self, fields: list[Field], source: Source) -> Iterator[Mark]:
        yield Mark(source.start, source.end, self.say("explain.number"), own=True)
        for field in fields:
            read = field.read
            if read is None or read.start is None or read.end is None:
                continue
            inside = source.start <= read.start and read.end <= source.end
            if not inside:  # the number itself is marked already
                yield Mark(read.start, read.end, self.say(f"field.{field.name}"))

    def _field(self, page: Page, field: Field, around: Said) -> Iterator[Line]:
        label = self.say(f"field.{field.name}")
        yield (Piece("  "), Piece(f"{label}  ", "quiet"), Piece(field.value, "mark"))
        if field.read is None:
            return
        yield from self.rule(field.read.rule)
        yield indented(self._from(page, field.read, around), by=6)

    def _from(self, page: Page, read: Read, around: Said) -> str:
        """Which words said it: here, elsewhere, or none."""
        if read.start is None or read.end is None:
            by_person = read.rule.startswith("review.")
            return self.say("explain.by_person" if by_person else "explain.no_words")
        quoted = page.quoted(Said(read.start, read.end))
        if around.start <= read.start and read.end <= around.end:
            return self.say("explain.read", words=quoted)
        place = page.place(read.start, self.language)
        return self.say("explain.inherited", words=quoted, place=place)

    def _task(self, page: Page, task: Task) -> Iterator[Line]:
        title = f"{task.number or ''}{task.title}"
        said = self.say("explain.task", document=page.document.id, id=task.id, title=shown(title))
        yield (Piece(said, "head"), Piece(f"  {page.place(task.start, self.language)}"))
        for field in fields.of_task(self.language, page, task):
            yield from self._field(page, field, Said(task.start, task.end))

    # --- doubts and confidence ----------------------------------------------------------------------

    def _doubts(self, record: Observation) -> Iterator[Line]:
        if not record.doubts:
            yield (Piece("  "), Piece(self.say("explain.no_doubt"), "quiet"))
            return
        yield (Piece("  "), Piece(self.say("explain.doubts"), "quiet"))
        for name in record.doubts:
            doubt = _DOUBTS.get(name)
            words = (doubt.zh if self.language == "zh" else doubt.en) if doubt else ""
            worth = self.confidence.weights.get(name, 0.0)
            yield (Piece("    "), Piece(f"{name}  {words}  {worth:+.2f}", "doubt"))

    def _confidence(self, record: Observation) -> Iterator[Line]:
        parts = self.confidence.contributions(record.doubts)
        odds = self.confidence.prior + sum(part.log_odds for part in parts)
        terms = "".join(f" {_signed(part.log_odds)} ({part.doubt})" for part in parts)
        chance = self.confidence.of(record.doubts)
        yield (
            Piece("  "),
            Piece(
                self.say(
                    "explain.confidence",
                    prior=f"{self.confidence.prior:.2f}", terms=terms, odds=f"{odds:.2f}",
                    chance=f"{chance:.3f}",
                ),
                "mark",
            ),
        )  # fmt: skip
        if not math.isclose(chance, record.confidence, abs_tol=0.001):
            yield indented(self.say("explain.other_weights", written=f"{record.confidence:.3f}"))
        key = "explain.review" if record.review else "explain.no_review"
        yield indented(self.say(key, below=f"{self.confidence.threshold:.2f}"), by=2)


def _signed(number: float) -> str:
    return f"{'+' if number >= 0 else '−'} {abs(number):.2f}"
