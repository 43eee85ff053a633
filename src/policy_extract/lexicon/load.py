"""Read gazetteer folders into one immutable ``Lexicon``.

Folders are read in order: packaged ``general``, packaged ``local``, then every extra folder. A record
of a later folder with the same key replaces the earlier one, a new key is added; word lists are joined.
"""

from __future__ import annotations

import csv
import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from policy_extract.errors import GazetteerError
from policy_extract.lexicon.records import (
    KEY_FIELDS,
    RECORD_FILES,
    Agency,
    Area,
    Company,
    Division,
    FiveYearPlan,
    GazetteerRecord,
    Indicator,
    Judgement,
    Unit,
)

WordValue = tuple[str, ...] | int | float


@dataclass(frozen=True)
class Lexicon:
    """All words, names and scales that the rules use; never changed after it is loaded."""

    units: tuple[Unit, ...] = ()
    five_year_plans: tuple[FiveYearPlan, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    divisions: tuple[Division, ...] = ()
    companies: tuple[Company, ...] = ()
    agencies: tuple[Agency, ...] = ()
    areas: tuple[Area, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    local_keys: frozenset[str] = frozenset()
    word_lists: Mapping[str, Mapping[str, WordValue]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    fingerprint: str = ""

    def words(self, file: str, name: str) -> tuple[str, ...]:
        """The word list ``name`` ("table.list" or "list") of ``gazetteers/*/<file>.toml``.

        Longest word first, so that an alternation of them prefers the longest. Empty when absent.
        """
        value = self.word_lists.get(file, {}).get(name, ())
        return value if isinstance(value, tuple) else ()

    def table(self, file: str, name: str) -> dict[str, WordValue]:
        """All lists of one table of a word-list file, by their own names."""
        prefix = name + "."
        lists = self.word_lists.get(file, {})
        return {k[len(prefix) :]: v for k, v in lists.items() if k.startswith(prefix)}


def gazetteer_dir() -> Path:
    """The packaged gazetteers: inside the wheel, or at the top of a source checkout.

    Raises GazetteerError when neither is there (a broken installation).
    """
    here = Path(__file__).resolve()
    for candidate in (here.parents[1] / "gazetteers", here.parents[3] / "gazetteers"):
        if candidate.is_dir():
            return candidate
    raise GazetteerError(here.parents[1] / "gazetteers", "-", "the packaged gazetteers are missing")


def load(extra: Iterable[Path] = (), *, local: bool = True) -> Lexicon:
    """Load the packaged gazetteers and ``extra`` folders into one Lexicon.

    ``local=False`` leaves out ``gazetteers/local`` (names known only from the plans at hand).
    Raises GazetteerError (file, key, reason) for a broken record or an unreadable folder.
    """
    base = gazetteer_dir()
    folders = [base / "general"] + ([base / "local"] if local else [])
    for folder in extra:
        if not Path(folder).is_dir():
            raise GazetteerError(folder, "-", "no such folder of gazetteers")
        folders.append(Path(folder))
    records: dict[str, dict[str, GazetteerRecord]] = {}
    words: dict[str, dict[str, WordValue]] = {}
    local_keys: set[str] = set()
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix not in (".toml", ".csv"):
                continue
            data = _read(path)
            digest.update(path.name.encode() + data.encode())
            if path.stem in RECORD_FILES:
                found = _records(path, data)
                records.setdefault(path.stem, {}).update(found)
                if folder.name == "local":
                    local_keys.update(found)
            elif path.suffix == ".toml":
                _join_words(words.setdefault(path.stem, {}), path, data)
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


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise GazetteerError(path, "-", f"cannot be read as UTF-8: {error}") from error


def _toml(path: Path, data: str) -> dict[str, Any]:
    try:
        return tomllib.loads(data)
    except tomllib.TOMLDecodeError as error:
        raise GazetteerError(path, "-", f"is not valid TOML: {error}") from error


def _records(path: Path, data: str) -> dict[str, GazetteerRecord]:
    record_type, array = RECORD_FILES[path.stem]
    if path.suffix == ".csv":
        lines = [line for line in data.splitlines() if line.strip() and not line.startswith("#")]
        rows: list[dict[str, Any]] = [
            {k: v for k, v in row.items() if v not in ("", None)} for row in csv.DictReader(lines)
        ]
    else:
        rows = _toml(path, data).get(array, [])
        if not isinstance(rows, list):
            raise GazetteerError(path, array, f"write the records as [[{array}]]")
    found: dict[str, GazetteerRecord] = {}
    for number, row in enumerate(rows, 1):
        key = next((str(row[f]) for f in KEY_FIELDS if f in row), f"record {number}")
        try:
            record = record_type.model_validate(row)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise GazetteerError(path, key, f"{where}: {first['msg']}") from error
        if key in found:
            raise GazetteerError(path, key, "stands twice in this file; keep one of the two")
        found[key] = record
    return found


def _join_words(into: dict[str, WordValue], path: Path, data: str) -> None:
    for name, value in _flatten(_toml(path, data)):
        if isinstance(value, str) and value:
            value = [value]  # one word is a list of one
        if isinstance(value, list):
            if not all(isinstance(word, str) and word for word in value):
                raise GazetteerError(path, name, "every word must be a non-empty string")
            old = into.get(name, ())
            into[name] = tuple(dict.fromkeys((*(old if isinstance(old, tuple) else ()), *value)))
        elif isinstance(value, int | float) and not isinstance(value, bool):
            into[name] = value
        else:
            raise GazetteerError(path, name, "expected a list of words or a number")


def _flatten(data: Mapping[str, Any], prefix: str = "") -> Iterable[tuple[str, Any]]:
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def _longest_first(value: WordValue) -> WordValue:
    return tuple(sorted(value, key=lambda w: -len(w))) if isinstance(value, tuple) else value
