"""Signs right in front of a number: a currency (US$3亿), a minus (负3.2%), plus and minus (±3%)."""

from __future__ import annotations

from policy_extract.document.plain import is_han
from policy_extract.lexicon import Lexicon
from policy_extract.measure.bounds import Front
from policy_extract.measure.written import Written
from policy_extract.tuples import NamedTuple


class Currency(NamedTuple):
    """A currency in front of a number: where its sign begins (code points) and the unit that it names."""

    start: int
    unit: str


class Signs:
    """Reads signs; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._currencies = sorted(
            (
                (sign, unit)
                for unit, signs in lexicon.table("numbers", "currency").items()
                for sign in (signs if isinstance(signs, tuple) else ())
            ),
            key=lambda pair: (-len(pair[0]), pair[0]),
        )
        self._last = frozenset(sign[-1] for sign, _ in self._currencies)
        self._minus = lexicon.words("numbers", "sign.minus")
        self._both = lexicon.words("numbers", "sign.both")
        self._no_minus = lexicon.words("numbers", "sign.not_minus")
        self._signs = frozenset(w[-1] for w in (*self._minus, *self._both)) | {"-"}
        self._least = lexicon.words("numbers", "magnitude.least")[0]
        self._not_least = lexicon.words("numbers", "magnitude.not_least")

    def currency(self, shadow: str, begin: int) -> Currency | None:
        """The currency whose sign ends at ``begin``, or None."""
        if begin > 1 and shadow[begin - 1] == " ":
            begin -= 1  # USD 500万
        if begin == 0 or shadow[begin - 1] not in self._last:
            return None
        for sign, unit in self._currencies:
            if shadow.endswith(sign, 0, begin):
                return Currency(begin - len(sign), unit)
        return None

    def signed(self, shadow: str, w: Written) -> Written:
        """The number with the sign in front of it: 负3.2% and “增长-3.2%” are −3.2, ±3% is −3 to 3.

        A dash between a word or a mark and digits is a minus. Refused: 2-3家, ---2025; 为企业减负|1.1亿元.
        """
        begin = w.begin
        if begin == 0 or shadow[begin - 1] not in self._signs:
            return w
        if shadow.endswith(self._no_minus, 0, begin):
            return w
        for sign in self._both:
            if shadow.endswith(sign, 0, begin) and not w.ranged:
                return w._replace(
                    begin=begin - len(sign), low=-w.high, ranged=True, rule="candidate.signed"
                )
        for sign in self._minus:
            if shadow.endswith(sign, 0, begin):
                begin -= len(sign)
                return w._replace(begin=begin, low=-w.high, high=-w.low, rule="candidate.signed")
        if w.spelled or w.ranged or not _is_minus(shadow, begin):
            return w
        return w._replace(begin=begin - 1, low=-w.low, high=-w.high)

    def at_least(self, shadow: str, begin: int) -> Front | None:
        """“上” in front of a magnitude without digits: 上百家. Refused: 以上百家企业, 成百上千, 网上千家."""
        sign = self._least
        if not shadow.endswith(sign, 0, begin) or shadow.endswith(self._not_least, 0, begin):
            return None
        return Front(begin - len(sign), sign, belongs=True, sign=">=")


def _is_minus(shadow: str, begin: int) -> bool:
    before = shadow[begin - 2 : begin - 1] if begin >= 2 else ""
    return is_han(before) or (before != "" and before in "、,(:[和约")
