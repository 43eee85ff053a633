"""What a document's text says about whose it is: its level, and the divisions that it names.

The level is said by bodies with the bare word of a level (市发展改革委, 县政府), by words for the whole (全市, 我县), by
those whom it addresses (市政府各部门) and by 结合我市实际; which area of the level, by names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property

from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.records import Division
from policy_extract.tuples import NamedTuple

REACH = 20000  # signs of a text that are looked at
_LEAST = 2  # so much evidence for a level or a name is no chance
_LEAD = 2  # … and so many times that of the next name
_UPPER = 3  # an upper level speaks so many times as often before it is taken for the own
_CHILDREN = 3  # so many districts of one city name the city
_HEAD = 3000  # signs in which those addressed stand
_ZONE, _ZONE_DISTRICT = 8, 2  # so many clauses that a zone opens make a text the zone's
_NEAR = 6  # signs before a name in which 与 or 借鉴 makes it another's


class Level(NamedTuple):
    """The sign that the names of a level end with, whether it was said outright (结合我市实际), and where."""

    sign: str
    outright: bool
    at: tuple[int, int]


class Named(NamedTuple):
    """A division's full name at a place of the text."""

    division: str
    start: int
    end: int


class TextWords:
    """The words of ``area_by_text.toml`` as patterns; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, pattern = lexicon.words, lexicon.pattern
        ranks = ("county", "city", "province")
        self.rank = {
            sign: rank
            for rank, level in enumerate(ranks)
            for sign in words("area_by_text", f"levels.{level}")
        }
        self.districts = words("area_by_text", "levels.district")
        self.region = words("area_by_text", "levels.province")[0]
        self.ours = words("area_by_text", "fitted.ours")
        self.whole = {
            word: sign
            for sign, found in lexicon.table("area_by_text", "whole").items()
            if isinstance(found, tuple)
            for word in found
        }
        signs = (
            "<area_by_text.levels.province>|<area_by_text.levels.city>|<area_by_text.levels.county>"
        )
        opens = r"(?:(?<![\u4e00-\u9fff])|(?<=<area_by_text.bodies.before>))(?<!(?:<area_by_text.bodies.signs>)(?:<area_by_text.bodies.joints>))"
        self.wholes = lexicon.compiled("|".join(map(re.escape, sorted(self.whole))))
        self.body = pattern(
            rf"{opens}(?P<sign>{signs})(?!<area_by_text.bodies.not_behind>)"
            r"(?:(?:<area_by_text.bodies.plain>)(?!<area_by_text.bodies.not_plain>)"
            r"|[\u4e00-\u9fff]{2,9}?(?:<area_by_text.bodies.ends>))"
        )
        self.addressed = pattern(
            rf"(?<![\u4e00-\u9fff])(?P<sign>{signs})(?:<area_by_text.bodies.addressing>)"
        )
        self.fitted_own = pattern(
            rf"(?:<area_by_text.fitted.before>)(?:<area_by_text.fitted.own>)(?P<sign>{signs})(?:<area_by_text.fitted.of>)?"
            r"(?:<area_by_text.fitted.behind>)"
        )
        self.fitted = pattern(
            r"(?:<area_by_text.fitted.before>)(?P<place>[\u4e00-\u9fff]{2,12}?)(?:<area_by_text.fitted.of>)?(?:<area_by_text.fitted.behind>)"
        )
        self.aims = pattern(
            r"(?:<area_by_text.aims.before>)(?P<made>[\u4e00-\u9fff]{2,9}?)(?:<area_by_text.aims.behind>)"
            r"|(?:<area_by_text.aims.modern>)(?P<modern>[\u4e00-\u9fff]{2,7}?)(?:<area_by_text.aims.chapters>)"
            r"|(?:<area_by_text.aims.renewed>)(?P<renewed>[\u4e00-\u9fff]{2,4}?)(?=[”,。]|(?:<area_by_text.aims.renewing>))"
        )
        self.zone = pattern(r"(?<![\u4e00-\u9fff、])(?:<area_by_text.zone.own>)(?![、,。()])")
        self.cited = words("area_by_text", "own.cited")
        self.own_behind = words("area_by_text", "own.behind")
        self.others_before = pattern(r"<area_by_text.others.before>")
        self.others_behind = words("area_by_text", "others.behind")
        self.joints = words("area_by_text", "fitted.joints")
        self.nation = words("area_by_text", "nation.signs")
        self.nation_strong = pattern(
            r"(?:<area_by_text.nation.strong>)(?!<area_by_text.nation.not_behind>)"
        )
        self.local = pattern(
            r"(?:<area_by_text.nation.local>)"
            r"|(?<!<area_by_text.nation.local_not_before>)(?:<area_by_text.bodies.signs>)(?:[\u4e00-\u9fff]{1,6})?"
            r"(?:<area_by_text.nation.local_bodies>)(?=[,;。:)(]|<area_by_text.nation.local_behind>|$)"
        )
        self.of_others = words("area_by_text", "nation.ours")
        self.others_titles = words("area_by_text", "nation.titles")
        self._towns(lexicon)
        self._lexicon = lexicon

    def _towns(self, lexicon: Lexicon) -> None:
        """A town at the head of a title: 习水县土城镇…; not 乡镇, 特色小镇."""
        words = lexicon.words
        self.town = lexicon.pattern(
            r"(?P<above>[\u4e00-\u9fff]*?(?:<area_by_text.bodies.signs>))?"
            r"(?P<town>(?:(?!<area_by_text.bodies.signs>)[\u4e00-\u9fff]){2,3}?(?:<area_by_text.town.ends>))"
            r"(?!<area_by_text.town.not_following>)"
        )
        never = (w for w in words("owners", "form.never") if len(w) > 1)
        self.no_town = (*words("layout", "place.not_opening"), *never)
        self.no_towns = frozenset(words("area_by_text", "town.kinds"))
        self.kinds_of_towns = words("owners", "form.general")

    @cached_property
    def divisions(self) -> DivisionNames:
        """Only a document whose title names no place asks for them."""
        return DivisionNames(self._lexicon)

    def called(self, words: str, sign: str | None) -> str | None:
        """The division that words name in full or for short, of the level that names with a sign have."""
        names = (
            {words} if words in self.divisions.named else self.divisions.shorts.get(words, set())
        )
        if words[-1:] in self.rank and words not in self.divisions.named:  # 黔东南州
            names = {
                n for n in self.divisions.shorts.get(words[:-1], ()) if n.endswith(words[-1])
            } or names
        if sign is not None:
            names = {n for n in names if n.endswith(sign)}
        elif len(names) > 1:
            names = {n for n in names if self.divisions.named[n][0].level == "province"}
        return next(iter(names)) if len(names) == 1 else None


class DivisionNames:
    """Divisions by full name, by short name, by their first two signs; which names are one's alone."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.named: dict[str, list[Division]] = {}
        self.shorts: dict[str, set[str]] = {}
        self.by_code = {d.code: d for d in lexicon.divisions}
        self.full: dict[str, str] = {}
        kinds = lexicon.table("owners", "place_short")
        by_pair: dict[str, set[str]] = {}
        for d in lexicon.divisions:
            self.named.setdefault(d.name, []).append(d)
            for short in {d.short, d.name[:-1] if not d.short and len(d.name) > 2 else ""} - {""}:
                self.shorts.setdefault(short, set()).add(d.name)
            if len(d.name) > 2:
                by_pair.setdefault(d.name[:2], set()).add(d.name)
            for alias in _aliases(d, kinds):
                self.full[alias] = d.name
                by_pair.setdefault(alias[:2], set()).add(alias)
        self.by_pair = {
            pair: sorted(found, key=lambda n: (-len(n), n)) for pair, found in by_pair.items()
        }

    def principal(self, short: str) -> str | None:
        """The one division of a short name, its province, or the one that the others of it lie in: 长沙 is 长沙市, not 长沙县.

        None for 朝阳, which is a city and a district of another.
        """
        called = [d for name in sorted(self.shorts.get(short, ())) for d in self.named[name]]
        for division in called:
            within = (d is division or d.parent == division.code for d in called)
            if division.level == "province" or all(within):
                return division.name
        return None


