"""Project lists → projects: rows of a table whose heads name projects, companies, years, investment.

Which tables are project lists layout has decided. The rules stand in ``RULES``: what a row is, what its
category is, in which unit its money is counted.
"""

from __future__ import annotations

from policy_extract.extract.projects import headed, money, rows, years
from policy_extract.extract.projects.finder import ProjectFinder
from policy_extract.rules import AnyRule

__all__ = ["RULES", "ProjectFinder"]

RULES: tuple[AnyRule, ...] = (*rows.RULES, *headed.RULES, *money.RULES, *years.RULES)
