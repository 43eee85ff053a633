"""Write ``docs/sbom.cdx.json``: what the package is made with, as a bill of materials in CycloneDX 1.6.

    .venv/bin/python docs/bill_of_materials.py            # write it
    .venv/bin/python docs/bill_of_materials.py --check    # exit code 1 when it is not that of constraints.txt

Versions come from ``constraints.txt``, licences and what needs what from the metadata of the installed packages. The same
versions give the same bytes: it holds no time of day and no random number.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "sbom.cdx.json"
#: What classifiers and free words call licences → their names in SPDX.
SPDX = {
    "mit": "MIT", "mit license": "MIT", "bsd-3-clause": "BSD-3-Clause", "bsd 3-clause": "BSD-3-Clause",
    "new bsd": "BSD-3-Clause", "3-clause bsd license": "BSD-3-Clause", "apache-2.0": "Apache-2.0",
    "apache 2.0": "Apache-2.0", "apache license 2.0": "Apache-2.0", "apache software license": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0", "mpl-2.0": "MPL-2.0", "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "python software foundation license": "PSF-2.0", "isc license (iscl)": "ISC",
}  # fmt: skip


def pinned() -> dict[str, str]:
    """The packages of constraints.txt by their normal names, with their versions."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("==") for line in lines if "==" in line and not line.startswith("#"))
    return {canonicalize_name(name): version for name, version in pairs}


def needs(name: str, extras: frozenset[str] = frozenset()) -> Iterator[str]:
    """What an installed package needs here, by normal names; nothing for one that is not installed."""
    try:
        stated = distribution(name).requires or []
    except PackageNotFoundError:
        return
    for line in stated:
        requirement = Requirement(line)
        worlds = [{"extra": extra} for extra in (*extras, "")]
        if requirement.marker is None or any(map(requirement.marker.evaluate, worlds)):
            yield canonicalize_name(requirement.name)


def closure(roots: Iterable[str]) -> set[str]:
    """The packages and all that they need in turn."""
    found: set[str] = set()
    left = [canonicalize_name(name) for name in roots]
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += needs(name)
    return found


def licence(name: str) -> list[dict[str, Any]]:
    """The licence of an installed package as CycloneDX has it: an expression of SPDX, else its own words."""
    about = distribution(name).metadata
    if said := about.get("License-Expression"):
        return [{"expression": said}]
    words = (about.get("License") or "").strip().partition("\n")[0]
    classes = [c for c in about.get_all("Classifier") or [] if c.startswith("License ::")]
    for one in (words, *(c.rpartition(" :: ")[2] for c in classes)):
        if known := SPDX.get(one.lower()):
            return [{"license": {"id": known}}]
    shown = words or (classes[0].rpartition(" :: ")[2] if classes else "")
    return [{"license": {"name": shown}}] if shown else []


def bill() -> dict[str, Any]:
    """The bill of materials; components sorted by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    own, versions = f"{project['name']}@{project['version']}", pinned()
    running = closure(_names(project["dependencies"]))
    extras = project["optional-dependencies"]
    optional = closure(_names([*extras["ocr"], *extras["parquet"], *extras["spark"]])) - running
    refs = {name: f"pkg:pypi/{name}@{version}" for name, version in versions.items()}
    components = [
        {
            "type": "library",
            "bom-ref": refs[name],
            "name": name,
            "version": version,
            "scope": "required" if name in running else "optional" if name in optional else "excluded",
            "licenses": licence(name),
            "purl": refs[name],
        }
        for name, version in sorted(versions.items())
    ]  # fmt: skip
    direct = sorted(refs[canonicalize_name(name)] for name in _names(project["dependencies"]))
    graph = [{"ref": own, "dependsOn": direct}]
    for name in sorted(versions):
        there = sorted({refs[other] for other in needs(name) if other in refs})
        graph.append({"ref": refs[name], "dependsOn": there})
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": project["name"],
                "version": project["version"],
                "licenses": [{"license": {"id": project["license"]}}],
            }
        },
        "components": components,
        "dependencies": graph,
    }


def _names(lines: Iterable[str]) -> list[str]:
    return [re.split(r"[\s<>=!~\[;]", line, maxsplit=1)[0] for line in lines]


def written() -> str:
    """The file as it is put out."""
    return json.dumps(bill(), ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    """Write the bill, or with ``--check`` say whether the one that lies there is current."""
    if "--check" not in sys.argv:
        TARGET.write_text(written(), encoding="utf-8")
        return 0
    if TARGET.is_file() and TARGET.read_text(encoding="utf-8") == written():
        return 0
    print("docs/sbom.cdx.json is not that of constraints.txt: run docs/bill_of_materials.py")
    return 1


if __name__ == "__main__":
    sys.exit(main())
