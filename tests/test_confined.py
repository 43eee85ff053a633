"""Reading in a child process: hanging, dying and greedy readers cost one file, and are told apart."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import PLAN
from policy_extract.readers import ConfinedReader, SourceText, Unreadable, formats


def mock_read(path: str, goes_on: Callable[[], None]) -> SourceText:
    """A reader that does what the name of its file says."""
    order = Path(path).stem
    if order == "hang":
        time.sleep(60)
    elif order == "pages":
        for _ in range(9):
            time.sleep(1)
            goes_on()
    elif order == "endless":
        while True:
            time.sleep(0.05)
            goes_on()
    elif order == "stuck":
        goes_on()
        time.sleep(60)
    elif order == "die":
        os._exit(7)
    elif order == "eat":
        _ = bytearray(1 << 40)
    elif order == "crash":
        raise KeyError("word/document.xml")
    elif order == "refuse":
        raise Unreadable(path, "read.empty")
    return SourceText(path, f"{order} {os.getpid()}", None, "", "docx")


@pytest.fixture
def reader() -> ConfinedReader:
    return ConfinedReader(mock_read, seconds=20)


@pytest.mark.parametrize(
    ("order", "code"),
    [
        ("die", "read.died"),
        ("eat", "read.memory"),
        ("crash", "read.broken"),
        ("refuse", "read.empty"),
    ],
)
def test_what_goes_wrong_is_told_and_the_next_file_is_read(
    reader: ConfinedReader, order: str, code: str
) -> None:
    with reader:
        with pytest.raises(Unreadable) as refused:
            reader.read(f"{order}.docx")
        assert refused.value.code == code
        assert reader.read("good.docx").text.startswith("good ")


def test_a_reader_that_hangs_is_stopped() -> None:
    with ConfinedReader(mock_read, seconds=0.5) as reader:
        with pytest.raises(Unreadable) as refused:
            reader.read("hang.docx")
        assert refused.value.code == "read.timeout"


def test_a_reader_that_goes_on_gets_its_seconds_again() -> None:
    with ConfinedReader(mock_read, seconds=8) as reader:  # starting the child takes its time, too
        reader.read("first.docx")
        assert reader.read("pages.pdf").text.startswith("pages ")


@pytest.mark.parametrize(("order", "seconds", "total"), [("endless", 20, 3), ("stuck", 3, 20)])
def test_a_reader_that_goes_on_has_an_end_and_may_hang_after_a_page(
    order: str, seconds: float, total: float
) -> None:
    with ConfinedReader(mock_read, seconds=seconds, total=total) as reader:
        with pytest.raises(Unreadable) as refused:
            reader.read(f"{order}.pdf")
        assert refused.value.code == "read.timeout"
        assert refused.value.fields == {"seconds": 3}


def test_one_child_reads_all_files_and_is_not_this_process(reader: ConfinedReader) -> None:
    with reader:
        first, second = reader.read("a.docx").text, reader.read("b.docx").text
    assert first.split()[1] == second.split()[1] != str(os.getpid())


def test_a_child_goes_with_its_reader(reader: ConfinedReader) -> None:
    with reader:
        child = int(reader.read("a.docx").text.split()[1])
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


@pytest.mark.parametrize(
    ("head", "suffix", "text"),
    [
        (b"\xe8\xa7\x84\xe5\x88\x92", ".txt", True),
        (b"# plan", ".md", True),
        (b"%PDF-1.7", ".txt", False),
        (b"<!DOCTYPE html><html>", ".txt", False),
        (b"PK\x03\x04", ".txt", False),
        (b"\xe8\xa7\x84\xe5\x88\x92", ".docx", False),
    ],
)
def test_only_what_is_text_by_its_first_bytes_is_read_outside_the_child(
    head: bytes, suffix: str, text: bool
) -> None:
    assert formats.is_text(head, suffix) is text


def test_a_script_may_extract_without_asking_whether_it_is_the_main_one(tmp_path: Path) -> None:
    """A process that is spawned would run the script anew, and die of it."""
    (tmp_path / "plan.html").write_text(f"<html><body><p>{PLAN}</p></body></html>", "utf-8")
    script = tmp_path / "script.py"
    script.write_text(
        "from policy_extract import extract\n"
        f"result = extract([{str(tmp_path / 'plan.html')!r}])\n"
        "print(len(result.documents), [f.reason for f in result.failures])\n",
        "utf-8",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("1 []\n", "")
