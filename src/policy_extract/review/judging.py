"""Rows of names to judge → answers; a row that is no answer is refused with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, get_args

from policy_extract import visible
from policy_extract.desk.filling import value_of
from policy_extract.desk.pairs import ANSWERS, FILLED, IDENTITY
from policy_extract.model import EntityType
from policy_extract.resolve.found import plain, squeeze
from policy_extract.resolve.judgements import JudgedType, Verdict, judged_type
from policy_extract.review.answers import Refusal, in_order, unclear_cell
from policy_extract.review.rows import Row
from policy_extract.tuples import NamedTuple

_TYPES: Final[dict[str, EntityType]] = {name: name for name in get_args(EntityType)}
#: What a person typed into a row.
ANSWERED: Final = frozenset(FILLED)
_VERDICTS: Final[dict[str, Verdict]] = {"same": "same", "different": "different"}


class JudgedPair(NamedTuple):
    """Two names, what somebody said of them, and the row that says it."""

    row: Row
    type: JudgedType
    left: str
    right: str
    verdict: Verdict
    note: str

    @property
    def pair(self) -> tuple[str, frozenset[str]]:
        """What is judged, whichever name stands first."""
        return (self.type, frozenset((plain(self.left), plain(self.right))))


class Judged(NamedTuple):
    """What came of the rows: answers in their order, refusals, how many rows nobody answered."""

    pairs: tuple[JudgedPair, ...]
    refused: tuple[Refusal, ...]
    blank: int

    def count(self, verdict: str) -> int:
        """How many answers say this."""
        return sum(one.verdict == verdict for one in self.pairs)


def judged(rows: Sequence[Row]) -> Judged:
    """What the rows say. The same pair with two answers is refused in all its rows; the same answer counts once."""
    by_pair: dict[tuple[str, frozenset[str]], list[JudgedPair]] = {}
    refused: list[Refusal] = []
    blank = 0
    for row in rows:
        if not row.cells.keys() & ANSWERED:
            blank += 1
            continue
        one = unclear_cell(row, FILLED) or _answer(row)
        if isinstance(one, Refusal):
            refused.append(one)
        else:
            by_pair.setdefault(one.pair, []).append(one)
    once: list[JudgedPair] = []
    for same in by_pair.values():
        if len({one.verdict for one in same}) == 1:
            once.append(same[-1])
            continue
        numbers = " ".join(str(one.row.number) for one in same)
        refused += [Refusal(one.row, "row.contradicts", (("rows", numbers),)) for one in same]
    return Judged(tuple(once), in_order(refused), blank)


def _answer(row: Row) -> JudgedPair | Refusal:
    if not row.words("answer"):
        return Refusal(row, "row.note_alone")
    kind = _TYPES.get(row.words("pair_type"))
    lacking = [head for head in IDENTITY if not row.words(head)]
    if kind is None:
        lacking = [IDENTITY[0], *lacking[lacking[:1] == [IDENTITY[0]] :]]
    if lacking or kind is None:
        return Refusal(row, "row.identity", (("heads", " ".join(lacking)),))
    answer = value_of(row.words("answer"), ANSWERS)
    if answer is None:
        known = ("known", tuple(ANSWERS.values()))
        return Refusal(row, "row.answer", (("words", row.words("answer")),), (known,))
    left, right = squeeze(row.words("left_name")), squeeze(row.words("right_name"))
    if hidden := visible.unseen(left + right):  # no gazetteer takes them: the next run would stop
        signs = " ".join(map(visible.code, hidden))
        return Refusal(row, "row.unseen", (("signs", signs),))
    if plain(left) == plain(right):
        return Refusal(row, "row.one_name")
    return JudgedPair(
        row=row,
        type=judged_type(kind),
        left=left,
        right=right,
        verdict=_VERDICTS[answer],
        note=" ".join(row.words("note").split()),
    )
