"""Scans without a recogniser and with one that is made up: pages, doubts, scores, refusals, slips that are mended."""

from __future__ import annotations

import math
from collections.abc import Sequence
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pytest

from pdf_sheets import Sheets
from policy_extract.document import (
    Anchor,
    Block,
    RecognisedPage,
    Sourced,
    mean_score,
    recognised_stretches,
)
from policy_extract.extract import Extractors
from policy_extract.layout import Layouter
from policy_extract.lexicon import load
from policy_extract.readers import Unreadable, formats
from policy_extract.readers.pages.lines import pieces_of
from policy_extract.readers.pdf.reader import read_pdf
from policy_extract.readers.scans import mending, recognising
from policy_extract.readers.scans.pages import recognised_page
from policy_extract.readers.scans.placing import signs_of_lines, slope_of
from policy_extract.readers.scans.recognising import Pixels, RecognisedLine, Recogniser

TITLE = "清河县工业发展规划（2024－2027年）"
PLAN = ("一、主要目标", "到2027年，全县规模以上工业增加值达到86亿元。")


def line(words: str, x: float, y: float, size: float = 32, score: float = 0.9) -> RecognisedLine:
    """A line of a picture: signs of ``size`` pixels in a box with a rim."""
    wide = sum(0.5 if sign.isascii() else 1.0 for sign in words) * size
    high = size / 0.88
    return RecognisedLine(
        words, ((x, y), (x + wide, y), (x + wide, y + high), (x, y + high)), score
    )


def turned(one: RecognisedLine, degrees: float) -> RecognisedLine:
    s, c = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    a, b, d, e = ((x * c - y * s, x * s + y * c) for x, y in one.corners)
    return one._replace(corners=(a, b, d, e))


def recogniser(*pages: Sequence[RecognisedLine]) -> Recogniser:
    """Reads one page after the other, whatever is in the picture."""
    left = iter(pages)
    return Recogniser(lambda _: next(left))


def prose(*lines: str, score: float = 0.9) -> list[RecognisedLine]:
    return [
        line(words, 250 if index == 0 else 187, 300 + 60 * index, score=score)
        for index, words in enumerate(lines)
    ]


def scanned(pages: int, text: str = "") -> bytes:
    sheets = Sheets()
    if text:
        sheets.prose(120, text)
        sheets.next()
    for _ in range(pages):
        sheets.picture()
        sheets.next()
    return sheets.data()


# ---- pages of a PDF ----------------------------------------------------------------------------------------


def test_pages_without_words_are_recognised_and_named() -> None:
    text = "全县要把产业放在首位，扎实推进各项工作，确保目标如期完成。"
    found = read_pdf(scanned(2, text), "plan.pdf", recogniser(prose(*PLAN), prose(PLAN[1])))
    assert found.text.split("\n") == [text, *PLAN, PLAN[1]]
    assert found.warnings == ("pages_recognised:2-3",)
    assert [page.page for page in found.recognised] == [2, 3]
    assert {block.anchor.page for block in found.blocks if block.anchor} == {1, 2, 3}


def test_pages_with_broken_fonts_are_recognised() -> None:
    sheets = Sheets()
    sheets.odd(90, 120, "".join(chr(0xE000 + i) for i in range(40)))
    found = read_pdf(sheets.data(), "plan.pdf", recogniser(prose(*PLAN)))
    assert found.text == "\n".join(PLAN)


def test_without_a_recogniser_scans_are_refused_with_the_name_of_the_extra() -> None:
    with pytest.raises(Unreadable) as refused:
        read_pdf(scanned(1), "plan.pdf")
    assert refused.value.code == "read.no_text_layer"
    assert all('pip install "policy-extract[ocr]"' in refused.value.told(x) for x in ("zh", "en"))


def test_a_scan_in_which_nothing_is_found_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        read_pdf(scanned(2), "plan.pdf", recogniser([], []))
    assert refused.value.code == "read.nothing_recognised"


def test_pages_beyond_the_limit_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policy_extract.readers.pdf.reader.MAX_RECOGNISED", 1)
    found = read_pdf(scanned(3), "plan.pdf", recogniser(prose(*PLAN)))
    assert found.warnings == ("pages_not_recognised:2-3", "pages_recognised:1")


