"""A document's own time: its period, its year of issue, and the parts of a report that looks back and ahead."""

from __future__ import annotations

from bisect import bisect_right

from policy_extract.model import Meta, Period
from policy_extract.tuples import NamedTuple

_FEW = 3  # years of a plan that is written in its first


class YearPart(NamedTuple):
    """A part of a report from ``start`` on: the period it is about, whether it looks back."""

    start: int
    period: Period
    looks_back: bool

    @property
    def years(self) -> int:
        """How many years the part is about; 0 for months, or where an end is open."""
        start, end = self.period.start or "", self.period.end or ""
        return int(end) - int(start) + 1 if start.isdigit() and end.isdigit() else 0


class Calendar(NamedTuple):
    """What a document says of its own time: first and last year of its period, year of issue.

    ``parts`` are those of a report that looks back and ahead, in order; most documents have none. ``sums_up``: it was written
    in the year that it looks back on (2022年度工作总结及2023年度工作思路, a report that a congress heard in December).
    """

    first: int | None
    last: int | None
    issued: int | None
    parts: tuple[YearPart, ...] = ()
    sums_up: bool = False

    @classmethod
    def of(cls, meta: Meta) -> Calendar:
        """The calendar of a document's meta."""
        first = int(meta.period.start[:4]) if meta.period and meta.period.start else None
        last = int(meta.period.end[:4]) if meta.period and meta.period.end else None
        issued = int(meta.issued[:4]) if meta.issued else None
        return cls(first, last, issued)

    @property
    def this_year(self) -> int | None:
        """The year that 今年 means: a one-year plan's year, else the year of issue."""
        if self.first is not None and self.first == self.last:
            return self.first
        return self.issued

    def this_year_at(self, offset: int) -> int | None:
        """The year that 今年 means at a place: that of a part ahead, in what sums a year up also that of a part that looks back."""
        part = self.part_at(offset)
        told = part is not None and (self.sums_up or not part.looks_back)
        year = _one_year(part.period) if part is not None and told else None
        return year if year is not None else self.this_year

    @property
    def first_of_few(self) -> int | None:
        """The year that 今年 means in a plan of two or three years that does not say when it was issued: its first."""
        first, last = self.first, self.last
        if self.parts or self.issued is not None or first is None or last is None:
            return None
        return first if 0 < last - first < _FEW else None

    @property
    def written_before(self) -> bool:
        """What sums a year up was written before the year that it plans: 明年 in 2020年工作总结和2021年工作思路 is 2021."""
        back = next((part.period for part in self.parts if part.looks_back), None)
        told = _one_year(back) if self.sums_up and back is not None else None
        return told is not None and self.first is not None and told < self.first

    @property
    def last_past(self) -> int | None:
        """The last year that lies behind: the one before the plan's first, or before a report's."""
        return self.first - 1 if self.first is not None else None

    def part_at(self, offset: int) -> YearPart | None:
        """The part of a report that holds a place."""
        if not self.parts:
            return None
        index = bisect_right(self.parts, offset, key=lambda part: part.start) - 1
        return self.parts[index] if index >= 0 else None

    def accounted(self, year: int) -> bool:
        """Whether the document from its first sign on gives account of a year: a bulletin, final accounts."""
        whole = self.parts[0] if self.parts else None
        if whole is None or whole.start > 0 or not whole.looks_back:
            return False
        return year <= int((whole.period.end or "0")[:4])

    def year_at(self, offset: int) -> int | None:
        """The one year that a place is about, when neither its sentence nor its paragraph says one."""
        part = self.part_at(offset)
        if part is not None:
            return _one_year(part.period)
        return self.first if self.first == self.last else None


def _one_year(period: Period) -> int | None:
    """The year of a period that lies in one: 2023, the first half of 2023."""
    one = period.start is not None and period.start[:4] == (period.end or "")[:4]
    return int(period.start[:4]) if one and period.start else None
