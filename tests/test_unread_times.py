"""What looks like a time and is none: its digits are no numbers, and a statement beside it is doubted."""

from __future__ import annotations

import pytest

from reading import read, titled

_DOUBT = "time.unread"

_UNREAD = [
    "到20255年", "到3025年", "到二〇二五五年", "到20 25年", "2025-2021年", "2025年13月前", "2025年2月30日前", "2025-02-30起",
    "2025/2/30前", "2025.13.01前",
]  # fmt: skip


def doubts(words: str) -> list[tuple[str, ...]]:
    found = read(titled(f"一、总体目标\n\n{words}\n"))
    return [one.doubts for one in found.observations]


@pytest.mark.parametrize("time", _UNREAD)
def test_a_value_beside_a_time_that_nobody_could_read_is_doubted(time: str) -> None:
    found = read(titled(f"一、总体目标\n\n{time}，新增企业20家。\n")).observations
    assert [(one.value and one.value.low, _DOUBT in one.doubts) for one in found] == [(20, True)]


@pytest.mark.parametrize("time", _UNREAD)
def test_the_sentence_behind_is_not(time: str) -> None:
    found = doubts(f"{time}，新增企业20家。新增基地30个。")
    assert [_DOUBT in one for one in found] == [True, False]


@pytest.mark.parametrize(
    "words",
    [
        "到2025年，新增企业20家。", "到2O25年，新增企业20家。", "二〇二一至二〇二五年，新增企业20家。", "2025-02-28前，新增企业20家。",
        "20255年投入使用，到2025年新增企业20家。", "超过1000年，新增遗址20处。", "距今五千年，新增遗址20处。", "自80年代起，新增企业20家。",
        "整治用地2025亩。", "新增企业20家。到20255年。",
    ],
)  # fmt: skip
def test_what_can_be_read_or_is_no_time_is_not_doubted(words: str) -> None:
    found = doubts(words)
    assert found
    assert [_DOUBT in one for one in found] == [False] * len(found)
