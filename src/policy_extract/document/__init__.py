"""What every reader gives and layout completes: blocks, anchors, the sourced text, the plan laid out."""

from policy_extract.document.blocks import Anchor, Block, BlockKind, CellPlace, Sourced
from policy_extract.document.plain import is_han, shadow
from policy_extract.document.plan import Paragraph, ParagraphKind, Plan, Residue

__all__ = [
    "Anchor",
    "Block",
    "BlockKind",
    "CellPlace",
    "Paragraph",
    "ParagraphKind",
    "Plan",
    "Residue",
    "Sourced",
    "is_han",
    "shadow",
]
