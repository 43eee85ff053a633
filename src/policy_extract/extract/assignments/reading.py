"""One pass over the pieces of a list: what labels, verbs and separators make of its names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from policy_extract.expressions import expression
from policy_extract.extract.assignments import limits, roles
from policy_extract.extract.assignments.forms import behind_number
from policy_extract.extract.assignments.names import BODY, NONE, PARTY, AgencyNames
from policy_extract.extract.assignments.records import AgencyList, Limit, Named, Stated
from policy_extract.extract.assignments.roles import Roles
from policy_extract.model import Role
from policy_extract.rules import Said
from policy_extract.tuples import NamedTuple

#: A piece: start, end, the separator behind it.
Piece = tuple[int, int, str]
#: A name of a piece: start, end, the role that 会同 in the piece gives.
Split = tuple[int, int, Role | None]

_DIGIT = expression(r"\d")
_WORDS = expression(r"[\u4e00-\u9fff][\u4e00-\u9fff(]")
_CLAUSE = expression(r"[^,;。]*")


class _Verb(NamedTuple):
    """The verb behind the names of a piece: where it stands, its words with what stands around it."""

    said: Said
    words: str


class Reading:
    """Reads one list; all spans count in the compact form of the list."""

    def __init__(
        self,
        names: AgencyNames,
        asked: Roles,
        split: Callable[[str, int, int], list[Split]],
        compact: str,
        given: Stated | None,
        *,
        open_end: bool,
    ) -> None:
        self._names, self._asked, self._split = names, asked, split
        self._words = asked.words
        self._text, self._role, self._open_end = compact, given, open_end
        self._named: list[Named] = []
        self._followers: list[Named] = []
        self._limits: list[Limit] = []
        self._kinds = {BODY: 0, PARTY: 0, NONE: 0}
        self._clauses = 0
        self._guided: set[Said] = set()  # verbs that only guide
        self._end = 0
        self._labelled = given is not None
        self._verbed = False
        self._ranked = given is not None and given.role in ("lead", "support")
        self._pending: list[tuple[int, int]] = []  # names that wait for a verb
        self._following: Said | None = None  # “以下均需…”: what stands behind it is never ranked
        self._silent = ""  # behind a label of something else: which
        self._verbs: list[str] = []  # by which all before them answer
        self._closed = False  # behind ;
        self._before_comma = 0  # names that wait, in front of the last comma
        self._served = False  # the label has its names: who follows may have a verb of their own
        self._mark = ""  # what parts this piece from the one before
        self._led: Said | None = None  # somebody leads, by these words
        self._joined: Said | None = None  # behind 会同

    def run(self, pieces: Sequence[Piece]) -> AgencyList:
        """The list that the pieces make."""
        whole = True
        for start, end, separator in pieces:
            if not self._piece(start, end, separator):
                whole = False
                break
            if "。" in separator or self._ends_clause(separator):
                self._flush(self._role)
            self._closed = ";" in separator
            if "," in separator:
                self._before_comma = len(self._pending)
            self._mark = separator
        led = self._led or self._marked_lead()
        beside = self._asked.ask(roles.BESIDE_LEAD, "support", led) if led else None
        self._flush(self._role or beside)
        return AgencyList(
            names=tuple(self._answering()),
            followers=tuple(self._followers),
            labelled=self._labelled,
            verbed=self._verbed,
            ranked=self._ranked,
            verbs=tuple(self._verbs),
            limits=tuple(self._limits),
            bodies=self._kinds[BODY],
            parties=self._kinds[PARTY],
            strangers=self._kinds[NONE],
            clauses=self._clauses,
            end=self._end,
            whole=whole,
        )

    def _ends_clause(self, separator: str) -> bool:
        """Whether a mark ends the names of a label, so that a verb behind it is of those alone that follow.

        牵头单位：市财政局；|市教育局配合. Refused: 、, a comma behind 责任单位, names behind 会同.
        """
        if self._role is None or self._joined or self._following or not self._pending:
            return False
        ranked = self._role.role != "responsible"
        ends = ";" in separator or ("," in separator and ranked)
        self._served = self._served or ends
        return ends

    def _piece(self, start: int, end: int, separator: str) -> bool:
        """Read one piece; False ends the list."""
        if self._text[start].isdigit():
            start = behind_number(self._text, start, end)  # 1.市发改委;2.市财政局
        piece = self._text[start:end]
        label = self._words.label_alone.match(piece)
        if label and label.end() == len(piece.rstrip(self._words.copulas)):
            self._label(label["label"], start, start + label.end())
            return True
        if ":" in separator:
            return self._before_colon(start, end, piece)
        if self._silent and not (self._closed and self._names.judge(piece) == BODY):
            if self._silent == "deadline" and not self._closed:
                self._limits.append(Limit(start, end, limits.LABEL.id))
            return True
        self._silent = ""
        if self._limit(start, end, piece):
            return True
        rule = self._words.first_leads.search(piece) or self._words.marked_leads.search(piece)
        if rule:
            piece = piece[: rule.start()].rstrip("([以")
            end = start + len(piece)
            self._flush(self._role)
            self._following = None
        if not piece or piece in self._words.skip or not _WORDS.search(piece):
            return True
        closes = self._words.closing.fullmatch(piece) or self._words.persons.fullmatch(piece)
        if closes and self._names.judge(piece) != BODY:
            return True  # 持续推进; 分管副市长负责
        if label and self._leads_in(label, piece):
            self._label(label["label"], start, start + label.end())  # 责任单位市经信局: no colon
            rest = piece[label.end() :].removeprefix(self._words.copula(piece, label.end()))
            start, piece = end - len(rest), rest
        return self._names_of(self._opened(start, piece), end)

    def _leads_in(self, label: re.Match[str], piece: str) -> bool:
        """Whether a label without a colon brings names: 责任单位市经信局, …，配合单位为市水利局."""
        if self._words.copula(piece, label.end()):
            return True
        return not (self._labelled or self._named or self._pending)

    def _limit(self, start: int, end: int, piece: str) -> bool:
        """Whether a piece is a time limit in words: 完成时限为2024年底, “十四五”期末完成."""
        said = self._words.limit_is.match(piece)
        if said:
            self._limits.append(Limit(start + said.end(), end, limits.LABEL.id))
        elif piece in self._words.five_years:
            clause = _CLAUSE.match(self._text, end)
            stop = clause.end() if clause else end
            self._limits.append(Limit(max(0, start - 1), stop, limits.BESIDE.id))
        return bool(said) or piece in self._words.five_years

    def _label(self, words: str, start: int, end: int) -> None:
        self._labelled_as(
            self._asked.ask(roles.LABEL, self._words.role_of_label(words), Said(start, end))
        )

    def _labelled_as(self, role: Stated | None) -> None:
        if not self._labelled:  # “持续优化，牵头单位：…”: no name before the first label
            self._pending = [
                (s, e) for s, e in self._pending if self._names.judge(self._text[s:e]) != NONE
            ]
        self._flush(self._role)
        self._role, self._silent = role, ""
        self._following = self._joined = None
        self._labelled, self._served = True, False
        self._ranked = self._ranked or (role is not None and role.role in ("lead", "support"))

    def _before_colon(self, start: int, end: int, piece: str) -> bool:
        behind = self._words.label_behind(piece)
        if behind and self._labelled and self._names.judge(piece[:behind]) == BODY:
            self._piece(start, start + behind, "|")  # 牵头单位：市财政局|配合单位：…
            return self._piece(start + behind, end, ":")
        self._flush(self._role)
        role = self._asked.ask(
            roles.SHORT_LABEL, self._words.role_before_colon(piece), Said(start, end)
        )
        silence = self._words.silence(piece)
        if role:
            self._labelled_as(role)
        elif silence:
            self._silent = silence
        elif piece.endswith(self._words.levels):  # 责任单位：市级：市科技局；区级：各区政府
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
        if self._names.forms.begins_with_field(piece):
            beside = None  # 商务部 is no 商 with a 务部
        if beside and self._opens_with_name(start + beside.end(), start + len(piece)):
            said = Said(start, start + beside.end())
            self._flush(self._role or self._asked.ask(roles.TOGETHER, "lead", said))
            self._joined = self._led = said
            self._verbed = self._ranked = True
            return start + beside.end()
        if piece.startswith(self._words.signs):
            start, piece = start + 1, piece[1:]  # ★市文旅局
        leadin = self._words.leadin.match(piece)
        if leadin and self._words.following.search(leadin.group()):
            self._flush(self._role)
            self._following = Said(start, start + leadin.end())
            return start + leadin.end()
        by = leadin is not None and leadin.group().endswith(self._words.by)
        if leadin and (by or self._names.judge(piece) != BODY):
            return start + leadin.end()
        return start

    def _names_of(self, start: int, end: int) -> bool:
        spans, verb = self._parts(start, end)
        if spans is None:
            if self._open_end:
                return False
            if _DIGIT.search(self._text, start, end):
                self._limits.append(Limit(start, end, limits.BESIDE.id))
            elif not self._verbed or self._pending:  # else it only closes the list: 确保取得实效
                self._clauses += 1
            return True
        if verb is not None and self._text[slice(*verb.said)] in self._words.verbs_of_others:
            self._pending.clear()  # 市政府督查室督办
            return True
        self._end = end
        for number, (first, last, role) in enumerate(spans):
            if role is None:
                self._pending.append((first, last))
                continue
            if role == "lead":  # 市科技局会同市财政局
                self._led = self._joined = Said(last, spans[number + 1][0])
            stated = self._asked.ask(roles.TOGETHER, role, self._joined)
            self._flush(stated)
            self._add(first, last, stated)
            self._verbed = self._ranked = True
        if verb is not None:
            self._verb(verb)
        return True

    def _parts(self, start: int, end: int) -> tuple[list[Split] | None, _Verb | None]:
        """Names of one piece and the verb behind them; None when the piece is no name."""
        piece = self._text[start:end]
        loose = self._role is not None or self._labelled
        # 部门分工：市财政局牵头，市统计局配合，逐项细化举措
        over = self._open_end and self._verbed and self._mark == ","
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
            name, _ = self._bare(first, last)
            office = self._names.office(name)
            kind = PARTY if office else self._names.judge(name)
            if kind == NONE and not (
                not (over and not self._names.forms.begins_with_level(name))
                and self._names.shaped(name)
                and (loose or tail is None or self._is_beside(name))
            ):
                return None, None
            kinds.append(kind)
        if tail is None or tail["verb"] not in self._words.verbs_of_others:
            for kind in kinds:
                self._kinds[kind] += 1
        if tail is None:
            return spans, None
        return spans, _Verb(
            Said(start + tail.start("verb"), start + tail.end("verb")), tail.group()
        )

    def _bare(self, start: int, end: int) -> tuple[str, Role | None]:
        """A name without its mark, and the role that the mark gives."""
        length, role = self._words.mark(self._text[start:end])
        return self._text[start : end - length], role

    def _marked_lead(self) -> Said | None:
        """The mark that makes one of the waiting names lead: 市文旅局（牵头），市教育局."""
        for start, end in self._pending:
            bare, given = self._bare(start, end)
            if given == "lead":
                return Said(start + len(bare), end)
        return None

    def _is_beside(self, name: str) -> bool:
        """True for a name that nobody knows behind bodies: 市教育局、市计生协负责; 各县政府、管委会."""
        forms = self._names.forms
        return (forms.begins_with_level(name) or forms.is_government(name)) and any(
            self._names.judge(self._text[s:e]) == BODY for s, e in self._pending
        )

    def _opens_with_name(self, start: int, end: int) -> bool:
        """Whether names stand behind 会同, with a verb behind them or without: 市财政局等部门负责落实."""
        if self._names.judge(self._text[start:end]):
            return True
        tail = self._words.tail.search(self._text, start, end)
        spans = self._split(self._text, start, tail.start() if tail else end)
        return bool(spans) and self._names.judge(self._text[spans[0][0] : spans[0][1]]) == BODY

    def _answering(self) -> list[Named]:
        """The names; who only guides is responsible where nobody else answers: （市商务局指导）."""
        names = self._named
        guides = [n.stated is not None and n.stated.said in self._guided for n in names]
        others = [n for n, guide in zip(names, guides, strict=True) if not guide]
        if not any(guides) or any(n.stated is None or n.stated.role != "support" for n in others):
            return names
        return [
            n._replace(
                stated=self._asked.ask(roles.GUIDES, "responsible", n.stated.said) or n.stated
            )
            if guide and n.stated
            else n
            for n, guide in zip(names, guides, strict=True)
        ]

    def _verb(self, verb: _Verb) -> None:
        said, self._verbed = verb.said, True
        if self._text[slice(*said)] in self._words.guiding:
            self._guided.add(said)
        stated = self._asked.ask(roles.VERB, self._words.verb_roles[self._text[slice(*said)]], said)
        told = stated is not None and stated.role == "responsible"
        if told and self._role is not None and not self._served:
            stated = self._role  # 责任单位：市科技局、市财政局按职责分工负责
        if stated and stated.role == "lead" and self._joined and self._mark == "、":
            stated = None  # 市科技局会同市财政局、市教育局牵头: the first leads, as 会同 says
        if stated and stated.role == "support":
            self._served_before()
        if stated and stated.role == "lead":
            self._led = self._led or said
        if (
            not self._following
            and self._words.verb_roles[self._text[slice(*said)]] == "responsible"
        ):
            self._verbs.append(verb.words)
        elif not self._following:
            self._ranked = self._ranked or stated is not None
        self._flush(stated)
        self._joined = None

    def _served_before(self) -> None:
        """责任部门：市财政局、市教育局，|市体育局配合: the names in front of the comma are the label's.

        Refused: （市财政局、市教育局，市体育局配合), without a label; 责任部门：市财政局、市体育局配合, without a comma.
        """
        names = self._pending[: self._before_comma]
        if not names or self._role is None or self._role.role != "responsible":
            return
        for start, end in names:
            self._add(start, end, self._role)
        self._pending = self._pending[len(names) :]
        self._served = True

    def _flush(self, role: Stated | None) -> None:
        """Give the names that wait for a verb their role."""
        if self._joined and (role is None or role.role == "responsible"):
            # 市科技局会同市财政局、市教育局负责
            role = self._asked.ask(roles.TOGETHER, "support", self._joined) or role
        for start, end in self._pending:
            self._add(start, end, role)
        self._pending.clear()
        self._before_comma = 0

    def _add(self, start: int, end: int, role: Stated | None) -> None:
        bare, given = self._bare(start, end)
        length = end - start - len(bare)
        marked = self._asked.ask(roles.MARK, given, Said(end - length, end))
        if self._following and (role is None or role.role == "responsible"):
            role = self._asked.ask(roles.FOLLOWING, "responsible", self._following) or role
        last = end - length - self._names.office(bare)
        name = Named(start, last, marked or role, marked=length > 0)
        (self._followers if self._following else self._named).append(name)
