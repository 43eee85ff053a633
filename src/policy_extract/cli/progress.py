"""A progress bar on a terminal, and the count of what is done for everybody."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Self

from policy_extract.cli import terminal
from policy_extract.visible import shown_name

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Bar:
    """Counts documents; draws on stderr when ``shown``.

    ``moving``: a thread redraws it ten times a second, so that it moves while word lists are loaded or a long
    plan is read. Not where worker processes are forked beside it: there it is redrawn when something has
    happened, since a fork would copy the thread's locks.
    """

    def __init__(self, label: str, *, shown: bool, moving: bool = False) -> None:
        self.done = self.total = 0
        self._label, self._shown, self._moving = label, shown, moving
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

            self._progress = Progress(
                SpinnerColumn(),
                TextColumn(self._label, markup=False),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                TextColumn("{task.fields[what]}", markup=False),
                console=terminal.console(err=True),
                auto_refresh=self._moving,
                transient=True,
            )
            self._progress.start()
            self._task = self._progress.add_task("", total=None, what="")
            self._progress.refresh()
        return self

    def say(self, what: str) -> None:
        """What is being done now, behind the bar."""
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, what=what, refresh=True)

    def advance(self, done: int, total: int, path: str) -> None:
        """``done`` of ``total`` documents are ready; ``path`` is the last one."""
        self.done, self.total = done, total
        if self._progress is not None and self._task is not None:
            self._progress.update(
                self._task, completed=done, total=total, what=shown_name(path), refresh=True
            )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._progress is not None:
            self._progress.stop()
