"""Why an output folder cannot be used."""

from __future__ import annotations

from pathlib import Path

from policy_extract import messages
from policy_extract.errors import OutputError


class NotWritable(messages.Told, OutputError):
    """The output folder cannot be used; nothing of the earlier output was changed."""

    def __init__(self, out: Path, code: str, **fields: object) -> None:
        self.code, self.fields = code, {"out": str(out), **fields}
        super().__init__(messages.text("en", code, **self.fields))


class Unfinished(NotWritable):
    """The files of two runs may lie in the folder, because moving them was stopped and cannot be finished now."""


def said(error: OSError) -> str:
    """What the system says, with the file that it says it of."""
    name = f" ({error.filename})" if error.filename else ""
    return f"{error.strerror or error}{name}"
