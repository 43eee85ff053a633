"""Lists of agencies in a paragraph: in brackets, and behind a label in the open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from policy_extract.expressions import expression
from policy_extract.extract.assignments import roles
from policy_extract.extract.assignments.forms import FILE, alternation
from policy_extract.extract.assignments.knowledge import Knowledge
from policy_extract.extract.assignments.names import NONE
from policy_extract.extract.assignments.records import AgencyList, ListedAt, Stated
from policy_extract.rules import Rule, Said
from policy_extract.tuples import NamedTuple

_INNER = r"[(\[][^()\[\]]*(?:[(\[][^()\[\]]*[)\]][^()\[\]]*)*[)\]]"
_BRACKET = expression(rf"[(\[【](?:[^()\[\]【】]|{_INNER})*[)\]】]")
_OPENING = expression(r"[(\[【]")
_CUT = 500  # how far behind a paragraph's end its last bracket may close
_LABEL_ROOM = 18  # the longest label with its prefixes and bracket
_ROOM = 1500  # a list in the open is read so far at first
_BESIDE = 200  # what stands around a bracket is read so far
_TORN = 8  # what a line may leave of a name that the next one ends: 、市⏎财政局
_STOP = expression(r"[。!?]")
_BORDER = expression(r"[、,;。:!?\s()“”]")
_BORDERS = expression(r"[、,;]")
_ENDERS = "。;!?"
#: A line of nothing but names, indented or not
_NAMES_LINE = expression(
    r"\n(?P<indent>[ \u3000]{2,})?(?P<names>[\u4e00-\u9fff、,()]{2,60})(?=\s*(?:\n|$))"
)
FIND, REFUSE = "assignments.find", "assignments.refuse"


class Bracket(NamedTuple):
    """A bracket that may be a list: what it holds, and the words of its paragraph around it."""

    listed: AgencyList
    before: str
    after: str
    inside: str


class BracketLists:
    """Finds the lists of a paragraph; built once for a lexicon."""

    def __init__(self, known: Knowledge) -> None:
        self._names, self._lists, self._asked = known.names, known.lists, known.roles
        self._switches, lexicon = known.switches, known.lexicon
        self._forms = self._switches.on(FORMS)
        kinds = alternation(lexicon.words(FILE, "phrases.kinds"))
        explained = alternation(lexicon.words(FILE, "phrases.explained"))
        self._explained = lexicon.compiled(rf"(?:{kinds}|{explained})$")
        self._houses = lexicon.words(FILE, "phrases.houses")
        self._housed = lexicon.words(FILE, "phrases.housed")
        self._level = known.names.forms.begins_with_level
        self._promising = lexicon.compiled(f"[{lexicon.signs(FILE, 'phrases.promising')}]")
        self._role = lexicon.pattern(f"<{FILE}.phrases.role_patterns>")
        self._date = lexicon.pattern(rf"\s*\n\s*(?:<{FILE}.phrases.date_patterns>)")
        self._copulas = self._lists.words.copulas
        self._after_label = lexicon.compiled(rf"[:】\]{re.escape(self._copulas)}]")
        self._label_ends = "".join({label[-1] for label in lexicon.words(FILE, "labels.kinds")})

    def find(self, shadow: str, start: int, end: int) -> Iterator[ListedAt]:
        """The lists of ``shadow[start:end]``; the last one may end behind ``end``.

        Refused: brackets of places (上海、杭州), of companies, of kinds of bodies (事业单位、
        互联网企业), of clauses; brackets that explain a word (国家部委（财政部、商务部）).
        """
        taken: list[tuple[int, int]] = []
        for first, last in self._brackets(shadow, start, end):
            bracket = Bracket(
                self._lists.read(shadow, first + 1, last - 1),
                shadow[max(start, first - _BESIDE) : first].rstrip(),
                shadow[last : max(min(end, last + _BESIDE), last)].lstrip(),
                shadow[first + 1 : last - 1].strip(),
            )
            rule = self._form(bracket)
            if rule:
                taken.append((first, last))
                yield ListedAt(first, last, bracket.listed, rule)
        if self._switches.has(LINE):
            for first, last in gaps(start, end, taken):
                yield from self.in_the_open(shadow, first, last)

    def in_the_open(self, shadow: str, start: int, end: int) -> Iterator[ListedAt]:
        """“责任单位：市经信局、市财政局。” without brackets: up to the end of its sentence."""
        while (label := self._open_label(shadow, start, end)) is not None:
            said, given, sure = label
            stop = _STOP.search(shadow, said.end, end)
            until = stop.start() if stop else end
            listed = self._read_on(shadow, said.end, until, given)
            if stop is None and self._switches.has(NEXT_LINES):
                listed = self.next_lines(shadow, said.end, end, listed, given)
            start = max(listed.end, said.end)
            if listed.whole and not (listed.names or listed.followers):
                start = until  # nor does any of the labels in between bring a name
            if listed.names and (sure or listed.bodies):
                yield ListedAt(said.start, start, listed, LINE.id)

    def _read_on(self, shadow: str, start: int, end: int, given: Stated | None) -> AgencyList:
        """A list in the open that ends by itself before ``end``: a long stretch is read as far as names go on."""
        room = _ROOM
        while end - start > room:
            border = _BORDERS.search(shadow, start + room, end)
            if border is None:
                break
            listed = self._lists.read(shadow, start, border.start(), given, open_end=True)
            if not listed.whole:
                return listed
            room *= 4
        return self._lists.read(shadow, start, end, given, open_end=True)

    def next_lines(
        self, shadow: str, start: int, end: int, listed: AgencyList, given: Stated | None
    ) -> AgencyList:
        """The list in the open with the lines below that go on with it: “…、市⏎　　财政局”, a name on each.

        ``start`` is where its names begin, ``end`` where its paragraph ends. Refused: a line of other
        words, one in the same column behind a whole list, a signature above its date.
        """
        while not listed.names or _last(shadow, start, end) - listed.end <= _TORN:
            line = _NAMES_LINE.match(shadow, end)
            if line is None or self._date.match(shadow, line.end()):
                break
            open_before = not listed.names or shadow[_last(shadow, start, end) - 1] in "、,"
            if not (open_before or line["indent"]):
                break
            longer = self._lists.read(shadow, start, line.end(), given, open_end=True)
            more = len(longer.names) > len(listed.names) or longer.end > listed.end
            if longer.end < line.end("names") or not more or longer.bodies < len(longer.names):
                break
            listed, end = longer, line.end()
        return listed

    def _open_label(
        self, shadow: str, start: int, end: int
    ) -> tuple[Said, Stated | None, bool] | None:
        """The next label outside brackets, the role it gives; sure when it has a colon."""
        words = self._lists.words
        for sign in self._after_label.finditer(shadow, start, end):
            if sign.group() in self._copulas and shadow[sign.start() - 1] not in self._label_ends:
                continue  # 责任单位为市科技局
            room = max(start, sign.start() - _LABEL_ROOM)
            for label in words.label.finditer(shadow, room, min(end, sign.end() + 1)):
                if label.end() >= sign.end():
                    said = Said(label.start(), label.end())
                    word = label["label"] or label["label2"] or label["label3"]
                    given = self._asked.ask(roles.LABEL, words.role_of_label(word), said)
                    return said, given, shadow[label.end() - 1] in ":】]"
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
                if bracket is None or not self._role.search(shadow, first, bracket.end()):
                    continue
            last = bracket.end()
            if shadow[first] == "【" and self._lists.words.label_alone.fullmatch(
                shadow, first + 1, last - 1
            ):
                continue
            at = last
            if self._promising.search(shadow, first, last):
                yield first, last

    def _form(self, bracket: Bracket) -> str | None:
        """The rule that makes the bracket a list of responsible bodies, or None when it is none."""
        if not bracket.listed.names and not bracket.listed.followers:
            return None
        for rule in self._forms:
            said = rule.run(self, bracket)
            if said is not None:
                return rule.id if said else None
        return None

    def labelled(self, bracket: Bracket) -> bool | None:
        """A label in the bracket makes it a list."""
        return True if bracket.listed.labelled else None

    def strangers(self, bracket: Bracket) -> bool | None:
        """Beside words that are no names bodies must be many; no clause may lead up to a verb."""
        listed = bracket.listed
        strange = listed.strangers + listed.clauses
        if not strange or (listed.verbed and listed.clauses):
            return False if strange else None
        few = 1 if listed.verbed else 2
        return False if listed.bodies < max(few, 2 * strange) else None

    def verbed(self, bracket: Bracket) -> bool | None:
        """A verb behind names makes the bracket a list."""
        listed = bracket.listed
        return listed.bodies + listed.parties > 0 if listed.verbed else None

    def no_bodies(self, bracket: Bracket) -> bool | None:
        """Companies and places alone make no list."""
        return None if bracket.listed.bodies else False

    def inside(self, bracket: Bracket) -> bool | None:
        """A bare bracket that the sentence runs on behind belongs to a word of it."""
        before, after = bracket.before, bracket.after
        if not before or before[-1] in _ENDERS or not after or after[0] in _ENDERS:
            return None
        return False

    def explains(self, bracket: Bracket) -> bool | None:
        """A bare bracket explains the kind of bodies, the body or the house that stands before it."""
        before = bracket.before
        if not before or before[-1] in _ENDERS:
            return None
        if self._explained.search(before) or self._ends_in_name(before):
            return False
        return False if before.endswith(self._houses) and self._house(bracket.inside) else None

    def _house(self, words: str) -> bool:
        """What a house is called besides: …服务综合体|（社区服务中心）. Refused: （市商务局）, （市政务服务中心）: whose it is."""
        return words.endswith(self._housed) and not self._level(words)

    def one_in_text(self, bracket: Bracket) -> bool | None:
        """One name in a bare bracket that closes a sentence, with more text behind, is no list."""
        before, after = bracket.before, bracket.after
        closes = not before or before[-1] in _ENDERS or not after.strip(_ENDERS)
        return None if closes or bracket.listed.bodies > 1 else False

    def bare(self, bracket: Bracket) -> bool | None:
        """Bodies in a bracket at the end of a sentence."""
        return bool(bracket.listed.names or bracket.listed.followers)

    def _ends_in_name(self, before: str) -> bool:
        tail = _BORDER.split(before[-24:])[-1]
        return any(self._names.judge(tail[i:]) != NONE for i in range(max(1, len(tail) - 2)))


def _last(shadow: str, start: int, end: int) -> int:
    """Where the last words of a stretch end."""
    while end > start and shadow[end - 1].isspace():
        end -= 1
    return end


def gaps(start: int, end: int, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches of ``start``-``end`` that no span of ``taken`` covers."""
    for first, last in sorted(taken):
        if start < first:
            yield start, first
        start = max(start, last)
    if start < end:
        yield start, end


