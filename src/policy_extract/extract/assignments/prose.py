"""Agencies in running prose: “由区招商局牵头负责信息收集”, “市财政局负责资金保障”.

Only a clause that consists of names up to the verb counts, so that a sentence about parties in
general (“由龙头企业牵头”, “由一名市级领导牵头”, “主要负责人”) yields nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_extract.extract.assignments.lists import ListReader
from policy_extract.extract.assignments.names import (
    BODY,
    FILE,
    PARTY,
    AgencyNames,
    alternation,
)
from policy_extract.extract.assignments.records import Named
from policy_extract.lexicon import Lexicon
from policy_extract.model import Role

#: The sentence, the names in it, the rule.
Acting = tuple[tuple[int, int], list[Named], str]

_TRIGGER = re.compile(r"牵头|负责|会同|职责分工|协助|配合")
_CLAUSE = re.compile(r"(?:[^,;。:!?“”\"()\[\]]|[(\[][^()\[\]]*[)\]])+")
_STOP = re.compile(r"[。!?;]")
_BY = re.compile(r"(?<![自理事缘])由")
_ROLES: dict[str, Role] = {"牵头": "lead", "协助": "support", "配合": "support"}
_MAX_LIST = 120


class ProseReader:
    """Reads sentences; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, names: AgencyNames, lists: ListReader) -> None:
        self._names = names
        self._lists = lists
        modifiers = alternation(lexicon.words(FILE, "verbs.modifiers"))
        guard = "|".join(lexicon.words(FILE, "verbs.not_before_patterns")) or "(?!)"
        self._verb = re.compile(
            rf"(?P<duty>(?:{modifiers})*)"
            r"(?P<verb>牵头|负责|会同|协助|配合|(?<=分工)(?:承担|落实|实施|推进))"
            rf"(?!{guard})"
        )
        anybody = lexicon.words(FILE, "names.anybody_patterns")
        self._anybody = re.compile("|".join(anybody) or "(?!)")
        self._generic = lexicon.words(FILE, "names.generic_suffixes")
        places = alternation(lexicon.words(FILE, "names.place_suffixes"))
        self._place = re.compile(rf"[\u4e00-\u9fff]{{1,7}}?(?:{places})")

    def read(self, shadow: str, start: int, end: int) -> Iterator[Acting]:
        """Yield every clause of ``shadow[start:end]`` that names who acts.

        市科技局牵头… leads, …配合 supports, …负责 is responsible; 会同 gives both.
        """
        if not _TRIGGER.search(shadow, start, end):
            return
        before: re.Match[str] | None = None
        led = False
        sentence = (start, start)
        for clause in _CLAUSE.finditer(shadow, start, end):
            previous, before = before, clause
            if previous and _STOP.search(shadow, previous.end(), clause.start()):
                led = False
            if not _TRIGGER.search(shadow, clause.start(), clause.end()):
                continue
            names = self._clause(shadow, clause, previous, led=led)
            if names:
                led = led or names[0].role == "lead"
                rule = f"prose.{names[0].role}"
                if clause.start() >= sentence[1]:
                    sentence = _sentence(shadow, clause.start(), sentence[1], end)
                yield (min(sentence[0], clause.start()), sentence[1]), names, rule

    def _clause(
        self, shadow: str, clause: re.Match[str], previous: re.Match[str] | None, *, led: bool
    ) -> list[Named]:
        verb = self._verb.search(shadow, clause.start(), clause.end())
        if verb is None:
            return []
        left, right = clause.start(), verb.start()
        while right > left and shadow[right - 1] == " ":
            right -= 1
        if verb["verb"] == "会同":
            spans = self._names.leading(shadow, verb.end(), clause.end())
            beside = [Named(s, e, "support") for s, e in spans]
            if right == left:
                return beside if led else []
            lead = self._actors(shadow, left, right, verb["duty"], "lead")
            return [*lead, *beside] if lead and beside else []
        role = _ROLES.get(verb["verb"], "responsible")
        if right <= left and previous is not None and shadow[previous.end()] == ":":
            left, right = previous.span()  # 市科技局：牵头…
        return self._actors(shadow, left, right, verb["duty"], role)

    def _actors(self, shadow: str, left: int, right: int, duty: str, role: Role) -> list[Named]:
        """The names that fill the clause up to the verb (behind 由, when there is one)."""
        by = None
        for by in _BY.finditer(shadow, left, right):
            left = by.end()
        if not 2 <= right - left <= _MAX_LIST:
            return []
        found = self._lists.read(shadow, left, right)
        if found.strangers or found.verbed or found.labelled or found.deadlines or found.followers:
            return []
        led = by is not None and role == "lead"
        words = [shadow[name.start : name.end] for name in found.names]
        if not all(self._acts(name, by_division="分工" in duty, led=led) for name in words):
            return []
        return [Named(name.start, name.end, role) for name in found.names]

    def _acts(self, name: str, *, by_division: bool, led: bool) -> bool:
        """True for a body; with 按职责分工 for any party; with 由…牵头 for a place (达茂旗)."""
        kind = self._names.judge(name)
        if by_division:
            return kind >= PARTY
        if self._anybody.search(name) or name.endswith(self._generic):
            return False
        return kind == BODY or (led and bool(self._place.fullmatch(name)))


def _sentence(shadow: str, at: int, start: int, end: int) -> tuple[int, int]:
    """The sentence around ``at``: its first word, its end; ``start`` is where some sentence begins."""
    first = start
    for stop in _STOP.finditer(shadow, start, at):
        first = stop.end()
    after = _STOP.search(shadow, at, end)
    last = after.end() if after else end
    while first < last and shadow[first].isspace():
        first += 1
    return first, last
