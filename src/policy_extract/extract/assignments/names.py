"""Is this a body that can answer for a task? Names of agencies by their form.

Plans name hundreds of bodies that no list knows (市制高办, 稀土高新区管委会), so a name is judged
by its parts: the level before it (市, 省, 各), the field (发展改革, 科技), the ending (委, 局).
All words are in ``gazetteers/general/agency_forms.toml``, whole names in the ``agencies`` files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from policy_extract.lexicon import Lexicon

FILE = "agency_forms"

#: What a piece of text can be: no name, a party that may be anybody, a public body.
NONE, PARTY, BODY = 0, 1, 2

_BRACKETS = re.compile(r"[(\[][^()\[\]]*(?:[(\[][^()\[\]]*[)\]][^()\[\]]*)*[)\]]")
_SPACE = re.compile(r"\s+")
_QUANTITY = re.compile(r"\d+(?:年|月|日|%|个|家|亿|万|项|\.\d|时|天|分|-)")
_SHAPE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·()\[\]、/&-]{2,36}")
_MAX_NAME = 32
_MAX_LEVEL = 12


def alternation(words: Iterable[str]) -> str:
    """Words as an alternation of a regex, the longest first; without words it never matches."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in ordered) or "(?!)"


def bare(name: str) -> str:
    """A name without its inner brackets and spaces: 各县（市、区）人民政府 → 各县人民政府."""
    return _SPACE.sub("", _BRACKETS.sub("", name))


class AgencyNames:
    """Judges names by their form; built once for a lexicon. All names are in shadow form."""

    def __init__(self, lexicon: Lexicon) -> None:
        def words(name: str) -> tuple[str, ...]:
            return lexicon.words(FILE, name)

        cores = [c for agency in lexicon.agencies for c in agency.core if "{" not in c]
        self._known = frozenset((*words("fields.ministries"), *cores))
        self._whole = frozenset((*words("bodies.whole"), *cores))
        self._fields = frozenset(words("fields.words"))
        self._endings = words("fields.endings")
        self._not_names = frozenset(words("names.not_names"))
        self._false = words("names.false_endings")
        self._clause = re.compile("|".join(words("names.clause_patterns")) or "(?!)")
        self._strong = words("names.strong_suffixes")
        self._short = frozenset(words("names.short_suffixes"))
        self._body = words("names.body_suffixes")
        self._generic = words("names.generic_suffixes")
        self._place = words("names.place_suffixes")
        levels = alternation(words("names.levels"))
        division = r"[\u4e00-\u9fff]{2,8}?[省市县区州盟旗]"
        self._level = re.compile(rf"(?:中共)?(?:{levels}|{division})(?!级)")
        self._levels = re.compile(rf"(?:中共)?(?:{levels}|{division})?(?:委|政府)?")
        self._collective = re.compile(
            rf"(?:{levels})?[直属级]?(?:各|有关|相关){{1,2}}"
            rf"(?:[\u4e00-\u9fff]{{0,4}}(?:{alternation(self._place)})|"
            rf"(?:{alternation(words('names.duties'))})?(?:部门|单位){{1,2}})"
        )
        self._compile_kinds(alternation(words("names.division_kinds")))
        prose_levels = alternation(words("names.levels_in_prose"))
        self.in_prose = re.compile(
            rf"(?<![{''.join(words('names.not_before_level'))}])(?:{prose_levels})(?:委|政府)?"
            rf"(?:{alternation(self._fields)})(?:{'|'.join(words('names.endings_in_prose_patterns'))})"
        )

    def judge(self, name: str) -> int:
        """``BODY``, ``PARTY`` or ``NONE`` for a piece of shadow text.

        BODY: 市发改委, 省工业和信息化厅(省国防科工办), 各县(市、区)人民政府, 团市委, 通创办.
        PARTY, may answer for a task beside bodies: 大数据企业, 崇川区, 黄河上游水电开发有限公司.
        NONE: 上海, 兰江, 新发展格局, 一网通办, 2025年底前完成, and whole clauses.
        """
        plain = bare(name)
        if len(plain) < 2 or plain in self._not_names:
            return NONE
        if plain in self._known:
            return BODY
        if len(plain) > _MAX_NAME or self._clause.search(plain) or _QUANTITY.search(plain):
            return NONE
        if plain.endswith(self._false):
            return NONE
        if self._is_known(plain) or self._collective.fullmatch(plain):
            return BODY
        if plain.endswith(self._generic):
            return PARTY
        if plain.endswith(self._strong) and self._has_core(plain):
            return BODY
        if plain.endswith(self._body):
            return BODY if len(plain) > 3 and self._level.match(plain) else PARTY
        return PARTY if plain.endswith(self._place) else NONE

    def shaped(self, name: str) -> bool:
        """True for a piece that can be a name where a label says that names follow.

        稀土高新区, 中国电信包头 pass. Refused: clauses (2023年底前完成, 详见附件), signs (—, /).
        """
        plain = _SPACE.sub("", name)
        inner = bare(name)
        if not _SHAPE.fullmatch(plain) or plain.isascii() or len(inner) < 2:
            return False
        if inner in self._not_names and len(inner) == 2:
            return False
        return not self._clause.search(inner) and not _QUANTITY.search(inner)

    def begins_with_level(self, name: str) -> bool:
        """True for 市…, 省…, 各…, 兰溪市…: a name of its own, not the rest of a name cut in two."""
        return bool(self._level.match(name))

    def one_name(self, left: str, right: str) -> bool:
        """True when 、 stands inside one name: 各县、区人民政府; 各乡镇、街道.

        Refused: 各乡镇、各街道 and 各县区、开发区管委会, which are two.
        """
        plain = _SPACE.sub("", right)
        return bool(self._kinds_left.fullmatch(bare(left)) and self._kinds_right.fullmatch(plain))

    def leading(self, shadow: str, start: int, end: int) -> list[tuple[int, int]]:
        """The names that a stretch of prose opens with: (会同)市财政局、市科技局(制定…)."""
        spans: list[tuple[int, int]] = []
        while match := self.in_prose.match(shadow, start, end):
            spans.append(match.span())
            start = match.end()
            if start < end and shadow[start] in "、和及与":
                start += 1
        return spans

    def _compile_kinds(self, kinds: str) -> None:
        government = "人民政府|政府|管委会|管理委员会|办事处|党委|行政公署|公署"
        self._kinds_left = re.compile(
            rf"(?:各|相关|有关)?(?:{kinds}|、)+|各(?:{kinds}|、)+(?:行政公署|公署)"
        )
        self._kinds_right = re.compile(
            rf"(?:{kinds})(?:\([^()]*\))?(?:{kinds})?(?:{government})*|人民政府|政府"
        )

    def _is_known(self, plain: str) -> bool:
        """A listed name behind its level (市总工会), or a field with its ending (省科技厅)."""
        room = min(len(plain) - 1, _MAX_LEVEL)
        ending = next((e for e in self._endings if plain.endswith(e)), "")
        stop = len(plain) - len(ending)
        for cut in range(room):
            known = plain[cut:] in self._whole or (ending and plain[cut:stop] in self._fields)
            if known and self._levels.fullmatch(plain, 0, cut):
                return True
        return False

    def _has_core(self, plain: str) -> bool:
        """Two signs before an ending of one (通创办), one before a longer ending (区政府)."""
        longest = max((s for s in self._strong if plain.endswith(s)), key=len)
        return len(plain) - len(longest) >= (2 if longest in self._short else 1)
