"""The files of one run take the place of another's: all of them, or none.

The new files lie ready in the hidden folder. Then it is written down what is to be moved and removed (``journal``): that
decides it. From there the switch goes one way only, and every step may be done twice:

1. the manifest goes: a folder without one is no output;
2. each file is moved into its place; a workbook in that place that somebody has saved is set aside first;
3. what the earlier run had and this one has not is removed, unless somebody has changed it since;
4. the new manifest is moved; 5. the journal goes.

A process that is killed before the journal was there has changed nothing; one that is killed later has left a journal, and
the next run or reader goes on with it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from policy_extract.folder import journal
from policy_extract.folder.claim import Claim, claimed
from policy_extract.folder.journal import HIDDEN, MANIFEST, Journal, Removal, unfinished
from policy_extract.folder.refusals import NotWritable, Unfinished, said

#: Files that people fill in, and what their name gets when a run finds one changed.
_FILLED_IN: Final = ".xlsx"
EDITED: Final = ".edited-"
#: Folders inside HIDDEN with files that are not in their places yet.
_NEW: Final = "new-"
#: Signals that ask a process to end.
_ENDING: Final = ("SIGINT", "SIGTERM", "SIGHUP")
_PATIENCE, _PAUSE = (
    20.0,
    0.05,
)  # seconds: a reader waits for a switch that is being made; between two looks


@contextlib.contextmanager
def staged(claim: Claim) -> Iterator[Path]:
    """A new folder for the files of a run, which ``switch`` moves; it goes with all that is left in it.

    It stays where a switch was begun and could not be finished. Raises OSError.
    """
    folder = claim.hidden / f"{_NEW}{os.urandom(8).hex()}"
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        if not unfinished(claim.out):
            _sweep(claim)


def switch(claim: Claim, new: Path, files: Iterable[str], stale: Iterable[str]) -> None:
    """Move files and manifest, which lie in ``new`` (of ``staged``), into their places; remove the ``stale`` ones.

    Names are relative to the folder. Raises NotWritable: somebody has ended the claim (nothing was changed),
    or a file could not be moved (``out.unfinished``: the next run or reader goes on).
    """
    names = tuple(files)
    written = (new / MANIFEST).stat()
    for name in names:  # one that has another time than the manifest was saved by somebody
        if name.endswith(_FILLED_IN):
            os.utime(new / name, ns=(written.st_atime_ns, written.st_mtime_ns))
    before = _changed(claim.out / MANIFEST)
    removals = tuple(
        _removal(claim.out, name) for name in stale if os.path.isfile(claim.out / name)
    )
    if not claim.holds():
        raise NotWritable(claim.out, "out.lost_claim")
    with _undisturbed():
        Journal(new.name, names, removals, before).save(claim.hidden)
        finish(claim)


def finish(claim: Claim) -> None:
    """Go on with a switch that was begun, if there is one, and remove what killed runs left in the hidden folder.

    Raises Unfinished where it cannot be gone on with.
    """
    try:
        begun = journal.load(claim.out)
        if begun is not None:
            _go_on(claim.out, begun)
            journal.path_of(claim.out).unlink()
        _sweep(claim)
    except OSError as error:
        raise Unfinished(claim.out, "out.unfinished", error=said(error)) from error


def settled(out: Path) -> None:
    """See to it, before a folder is read, that it holds one run's files: a switch that was begun is finished.

    Waits for one that another process is making. Raises Unfinished where it cannot be finished.
    """
    end = time.monotonic() + _PATIENCE
    while unfinished(out):
        try:
            with claimed(out) as claim:
                finish(claim)
        except Unfinished:
            raise
        except NotWritable as error:  # the run that is at it has the folder, or we may not write
            if not error.code.startswith("out.held") or time.monotonic() > end:
                reason = error.fields.get("error", error)
                raise Unfinished(out, "out.unfinished", error=reason) from error
            time.sleep(_PAUSE)


def _go_on(out: Path, begun: Journal) -> None:
    new = out / HIDDEN / begun.new
    _refuse_links(out, begun)
    if not (new / MANIFEST).is_file():  # it is moved last
        if not (out / MANIFEST).is_file():
            raise Unfinished(out, "out.lost", path=str(new / MANIFEST))
        return
    (out / MANIFEST).unlink(missing_ok=True)
    for name in begun.files:
        source, target = new / name, out / name
        if not source.is_file():
            if not target.is_file():
                raise Unfinished(out, "out.lost", path=str(source))
            continue  # it was moved before
        _set_aside(target, begun.before)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(source, target)
    for one in begun.removals:
        _remove(out, one, begun.before)
    os.replace(new / MANIFEST, out / MANIFEST)


def _refuse_links(out: Path, begun: Journal) -> None:
    """A journal leads to nothing outside: not by names, which ``load`` sees to, and not by links either."""
    for name in (*begun.files, *(one.name for one in begun.removals)):
        for folder, inner in ((out, name), (out / HIDDEN, f"{begun.new}/{name}")):
            if journal.leads_out(folder, inner):
                raise Unfinished(out, "out.leads_out", path=str((folder / inner).parent))


def _remove(out: Path, one: Removal, before: int | None) -> None:
    path = out / one.name
    _set_aside(path, before)
    with contextlib.suppress(FileNotFoundError):
        state = path.stat()
        if (state.st_mtime_ns, state.st_size) == (one.changed, one.size):
            path.unlink()
    for folder in path.parents:  # those that it leaves empty go, too
        if folder == out:
            return
        try:
            folder.rmdir()
        except FileNotFoundError:
            continue  # it went before
        except OSError:
            return  # something else lies there


def _set_aside(path: Path, before: int | None) -> None:
    """Give a workbook that somebody has saved since the earlier run a name of its own.

    A run gives its workbooks the time of its manifest: a clock that was set back does not hide a change.
    """
    if path.suffix == _FILLED_IN and before is not None and _changed(path) not in (None, before):
        os.rename(path, _free(path))


def _free(path: Path) -> Path:
    """A name beside it that nothing has: policy-extract.edited-1.xlsx."""
    number = 1
    while (found := path.with_name(f"{path.stem}{EDITED}{number}{path.suffix}")).exists():
        number += 1
    return found


def _changed(path: Path) -> int | None:
    """When a file was changed, in nanoseconds; None where there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return None


def _removal(out: Path, name: str) -> Removal:
    state = (out / name).stat()
    return Removal(name, state.st_mtime_ns, state.st_size)


def _sweep(claim: Claim) -> None:
    """Remove what is in no place yet: the claim is ours, so nobody is at it any more."""
    for path in claim.hidden.glob(f"{_NEW}*"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    for path in claim.hidden.glob("*.new"):
        path.unlink(missing_ok=True)  # a claim that was never made


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """What asks a process to end does not part files that belong together: moving them takes milliseconds."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]
    before = {number: signal.signal(number, signal.SIG_IGN) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
