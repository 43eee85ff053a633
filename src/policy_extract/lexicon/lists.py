"""The word lists of TOML files: those of one name joined, what a file takes away left out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from policy_extract.lexicon.broken import BrokenGazetteer, misnamed, refuse_signs
from policy_extract.lexicon.edits import REMOVE, without
from policy_extract.lexicon.files import flatten, toml
from policy_extract.lexicon.patterns import refuse_patterns
from policy_extract.lexicon.records import RECORD_FILES, SIGN_FILE, SIGNS

WordValue = tuple[str, ...] | int | float

#: What the names of lists of regular expressions end in.
PATTERNS: Final = "patterns"
#: Beyond it no number of a list has a meaning: the largest that is packaged is 万亿.
_LARGEST: Final = 1e15


def join_words(
    into: dict[str, WordValue], path: Path, data: str, *, closed: bool = False
) -> list[str]:
    """Join the lists of a file with those of its name; ``closed``: no list of a new name.

    Gives the names of the lists that the file changes. What the file takes away (``[remove]``) goes last,
    whatever its place in the file. Raises GazetteerError for a list that nothing reads, and for a word, number or
    pattern that cannot be one.
    """
    known = sorted({name.partition(".")[0] for name in into})
    lines = list(flatten(toml(path, data)))
    touched: list[str] = []
    for name, value in sorted(lines, key=lambda line: line[0].startswith(f"{REMOVE}.")):
        first = name.partition(".")[0]
        if first == REMOVE:
            target, left = without(path, name, value, into)
            into[target] = left
            touched.append(target)
            continue
        if closed and first not in known:
            raise misnamed(path, name, "gazetteer.list_name", first, first, known)
        if path.stem == SIGN_FILE and name.partition(".")[2] not in (*SIGNS, ""):
            signs = " ".join(SIGNS)
            raise BrokenGazetteer(path, name, "gazetteer.sign", signs=signs)
        into[name] = _joined(path, name, into.get(name, ()), value)
        touched.append(name)
    return touched


def _joined(path: Path, name: str, old: WordValue, value: object) -> WordValue:
    if isinstance(value, str) and value:
        value = [value]  # one word is a list of one
    if isinstance(value, list):
        if not all(isinstance(word, str) and word.strip() for word in value):
            raise BrokenGazetteer(path, name, "gazetteer.word")
        if not isinstance(old, tuple):
            raise BrokenGazetteer(path, name, "gazetteer.not_number")
        for word in value:
            refuse_signs(path, name, word)
        if name.endswith(PATTERNS):
            refuse_patterns(path, name, value, [one for one in old if one not in value])
        return tuple(dict.fromkeys((*old, *value)))
    if isinstance(value, int | float) and not isinstance(value, bool):
        if old and isinstance(old, tuple):
            raise BrokenGazetteer(path, name, "gazetteer.not_list")
        if not math.isfinite(value) or abs(value) > _LARGEST:
            raise BrokenGazetteer(path, name, "gazetteer.number", most=f"{_LARGEST:g}")
        return value
    raise BrokenGazetteer(path, name, "gazetteer.list")


def refuse_misnamed(path: Path, known: Mapping[str, object]) -> None:
    """A word list whose name nothing reads would be passed over in silence. Raises GazetteerError."""
    if path.stem in known:
        if path.suffix != ".toml":
            raise BrokenGazetteer(path, "-", "gazetteer.not_toml", name=f"{path.stem}.toml")
        return
    names = [*known, *RECORD_FILES]
    raise misnamed(path, "-", "gazetteer.file_name", path.name, path.stem, names, path.suffix)


def longest_first(value: WordValue) -> WordValue:
    """The words of a list, the longest first: a choice of them prefers it."""
    return tuple(sorted(value, key=len, reverse=True)) if isinstance(value, tuple) else value
