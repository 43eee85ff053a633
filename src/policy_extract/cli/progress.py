"""A progress bar on a terminal, how fast the work goes, and the count of what is done for everybody."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from policy_extract.cli import terminal
from policy_extract.events import DocumentDone, Event, StageBegun
from policy_extract.messages import Language, text
from policy_extract.visible import shown_name

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_FEW: Final = 3  # documents after which what is left can be told
_UNITS: Final = ("B", "kB", "MB", "GB", "TB")
_THOUSAND: Final = 1000.0


class Pace:
    """How fast documents are worked on, and how long the rest will take; seconds of a clock that never goes back.

    Long files take longer than short ones, so the rest goes by bytes, where the files have told how many they have.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock, self._began = clock, clock()
        self.done = self.total = self.bytes = self._bytes_before = 0

    def tell(self, event: Event) -> None:
        """Take in what a run tells; stages but that of the documents are nothing here."""
        if isinstance(event, DocumentDone):
            self.add(event.done, event.bytes)
        elif event.stage == "documents":
            self.begin(event.documents, event.bytes)

    def begin(self, documents: int, size: int) -> None:
        """So many documents with so many bytes lie ahead."""
        self._began, self.total, self._bytes_before = self._clock(), documents, size

    def add(self, done: int, size: int) -> None:
        """A document of so many bytes is done, the ``done``-th."""
        self.done, self.bytes = done, self.bytes + size

    @property
    def elapsed(self) -> float:
        """Seconds since the first document was begun."""
        return self._clock() - self._began

    def rates(self) -> tuple[float, float]:
        """Documents and bytes a second; nothing before the first is done."""
        seconds = self.elapsed
        return (self.done / seconds, self.bytes / seconds) if seconds > 0 else (0.0, 0.0)

    def left(self) -> float | None:
        """Seconds that the rest will take at this pace; None while that cannot be told."""
        if self.done < min(_FEW, self.total) or not self.done:
            return None
        share = self.done / self.total
        if self._bytes_before and self.bytes:
            share = min(self.bytes / self._bytes_before, 1.0)
        return self.elapsed * (1 - share) / share


class Bar:
    """Counts documents; draws on stderr when ``shown``.

    ``moving``: a thread redraws it ten times a second, so that it moves while word lists are loaded or a long
    plan is read. Not where worker processes are forked beside it: there it is redrawn when something has
    happened, since a fork would copy the thread's locks.
    """

    def __init__(self, language: Language, *, shown: bool, moving: bool = False) -> None:
        self.pace = Pace()
        self._language, self._shown, self._moving = language, shown, moving
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        if self._shown:
            from rich.progress import (
                BarColumn,
                MofNCompleteColumn,
                Progress,
                SpinnerColumn,
                TextColumn,
                TimeElapsedColumn,
            )
            from rich.table import Column

            # where a terminal is narrow, the file's name gives way, not what stands before it
            last = Column(ratio=1, no_wrap=True, overflow="ellipsis")
            self._progress = Progress(
                SpinnerColumn(),
                TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True)),
                BarColumn(bar_width=12),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                TextColumn("{task.fields[pace]}", markup=False, table_column=Column(no_wrap=True)),
                TextColumn("{task.fields[what]}", markup=False, table_column=last),
                console=terminal.console(err=True),
                auto_refresh=self._moving,
                transient=True,
                expand=True,
            )
            self._progress.start()
            self._task = self._progress.add_task("", total=None, what="", pace="")
            self._progress.refresh()
        return self

    @property
    def done(self) -> int:
        """Documents that are done."""
        return self.pace.done

    @property
    def total(self) -> int:
        """Documents of the run; 0 before it knows them."""
        return self.pace.total

    def tell(self, event: Event) -> None:
        """Show what a run tells."""
        self.pace.tell(event)
        if isinstance(event, StageBegun):
            self._begin(event)
        else:
            self.advance(event)

    def _begin(self, event: StageBegun) -> None:
        self._update(
            description=text(self._language, f"stage.{event.stage}"),
            total=event.documents if event.stage == "documents" else None,
            completed=0,
            what="",
            pace="",
        )

    def advance(self, event: DocumentDone) -> None:
        """A document is done; ``event`` says which."""
        self._update(
            completed=event.done, total=event.total, what=shown_name(event.path), pace=self._said()
        )

    def _said(self) -> str:
        """“3.4/s · 88 kB/s · 2:05 left”."""
        documents, size = self.pace.rates()
        said = [f"{documents:.1f}/s"]
        if size:
            said.append(f"{amount(size)}/s")
        left = self.pace.left()
        if left is not None:
            said.append(text(self._language, "cli.left", time=clock_time(left)))
        return " · ".join(said)

    def _update(self, **fields: object) -> None:
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, refresh=True, **fields)  # type: ignore[arg-type]

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._progress is not None:
            self._progress.stop()


def amount(size: float) -> str:
    """Bytes for people, by thousands: 950 B, 88 kB, 1.2 MB."""
    unit = 0
    while size >= _THOUSAND and unit < len(_UNITS) - 1:
        size, unit = size / _THOUSAND, unit + 1
    return f"{size:.1f} {_UNITS[unit]}" if unit > 1 else f"{size:.0f} {_UNITS[unit]}"


def clock_time(seconds: float) -> str:
    """Minutes and seconds, hours where there are any: 0:07, 2:05, 1:02:30."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
