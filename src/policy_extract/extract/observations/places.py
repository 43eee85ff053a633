"""Places in the words around a number: divisions by their names, towns and platforms by their form.

A name is cut off words only here: 余杭区|规上工业总产值, 白沙镇|30亿元, 低于|全省|平均水平. What a place is to the plan
(its own, below it, above it, elsewhere) is told by ``Around``, which is made for one plan.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Literal

from policy_extract.expressions import expression
from policy_extract.extract.observations.levels import Levels
from policy_extract.extract.observations.phrase import Phrase
from policy_extract.extract.observations.windows import OF, TIME
from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.records import Division
from policy_extract.tuples import NamedTuple

_HAN = expression(r"[\u4e00-\u9fff]+")
Relation = Literal["own", "below", "elsewhere", "unknown"]
_LONGEST = 12  # signs that the name of a town has at most
_OPENING = 2  # signs by which a division is told from other words at once
_SHORTEST = 3  # signs of an indicator in front of a comparison
_MANY = 4096  # words that are remembered: several rules ask for the place that they open with
_SHORT_NAME = 2  # signs of a short name of a division at least
_TOWN = 3  # signs of the shortest name of a county or town: 丙林区


class Alone(NamedTuple):
    """Words that name a place and nothing else: the place, and whether the number is a gap to it.

    ``compared``: words of comparison led to it (低于全省). ``several``: more places than one (高于全国、全省), of which ``place`` is the first.
    """

    place: str
    compared: bool = False
    gap: bool = False
    average: bool = False
    several: bool = False


class PlaceWords:
    """What the lexicon knows of places; built once, for all plans."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, pattern = lexicon.words, lexicon.pattern
        self.divisions = {d.name: d for d in lexicon.divisions if len(d.name) > 2}
        #: How the whole name of a division of a people ends, with what follows its short name: 自治州 and 州.
        self._short_kinds = {
            end: kinds
            for end, kinds in lexicon.table("owners", "place_short").items()
            if isinstance(kinds, tuple)
        }
        called = {name: d for d in reversed(lexicon.divisions) for name in self.called(d)}
        self.divisions = {**called, **self.divisions}
        self.by_code = {d.code: d for d in lexicon.divisions}
        self._listed = tuple(lexicon.divisions)
        self.first = {**called, **{d.name: d for d in reversed(self._listed)}}
        self._named: dict[str, int] = {}  # names and short names: the first division that has one
        for place, division in enumerate(self._listed):
            for name in (division.name, division.short) if division.short else ():
                self._named.setdefault(name, place)
        self._lengths = sorted({len(name) for name in self.divisions}, reverse=True)
        self._openings = frozenset(name[:_OPENING] for name in self.divisions)
        self._bare = words("owners", "form.bare")
        self._general = words("owners", "form.general")
        self._terrain = words("owners", "form.terrain")
        self._never = words("owners", "form.never")
        self._not_following = words("owners", "form.not_following")
        # kinds of places, each with the signs that a name has at most in front of it
        self._signs: dict[str, int] = {
            end: n for end, n in lexicon.table("owners", "form_signs").items() if isinstance(n, int)
        }
        ends = sorted(self._signs, key=lambda end: (-len(end), end))
        self._end = lexicon.compiled("|".join(map(re.escape, ends)))
        self.upper = {
            word: level
            for level in ("world", "nation", "province", "city")
            for word in words("owners", f"upper.{level}")
        }
        self.ends_of = {
            level: words("owners", f"upper_ends.{level}") for level in ("province", "city")
        }
        self.lower_ends = words("owners", "upper_ends.county")
        self.named_by = {
            level: words("owners", f"upper_ends.{level}")[0] for level in ("nation", "world")
        }
        self._wide = pattern(
            "(?:<owners.upper.world>|<owners.upper.nation>|<owners.upper.province>|<owners.upper.city>)"
        )
        self._before = pattern("(?:<owners.compared.before>)")
        self._than = pattern("(?:<owners.compared.than>)|(?P<beside><owners.compared.beside>)")
        self._leading = pattern("(?:<owners.compared.leading>)+$")
        self.levels = Levels(lexicon)
        self._rate_nouns = words("naming", "name.rate_nouns")
        self.kinds = words("owners", "form.kinds")
        self._kinds = (*self._bare, *self.kinds)
        self._place: Callable[[str], str | None] = lru_cache(maxsize=_MANY)(self._place_at)
        abroad = words("owners", "abroad.names")
        self.abroad = frozenset(abroad)
        self._abroad = pattern("(?:<owners.abroad.names>)(?!<owners.abroad.not_following>)")
        self._abroad_signs = frozenset(name[0] for name in abroad)
        self._measured = pattern("(?:<owners.abroad.measures>)$")
        self._opens = pattern(r"[\s\d年,、(“]*(?:<owners.abroad.opening>)?[\s\d年,]*")
        high = [d for d in lexicon.divisions if d.level != "county" and len(d.short) > 1]
        self.shorts = {d.short: d.name for d in high}
        self._behind = pattern(
            r"的?(?P<average><owners.compared.average>)?(?:<measures.rate.nouns>)?(?:<measures.distributive.words>)?(?P<gap><owners.compared.gaps>)?的?"
        )
        # 比“九五”期间|增幅高, whose time is read already
        self._rate_then = pattern(
            rf"(?:<owners.compared.leading>)*(?:<owners.compared.compares>)(?:{TIME}|<owners.compared.average>)+{OF}?"
            rf"(?:<measures.rate.yearly>)?(?:<measures.rate.nouns>){OF}?(?P<gap><owners.compared.gaps>)?"
        )
        self._gap_before = words("owners", "compared.gap_before")
        self._others = pattern(
            r"(?:(?:<owners.each.others>)(?:<owners.each.every>)?|(?:<owners.each.every>))"
            r"(?:<owners.each.counted>)?(?:<owners.each.of>)"
        )

    def called(self, division: Division) -> tuple[str, ...]:
        """What a division of a people is called for short: 凉山州, 北川县. Refused: 兰溪市, which has its whole name."""
        if len(division.short) < _SHORT_NAME:
            return ()
        name, kinds = division.name, self._short_kinds.items()
        return tuple(division.short + k for end, of in kinds if name.endswith(end) for k in of)

    def around(self, area: str) -> Division | None:
        """The first division of the gazetteer whose name or short name an area opens with: 金华|经济开发区."""
        fronts = [area[:length] for length in range(1, len(area) + 1)]
        places = [self._named[front] for front in fronts if front in self._named]
        return self._listed[min(places)] if places else None

    def division(self, words: str) -> str | None:
        """The full name of a division that the words open with: 余杭区 in 余杭区规上工业总产值."""
        if words[:_OPENING] not in self._openings:
            return None  # most words open like no division
        for length in self._lengths:
            if words[:length] in self.divisions:
                return words[:length]
        return None

    def formed(self, words: str) -> str | None:
        """A place by the form of its name: 城东街道, 白沙镇, 杭州湾新区.

        Refused: kinds of places (重点镇, 城区, 示范县), words that only begin so (市场, 区域, 县级).
        """
        start = 0
        while True:
            end = self._formed(words, start)
            if end is None:
                break
            start = end  # 甲山县白沙镇
        return words[:start] or None

    def _formed(self, words: str, start: int) -> int | None:
        for match in self._end.finditer(words, start + 1, start + _LONGEST):
            name, own = words[start : match.end()], words[start : match.start()]
            if len(own) > self._signs[match.group()] or not _HAN.fullmatch(own):
                return None
            goes_on = words.startswith(self._not_following, match.end())
            if goes_on and self.division(words[match.end() :]) is None:
                continue
            kind = name.endswith(self._general) or any(piece in own for piece in self._never)
            kind = kind or name in self._bare
            ground = name.endswith(self._terrain) and len(name) != _TOWN
            return None if kind or ground else match.end()
        return None

    def wide(self, words: str) -> str | None:
        """The word for a whole area, the plan's or one above it, that the words open with: 全省."""
        match = self._wide.match(words)
        return match.group() if match else None

    def foreign(self, words: str) -> str | None:
        """The country or group of countries that the words open with: 美国, 发达国家; not 日本|料理."""
        match = self._abroad.match(words) if words[:1] in self._abroad_signs else None
        return match.group() if match else None

    def behind_measure(self, words: str) -> tuple[str, str] | None:
        """A measure with a country behind it, and the country: 患病率|美国|为18.2%. Refused: 出口美国."""
        if self._abroad_signs.isdisjoint(words):
            return None  # as most words
        found = next((at for at in range(_SHORTEST, len(words) - 1) if words[at] in self._abroad_signs
                      and self.foreign(words[at:]) == words[at:]), None)  # fmt: skip
        if found is None or not self._measured.search(words[:found]):
            return None
        return words[:found], words[found:]

    def opens(self, shadow: str, start: int, name: str) -> bool:
        """A clause from ``start`` on opens with a country and what is its own: 美国|老年痴呆患病率.

        Refused: 对美国出口增速, 接待美国游客人次: a word before says what is done there. 日本料理店数: another word.
        """
        place = self.foreign(name)
        if place is None or not self._measured.search(name, len(place)):
            return False
        opening = self._opens.match(shadow, start)
        return opening is not None and shadow.startswith(place, opening.end())

    def at(self, words: str) -> str | None:
        """The place that the words open with, whatever tells it."""
        return self._place(words)

    def _place_at(self, words: str) -> str | None:
        division = self.division(words)
        if division:
            following = self.formed(words[len(division) :])
            return division + following if following else division
        return self.wide(words) or self.foreign(words) or self.formed(words)

    def without(self, words: str) -> str:
        """Words without the place at their front: 苏州市规上工业总产值 → 规上工业总产值."""
        bare: str | None = None
        if words.startswith(self._kinds):  # as few do
            bare = next(kind for kind in self._kinds if words.startswith(kind))
        if bare and words.startswith(self._not_following, len(bare)):
            bare = None  # 城镇|化率
        place = self.at(words) or bare
        rest = words[len(place) :].lstrip(OF) if place else words
        return rest if len(rest) >= 2 else words

    def unplaced(self, words: str) -> str:
        """``without``, but of a named place only: 苏州市|产值; refused: 城镇居民收入, which others have as well."""
        return self.without(words) if self.at(words) else words

    def alone(self, words: str, below: Mapping[str, str], *, listed: bool = False) -> Alone | None:
        """Words that name a place, in a comparison or not, and no indicator: 宁波市, 低于全省平均水平.

        ``below``: short names of places below the plan's with their full ones. Other short names (杭州)
        are places only in a comparison, or where others stand beside them (``listed``).
        Refused: 全省平均工资 (an indicator), 低于成本 (no place).
        """
        start, before = 0, ""
        while self.division(words[start:]) is None and (m := self._before.match(words, start)):
            before, start = m.group(), m.end()
        rest = words[start:]
        levels = self.levels.above(before, rest)
        if levels and (behind := self._behind.fullmatch(rest, levels.end)):
            gap = bool(behind["gap"]) or before in self._gap_before
            return Alone(levels.place, True, gap, bool(behind["average"]), levels.several)
        bare = rest if rest in self._bare else None
        place = bare or self.at(rest)
        written = place or ""
        if place is None:
            far: Mapping[str, str] = self.shorts if before or listed else {}
            fits = (rest[:n] for n in (4, 3, 2) if rest[:n] in below or rest[:n] in far)
            written = next(fits, "")
            place = below.get(written) or far.get(written)
        behind = self._behind.fullmatch(rest, len(written)) if place else None
        if place is None or behind is None:
            return None
        gap = bool(behind["gap"]) or before in self._gap_before
        return Alone(place, bool(before), gap, bool(behind["average"]))

    def inside(self, words: str, below: Mapping[str, str]) -> tuple[str, Alone] | None:
        """An indicator with a comparison behind it: 研发投入强度|低于全国平均水平, 增幅|高于全省, 增速|比全省平均水平高.

        Refused: 人口性别比|全省: behind 比 nothing says which way it differs; 城乡收入|比低于全省: the last word that compares counts.
        """
        for match in reversed(tuple(self._than.finditer(words, _OPENING))):
            lead = self._leading.sub("", words[: match.start()])
            if len(lead) < _SHORTEST and lead not in self._rate_nouns:
                continue
            alone = self.alone(words[match.start() :], below)
            if alone and (alone.gap or not match["beside"]):
                return lead, alone
        return None

    def rate_beside(self, words: str) -> str:
        """A rate that points tell the distance of from anything: 农村居民收入增速|快于城镇居民, 收入增幅|高于GDP增速. "" for no rate."""
        match = self._than.search(words, _OPENING)
        lead = (
            self._leading.sub("", words[: match.start()]) if match and not match["beside"] else ""
        )
        return lead if lead.endswith(self._rate_nouns) else ""

    def rate_then(self, words: str) -> str | None:
        """The way in which a rate differs from an earlier one, where the words say nothing else: 高 of 比|年均增速高; "" for 高于增幅.

        None for other words: 增速|高于全省, 比增速高 without a time.
        """
        found = self._rate_then.fullmatch(words)
        return (found["gap"] or "") if found else None

    def alone_in(self, phrase: Phrase, below: Mapping[str, str]) -> Alone | None:
        """``alone`` of the words in front of a number, of which 全省 may be read already."""
        wide = phrase.word("whole_area")
        bare = wide and phrase.name and self._behind.fullmatch(phrase.name)
        name = wide + phrase.name if bare else phrase.name
        return self.alone(name, below) if name else None

    def others(self, words: str) -> bool:
        """Words that mean each of many and nothing else: 其余各区, 每个乡镇."""
        return self._others.fullmatch(words) is not None


