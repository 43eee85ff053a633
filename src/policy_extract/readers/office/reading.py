"""doc, wps, rtf, odt, ods → text and blocks, by way of a .docx or .xlsx that LibreOffice makes."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from typing import Final

from policy_extract.document import Sourced
from policy_extract.expressions import expression
from policy_extract.readers.docx import read_docx
from policy_extract.readers.legibility import illegible
from policy_extract.readers.office.program import EXCEL, converted
from policy_extract.readers.ole import SIGNATURE, Frame
from policy_extract.readers.sheets.xlsx import read_xlsx
from policy_extract.readers.source import Unreadable

_BLANK: Final = b"\xef\xbb\xbf \t\r\n"
_ZIP, _RTF = b"PK\x03\x04", b"{\\rtf"
#: Where the head of a Word stream holds its version and its flags (MS-DOC, 2.5.2), and their values.
_VERSION, _FLAGS, _WORD_97, _UNDER_PASSWORD = 2, 10, 0xC1, 0x0100
_RTF_OPENS: Final = re.compile(rb"\{\\rtf\d*")
_ANSI: Final = re.compile(rb"\\ansi(?![a-z])")  # sets the page anew
_CODE_PAGE: Final = re.compile(rb"\\(?:ansicpg|fcharset)[1-9]")
_RTF_HEAD: Final = 200_000  # bytes in which the tables of fonts stand
#: How a document of OpenDocument says that a part is encrypted (3.4.2 of its package format).
_ENCRYPTED: Final = b"encryption-data"
_MANIFEST: Final = "META-INF/manifest.xml"
_MANIFEST_BYTES: Final = 1_000_000
_MADE_BY: Final = expression(r"<Application>([^</]+)/([\d.]+)")


def read_office(data: bytes, path: str) -> Sourced:
    """The text of a document of Word 97 to 2003, Kingsoft's WPS, RTF or OpenDocument, as the .docx reader gives it.

    ``converted_by`` is the program as it names itself in what it wrote (“LibreOffice 7.4.7.2”); anchors are paths in
    that .docx. Raises Unreadable: no LibreOffice, a password, damaged or not converted, overtime, rubbish.
    """
    text = data.lstrip(_BLANK)
    if text.startswith(_RTF):
        made = converted(_with_code_page(text), ".rtf", "Rich Text Format", path)
    else:
        suffix, reading = _kind(data, path)
        made = converted(data, suffix, reading, path)
    sourced = read_docx(made, path)
    if illegible(sourced.text):
        raise Unreadable(path, "read.office_failed", error="its words come out as rubbish")
    return sourced._replace(converted_by=_maker(made))


def read_ods(data: bytes, path: str) -> Sourced:
    """The sheets of a workbook of OpenDocument, as the .xlsx reader gives them; raises what ``read_office`` raises."""
    if _ENCRYPTED in _manifest(data):
        raise Unreadable(path, "read.locked")
    made = converted(data, ".ods", "calc8", path, EXCEL)
    return read_xlsx(made, path)._replace(converted_by=_maker(made))


def _kind(data: bytes, path: str) -> tuple[str, str | None]:
    """The suffix and LibreOffice's filter for a document. Raises Unreadable for one under a password."""
    if data.startswith(_ZIP):
        if _ENCRYPTED in _manifest(data):
            raise Unreadable(path, "read.locked")
        return ".odt", "writer8"
    if not data.startswith(SIGNATURE):
        return ".doc", "MS Word 97"
    try:
        head = Frame(data).stream("WordDocument", 32)
    except ValueError as error:
        raise Unreadable(path, "read.broken", error=error) from error
    if len(head) < 32:
        raise Unreadable(path, "read.broken", error="it holds no text of Word")
    if int.from_bytes(head[_FLAGS : _FLAGS + 2], "little") & _UNDER_PASSWORD:
        raise Unreadable(path, "read.locked")
    new = int.from_bytes(head[_VERSION : _VERSION + 2], "little") >= _WORD_97
    return ".doc", "MS Word 97" if new else None


def _with_code_page(data: bytes) -> bytes:
    """An RTF file that names no code page, be it of the file or of a font, has that of Chinese systems."""
    if _CODE_PAGE.search(data, 0, _RTF_HEAD):
        return data
    opens = _ANSI.search(data, 0, _RTF_HEAD) or _RTF_OPENS.match(data)
    return data[: opens.end()] + rb"\ansicpg936 " + data[opens.end() :] if opens else data


def _manifest(data: bytes) -> bytes:
    """The list of parts of a document of OpenDocument; nothing where it cannot be read."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open(_MANIFEST) as file:
            return file.read(_MANIFEST_BYTES)
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, EOFError, ValueError, RuntimeError):
        return b""


def _maker(made: bytes) -> str:
    """The program that wrote a .docx, as it names itself in it."""
    try:
        with zipfile.ZipFile(BytesIO(made)) as archive:
            said = _MADE_BY.search(archive.read("docProps/app.xml").decode("utf-8", "replace"))
    except (zipfile.BadZipFile, KeyError):
        said = None
    return f"{said[1]} {said[2]}" if said else "LibreOffice"
