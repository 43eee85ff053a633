"""What every reader gives and layout completes: blocks, anchors, the sourced text, the plan laid out."""

from policy_extract.document.anchors import Anchors
from policy_extract.document.blocks import (
    Anchor,
    Block,
    BlockKind,
    CellPlace,
    RecognisedPage,
    Sourced,
)
from policy_extract.document.cells import by_column, closed_up
from policy_extract.document.closing import Closed, Ways, closed
from policy_extract.document.covering import Covering
from policy_extract.document.plain import is_han, latin, looks_like, radicals, shadow
from policy_extract.document.plan import Paragraph, ParagraphKind, Plan, Residue
from policy_extract.document.recognised import mean_score, recognised_stretches

__all__ = [
    "Anchor",
    "Anchors",
    "Block",
    "BlockKind",
    "CellPlace",
    "Closed",
    "Covering",
    "Paragraph",
    "ParagraphKind",
    "Plan",
    "RecognisedPage",
    "Residue",
    "Sourced",
    "Ways",
    "by_column",
    "closed",
    "closed_up",
    "is_han",
    "latin",
    "looks_like",
    "mean_score",
    "radicals",
    "recognised_stretches",
    "shadow",
]
