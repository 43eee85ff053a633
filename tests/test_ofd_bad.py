"""Damaged, encrypted and hostile OFD files: refused with the way out, or read without the pages that are damaged."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from ofd_files import LEFT, SPACE, Dialect, OfdSheets, archive, page_of, xml
from policy_extract.readers import Unreadable, read_document
from policy_extract.readers.ofd import package
from policy_extract.readers.ofd.reader import read_ofd
from test_growth import ratio

PAGE = "Doc_0/Pages/Page_{}/Content.xml"
WORDS = ("产值达到500亿元。", "新建仓库若干座。", "培育企业多家。")


def files(pages: int = 3) -> dict[str, str]:
    sheets = OfdSheets()
    for number in range(pages):
        if number:
            sheets.next()
        sheets.put(LEFT, 120 + 90 * number, WORDS[number])
    return sheets.files()


def code(data: bytes, path: Path) -> str:
    path.write_bytes(data)
    with pytest.raises(Unreadable) as refused:
        read_document(path)
    return refused.value.code


def root(inside: str) -> str:
    return xml("OFD", inside, Dialect())


GOOD = archive(files())


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (GOOD[: len(GOOD) // 2], "read.broken"),
        (b"PK\x03\x04", "read.broken"),
        (b"", "read.empty"),
        ("青石市规划".encode(), "read.broken"),
        (archive({"OFD.xml": ""}), "read.broken"),
        (archive({"OFD.xml": root("")}), "read.broken"),
        (archive({"OFD.xml": root("<ofd:DocBody/>")}), "read.broken"),
        (archive({"OFD.xml": "<ofd:OFD"}), "read.broken"),
        (archive({"OFD.xml": files()["OFD.xml"]}), "read.broken"),
        (archive({**files(), "Encryptions.xml": root("")}), "read.locked"),
        (archive({"Encryptions.xml": root(""), "entriesmap.dat": b"\x00\x01"}), "read.locked"),
        (archive({n: c for n, c in files().items() if "Pages" not in n}), "read.broken"),
        (archive({**files(1), PAGE.format(0): page_of([], "", Dialect())}), "read.empty"),
    ],
)  # fmt: skip
def test_refused(data: bytes, expected: str, tmp_path: Path) -> None:
    assert code(data, tmp_path / "甲.ofd") == expected


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<ofd:Page",
        "no page",
        f'<!DOCTYPE a [<!ENTITY e "产值">]><ofd:Page xmlns:ofd="{SPACE}">&e;</ofd:Page>',
        "<a>" * 100_000,
    ],
)
def test_a_page_that_does_not_parse_is_named_and_the_others_are_read(content: str) -> None:
    found = read_ofd(archive({**files(), PAGE.format(1): content}), "甲.ofd")
    assert found.text == WORDS[0] + WORDS[2]
    assert found.warnings == ("pages_damaged:2",)
    assert found.pages == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_not_expanded(encoding: str) -> None:
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
        f'<ofd:Page xmlns:ofd="{SPACE}">&e;</ofd:Page>'
    )
    found = read_ofd(archive({**files(), PAGE.format(0): text.encode(encoding)}), "甲.ofd")
    assert found.warnings == ("pages_damaged:1",)


def test_a_page_that_is_not_there_is_named() -> None:
    parts = files()
    del parts[PAGE.format(2)]
    found = read_ofd(archive(parts), "甲.ofd")
    assert found.text == WORDS[0] + WORDS[1]
    assert found.warnings == ("pages_damaged:3",)


@pytest.mark.parametrize(
    "location", ["../../../../etc/hostname", "/etc/hostname", "C:\\hosts", "http://127.0.0.1/a", ""]
)
def test_nothing_outside_the_archive_is_read(location: str) -> None:
    parts = files()
    main = parts["Doc_0/Document.xml"]
    parts["Doc_0/Document.xml"] = main.replace("Pages/Page_1/Content.xml", location)
    assert read_ofd(archive(parts), "甲.ofd").warnings == ("pages_damaged:2",)


@pytest.mark.parametrize(
    "location",
    ["/Doc_0/Pages/Page_1/Content.xml", "Doc_0/Pages/Page_1/Content.xml", "Pages\\Page_1\\Content.xml",
     "./Pages/Page_1/../Page_1/content.xml", "../Doc_0/Pages/Page_1/Content.xml"],
)  # fmt: skip
def test_locations_as_writers_give_them(location: str) -> None:
    parts = files()
    main = parts["Doc_0/Document.xml"]
    assert "Pages/Page_1/Content.xml" in main
    parts["Doc_0/Document.xml"] = main.replace("Pages/Page_1/Content.xml", location)
    assert read_ofd(archive(parts), "甲.ofd").warnings == ()


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_folders_with_chinese_names_are_found(encoding: str) -> None:
    parts = {
        name.replace("Pages", "页"): c.replace("Pages/", "页/") for name, c in files(1).items()
    }
    data = archive({name.replace("页", "PPPP"[: len("页".encode(encoding))]): c for name, c in parts.items()})  # fmt: skip
    data = data.replace(b"P" * len("页".encode(encoding)) + b"/Page", "页".encode(encoding) + b"/Page")  # fmt: skip
    assert read_ofd(data, "甲.ofd").text == WORDS[0]


def test_a_template_that_is_not_there_is_told() -> None:
    parts = files()
    use = '<ofd:Template TemplateID="77"/><ofd:Content>'
    for number in (0, 2):
        parts[PAGE.format(number)] = parts[PAGE.format(number)].replace("<ofd:Content>", use)
    found = read_ofd(archive(parts), "甲.ofd")
    assert found.text == "".join(WORDS)
    assert found.warnings == ("pages_in_part:1,3",)


def test_parts_too_large_are_refused_while_they_are_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parts = {**files(), PAGE.format(1): "业" * 20_000}
    monkeypatch.setattr(package, "MAX_PART", 30_000)
    with pytest.raises(Unreadable) as one:
        read_ofd(archive(parts), "甲.ofd")
    assert one.value.code == "read.bomb"
    monkeypatch.setattr(package, "MAX_PART", 100_000)
    monkeypatch.setattr(package, "MAX_UNPACKED", 40_000)
    with pytest.raises(Unreadable) as all_of_them:
        read_ofd(archive(parts), "甲.ofd")
    assert all_of_them.value.code == "read.unpacked"


def test_one_page_named_ten_thousand_times_is_too_many_pages() -> None:
    parts = files(1)
    one = '<ofd:Page ID="0" BaseLoc="Pages/Page_0/Content.xml"/>'
    parts["Doc_0/Document.xml"] = parts["Doc_0/Document.xml"].replace(one, one * 10_000)
    with pytest.raises(Unreadable) as refused:
        read_ofd(archive(parts), "甲.ofd")
    assert refused.value.code == "read.too_many_pages"


def test_a_document_named_again_and_again_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_PARTS", 50)
    parts = files(1)
    one = parts["OFD.xml"][parts["OFD.xml"].index("<ofd:DocBody>") :].removesuffix("</ofd:OFD>")
    parts["OFD.xml"] = parts["OFD.xml"].replace(one, one * 100)
    with pytest.raises(Unreadable) as refused:
        read_ofd(archive(parts), "甲.ofd")
    assert refused.value.code == "read.broken"


@pytest.mark.parametrize("more", ['DeltaX="{}"', 'DeltaX="g 999999999 1 {}"', 'Y="{}"', 'X="{}"'])
def test_lists_without_end_are_read_as_far_as_there_are_signs(more: str) -> None:
    odd = f'<ofd:TextObject Size="5"><ofd:TextCode {more.format("1 " * 2_000_000)}>怪怪</ofd:TextCode></ofd:TextObject>'
    parts = files(1)
    parts[PAGE.format(0)] = parts[PAGE.format(0)].replace("<ofd:TextObject", f"{odd}<ofd:TextObject", 1)  # fmt: skip
    assert WORDS[0] in read_ofd(archive(parts), "甲.ofd").text


def test_a_locked_member_is_told(tmp_path: Path) -> None:
    data = bytearray(GOOD)
    at = data.rindex(b"PK\x01\x02")
    assert zipfile.ZipFile(BytesIO(GOOD)).infolist()[-1].filename == PAGE.format(2)
    data[at + 8] |= 1  # the flag of the directory
    assert code(bytes(data), tmp_path / "甲.ofd") == "read.locked"


@pytest.mark.parametrize(
    "more",
    ['Size="nan"', 'Size="1e999"', 'Size="-"', 'Size="5" CTM="1 0 0"', 'Size="5" CTM="a b c d e f"',
     'Size="5" CTM="0 0 0 0 0 0"', 'Size="5" HScale="0"', 'Size="5" CharDirection="inf"', 'Size="5" Boundary="1 2"'],
)  # fmt: skip
def test_numbers_that_are_none_do_not_stop_a_page(more: str) -> None:
    odd = f'<ofd:TextObject {more}><ofd:TextCode X="9" Y="9" DeltaX="g x y 1">怪</ofd:TextCode></ofd:TextObject>'
    parts = files(1)
    parts[PAGE.format(0)] = parts[PAGE.format(0)].replace("<ofd:TextObject", f"{odd}<ofd:TextObject", 1)  # fmt: skip
    assert WORDS[0] in read_ofd(archive(parts), "甲.ofd").text


def test_a_page_without_a_size_and_a_document_without_one_are_a4() -> None:
    for given in ("<ofd:PhysicalBox>0 0 0 0</ofd:PhysicalBox>", "", "<ofd:PhysicalBox>x</ofd:PhysicalBox>"):  # fmt: skip
        parts = files(1)
        parts["Doc_0/Document.xml"] = parts["Doc_0/Document.xml"].replace(
            "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>", given
        )
        assert read_ofd(archive(parts), "甲.ofd").text == WORDS[0]


@pytest.mark.parametrize("what", ["signs", "lines", "pages", "blocks", "strings"])
def test_four_times_the_file_takes_about_four_times_as_long(what: str) -> None:
    def make(count: int) -> Callable[[], object]:
        sheets = OfdSheets(Dialect(unit="sign" if what == "signs" else "line"))
        for number in range(count if what != "pages" else count // 10):
            x, y = 20 + 12 * (number % 45), 20 + 12 * (number // 45 % 65)
            if what == "lines":
                sheets.rule(x, y, x + 12, y)
                sheets.rule(x, y, x, y + 12)
            elif what == "strings":
                sheets.put(x, y, "业务" * 9, 6)
            else:
                sheets.put(x, y, "业", 10)
            if what == "pages":
                sheets.next()
        parts = sheets.files()
        if what == "blocks":
            page = PAGE.format(0)
            parts[page] = parts[page].replace(
                "<ofd:TextObject", '<ofd:PageBlock ID="1"><ofd:TextObject'
            )
            parts[page] = parts[page].replace(
                "</ofd:TextObject>", "</ofd:TextObject></ofd:PageBlock>"
            )
        data = archive(parts)
        return lambda: read_ofd(data, "甲.ofd")

    assert any(ratio(make, 300) <= 8.0 for _ in range(3))  # a square is 16 each time
