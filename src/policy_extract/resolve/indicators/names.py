"""Indicator names to indicator entities: one normal form, then the gazetteer; no guessing.

规上工业增加值 and 规上工业总产值 differ in two characters and are two indicators: nearness of
names means nothing here, so only spellings that a word list calls equal are joined.
"""

from __future__ import annotations

import re
from typing import Any

from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.sealed import Sealed, once
from policy_extract.resolve.found import plain
from policy_extract.resolve.indicators.compounds import Compounds

_FILE = "indicator_resolution"


class _Known(Sealed):
    """The indicators that the gazetteer knows, by their numbers in the lexicon.

    ``known``: by the normal form of a name; ``made``: by what a compound is made of.
    """

    known: dict[str, int]
    made: dict[str, int]


class IndicatorNames:
    """What the lexicon says of names of indicators; built once for it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._rewrites: dict[str, str] = {}
        for canonical, words in lexicon.table(_FILE, "rewrite").items():
            for word in words if isinstance(words, tuple) else ():
                self._rewrites[word] = canonical
        targets = "|".join(map(re.escape, sorted(set(self._rewrites.values()))))
        self._repeated = lexicon.compiled(rf"({targets})（?\1）?")
        self._rewrites |= dict.fromkeys(lexicon.words(_FILE, "fillers"), "")
        rewritten = sorted(self._rewrites, key=lambda w: (-len(w), w))
        self._rewrite = lexicon.compiled("|".join(map(re.escape, rewritten))) if rewritten else None
        self._areas = lexicon.words(_FILE, "leading_areas")
        self._counts = lexicon.words(_FILE, "count_endings")
        self._kept = lexicon.words(_FILE, "kept_endings")
        self._yearly = lexicon.pattern(
            "(?:<indicator_resolution.year>)(?=<indicator_resolution.yearly>)"
        )
        self._threshold = lexicon.pattern(
            r"(?:<indicator_resolution.threshold.over>)"
            r"(\d[\d.]*(?:<indicator_resolution.threshold.numerals>)*|(?:<indicator_resolution.threshold.numerals>)+)"
            r"(<indicator_resolution.threshold.money>)?(?!<indicator_resolution.threshold.bounds>)"
        )
        self._per = lexicon.pattern(r"(.+?)(<indicator_resolution.per_front>)(?=.)")
        self._bracket = lexicon.compiled("(.{2,})（([^（）]+)）")
        self._units = frozenset(
            plain(sign) for unit in lexicon.units for sign in (unit.name, *unit.aliases)
        )
        self._order = lexicon.pattern(
            r"(<indicator_resolution.done>)(?!<indicator_resolution.not_done>)(.{2,})"
            r"(<indicator_resolution.sizes>)"
        )
        self._each = "".join(lexicon.words(_FILE, "each")[:1])
        self._bare_each = lexicon.pattern(
            r"(?=<indicator_resolution.bare_each>)"
            r"(?!(?:<indicator_resolution.bare_each>)(?:<indicator_resolution.not_each>))"
        )
        self._reckoned = lexicon.pattern(
            r"(?:<indicator_resolution.reckoned_fronts>)?(.{2,}?)(?:<indicator_resolution.reckoned_ends>)"
        )
        self._numerals = "".join(lexicon.words(_FILE, "threshold.numerals"))
        self._money = "".join(lexicon.words(_FILE, "threshold.money")[:1])
        self._upward = "".join(lexicon.words(_FILE, "threshold.upward")[:1])
        self.compounds = Compounds(lexicon)
        self._records = lexicon.indicators
        self._known: dict[str, int] = {}
        self._made: dict[str, int] = {}
        found = once("indicators", lexicon.key, _Known, self._gathered)
        self._known, self._made = found.known, found.made

    def _gathered(self) -> dict[str, Any]:
        """The fields of ``_Known``."""
        for number, record in enumerate(self._records):
            for name in (*record.aliases, record.name):
                self._known[self.normal(name)] = number
        for normal, number in sorted(self._known.items()):
            made = self.made_of(normal)
            if made is not None:
                self._made.setdefault(made, number)
        return {"known": self._known, "made": self._made}

    def known(self, normal: str) -> tuple[str, str] | None:
        """The key and the official name of the indicator that has a name of this normal form."""
        return self._told(self._known.get(normal))

    def made(self, compound: str) -> tuple[str, str] | None:
        """The same for what is made of such quantities (``made_of``)."""
        return self._told(self._made.get(compound))

    def _told(self, number: int | None) -> tuple[str, str] | None:
        if number is None:
            return None
        record = self._records[number]
        return record.key, record.name

    def made_of(self, normal: str) -> str | None:
        """A compound by the ids of what it is made of (share/研发…/gdp), or None for a name that is none."""
        compound = self.compounds.parse(normal)
        if compound is None:
            return None
        return "/".join((compound.operation, *map(self._id, compound.of)))

    def _id(self, normal: str) -> str:
        """What stands for a quantity inside a compound: its key, else what it is made of, else its words."""
        trimmed = self.normal(normal)
        known = self.known(trimmed)
        return known[0] if known is not None else self.made_of(trimmed) or trimmed

    def normal(self, name: str) -> str:
        """The normal form of an indicator's name.

        规模以上工业企业研究与试验发展（R&D）经费占营业收入的比重 →
        规上工业企业研发经费占营业收入比重; 规上工业企业数量 → 规上工业企业. Drops white space,
        quotes, 的, an area word in front (全市) and a counting word behind (数, 数量). It keeps 数
        where it is part of the quantity: 两化融合发展指数, 旅游人数.
        """
        text = self._turned(plain(name))
        if self._bare_each.match(text):
            text = self._each + text
        if self._rewrite:
            rewritten = self._rewrite.sub(lambda m: self._rewrites[m.group()], text)
            if rewritten != text:  # 研究与试验发展（R&D） has become 研发（研发）
                text = self._repeated.sub(r"\1", rewritten)
        if text.startswith(self._areas):
            area = next(a for a in self._areas if text.startswith(a))
            text = text[len(area) :] if len(text) > len(area) + 1 else text
        if text.endswith(self._counts) and not text.endswith(self._kept):
            ending = next(e for e in self._counts if text.endswith(e))
            text = text.removesuffix(ending) if len(text) > len(ending) + 1 else text
        return self._spelled(text)

    def _turned(self, text: str) -> str:
        """What stands in brackets at the end of a name: a unit is dropped, a qualifier goes to the front.

        社会消费品零售总额（亿元） is the same without, 城镇化率（常住人口） and 城镇化率（按常住人口计算） are
        常住人口城镇化率.
        """
        found = self._bracket.fullmatch(text) if text.endswith("）") else None
        if found is None:
            return text
        inside = found[2].lstrip(self._numerals)
        if inside in self._units or "/" in inside:
            return found[1]
        by = self._reckoned.fullmatch(found[2])
        return (by[1] if by else found[2]) + found[1]

    def _spelled(self, text: str) -> str:
        """Thresholds in one spelling, flows without their year, brackets gone that only set words apart."""
        text = self._threshold.sub(lambda m: f"{m[1]}{m[2] or self._money}{self._upward}", text)
        if (year := self._yearly.match(text)) is not None:
            text = text[year.end() :]
        if (per := self._per.match(text)) is not None:
            text = per[2] + per[1] + text[per.end() :]
        if (done := self._order.fullmatch(text)) is not None:
            text = done[2] + done[1] + done[3]
        return text.replace("（", "").replace("）", "") if "（" in text else text
