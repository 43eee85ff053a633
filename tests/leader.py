"""A run with two workers that are never done, for tests that end it: ``python leader.py ROOM thread|kernel PATH…``.

A worker whose file ends in .doc reads it (LibreOffice is a stand-in of the test), any other sleeps. The leader stays until
it is ended. ``thread``: as on systems where the kernel does not end a child with its parent.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

from policy_extract import batch
from policy_extract.processes import together
from policy_extract.readers import ConfinedReader, Input
from policy_extract.work import Recipe


class Endless:
    """A workshop that notes its process and goes on for ever."""

    def __init__(self, room: Path) -> None:
        self.room = room

    def work_on(self, item: Input, *_: Any) -> None:
        (self.room / f"worker-{os.getpid()}").touch()
        if item.path.endswith(".doc"):
            with ConfinedReader() as reader:
                reader.read(item.path)
        time.sleep(3600)


def main(room: Path, by: str, paths: list[str]) -> None:
    """Begin."""
    if by == "thread":
        together._ask_kernel = lambda: None  # type: ignore[assignment]
    inputs = [Input(Path(path).stem, path) for path in paths]
    workshop: Any = Endless(room)
    for _ in batch.work_on_all(inputs, workshop, len(inputs), Recipe()):
        pass


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