def test_the_reader_says_after_each_page_that_it_goes_on() -> None:
    told: list[int] = []
    pages = recogniser(prose(*PLAN), [])
    read_pdf(scanned(2), "plan.pdf", pages._replace(goes_on=lambda: told.append(1)))
    assert len(told) == 2


def test_a_file_with_words_never_asks_the_recogniser() -> None:
    sheets = Sheets()
    sheets.prose(120, "全县要把产业放在首位，扎实推进各项工作，确保目标如期完成。")
    found = read_pdf(sheets.data(), "plan.pdf", recogniser())
    assert found.recognised == ()


# ---- pictures ----------------------------------------------------------------------------------------------


def picture(kind: str = "PNG", pages: int = 1) -> bytes:
    image = pytest.importorskip("PIL.Image", reason="Pillow comes with the extra [ocr]")
    blank = image.new("RGB", (900, 1200), "white")
    out = BytesIO()
    more = {"save_all": True, "append_images": [blank] * (pages - 1)} if pages > 1 else {}
    blank.save(out, kind, **more)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "name"), [("PNG", "png"), ("JPEG", "jpeg"), ("TIFF", "tiff"), ("BMP", "bmp")]
)
def test_pictures_are_pages(kind: str, name: str) -> None:
    pytest.importorskip("numpy", reason="numpy comes with the extra [ocr]")
    from policy_extract.readers.scans.pictures import words_of

    data = picture(kind)
    assert formats.format_of(data, f".{name}") == name
    found = words_of(data, f"plan.{name}", recogniser(prose(*PLAN)))
    assert found.text == "\n".join(PLAN)
    assert found.pages == 1


def test_a_tiff_may_hold_several_pages() -> None:
    pytest.importorskip("numpy", reason="numpy comes with the extra [ocr]")
    from policy_extract.readers.scans.pictures import words_of

    found = words_of(picture("TIFF", 2), "plan.tif", recogniser(prose(*PLAN), prose(PLAN[1])))
    assert [page.page for page in found.recognised] == [1, 2]


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "read.broken"), (b"II*\x00", "read.broken")],
)
def test_broken_pictures_are_refused(data: bytes, code: str) -> None:
    pytest.importorskip("numpy", reason="numpy comes with the extra [ocr]")
    from policy_extract.readers.scans.pictures import words_of

    with pytest.raises(Unreadable) as refused:
        words_of(data, "plan.png", recogniser())
    assert refused.value.code == code


def test_a_huge_picture_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numpy", reason="numpy comes with the extra [ocr]")
    from policy_extract.readers.scans import pictures

    monkeypatch.setattr(pictures, "MAX_PIXELS", 1_000_000)
    with pytest.raises(Unreadable) as refused:
        pictures.words_of(picture(), "plan.png", recogniser())
    assert refused.value.code == "read.huge_picture"


def test_a_picture_without_the_extra_is_refused_with_its_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from policy_extract.readers.scans.pictures import read_picture

    monkeypatch.setattr(recognising, "find_spec", lambda _: None)
    with pytest.raises(Unreadable) as refused:
        read_picture(b"\x89PNG", "plan.png", lambda: None)
    assert refused.value.code == "read.picture"
    assert all('pip install "policy-extract[ocr]"' in refused.value.told(x) for x in ("zh", "en"))


def test_pictures_in_folders_are_passed_over(tmp_path: Path) -> None:
    from policy_extract.readers import discover

    for name in ("logo.png", "plan.txt"):
        (tmp_path / name).write_bytes(b"x")
    assert [i.path for i in discover([tmp_path]).inputs] == [(tmp_path / "plan.txt").as_posix()]
    named = discover([tmp_path / "logo.png"]).inputs
    assert [i.problem for i in named] == [None]


# ---- turned and crooked pages ------------------------------------------------------------------------------


def test_a_page_on_its_side_or_head_is_turned() -> None:
    numpy = pytest.importorskip("numpy", reason="numpy comes with the extra [ocr]")
    seen: list[tuple[int, ...]] = []
    good = prose(*PLAN)
    tall = [RecognisedLine(one.words, ((9, 9), (40, 9), (40, 900), (9, 900)), 0.5) for one in good]

    poor = [one._replace(words="乱码不成句子", score=0.4) for one in good]

    def lines(pixels: Pixels) -> Sequence[RecognisedLine]:
        seen.append(pixels.shape[:2])
        return (tall, poor, good)[len(seen) - 1]

    page = recognised_page(numpy.zeros((1200, 1700, 3), "uint8"), 1, 2.0, Recogniser(lines))
    assert seen == [(1200, 1700), (1700, 1200), (1700, 1200)]
    assert (page.width, page.height) == (600, 850)
    assert [piece.words for piece in page.pieces] == list(PLAN)


