"""Hostile files, all in one run: each is refused for a reason or read, costs the others nothing, and puts nothing of its own
into the files for people."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from lxml import html

from conftest import PLAN
from fuzzing import CRASHES
from hostile_files import FILES, put
from policy_extract.pipeline import Result, extract
from policy_extract.verify import verify_folder
from policy_extract.writers import write

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")


@dataclass(frozen=True)
class _Seen:
    """One run over all of it: what was to become of each file, what became of it, the files written."""

    wanted: dict[str, str]
    result: Result
    out: Path
    before: list[Path]
    after: list[Path]

    def codes(self, name: str) -> set[str]:
        """What became of a file, or of the members of an archive: “ok”, or the codes of refusals."""

        def of(path: str) -> bool:
            return Path(path.split(".zip!")[0] + ".zip" if ".zip!" in path else path).name == name

        found = {"ok" for document in self.result.documents if of(document.source.path)}
        return found | {f.code for f in self.result.failures if of(f.path)}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> _Seen:
    folder, out = tmp_path_factory.mktemp("hostile"), tmp_path_factory.mktemp("written") / "out"
    wanted = put(folder)
    (folder / "last.txt").write_text(PLAN, encoding="utf-8")
    before = sorted(folder.parent.iterdir())
    result = extract([folder])
    write(result, out, ("json", "xlsx", "html", "csv", "jsonl"))
    return _Seen(wanted, result, out, before, sorted(folder.parent.iterdir()))


@pytest.mark.parametrize("name", FILES)
def test_each_is_refused_for_its_reason_or_read(name: str, seen: _Seen) -> None:
    assert seen.wanted[name] in seen.codes(name)
    assert not seen.codes(name) & set(CRASHES) - {FILES[name][1]}


def test_pipes_devices_links_and_odd_names_stop_nothing(seen: _Seen) -> None:
    others = {name: what for name, what in seen.wanted.items() if name not in FILES}
    assert len(others) > 10
    assert {name: seen.codes(name) for name in others} == {n: {what} for n, what in others.items()}
    assert seen.codes("last.txt") == {"ok"}


def test_every_reason_names_what_is_the_matter_and_no_line_of_code(seen: _Seen) -> None:
    assert len(seen.result.failures) > 30
    for failure in seen.result.failures:
        assert "Traceback" not in failure.reason
        assert "internal error" not in failure.reason
        assert failure.told("zh") != failure.reason


def test_every_promise_holds_of_what_was_put_out(seen: _Seen) -> None:
    assert [fault.told("en") for fault in verify_folder(seen.out)] == []


def test_nothing_is_unpacked_beside_the_files(seen: _Seen) -> None:
    assert seen.after == [*seen.before[: len(seen.after)]]
    assert not Path("/tmp/out.txt").exists()
    words = " ".join(seen.result.texts.values())
    assert "root:" not in words  # of /etc/passwd, which entities, links and pages ask for


def test_no_words_become_a_formula_or_a_link_of_the_workbook(seen: _Seen) -> None:
    book = openpyxl.load_workbook(seen.out / "policy-extract.xlsx")
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert [cell.value for cell in cells if "HYPERLINK" in str(cell.value)]
    assert [cell.value for cell in cells if "cmd|" in str(cell.value)]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    links = [cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target]
    assert not [target for target in links if "x.invalid" in target]


def test_no_field_of_the_tables_begins_like_a_formula(seen: _Seen) -> None:
    csv.field_size_limit(sys.maxsize)
    fields = [
        field
        for path in (seen.out / "tables").glob("*.csv")
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")))
        for field in row
    ]
    assert [field for field in fields if "cmd|" in field]
    assert not [f for f in fields if f[:1] in ("=", "+", "@", "\t", "\r") and len(f) > 1]


def test_no_words_become_a_script_of_the_report(seen: _Seen) -> None:
    pages = list((seen.out / "report").rglob("*.html"))
    assert pages
    held = ""
    for path in pages:
        page = html.document_fromstring(path.read_bytes())
        for element in page.iter():
            if not isinstance(element.tag, str):
                continue
            assert not [name for name in element.attrib if name.startswith("on")]
            assert not str(element.get("href", "")).lower().startswith("javascript:")
            assert not (element.tag == "img" and element.get("src") == "x")
            if element.tag == "script":
                data = element.get("type", "").endswith("json")
                held += json.dumps(json.loads(element.text)) if data else ""
                assert data or "alert(" not in (element.text or "")
    assert "alert(1)" in held  # the words themselves are shown, as words
