"""The records that gazetteer files hold, with the rules a record must keep.

A file whose name stands in ``RECORD_FILES`` is a list of records; every other TOML file is a set of
word lists (``table -> name -> list of words``, or numbers), read as ``Lexicon.words``.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from policy_extract.expressions import expression

#: A factor that is written as text: 0.5, 2000/3.
_FACTOR: Final = expression(r"\d{1,30}(?:\.\d{1,30})?(?:/\d{1,30})?")
_LEAST, _MOST = Fraction(1, 10**30), Fraction(10**30)


def _exactly(value: object) -> Fraction:
    """A factor as it is written, without the noise of binary floats: 0.001, 1000, "2000/3"."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Fraction):
        raise PydanticCustomError("float_parsing", "a factor is a number, or a fraction of two")
    if isinstance(value, str) and not _FACTOR.fullmatch(value):
        raise PydanticCustomError("float_parsing", "a factor is a number, or a fraction of two")
    factor = Fraction(0)
    if not isinstance(value, float) or math.isfinite(value):
        try:
            factor = Fraction(str(value) if isinstance(value, float) else value)
        except ZeroDivisionError:
            factor = Fraction(0)
    if not _LEAST <= factor <= _MOST:
        raise PydanticCustomError("scale", "must be a finite number above zero")
    return factor


def _of_a_plan(value: int) -> int:
    if value not in YEARS:
        expected = f"{YEARS[0]}–{YEARS[-1]}"
        raise PydanticCustomError("year", "no year of a plan", {"expected": expected})
    return value


def _six_digits(code: str) -> str:
    if len(code) != 6 or not (code.isascii() and code.isdigit()):
        raise ValueError("a division code has six digits")
    return code


#: The years that a gazetteer may speak of.
YEARS = range(1900, 2201)
#: A name, or another text that must say something; base units in a unit; a year.
Name = Annotated[str, StringConstraints(pattern=r"\S")]
Scale = Annotated[Fraction, BeforeValidator(_exactly)]
Year = Annotated[int, AfterValidator(_of_a_plan)]


