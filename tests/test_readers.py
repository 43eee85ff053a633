from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from conftest import CORPUS, PLAN
from policy_extract.readers import (
    MAX_CHARS,
    MAX_LINE,
    Unreadable,
    decode,
    discover,
    document_ids,
    read_document,
    slug,
)

# --- decoding ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_decodes_to_the_same_text(tmp_path: Path, codec: str, encoding: str, ends: str) -> None:
    text = PLAN.replace("\n", ends)
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(codec))
    source = read_document(path)
    assert source.text == (PLAN if ends == "\r" else text)
    assert source.encoding == encoding
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert path.read_bytes().decode(source.encoding) == text  # a consumer decodes the same
    assert source.warnings == ()


@pytest.mark.parametrize("codec", ["gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")), ids=lambda p: p.stem)
def test_decodes_every_plan_of_the_corpus(path: Path, codec: str) -> None:
    text = path.read_bytes().decode("utf-8")
    assert decode(text.encode(codec), "x") == (text, codec, ())


@pytest.mark.parametrize("text", ["规划", "兰溪市规划。", "A项目1个，3家"])
def test_short_gb18030_is_no_guess(text: str) -> None:
    assert decode(text.encode("gb18030"), "x") == (text, "gb18030", ())


def test_traditional_in_big5_is_guessed_and_says_so() -> None:
    text = "十四五期間，全市規模以上工業企業的總產值年均增長，在發展中提升產業。" * 8
    assert decode(text.encode("big5"), "x") == (text, "big5", ("encoding_guessed",))


@pytest.mark.parametrize(
    "text",
    [
        "# 规划\n## 目标\n产值达到**500亿元**。",
        "到**2027年**，产值达到**500亿元**，新增**规上企业300家**。",
        "# 规划\n\n| 指标 | 2027年 |\n| --- | ---: |\n| 专利 | 80 |\n\n## 保障",
    ],
)
def test_a_text_marked_as_markdown_is_read_as_that(tmp_path: Path, text: str) -> None:
    plain, marked = tmp_path / "plan.txt", tmp_path / "plan.md"
    for path in (plain, marked):
        path.write_text(text, encoding="utf-8")
    found, wanted = read_document(plain), read_document(marked)
    assert (found.text, found.blocks, found.format) == (wanted.text, wanted.blocks, "md")
    assert (found.warnings, wanted.warnings) == (("read_as_markdown",), ())


