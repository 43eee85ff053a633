"""What a series says, in one sentence: the years in their order, each value as written with its plan."""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.findings.corpus import Corpus
from policy_extract.findings.plans import titles, words_of
from policy_extract.findings.sentences import described, quoted
from policy_extract.findings.trajectory.series import Series, Stated, by_year
from policy_extract.messages import Language, listed, text
from policy_extract.model import Pattern, Said, Subject
from policy_extract.tuples import NamedTuple

#: More values of one year than these are counted, not quoted.
_QUOTED = 4
#: What each pattern says of a series.
_KEYS: dict[Pattern, str] = {
    "undercut": "finding.undercut",
    "lowered": "finding.lowered",
    "postponed": "finding.postponed",
    "met": "finding.met",
    "loosened": "finding.loosened",
    "rising": "finding.rising",
    "falling": "finding.falling",
    "level": "finding.level",
    "varying": "finding.varying",
}


def said(
    subject: Subject, stated: Series, pattern: Pattern, shown: Sequence[Stated], corpus: Corpus
) -> Said:
    """The sentence of a series: all its years, and first of all what goes back.

    ``shown`` are the statements that the pattern rests on, the earlier first; empty where it is all of them.
    """

    whole, first = _course(stated), _course(shown)

    def told(language: Language) -> str:
        steps = _steps(whole, corpus, language)
        part = _steps(first, corpus, language) if shown else ""
        return text(
            language,
            _KEYS[pattern],
            subject=described(subject, corpus.names, language),
            steps=steps,
            shown=part,
            course="" if part == steps else text(language, "finding.course", steps=steps),
        )

    return Said.of(told("zh"), told("en"))


class _Course(NamedTuple):
    """Statements in the order of time: the plans that make them, and what was reached and what is promised for each year."""

    plans: tuple[str, ...]
    steps: tuple[tuple[int, str, list[list[Stated]]], ...]


def _course(stated: Series) -> _Course:
    return _Course(
        tuple(dict.fromkeys(one.document for one in stated)),
        tuple(
            (year, key, _alike(those))
            for year, statements in by_year(stated).items()
            for key, target in (("finding.step_actual", False), ("finding.step_target", True))
            if (those := [one for one in statements if one.target == target])
        ),
    )


def _steps(course: _Course, corpus: Corpus, language: Language) -> str:
    """2020年实绩“664.3亿元”（《…》）→2025年目标“1400”（亿元）（《…》）; one plan is named once, in front."""
    plans = course.plans
    steps: list[str] = []
    for year, key, alike in course.steps:
        values = [_value(a, len(plans) > 1, corpus, language) for a in alike[:_QUOTED]]
        if len(alike) > _QUOTED:
            values.append(text(language, "finding.more", count=len(alike) - _QUOTED))
        steps.append(text(language, key, year=year, values=listed(language, values)))
    told = ("→" if language == "zh" else " → ").join(steps)
    if len(plans) > 1:
        return told
    return text(language, "finding.by_plan", plan=titles(corpus, plans, language), steps=told)


def _alike(stated: Series) -> list[list[Stated]]:
    """Statements of one year by what they say: 488家 and a table's 488 are one."""
    said: dict[object, list[Stated]] = {}
    for one in stated:
        said.setdefault(words_of(one.observation), []).append(one)
    return list(said.values())


def _value(alike: Series, named: bool, corpus: Corpus, language: Language) -> str:
    """A value as written first, with the plans that state it where there are several."""
    words = quoted(alike[0].observation, language)
    if not named:
        return words
    plans = titles(corpus, (one.document for one in alike), language)
    return text(language, "finding.value_of", words=words, plans=plans)