Form = Callable[[BracketLists, Bracket], bool | None]

LABELLED: Rule[Form] = Rule(
    "bracket.label", FIND, "括号内有标签", "a bracket with a label",
    "（责任单位：市经信局、市发改局）, （牵头单位：市科技局；配合单位：市财政局）",
    "（成员单位：市财政局）, a label of something else", BracketLists.labelled,
)  # fmt: skip
STRANGERS: Rule[Form] = Rule(
    "bracket.strangers", REFUSE, "括号内多为他词", "a bracket of other words",
    "leaves out （新发展格局、一网通办）, and a verb behind a clause or behind more strangers than bodies",
    "（市科技局、市财政局、高教园）: one stranger among bodies", BracketLists.strangers,
)  # fmt: skip
VERBED: Rule[Form] = Rule(
    "bracket.verb", FIND, "括号内有动词", "a bracket with a verb",
    "（市科技局负责）, （市科技局牵头，市财政局配合）", "（由龙头负责）: no body",
    BracketLists.verbed,
)  # fmt: skip
NO_BODIES: Rule[Form] = Rule(
    "bracket.no_bodies", REFUSE, "括号内没有机构", "a bracket without bodies",
    "leaves out （上海、杭州）, （红豆集团、远景能源公司）", "（市科技局、大数据企业）",
    BracketLists.no_bodies,
)  # fmt: skip
INSIDE: Rule[Form] = Rule(
    "bracket.inside", REFUSE, "句中括号", "a bracket inside a sentence",
    "leaves out （国家发展改革委、工业和信息化部） with 支持 behind it",
    "the same bracket at the end of its sentence", BracketLists.inside,
)  # fmt: skip
EXPLAINS: Rule[Form] = Rule(
    "bracket.explains", REFUSE, "解释前词的括号", "a bracket that explains the word before it",
    "leaves out the one in 国家部委（财政部、商务部） and 市发展改革局（市粮食和物资储备局）, 服务综合体（社区服务中心）",
    "强化保障（市委宣传部、市财政局）; 建成商业综合体（市商务局）", BracketLists.explains,
)  # fmt: skip
ONE_IN_TEXT: Rule[Form] = Rule(
    "bracket.one_in_text", REFUSE, "文中单个机构", "one body in a bracket before more text",
    "leaves out （市科技局） in 按程序办理（市科技局）；其他事项另行通知",
    "（市科技局） at the end of its paragraph", BracketLists.one_in_text,
)  # fmt: skip
BARE: Rule[Form] = Rule(
    "bracket.bare", FIND, "只列机构的括号", "a bracket with names alone",
    "（省发展改革委、省能源局，各市州政府） at the end of a sentence", "（上海、杭州）",
    BracketLists.bare,
)  # fmt: skip
LINE: Rule[Callable[..., Iterator[ListedAt]]] = Rule(
    "line.label", FIND, "文中标签", "a label in the open",
    "责任单位：市经信局、市财政局。, 【牵头单位】市委组织部, 责任单位为市科技局",
    "明确进度要求和责任单位: no names follow", BracketLists.in_the_open,
)  # fmt: skip

NEXT_LINES: Rule[Callable[..., AgencyList]] = Rule(
    "line.next_lines", FIND, "标签下续行", "lines that go on with a list in the open",
    "责任单位：市体育局、市⏎　　财政局; 责任单位：市体育局⏎　　市教育局, a name on each line",
    "市人民政府办公室 above its date, which signs; a line of other words", BracketLists.next_lines,
)  # fmt: skip

#: What makes a bracket a list, in the order in which it is asked; the first that speaks settles it.
FORMS: tuple[Rule[Form], ...] = (
    LABELLED, STRANGERS, VERBED, NO_BODIES, INSIDE, EXPLAINS, ONE_IN_TEXT, BARE,
)  # fmt: skip
