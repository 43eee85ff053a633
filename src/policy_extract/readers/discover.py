"""Paths, folders and globs → the documents to read, each once, in a fixed order."""

from __future__ import annotations

import contextlib
import glob
import os
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from policy_extract.errors import OutputError
from policy_extract.expressions import expression
from policy_extract.files import json_of, read_whole
from policy_extract.folder import MANIFEST, journal, unfinished
from policy_extract.readers import archives
from policy_extract.readers.formats import is_document, known, suffixes, taken
from policy_extract.readers.members import let_go, read_member
from policy_extract.readers.names import document_ids, free_id
from policy_extract.readers.source import Unreadable
from policy_extract.tuples import NamedTuple

#: Folders of an earlier output that hold no plans: its texts, and what people have judged.
_OF_OUTPUT = ("documents", "gazetteers")
#: What Word lays beside a file that is open.
_OPENED = "~$"
_HIDDEN = (".", _OPENED)
#: More kinds of files are not told in a message.
_KINDS = 8
#: Between an archive and what it holds; a name may have the mark, too.
_WALKED = expression(rf"(?i)(?<=\.zip){archives.MARK}")


class Input(NamedTuple):
    """A document to read: its id and its path as given; ``problem`` when it is known to be none."""

    id: str
    path: str
    problem: Unreadable | None = None


