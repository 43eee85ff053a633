"""One very large document of each kind: what it takes, by which power that grows, and the most memory.

Tables of as many rows as asked in every dialect that text has tables in, and single lines of as many signs. Every size runs
in a process of its own: layout, extraction, names, findings and the JSON. ``python benchmarks/large.py [--rows N]
[--signs N] [--only WORDS]`` prints a line a kind: seconds of the process at a quarter of the size and at all of it, the power by which they
grow, and the most memory.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from growth_families import TITLE, names
from growth_work import FACTOR, seconds
from strategies.dialects import DRAWN

_UNITS = 1024 if sys.platform != "darwin" else 1  # of ru_maxrss, in bytes
_MEGA = 1_000_000
_HEAD = ["指标", "单位", "2020年", "2025年"]


def _rows(count: int) -> list[list[str]]:
    kinds = ("亿元", "家", "%", "万亩")
    return [_HEAD] + [
        [f"工业{name}企业产值", kinds[i % 4], str(i % 900 + 10), str(i % 900 + 40)]
        for i, name in enumerate(names(count))
    ]


def _table(draw: Callable[[list[list[str]]], str]) -> Callable[[int], str]:
    return lambda count: f"{TITLE}表1 主要指标\n{draw(_rows(count))}\n"


def _wrapped(count: int) -> str:
    """A table of spaces whose names run over two lines."""
    lines = ["指标              单位     2020年   2025年"]
    for i, name in enumerate(names(count)):
        lines += [
            f"{name}规模以上工业",
            f"增加值            亿元     {i % 900 + 10}       {i % 900 + 40}",
        ]
    return f"{TITLE}表1 主要指标\n" + "\n".join(lines) + "\n"


def _tasks(count: int) -> str:
    """A table of tasks: number, task, target, agency."""
    rows = [["序号", "任务", "目标", "责任单位"]] + [
        [
            str(i + 1),
            f"建设{name}产业园",
            f"到2025年，{name}企业达到{i % 90 + 10}家",
            "市科技局、市经信局",
        ]
        for i, name in enumerate(names(count))
    ]
    return f"{TITLE}表1 任务分工\n" + DRAWN["row tabs"](rows) + "\n"


def _line(piece: Callable[[int, str], str], joint: str = "") -> Callable[[int], str]:
    """One line of about so many signs, made of pieces that each have a name of their own."""

    def make(signs: int) -> str:
        each = len(piece(0, "甲乙")) + len(joint)
        count = max(1, signs // each)
        return f"{TITLE}一、目标\n" + joint.join(
            piece(i, name) for i, name in enumerate(names(count))
        )

    return make


#: Tables by rows.
TABLES: dict[str, Callable[[int], str]] = {
    **{f"table, {name}": _table(draw) for name, draw in DRAWN.items()},
    "table, wrapped": _wrapped,
    "table of tasks": _tasks,
}
#: Lines by signs.
LINES: dict[str, Callable[[int], str]] = {
    "line of amounts": _line(lambda i, name: f"{name}产值达到{i}亿元", "，"),
    "line of growths": _line(lambda i, name: f"{name}产值增长{i % 30}%至{i + 9}亿元", "，"),
    "line of companies": _line(lambda _, name: f"浙江{name}科技有限公司", "、"),
    "line of agencies": _line(lambda _, name: f"{name}局", "、"),
    "line of labels": _line(lambda _, __: "牵头单位："),
    "line of brackets": _line(lambda _, name: f"（{name}"),
    "line of closed brackets": _line(lambda _, name: f"（{name}局）"),
    "line of quotes": _line(lambda _, name: f"“{name}", ""),
    "line of names of documents": _line(lambda _, name: f"《{name}规划》", "、"),
    "line of 分别": _line(lambda i, name: f"{name}、甲企业分别达到{i}家、{i + 1}家", "，"),
    "line of 从…到…": _line(lambda i, name: f"{name}企业从{i}家增加到{i + 5}家", "，"),
    "line of years": _line(lambda i, name: f"20{i % 90 + 10}年{name}", "、"),
    "line of verbs": _line(lambda _, name: f"推进{name}建设加快发展"),
    "line of names alone": _line(lambda _, name: name),
    "line of one sign": lambda signs: f"{TITLE}一、目标\n" + "的" * signs,
    "line of digits": lambda signs: f"{TITLE}一、目标\n" + "7" * signs,
    "line of numerals": lambda signs: f"{TITLE}一、目标\n" + "一二三四五六七八九十" * (signs // 10),
    "line of blanks": lambda signs: f"{TITLE}一、目标\n" + "企业" + " " * signs + "5家",
    "line of tabs": lambda signs: f"{TITLE}一、目标\n" + "5家\t" * (signs // 3),
    "line of pipes": lambda signs: f"{TITLE}一、目标\n" + "|5家" * (signs // 3),
    "line of dashes": lambda signs: f"{TITLE}一、目标\n" + "5-" * (signs // 2),
    "line of points": lambda signs: f"{TITLE}一、目标\n" + "5." * (signs // 2),
    "line of stops": lambda signs: f"{TITLE}一、目标\n" + "。；" * (signs // 2),
}


def main() -> None:
    """Measure and print, one line a kind."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--rows", type=int, default=100_000, help="rows of tables (100,000)")
    options.add_argument("--signs", type=int, default=200_000, help="signs of lines (200,000)")
    options.add_argument("--only", default="", help="kinds with these words in their name")
    options.add_argument("--child", nargs=2, metavar=("KIND", "SIZE"), help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.child:
        print(json.dumps(_measured(asked.child[0], int(asked.child[1]))))
        return
    print("| kind | size | seconds | power | the steepest stage | memory |")
    print("|---|---:|---:|---:|---|---:|", flush=True)
    for kind, size in _asked(asked.rows, asked.signs, asked.only):
        small, large = _in_a_child(kind, size // FACTOR), _in_a_child(kind, size)
        print(_told(kind, size, small, large), flush=True)


def _asked(rows: int, signs: int, only: str) -> Iterator[tuple[str, int]]:
    for kinds, size in ((TABLES, rows), (LINES, signs)):
        yield from ((kind, size) for kind in kinds if only in kind)


def _measured(kind: str, size: int) -> dict[str, object]:
    seconds(
        [f"{TITLE}一、目标\n到2025年，企业达到5家。\n"], ("json",)
    )  # what is loaded late is loaded
    text = (TABLES.get(kind) or LINES[kind])(size)
    began = process_time()
    stages = seconds([text], ("json",))
    whole = process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNITS
    return {"stages": stages, "whole": whole, "peak": peak}


def _in_a_child(kind: str, size: int) -> dict[str, object] | None:
    command = [sys.executable, __file__, "--child", kind, str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{kind}: {done.stderr[-300:]}", file=sys.stderr)
        return None
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def _told(
    kind: str, size: int, small: dict[str, object] | None, large: dict[str, object] | None
) -> str:
    if small is None or large is None:
        return f"| {kind} | {size:,} | failed | | | |"
    least, most = float(str(small["whole"])), float(str(large["whole"]))
    powers = {
        stage: math.log(took / max(before, 0.01), FACTOR)
        for stage, took in large["stages"].items()  # type: ignore[attr-defined]
        if took > 0.1 and (before := small["stages"][stage]) is not None  # type: ignore[index]
    }
    steep = max(powers, key=lambda stage: powers[stage], default="")
    told = f"{steep} {powers[steep]:.2f}" if steep else "–"
    power = math.log(most / least, FACTOR)
    memory = float(str(large["peak"])) / _MEGA
    return f"| {kind} | {size:,} | {least:.1f} → {most:.1f} | {power:.2f} | {told} | {memory:,.0f} MB |"


if __name__ == "__main__":
    main()
