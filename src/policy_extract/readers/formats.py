"""The formats that are read, one module each, and which of them a file is: by its first bytes, else its suffix."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Collection
from importlib import import_module
from io import BytesIO
from typing import Final

from policy_extract.document import Sourced
from policy_extract.expressions import expression
from policy_extract.readers import archives
from policy_extract.readers.ole import SIGNATURE, Frame
from policy_extract.tuples import NamedTuple

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
    Format("ofd", (".ofd",), "ofd.reader:read_ofd"),
    Format("doc", (".doc", ".dot"), "office.reading:read_office"),
    Format("wps", (".wps", ".wpt"), "office.reading:read_office"),
    Format("rtf", (".rtf",), "office.reading:read_office"),
    Format("odt", (".odt", ".ott"), "office.reading:read_office"),
    Format("ods", (".ods",), "office.reading:read_ods"),
    Format("png", (".png",), "scans.pictures:read_picture", paged=True, alone=True),
    Format("jpeg", (".jpg", ".jpeg"), "scans.pictures:read_picture", paged=True, alone=True),
    Format("tiff", (".tif", ".tiff"), "scans.pictures:read_picture", paged=True, alone=True),
    Format("bmp", (".bmp",), "scans.pictures:read_picture", paged=True, alone=True),
)

_BY_NAME: Final = {one.name: one for one in FORMATS}
_BY_SUFFIX: Final = {suffix: one for one in FORMATS for suffix in one.suffixes}

#: First bytes → format, whatever the suffix says: files are often renamed.
_PDF, _RTF = b"%PDF-", b"{\\rtf"
_ZIP: Final = b"PK\x03\x04"
_PICTURES: Final = (
    (b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpeg"), (b"II*\x00", "tiff"), (b"MM\x00*", "tiff"),
)  # fmt: skip
#: What an archive holds → what it is.
_MEMBERS: Final = (
    ("xl/workbook.xml", "xlsx"), ("OFD.xml", "ofd"), ("Encryptions.xml", "ofd"),
    ("ppt/presentation.xml", "ppt"),
)  # fmt: skip
#: What a document of OpenDocument says that it is, in the first of its parts.
_OPEN: Final = "application/vnd.oasis.opendocument."
_OPEN_KINDS: Final = {
    "text": "odt",
    "text-template": "odt",
    "spreadsheet": "ods",
    "presentation": "odp",
}
#: Its text; some programs number it.
_WORD: Final = expression(r"word/document\d*\.xml")
#: The stream of a document under a password (MS-OFFCRYPTO, 2.3.4.4), as old frames write names.
_ENCRYPTED: Final = "EncryptedPackage"
#: What stands at the top of an old frame → what it is: Microsoft's programs and Kingsoft's share the streams.
_STREAMS: Final = (
    ("worddocument", "doc"), ("workbook", "xls"), ("book", "xls"), ("powerpoint document", "ppt"),
    ("__properties_version1.0", "msg"),
)  # fmt: skip
#: What a frame with this suffix is where its directory does not say it.
_OLD_OF: Final = {"doc": "doc", "docx": "doc", "wps": "wps", "xls": "xls", "xlsx": "xls"}
#: Suffixes of files that old programs wrote: pages, plain text and workbooks are often named so.
_OLD_SUFFIXES: Final = frozenset((".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt", ".ott"))
#: Word's own XML of 2003; LibreOffice loses its numbers and merged cells.
_WORD_XML: Final = b'<?mso-application progid="word.document"?>'
#: Signs that stand in no text.
_NO_TEXT: Final = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
#: A piece of a page without its frame, which some sites give out as a Word file.
_PIECE: Final = re.compile(
    rb"\s*<(?:table|div|p|style|span|center|font|h[1-6])\b[^<>]*>", re.IGNORECASE
)
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
    return " ".join(sorted((*_BY_SUFFIX, *archives.SUFFIXES)))


def known(suffix: str) -> bool:
    """Whether files with this suffix (“.TXT”) are read, or walked."""
    return suffix.lower() in _BY_SUFFIX or suffix.lower() in archives.SUFFIXES


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
    if head.startswith(_PDF):
        return "pdf"
    picture = next((name for first, name in _PICTURES if head.startswith(first)), None)
    if picture is not None:
        return picture
    if head.startswith(_ZIP):
        return _archive(data, suffix)
    if head.startswith(SIGNATURE):
        return _frame(data, suffix.lower())
    wide = head.startswith(_WIDE_MARKS)
    if wide:
        head = head.replace(b"\x00", b"")[2:]
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(head):
        return "html"
    lower = head.lstrip().lower()
    if lower.startswith(_RTF):
        return "rtf"
    if lower.startswith(_SAVED_PAGE):
        return "mhtml"
    if _WORD_XML in lower:
        return "wordml"
    if suffix.lower() in _OLD_SUFFIXES and (wide or not _NO_TEXT.search(head)):
        return "html" if _PIECE.match(head) else "txt"
    one = _BY_SUFFIX.get(suffix.lower())
    return one.name if one else ""


def locked(data: bytes) -> bool:
    """Whether a file is a document of Office under a password: its archive lies encrypted in an old frame."""
    if not data.startswith(SIGNATURE):
        return False
    try:
        return _ENCRYPTED in Frame(data).names
    except ValueError:
        return _ENCRYPTED.encode("utf-16-le") in data


def _frame(data: bytes, suffix: str) -> str:
    """What stands in an old frame; one whose directory is broken or not there yet is what its suffix says."""
    try:
        names = {name.lower() for name in Frame(data).names}
    except ValueError:
        one = _BY_SUFFIX.get(suffix)
        return _OLD_OF.get(one.name, "ole") if one else "ole"
    kind = next((name for stream, name in _STREAMS if stream in names), "ole")
    return "wps" if kind == "doc" and suffix in (".wps", ".wpt") else kind


def _archive(data: bytes, suffix: str) -> str:
    """What an archive holds; a broken one is what its suffix says, so that its reader tells what is wrong."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = _open_kind(archive) if "mimetype" in names else None
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, zlib.error):
        one = _BY_SUFFIX.get(suffix.lower())
        return one.name if one and not one.text else "zip"
    if any(_WORD.fullmatch(name) for name in names):
        return "docx"
    return kind or next((name for member, name in _MEMBERS if member in names), "zip")


def _open_kind(archive: zipfile.ZipFile) -> str | None:
    """Which document of OpenDocument an archive is; None for none."""
    with archive.open("mimetype") as file:
        said = file.read(100).decode("ascii", "replace").strip()
    return _OPEN_KINDS.get(said.removeprefix(_OPEN), "odf") if said.startswith(_OPEN) else None


def is_document(names: Collection[str]) -> bool:
    """Whether the members of an archive are the parts of one document (docx, xlsx, ofd, odt …)."""
    return (
        "mimetype" in names
        or any(_WORD.fullmatch(name) for name in names)
        or any(member in names for member, _ in _MEMBERS)
    )


def reader_of(name: str) -> Format | None:
    """The format of this name, None for one that is not read."""
    return _BY_NAME.get(name)


def markdown() -> Format:
    """The format that a plain text is read as whose marks say so."""
    return _BY_NAME["md"]


def loaded(one: Format) -> Callable[..., Sourced]:
    """The reader of a format, imported now."""
    module, function = one.reader.split(":")
    reader: Callable[..., Sourced] = getattr(
        import_module(f"policy_extract.readers.{module}"), function
    )
    return reader
