"""Word documents (.docx, ECMA-376) → text with blocks, each with its place in the file's tree."""

from __future__ import annotations

from policy_extract.document import Sourced
from policy_extract.readers.docx.body import BodyReader
from policy_extract.readers.docx.package import Package


def read_docx(data: bytes, path: str) -> Sourced:
    """The text of a Word document as it is printed, without headers, footers and comments.

    Automatic numbers are text, tracked changes accepted; pictures and embedded objects are left out and named in
    ``warnings``. Anchors are paths in the part that holds the text, from 1. Takes linear time. Raises Unreadable.
    """
    body = BodyReader(Package(data, path))
    page = body.read()
    return Sourced(page.text(), tuple(page.blocks), (), body.warnings)
