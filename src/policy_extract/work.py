"""One document from file to unresolved records; ``batch`` has many of them.

Whatever goes wrong with a document stays with it, also that it takes too long: it becomes a ``Failure``, the others go on.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self, TypeVar

from policy_extract import messages
from policy_extract.document import Anchors, Plan, latin, mean_score
from policy_extract.extract import Extracted, Extractors
from policy_extract.layout import Layouter
from policy_extract.lexicon import Lexicon, load
from policy_extract.measure.ends import spoiled
from policy_extract.model import (
    Assignment,
    Document,
    DocumentSource,
    Mention,
    Observation,
    Project,
    Read,
    Task,
)
from policy_extract.processes.limit import Overtime, at_most
from policy_extract.readers import ConfinedReader, Input, SourceText, Unreadable
from policy_extract.rules import Refused, Switches
from policy_extract.tuples import NamedTuple
from policy_extract.visible import code, unseen, writable

#: What laying out and extracting a document may take, in seconds, when it has no more signs than this; a longer one may take
#: as much longer. Reading has limits of its own (``readers.confined``). A plan takes a second or two.
SECONDS: Final = 120
SIGNS: Final = 100_000
#: Words in Latin letters that make a document one of another language.
_LATIN_WORDS: Final = 20
Grounded = TypeVar("Grounded", Observation, Assignment, Project, Mention)


@dataclass(frozen=True)
class Failure:
    """A document that could not be put out: ``reason`` in English, ``told`` in any language."""

    id: str
    path: str
    code: str
    fields: dict[str, object] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        """Why, and the way out, as the manifest has it."""
        return messages.text("en", self.code, **self.fields)

    def told(self, language: messages.Language) -> str:
        """Why, and the way out, in the language asked for."""
        return messages.text(language, self.code, **self.fields)


class Outcome(NamedTuple):
    """What became of one input: a document whose names are not resolved yet, or a failure."""

    input: Input
    document: Document | None = None
    text: str = ""
    warnings: tuple[str, ...] = ()
    residue: tuple[tuple[int, int, str], ...] = ()
    ocr_score: float | None = None
    failure: Failure | None = None

    @property
    def shown_path(self) -> str:
        """The path as it can be written to a UTF-8 file."""
        return _writable(self.input.path)


class Slip(NamedTuple):
    """What is told of an outcome while its document lies on the shelf; ``characters`` of its text.

    Without a ``failure`` there is a document.
    """

    input: Input
    characters: int = 0
    warnings: tuple[str, ...] = ()
    residue: tuple[tuple[int, int, str], ...] = ()
    ocr_score: float | None = None
    failure: Failure | None = None

    @classmethod
    def of(cls, outcome: Outcome) -> Self:
        """What is left of an outcome without its document and text."""
        return cls(
            outcome.input, len(outcome.text), outcome.warnings, outcome.residue, outcome.ocr_score,
            outcome.failure,
        )  # fmt: skip

    @property
    def shown_path(self) -> str:
        """The path as it can be written to a UTF-8 file."""
        return _writable(self.input.path)


class Traced(NamedTuple):
    """What became of one input, how it was laid out, and the numbers that a rule refused.

    ``plan`` is None when the document could not be put out.
    """

    outcome: Outcome
    plan: Plan | None = None
    refused: tuple[Refused, ...] = ()


class Recipe(NamedTuple):
    """What a workshop is built from: gazetteer folders, whether ``local`` is read, rules left out, what a document
    may take (see SECONDS)."""

    folders: tuple[Path, ...] = ()
    local: bool = True
    switches: Switches = Switches()
    seconds: float = SECONDS

    def workshop(self) -> Workshop:
        """A workshop of its own. Raises GazetteerError when a gazetteer is broken."""
        lexicon = load(self.folders, local=self.local)
        if not self.folders:
            return Workshop(lexicon, self.switches, self.seconds)
        from policy_extract.fitting import built

        return built(lexicon, lambda words: Workshop(words, self.switches, self.seconds))


def _unwatched(_seconds: float) -> None:
    """Nobody ends this process when a document takes too long."""


class Workshop:
    """All that is built once for a lexicon, ready to work on one document after the other."""

    def __init__(
        self, lexicon: Lexicon, switches: Switches | None = None, seconds: float = SECONDS
    ) -> None:
        self.lexicon = lexicon
        self._seconds = seconds
        self._layouter = Layouter(lexicon, switches)
        self._extractors = Extractors(lexicon, switches)
        self._reader = ConfinedReader()

    def close(self) -> None:
        """Let go of the process that reads files, if one was needed."""
        self._reader.close()

    def work_on(self, item: Input, may_take: Callable[[float], None] = _unwatched) -> Outcome:
        """Read, lay out and extract one document; every error becomes the outcome's failure.

        ``may_take`` is told, once it is read, how many seconds the rest may take.
        """
        return self.trace(item, may_take).outcome

    def trace(self, item: Input, may_take: Callable[[float], None] = _unwatched) -> Traced:
        """The same, with what is of no use once the document is written: layout and refusals."""
        if item.problem is not None:
            return Traced(failed(item, item.problem.code, dict(item.problem.fields)))
        try:
            source = self._reader.read(item.path)
        except Unreadable as error:
            return Traced(failed(item, error.code, dict(error.fields)))
        seconds = self._seconds * max(1.0, len(source.text) / SIGNS)
        may_take(seconds)
        try:
            with at_most(seconds):
                return self._extracted(item, source)
        except Overtime:
            return Traced(overtime(item, seconds))

    def _extracted(self, item: Input, source: SourceText) -> Traced:
        stage = "layout"
        self.lexicon.watch.begin()
        try:
            plan = self._layouter.lay_out(item.id, source.sourced)
            stage = "extract"
            extracted = self._extractors.run(plan)
            outcome = _outcome(item, source, plan, extracted)
            slow = tuple(f"pattern_slow:{name}" for name in self.lexicon.watch.given_up())
            outcome = outcome._replace(warnings=(*outcome.warnings, *slow))
            return Traced(outcome, plan, extracted.refused)
        except MemoryError:
            return Traced(failed(item, "run.memory", {}))
        except (
            Exception
        ) as error:  # whatever a rule stumbles over must not cost the other documents
            where = _place(error)
            return Traced(failed(item, "run.crashed", {"stage": stage, "error": where}))


def composed(id: str, source: DocumentSource, plan: Plan, extracted: Extracted) -> Document:
    """A document out of what layout and extraction gave; its entities are not resolved yet."""
    return Document(
        id=id,
        source=source,
        meta=plan.meta,
        sections=plan.sections,
        tables=plan.tables,
        observations=extracted.observations,
        tasks=extracted.tasks,
        assignments=extracted.assignments,
        projects=extracted.projects,
        mentions=extracted.mentions,
    )


def _counted(signs: Iterable[str], text: str) -> str:
    return ", ".join(f"{code(sign)} × {text.count(sign)}" for sign in signs)


def _outcome(item: Input, source: SourceText, plan: Plan, extracted: Extracted) -> Outcome:
    anchors = Anchors(source.blocks)
    observations, lost_o = _grounded(extracted.observations, source.text, anchors)
    assignments, lost_a = _grounded(extracted.assignments, source.text, anchors)
    projects, lost_p = _grounded(extracted.projects, source.text, anchors)
    mentions, lost_m = _grounded(extracted.mentions, source.text, anchors)
    tasks = extracted.tasks
    if lost_o or lost_a:
        left = {o.id for o in observations} | {a.id for a in assignments}
        tasks = tuple(_of_kept(task, left) for task in tasks)
    warnings = [*source.warnings, *plan.warnings]
    if plan.meta.area is None or not plan.meta.area.name:
        warnings.append("no_area")
    if latin(source.text, _LATIN_WORDS):
        warnings.append("other_language")
    if hidden := unseen(source.text):
        warnings.append(f"unseen_signs:{_counted(hidden, source.text)}")
    if odd := spoiled(source.text):
        warnings.append(f"numbers_spoiled:{_counted(odd, source.text)}")
    if lost_o or lost_a or lost_p or lost_m:
        warnings.append("ungrounded_left_out")
    kept = extracted._replace(
        observations=observations,
        tasks=tasks,
        assignments=assignments,
        projects=projects,
        mentions=mentions,
    )
    origin = DocumentSource(
        path=_writable(item.path),
        sha256=source.sha256,
        format=source.format,
        encoding=source.encoding,
        chars=len(source.text),
        pages=source.pages,
        converted_by=source.converted_by,
    )
    document = composed(item.id, origin, plan, kept)
    return Outcome(
        input=item,
        document=document,
        text=source.text,
        warnings=tuple(dict.fromkeys(warnings)),
        residue=tuple((r.start, r.end, r.reason) for r in plan.residue),
        ocr_score=mean_score(source.recognised),
    )


def _grounded(
    records: Sequence[Grounded], text: str, anchors: Anchors
) -> tuple[tuple[Grounded, ...], int]:
    """The records whose words stand where they say, in the order of the text, and how many do not.

    Each with its place in the original, where the reader knows it.

    The last guard of the first promise of the contract: a rule with wrong offsets is a defect, yet
    what it says must not be put out as if the text said it. The words that a field was read from
    must lie in the text as well.
    """
    kept = [
        r
        for r in records
        if text[r.source.start : r.source.end] == r.source.quote != "" and _read_lies_in(r, text)
    ]
    kept.sort(key=lambda r: (r.source.start, r.source.end))
    if anchors:
        kept = [_anchored(record, anchors) for record in kept]
    return tuple(kept), len(records) - len(kept)


def _anchored(record: Grounded, anchors: Anchors) -> Grounded:
    source = record.source.model_copy(update={"anchor": anchors.at(record.source.start)})
    return record.model_copy(update={"source": source})


def _read_lies_in(record: Grounded, text: str) -> bool:
    fields: Iterable[Read | None] = ()
    if isinstance(record, Observation | Assignment):
        fields = record.read.values()
    return all(
        one.start is None or one.end is None or 0 <= one.start < one.end <= len(text)
        for one in fields
        if one is not None
    )


def _of_kept(task: Task, kept: set[str]) -> Task:
    """The task with those of its records only that are put out."""
    return task.model_copy(
        update={
            "assignments": tuple(a for a in task.assignments if a in kept),
            "observations": tuple(o for o in task.observations if o in kept),
        }
    )


def overtime(item: Input, seconds: float) -> Outcome:
    """A document that took longer than it may."""
    return failed(item, "run.overtime", {"seconds": round(seconds)})


def failed(item: Input, code: str, fields: dict[str, object]) -> Outcome:
    """A document that could not be put out, with the text that says why and its fields."""
    shown = {k: _writable(v) if isinstance(v, str) else v for k, v in fields.items()}
    failure = Failure(item.id, _writable(item.path), code, shown)
    return Outcome(input=item, failure=failure)


def _place(error: Exception) -> str:
    """The error with the innermost line of this package that it passed through."""
    package = Path(__file__).parent
    frames = [
        f for f in traceback.extract_tb(error.__traceback__) if package.as_posix() in f.filename
    ]
    said = f"{type(error).__name__}: {error}"
    if not frames:
        return said
    return (
        f"{said} ({Path(frames[-1].filename).relative_to(package).as_posix()}:{frames[-1].lineno})"
    )


def _writable(path: str) -> str:
    """File names need not be UTF-8; output files must be: such bytes are shown as \\xff, each as itself."""
    return writable(path)
