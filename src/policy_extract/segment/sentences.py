"""Paragraphs → sentences. Cuts at 。！？ only; ； is left to the rules, since a list may run over it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from policy_extract.document import Paragraph, Plan

_END = re.compile(r"[。!?](?:[”\"’)》]*)")


class Sentence(NamedTuple):
    """A sentence: offsets in code points of the text, and the paragraph it stands in."""

    start: int
    end: int
    paragraph: Paragraph


def sentences(plan: Plan, paragraph: Paragraph) -> Iterator[Sentence]:
    """The sentences of one paragraph, in order; together they cover it.

    Refuses to cut inside brackets or quotes that close behind the mark (“……。”）.
    """
    start = paragraph.start
    for match in _END.finditer(plan.shadow, paragraph.start, paragraph.end):
        yield Sentence(start, match.end(), paragraph)
        start = match.end()
    if start < paragraph.end and plan.shadow[start : paragraph.end].strip():
        yield Sentence(start, paragraph.end, paragraph)