@pytest.mark.parametrize(
    "text",
    [
        "联系人：张**、李**、王**、赵**，电话138****1234。",
        "专利80件**，商标12.5*，企业300家**。\n**含筹建。**",
        "#1线、#2线、#3线\n######\n***\n* * *",
        "# 说明\n产值达到**500亿元**。",
    ],
)
def test_signs_that_mark_nothing_stay(tmp_path: Path, text: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(text, encoding="utf-8")
    found = read_document(path)
    assert (found.text, found.format, found.warnings) == (text, "txt", ())


def test_a_mark_of_order_is_no_part_of_the_text_and_one_inside_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeff一\ufeff二".encode())
    source = read_document(path)
    assert source.text == "一二"
    assert "glyphs_mended" in source.warnings


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030"])
def test_one_broken_byte_is_named_not_garbled(tmp_path: Path, codec: str) -> None:
    data = bytearray(PLAN.encode(codec))
    at = data.index(b"\n", len(data) // 2) + 1
    data[at] = 0xFF
    path = tmp_path / "a.txt"
    path.write_bytes(bytes(data))
    with pytest.raises(Unreadable) as error:
        read_document(path)
    assert error.value.code == "read.damaged"
    assert error.value.fields["line"] == data.count(b"\n", 0, at) + 1
    assert abs(int(str(error.value.fields["byte"])) - (at + 1)) <= 1
    assert str(path) in str(error.value)


def test_broken_utf16_is_named_by_its_lines() -> None:
    data = "上海\n上\n业".encode("utf-16") + b"\x00"  # the low byte of 上 is that of a line end
    with pytest.raises(Unreadable, match="is UTF-16 but broken at byte 15 \\(line 3\\)"):
        decode(data, "x")


def test_ascii_with_a_broken_byte_is_no_utf16() -> None:
    data = b"the quick brown fox jumps over the lazy dog" * 20 + b"\xff" + b"a" * 3
    assert len(data) % 2 == 0
    with pytest.raises(Unreadable, match="encoding"):
        decode(data, "x")


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("一\r二\r三\n", "一\n二\n三\n"),  # one line feed keeps no "\r" of an old Mac
        ("一\r\n二\r三\r\r\n四", "一\r\n二\n三\n\r\n四"),
        ("一\x0c二\x85三\u2028四\u2029五\x0b六", "一\n二\n三\n四\n五\n六"),
    ],
)
def test_every_other_line_end_is_a_line_feed_one_for_one(
    tmp_path: Path, written: str, text: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(written.encode())
    assert read_document(path).text == text
    assert len(text) == len(written)


@pytest.mark.parametrize("text", ["\u200b", "\ufeff\ufeff \n", " \u3000\r\u200b\ufeff\x0c\n"])
def test_a_file_of_signs_that_nobody_sees_is_empty(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    with pytest.raises(Unreadable) as error:
        read_document(path)
    assert error.value.code == "read.empty"


# --- limits -----------------------------------------------------------------------------------


def test_limits_are_those_documented(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("一\n" + "业" * MAX_LINE, encoding="utf-8")
    assert len(read_document(path).text) == MAX_LINE + 2
    path.write_text("一\n" + "业" * (MAX_LINE + 1), encoding="utf-8")
    with pytest.raises(Unreadable) as error:
        read_document(path)
    assert (error.value.code, error.value.fields["line"]) == ("read.long_line", 2)
    path.write_text("ab\n" * (MAX_CHARS // 3 + 1), encoding="utf-8")
    with pytest.raises(Unreadable) as error:
        read_document(path)
    assert error.value.code == "read.too_long"


# --- names ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("lanxi-industry-14fyp", "lanxi-industry-14fyp"),
        ("Lanxi Industry_14FYP", "lanxi-industry-14fyp"),
        ("兰溪市工业“十四五”规划（2021）", "兰溪市工业-十四五-规划-2021"),
        ("ＡＢ１２", "ab12"),
        ("--- ...", "document"),
        ("../../etc/passwd", "etc-passwd"),
    ],
)
def test_slug(stem: str, expected: str) -> None:
    assert slug(stem) == expected


def test_slug_of_a_very_long_name_is_a_file_name_and_its_own() -> None:
    a, b = slug("规" * 300 + "一"), slug("规" * 300 + "二")
    assert a != b
    assert max(len(f"{name}.json".encode()) for name in (a, b)) <= 200


def test_ids_are_told_apart_by_folders_whatever_the_order() -> None:
    paths = [
        Path("/p/2020/plan.txt"),
        Path("/p/2021/plan.txt"),
        Path("/p/2021/other.txt"),
        Path("/q/x/2022/a.txt"),
        Path("/q/y/2022/a.txt"),
        Path("/r/b.md"),
        Path("/r/b.txt"),
        Path("/s/c d.txt"),
        Path("/s/c-d.txt"),
    ]
    expected = [
        "2020-plan",
        "2021-plan",
        "other",
        "x-2022-a",
        "y-2022-a",
        "r-b-md",
        "r-b-txt",
    ]
    ids = document_ids(paths)
    assert ids[:7] == expected
    assert ids[7].startswith("s-c-d-")
    assert ids[8].startswith("s-c-d-")
    assert len(set(ids)) == len(ids)
    assert document_ids(paths[::-1]) == ids[::-1]


def test_an_id_made_of_a_folder_does_not_meet_a_stem() -> None:
    ids = document_ids([Path("/a/x.txt"), Path("/b/x.txt"), Path("/c/a-x.txt")])
    assert len(set(ids)) == 3
    assert ids[1] == "b-x"


# --- discovery --------------------------------------------------------------------------------


def _tree(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("一", encoding="utf-8")


def _found(*paths: object) -> list[tuple[str, str | None]]:
    inputs = discover([str(path) for path in paths]).inputs
    return [(i.id, i.problem.code if i.problem else None) for i in inputs]


def test_folder_is_walked_hidden_and_other_files_are_not(tmp_path: Path) -> None:
    _tree(
        tmp_path,
        "a.txt",
        "sub/deep/b.MD",
        "c.text",
        ".hidden.txt",
        "~$a.txt",
        ".git/d.txt",
        "e.pptx",
        "f",
    )
    found = discover([tmp_path])
    assert [i.id for i in found.inputs] == ["a", "b", "c"]
    assert [Path(path).name for path in found.skipped] == ["e.pptx", "f"]


def test_a_file_given_twice_is_one_document(tmp_path: Path) -> None:
    _tree(tmp_path, "a.txt")
    (tmp_path / "z.txt").symlink_to(tmp_path / "a.txt")
    ways = (tmp_path, tmp_path / "a.txt", f"{tmp_path}/./a.txt", f"{tmp_path}/*.txt")
    assert _found(*ways) == [("a", None)]
    assert discover(ways) == discover(ways[::-1])


def test_globs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _tree(tmp_path, "p/a.txt", "p/b.txt", "p/q/c.txt", "p/d.png", "[x].txt")
    monkeypatch.chdir(tmp_path)
    assert _found("p/*.txt") == [("a", None), ("b", None)]
    assert _found("p/**") == [("a", None), ("b", None), ("c", None)]
    assert _found("**/c.txt") == [("c", None)]
    assert _found("[x].txt") == [("x", None)]  # a name that only looks like a pattern
    assert _found("p/*.nothing") == [("document", "read.no_match")]


def test_what_is_given_by_name_is_never_dropped_silently(tmp_path: Path) -> None:
    _tree(tmp_path, "a.pptx", "b.txt")
    (tmp_path / "empty").mkdir()
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    names = ("a.pptx", "b.txt", "empty", "loop.txt", "missing.txt")
    assert _found(*(tmp_path / name for name in names)) == [
        ("a", "read.suffix"),
        ("b", None),
        ("empty", "read.no_plan"),
        ("loop", "read.dangling"),
        ("missing", "read.missing"),
    ]


def test_a_missing_path_does_not_rename_a_document(tmp_path: Path) -> None:
    _tree(tmp_path, "x/a.txt")
    found = _found(tmp_path / "x" / "a.txt", tmp_path / "y" / "a.txt")
    assert found[0] == ("a", None)
    assert found[1][0].startswith("a-")
    assert found[1][1] == "read.missing"


def test_loop_of_links_is_walked_once(tmp_path: Path) -> None:
    _tree(tmp_path, "p/a.txt", "p/sub/b.txt")
    (tmp_path / "p" / "sub" / "up").symlink_to(tmp_path / "p", target_is_directory=True)
    (tmp_path / "p" / "again").symlink_to(tmp_path / "p" / "sub", target_is_directory=True)
    found = discover([tmp_path / "p"])
    assert [i.id for i in found.inputs] == ["a", "b"]
    assert all("again" not in i.path and "up" not in i.path for i in found.inputs)


def test_linked_folder_is_followed(tmp_path: Path) -> None:
    _tree(tmp_path, "store/a.txt")
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "link").symlink_to(tmp_path / "store", target_is_directory=True)
    assert _found(tmp_path / "p") == [("a", None)]


def test_output_of_an_earlier_run_is_not_read(tmp_path: Path) -> None:
    _tree(tmp_path, "a.txt", "out/manifest.json", "out/entities.json", "out/documents/a.txt")
    assert _found(tmp_path) == [("a", None)]
    # a folder “documents” of anybody else is read
    _tree(tmp_path, "other/manifest.json", "other/documents/b.txt")
    assert _found(tmp_path) == [("a", None), ("b", None)]


def test_unreadable_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _tree(tmp_path, "a.txt", "shut/b.txt")
    scandir = os.scandir

    def refuse(path: str) -> object:  # the tests may run as root, whom no mode stops
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert _found(tmp_path) == [("a", None), ("shut", "read.permission")]
