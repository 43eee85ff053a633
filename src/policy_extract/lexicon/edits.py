"""What a later gazetteer changes in the records and lists of earlier ones, without copying them.

In a file of records ``[[add_aliases]]`` gives a record more names and ``[[remove]]`` takes a record, or
some of its names, away; in a file of word lists ``[remove]`` takes words out of lists. A change that
finds nothing to change is an error: it would pass over a misspelt key in silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final, TypeVar

from pydantic import StringConstraints, ValidationError

from policy_extract.lexicon.broken import BrokenGazetteer, absent, of_record
from policy_extract.lexicon.records import GazetteerRecord

#: The arrays of a record file that hold changes, and the table of a word-list file that does.
ADD_ALIASES, REMOVE = "add_aliases", "remove"
#: The field of a record that holds its other names, by file.
ALIAS_FIELDS: Final = {
    "units": "aliases",
    "indicators": "aliases",
    "agencies": "core",
    "companies": "short",
    "areas": "short",
}

_Word = Annotated[str, StringConstraints(min_length=1)]


class _Added(GazetteerRecord):
    """More names for the record with this key."""

    key: str
    aliases: tuple[_Word, ...]


class _Removed(GazetteerRecord):
    """Names to take from the record with this key; none: the record itself."""

    key: str
    aliases: tuple[_Word, ...] | None = None


_Change = TypeVar("_Change", _Added, _Removed)


def changed(
    kind: str, path: Path, tables: Mapping[str, Any], records: Mapping[str, GazetteerRecord]
) -> tuple[dict[str, GazetteerRecord], frozenset[str]]:
    """The records after the changes that a file of records of this kind asks for, and the keys of those it has changed.

    First what it removes, then what it adds. Raises GazetteerError for a key or a name that is not
    there (with the nearest that is), and for records that have no other names (divisions).
    """
    found, touched = dict(records), set[str]()
    for row in _rows(path, tables, REMOVE):
        removed = _read(path, row, _Removed)
        record = _record(path, removed.key, found)
        touched.add(removed.key)
        if removed.aliases is None:
            del found[removed.key]
            continue
        field, names = _names(kind, path, removed.key, record)
        for alias in removed.aliases:
            if alias not in names:
                raise absent(path, removed.key, "gazetteer.no_alias", alias, names)
        left = tuple(name for name in names if name not in removed.aliases)
        found[removed.key] = record.model_copy(update={field: left})
    for row in _rows(path, tables, ADD_ALIASES):
        added = _read(path, row, _Added)
        record = _record(path, added.key, found)
        field, names = _names(kind, path, added.key, record)
        touched.add(added.key)
        found[added.key] = record.model_copy(
            update={field: tuple(dict.fromkeys((*names, *added.aliases)))}
        )
    return found, frozenset(touched)


def without(
    path: Path, name: str, words: object, lists: Mapping[str, object]
) -> tuple[str, tuple[str, ...]]:
    """The name of a word list and its words, less those that ``name`` (“remove.front”) takes away.

    Raises GazetteerError for a list or a word that is not there, with the nearest that is.
    """
    target = name.removeprefix(f"{REMOVE}.")
    old = lists.get(target)
    if not isinstance(old, tuple):
        known = [known for known, value in lists.items() if isinstance(value, tuple)]
        raise absent(path, name, "gazetteer.no_such_list", target, known)
    gone = [words] if isinstance(words, str) else words
    if not isinstance(gone, list) or not all(isinstance(word, str) for word in gone):
        raise BrokenGazetteer(path, name, "gazetteer.word")
    for word in gone:
        if word not in old:
            raise absent(path, name, "gazetteer.no_word", word, old)
    return target, tuple(word for word in old if word not in gone)


def _rows(path: Path, tables: Mapping[str, Any], array: str) -> list[Any]:
    rows = tables.get(array, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BrokenGazetteer(path, array, "gazetteer.array", array=array)
    return rows


def _read(path: Path, row: dict[str, Any], kind: type[_Change]) -> _Change:
    try:
        return kind.model_validate(row)
    except ValidationError as error:
        raise of_record(path, str(row.get("key", "-")), error) from error


def _record(path: Path, key: str, records: Mapping[str, GazetteerRecord]) -> GazetteerRecord:
    if key not in records:
        raise absent(path, key, "gazetteer.no_record", key, records)
    return records[key]


def _names(kind: str, path: Path, key: str, record: GazetteerRecord) -> tuple[str, tuple[str, ...]]:
    """The field that holds a record's other names, and the names."""
    field = ALIAS_FIELDS.get(kind)
    if field is None:
        raise BrokenGazetteer(path, key, "gazetteer.no_aliases")
    return field, getattr(record, field)