class GazetteerRecord(BaseModel):
    """Base of all gazetteer records: immutable, unknown fields are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def maker(cls, given: set[str]) -> Callable[[dict[str, Any]], GazetteerRecord]:
        """What makes records of fields that have been checked: all of them by name. ``given``: the names of those that a file gives."""
        put = object.__setattr__

        def made(fields: dict[str, Any]) -> GazetteerRecord:
            record = cls.__new__(cls)
            put(record, "__dict__", fields)
            put(record, "__pydantic_fields_set__", given)
            put(record, "__pydantic_extra__", None)
            put(record, "__pydantic_private__", None)
            return record

        return made


class Unit(GazetteerRecord):
    """A unit: ``scale`` base units make one unit, exactly; ``prefix`` allows 万/亿 before it."""

    name: Name
    aliases: tuple[Name, ...] = ()
    base: Name
    scale: Scale
    kind: Name
    prefix: bool = True


class FiveYearPlan(GazetteerRecord):
    """A national planning period, first and last year."""

    name: Name
    start: Year
    end: Year

    @field_validator("end")
    @classmethod
    def _not_before(cls, value: int, info: ValidationInfo) -> int:
        start = info.data.get("start", value)
        if value < start:
            expected = f"{start}–{YEARS[-1]}"
            raise PydanticCustomError("year", "no year of a plan", {"expected": expected})
        return value


class Indicator(GazetteerRecord):
    """An indicator with its true synonyms and usual units (none: a pure number).

    ``direction`` is the way that is good: more (地区生产总值), less (单位GDP能耗), or ``neither``: nobody plans
    to have as much or as little of it as can be (居民消费价格涨幅, 常住人口); empty where the record does not say.
    """

    key: Name
    name: Name
    aliases: tuple[Name, ...] = ()
    units: tuple[Name, ...] = ()
    direction: Literal["up", "down", "neither", ""] = ""
    domain: str = ""


class Division(GazetteerRecord):
    """An administrative division of GB/T 2260."""

    code: str
    name: Name
    level: Literal["province", "prefecture", "county"]
    parent: str = ""
    short: str = ""
    abbr: str = ""

    @field_validator("code")
    @classmethod
    def _is_code(cls, value: str) -> str:
        return _six_digits(value)


class DivisionChange(GazetteerRecord):
    """What became of a division that goes by another name or code today.

    ``renamed`` and ``upgraded`` (a county becomes a city or a district): the same territory, ``to`` is its code of
    today. ``merged`` (others took it in) and ``split`` (parted among several): it is gone, ``to`` are the codes
    of those that have its territory. ``code`` is the one that it had, ``level`` and ``parent`` those of then.
    """

    code: str
    name: Name
    short: str = ""
    level: Literal["prefecture", "county"]
    parent: str
    year: Year
    change: Literal["renamed", "upgraded", "merged", "split"]
    to: tuple[Name, ...]

    @field_validator("to", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(p for p in value.split("|") if p) if isinstance(value, str) else value

    @field_validator("code", "parent")
    @classmethod
    def _is_code(cls, value: str) -> str:
        return _six_digits(value)

    @field_validator("to")
    @classmethod
    def _somewhere(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not value:
            raise ValueError("a division that is gone went somewhere")
        return tuple(map(_six_digits, value))


class Company(GazetteerRecord):
    """A named enterprise with its short names; ``parent`` is the key of the group it belongs to."""

    key: Name
    name: Name
    short: tuple[Name, ...] = ()
    parent: str = ""

    @field_validator("short", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(p for p in value.split("|") if p) if isinstance(value, str) else value


class Agency(GazetteerRecord):
    """A body known by name: ``core`` names of one body, ``full`` how its full name is built.

    In general gazetteers ``full`` holds the official core (发展和改革委员会); in local ones a whole
    name, with the ``division`` code it belongs to. ``superior`` are keys of the bodies that it may be a branch of:
    in the divisions above, or in the nation.
    """

    key: Name
    full: Name
    core: tuple[Name, ...] = ()
    division: str = ""
    collective: bool = False
    superior: tuple[Name, ...] = ()

    @field_validator("core", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(p for p in value.split("|") if p) if isinstance(value, str) else value


class AgencyChange(GazetteerRecord):
    """What became of a kind of body: ``successor`` are the keys of the bodies that it is, or that took it over.

    ``how``: ``same`` (another name of one body), ``either`` (the same unless both are named together), ``renamed``, ``merged`` (with others into one), ``split``
    (among several), ``partly`` (it goes on). ``levels`` is empty where the change holds at every level.
    """

    key: Name
    body: Name
    successor: Annotated[tuple[Name, ...], Field(min_length=1)]
    how: Literal["same", "either", "renamed", "merged", "split", "partly"]
    year: Year | None = None
    levels: tuple[Literal["province", "prefecture", "county"], ...] = ()
    note: str = ""

    @field_validator("successor", "levels", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(p for p in value.split("|") if p) if isinstance(value, str) else value


class Area(GazetteerRecord):
    """A place below the county or a platform (开发区, 新城): code or parent code, names."""

    key: Name
    name: Name
    short: tuple[Name, ...] = ()
    parent: str = ""

    @field_validator("short", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(p for p in value.split("|") if p) if isinstance(value, str) else value


class Judgement(GazetteerRecord):
    """What a person has decided: these two names are (not) the same entity, and why."""

    key: Name
    type: Literal["company", "agency", "indicator", "area"]
    left: Name
    right: Name
    verdict: Literal["same", "different"]
    reason: str = ""


# file stem -> (record type, name of the array in TOML)
RECORD_FILES: dict[str, tuple[type[GazetteerRecord], str]] = {
    "units": (Unit, "unit"),
    "five_year_plans": (FiveYearPlan, "plan"),
    "indicators": (Indicator, "indicator"),
    "divisions": (Division, "division"),
    "divisions_changed": (DivisionChange, "change"),
    "companies": (Company, "company"),
    "agencies": (Agency, "agency"),
    "agencies_changed": (AgencyChange, "change"),
    "areas": (Area, "area"),
    "judgements": (Judgement, "judgement"),
}

# The word list whose lists are named by a comparator, and the comparators there are.
SIGN_FILE = "comparators"
SIGNS = (">", ">=", "<", "<=", "~", "=")

KEY_FIELDS = ("key", "code", "name")
