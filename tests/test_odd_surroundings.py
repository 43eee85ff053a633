"""Folders, files and streams as they should not be: what is told, and that nothing waits or is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import PLAN, Run
from policy_extract.cli import main
from policy_extract.errors import OutputError
from policy_extract.files import NoFile, TooLarge, first_bytes, json_of, read_whole
from policy_extract.folder import HIDDEN
from policy_extract.folder.journal import leads_out
from policy_extract.output import load_output
from policy_extract.readers import discover
from policy_extract.store import PLACE

posix = pytest.mark.skipif(sys.platform == "win32", reason="streams and links of POSIX")
#: Deeper JSON than Python follows.
DEEP = b"[" * 100_000


def _shell(command: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """A line of the shell in which $X is the program; it must end."""
    return subprocess.run(
        ["bash", "-c", f'X="{sys.executable} -m policy_extract"; {command}', "sh", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


# ---- folders -------------------------------------------------------------------------------------------------


@posix
def test_a_folder_deeper_than_the_system_goes_is_told(run: Run, plan: Path, tmp_path: Path) -> None:
    here = Path.cwd()
    os.chdir(plan.parent)
    try:
        for _ in range(30):
            os.mkdir("d" * 200)
            os.chdir("d" * 200)
        Path("deepest.txt").write_text(PLAN, encoding="utf-8")
    finally:
        os.chdir(here)
    code, _, err = run(plan.parent, "-o", tmp_path / "out")
    assert code == 1
    assert "dddd: cannot be read: File name too long" in err
    assert (tmp_path / "out" / "documents" / "plan.json").is_file()


@posix
@pytest.mark.parametrize("name", ["manifest.json", "entities.json", f"{HIDDEN}/journal.json"])
@pytest.mark.parametrize("kind", ["pipe", "device", "deep"])
def test_a_folder_that_looks_like_an_output(plan: Path, name: str, kind: str) -> None:
    """Whoever made the folder of inputs cannot make the run wait, eat, or stumble."""
    place = plan.parent / name
    place.parent.mkdir(exist_ok=True)
    for other in ("manifest.json", "entities.json"):
        (plan.parent / other).write_text("{}")
    place.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(place)
    elif kind == "device":
        place.symlink_to("/dev/zero")
    else:
        place.write_bytes(DEEP)
    assert [one.path for one in discover([plan.parent]).inputs] == [plan.as_posix()]


@posix
@pytest.mark.parametrize("kind", ["pipe", "deep"])
def test_an_output_whose_manifest_is_none(run: Run, plan: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "out"
    assert run(plan, "-o", out, "-q")[0] == 0
    (out / "manifest.json").unlink()
    if kind == "pipe":
        os.mkfifo(out / "manifest.json")
    else:
        (out / "manifest.json").write_bytes(DEEP)
    code, _, err = run(plan, "-o", out, "-q")
    assert code == 2
    assert "manifest.json was not written by a run" in err
    assert main(["verify", str(out)]) == 2


# ---- links in OUT --------------------------------------------------------------------------------------------


@posix
def test_links_in_out_lead_nowhere(run: Run, plan: Path, tmp_path: Path) -> None:
    """Neither what is written, nor what a manifest lists, nor what a journal says."""
    out, outside = tmp_path / "out", tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.json").write_text("mine")
    out.mkdir()
    (out / "documents").symlink_to(outside)
    code, _, err = run(plan, "-o", out)
    assert code == 2
    assert f"a link at {out / 'documents'} leads out of the folder" in err
    (out / "documents").unlink()
    assert run(plan, "-o", out, "-q")[0] == 0
    (out / "link").symlink_to(outside)
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    manifest["files"].append("link/kept.json")
    (out / "manifest.json").write_text(json.dumps(manifest))
    assert run(plan, "-o", out, "-q")[0] == 0
    assert [path.name for path in outside.iterdir()] == ["kept.json"]


@posix
def test_a_journal_leads_nowhere_by_links(run: Run, plan: Path, tmp_path: Path) -> None:
    out, outside = tmp_path / "out", tmp_path / "outside"
    outside.mkdir()
    assert run(plan, "-o", out, "-q")[0] == 0
    kept = outside / "kept.json"
    kept.write_text("mine")
    (out / "link").symlink_to(outside)
    hidden = out / HIDDEN
    (hidden / "new-1").mkdir(parents=True)
    (hidden / "new-1" / "manifest.json").write_bytes((out / "manifest.json").read_bytes())
    state = kept.stat()
    journal = {
        "version": 1,
        "new": "new-1",
        "files": [],
        "removals": [
            {"name": "link/kept.json", "changed": state.st_mtime_ns, "size": state.st_size}
        ],
        "before": None,
    }
    (hidden / "journal.json").write_text(json.dumps(journal))
    with pytest.raises(OutputError, match="leads out"):
        load_output(out)
    assert kept.read_text() == "mine"
    journal["removals"] = []
    journal["files"] = ["kept.json"]
    (hidden / "journal.json").write_text(json.dumps(journal))
    (hidden / "new-2").symlink_to(outside)
    (outside / "manifest.json").write_text("{}")
    (hidden / "journal.json").write_text(json.dumps({**journal, "new": "new-2"}))
    with pytest.raises(OutputError, match="leads out"):
        load_output(out)
    assert kept.read_text() == "mine"


@posix
def test_the_hidden_folder_is_no_link(run: Run, plan: Path, tmp_path: Path) -> None:
    """What lies in it is swept."""
    out, outside = tmp_path / "out", tmp_path / "outside"
    (outside / "new-york").mkdir(parents=True)
    (outside / "draft.new").write_text("mine")
    out.mkdir()
    (out / HIDDEN).symlink_to(outside)
    code, _, err = run(plan, "-o", out)
    assert code == 2
    assert f"a link at {out / HIDDEN} leads out of the folder" in err
    assert sorted(path.name for path in outside.iterdir()) == ["draft.new", "new-york"]


@posix
def test_which_links_lead_out(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "real").mkdir(parents=True)
    (out / "inner").symlink_to(out / "real")
    (out / "up").symlink_to(tmp_path)
    (out / "file").symlink_to(tmp_path / "elsewhere")  # it is replaced, not followed
    (tmp_path / "alias").symlink_to(out)
    for name in ("a", "real/a", "inner/a", "not/there/yet", "file"):
        assert not leads_out(out, name), name
        assert not leads_out(tmp_path / "alias", name), name
    assert leads_out(out, "up/a")
    assert leads_out(out, "up/out2/a")
    assert not leads_out(out, "up/out/a")


# ---- files ---------------------------------------------------------------------------------------------------


@posix
@pytest.mark.skipif(not os.access("/proc/kmsg", os.R_OK), reason="the kernel's log may be read")
def test_a_file_that_waits_for_news_is_none(run: Run, plan: Path, tmp_path: Path) -> None:
    """It is a regular file for the system, and reading it never ends."""
    (plan.parent / "log.txt").symlink_to("/proc/kmsg")
    code, _, err = run(plan.parent, "-o", tmp_path / "out")
    assert code == 1
    assert "log.txt: is not a regular file" in err


@posix
def test_files_are_read_to_their_limit_and_no_pipe(tmp_path: Path) -> None:
    pipe, file = tmp_path / "pipe", tmp_path / "file"
    os.mkfifo(pipe)
    file.write_bytes(b"12345")
    for path in (pipe, tmp_path, Path("/dev/zero")):
        with pytest.raises(OSError, match=r"no file, but a pipe|directory") as raised:
            read_whole(path)
        assert isinstance(raised.value, NoFile)
    with pytest.raises(NoFile):
        first_bytes(pipe, 4)
    assert first_bytes(file, 4) == b"1234"
    assert read_whole(file, 5) == b"12345"
    with pytest.raises(TooLarge):
        read_whole(file, 4)


@pytest.mark.skipif(sys.platform != "linux", reason="files of the kernel")
def test_a_file_that_is_longer_than_it_says_is_cut_off() -> None:
    """As one that grows while it is read."""
    about = Path("/proc/self/status")
    assert about.stat().st_size == 0
    assert len(read_whole(about, 100_000)) > 10
    with pytest.raises(TooLarge):
        read_whole(about, 10)


def test_json_that_is_nested_too_deep_is_broken() -> None:
    assert json_of(b'{"a": [1]}') == {"a": [1]}
    with pytest.raises(ValueError, match="nested"):
        json_of(DEEP)


# ---- streams -------------------------------------------------------------------------------------------------


@posix
@pytest.mark.parametrize(
    ("streams", "code"),
    [
        ("2>&-", 0),
        (">&-", 0),
        ("<&- >&- 2>&-", 0),
        ("<&- >&- 2>&- --jobs 2", 0),
        ("2>/dev/full", 0),
        ("| true; exit ${PIPESTATUS[0]}", 0),
        ("2>&1 | true; exit ${PIPESTATUS[0]}", 0),
        ("2>&1 | true; exit ${PIPESTATUS[0]}", 1),
        (">&- 2>&-", 1),
    ],
)
def test_a_run_needs_nobody_to_listen(plan: Path, tmp_path: Path, streams: str, code: int) -> None:
    (plan.parent / "other.txt").write_text(PLAN, encoding="utf-8")
    none = tmp_path / "none" if code else plan.parent  # a file that is not there is a failure
    done = _shell(f'$X extract "$1" "$3" -o "$2" {streams}', plan.parent, tmp_path / "out", none)
    assert (done.returncode, done.stderr) == (code, "")
    assert (tmp_path / "out" / "manifest.json").is_file()
    left = sorted(p for p in (tmp_path / "out" / HIDDEN).rglob("*") if p.is_file())
    assert left == [tmp_path / "out" / PLACE]  # no claim, no journal


@posix
@pytest.mark.parametrize(
    "command", ["extract $1 -o $2", "verify $3", "rules", "ask $3 --area 兰溪市"]
)
def test_a_full_disk_behind_stdout_is_told(
    plan: Path, tmp_path: Path, corpus_out: Path, command: str
) -> None:
    done = _shell(f"$X {command} >/dev/full", plan, tmp_path / "out", corpus_out)
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr


@posix
@pytest.mark.parametrize("limit", ["-n 9", "-v 500000", "-v 400000"])
@pytest.mark.parametrize("jobs", ["1", "4"])
def test_a_system_that_gives_little_is_told(
    plan: Path, tmp_path: Path, limit: str, jobs: str
) -> None:
    """Few files that are open at once, little memory: all is done, or it is said why not."""
    for number in range(4):
        (plan.parent / f"{number}.txt").write_text(PLAN, encoding="utf-8")
    out = tmp_path / "out"
    done = _shell(f'ulimit {limit}; $X extract "$1" -o "$2" --jobs {jobs}', plan.parent, out)
    assert "Traceback" not in done.stderr
    assert "this is a defect" not in done.stderr
    assert done.returncode in (0, 1, 2)
    if done.returncode:
        assert done.stderr.strip()
    assert (out / "manifest.json").is_file() is (
        done.returncode == 0 or ("nothing was written" not in done.stderr and done.returncode == 1)
    )


# ---- programs that call it -----------------------------------------------------------------------------------

#: Reads a document in a process of its own (a page), from threads and from daemons, as workers of a Pool are.
_CALLER = """
import gc, multiprocessing, sys, threading
from policy_extract import extract

def run(paths, jobs=1):
    result = extract(paths, jobs=jobs)
    return len(result.documents), [failure.reason for failure in result.failures]

if __name__ == "__main__":
    paths, script, thresholds = sys.argv[1:], sys.modules["__main__"], gc.get_threshold()
    found = []
    threads = [threading.Thread(target=lambda: found.append(run(paths))) for _ in range(3)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert found == [(2, [])] * 3, found
    assert sys.modules["__main__"] is script
    assert gc.get_threshold() == thresholds
    for way in ("fork", "spawn"):
        with multiprocessing.get_context(way).Pool(1) as pool:
            for jobs in (1, 2):
                assert pool.apply_async(run, (paths, jobs)).get(60) == (2, []), (way, jobs)
"""


@posix
def test_threads_and_daemons_may_call_it(plan: Path, tmp_path: Path) -> None:
    """Threads left another script in the place of the caller's; a worker of a Pool could not read a page."""
    page = plan.parent / "page.html"
    page.write_text(f"<html><body><p>{PLAN}</p></body></html>", encoding="utf-8")
    script = tmp_path / "caller.py"
    script.write_text(_CALLER, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script, plan, page],
        capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
