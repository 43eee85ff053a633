"""Plain text files of any usual Chinese encoding → text, decoded right or refused, not garbled."""

from __future__ import annotations

import codecs
import hashlib
import re
import stat
from pathlib import Path
from typing import Final

from policy_extract.document import Sourced
from policy_extract.readers.glyphs import mended
from policy_extract.readers.markdown import read_markdown
from policy_extract.readers.source import (
    FORMATS,
    MAX_BYTES,
    MAX_CHARS,
    MAX_LINE,
    SourceText,
    Unreadable,
    known_suffixes,
)

#: Longest mark first: the mark of UTF-32 LE begins with that of UTF-16 LE.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

#: First bytes of files that are often renamed to .txt → what they are.
_OTHER_KINDS: Final = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP (docx, xlsx, …)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE (doc, xls, wps)"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x1f\x8b", "gzip"),
)

#: Control characters that no text holds; tab, line ends and page breaks are allowed.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")

#: Word's plain-text export leaves cell marks (\x07): so few among the letters are no binary data.
_CONTROL_SHARE: Final = 0.01

#: Of the signs beyond ASCII in Chinese of today nine in ten are punctuation or stand in the first
#: level of GB 2312 (lead bytes A1-A3, B0-D7); in a wrong decoding about a third do.
_FREQUENT: Final = bytes((*range(0xA1, 0xA4), *range(0xB0, 0xD8)))
_FREQUENT_SHARE: Final = 0.9
#: Korean in its own code falls into the same rows: longer texts must hold these signs as well.
_COMMON: Final = frozenset(
    "的一是在和有不为中国年上会发展大业工产企市区全化设建提加新实重，。、；：（）"
)
_COMMON_SHARE: Final = 0.05
_LONGER: Final = 100
_WIDE: Final = re.compile(r"[^\x00-\x7f]+")

#: UTF-16 without a mark: what nine in ten of its units must be (ASCII, Chinese signs and letters).
_UTF16_UNIT: Final = re.compile(
    r"[\t\n\r\x20-\x7e\u2010-\u203f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
)
_UTF16_SHARE: Final = 0.9
_SAMPLE: Final = 40_000


#: Line ends other than "\n" and "\r\n": old Macs', page breaks, NEL, Unicode's own.
_LINE_END: Final = re.compile("\r(?!\n)|[\x0b\x0c\x85\u2028\u2029]")

#: A file of nothing else is empty: white space, and what has no width.
_UNSEEN: Final = "".join(
    (
        *(sign for sign in map(chr, range(0x3001)) if sign.isspace()),
        "\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff",
    )
)


def read_document(path: str | Path) -> SourceText:
    """Read one document; ``path`` is kept in the result as it was given.

    Raises Unreadable (a ReadError) naming the file and the way out: no such file, no permission,
    a suffix that is not read, empty, binary, not decodable, larger than MAX_BYTES, MAX_CHARS or
    MAX_LINE.
    """
    file = Path(path)
    format_ = FORMATS.get(file.suffix.lower())
    if format_ is None:
        raise Unreadable(path, "read.suffix", suffix=file.suffix, known=known_suffixes())
    data = _bytes(file, str(path))
    for first_bytes, kind in _OTHER_KINDS:
        if data.startswith(first_bytes):
            raise Unreadable(path, "read.other_kind", kind=kind)
    text, encoding, warnings = decode(data, str(path))
    text, noise = mended(_LINE_END.sub("\n", text))
    _refuse_binary(text, str(path))
    if not text.strip(_UNSEEN):
        raise Unreadable(path, "read.empty")
    _refuse_too_long(text, str(path))
    sourced = read_markdown(text) if format_ == "md" else Sourced(text)
    if not sourced.text.strip(_UNSEEN):
        raise Unreadable(path, "read.empty")
    return SourceText(
        path=str(path),
        text=sourced.text,
        encoding=encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        format=format_,
        warnings=(*warnings, *noise, *sourced.warnings),
        blocks=sourced.blocks,
        meta=sourced.meta,
    )


