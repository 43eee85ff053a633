"""The pages say what there is: fields, options, files, codes and links."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from conftest import ROOT
from policy_extract import model
from policy_extract.cli import arguments
from policy_extract.extract.observations.doubts import DOUBTS
from policy_extract.messages import TEXTS
from policy_extract.pipeline import Result

README = (ROOT / "README.md").read_text(encoding="utf-8")
OUTPUT = (ROOT / "docs" / "output.md").read_text(encoding="utf-8")
GAZETTEERS = (ROOT / "docs" / "gazetteers.md").read_text(encoding="utf-8")
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "benchmarks").glob("*.md")]
)


def _coded(page: str) -> set[str]:
    """The words in code spans of a page."""
    return {
        word
        for span in re.findall(r"`([^`\n]+)`", page)
        for word in re.findall(r"[\w.~<>=-]+", span)
    }


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, one in vars(model).items()
        if isinstance(one, type) and issubclass(one, BaseModel) and one.__module__ == model.__name__
    ],
)
def test_every_field_of_the_output_is_described(name: str) -> None:
    missing = set(getattr(model, name).model_fields) - _coded(OUTPUT)
    assert not missing


@pytest.mark.parametrize(
    "values",
    ["Measure", "Comparator", "Role", "Verdict", "EntityType", "About", "Genre", "TableRole"],
)
def test_every_value_of_a_closed_field_is_described(values: str) -> None:
    assert set(get_args(getattr(model, values))) <= _coded(OUTPUT)


def test_every_doubt_is_described_and_no_other(corpus_result: Result) -> None:
    put_out = {d for one in corpus_result.documents for o in one.observations for d in o.doubts}
    table = OUTPUT.partition("| doubt | what")[2].partition("\n\n")[0]
    described = re.findall(r"^\| `([\w.]+)` \| (.+) \|$", table, re.MULTILINE)
    assert described == [(doubt.id, doubt.en) for doubt in DOUBTS]
    assert put_out
    assert put_out <= {doubt.id for doubt in DOUBTS}


def test_the_page_for_consumers_names_every_field_that_is_gone() -> None:
    page = (ROOT / "docs" / "migrating-1-to-2.md").read_text(encoding="utf-8")
    for gone in ("comparisons", "within_document", "mentions", "area_inherited", "unit_unknown"):
        assert gone in _coded(page), gone
    new = set(model.Observation.model_fields) & {"key", "about", "each", "confidence", "doubts"}
    assert len(new) == 5
    assert new <= _coded(page)


def test_every_warning_is_described() -> None:
    codes = {key.partition(".")[2] for key in TEXTS if key.startswith("warning.")}
    assert codes <= _coded(OUTPUT)


@pytest.mark.parametrize(
    "parser",
    [
        arguments.extract_parser,
        arguments.score_parser,
        arguments.check_golden_parser,
        arguments.without_local_parser,
        arguments.schema_parser,
        arguments.explain_parser,
        arguments.rules_parser,
        arguments.calibrate_parser,
        arguments.diff_parser,
    ],
)
def test_every_option_stands_in_the_readme(parser: Callable[..., arguments.Parser]) -> None:
    usage = parser("en", "extract").format_usage()
    options = set(re.findall(r"--[a-z-]+", usage))
    assert options <= set(re.findall(r"--[a-z-]+", README))


def test_every_gazetteer_is_described_and_no_other() -> None:
    folder = ROOT / "gazetteers"
    files = {
        path.relative_to(folder) for path in folder.rglob("*") if path.suffix in (".toml", ".csv")
    }
    # a folder of one kind of records (indicators/) is described as a whole
    there = {p.as_posix() if len(p.parts) == 2 else f"{p.parent.as_posix()}/*.toml" for p in files}
    named = set(re.findall(r"`((?:general|local)/(?:\w+/)?[\w*]+\.(?:toml|csv))`", GAZETTEERS))
    assert named == there
    spoken = re.findall(r"(?:general|local)/(?:\w+/)?\w+\.(?:toml|csv)", README)
    assert set(spoken) <= {p.as_posix() for p in files}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("name", ["main", "tests"])
def test_the_readme_has_each_command_once(name: str) -> None:
    found = re.findall(rf"<!-- run: {name} -->\n```bash\n([^\n]+)\n```", README)
    assert len(found) == 1
    assert found[0].startswith("python3 -m venv .venv && .venv/bin/pip install -c constraints.txt ")


def test_the_example_of_the_call_runs(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    example = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert len(example) == 1
    plan.parent.rename(plan.parents[1] / "corpus")
    monkeypatch.chdir(plan.parents[1])
    exec(compile(example[0], "README.md", "exec"), {})
    assert "plan 规上工业总产值 突破500亿元" in capsys.readouterr().out.splitlines()
    assert Path("out/documents/plan.json").is_file()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_named_in_code_spans_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for name in re.findall(r"`((?:docs|tests|golden|benchmarks|src)/[\w./-]+\.\w+)`", text):
        assert (ROOT / name).exists(), name


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [one for extra in project["optional-dependencies"].values() for one in extra]
    own = f"{project['name']}["  # an extra that takes in other extras
    wanted = [one for one in (*project["dependencies"], *extras) if not one.startswith(own)]
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {_plain(line.partition("==")[0]) for line in lines if not line.startswith("#")}
    assert {_plain(re.split(r"[<>=\[ ]", one)[0]) for one in wanted} <= pinned
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", one) for one in lines if not one.startswith("#"))


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
