"""Word's old files, RTF and OpenDocument through LibreOffice: what it makes, what is told where it is not there or fails."""

from __future__ import annotations

import os
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest

from docx_files import p, package
from office_files import needs_office, office_makes
from ole_files import frame, word
from policy_extract.model import PathAnchor
from policy_extract.pipeline import extract
from policy_extract.readers import ConfinedReader, Unreadable, discover, formats, read_document
from policy_extract.readers.office import program
from policy_extract.readers.ole import Frame
from test_docx_as_text import as_docx, records

posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")

GOAL = "到2027年，工业增加值达到86亿元。"
WORD = frame({"WordDocument": word()})
RTF = b"{\\rtf1\\ansi\\ansicpg936 " + "".join(
    f"\\u{ord(sign)}?" for sign in "青石市规划"
).encode() + b"\\par 500}"  # fmt: skip


# ---- with LibreOffice --------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One plan as docx and, made of it by LibreOffice, in the other formats."""
    folder = tmp_path_factory.mktemp("office")
    source = folder / "plan.docx"
    source.write_bytes(as_docx())
    for kind in ("doc:MS Word 97", "rtf:Rich Text Format", "odt:writer8"):
        office_makes(kind, source, folder)
    rtf = folder / "plan.rtf"
    # LibreOffice writes signs of numbering as “?” into RTF; Word writes them so:
    rtf.write_bytes(
        rtf.read_bytes()
        .replace(rb"\'02\'00\'3f;", rb"\'02\'00\u12289\'3f;")
        .replace(rb"\'03\'28\'01\'29;", rb"\'03\u65288\'28\'01\u65289\'29;")
    )
    (folder / "plan.wps").write_bytes((folder / "plan.doc").read_bytes())
    return {suffix: folder / f"plan.{suffix}" for suffix in ("docx", "doc", "wps", "rtf", "odt")}


@needs_office
@pytest.mark.parametrize("suffix", ["doc", "wps", "rtf", "odt"])
def test_text_blocks_and_anchors_are_those_of_the_docx(made: dict[str, Path], suffix: str) -> None:
    found, expected = read_document(made[suffix]), read_document(made["docx"])
    assert found.format == suffix
    assert found.converted_by is not None
    assert found.converted_by.startswith("LibreOffice ")
    assert found.text == expected.text
    assert found.blocks == expected.blocks


@needs_office
def test_records_are_those_of_the_docx(made: dict[str, Path], tmp_path: Path) -> None:
    expected = records(made["docx"], tmp_path / "docx")
    for suffix in ("doc", "rtf", "odt"):
        assert records(made[suffix], tmp_path / suffix) == expected, suffix


@needs_office
def test_it_works_inside_the_limits_of_the_reading_process(
    made: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several at once, each with a profile of its own, twice the same, and nothing is left."""
    rooms = _rooms(tmp_path, monkeypatch)
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(home))

    def text(suffix: str) -> str:
        with ConfinedReader() as reader:
            return reader.read(str(made[suffix])).text

    with ThreadPoolExecutor(3) as pool:
        texts = list(pool.map(text, ("doc", "odt", "doc")))
    assert texts == [read_document(made["docx"]).text] * 3
    assert [*rooms.iterdir(), *home.iterdir()] == []


@needs_office
def test_odd_names_and_folders(
    made: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms = _rooms(tmp_path, monkeypatch, "临时 %20 #文件夹")
    path = tmp_path / "--规划 'a' \"b\" $(x) %41.doc"
    path.write_bytes(made["doc"].read_bytes())
    assert read_document(path).text == read_document(made["docx"]).text
    assert list(rooms.iterdir()) == []


class _Telltale(BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    def log_message(self, *_: object) -> None:  # type: ignore[override]
        pass


@needs_office
def test_nothing_is_fetched_from_the_net(tmp_path: Path) -> None:
    """A document whose picture lies on a server; LibreOffice would ask for it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Telltale) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        picture = f"http://127.0.0.1:{server.server_port}/picture.png"
        path = tmp_path / "plan.odt"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            archive.writestr(
                "content.xml",
                '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
                'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
                'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
                'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.3">'
                f"<office:body><office:text><text:p>{GOAL}</text:p><text:p>"
                f'<draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char"><draw:image xlink:href="{picture}" '
                'xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p>'
                "</office:text></office:body></office:document-content>",
            )
            archive.writestr(
                "META-INF/manifest.xml",
                '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" m:version="1.3">'
                '<m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/>'
                '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>',
            )
        assert GOAL in read_document(path).text
        server.shutdown()
    assert _Telltale.asked == []


