"""Where a paragraph turns to what is still to come: 下一步，…."""

from __future__ import annotations

from policy_extract.extract.observations.time_words import TimeWords
from policy_extract.rules import Said

_PARAGRAPH = 600  # signs in front of a sentence in which 下一步 opens one


def next_steps(shadow: str, words: TimeWords, paragraph: int, sentence: int) -> Said | None:
    """What opens an earlier sentence of a paragraph and speaks of what is still to come: 下一步，一是…。二是….

    ``paragraph``: where the words of the paragraph begin, ``sentence``: where the sentence of a number does, in code points.
    Refused: 下一步 inside a clause (为下一步发展打好基础).
    """
    start = max(paragraph, sentence - _PARAGRAPH)
    found = words.reviews.next_steps.search(shadow, start, sentence)
    return Said(*found.span()) if found else None
