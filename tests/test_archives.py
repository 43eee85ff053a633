"""Zip archives are walked like folders; a member that cannot be read costs itself only."""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from conftest import PLAN
from policy_extract import cli
from policy_extract.pipeline import extract
from policy_extract.readers import ConfinedReader, Unreadable, discover
from policy_extract.readers import archives as module

OTHER = PLAN.replace("临江县", "临海县")


def _zip(path: Path, *members: tuple[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return path


def _inputs(path: Path) -> list[tuple[str, str, str | None]]:
    return [
        (one.id, os.path.relpath(one.path, path.parent), one.problem.code if one.problem else None)
        for one in discover([path]).inputs
    ]


def test_an_archive_is_the_same_as_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    (folder / "市级").mkdir(parents=True)
    (folder / "一.txt").write_text(PLAN, encoding="utf-8")
    (folder / "市级" / "二.txt").write_text(OTHER, encoding="utf-8")
    archive = _zip(
        tmp_path / "plans.zip", ("一.txt", PLAN), ("市级/二.txt", OTHER), ("图.bmp2", b"x")
    )
    of_folder, of_archive = extract([folder]), extract([archive])
    assert [d.source.path for d in of_archive.documents] == [
        f"{archive}!一.txt",
        f"{archive}!市级/二.txt",
    ]
    for one, other in zip(of_folder.documents, of_archive.documents, strict=True):
        source = other.source.model_copy(update={"path": one.source.path})
        assert other.model_copy(update={"source": source}) == one
    assert of_archive.skipped == (f"{archive}!图.bmp2",)


def test_names_as_chinese_windows_writes_them(tmp_path: Path) -> None:
    """Bytes of GBK without the flag for UTF-8; bytes of UTF-8 without it; the extra field that says the name."""
    archive = _zip(
        tmp_path / "a.zip", ("xxxxxxxx.txt", PLAN), ("yyyyyy.txt", OTHER), ("zz.txt", PLAN)
    )
    data = archive.read_bytes()
    data = data.replace(b"xxxxxxxx.txt", "临江规划.txt".encode("gb18030"))
    data = data.replace(b"yyyyyy.txt", "临海.txt".encode())
    archive.write_bytes(data)
    raw = b"zz.txt"
    info = zipfile.ZipInfo("zz.txt")
    name = "临安.txt".encode()
    info.extra = struct.pack("<HHBL", 0x7075, 5 + len(name), 1, zlib.crc32(raw)) + name
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as other:
        other.writestr(info, PLAN)
    assert [path for _, path, _ in _inputs(archive)] == [
        "a.zip!zz.txt", "a.zip!临江规划.txt", "a.zip!临海.txt",
    ]  # fmt: skip
    assert [path for _, path, _ in _inputs(tmp_path / "b.zip")] == ["b.zip!临安.txt"]
    assert len(extract([archive, tmp_path / "b.zip"]).documents) == 4


def test_what_systems_lay_beside_files_is_passed_over(tmp_path: Path) -> None:
    archive = _zip(
        tmp_path / "a.zip",
        ("plan.txt", PLAN), ("__MACOSX/._plan.txt", b"x"), (".DS_Store", b"x"), ("~$plan.docx", b"x"),
        ("Thumbs.db", b"x"), ("dir/.hidden.txt", b"x"),
    )  # fmt: skip
    found = discover([archive])
    assert [one.path for one in found.inputs] == [f"{archive}!plan.txt"]
    assert found.skipped == ()


def test_an_archive_in_an_archive_and_no_deeper(tmp_path: Path) -> None:
    def packed(name: str, data: bytes | str) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr(name, data)
        return file.getvalue()

    deepest = packed("c.txt", PLAN)
    archive = _zip(
        tmp_path / "a.zip", ("b.zip", packed("plan.txt", PLAN)), ("d.zip", packed("e.zip", deepest))
    )
    assert _inputs(archive) == [
        ("e", "a.zip!d.zip!e.zip", "read.too_deep"),
        ("plan", "a.zip!b.zip!plan.txt", None),
    ]
    result = extract([archive])
    assert [document.id for document in result.documents] == ["plan"]
    assert [failure.code for failure in result.failures] == ["read.too_deep"]


def test_names_that_lead_out_of_the_archive_lead_nowhere(tmp_path: Path) -> None:
    archive = _zip(
        tmp_path / "a.zip", ("../../up.txt", PLAN), ("/root.txt", PLAN), ("dir\\w.txt", PLAN)
    )
    before = sorted(path.name for path in tmp_path.rglob("*"))
    result = extract([archive])
    assert [d.source.path.partition("!")[2] for d in result.documents] == [
        "root.txt", "up.txt", "dir/w.txt",
    ]  # fmt: skip
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_a_member_that_cannot_be_read_costs_itself_only(tmp_path: Path) -> None:
    archive = _zip(
        tmp_path / "a.zip", ("bad.txt", PLAN * 50), ("good.txt", PLAN), ("x.rar", b"Rar!")
    )
    data = bytearray(archive.read_bytes())
    at = data.index(b"bad.txt") + 60
    data[at : at + 20] = bytes(20)
    archive.write_bytes(data)
    result = extract([archive])
    assert [document.id for document in result.documents] == ["good"]
    assert {failure.code for failure in result.failures} == {"read.member_broken", "read.packed"}


def test_a_locked_member_is_told(tmp_path: Path) -> None:
    archive = _zip(tmp_path / "a.zip", ("locked.txt", PLAN), ("open.txt", PLAN))
    data = bytearray(archive.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # its flags, in both places
        at = data.index(mark) + offset
        data[at] |= 1
    archive.write_bytes(data)
    result = extract([archive])
    assert [failure.code for failure in result.failures] == ["read.member_locked"]
    assert [document.id for document in result.documents] == ["open"]


def test_two_members_of_one_name(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        archive = _zip(tmp_path / "a.zip", ("plan.txt", PLAN), ("plan.txt", OTHER))
    result = extract([archive])
    assert [failure.code for failure in result.failures] == ["read.member_twice"]
    assert result.texts["plan"] == PLAN


@pytest.mark.parametrize(
    ("limit", "value", "code"),
    [
        ("MAX_MEMBERS", 1, "read.archive_members"),
        ("MAX_UNPACKED", 1000, "read.archive_size"),
        ("MAX_FILE", 100, "read.too_large"),
    ],
)
def test_limits(
    limit: str, value: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, limit, value)
    archive = _zip(tmp_path / "a.zip", ("a.txt", PLAN * 3), ("b.txt", PLAN * 3))
    with pytest.raises(Unreadable) as told:
        module.read_member(f"{archive}!a.txt")
    assert told.value.code == code


def test_a_bomb_is_refused_unopened(tmp_path: Path) -> None:
    archive = _zip(tmp_path / "a.zip", ("bomb.txt", bytes(50_000_000)), ("plan.txt", PLAN))
    result = extract([archive])
    assert [failure.code for failure in result.failures] == ["read.packed_bomb"]
    assert [document.id for document in result.documents] == ["plan"]


@pytest.mark.parametrize("name", ["a.rar", "a.7z", "a.tar.gz"])
def test_other_archives_are_named_with_the_way_out(name: str, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / name).write_bytes(b"Rar!\x1a\x07")
    result = extract([tmp_path])
    (failure,) = result.failures
    assert failure.code == "read.packed"
    assert "pack it as zip" in failure.reason


def test_what_is_no_archive_or_holds_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 and then nothing")
    _zip(tmp_path / "empty.zip", ("picture.xyz", b"x"))
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    codes = {Path(failure.path).name: failure.code for failure in extract([tmp_path]).failures}
    assert codes == {"broken.zip": "read.archive_broken", "empty.zip": "read.no_plan_packed"}


def test_a_member_by_its_own_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = _zip(tmp_path / "a.zip", ("一!二.txt", PLAN), ("plan.txt", OTHER))
    assert _inputs(Path(f"{archive}!一!二.txt")) == [("一-二", "a.zip!一!二.txt", None)]
    assert cli.main(["look", f"{archive}!plan.txt", "--lang", "en"]) == 0
    assert "临海县" in capsys.readouterr().out
    assert cli.main(["explain", f"{archive}!plan.txt", "500", "--lang", "en"]) in (0, 2)
    capsys.readouterr()
    assert cli.main(["look", str(archive), "--lang", "en"]) == 2
    assert "name one of them, for example" in capsys.readouterr().err
    with ConfinedReader() as reader, pytest.raises(Unreadable) as told:
        reader.read(f"{archive}!nothing.txt")
    assert told.value.code == "read.no_member"


def test_a_document_that_was_named_zip_is_that_document(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for line in PLAN.splitlines():
        document.add_paragraph(line)
    document.save(tmp_path / "plan.docx")
    (tmp_path / "renamed.zip").write_bytes((tmp_path / "plan.docx").read_bytes())
    (found,) = extract([tmp_path / "renamed.zip"]).documents
    assert found.source.format == "docx"
    archive = tmp_path / "a.zip"
    _zip(archive, ("dir/plan.docx", (tmp_path / "plan.docx").read_bytes()))
    (packed,) = extract([archive]).documents
    assert packed.source.format == "docx"
    assert packed.observations == found.observations
