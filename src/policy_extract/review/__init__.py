"""Answers that people filled into the workbook's list to check → corrections, and golden labels."""

from policy_extract.review.answers import Refusal, Taken, answers
from policy_extract.review.known import known
from policy_extract.review.labels import Labelled, label
from policy_extract.review.rows import NoAnswers, Row, rows_of

__all__ = [
    "Labelled",
    "NoAnswers",
    "Refusal",
    "Row",
    "Taken",
    "answers",
    "known",
    "label",
    "rows_of",
]
