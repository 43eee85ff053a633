"""The packaged gazetteers as they were read and checked, in one file of JSON (see ``sealed``): the next start parses no TOML.

A record is a list: its key, the number of its file, the number of its shape (the names of the fields that it gives), and their values. What was checked when it was read is not checked again:
only that all is there and of the kind that it must be.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from policy_extract import beside, code
from policy_extract.lexicon import sealed
from policy_extract.lexicon.lists import WordValue
from policy_extract.lexicon.records import RECORD_FILES, GazetteerRecord
from policy_extract.tuples import NamedTuple

Records = dict[str, dict[str, GazetteerRecord]]
#: Where each record was read last, by kind and key: the folder's number and the file.
Homes = Mapping[tuple[str, str], tuple[int, Path]]
_FIELDS: Final = frozenset(("key", "files", "shapes", "records", "gone", "words", "local_keys"))
#: The one field that JSON has no kind for: it is written as it is read, 2000/3.
_FRACTIONS: Final = {"units": "scale"}


class File(NamedTuple):
    """A file of a gazetteer folder, the folder with its number, and the words of the file."""

    number: int
    folder: Path
    path: Path
    data: str

    def named(self) -> bytes:
        """Its name and its words, as the fingerprint of a lexicon counts them."""
        return os.fsencode(self.path.name) + self.data.encode()


class Home(NamedTuple):
    """A file that records were read from: the number of its folder, and its path below all of them."""

    number: int
    path: str


class Compiled(NamedTuple):
    """What stands on a shelf of packaged gazetteers: see ``Shelf``."""

    key: str
    records: Records
    words: dict[str, dict[str, WordValue]]
    local_keys: set[str]
    files: list[Home]
    places: dict[str, dict[str, int]]  # of each record, by kind and key: the number of its file

    @classmethod
    def of(
        cls,
        key: str,
        records: Records,
        homes: Homes,
        words: dict[str, dict[str, WordValue]],
        local_keys: set[str],
        base: Path,
    ) -> Compiled:
        """Of a shelf that was read from folders in ``base``."""
        numbers: dict[Home, int] = {}
        places: dict[str, dict[str, int]] = {}
        for (kind, name), (folder, path) in homes.items():
            home = Home(folder, path.relative_to(base).as_posix())
            places.setdefault(kind, {})[name] = numbers.setdefault(home, len(numbers))
        return cls(key, records, words, local_keys, list(numbers), places)

    def homes(self, base: Path) -> dict[tuple[str, str], tuple[int, Path]]:
        """Where each record was read, for gazetteers in ``base``."""
        files = [(number, base / path) for number, path in self.files]
        return {
            (kind, name): files[at]
            for kind, places in self.places.items()
            for name, at in places.items()
        }


def words_hash(base: Path, files: Iterable[File]) -> str:
    """The hash of packaged words and of where they stand."""
    found = hashlib.sha256()
    for file in files:
        name, data = os.fsencode(file.path.relative_to(base).as_posix()), file.data.encode()
        found.update(b"%d %d " % (len(name), len(data)) + name + data)
    return found.hexdigest()


def key(words: str) -> str:
    """What all depends on that is made of packaged words: the words (their hash), and the code.

    "" where the code cannot be read, so that nothing can be kept.
    """
    try:
        told = f"{sealed.FORMAT} {code.at_start()} {words}"
    except OSError:
        return ""
    return hashlib.sha256(told.encode("ascii")).hexdigest()


def kept(place: Path | None, key: str) -> Compiled | None:
    """What was compiled under this key; None where nothing was, or where anything is wrong with it."""
    data = beside.taken(place) if key else None
    if data is None:
        return None
    try:
        return _read(json.loads(data), key)
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return None


def keep(place: Path | None, made: Compiled) -> None:
    """Write it for the next start; where it cannot be written, the next start reads the gazetteers again."""
    if not made.key:
        return
    shapes: dict[str, list[Any]] = {}
    records: dict[str, list[Any]] = {}
    gone: dict[str, dict[str, int]] = {}
    for kind, found in made.records.items():
        numbers: dict[tuple[tuple[str, bool], ...], int] = {}
        records[kind] = []
        for name, one in found.items():
            fields = one.model_dump(exclude_unset=True)
            shape = tuple((n, isinstance(value, tuple)) for n, value in fields.items())
            number = numbers.setdefault(shape, len(numbers))
            records[kind].append([name, made.places[kind][name], number, *fields.values()])
        shapes[kind] = [[[n for n, _ in one], [n for n, many in one if many]] for one in numbers]
    for kind, places in made.places.items():
        gone[kind] = {n: at for n, at in places.items() if n not in made.records.get(kind, {})}
    told = {
        "key": made.key,
        "files": made.files,
        "shapes": shapes,
        "records": records,
        "gone": gone,
        "words": made.words,
        "local_keys": sorted(made.local_keys),
    }
    sealed.keep(place, told)


def _read(told: dict[str, Any], key: str) -> Compiled | None:
    """Raises what a file of another form may raise."""
    if told.keys() != _FIELDS or told["key"] != key:
        return None
    files = [Home(int(number), str(path)) for number, path in told["files"]]
    places: dict[str, dict[str, int]] = {kind: dict(gone) for kind, gone in told["gone"].items()}
    records: Records = {}
    for kind, rows in told["records"].items():
        shapes = [_Shape.of(RECORD_FILES[kind][0], *names) for names in told["shapes"][kind]]
        records[kind] = _records(rows, shapes, _FRACTIONS.get(kind))
        gone = places.setdefault(kind, {})
        if gone.keys() & records[kind].keys():
            return None
        gone.update({row[0]: row[1] for row in rows})
    if not {at for found in places.values() for at in found.values()} <= set(range(len(files))):
        return None
    words = {
        file: {name: _word_value(value) for name, value in lists.items()}
        for file, lists in told["words"].items()
    }
    return Compiled(key, records, words, {*map(_word, told["local_keys"])}, files, places)


class _Shape(NamedTuple):
    """Records of one type that give the same fields: ``blank`` has all fields with their defaults."""

    kind: type[GazetteerRecord]
    given: list[str]
    tuples: list[str]
    blank: dict[str, Any]

    @classmethod
    def of(cls, kind: type[GazetteerRecord], given: list[str], tuples: list[str]) -> _Shape:
        """Raises ValueError where such a record cannot be."""
        fields = kind.model_fields
        lacking = [n for n, f in fields.items() if f.is_required() and n not in given]
        if lacking or not fields.keys() >= set(given):
            raise ValueError(given)
        return cls(kind, given, tuples, {name: field.default for name, field in fields.items()})


def _records(
    rows: list[list[Any]], shapes: list[_Shape], fraction: str | None
) -> dict[str, GazetteerRecord]:
    """The records of rows (key, file, number of the shape, values), by their keys."""
    makers = [(s, s.blank.copy, s.kind.maker(set(s.given))) for s in shapes]
    found: dict[str, GazetteerRecord] = {}
    for row in rows:
        (_, given, tuples, _), blank, made = makers[row[2]]
        fields = blank()
        fields.update(zip(given, row[3:], strict=True))
        for name in tuples:
            fields[name] = tuple(fields[name])
        if fraction is not None:
            fields[fraction] = Fraction(fields[fraction])
        found[row[0]] = made(fields)
    return found


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _word_value(value: object) -> WordValue:
    if isinstance(value, list):
        if set(map(type, value)) - {str}:
            raise TypeError(value)
        return tuple(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(value)
    return value
