"""The packaged gazetteers as they were read and checked, in one file of JSON (see ``sealed``): the next start parses no TOML."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import GenericAlias
from typing import Any, NamedTuple

from pydantic import create_model

from policy_extract import code
from policy_extract.lexicon import sealed
from policy_extract.lexicon.lists import WordValue
from policy_extract.lexicon.records import RECORD_FILES, GazetteerRecord

Records = dict[str, dict[str, GazetteerRecord]]
#: Where each record was read last, by kind and key: the folder's number and the file.
Homes = Mapping[tuple[str, str], tuple[int, Path]]


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


class _Form(sealed.Sealed):
    """What the file holds, but for the records."""

    files: list[Home]
    homes: dict[str, dict[str, int]]
    words: dict[str, dict[str, tuple[str, ...] | int | float]]
    local_keys: list[str]


@cache
def _form() -> type[_Form]:
    fields: dict[str, Any] = {
        kind: (GenericAlias(dict, (str, record)), {}) for kind, (record, _) in RECORD_FILES.items()
    }
    return create_model("_Compiled", __base__=_Form, **fields)


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


def key(base: Path, files: Iterable[File]) -> str:
    """What all depends on that is made of packaged words: the words, where they stand, and the code.

    "" where the code cannot be read, so that nothing can be kept.
    """
    try:
        found = hashlib.sha256(b"%d %s" % (sealed.FORMAT, code.digest().encode()))
    except OSError:
        return ""
    for file in files:
        name, data = os.fsencode(file.path.relative_to(base).as_posix()), file.data.encode()
        found.update(b"%d %d " % (len(name), len(data)) + name + data)
    return found.hexdigest()


def kept(place: Path | None, key: str) -> Compiled | None:
    """What was compiled under this key; None where nothing was, or where anything is wrong with it."""
    form: Any = sealed.kept(place, key, _form()) if key else None
    if form is None or not _complete(form):
        return None
    records = {kind: getattr(form, kind) for kind in RECORD_FILES if kind in form.model_fields_set}
    return Compiled(key, records, form.words, set(form.local_keys), form.files, form.homes)


def keep(place: Path | None, made: Compiled) -> None:
    """Write it for the next start; where it cannot be written, the next start reads the gazetteers again."""
    if not made.key:
        return
    records = {
        kind: {name: one.model_dump(exclude_unset=True) for name, one in found.items()}
        for kind, found in made.records.items()
    }
    told = {
        "key": made.key,
        "files": made.files,
        "homes": made.places,
        "words": made.words,
        "local_keys": sorted(made.local_keys),
        **records,
    }
    sealed.keep(place, told)  # a factor is a fraction, and is read as it is written: 2000/3


def _complete(form: Any) -> bool:
    """Whether every record has a place, and every place is that of a file."""
    known = range(len(form.files))
    return all(
        number in known for places in form.homes.values() for number in places.values()
    ) and all(
        form.homes.get(kind, {}).keys() >= getattr(form, kind).keys() for kind in RECORD_FILES
    )