def _aliases(division: Division, kinds: Mapping[str, object]) -> Iterator[str]:
    """What a division is called and nothing else is: 浙江, 贵州 for provinces, 黔东南州, 北川县 for those of a people."""
    if division.level == "province" and division.short:
        yield division.short
    for end, short in kinds.items():
        if division.short and division.name.endswith(end) and isinstance(short, tuple):
            yield from (division.short.removesuffix(kind) + kind for kind in short)


def level(words: TextWords, plain: str) -> Level | None:
    """The level whose document a text is, or None where nothing says it clearly.

    The lowest that says 我市, then the lowest that speaks: a city cites its province's bodies (省民政厅, 我省), a province seldom a city's by the bare
    word. Refused: one word alone; a level that an upper one outweighs by far; 市场监管局, 区域, 各县（区）人民政府.
    """
    said = words.fitted_own.search(plain) or words.addressed.search(plain, 0, _HEAD)
    found: Counter[str] = Counter()
    ours: Counter[str] = Counter()
    first: dict[str, tuple[int, int]] = {}
    for match in words.wholes.finditer(plain):
        sign = words.whole[match.group()]
        ours[sign] += match.group().startswith(words.ours)
        _count(found, first, sign, match)
    for match in words.body.finditer(plain):
        _count(found, first, match["sign"], match)
    region = found[words.region] > 0
    if said is not None:
        sign = words.region if region and said["sign"] in words.region else said["sign"]
        return Level(sign, True, said.span())
    if region:  # 全区 and 我区 are the region's
        for counted in (found, ours):
            counted[words.region] += counted.pop(words.region[-1], 0)
    spoken = [s for s in ours if ours[s] >= _LEAST]  # no province calls a city 我市
    if spoken:
        sign = min(spoken, key=lambda s: (words.rank[s], -ours[s], s))
        return Level(sign, False, first[sign])
    most = max(found.values(), default=0)
    for sign in sorted(found, key=lambda s: (words.rank[s], -found[s], s)):
        if found[sign] >= _LEAST and found[sign] * _UPPER >= most:
            return Level(sign, False, first.get(sign, (0, 0)))
    return None


