"""jieba's dictionary: as jieba itself reads it, and from nowhere else."""

from __future__ import annotations

import hashlib
import importlib
import marshal
import os
import random
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import jieba
import pytest

from policy_extract.segment import Tokenizer
from policy_extract.segment.dictionary import KNOWN, Dictionary, _absent

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def data() -> bytes:
    with jieba.Tokenizer().get_dict_file() as file:
        whole: bytes = file.read()
    return whole


@pytest.fixture(scope="module")
def of_jieba() -> tuple[dict[str, int], int]:
    frequencies, total = jieba.Tokenizer.gen_pfdict(jieba.Tokenizer().get_dict_file())
    return frequencies, total


def made_of(data: bytes) -> Any:
    """A tokenizer, and the dictionary that has been put into it."""
    tokenizer = jieba.Tokenizer()
    return tokenizer, Dictionary(tokenizer, data)


def test_it_is_the_dictionary_that_jieba_makes(
    data: bytes, of_jieba: tuple[dict[str, int], int]
) -> None:
    """Every word and front, found by halving; were the installed one unknown, this test would not prove it."""
    frequencies, total = of_jieba
    assert hashlib.sha256(data).hexdigest() in KNOWN
    tokenizer, made = made_of(data)
    assert tokenizer.FREQ == {}
    assert tokenizer.total == total
    for word in frequencies:
        made.frequency(word)
    assert frequencies == tokenizer.FREQ


def test_only_what_a_text_can_ask_for_is_read(
    data: bytes, of_jieba: tuple[dict[str, int], int]
) -> None:
    tokenizer, made = made_of(data)
    assert list(made.cut("规模以上工业增加值", unknown=False))
    openings = {*"规模以上工业增加值", *map("".join, pairwise("规模以上工业增加值"))}
    wanted = {w: f for w, f in of_jieba[0].items() if f and w[:2] in openings}
    fronts = {word[:length] for word in wanted for length in range(1, len(word))}
    wanted |= dict.fromkeys(fronts - wanted.keys(), 0)
    assert wanted == tokenizer.FREQ
    assert made.frequency("\ud800") == made.frequency("") == 0


def test_every_part_of_speech_is_that_of_the_file(data: bytes) -> None:
    _, made = made_of(data)
    lines = [line.split(" ") for line in data.decode().split("\n") if line]
    told = {word: tag for word, _, tag in lines if tag[0] not in "nilmz"}
    read: dict[str, str] = {}
    for sign in {word[0] for word, _, _ in lines}:
        read.update(made.tags(sign))
    assert read == told


def test_another_dictionary_is_gone_through_line_by_line() -> None:
    """Unsorted, and with a sign that comes twice: nothing is taken for granted that was seen in jieba's own."""
    tokenizer, made = made_of("工业 5 n\n规模 3 n\n工人 2 n\n已经 4 d\n工 1 v\n".encode())
    assert tokenizer.total == 15
    assert [made.frequency(w) for w in ("工业", "工人", "工", "规", "规模")] == [5, 2, 1, 0, 3]
    assert (made.tags("已"), made.tags("工")) == ({"已经": "d"}, {"工": "v"})
    with pytest.raises(ValueError, match="invalid literal"):
        made_of("工业 n 5\n".encode())


def test_jieba_comes_without_pkg_resources_and_leaves_it_to_others() -> None:
    script = (
        "import sys; from policy_extract.segment import Tokenizer; Tokenizer().frequency('工业');"
        "assert 'pkg_resources' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", script], check=True, timeout=60).returncode == 0


def test_a_module_that_is_there_already_stays() -> None:
    with _absent("json"):
        import json
    assert sys.modules["json"] is json
    with _absent("antigravity"), pytest.raises(ImportError):
        importlib.import_module("antigravity")
    assert "antigravity" not in sys.modules


def test_fronts_are_shorter_than_the_word() -> None:
    tokenizer, made = made_of("北京大学 3 n\n北海 2 n\n北京 9 n\n".encode())
    assert made.frequency("北京") == 9
    assert tokenizer.FREQ == {"北": 0, "北京": 9, "北京大": 0, "北京大学": 3}


_CUT = """
from policy_extract.segment import Tokenizer
words = Tokenizer()
print(words.frequency("工业"), words.pieces("规模以上工业增加值"), [w.tag for w in words.words("建成")])
"""


def _cut(temporary: Path) -> str:
    environment = {**os.environ, "TMPDIR": str(temporary), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-c", _CUT], env=environment, capture_output=True, check=True, timeout=60
    ).stdout.decode()


def test_a_cache_that_somebody_planted_is_not_read(tmp_path: Path) -> None:
    """jieba.cache in the temporary folder of all: with an altered one six plans of seven changed without a word."""
    clean, planted = tmp_path / "clean", tmp_path / "planted"
    clean.mkdir()
    planted.mkdir()
    with (planted / "jieba.cache").open("wb") as file:
        marshal.dump(({"规": 9, "模以": 9, "以上工": 9, "工业增": 9}, 36), file)
    before = (planted / "jieba.cache").read_bytes()
    assert _cut(planted) == _cut(clean) != ""
    assert (planted / "jieba.cache").read_bytes() == before
    assert list(clean.iterdir()) == []  # and none is left for the next


def test_the_tokenizer_of_jieba_itself_stays_as_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Another program in this process may have taught it words: they are none of ours."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    mine = jieba.Tokenizer()
    mine.add_word("浙江省临江县工业")
    monkeypatch.setattr(jieba, "dt", mine)
    assert Tokenizer().pieces("浙江省临江县工业") == ["浙江省", "临江", "县", "工业"]


def test_it_cuts_as_jieba_does(data: bytes, of_jieba: tuple[dict[str, int], int]) -> None:
    """Real text, and signs that meet by chance: words of one weight, none at all, half a sign, other letters."""
    theirs, (_, ours) = jieba.Tokenizer(), made_of(data)
    theirs.FREQ, theirs.total = of_jieba
    theirs.initialized = True
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "corpus").glob("*.txt"))[:2]]
    chance = random.Random(1)
    signs = "".join(texts) + "\ud800%𠮷ab "
    lines = [line for text in texts for line in text.split("\n")]
    lines += ["".join(chance.choices(signs, k=chance.randint(0, 12))) for _ in range(3000)]
    for line in lines:
        for unknown in (True, False):
            assert list(ours.cut(line, unknown=unknown)) == list(theirs.cut(line, HMM=unknown))