@needs_office
def test_the_manifest_names_the_program(made: dict[str, Path]) -> None:
    (document,) = extract([made["doc"]]).documents
    assert document.source.format == "doc"
    assert document.source.converted_by is not None
    anchors = {o.source.quote: o.source.anchor for o in document.observations}
    assert anchors["0.60"] == PathAnchor(path="body/tbl[1]/tr[5]/tc[5]")


@needs_office
@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (WORD, ".doc"),
        (frame({"WordDocument": word() + os.urandom(9_000)}), ".doc"),
        (RTF[:-9] + b"{" * 50_000, ".rtf"),
        (os.urandom(5_000), ".doc"),
        (b"\xdb\xa5\x2d\x00" + os.urandom(5_000), ".doc"),
    ],
)  # fmt: skip
def test_what_libreoffice_cannot_read_is_no_rubbish(
    data: bytes, suffix: str, tmp_path: Path
) -> None:
    path = tmp_path / f"plan{suffix}"
    path.write_bytes(data)
    assert refusal(path).code in ("read.office_failed", "read.empty")


@needs_office
def test_half_a_file_is_refused(made: dict[str, Path], tmp_path: Path) -> None:
    for suffix in ("doc", "rtf", "odt"):
        data = made[suffix].read_bytes()
        path = tmp_path / f"half.{suffix}"
        path.write_bytes(data[: len(data) // 2])
        assert refusal(path).code in ("read.office_failed", "read.broken", "read.other_kind")


@needs_office
@pytest.mark.parametrize(
    "head", [b"\r\n{\\rtf1 ", b"{\\rtf1\\ansi ", b"{\\rtf1\\ansi\\ansicpg936 ",
             b"{\\rtf1{\\fonttbl{\\f0\\fcharset134 SimSun;}}\\f0 "]
)  # fmt: skip
def test_rtf_without_a_code_page_is_read_as_chinese(head: bytes, tmp_path: Path) -> None:
    path = tmp_path / "plan.rtf"
    words = "".join(f"\\'{byte:02x}" for byte in "青石市规划".encode("gb18030"))
    path.write_bytes(head + words.encode() + b"\\par 500}")
    assert read_document(path).text == "青石市规划\n500"


@needs_office
def test_an_empty_document_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "plan.rtf"
    path.write_bytes(b"{\\rtf1\\ansi\\par }")
    assert refusal(path).code == "read.empty"


# ---- what a file is ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("streams", "suffix", "name"),
    [
        ({"WordDocument": b""}, ".doc", "doc"),
        ({"WordDocument": b""}, ".wps", "wps"),
        ({"WordDocument": b""}, ".xls", "doc"),
        ({"WordDocument": b""}, ".txt", "doc"),
        ({"Workbook": b""}, ".doc", "xls"),
        ({"Book": b""}, ".wps", "xls"),
        ({"WORKBOOK": b""}, ".et", "xls"),
        ({"PowerPoint Document": b""}, ".doc", "ppt"),
        ({"Contents": b""}, ".doc", "ole"),
        ({"ObjectPool": {"_1": {"Workbook": b""}}, "WordDocument": b""}, ".doc", "doc"),
        ({"MBD01": {"WordDocument": b""}, "Workbook": b""}, ".xls", "xls"),
    ],
)  # fmt: skip
def test_an_old_frame_is_what_stands_at_its_top(
    streams: dict[str, object], suffix: str, name: str
) -> None:
    assert formats.format_of(frame(streams), suffix) == name


@pytest.mark.parametrize(
    ("data", "suffix", "name"),
    [
        (GOAL.encode(), ".doc", "txt"),
        (GOAL.encode("gb18030"), ".wps", "txt"),
        (GOAL.encode("utf-16"), ".doc", "txt"),
        (b"<html xmlns:o='urn:schemas-microsoft-com:office:office'>", ".doc", "html"),
        (b"<table border=1><tr><td>", ".doc", "html"),
        (b"<\xe8\xa7\x84>", ".doc", "txt"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", ".doc", "mhtml"),
        (b"{\\rtf1", ".doc", "rtf"),
        (b"\xef\xbb\xbf\r\n{\\rtf1", ".txt", "rtf"),
        (b"%PDF-1.5", ".doc", "pdf"),
        (package(p(GOAL)), ".doc", "docx"),
        (package(p(GOAL)), ".wps", "docx"),
        (b"\x31\xbe\x00\x00\x00\xab", ".doc", "doc"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>', ".doc", "wordml"),
        (WORD[:1000], ".doc", "doc"),
        (WORD[:1000], ".docx", "doc"),
        (WORD[:1000], ".pdf", "ole"),
    ],
)  # fmt: skip
def test_what_is_named_doc_is_what_it_is(data: bytes, suffix: str, name: str) -> None:
    assert formats.format_of(data, suffix) == name


@pytest.mark.parametrize(("kind", "name"), [("text", "odt"), ("spreadsheet", "ods"), ("x", "odf")])
def test_opendocument_says_what_it_is(kind: str, name: str) -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", "<a/>")
    assert formats.format_of(file.getvalue(), ".odt") == name


def test_word_pages_and_texts_named_doc_are_read_without_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(program.VARIABLE, "")
    page = (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office' xmlns:w='urn:schemas-microsoft-com:office:word'>"
        "<head><meta charset=gb2312><!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument>"
        "</xml><![endif]--><style>p.MsoNormal{margin:0}</style></head><body><div class=WordSection1>"
        f"<p class=MsoNormal>青石市规划<o:p></o:p></p><p class=MsoNormal>{GOAL}<o:p></o:p></p></div></body></html>"
    )  # fmt: skip
    for number, (data, kind) in enumerate(
        (
            (page.encode("gb18030"), "html"),
            (f"青石市规划\n{GOAL}".encode("gb18030"), "txt"),
            (f"青石市规划\n{GOAL}".encode("utf-16"), "txt"),
            (package(p("青石市规划") + p(GOAL)), "docx"),
        )
    ):
        path = tmp_path / f"{number}.doc"
        path.write_bytes(data)
        with ConfinedReader() as reader:
            source = reader.read(str(path))
        assert (source.format, source.converted_by) == (kind, None)
        assert source.text.split("\n") == ["青石市规划", GOAL]


@pytest.mark.parametrize(
    ("stream", "kind"), [("PowerPoint Document", "PowerPoint"), ("Contents", "OLE")]
)
def test_other_old_files_are_refused_by_name(stream: str, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.doc"
    path.write_bytes(frame({stream: b""}))
    refused = refusal(path)
    assert refused.code == "read.other_kind"
    assert kind in refused.reason
    assert "save it as .docx" in refused.reason


def test_frames_that_are_broken_end(tmp_path: Path) -> None:
    whole = frame({"WordDocument": word(), "1Table": bytes(5_000)})
    assert Frame(whole).stream("WordDocument", 12) == word()[:12]
    assert Frame(whole).stream("nothing", 12) == b""
    circle = bytearray(whole)
    table = len(whole) - 512
    circle[table : table + 4 * 40] = b"\0\0\0\0" * 40  # every sector is followed by the first
    for data in (bytes(circle), whole[:600], whole[:512], whole[: len(whole) // 2]):
        path = tmp_path / "plan.doc"
        path.write_bytes(data)
        assert refusal(path).code in ("read.broken", "read.office_failed", "read.office_missing")


# ---- passwords ---------------------------------------------------------------------------------------------


def _locked_odt() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "?")
        archive.writestr("META-INF/manifest.xml", "<m><manifest:encryption-data/></m>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (frame({"WordDocument": word(flags=0x0100)}), ".doc"),
        (frame({"EncryptedPackage": b"", "EncryptionInfo": b""}), ".doc"),
        (_locked_odt(), ".odt"),
    ],
)
def test_a_password_is_told(data: bytes, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"plan{suffix}"
    path.write_bytes(data)
    assert refusal(path).code == "read.locked"


def test_a_locked_file_within_a_document_does_not_lock_it() -> None:
    inside = frame({"EncryptedPackage": b""})
    assert not formats.locked(frame({"WordDocument": word(), "ObjectPool": {"Package": inside}}))


# ---- without LibreOffice, or with one that fails -----------------------------------------------------------


def refusal(path: Path) -> Unreadable:
    with pytest.raises(Unreadable) as refused:
        read_document(path)
    return refused.value


def _rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str = "rooms") -> Path:
    """An empty folder in which all temporary folders are made."""
    rooms = tmp_path / name
    rooms.mkdir()
    monkeypatch.setenv("TMPDIR", str(rooms))
    return rooms


def _stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    """A program in LibreOffice's place; “$out” is the file that it is to make."""
    path = tmp_path / "soffice"
    path.write_text(
        '#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\nmkdir "$2"; out="$2/document.docx"\n'
        + script,
        encoding="utf-8",
    )
    path.chmod(0o755)
    monkeypatch.setenv(program.VARIABLE, str(path))
    return path


def _document(tmp_path: Path) -> Path:
    path = tmp_path / "plan.doc"
    path.write_bytes(WORD)
    return path


@pytest.mark.parametrize("said", ["", "/nowhere/soffice"])
def test_without_libreoffice_the_way_out_is_told(
    said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(program.VARIABLE, said)
    refused = refusal(_document(tmp_path))
    assert refused.code == "read.office_missing"
    assert program.VARIABLE in refused.reason
    assert "save it as .docx" in refused.reason
    assert "另存为 .docx" in refused.told("zh")
    assert [i.problem for i in discover([tmp_path]).inputs] == [None]


def test_it_is_looked_for_on_path_and_at_the_usual_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(program.VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(program, "_PLACES", (str(tmp_path / "libreoffice*" / "soffice"),))
    assert program.found() is None
    for version in ("7.4", "24.2"):
        there = tmp_path / f"libreoffice{version}" / "soffice"
        there.parent.mkdir()
        there.write_text("#!/bin/sh\n", encoding="utf-8")
        there.chmod(0o755)
    assert program.found() == str(tmp_path / "libreoffice7.4" / "soffice")
    first = tmp_path / program._NAMES[0]
    first.write_text("#!/bin/sh\n", encoding="utf-8")
    first.chmod(0o755)
    assert program.found() == str(first)


@posix
@pytest.mark.parametrize(
    ("script", "code", "words"),
    [
        ("echo loading; echo 'libfoo.so: cannot open' >&2; exit 77", "read.office_failed", "libfoo.so: cannot open"),
        ("exit 0", "read.office_failed", "could not convert"),
        ("kill -9 $$", "read.office_failed", "could not convert"),
        ("kill -9 $PPID; sleep 30", "read.office_failed", "status -9"),
        (": >$out", "read.office_failed", "could not convert"),
        ("echo rubbish >$out", "read.broken", "File is not a zip file"),
        ("head -c 9000 /dev/zero >$out", "read.office_failed", "could not convert"),
    ],
)  # fmt: skip
def test_a_libreoffice_that_fails(
    script: str, code: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _rooms(tmp_path, monkeypatch)
    monkeypatch.setattr(program, "MAX_FILE", 8_000)
    _stand_in(tmp_path, monkeypatch, script)
    refused = refusal(_document(tmp_path))
    assert refused.code == code
    assert words in refused.reason


@posix
def test_a_program_that_cannot_be_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _stand_in(tmp_path, monkeypatch, "").write_bytes(b"\x7fELF rubbish")
    assert refusal(_document(tmp_path)).code == "read.office_failed"


@posix
def test_what_it_makes_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rooms = _rooms(tmp_path, monkeypatch)
    (tmp_path / "made.docx").write_bytes(package(p("青石市规划") + p(GOAL)))
    _stand_in(
        tmp_path, monkeypatch, f'echo "$4 $3" >{tmp_path}/asked; cp {tmp_path}/made.docx $out'
    )
    source = read_document(_document(tmp_path))
    assert (source.format, source.converted_by) == ("doc", "LibreOffice")
    assert source.text.split("\n") == ["青石市规划", GOAL]
    assert list(rooms.iterdir()) == []


@posix
def test_rubbish_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "made.docx").write_bytes(package(p("\ue0a1\ue0b2\ue0c3" * 100)))
    _stand_in(tmp_path, monkeypatch, f"cp {tmp_path}/made.docx $out")
    refused = refusal(_document(tmp_path))
    assert refused.code == "read.office_failed"
    assert "rubbish" in refused.reason


_HANGS = "sleep 60 & echo $$ $! >{}; wait"


def _gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    # one that was killed and that nobody asks for is gone, too
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"


def _soon(held: object) -> bool:
    """Whether it holds within some seconds; ``held`` is asked again and again."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if held():  # type: ignore[operator]
            return True
        time.sleep(0.05)
    return False


@posix
def test_overtime_ends_it_and_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms = _rooms(tmp_path, monkeypatch)
    _stand_in(tmp_path, monkeypatch, _HANGS.format(tmp_path / "ids"))
    with pytest.raises(Unreadable) as refused:
        program.converted(WORD, ".doc", None, "plan.doc", seconds=1)
    assert refused.value.code == "read.office_timeout"
    first, second = map(int, (tmp_path / "ids").read_text().split())
    assert _soon(lambda: _gone(first) and _gone(second))
    assert list(rooms.iterdir()) == []


@posix
def test_it_goes_with_a_reader_that_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms = _rooms(tmp_path, monkeypatch)
    _stand_in(tmp_path, monkeypatch, _HANGS.format(tmp_path / "ids"))
    with ConfinedReader(seconds=5) as reader:
        with pytest.raises(Unreadable) as refused:
            reader.read(str(_document(tmp_path)))
        assert refused.value.code == "read.timeout"
    first, second = map(int, (tmp_path / "ids").read_text().split())
    assert _soon(lambda: _gone(first) and _gone(second))
    assert _soon(lambda: not list(rooms.iterdir()))
