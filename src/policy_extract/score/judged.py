"""Records that were judged at first contact, without their texts: what the weights of doubts rest on.

A CSV file with comments (``golden/judged.csv``): the round, the document by a number of its own, whether the record was right, its doubts.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from policy_extract.errors import GoldenError
from policy_extract.score.calibration import Judged

_HEAD: Final = ("round", "document", "right", "doubts")
_COMMENT: Final = "#"
_RIGHT: Final = {"yes": True, "no": False}


def read(path: Path) -> list[Judged]:
    """The records of a file, in its order. Raises GoldenError for a file that cannot be read, or a line that is none."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldenError(f"{path}: cannot be read ({error})") from error
    return list(_records(path, lines))


def _records(path: Path, lines: Sequence[str]) -> Iterator[Judged]:
    told = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    told = [(number, line) for number, line in told if not line.startswith(_COMMENT)]
    if not told or tuple(next(csv.reader([told[0][1]]))) != _HEAD:
        raise GoldenError(f"{path}: the first line without # must be: {','.join(_HEAD)}")
    for number, line in told[1:]:
        cells = next(csv.reader([line]))
        if len(cells) != len(_HEAD) or not cells[0].isdigit() or cells[2] not in _RIGHT:
            raise GoldenError(
                f"{path}, line {number}: must be a round, a document, yes or no, doubts"
            )
        yield Judged(cells[1], frozenset(cells[3].split()), _RIGHT[cells[2]], round=int(cells[0]))


def written(records: Sequence[Judged], comments: Sequence[str]) -> str:
    """The text of such a file, with ``comments`` (without their #) above it."""
    said = {right: word for word, right in _RIGHT.items()}
    lines = [f"{_COMMENT} {comment}".rstrip() for comment in comments]
    lines.append(",".join(_HEAD))
    lines += [
        f"{r.round},{r.document},{said[r.right]},{' '.join(sorted(r.doubts))}" for r in records
    ]
    return "\n".join(lines) + "\n"


def comments_of(path: Path) -> list[str]:
    """The comments above the records of a file; none of a file that is not there."""
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line[1:].strip() for line in lines if line.startswith(_COMMENT)]