def _count(
    found: Counter[str], first: dict[str, tuple[int, int]], sign: str, match: re.Match[str]
) -> None:
    found[sign] += 1
    first.setdefault(sign, match.span())


def names(words: TextWords, plain: str) -> Iterator[Named]:
    """Full names of divisions, and short ones of provinces, longest first; none inside another.

    Refused: a place that is compared or dealt with: 与某市相邻, 借鉴某省经验.
    """
    at, last = 0, len(plain) - 1
    while at < last:
        name = next(
            (
                n
                for n in words.divisions.by_pair.get(plain[at : at + 2], ())
                if plain.startswith(n, at)
            ),
            None,
        )
        if name is None:
            at += 1
            continue
        end = at + len(name)
        if not _of_others(words, plain, at, end):
            yield Named(words.divisions.full.get(name, name), at, end)
        at = end


def _of_others(words: TextWords, plain: str, start: int, end: int) -> bool:
    if plain.startswith(words.others_behind, end):
        return True
    before = plain[max(0, start - _NEAR) : start]
    cut = max(before.rfind(mark) for mark in ",。;:\n《")
    return words.others_before.search(before[cut + 1 :]) is not None


def leader(words: TextWords, plain: str, sign: str = "") -> Named | None:
    """The division of a level that a text names: one clear leader, with where it is named first; else None.

    A document or body of its own (《中共某市委…》, 某市人民政府) weighs twice, but not a document of the city above. Three districts of one city and
    more, each with a name of its own in the country, name their city.
    """
    weight: Counter[str] = Counter()
    first: dict[str, Named] = {}
    children: dict[str, set[str]] = {}
    cited: Counter[str] = Counter()
    for named in names(words, plain):
        for parent in _parents(words, named.division, sign):
            children.setdefault(parent, set()).add(named.division)
            first.setdefault(parent, named)
        if not named.division.endswith(sign):
            continue
        own = plain.startswith(words.own_behind, named.end)
        weight[named.division] += 2 if own else 1
        if own and plain[named.start - 1 : named.start] in words.cited:
            cited[named.division] += 2
        first[named.division] = min(first.get(named.division, named), named, key=lambda n: n.start)
    for parent, found in children.items():
        if len(found) >= _CHILDREN:
            weight[parent] += len(found)
            for child in found & weight.keys():  # 义乌市, 兰溪市 in the text of their city
                weight[child] = 0 if weight[child] <= weight[parent] * _LEAD else weight[child]
    for name in weight:  # for short only where the full name stands, too: 新兴产业 is no 新兴县
        short = words.divisions.named[name][0].short
        if weight[name] and short:
            weight[name] += plain.count(short) - plain.count(name)
    for name in list(weight):  # 《金华市人民政府…》 in a text of 义乌市: its city's
        for parent in {*_parents(words, name, sign)} & cited.keys():
            if weight[name] > weight[parent] - cited[parent]:
                weight[parent] -= cited[parent]
    best = weight.most_common(2)
    if not best or best[0][1] < _LEAST:
        return None
    if len(best) > 1 and best[0][1] < best[1][1] * _LEAD:
        return None
    return first[best[0][0]]._replace(division=best[0][0])


def of_zone(words: TextWords, plain: str, sign: str) -> bool:
    """Whether a text is a zone's own: 开发区实现…, 管委会牵头…, many times; fewer do where it says 全区."""
    least = _ZONE_DISTRICT if sign in words.districts else _ZONE
    return sum(1 for _ in words.zone.finditer(plain)) >= least


def _parents(words: TextWords, name: str, sign: str) -> Iterator[str]:
    """The city or province of a level above a division whose name no other has."""
    found = words.divisions.named.get(name, [])
    if len(found) != 1:
        return
    above = words.divisions.by_code.get(found[0].parent)
    while above is not None:
        if above.name.endswith(sign):
            yield above.name
        above = words.divisions.by_code.get(above.parent)


def place_in(words: TextWords, phrase: str, sign: str | None) -> str | None:
    """The division that a phrase is: 抚州, 贵阳市; 上级精神和遵义, behind its last joint."""
    for part in (phrase, *(phrase.rpartition(joint)[2] for joint in words.joints)):
        found = words.called(part, sign) or words.called(part, None)
        if found is not None:
            return found
    return None
