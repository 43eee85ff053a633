"""``corrections.jsonl``: one answer a line, sorted, the same bytes for the same answers; to be edited by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from policy_extract import messages
from policy_extract.corrections.correction import Correction
from policy_extract.errors import PolicyExtractError
from policy_extract.files import put_whole, read_words
from policy_extract.tuples import NamedTuple

#: The file's name in an output folder.
NAME: Final = "corrections.jsonl"


class BrokenCorrections(messages.Told, PolicyExtractError):
    """A file of answers cannot be read or written: names the file, the line and the reason."""

    def __init__(self, path: Path, code: str, **fields: object) -> None:
        self.code, self.fields = code, {"path": str(path), **fields}
        super().__init__(messages.text("en", code, **self.fields))


class Merged(NamedTuple):
    """Old answers with new ones: all of them, and of the new which are new, which took an old one's place."""

    corrections: tuple[Correction, ...]
    added: tuple[Correction, ...]
    replaced: tuple[Correction, ...]
    same: tuple[Correction, ...]


def load_corrections(path: Path) -> tuple[Correction, ...]:
    """The answers of a file, sorted as they are written; empty lines do not count.

    Raises BrokenCorrections with file, line and reason for a line that is no answer, for two lines about one
    record that differ, and for a file that cannot be read.
    """
    try:
        text = read_words(path)
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenCorrections(path, "corrections.unreadable", error=error) from error
    found: dict[tuple[str, str], tuple[int, Correction]] = {}
    for line, raw in enumerate(text.split("\n"), 1):
        if not raw.strip():
            continue
        one = _correction(path, line, raw)
        first = found.setdefault(one.answered, (line, one))
        if first[1] != one:
            raise BrokenCorrections(
                path, "corrections.twice", line=line, first=first[0], record=one.record
            )
    return _sorted(one for _, one in found.values())


def _correction(path: Path, line: int, raw: str) -> Correction:
    try:
        one = Correction.model_validate_json(raw)
        json.loads(raw, object_pairs_hook=_once)
    except _Twice as error:
        raise BrokenCorrections(path, "corrections.field_twice", line=line, field=error) from error
    except ValidationError as error:
        reason = "; ".join(_reason(one["loc"], one["msg"]) for one in error.errors())
        raise BrokenCorrections(path, "corrections.line", line=line, reason=reason) from error
    return one


class _Twice(Exception):
    """A field that stands twice in an answer: JSON would take the last and drop the first in silence."""


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    names = [name for name, _ in pairs]
    if again := next((name for name in names if names.count(name) > 1), None):
        raise _Twice(again)
    return dict(pairs)


def _reason(place: tuple[int | str, ...], message: str) -> str:
    field = ".".join(map(str, place))
    said = message.removeprefix("Value error, ")
    return f"{field}: {said}" if field else said


def merged(old: Iterable[Correction], new: Iterable[Correction]) -> Merged:
    """Old answers and new ones together; a new one takes the place of the old one for the same record."""
    kept = {one.answered: one for one in old}
    added, replaced, same = [], [], []
    for one in new:
        before = kept.get(one.answered)
        kept[one.answered] = one
        if before is None:
            added.append(one)
        elif before == one:
            same.append(one)
        else:
            replaced.append(one)
    return Merged(_sorted(kept.values()), _sorted(added), _sorted(replaced), _sorted(same))


def _sorted(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    return tuple(sorted(corrections, key=lambda one: (one.document, *one.answered)))


def written(corrections: Iterable[Correction]) -> bytes:
    """The file's bytes: sorted, one a line, UTF-8; fields that say nothing are left out."""
    lines = []
    for one in _sorted(corrections):
        data = {n: v for n, v in one.model_dump().items() if n == "version" or v not in ("", {})}
        lines.append(json.dumps(data, ensure_ascii=False) + "\n")
    return "".join(lines).encode("utf-8")


def save(path: Path, corrections: Iterable[Correction]) -> None:
    """Write the file, whole or not at all. Raises BrokenCorrections when it cannot be written."""
    written_whole(path, written(corrections))


def written_whole(path: Path, data: bytes) -> None:
    """Write a file of answers, whole or not at all. Raises BrokenCorrections when it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        put_whole(path, data)
    except OSError as error:
        raise BrokenCorrections(path, "corrections.not_written", error=error) from error
