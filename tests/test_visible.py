"""Signs that nobody sees, and signs that steer: shown to people, exact for programs, and never taken for the clean name."""

from __future__ import annotations

import ast
import csv
import json
import os
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from conftest import PLAN, ROOT, Run
from policy_extract import visible
from policy_extract.cli import main
from policy_extract.cli.terminal import console, put_data, say
from policy_extract.pipeline import Result, extract
from policy_extract.writers.html.visible import visible as on_a_page
from running import on_a_terminal

ESC = "\x1b"
SOURCE = ROOT / "src" / "policy_extract"


@pytest.mark.parametrize(
    ("sign", "shown"),
    [
        ("\x1b", "␛"), ("\x00", "␀"), ("\x07", "␇"), ("\x08", "␈"), ("\x7f", "␡"), ("\x9b", "⟨U+009B⟩"),
        ("\u202e", "⟨U+202E⟩"), ("\u2067", "⟨U+2067⟩"), ("\u200b", "⟨U+200B⟩"), ("\ufeff", "⟨U+FEFF⟩"),
        ("\u00ad", "⟨U+00AD⟩"), ("\ufe0f", "⟨U+FE0F⟩"), ("\U000e0041", "⟨U+E0041⟩"), ("\u3164", "⟨U+3164⟩"),
        ("\u2028", "⟨U+2028⟩"), ("\udcff", "\\xff"), ("\ud800", "⟨U+D800⟩"), ("\r", "␍"),
    ],
)  # fmt: skip
def test_a_sign_is_shown(sign: str, shown: str) -> None:
    assert visible.shown(f"甲{sign}乙") == f"甲{shown}乙"
    assert visible.shown_name(sign) == shown


def test_what_is_seen_stays() -> None:
    text = "第一行\r\n第二行\t“数字”2025年 café ⺠ ，□🏭"
    assert visible.shown(text) == text
    assert visible.unseen(text.replace("\r", "")) == ()
    assert visible.shown_name("a\nb\tc\r") == "a␊b␉c␍"
    assert visible.writable("甲\udcff\x1b\n") == "甲\\xff\x1b\n"


def test_every_sign_of_the_classes_is_known() -> None:
    """Steering and format signs and separators of lines of all Unicode; those few that print something are named."""
    prints = {"؀", "؁", "؂", "؃", "؄", "؅", "۝", "܏", "࢐", "࢑", "࣢", "𑂽", "𑃍"}
    hieroglyphs = range(0x13430, 0x13456)
    for point in range(sys.maxunicode + 1):
        sign = chr(point)
        if unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp") and sign not in "\t\n":
            known = sign in prints or point in hieroglyphs
            assert bool(visible.unseen(sign)) is not known, hex(point)


