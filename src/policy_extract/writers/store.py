"""Files into the output folder, whole or not at all.

Everything is first written to a hidden folder inside OUT, then moved into place file by file, the
manifest last, then what an earlier manifest listed and this one does not is removed. A run that is
killed while it reads or writes leaves the earlier output as it was; what it left hidden is removed
by the next run. Files that no manifest lists are never touched, and a workbook that somebody has saved since is set
aside under a name of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from policy_extract import messages
from policy_extract.corrections import NAME as CORRECTIONS
from policy_extract.errors import OutputError
from policy_extract.model import Manifest
from policy_extract.writers.json import canonical

MANIFEST = "manifest.json"
_STAGING = ".policy-extract-"
#: Files that people fill in, and what their name gets when a run finds one changed.
_FILLED_IN = ".xlsx"
EDITED = ".edited-"


class NotWritable(messages.Told, OutputError):
    """The output folder cannot be used; nothing in it was changed."""

    def __init__(self, out: Path, code: str, **fields: object) -> None:
        self.code, self.fields = code, {"out": str(out), **fields}
        super().__init__(messages.text("en", code, **self.fields))


def check_writable(out: Path) -> None:
    """Say before the work begins that OUT cannot be written; changes nothing.

    Raises NotWritable (an OutputError) when OUT or a folder above it is a file or not writable.
    """
    nearest = Path(os.path.abspath(out))
    while not os.path.lexists(nearest) and nearest != nearest.parent:
        nearest = nearest.parent
    if not nearest.is_dir():
        raise NotWritable(out, "out.file", path=str(nearest))
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise NotWritable(out, "out.permission", path=str(nearest))


def commit(
    out: Path, files: Iterable[tuple[str, bytes]], manifest: Manifest, inputs: Sequence[str]
) -> Manifest:
    """Put files and the manifest that lists them into OUT, whole; returns that manifest.

    ``inputs`` are the paths that were read: no file of the output may take the place of one.
    Raises NotWritable (an OutputError).
    """
    check_writable(out)
    inputs = [*inputs, str(out / CORRECTIONS)]  # what people answered is theirs
    try:
        out.mkdir(parents=True, exist_ok=True)
        _sweep(out)
        staging = Path(tempfile.mkdtemp(prefix=f"{_STAGING}{os.getpid()}-", dir=out))
    except OSError as error:
        raise NotWritable(out, "out.os", error=_said(error)) from error
    try:
        names = sorted(_write(staging, name, data) for name, data in files)
        manifest = manifest.model_copy(update={"files": tuple(names)})
        _write(staging, MANIFEST, canonical(manifest))
        _refuse_clashes(out, [*names, MANIFEST], inputs)
        stale = [name for name in _listed(out) if name not in names]
        kept = {os.path.realpath(path) for path in inputs}
        edited = _edited(out)
        with _undisturbed():
            for path in edited:
                os.replace(path, _free(path))
            for name in (*names, MANIFEST):
                target = out / name
                target.parent.mkdir(parents=True, exist_ok=True)
                os.replace(staging / name, target)
            for name in stale:
                if os.path.realpath(out / name) not in kept:
                    (out / name).unlink(missing_ok=True)
                    _forget_folders(out, out / name)
    except OSError as error:
        raise NotWritable(out, "out.os", error=_said(error)) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return manifest


def _forget_folders(out: Path, gone: Path) -> None:
    """Remove the folders inside OUT that a file's removal left empty."""
    for folder in gone.parents:
        if folder == out:
            return
        try:
            folder.rmdir()
        except OSError:
            return  # something else lies there


def _edited(out: Path) -> list[Path]:
    """Workbooks of the earlier run that somebody has saved since: what a person filled in is not overwritten.

    A run writes its manifest last, so that a listed file which is younger was changed by somebody else.
    """
    try:
        written = (out / MANIFEST).stat().st_mtime_ns
    except OSError:
        return []
    books = [out / name for name in _listed(out) if name.endswith(_FILLED_IN)]
    return [path for path in books if path.is_file() and path.stat().st_mtime_ns > written]


def _free(path: Path) -> Path:
    """A name beside it that nothing has: policy-extract.edited-1.xlsx."""
    number = 1
    while (found := path.with_name(f"{path.stem}{EDITED}{number}{path.suffix}")).exists():
        number += 1
    return found


def _write(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return name


def _refuse_clashes(out: Path, names: Iterable[str], inputs: Iterable[str]) -> None:
    """Before anything is moved: a folder in a file's place, an input that would be overwritten."""
    read = {os.path.realpath(path) for path in inputs}
    for name in names:
        target = out / name
        if target.is_dir() or (target.parent.exists() and not target.parent.is_dir()):
            raise NotWritable(out, "out.taken", path=str(target))
        if os.path.realpath(target) in read:
            raise NotWritable(out, "out.input", path=str(target))


def _listed(out: Path) -> list[str]:
    """The files that the manifest in OUT lists; none when there is no manifest of this package."""
    try:
        files = json.loads((out / MANIFEST).read_bytes()).get("files", [])
    except (OSError, ValueError, AttributeError):
        return []
    if not isinstance(files, list):
        return []
    return [name for name in files if isinstance(name, str) and _inside(name)]


def _inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and bool(path.parts)


def _sweep(out: Path) -> None:
    """Remove the hidden folders of runs that are no longer alive."""
    for folder in out.glob(f"{_STAGING}*"):
        owner = folder.name.removeprefix(_STAGING).partition("-")[0]
        if not (owner.isdecimal() and _alive(int(owner))):
            shutil.rmtree(folder, ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # it is there and belongs to somebody else
    return True


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl-C does not part files that belong together: moving them takes milliseconds."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _said(error: OSError) -> str:
    name = f" ({error.filename})" if error.filename else ""
    return f"{error.strerror or error}{name}"
