"""Why a record is what it is, why a number is none, why names are one entity – in words for people."""

from policy_extract.desk.page import Page
from policy_extract.desk.pieces import Line, Piece
from policy_extract.explain.entity import entity_lines
from policy_extract.explain.find import AmbiguousId, NotFound, record_of
from policy_extract.explain.number import numbers_of_line, numbers_of_words
from policy_extract.explain.record import Teller

__all__ = [
    "AmbiguousId",
    "Line",
    "NotFound",
    "Page",
    "Piece",
    "Teller",
    "entity_lines",
    "numbers_of_line",
    "numbers_of_words",
    "record_of",
]
