"""A list of agencies, read into names with roles.

“牵头单位：市商务局、市工信局，责任单位：各县（市、区）人民政府”, “市科技局牵头，市财政局等配合”,
“省发展改革委、省能源局，国网青海省电力公司”: labels, verbs and separators say who does what.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from policy_extract.extract.agency_names import BODY, FILE, NONE, PARTY, AgencyNames, alternation
from policy_extract.extract.agency_words import RoleWords
from policy_extract.lexicon import Lexicon
from policy_extract.model import CellRef, Role, Span

_Split = Callable[[str, int, int], list[tuple[int, int, "Role | None"]]]

_NESTED = r"[(\[][^()\[\]]*(?:[(\[][^()\[\]]*[)\]][^()\[\]]*)*[)\]]"
_PIECE = re.compile(rf"(?:[^、,;。:!?|\s()\[\]【】“”\"]|{_NESTED})+")
_TOKEN = re.compile(r"\S+")
_HEAD = re.compile(rf"(?:[^、,;。:!?|()\[\]【】“”\"]|{_NESTED})*")
_TAIL = re.compile(rf"(?:[^、,;。:!?|()\[\]【】“”\"]|{_NESTED})*$")
_JOINING = re.compile(r"以及|会同|和|及|与|并")
_AND_OTHERS = re.compile(r"(?<![高中初平同])等(?![级教院学])")
_DIGIT = re.compile(r"\d")
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a list: its span, the role it was given; ``marked`` when the name itself bears it.

    Marked: 市发改委（牵头）, 市经信局*.
    """

    start: int
    end: int
    role: Role | None
    marked: bool = False


@dataclass(slots=True)
class AgencyList:
    """What a list holds.

    ``followers`` stand behind “以下均需…落实”; ``labelled`` and ``verbed`` say what made it a list,
    ``ranked`` that it says itself who leads. ``deadlines`` are spans that may be a time limit.
    ``bodies``, ``parties``, ``strangers`` count the pieces by their form; ``end`` is where the last
    name ends.
    """

    names: list[Named] = field(default_factory=list)
    followers: list[Named] = field(default_factory=list)
    labelled: bool = False
    verbed: bool = False
    ranked: bool = False
    deadlines: list[tuple[int, int]] = field(default_factory=list)
    bodies: int = 0
    parties: int = 0
    strangers: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """A list of agencies in its place in the plan: what assignments are made of.

    ``start`` and ``end`` are the whole list with its brackets, ``item`` where the numbered item or
    paragraph begins that the list belongs to. ``scope`` is set where the form itself says what the
    list covers (a table's row, a sentence, a heading); else it follows from the lists before.
    """

    start: int
    end: int
    names: tuple[tuple[Named, str], ...]  # with the rule that found each
    section: str | None
    item: int
    task: str | None
    scope: Span | None = None
    deadline: tuple[int, int] | None = None
    cell: CellRef | None = None


