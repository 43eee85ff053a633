"""Peak memory of ``extract`` by stage, for numbers of made-up plans with names of their own.

``python benchmarks/memory.py [--plans 100,300,1000] [--formats json] [--seed N] [--keep FOLDER]`` prints a line a number: what the process took
at most until the end of each stage, in MB, bytes of the plans and seconds. Every plan is of a county of its own turn, with companies, projects and
indicators of its own and some that all have. With ``--keep`` plans and output stay, so that a run that was stopped goes on where it was.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from names_at_scale import TRADES, uses
from policy_extract.lexicon import load
from policy_extract.lexicon.records import Division

_PROGRAM = "from policy_extract.cli import main_extract as m; raise SystemExit(m())"
_STAGES = ("words", "documents", "names", "findings", "writing")
_FIRMS = 8  # mentions of companies in a plan
_OWN_WORDS = ("智能", "绿色", "高端", "数字", "特色", "优势", "新型", "配套", "出口", "关键")
_KINDS = ("企业", "产值", "项目", "产品", "园区", "基地", "研发投入", "用地")
_BODIES = ("市经信局", "市科技局", "市发改局", "市商务局", "市农业农村局", "市生态环境局")
_EVERY = 0.05


def plan(number: int, county: Division, firms: list[str], chance: random.Random) -> str:
    """A plan of some 2,000 signs: what all plans promise, with numbers of its own, and what no other one does."""
    place, own = county.name, [f"{a}{b}" for a in TRADES for b in _OWN_WORDS]
    chance.shuffle(own)
    level = chance.randrange(200, 900)
    lines = [
        f"{place}{own[0]}产业发展“十四五”规划（第{number}号）", "",
        "一、发展基础",
        f"2020年，全{place[-1]}规上工业总产值达到{level}.3亿元，年均增长{chance.randrange(4, 14)}%，规上工业企业达到{chance.randrange(80, 900)}家。",
        "二、主要目标",
        f"到2025年，规上工业总产值达到{level + chance.randrange(100, 400)}亿元，研发经费占GDP比重达到{chance.randrange(15, 40) / 10}%，高新技术企业达到{chance.randrange(40, 300)}家。",
        *(f"到2025年，{words}{kind}达到{chance.randrange(10, 900)}{'亿元' if kind in ('产值', '研发投入') else '亩' if kind == '用地' else '个'}。"
          for words, kind in zip(own[1:9], _KINDS, strict=True)),
        "表1 主要指标", "指标\t单位\t2020年\t2025年",
        *(f"{words}产业增加值\t亿元\t{chance.randrange(10, 90)}\t{chance.randrange(90, 200)}" for words in own[9:15]),
        "三、主要任务",
        *(f"（{sign}）发展{words}产业\n支持{firm}扩大生产，到2025年建设{words}项目{chance.randrange(2, 40)}个。（责任单位：{'、'.join(chance.sample(_BODIES, 3))}）"
          for sign, words, firm in zip("一二三四五", own[15:20], firms, strict=False)),
        "表2 重点项目", "序号\t项目名称\t建设单位\t总投资（万元）\t建设年限",
        *(f"{i}\t{firm}年产{chance.randrange(10, 900)}万件{words}项目\t{firm}\t{chance.randrange(1000, 90000)}\t2021-2023"
          for i, (words, firm) in enumerate(zip(own[20:], firms[5:], strict=False), 1)),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def plans(count: int, seed: int) -> Iterator[str]:
    """So many plans; the same arguments give the same ones."""
    lexicon, chance = load(local=False), random.Random(f"plans {seed}")
    counties = sorted((d for d in lexicon.divisions if d.level == "county"), key=lambda d: d.code)
    chance.shuffle(counties)
    firms = uses(count * _FIRMS, seed, lexicon)
    for number in range(count):
        mine = [use.name for use in islice(firms, _FIRMS)]
        yield plan(number, counties[number % len(counties)], mine, chance)


def main() -> None:
    """Measure every number in a process of its own."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--plans", default="100,300,1000", help="numbers of plans")
    options.add_argument("--formats", default="json", help="formats that are written")
    options.add_argument("--jobs", default="1", help="processes")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", type=Path, help="folder in which plans and output stay")
    asked = options.parse_args()
    print(f"| plans | bytes | {' | '.join(_STAGES)} | seconds |")
    print("|---:|---:" + "|---:" * (len(_STAGES) + 1) + "|")
    for count in map(int, asked.plans.split(",")):
        with ExitStack() as stack:
            room = asked.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
            folder = room / f"plans-{count}"
            if not folder.is_dir():
                folder.mkdir(parents=True)
                for number, text in enumerate(plans(count, asked.seed)):
                    (folder / f"plan-{number:06}.txt").write_text(text, encoding="utf-8")
            began = time.perf_counter()
            peaks = measured(folder, room / f"out-{count}", asked.formats.split(","), asked.jobs)
            took = time.perf_counter() - began
            size = sum(path.stat().st_size for path in folder.iterdir())
        cells = " | ".join(f"{peaks[stage]:,.0f}" if stage in peaks else "–" for stage in _STAGES)
        print(f"| {count:,} | {size:,} | {cells} | {took:.0f} |", flush=True)


def measured(folder: Path, out: Path, formats: list[str], jobs: str) -> dict[str, float]:
    """The most memory of one run until the end of each stage, in MB."""
    out.parent.mkdir(parents=True, exist_ok=True)
    log = out.parent / f"{out.name}.log"
    log.unlink(missing_ok=True)
    chosen = [word for name in formats for word in ("--format", name)]
    command = [sys.executable, "-c", _PROGRAM, str(folder), "-o", str(out), "-q", "--jobs", jobs]
    process = subprocess.Popen([*command, *chosen, "--log-json", str(log)])
    peaks: dict[str, float] = {}
    stage, place = "words", 0
    while process.poll() is None:
        if log.exists():
            with log.open("rb") as file:
                file.seek(place)
                for line in file:
                    if not line.endswith(b"\n"):
                        break
                    place += len(line)
                    said = json.loads(line)
                    stage = said.get("stage", stage)
        peaks[stage] = max(peaks.get(stage, 0.0), _peak(process.pid))
        time.sleep(_EVERY)
    if process.returncode:
        raise SystemExit(f"extract ended with {process.returncode}")
    return peaks


def _peak(process: int) -> float:
    """The most memory of a process so far, in MB; 0 where the system does not say it, or the process has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0.0
    said = (line.split()[1] for line in lines if line.startswith("VmHWM"))
    return int(next(said, "0")) / 1024


if __name__ == "__main__":
    if not os.path.isdir("/proc"):
        raise SystemExit("only where /proc tells the memory of a process")
    main()
