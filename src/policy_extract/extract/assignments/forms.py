"""How names of bodies look: level, field, ending; fields and divisions that share one.

What a name is worth is judged in ``names``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from policy_extract.expressions import expression
from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.alternation import escaped

FILE = "agency_forms"

_BRACKETS = expression(r"[(\[][^()\[\]]*(?:[(\[][^()\[\]]*[)\]][^()\[\]]*)*[)\]]")
_SPACE = expression(r"\s+")
_NO_BRACKETS = str.maketrans("", "", "()、")
_NUMBER = expression(
    r"\s*-{0,3}\s*(?:\d{1,3}[.、]|\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、|[①-⑳])?\s*"
)


def alternation(words: Iterable[str]) -> str:
    """Words as an alternation of a regex, the longest first; without words it never matches."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(map(escaped, ordered)) or "(?!)"


def bare(name: str) -> str:
    """A name without its inner brackets and spaces: 各县（市、区）人民政府 → 各县人民政府."""
    return _SPACE.sub("", _BRACKETS.sub("", name))


def behind_number(shadow: str, start: int, end: int) -> int:
    """Where words begin behind the number of an item, which is no part of a name: 1. (二) 三、 ④."""
    number = _NUMBER.match(shadow, start, end)
    return number.end() if number else start


class NameForms:
    """The forms of names as patterns; built once for a lexicon. All names are in shadow form.

    ``in_prose`` is a name with its level (市财政局); ``level``, ``levels`` what may stand before a field,
    ``collective`` a class of bodies (各有关部门).
    """

    def __init__(self, lexicon: Lexicon, known: frozenset[str]) -> None:
        def words(name: str) -> tuple[str, ...]:
            return lexicon.words(FILE, name)

        self._opening = lexicon.pattern(f"(?:<{FILE}.fields.words>)(?:<{FILE}.fields.endings>)")
        self._governments = frozenset(words("names.governments"))
        self._compile_levels(lexicon)
        self._compile_kinds(lexicon)
        self.in_prose = lexicon.pattern(
            rf"(?<![{lexicon.signs(FILE, 'names.not_before_level')}])"
            rf"(?:{alternation(words('names.levels_in_prose'))})(?:{self._committee})?"
            rf"(?:{alternation(words('fields.words'))})(?:<{FILE}.names.endings_in_prose_patterns>)"
        )
        self._listed = lexicon.pattern(
            rf"(?:{alternation((*words('names.levels_in_prose'), ''))})(?:{self._committee})?"
            rf"(?:{alternation(words('fields.words'))})(?:<{FILE}.names.endings_in_prose_patterns>)"
            rf"|(?:{alternation((*words('names.levels_in_prose'), ''))})"
            rf"(?:{alternation((*known, *words('bodies.whole')))})"
        )
        fields = alternation(words("fields.words"))
        others = alternation((*words("fields.words"), *words("bodies.whole")))
        self._shared = lexicon.pattern(f"<{FILE}.names.shared_endings_patterns>")
        self._together = lexicon.pattern(
            rf"(?:{alternation(words('names.shared_levels'))})?(?:\([^()]*\))?"
            rf"(?:{fields})(?:(?:、|{alternation(words('phrases.joints'))})(?:{others}))+"
            rf"(?:<{FILE}.names.shared_endings_patterns>)"
        )
        self._joints = lexicon.pattern("、|<agency_forms.phrases.joints>")

    def begins_with_level(self, name: str) -> bool:
        """True for 市…, 省…, 各…, 兰溪市…: a name of its own, not the rest of a name cut in two."""
        return bool(self.level.match(name))

    def is_government(self, name: str) -> bool:
        """True for 管委会, 办事处, which stand for themselves beside 各县人民政府."""
        return name in self._governments

    def begins_with_field(self, name: str) -> bool:
        """True for 商务部…, 财政局…: names without a level, whose first sign may read as a verb (商)."""
        return bool(self._opening.match(name))

    def is_by_name(self, name: str) -> bool:
        """True for a listed name, and for a level, a field and an ending: 市发展和改革委."""
        return bool(self._listed.fullmatch(name)) or self.is_by_field(name)

    def is_by_field(self, name: str) -> bool:
        """True for fields of public bodies with their ending: 教育行政部门, 农业农村、财政部门."""
        return bool(self._opening.fullmatch(name) or self._together.fullmatch(name))

    def one_name(self, left: str, right: str) -> bool:
        """True when 、 stands inside one name: 各县、区人民政府; 各乡镇、街道; 各县党委、政府.

        Refused: 各乡镇、各街道 and 各县区、开发区管委会, which are two; 市委、市政府.
        """
        plain = _SPACE.sub("", right)
        if self._party_left.fullmatch(bare(left)):
            return plain in self._beside_party
        return bool(self._kinds_left.fullmatch(bare(left)) and self._kinds_right.fullmatch(plain))

    def divided(self, name: str) -> str:
        """Kinds of divisions without the bracket that some stand in: 镇(街道) → 镇街道; “” for any other name."""
        plain = _SPACE.sub("", name)
        return plain.translate(_NO_BRACKETS) if self._divided.fullmatch(plain) else ""

    def has_shared_ending(self, words: str) -> bool:
        """Whether fields that share an ending may stand in these words."""
        return self._shared.search(words) is not None

    def together(self, words: str, start: int) -> int:
        """Where fields that share an ending end: 发展改革、财政等部门; ``start`` for none.

        Refused: 市财政局、税务部门, which are two.
        """
        shared = self._together.match(words, start)
        return shared.end() if shared else start

    def leading(self, shadow: str, start: int, end: int) -> list[tuple[int, int]]:
        """The names that a stretch of prose opens with: (会同)市财政局、市科技局(制定…).

        Fields that share an ending are one: (会同)公安、民政等部门(建立…).
        """
        shared = self._together.match(shadow, start, end)
        if shared:
            return [shared.span()]
        spans: list[tuple[int, int]] = []
        while match := self._one_of_a_list(shadow, start, end):
            spans.append(match.span())
            start = match.end()
            if joint := self._joints.match(shadow, start, end):
                start = joint.end()
        return spans

    def _one_of_a_list(self, shadow: str, start: int, end: int) -> re.Match[str] | None:
        """The name at a place; beside another it needs no level: (国家发展改革委、)财政部."""
        name = self.in_prose.match(shadow, start, end)
        return name or self._listed.match(shadow, start, end)

    def _compile_levels(self, lexicon: Lexicon) -> None:
        names = "agency_forms.names"
        division = rf"[\u4e00-\u9fff]{{2,8}}?(?:<{names}.divisions>)"
        self._committee = alternation(lexicon.words(FILE, "names.committees"))
        before = rf"(?:<{names}.party>)?(?:<{names}.levels>|{division})"
        self.level = lexicon.pattern(rf"{before}(?!<{names}.level_itself>)")
        self.levels = lexicon.pattern(
            rf"(?:<{names}.party>)?(?:<{names}.levels>|{division})?(?:{self._committee})?"
        )
        self.collective = lexicon.pattern(
            rf"(?:<{names}.levels>)?(?:<{names}.direct>)?(?:<{names}.each>){{1,2}}"
            rf"(?:[\u4e00-\u9fff]{{0,4}}(?:<{names}.place_suffixes>)|"
            rf"(?:<{names}.duties>)?(?:<{names}.departments>){{1,2}})"
        )

    def _compile_kinds(self, lexicon: Lexicon) -> None:
        names = "agency_forms.names"
        kinds = f"<{names}.division_kinds>"
        self._divided = lexicon.pattern(rf"(?:{kinds})\((?:{kinds}|、)+\)")
        self._kinds_left = lexicon.pattern(
            rf"(?:<{names}.each>)?(?:{kinds}|、)+"
            rf"|(?:<{names}.every>)(?:{kinds}|、)+(?:<{names}.commissions>)"
        )
        self._party_left = lexicon.pattern(
            rf"(?:<{names}.each>)?(?:{kinds}|、)+(?:<{names}.party_committees>)"
        )
        self._beside_party = frozenset(lexicon.words("agency_forms", "names.beside_party"))
        self._kinds_right = lexicon.pattern(
            rf"(?:{kinds})(?:\([^()]*\))?(?:{kinds})?"
            rf"(?:(?:<agency_forms.phrases.joints>)?(?:<{names}.governments>)(?:\([^()]*\))?)*"
            rf"|<{names}.whole_governments>"
        )
