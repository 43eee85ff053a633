"""The bytes of a page → its words: by mark, by what the bytes are, by what the page says, else by a guess."""

from __future__ import annotations

import codecs
import re
from typing import Final

from policy_extract.expressions import expression
from policy_extract.readers.source import MAX_BYTES, Unreadable
from policy_extract.readers.text import CONTROL, decode

#: <meta charset=…>, <meta http-equiv … content="…; charset=…">, <?xml … encoding="…"?>
_SAID: Final = re.compile(
    rb"<meta[^<>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,30})"
    rb"|<\?xml[^<>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,30})",
    re.IGNORECASE,
)
_HEAD: Final = 8192  # bytes; long comments and scripts stand before the line in some pages
#: Names that pages give → what covers all they may hold; a page “in gb2312” uses signs of its supersets.
_WIDER: Final = {
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "cp936": "gb18030",
    "chinese": "gb18030", "gb2312-80": "gb18030", "x-sjis": "cp932", "unicode": "utf-16", "utf8": "utf-8",
    "big5": "big5hkscs", "iso-8859-1": "", "latin1": "", "us-ascii": "", "windows-1252": "", "ascii": "",
}  # fmt: skip
#: Line ends that HTML does not know: to it they are signs of a line.
_ODD_ENDS: Final = expression("[\x0b\x0c\x85\u2028\u2029]")
_MARKS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def page_text(data: bytes, path: str, header: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The words of a page and warnings; ``header`` is the charset that a mail header names.

    UTF-8 that decodes goes before what the page says: pages are saved anew with their old line about gb2312.
    Control signs are left out. Raises Unreadable, also for a page beyond MAX_BYTES.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable(path, "read.too_large", size=len(data), limit=MAX_BYTES)
    text = None if data.startswith(_MARKS) else _by_name(data, header)
    warnings: tuple[str, ...] = ()
    if text is None:
        text, _, warnings = decode(data, path)
    return _ODD_ENDS.sub(" ", CONTROL.sub("", text)), warnings


def _by_name(data: bytes, header: str | None) -> str | None:
    """What the bytes say as UTF-8, else in the code that header or page name; None where neither fits."""
    said = _SAID.search(data[:_HEAD])
    names = ["utf-8", header, (said[1] or said[2]).decode("ascii") if said else None]
    for name in names:
        wider = _WIDER.get((name or "").lower(), name)
        if not wider or (b"\x00" in data and not wider.lower().startswith("utf-16")):
            continue
        try:
            return data.decode(wider)
        except (LookupError, UnicodeError):
            continue
    return None
