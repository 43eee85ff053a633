"""Ids of documents: the file's stem as a slug, told apart by folders where two files share it."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

#: With ".json" and a temporary prefix an id must stay below the 255 bytes that file systems allow.
_MAX_BYTES = 180


def slug(name: str) -> str:
    """A name as an id: letters (ASCII in lower case) and digits of all scripts, the rest is "-".

    “兰溪市工业“十四五”规划” → “兰溪市工业-十四五-规划”. Very long names are cut and closed with
    a hash; a name without any letter or digit is “document”.
    """
    plain = unicodedata.normalize("NFKC", name)
    words = "".join(c.lower() if c.isalnum() else " " for c in plain).split()
    joined = "-".join(words) or "document"
    if len(joined.encode()) <= _MAX_BYTES:
        return joined
    cut = joined.encode()[: _MAX_BYTES - 9].decode(errors="ignore").rstrip("-")
    return f"{cut}-{_hash(name, 8)}"


def document_ids(paths: Sequence[Path]) -> list[str]:
    """One id for each (absolute) path, in their order; the same whatever that order is.

    A stem that only one file has is the id. Files that share it all get the name of their folder
    in front, and as many folders above it as it takes; files of one folder (a.txt, a.md) get their
    suffix behind; what is still the same (“a b.txt”, “a-b.txt”) gets a hash of the file's name.
    """
    by_stem: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(set(paths)):
        by_stem[slug(path.stem)].append(path)
    ids: dict[Path, str] = {}
    for stem in sorted(by_stem):
        group = by_stem[stem]
        ids.update({group[0]: stem} if len(group) == 1 else _told_apart(group))
    taken: dict[str, list[Path]] = defaultdict(list)
    for path, found in ids.items():
        taken[found].append(path)
    for found, same in taken.items():
        if len(same) > 1:
            ids.update({path: f"{found}-{_hash(str(path), 6)}" for path in same})
    return [ids[path] for path in paths]


def free_id(name: str, path: str, taken: Iterable[str]) -> str:
    """An id for something that is no document (a missing path), beside those already taken."""
    wanted = slug(name)
    return wanted if wanted not in set(taken) else f"{wanted}-{_hash(path, 6)}"


def _told_apart(group: Sequence[Path]) -> dict[Path, str]:
    deepest = max(len(path.parts) for path in group)
    named = {path: path.stem for path in group}
    for depth in range(1, deepest):
        named = {path: " ".join((*path.parent.parts[-depth:], path.stem)) for path in group}
        if len({slug(name) for name in named.values()}) == len(group):
            return {path: slug(name) for path, name in named.items()}
        folders = {path.parent.parts[-depth:] for path in group}
        if len(folders) == len({path.parent for path in group}):
            break  # more folders would tell no more apart
    by_slug: dict[str, list[Path]] = defaultdict(list)
    for path, name in named.items():
        by_slug[slug(name)].append(path)
    ids: dict[Path, str] = {}
    for name, same in by_slug.items():
        if len(same) == 1:
            ids[same[0]] = name
            continue
        with_suffix = {path: slug(f"{name} {path.suffix}") for path in same}
        unique = len(set(with_suffix.values())) == len(same)
        ids.update(
            with_suffix if unique else {path: f"{name}-{_hash(path.name, 6)}" for path in same}
        )
    return ids


def _hash(name: str, length: int) -> str:
    return hashlib.sha256(name.encode("utf-8", errors="surrogateescape")).hexdigest()[:length]