class Discovery(NamedTuple):
    """What paths led to: ``inputs`` sorted by id; ``skipped``: files of other kinds in folders."""

    inputs: tuple[Input, ...]
    skipped: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether no file at all was found, readable or not."""
        empty = {"read.missing", "read.no_match", "read.no_plan", "read.no_plan_kinds"}
        return all(i.problem is not None and i.problem.code in empty for i in self.inputs)


@dataclass
class _Walk:
    files: dict[str, str] = field(default_factory=dict)  # real path -> path as given
    problems: dict[str, Unreadable] = field(default_factory=dict)
    skipped: set[str] = field(default_factory=set)
    counted: archives.Counted = field(default_factory=archives.Counted)  # of the outermost archive

    def add(self, path: str) -> None:
        """A file; of several ways to it the one without symbolic links, then the first, is kept."""
        real = os.path.realpath(path)
        known = self.files.get(real)
        if known is None or _preference(path) < _preference(known):
            self.files[real] = path

    def fail(self, path: str, code: str, **fields: object) -> None:
        self.problems[path] = Unreadable(path, code, **fields)


def discover(paths: Iterable[str | Path]) -> Discovery:
    """Find the documents behind files, folders (recursive), globs and zip archives, which are walked like folders.

    In folders and behind globs only the known suffixes are taken, and no pictures; hidden files and what an
    earlier output holds (the folders ``documents`` and ``gazetteers`` beside ``manifest.json`` and ``entities.json``, and the
    files that its manifest lists) are passed over; symbolic links are followed, a loop of them is walked once. A file given by
    its own name is always an Input, with a ``problem`` when its suffix is not read. The result
    does not depend on the order of ``paths``.
    """
    walk = _Walk()
    try:
        for given in sorted({_normal(path) for path in paths}):
            _take(given, walk)
    finally:
        let_go()
    found = sorted(walk.files.values())
    ids = document_ids([_named(path) for path in found])
    inputs = [
        Input(id_, path, walk.problems.pop(path, None))
        for id_, path in zip(ids, found, strict=True)
    ]
    for path, problem in sorted(walk.problems.items()):
        taken = [i.id for i in inputs]
        inputs.append(Input(free_id(_named(path).stem, path, taken), path, problem))
    return Discovery(
        tuple(sorted(inputs, key=lambda i: (i.id, i.path))), tuple(sorted(walk.skipped))
    )


def _take(given: str, walk: _Walk) -> None:
    if os.path.isdir(given):
        _take_folder(given, walk)
    elif os.path.lexists(given):
        _take_file(given, walk)
    elif archives.inside(given):
        _take_member(given, walk)
    elif glob.has_magic(given):
        _take_glob(given, walk)
    else:
        walk.fail(given, "read.missing")


def only_document(path: str | Path) -> Input:
    """The one document that a path leads to, for commands that show one. Raises Unreadable for several or none."""
    inputs = discover([path]).inputs
    if len(inputs) != 1:
        example = next((one.path for one in inputs if one.problem is None), "")
        raise Unreadable(path, "read.several", example=example)
    return inputs[0]


def _normal(path: str | Path) -> str:
    """The path as given, without “./” and doubled slashes, with “/” on every system."""
    return Path(os.path.normpath(path)).as_posix()


def _preference(path: str) -> tuple[bool, str]:
    return (os.path.abspath(path) != os.path.realpath(path), path)


def _known(path: str) -> bool:
    return known(os.path.splitext(path)[1])


def _named(path: str) -> Path:
    """The path that an id is made of: an archive counts as a folder of its members."""
    if archives.outer(path) == path:
        return Path(os.path.abspath(path))
    return Path(*_WALKED.split(os.path.abspath(path)))


def _packed(path: str) -> bool:
    """Whether it is an archive that is not read: it may hold plans, so it is not passed over in silence."""
    return os.path.splitext(path)[1].lower() in archives.OTHERS


def _taken(path: str) -> bool:
    """Whether a folder, a glob or an archive gives it."""
    return taken(os.path.splitext(path)[1]) or archives.is_archive(path)


def _take_file(path: str, walk: _Walk) -> None:
    if not os.path.exists(path):
        walk.fail(path, "read.dangling")
        return
    if archives.is_archive(path) and os.path.isfile(path):
        walk.counted = archives.Counted()
        _take_archive(path, None, walk)
        return
    walk.add(path)
    suffix = os.path.splitext(path)[1]
    if suffix.lower() in archives.OTHERS:
        walk.fail(path, "read.packed", kind=archives.OTHERS[suffix.lower()])
    elif not _known(path):
        walk.fail(path, "read.suffix", suffix=suffix, known=suffixes())


def _take_archive(path: str, data: bytes | None, walk: _Walk) -> None:
    """The members of an archive, as the files of a folder; ``data`` are its bytes if it lies in another."""
    try:
        found = archives.members(path, data, walk.counted)
    except Unreadable as error:
        walk.fail(path, error.code, **error.fields)
        return
    if is_document({member.info.filename for member in found}):  # a docx that was named .zip
        walk.add(path)
        return
    taken = [_take_listed(member, walk) for member in found]
    if not any(taken):
        _fail_empty(
            path,
            ("read.no_plan_packed", "read.no_plan_packed_kinds"),
            [member.path for member in found],
            walk,
        )


def _take_listed(member: archives.Member, walk: _Walk) -> bool:
    """One member as the listing has it; whether it is a document, or was to be one."""
    path = member.path
    suffix = os.path.splitext(path)[1].lower()
    if not _taken(path) and not _packed(path):
        walk.skipped.add(path)
        return False
    if member.again:
        walk.fail(f"{path} (2)", "read.member_twice")
    elif member.link:
        walk.fail(path, "read.not_regular")
    elif archives.is_archive(path):
        _take_nested(path, walk)
    elif suffix in archives.OTHERS:
        walk.fail(path, "read.packed", kind=archives.OTHERS[suffix])
    else:
        walk.add(path)
    return True


def _take_nested(path: str, walk: _Walk) -> None:
    if archives.depth_of(path) >= archives.MAX_DEPTH:
        walk.fail(path, "read.too_deep", depth=archives.MAX_DEPTH)
        return
    try:
        data = read_member(path)
    except Unreadable as error:
        walk.fail(path, error.code, **error.fields)
    else:
        _take_archive(path, data, walk)


def _take_member(path: str, walk: _Walk) -> None:
    """A member that was given by its own name."""
    if archives.is_archive(path):
        walk.counted = archives.Counted()
        _take_nested(path, walk)
        return
    walk.add(path)
    if not _known(path):
        walk.fail(path, "read.suffix", suffix=os.path.splitext(path)[1], known=suffixes())


def _take_folder(folder: str, walk: _Walk) -> None:
    found = False
    others: list[str] = []
    seen: set[str] = set()
    written: set[str] = set()
    real_folders, linked = deque([folder]), deque[str]()
    while real_folders or linked:  # links last: a folder is known by its own path, where it has one
        current = real_folders.popleft() if real_folders else linked.popleft()
        real = os.path.realpath(current)
        if real in seen:
            continue
        seen.add(real)
        try:
            with os.scandir(current) as entries:
                names = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            _fail_folder(current, error, walk)
            found = True
            continue
        complete = {MANIFEST, "entities.json"} <= {entry.name for entry in names}
        earlier_output = complete or unfinished(Path(current))
        if earlier_output:
            written |= _written(current)
        for entry in names:
            path = _normal(os.path.join(current, entry.name))
            if entry.name.startswith(_HIDDEN) or (earlier_output and entry.name in _OF_OUTPUT):
                continue
            if _is_folder(entry):
                (linked if entry.is_symlink() else real_folders).append(path)
            elif path in written:
                continue
            elif _taken(path) or _packed(path):
                found = True
                _take_file(path, walk)
            else:
                others.append(path)
    walk.skipped.update(others)
    if not found:
        _fail_empty(folder, ("read.no_plan", "read.no_plan_kinds"), others, walk)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """As the folder above it says, so that one whose path is longer than the system takes is told, not passed over."""
    try:
        return entry.is_dir()
    except OSError:  # a link that nobody can follow
        return False


def _fail_empty(path: str, codes: tuple[str, str], others: Iterable[str], walk: _Walk) -> None:
    """A folder or an archive without a document: what it holds instead, the most frequent kinds first.

    ``codes``: of one that holds nothing, and of one that holds files of other kinds.
    """
    kinds = Counter(os.path.splitext(other)[1].lower() or "-" for other in others)
    if not kinds:
        walk.fail(path, codes[0], known=suffixes())
        return
    told = sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0]))
    found = ", ".join(f"{count} × {suffix}" for suffix, count in told[:_KINDS])
    if len(told) > _KINDS:
        found += ", …"
    walk.fail(path, codes[1], found=found)


def _written(folder: str) -> set[str]:
    """The files that the manifest of an earlier output says it wrote: workbook, tables and pages are no plans.

    Where a run was killed while it moved its files there is no manifest, and the journal says the same.
    """
    names: list[object] = []
    with contextlib.suppress(OSError, ValueError, AttributeError):
        files = json_of(read_whole(Path(folder, MANIFEST))).get("files", [])
        names += files if isinstance(files, list) else []
    with contextlib.suppress(OSError, OutputError):
        if begun := journal.load(Path(folder)):
            names += [*begun.files, *(one.name for one in begun.removals)]
    return {_normal(os.path.join(folder, name)) for name in names if isinstance(name, str)}


def _fail_folder(folder: str, error: OSError, walk: _Walk) -> None:
    if isinstance(error, PermissionError):
        walk.fail(folder, "read.permission")
    else:
        walk.fail(folder, "read.os", error=error.strerror or str(error))


def _take_glob(pattern: str, walk: _Walk) -> None:
    matches = sorted(glob.glob(pattern, recursive=True))
    for path in map(_normal, matches):
        if os.path.basename(path).startswith(_OPENED):
            continue
        if os.path.isdir(path):
            if "**" not in pattern:  # “**” names the files of every folder already
                _take_folder(path, walk)
        elif _taken(path) or _packed(path):
            _take_file(path, walk)
        else:
            walk.skipped.add(path)
    if not matches:
        walk.fail(pattern, "read.no_match")
