"""What a finding says, in one sentence for people: in Chinese and in English."""

from __future__ import annotations

import marshal
from collections.abc import Mapping, Sequence
from typing import Self

from policy_extract.expressions import expression
from policy_extract.messages import Language, listed, text
from policy_extract.model import Document, Entity, Observation, Said, Subject
from policy_extract.tuples import NamedTuple

#: More statements than these are counted, not quoted.
_QUOTED = 4
_YEAR = expression(r"\d{4}")
_YEARS = expression(r"(\d{4})/(\d{4})")


class Head(NamedTuple):
    """What a document is called, and whether it is a draft."""

    title: str | None
    draft: bool

    @classmethod
    def of(cls, document: Document) -> Head:
        """A document's."""
        return cls(document.meta.title, document.meta.draft)

    def packed(self) -> bytes:
        """As bytes, for a process of this run."""
        return marshal.dumps(tuple(self))

    @classmethod
    def unpacked(cls, data: bytes) -> Self:
        """Out of the bytes of ``packed``."""
        return cls(*marshal.loads(data))


class Names(NamedTuple):
    """What documents are called, by id, and the entities; a document without a title goes by its id.

    A draft whose title has one of ``draft_words`` says so itself and is not marked again.
    """

    heads: Mapping[str, Head]
    known: Mapping[str, Entity]
    draft_words: tuple[str, ...] = ()

    def entity(self, id: str) -> str:
        """What an entity is called; its id where nobody knows it."""
        found = self.known.get(id)
        return found.name if found is not None else id

    def plan(self, document: str, language: Language) -> str:
        """A plan by its title, a draft as a draft: 《…规划》（征求意见稿）."""
        head = self.heads[document]
        title = head.title or document
        marked = head.draft and not any(word in title for word in self.draft_words)
        return text(language, "finding.draft" if marked else "finding.plan", title=title)


def sentence(
    key: str, subject: Subject, statements: Sequence[tuple[str, Observation]], names: Names
) -> Said:
    """The message ``key`` about a subject, with what each plan states, by its title.

    ``statements`` are (document's id, observation). Equal words of one plan are quoted once.
    """

    def told(language: Language) -> str:
        quotes = list(dict.fromkeys((document, quoted(o, language)) for document, o in statements))
        by_plan: dict[str, list[str]] = {}
        for document, words in quotes[:_QUOTED]:
            by_plan.setdefault(document, []).append(words)
        told_by = [
            text(
                language,
                "finding.states",
                plan=names.plan(d, language),
                words=listed(language, words),
            )
            for d, words in by_plan.items()
        ]
        if len(quotes) > _QUOTED:
            told_by.append(text(language, "finding.more", count=len(quotes) - _QUOTED))
        stated = ("；" if language == "zh" else "; ").join(told_by)
        return text(language, key, subject=described(subject, names, language), stated=stated)

    return Said.of(told("zh"), told("en"))


def described(subject: Subject, names: Names, language: Language) -> str:
    """A subject in words: 兰溪市2025年规上工业总产值（目标）."""
    area, indicator = names.entity(subject.area or ""), names.entity(subject.indicator or "")
    marks = []
    if subject.measure not in (None, "level"):
        marks.append(text(language, f"measure.{subject.measure}"))
    if subject.kind is not None:
        marks.append(text(language, f"kind.{subject.kind}"))
    time = _time(subject.time or "") if language == "zh" else (subject.time or "")
    parts = [part for part in (area, time, subject.segment, indicator) if part]
    if language == "zh":
        return "".join(parts) + (f"（{'、'.join(marks)}）" if marks else "")
    return " ".join(parts) + (f" ({', '.join(marks)})" if marks else "")


def _time(time: str) -> str:
    if _YEAR.fullmatch(time):
        return f"{time}年"
    years = _YEARS.fullmatch(time)
    return f"{years[1]}—{years[2]}年" if years else time


def quoted(observation: Observation, language: Language) -> str:
    """A value as written, with its unit behind it where its words do not say it: “664.3”（亿元）."""
    words = " ".join(observation.source.quote.split())
    unit = observation.value.unit if observation.value is not None else None
    if unit and unit not in words:
        return text(language, "finding.quoted_unit", words=words, unit=unit)
    return f"“{words}”"
