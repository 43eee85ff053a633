"""What a broken font map leaves is no text; what only looks odd is."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_extract.readers import Unreadable, read_document
from policy_extract.readers.legibility import illegible, meaningless

PLAIN = "到2027年，全县建成冷链仓库18座，培育苹果分拣企业26家。" * 20


@pytest.mark.parametrize(
    "text",
    [
        "".join(chr(0xE000 + n % 400) for n in range(600)),
        "!\"#$%&'()*+,-.ﬁﬂ†‡•ˆ˜¯" * 40,
        (PLAIN[:300] + "(cid:127)(cid:128)v#" * 20),
        "�人民�府" * 100,
    ],
)  # fmt: skip
def test_rubbish_is_told(text: str) -> None:
    assert illegible(text)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "".join(f"\uf06c {PLAIN[:60]}" for _ in range(10)),  # bullets of a symbol font
        "The county will build 18 cold stores by 2027 (see table 3).\n" * 20,
        "1.5|2.6|3.7|-4.8|5.9%\n" * 60,
        "\ue000" * 20,  # a title of a few signs is no text to judge by
        "",
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert not illegible(text)


def test_the_share_counts_signs_that_stand_for_nothing() -> None:
    assert meaningless("果\ue000园 \ufffd") == 0.5
    assert meaningless("") == 0


def test_a_text_of_rubbish_is_refused_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "gazette.txt"
    path.write_text("".join(chr(0xE000 + n % 400) for n in range(600)), encoding="utf-8")
    with pytest.raises(Unreadable) as caught:
        read_document(path)
    assert caught.value.code == "read.broken_fonts"
    assert "文字识别" in caught.value.told("zh")
