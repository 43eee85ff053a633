"""Lines of hand labels as they are read from files, with errors that name file and line."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from policy_extract.errors import GoldenError
from policy_extract.files import read_words


def words_of(path: Path) -> str:
    """The words of a file of labels. Raises GoldenError when it cannot be read as UTF-8."""
    try:
        return read_words(path)
    except (OSError, UnicodeDecodeError) as error:
        raise GoldenError(f"{path}: cannot be read as UTF-8: {error}") from error


def rows_of(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Number and fields of every line of a CSV of labels, but for its head, empty lines and those that begin with “#”.

    Raises GoldenError as ``words_of``, and naming file and line for a line of another number of fields.
    """
    lines = words_of(path).splitlines()
    kept = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and line[0] != "#"]
    for (number, _), row in zip(kept, csv.reader(line for _, line in kept), strict=True):
        if len(row) != len(columns):
            raise GoldenError(f"{path}:{number}: {len(row)} fields, not {len(columns)}")
        if tuple(row) != tuple(columns):
            yield number, row
