"""What a run tells while it works: which stage has begun, which document is done."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Literal

from policy_extract.tuples import NamedTuple

#: In the order of a run: gazetteers are loaded, documents are read and worked on one by one; then what needs all of them: names
#: are joined, plans are compared, files are made and put in place.
Stage = Literal["words", "documents", "names", "findings", "writing"]


class StageBegun(NamedTuple):
    """A stage begins; ``documents`` and ``bytes`` say how much lies before it, where that is known."""

    stage: Stage
    documents: int = 0
    bytes: int = 0


class DocumentDone(NamedTuple):
    """A document is done, the ``done``-th of ``total``, in the order in which they end.

    ``path`` can be written as UTF-8; ``bytes`` of its file; ``characters`` of its text, 0 for one that failed;
    ``reason`` says why it did.
    """

    done: int
    total: int
    id: str
    path: str
    bytes: int
    characters: int
    reason: str | None = None


Event = StageBegun | DocumentDone
Tell = Callable[[Event], None]


def untold(_: Event) -> None:
    """Nobody listens."""


def size(path: str) -> int:
    """Bytes of a file; 0 where none can be asked: a member of an archive, a file that is gone."""
    try:
        return os.stat(path).st_size
    except (OSError, ValueError):
        return 0
