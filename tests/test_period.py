"""Words of time → their normal form, without context but the plan's own calendar."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

import pytest

from policy_extract.document import shadow
from policy_extract.lexicon import load
from policy_extract.measure import period_forms
from policy_extract.measure.period import Calendar, PeriodFinder
from policy_extract.model import Meta, Period
from reading import CORPUS, corpus_text, lexicon, period

FIVE_YEARS = Calendar(2021, 2025, 2021)
THREE_YEARS = Calendar(2023, 2025, 2023)
ONE_YEAR = Calendar(2024, 2024, 2024)
NOTHING = Calendar(None, None, None)


@cache
def finder() -> PeriodFinder:
    return PeriodFinder(lexicon())


def times(words: str, calendar: Calendar = FIVE_YEARS) -> list[tuple[str, str]]:
    """(words as written, normal form) of every time expression; “” for no normal form."""
    found = finder().find(shadow(words), 0, len(words), calendar)
    return [(words[t.start : t.end], period(t.period)) for t in found]


def test_a_word_of_users_may_begin_with_a_quote_or_a_sign_of_regular_expressions(
    tmp_path: Path,
) -> None:
    """A quote opened nothing but the name of a planning period, so that such a word was never found."""
    (tmp_path / "periods.toml").write_text(
        """[this]\noutlook = ['“双碳”期末', '"双碳"期末', ']期末', '(期末']\n[date]\nopening = [']', '(期']\n""",
        encoding="utf-8",
    )
    of_users = PeriodFinder(load([tmp_path]))
    for word in (
        "“双碳”期末",
        '"双碳"期末',
        "]期末",
        "(期末",
        "规划期末",
        "“十四五”期末",
        "三年内",
    ):
        words = f"到{word}，“建成”5个项目。"
        found = of_users.find(shadow(words), 0, len(words), FIVE_YEARS)
        assert [words[one.start : one.end] for one in found] == [word]


@pytest.mark.parametrize(
    ("words", "quote", "norm"),
    [
        ("到2025年，", "2025年", "2025"),
        ("到 2025 年，", "2025 年", "2025"),
        ("到２０２５年，", "２０２５年", "2025"),
        ("2025年底，", "2025年底", "2025"),
        ("2025年末，", "2025年末", "2025"),
        ("2025年初，", "2025年初", "2025"),
        ("2025年前，", "2025年前", "../2025"),
        ("2025年底前，", "2025年底前", "../2025"),
        ("2025年底之前，", "2025年底之前", "../2025"),
        ("2022年度考核", "2022年度", "2022"),
        ("2021年7月1日", "2021年7月1日", "2021-07-01"),
        ("2021 年 7 月 1 日", "2021 年 7 月 1 日", "2021-07-01"),
        ("2021年7月，", "2021年7月", "2021-07"),
        ("2021年12月底前完成", "2021年12月底前", "../2021-12"),
        ("发布时间：2022-04-27", "2022-04-27", "2022-04-27"),
        ("发布时间：2022/4/27", "2022/4/27", "2022-04-27"),
        ("二〇二一年十月", "二〇二一年十月", "2021-10"),
        ("二○三五年", "二○三五年", "2035"),
        ("二0三五年", "二0三五年", "2035"),
        ("二零三五年", "二零三五年", "2035"),
        ("二〇三五年远景目标", "二〇三五年", "2035"),
        ("二〇二一年七月二十一日", "二〇二一年七月二十一日", "2021-07-21"),
        ("2018-2021年", "2018-2021年", "2018/2021"),
        ("2018—2021年", "2018—2021年", "2018/2021"),
        ("2018年至2021年", "2018年至2021年", "2018/2021"),
        ("2018～2021年", "2018～2021年", "2018/2021"),
        ("2021年1月—2023年6月", "2021年1月—2023年6月", "2021-01/2023-06"),
        ("2023年第三季度", "2023年第三季度", "2023-07/2023-09"),
        ("2023年四季度", "2023年四季度", "2023-10/2023-12"),
        ("2023年上半年", "2023年上半年", "2023-01/2023-06"),
        ("2023年下半年", "2023年下半年", "2023-07/2023-12"),
    ],
)
def test_years_and_dates(words: str, quote: str, norm: str) -> None:
    assert times(words) == [(quote, norm)]


@pytest.mark.parametrize(
    ("words", "quote", "norm"),
    [
        ("“十四五”期间，", "“十四五”期间", "2021/2025"),
        ("“十四五”时期，", "“十四五”时期", "2021/2025"),
        ("“十四五”期末，", "“十四五”期末", "2025"),
        ("“十四五”末，", "“十四五”末", "2025"),
        ("“十四五”规划期末，", "“十四五”规划期末", "2025"),
        ("“十三五”期初", "“十三五”期初", "2016"),
        ("“十四五”初期", "“十四五”初期", "2021"),
        ("“十四五”开局之年", "“十四五”开局之年", "2021"),
        ("“十三五”收官之年", "“十三五”收官之年", "2020"),
        ("“十三五”以来", "“十三五”以来", "2016/.."),
        ("“十一五”期间", "“十一五”期间", "2006/2010"),
        ("“十五五”时期", "“十五五”时期", "2026/2030"),
        ("\"十四五\"期间", "\"十四五\"期间", "2021/2025"),
        ("十四五期间，", "十四五期间", "2021/2025"),
        ("十三五末，", "十三五末", "2020"),
        ("十三五”期间，", "十三五”期间", "2016/2020"),
        ("2012年起5年内，", "2012年起5年内", "2012/2016"),
        ("2023年开始三年之内，", "2023年开始三年之内", "2023/2025"),
        ("2012年起实施", "2012年", "2012"),
    ],
)  # fmt: skip
def test_planning_periods(words: str, quote: str, norm: str) -> None:
    assert times(words) == [(quote, norm)]


@pytest.mark.parametrize(
    ("words", "calendar", "expected"),
    [
        ("6月底前完成", ONE_YEAR, [("6月底前", "../2024-06")]),
        ("12月底完成", ONE_YEAR, [("12月底", "2024-12")]),
        ("9月30日前完成", ONE_YEAR, [("9月30日前", "../2024-09-30")]),
        ("今年，", ONE_YEAR, [("今年", "2024")]),
        ("今年底前", ONE_YEAR, [("今年底前", "../2024")]),
        ("年底前，", ONE_YEAR, [("年底前", "../2024")]),
        ("上半年完成", ONE_YEAR, [("上半年", "2024-01/2024-06")]),
        ("第三季度完成", ONE_YEAR, [("第三季度", "2024-07/2024-09")]),
        ("今年，", FIVE_YEARS, [("今年", "2021")]),
        ("年底，", FIVE_YEARS, []),
        ("今年，", NOTHING, []),
        ("6月底前完成", NOTHING, []),
        ("规划期末，", FIVE_YEARS, [("规划期末", "2025")]),
        ("规划期末，", NOTHING, []),
        ("三年内，", THREE_YEARS, [("三年内", "2023/2025")]),
        ("三年累计", THREE_YEARS, [("三年", "2023/2025")]),
        ("力争用3年时间", THREE_YEARS, [("3年", "2023/2025")]),
        ("三年内，", NOTHING, [("三年内", "")]),
        ("5年内，", THREE_YEARS, [("5年内", "")]),
    ],
)
def test_what_needs_the_calendar(
    words: str, calendar: Calendar, expected: list[tuple[str, str]]
) -> None:
    assert times(words, calendar) == expected


def test_same_year_takes_the_year_before_it() -> None:
    assert times("2019年7月提出，同年9月成立，同年验收") == [
        ("2019年7月", "2019-07"),
        ("同年9月", "2019-09"),
        ("同年", "2019"),
    ]
    assert times("同年9月成立") == []


def test_several_in_order() -> None:
    assert times("较2015年增长，到2023年达到，到2025年突破，展望2035年") == [
        ("2015年", "2015"),
        ("2023年", "2023"),
        ("2025年", "2025"),
        ("2035年", "2035"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "上世纪80年代",
        "2020年代",
        "新增用地2025亩",
        "编号20230512",
        "330国道",
        "近年来，目前，当前，每年，逐年",
        "《工业“十四五”规划》",
        "“十四五”规划纲要",
        "第十四个五年",
        "三农",
        "2021.5万元",
        "2025-2021号",
    ],
)
def test_refused(words: str) -> None:
    assert times(words) == []


def test_a_thirteenth_month_is_no_time() -> None:
    assert times("2021年13月") == []


def test_offsets_count_in_the_whole_text() -> None:
    text = "甲乙丙丁，到2025年，"
    found = finder().find(shadow(text), 4, len(text), FIVE_YEARS)
    assert [(t.start, t.end, t.rule) for t in found] == [(6, 11, "time.year")]


def test_only_the_given_stretch_is_read() -> None:
    text = "到2023年，到2025年，"
    found = finder().find(shadow(text), 7, len(text), FIVE_YEARS)
    assert [text[t.start : t.end] for t in found] == ["2025年"]


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        (Meta(period=Period(start="2021", end="2025"), issued="2021-07-01"), (2021, 2025, 2021)),
        (Meta(period=Period(start="2023-06", end="2025-12")), (2023, 2025, None)),
        (Meta(issued="2022-04"), (None, None, 2022)),
        (Meta(), (None, None, None)),
    ],
)
def test_calendar_of_a_document(meta: Meta, expected: tuple[int | None, ...]) -> None:
    calendar = Calendar.of(meta)
    assert (calendar.first, calendar.last, calendar.issued) == expected


@pytest.mark.parametrize(
    ("calendar", "year"),
    [(ONE_YEAR, 2024), (FIVE_YEARS, 2021), (Calendar(2021, 2025, 2022), 2022), (NOTHING, None)],
)
def test_this_year(calendar: Calendar, year: int | None) -> None:
    assert calendar.this_year == year


#: The lists whose words may stand at the head of a time, by the tables of periods.toml.
_HEADS = (
    "date.halves", "this.year", "this.same", "this.own", "this.whole", "this.opening", "this.outlook",
    "years.lead", "years.open", "years.short_lead", "past.lead",
    "shift.earlier", "shift.later", "shift.before", "shift.following",
)  # fmt: skip


@pytest.mark.parametrize("name", _HEADS)
def test_every_word_that_heads_a_time_begins_like_an_opening(name: str) -> None:
    """The search stops only at ``date.opening``: a word that begins otherwise would never be found."""
    openings = lexicon().words("periods", "date.opening")
    assert [w for w in lexicon().words("periods", name) if not w.startswith(openings)] == []


def test_numbers_that_open_no_time_are_passed_over_and_no_other() -> None:
    """What must stand behind the first digits or the first numeral of a time: without it all is found that was."""
    told = finder()._pattern.pattern
    digits = f"(?={period_forms.digits(lexicon())})"
    counts = f"{period_forms.behind_count(lexicon())}|"
    assert told.count(digits) == told.count(counts) == 1
    all_asked = re.compile(told.replace(digits, r"(?=\d)").replace(counts, "|"))
    chance = random.Random(7)
    signs = "120253 年月个季度-至.、〇O二五前底末上半到十"
    made = ("".join(chance.choices(signs, k=chance.randint(3, 14))) for _ in range(5_000))
    for text in (*(corpus_text(path.stem) for path in CORPUS.glob("*.txt")), *made):
        expected = [match.span() for match in all_asked.finditer(text)]
        assert [match.span() for match in finder()._pattern.finditer(text)] == expected, text[:80]
