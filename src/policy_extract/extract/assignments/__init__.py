"""Who is responsible: assignments and mentions of agencies."""

from policy_extract.extract.assignments.finder import AssignmentFinder

__all__ = ["AssignmentFinder"]
