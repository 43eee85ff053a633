"""What a run of one text brings in, and how its process ends: both are most of what a page of a plan costs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

#: What stands beside the way of one text into JSON: other formats of plans, workers, gazetteers of users, what people are shown.
_ELSEWHERE = (
    "difflib", "importlib.metadata", "jinja2", "lxml", "multiprocessing", "openpyxl", "pypdfium2", "rich", "spacy", "subprocess", "xlsxwriter",
    "policy_extract.cli.contradictions", "policy_extract.cli.streaming", "policy_extract.cli.summary", "policy_extract.desk",
    "policy_extract.readers.office.keeper", "policy_extract.writers.html", "policy_extract.writers.xlsx",
)  # fmt: skip


def _python(code: str, *given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *given], capture_output=True, text=True, check=False
    )


def test_one_text_brings_in_what_it_needs(tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text("某县工业发展规划\n\n到2025年，规上工业总产值达到100亿元。\n", encoding="utf-8")
    run = [str(plan), "-o", str(tmp_path / "out"), "-q", "--format", "json"]
    code = (
        "import json, sys\nfrom policy_extract.cli import main_extract\n"
        "code = main_extract(sys.argv[1:])\nprint(json.dumps([code, *sys.modules]))"
    )
    returned, *loaded = json.loads(_python(code, *run).stdout)
    assert returned == 0
    assert not set(_ELSEWHERE) & set(loaded)


def _left(before: str, code: int = 3) -> subprocess.CompletedProcess[str]:
    return _python(
        "import atexit, os, sys, threading\nfrom policy_extract.processes.endings import leave\n"
        "class Taken:\n    def __del__(self, write=os.write): write(1, b' taken apart')\n"
        f"held = Taken()\natexit.register(sys.stdout.write, ' called')\n{before}\n"
        f"sys.stdout.write('said')\nleave({code})"
    )


def test_a_process_leaves_what_it_holds_to_the_system() -> None:
    """What was said and what asked to be called comes first."""
    left = _left("")
    assert (left.returncode, left.stdout, left.stderr) == (3, "said called", "")


@pytest.mark.parametrize(
    "before",
    [
        "sys.setprofile(lambda *_: None)",
        "sys.settrace(lambda *_: None)",
        "threading.Thread(target=lambda: threading.Event().wait(0.5)).start()",
    ],
)
def test_who_is_watched_or_has_threads_ends_as_ever(before: str) -> None:
    left = _left(before)
    assert (left.returncode, left.stdout, left.stderr) == (3, "said called taken apart", "")


@pytest.mark.parametrize(("said", "looks"), [("__all__", False), ("some", True)])
def test_pydantic_looks_for_plugins_where_the_user_wants_them(said: str, looks: bool) -> None:
    done = _python(
        f"import os, sys\nos.environ['PYDANTIC_DISABLE_PLUGINS'] = {said!r}\n"
        "from policy_extract.cli.plugins import without_plugins\nwithout_plugins()\n"
        "assert 'importlib.metadata' not in sys.modules\n"
        "from pydantic import BaseModel\nclass Model(BaseModel): a: int\nassert Model(a='1').a == 1\n"
        f"assert ('importlib.metadata' in sys.modules) is {looks}\n"
        "from importlib.metadata import distributions, entry_points\nassert any(distributions())"
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_pydantic_has_plain_forms_in_its_core_alone() -> None:
    done = _python(
        "from policy_extract.cli.plugins import without_plugins\nwithout_plugins()\n"
        "from typing_extensions import TypedDict\n"
        "from pydantic import TypeAdapter\n"
        "from pydantic_core import core_schema\n"
        "made = core_schema.CoreConfig(title='a')\n"
        "assert type(made) is dict and made == {'title': 'a'}\n"
        "assert not hasattr(core_schema.CoreConfig, '__total__')\n"
        "class Typed(TypedDict, total=False): a: int\n"
        "assert Typed.__total__ is False\n"
        "assert TypeAdapter(Typed).validate_python({'a': '1'}) == {'a': 1}"
    )
    assert (done.returncode, done.stderr) == (0, "")
