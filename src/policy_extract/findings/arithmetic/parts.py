"""Parts that a sentence gives with their whole: “60家，其中新建40家、改建20家”, “312公里（县道86公里、乡道104公里、村道132公里）”.

Refused: a part that is of another unit, or for each of many (农民人均纯收入3133元 behind two parts of an output), or not the
only number of its clause; a single part, unless it exceeds its whole; parts that may overlap (规上企业, 高新技术企业) where
they do not give the whole. That parts are all is said by “由三部分组成：”, by “三年…其中2023年、2024年、2025年”, or by kinds
that are all there are (公办, 民办).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from policy_extract.findings.arithmetic.figures import Figure, figure, rounded, total
from policy_extract.findings.arithmetic.prose import Prose, Sentence
from policy_extract.findings.arithmetic.record import Ground, Reckoning
from policy_extract.measure import numerals
from policy_extract.measure.quantity import Quantity
from policy_extract.messages import text
from policy_extract.model import Document, Subject
from policy_extract.tuples import NamedTuple

#: Signs between a whole and 其中.
_GAP = 4
_LEAST = 2
#: Signs between a mark and the words that say that parts are all, with the mark.
_FRONT = 13
_UNFIT: Final = frozenset(("ratio", "points", "rank", "time", "age", "multiple", "none"))


class _Part(NamedTuple):
    label: str
    quantity: Quantity
    figure: Figure


class Parts:
    """Finds wholes with their parts; built once."""

    def __init__(self, prose: Prose) -> None:
        self._prose = prose
        self._of_which = prose.compiled(
            rf"(?P<more>{prose.any_of('of_which')})[:,]?"
            rf"|(?P<bracket>\()(?=[^()]{{5,160}}\))"
            rf"|[,(](?P<all>[^,;。:()\d]{{0,{_FRONT - 1}}}(?:{prose.any_of('made_of')})[^,;。:()\d]{{0,10}}:)"
        )
        self._more, self._made = (prose.compiled(prose.any_of(n)) for n in ("of_which", "made_of"))
        self._bracket = prose.compiled(r"\((?=[^()]{5,160}\))")
        year, later = prose.any_of("year_sign"), prose.any_of("not_years")
        self._year_label = prose.compiled(rf"(\d{{4}})(?:{year})")
        self._years = prose.compiled(
            rf"(?<!\d)(\d{{1,2}}|[{numerals.SIGNS[1:10]}])(?:{year})(?!{later})"
        )
        joining = prose.any_of("joining")
        self._clauses = prose.compiled(rf"[、,]|(?:{joining})(?=[^,、]{{0,24}}\d)")
        self._whole_sets = [entry.split("|") for entry in prose.words("whole_sets")]
        self._apart_sets = [entry.split("|") for entry in prose.words("apart_sets")]

    def find(self, document: Document) -> Iterator[Reckoning]:
        """Every whole of a document with two parts or more that can be added up."""
        whole = self._prose.text(document.id)
        standing = self._prose.standing(document)
        sentence, places = Sentence(-1, -1, ""), list[int]()
        numbers: list[Quantity] | None = None
        for match in self._openings(whole):
            if standing.in_table(match.start()):
                continue
            if not sentence.start <= match.start() < sentence.end:
                sentence, numbers = self._prose.sentence(document.id, match.start()), None
                places = self._prose.places(document.id, sentence.start, sentence.end)
            behind = len(places) - bisect_left(places, match.end())
            if behind < _LEAST or places[0] >= match.start():
                continue  # as most: a name in brackets, one number
            if numbers is None:
                numbers = self._numbers(document, sentence)
            found = self._reckoning(document, match, sentence, numbers)
            if found is not None:
                yield found

    def _openings(self, words: str) -> Iterator[re.Match[str]]:
        """All that opens parts in a text, in order, looked for where its words or brackets stand."""
        starts = {match.start() for match in self._more.finditer(words)}
        starts.update(match.start() for match in self._bracket.finditer(words))
        for made in self._made.finditer(words):
            front = max(0, made.start() - _FRONT)
            starts.add(max(words.rfind(sign, front, made.start()) for sign in ",("))
        at = 0
        for start in sorted(starts):
            match = self._of_which.match(words, start) if start >= at else None
            if match is not None:
                at = match.end()
                yield match

    def _numbers(self, document: Document, sentence: Sentence) -> list[Quantity]:
        """The numbers of a sentence in their order, but times: 2023年 of “2023年200个”."""
        found = self._prose.numbers(document.id, sentence.start, sentence.end)
        return sorted((q for q in found if q.kind != "time"), key=lambda q: q.start)

    def _reckoning(
        self, document: Document, match: re.Match[str], sentence: Sentence, numbers: list[Quantity]
    ) -> Reckoning | None:
        at = bisect_right(numbers, match.start(), key=lambda q: q.end) - 1
        if at < 0 or numbers[at].kind in _UNFIT or match.start() - numbers[at].end > _GAP:
            return None
        of = numbers[at]
        words = self._prose.text(document.id)
        whole = figure(of.value())
        following = self._of_which.search(words, match.end(), sentence.end)
        end = following.start() if following and following["more"] else sentence.end
        parts = self._listed(document.id, match.end(), end, numbers, of)
        if whole is None or len(parts) < _LEAST:
            return None
        behind = words[parts[-1].quantity.end : sentence.end]
        if match["bracket"] and not behind.startswith((")", "）")):
            return None
        parts, whole = _alike(parts, of, whole)
        added = total(part.figure for part in parts)
        one = abs(added.middle - whole[0].middle) <= abs(whole[0].middle) / 10**6
        if not (one or (whole[0].bounded and added.bounded and added.meets(whole[0]))) and not (
            self._denied(document.id, match, sentence, whole[0], added, parts)
        ):
            return None
        return self._record(document, of, parts, whole[0], added, whole[1])

    def _listed(
        self, document: str, start: int, end: int, numbers: Sequence[Quantity], whole: Quantity
    ) -> list[_Part]:
        """The parts behind 其中, clause by clause, as long as each has one number of the whole's unit."""
        words = self._prose.text(document)
        found: list[_Part] = []
        at = start
        while at < end:
            stop = next(
                (m.start() for m in self._clauses.finditer(words, at, end) if m.start() > at), end
            )
            first = bisect_left(numbers, at, key=lambda q: q.start)
            last = bisect_right(numbers, stop, key=lambda q: q.end)
            inside = numbers[first:last]
            if len(inside) != 1 or inside[0].base_unit != whole.base_unit or inside[0].unit is None:
                break
            (quantity,) = inside
            known = figure(quantity.value())
            label = "".join((words[at : quantity.start] + words[quantity.end : stop]).split())
            if known is None or not label or self._prose.for_each(label):
                break
            found.append(_Part(label, quantity, known[0]))
            at = stop + 1
        return found

    def _denied(
        self, document: str, match: re.Match[str], sentence: Sentence,
        whole: Figure, added: Figure, parts: Sequence[_Part],
    ) -> bool:  # fmt: skip
        """Whether it is said that the parts are all, or exclude each other, and the numbers deny it."""
        behind = self._prose.text(document)[parts[-1].quantity.end : sentence.end]
        if match["all"] is not None and not behind.strip(")"):
            return True
        if self._every_year(document, match, sentence, parts):
            return True
        if self._of_set(parts, self._whole_sets, every=True):
            return True
        return added.low > whole.high and self._of_set(parts, self._apart_sets, every=False)

    def _every_year(
        self, document: str, match: re.Match[str], sentence: Sentence, parts: Sequence[_Part]
    ) -> bool:
        """“三年改造9万亩，其中2023年…、2024年…、2025年…”: as many years as were said, one after the other."""
        labels = [self._year_label.fullmatch(part.label) for part in parts]
        years = [int(label[1]) for label in labels if label]
        if len(years) < len(parts) or any(b != a + 1 for a, b in pairwise(years)):
            return False
        before = self._prose.text(document)[sentence.start : match.start()]
        said = self._years.search(before)
        return said is not None and int(numerals.number(said[1])) == len(years)

    def _of_set(self, parts: Sequence[_Part], sets: Sequence[list[str]], *, every: bool) -> bool:
        """Whether each part names another member of one set (``every``: and all are named)."""
        for members in sets:
            named = [[m for m in members if m in part.label] for part in parts]
            chosen = {max(those, key=len) for those in named if those}
            apart = all(named) and len(chosen) == len(parts)
            if apart and (not every or len(chosen) == len(members)):
                return True
        return False

    def _record(
        self, document: Document, whole: Quantity, parts: Sequence[_Part],
        stated: Figure, added: Figure, unit: str,
    ) -> Reckoning:  # fmt: skip
        prose, name = self._prose, document.id
        quoted = [prose.as_written(name, p.quantity.start, p.quantity.end) for p in parts]
        area = document.meta.area.entity if document.meta.area else None
        last = parts[-1].quantity.end
        value = whole.value()
        shown, scale = prose.unit_of(value)
        numbers = [whole.number, *(part.quantity.number for part in parts)]
        rests = [prose.standing(document).observation(at) for at in numbers]
        return Reckoning(
            relation="sum", document=name, key=prose.as_written(name, whole.start, last),
            words=prose.as_written(name, whole.start, last), stated=stated, computed=added, unit=unit,
            grounds=[
                Ground(
                    text("zh", "arithmetic.parts", parts="、".join(quoted)),
                    text("en", "arithmetic.parts", parts=", ".join(quoted)),
                    name,
                )
            ],
            what="arithmetic.total", subject="", about=Subject(area=area), shown=shown, scale=scale,
            rests_on=tuple((name, one) for one in rests if one is not None),
        )  # fmt: skip


def _alike(
    parts: Sequence[_Part], of: Quantity, whole: tuple[Figure, str]
) -> tuple[list[_Part], tuple[Figure, str]]:
    """Numbers of one sentence in one unit are as exact as the finest of them: 9万亩 beside 3.5万亩 is 9.0."""
    figures = [part.figure for part in parts if part.quantity.unit == of.unit] + [whole[0]]
    finest = min((f.high - f.low for f in figures if f.bounded), default=None)
    if finest is None:
        return list(parts), whole

    def refined(figure: Figure, unit: str | None) -> Figure:
        return rounded(figure.middle, finest) if unit == of.unit and figure.bounded else figure

    return (
        [part._replace(figure=refined(part.figure, part.quantity.unit)) for part in parts],
        (refined(whole[0], of.unit), whole[1]),
    )
