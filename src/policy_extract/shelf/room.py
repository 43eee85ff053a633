"""Where piles lie that have become too high for memory: SQLite files of one run.

A process that was forked from the run's may read what lies there, while nothing is written to that file: see ``settle``.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Sequence
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
        self._file, self._process = Path(), 0
        self._arrivals: list[Callable[[], None]] = []
        self._family = [self]  # and those that were made of it
        self._inherited: sqlite3.Connection | None = None

    def another(self) -> Room:
        """A room with a file of its own in the same folder, which this one closes: this one's may be read elsewhere while the other's is
        written."""
        other = Room(self._folder, self.few)
        other._family = self._family
        self._family.append(other)
        return other

    def table(self, name: str, arrive: Callable[[], None]) -> str:
        """A name for a table that nobody else has. ``arrive`` puts what is on its way there into the file."""
        self._arrivals.append(arrive)
        return f"{name}_{len(self._arrivals)}"

    def settle(self) -> None:
        """Everything that was laid down in this room and those made of it comes to lie in their files, so that processes which are forked
        now find it there; to be called before. Raises NotWritable where the disk is full."""
        for room in self._family:
            for arrive in room._arrivals:
                arrive()

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
        """Let go of the files and remove them."""
        for room in self._family:
            if room._connection is not None:
                with contextlib.suppress(Exception):  # a broken one is closed all the same
                    room._connection.close()
                room._connection = None
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
        if self._connection is not None and self._process != os.getpid():
            self._reopen()
        if self._connection is None:
            import sqlite3

            assert self._folder is not None, "piles of this room stay in memory"
            if self._folder.is_symlink():  # what lies in it is removed
                raise OSError(errno.ELOOP, "a link stands in its place", str(self._folder))
            self._folder.mkdir(parents=True, exist_ok=True)
            if all(room._connection is None for room in self._family):
                self._sweep(self._folder)
            self._file = self._folder.absolute() / f"{_NAME}{os.urandom(8).hex()}.sqlite"
            self._process = os.getpid()
            self._connection = sqlite3.connect(self._file, isolation_level=None)
            # It need not outlive the run, and nobody else reads it: nothing is forced to the disk, nothing can be rolled back, and
            # no transaction is open when a process is forked.
            for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -4096"):
                self._connection.execute(f"PRAGMA {setting}")
        return self._connection

    def _reopen(self) -> None:
        """In a process that was forked: SQLite's connections do not go with it. It only reads, and nobody writes meanwhile, so nothing is
        locked."""
        import sqlite3

        address = f"{self._file.as_uri()}?mode=ro&immutable=1"
        opened = sqlite3.connect(address, isolation_level=None, uri=True)
        self._inherited = self._connection  # not to be closed here
        self._connection, self._process = opened, os.getpid()
