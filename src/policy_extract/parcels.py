"""Outcomes on their way from one process to another: a document travels as the bytes in which it is laid down."""

from __future__ import annotations

from policy_extract.readers import Input
from policy_extract.resolve.stated import StatedNames
from policy_extract.shelf import document_packed
from policy_extract.tuples import NamedTuple
from policy_extract.work import Failure, Outcome, Slip


class Packed(NamedTuple):
    """A document: its bytes, the hash of its file, and what it states."""

    data: bytes
    sha256: str
    names: StatedNames


class Parcel(NamedTuple):
    """What became of an input, packed; ``document`` is None for what failed.

    Who receives it lays the bytes down as they are. Records travel twice as fast in this form as each for itself, and many need never be
    made where they arrive.
    """

    slip: Slip
    text: str
    document: Packed | None

    @classmethod
    def of(cls, came: Came) -> Parcel:
        """What came, packed, if it is not."""
        if isinstance(came, Parcel):
            return came
        document, packed = came.document, None
        if document is not None:
            names = StatedNames.of(document)
            packed = Packed(document_packed(document), document.source.sha256, names)
        return cls(Slip.of(came), came.text, packed)

    @property
    def input(self) -> Input:
        """See ``Outcome``."""
        return self.slip.input

    @property
    def failure(self) -> Failure | None:
        """See ``Outcome``."""
        return self.slip.failure


#: What comes from where documents are worked on: an outcome, or one that was packed.
Came = Outcome | Parcel
