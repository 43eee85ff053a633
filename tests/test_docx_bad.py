"""Damaged, locked and hostile Word documents: refused with the way out; renamed ones are read."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from docx_files import SPACES, field, p, package, r, tbl, tc, tr
from policy_extract.readers import Unreadable, discover, read_document
from policy_extract.readers.docx import package as parts
from policy_extract.readers.docx import read_docx
from test_growth import ratio

GOOD = package(p("青石市规划") + p("产值达到500亿元。"))


def code(data: bytes, path: Path) -> str:
    path.write_bytes(data)
    with pytest.raises(Unreadable) as refused:
        read_document(path)
    return refused.value.code


def with_main(content: bytes | str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (GOOD[: len(GOOD) // 2], "read.broken"),
        (b"PK\x03\x04", "read.broken"),
        ("青石市规划".encode(), "read.broken"),
        (b"", "read.empty"),
        (package(""), "read.empty"),
        (package(p(" ") + tbl(tr(tc(""), tc("")))), "read.empty"),
        (with_main("<w:document"), "read.broken"),
        (with_main(""), "read.broken"),
        (with_main(f"<w:document {SPACES}/>"), "read.empty"),
        (with_main("<a>" * 100_000), "read.broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "read.locked"),
    ],
)  # fmt: skip
def test_refused(data: bytes, expected: str, tmp_path: Path) -> None:
    assert code(data, tmp_path / "甲.docx") == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(encoding: str, tmp_path: Path) -> None:
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY e "产值">]>'
        f"<w:document {SPACES}><w:body>{p('&e;')}</w:body></w:document>"
    )
    assert code(with_main(text.encode(encoding)), tmp_path / "甲.docx") == "read.broken"


def test_a_part_too_large_is_refused_while_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "MAX_PART", 10_000)
    assert code(package(p("业" * 20_000)), tmp_path / "甲.docx") == "read.bomb"


def test_a_locked_member_is_told(tmp_path: Path) -> None:
    data = bytearray(with_main(f"<w:document {SPACES}/>"))
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the flag of the directory
    assert code(bytes(data), tmp_path / "甲.docx") == "read.locked"


def test_a_damaged_checksum_is_told(tmp_path: Path) -> None:
    data = bytearray(
        with_main(f"<w:document {SPACES}><w:body>{p('业' * 500)}</w:body></w:document>")
    )
    at = data.index(b"PK\x01\x02") + 16
    data[at] ^= 255
    assert code(bytes(data), tmp_path / "甲.docx") == "read.broken"


def test_tables_in_tables_in_tables_end() -> None:
    inside = p("底")
    for _ in range(60):
        inside = tbl(tr(tc(inside), tc("旁")), tr(tc("下"), tc("边")))
    found = read_docx(package(p("青石市规划") + inside), "甲.docx")
    assert "底" in found.text


@pytest.mark.parametrize("name", ["甲.txt", "甲.docm", "甲.DOCX"])
def test_renamed_files_are_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(GOOD)
    source = read_document(path)
    assert (source.format, source.text) == ("docx", "青石市规划\n产值达到500亿元。")


def test_the_strict_form_is_read() -> None:
    text = f"<w:document {SPACES}><w:body>{p('产值')}</w:body></w:document>".replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read_docx(with_main(text), "甲.docx").text == "产值"


def test_a_text_under_another_name_is_found(tmp_path: Path) -> None:
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(GOOD)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b"word/document.xml", b"word/document2.xml")
            new.writestr(name.replace("document.xml", "document2.xml"), content)
    path = tmp_path / "甲.docx"
    path.write_bytes(file.getvalue())
    assert "产值达到500亿元。" in read_document(path).text


@pytest.mark.parametrize(
    ("piece", "around", "size"),
    [
        pytest.param(p("业务"), "{}", 300, id="paragraphs"),
        pytest.param(r("业"), "<w:p>{}</w:p>", 600, id="runs of one paragraph"),
        pytest.param(tr(tc("甲", "<w:vMerge/>"), tc("乙")), "<w:tbl>{}</w:tbl>", 150, id="merged rows"),
        pytest.param(tc("甲"), "<w:tbl><w:tr>{}</w:tr></w:tbl>", 300, id="columns"),
        pytest.param(field("REF a", r("甲")), "<w:p>{}</w:p>", 200, id="fields"),
        pytest.param(r('<w:fldChar w:fldCharType="begin"/>'), "<w:p>{}</w:p>", 600, id="open fields"),
        pytest.param(tbl(tr(tc("专栏")), tr(tc("业务。"))), "{}", 150, id="boxes"),
        pytest.param(p("甲", "<w:rPr><w:del/></w:rPr>"), "{}", 300, id="marks taken out"),
        pytest.param(p("业" * 30) + p("", "<w:sectPr/>"), "{}", 150, id="pages"),
    ],
)  # fmt: skip
def test_four_times_the_document_takes_about_four_times_as_long(
    piece: str, around: str, size: int
) -> None:
    def make(count: int) -> Callable[[], object]:
        data = package(around.replace("{}", piece * count))
        return lambda: read_docx(data, "甲.docx")

    assert ratio(make, size) <= 8.0


def test_what_word_lays_beside_an_open_file_is_no_input(tmp_path: Path) -> None:
    for name in ("甲.docx", "~$甲.docx"):
        (tmp_path / name).write_bytes(GOOD)
    for given in (tmp_path, tmp_path / "*.docx"):
        assert [Path(i.path).name for i in discover([given]).inputs] == ["甲.docx"]