def decode(data: bytes, path: str) -> tuple[str, str, tuple[str, ...]]:
    """Bytes → (text, encoding, warnings); the first that fits of: byte order mark, UTF-8, UTF-16
    without a mark, GB18030, charset-normalizer's guess (with the warning ``encoding_guessed``).

    GB18030 decodes nearly any bytes, so its result must also look Chinese: a UTF-8 file with one
    broken byte would come out as 鍏版邯甯… and is refused as damaged; Big5 is no GB18030.
    Raises Unreadable.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, path), encoding, ()
    if b"\x00" not in data:
        try:
            return data.decode("utf-8"), "utf-8", ()
        except UnicodeDecodeError:
            pass
    if found := _utf16_without_mark(data):
        return data.decode(found), found, ()
    if b"\x00" in data:
        raise Unreadable(path, "read.binary", count=len(_CONTROL.findall(data.decode("latin-1"))))
    for encoding in ("utf-8", "gb18030"):
        whole = data.decode(encoding, errors="ignore")
        if _looks_chinese(whole):
            return _strictly(data, encoding, path), encoding, ()
    return _guess(data, path)


def _bytes(file: Path, path: str) -> bytes:
    try:
        state = file.stat()
        if not stat.S_ISREG(state.st_mode):
            raise Unreadable(path, "read.not_regular")
        if state.st_size > MAX_BYTES:
            raise Unreadable(path, "read.too_large", size=state.st_size, limit=MAX_BYTES)
        data = file.read_bytes()
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


def _strictly(data: bytes, encoding: str, path: str) -> str:
    encoding = encoding.removesuffix("-sig")  # which would count the bytes behind the mark
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, errors="replace").count("\n") + 1
        where = {"encoding": encoding.upper(), "byte": error.start + 1, "line": line}
        raise Unreadable(path, "read.damaged", **where) from error


def _utf16_without_mark(data: bytes) -> str | None:
    """Refuses ASCII with a broken byte, whose letters pair up to rare Chinese signs (慴浣)."""
    if len(data) % 2:
        return None
    sample = data[:_SAMPLE]
    for encoding in ("utf-16-le", "utf-16-be"):
        units = sample.decode(encoding, errors="replace")
        fitting = len(_UTF16_UNIT.findall(units)) >= _UTF16_SHARE * len(units)
        if units and fitting and (b"\x00" in sample or _looks_chinese(units)):
            try:
                data.decode(encoding)
            except UnicodeDecodeError:
                continue
            return encoding
    return None


def _looks_chinese(text: str) -> bool:
    """Whether the signs are those of Chinese as it is written today: see _FREQUENT and _COMMON."""
    wide = "".join(_WIDE.findall(text[:_SAMPLE]))
    leads = wide.encode("gb2312", errors="ignore")[::2]
    frequent = len(leads) - len(leads.translate(None, _FREQUENT))
    if not wide or frequent < _FREQUENT_SHARE * len(wide):
        return False
    return len(wide) < _LONGER or _has_common_signs(wide)


def _has_common_signs(wide: str) -> bool:
    return sum(sign in _COMMON for sign in wide) >= _COMMON_SHARE * len(wide)


def _guess(data: bytes, path: str) -> tuple[str, str, tuple[str, ...]]:
    from charset_normalizer import from_bytes  # needed for rare files only, slow to import

    best = from_bytes(data[:_SAMPLE]).best()
    if best is not None:
        try:
            text = data.decode(best.encoding)
        except (UnicodeDecodeError, LookupError):
            text = ""
        wide = "".join(_WIDE.findall(text[:_SAMPLE]))
        if wide and _has_common_signs(wide):
            return text, best.encoding, ("encoding_guessed",)
    raise Unreadable(path, "read.undecodable")


def _refuse_binary(text: str, path: str) -> None:
    found = _CONTROL.findall(text)
    if found and ("\x00" in found or len(found) > _CONTROL_SHARE * len(text)):
        raise Unreadable(path, "read.binary", count=len(found))


def _refuse_too_long(text: str, path: str) -> None:
    if len(text) > MAX_CHARS:
        raise Unreadable(path, "read.too_long", size=len(text), limit=MAX_CHARS)
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            raise Unreadable(path, "read.long_line", line=number, size=len(line), limit=MAX_LINE)
