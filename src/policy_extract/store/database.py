"""Values under keys in one SQLite file, with a checksum each. Whatever is wrong with it costs the run nothing.

A process that is killed while it writes leaves what SQLite rolls back when the file is next opened. A file that is broken,
of another version or of somebody else is thrown away, and a new one begun; one that is locked, or that may not be read or written, is
let alone. ``problem`` says which, once.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from policy_extract.folder import HIDDEN
from policy_extract.folder.journal import leads_out
from policy_extract.store.ground import FORMAT

if TYPE_CHECKING:
    import sqlite3

#: Where it lies in OUT.
PLACE: Final = f"{HIDDEN}/store/kept.sqlite"
#: What SQLite lays beside it.
_BESIDE: Final = ("", "-journal", "-wal", "-shm")
#: Says in a file's head that it is ours (“pxk” and a number).
_OURS: Final = 0x70786B01
_PATIENCE: Final = 1.0  # seconds for which somebody else may have it locked
#: SQLite's names for a file that can never be read, by their beginnings.
_BROKEN: Final = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR", "SQLITE_MISMATCH")
_SCHEMA: Final = (
    "CREATE TABLE kept (key TEXT PRIMARY KEY, sum BLOB NOT NULL, data BLOB NOT NULL)",
    f"PRAGMA application_id = {_OURS}",
    f"PRAGMA user_version = {FORMAT}",
)

Done = TypeVar("Done")


class Foreign(Exception):
    """A file of another version, or of somebody else, or a value that is not what was put."""


class Database:
    """The file in one OUT. It is opened when first asked for a value, and made when first given one."""

    def __init__(self, out: Path) -> None:
        self._out, self.path = out, out / PLACE
        #: Whether no earlier run has left it.
        self.new = not self.path.exists()
        #: What is wrong with it; None: nothing.
        self.problem: str | None = None
        self._connection: sqlite3.Connection | None = None
        self._off = False

    def get(self, key: str) -> bytes | None:
        """What was put under a key; None where nothing was, or where it is broken."""
        if self._connection is None and not self.path.exists():
            return None
        return self._tried(lambda db: _value(db, key))

    def put(self, key: str, data: bytes) -> None:
        """Keep a value; whole, or not at all. No transaction is open behind it, so that a fork copies none."""
        row = (key, _sum(key, data), data)
        self._tried(lambda db: db.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", row))

    def keep_only(self, keys: Iterable[str]) -> None:
        """Forget what is under all other keys; the file becomes as small as what is left."""
        if self._connection is None and not self.path.exists():
            return
        wanted = set(keys)

        def drop(db: sqlite3.Connection) -> None:
            found = [key for (key,) in db.execute("SELECT key FROM kept")]
            with db:  # one transaction
                db.execute("BEGIN")
                gone = [(key,) for key in found if key not in wanted]
                db.executemany("DELETE FROM kept WHERE key = ?", gone)

        self._tried(drop)

    def forget(self) -> None:
        """Throw the file away."""
        self.close()
        try:
            self._refuse_links()
            _remove(self.path)
        except OSError as error:
            self._give_up(str(error))

    def close(self) -> None:
        """Let go of the file; asked again it is opened again."""
        if self._connection is not None:
            with contextlib.suppress(Exception):  # a broken one is closed all the same
                self._connection.close()
            self._connection = None

    def _tried(self, act: Callable[[sqlite3.Connection], Done]) -> Done | None:
        """What it gives; None where the file is of no use, from then on or but this once."""
        if self._off:
            return None
        try:
            import sqlite3
        except ImportError as error:  # a Python that was built without it
            self._give_up(str(error))
            return None
        try:
            return act(self._opened())
        except Foreign as error:
            self._begin_anew(str(error))
        except (sqlite3.Error, OSError, OverflowError) as error:
            name = getattr(error, "sqlite_errorname", "")
            if name.startswith(_BROKEN):
                self._begin_anew(str(error))
            else:  # locked, full, read-only: it may be good
                self._give_up(str(error))
        return None

    def _begin_anew(self, why: str) -> None:
        self.problem = self.problem or why
        self.forget()

    def _give_up(self, why: str) -> None:
        self.problem = self.problem or why
        self._off = True
        self.close()

    def _refuse_links(self) -> None:
        """Nothing is written or removed elsewhere. Raises OSError."""
        if self.path.is_symlink() or leads_out(self._out, PLACE):
            raise OSError(errno.ELOOP, "a link stands in its place")

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            import sqlite3

            self._refuse_links()
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(self.path, _PATIENCE, isolation_level=None)
            _prepare(self._connection)
        return self._connection


def _prepare(db: sqlite3.Connection) -> None:
    # Nothing is forced to the disk, as for all that a run writes: a killed process costs nothing by that, a power cut may.
    db.execute("PRAGMA synchronous = OFF")
    if not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        db.execute("PRAGMA auto_vacuum = FULL")
        with db:
            db.execute("BEGIN IMMEDIATE")
            for line in _SCHEMA:
                db.execute(line)
        return
    said = [
        db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
    ]
    if said != [_OURS, FORMAT]:
        raise Foreign("it is of another version")


def _value(db: sqlite3.Connection, key: str) -> bytes | None:
    row = db.execute("SELECT sum, data FROM kept WHERE key = ?", (key,)).fetchone()
    if row is None:
        return None
    if not isinstance(row[1], bytes) or row[0] != _sum(key, row[1]):
        raise Foreign("a checksum in it is wrong")
    return row[1]


def _sum(key: str, data: bytes) -> bytes:
    return hashlib.sha256(key.encode("ascii") + data).digest()


def _remove(path: Path) -> None:
    for end in _BESIDE:
        path.with_name(path.name + end).unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # somebody else's file lies in it, or it was not there
        path.parent.rmdir()
