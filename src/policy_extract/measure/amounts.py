"""A number with its unit and bounds, at one place of a text: “突破1400亿元”, “1-2个”, “两三家”, “US$3亿”.

One grammar for all spellings of a number (``numerals``), of a unit (``units``) and of a bound (``bounds``).
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from policy_extract.document.plain import is_han
from policy_extract.expressions import expression
from policy_extract.lexicon import Lexicon
from policy_extract.measure import numerals
from policy_extract.measure.bounds import Bounds
from policy_extract.measure.ends import Ends
from policy_extract.measure.labels import Labels
from policy_extract.measure.patterns import Amount, Patterns, Range, number
from policy_extract.measure.quantity import COUNTED, Quantity, bounded, plain
from policy_extract.measure.signs import Currency, Signs
from policy_extract.measure.tails import Tails
from policy_extract.measure.units import Measured, UnitReader
from policy_extract.measure.written import Written
from policy_extract.model import Comparator, Number

_LISTED = "、"
_MOST_SIGNS = 18  # no plan counts further; longer runs of digits are numbers of files
#: 00家, 00,000亿元: the end of a number that something parts, or of a code.
#: The number of an item with the count behind it: 1.9, 12.3.
_ITEM = expression(r"(?P<item>(?P<number>[1-9]|[1-3]\d)\.)(?P<count>[1-9]\d{0,4})")
_PADDED = expression(r"0[\d,]")
_BIG = tuple(numerals.BIG)
_OWN_CHANGE = frozenset(("ratio", "points", "multiple"))  # 增长5%至8% is one rate
#: A number of these may be the second of a range; what is told otherwise has no lower bound.
_RANGED = frozenset(
    ("candidate.number", "candidate.spelled", "candidate.compound", "candidate.signed")
)
Amounts = tuple[tuple[Quantity, ...], int]


class AmountReader:
    """Reads amounts; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self._units, self._bounds = UnitReader(lexicon), Bounds(lexicon)
        self._patterns = Patterns(lexicon, self._units, self._bounds)
        self._signs = Signs(lexicon)
        self._tails = Tails(lexicon, self._units, self._bounds)
        self._labels = Labels(lexicon, self._patterns)
        self._moneys = frozenset(
            name for name, unit in self._units.by_name.items() if unit.kind == "money"
        )
        self._tenths, self._percent = (
            words("measures", f"tenths.{w}")[0] for w in ("unit", "percent")
        )
        self._share_marks = words("numbers", "share.mark")
        self._words_of_sides = frozenset(lexicon.words("numbers", "sign.sides"))
        #: What may stand behind the first sign of a spelled number: 百|分之, 三|十, 两|家.
        self.goes_on = self._patterns.goes_on | {mark[0] for mark in self._share_marks}
        self._share_whole = words("numbers", "share.whole")
        self._shares = lexicon.table("numbers", "share_unit")
        self._shares_of = lexicon.table("numbers", "share_of")
        self._ordinal = words("numbers", "pair.ordinal")
        self._some = words("numbers", "inside.some")
        self._few = words("numbers", "range.short_points")
        self._no_noun = words("numbers", "item.no_noun")
        self._whole = frozenset(words("numbers", "item.whole_units"))
        self._leads = words("numbers", "range.leads")
        self._change = lexicon.pattern(
            r"(?:<measures.growth.up>|<measures.growth.down>)(?:<numbers.range.change_also>)?$"
        )
        self._of = words("naming", "tail.within_of")[0]
        self._person = words("measures", "people.unit")[0]
        self._persons = lexicon.pattern(
            r"(?:(?!<measures.people.not_between>)[\u4e00-\u9fff]){0,8}?(?:<measures.people.behind>)"
            r"(?=[,;。、)和及与]|$|(?:<measures.people.then>)|(?:<naming.noun.acts>))"
        )
        self._ends = Ends(lexicon)

    def read(self, shadow: str, start: int, end: int) -> Amounts:
        """The quantities that begin at ``start``, and where the search goes on (code points).

        Mostly one or none; two of “增长12%至500亿元”: a change and the level it leads to. Refused: digits
        glued to letters (5G, IPv6), parts of dates and of longer codes, numerals of words (一体, 三农).
        """
        if shadow.startswith(self._share_marks, start + 1):
            return self._share(shadow, start, end)
        if shadow[start] > "9" and shadow[start + 1 : start + 2] not in self._patterns.goes_on:
            return (), start + 1
        amount = self._patterns.amount(shadow, start, end)
        if amount is None or shadow[amount.stop : amount.stop + 1] in self._patterns.dashes:
            two = self._patterns.range(shadow, start, end)
            if two is not None:
                if self._leads_to_level(shadow, two):
                    return self._change_and_level(shadow, two, end)
                return self._found(shadow, self._range(two), two.second.stop, end)
        if amount is None:
            return (), start + 1
        written = self._written(amount)
        item = self._item(shadow, amount)
        if item and written is not None:
            count = Decimal(shadow[item : amount.match.end("num")])
            written = written._replace(begin=item, item=written.begin, low=count, high=count)
        words = amount.match["num"] or amount.match["word"]
        if written is None and words and numerals.of_several_parts(words):
            return (), start + numerals.first_part(words)
        return self._found(shadow, written, amount.stop, end)

    def _item(self, shadow: str, amount: Amount) -> int:
        """Where the count behind the number of an item begins that is glued to it: 1.|9家单位少编预算; 0 for none.

        Refused: 1.2万人次, 1.5亿元以上项目, 3.2公里, which can be parted; 人均1.5个, which opens no item.
        """
        numbered = _ITEM.fullmatch(amount.match["num"] or "")
        if numbered is None or amount.prefix or amount.unit not in self._whole:
            return 0
        if not is_han(shadow[amount.stop : amount.stop + 1]):
            return 0  # a cell of 6.5件
        if shadow.startswith(self._no_noun, amount.stop):
            return 0  # … of 36.2个以上
        start = amount.match.start()
        opens = shadow[:start].rstrip(" ")[-1:]
        if opens in ("", "\n"):
            return start + numbered.end("item")
        return (
            start + numbered.end("item")
            if self._runs(shadow, start, int(numbered["number"]))
            else 0
        )

    @staticmethod
    def _runs(shadow: str, start: int, number: int) -> bool:
        """Items of a line that run on: 问题：1.9家…；2.11家…；3.7家…."""
        if shadow[:start].rstrip(" ")[-1:] not in ":;。":
            return False
        line = shadow.rfind("\n", 0, start) + 1
        if number > 1:
            return f"{number - 1}." in shadow[line:start]
        stop = shadow.find("\n", start)
        return ";2." in shadow[start : stop if stop >= 0 else len(shadow)].replace(" ", "").replace(
            "。", ";"
        )

    def _found(self, shadow: str, written: Written | None, stop: int, end: int) -> Amounts:
        quantity = self._build(shadow, written, end) if written else None
        return ((quantity,), max(stop, quantity.end)) if quantity else ((), stop)

    # --- two numbers that 至 joins ------------------------------------------------------------------

    def _leads_to_level(self, shadow: str, two: Range) -> bool:
        """“12%至500亿元”, “增加80家至200家”: the first is a change, the second the level it leads to.

        Refused: 5%至8%, 从80家到200家, 3个至5个百分点 (one range).
        """
        m, second = two.first, two.second
        if not two.low_unit or not second.unit:
            return False
        low = self._units.read(two.low_unit, m["low_prefix"] or "")
        high = self._units.read(second.unit, second.prefix)
        if high.kind == "points" and low.name in self._few:
            return False
        several = low.kind in _OWN_CHANGE and low.name != high.name
        if several or (low.kind in _OWN_CHANGE and _falls(two)):
            return True
        if low.kind != high.kind:
            return not {low.kind, high.kind} <= COUNTED
        if low.base != high.base:
            return low.kind not in COUNTED
        if low.kind in _OWN_CHANGE or m["dash"].strip() not in self._leads:
            return False
        return self._change.search(shadow, max(0, m.start() - 8), m.start()) is not None

    def _change_and_level(self, shadow: str, two: Range, end: int) -> Amounts:
        found: list[Quantity] = []
        stop, first = two.second.stop, two.first
        for start, limit in ((first.start(), first.start("dash")), (first.end(), end)):
            part = self._patterns.amount(shadow, start, limit)
            written = self._written(part) if part else None
            quantity = self._build(shadow, written, limit) if written else None
            if quantity is not None:
                found.append(quantity._replace(rule="candidate.change_and_level"))
                stop = max(stop, quantity.end)
        return tuple(found), stop

    # --- one number or range ------------------------------------------------------------------------

    def _written(self, amount: Amount) -> Written | None:
        """The number of a match as written; None for one that is none."""
        m = amount.match
        scale, pair, digits, word, sides = m.group("scale", "pair", "num", "word", "about")
        if scale:
            return self._magnitude(m)
        if pair:
            return self._pair(amount)
        words = digits or word
        spelled = not words[0].isdigit()
        if not spelled and (len(words) > _MOST_SIGNS or _PADDED.match(words)):
            return None
        found = number(words)
        if found is None or (amount.inside in self._some and words[-1] not in numerals.ROUND):
            return None
        value, own, several = found
        rule = "candidate.number"
        if spelled:
            unit_words = m.string[m.start() + len(words) : amount.stop].strip()
            if unit_words in self._words_of_sides:
                return None  # 三方联动, 四方井: no cubic metres
            rule = "candidate.spelled"
        written = Written(
            m.start(), amount.stop, value, value, own or amount.prefix, amount.unit, amount.inside,
            spelled, "candidate.compound" if several else rule,
        )  # fmt: skip
        if sides:
            about = Decimal(sides)
            return written._replace(
                low=value - about, high=value + about, ranged=True, rule="candidate.signed"
            )
        return written

    def _magnitude(self, m: re.Match[str]) -> Written | None:
        """百亿 → 100 亿元, 百余名, 上千万元. Refused: 万元GDP, 百万 (of what?), 百姓."""
        found = self._units.bare_magnitude(m["scale"], m["much"] or "", m["counted"] or "")
        if found is None:
            return None
        value, prefix, unit = found
        return Written(
            m.start(), m.end(), Decimal(value), Decimal(value), prefix, unit, m["some"] or "",
            True, "candidate.magnitude",
        )  # fmt: skip

    def _range(self, two: Range) -> Written | None:
        """A range with both numbers in the unit of the second: 5000万至1.2亿元 → 0.5–1.2 亿元. Refused: 一、二类水质 (ordinals)."""
        m, w = two.first, self._written(two.second)
        if w is None or w.rule not in _RANGED:
            return w and w._replace(begin=m.start())
        found = number(m["low"])
        if found is None:
            return None
        low, own, _ = found
        listed = m.string.find(_LISTED, m.end("low"), two.second.match.start()) >= 0
        if listed and w.spelled and w.unit.startswith(self._ordinal):
            return None
        prefix, unit = own or m["low_prefix"] or "", two.low_unit or None
        if unit in self._few and w.unit not in ("", unit):
            unit = None  # 3个至5个百分点: short for the unit behind
        told = bool(prefix or unit)
        if told and (prefix, unit or w.unit) != (w.prefix, w.unit):
            low *= self._units.ratio((prefix, unit or w.unit), (w.prefix, w.unit))
        if low > w.high or (low == w.high and w.spelled):
            return None
        return w._replace(begin=m.start(), low=low, ranged=True, spelled=not m["low"][0].isdigit())

    def _pair(self, amount: Amount) -> Written | None:
        """两三家 → 2–3, 三四十个 → 30–40, 十五六名 → 15–16, 一百二三十家 → 120–130. Refused: 二三类用地 (ordinals)."""
        m = amount.match
        if amount.unit.startswith(self._ordinal):
            return None
        power = Decimal(numerals.spelled(m["pair_power"])) if m["pair_power"] else Decimal(1)
        tens = Decimal(numerals.spelled(m["pair_tens"])) if m["pair_tens"] else Decimal(0)
        low, high = (tens + numerals.spelled(sign) * power for sign in m["pair"])
        return Written(
            m.start(),
            amount.stop,
            low,
            high,
            amount.prefix,
            amount.unit,
            "",
            True,
            "candidate.pair",
            True,
        )

    def _share(self, shadow: str, start: int, end: int) -> Amounts:
        """百分之八点五, 千分之二, 万分之三, 百分之三到百分之五."""
        m = self._patterns.share.match(shadow, start, end)
        if m is None or self._ends.begins_earlier(shadow, start, spelled=True):
            return (), start + 1
        low, high = (
            Decimal(100) if words in self._share_whole else numerals.number(words)
            for words in (m["share"], m["to"] or m["share"])
        )
        units, of = self._shares.get(shadow[start], ()), self._shares_of.get(shadow[start])
        unit = units[0] if isinstance(units, tuple) and units else ""
        if low > high or not (unit or of):
            return (), m.end()
        if not unit:
            low, high = low * Decimal(str(of)), high * Decimal(str(of))
        written = Written(
            m.start(), m.end(), low, high, "", unit, m["inside"] or "", True,
            "candidate.share_words", bool(m["to"]),
        )  # fmt: skip
        return self._found(shadow, written, m.end(), end)

    # --- what stands around it ----------------------------------------------------------------------

    def _build(self, shadow: str, w: Written, end: int) -> Quantity | None:
        """The quantity that a number as written stands for; None when it is part of something else."""
        bare = w.bare
        money = bare or (w.prefix and not w.unit) or w.unit in self._moneys
        currency = self._signs.currency(shadow, w.begin) if money else None
        shares = w.rule == "candidate.share_words"
        if currency is None and self._ends.begins_earlier(
            shadow, w.begin if w.item is None else w.item, spelled=w.spelled
        ):
            return None
        if bare and not shares and currency is None:
            if self._ends.goes_on(shadow, w.stop):
                return None
            label = None if w.spelled else self._labels.unit(shadow, w.begin)
            if label is not None:
                w = w._replace(prefix=label[0], unit=label[1], rule="candidate.label")
        if w.prefix and not w.unit and shadow.startswith(_BIG, w.stop):
            return None  # 500亿|万元, 三亿|亿元: a magnitude of a magnitude is none
        if w.prefix and not w.unit and currency is None and self._persons.match(shadow, w.stop):
            w = w._replace(unit=self._person, rule="candidate.people")
        w = self._tails.grown(shadow, w)
        unit = self._unit(shadow, w, currency)
        if unit.name == self._percent and w.unit == self._tenths:
            w = w._replace(low=w.low * 10, high=w.high * 10)
        if shares and not w.unit:
            unit = unit._replace(scale=Fraction(1), base="1")
        if currency is not None:
            w = w._replace(begin=currency.start, rule="candidate.currency")
        return self._bounded(shadow, self._signs.signed(shadow, w), unit, end)

    def _unit(self, shadow: str, w: Written, currency: Currency | None) -> Measured:
        unit = self._units.read(w.unit, w.prefix)
        if currency is not None and w.unit in ("", self._units.money_unit):
            return self._units.read(currency.unit, w.prefix)
        if w.unit == self._tenths:
            # 七成 is written as 70%, so that it compares with other shares
            return self._units.read(self._percent, "")
        behind = shadow[w.stop : w.stop + 1]
        if not w.unit and w.prefix == numerals.BIG[0] and is_han(behind) and behind != self._of:
            return Measured(
                w.prefix, None, Fraction(10_000), ""
            )  # 4800万高档面料: of what is said before
        return unit

    def _bounded(self, shadow: str, w: Written, unit: Measured, end: int) -> Quantity:
        """The quantity with its bound and the ends of its quote."""
        begin, number_end, written, most, _, name, inside, spelled, rule, ranged, _ = w
        front = self._bounds.front(shadow, begin)
        if rule == "candidate.magnitude":
            front = self._signs.at_least(shadow, begin) or front
        after, stop = self._tails.bound(shadow, number_end, end)
        bound = self._bounds.settle(front, after, inside)
        low: Number | None
        high: Number | None
        comparator: Comparator
        if ranged:
            low, high, comparator = plain(written), plain(most), "range"
            stop = self._tails.range_end(shadow, stop)
        else:
            behind = None if bound.words else self._bounds.behind(shadow, stop)
            if behind is not None and behind[0] <= end:
                stop, bound = behind
            low, high, comparator = bounded(plain(written), bound.comparator)
        fraction = rule == "candidate.share_words" and not name
        belongs = front is not None and front.belongs
        return Quantity(
            front.start if front and belongs else begin, stop, begin, number_end, low, high, comparator,
            unit.name, "fraction" if fraction else unit.kind, unit.scale, unit.base, spelled, bound.words,
            "candidate.negated" if bound.negated else rule, None, belongs and bool(bound.words),
        )  # fmt: skip


def _falls(two: Range) -> bool:
    """“下降10%至5%”: what falls is no range."""
    second = two.second.match
    low, high = number(two.first["low"]), number(second["num"] or second["word"] or "")
    return low is not None and high is not None and low[0] > high[0]
