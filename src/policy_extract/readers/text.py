"""Plain text files of any usual Chinese encoding → text, decoded right or refused, not garbled."""

from __future__ import annotations

import codecs
from typing import Final

from policy_extract.document import Sourced
from policy_extract.expressions import expression
from policy_extract.readers.source import Unreadable

#: Longest mark first: the mark of UTF-32 LE begins with that of UTF-16 LE.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

#: Control characters that no text holds; tab, line ends and page breaks are allowed.
CONTROL: Final = expression(r"[\x00-\x08\x0e-\x1f\x7f]")

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
_WIDE: Final = expression(r"[^\x00-\x7f]+")

#: UTF-16 without a mark: what nine in ten of its units must be (ASCII, Chinese signs and letters).
_UTF16_UNIT: Final = expression(
    r"[\t\n\r\x20-\x7e\u2010-\u203f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
)
_UTF16_SHARE: Final = 0.9
_SAMPLE: Final = 40_000


def read_plain(text: str) -> Sourced:
    """A plain text: layout guesses what it holds."""
    return Sourced(text)


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
        raise Unreadable(path, "read.binary", count=len(CONTROL.findall(data.decode("latin-1"))))
    for encoding in ("utf-8", "gb18030"):
        whole = data.decode(encoding, errors="ignore")
        if _looks_chinese(whole):
            return _strictly(data, encoding, path), encoding, ()
    return _guess(data, path)


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
