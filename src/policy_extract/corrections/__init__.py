"""What people answered to the list to check: kept in a file, found again in a run, put into its records.

The words of an answer are kept as they were written; they are read here (``Reader``) with the project's own
readers of numbers and times. Where answers come from (a workbook) is the matter of ``review``.
"""

from policy_extract.corrections.applying import Corrected, apply
from policy_extract.corrections.correction import FIELDS, Correction, FixField, Judgement
from policy_extract.corrections.file import (
    NAME,
    BrokenCorrections,
    Merged,
    load_corrections,
    merged,
    save,
    written,
    written_whole,
)
from policy_extract.corrections.matching import Answers, Unused, Use
from policy_extract.corrections.reading import Reader, Unread
from policy_extract.corrections.rules import RULES

__all__ = [
    "FIELDS",
    "NAME",
    "RULES",
    "Answers",
    "BrokenCorrections",
    "Corrected",
    "Correction",
    "FixField",
    "Judgement",
    "Merged",
    "Reader",
    "Unread",
    "Unused",
    "Use",
    "apply",
    "load_corrections",
    "merged",
    "save",
    "written",
    "written_whole",
]
