"""Read gazetteer folders into one immutable ``Lexicon``.

Folders are read in order: packaged ``general``, packaged ``local``, then every extra folder. A record
of a later folder with the same key replaces the earlier one, a new key is added; word lists are joined;
what a later folder adds to a record or takes away is in ``edits``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import ValidationError

from policy_extract.lexicon.broken import BrokenGazetteer, absent, misnamed, missing, of_record
from policy_extract.lexicon.edits import REMOVE, changed, without
from policy_extract.lexicon.files import csv_rows, flatten, kind_of, read, toml, toml_rows
from policy_extract.lexicon.records import (
    KEY_FIELDS,
    RECORD_FILES,
    SIGN_FILE,
    SIGNS,
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

WordValue = tuple[str, ...] | int | float
T = TypeVar("T")

# <file.table.list> in a pattern; a group’s name (?P<name>…) has no dot
_LIST_NAME = re.compile(r"<([a-z_]+(?:\.[a-z_]+)+)>")


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

    def pattern(self, template: str, flags: int = 0) -> re.Pattern[str]:
        """A regular expression whose words stand in gazetteers: ``<file.table.list>`` is any of them.

        “(?:<measures.growth.up>)[^,;]{0,3}(?:<measures.growth.to>)”. Raises GazetteerError for a list
        that no gazetteer holds.
        """

        def words(match: re.Match[str]) -> str:
            file, _, name = match[1].partition(".")
            return "|".join(map(re.escape, self.words(file, name))) or r"(?!)"

        return re.compile(_LIST_NAME.sub(words, template), flags)

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
        if candidate.is_dir():
            return candidate
    raise BrokenGazetteer(here.parents[1] / "gazetteers", "-", "gazetteer.gone")


def load(extra: Iterable[Path] = (), *, local: bool = True) -> Lexicon:
    """Load the packaged gazetteers and ``extra`` folders into one Lexicon.

    ``local=False`` leaves out ``gazetteers/local`` (names known only from the plans at hand).
    Raises GazetteerError (file, key, reason) for a broken record, a file or list of a name that
    nothing reads, or an unreadable folder.
    """
    base = gazetteer_dir()
    packaged = [base / "general"] + ([base / "local"] if local else [])
    folders = list(packaged)
    for folder in extra:
        if not Path(folder).is_dir():
            raise BrokenGazetteer(folder, "-", "gazetteer.no_folder")
        folders.append(Path(folder))
    records: dict[str, dict[str, GazetteerRecord]] = {}
    homes: dict[tuple[str, str], tuple[int, Path]] = {}  # the folder's number and the file
    words: dict[str, dict[str, WordValue]] = {}
    local_keys: set[str] = set()
    digest = hashlib.sha256()
    for number, folder in enumerate(folders):
        for path in sorted(folder.rglob("*")):
            if path.suffix not in (".toml", ".csv"):
                continue
            ours = number < len(packaged)
            kind = kind_of(path, folder)
            if not ours and kind is None:
                _refuse_misnamed(path, words)
            data = read(path)
            digest.update(path.name.encode() + data.encode())
            if kind is not None:
                tables = {} if path.suffix == ".csv" else toml(path, data)
                found = _records(kind, path, data, tables)
                for key in found:
                    if homes.get((kind, key), (None,))[0] == number:
                        raise BrokenGazetteer(path, key, "gazetteer.twice")
                joined = {**records.get(kind, {}), **found}
                records[kind], touched = changed(kind, path, tables, joined)
                homes.update({(kind, key): (number, path) for key in (*found, *touched)})
                if folder.name == "local":
                    local_keys.update(found)
            elif path.suffix == ".toml":
                _join_words(words.setdefault(path.stem, {}), path, data, closed=not ours)
    for stem in ("indicators", "units"):
        _refuse_shared_names(
            records.get(stem, {}), {k: homes[stem, k] for k in records.get(stem, {})}
        )
    _refuse_unknown_bodies(records, homes)
    fields: dict[str, Any] = {name: tuple(found.values()) for name, found in records.items()}
    frozen = {
        name: MappingProxyType({k: _longest_first(v) for k, v in lists.items()})
        for name, lists in words.items()
    }
    return Lexicon(
        **fields,
        local_keys=frozenset(local_keys),
        word_lists=MappingProxyType(frozen),
        fingerprint=digest.hexdigest()[:16],
    )


def load_lists(*files: str) -> Lexicon:
    """Some packaged word lists alone, by the names of their files: what a reader needs, in a few milliseconds.

    Raises GazetteerError for a broken file.
    """
    words: dict[str, dict[str, WordValue]] = {}
    for name in files:
        path = gazetteer_dir() / "general" / f"{name}.toml"
        _join_words(words.setdefault(name, {}), path, read(path))
    frozen = {
        name: MappingProxyType({k: _longest_first(v) for k, v in lists.items()})
        for name, lists in words.items()
    }
    return Lexicon(word_lists=MappingProxyType(frozen))


def _refuse_misnamed(path: Path, known: Mapping[str, object]) -> None:
    """A word list whose name nothing reads would be passed over in silence."""
    if path.stem in known:
        if path.suffix != ".toml":
            raise BrokenGazetteer(path, "-", "gazetteer.not_toml", name=f"{path.stem}.toml")
        return
    names = [*known, *RECORD_FILES]
    raise misnamed(path, "-", "gazetteer.file_name", path.name, path.stem, names, path.suffix)


def _records(
    kind: str, path: Path, data: str, tables: Mapping[str, Any]
) -> dict[str, GazetteerRecord]:
    record_type, array = RECORD_FILES[kind]
    rows = csv_rows(path, data) if path.suffix == ".csv" else toml_rows(path, tables, array)
    found: dict[str, GazetteerRecord] = {}
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise BrokenGazetteer(path, array, "gazetteer.array", array=array)
        key = next((str(row[f]) for f in KEY_FIELDS if f in row), f"record {number}")
        try:
            record = record_type.model_validate(row)
        except ValidationError as error:
            raise of_record(path, key, error) from error
        if key in found:
            raise BrokenGazetteer(path, key, "gazetteer.twice")
        found[key] = record
    return found


def _refuse_shared_names(
    records: Mapping[str, GazetteerRecord], homes: Mapping[str, tuple[int, Path]]
) -> None:
    """A name of two records would mean whichever was read last; told of the one read later."""
    owners: dict[str, str] = {}
    for key in sorted(records, key=lambda key: homes[key][0]):
        record = records[key]
        if isinstance(record, Indicator | Unit):
            for name in dict.fromkeys((record.name, *record.aliases)):
                owner = owners.setdefault(name, key)
                if owner != key:
                    raise BrokenGazetteer(
                        homes[key][1], key, "gazetteer.shared", name=name, other=owner
                    )


def _refuse_unknown_bodies(
    records: Mapping[str, Mapping[str, GazetteerRecord]],
    homes: Mapping[tuple[str, str], tuple[int, Path]],
) -> None:
    """A change of a body that no record describes would change nothing, in silence."""
    bodies = records.get("agencies", {})
    for key, change in records.get("agencies_changed", {}).items():
        if isinstance(change, AgencyChange):
            for name in (change.body, *change.successor):
                if name not in bodies:
                    path = homes["agencies_changed", key][1]
                    raise absent(path, key, "gazetteer.no_record", name, bodies)


def _join_words(into: dict[str, WordValue], path: Path, data: str, *, closed: bool = False) -> None:
    """Join the lists of a file with those of its name; ``closed``: no list of a new name.

    What the file takes away (``[remove]``) goes last, whatever its place in the file.
    """
    known = sorted({name.partition(".")[0] for name in into})
    lines = list(flatten(toml(path, data)))
    for name, value in sorted(lines, key=lambda line: line[0].startswith(f"{REMOVE}.")):
        first = name.partition(".")[0]
        if first == REMOVE:
            target, left = without(path, name, value, into)
            into[target] = left
            continue
        if closed and first not in known:
            raise misnamed(path, name, "gazetteer.list_name", first, first, known)
        if path.stem == SIGN_FILE and name.partition(".")[2] not in (*SIGNS, ""):
            signs = " ".join(SIGNS)
            raise BrokenGazetteer(path, name, "gazetteer.sign", signs=signs)
        if isinstance(value, str) and value:
            value = [value]  # one word is a list of one
        old = into.get(name, ())
        if isinstance(value, list):
            if not all(isinstance(word, str) and word for word in value):
                raise BrokenGazetteer(path, name, "gazetteer.word")
            if not isinstance(old, tuple):
                raise BrokenGazetteer(path, name, "gazetteer.not_number")
            _refuse_patterns(path, name, value)
            into[name] = tuple(dict.fromkeys((*old, *value)))
        elif isinstance(value, int | float) and not isinstance(value, bool):
            if old and isinstance(old, tuple):
                raise BrokenGazetteer(path, name, "gazetteer.not_list")
            into[name] = value
        else:
            raise BrokenGazetteer(path, name, "gazetteer.list")


def _refuse_patterns(path: Path, name: str, words: Iterable[str]) -> None:
    if not name.endswith("patterns"):
        return
    for pattern in words:
        try:
            re.compile(pattern)
        except re.error as error:
            raise BrokenGazetteer(
                path, name, "gazetteer.pattern", pattern=pattern, error=error
            ) from error


def _longest_first(value: WordValue) -> WordValue:
    return tuple(sorted(value, key=lambda w: -len(w))) if isinstance(value, tuple) else value
