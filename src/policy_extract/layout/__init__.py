"""Text → title block, sections, paragraphs, boxes, tables, residue.

Alone knows tabs, wrapped cells, merged cells, hard-wrapped lines and residue; alone says what a table is
for (``Table.role``). ``RULES`` are its named decisions, by stages “title” and “table_role”.
"""

from policy_extract.layout import roles, titles
from policy_extract.layout.build import Layouter, lay_out
from policy_extract.layout.categories import category_name
from policy_extract.rules import AnyRule

#: In the order in which they are asked.
RULES: tuple[AnyRule, ...] = (*titles.RULES, *roles.RULES)

__all__ = ["RULES", "Layouter", "category_name", "lay_out"]
