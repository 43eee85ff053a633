"""Where piles lie that have become too high for memory: one SQLite file of one run."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from policy_extract.folder import NotWritable

if TYPE_CHECKING:
    import sqlite3

#: So many documents are held in memory; what is said of more lies in the file.
FEW: Final = 100
_NAME: Final = "passing-"


class Room:
    """The file of one run in one folder, made when the first pile outgrows memory; ``close`` it, and it is gone.

    ``folder``: None for a run whose piles all stay in memory. ``few``: how many documents do. The folder must be the run's own, by a
    claim: files that a killed run has left in it are removed.
    """

    def __init__(self, folder: Path | None = None, few: int | None = None) -> None:
        self._folder, self.few = folder, FEW if few is None else few
        self._connection: sqlite3.Connection | None = None
        self._tables = 0

    def table(self, name: str) -> str:
        """A name for a table that nobody else has."""
        self._tables += 1
        return f"{name}_{self._tables}"

    @property
    def bounded(self) -> bool:
        """Whether what is too much for memory goes elsewhere."""
        return self._folder is not None

    def ask(self, words: str, *values: object) -> sqlite3.Cursor:
        """An SQL statement. Raises NotWritable (an OutputError): the disk is full, or the file is out of reach."""
        import sqlite3

        try:
            return self._opened().execute(words, values)
        except (sqlite3.Error, OSError) as error:
            raise self._lost(error) from error

    def put_all(self, words: str, rows: Sequence[tuple[object, ...]]) -> None:
        """An SQL statement for each of these rows; no transaction is open behind it. Raises NotWritable."""
        import sqlite3

        try:
            opened = self._opened()
            opened.execute("BEGIN")
            opened.executemany(words, rows)
            opened.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            raise self._lost(error) from error

    def rows(self, words: str, *values: object) -> list[Any]:
        """All rows of an SQL question. Raises NotWritable."""
        import sqlite3

        try:
            return self._opened().execute(words, values).fetchall()
        except (sqlite3.Error, OSError) as error:
            raise self._lost(error) from error

    def close(self) -> None:
        """Let go of the file and remove it."""
        if self._connection is not None:
            with contextlib.suppress(Exception):  # a broken one is closed all the same
                self._connection.close()
            self._connection = None
        if self._folder is not None and self._folder.is_dir() and not self._folder.is_symlink():
            self._sweep(self._folder)
            with contextlib.suppress(OSError):  # somebody else's file lies in it
                self._folder.rmdir()

    def _sweep(self, folder: Path) -> None:
        for left in folder.glob(f"{_NAME}*"):
            with contextlib.suppress(OSError):
                left.unlink()

    def _lost(self, error: Exception) -> NotWritable:
        return NotWritable(self._folder or Path(), "out.os", error=str(error))

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            import sqlite3

            assert self._folder is not None, "piles of this room stay in memory"
            if self._folder.is_symlink():  # what lies in it is removed
                raise OSError(errno.ELOOP, "a link stands in its place", str(self._folder))
            self._folder.mkdir(parents=True, exist_ok=True)
            self._sweep(self._folder)
            path = self._folder / f"{_NAME}{os.urandom(8).hex()}.sqlite"
            self._connection = sqlite3.connect(path, isolation_level=None)
            # It need not outlive the run, and nobody else reads it: nothing is forced to the disk, nothing can be rolled back, and
            # no transaction is open when a process is forked.
            for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -4096"):
                self._connection.execute(f"PRAGMA {setting}")
        return self._connection
