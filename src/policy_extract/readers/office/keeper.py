"""Runs LibreOffice once and lets nothing of it stay: a program of its own, started by ``program.converted``.

It reads the document from its standard input and writes what was made of it to its standard output. The input stays
open as long as anybody wants the result: when it ends (the reader was killed) or the time is over, LibreOffice is
killed with all that it started, and the folder with the document, the profile and the result is removed. Imports the
standard library only, since it is started for every document.

Arguments: program, seconds, suffix of the document, what to make (“docx:MS Word 2007 XML”), the most bytes of it,
further arguments of the program.
Exit: 0, or one of the codes below with LibreOffice's last words on the standard error.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Final

OVERTIME, FAILED, NOT_STARTED, TOO_LARGE = 3, 4, 5, 6
#: Length of the document, in front of it.
LENGTH: Final = struct.Struct("<Q")
#: No macros, nothing fetched, links not followed; and one locale on all machines, for files that do not say theirs.
_PROFILE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>zh-CN</value></prop></item>
</oor:items>
"""
#: Variables that name folders in which a program leaves something.
_FOLDERS: Final = (
    "HOME", "TMPDIR", "TMP", "TEMP", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR",
)  # fmt: skip
_LAST_WORDS: Final = 300  # bytes of what LibreOffice said


def main(arguments: list[str]) -> int:
    """Convert what comes in; see above."""
    program, seconds, suffix, kind, most, *options = arguments
    options += ["--convert-to", kind]
    size = LENGTH.unpack(sys.stdin.buffer.read(LENGTH.size))[0]
    folder = Path(tempfile.mkdtemp(prefix="policy-extract-"))
    try:
        (folder / f"document{suffix}").write_bytes(sys.stdin.buffer.read(size))
        code, said = _run(program, float(seconds), suffix, int(most), options, folder)
        made = folder / "made" / f"document.{kind.partition(':')[0]}"
        if code == 0 and not (made.is_file() and made.stat().st_size):
            code = FAILED
        if code == 0 and made.stat().st_size > int(most):
            code = TOO_LARGE
        if code == 0:
            with made.open("rb") as file:
                shutil.copyfileobj(file, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            sys.stderr.buffer.write(said[-_LAST_WORDS:])
        return code
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(
    program: str, seconds: float, suffix: str, most: int, options: list[str], folder: Path
) -> tuple[int, bytes]:
    """How it ended (0, or a code) and what the program said; nothing that it started runs on."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    _limit_files(most)
    log = folder / "said"
    with log.open("wb") as said:
        try:
            process = subprocess.Popen(
                [
                    program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
                    "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard", *options,
                    "--outdir", str(folder / "made"), str(folder / f"document{suffix}"),
                ],
                stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd=folder,
                env={**os.environ, **dict.fromkeys(_FOLDERS, str(folder)), "LC_ALL": "C.UTF-8"},
                start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            return NOT_STARTED, str(error).encode("utf-8", "replace")
        threading.Thread(target=_killed_with_reader, args=(process,), daemon=True).start()
        try:
            process.wait(seconds)
            code = 0 if process.returncode == 0 else FAILED
        except subprocess.TimeoutExpired:
            code = OVERTIME
        _killed(process)
    return code, log.read_bytes()


def _killed_with_reader(process: subprocess.Popen[bytes]) -> None:
    """Wait for the end of the input: then nobody wants the result any more."""
    os.read(sys.stdin.fileno(), 1)
    _killed(process)


def _killed(process: subprocess.Popen[bytes]) -> None:
    """End the program with all that it started."""
    if sys.platform == "win32":
        if process.poll() is None:
            tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(tree, capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _limit_files(most: int) -> None:
    """No file of LibreOffice's may grow beyond this, where the system can see to it."""
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        limit = most + 1 if hard == resource.RLIM_INFINITY else min(most + 1, hard)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
