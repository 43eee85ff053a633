"""Small files of every format that is read, spoiled: bytes and parts cut, doubled, swapped, put in; numbers made huge.

``Broken(seed)`` gives the same files for the same seed and number. What is packed is spoiled inside, part by part, as well
as outside, since a broken checksum hides all that stands behind it.
"""

from __future__ import annotations

import copy
import random
import re
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Final

from lxml import etree

import ofd_files
from conftest import PLAN
from hostile_files import docx, page, pdf, xlsx, zipped

_TABLE: Final = (
    "<table><tr><th>指标<th>单位<th>2020年<th>2025年<tr><td rowspan=2>规上工业总产值<td>亿元<td>320.5<td>500"
    "<tr><td colspan=2>7.2%<td>9</table><ul><li>一、甲<li>乙</ul>"
)
_NUMBERS: Final = (b"0", b"-1", b"99999999999", b"1e999", b"0.0000001", b"NaN", b"", b"4294967296")
_VALUES: Final = (
    "", "0", "-1", "1e999", "99999999999", "NaN", "true", "A1", "XFD1048576", "B2:A1", "甲", "  ", "../../x", "1 0 0 1 0 0", "0 0 0 0", "rId1",
    "restart", "s", "http://x.invalid/", "%9", "１",
)  # fmt: skip
_TOKENS: Final = (
    b"\0", b"\xff\xfe", b"<", b">", b"&#0;", b"&amp;", b"]]>", b"<!--", b'"', b"\r", b"\n", b"\xe5", b"%", b"<w:tbl>", b"<td>",
    b"</w:p>", b"<w:vMerge/>", b"<mergeCell ref='B2:A1'/>", b" 0 R", b"endobj", b"stream", b">>", b"<<", b"[", b"PK\x03\x04",
    b"<w:numPr><w:numId w:val='1'/></w:numPr>", b"</table>", b"<tr>", b"\t", b"|", b"---", b"``", b"\x1b", b"=cmd",
)  # fmt: skip
_NUMBER: Final = re.compile(rb"-?\d+(?:\.\d+)?")
_TAG: Final = re.compile(rb"</?[\w:]+[^<>]{0,80}>")


@cache
def _ofd() -> bytes:
    sheets = ofd_files.OfdSheets()
    for number, line in enumerate(PLAN.splitlines()):
        sheets.put(90, 80 + 24 * number, line)
    sheets.table((90, 200, 300, 400), 560, (("指标", "2020年", "2025年"), ("产值", "3", "5")))
    return sheets.data()


@cache
def _mhtml() -> bytes:
    head = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\nContent-Type: text/html; charset=utf-8\n\n"
    return head + page(_TABLE) + b"\n--a--\n"


@cache
def _html() -> bytes:
    return page(_TABLE)


@cache
def _csv() -> bytes:
    return '主要指标\n指标,单位,2020年,2025年\n规上工业总产值,亿元,320.5,500\n“三品”,个,1,"2\n3"\n'.encode()


@cache
def _markdown() -> bytes:
    return f"# {PLAN}\n\n| 指标 | 2020年 | 2025年 |\n|---|---|---|\n| 产值 | 3 | 5 |\n\n- 甲\n  - 乙\n\n> 丙".encode()


@cache
def _zip() -> bytes:
    return zipped(("规划.txt", PLAN), ("甲/乙.docx", docx()), ("丙.zip", zipped(("丁.md", PLAN))))


#: Suffix → a file that can be read.
GOOD: Final[dict[str, Callable[[], bytes]]] = {
    "docx": docx, "xlsx": xlsx, "pdf": pdf, "html": _html, "mhtml": _mhtml, "csv": _csv, "md": _markdown, "ofd": _ofd, "zip": _zip,
}  # fmt: skip


class Broken:
    """Spoiled files; ``made(number)`` is the same for the same seed, whatever came before."""

    def __init__(self, seed: str) -> None:
        self.seed = seed

    def made(self, number: int) -> tuple[str, bytes]:
        """The suffix and the bytes of a spoiled file; the formats take turns."""
        rng = random.Random(f"{self.seed}/{number}")
        suffix = list(GOOD)[number % len(GOOD)]
        data = GOOD[suffix]()
        if data.startswith(b"PK") and rng.random() < 0.8:
            data = spoiled_inside(rng, data)
        else:
            data = spoiled(rng, data)
            if suffix in ("html", "mhtml", "csv", "md") and rng.random() < 0.9:
                data = data.decode("utf-8", "ignore").encode()  # else most are refused as damaged
        return suffix, data


