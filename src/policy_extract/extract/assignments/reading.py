"""One pass over the pieces of a list: what labels, verbs and separators make of its names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from policy_extract.extract.assignments.names import BODY, NONE, PARTY, AgencyNames
from policy_extract.extract.assignments.records import AgencyList, Named
from policy_extract.extract.assignments.words import RoleWords
from policy_extract.model import Role

#: A piece: start, end, the separator behind it.
Piece = tuple[int, int, str]
#: A name of a piece: start, end, the role that the piece itself gives.
Split = tuple[int, int, Role | None]

_DIGIT = re.compile(r"\d")
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
_RULE_LEADIN = 3  # a longer opener (以下均需) makes a rule for all that follows


class Reading:
    """Reads one list; all spans count in the compact form of the list."""

    def __init__(
        self,
        names: AgencyNames,
        words: RoleWords,
        split: Callable[[str, int, int], list[Split]],
        compact: str,
        role: Role | None,
        *,
        open_end: bool,
    ) -> None:
        self._names, self._words, self._split = names, words, split
        self._text, self._role, self._open_end = compact, role, open_end
        self._found = AgencyList(labelled=role is not None, ranked=role in ("lead", "support"))
        self._pending: list[tuple[int, int]] = []  # names that wait for a verb
        self._following = False  # behind “以下均需…”: never ranked
        self._silent = ""  # behind a label of something else: which
        self._closed = False  # behind ;
        self._led = False  # somebody leads
        self._joined = False  # behind 会同

    def run(self, pieces: Sequence[Piece]) -> AgencyList:
        """The list that the pieces make."""
        for start, end, separator in pieces:
            if not self._piece(start, end, separator):
                break
            if "。" in separator:
                self._flush(self._role)
            self._closed = ";" in separator
        # “市科技局牵头，市财政局”: who stands beside a lead without a word supports
        self._flush(self._role or ("support" if self._led else None))
        return self._found

    def _piece(self, start: int, end: int, separator: str) -> bool:
        """Read one piece; False ends the list."""
        piece = self._text[start:end]
        label = self._words.label_alone.match(piece)
        if label and label.end() == len(piece.rstrip("为是")):
            self._label(self._words.role_of_label(label["label"]))
            return True
        if ":" in separator:
            return self._before_colon(start, end, piece)
        if self._silent and not (self._closed and self._names.judge(piece) == BODY):
            if self._silent == "deadline" and not self._closed:
                self._found.deadlines.append((start, end))
            return True
        self._silent = ""
        rule = self._words.first_leads.search(piece) or self._words.marked_leads.search(piece)
        if rule:
            piece = piece[: rule.start()].rstrip("([以")
            end = start + len(piece)
            self._flush(self._role)
            self._following = False
        if not piece or piece in self._words.skip or not _WORDS.search(piece):
            return True
        if label and not (self._found.labelled or self._found.names or self._pending):
            self._label(self._words.role_of_label(label["label"]))  # 责任单位市经信局: no colon
            start, piece = start + label.end(), piece[label.end() :]
        return self._names_of(self._opened(start, piece), end)

    def _label(self, role: Role) -> None:
        if not self._found.labelled:  # “持续优化，牵头单位：…”: no name before the first label
            self._pending = [
                (s, e) for s, e in self._pending if self._names.judge(self._text[s:e]) != NONE
            ]
        self._flush(self._role)
        self._role, self._silent = role, ""
        self._following = self._joined = False
        self._found.labelled = True
        self._found.ranked = self._found.ranked or role in ("lead", "support")

    def _before_colon(self, start: int, end: int, piece: str) -> bool:
        self._flush(self._role)
        role = self._words.role_before_colon(piece)
        silence = self._words.silence(piece)
        if role:
            self._label(role)
        elif silence:
            self._silent = silence
        elif piece.endswith("级"):  # 责任单位：市级：市科技局；区级：各区政府
            pass
        elif self._names.judge(piece) == BODY:
            self._pending.append((start, end))
        else:
            self._silent = "other"
            return not self._open_end
        return True

    def _opened(self, start: int, piece: str) -> int:
        """Where the name begins behind 由, 会同, 以下均需."""
        beside = self._words.together.match(piece)
        if beside and self._names.judge(piece[beside.end() :]):
            self._flush(self._role or "lead")
            self._joined = self._led = self._found.verbed = self._found.ranked = True
            return start + beside.end()
        leadin = self._words.leadin.match(piece)
        if leadin and leadin.end() > _RULE_LEADIN:
            self._flush(self._role)
            self._following = True
            return start + leadin.end()
        if leadin and self._names.judge(piece) != BODY:
            return start + leadin.end()
        return start

    def _names_of(self, start: int, end: int) -> bool:
        spans, verb = self._parts(start, end)
        if spans is None:
            if self._open_end:
                return False
            if _DIGIT.search(self._text, start, end):
                self._found.deadlines.append((start, end))
            else:
                self._found.strangers += 1
            return True
        self._found.end = end
        for first, last, role in spans:
            if role is None:
                self._pending.append((first, last))
            else:  # 市科技局会同市财政局
                self._flush(role)
                self._add(first, last, role)
                self._found.verbed = self._found.ranked = self._led = self._joined = True
        if verb is not None:
            self._verb(self._words.verb_roles[verb])
        return True

    def _parts(self, start: int, end: int) -> tuple[list[Split] | None, str | None]:
        """Names of one piece and the verb behind them; None when the piece is no name."""
        piece = self._text[start:end]
        loose = self._role is not None or self._found.labelled
        tail = None
        if self._names.judge(piece) != BODY:
            tail = self._words.tail.search(piece)
            if tail is None:
                tail = self._words.with_object.search(piece)
                loose = loose and tail is None
        if tail is not None:
            end = start + tail.start()
        kinds: list[int] = []
        spans = self._split(self._text, start, end) if start < end else []
        for first, last, _ in spans:
            length, _ = self._words.mark(self._text[first:last])
            name = self._text[first : last - length]
            kind = self._names.judge(name)
            if kind == NONE and not (self._names.shaped(name) and (loose or tail is None)):
                return None, None
            kinds.append(kind)
        self._found.bodies += kinds.count(BODY)
        self._found.parties += kinds.count(PARTY)
        self._found.strangers += kinds.count(NONE)
        return spans, tail["verb"] if tail is not None else None

    def _verb(self, role: Role) -> None:
        self._found.verbed = True
        if role == "responsible" and self._role is not None:
            role = self._role  # 责任单位：市科技局、市财政局按职责分工负责
        self._led = self._led or role == "lead"
        if role != "responsible" and not self._following:
            self._found.ranked = True
        self._flush(role)

    def _flush(self, role: Role | None) -> None:
        """Give the names that wait for a verb their role."""
        if self._joined and role in (None, "responsible"):
            role = "support"  # 市科技局会同市财政局、市教育局负责
        for start, end in self._pending:
            self._add(start, end, role)
        self._pending.clear()

    def _add(self, start: int, end: int, role: Role | None) -> None:
        length, given = self._words.mark(self._text[start:end])
        name = Named(start, end - length, given or role, marked=length > 0)
        (self._found.followers if self._following else self._found.names).append(name)
