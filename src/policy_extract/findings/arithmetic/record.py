"""A finding of arithmetic as a record, with its sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from policy_extract.findings.arithmetic.figures import Figure
from policy_extract.findings.corpus import Corpus
from policy_extract.findings.intervals import in_base_units
from policy_extract.measure import numerals
from policy_extract.messages import Language, listed, text
from policy_extract.model import (
    Arithmetic,
    FindingObservation,
    Observation,
    Said,
    Subject,
)
from policy_extract.resolve.keys import written
from policy_extract.tuples import NamedTuple

Relation = Literal["growth", "multiple", "share", "sum", "count"]
#: How a computed number is shown: as a share of hundred, as points, as a multiple, or with a unit of its own.
Form = Literal["percent", "points", "times", "amount"]
_HUNDRED = Decimal(100)
#: More parts than these are counted, not quoted.
_QUOTED = 4


class Ground(NamedTuple):
    """What a computation starts from: in words (by language), and the observation behind them, if there is one."""

    zh: str
    en: str
    document: str
    observation: Observation | None = None


class Reckoning(NamedTuple):
    """A statement and what its grounds give.

    ``document`` states ``words``; ``key`` tells this finding from others of the document. ``stated`` and
    ``computed`` are in base units of ``unit``; ``scale``, ``shown`` say how the computed number is written
    (亿元, 1e8). ``rests_on``: observations behind grounds that stand for several. ``what`` is the message that names what was computed, ``subject`` whose it is in words.
    """

    relation: Relation
    document: str
    key: str
    words: str
    stated: Figure
    computed: Figure
    unit: str
    grounds: Sequence[Ground]
    what: str
    subject: str
    about: Subject
    observation: Observation | None = None
    form: Form = "amount"
    shown: str = ""
    scale: Decimal = Decimal(1)
    fields: tuple[tuple[str, str], ...] = ()
    rests_on: tuple[tuple[str, Observation], ...] = ()

    @property
    def holds(self) -> bool:
        """Whether one number is both stated and computed."""
        return self.stated.meets(self.computed)


def records(reckonings: Iterable[Reckoning], corpus: Corpus) -> Iterator[Arithmetic]:
    """The findings as the contract has them. Their ids are the relation, the document and the key.

    Offsets are in none, so that ids stay when a plan is edited elsewhere; what a plan says twice is numbered.
    """
    seen: Counter[str] = Counter()
    for reckoning in reckonings:
        key = f"arithmetic:{reckoning.relation}:{reckoning.document}:{reckoning.key}"
        seen[key] += 1
        yield _record(key if seen[key] == 1 else f"{key}#{seen[key]}", reckoning, corpus)


def _record(key: str, reckoning: Reckoning, corpus: Corpus) -> Arithmetic:
    statements = [*((g.document, g.observation) for g in reckoning.grounds), *reckoning.rests_on]
    if reckoning.observation is not None:
        statements.insert(0, (reckoning.document, reckoning.observation))
    observations = dict.fromkeys((d, o.id) for d, o in statements if o is not None)
    values = {(d, o.id): o.value for d, o in statements if o is not None}
    return Arithmetic(
        id=key,
        verdict="holds" if reckoning.holds else "fails",
        relation=reckoning.relation,
        documents=corpus.named(reckoning.document, *(g.document for g in reckoning.grounds)),
        observations=tuple(
            FindingObservation.of(d, o, in_base_units(values[d, o])) for d, o in observations
        ),
        said=Said.of(_said(reckoning, corpus, "zh"), _said(reckoning, corpus, "en")),
        subject=reckoning.about,
        stated=reckoning.stated.base(reckoning.unit),
        computed=reckoning.computed.base(reckoning.unit),
    )


def ground(document: str, observation: Observation, home: str, corpus: Corpus) -> Ground:
    """A level as a ground: “2020年664.3亿元”, with its plan's title where that is another than ``home``."""

    def told(language: Language) -> str:
        time = _time(observation, language)
        words = text(language, "arithmetic.level", time=time, value=quote(observation))
        if document == home:
            return words
        plan = corpus.names.plan(document, language)
        return text(language, "arithmetic.elsewhere", level=words, plan=plan)

    return Ground(told("zh"), told("en"), document, observation)


