"""The words of a value cell → its numbers: with the row's unit, several in one cell, sentences with years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from policy_extract.expressions import expression
from policy_extract.extract.observations.drafts import CellFacts
from policy_extract.extract.observations.names.complete import Completion
from policy_extract.extract.observations.tables.striven import Striven
from policy_extract.extract.observations.tables.years import YEAR
from policy_extract.extract.observations.windows import REMARK
from policy_extract.lexicon import Lexicon
from policy_extract.measure.finding import QuantityFinder
from policy_extract.measure.period import Calendar, PeriodFinder
from policy_extract.measure.quantity import Quantity
from policy_extract.model import Comparator, Period

_NUMBER = expression(r"[<>≥≤]?-?\d[\d,]*(?:\.\d+)?")
_PLAIN = expression(r"\d[\d,]*(?:\.\d+)?")
_NAMED_PARTS = expression(r"[/、和与及]")
_MORE = expression(r"(?<=[\d%])\s?\+$")  # 400+, 95%+
_MINUS = expression(r"-(?=\d)")
_PER = expression(r"(?:1|/).*")  # a unit that goes on with the digits: 1/10万, /10万
_SENTENCE = 8  # signs from which a cell with a year in it is read like a sentence


_MIRRORED: dict[str, Comparator] = {">": "<", ">=": "<=", "<": ">", "<=": ">="}


class CellWords:
    """Reads the words of value cells; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self._quantities = lexicon.once(QuantityFinder)
        self._periods = lexicon.once(PeriodFinder)
        self._completion = Completion(lexicon)
        self._spoken = words("tables", "value.announcing")
        self._until = words("tables", "value.until")
        self._money = words("measures", "money.unit")[0]
        self._wan, self._yi = words("tables", "value.magnitudes")
        self._ratio_of = words("refusals", "ratio.of")
        self._above = words("tables", "value.bounds")[0]
        self._tail = lexicon.pattern(r"(?:<tables.value.bounds>)$")
        self._of = words("tables", "value.of")[0]
        self._parts = expression(r"[;；]|(?<=[\d%])/(?=\d)")  # 12; 36, 12/36
        self._striven = lexicon.once(Striven)
        self._promise = lexicon.pattern(r"<tables.value.promising>")
        # 设区市≥25 / 县级市≥20: a number for each class
        self._classed = lexicon.compiled(
            r"(?P<label>[\u4e00-\u9fff]{2,8}?)(?P<value>[≥≤<>]\s?\d[\d.]*%?)"
        )

    def read(
        self, facts: CellFacts, words: str, unit: str, calendar: Calendar
    ) -> Iterator[CellFacts]:
        """The facts of each number of a cell; ``words`` is its plain form without a year in brackets."""
        found = self._quantities.find(words, 0, len(words)) if ":" in words else []
        if found and found[0].parts is not None:
            if len(found) == 1 and any(word in facts.name for word in self._ratio_of):
                yield _of(facts._replace(unit_written=True), found[0])
            return  # 三次产业结构: 4.5:38.5:57; any other ratio in a cell is no value
        classed = list(self._classed.finditer(words))
        if classed:
            for match in classed:
                quantity = self.quantity(match.group("value").replace(" ", ""), unit)
                if quantity is not None:
                    yield _of(facts, quantity, segment=match.group("label"))
            return
        words = self._without_base(words)
        dated = self._sentence(facts, words, calendar)
        if dated:
            yield from dated
            return
        year, words = self._striven.year(words)
        facts = facts if year is None else facts._replace(time=year)
        words = REMARK.sub("", self._striven.unfolded(words)).strip() or words
        parts = self._parts.split(words)
        units = self._units(unit, len(parts))
        names = self._names(facts.name, len(parts))
        told = [
            (name, own, one)
            for name, part, own in zip(names, parts, units, strict=True)
            for one in self._striven.parts(part)
        ]
        for name, own, part in told:
            quantity = self.quantity(part.strip(), own)
            if quantity is not None:
                yield _of(facts._replace(name=name), quantity)
            elif self._promise.search(part) and len(part) <= 20:
                promise = facts.candidate._replace(words=re.sub(r"\s", "", part))
                yield facts._replace(candidate=promise)

    def _without_base(self, words: str) -> str:
        """A multiple without the year that it compares with: 2022年的5倍 → 5倍. Refused: 2022年5倍, 2022年的5万人."""
        base = YEAR.match(words)
        rest = words[base.end() :].removeprefix(self._of) if base else words
        if base is None or len(rest) == len(words) - base.end():
            return words
        found = self._quantities.find(rest, 0, len(rest))
        return rest if len(found) == 1 and found[0].kind == "multiple" else words

    def _units(self, unit: str, count: int) -> list[str]:
        """One unit for each value of a cell: 万人次/亿元 over 800/60. Refused: 万元/亩, where 亩 is counted by."""
        parts = _NAMED_PARTS.split(unit)
        if count < 2 or len(parts) != count:
            return [unit] * count
        own = [part.startswith((self._wan, self._yi, "%")) for part in parts[1:]]
        return parts if all(own) or "/" not in unit else [unit] * count

    def _names(self, name: str, count: int) -> list[str]:
        """One name for each value of a cell: 公路/水路货运量 over 920/36 → 公路货运量, 水路货运量."""
        parts = [part for part in _NAMED_PARTS.split(name) if part]
        if count < 2 or len(parts) != count:
            return [name] * count
        return self._completion.for_list(parts, count, None) or [name] * count

    def _sentence(self, facts: CellFacts, words: str, calendar: Calendar) -> list[CellFacts]:
        """“2024年达到60%，力争2030年达到75%”: each number has the last year before it."""
        if len(words) < _SENTENCE:
            return []
        times = [t for t in self._periods.find(words, 0, len(words), calendar) if t.period]
        numbers = [
            q
            for q in self._quantities.find(words, 0, len(words))
            if q.unit and not any(t.start < q.end and q.start < t.end for t in times)
        ]
        if not times or not numbers or numbers[0].start < times[0].start:
            return []
        found: list[CellFacts] = []
        for q in numbers:
            period = next(t.period for t in reversed(times) if t.start < q.start)
            end = period.end if period else None
            when = Period(start=period.start or end, end=end or period.start) if period else None
            found.append(_of(facts._replace(time=when), q))
        return found

    def quantity(self, words: str, unit: str) -> Quantity | None:
        """A cell's number with the unit of its row: “35左右” under % → 35%左右, “-0.5” → −0.5.

        400+ is 400以上. Refused: words before the number that say something else (见附表3).
        """
        for announced in self._spoken:
            words = words.removeprefix(announced)
        words = _MORE.sub(self._above, words)
        match = _NUMBER.search(words)
        if match is None or (
            match.start() > 4 and not words[: match.start()].endswith(self._until)
        ):
            return None
        if _MINUS.match(words):
            found = self._positive(words[1:], unit)
            return found and mirrored(found)
        return self._positive(words, unit)

    def _positive(self, words: str, unit: str) -> Quantity | None:
        if unit and _PER.fullmatch(unit):  # glued to the digits it would be one of them
            return self._per(words, unit)
        if unit and _PLAIN.fullmatch(words):
            with_unit = self._with_unit(words, unit, [])
            if with_unit is not None:
                return with_unit
        found = self._quantities.find(words, 0, len(words))
        if len(found) == 1 and found[0].unit is not None and found[0].kind not in ("time", "rank"):
            return self._magnitude(words, unit, found[0]) or found[0]
        return self._with_unit(words, unit, found) or (found[0] if found else None)

    def _per(self, words: str, unit: str) -> Quantity | None:
        """“≤18” under 1/10万: a rate for so many, its unit as written.

        Refused: a cell with a unit of its own (18‰).
        """
        found = self._quantities.find(words, 0, len(words))
        if len(found) != 1 or found[0].unit is not None:
            return found[0] if found else None
        known = self._quantities.find("2" + unit.removeprefix("1"), 0, len(unit) + 1)
        if len(known) == 1 and known[0].unit and known[0].kind != "none":
            scale, base, kind = known[0].scale, known[0].base_unit, known[0].kind
        else:
            scale, base, kind = Fraction(1), "", "other"
        return found[0]._replace(unit=unit, kind=kind, scale=scale, base_unit=base)

    def _magnitude(self, words: str, unit: str, found: Quantity) -> Quantity | None:
        """A magnitude in the cell, the unit in its row: 2.57万 under 亿元 is 万亿元, 1.2亿 under 万人 亿人.

        Refused: a cell with its whole unit (4010亿元), rows of percentages, a row without a unit.
        """
        told = found.unit or ""
        sign = words[found.unit_end - 1 : found.unit_end]
        if sign not in (self._wan, self._yi) or told not in (sign, sign + self._money):
            return None
        own = unit[:1] if unit[:1] in (self._wan, self._yi) else ""
        bare = unit[len(own) :]
        if not bare or "%" in bare:
            return None
        both = own if (sign, own) == (self._wan, self._yi) else ""
        text = words[: found.unit_end] + both + bare + words[found.unit_end :]
        counted = self._quantities.find(text, 0, len(text))
        return counted[0] if len(counted) == 1 and counted[0].end == len(text) else None

    def _with_unit(self, words: str, unit: str, found: list[Quantity]) -> Quantity | None:
        if not unit:
            return None
        tail = self._tail.search(words)
        body = words[: tail.start()] if tail else words
        own = "" if body.endswith(unit) else unit  # 12.3年以上 under 年
        text = body + own + (tail.group() if tail else "")
        with_unit = self._quantities.find(text, 0, len(text))
        known = len(with_unit) == 1 and with_unit[0].unit is not None
        if known and with_unit[0].end == len(text):
            return with_unit[0]
        if len(found) == 1 and found[0].unit is None:  # a unit nobody knows stays as written
            return found[0]._replace(unit=unit, kind="other", scale=Fraction(1), base_unit="")
        return with_unit[0] if known else None


def mirrored(q: Quantity) -> Quantity:
    """The number below zero: 5以上 → −5 or less."""
    return q._replace(
        low=None if q.high is None else -q.high,
        high=None if q.low is None else -q.low,
        comparator=_MIRRORED.get(q.comparator, q.comparator),
    )


def _of(facts: CellFacts, q: Quantity, segment: str | None = None) -> CellFacts:
    """The facts of one number of a cell."""
    doubts = facts.doubts if q.unit or facts.unit_written else (*facts.doubts, "unit.unknown")
    return facts._replace(
        candidate=facts.candidate._replace(quantity=q), segment=segment, doubts=doubts
    )
