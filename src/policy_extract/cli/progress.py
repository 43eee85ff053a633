"""A progress bar on a terminal, and the count of what is done for everybody."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Bar:
    """Counts documents; draws on stderr when ``shown``. It is redrawn when something has happened,

    not by a thread of its own, so that worker processes can be forked while it is there.
    """

    def __init__(self, label: str, *, shown: bool) -> None:
        self.done = self.total = 0
        self._label, self._shown = label, shown
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        if self._shown:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            self._progress = Progress(
                TextColumn(self._label, markup=False),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[path]}", markup=False),
                console=Console(stderr=True),
                auto_refresh=False,
                transient=True,
            )
            self._progress.start()
            self._task = self._progress.add_task("", total=None, path="")
            self._progress.refresh()
        return self

    def advance(self, done: int, total: int, path: str) -> None:
        """``done`` of ``total`` documents are ready; ``path`` is the last one."""
        self.done, self.total = done, total
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, completed=done, total=total, path=path, refresh=True)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._progress is not None:
            self._progress.stop()
