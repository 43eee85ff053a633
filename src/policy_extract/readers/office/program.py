"""LibreOffice: where it is, and a document through it."""

from __future__ import annotations

import contextlib
import glob
import os
import shutil
import sys
from pathlib import Path
from typing import Final

from policy_extract.readers.source import MAX_FILE, Unreadable

#: Names LibreOffice's program where it is not found, or another one; an empty value: there is none.
VARIABLE: Final = "POLICY_EXTRACT_SOFFICE"
#: Less than a reader may take; a plan of 60 pages takes two seconds, a machine's first start some twenty.
SECONDS: Final = 90.0
#: What is made of a document: suffix and filter.
WORD: Final = "docx:MS Word 2007 XML"
EXCEL: Final = "xlsx:Calc MS Excel 2007 XML"
_NAMES: Final = (
    ("soffice.com", "soffice") if sys.platform == "win32" else ("soffice", "libreoffice")
)
#: Where installers put it without a word to PATH; of several versions the last by name.
_PLACES: Final = (
    "/usr/lib/libreoffice/program/soffice", "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice", "/usr/local/bin/soffice", "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "~/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com", "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)  # fmt: skip


def found() -> str | None:
    """The path of LibreOffice's program: as VARIABLE says, else on PATH, else at the usual places; None for none."""
    said = os.environ.get(VARIABLE)
    if said is not None:
        return shutil.which(said) if said else None
    for name in _NAMES:
        if there := shutil.which(name):
            return there
    for place in _PLACES:
        for there in sorted(glob.glob(os.path.expanduser(place)), reverse=True):
            if os.access(there, os.X_OK):
                return there
    return None


def converted(
    data: bytes,
    suffix: str,
    reading: str | None,
    path: str,
    kind: str = WORD,
    seconds: float = SECONDS,
) -> bytes:
    """A document as another kind (WORD, EXCEL).

    ``suffix`` (“.doc”) and ``reading``, the name of LibreOffice's filter, say what it is; without a filter LibreOffice
    finds out itself, and takes what it does not know for plain text. Raises Unreadable: no LibreOffice
    (``read.office_missing``), overtime (``read.office_timeout``), not converted (``read.office_failed``), too large.
    """
    import subprocess

    from policy_extract.readers.office import keeper

    program = found()
    if program is None:
        raise Unreadable(path, "read.office_missing", kind=suffix, variable=VARIABLE)
    options = [f"--infilter={reading}"] if reading else []
    command = [
        sys.executable, "-I", "-S", str(Path(keeper.__file__)), program, str(seconds), suffix, kind, str(MAX_FILE),
        *options,
    ]  # fmt: skip
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        with contextlib.suppress(BrokenPipeError):  # it went; its exit says why
            process.stdin.write(keeper.LENGTH.pack(len(data)))
            process.stdin.write(data)
            process.stdin.flush()  # and left open: its end would end the conversion
        made, said = process.stdout.read(), process.stderr.read()
        status = process.wait()
    if status == 0:
        return made
    if status == keeper.OVERTIME:
        raise Unreadable(path, "read.office_timeout", seconds=round(seconds))
    if status == keeper.TOO_LARGE:
        raise Unreadable(path, "read.too_large", size=MAX_FILE + 1, limit=MAX_FILE)
    lines = said.decode("utf-8", "replace").strip().splitlines()
    words = lines[-1].strip() if lines else f"status {status}"
    raise Unreadable(path, "read.office_failed", error=words)
