"""What a rule of the refuse stage needs before it can speak: a kind of number, a unit, a sign of its sentence.

Nearly all rules say no to nearly every number. What they need is known of many numbers at once, so that the short list of
rules that are worth asking is made once for each ``Form``.
"""

from __future__ import annotations

from collections.abc import Callable, Container

from policy_extract.expressions import expression
from policy_extract.extract.observations.refusals.words import RefusalWords
from policy_extract.measure.quantity import Quantity
from policy_extract.segment.sentences import Sentence
from policy_extract.tuples import NamedTuple

_LETTER = expression(r"[A-Za-z]")
_BESIDE = 2  # signs behind a sentence that a rule may look at


class Signs(NamedTuple):
    """What a sentence holds: Latin letters, an opening quote, a word that procedures are told by."""

    letters: bool
    quote: bool
    procedure: bool


class Form(NamedTuple):
    """What many numbers have in common, with the signs of their sentence; a unit that no rule names is “”."""

    kind: str
    unit: str | None
    rule: str
    spelled: bool
    signs: Signs


Needs = Callable[[Form, "RefusalWords"], bool]


def signs_of(shadow: str, sentence: Sentence, words: RefusalWords) -> Signs:
    """The signs of one sentence."""
    start, end = sentence.start, sentence.end
    return Signs(
        _LETTER.search(shadow, start, end) is not None,
        shadow.find("“", start, end) >= 0,
        words.procedures.told.search(shadow, start, end + _BESIDE) is not None,
    )


def form_of(
    q: Quantity, signs: Signs, words: RefusalWords
) -> tuple[str, str | None, str, bool, Signs]:
    """The parts of the form of a number; a ``Form`` is made of them when the first number has it."""
    unit = q.unit if q.unit is None or q.unit in words.units else ""
    return q.kind, unit, q.rule, q.spelled, signs


def of_kind(*kinds: str) -> Needs:
    """A number of one of these kinds."""
    return lambda form, _: form.kind in kinds


def of_unit(units: Callable[[RefusalWords], Container[str | None]]) -> Needs:
    """A number with one of the units that the gazetteers name."""
    return lambda form, words: form.unit in units(words)


def told(*kinds: str) -> Needs:
    """A word of procedures in the sentence; a number of one of these kinds, where some are named."""
    return lambda form, _: form.signs.procedure and (not kinds or form.kind in kinds)


def has_unit(form: Form, _: RefusalWords) -> bool:
    """A number with a unit."""
    return form.unit is not None


def has_letters(form: Form, _: RefusalWords) -> bool:
    """A sentence with Latin letters."""
    return form.signs.letters


def has_quote(form: Form, _: RefusalWords) -> bool:
    """A sentence with an opening quote."""
    return form.signs.quote
