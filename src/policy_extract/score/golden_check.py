"""Whether the golden files are sound: every label parses, is consistent and stands in the text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from policy_extract.errors import GoldenError
from policy_extract.files import read_whole
from policy_extract.score.anchoring import Lines
from policy_extract.score.equivalence import plain, same_number
from policy_extract.score.golden import (
    Label,
    ObservationLabel,
    ProjectLabel,
    golden_files,
    label_lines,
    parse_label,
)

_NO_FIELDS = frozenset({"type", "line", "quote", "optional", "uncertain"})

#: A project's name is a cell that may run over lines.
_NAME_REACH = 8


def check_golden(golden_dir: Path, corpus_dir: Path) -> list[str]:
    """What is wrong with the golden files, as messages that name file and line; empty when sound.

    Checked: the file has a text ``corpus_dir/<id>.txt``; every line is a label in the golden form;
    names in ``uncertain`` are fields; bounds and comparator of a number fit; the quote stands in
    its line (a project's name near it); labels stand in the order of the text's lines.
    Raises GoldenError when the folder is missing.
    """
    messages: list[str] = []
    for path in golden_files(golden_dir):
        text_path = corpus_dir / f"{path.stem}.txt"
        try:
            lines = Lines(read_whole(text_path).decode("utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            messages.append(f"{path}: its text {text_path} cannot be read: {error}")
            continue
        messages += _check_file(path, lines)
    return messages


def _check_file(path: Path, lines: Lines) -> Iterator[str]:
    last = 0
    try:
        rows = list(label_lines(path))
    except GoldenError as error:
        yield str(error)
        return
    for number, raw in rows:
        try:
            label = parse_label(raw)
        except ValueError as error:
            yield f"{path}:{number}: {error}"
            continue
        for reason in (*_fields(label), *_place(label, lines)):
            yield f"{path}:{number}: {reason}"
        if label.line < last:
            yield f"{path}:{number}: stands after a label of line {last}; keep the text's order"
        last = max(last, label.line)


def _fields(label: Label) -> Iterator[str]:
    # "value" covers low, high and comparator.
    fields = {"value"} if isinstance(label, ObservationLabel) else set[str]()
    fields |= type(label).model_fields.keys() - _NO_FIELDS
    strange = sorted(set(label.uncertain) - fields)
    if strange:
        yield f"uncertain names no field: {', '.join(strange)}"
    if isinstance(label, ObservationLabel):
        yield from _bounds(label)


def _bounds(label: ObservationLabel) -> Iterator[str]:
    low, high, comparator = label.low, label.high, label.comparator
    if low is None and high is None:
        if label.qualitative is None and label.parts is None:
            yield "has neither a number nor a qualitative value"
        if comparator is not None and label.parts is None:
            yield f"comparator {comparator} without a number"
        return
    if label.parts is not None:
        yield "parts leave low and high empty"
    both = low is not None and high is not None
    if comparator in ("=", "~") and not (both and same_number(low, high)):
        yield f"comparator {comparator} needs low and high alike, not {low} and {high}"
    elif comparator in (">=", ">") and (low is None or high is not None):
        yield f"comparator {comparator} needs low and an empty high"
    elif comparator in ("<=", "<") and (high is None or low is not None):
        yield f"comparator {comparator} needs high and an empty low"
    elif comparator == "range" and not both:
        yield "comparator range needs low and high"
    if low is not None and high is not None and low > high:
        yield f"low {low} is greater than high {high}"


def _place(label: Label, lines: Lines) -> Iterator[str]:
    if label.line > len(lines):
        yield f"line {label.line} of a text of {len(lines)} lines"
        return
    if label.quote is not None and label.quote not in lines.line(label.line):
        yield f"{label.quote!r} does not stand in line {label.line}: {lines.line(label.line)[:60]}"
    if isinstance(label, ProjectLabel):
        first, last = max(1, label.line - 2), min(len(lines), label.line + _NAME_REACH)
        near = "".join(lines.line(number) for number in range(first, last + 1))
        if plain(label.name) not in plain(near):
            yield f"project {label.name!r} does not stand at line {label.line}"
