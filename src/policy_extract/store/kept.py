"""What is kept of each document, and of the last run as a whole."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, ConfigDict, ValidationError

from policy_extract import code
from policy_extract.store.contents import Contents, hash_of
from policy_extract.store.database import Database
from policy_extract.store.ground import UNREADABLE, Options, fingerprint, ground

if TYPE_CHECKING:
    from policy_extract.parcels import Came
    from policy_extract.readers import Input
    from policy_extract.work import Outcome, Slip

#: The key of the last run; those of documents are hashes.
_LAST: Final = "last"


class LastRun(BaseModel):
    """The run that wrote what lies in OUT: what it was asked for, of which inputs, and what it wrote and said.

    ``asked``: the fingerprint of the ground, the answers, the formats and the language; ``inputs``: for each its id, its path and
    what it was (the hash of its file, or why it failed); ``documents``: how many did not fail; ``files``: the hash of each file of OUT; ``failures``,
    ``notes``: the lines about documents, to be said again, and ``code`` the exit code.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    asked: str
    inputs: str
    documents: int
    files: dict[str, str]
    failures: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    code: int = 0


class Settled(BaseModel):
    """What a run has written and said, as ``Store.settle`` takes it."""

    model_config = ConfigDict(defer_build=True)

    documents: int
    files: dict[str, str]
    failures: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    code: int = 0


class Store:
    """What earlier runs into an OUT have kept, for a run that has claimed it; ``close`` it.

    ``more``: all that files for people depend on beside the ground (formats, language). ``answers``: the file of people's
    answers. ``fresh``: nothing that was kept is used.
    """

    def __init__(
        self,
        out: Path,
        options: Options,
        *,
        more: Mapping[str, object] | None = None,
        answers: Path | None = None,
        fresh: bool = False,
    ) -> None:
        self._out, self._options, self._answers = out, options, answers
        self._more = dict(more or {})
        self._database = Database(out)
        self._contents = Contents()
        self._used: dict[str, bool] = {}  # key → whether it was there before this run
        if fresh:
            self._database.forget()
        self._words, self._ground = self._now(code.at_start)

    @property
    def problem(self) -> str | None:
        """Why what was kept could not be used, or nothing be kept; None where nothing was wrong."""
        return self._database.problem

    @property
    def found(self) -> int:
        """So many documents came from an earlier run."""
        return sum(self._used.values())

    def of(self, inputs: Iterable[Input]) -> Iterator[Outcome]:
        """What an earlier run made of those inputs for which nothing that it depends on has changed, one by one."""
        try:
            for item in inputs:
                outcome = self._get(item)
                if outcome is not None:
                    yield outcome
        finally:
            self._contents.let_go()

    def _get(self, item: Input) -> Outcome | None:
        key = self._key(item, self._contents.of_document(item.path)) if not item.problem else None
        data = self._database.get(key) if key is not None else None
        if key is None or data is None:
            return None
        from policy_extract.store.entries import decoded

        outcome = decoded(data, item)
        if outcome is not None:
            self._used[key] = True
        return outcome

    def put(self, came: Came) -> None:
        """Keep what became of an input, unless it came of the time or the memory that it had."""
        from policy_extract.parcels import Parcel
        from policy_extract.store.entries import by_content, encoded

        parcel = Parcel.of(came)
        if not by_content(parcel.slip):
            return
        item = parcel.input
        if parcel.document is not None:
            content: str | None = parcel.document.sha256  # of the bytes that were read
        else:
            content = self._contents.of_document(item.path)
            if not self._contents.stayed(item.path):  # nobody knows which bytes failed
                return
        key = self._key(item, content)
        data = encoded(parcel) if key is not None else None
        if key is not None and data is not None:
            self._database.put(key, data)
            self._used[key] = False

    def unchanged(self, inputs: Iterable[Input]) -> LastRun | None:
        """The last run, if it was asked the same of the same documents and all that it wrote is still there; before the work."""
        last = self._last()
        if last is None or last.inputs != self._before(inputs):
            return None
        return last

    def came_the_same(self, outcomes: Sequence[Slip]) -> LastRun | None:
        """The same when the documents have been worked on: some are tried anew each time, and may fail as they did."""
        last = self._last()
        return last if last is not None and last.inputs == self._after(outcomes) else None

    def settle(self, outcomes: Sequence[Slip], settled: Settled | None) -> None:
        """The run has ended: what it did not use is forgotten, and what it wrote is noted.

        ``settled``: None where it wrote nothing new. Where something has changed under its feet (the code, the words, the answers, an
        input), nothing is noted of the run as a whole; what it made of documents by other words or code is forgotten.
        """
        if self._ground is None or self._now()[1] != self._ground:
            self._database.keep_only(key for key, before in self._used.items() if before)
            return
        if settled is None:
            if self._database.new:  # a run that wrote nothing leaves no folder that was not there
                self._database.forget()
            return
        inputs = self._after(outcomes)
        asked = self._asked()
        keys = [*self._used]
        if inputs is not None and asked is not None:
            last = LastRun(asked=asked, inputs=inputs, **settled.model_dump())
            self._database.put(_LAST, zlib.compress(last.model_dump_json().encode()))
            keys.append(_LAST)
        self._database.keep_only(keys)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _now(self, package: Callable[[], str] = code.digest) -> tuple[str | None, str | None]:
        """What documents depend on, and with people's answers what the whole run does; None for what cannot be read."""
        try:
            words = ground(self._options, package)
        except UNREADABLE:  # the run itself says what is wrong
            return None, None
        answers = None if self._answers is None else hash_of(self._answers)
        return words, fingerprint([words, self._answers is not None, answers])

    def _key(self, item: Input, content: str | None) -> str | None:
        """The key of a document's outcome: the ground, its id and path, which stand in it, and its bytes."""
        if self._words is None or content is None:
            return None
        return fingerprint([self._words, item.id, item.path, content])

    def _asked(self) -> str | None:
        if self._ground is None:
            return None
        return fingerprint([self._ground, self._more])

    def _last(self) -> LastRun | None:
        data = self._database.get(_LAST) if self._ground is not None else None
        if data is None:
            return None
        try:
            last = LastRun.model_validate_json(zlib.decompress(data))
        except (zlib.error, ValidationError):
            return None
        same = last.asked == self._asked() and all(
            hash_of(self._out / name) == wanted for name, wanted in last.files.items()
        )
        return last if same else None

    def _before(self, inputs: Iterable[Input]) -> str:
        """What the inputs are: such that it is what ``_after`` says if nothing has to be tried anew."""
        return fingerprint([self._known(item, None) for item in inputs])

    def _after(self, outcomes: Sequence[Slip]) -> str | None:
        """What the inputs were; None where one changed while it was read."""
        from policy_extract.store.entries import by_content

        told: list[list[object]] = []
        for outcome in outcomes:
            item, failure = outcome.input, outcome.failure
            tried = failure is not None and item.problem is None and not by_content(outcome)
            if failure is not None and tried:
                told.append([item.id, item.path, "tried", failure.code, failure.reason])
                continue
            slow = failure is None and not by_content(outcome)
            if item.problem is None and not self._contents.stayed(item.path):
                return None
            told.append(self._known(item, "slow" if slow else None))
        return fingerprint(told)

    def _known(self, item: Input, mark: str | None) -> list[object]:
        if item.problem is not None:
            return [item.id, item.path, "problem", item.problem.code, str(item.problem)]
        return [item.id, item.path, self._contents.of_file(item.path), mark]
