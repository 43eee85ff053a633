"""A year in a head or a cell of a table."""

from __future__ import annotations

from policy_extract.expressions import expression

YEAR = expression(r"((?:19|20)\d\d) ?年?")
