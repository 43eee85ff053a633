"""Records as predictions for Label Studio: ``labelstudio/tasks.json`` to import, ``labelstudio/config.xml`` to set up.

A task is a document; what a person corrects there is theirs, and comes back as golden labels by hand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from policy_extract.desk import Desk
from policy_extract.model import Document
from policy_extract.version import __version__
from policy_extract.writers.marks import Marked, marked

#: The labels with colours that are told apart by people who see no red or green (Okabe and Ito).
_LABELS: Final = (
    ("target", "#0072B2"),
    ("actual", "#56B4E9"),
    ("assignment", "#009E73"),
    ("project", "#E69F00"),
    ("company", "#CC79A7"),
    ("agency", "#009E73"),
    ("area", "#F0E442"),
    ("time", "#999999"),
)


def render(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """The tasks with what was found as predictions, and the labelling interface that shows them."""
    tasks = [_task(desk, document) for document in desk.documents]
    yield "labelstudio/tasks.json", (json.dumps(tasks, ensure_ascii=False) + "\n").encode("utf-8")
    labels = "".join(
        f'    <Label value="{name}" background="{colour}"/>\n' for name, colour in _LABELS
    )
    config = (
        f'<View>\n  <Labels name="label" toName="text">\n{labels}  </Labels>\n'
        '  <Text name="text" value="$text" granularity="symbol"/>\n</View>\n'
    )
    yield "labelstudio/config.xml", config.encode("utf-8")


def _task(desk: Desk, document: Document) -> dict[str, Any]:
    words = desk.output.texts[document.id]
    wide = [offset for offset, sign in enumerate(words) if sign > "\uffff"]
    prediction = {
        "model_version": f"policy-extract {__version__}",
        "result": [_result(one, wide) for one in marked(document)],
    }
    return {
        "data": {"text": words, "document": document.id, "title": desk.title(document)},
        "predictions": [prediction],
    }


def _result(one: Marked, wide: list[int]) -> dict[str, Any]:
    """A region; Label Studio counts as browsers do, where a sign beyond U+FFFF is two."""
    from bisect import bisect_left

    start, end = (at + bisect_left(wide, at) for at in (one.source.start, one.source.end))
    result: dict[str, Any] = {
        "id": one.id,
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {"start": start, "end": end, "text": one.source.quote, "labels": [one.label]},
        "meta": {"record": one.fields},
    }
    return result if one.score is None else {**result, "score": one.score}
