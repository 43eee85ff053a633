"""A result → files. JSON is always written, because it is the contract; others come beside it.

To add a format: a module with ``render(result) -> Iterator[(name, bytes)]`` and a line in FORMATS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from policy_extract.model import Manifest
from policy_extract.pipeline import Result
from policy_extract.writers import json, store
from policy_extract.writers.json import canonical
from policy_extract.writers.store import NotWritable, check_writable

Renderer = Callable[[Result], Iterable[tuple[str, bytes]]]

FORMATS: Final[Mapping[str, Renderer]] = {"json": json.render}

__all__ = ["FORMATS", "NotWritable", "canonical", "check_writable", "write"]


def write(result: Result, out: str | Path, formats: Iterable[str] = ("json",)) -> Manifest:
    """Write a result to the folder ``out``, whole or not at all; returns the manifest as written.

    A document of an earlier run into the same folder that this run does not have is removed; files
    that no run wrote stay. A result without any document writes nothing, so that a run in which
    every input failed does not cost the last good output. Raises OutputError when ``out`` is a file, not writable, or would
    overwrite an input, KeyError for an unknown format.
    """
    if not result.documents:
        store.check_writable(Path(out))
        return result.manifest
    renderers = [FORMATS[name] for name in dict.fromkeys(("json", *formats))]

    def files() -> Iterator[tuple[str, bytes]]:
        for render in renderers:
            yield from render(result)

    inputs = [document.path for document in result.manifest.documents]
    return store.commit(Path(out), files(), result.manifest, inputs)
