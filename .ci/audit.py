"""Ask what is known to be wrong with the pinned packages, and say loudly when nobody could be asked.

    python .ci/audit.py PIP_AUDIT     # the program pip-audit, installed apart from the project

Exit code 0: every package was looked up, and what is known is none of ours or has its reason in ``.ci/audit.toml``. 1: a
package has a known fault that nobody has judged, or ``audit.toml`` is broken. 75: the service could not be reached, or
does not know the packages (a mirror does not): not checked, which is no fault of the code and must not pass for a check.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
CONSTRAINTS = HERE.parent / "constraints.txt"
OK, FOUND, UNCHECKED = 0, 1, 75
#: Asked one after the other until one knows all packages.
SERVICES = ("pypi", "osv")
_SECONDS = 300
_IGNORED = frozenset({"id", "package", "reason", "until"})


@dataclass
class Asked:
    """What a service said: the faults by package (each its ids), and the packages that it could not look up."""

    faults: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    known: int = 0


def asked(report: Mapping[str, Any]) -> Asked:
    """What the JSON of pip-audit says."""
    found = Asked()
    for one in report.get("dependencies", ()):
        if "skip_reason" in one:
            found.unknown.append(one["name"])
            continue
        found.known += 1
        for fault in one.get("vulns", ()):
            ids = (fault["id"], *fault.get("aliases", ()))
            found.faults.setdefault(f"{one['name']} {one['version']}", []).append(ids)
    return found


def ask(program: str, service: str) -> Asked | None:
    """The answer of a service; None where there was none."""
    command = [program, "-r", str(CONSTRAINTS), "--no-deps", "--disable-pip", "-s", service]
    options = ["-f", "json", "--progress-spinner", "off", "--timeout", "20"]
    try:
        done = subprocess.run(
            [*command, *options], capture_output=True, text=True, timeout=_SECONDS, check=False
        )
        return asked(json.loads(done.stdout))
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return None


def ignored(path: Path) -> dict[str, str]:
    """The faults that were judged, by id, with the reason. Raises ValueError for an entry without one."""
    found: dict[str, str] = {}
    for one in tomllib.loads(path.read_text(encoding="utf-8")).get("ignore", ()):
        if not set(one) <= _IGNORED or not str(one.get("reason", "")).strip() or "id" not in one:
            raise ValueError(f"{path.name}: {one}: wants id, package, reason (and until)")
        found[one["id"]] = one["reason"]
    return found


def judged(answers: Sequence[Asked | None], reasons: Mapping[str, str]) -> tuple[int, list[str]]:
    """The exit code, and what is to be said."""
    heard = [answer for answer in answers if answer is not None]
    said: list[str] = []
    open_ones = 0
    seen: set[str] = set()
    for answer in heard:
        for package, faults in sorted(answer.faults.items()):
            for ids in faults:
                reason = next((reasons[one] for one in ids if one in reasons), None)
                seen |= {one for one in ids if one in reasons}
                open_ones += reason is None
                said.append(f"{package}: {' '.join(ids)}: {reason or 'NOT JUDGED'}")
    whole = [answer for answer in heard if answer.known and not answer.unknown]
    stale = sorted(set(reasons) - seen) if whole else []
    said += [f"{one} is in audit.toml and nobody reports it any more" for one in stale]
    if open_ones:
        return FOUND, said
    if whole:
        return OK, [*said, "no open fault is known of the pinned packages"]
    missed = min((len(answer.unknown) for answer in heard), default=None)
    what = "no service answered" if missed is None else f"{missed} packages are unknown to them"
    bar = "!" * 78
    return UNCHECKED, [
        *said,
        bar,
        f"NOT CHECKED for known vulnerabilities: {what} ({', '.join(SERVICES)})",
        bar,
    ]


def main() -> int:
    """Ask, judge, say."""
    if len(sys.argv) != 2:
        print(__doc__)
        return FOUND
    try:
        reasons = ignored(HERE / "audit.toml")
    except (OSError, ValueError) as error:
        print(error)
        return FOUND
    answers: list[Asked | None] = []
    for service in SERVICES:
        answers.append(ask(sys.argv[1], service))
        if answers[-1] is not None and answers[-1].known and not answers[-1].unknown:
            break
    code, said = judged(answers, reasons)
    print("\n".join(said))
    return code


if __name__ == "__main__":
    sys.exit(main())
