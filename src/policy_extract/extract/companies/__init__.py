"""Plan → mentions of named enterprises (docs/annotation.md, section 3), each with its exact words.

The rules are values with names: ``finder.PASSES`` is the order in which they are asked, ``SUREST_FIRST``
says which of two over the same words stays. ``RULES`` is all of them, what is found and what is refused.
"""

from policy_extract.extract.companies.finder import RULES, CompanyFinder

__all__ = ["RULES", "CompanyFinder"]
