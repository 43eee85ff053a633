"""A run asks nobody: no socket of a network is opened by any process of it, and the kernel gives it none."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import CORPUS, PLAN

#: Loaded by every Python process of the run: writes down what it does, and lets no socket but a pipe come to be.
_WATCH = """
import json, os, sys
_log = os.open({log!r}, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
_NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.bind",
            "socket.sendto", "socket.sendmsg", "urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect")
def _put(kind, what):
    os.write(_log, (json.dumps([kind, str(what)]) + "\\n").encode())
def _hook(event, args):
    if event in _NETWORK or (event == "socket.__new__" and args[1] != 1):
        frame, names = sys._getframe(), set()
        while frame is not None:
            names.add(frame.f_code.co_name)
            frame = frame.f_back
        # urllib3, which spaCy brings in, asks at its import whether this machine speaks IPv6; nothing leaves it
        _put("probe" if "_has_ipv6" in names else "network", event)
        raise OSError("no network here")
    if event == "marshal.load":
        _put("marshal", event)
    if event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn"):
        _put("program", args[0])
    if event == "open" and isinstance(args[0], (str, bytes)) and args[2] & (os.O_WRONLY | os.O_RDWR):
        _put("write", os.path.abspath(os.fsdecode(args[0])))
sys.addaudithook(_hook)
_put("start", os.getpid())
"""
_PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>临江县工业发展“十四五”规划</title>
<link rel="stylesheet" href="http://192.0.2.1/a.css"><script src="http://192.0.2.1/a.js"></script></head>
<body><img src="http://192.0.2.1/a.png"><iframe src="http://192.0.2.1/"></iframe><div>{}</div></body></html>"""
FORMATS = ("json", "xlsx", "html", "csv", "parquet", "jsonl", "webannotation", "labelstudio")


def _inputs(folder: Path) -> Path:
    shutil.copytree(CORPUS, folder)
    paragraphs = "".join(f"<p>{line}</p>" for line in PLAN.splitlines())
    (folder / "page.html").write_text(_PAGE.format(paragraphs), encoding="utf-8")
    (folder / "plan.md").write_text(f"![](http://192.0.2.1/x.png)\n\n{PLAN}", encoding="utf-8")
    (folder / "table.csv").write_text("指标,单位,2025年\n工业总产值,亿元,500\n", encoding="utf-8")
    return folder


def _alone() -> list[str]:
    """What takes a program's network away, where the machine has it: a namespace with nothing in it."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return []
    command = [unshare, "--map-root-user", "--net"]
    tried = subprocess.run([*command, "true"], capture_output=True, check=False)
    return command if tried.returncode == 0 else []


def test_a_run_with_all_writers_asks_nobody(tmp_path: Path) -> None:
    log, out, temporary = tmp_path / "log", tmp_path / "out", tmp_path / "tmp"
    watch = tmp_path / "watch"
    for folder in (watch, temporary):
        folder.mkdir()
    (watch / "sitecustomize.py").write_text(_WATCH.format(log=str(log)), encoding="utf-8")
    wanted = [word for name in FORMATS for word in ("--format", name)]
    code = "import sys; from policy_extract.cli import main_extract; sys.exit(main_extract())"
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(watch), *sys.path]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "TMPDIR": str(temporary),
    }
    command = [sys.executable, "-c", code, str(_inputs(tmp_path / "in")), "-o", str(out), *wanted]
    done = subprocess.run(
        [*_alone(), *command], env=environment, capture_output=True, text=True, timeout=300, check=False
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    seen = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert [what for kind, what in seen if kind == "start"] != []
    assert [what for kind, what in seen if kind == "network"] == []
    assert {what for kind, what in seen if kind == "probe"} <= {"socket.__new__"}
    assert [what for kind, what in seen if kind == "marshal"] == []  # no cache of others is read
    assert {what for kind, what in seen if kind == "program"} <= {"uname"}  # for the manifest
    written = {what for kind, what in seen if kind == "write"} - {str(log), os.devnull}
    outside = {Path(path) for path in written if not Path(path).is_relative_to(out)}
    # rows of the workbook, until it is put together: in a folder of its own, which goes
    places = [path.relative_to(temporary).parts for path in outside]
    # … beside the file by which Python tries whether the folder takes any
    assert {parts[0][:15] for parts in places if len(parts) > 1} <= {"policy-extract-"}
    assert len([parts for parts in places if len(parts) == 1]) <= 2
    assert written != set()
    assert list(temporary.iterdir()) == []
    manifest = json.loads((out / "manifest.json").read_bytes())
    assert [one["status"] for one in manifest["documents"]] == ["ok"] * 8


@pytest.mark.parametrize("how", ["connect", "resolve"])
def test_the_watch_sees_a_socket(tmp_path: Path, how: str) -> None:
    log = tmp_path / "log"
    (tmp_path / "sitecustomize.py").write_text(_WATCH.format(log=str(log)), encoding="utf-8")
    call = {
        "connect": "socket.create_connection(('192.0.2.1', 80))",
        "resolve": "socket.getaddrinfo('example.invalid', 80)",
    }[how]
    done = subprocess.run(
        [sys.executable, "-c", f"import socket; {call}"],
        env={**os.environ, "PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert "no network here" in done.stderr
    assert '"network"' in log.read_text(encoding="utf-8")
