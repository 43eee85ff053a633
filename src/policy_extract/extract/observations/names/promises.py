"""Promises without a number (完成上级下达任务, 全面消除): what they are made of, and under which name."""

from __future__ import annotations

from policy_extract.document.plain import is_han
from policy_extract.extract.observations.drafts import Candidate, Name, Named
from policy_extract.extract.observations.names.name_clause import Reading
from policy_extract.extract.observations.names.one_number import NONE
from policy_extract.extract.observations.names.thread import Front, Step, Thread
from policy_extract.extract.observations.windows import (
    located,
    noun_edge,
)
from policy_extract.rules import Refused, Rule, Switches


class PromiseReader:
    """Names promises; built once for a lexicon."""

    def __init__(self, reading: Reading, switches: Switches) -> None:
        self._reading = reading
        self._promised_rates = switches.has(PROMISED_RATE)

    def read(self, shadow: str, thread: Thread, front: Front, candidate: Candidate) -> Step:
        """A promise with the names that it holds for, or its refusal where nothing names it."""
        words = candidate.words or ""
        joined = shadow.startswith(self._reading.words.joining, candidate.end)
        goes_on = is_han(shadow[candidate.end : candidate.end + 1]) and not joined
        if goes_on and self._reading.words.eliminated.fullmatch(words):
            return self._ahead(shadow, thread, front, candidate)
        whole = self._reading.words.whole_of.match(words)
        if whole and self._reading.words.fulfilled.match(words, whole.end()):
            candidate = candidate._replace(
                start=candidate.start + whole.end(), words=words[whole.end() :]
            )
        phrase = front.phrase.named(self._with_rate(shadow, front, candidate.start))
        front = front._replace(phrase=phrase)
        names = self._promised(shadow, thread, front, candidate)
        named = tuple(Named(candidate, name, phrase, front.left) for name in names)
        subject = thread.subject
        if phrase.name:
            subject = Name(
                phrase.name,
                "name.promise",
                located(shadow, phrase.name, front.left, candidate.start),
            )
        refused = () if named else (Refused(NONE.id, candidate.start, candidate.end),)
        return Step(named, refused, thread._replace(subject=subject, end=candidate.end))

    def _ahead(self, shadow: str, thread: Thread, front: Front, candidate: Candidate) -> Step:
        """“全面消除|城市黑臭水体”: the promise stands before its name."""
        edge = noun_edge(shadow, candidate.end, len(shadow))
        words = shadow[candidate.end : edge].replace("\n", "")
        phrase = self._reading.peeler.front(words, front.phrase)
        said = located(shadow, phrase.name, candidate.end, edge)
        name = Name(phrase.name, PROMISED.id, said)
        named = Named(candidate, name, phrase, front.left, edge)
        return Step((named,), (), thread._replace(subject=name, end=edge))

    def _with_rate(self, shadow: str, front: Front, start: int) -> str:
        """A promised rate is the indicator: GDP增速|高于全省平均水平, 单位GDP能耗下降|完成上级任务."""
        name, word = front.phrase.name, front.phrase.word("up", "down")
        if not name or not word or not self._promised_rates:
            return name
        rate = next((r for r in self._reading.words.rates if word.startswith(r)), "")
        told = name + rate
        return told if rate and located(shadow, told, front.left, start) else name

    def _promised(
        self, shadow: str, thread: Thread, front: Front, candidate: Candidate
    ) -> list[Name]:
        words = self._reading.words
        name = words.et_cetera.sub("", front.phrase.name)
        if name.startswith(words.principles):
            return []  # 坚持居民收入增长和经济增长基本同步
        if not name:
            own = words.of_economy.search(candidate.words or "")  # 增长8%，|高于经济增速
            return [thread.subject.carried()] if thread.subject and not own else []
        parts = [name]
        if words.fulfilled.search(candidate.words or ""):
            listed = self._reading.nouns.listed(name)
            if len(listed) > 1 and all(len(p) >= 4 for p in listed):
                tail = words.falls.search(listed[-1])
                ends = tail.group() if tail else ""
                parts = [p if p.endswith(ends) else p + ends for p in listed]
        return [
            Name(part, "name.promise", located(shadow, part, front.left, candidate.start))
            for part in parts
        ]


PROMISED = Rule(
    "name.promise", "name", "无数字承诺的名称", "name of a promise without number",
    "单位GDP能耗下降|完成上级下达任务: the words in front, or behind 全面消除|黑臭水体; several where each has it",
    "a promise with no name before it", PromiseReader._promised,
)  # fmt: skip
PROMISED_RATE = Rule(
    "name.promised_rate", "name", "无数字承诺的增速", "a rate that is promised without number",
    "GDP增速|高于全省平均水平: the word of growth stays in the name",
    "GDP增长8%: a number has the measure growth_rate", PromiseReader._with_rate,
)  # fmt: skip
