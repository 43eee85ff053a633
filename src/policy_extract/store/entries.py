"""The outcome of a document as bytes, and back; what must not be kept has none."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, ConfigDict, ValidationError

from policy_extract.visible import writable

if TYPE_CHECKING:
    from policy_extract.parcels import Came
    from policy_extract.readers import Input
    from policy_extract.work import Outcome, Slip

#: Why documents fail by what they are, on every machine, at every time. All others are tried anew: that time or memory ran
#: out, that a process died, that the system refused a file; also what a library or a rule stumbled over, since
#: memory may have been behind it.
BY_CONTENT: Final = frozenset(
    {
        "read.binary", "read.bomb", "read.broken_fonts", "read.cells", "read.compression", "read.empty", "read.html_embeds",
        "read.html_error", "read.html_frames", "read.html_list", "read.html_login", "read.html_nested", "read.html_script",
        "read.locked", "read.long_line", "read.member_locked", "read.mhtml_no_page", "read.no_text_layer",
        "read.office_missing", "read.other_kind", "read.packed", "read.packed_bomb", "read.password", "read.picture",
        "read.too_large", "read.too_long", "read.too_many_pages", "read.undecodable", "read.unpacked",
    }
)  # fmt: skip
#: A document in which the patterns of a user ran out of time.
_OF_TIME: Final = "pattern_slow"
_LEVEL: Final = 1  # of compressing: a little larger than with 6, and three times as fast
_LENGTH: Final = 4  # bytes


class _Failure(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)

    code: str
    fields: dict[str, str | int | float | None] = {}


class _Head(BaseModel):
    """What is kept beside the document, in front of it."""

    model_config = ConfigDict(extra="forbid")

    text: str = ""
    warnings: tuple[str, ...] = ()
    residue: tuple[tuple[int, int, str], ...] = ()
    ocr_score: float | None = None
    failure: _Failure | None = None


def by_content(outcome: Outcome | Slip) -> bool:
    """Whether an outcome follows from the document, and not from the time or the memory that it had."""
    if outcome.failure is not None:
        return outcome.input.problem is None and outcome.failure.code in BY_CONTENT
    slow = any(code.partition(":")[0] == _OF_TIME for code in outcome.warnings)
    return not slow


def encoded(came: Came) -> bytes | None:
    """An outcome as it is kept: how long the head is, the head, the document; None where it holds what JSON cannot."""
    from policy_extract.parcels import Parcel

    parcel = Parcel.of(came)
    document = parcel.document.data if parcel.document is not None else b""
    slip, failure = parcel.slip, parcel.failure
    try:
        head = _Head(
            text=came.text,
            warnings=slip.warnings,
            residue=slip.residue,
            ocr_score=slip.ocr_score,
            failure=_Failure(code=failure.code, fields=failure.fields) if failure else None,  # type: ignore[arg-type]
        )
        first = zlib.compress(head.model_dump_json().encode(), _LEVEL)
    except ValueError:  # also pydantic's own, and signs that are no Unicode
        return None
    return len(first).to_bytes(_LENGTH, "big") + first + document


def decoded(data: bytes, item: Input) -> Outcome | None:
    """What was kept of an input; None for what is none, or another document's."""
    from policy_extract.shelf import document_unpacked
    from policy_extract.work import Failure, Outcome

    end = _LENGTH + int.from_bytes(data[:_LENGTH], "big")
    try:
        head = _Head.model_validate_json(zlib.decompress(data[_LENGTH:end]))
        document = document_unpacked(data[end:]) if data[end:] else None
    except (zlib.error, ValidationError):
        return None
    if (document is None) == (head.failure is None):
        return None
    if document is not None and document.id != item.id:
        return None
    failed, failure = head.failure, None
    if failed is not None:
        failure = Failure(item.id, writable(item.path), failed.code, dict(failed.fields))
    return Outcome(
        input=item,
        document=document,
        text=head.text,
        warnings=head.warnings,
        residue=head.residue,
        ocr_score=head.ocr_score,
        failure=failure,
    )
