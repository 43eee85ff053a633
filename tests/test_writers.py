"""Which formats there are, and who writes them."""

from __future__ import annotations

import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from conftest import ROOT
from policy_extract import cli
from policy_extract.pipeline import extract
from policy_extract.writers import BUILT_IN, UnknownFormat, found, known, write


def _foreign(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    entries = {"titles": EntryPoint("titles", value, found.GROUP)}
    monkeypatch.setattr(found, "_entries", lambda: entries)


def test_the_built_in_formats_are_entry_points_too() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["entry-points"][found.GROUP] == dict(BUILT_IN)


def test_another_package_brings_a_format(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "theirs.py").write_text(
        "def render(desk):\n"
        "    yield 'titles/all.txt', '\\n'.join(map(desk.title, desk.documents)).encode()\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    _foreign(monkeypatch, "theirs:render")
    assert known() == (*BUILT_IN, "titles")
    result = extract([plan])
    manifest = write(result, tmp_path / "out", ["titles"])
    assert "titles/all.txt" in manifest.files
    title = (tmp_path / "out" / "titles" / "all.txt").read_text(encoding="utf-8")
    assert title == result.documents[0].meta.title


def test_a_format_that_nobody_writes_is_refused_before_the_work(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert cli.main_extract([str(plan), "-o", str(out), "--format", "docx", "--lang", "en"]) == 2
    assert "no format “docx”; there are json" in capsys.readouterr().err
    assert not out.exists()
    with pytest.raises(UnknownFormat):
        write(extract([plan]), out, ["docx"])
    assert not out.exists()


def test_a_broken_writer_of_another_package_is_named(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _foreign(monkeypatch, "no_such_package:render")
    with pytest.raises(UnknownFormat, match="no_such_package:render"):
        write(extract([plan]), tmp_path / "out", ["titles"])
