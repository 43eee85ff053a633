"""Lists of agencies in a paragraph: in brackets, and behind a label in the open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_extract.extract.assignments.lists import ListReader
from policy_extract.extract.assignments.names import FILE, NONE, AgencyNames, alternation
from policy_extract.extract.assignments.records import AgencyList, ListedAt
from policy_extract.lexicon import Lexicon
from policy_extract.model import Role

_INNER = r"[(\[][^()\[\]]*(?:[(\[][^()\[\]]*[)\]][^()\[\]]*)*[)\]]"
_BRACKET = re.compile(rf"[(\[【](?:[^()\[\]【】]|{_INNER})*[)\]】]")
_OPENING = re.compile(r"[(\[【]")
_PROMISING = re.compile(r"[委办局厅府会部院司心组队]")
_ROLE = re.compile(r"单位|部门|牵头|负责|[委局厅]、")
_CUT = 500  # how far behind a paragraph's end its last bracket may close
_AFTER_LABEL = re.compile(r"[:】\]为是]")
_LABEL_ROOM = 18  # the longest label with its prefixes and bracket
_STOP = re.compile(r"[。!?]")
_BORDER = re.compile(r"[、,;。:!?\s()“”]")
_ENDERS = "。;!?"


class BracketLists:
    """Finds the lists of a paragraph; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, names: AgencyNames, lists: ListReader) -> None:
        self._names = names
        self._lists = lists
        kinds = alternation(lexicon.words(FILE, "phrases.kinds"))
        explained = alternation(lexicon.words(FILE, "phrases.explained"))
        self._explained = re.compile(rf"(?:{kinds}|{explained})$")

    def find(self, shadow: str, start: int, end: int) -> Iterator[ListedAt]:
        """The lists of ``shadow[start:end]``; the last one may end behind ``end``.

        Refused: brackets of places (上海、杭州), of companies, of kinds of bodies (事业单位、
        互联网企业), of clauses; brackets that explain a word (国家部委（财政部、商务部）).
        """
        taken: list[tuple[int, int]] = []
        for first, last in self._brackets(shadow, start, end):
            listed = self._lists.read(shadow, first + 1, last - 1)
            form = self._form(shadow, (start, max(end, last)), (first, last), listed)
            if form:
                taken.append((first, last))
                yield ListedAt(first, last, listed, form)
        for first, last in gaps(start, end, taken):
            yield from self._in_the_open(shadow, first, last)

    def _in_the_open(self, shadow: str, start: int, end: int) -> Iterator[ListedAt]:
        """“责任单位：市经信局、市财政局。” without brackets: up to the end of its sentence."""
        while (label := self._open_label(shadow, start, end)) is not None:
            first, begin, role, sure = label
            stop = _STOP.search(shadow, begin, end)
            until = stop.start() if stop else end
            listed = self._lists.read(shadow, begin, until, role, open_end=True)
            start = max(listed.end, begin)
            if listed.names and (sure or listed.bodies):
                yield ListedAt(first, start, listed, "line.label")

    def _open_label(self, shadow: str, start: int, end: int) -> tuple[int, int, Role, bool] | None:
        """The next label outside brackets: start, end, role; sure when it has a colon."""
        words = self._lists.words
        for sign in _AFTER_LABEL.finditer(shadow, start, end):
            if sign.group() in "为是" and shadow[sign.start() - 1] not in "位门体":
                continue  # 责任单位为市科技局
            room = max(start, sign.start() - _LABEL_ROOM)
            for label in words.label.finditer(shadow, room, min(end, sign.end() + 1)):
                if label.end() >= sign.end():
                    role = words.role_of_label(label["label"] or label["label2"])
                    return label.start(), label.end(), role, shadow[label.end() - 1] in ":】]"
        return None

    def _brackets(self, shadow: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Outermost brackets that may hold names.

        The last one may close behind ``end``: a page's edge cuts a list where layout sees the end
        of a paragraph. 【责任单位】 is a label in the open, no bracket.
        """
        at = start
        while (opening := _OPENING.search(shadow, at, end)) is not None:
            first = opening.start()
            at = first + 1
            bracket = _BRACKET.match(shadow, first, end)
            if bracket is None:
                bracket = _BRACKET.match(shadow, first, end + _CUT)
                if bracket is None or not _ROLE.search(shadow, first, bracket.end()):
                    continue
            last = bracket.end()
            if shadow[first] == "【" and self._lists.words.label_alone.fullmatch(
                shadow, first + 1, last - 1
            ):
                continue
            at = last
            if _PROMISING.search(shadow, first, last):
                yield first, last

    def _form(
        self, shadow: str, paragraph: tuple[int, int], span: tuple[int, int], listed: AgencyList
    ) -> str | None:
        """What makes the bracket a list of responsible bodies, or None when it is none.

        A bare bracket must hold bodies, close its sentence or follow one, and not explain the word
        before it.
        """
        if not listed.names and not listed.followers:
            return None
        if listed.labelled:
            return "bracket.label"
        if listed.verbed:
            known = listed.bodies + listed.parties
            return "bracket.verb" if known and not listed.strangers else None
        if not listed.bodies or (listed.strangers and listed.bodies < max(2, 2 * listed.strangers)):
            return None
        before = shadow[paragraph[0] : span[0]].rstrip()
        after = shadow[span[1] : paragraph[1]].lstrip()
        if not before or before[-1] in _ENDERS:
            return "bracket.bare"
        if after and after[0] not in _ENDERS:
            return None
        if self._explained.search(before) or self._ends_in_name(before):
            return None
        return "bracket.bare" if listed.bodies > 1 or not after.strip(_ENDERS) else None

    def _ends_in_name(self, before: str) -> bool:
        tail = _BORDER.split(before[-24:])[-1]
        return any(self._names.judge(tail[i:]) != NONE for i in range(max(1, len(tail) - 2)))


def gaps(start: int, end: int, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches of ``start``-``end`` that no span of ``taken`` covers."""
    for first, last in sorted(taken):
        if start < first:
            yield start, first
        start = max(start, last)
    if start < end:
        yield start, end
