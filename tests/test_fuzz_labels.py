"""Spoiled labels, answers and outputs: told with file and line, never a traceback. The seed is the day's, as in ``test_fuzz``."""

from __future__ import annotations

import json
import random
import shutil
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

import pytest

from broken_files import spoiled
from conftest import ROOT
from policy_extract.corrections import load_corrections
from policy_extract.errors import GoldenError, OutputError, PolicyExtractError
from policy_extract.score.golden import load_golden
from policy_extract.verify import verify_folder
from seeds import seed_of_today

_VALUES: Final = (
    None, True, -1, 0, 10**25, 1e308, 0.1, "", " ", "x", "2025", "99999-13", [], [None], {}, {"start": 5}, "o000000", "area:x",
)  # fmt: skip
GOLDEN: Final = "lanxi-manufacturing-upgrade-2021-2023.jsonl"


def changed(rng: random.Random, data: Any) -> Any:
    """JSON with one to three of its values replaced, gone, doubled or under another name."""
    data = json.loads(json.dumps(data))
    for _ in range(rng.randint(1, 3)):
        node = data
        while True:
            keys = list(node) if isinstance(node, dict) else list(range(len(node)))
            if not keys:
                break
            key = rng.choice(keys)
            if isinstance(node[key], dict | list) and node[key] and rng.random() < 0.85:
                node = node[key]
                continue
            what = rng.randrange(4)
            if what == 0:
                del node[key]
            elif what == 1 and isinstance(node, dict):
                node[rng.choice(("x", "start", "value", ""))] = node.pop(key)
            elif what == 1:
                node.append(deepcopy(node[key]))
            else:
                node[key] = deepcopy(rng.choice(_VALUES))
            break
    return data


@pytest.mark.parametrize("turn", range(4))
def test_spoiled_labels_are_told_with_file_and_line(turn: int, tmp_path: Path) -> None:
    lines = (ROOT / "golden" / GOLDEN).read_text(encoding="utf-8").splitlines()
    said: list[str] = []
    for number in range(turn * 100, turn * 100 + 100):
        rng = random.Random(f"{seed_of_today()}/golden/{number}")
        taken = rng.sample(lines, 3)
        if rng.random() < 0.5:
            taken[1] = json.dumps(changed(rng, json.loads(taken[1])), ensure_ascii=False)
            data = "\n".join(taken).encode()
        else:
            data = spoiled(rng, "\n".join(taken).encode())
        path = tmp_path / "plan.jsonl"
        path.write_bytes(data)
        try:
            load_golden(tmp_path)
        except GoldenError as error:
            said.append(str(error))
    assert len(said) > 20
    assert [one for one in said if "plan.jsonl" not in one] == []


@pytest.mark.parametrize("turn", range(2))
def test_spoiled_answers_are_told_with_file_and_line(turn: int, tmp_path: Path) -> None:
    answer = {
        "version": 1, "document": "plan", "sha256": "0" * 64, "record": "o000100", "key": "a|b||level|2025|target",
        "quote": "500亿元", "judgement": "wrong", "fixes": {"indicator": "产值", "measure": "level"}, "note": "",
    }  # fmt: skip
    path = tmp_path / "corrections.jsonl"
    path.write_text(json.dumps(answer), encoding="utf-8")
    assert len(load_corrections(path)) == 1
    said: list[str] = []
    for number in range(turn * 150, turn * 150 + 150):
        rng = random.Random(f"{seed_of_today()}/answers/{number}")
        data = json.dumps(changed(rng, answer), ensure_ascii=False).encode()
        path.write_bytes(data if rng.random() < 0.5 else spoiled(rng, data))
        try:
            load_corrections(path)
        except PolicyExtractError as error:
            said.append(str(error))
    assert len(said) > 30
    assert [one for one in said if "corrections.jsonl" not in one] == []


@pytest.mark.parametrize("turn", range(3))
def test_spoiled_outputs_are_told(turn: int, corpus_out: Path, tmp_path: Path) -> None:
    """``verify`` says what does not hold, or that the file is none; whatever stands in it."""
    name = "lanxi-manufacturing-upgrade-2021-2023"
    out = tmp_path / "out"
    (out / "documents").mkdir(parents=True)
    for file in (f"documents/{name}.txt", f"documents/{name}.json", "entities.json", "findings.json", "manifest.json"):  # fmt: skip
        shutil.copy(corpus_out / file, out / file)
    whole = verify_folder(out)  # of one plan of five: what names the others is told
    held = {
        file: json.loads((out / file).read_text(encoding="utf-8"))
        for file in (f"documents/{name}.json", "entities.json", "findings.json", "manifest.json")
    }
    told = 0
    for number in range(turn * 8, turn * 8 + 8):
        rng = random.Random(f"{seed_of_today()}/output/{number}")
        file = rng.choice(sorted(held))
        before = (out / file).read_bytes()
        data = json.dumps(changed(rng, held[file]), ensure_ascii=False).encode()
        (out / file).write_bytes(data if rng.random() < 0.7 else spoiled(rng, before))
        try:
            told += len(verify_folder(out)) != len(whole)
        except OutputError:
            told += 1
        (out / file).write_bytes(before)
    assert told >= 4
