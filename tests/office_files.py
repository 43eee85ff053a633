"""Files in old formats that tests let LibreOffice make, and the mark of tests that cannot do without it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from policy_extract.readers.office import program

needs_office = pytest.mark.skipif(
    program.found() is None, reason="LibreOffice is not installed (soffice)"
)


def office_makes(kind: str, source: Path, folder: Path) -> Path:
    """A file of this kind (“doc:MS Word 97”) made of another, in this folder."""
    office = program.found()
    assert office is not None
    subprocess.run(
        [
            office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            "--convert-to", kind, "--outdir", str(folder), str(source),
        ],
        check=True, capture_output=True, timeout=100,
    )  # fmt: skip
    return folder / f"{source.stem}.{kind.partition(':')[0]}"
