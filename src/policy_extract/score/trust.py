"""How far confidences can be trusted, for people and for programs, and the file of measured weights."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from policy_extract.score.calibration import Judged, Reliability, Weights, reliability

if TYPE_CHECKING:
    from rich.table import Table


def by_document(records: Sequence[Judged], below: float) -> list[tuple[str, Reliability]]:
    """The figures of all records (“all”) and of each document."""
    groups = [("all", list(records))]
    for document in sorted({record.document for record in records}):
        groups.append((document, [r for r in records if r.document == document]))
    found = ((name, reliability(group, below)) for name, group in groups)
    return [(name, figures) for name, figures in found if figures is not None]


def figures_table(figures: Sequence[tuple[str, Reliability]]) -> Table:
    """A row for all and for each document: what is marked, what of the wrong ones is among it."""
    from rich.table import Table

    table = Table(title="confidence", title_justify="left")
    table.add_column("")
    heads = ("records", "wrong", "marked", "wrong marked", "lowest fifth", "best", "AURC", "ECE")
    for head in heads:
        table.add_column(head, justify="right")
    for name, one in figures:
        table.add_row(
            name, str(one.records), str(one.wrong), _percent(one.marked), _percent(one.caught),
            _percent(one.lowest), _percent(one.best_lowest), f"{one.risk_coverage:.3f}",
            f"{one.calibration_error:.3f}",
        )  # fmt: skip
    return table


def bins_table(figures: Reliability) -> Table:
    """Confidence by tenths against the share that is right."""
    from rich.table import Table

    table = Table(title="confidence by tenths", title_justify="left")
    for head in ("from", "records", "confidence", "right"):
        table.add_column(head, justify="right")
    for one in figures.bins:
        table.add_row(
            f"{one.low:.1f}", str(one.count), _percent(one.confidence), _percent(one.right)
        )
    return table


def to_json(figures: Sequence[tuple[str, Reliability]]) -> dict[str, Any]:
    """The same as plain data, rounded to six places."""
    return {name: _rounded(asdict(one)) for name, one in figures}


#: Doubts without labelled records, and what they take until there are some. A target hangs on some twenty signs;
#: of good scans one sign in a thousand is wrong, of poor ones one in a hundred: say one record in twenty. Of cells whose
#: heads may be another table's, and of words that hold signs nobody sees, we know less. A time that stands there and was
#: not understood is not the one that was put in its place.
_ASSUMED: Final = {
    "text.ocr": -1.0,
    "table.columns_apart": -2.0,
    "text.unseen": -2.0,
    "time.unread": -3.0,
}


_SAYS: Final = "from documents that the rules had not met; this one from"
_LATER: Final = "Beside them, with --keep, later from"


def _rested(kept: str) -> list[str]:
    """The lines that say on what the weights of a file rest."""
    return [line for line in kept.splitlines() if line.startswith((f"# {_SAYS}", f"# {_LATER}"))]


#: A line of a file of weights: the doubt, and the rest.
_WEIGHT: Final = re.compile(r'^"([\w.]+)"(.*)$', re.MULTILINE)


def weights_toml(weights: Weights, below: float, records: Sequence[Judged], kept: str = "") -> str:
    """The text of ``gazetteers/general/confidence.toml``: weights with the counts they came from.

    ``kept``: the text of a file whose prior, limit and weights stay; their lines, with their counts, are taken over as they stand.
    """
    having: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for record in records:
        having.update(record.doubts)
        if not record.right:
            wrong.update(record.doubts)
    stay = dict(line for line in _WEIGHT.findall(kept.partition("[weight]")[2]))
    documents = len({record.document for record in records})
    mistaken = sum(not record.right for record in records)
    lines = [
        "# What each doubt is worth: the chance that a record is right, as log odds without doubts (“prior”) plus one",
        "# weight for each doubt.  Not written by hand: `policy-extract calibrate --judged golden/judged.csv --write FILE` makes it",
        *_rested(kept),
        f"# {_SAYS if not kept else _LATER} {len(records)} records of {documents} documents, {mistaken} wrong.",
        "# Behind each weight: records with the doubt, and how many of them were wrong.",
        "# Source: labelled documents, see docs/decisions.md, “Confidence”.",
        "#",
        "# To add a weight: calibrate on more documents.  A folder given with --gazetteers may hold weights of its own.",
        "",
        "[prior]",
        f"log_odds = {weights.prior:.3f}",
        "",
        "[review]",
        "# a record whose confidence lies below is marked",
        f"below = {below:.3f}",
        "",
        "[weight]",
    ]
    for name, value in sorted(weights.weights.items(), key=lambda item: (item[1], item[0])):
        said = f'"{name}" = {value:.3f}  # {having[name]}, {wrong[name]}'
        lines.append(f'"{name}"{stay[name]}' if name in stay else said)
    for name, value in _ASSUMED.items():
        if name not in weights.weights:
            lines.append(
                f'"{name}" = {value:.3f}  # assumed, see score/trust.py: no labelled records'
            )
    return "\n".join(lines) + "\n"


def _percent(value: float) -> str:
    return f"{100 * value:.1f}"


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    return [_rounded(one) for one in value] if isinstance(value, list | tuple) else value
