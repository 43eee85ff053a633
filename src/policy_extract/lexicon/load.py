"""Read gazetteer folders into one immutable ``Lexicon``.

Folders are read in order: packaged ``general``, packaged ``local``, then every extra folder. A record
of a later folder with the same key replaces the earlier one, a new key is added; word lists are joined;
what a later folder adds to a record or takes away is in ``edits``.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from policy_extract import visible
from policy_extract.lexicon.broken import BrokenGazetteer, missing, of_record, refuse_signs
from policy_extract.lexicon.checks import refuse_unsound
from policy_extract.lexicon.edits import changed
from policy_extract.lexicon.files import csv_rows, files_of, flatten, kind_of, read, toml, toml_rows
from policy_extract.lexicon.guard import Watch, guarded
from policy_extract.lexicon.lists import (
    PATTERNS,
    WordValue,
    join_words,
    longest_first,
    refuse_misnamed,
)
from policy_extract.lexicon.records import (
    KEY_FIELDS,
    RECORD_FILES,
    Agency,
    AgencyChange,
    Area,
    Company,
    Division,
    DivisionChange,
    FiveYearPlan,
    GazetteerRecord,
    Indicator,
    Judgement,
    Unit,
)

T = TypeVar("T")

# <file.table.list> in a pattern; a group’s name (?P<name>…) has no dot
_LIST_NAME = re.compile(r"<([a-z_]+(?:\.[a-z_]+)+)>")


class OwnList(NamedTuple):
    """A list that users have changed: the last file that did, and the list as it is packaged."""

    path: Path
    packaged: WordValue


@dataclass(frozen=True)
class Lexicon:
    """All words, names and scales that the rules use; never changed after it is loaded."""

    units: tuple[Unit, ...] = ()
    five_year_plans: tuple[FiveYearPlan, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    divisions: tuple[Division, ...] = ()
    divisions_changed: tuple[DivisionChange, ...] = ()
    companies: tuple[Company, ...] = ()
    agencies: tuple[Agency, ...] = ()
    agencies_changed: tuple[AgencyChange, ...] = ()
    areas: tuple[Area, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    local_keys: frozenset[str] = frozenset()
    word_lists: Mapping[str, Mapping[str, WordValue]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    fingerprint: str = ""
    #: The lists (“agency_forms.phrases.role_patterns”) that folders of users have changed.
    own_lists: Mapping[str, OwnList] = field(default_factory=lambda: MappingProxyType({}))
    watch: Watch = field(default_factory=Watch, compare=False, repr=False)
    _made: dict[Callable[[Lexicon], object], object] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def once(self, maker: Callable[[Lexicon], T]) -> T:
        """What ``maker`` makes of this lexicon: made when first asked for, then shared by all who ask.

        For readers that never change once they are built; what knows documents or switches is made by its owner.
        """
        if maker not in self._made:
            self._made[maker] = maker(self)
        made: T = self._made[maker]  # type: ignore[assignment]
        return made

    def words(self, file: str, name: str) -> tuple[str, ...]:
        """The word list ``name`` ("table.list" or "list") of ``gazetteers/*/<file>.toml``.

        Longest word first, so that an alternation of them prefers the longest. Raises GazetteerError
        when no gazetteer holds the list: the extractors ask for theirs when they are built, so that a
        misspelt or lost list stops a run at its start and never passes for an empty one.
        """
        value = self.word_lists.get(file, {}).get(name)
        if value is None and not self._has(file, name):
            raise missing(file, name, self.word_lists)
        return value if isinstance(value, tuple) else ()

    def pattern(self, template: str, flags: int = 0, uses: Sequence[str] = ()) -> re.Pattern[str]:
        """A regular expression whose words stand in gazetteers: ``<file.table.list>`` is any of them.

        “(?:<measures.growth.up>)[^,;]{0,3}(?:<measures.growth.to>)”; a list of patterns is any of these. ``uses``: lists
        of patterns pieces of which stand in the template already. With patterns of a user it has a time limit in
        each document (``guard``). Raises GazetteerError for a list that no gazetteer holds, and for
        patterns of a user that do not go with the rest.
        """

        used = [*uses]

        def words(match: re.Match[str]) -> str:
            file, _, name = match[1].partition(".")
            listed = self.words(file, name)
            if name.endswith(PATTERNS):
                used.append(match[1])
            else:
                listed = tuple(map(re.escape, listed))
            return "|".join(listed) or r"(?!)"

        return self._compiled(_LIST_NAME.sub(words, template), flags, used)

    def signs(self, file: str, name: str) -> str:
        """The signs of a list as they stand in the square brackets of a pattern: [<signs>]; none matches nothing."""
        return re.escape("".join(self.words(file, name))) or r"\0"

    def _compiled(self, pattern: str, flags: int, used: Sequence[str]) -> re.Pattern[str]:
        own = [name for name in dict.fromkeys(used) if name in self.own_lists]
        if not own:
            return re.compile(pattern, flags)
        try:
            shown = ["{}.toml: {}".format(*name.split(".", 1)) for name in own]
            return guarded(pattern, flags, ", ".join(shown), self.watch)
        except re.error as error:
            path = self.own_lists[own[-1]].path
            name = own[-1].partition(".")[2]
            raise BrokenGazetteer(path, name, "gazetteer.pattern_joined", error=error) from error

    def with_own(self, name: str) -> Lexicon:
        """The same with one list alone as users have changed it, the others as they are packaged."""
        lists = {file: dict(listed) for file, listed in self.word_lists.items()}
        for other, own in self.own_lists.items():
            if other != name:
                file, _, listed = other.partition(".")
                lists[file][listed] = own.packaged
        return replace(self, word_lists=_frozen(lists))

    def last_signs(self, template: str) -> frozenset[str]:
        """The signs that a match of such a template may end with: the last of every word of its lists, and all that
        the template itself holds. Blanks may stand at the end besides."""
        named = (match.partition(".") for match in _LIST_NAME.findall(template))
        words = (word for file, _, name in named for word in self.words(file, name))
        return frozenset((*(word[-1] for word in words), *_LIST_NAME.sub("", template)))

    def _has(self, file: str, name: str) -> bool:
        """Whether ``name`` is an empty list, or a table, of the file."""
        return any(n == name or n.startswith(name + ".") for n in self.word_lists.get(file, {}))

    def table(self, file: str, name: str) -> dict[str, WordValue]:
        """All lists of one table of a word-list file, by their own names.

        Raises GazetteerError when no gazetteer holds a list in a table of this name.
        """
        prefix = name + "."
        lists = self.word_lists.get(file, {})
        found = {k[len(prefix) :]: v for k, v in lists.items() if k.startswith(prefix)}
        if not found:
            raise missing(file, name, self.word_lists)
        return found


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
    read: list[bytes] = field(default_factory=list)  # the names and contents of the files
    folders: int = 0

    @classmethod
    def packaged(cls, *, local: bool = True) -> Shelf:
        """The gazetteers of the package. Raises GazetteerError for a broken one."""
        shelf, base = cls(), gazetteer_dir()
        shelf.add(base / "general", ours=True)
        if local:
            shelf.add(base / "local", ours=True)
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
        if not os.path.isdir(folder):
            raise BrokenGazetteer(folder, "-", "gazetteer.no_folder")
        for path in files_of(folder):
            kind = kind_of(path, folder)
            if not ours and kind is None:
                refuse_misnamed(path, self.words)
            data = read(path)
            self.read.append(os.fsencode(path.name) + data.encode())
            if kind is not None:
                self._add_records(kind, path, data, local=folder.name == "local")
            elif path.suffix == ".toml":
                self._add_lists(path, data, ours=ours)
        self.folders += 1

    def _add_records(self, kind: str, path: Path, data: str, *, local: bool) -> None:
        tables = {} if path.suffix == ".csv" else toml(path, data)
        found = _records(kind, path, data, tables)
        for key in found:
            if self.homes.get((kind, key), (None,))[0] == self.folders:
                raise BrokenGazetteer(path, key, "gazetteer.twice")
        joined = {**self.records.get(kind, {}), **found}
        self.records[kind], touched = changed(kind, path, tables, joined)
        self.homes.update({(kind, key): (self.folders, path) for key in (*found, *touched)})
        if local:
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
        refuse_unsound(self.records, self.homes)
        fields: dict[str, Any] = {kind: tuple(one.values()) for kind, one in self.records.items()}
        return Lexicon(
            **fields,
            local_keys=frozenset(self.local_keys),
            word_lists=_frozen(self.words),
            fingerprint=hashlib.sha256(b"".join(self.read)).hexdigest()[:16],
            own_lists=MappingProxyType(dict(self.own_lists)),
        )


def load_lists(*files: str) -> Lexicon:
    """Some packaged word lists alone, by the names of their files: what a reader needs, in a few milliseconds.

    Raises GazetteerError for a broken file.
    """
    words: dict[str, dict[str, WordValue]] = {}
    for name in files:
        path = gazetteer_dir() / "general" / f"{name}.toml"
        join_words(words.setdefault(name, {}), path, read(path))
    return Lexicon(word_lists=_frozen(words))


def _frozen(
    words: Mapping[str, Mapping[str, WordValue]],
) -> Mapping[str, Mapping[str, WordValue]]:
    return MappingProxyType(
        {
            file: MappingProxyType({name: longest_first(value) for name, value in lists.items()})
            for file, lists in words.items()
        }
    )


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
