"""The files of a gazetteer folder: TOML and CSV into tables and rows, with errors that name the place."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from policy_extract.expressions import expression
from policy_extract.files import NoFile, TooLarge, read_words
from policy_extract.lexicon.broken import BrokenGazetteer
from policy_extract.lexicon.edits import ADD_ALIASES, REMOVE
from policy_extract.lexicon.records import RECORD_FILES

#: The largest file, in bytes; the largest that is packaged has 200,000.
LARGEST: Final = 64_000_000
#: Tables in tables; those that are packaged go to three.
_DEEPEST: Final = 20
#: Signs of a field of a CSV file: no name is as long.
_LONGEST: Final = 131_072
_DIGITS: Final = expression(r"[0-9_]{4000,}")
_HIDDEN: Final = (".", "~$")
SUFFIXES: Final = (".toml", ".csv")


def files_of(folder: Path) -> Iterator[Path]:
    """The TOML and CSV files of a folder and of those in it, sorted; not those that editors and systems hide (.#, ._, ~$)."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in SUFFIXES and not path.name.startswith(_HIDDEN):
            yield path


def kind_of(path: Path, folder: Path) -> str | None:
    """What the records of a file are (“indicators”): by its name, or by the name of a folder inside ``folder`` that it
    stands in (indicators/health.toml); None for a word list."""
    names = (path.stem, *path.relative_to(folder).parent.parts)
    return next((name for name in names if name in RECORD_FILES), None)


def read(path: Path) -> str:
    """The words of a file.

    Raises GazetteerError for a folder, a pipe or a device, a file that is too large, that may not be read or is no UTF-8.
    """
    try:
        return read_words(path, LARGEST)
    except NoFile as error:
        raise BrokenGazetteer(path, "-", "gazetteer.no_file") from error
    except TooLarge as error:
        most = LARGEST // 1_000_000
        raise BrokenGazetteer(path, "-", "gazetteer.large", most=most) from error
    except UnicodeDecodeError as error:
        raise BrokenGazetteer(path, "-", "gazetteer.unreadable", error=error) from error
    except OSError as error:
        reason = error.strerror or error
        raise BrokenGazetteer(path, "-", "gazetteer.closed", error=reason) from error


def toml(path: Path, data: str) -> dict[str, Any]:
    """The tables of a TOML file. Raises GazetteerError for what is no TOML, or too deep to be a gazetteer."""
    import tomllib

    try:
        tables = tomllib.loads(data)
    except RecursionError as error:
        raise BrokenGazetteer(path, "-", "gazetteer.deep", most=_DEEPEST) from error
    except tomllib.TOMLDecodeError as error:
        raise BrokenGazetteer(path, "-", "gazetteer.toml", error=error) from error
    except ValueError as error:  # a number of thousands of digits is no number to Python
        digits = _DIGITS.search(data)
        key = f"line {data.count(chr(10), 0, digits.start()) + 1}" if digits else "-"
        raise BrokenGazetteer(path, key, "gazetteer.digits") from error
    level: list[tuple[object, str]] = [(tables, "-")]
    for _ in range(_DEEPEST):
        level = [inner for outer, name in level for inner in _inner(outer, name)]
    if level:
        raise BrokenGazetteer(path, level[0][1], "gazetteer.deep", most=_DEEPEST)
    return tables


def _inner(value: object, name: str) -> list[tuple[object, str]]:
    """The tables and lists in one, each with the first part of its name."""
    if isinstance(value, dict):
        inner = [(one, key if name == "-" else name) for key, one in value.items()]
    else:
        inner = [(one, name) for one in value] if isinstance(value, list) else []
    return [one for one in inner if isinstance(one[0], dict | list)]


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

    Raises GazetteerError for a line with more or fewer fields than the header, a header that names a field twice, a
    quotation mark that is never closed, and a field too long to be a name.
    """
    kept = [
        (number, line)
        for number, line in enumerate(data.splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]
    reader = csv.reader((line for _, line in kept), strict=True)

    def place() -> str:
        return f"line {kept[max(reader.line_num, 1) - 1][0]}" if kept else "-"

    rows: list[dict[str, Any]] = []
    try:
        header = next(reader, [])
        for name in header:
            if header.count(name) > 1:
                raise BrokenGazetteer(path, place(), "gazetteer.header_twice", name=name)
        for row in reader:
            if any(len(value) > _LONGEST for value in row):  # whatever limit another reader has set
                raise csv.Error(f"field larger than field limit ({_LONGEST})")
            if len(row) != len(header):
                count, wanted, names = len(row), len(header), ",".join(header)
                raise BrokenGazetteer(
                    path, place(), "gazetteer.fields", count=count, wanted=wanted, header=names
                )
            rows.append({name: value for name, value in zip(header, row, strict=True) if value})
    except csv.Error as error:
        raise BrokenGazetteer(path, place(), "gazetteer.csv", error=error) from error
    return rows


def flatten(data: Mapping[str, Any], prefix: str = "") -> Iterable[tuple[str, Any]]:
    """The values of nested tables by their dotted names."""
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from flatten(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value
