"""What a switch is to do, written down before the first file is moved: whoever finds it can finish it."""

from __future__ import annotations

import json
import os
from pathlib import Path, PurePosixPath
from typing import Any, Final

from policy_extract.files import json_of, read_whole
from policy_extract.folder.refusals import Unfinished
from policy_extract.tuples import NamedTuple

MANIFEST: Final = "manifest.json"
#: The tool's own folder in an output folder.
HIDDEN: Final = ".policy-extract"
#: Its name in there; while it lies there, files of two runs may lie in the folder.
NAME: Final = "journal.json"
_VERSION: Final = 1


class Removal(NamedTuple):
    """A file of the earlier run that the new one does not have; one that was changed since is somebody else's."""

    name: str
    changed: int  # nanoseconds, as the file system has it
    size: int


class Journal(NamedTuple):
    """``new``: the folder inside HIDDEN with the new files; ``files``: their names, the manifest not among them;
    ``before``: when the earlier manifest was written, in nanoseconds, None where there was none."""

    new: str
    files: tuple[str, ...]
    removals: tuple[Removal, ...] = ()
    before: int | None = None

    def save(self, hidden: Path) -> None:
        """Write it down, as a whole: from here on the switch is decided."""
        new = hidden / f"{self.new}.journal"
        removals = [one._asdict() for one in self.removals]
        data = {"version": _VERSION, **self._asdict(), "removals": removals}
        new.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        os.replace(new, hidden / NAME)


def path_of(out: Path) -> Path:
    """Where a switch in a folder is written down."""
    return out / HIDDEN / NAME


def load(out: Path) -> Journal | None:
    """The switch that was begun in a folder and not finished; None where there is none.

    Raises Unfinished for a journal that nobody can read (``out.journal``), OSError for one that cannot be opened.
    """
    path = path_of(out)
    try:
        data = read_whole(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    try:
        return _read(json_of(data))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Unfinished(out, "out.journal", file=str(path), error=error) from error


def _read(data: dict[str, Any]) -> Journal:
    if data["version"] != _VERSION:
        raise ValueError(f"version {data['version']}")
    journal = Journal(
        new=str(data["new"]),
        files=tuple(map(str, data["files"])),
        removals=tuple(
            Removal(str(one["name"]), int(one["changed"]), int(one["size"]))
            for one in data["removals"]
        ),
        before=None if data["before"] is None else int(data["before"]),
    )
    names = (journal.new, *journal.files, *(one.name for one in journal.removals))
    if outside := [name for name in names if not inside(name)]:
        raise ValueError(f"{outside[0]!r} is no name of a file in the folder")
    return journal


def unfinished(out: Path) -> bool:
    """Whether a switch was begun in a folder and is not finished; also where nobody lets us look."""
    try:
        return path_of(out).is_file()
    except PermissionError:  # whoever reads on might read two runs' files
        return True
    except OSError:  # a name that no file can have
        return False


def inside(name: str) -> bool:
    """Whether a name leads into the folder and not to the tool's own or up and out of it."""
    path = PurePosixPath(name)
    return (
        not path.is_absolute()
        and ".." not in path.parts
        and bool(path.parts)
        and path.parts[0] != HIDDEN
    )


def leads_out(folder: Path, name: str) -> bool:
    """Whether a link on the way to a name's place leads out of the folder; what stands in the place itself may be one."""
    real = os.path.realpath(folder)
    place = os.path.realpath((folder / name).parent)
    return place != real and not place.startswith(os.path.join(real, ""))