class ListReader:
    """Reads lists; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, names: AgencyNames) -> None:
        self._names = names
        self.words = RoleWords(lexicon)
        kinds = alternation(lexicon.words(FILE, "phrases.kinds"))
        self._kinds = re.compile(rf"(?:{kinds})+")

    def read(
        self, shadow: str, start: int, end: int, role: Role | None = None, *, open_end: bool = False
    ) -> AgencyList:
        """The names between two offsets of the shadow.

        ``role`` is what the label before the list gave. ``open_end``: the list has no closing bracket;
        reading stops before the first piece that is no name.
        Skipped without a trace: 下同, 列第一位的为牵头单位, 不再列出, trailing 等.
        """
        compact, offsets = self._compact(shadow, start, end)
        reading = _Reading(self._names, self.words, self._split, compact, role, open_end)
        found = reading.run(self._pieces(compact))

        def there(name: Named) -> Named:
            return Named(offsets[name.start], offsets[name.end - 1] + 1, name.role, name.marked)

        found.names = [there(name) for name in found.names if name.start < name.end]
        found.followers = [there(name) for name in found.followers if name.start < name.end]
        found.deadlines = [(offsets[s], offsets[e - 1] + 1) for s, e in found.deadlines]
        found.end = offsets[found.end - 1] + 1 if found.end else start
        return found

    def _compact(self, shadow: str, start: int, end: int) -> tuple[str, list[int]]:
        """The list without the spaces and line breaks inside names, with the offset of every character.

        A break between two names becomes “|”. A line that a page cut (“责任单⏎位：省市⏎场监管局”) is
        put together again.
        """
        tokens = [m.span() for m in _TOKEN.finditer(shadow, start, end)]
        commas = "、" in shadow[start:end]
        parts: list[str] = []
        offsets: list[int] = []
        for index, (s, e) in enumerate(tokens):
            token = shadow[s:e]
            if index:
                between = shadow[tokens[index - 1][1] : s]
                if self._apart("".join(parts[-2:]), token, between, commas=commas):
                    parts.append("|")
                    offsets.append(s - 1)
            parts.append(token)
            offsets.extend(range(s, e))
        return "".join(parts), offsets

    def _apart(self, before: str, token: str, between: str, *, commas: bool) -> bool:
        """True when a space or line break stands between two names, not inside one."""
        tail, head = _TAIL.search(before), _HEAD.match(token)
        left, right = tail.group() if tail else "", head.group() if head else ""
        if not left or not right or right.startswith(("(", "[")):
            return False
        if self.words.label_alone.fullmatch(left) or self.words.label_alone.fullmatch(right):
            return True
        kinds = self._names.judge(left), self._names.judge(right)
        if commas:
            return kinds == (BODY, BODY) and self._names.begins_with_level(right)
        if kinds[0] and kinds[1]:
            return True
        return len(between) > 1 and "\n" not in between

    def _pieces(self, compact: str) -> list[tuple[int, int, str]]:
        """The pieces between separators with the separator behind each; 各县、区人民政府 is one piece."""
        spans = [m.span() for m in _PIECE.finditer(compact)]
        pieces: list[tuple[int, int, str]] = []
        for index, (s, e) in enumerate(spans):
            sep = compact[e : spans[index + 1][0] if index + 1 < len(spans) else len(compact)]
            if pieces and pieces[-1][2] == "、":
                before = pieces[-1][0]
                right = compact[s:e]
                verb = self.words.tail.search(right)
                if self._names.one_name(
                    compact[before : pieces[-1][1]], right[: verb.start()] if verb else right
                ):
                    pieces[-1] = (before, e, sep)
                    continue
            pieces.append((s, e, sep))
        return pieces

    def _split(self, words: str, start: int, end: int) -> list[tuple[int, int, Role | None]]:
        """The names of a piece: cut at 等 and at 和/及/与 between two names; 会同 gives roles.

        “能源局等省有关部门和各市人民政府” → 能源局, 各市人民政府. Refused: 工业和信息化局, 高等教育处.
        """
        others = _AND_OTHERS.search(words, start + 2, end)
        if others:
            kind = self._kinds.match(words, others.end(), end)
            rest = kind.end() if kind else others.end()
            joint = _JOINING.match(words, rest, end)
            rest = joint.end() if joint else rest
            spans = self._split(words, start, others.start())
            if rest < end and (joint or self._names.judge(words[rest:end])):
                spans += self._split(words, rest, end)
            return spans
        for joint in _JOINING.finditer(words, start + 2, end):
            left, right = words[start : joint.start()], words[joint.end() : end]
            if not self._names.judge(left) or not right:
                continue
            if self._names.judge(right) or self._opens_with_name(right):
                rest_spans = self._split(words, joint.end(), end)
                if joint.group() == "会同":
                    return [(start, joint.start(), "lead"), *((s, e, "support") for s, e, _ in rest_spans)]
                return [(start, joint.start(), None), *rest_spans]
        return [(start, end, None)]

    def _opens_with_name(self, words: str) -> bool:
        return any(self._names.judge(words[: m.start()]) for m in _JOINING.finditer(words, 2))


class _Reading:
    """One pass over the pieces of a list: the state between them."""

    def __init__(
        self,
        names: AgencyNames,
        role_words: RoleWords,
        split: _Split,
        compact: str,
        role: Role | None,
        open_end: bool,
    ) -> None:
        self._names, self._words, self._split = names, role_words, split
        self._text, self._role, self._open_end = compact, role, open_end
        self._found = AgencyList(labelled=role is not None, ranked=role in ("lead", "support"))
        self._pending: list[tuple[int, int]] = []
        self._following = False  # behind “以下均需…”: holds for all that follows, never ranked
        self._silent = ""  # behind a label of something else: which
        self._closed = False  # behind ;
        self._led = False
        self._joined = False  # behind 会同

    def run(self, pieces: list[tuple[int, int, str]]) -> AgencyList:
        for start, end, sep in pieces:
            if not self._piece(start, end, sep):
                break
            if "。" in sep:
                self._flush(self._role)
            self._closed = ";" in sep
        self._flush(self._role if self._role is not None else ("support" if self._led else None))
        return self._found

    def _flush(self, role: Role | None) -> None:
        """Give the names that wait for a verb their role."""
        if self._joined and role in (None, "responsible"):
            role = "support"  # 市科技局会同市财政局、市教育局负责
        for start, end in self._pending:
            self._add(start, end, role)
        self._pending.clear()

    def _add(self, start: int, end: int, role: Role | None) -> None:
        mark, length, given = self._words.mark(self._text[start:end])
        name = Named(start, end - length, given or role, marked=mark)
        (self._found.followers if self._following else self._found.names).append(name)

    def _label(self, role: Role) -> None:
        if not self._found.labelled:  # “持续优化，牵头单位：…”: what stands before the first label
            self._pending = [s for s in self._pending if self._names.judge(self._text[s[0] : s[1]])]
        self._flush(self._role)
        self._role, self._silent = role, ""
        self._following = self._joined = False
        self._found.labelled = True
        self._found.ranked = self._found.ranked or role in ("lead", "support")

    def _piece(self, start: int, end: int, sep: str) -> bool:
        """Read one piece; False ends the list."""
        piece = self._text[start:end]
        label = self._words.label_alone.match(piece)
        if label and label.end() == len(piece.rstrip("为是")):
            self._label(self._words.role_of_label(label["label"]))
            return True
        if ":" in sep:
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
        if label and not self._found.labelled and not self._found.names and not self._pending:
            self._label(self._words.role_of_label(label["label"]))  # 责任单位市经信局: no colon
            start, piece = start + label.end(), piece[label.end() :]
        start = self._openers(start, piece)
        return self._names_of(start, end)

    def _before_colon(self, start: int, end: int, piece: str) -> bool:
        self._flush(self._role)
        kind = self._words.kind_of_label(piece)
        if kind in ("lead", "support", "responsible"):
            self._label(kind)
        elif kind:
            self._silent = kind
        elif self._names.judge(piece) == NONE and not piece.endswith("级"):
            self._silent = "other"
            return not self._open_end
        elif not piece.endswith("级"):
            self._pending.append((start, end))
        return True

    def _openers(self, start: int, piece: str) -> int:
        """Step over 由, 会同, 以下均需 before a name."""
        beside = self._words.together.match(piece)
        if beside and self._names.judge(piece[beside.end() :]):
            self._flush("lead" if self._role is None else self._role)
            self._joined = self._led = self._found.verbed = self._found.ranked = True
            return start + beside.end()
        leadin = self._words.leadin.match(piece)
        if leadin and leadin.end() > 3:
            self._flush(self._role)
            self._following = True
            return start + leadin.end()
        if leadin and self._names.judge(piece) != BODY:
            return start + leadin.end()
        return start

    def _names_of(self, start: int, end: int) -> bool:
        loose = self._role is not None or self._found.labelled
        spans, verb = self._parts(start, end, loose=loose)
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
            else:
                self._flush(role)
                self._add(first, last, role)
                self._found.verbed = self._found.ranked = self._led = self._joined = True
        if verb is not None:
            self._verb(self._words.verb_roles[verb])
        return True

    def _verb(self, role: Role) -> None:
        self._found.verbed = True
        if role == "responsible" and self._role is not None:
            role = self._role  # 责任单位：市科技局、市财政局按职责分工负责
        self._led = self._led or role == "lead"
        if role != "responsible" and not self._following:
            self._found.ranked = True
        self._flush(role)

    def _parts(
        self, start: int, end: int, *, loose: bool
    ) -> tuple[list[tuple[int, int, Role | None]] | None, str | None]:
        """Names of one piece and the verb behind them; None when the piece is no name."""
        piece = self._text[start:end]
        verb: str | None = None
        tail = None
        if self._names.judge(piece) != BODY:
            tail = self._words.tail.search(piece)
            if tail is None:
                tail = self._words.with_object.search(piece)
                loose = loose and tail is None
            if tail is not None:
                verb, end = tail["verb"], start + tail.start()
                if start == end:
                    return [], verb
        out: list[tuple[int, int, Role | None]] = []
        kinds: list[int] = []
        for first, last, role in self._split(self._text, start, end):
            mark, length, _ = self._words.mark(self._text[first:last])
            name = self._text[first : last - length]
            kind = self._names.judge(name)
            if kind == NONE and not (self._names.shaped(name) and (loose or tail is None)):
                return None, None
            kinds.append(kind)
            out.append((first, last, role))
        self._found.bodies += kinds.count(BODY)
        self._found.parties += kinds.count(PARTY)
        self._found.strangers += kinds.count(NONE)
        return out, verb
