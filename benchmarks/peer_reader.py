"""What one peer finds in lines, and how long it takes; run by the Python that has the peer (see ``peers.py``).

Reads ``{"lines": […], "year": 2021, "rounds": 3}`` from standard input, writes ``{"version": …, "loading": seconds, "seconds": [one a
round], "found": [[span, …] a line]}`` in JSON. A span has ``start`` and ``end`` (code points of the line) and either ``value``
(a number, all magnitudes multiplied in) or ``first`` and ``last`` (days). Nothing of policy_extract is imported here.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from datetime import date, datetime, timedelta
from importlib.metadata import version
from time import perf_counter
from typing import Any

Span = dict[str, Any]
Read = Callable[[str], Iterator[Span]]


def jionlp(year: int) -> Read:
    """Money and times of JioNLP, which takes its bearings by the year of the document."""
    import jionlp as jio

    def read(line: str) -> Iterator[Span]:
        for found in jio.ner.extract_money(line, with_parsing=True):
            low_high = found["detail"]["num"]
            for value in low_high if isinstance(low_high, list) else [low_high]:
                yield _span(found["offset"], value=str(value))
        for found in jio.ner.extract_time(line, time_base={"year": year}, with_parsing=True):
            detail = found.get("detail") or {}
            ends = detail.get("time")
            if isinstance(ends, list) and len(ends) == 2:
                yield _span(found["offset"], first=_day(ends[0]), last=_day(ends[1]))
            else:
                yield _span(found["offset"], first=None, last=None)

    return read


def recognizers(year: int) -> Read:
    """Numbers, shares, money, measures and times of Recognizers-Text for Chinese."""
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension
    from recognizers_text import Culture

    known = (recognize_number, recognize_percentage, recognize_currency, recognize_dimension)
    now = datetime(year, 7, 1)

    def read(line: str) -> Iterator[Span]:
        for recognize in known:
            for one in recognize(line, Culture.Chinese):
                value = (one.resolution or {}).get("value")
                yield _span((one.start, one.end + 1), value=str(value or "").rstrip("%"))
        for one in recognize_datetime(line, Culture.Chinese, reference=now):
            first, last = _range((one.resolution or {}).get("values") or [])
            yield _span((one.start, one.end + 1), first=first, last=last)

    return read


def spacy_jieba(_: int) -> Read:
    """spaCy with jieba: words with their places, nothing else; how fast one may hope to be."""
    import spacy

    words = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})

    def read(line: str) -> Iterator[Span]:
        words(line)
        return iter(())

    return read


def _span(place: Any, **said: Any) -> Span:
    return {"start": place[0], "end": place[1], **said}


def _day(moment: str) -> str | None:
    return moment[:10] if moment and moment[0].isdigit() else None  # “inf”: no end


def _range(values: list[dict[str, str]]) -> tuple[str | None, str | None]:
    """The first reading's days; the end that Recognizers-Text names is the day behind the last."""
    if not values:
        return None, None
    first, end = values[0].get("start"), values[0].get("end")
    if values[0].get("value"):
        return values[0]["value"][:10], values[0]["value"][:10]
    if end is None:
        return first, None
    return first, str(date.fromisoformat(end[:10]) - timedelta(days=1))


#: Each with the package whose version is told.
PEERS: dict[str, tuple[str, Callable[[int], Read]]] = {
    "jionlp": ("jionlp", jionlp),
    "recognizers": ("recognizers-text", recognizers),
    "spacy_jieba": ("spacy", spacy_jieba),
}


def main() -> None:
    """Read the lines as often as asked; the first round loads what is loaded late and is told apart."""
    package, made = PEERS[sys.argv[1]]
    asked = json.load(sys.stdin)
    with redirect_stdout(sys.stderr):  # some greet
        began = perf_counter()
        read = made(asked["year"])
        found = [_found(read, line) for line in asked["lines"]]
        loading, seconds = perf_counter() - began, []
        for _ in range(asked["rounds"]):
            began = perf_counter()
            for line in asked["lines"]:
                _found(read, line)
            seconds.append(perf_counter() - began)
    json.dump(
        {"version": version(package), "loading": loading, "seconds": seconds, "found": found},
        sys.stdout,
    )


def _found(read: Read, line: str) -> list[Span]:
    """What a peer finds; a line that it stumbles over costs that line."""
    try:
        return list(read(line))
    except Exception:  # whatever a peer raises on odd lines
        return []


if __name__ == "__main__":
    main()
