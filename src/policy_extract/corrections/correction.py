"""One answer of a person about one record."""

from __future__ import annotations

from typing import Annotated, Final, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from policy_extract.model import Kind, Measure

#: The version of a line of the file; a change of meaning is a new one.
VERSION: Final = 1

Judgement = Literal["correct", "wrong", "absent"]
FixField = Literal["indicator", "value", "unit", "time", "measure", "kind"]
FIELDS: Final[tuple[FixField, ...]] = get_args(FixField)

_CHOICES: Final[dict[str, tuple[str, ...]]] = {"measure": get_args(Measure), "kind": get_args(Kind)}


class Correction(BaseModel):
    """What a person says of a record: right, wrong (with what it should be), or not in the text.

    ``document`` is the document's name when it was answered, for people; ``sha256`` is that of
    the file it was read from, ``record`` and ``key`` are the record's, ``quote`` its words. ``fixes``: a field
    → the words that it should be, as they were written (“800以上”, “2021-2025”; of measure and kind the names
    of the contract); null: the text does not say it. A field that is not in ``fixes`` is right.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    version: Literal[1] = VERSION
    document: str = ""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    record: Annotated[str, Field(min_length=1)]
    key: Annotated[str, Field(min_length=1)]
    quote: str = ""
    judgement: Judgement
    fixes: dict[FixField, str | None] = {}
    note: str = ""

    @field_validator("fixes")
    @classmethod
    def _in_order(cls, fixes: dict[FixField, str | None]) -> dict[FixField, str | None]:
        for field, words in fixes.items():
            if words is not None and not words.strip():
                raise ValueError(f"{field} is empty; null says that the text does not say it")
            known = _CHOICES.get(field)
            if known and words is not None and words not in known:
                raise ValueError(f"{field} is {words!r}; it must be one of {', '.join(known)}")
        return {field: fixes[field] for field in FIELDS if field in fixes}

    @model_validator(mode="after")
    def _fits(self) -> Correction:
        if (self.judgement == "wrong") != bool(self.fixes):
            raise ValueError("judgement “wrong” needs fixes, and the others have none")
        return self

    @property
    def leaves_out(self) -> bool:
        """Whether nothing is left to be put out: the text has no such statement, no such indicator or value."""
        nothing = any(self.fixes.get(field, "") is None for field in ("indicator", "value"))
        return self.judgement == "absent" or nothing

    @property
    def answered(self) -> tuple[str, str]:
        """The record that it speaks of: an answer for the same one takes its place."""
        return self.sha256, self.record