def named_ground(name: str, document: str, observation: Observation) -> Ground:
    """A level with the name of what it is of: “全市工业企业2020年4556家”."""

    def told(language: Language) -> str:
        time = _time(observation, language)
        return text(
            language, "arithmetic.level_named", name=name, time=time, value=quote(observation)
        )

    return Ground(told("zh"), told("en"), document, observation)


def quote(observation: Observation) -> str:
    """The words of a value as written; a bare number of a table with its unit."""
    words = "".join(observation.source.quote.split())
    unit = observation.value.unit if observation.value else None
    if not unit or unit in words or observation.source.table is None:
        return words
    if any(sign in words for sign in numerals.BIG):  # the cell has the 万 of 万亿元 itself
        unit = unit.removeprefix(numerals.BIG[0])
    return f"{words}{unit}" if words[-1:].isdigit() or words.endswith("]") else f"{words}（{unit}）"


def nested(words: str) -> str:
    """Words that are put in quotes, without white space: quotes inside become single ones."""
    return "".join(words.split()).replace("“", "‘").replace("”", "’")


def subject_of(observation: Observation) -> Subject:
    """What an observation is about, as findings have it."""
    return Subject(
        indicator=observation.indicator.entity,
        area=observation.area.entity,
        segment=observation.segment,
        measure=observation.measure,
        time=written(observation.time),
        kind=observation.kind,
        about=observation.about,
    )


def _time(observation: Observation, language: Language) -> str:
    """2020年, 2016—2020年; other times as the contract writes them."""
    time = written(observation.time) or ""
    first, _, last = time.partition("/")
    if first.isdigit() and last.isdigit():
        return text(language, "arithmetic.years", first=first, last=last)
    return text(language, "arithmetic.year", year=time) if time.isdigit() else time


def _said(reckoning: Reckoning, corpus: Corpus, language: Language) -> str:
    grounds = [g.zh if language == "zh" else g.en for g in reckoning.grounds]
    shown = grounds[:_QUOTED]
    if len(grounds) > _QUOTED:
        shown.append(text(language, "finding.more", count=len(grounds) - _QUOTED))
    verdict = "arithmetic.holds" if reckoning.holds else "arithmetic.fails"
    return text(
        language,
        "arithmetic.said",
        grounds=listed(language, shown),
        what=text(language, reckoning.what, subject=reckoning.subject, **dict(reckoning.fields)),
        computed=_number(reckoning, language),
        plan=corpus.names.plan(reckoning.document, language),
        words=nested(reckoning.words),
        verdict=text(language, verdict),
    )


def _number(reckoning: Reckoning, language: Language) -> str:
    """The computed number as people write it: 16.1%, 13.5个百分点, 2.1倍, 1395亿元, 以上 where it is a bound."""
    figure = reckoning.computed
    if reckoning.form in ("percent", "points"):
        number = f"{_plain(figure.middle * _HUNDRED, 2)}"
        words = (
            f"{number}%"
            if reckoning.form == "percent"
            else text(language, "arithmetic.percent_points", number=number)
        )
    elif reckoning.form == "times":
        words = text(language, "arithmetic.times", number=_plain(figure.middle, 2))
    else:
        words = f"{_plain(figure.middle / reckoning.scale, 4)}{reckoning.shown}"
    if not figure.high.is_finite():
        return text(language, "arithmetic.at_least", number=words)
    if not figure.low.is_finite():
        return text(language, "arithmetic.at_most", number=words)
    return words


def _plain(number: Decimal, most: int) -> str:
    """Without an exponent and without idle zeros, rounded to at most so many places."""
    shown = format(number.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP), "f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown
