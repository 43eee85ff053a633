"""Documents that are archives (docx, xlsx, OFD) opened, and their parts unpacked with a limit."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import Final

from policy_extract.readers.source import Unreadable

_ENCRYPTED: Final = 0x1  # bit of a member's flags (APPNOTE 4.4.4)
#: What a broken archive, or one packed in a way that Python does not know, makes ``zipfile`` raise; ValueError: a
#: part that stands before the begin of the file, by what the archive's directory says.
BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
)  # fmt: skip


class Damaged(Exception):
    """An archive or a part of it that cannot be read; the message says why."""


def opened(data: bytes) -> zipfile.ZipFile:
    """The archive that a document is. Raises Damaged for what is none and for a broken one."""
    try:
        return zipfile.ZipFile(BytesIO(data))
    except BROKEN as error:
        raise Damaged(str(error)[:300]) from error


def unpacked(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, path: str, limit: int
) -> bytes:
    """A part unpacked, counted while it comes: what the archive says of its size may be a lie.

    ``name`` and ``path``, of the part and of the document, are for messages. Raises Unreadable (``read.locked``, ``read.bomb`` beyond ``limit`` bytes),
    and Damaged where the archive is broken or packed in a way that Python does not know.
    """
    if entry.flag_bits & _ENCRYPTED:
        raise Unreadable(path, "read.locked")
    try:
        with archive.open(entry) as file:
            data = file.read(limit + 1)
    except BROKEN as error:
        raise Damaged(str(error)) from error
    if len(data) > limit:
        raise Unreadable(path, "read.bomb", part=name, limit=limit)
    return data