class Around:
    """A plan's own area, the areas below it and those above it."""

    def __init__(self, words: PlaceWords, area: str) -> None:
        self._words, self._area = words, area
        by_code = words.by_code
        self._own = words.first.get(area)
        chain: list[Division] = []
        above = self._own or words.around(area)
        while above is not None:
            chain.append(above)
            above = by_code.get(above.parent)
        self._chain = tuple(chain)

    def upper(self, word: str) -> str | None:
        """The area above the plan's own that a word means, written out; None where it means the own.

        全省 in a plan of 杭州市 is 浙江省, in one of 浙江省 its own.
        """
        level = self._words.upper.get(word)
        if level is None or (level == "nation" and self._area in self._words.upper):
            return None
        if level in ("nation", "world"):
            return self._words.named_by[level]
        ends = self._words.ends_of[level]
        if level == "city" and self._area.endswith(ends):
            return None  # 全市 in a plan of 吴江市, which is a district of 苏州市 today
        for division in self._chain:
            if division.level == "province" or (level == "city" and division.name.endswith(ends)):
                return None if division.name == self._area else division.name
        listed = self._chain or self._area.endswith(ends)
        below = self._area.endswith((*ends, *self._words.ends_of["city"], *self._words.lower_ends))
        return word if below and not listed else None

    def relation(self, name: str) -> Relation:
        """What a named division is to the plan's area; unknown where the area is in no list."""
        division = self._words.divisions.get(name)
        if division is None:
            return "elsewhere" if name in self._words.abroad else "unknown"
        if name == self._area or division is self._own:
            return "own"
        if self._own is None:
            return "elsewhere" if division.level != "county" and not self._chain else "unknown"
        code = self._own.code.rstrip("0")
        code += "0" * (len(code) % 2)
        return "below" if division.code.startswith(code) else "elsewhere"
