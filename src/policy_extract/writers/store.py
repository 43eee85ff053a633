"""A run's files into the output folder, whole or not at all; ``folder`` moves them.

What a run may not do is refused before the first file is moved: take the place of an input, of people's answers, of any file
that no run wrote, or of one that cannot be moved now.
"""

from __future__ import annotations

import filecmp
import os
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from contextlib import nullcontext
from pathlib import Path
from typing import Final

from policy_extract.corrections import NAME as CORRECTIONS
from policy_extract.files import json_of, read_whole
from policy_extract.folder import EDITED, MANIFEST, Claim, NotWritable, claimed, finish, switch
from policy_extract.folder.journal import inside, leads_out
from policy_extract.folder.refusals import said
from policy_extract.folder.switching import staged
from policy_extract.model import Manifest
from policy_extract.writers.json import canonical

#: The folder of an output in which people's judgements of names are kept.
_GAZETTEERS: Final = "gazetteers"


def check_writable(out: Path) -> None:
    """Say before the work begins that OUT cannot be written; changes nothing.

    Raises NotWritable (an OutputError) when OUT or a folder above it is a file or not writable.
    """
    nearest = Path(os.path.abspath(out))
    while not os.path.lexists(nearest) and nearest != nearest.parent:
        nearest = nearest.parent
    if not os.path.isdir(nearest):
        raise NotWritable(out, "out.file", path=str(nearest))
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise NotWritable(out, "out.permission", path=str(nearest))


def commit(
    out: Path,
    files: Iterable[tuple[str, bytes | Iterable[bytes]]],
    manifest: Manifest,
    inputs: Sequence[str],
    claim: Claim | None = None,
) -> Manifest:
    """Put files and the manifest that lists them into OUT, whole; returns that manifest. A file may come in pieces.

    See ``commit_filled``.
    """

    def fill(folder: Path) -> Iterator[str]:
        return (put(folder, name, data) for name, data in files)

    return commit_filled(out, fill, manifest, inputs, claim)


def commit_filled(
    out: Path,
    fill: Callable[[Path], Iterable[str]],
    manifest: Manifest,
    inputs: Iterable[str],
    claim: Claim | None = None,
    told: Callable[[Manifest], bytes | Iterable[bytes]] = canonical,
) -> Manifest:
    """The same with files that ``fill`` puts into a folder of the run's own (``put``), and names.

    ``inputs`` are the paths that were read: no file of the output may take the place of one. ``claim``: that of a run
    which has OUT to itself already; ``told``: the bytes of the manifest. Raises NotWritable (an OutputError).
    """
    check_writable(out)
    with claimed(out) if claim is None else nullcontext(claim) as own:
        finish(own)  # what a run that was killed had begun
        try:
            with staged(own) as new:
                names = sorted(fill(new))
                manifest = manifest.model_copy(update={"files": tuple(names)})
                put(new, MANIFEST, told(manifest))
                listed, read = _listed(out), {os.path.realpath(path) for path in inputs}
                _refuse(out, [*names, MANIFEST], read, listed, new)
                stale = [
                    name
                    for name in sorted({*listed}.difference(names))
                    if os.path.realpath(out / name) not in read
                ]
                switch(own, new, names, stale)
        except OSError as error:
            raise NotWritable(out, "out.os", error=said(error)) from error
    return manifest


def put(folder: Path, name: str, data: bytes | Iterable[bytes]) -> str:
    """Write a file of a name in OUT into a folder that stands for it; returns the name."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.writelines((data,) if isinstance(data, bytes) else data)
    return name


def _refuse(
    out: Path, names: Iterable[str], read: Set[str], listed: Sequence[str], new: Path
) -> None:
    """Before anything is moved: what would cost somebody a file (an input of these real paths, too), and what would stop half-way."""
    ours = {*listed, *([MANIFEST] if _manifest(out) is not None else [])}
    for name in names:
        target = out / name
        if leads_out(out, name):
            raise NotWritable(out, "out.leads_out", path=str(target.parent))
        if os.path.isdir(target) or any(
            os.path.lexists(f) and not os.path.isdir(f) for f in _above(out, name)
        ):
            raise NotWritable(out, "out.taken", path=str(target))
        if os.path.realpath(target) in read:
            raise NotWritable(out, "out.input", path=str(target))
        there = os.path.lexists(target)
        if _of_people(name) or (there and name not in ours and not _same(target, new / name)):
            raise NotWritable(out, "out.foreign", path=str(target))
        if there and name.endswith(".xlsx"):
            with target.open("r+b"):  # a workbook that is open on Windows cannot be moved
                pass
    for folder in {f for name in (*names, *listed) for f in _above(out, name) if os.path.isdir(f)}:
        if not os.access(folder, os.W_OK | os.X_OK):
            raise NotWritable(out, "out.permission", path=str(folder))


def _above(out: Path, name: str) -> list[Path]:
    """The folders inside OUT, and OUT, in which a file of this name lies."""
    return [out / above for above in Path(name).parents]


def _same(one: Path, other: Path) -> bool:
    return os.path.isfile(one) and filecmp.cmp(one, other, shallow=False)


def _listed(out: Path) -> list[str]:
    """The files that the manifest in OUT lists, without people's; none when there is no manifest of this package."""
    manifest = _manifest(out) or {}
    files = manifest.get("files")
    names = files if isinstance(files, list) else []
    return [n for n in names if isinstance(n, str) and _ours(out, n)]


def _ours(out: Path, name: str) -> bool:
    """Whether a name that a manifest lists is one that a run may replace and remove."""
    return inside(name) and not leads_out(out, name) and not _of_people(name)


def _manifest(out: Path) -> dict[str, object] | None:
    """The manifest in OUT; None where there is none, or one of somebody else's."""
    try:
        data = json_of(read_whole(out / MANIFEST))
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) and "schema_version" in data else None


def _of_people(name: str) -> bool:
    """Whether a name in OUT is one that people's work has: answers, judgements, workbooks that were set aside."""
    path = Path(name)
    return path.parts[0] == _GAZETTEERS or name == CORRECTIONS or EDITED in path.name
