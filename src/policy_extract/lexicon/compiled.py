"""The packaged gazetteers as they were read and checked, in one file of JSON: the next start parses no TOML.

It lies where Python keeps its own compiled code, in ``__pycache__`` beside this package: who can write there can change the
code, so that nobody is trusted who was not before. It is taken only if its hash is right, if it was made from
the very words and by the very code at hand, if it holds what it must, and if nobody else could have written it. Otherwise, and when it is lost,
the gazetteers are read as ever. As with compiled code, ``PYTHONDONTWRITEBYTECODE`` leaves none behind and
``PYTHONPYCACHEPREFIX`` says where it lies.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
import stat
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import GenericAlias
from typing import Any, Final, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from policy_extract.files import opened, put_whole
from policy_extract.lexicon.lists import WordValue
from policy_extract.lexicon.records import RECORD_FILES, GazetteerRecord

#: What the file begins with: a change of what stands in it, or how, is another number.
FORMAT: Final = 1
#: The largest file, in bytes; that of the packaged gazetteers has two million.
LARGEST: Final = 64_000_000
_HASH: Final = 64  # signs of a hash, and a line end

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


class _Form(BaseModel):
    """What the file holds, but for the records."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    key: str
    files: list[Home]
    homes: dict[str, dict[str, int]]
    words: dict[str, dict[str, tuple[str, ...] | int | float]]
    local_keys: list[str]


@cache
def _form() -> type[BaseModel]:
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


def place(*, local: bool) -> Path | None:
    """Where the gazetteers of this package are compiled to, with or without the local ones; None for a Python that
    keeps no compiled code."""
    try:
        code = importlib.util.cache_from_source(__file__)
    except NotImplementedError:
        return None
    return Path(code).with_suffix(".json" if local else ".general.json")


def key(base: Path, files: Iterable[File]) -> str:
    """What the compiled gazetteers depend on: the words, where they stand, and the code that reads and checks them."""
    found = hashlib.sha256(b"%d" % FORMAT)
    code = sorted(Path(__file__).parent.glob("*.py"))
    named = [(path.name, path.read_bytes()) for path in code]
    named += [(file.path.relative_to(base).as_posix(), file.data.encode()) for file in files]
    for name, data in named:
        found.update(b"%d %d " % (len(os.fsencode(name)), len(data)) + os.fsencode(name) + data)
    return found.hexdigest()


def kept(place: Path | None, key: str) -> Compiled | None:
    """What was compiled under this key; None where nothing was, or where anything is wrong with it."""
    try:
        data = _own(place) if place is not None else b""
        if hashlib.sha256(data[_HASH + 1 :]).hexdigest().encode() != data[:_HASH]:
            return None
        form: Any = _form().model_validate_json(data[_HASH + 1 :])
    except (OSError, ValidationError, RecursionError):
        return None
    if form.key != key or not _complete(form):
        return None
    records = {kind: getattr(form, kind) for kind in RECORD_FILES if kind in form.model_fields_set}
    return Compiled(key, records, form.words, set(form.local_keys), form.files, form.homes)


def keep(place: Path | None, made: Compiled) -> None:
    """Write it for the next start; where it cannot be written, the next start reads the gazetteers again."""
    if place is None or sys.dont_write_bytecode:
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
    # a factor is a fraction, and is read as it is written: 2000/3
    data = json.dumps(told, ensure_ascii=False, separators=(",", ":"), default=str).encode()
    with contextlib.suppress(OSError):
        place.parent.mkdir(exist_ok=True)
        put_whole(place, hashlib.sha256(data).hexdigest().encode() + b"\n" + data, mode=0o644)


def _complete(form: Any) -> bool:
    """Whether every record has a place, and every place is that of a file."""
    known = range(len(form.files))
    return all(
        number in known for places in form.homes.values() for number in places.values()
    ) and all(
        form.homes.get(kind, {}).keys() >= getattr(form, kind).keys() for kind in RECORD_FILES
    )


def _own(place: Path) -> bytes:
    """The bytes of a file that nobody could have written but who can write this module; b"" for another."""
    with opened(place) as file:
        state, mine = os.fstat(file.fileno()), os.stat(__file__)
        if os.name == "posix":
            owners = {mine.st_uid, os.geteuid(), 0}
            if state.st_uid not in owners or state.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
                return b""
        return file.read() if state.st_size <= LARGEST else b""
