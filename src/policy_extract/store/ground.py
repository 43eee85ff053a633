"""What everything that a run makes depends on, beside its documents: the code, the words, the options, what it is made with.

Whatever is different makes all documents anew. It is read from the files themselves, so that also a developer's change of a
rule is seen. How long a document may take is no part of it: that it took too long is never kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from policy_extract import code, digests
from policy_extract.errors import GazetteerError
from policy_extract.store.installed import versions
from policy_extract.tuples import NamedTuple
from policy_extract.version import __version__

#: A change of what is kept, or of how, is another number.
FORMAT: Final = 2
#: What decides how files are read, words are cut and files are written; a test holds it together with ``pyproject.toml``.
MADE_WITH: Final = (
    "charset-normalizer", "cryptography", "jieba", "jinja2", "lxml", "numpy", "onnxruntime",
    "opencv-python", "opencv-python-headless", "openpyxl", "pdfminer.six", "pillow", "pyarrow",
    "pyclipper", "pydantic", "pydantic-core", "pypdfium2", "python-calamine", "rapidfuzz", "rapidocr", "regex",
    "rich", "shapely", "spacy", "xlsxwriter",
)  # fmt: skip


class Options(NamedTuple):
    """The options of a run that change what is read from a document; each stands in the ground."""

    folders: tuple[Path, ...] = ()
    local: bool = True
    without: frozenset[str] = frozenset()


def ground(options: Options, package: Callable[[], str] = code.digest) -> str:
    """The fingerprint of all of it; ``package``: that of the code. Raises OSError and GazetteerError for files that cannot be read."""
    return fingerprint(
        {
            "format": FORMAT,
            "version": __version__,
            "package": package(),
            "words": [_folder(folder) for folder in _folders(options)],
            "without": sorted(options.without),
            "made with": _made_with(),
            "office": _office(),
        }
    )


def fingerprint(of: object) -> str:
    """The hash of what JSON can hold."""
    data = json.dumps(of, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(data.encode("ascii")).hexdigest()


def _folders(options: Options) -> Iterator[Path]:
    from policy_extract.lexicon.load import gazetteer_dir

    yield gazetteer_dir() / "general"
    if options.local:
        yield gazetteer_dir() / "local"
    yield from options.folders


def _folder(folder: Path) -> list[str]:
    """The words of a folder: where a file lies in it says what its records are, and “local” is a name with a meaning."""
    from policy_extract.lexicon.files import files_of
    from policy_extract.lexicon.load import gazetteer_dir

    if not folder.is_dir():
        raise NotADirectoryError(str(folder))
    paths = sorted(files_of(folder))
    if folder.parent != gazetteer_dir():
        return [folder.name, _digest(folder, paths)]
    states = ((path.relative_to(folder).as_posix(), path.stat()) for path in paths)
    return [
        folder.name,
        digests.of(f"ground {folder.name}", states, lambda: _digest(folder, paths)),
    ]


def _digest(folder: Path, paths: Iterable[Path]) -> str:
    """The names and bytes of files in a folder."""
    from policy_extract.files import read_whole

    found = hashlib.sha256()
    for path in paths:
        name, data = os.fsencode(path.relative_to(folder).as_posix()), read_whole(path)
        found.update(b"%d %d " % (len(name), len(data)) + name + data)
    return found.hexdigest()


def _made_with() -> Mapping[str, str | None]:
    return {"python": sys.version, "machine": platform.machine(), **versions(MADE_WITH)}


def _office() -> list[object]:
    """LibreOffice as it is installed: its program, and the file beside it that holds its version."""
    from policy_extract.readers.office.program import found

    program = found()
    if program is None:
        return []
    real = Path(os.path.realpath(program))
    told: list[object] = [os.fsencode(real).hex()]
    for path in (real, real.with_name("versionrc"), real.with_name("version.ini")):
        try:
            state = path.stat()
        except OSError:
            continue
        told += [path.name, state.st_size, state.st_mtime_ns]
    return told


#: What reading the ground may raise; the run itself tells what is wrong.
UNREADABLE: Final = (OSError, GazetteerError)