def test_json_for_programs_is_the_same_data(capsys: pytest.CaptureFixture[str]) -> None:
    data = {"name": "甲\x9b\u202e\U000e0041乙\x7f", "rows": ["a\tb"]}
    put_data(json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    out = capsys.readouterr().out
    assert json.loads(out) == data
    assert visible.unseen(out) == ()


def test_lines_and_tables_of_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    from rich.table import Table
    from rich.text import Text

    say(f"{ESC}[2J甲")
    say(f"{ESC}[2J乙", err=True)
    table = Table()
    table.add_column(f"head{ESC}]0;x\x07")
    table.add_row(f"cell{ESC}[1A")
    table.add_row(Text(f"text\u202e{ESC}c"))  # laid out before it is shown: cut, and harmless
    page = console(pipe=200)
    for one in (table, f"words{ESC}[8m", Text(f"more{ESC}[8m")):
        page.print(one, soft_wrap=True)
    said = capsys.readouterr()
    assert visible.unseen(said.out + said.err) == ()
    for words in ("␛[2J甲", "head␛]0;x␇", "cell␛[1A", "text⟨U", "words␛[8m", "more␛[8m"):
        assert words in said.out
    assert "␛[2J乙" in said.err


def test_nothing_else_writes_to_the_terminal() -> None:
    """One place that shows signs is worth what it is only while everything goes through it."""
    others = []
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                if called in (
                    "print",
                    "Console",
                    "sys.stdout.write",
                    "sys.stderr.write",
                    "rich.print",
                ):
                    others.append((name, called))
    keeper = "readers/office/keeper.py"  # a child's pipe, not a terminal
    assert sorted(set(others) - {(keeper, "sys.stdout.buffer.write")}) == [
        ("cli/terminal.py", "print")
    ]


# ---- a hostile plan, all the way ---------------------------------------------------------------------------

_STEERS = f"{ESC}[31m"
HOSTILE = (
    PLAN.replace("工业发展", f"工业{_STEERS}发展")
    .replace("规上工业企业", "规上工业\u202e企业")
    .replace("县科技局", "县科\u2067技局")
    + "（二）支持浙江金鹏\U000e0041科技有限公司做大做强。\n"
)
NAMES = (f"a{ESC}[2Jb.txt", "c\nfailed: d.txt", "e\u202etxt.fdp.txt", "甲" * 83 + ".txt")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_text(HOSTILE, encoding="utf-8")
    (folder / f"bad{ESC}c.txt").write_bytes(b"\x00\x01\x02" * 40)
    return folder


def test_files_keep_the_signs_and_people_see_them(run: Run, hostile: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    formats = [
        word for name in ("json", "xlsx", "html", "csv", "jsonl") for word in ("--format", name)
    ]
    code, said, errors = run(hostile, "-o", out, *formats)
    assert code == 1
    assert visible.unseen(said + errors) == ()
    assert "bad␛c.txt" in errors
    assert "c␊failed: d.txt" in errors
    assert [line for line in errors.splitlines() if line.startswith("failed: d")] == []
    manifest = json.loads((out / "manifest.json").read_bytes())
    paths = {Path(one["path"]).name for one in manifest["documents"]}
    assert paths == {*NAMES, f"bad{ESC}c.txt"}
    for one in manifest["documents"]:
        if one["status"] == "ok":
            text = (out / "documents" / f"{one['id']}.txt").read_text(encoding="utf-8")
            document = json.loads((out / "documents" / f"{one['id']}.json").read_bytes())
            for record in (*document["observations"], *document["mentions"]):
                place = record["source"]
                assert text[place["start"] : place["end"]] == place["quote"]
            assert "\u202e" in {s for o in document["observations"] for s in o["indicator"]["name"]}
            (warned,) = (w for w in one["warnings"] if w.startswith("unseen_signs"))
            assert warned.partition(":")[2].split(", ") == [
                "U+001B × 2", "U+202E × 1", "U+2067 × 1", "U+E0041 × 1",
            ]  # fmt: skip
    book = openpyxl.load_workbook(out / "policy-extract.xlsx")
    cells = [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value]
    assert visible.unseen("".join(cells)) == ()
    assert any("⟨U+202E⟩" in cell for cell in cells)
    for table in sorted((out / "tables").glob("*.csv")):
        rows = list(csv.reader(table.read_text(encoding="utf-8-sig").splitlines()))
        assert visible.unseen("".join(cell for row in rows for cell in row)) == ()
    lines = (out / "tables" / "observations.jsonl").read_text(encoding="utf-8")
    assert any("\u202e" in json.dumps(json.loads(line), ensure_ascii=False) for line in lines.splitlines())  # fmt: skip


def test_pages_show_them(tmp_path: Path, run: Run, hostile: Path) -> None:
    out = tmp_path / "out"
    run(hostile, "-o", out, "--format", "html")
    for page in (out / "report").rglob("*.html"):
        words = page.read_text(encoding="utf-8")
        outside = re.sub(r"<script[^>]*>.*?</script>", "", words, flags=re.S)
        assert visible.unseen(outside.replace("\r", "")) == (), page
    assert on_a_page("甲\x1b\u2067") == "甲⟨U+001B⟩⟨U+2067⟩"


@pytest.mark.parametrize(
    "words",
    [("look", "{plan}"), ("explain", "{plan}", "500亿元"), ("extract", "{plan}", "-o", "{out}")],
    ids=lambda words: words[0],
)
def test_on_a_terminal_only_our_own_colours_steer(
    tmp_path: Path, hostile: Path, words: tuple[str, ...]
) -> None:
    given = [w.format(plan=hostile / NAMES[0], out=tmp_path / "out") for w in words]
    text = on_a_terminal(given, {"TERM": "xterm-256color", "COLUMNS": "150"})
    # what rich sends: looks, and for the bar: cursor up, line erased, cursor hidden and shown
    rest = re.sub(r"\x1b\[(?:[0-9;]*m|[0-9]*[AK]|\?25[lh])", "", text).replace("\r", "")
    assert visible.unseen(rest) == ()
    assert "␛[" in rest or "⟨U+202E⟩" in rest
    assert f"{ESC}[2J" not in text


# ---- names ------------------------------------------------------------------------------------------------

CLEAN = PLAN + "（二）支持浙江金鹏科技有限公司、杭州海康威视数字技术股份有限公司做大做强。\n"
_TOUCHED = ("规上工业企业", "研发经费支出占比", "县经信局", "浙江金鹏科技", "杭州海康威视数字")
_TURN = ("\u202e", "\u202a", "\u2067", "\u061c", "\U000e0041", "\u3164", "\x9b")
_LEAVE = ("\u200b", "\u200d", "\u00ad", "\ufeff", "\ufe0f", "\U000e0101")


def _with(sign: str) -> str:
    text = CLEAN
    for name in _TOUCHED:
        assert name in text
        text = text.replace(name, name[:-2] + sign + name[-2:])
    return text


def _run(tmp_path: Path, **texts: str) -> Result:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return extract([folder])


def _entities(result: Result, name: str) -> set[str]:
    found: set[str] = set()
    document = next(d for d in result.documents if d.id == name)
    found |= {o.indicator.entity for o in document.observations}
    found |= {a.entity for a in document.assignments}
    found |= {m.entity for m in document.mentions if m.type == "company" and m.entity}
    return found


def _warnings(result: Result) -> dict[str, tuple[str, ...]]:
    return {one.id: one.warnings for one in result.manifest.documents}


@pytest.mark.parametrize("sign", _TURN, ids=visible.code)
def test_a_name_with_such_a_sign_is_another_name_and_doubted(tmp_path: Path, sign: str) -> None:
    """浙江金鹏<U+202E>科技有限公司 is shown as another name than it is: people judge, no rule does."""
    result = _run(tmp_path, clean=CLEAN, dirty=_with(sign))
    clean, dirty = _entities(result, "clean"), _entities(result, "dirty")
    touched = {entity for entity in dirty if sign in entity}
    assert len(touched) == len(_TOUCHED)
    assert len(dirty - clean) == len(touched)
    documents: dict[str, Any] = {d.id: d for d in result.documents}
    doubted = [o for o in documents["dirty"].observations if "text.unseen" in o.doubts]
    assert {sign in o.indicator.name for o in doubted} == {True}
    assert len(doubted) == 2
    assert all(o.review for o in doubted)
    assert [o for o in documents["clean"].observations if "text.unseen" in o.doubts] == []
    (warned,) = (w for w in _warnings(result)["dirty"] if w.startswith("unseen_signs"))
    assert warned == f"unseen_signs:{visible.code(sign)} × {len(_TOUCHED)}"
    pairs = [f for f in result.findings.findings if f.kind == "unsure_pair"]
    assert any(sign in f.said.zh for f in pairs)  # one at least is close enough to be asked


@pytest.mark.parametrize("sign", _LEAVE, ids=visible.code)
def test_signs_that_change_nothing_are_left_out_and_told(tmp_path: Path, sign: str) -> None:
    """A soft hyphen or a zero width space shows nothing and turns nothing: the name is the one that is seen."""
    result = _run(tmp_path, clean=CLEAN, dirty=_with(sign))
    assert _entities(result, "clean") == _entities(result, "dirty")
    assert "glyphs_mended" in _warnings(result)["dirty"]
    assert sign not in result.texts["dirty"]


def test_letters_that_look_like_others_are_another_name_and_doubted(tmp_path: Path) -> None:
    """Р and В of Cyrillic in РРР项目 and 5G基站: seen as Latin, so not joined, and doubted."""
    line = "到2025年，{}设备数达到30台。\n"
    latin, cyrillic = CLEAN + line.format("MBP"), CLEAN + line.format("МВР")
    result = _run(tmp_path, latin=latin, cyrillic=cyrillic)
    found = {d.id: next(o for o in d.observations if "设备" in o.indicator.name) for d in result.documents}  # fmt: skip
    assert found["latin"].indicator.entity != found["cyrillic"].indicator.entity
    assert "text.unseen" in found["cyrillic"].doubts
    assert "text.unseen" not in found["latin"].doubts


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux")
def test_names_of_files_that_are_no_utf8_are_told_apart(run: Run, tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path / "in")
    os.mkdir(folder)
    names = [b"\xc0\xcf.txt", b"\xc0\xce.txt", b"\xff\xfe.txt"]
    for name in names:
        with open(os.path.join(folder, name), "wb") as file:
            file.write(PLAN.encode())
    code, said, errors = run(tmp_path / "in", "-o", tmp_path / "out")
    assert code == 0
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_bytes())
    paths = [Path(one["path"]).name for one in manifest["documents"]]
    assert sorted(paths) == ["\\xc0\\xce.txt", "\\xc0\\xcf.txt", "\\xff\\xfe.txt"]
    assert len({one["id"] for one in manifest["documents"]}) == 3
    assert "?" not in "".join(paths) + said + errors


def test_a_wrong_option_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["look", "a", f"--{ESC}[2J"])
    assert f"{ESC}" not in "".join(capsys.readouterr())
