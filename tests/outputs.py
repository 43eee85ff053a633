"""An output folder as two runs must agree on it."""

from __future__ import annotations

import json
from pathlib import Path

from policy_extract.folder import HIDDEN


def shown(out: Path) -> dict[str, bytes]:
    """The files of OUT by name, without what times of day stand in, and without the tool's own folder."""
    files = {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and path.relative_to(out).parts[0] != HIDDEN
    }
    manifest = json.loads(files["manifest.json"])
    del manifest["run"]
    return {**files, "manifest.json": json.dumps(manifest).encode()}
