"""One file → its text with blocks: looked at, decoded or given to its reader, mended, or refused with the way out."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from policy_extract.document import Sourced
from policy_extract.expressions import expression
from policy_extract.files import NoFile, TooLarge, read_whole
from policy_extract.readers import archives, formats
from policy_extract.readers.glyphs import mended
from policy_extract.readers.legibility import illegible
from policy_extract.readers.marked import marked
from policy_extract.readers.members import read_member
from policy_extract.readers.source import (
    MAX_BYTES,
    MAX_CHARS,
    MAX_FILE,
    MAX_LINE,
    GoesOn,
    SourceText,
    Unreadable,
)
from policy_extract.readers.text import CONTROL, decode

#: Word's plain-text export leaves cell marks (\x07): so few among the letters are no binary data.
_CONTROL_SHARE: Final = 0.01

#: Line ends other than "\n" and "\r\n": old Macs', page breaks, NEL, Unicode's own.
_LINE_END: Final = expression("\r(?!\n)|[\x0b\x0c\x85\u2028\u2029]")

#: A file of nothing else is empty: white space, and what has no width.
_UNSEEN: Final = "".join(
    (
        *(sign for sign in map(chr, range(0x3001)) if sign.isspace()),
        "\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff",
    )
)

#: Formats that are not read → what they are called in messages.
_OTHER_KINDS: Final = {
    "zip": "ZIP (docx, xlsx, …)", "odp": "ODP", "odf": "OpenDocument",
    "ppt": "PowerPoint", "msg": "Outlook (msg)", "wordml": "Word 2003 XML", "ole": "OLE (doc, xls, wps)",
}  # fmt: skip


def _alone() -> None:
    """Nobody waits for word from a reader."""


def read_document(path: str | Path, goes_on: GoesOn = _alone) -> SourceText:
    """Read one document; ``path`` is kept in the result as it was given.

    A reader that takes long for a page calls ``goes_on`` after each.

    What a file is, its first bytes say; only for text the suffix does. Raises Unreadable (a ReadError) naming
    the file and the way out: no such file, no permission, a kind that is not read, empty, damaged, binary, not
    decodable, larger than MAX_FILE, MAX_BYTES (text), MAX_CHARS or MAX_LINE.
    """
    file, given = Path(path), str(path)
    if not formats.known(file.suffix):
        raise Unreadable(path, "read.suffix", suffix=file.suffix, known=formats.suffixes())
    data = read_member(given) if archives.inside(given) else _bytes(file, given)
    if formats.locked(data):
        raise Unreadable(path, "read.locked")
    name = formats.format_of(data, file.suffix)
    one = formats.reader_of(name)
    if kind := archives.other_archive(data):
        raise Unreadable(path, "read.packed", kind=kind)
    if one is None:
        raise Unreadable(path, "read.other_kind", kind=_OTHER_KINDS.get(name, name))
    encoding: str | None = None
    warnings: tuple[str, ...] = ()
    if one.text:
        if len(data) > MAX_BYTES:
            raise Unreadable(path, "read.too_large", size=len(data), limit=MAX_BYTES)
        text, encoding, warnings = decode(data, given)
        text, noise = mended(_LINE_END.sub("\n", text))
        _refuse_binary(text, given)
        if illegible(text):
            raise Unreadable(path, "read.broken_fonts")
        _refuse_empty(text, given)
        _refuse_too_long(text, given)
        if one.name == "txt" and marked(text):
            one = formats.markdown()
            noise = (*noise, "read_as_markdown")
        sourced: Sourced = formats.loaded(one)(text)
        warnings = (*warnings, *noise)
    else:
        read = formats.loaded(one)
        sourced = read(data, given, goes_on) if one.paged else read(data, given)
        _refuse_too_long(sourced.text, given)
    _refuse_empty(sourced.text, given)
    return SourceText(
        path=given,
        text=sourced.text,
        encoding=encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        format=one.name,
        warnings=(*warnings, *sourced.warnings),
        blocks=sourced.blocks,
        meta=sourced.meta,
        pages=sourced.pages,
        converted_by=sourced.converted_by,
        recognised=sourced.recognised,
        doubtful_tables=sourced.doubtful_tables,
    )


def _bytes(file: Path, path: str) -> bytes:
    try:
        data = read_whole(file, MAX_FILE)
    except NoFile as error:
        raise Unreadable(path, "read.not_regular") from error
    except TooLarge as error:
        raise Unreadable(path, "read.too_large", size=error.size, limit=MAX_FILE) from error
    except FileNotFoundError as error:
        dangling = file.is_symlink()
        raise Unreadable(path, "read.dangling" if dangling else "read.missing") from error
    except PermissionError as error:
        raise Unreadable(path, "read.permission") from error
    except OSError as error:
        raise Unreadable(path, "read.os", error=error.strerror or str(error)) from error
    if not data:
        raise Unreadable(path, "read.empty")
    return data


def _refuse_empty(text: str, path: str) -> None:
    if not text.strip(_UNSEEN):
        raise Unreadable(path, "read.empty")


def _refuse_binary(text: str, path: str) -> None:
    found = CONTROL.findall(text)
    if found and ("\x00" in found or len(found) > _CONTROL_SHARE * len(text)):
        raise Unreadable(path, "read.binary", count=len(found))


def _refuse_too_long(text: str, path: str) -> None:
    if len(text) > MAX_CHARS:
        raise Unreadable(path, "read.too_long", size=len(text), limit=MAX_CHARS)
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            raise Unreadable(path, "read.long_line", line=number, size=len(line), limit=MAX_LINE)
