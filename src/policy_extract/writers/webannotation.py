"""Records as W3C Web Annotations: ``annotations/<id>.jsonld``, over ``documents/<id>.txt``.

Source: W3C Recommendation “Web Annotation Data Model”, 23 February 2017; positions count code points there, too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from policy_extract.desk import Desk
from policy_extract.writers.marks import Marked, marked

_CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # signs before and behind that tell equal words apart


def render(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """An annotation page for every document; names are relative to the output folder."""
    for document in desk.documents:
        words = desk.output.texts[document.id]
        page = {
            "@context": _CONTEXT,
            "id": f"annotations/{document.id}.jsonld",
            "type": "AnnotationPage",
            "items": [_annotation(document.id, one, words) for one in marked(document)],
        }
        data = json.dumps(page, ensure_ascii=False, indent=1) + "\n"
        yield f"annotations/{document.id}.jsonld", data.encode("utf-8")


def _annotation(document: str, one: Marked, words: str) -> dict[str, Any]:
    start, end = one.source.start, one.source.end
    return {
        "id": f"annotations/{document}.jsonld#{one.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": one.label},
            {"type": "Dataset", "format": "application/json", "value": one.fields},
        ],
        "target": {
            "source": f"documents/{document}.txt",
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {
                    "type": "TextQuoteSelector",
                    "exact": one.source.quote,
                    "prefix": words[max(0, start - _AROUND) : start],
                    "suffix": words[end : end + _AROUND],
                },
            ],
        },
    }
