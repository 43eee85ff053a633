"""Answers that people filled into the workbook → corrections and golden labels, and judgements on pairs of names."""

from policy_extract.review.answers import Refusal, Taken, answers
from policy_extract.review.judging import Judged, JudgedPair, judged
from policy_extract.review.known import known
from policy_extract.review.labels import Labelled, label
from policy_extract.review.rows import NoAnswers, Row, Rows, rows_of

__all__ = [
    "Judged",
    "JudgedPair",
    "Labelled",
    "NoAnswers",
    "Refusal",
    "Row",
    "Rows",
    "Taken",
    "answers",
    "judged",
    "known",
    "label",
    "rows_of",
]
