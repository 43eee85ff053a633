"""An output folder: who works in it, and how one run's files take the place of another's, all or none.

What lies in OUT belongs to one of three: **a run** (what its manifest lists, and the manifest), **people** (their
answers, workbooks set aside, whatever else no manifest lists), and **the tool** (the hidden folder ``HIDDEN``: claims, the
journal of a switch, files that are not in their places yet). A run replaces what runs own, and nothing else.
"""

from policy_extract.folder.claim import Claim, claimed
from policy_extract.folder.journal import HIDDEN, MANIFEST, unfinished
from policy_extract.folder.refusals import NotWritable, Unfinished
from policy_extract.folder.switching import EDITED, finish, settled, switch

__all__ = [
    "EDITED",
    "HIDDEN",
    "MANIFEST",
    "Claim",
    "NotWritable",
    "Unfinished",
    "claimed",
    "finish",
    "settled",
    "switch",
    "unfinished",
]
