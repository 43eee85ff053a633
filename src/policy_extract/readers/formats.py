"""The formats that are read, one module each, and which of them a file is: by its first bytes, else its suffix."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from typing import Final, NamedTuple

from policy_extract.document import Sourced

#: From the words of a decoded file (``text``), or from its bytes and its path as given (for messages).
TextReader = Callable[[str], Sourced]
FileReader = Callable[[bytes, str], Sourced]
#: The same for files whose pages take long: the third is called after each page.
PageReader = Callable[[bytes, str, Callable[[], None]], Sourced]


class Format(NamedTuple):
    """A format: its name in the output, the suffixes of its files, and who reads it (“module:function”).

    ``text`` says that the file is decoded before it is read, ``paged`` that its reader is a PageReader. ``alone``
    files are taken only where they are named: in folders and behind globs, pictures belong to other files.
    A reader is imported when its first file comes.
    """

    name: str
    suffixes: tuple[str, ...]
    reader: str
    text: bool = False
    paged: bool = False
    alone: bool = False


#: Every other suffix is refused when it is given by name, and passed over in a folder.
FORMATS: Final = (
    Format("txt", (".txt", ".text"), "text:read_plain", text=True),
    Format("md", (".md",), "markdown:read_markdown", text=True),
    Format("html", (".html", ".htm", ".shtml", ".xhtml"), "html.reading:read_html"),
    Format("xlsx", (".xlsx", ".xlsm", ".xltx"), "sheets.xlsx:read_xlsx"),
    Format("xls", (".xls", ".et"), "sheets.xls:read_xls"),
    Format("csv", (".csv", ".tsv"), "sheets.delimited:read_delimited", text=True),
    Format("mhtml", (".mhtml", ".mht"), "html.mhtml:read_mhtml"),
    Format("docx", (".docx", ".docm"), "docx:read_docx"),
    Format("pdf", (".pdf",), "pdf.reader:read_pdf_and_scans", paged=True),
    Format("png", (".png",), "scans.pictures:read_picture", paged=True, alone=True),
    Format("jpeg", (".jpg", ".jpeg"), "scans.pictures:read_picture", paged=True, alone=True),
    Format("tiff", (".tif", ".tiff"), "scans.pictures:read_picture", paged=True, alone=True),
    Format("bmp", (".bmp",), "scans.pictures:read_picture", paged=True, alone=True),
)

_BY_NAME: Final = {one.name: one for one in FORMATS}
_BY_SUFFIX: Final = {suffix: one for one in FORMATS for suffix in one.suffixes}

#: First bytes → format, whatever the suffix says: files are often renamed.
_FIRST_BYTES: Final = (
    (b"%PDF-", "pdf"), (b"{\\rtf", "rtf"), (b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpeg"),
    (b"II*\x00", "tiff"), (b"MM\x00*", "tiff"),
)  # fmt: skip
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: What an archive holds → what it is.
_MEMBERS: Final = (
    ("xl/workbook.xml", "xlsx"), ("OFD.xml", "ofd"), ("content.xml", "odt"),
)  # fmt: skip
#: Its text; some programs number it.
_WORD: Final = re.compile(r"word/document\d*\.xml")
#: The stream of a document under a password (MS-OFFCRYPTO, 2.3.4.4), as old frames write names.
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
#: Old files of Microsoft and Kingsoft have one frame; what is inside, only the suffix says quickly.
_OLE_SUFFIXES: Final = {".xls": "xls", ".et": "xls", ".xlsx": "xls", ".xlsm": "xls", ".wps": "wps"}
#: What a page opens with, behind comments and a declaration; in Markdown such tags may open a text.
_PAGE: Final = re.compile(
    rb"(?:\s|<!--(?:[^-]|-(?!->))*-->|<\?xml[^<>]*\?>)*<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE,
)
_SAVED_PAGE: Final = (
    b"mime-version:", b"from: <saved by", b'from: "saved by', b"from: saved by", b"content-type: multipart/related",
)  # fmt: skip
_WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")  # of UTF-16
#: Bytes in which a file says what it is.
HEAD: Final = 1024


def suffixes() -> str:
    """The suffixes that are read, for messages: “.md .text .txt”."""
    return " ".join(sorted(_BY_SUFFIX))


def known(suffix: str) -> bool:
    """Whether files with this suffix (“.TXT”) are read."""
    return suffix.lower() in _BY_SUFFIX


def taken(suffix: str) -> bool:
    """Whether files with this suffix (“.TXT”) are taken where a folder or a glob leads to them."""
    one = _BY_SUFFIX.get(suffix.lower())
    return one is not None and not one.alone


def is_text(head: bytes, suffix: str) -> bool:
    """Whether a file that begins so is decoded and read as text; a page or a PDF named .txt is not."""
    one = _BY_NAME.get(format_of(head, suffix))
    return one is not None and one.text


def format_of(data: bytes, suffix: str) -> str:
    """The name of the format of a file, also of one that is not read (“zip”, “png”); "" for an unknown suffix."""
    head = data[:HEAD]
    for first, name in _FIRST_BYTES:
        if head.startswith(first):
            return name
    if head.startswith(_ZIP):
        return _archive(data, suffix)
    if head.startswith(_OLE):
        return _OLE_SUFFIXES.get(suffix.lower(), "doc")
    if head.startswith(_WIDE_MARKS):
        head = head.replace(b"\x00", b"")[2:]
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(head):
        return "html"
    lower = head.lstrip().lower()
    if lower.startswith(_SAVED_PAGE):
        return "mhtml"
    one = _BY_SUFFIX.get(suffix.lower())
    return one.name if one else ""


def locked(data: bytes) -> bool:
    """Whether a file is a document of Office under a password: its archive lies encrypted in an old frame."""
    return data.startswith(_OLE) and _ENCRYPTED in data


def _archive(data: bytes, suffix: str) -> str:
    """What an archive holds; a broken one is what its suffix says, so that its reader tells what is wrong."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        one = _BY_SUFFIX.get(suffix.lower())
        return one.name if one and not one.text else "zip"
    if any(_WORD.fullmatch(name) for name in names):
        return "docx"
    return next((name for member, name in _MEMBERS if member in names), "zip")


def reader_of(name: str) -> Format | None:
    """The format of this name, None for one that is not read."""
    return _BY_NAME.get(name)


def loaded(one: Format) -> Callable[..., Sourced]:
    """The reader of a format, imported now."""
    module, function = one.reader.split(":")
    reader: Callable[..., Sourced] = getattr(
        import_module(f"policy_extract.readers.{module}"), function
    )
    return reader
