"""jieba's dictionary: as jieba itself reads it, and from nowhere else."""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import jieba
import pytest

from policy_extract.segment import Tokenizer
from policy_extract.segment.dictionary import cutter, prefixes


def test_it_is_the_dictionary_that_jieba_makes() -> None:
    frequencies, total = jieba.Tokenizer.gen_pfdict(jieba.Tokenizer().get_dict_file())
    made = cutter()
    assert frequencies == made.FREQ
    assert total == made.total


def test_fronts_are_shorter_than_the_word() -> None:
    assert prefixes(["北京大学", "北京", "大"]) == {"北": 0, "北京": 0, "北京大": 0}
    assert prefixes([]) == {}


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
