"""What the package is made with: listed whole, with licences, and asked about faults without false comfort."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
import tomllib
from importlib.metadata import distribution
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from conftest import ROOT


def _script(path: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(Path(path).stem, ROOT / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


materials, audit = _script("docs/bill_of_materials.py"), _script(".ci/audit.py")


# ---- the bill of materials ----------------------------------------------------------------------------------


def test_the_bill_is_that_of_the_constraints() -> None:
    assert materials.TARGET.read_text(encoding="utf-8") == materials.written()
    assert materials.written() == materials.written()


def test_the_bill_is_whole_and_sound() -> None:
    bill = json.loads(materials.TARGET.read_text(encoding="utf-8"))
    pins = materials.pinned()
    assert {one["name"]: one["version"] for one in bill["components"]} == pins
    assert [one["name"] for one in bill["components"] if not one["licenses"]] == []
    refs = {one["bom-ref"] for one in bill["components"]} | {
        bill["metadata"]["component"]["bom-ref"]
    }
    assert {one["ref"] for one in bill["dependencies"]} == refs
    assert {ref for one in bill["dependencies"] for ref in one["dependsOn"]} <= refs
    scopes = {one["name"]: one["scope"] for one in bill["components"]}
    assert [scopes[n] for n in ("regex", "numpy", "onnxruntime", "pytest")] == [
        "required", "required", "optional", "excluded",
    ]  # fmt: skip
    text = materials.TARGET.read_text(encoding="utf-8")
    assert "://" not in text  # no address
    assert "timestamp" not in text


def test_everything_that_runs_is_pinned() -> None:
    """What the constraints leave open is another version tomorrow."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    roots = materials._names(
        [*project["dependencies"], *extras["ocr"], *extras["parquet"], *extras["spark"]]
    )
    # pip freeze leaves out setuptools, which spaCy names: that of the environment
    assert materials.closure(roots) - set(materials.pinned()) <= {"setuptools"}


def test_the_page_names_each_direct_dependency_as_it_is() -> None:
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+)`[^|]*\| ([^ |]+) \| \d{4}-\d\d \| ([^|]+) \| ", page, re.M)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = materials._names(
        [*project["dependencies"], *extras["ocr"], *extras["parquet"], *extras["spark"]]
    )
    assert [name for name, _, _ in rows] == list(dict.fromkeys(wanted))
    pins = materials.pinned()
    for name, version, licence in rows:
        assert version == pins[materials.canonicalize_name(name)], name
        assert licence.strip() in _licences(name), name


def _licences(name: str) -> set[str]:
    about = distribution(name).metadata
    (stated,) = materials.licence(name)
    known = stated.get("expression") or stated["license"].get("id") or stated["license"]["name"]
    return {known, about.get("License-Expression") or "", about.get("License") or ""}


def test_the_page_names_tests_that_are_there() -> None:
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(test_\w+\.py)`", page))
    assert len(named) > 8
    assert [name for name in sorted(named) if not (ROOT / "tests" / name).is_file()] == []


# ---- the audit ----------------------------------------------------------------------------------------------


def _package(name: str, *ids: str, skipped: bool = False) -> dict[str, Any]:
    if skipped:
        return {"name": name, "skip_reason": "not found"}
    return {"name": name, "version": "1", "vulns": [{"id": one, "aliases": []} for one in ids]}


def _judged(*packages: dict[str, Any], reasons: dict[str, str] | None = None) -> tuple[int, str]:
    answer = audit.asked({"dependencies": list(packages)})
    code, said = audit.judged([None, answer], reasons or {})
    return code, "\n".join(said)


def test_all_known_and_none_at_fault() -> None:
    assert _judged(_package("a"), _package("b")) == (
        0,
        "no open fault is known of the pinned packages",
    )


def test_a_fault_that_nobody_judged_fails() -> None:
    assert _judged(_package("a", "X-1"), _package("b")) == (1, "a 1: X-1: NOT JUDGED")
    assert _judged(_package("a", "X-1"), _package("b", skipped=True))[0] == 1


def test_a_judged_fault_is_told_with_its_reason() -> None:
    code, said = _judged(_package("a", "X-1"), reasons={"X-1": "we never call it", "X-2": "gone"})
    assert code == 0
    assert "a 1: X-1: we never call it" in said
    assert "X-2 is in audit.toml and nobody reports it any more" in said


@pytest.mark.parametrize(
    "packages", [[], [_package("a", skipped=True)], [_package("a"), _package("b", skipped=True)]]
)
def test_what_was_not_looked_up_is_not_called_sound(packages: list[dict[str, Any]]) -> None:
    """pip-audit says “no known vulnerabilities found” of packages that its service has never heard of."""
    code, said = _judged(*packages)
    assert code == 75
    assert "NOT CHECKED" in said
    assert "no open fault" not in said


def test_no_service_at_all() -> None:
    code, said = audit.judged([None, None], {})
    assert code == 75
    assert "no service answered" in "\n".join(said)
    assert audit.ask("/nowhere/pip-audit", "pypi") is None


def test_a_reason_is_wanted(tmp_path: Path) -> None:
    assert audit.ignored(ROOT / ".ci" / "audit.toml") == {}
    path = tmp_path / "audit.toml"
    path.write_text('[[ignore]]\nid = "X-1"\npackage = "a"\nreason = "not called"\n')
    assert audit.ignored(path) == {"X-1": "not called"}
    for broken in (
        'id = "X-1"\nreason = " "',
        'reason = "x"',
        'id = "X-1"\nreason = "x"\ncolour = 1',
    ):
        path.write_text(f"[[ignore]]\n{broken}\n")
        with pytest.raises(ValueError, match="wants id, package, reason"):
            audit.ignored(path)
