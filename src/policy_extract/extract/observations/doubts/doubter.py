"""The closed list of doubts: why a record may be wrong, each with the words that name it to people.

Some come with a settled field (no words said it, so it was taken from elsewhere); the others are found
here: disagreement (a second reading of the name by words), implausibility (a unit that the indicator never
has, a time outside the plan), a crowd of numbers, a document that is no plan. Their weights are measured,
see ``gazetteers/general/confidence.toml``.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

from policy_extract.document import Plan
from policy_extract.extract.observations.build import Fields
from policy_extract.extract.observations.doubts.listed import DOUBTS
from policy_extract.extract.observations.doubts.look import Look
from policy_extract.extract.observations.doubts.words import PARTING, DoubtWords
from policy_extract.extract.observations.timeline import TimeLine
from policy_extract.measure.period import Calendar
from policy_extract.segment import Tokenizer

_CLOSE = 400  # signs between two statements of one thing


class Doubter:
    """Finds the doubts of the records of one plan."""

    def __init__(
        self, plan: Plan, words: DoubtWords, tokenizer: Tokenizer, timeline: TimeLine
    ) -> None:
        self._plan, self._words, self._tokenizer = plan, words, tokenizer
        self._timeline = timeline
        self._calendar = Calendar.of(plan.meta)
        self._of_record = [
            (doubt.id, doubt.test)
            for doubt in _OF_RECORD
            if doubt.test and (doubt.needs is None or doubt.needs(plan, timeline))
        ]

    def doubts(self, found: Sequence[Fields]) -> Iterator[tuple[str, ...]]:
        """The doubts of each record, in the order of ``DOUBTS``; ``found`` is in order of the text."""
        repeated = _restated(found)
        of_plan: list[str] | None = None
        of_name: dict[str, list[str]] = {}
        for fields in found:
            settled, name = fields.doubts, fields.indicator.value
            look = Look(
                fields, settled, name, self._plan, self._calendar, self._words,
                self._begins(fields), id(fields) in repeated, self._tokenizer, self._timeline,
            )  # fmt: skip
            if of_plan is None:
                of_plan = _tested(_OF_PLAN, look)
            if name not in of_name:
                of_name[name] = _tested(_OF_NAME, look)
            own = {*settled, *of_plan, *of_name[name], *_tested(self._of_record, look)}
            yield tuple(sorted(own, key=_ORDER.__getitem__)) if len(own) > 1 else tuple(own)

    def _begins(self, fields: Fields) -> int | None:
        """Where a name begins by words, if it wants a second reading: behind the last mark or word that only announces (达到, 全市)."""
        known = fields.indicator.value in self._words.known
        said = fields.indicator.said
        if known or said is None or said.end > fields.start or fields.value.rule == "cell.value":
            return None
        shadow, opening, start = self._plan.shadow, fields.around[0], said.end - 1
        if start < opening:
            return None  # it stands in an earlier clause
        while start > opening and shadow[start - 1] not in PARTING:
            start -= 1
        if self._words.parting.search(shadow, start, said.end) is None:
            return start  # no such word stands there, whatever the words are
        begins = said.end
        for word in reversed(self._tokenizer.pieces(shadow[start : said.end])):
            if word in self._words.announcing or word in PARTING:
                break
            begins -= len(word)
        return begins


def _tested(tests: Sequence[tuple[str, Callable[[Look], bool]]], look: Look) -> list[str]:
    """The ids of the doubts whose tests hold."""
    return [name for name, test in tests if test(look)]


def _restated(found: Sequence[Fields]) -> set[int]:
    """The records whose like stands close by with another value."""
    by_key: dict[tuple[object, ...], list[Fields]] = {}
    for fields in found:
        segment = fields.segment.value if fields.segment else None
        period = fields.time.value
        key = (
            fields.indicator.value, fields.area.value, segment, fields.measure.value,
            (period.start, period.end) if period else None, fields.kind.value,
        )  # fmt: skip
        by_key.setdefault(key, []).append(fields)
    repeated: set[int] = set()
    for same in by_key.values():
        for one, other in itertools.pairwise(same):
            value, second = one.value.value, other.value.value
            if value != second and other.start - one.end < _CLOSE:
                repeated |= {id(one), id(other)}
    return repeated


_OF_RECORD = tuple(doubt for doubt in DOUBTS if doubt.test and doubt.of == "record")


_OF_NAME, _OF_PLAN = (
    tuple((doubt.id, doubt.test) for doubt in DOUBTS if doubt.test and doubt.of == of)
    for of in ("name", "plan")
)


_ORDER = {doubt.id: place for place, doubt in enumerate(DOUBTS)}
