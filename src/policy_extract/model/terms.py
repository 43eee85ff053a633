"""The closed words of the contract (measures, kinds, roles, …), its version, and what a number is."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

SCHEMA_VERSION = "2.0"


Measure = Literal[
    "level", "increase", "decrease", "growth_rate", "change_points", "multiple", "share"
]


Comparator = Literal["=", ">=", ">", "<=", "<", "~", "range"]
Kind = Literal["actual", "target"]
Role = Literal["lead", "support", "responsible"]
MentionType = Literal["company", "agency", "area", "time"]
EntityType = Literal["company", "agency", "collective", "indicator", "area"]
About = Literal["area", "segment", "project", "company", "elsewhere"]
Genre = Literal["plan", "action_plan", "opinion", "work_report", "notice", "list", "other"]
TableRole = Literal["indicators", "tasks", "projects", "duties", "other"]
Verdict = Literal["agree", "compatible", "contradict"]


Pattern = Literal[
    "undercut", "lowered", "postponed", "met", "loosened", "rising", "falling", "level", "varying"
]


def _whole(number: float) -> int | float:
    """A whole number is put out as one: 66430000000, not 66430000000.0."""
    return int(number) if number.is_integer() else number


#: A decimal number: whole ones are ``int``; others the ``float`` whose shortest form is the decimal
#: that was written (4.5, 0.024), so that JSON shows that decimal and no other. Never inf or nan.
Number = int | Annotated[float, Field(allow_inf_nan=False), AfterValidator(_whole)]
#: A chance from 0 to 1.
Confidence = Annotated[float, Field(ge=0, le=1)]


#: How an entity stands to another. Companies: ``subsidiary_of``. Bodies: ``branch_of`` (under its superior body),
#: ``succeeded_by`` (a reform gave its duties to another). Areas: ``part_of`` (a part of a platform), ``has_part`` (two
#: places named as one), ``merged_into`` (a division that another took in, or took a part of).
RelationType = Literal[
    "subsidiary_of", "branch_of", "succeeded_by", "part_of", "has_part", "merged_into"
]
