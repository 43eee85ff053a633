"""The files of a gazetteer folder: TOML and CSV into tables and rows, with errors that name the place."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from policy_extract.lexicon.broken import BrokenGazetteer
from policy_extract.lexicon.edits import ADD_ALIASES, REMOVE
from policy_extract.lexicon.records import RECORD_FILES


def kind_of(path: Path, folder: Path) -> str | None:
    """What the records of a file are (“indicators”): by its name, or by the name of a folder inside ``folder`` that it
    stands in (indicators/health.toml); None for a word list."""
    names = (path.stem, *path.relative_to(folder).parent.parts)
    return next((name for name in names if name in RECORD_FILES), None)


def read(path: Path) -> str:
    """The words of a file. Raises GazetteerError for one that is no UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenGazetteer(path, "-", "gazetteer.unreadable", error=error) from error


def toml(path: Path, data: str) -> dict[str, Any]:
    """The tables of a TOML file. Raises GazetteerError for what is no TOML."""
    try:
        return tomllib.loads(data)
    except tomllib.TOMLDecodeError as error:
        raise BrokenGazetteer(path, "-", "gazetteer.toml", error=error) from error


def toml_rows(path: Path, tables: Mapping[str, Any], array: str) -> list[Any]:
    """The records of a TOML file. Raises GazetteerError for a table that holds none."""
    for name in tables:
        if name not in (array, ADD_ALIASES, REMOVE):
            raise BrokenGazetteer(path, name, "gazetteer.array", array=array)
    rows = tables.get(array, [])
    if not isinstance(rows, list):
        raise BrokenGazetteer(path, array, "gazetteer.array", array=array)
    return rows


def csv_rows(path: Path, data: str) -> list[dict[str, Any]]:
    """The records of a CSV file: lines with “#” in front and empty lines are none, empty fields absent.

    Raises GazetteerError for a line with more or fewer fields than the header.
    """
    kept = [
        (number, line)
        for number, line in enumerate(data.splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]
    reader = csv.reader(line for _, line in kept)
    header = next(reader, [])
    rows: list[dict[str, Any]] = []
    for row in reader:
        if len(row) != len(header):
            raise BrokenGazetteer(
                path,
                f"line {kept[reader.line_num - 1][0]}",
                "gazetteer.fields",
                count=len(row),
                wanted=len(header),
                header=",".join(header),
            )
        rows.append({name: value for name, value in zip(header, row, strict=True) if value})
    return rows


def flatten(data: Mapping[str, Any], prefix: str = "") -> Iterable[tuple[str, Any]]:
    """The values of nested tables by their dotted names."""
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from flatten(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value
