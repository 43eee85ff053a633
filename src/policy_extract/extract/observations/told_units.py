"""The unit that a name or a place in the text tells of a number: 患者2.7亿 are 亿人, 标准厂房20万方 万平方米."""

from __future__ import annotations

from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.alternation import alternation
from policy_extract.lexicon.records import Unit
from policy_extract.measure.quantity import Quantity

_NEAR = 40  # signs in which a word says what a degree is of


class PerUnits:
    """What a name says its money is counted by: 亩均税收 → by 亩, 人均 → by 人; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        units = {unit.name: unit for unit in lexicon.units}
        self._by: list[tuple[tuple[str, ...], Unit]] = [
            (words, units[name])
            for name, words in sorted(lexicon.table("measures", "per").items())
            if name in units and isinstance(words, tuple)
        ]
        # one look for all of them, since most names say nothing of the kind
        self._says = lexicon.compiled(alternation(word for words, _ in self._by for word in words))

    def apply(self, q: Quantity, name: str) -> Quantity:
        """The quantity with base units by what its name says: 亩均税收达到20万元 is 20万元/亩 in base units.

        The unit itself stays as written. Refused: a unit that says it already (万元/亩), counts, shares.
        """
        if q.kind != "money" or "/" in (q.unit or "") or not self._says.search(name):
            return q
        for words, unit in self._by:
            if any(word in name for word in words):
                scale = q.scale / unit.scale
                return q._replace(scale=scale, base_unit=f"{q.base_unit}/{unit.base}")
        return q


class ToldUnits:
    """Amounts without a unit behind a name that tells what they count; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        units = {unit.name: unit for unit in lexicon.units}
        people = units[lexicon.words("measures", "people.unit")[0]]
        self._by = dict.fromkeys(lexicon.words("measures", "people.names"), people)
        for unit, ends in lexicon.table("measures", "told_units").items():
            if isinstance(ends, tuple) and unit in units:
                self._by.update(dict.fromkeys(ends, units[unit]))
        self._longest = max(map(len, self._by))
        self._money = lexicon.words("measures", "money.unit")[0]
        self._magnitudes = lexicon.words("tables", "value.magnitudes")

    def apply(self, shadow: str, q: Quantity, name: str) -> Quantity:
        """“高血压患者2.7亿” is 亿人, “总诊疗人次95.5亿” 亿人次.

        Refused: 元 behind the amount, names that tell no such unit (产值30亿).
        """
        unit = q.unit or ""
        alone = len(unit) == 1 and unit in self._magnitudes  # 旅客吞吐量突破200万|大关
        bare = q.kind == "money" and unit.endswith(self._money) and len(unit) > 1
        if not alone and (not bare or not shadow.endswith(unit[-2], q.number, q.unit_end)):
            return q
        sizes = range(min(len(name), self._longest), 0, -1)  # 用户数 before 户数
        counted = next((self._by[end] for size in sizes if (end := name[-size:]) in self._by), None)
        if counted is None:
            return q
        told = (unit if alone else unit[: -len(self._money)]) + counted.name
        return q._replace(unit=told, kind=counted.kind, base_unit=counted.base)


class FloorUnits:
    """方 behind a name of rooms or ground; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self._names = lexicon.pattern("<measures.floor.names>")
        self._sign, self._not_sign = (
            words("measures", "floor.sign")[0],
            words("measures", "floor.not"),
        )
        area, volume = words("measures", "floor.units")
        self._area = next(unit for unit in lexicon.units if unit.name == area)
        self._volume = volume

    def apply(self, shadow: str, q: Quantity, name: str) -> Quantity:
        """“标准厂房20万方” is 万平方米. Refused: what is moved or runs (土方120万方, 供水50万方/日), 立方 written out."""
        written = shadow[q.number : q.unit_end]
        unit = q.unit or ""
        if not unit.endswith(self._volume) or not written.endswith(self._sign):
            return q
        if written.endswith(self._not_sign) or not self._names.search(name):
            return q
        told = unit[: -len(self._volume)] + self._area.name
        return q._replace(unit=told, kind=self._area.kind, base_unit=self._area.base)


class Degrees:
    """What 度 counts: electricity, warmth, or what its name says; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self._written = words("measures", "degrees.written")
        self._electric = words("measures", "degrees.electric")
        self._warm = words("measures", "degrees.warm")
        name = words("measures", "degrees.unit")[0]
        self._unit = next(unit for unit in lexicon.units if unit.name == name)

    def apply(self, shadow: str, q: Quantity, name: str) -> Quantity:
        """“室内温度不低于18度” is 摄氏度, “浊度低于1度” its own 度. Refused: 用电量20亿度, 3000万度 (electricity)."""
        if q.kind != "energy" or not shadow.endswith(self._written, q.number, q.unit_end):
            return q
        if not shadow[q.unit_end - 2].isdigit():
            return q  # 3000万度: nothing but electricity is counted so
        if any(word in name for word in self._electric):
            return q
        if any(word in name for word in self._warm):
            return q._replace(unit=self._unit.name, kind=self._unit.kind, base_unit=self._unit.base)
        near = shadow[max(0, shadow.rfind("。", 0, q.start), q.start - _NEAR) : q.start]
        if any(word in near for word in self._electric):
            return q
        unit = self._written[0]
        return q._replace(unit=unit, kind="other", base_unit=unit)
