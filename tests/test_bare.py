"""A run needs nothing but its inputs and OUT: no home, no locale, no right to write where the package lies."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import PLAN
from policy_extract.folder import HIDDEN
from policy_extract.pipeline import extract
from policy_extract.readers import ConfinedReader, Unreadable, discover
from policy_extract.writers import write

#: Runs ``extract`` and refuses to write outside two folders, as a system does where the package is root's; the first argument
#: is a file for what was refused. (Python itself tries to keep what it has compiled, and does without.)
_RUN = """
import os, sys
from policy_extract.cli import main_extract

log, *rooms = sys.argv[1:4]
refused = open(log, "w", encoding="utf-8")
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

def hook(event, arguments):
    wanted = []
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITES:
        wanted = arguments[:1]
    elif event in ("os.mkdir", "os.remove", "os.rmdir") and arguments[-1] == -1:
        wanted = arguments[:1]
    elif event == "os.rename":
        wanted = arguments[:2]
    for path in wanted:
        if isinstance(path, int) or str(path) == os.devnull:
            continue
        path = os.path.abspath(os.fsdecode(path))
        if not any(path.startswith(room) for room in rooms) and "__pycache__" not in path:
            refused.write(path + chr(10))
            refused.flush()
            raise PermissionError(13, "Permission denied", path)

sys.addaudithook(hook)
raise SystemExit(main_extract(sys.argv[4:]))
"""


def _tree(out: Path) -> dict[str, bytes]:
    """Without the tool's own folder, in which a run keeps what the next may use."""
    files = (p for p in out.rglob("*") if p.is_file() and HIDDEN not in p.parts)
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in files}


def _without_run(files: dict[str, bytes]) -> dict[str, bytes]:
    manifest = json.loads(files["manifest.json"])
    del manifest["run"]
    return {**files, "manifest.json": json.dumps(manifest).encode()}


def test_the_same_comes_out_of_a_bare_run(tmp_path: Path) -> None:
    """And it writes nowhere but into OUT and the folder for temporary files; of a plan whose name has two scripts."""
    plans, out, temporary = tmp_path / "规划", tmp_path / "out", tmp_path / "tmp"
    for folder in (plans, temporary):
        folder.mkdir()
    (plans / "临江 plan.txt").write_text(PLAN, encoding="utf-8")
    write(extract([plans]), tmp_path / "expected")
    package = str(Path(sys.modules["policy_extract"].__file__ or "").parents[1])
    bare = {"LC_ALL": "C", "TMPDIR": str(temporary), "PYTHONPATH": package}
    rooms = [str(tmp_path / "refused"), str(out), str(temporary)]
    given = [str(plans), "-o", str(out), "--format", "json", "-q", "--jobs", "2"]
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *rooms, *given],
        env=bare,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "refused").read_text(encoding="utf-8") == ""
    assert _without_run(_tree(out)) == _without_run(_tree(tmp_path / "expected"))


def test_a_file_that_goes_or_changes_while_the_run_works(plan: Path) -> None:
    """What was found may be gone when it is read; what is read is one state of it, and its hash is of that."""
    found = discover([plan]).inputs
    with ConfinedReader() as reader:
        before = reader.read(found[0].path)
        plan.write_text(PLAN.replace("500亿元", "600亿元"), encoding="utf-8")
        after = reader.read(found[0].path)
        plan.unlink()
        with pytest.raises(Unreadable) as refused:
            reader.read(found[0].path)
    assert "500亿元" in before.text
    assert "600亿元" in after.text
    assert before.sha256 != after.sha256
    assert refused.value.code == "read.missing"
