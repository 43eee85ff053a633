"""Scans read by the extra [ocr] itself: words are drawn as a picture, put into a file, and come back."""

from __future__ import annotations

import socket
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from pdf_sheets import HEIGHT, WIDTH, Sheets
from policy_extract.document import Sourced
from policy_extract.readers import ConfinedReader
from policy_extract.readers.pdf.reader import read_pdf_and_scans
from policy_extract.readers.scans import recognising
from policy_extract.readers.scans.pictures import read_picture

for _name in ("rapidocr", "onnxruntime"):
    pytest.importorskip(_name, reason="the extra [ocr] is not installed")
Image = pytest.importorskip("PIL.Image")

_FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
)
FONT = next((path for path in _FONTS if Path(path).is_file()), None)
pytestmark = pytest.mark.skipif(
    FONT is None,
    reason="no Chinese font to draw with: apt-get install fonts-noto-cjk or fonts-wqy-zenhei",
)

LINES = (
    "一、主要目标",
    "到2027年，全县规模以上工业增加值达到86.5亿元，粮食",
    "产量稳定在12万吨，森林覆盖率提高到45%。",
)
WORDS = LINES[0] + "\n" + LINES[1] + LINES[2]


def drawn(lines: tuple[str, ...] = LINES) -> Any:
    """A page of A4 at 150 dots an inch with lines as an office sets them."""
    from PIL import ImageDraw, ImageFont

    page = Image.new("RGB", (1240, 1755), "white")
    pen, font = ImageDraw.Draw(page), ImageFont.truetype(FONT, 33)
    for index, words in enumerate(lines):
        pen.text((187 + (66 if index < 2 else 0), 250 + 58 * index), words, "black", font)
    return page


def scan(*pages: Any, turned: int = 0) -> bytes:
    from reportlab.lib.utils import ImageReader

    sheets = Sheets()
    for page in pages:
        sheets.canvas.setPageRotation(turned)
        sheets.canvas.drawImage(ImageReader(page), 0, 0, WIDTH, HEIGHT)
        sheets.next()
    return sheets.data()


def read(data: bytes) -> Sourced:
    return read_pdf_and_scans(data, "plan.pdf", lambda: None)


def plain(text: str) -> str:
    return text.replace(",", "，").replace(" ", "")


def test_a_scan_is_read_without_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    recognising._engine.cache_clear()
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    found = read(scan(drawn()))
    assert plain(found.text) == WORDS
    assert found.warnings == ("pages_recognised:1",)
    assert 0.8 < found.recognised[0].score <= 1
    assert read(scan(drawn())) == found


@pytest.mark.parametrize("degrees", [90, 180, 270, 2])
def test_pages_laid_in_the_wrong_way_are_read(degrees: int) -> None:
    page = drawn().rotate(degrees, expand=degrees in (90, 270), fillcolor="white")
    out = BytesIO()
    page.save(out, "PNG")
    assert plain(read_picture(out.getvalue(), "plan.png", lambda: None).text) == WORDS


def test_a_page_that_its_file_turns_is_read() -> None:
    assert plain(read(scan(drawn().rotate(180), turned=180)).text) == WORDS


def test_a_picture_is_read_in_the_child_within_its_memory(tmp_path: Path) -> None:
    drawn().save(tmp_path / "plan.jpg", quality=80)
    with ConfinedReader() as reader:
        found = reader.read(str(tmp_path / "plan.jpg"))
    assert found.format == "jpeg"
    assert plain(found.text) == WORDS