def spoiled_inside(rng: random.Random, data: bytes) -> bytes:
    """One or two parts of an archive spoiled, or one gone, or one in another's place."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = sorted(parts)
    for name in rng.sample(names, min(len(names), rng.randint(1, 2))):
        chance = rng.random()
        if chance < 0.05:
            del parts[name]
        elif chance < 0.1:
            parts[name] = parts.get(rng.choice(names), b"")
        elif chance < 0.7 and b"<" in parts[name][:3]:
            parts[name] = _elements(rng, parts[name])
        else:
            parts[name] = spoiled(rng, parts[name])
    return zipped(*parts.items())


def _elements(rng: random.Random, part: bytes) -> bytes:
    """A part whose elements and attributes are spoiled, and which parses all the same."""
    try:
        root = etree.fromstring(part)
    except etree.XMLSyntaxError:
        return part
    for _ in range(rng.randint(1, 5)):
        one, other = (rng.choice([e for e in root.iter() if isinstance(e.tag, str)]) for _ in "12")
        what = rng.randrange(7)
        parent = one.getparent()
        if what == 0 and parent is not None:
            parent.remove(one)
        elif what == 1 and len(etree.tostring(one)) < 9_000:
            other.append(copy.deepcopy(one))
        elif what == 2 and parent is not None and one not in other.iterancestors():
            other.insert(0, one) if other is not one else None
        elif what == 3:
            one.tag = other.tag
        elif what == 4 and one.attrib:
            one.set(rng.choice(sorted(one.attrib)), rng.choice(_VALUES))
        elif what == 5 and one.attrib:
            del one.attrib[rng.choice(sorted(one.attrib))]
        else:
            one.text = rng.choice(_VALUES)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _stretch(rng: random.Random, data: bytes, longest: int = 400) -> tuple[int, int]:
    first = rng.randrange(len(data) + 1)
    return first, min(len(data), first + rng.randint(1, longest))


def _flip(rng: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randint(1, 8) if data else 0):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _cut(rng: random.Random, data: bytes) -> bytes:
    first, last = _stretch(rng, data)
    return data[:first] + data[last:]


def _truncate(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _double(rng: random.Random, data: bytes) -> bytes:
    first, last = _stretch(rng, data)
    return data[:first] + data[first:last] * rng.choice((2, 2, 3, 30)) + data[last:]


def _move(rng: random.Random, data: bytes) -> bytes:
    first, last = _stretch(rng, data)
    rest = data[:first] + data[last:]
    at = rng.randrange(len(rest) + 1)
    return rest[:at] + data[first:last] + rest[at:]


def _put(rng: random.Random, data: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(_TOKENS) * rng.choice((1, 1, 1, 20)) + data[at:]


def _renumber(rng: random.Random, data: bytes) -> bytes:
    found = list(_NUMBER.finditer(data))
    if not found:
        return data
    one = rng.choice(found)
    return data[: one.start()] + rng.choice(_NUMBERS) + data[one.end() :]


def _tags(rng: random.Random, data: bytes) -> bytes:
    """A tag gone, said twice, or in another's place."""
    found = list(_TAG.finditer(data))
    if len(found) < 2:
        return data
    one, other = rng.sample(found, 2)
    words = rng.choice((b"", one.group() * 2, other.group()))
    return data[: one.start()] + words + data[one.end() :]


_SPOILS: Final[tuple[Callable[[random.Random, bytes], bytes], ...]] = (
    _flip, _cut, _truncate, _double, _move, _put, _put, _renumber, _renumber, _tags, _tags, _tags,
)  # fmt: skip


def spoiled(rng: random.Random, data: bytes) -> bytes:
    """Bytes with one to four spoils."""
    for _ in range(rng.randint(1, 4)):
        data = rng.choice(_SPOILS)(rng, data)
    return data
