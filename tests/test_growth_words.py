"""Words of growth that are no part of an indicator's name, and two multiples behind one verb."""

from __future__ import annotations

from typing import Any

import pytest

from finding_plans import corpus_of
from policy_extract.findings import find
from reading import records, titled


def values(text: str) -> list[dict[str, Any]]:
    return records(titled(f"一、发展目标\n{text}\n"), "observation")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2022年，社会消费品零售总额名义增长8%。", [("社会消费品零售总额", 8)]),
        ("2022年，固定资产投资同比名义增长9.1%。", [("固定资产投资", 9.1)]),
        ("2022年，固定资产投资名义同比增长9.1%。", [("固定资产投资", 9.1)]),
        ("2022年，地区生产总值按可比价计算增长6.5%。", [("地区生产总值", 6.5)]),
        ("2022年，地区生产总值按不变价格计算同比增长6.5%。", [("地区生产总值", 6.5)]),
        ("2022年，农林牧渔业总产值可比价增长4%。", [("农林牧渔业总产值", 4)]),
        ("2022年，一般公共预算收入同口径增长5%。", [("一般公共预算收入", 5)]),
        ("2022年，医院门诊量名义下降3%。", [("医院门诊量", -3)]),
        (
            "2022年，居民人均可支配收入名义增长9%，扣除价格因素实际增长7%。",
            [("居民人均可支配收入", 9), ("居民人均可支配收入", 7)],
        ),
        # of no growth: the words belong to the name
        ("2022年，名义利率达到3%。", [("名义利率", 3)]),
        ("2022年，实际利用外资增长6%。", [("实际利用外资", 6)]),
    ],
)
def test_words_of_growth_are_no_part_of_a_name(text: str, wanted: list[tuple[str, float]]) -> None:
    found = values(text)
    assert [(r["indicator"], r["low"]) for r in found] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("到2025年，产值和税收分别增加1倍和2倍。", [("产值", 2), ("税收", 3)]),
        (
            "到2025年，养老床位数、助餐点数较2020年分别增长1倍和2倍。",
            [("养老床位数", 2), ("助餐点数", 3)],
        ),
        ("到2025年，产值增加1倍，税收增加2倍。", [("产值", 2), ("税收", 3)]),
        ("到2025年，产值翻一番，税收增加2倍。", [("产值", 2), ("税收", 3)]),
    ],
)
def test_two_multiples_behind_one_verb(text: str, wanted: list[tuple[str, float]]) -> None:
    found = values(text)
    assert [(r["indicator"], r["low"]) for r in found] == wanted
    assert {r["measure"] for r in found} == {"multiple"}


@pytest.mark.parametrize(
    ("one", "other", "verdicts"),
    [
        ("名义增长8%", "按可比价计算增长6.5%", []),
        ("名义增长8%", "增长6.5%", []),
        ("增长8%（现价）", "增长6.5%", []),
        ("名义增长8%", "名义增长6.5%", ["contradict"]),
        ("增长8%", "增长6.5%", ["contradict"]),
        ("实际增长8%", "按可比价增长6.5%", ["contradict"]),
    ],
)
def test_nominal_growth_is_compared_with_nominal_growth_alone(
    one: str, other: str, verdicts: list[str]
) -> None:
    plans = [
        {
            "id": name,
            "title": f"鹤壁市{title}（2021—2025年）",
            "text": f"一、发展成就\n2020年，全市地区生产总值{words}。",
        }
        for name, title, words in (("a", "发展规划", one), ("b", "工业规划", other))
    ]
    corpus = corpus_of(plans)
    found = find(corpus.documents, corpus.entities, corpus.lexicon, corpus.texts).findings
    assert [f.verdict for f in found if f.kind == "comparison"] == verdicts
