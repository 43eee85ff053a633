"""Read gazetteer folders into one immutable ``Lexicon``.

Folders are read in order: packaged ``general``, packaged ``local``, then every extra folder. A record
of a later folder with the same key replaces the earlier one, a new key is added; word lists are joined;
what a later folder adds to a record or takes away is in ``edits``.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from policy_extract import digests, visible
from policy_extract.lexicon import compiled, sealed
from policy_extract.lexicon.broken import BrokenGazetteer, of_record, refuse_signs
from policy_extract.lexicon.checks import refuse_unsound
from policy_extract.lexicon.compiled import Compiled, File
from policy_extract.lexicon.edits import changed
from policy_extract.lexicon.files import csv_rows, files_of, flatten, kind_of, read, toml, toml_rows
from policy_extract.lexicon.lexicon import Lexicon, OwnList, frozen
from policy_extract.lexicon.lists import WordValue, join_words, refuse_misnamed
from policy_extract.lexicon.records import KEY_FIELDS, RECORD_FILES, GazetteerRecord

__all__ = ["Lexicon", "OwnList", "Shelf", "gazetteer_dir", "load", "load_lists"]


def gazetteer_dir() -> Path:
    """The packaged gazetteers: inside the wheel, or at the top of a source checkout.

    Raises GazetteerError when neither is there (a broken installation).
    """
    here = Path(__file__).resolve()
    for candidate in (here.parents[1] / "gazetteers", here.parents[3] / "gazetteers"):
        if os.path.isdir(candidate):
            return candidate
    raise BrokenGazetteer(here.parents[1] / "gazetteers", "-", "gazetteer.gone")


def load(extra: Iterable[Path] = (), *, local: bool = True) -> Lexicon:
    """Load the packaged gazetteers and ``extra`` folders into one Lexicon.

    ``local=False`` leaves out ``gazetteers/local`` (names known only from the plans at hand).
    Raises GazetteerError (file, key, reason) for a broken record, a file or list of a name that
    nothing reads, or an unreadable folder.
    """
    shelf = Shelf.packaged(local=local)
    for folder in extra:
        shelf.add(Path(folder))
    return shelf.lexicon()


@dataclass
class Shelf:
    """Gazetteer folders as they are read, one over the other, before they are a Lexicon."""

    records: dict[str, dict[str, GazetteerRecord]] = field(default_factory=dict)
    homes: dict[tuple[str, str], tuple[int, Path]] = field(default_factory=dict)
    words: dict[str, dict[str, WordValue]] = field(default_factory=dict)
    own_lists: dict[str, OwnList] = field(default_factory=dict)
    local_keys: set[str] = field(default_factory=set)
    read: list[bytes] = field(default_factory=list)  # the names and contents of the files, but for
    unread: tuple[Path, ...] = ()  # those before them, which were compiled by an earlier start, and
    known: str = ""  # the fingerprint of those
    folders: int = 0
    sound: int = 0  # so many of them are known to go together
    key: str = ""  # the key of those, for what is kept of them

    @classmethod
    def packaged(cls, *, local: bool = True, place: Path | None = None) -> Shelf:
        """The gazetteers of the package: as they were compiled, if that was for these very words, or read and compiled.

        ``place``: where they are compiled to (see ``compiled``). Raises GazetteerError for a broken one.
        """
        base = gazetteer_dir()
        name = "gazetteers" if local else "general"
        folders = [base / "general", base / "local"][: 2 if local else 1]
        paths = [
            (number, folder, path)
            for number, folder in enumerate(folders)
            for path in _files(folder)
        ]
        files: list[File] = []

        def hashed() -> str:
            files[:] = [File(*path, read(path[-1])) for path in paths]
            return f"{compiled.words_hash(base, files)} {_fingerprint(f.named() for f in files)}"

        try:
            states = [(path.as_posix(), path.stat()) for *_, path in paths]
        except OSError:  # whoever reads it says what is wrong
            words, known = hashed().split()
        else:
            words, known = digests.of(name, states, hashed).split()
        place, key = place or sealed.place(name), compiled.key(words)
        kept = compiled.kept(place, key)
        shelf = cls(folders=len(folders), sound=len(folders), key=key)
        if kept is not None:
            shelf.records, shelf.words, shelf.local_keys = kept.records, kept.words, kept.local_keys
            shelf.homes = kept.homes(base)
            shelf.unread, shelf.known = tuple(path for *_, path in paths), known
            return shelf
        if not files:
            hashed()
        shelf.read = [file.named() for file in files]
        for file in files:
            shelf._put(file, ours=True)
        refuse_unsound(shelf.records, shelf.homes)
        compiled.keep(
            place, Compiled.of(key, shelf.records, shelf.homes, shelf.words, shelf.local_keys, base)
        )
        return shelf

    def copy(self) -> Shelf:
        """Another with the same on it: what is added to the one is not on the other."""
        return replace(
            self,
            records={kind: dict(found) for kind, found in self.records.items()},
            homes=dict(self.homes),
            words={file: dict(lists) for file, lists in self.words.items()},
            own_lists=dict(self.own_lists),
            local_keys=set(self.local_keys),
            read=list(self.read),
        )

    def add(self, folder: Path, *, ours: bool = False) -> None:
        """Read a folder over those before it; ``ours``: it may bring word lists of new names.

        Raises GazetteerError for a folder that is none and for a broken file.
        """
        for path in _files(folder):
            if not ours and kind_of(path, folder) is None:
                refuse_misnamed(path, self.words)
            file = File(self.folders, folder, path, read(path))
            self.read.append(file.named())
            self._put(file, ours=ours)
        self.folders += 1

    def _put(self, file: File, *, ours: bool) -> None:
        kind = kind_of(file.path, file.folder)
        if kind is not None:
            self._add_records(kind, file)
        elif file.path.suffix == ".toml":
            self._add_lists(file.path, file.data, ours=ours)

    def _add_records(self, kind: str, file: File) -> None:
        path, data = file.path, file.data
        tables = {} if path.suffix == ".csv" else toml(path, data)
        found = _records(kind, path, data, tables)
        for key in found:
            if self.homes.get((kind, key), (None,))[0] == file.number:
                raise BrokenGazetteer(path, key, "gazetteer.twice")
        joined = {**self.records.get(kind, {}), **found}
        self.records[kind], touched = changed(kind, path, tables, joined)
        self.homes.update({(kind, key): (file.number, path) for key in (*found, *touched)})
        if file.folder.name == "local":
            self.local_keys.update(found)

    def _add_lists(self, path: Path, data: str, *, ours: bool) -> None:
        into = self.words.setdefault(path.stem, {})
        before = dict(into)
        for name in join_words(into, path, data, closed=not ours):
            if not ours:
                key = f"{path.stem}.{name}"
                known = self.own_lists.get(key)
                value = known.packaged if known else before.get(name, ())
                self.own_lists[key] = OwnList(path, value)

    def lexicon(self) -> Lexicon:
        """All that stands on it. Raises GazetteerError where the folders do not go together."""
        packaged = self.sound == self.folders
        if not packaged:
            refuse_unsound(self.records, self.homes)
        fields: dict[str, Any] = {kind: tuple(one.values()) for kind, one in self.records.items()}
        return Lexicon(
            **fields,
            local_keys=frozenset(self.local_keys),
            word_lists=frozen(self.words),
            fingerprint=self._fingerprint(),
            own_lists=MappingProxyType(dict(self.own_lists)),
            packaged=packaged,
            key=self.key if packaged else "",
        )

    def _fingerprint(self) -> str:
        if self.known and not self.read:
            return self.known
        before = (os.fsencode(path.name) + read(path).encode() for path in self.unread)
        return _fingerprint([*before, *self.read])


def _fingerprint(named: Iterable[bytes]) -> str:
    """Of the names and words of files, in their order."""
    return hashlib.sha256(b"".join(named)).hexdigest()[:16]


def _files(folder: Path) -> Iterable[Path]:
    """Raises GazetteerError for a folder that is none."""
    if not os.path.isdir(folder):
        raise BrokenGazetteer(folder, "-", "gazetteer.no_folder")
    return files_of(folder)


def load_lists(*files: str) -> Lexicon:
    """Some packaged word lists alone, by the names of their files: what a reader needs, in a few milliseconds.

    Raises GazetteerError for a broken file.
    """
    words: dict[str, dict[str, WordValue]] = {}
    for name in files:
        path = gazetteer_dir() / "general" / f"{name}.toml"
        join_words(words.setdefault(name, {}), path, read(path))
    return Lexicon(word_lists=frozen(words), packaged=True)


def _records(
    kind: str, path: Path, data: str, tables: Mapping[str, Any]
) -> dict[str, GazetteerRecord]:
    record_type, array = RECORD_FILES[kind]
    rows = csv_rows(path, data) if path.suffix == ".csv" else toml_rows(path, tables, array)
    found: dict[str, GazetteerRecord] = {}
    doubtful = bool(visible.unseen(data)) or "\\" in data  # TOML may write a sign as \u200b
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise BrokenGazetteer(path, array, "gazetteer.array", array=array)
        key = next((str(row[f]) for f in KEY_FIELDS if row.get(f)), f"record {number}")
        if doubtful:
            _refuse_signs(path, key, row)
        try:
            record = record_type.model_validate(row)
        except ValidationError as error:
            raise of_record(path, key, error) from error
        if key in found:
            raise BrokenGazetteer(path, key, "gazetteer.twice")
        found[key] = record
    return found


def _refuse_signs(path: Path, key: str, row: Mapping[str, Any]) -> None:
    for name, value in flatten(row):
        for word in value if isinstance(value, list) else [value]:
            if isinstance(word, str):
                refuse_signs(path, key, word, name)
