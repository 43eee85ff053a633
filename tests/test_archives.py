"""Zip archives are walked like folders; a member that cannot be read costs itself only."""

from __future__ import annotations

import io
import os
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest

from conftest import PLAN
from policy_extract import cli
from policy_extract.pipeline import extract
from policy_extract.readers import ConfinedReader, Unreadable, discover
from policy_extract.readers import archives as module
from policy_extract.readers.members import read_member

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
        read_member(f"{archive}!a.txt")
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
    assert codes == {"broken.zip": "read.archive_broken", "empty.zip": "read.no_plan_packed_kinds"}


@pytest.mark.parametrize(
    "first", [b"Rar!\x1a\x07\x01\x00", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08\x00"]
)
@pytest.mark.parametrize("name", ["renamed.zip", "renamed.docx"])
def test_other_archives_are_known_by_their_first_bytes(
    first: bytes, name: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(first + bytes(40))
    (failure,) = extract([tmp_path / name]).failures
    assert failure.code == "read.packed"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_would_unfold_without_a_bound_is_not_begun(method: int, tmp_path: Path) -> None:
    """The stated size is a lie that ``zipfile`` would find out with all of it in memory."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        archive.writestr("inner.zip", bytes(40_000_000))
    lying = bytearray(data.getvalue())
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<L", lying, lying.index(mark) + offset, 1000)
    (tmp_path / "a.zip").write_bytes(lying)
    tracemalloc.start()
    (found,) = discover([tmp_path / "a.zip"]).inputs
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.problem is not None
    assert found.problem.code == "read.compression"
    assert peak < 20_000_000


def test_a_stated_size_that_is_a_lie_is_not_exceeded(tmp_path: Path) -> None:
    archive = _zip(tmp_path / "a.zip", ("plan.txt", PLAN * 500))
    lying = bytearray(archive.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<L", lying, lying.index(mark) + offset, 1000)
    archive.write_bytes(lying)
    with pytest.raises(Unreadable) as told:
        read_member(f"{archive}!plan.txt")
    assert told.value.code == "read.member_broken"


def test_an_endless_list_of_members_is_not_read(tmp_path: Path) -> None:
    entries = 300_000
    entry = (
        b"PK\x01\x02" + struct.pack("<6H3L5H2L", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, *[0] * 6) + b"a"
    )
    end = b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 1, 1, entries * len(entry), 0, 0)
    listing = entry * entries + end
    _zip(tmp_path / "a.zip", ("inner.zip", listing))
    (tmp_path / "b.zip").write_bytes(listing)
    assert (tmp_path / "a.zip").stat().st_size < 100_000
    assert _inputs(tmp_path / "a.zip") == [("inner", "a.zip!inner.zip", "read.archive_list")]
    assert _inputs(tmp_path / "b.zip") == [("b", "b.zip", "read.archive_list")]
    short = entry * 3 + b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 3, 3, 3 * len(entry), 0, 0)
    (tmp_path / "c.zip").write_bytes(short)
    with pytest.raises(
        Unreadable
    ) as told:  # the same list, short: it is the length that is refused
        read_member(f"{tmp_path / 'c.zip'}!b")
    assert told.value.code == "read.no_member"


def test_two_pictures_of_one_name_are_passed_over(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        archive = _zip(tmp_path / "a.zip", ("p.xyz", b"1"), ("p.xyz", b"2"), ("plan.txt", PLAN))
    found = discover([archive])
    assert [(one.path, one.problem) for one in found.inputs] == [(f"{archive}!plan.txt", None)]
    assert found.skipped == (f"{archive}!p.xyz",)


def test_a_folder_or_an_archive_without_plans_says_what_it_holds(tmp_path: Path) -> None:
    folder = tmp_path / "scans"
    (folder / "second").mkdir(parents=True)
    for name in ("1.JPG", "2.jpg", "second/3.jpg", "talk.ppt", "LICENCE"):
        (folder / name).write_bytes(b"x")
    archive = _zip(
        tmp_path / "a.zip", *((name, b"x") for name in ("1.JPG", "second/3.jpg", "t.ppt"))
    )
    for path, kinds in ((folder, "3 × .jpg, 1 × -, 1 × .ppt"), (archive, "2 × .jpg, 1 × .ppt")):
        (found,) = discover([path]).inputs
        assert found.problem is not None
        assert f"({kinds})" in found.problem.told("en")
        assert "save them as .docx, .pdf or UTF-8 text" in found.problem.told("en")
    (tmp_path / "empty").mkdir()
    (found,) = discover([tmp_path / "empty"]).inputs
    assert found.problem is not None
    assert found.problem.code == "read.no_plan"
    assert cli.main(["extract", str(folder), "-o", str(tmp_path / "out"), "--lang", "en"]) == 2


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


def test_archives_inside_count_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """30 MB made four million inputs: each of the archives inside was within its limit."""
    monkeypatch.setattr(module, "MAX_MEMBERS", 10)
    inner = _zip(tmp_path / "inner.zip", *((f"{n}.txt", PLAN) for n in range(4))).read_bytes()
    (tmp_path / "inner.zip").unlink()
    archive = _zip(tmp_path / "a.zip", *((f"{n}.zip", inner) for n in range(4)))
    codes = [code for _, _, code in _inputs(archive)]
    assert codes.count(None) == 4  # 4 and 4 are 8, and 4 more are too many
    assert codes.count("read.archive_members") == 3
    found = discover([archive, tmp_path, f"{archive}!1.zip", f"{archive}!2.zip"])
    assert sum(one.problem is None for one in found.inputs) == 12, "each way in counts for itself"


def test_what_archives_inside_unpack_to_counts_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = len(PLAN.encode())
    inner = _zip(tmp_path / "inner.zip", ("a.txt", PLAN)).read_bytes()
    (tmp_path / "inner.zip").unlink()
    archive = _zip(tmp_path / "a.zip", ("1.zip", inner), ("2.zip", inner))
    monkeypatch.setattr(module, "MAX_UNPACKED", 2 * len(inner) + 2 * size)
    assert [code for _, _, code in _inputs(archive)] == [None, None]
    monkeypatch.setattr(module, "MAX_UNPACKED", 2 * len(inner) + 2 * size - 1)
    assert sorted(str(code) for _, _, code in _inputs(archive)) == ["None", "read.archive_size"]


def test_members_of_one_archive_are_listed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else 20,000 documents take the square of the time of one."""
    inner = _zip(tmp_path / "inner.zip", *((f"{n}.txt", f"{n}") for n in range(9))).read_bytes()
    (tmp_path / "inner.zip").unlink()
    archive = _zip(tmp_path / "a.zip", ("b.zip", inner), *((f"{n}.txt", f"{n}") for n in range(9)))
    opened: list[object] = []
    plain = zipfile.ZipFile.__init__

    def watched(self: zipfile.ZipFile, *given: object, **more: object) -> None:
        opened.append(given)
        plain(self, *given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(zipfile.ZipFile, "__init__", watched)
    for n in range(9):
        assert read_member(f"{archive}!{n}.txt") == str(n).encode()
        assert read_member(f"{archive}!b.zip!{n}.txt") == str(n).encode()
    assert len(opened) == 2


def test_an_archive_that_was_changed_meanwhile_is_opened_anew(tmp_path: Path) -> None:
    inner = _zip(tmp_path / "inner.zip", ("c.txt", "old inner")).read_bytes()
    archive = _zip(tmp_path / "a.zip", ("a.txt", "old"), ("b.zip", inner))
    assert read_member(f"{archive}!a.txt") == b"old"
    assert read_member(f"{archive}!b.zip!c.txt") == b"old inner"
    newer = _zip(tmp_path / "inner.zip", ("c.txt", "new inner")).read_bytes()
    other = _zip(tmp_path / "other.zip", ("a.txt", "new, longer"), ("b.zip", newer))
    os.replace(other, archive)
    assert read_member(f"{archive}!b.zip!c.txt") == b"new inner"
    assert read_member(f"{archive}!a.txt") == b"new, longer"
    archive.unlink()
    with pytest.raises(Unreadable):
        read_member(f"{archive}!a.txt")


def test_an_empty_archive_is_told_as_empty(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"")
    assert _inputs(tmp_path / "a.zip") == [("a", "a.zip", "read.empty")]
