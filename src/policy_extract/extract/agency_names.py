"""Is this a body that can answer for a task? Names of agencies by their form.

Plans name hundreds of bodies that no list knows (市制高办, 稀土高新区管委会), so a name is judged by its
parts: the level before it (市, 省, 各), the field (发展改革, 科技), the ending (委, 局, 管委会). All words
are in ``gazetteers/general/agency_forms.toml``.
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
_ONE_SIGN = ("委", "办", "局", "厅")


def alternation(words: Iterable[str]) -> str:
    """Words as an alternation of a regex, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


def bare(name: str) -> str:
    """A name without its inner brackets and spaces: 各县（市、区）人民政府 → 各县人民政府."""
    return _SPACE.sub("", _BRACKETS.sub("", name))


class AgencyNames:
    """Judges names by their form; built once for a lexicon. All names are in shadow form."""

    def __init__(self, lexicon: Lexicon) -> None:
        def words(name: str) -> tuple[str, ...]:
            return lexicon.words(FILE, name)

        self._not_names = frozenset(words("names.not_names"))
        self._false = words("names.false_endings")
        self._clause = re.compile("|".join(words("names.clause_patterns")) or r"(?!)")
        self._strong = words("names.strong_suffixes")
        self._body = words("names.body_suffixes")
        self._generic = words("names.generic_suffixes")
        self._place = words("names.place_suffixes")
        levels = alternation(words("names.levels"))
        self._level = re.compile(rf"(?:中共)?(?:{levels}|[\u4e00-\u9fff]{{2,7}}?[省市县区州盟旗])(?!级)")
        places = alternation(words("names.place_suffixes"))
        self._collective = re.compile(
            rf"(?:{levels})?[直属级]?(?:各|有关|相关){{1,2}}(?:[\u4e00-\u9fff]{{0,4}}(?:{places})|"
            r"(?:职能|行政|主管|工作|行业主管|业务)?(?:部门|单位)|(?:部门|单位){2})"
        )
        cores = [core for agency in lexicon.agencies for core in (*agency.core, agency.full)]
        self._known = frozenset((*words("fields.ministries"), *cores))
        whole = alternation((*words("bodies.whole"), *cores))
        fields = alternation(words("fields.words"))
        prefix = rf"(?:中共)?(?:{levels}|[\u4e00-\u9fff]{{2,9}}?[省市县区州盟旗])?(?:委|政府)?"
        endings = "委员会|委|局|厅|办公室|办公厅|办|部|处|科|股|中心|分局|分中心|总局|署|院|站|所|系统"
        self._whole = re.compile(rf"{prefix}(?:{whole})")
        self._field = re.compile(rf"{prefix}(?:{fields})(?:{endings})")
        # in running text only a name with its level has sure borders
        self.in_prose = re.compile(
            rf"(?:国家|省|市|区|县|州|盟|旗|自治区)(?:委|政府)?(?:{fields})"
            r"(?:委员会|委(?![员托派])|局(?![面势部])|厅|办公室|办公厅|办(?![法理事公])|部(?![分门署])|中心)"
        )
        kinds = alternation(words("names.division_kinds"))
        government = "人民政府|政府|管委会|管理委员会|办事处|党委|行政公署|公署"
        self._kinds_left = re.compile(
            rf"(?:各|相关|有关)?(?:{kinds}|、)+|各(?:{kinds}|、)+(?:{government})"
        )
        self._kinds_right = re.compile(
            rf"(?:{kinds})(?:\([^()]*\))?(?:{kinds})?(?:{government})*|(?:人民政府|政府)"
        )

    def judge(self, name: str) -> int:
        """``BODY``, ``PARTY`` or ``NONE`` for a piece of shadow text.

        BODY: 市发改委, 省工业和信息化厅(省国防科工办), 各县(市、区)人民政府, 市总工会, 团市委, 通创办.
        PARTY: may answer for a task beside bodies: 大数据企业, 崇川区, 黄河上游水电开发有限公司, 市级相关部门.
        NONE: 上海, 兰江, 新发展格局, 一网通办, 2025年底前完成, and whole clauses.
        """
        plain = bare(name)
        if len(plain) < 2 or plain in self._not_names:
            return NONE
        if plain in self._known:
            return BODY
        if self._clause.search(plain) or _QUANTITY.search(plain) or len(plain) > 32:
            return NONE
        if plain.endswith(self._false):
            return NONE
        if self._whole.fullmatch(plain) or self._field.fullmatch(plain):
            return BODY
        if self._collective.fullmatch(plain):
            return BODY
        if plain.endswith(self._generic):
            return PARTY
        if plain.endswith(self._strong) and self._has_core(plain):
            return BODY
        if plain.endswith(self._body):
            return BODY if self._level.match(plain) and len(plain) > 3 else PARTY
        if plain.endswith(self._place):
            return PARTY
        return NONE

    def shaped(self, name: str) -> bool:
        """True for a piece that can be a name where a label says that names follow.

        稀土高新区, 中国电信包头 pass; refused: clauses (2023年底前完成), signs (—, /).
        """
        plain = _SPACE.sub("", name)
        if not _SHAPE.fullmatch(plain) or plain.isascii():
            return False
        inner = bare(name)
        if len(inner) < 2 or inner in ("全市", "全省", "长期", "以上"):
            return False
        return not self._clause.search(inner) and not _QUANTITY.search(inner)

    def begins_with_level(self, name: str) -> bool:
        """True for 市…, 省…, 各…, 兰溪市…: a name of its own, not the rest of one that a line cut."""
        return bool(self._level.match(name))

    def one_name(self, left: str, right: str) -> bool:
        """True when 、 stands inside one name: 各县、区人民政府; 各乡镇、街道.

        Refused: 各乡镇、各街道 and 各县区、开发区管委会, which are two.
        """
        return bool(
            self._kinds_left.fullmatch(bare(left)) and self._kinds_right.fullmatch(_SPACE.sub("", right))
        )

    def leading(self, shadow: str, start: int, end: int) -> list[tuple[int, int]]:
        """The names that a stretch of prose opens with: (会同)市财政局、市科技局(制定…)."""
        spans: list[tuple[int, int]] = []
        while match := self.in_prose.match(shadow, start, end):
            spans.append(match.span())
            start = match.end()
            if start < end and shadow[start] in "、和及与":
                start += 1
        return spans

    def _has_core(self, plain: str) -> bool:
        """A single-sign ending needs two signs before it (通创办), a longer one needs one (区政府)."""
        longest = max((s for s in self._strong if plain.endswith(s)), key=len)
        return len(plain) - len(longest) >= (2 if longest in _ONE_SIGN else 1)
