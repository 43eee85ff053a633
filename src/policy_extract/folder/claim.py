"""Who works in a folder: a file with its owner, which another process finds and understands.

Each that wants the folder puts down a file of its own and then looks whether others lie there: of two that come at once at
least one sees the other's, and the one with the later name goes. So no file is ever taken over from another, a file of a process that
has ended is removed by whoever comes next, and nothing is needed of the file system but that a file is moved as a whole (no
locks of the system, which network drives do not keep).
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from policy_extract.files import json_of, read_whole
from policy_extract.folder.journal import HIDDEN
from policy_extract.folder.refusals import NotWritable, said
from policy_extract.processes.identity import Identity, this
from policy_extract.tuples import NamedTuple

#: What is claimed: all that runs own, or the files of answers, which people may add to while a run works.
What = Literal["run", "answers"]
_TRIES: Final = 50  # the hidden folder may be removed by one that leaves at that very moment
_PATIENCE, _PAUSE = 1.0, 0.01  # seconds: until one that came at once has gone; between two looks


class Claim(NamedTuple):
    """A folder that is this process's to write in until the claim ends; ``file`` says so to others."""

    out: Path
    file: Path

    @property
    def hidden(self) -> Path:
        """The tool's folder inside it."""
        return self.out / HIDDEN

    def holds(self) -> bool:
        """Whether it still does: somebody may have removed the file."""
        return self.file.exists()


class _Owner(NamedTuple):
    process: Identity
    since: str


@contextlib.contextmanager
def claimed(out: Path, what: What = "run") -> Iterator[Claim]:
    """Have a folder to oneself; it is made where it is not there, and goes again when nothing was put into it.

    Raises NotWritable: another process has it (``out.held``; ``out.held_elsewhere`` for one on another machine, of which nobody
    here can say whether it still runs), or it cannot be written.
    """
    made: list[Path] = []
    try:
        claim = _claim(out, what, made)
    except OSError as error:
        _forget([out / HIDDEN, *made])
        raise NotWritable(out, "out.os", error=said(error)) from error
    except BaseException:
        _forget([out / HIDDEN, *made])
        raise
    try:
        yield claim
    finally:
        with contextlib.suppress(OSError):
            claim.file.unlink(missing_ok=True)
        _forget([claim.hidden, *made])


def _claim(out: Path, what: What, made: list[Path]) -> Claim:
    gone: OSError = FileNotFoundError()
    for _ in range(_TRIES):
        try:
            return _claim_at_once(out, what, made)
        except (FileNotFoundError, FileExistsError) as error:  # removed while we made or used it
            gone = error
    raise NotWritable(out, "out.os", error=f"{HIDDEN}: {gone.strerror}")


def _claim_at_once(out: Path, what: What, made: list[Path]) -> Claim:
    if os.path.islink(out / HIDDEN):  # what lies there is swept: it is to be the tool's own
        raise NotWritable(out, "out.leads_out", path=str(out / HIDDEN))
    made += _make(out / HIDDEN)
    if other := _others(out, what):
        raise _held(out, other)
    claim = Claim(out, _put(out / HIDDEN, f"{what}-{os.urandom(8).hex()}"))
    try:
        _agree(claim, what)
    except BaseException:
        claim.file.unlink(missing_ok=True)
        raise
    return claim


def _agree(claim: Claim, what: What) -> None:
    """Wait until nobody else claims the folder; the one with the later name goes at once."""
    end = time.monotonic() + _PATIENCE
    while others := _others(claim.out, what, claim.file):
        if min(others) < claim.file or time.monotonic() > end:
            raise _held(claim.out, others)
        time.sleep(_PAUSE)


def _put(hidden: Path, name: str) -> Path:
    """The claim's file, there as a whole or not at all."""
    owner = {**this()._asdict(), "since": datetime.now(UTC).isoformat(timespec="seconds")}
    new, file = hidden / f"{name}.new", hidden / f"{name}.claim"
    new.write_text(json.dumps(owner, indent=1) + "\n", encoding="utf-8")
    os.rename(new, file)
    return file


def _others(out: Path, what: What, own: Path | None = None) -> dict[Path, _Owner | None]:
    """The claims of processes that may still run; those of others are removed. None: nobody can read whose it is."""
    found: dict[Path, _Owner | None] = {}
    for file in sorted((out / HIDDEN).glob(f"{what}-*.claim")):
        if file == own:
            continue
        try:
            owner = _owner(file)
        except FileNotFoundError:
            continue  # it has just gone
        if owner is not None and owner.process.state() == "gone":
            file.unlink(missing_ok=True)
        else:
            found[file] = owner
    return found


def _owner(file: Path) -> _Owner | None:
    try:
        data = json_of(read_whole(file))
        since, pid = str(data.pop("since")), int(data.pop("pid"))
        words = {name: str(said) for name, said in data.items()}
        return _Owner(since=since, process=Identity(pid=pid, **words))
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return None


def _held(out: Path, others: dict[Path, _Owner | None]) -> NotWritable:
    file, owner = min(others.items())
    if owner is None:
        return NotWritable(out, "out.held_elsewhere", pid="?", host="?", since="?", file=str(file))
    process = owner.process
    fields = {"pid": process.pid, "host": process.host, "since": owner.since}
    if process.state() == "unknown":
        return NotWritable(out, "out.held_elsewhere", file=str(file), **fields)
    return NotWritable(out, "out.held", **fields)


def _make(folder: Path) -> list[Path]:
    """Make a folder and those above it; those that were not there, the innermost first."""
    made = []
    for one in (folder, *folder.parents):
        if one.is_dir():
            break
        made.append(one)
    folder.mkdir(parents=True, exist_ok=True)
    return made


def _forget(folders: list[Path]) -> None:
    """Remove folders that are empty, the innermost first."""
    for folder in dict.fromkeys(folders):
        with contextlib.suppress(OSError):
            folder.rmdir()
