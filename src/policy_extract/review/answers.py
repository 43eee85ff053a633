"""Rows → answers; a row that is no answer is refused with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from pydantic import ValidationError

from policy_extract import messages
from policy_extract.corrections import FIELDS, Correction, FixField, Reader, Unread
from policy_extract.desk.checks import FILLED, JUDGEMENTS, KINDS, MEASURES
from policy_extract.desk.filling import value_of
from policy_extract.messages import Language
from policy_extract.review.rows import Row, identity_lacking
from policy_extract.tuples import NamedTuple

_SHOWN: Final = 60  # signs of a cell that are shown
_UNCLEAR: Final = {"formula": "row.formula", "twice": "row.twice"}
_ABSENT: Final = {"absent": JUDGEMENTS["absent"]}
_CHOICES: Final[Mapping[str, Mapping[str, str]]] = {
    "measure": {name: f"measure.{name}" for name in MEASURES},
    "kind": {name: f"kind.{name}" for name in KINDS},
}


class Refusal(NamedTuple):
    """A row that is not taken, and why: a message; fields that are messages themselves are in ``said``."""

    row: Row
    code: str
    fields: tuple[tuple[str, object], ...] = ()
    said: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def told(self, language: Language) -> str:
        """Why, in the language asked for."""
        words = {
            name: "、".join(messages.text(language, key) for key in keys)
            if language == "zh"
            else ", ".join(messages.text(language, key) for key in keys)
            for name, keys in self.said
        }
        return messages.text(language, self.code, **dict(self.fields), **words)


class Answer(NamedTuple):
    """An answer and the row that it stands in."""

    row: Row
    correction: Correction


class Taken(NamedTuple):
    """What came of the rows: answers in the order of the rows, refusals, how many rows nobody answered."""

    answers: tuple[Answer, ...]
    refused: tuple[Refusal, ...]
    blank: int

    def count(self, judgement: str) -> int:
        """How many answers say this."""
        return sum(answer.correction.judgement == judgement for answer in self.answers)

    def without(self, refused: Iterable[Refusal]) -> Taken:
        """The same with some answers refused."""
        more = tuple(refused)
        gone = {(one.row.sheet, one.row.number) for one in more}
        kept = tuple(a for a in self.answers if (a.row.sheet, a.row.number) not in gone)
        return Taken(kept, in_order((*self.refused, *more)), self.blank)


class _RowRefused(Exception):
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def answers(rows: Sequence[Row], quotes: Mapping[tuple[str, str], str], reader: Reader) -> Taken:
    """What the rows say. ``quotes``: the words of a record by the document's hash and the record's id.

    Values, units and times are read here, so that what cannot be read is told with its row. The same record with
    different answers in several rows is refused; the same answer counts once.
    """
    taken: list[Answer] = []
    refused: list[Refusal] = []
    blank = 0
    for row in rows:
        try:
            one = _answer(row, quotes, reader)
        except _RowRefused as error:
            refused.append(error.refusal)
            continue
        if one is None:
            blank += 1
        else:
            taken.append(Answer(row, one))
    by_record: dict[tuple[str, str], list[Answer]] = {}
    for answer in taken:
        by_record.setdefault(answer.correction.answered, []).append(answer)
    once: list[Answer] = []
    for same in by_record.values():
        said = {_said(answer.correction) for answer in same}
        if len(said) == 1:
            once.append(same[-1])
            continue
        numbers = " ".join(str(answer.row.number) for answer in same)
        refused += [Refusal(a.row, "row.contradicts", (("rows", numbers),)) for a in same]
    return Taken(tuple(once), in_order(refused), blank)


def unclear_cell(row: Row, filled: Mapping[str, str]) -> Refusal | None:
    """Why a row cannot be taken: a formula without a value, or two columns of one head that differ."""
    for field, cell in row.cells.items():
        if cell.kind not in _UNCLEAR:
            continue
        if cell.kind == "formula" and field not in filled:
            continue  # of a column that people do not fill in
        said = (("head", (filled[field],)),) if field in filled else ()
        fields = (("words", cell.words[:_SHOWN]), *(() if said else (("head", field),)))
        return Refusal(row, _UNCLEAR[cell.kind], fields, said)
    return None


def in_order(refused: Iterable[Refusal]) -> tuple[Refusal, ...]:
    """Refusals as their rows stand in the workbook."""
    return tuple(sorted(refused, key=lambda one: (one.row.sheet, one.row.number)))


def _said(one: Correction) -> tuple[object, ...]:
    return (one.judgement, one.key, tuple(one.fixes.items()))


def _answer(row: Row, quotes: Mapping[tuple[str, str], str], reader: Reader) -> Correction | None:
    """The answer of a row; None where nobody answered it."""
    filled = [field for field in FIELDS if row.words(f"fix.{field}")]
    if unclear := unclear_cell(row, FILLED):
        raise _RowRefused(unclear)
    if not row.words("judgement"):
        if filled:
            raise _RowRefused(Refusal(row, "row.no_judgement"))
        if row.words("note"):
            raise _RowRefused(Refusal(row, "row.note_alone"))
        return None
    lacking = identity_lacking(row)
    if lacking:
        raise _RowRefused(Refusal(row, "row.identity", (("heads", " ".join(lacking)),)))
    judgement = _judgement(row)
    if judgement != "wrong" and filled:
        heads = tuple(FILLED[f"fix.{field}"] for field in filled)
        raise _RowRefused(
            Refusal(row, "row.fixes", (), (("judgement", (JUDGEMENTS[judgement],)), ("heads", heads)))
        )  # fmt: skip
    fixes = {field: _fix(row, field) for field in filled}
    if judgement == "wrong" and not fixes:
        raise _RowRefused(Refusal(row, "row.no_fix"))
    _readable(row, fixes, reader)
    sha256, record = row.words("sha256").lower(), row.words("record")
    try:
        return Correction.model_validate(
            {
                "document": row.words("document"),
                "sha256": sha256,
                "record": record,
                "key": row.words("key"),
                "quote": quotes.get((sha256, record)) or row.words("quote"),
                "judgement": judgement,
                "fixes": fixes,
                "note": row.words("note"),
            }
        )
    except ValidationError as error:
        broken = " ".join(str(one["loc"][0]) for one in error.errors() if one["loc"])
        raise _RowRefused(Refusal(row, "row.identity", (("heads", broken),))) from error


def _judgement(row: Row) -> str:
    words = row.words("judgement")
    judgement = value_of(words, JUDGEMENTS)
    if judgement is None:
        known = ("known", tuple(JUDGEMENTS.values()))
        raise _RowRefused(Refusal(row, "row.judgement", (("words", words),), (known,)))
    return judgement


def _fix(row: Row, field: FixField) -> str | None:
    """The words of a fix; None for “the text does not say it”."""
    cell = row.cells[f"fix.{field}"]
    head = ("head", (FILLED[f"fix.{field}"],))
    if cell.kind == "error" or (cell.kind == "date" and field != "time"):
        code = "row.error" if cell.kind == "error" else "row.date"
        raise _RowRefused(Refusal(row, code, (("words", cell.words),), (head,)))
    if value_of(cell.words, _ABSENT):
        return None
    choices = _CHOICES.get(field)
    if choices is None:
        return cell.words
    name = value_of(cell.words, choices)
    if name is None:
        listed = ("known", tuple(choices.values()))
        raise _RowRefused(Refusal(row, "row.choice", (("words", cell.words),), (head, listed)))
    return name


def _readable(row: Row, fixes: Mapping[FixField, str | None], reader: Reader) -> None:
    name, value, unit, time = (fixes.get(f) for f in ("indicator", "value", "unit", "time"))
    try:
        if name is not None:
            reader.name(name)
        if unit is not None:
            reader.unit(unit)
        if value is not None:
            reader.value(value, unit)
            if unit is not None and not reader.same_unit(value, unit):
                raise Unread("fix.two_units", words=value, unit=unit)
        if time is not None:
            reader.time(time)
    except Unread as error:
        raise _RowRefused(Refusal(row, error.code, tuple(error.fields.items()))) from error
