"""A second run into a folder in which people have worked, stopped at every change that it makes; a program of its own.

It is small, so that a fork of it costs little: ``python switch_points.py ROOM`` reads what ``save`` has put there and prints,
for each way to be stopped, how the processes ended and whose files were found after each.
"""

from __future__ import annotations

import json
import os
import pickle
import re
import shutil
import signal
import sys
import tempfile
import traceback
from pathlib import Path
from typing import NamedTuple

import kill_points
from policy_extract.folder import HIDDEN, unfinished
from policy_extract.model import Manifest
from policy_extract.output import load_output
from policy_extract.writers.store import commit

#: What people have put into OUT, also beside the run's own files.
PEOPLES = {
    "corrections.jsonl": b"",
    "gazetteers/judgements.csv": b"key,type,left,right,verdict,reason\n",
    "policy-extract.edited-1.xlsx": b"PK saved long ago",
    "documents/mine.md": b"# mine",
    "notes.txt": b"mine",
}
BOOK, SET_ASIDE = "policy-extract.xlsx", "policy-extract.edited-2.xlsx"
SAVED = b"PK answers of a person"
#: How the run is stopped, and whether from there on (a disk stays full).
WAYS = {
    "SIGKILL": (kill_points.kill(signal.SIGKILL), False),
    "SIGTERM": (kill_points.kill(signal.SIGTERM), False),
    "SIGHUP": (kill_points.kill(signal.SIGHUP), False),
    "torn": (kill_points.torn, False),
    "fails": (kill_points.fails, False),
    "full": (kill_points.full, True),
}


class Written(NamedTuple):
    """One run's files and its manifest; ``tree`` is what then lies in a folder of its own."""

    files: dict[str, bytes]
    manifest: Manifest
    tree: dict[str, bytes]

    def commit(self, out: Path) -> None:
        """Put them into a folder."""
        commit(out, self.files.items(), self.manifest, ())


class Runs(NamedTuple):
    """A folder of a first run in which people have worked, and a second run that is to go there."""

    base: Path
    first: Written
    second: Written

    def states(self) -> tuple[dict[str, bytes], dict[str, bytes]]:
        """What may lie there: the first run's files or the second's, people's beside them."""
        return (
            {**PEOPLES, **self.first.tree, BOOK: SAVED},
            {**PEOPLES, **self.second.tree, SET_ASIDE: SAVED},
        )


def tree(folder: Path) -> dict[str, bytes]:
    """The files of a folder."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def shown(folder: Path) -> dict[str, bytes]:
    """Those without the tool's own."""
    return {name: data for name, data in tree(folder).items() if not name.startswith(HIDDEN)}


def copy(folder: Path, to: Path) -> Path:
    """A copy by links, since nothing changes a file in its place: each is written anew and moved."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(folder, to, copy_function=os.link)
    return to


def save(room: Path, runs: Runs) -> None:
    """Where ``main`` looks."""
    (room / "runs.pickle").write_bytes(pickle.dumps(runs))


class _Stopped:
    """The second run, stopped in one place after the other; states that were looked at are not looked at again."""

    def __init__(self, runs: Runs, room: Path) -> None:
        self.runs, self.out = runs, room / "out"
        self.seen: dict[frozenset[tuple[str, bytes]], int] = {}

    def everywhere(self, way: str) -> dict[str, object]:
        how, on = WAYS[way]
        copy(self.runs.base, self.out)
        points = kill_points.count(self.act, self.out)
        ended, found = [], []
        for at in range(1, points + 1):
            copy(self.runs.base, self.out)
            ended.append(kill_points.run(self.act, self.out, at, how, on=on))
            found.append(self.whose(f"{way} at {at}"))
        return {"points": points, "ended": ended, "found": found}

    def act(self) -> None:
        self.runs.second.commit(self.out)

    def whose(self, told: str) -> int:
        state = frozenset((re.sub("[0-9a-f]{16}", "", n), d) for n, d in tree(self.out).items())
        if state not in self.seen:
            self.seen[state] = self.looked(told)
        return self.seen[state]

    def looked(self, told: str) -> int:
        """Which run's files a reader finds, people's beside them; the next run replaces either."""
        first, second = self.runs.states()
        if (self.out / "manifest.json").is_file() and not unfinished(self.out):
            assert shown(self.out) in (first, second), told  # another program need know no more
        other = copy(self.out, self.out.with_name("next"))
        self.runs.first.commit(other)
        book = self.runs.first.files[BOOK]
        assert tree(other) == {**first, BOOK: book, SET_ASIDE: SAVED}, told
        read = load_output(self.out)
        now = shown(self.out)
        assert now in (first, second), told
        assert {f"documents/{id_}.json" for id_ in read.documents} <= set(now), told
        assert not unfinished(self.out), told
        return 2 if now == second else 1


def main(room: Path) -> None:
    """Stop it in every way and print what came of it."""
    memory = Path("/dev/shm")  # thousands of files are made and removed
    at = memory if os.access(memory, os.W_OK) else room
    with tempfile.TemporaryDirectory(dir=at) as folder:
        _print_all(pickle.loads((room / "runs.pickle").read_bytes()), Path(folder))


def _print_all(runs: Runs, room: Path) -> None:
    base = room / "base"
    shutil.copytree(runs.base, base)
    stopped = _Stopped(runs._replace(base=base), room)
    outcomes: dict[str, object] = {}
    for way in WAYS:
        try:
            outcomes[way] = stopped.everywhere(way)
        except Exception:  # a run that is refused where it must not be is as wrong
            outcomes[way] = {"wrong": traceback.format_exc()}
    print(json.dumps(outcomes))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
