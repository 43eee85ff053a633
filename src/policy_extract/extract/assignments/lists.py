"""A list of agencies, read into names with roles.

“牵头单位：市商务局、市工信局，责任单位：各县（市、区）人民政府”, “市科技局牵头，市财政局等配合”,
“省发展改革委、省能源局，国网青海省电力公司”.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from policy_extract.expressions import expression
from policy_extract.extract.assignments.forms import FILE, alternation
from policy_extract.extract.assignments.names import BODY, NONE, AgencyNames
from policy_extract.extract.assignments.reading import Piece, Reading, Split
from policy_extract.extract.assignments.records import AgencyList, Limit, Named, Stated
from policy_extract.extract.assignments.roles import Roles
from policy_extract.lexicon import Lexicon
from policy_extract.rules import Said

_NESTED = r"[(\[][^()\[\]]*(?:[(\[][^()\[\]]*[)\]][^()\[\]]*)*[)\]]"
_SIGNS = r"、,;。:!?|()\[\]【】“”\"①-⑳"
_PIECE = expression(rf"(?:[^\s{_SIGNS}]|{_NESTED})+")
_HEAD = expression(rf"(?:[^{_SIGNS}]|{_NESTED})*")
_TAIL = expression(rf"(?:[^{_SIGNS}]|{_NESTED})*$")
_LEAST = 4  # signs of a name that stands beside another without a mark
_TOKEN = expression(r"\S+")
_PAGE = expression(r"-{0,2}\d{1,4}-{0,2}")


class ListReader:
    """Reads lists; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, names: AgencyNames, roles: Roles) -> None:
        self._names = names
        self._roles = roles
        self.words = roles.words
        kinds = alternation(lexicon.words(FILE, "phrases.kinds"))
        joints = alternation(lexicon.words(FILE, "phrases.joints"))
        self._kinds = lexicon.compiled(rf"(?:{kinds})+(?:(?:{joints})(?:{kinds})+)*")
        self._joining = lexicon.pattern("<agency_forms.phrases.joints>|<agency_forms.verbs.joint>")
        self._joint_verbs = frozenset(lexicon.words(FILE, "verbs.joint"))
        self._time = lexicon.pattern(f"<{FILE}.phrases.times_patterns>")
        self._branches = lexicon.words(FILE, "phrases.branches")
        self._others = lexicon.pattern(f"<{FILE}.phrases.others_patterns>")

    def read(
        self,
        shadow: str,
        start: int,
        end: int,
        given: Stated | None = None,
        *,
        open_end: bool = False,
    ) -> AgencyList:
        """The names between two offsets of the shadow.

        ``given`` is what the label before the list, or the head of its column, gave. ``open_end``: the
        list has no closing bracket; reading stops before the first piece that is no name.
        Skipped without a trace: 下同, 列第一位的为牵头单位, 不再列出, trailing 等.
        """
        compact, offsets = self._compact(shadow, start, end)
        reading = Reading(self._names, self._roles, self._split, compact, given, open_end=open_end)
        found = reading.run(self._pieces(compact))

        def there(first: int, last: int) -> tuple[int, int]:
            return offsets[first], offsets[last - 1] + 1

        def stated(how: Stated | None) -> Stated | None:
            if how is None or how is given or how.said is None:
                return how
            return how._replace(said=Said(*there(*how.said)))

        def named(names: tuple[Named, ...]) -> tuple[Named, ...]:
            return tuple(
                Named(*there(n.start, n.end), stated(n.stated), n.marked)
                for n in names
                if n.start < n.end
            )

        names = named(found.names)
        if found.ranked and found.labelled:
            main = self._roles.main_beside(shadow, (n.stated for n in names))
            names = tuple(
                n._replace(stated=main.get(n.stated, n.stated)) if n.stated else n for n in names
            )
        return found._replace(
            names=names,
            followers=named(found.followers),
            limits=tuple(Limit(*there(one.start, one.end), one.rule) for one in found.limits),
            end=offsets[found.end - 1] + 1 if found.end else start,
        )

    def _compact(self, shadow: str, start: int, end: int) -> tuple[str, list[int]]:
        """The list without the spaces and line breaks inside names, and each character's offset.

        A break between two names becomes “|”. What a page's edge cut (“责任单⏎位：省市⏎场监管局”)
        is put together again.
        """
        tokens = [m.span() for m in _TOKEN.finditer(shadow, start, end)]
        tokens = [t for i, t in enumerate(tokens) if not self._is_page(shadow, tokens, i)]
        commas = "、" in shadow[start:end]
        parts: list[str] = []
        offsets: list[int] = []
        for index, (s, e) in enumerate(tokens):
            if index:
                gap = shadow[tokens[index - 1][1] : s]
                if self._apart("".join(parts[-2:]), shadow[s:e], gap, commas=commas):
                    parts.append("|")
                    offsets.append(s - 1)
            parts.append(shadow[s:e])
            offsets.extend(range(s, e))
        return "".join(parts), offsets

    @staticmethod
    def _is_page(shadow: str, tokens: Sequence[tuple[int, int]], index: int) -> bool:
        """True for the number of a page in a line of its own: 卫生健 / 25 / 康委."""
        if not 0 < index < len(tokens) - 1 or not _PAGE.fullmatch(shadow, *tokens[index]):
            return False
        (_, before), (start, end), (after, _) = tokens[index - 1 : index + 2]
        return "\n" in shadow[before:start] and "\n" in shadow[end:after]

    def _apart(self, before: str, token: str, gap: str, *, commas: bool) -> bool:
        """True when a space or line break stands between two names, not inside one."""
        tail, head = _TAIL.search(before), _HEAD.match(token)
        left, right = tail.group() if tail else "", head.group() if head else ""
        if not left or not right or right.startswith(("(", "[")):
            return False
        label = self.words.label_alone
        if label.fullmatch(left) or label.fullmatch(right):
            return True
        labels = (self.words.silence, self.words.role_before_colon)
        if head and token.startswith(":", head.end()) and any(says(right) for says in labels):
            return True  # 县财政局 完成时限：2025年12月; 县住建局 配合：各镇
        kinds = self._names.judge(left), self._names.judge(right)
        if kinds in ((BODY, NONE), (NONE, BODY)) and self._is_time(right if kinds[0] else left):
            return True  # 市住建局 2025年12月底前
        if commas:
            return kinds == (BODY, BODY) and self._names.forms.begins_with_level(right)
        return bool(kinds[0] and kinds[1]) or (len(gap) > 1 and "\n" not in gap)

    def _is_time(self, words: str) -> bool:
        """Whether words say by when, and name nobody: 2025年12月底前, 持续推进."""
        return bool(self._time.match(words) or self.words.closing.fullmatch(words))

    def _pieces(self, compact: str) -> list[Piece]:
        """The pieces with the separator behind each; 各县、区人民政府 is one piece."""
        spans = [m.span() for m in _PIECE.finditer(compact)]
        pieces: list[Piece] = []
        shared, some = 0, self._names.forms.has_shared_ending(compact)
        for index, (s, e) in enumerate(spans):
            if s < shared:  # 发展改革、财政等部门 is one piece
                continue
            shared = self._names.forms.together(compact, s) if some else s
            if shared > s:
                index = next(i for i in range(index, len(spans)) if spans[i][1] >= shared)
                e = spans[index][1]
            sep = compact[e : spans[index + 1][0] if index + 1 < len(spans) else len(compact)]
            if pieces and pieces[-1][2] == "、":
                before, last, _ = pieces[-1]
                opener = self.words.leadin.match(compact, before, last)
                left = compact[opener.end() if opener else before : last]
                verb = self.words.tail.search(compact, s, e)
                right = compact[s : verb.start() if verb else e]
                if self._names.forms.one_name(left, right):
                    pieces[-1] = (before, e, sep)
                    continue
            pieces.append((s, e, sep))
        return pieces

    def _split(self, words: str, start: int, end: int) -> list[Split]:
        """The names of a piece: cut at 等 and at 和/及/与 between two names; 会同 gives roles.

        “能源局等省有关部门和各市人民政府” → 能源局, 各市人民政府. Refused: 工业和信息化局.
        """
        whole = self._names.forms.together(words, start) == end > start
        if whole or self._names.is_known(words[start:end]):
            return [(start, end, None)]
        others = self._others.search(words, start + 2, end)
        if others:
            return self._before_others(words, start, others, end)
        for joint in self._joining.finditer(words, start + 2, end):
            left, right = joint.start(), words[joint.end() : end]
            if self._names.forms.begins_with_field(words[joint.start() : end]):
                continue  # 各县区商务部门 holds no 商
            if joint.group() in self._joint_verbs:
                led = self.words.tail.search(words, start, left)
                left = led.start() if led else left  # 省能源局牵头|会同省发展改革委
            if not right or not self._names.judge(words[start:left]):
                continue
            if self._names.judge(right) or self._opens_with_name(right):
                rest = self._split(words, joint.end(), end)
                if joint.group() in self._joint_verbs:
                    return [
                        (start, left, "lead"),
                        *((s, e, "support") for s, e, _ in rest),
                    ]
                return [(start, joint.start(), None), *rest]
        border = self._glued(words, start, end)
        if border:
            return [*self._split(words, start, border), *self._split(words, border, end)]
        return [(start, end, None)]

    def _glued(self, words: str, start: int, end: int) -> int:
        """Where the second of two names begins that stood on lines of their own: 市住房城乡建设局|市水务局; 0 for one name.

        Refused: 市委市政府, a branch (市公安局市中分局), a name without its level.
        """
        branch = words[start:end].endswith(self._branches)
        level = self._names.forms.begins_with_level(words[start:end])
        if end - start < 2 * _LEAST or branch or not level:
            return 0
        for at in range(start + _LEAST, end - _LEAST + 1):
            halves = words[start:at], words[at:end]
            level_again = words[at] == words[start]
            if level_again and all(self._names.judge(half) == BODY for half in halves):
                return at
        return 0

    def _before_others(
        self, words: str, start: int, others: re.Match[str], end: int
    ) -> list[Split]:
        kind = self._kinds.match(words, others.end(), end)
        rest = kind.end() if kind else others.end()
        joint = self._joining.match(words, rest, end)
        rest = joint.end() if joint else rest
        spans = self._split(words, start, others.start())
        if rest < end and (joint or self._names.judge(words[rest:end])):
            spans += self._split(words, rest, end)
        return spans

    def _opens_with_name(self, words: str) -> bool:
        return any(self._names.judge(words[: m.start()]) for m in self._joining.finditer(words, 2))
