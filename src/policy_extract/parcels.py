"""Outcomes on their way from one process to another: a document travels as the bytes in which it is laid down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from policy_extract.readers import Input
from policy_extract.resolve.stated import StatedNames
from policy_extract.shelf import document_packed
from policy_extract.work import Outcome, Slip


@dataclass(frozen=True, slots=True)
class Parcel:
    """What became of an input that has a document: ``data`` are the bytes of the document, ``sha256`` the hash of its
    file, ``names`` what it states.

    Who receives it lays the bytes down as they are. Records travel twice as fast in this form as each for itself, and many need never be
    made where they arrive.
    """

    slip: Slip
    data: bytes
    sha256: str
    text: str
    names: StatedNames

    @classmethod
    def of(cls, outcome: Outcome) -> Self | Outcome:
        """An outcome packed; one without a document goes as it is."""
        document = outcome.document
        if document is None:
            return outcome
        return cls(
            Slip.of(outcome), document_packed(document), document.source.sha256, outcome.text, StatedNames.of(document)
        )  # fmt: skip

    @property
    def input(self) -> Input:
        """See ``Outcome``."""
        return self.slip.input

    @property
    def failure(self) -> None:
        """See ``Outcome``: what failed has no document, and is not packed."""


#: What comes from where documents are worked on: an outcome, or one that another process packed.
Came = Outcome | Parcel