@pytest.mark.parametrize("degrees", [-3.0, 0.0, 2.0])
def test_a_crooked_page_is_set_upright(degrees: float) -> None:
    row = [line("规模以上工业增加值", 100, 500), line("达到八十六个亿元", 900, 500)]
    leaning = [turned(one, degrees) for one in row]
    assert slope_of(leaning) == pytest.approx(math.radians(degrees))
    pieces = pieces_of(signs_of_lines(leaning, 2.0))
    assert [piece.words for piece in pieces] == [one.words for one in row]
    assert len({piece.base for piece in pieces}) == 1


def test_boxes_of_nearly_one_height_are_one_size_and_a_title_is_larger() -> None:
    lines = [
        line("各地要扎实推进各项工作", 100, 100 + 60 * i, size)
        for i, size in enumerate((31, 33, 32))
    ]
    sizes = {sign.size for sign in signs_of_lines([*lines, line("工业规划", 100, 20, 48)], 2.0)}
    assert len(sizes) == 2


# ---- slips -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("read", "mended"),
    [
        ("到2O25年", "到2025年"), ("1l5个", "115个"), ("12|34", "12|34"), ("达到l00亿元", "达到100亿元"),
        ("50l", "50l"), ("G20峰会", "G20峰会"), ("PMI25", "PMI25"), ("第I00类", "第I00类"),
        ("二O二五年", "二〇二五年"), ("二0三五年", "二〇三五年"), ("一O一医院", "一O一医院"),
        ("20 25年", "2025年"), ("202 5年", "2025年"), ("20 25", "20 25"), ("120 25年", "120 25年"),
        ("各区(市)、县(区)。", "各区（市）、县（区）。"), ("f(x)", "f(x)"), ("(2)", "(2)"),
        ("增长5. 5%", "增长5.5%"), ("1. 50%以上", "1. 50%以上"), ("增长5. 强化", "增长5. 强化"),
    ],
)  # fmt: skip
def test_only_certain_slips_are_mended(read: str, mended: str) -> None:
    assert mending.mended_slips(read) == mended


def test_page_numbers_at_the_edge_are_left_out_and_only_they() -> None:
    numpy = pytest.importorskip("numpy", reason="numpy comes with the extra [ocr]")
    words = [line("一1一", 500, 1500), line("一1一", 500, 900), line("一1", 500, 1600)]
    lines = [*prose(*PLAN), *words, line("-S-", 500, 1560)]
    page = recognised_page(numpy.zeros((1755, 1240, 3), "uint8"), 1, 2.0, recogniser(lines))
    assert [piece.words for piece in page.pieces] == [*PLAN, "一1一", "一1"]


# ---- from the page to the record ---------------------------------------------------------------------------


def test_stretches_and_score_of_recognised_pages() -> None:
    def block(start: int, end: int, page: int) -> Block:
        return Block("paragraph", start, end, anchor=Anchor(page=page))

    pages = (RecognisedPage(2, 0.9, 10), RecognisedPage(3, 0.8, 30))
    blocks = (block(0, 4, 1), block(5, 9, 2), block(10, 14, 3), block(15, 19, 1))
    sourced = Sourced("甲乙丙丁\n" * 4, blocks, recognised=pages)
    assert recognised_stretches(sourced) == ((5, 14),)
    assert mean_score(pages) == 0.825
    assert recognised_stretches(Sourced("甲", blocks)) == ()
    assert mean_score(()) is None


def test_records_on_recognised_pages_are_doubted_and_only_they() -> None:
    text = "到2027年，全县粮食产量达到12万吨，森林覆盖率达到45%。"
    sourced = read_pdf(scanned(1, text), "plan.pdf", recogniser(prose(*PLAN)))
    lexicon = load()
    found = Extractors(lexicon).run(Layouter(lexicon).lay_out("plan", sourced)).observations
    doubted = {o.source.quote: "text.ocr" in o.doubts for o in found}
    assert doubted == {"12万吨": False, "45%": False, "86亿元": True}


def test_the_extra_is_looked_for_without_being_imported() -> None:
    there = find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None
    assert (recognising.installed(lambda: None) is not None) == there
