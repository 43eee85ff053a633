"""Who is responsible: assignments and mentions of agencies.

Each module holds the rules of one decision; ``RULES`` is all of them, each stage in the order in which
its rules are asked.
"""

from __future__ import annotations

from policy_extract.extract.assignments import (
    actors,
    brackets,
    columns,
    duties,
    finder,
    limits,
    names,
    obligations,
    once,
    prose,
    roles,
    tasks,
)
from policy_extract.extract.assignments.finder import AssignmentFinder
from policy_extract.rules import AnyRule

__all__ = ["RULES", "AssignmentFinder"]

RULES: tuple[AnyRule, ...] = (
    *brackets.FORMS,
    brackets.LINE,
    brackets.NEXT_LINES,
    *prose.RULES,
    *obligations.RULES,
    *actors.RULES,
    *columns.RULES,
    *duties.RULES,
    *names.JUDGING,
    names.OFFICE,
    *roles.RULES,
    *once.RULES,
    *tasks.RULES,
    *limits.RULES,
    *finder.RULES,
)
