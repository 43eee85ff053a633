"""Text → title block, sections, paragraphs, boxes, tables, residue.

Alone knows tabs, wrapped cells, merged cells, hard-wrapped lines and residue.
"""

from policy_extract.layout.build import Layouter, lay_out
from policy_extract.layout.categories import category_name

__all__ = ["Layouter", "category_name", "lay_out"]
