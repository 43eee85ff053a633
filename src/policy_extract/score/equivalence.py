"""When a field of the output says the same as the label, though not in the same characters.

Every tolerance that the score grants stands here (names of indicators: ``indicator_names``), and
each has a test. All functions are pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from policy_extract.model import Number, Period
from policy_extract.score.golden import OPEN_ENDS

_TOLERANCE = 1e-9

#: A heading that agrees this far with a longer one is the same heading, cut.
_HEADING_PREFIX = 6

#: Factor of an amount of money in 万元, the unit in which golden projects are labelled.
_IN_WAN_YUAN = {"元": 1e-4, "千元": 0.1, "万元": 1.0, "百万元": 100.0, "亿元": 1e4}

_NUMBERING = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]+[章节条项]"
    r"|[(（]?[一二三四五六七八九十百\d]+[)）]|[一二三四五六七八九十百\d]+[.．、](?!\d)"
    r"|\d+(?:[.．]\d+)+[.．、]?|[①-⑳●■◆○—-]+)+"
)


def same_number(a: Number | None, b: Number | None) -> bool:
    """Two numbers within 1e-9 (relative for large ones), or both none."""
    if a is None or b is None:
        return a is b
    return abs(a - b) <= _TOLERANCE * max(1.0, abs(a), abs(b))


def same_parts(a: Sequence[Number] | None, b: Sequence[Number] | None) -> bool:
    """Two ratios of the same parts in the same order (4.5:38.5:57), or both none."""
    if a is None or b is None:
        return a is b
    return len(a) == len(b) and all(map(same_number, a, b))


@dataclass(frozen=True)
class Bounds:
    """A number with its bounds, as label or output state it."""

    low: Number | None = None
    high: Number | None = None
    comparator: str | None = None

    @property
    def numeric(self) -> bool:
        """Whether there is a number at all."""
        return self.low is not None or self.high is not None

    def numbers(self) -> tuple[Number, ...]:
        """The numbers stated, whatever side they bound: smallest first, an equal one once."""
        stated = sorted(number for number in (self.low, self.high) if number is not None)
        return tuple(stated[:1]) if len(stated) == 2 and same_number(*stated) else tuple(stated)


def same_numbers_stated(a: Bounds, b: Bounds) -> bool:
    """Whether both state the same numbers, whatever side they bound."""
    left, right = a.numbers(), b.numbers()
    return len(left) == len(right) and all(map(same_number, left, right))


def comparators(bounds: Bounds) -> frozenset[str]:
    """The comparators that a label grants.

    The one it names; a ``range`` with equal ends is ``=``. Where it names none, what its bounds
    leave open: both ends alike ``=``, two ends ``range``, only a low one ``>=`` or ``>``, only a
    high one ``<=`` or ``<``.
    """
    both = bounds.low is not None and bounds.high is not None
    point = both and same_number(bounds.low, bounds.high)
    if bounds.comparator == "range" and point:
        return frozenset({"="})
    if bounds.comparator is not None:
        return frozenset({bounds.comparator})
    if both:
        return frozenset({"="} if point else {"range"})
    if bounds.low is not None:
        return frozenset({">=", ">"})
    if bounds.high is not None:
        return frozenset({"<=", "<"})
    return frozenset()


def same_comparator(label: Bounds, found: Bounds) -> bool:
    """Whether the output's comparator is one that the label grants."""
    granted = comparators(label)
    return bool(granted & comparators(found)) or (not granted and not found.numeric)


def plain(text: str | None) -> str:
    """A text for comparing: NFKC, lower case, no white space or quotation marks; none is ""."""
    folded = unicodedata.normalize("NFKC", text or "").casefold()
    return "".join(c for c in folded if not c.isspace() and c not in "“”\"'‘’「」『』")


def same_text(a: str | None, b: str | None) -> bool:
    """Equal but for width, case, white space and quotation marks; null is the empty text."""
    return plain(a) == plain(b)


def same_unit(a: str | None, b: str | None) -> bool:
    """Equal but for width (％ is %) and white space; 百分点 is 个百分点, null is no unit."""
    return _unit(a) == _unit(b)


def _unit(text: str | None) -> str:
    unit = plain(text)
    return "个百分点" if unit == "百分点" else unit


def same_promise(label: str | None, found: str | None) -> bool:
    """Qualitative values: equal words, or one holds the other whole (实现全覆盖, 全覆盖).

    The part must have at least three characters; none is only none.
    """
    a, b = _letters(label), _letters(found)
    if not a or not b:
        return a == b
    short, long = sorted((a, b), key=len)
    return a == b or (len(short) >= 3 and short in long)


def period(text: str | None) -> Period | None:
    """A golden time as the output's Period: ``2025``, ``2021/2025``, ``../2030``, ``2016/...``.

    In: text in the form that golden labels are checked for. None for null.
    """
    if text is None:
        return None
    ends = [None if end in OPEN_ENDS else end for end in text.split("/")]
    return Period(start=ends[0], end=ends[-1])


def same_period(label: str | None, found: Period | None) -> bool:
    """Whether a golden time is the output's; a period with two open ends is none."""
    return _ends(period(label)) == _ends(found)


def _ends(moment: Period | None) -> tuple[str | None, str | None]:
    return (moment.start, moment.end) if moment else (None, None)


def show_period(moment: Period | None) -> str:
    """A Period as golden labels write it."""
    if moment is None or (moment.start is None and moment.end is None):
        return "null"
    if moment.start == moment.end:
        return str(moment.start)
    return f"{moment.start or '..'}/{moment.end or '..'}"


def same_heading(label: str | None, found: str | None) -> bool:
    """Tasks and categories: equal without numbering, punctuation and white space.

    Long headings may be cut, so a text of at least six characters that the other begins with is
    the same heading. None is only none.
    """
    a, b = _letters(_without_numbering(label)), _letters(_without_numbering(found))
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    return len(short) >= _HEADING_PREFIX and long.startswith(short)


def _without_numbering(text: str | None) -> str:
    words = (text or "").strip()
    rest = _NUMBERING.sub("", words).strip()
    return rest or words


def _letters(text: str | None) -> str:
    """Letters and digits only: no punctuation, white space or symbols."""
    folded = unicodedata.normalize("NFKC", text or "").casefold()
    return "".join(c for c in folded if c.isalnum())


def same_passage(label: str | None, found: str | None) -> bool:
    """Long texts (a scope, a project's content): letters and digits equal.

    The label may be cut: its first ten or more characters are enough.
    """
    a, b = _letters(label), _letters(found)
    return a == b or (len(a) >= 10 and b.startswith(a))


def same_money(label: Number | None, found: Number | None, unit: str | None) -> bool:
    """An amount in 万元 against an amount in ``unit`` (none is 万元); an unknown unit is wrong."""
    if label is None or found is None:
        return label is found
    factor = _IN_WAN_YUAN.get(plain(unit) or "万元")
    return factor is not None and same_number(label, found * factor)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without quotation marks, brackets and white space at its borders."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end
