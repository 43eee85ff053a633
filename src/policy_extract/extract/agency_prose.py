"""Agencies in running prose: “由区招商局牵头负责信息收集”, “市财政局负责资金保障”.

Only a clause that consists of names up to the verb counts, so that a sentence about parties in general
(“由龙头企业牵头”, “由一名市级领导牵头”, “主要负责人”) yields nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_extract.extract.agency_lists import ListReader, Named
from policy_extract.extract.agency_names import BODY, FILE, PARTY, AgencyNames, alternation
from policy_extract.lexicon import Lexicon
from policy_extract.model import Role

_TRIGGER = re.compile(r"牵头|负责|会同|职责分工|协助|配合")
_CLAUSE = re.compile(r"(?:[^,;。:!?“”\"()\[\]]|[(\[][^()\[\]]*[)\]])+")
_STOP = re.compile(r"[。!?;]")
_BY = re.compile(r"(?<![自理事缘])由")
_ANYBODY = re.compile(r"各级|各地|有关|相关|以上|一[名个家位]|领导$|[省市县区]级$|(?:部门|单位)$")
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,7}(?:[市县区州盟旗镇乡]|街道|开发区|高新区|园区|新区)")


class ProseReader:
    """Reads sentences; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, names: AgencyNames, lists: ListReader) -> None:
        self._names = names
        self._lists = lists
        modifiers = alternation(lexicon.words(FILE, "verbs.modifiers"))
        guard = "|".join(lexicon.words(FILE, "verbs.not_before_patterns"))
        self._verb = re.compile(
            rf"(?P<duty>(?:{modifiers})*)(?P<verb>牵头|负责|会同|协助|配合|(?<=分工)(?:承担|落实|实施|推进))"
            rf"(?!{guard})"
        )

    def read(
        self, shadow: str, start: int, end: int
    ) -> Iterator[tuple[tuple[int, int], list[Named], str]]:
        """Yield (sentence, names, rule) for every clause of ``shadow[start:end]`` that names who acts."""
        if not _TRIGGER.search(shadow, start, end):
            return
        before: re.Match[str] | None = None
        led = False
        for clause in _CLAUSE.finditer(shadow, start, end):
            previous, before = before, clause
            if previous and _STOP.search(shadow, previous.end(), clause.start()):
                led = False
            if not _TRIGGER.search(shadow, clause.start(), clause.end()):
                continue
            names, rule = self._clause(shadow, clause, previous, led)
            if names:
                led = led or rule == "prose.lead"
                yield self._sentence(shadow, clause.start(), start, end), names, rule

    def _clause(
        self, shadow: str, clause: re.Match[str], previous: re.Match[str] | None, led: bool
    ) -> tuple[list[Named], str]:
        verb = self._verb.search(shadow, clause.start(), clause.end())
        if verb is None:
            return [], ""
        left, right = clause.start(), verb.start()
        while right > left and shadow[right - 1] == " ":
            right -= 1
        if verb["verb"] == "会同":
            beside = self._names.leading(shadow, verb.end(), clause.end())
            lead = self._actors(shadow, left, right, verb["duty"], "lead")
            if right == left and led:
                return [Named(s, e, "support") for s, e in beside], "prose.together"
            return (
                [*lead, *(Named(s, e, "support") for s, e in beside)] if lead and beside else [],
                "prose.lead",
            )
        role: Role = {"牵头": "lead", "协助": "support", "配合": "support"}.get(verb["verb"], "responsible")  # type: ignore[assignment]
        if right <= left and previous is not None and shadow[previous.end() : left].strip() == ":":
            left, right = previous.span()  # 市科技局：牵头…
        names = self._actors(shadow, left, right, verb["duty"], role)
        return names, "prose.lead" if role == "lead" else f"prose.{role}"

    def _actors(
        self, shadow: str, left: int, right: int, duty: str, role: Role
    ) -> list[Named]:
        """The names that fill the clause up to the verb (behind 由, when there is one)."""
        by = None
        for by in _BY.finditer(shadow, left, right):
            left = by.end()
        if right - left < 2 or right - left > 120:
            return []
        found = self._lists.read(shadow, left, right)
        if found.strangers or found.verbed or found.labelled or found.deadlines or found.followers:
            return []
        for name in found.names:
            words = shadow[name.start : name.end]
            kind = self._names.judge(words)
            if "分工" in duty and kind >= PARTY:
                continue
            if kind == BODY and not _ANYBODY.search(words):
                continue
            if by is not None and role == "lead" and _PLACE.fullmatch(words) and not _ANYBODY.search(words):
                continue
            return []
        return [Named(name.start, name.end, role) for name in found.names]

    @staticmethod
    def _sentence(shadow: str, at: int, start: int, end: int) -> tuple[int, int]:
        first = start
        for stop in _STOP.finditer(shadow, start, at):
            first = stop.end()
        stop_after = _STOP.search(shadow, at, end)
        while first < at and shadow[first].isspace():
            first += 1
        return first, stop_after.end() if stop_after else end
