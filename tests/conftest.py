from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from policy_extract.cli import main_extract
from policy_extract.pipeline import Result, extract
from policy_extract.writers import write

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # started in the background of a shell, which has Ctrl-C ignored, here and in all that is started from here
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus"

#: A small plan of a place that exists in no gazetteer of ours.
PLAN = """临江县人民政府关于印发《临江县工业发展“十四五”规划》的通知

临江县工业发展“十四五”规划

一、发展基础
2020年，全县规上工业总产值达到320.5亿元，年均增长7.2%。

二、发展目标
到2025年，规上工业总产值突破500亿元，规上工业企业达到300家以上，
研发经费支出占比达到3%以上。

三、主要任务
（一）培育龙头企业。到2025年，培育年产值超10亿元企业5家以上。
（责任单位：县经信局、县科技局，列第一位的为牵头单位，下同）
"""


def two_counties(folder: Path) -> Path:
    """A new folder with two plans of each of two counties, and a file that nobody can read."""
    folder.mkdir()
    for name in "abcd":
        text = PLAN.replace("临江县", "临江县" if name < "c" else "兰溪市")
        (folder / f"{name}.txt").write_text(f"{text}\n{name}\n", encoding="utf-8")
    (folder / "bad.txt").write_bytes(b"\x00\x01\x02")
    return folder


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The small plan as a UTF-8 file."""
    path = tmp_path / "in" / "plan.txt"
    path.parent.mkdir()
    path.write_text(PLAN, encoding="utf-8", newline="")
    return path


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``extract`` in this process: (exit code, stdout, stderr), in English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: object) -> tuple[int, str, str]:
        capfd.readouterr()
        try:
            code = main_extract([str(argument) for argument in arguments])
        except SystemExit as stop:  # argparse
            code = int(stop.code or 0)
        out, err = capfd.readouterr()
        return code, out, err

    return run


@pytest.fixture(scope="session")
def corpus_result() -> Result:
    """The five plans, extracted once for all tests."""
    return extract([CORPUS])


@pytest.fixture(scope="session")
def corpus_out(corpus_result: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five plans as files; do not write here."""
    out = tmp_path_factory.mktemp("corpus") / "out"
    write(corpus_result, out)
    return out
