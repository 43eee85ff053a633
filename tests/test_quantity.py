"""Words with a number → a value: numbers, units, bounds, ranges, numerals; and what is no quantity."""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import cache

import pytest

from policy_extract.document import shadow
from policy_extract.measure.finding import QuantityFinder
from policy_extract.measure.quantity import Quantity
from reading import lexicon


@cache
def finder() -> QuantityFinder:
    return QuantityFinder(lexicon())


def quantities(words: str) -> list[Quantity]:
    return finder().find(shadow(words), 0, len(words))


def one(words: str) -> Quantity:
    found = quantities(words)
    assert len(found) == 1, [words[q.start : q.end] for q in found]
    return found[0]


def bounds(q: Quantity) -> tuple[object, ...]:
    return q.low, q.high, q.comparator, q.unit


@pytest.mark.parametrize(
    ("words", "quote", "low", "high", "comparator", "unit"),
    [
        ("达到500家", "500家", 500, 500, "=", "家"),
        ("为9.8%", "9.8%", 9.8, 9.8, "=", "%"),
        ("突破1400亿元", "突破1400亿元", 1400, None, ">", "亿元"),
        ("超过60%", "超过60%", 60, None, ">", "%"),
        ("超1500亿元", "超1500亿元", 1500, None, ">", "亿元"),
        ("逾300亿元", "逾300亿元", 300, None, ">", "亿元"),
        ("大于5%", "大于5%", 5, None, ">", "%"),
        ("不少于60场次", "不少于60场次", 60, None, ">=", "场次"),
        ("不低于95%", "不低于95%", 95, None, ">=", "%"),
        ("至少1个", "至少1个", 1, None, ">=", "个"),
        ("≥350万元/亩", "≥350万元/亩", 350, None, ">=", "万元/亩"),
        ("55%以上", "55%以上", 55, None, ">=", "%"),
        ("10个及以上", "10个及以上", 10, None, ">=", "个"),
        ("不超过8个", "不超过8个", None, 8, "<=", "个"),
        ("不高于30%", "不高于30%", None, 30, "<=", "%"),
        ("最高500万元", "最高500万元", None, 500, "<=", "万元"),
        ("≤1.3", "≤1.3", None, 1.3, "<=", None),
        ("30个工作日以内", "30个工作日以内", None, 30, "<=", "个工作日"),
        ("4.5%以下", "4.5%以下", None, 4.5, "<=", "%"),
        ("3个工作日内", "3个工作日内", None, 3, "<=", "个工作日"),
        ("3个内设机构", "3个", 3, 3, "=", "个"),
        ("500万元封顶", "500万元封顶", None, 500, "<=", "万元"),
        ("50家有余", "50家有余", 50, None, ">", "家"),
        ("低于1.2", "低于1.2", None, 1.2, "<", None),
        ("不足3%", "不足3%", None, 3, "<", "%"),
        ("不到20家", "不到20家", None, 20, "<", "家"),
        ("约50%", "约50%", 50, 50, "~", "%"),
        ("近80个", "近80个", 80, 80, "~", "个"),
        ("8%左右", "8%左右", 8, 8, "~", "%"),
        ("300余家", "300余家", 300, None, ">", "家"),
        ("1.5万余台", "1.5万余台", 1.5, None, ">", "万台"),
        ("4.2万多件", "4.2万多件", 4.2, None, ">", "万件"),
    ],
)
def test_bounds(
    words: str, quote: str, low: object, high: object, comparator: str, unit: str | None
) -> None:
    q = one(words)
    assert bounds(q) == (low, high, comparator, unit)
    assert words[q.start : q.end] == quote


@pytest.mark.parametrize("words", ["突破28万元以上", "超过28万元以上", "约28万元以上"])
def test_the_word_behind_is_nearer(words: str) -> None:
    assert bounds(one(words)) == (28, None, ">=", "万元")


@pytest.mark.parametrize(
    "dash",
    [
        "-", "—", "–", "－", "‐", "‑", "‒", "⸺", "―", "−", "─", "﹣", "~", "～", "〜", "∼", "至", "到", "——", "--", " - ", " — ",
    ],
)  # fmt: skip
def test_ranges_in_every_dash(dash: str) -> None:
    words = f"建成3{dash}5个"
    q = one(words)
    assert bounds(q) == (3, 5, "range", "个")
    assert words[q.start : q.end] == f"3{dash}5个"


@pytest.mark.parametrize(
    ("words", "low", "high", "unit"),
    [
        ("6%—7%", 6, 7, "%"),
        ("6—7%", 6, 7, "%"),
        ("1.5—2万家", 1.5, 2, "万家"),
        ("500—600亿元", 500, 600, "亿元"),
        ("三至五家", 3, 5, "家"),
        ("两到三个", 2, 3, "个"),
        ("2至3家", 2, 3, "家"),
    ],
)
def test_ranges(words: str, low: object, high: object, unit: str) -> None:
    assert bounds(one(words)) == (low, high, "range", unit)


@pytest.mark.parametrize(
    ("words", "low", "unit"),
    [
        ("新增3万4000亩", 34000, "亩"),
        ("种植25万6千亩", 256000, "亩"),
        ("1亿2000万元", 1.2, "亿元"),
        ("5亿8千6百万元", 5.86, "亿元"),
        ("2亿零500万元", 2.05, "亿元"),
        ("2万亿5000亿元", 25000, "亿元"),
        ("8千6百万元", 8600, "万元"),
        ("一百九十万零三千人", 1903000, "人"),
        ("一万五千亿元", 15000, "亿元"),
        ("三亿六千五百万元", 3.65, "亿元"),
        ("一千兆瓦时", 1000, "兆瓦时"),
        ("八点五亿元", 8.5, "亿元"),
        ("零点五个百分点", 0.5, "个百分点"),
        ("一千五家", 1500, "家"),
        ("三百五家", 350, "家"),
        ("一百零五家", 105, "家"),
        ("突破两万五", 2.5, "万元"),
        ("1 250 000平方米", 1250000, "平方米"),
        ("1085元5角", 1085.5, "元"),
        ("3元5角8分", 3.58, "元"),
        ("三成五", 35, "%"),
        ("一天半", 1.5, "天"),
        ("两个半月", 2.5, "个月"),
        ("一个半小时", 1.5, "小时"),
        ("缩短半天", 0.5, "天"),
        ("增长一倍半", 1.5, "倍"),
        ("US$3亿", 3, "亿美元"),
        ("突破$2万", 2, "万美元"),
        ("￥5000万元", 5000, "万元"),
        ("HK$3亿元", 3, "亿港元"),
        ("港币5亿元", 5, "亿港元"),
        ("€2500万", 2500, "万欧元"),
        ("2亿港币", 2, "亿港元"),
        ("人民币3亿元", 3, "亿元"),
        ("为负3.2%", -3.2, "%"),
        ("负三个百分点", -3, "个百分点"),
        ("百分之八点五", 8.5, "%"),
        ("百分之百", 100, "%"),
        ("千分之二", 2, "‰"),
        ("万分之三", 0.0003, None),
        ("10万m³/d", 10, "万立方米/日"),
        ("300GWh/年", 300, "吉瓦时/年"),
        ("500MVA", 500, "兆伏安"),
        ("120万tce", 120, "万吨标准煤"),
        ("1000兆比特每秒", 1000, "兆比特/秒"),
        ("35公里每小时", 35, "公里/小时"),
        ("120升/人·日", 120, "升/人·日"),
        ("150L/(人·d)", 150, "升/人·日"),
        ("￥8.5万/年", 8.5, "万元"),
        ("USD 500万", 500, "万美元"),
        ("总投资(亿元):12.50", 12.5, "亿元"),
    ],
)
def test_one_value_in_every_spelling(words: str, low: float, unit: str | None) -> None:
    q = one(f"{words}。")
    assert (q.low, q.unit) == (low, unit)


@pytest.mark.parametrize(
    ("words", "low", "high", "unit"),
    [
        ("两三家", 2, 3, "家"),
        ("三四十个", 30, 40, "个"),
        ("七八百名", 700, 800, "名"),
        ("两三千万元", 2000, 3000, "万元"),
        ("十五六名", 15, 16, "名"),
        ("二三十家", 20, 30, "家"),
        ("一百二三十家", 120, 130, "家"),
        ("2%至3%之间", 2, 3, "%"),
        ("20到25立方米之间", 20, 25, "立方米"),
        ("300万元与500万元之间", 300, 500, "万元"),
        ("20%和25%之间", 20, 25, "%"),
        ("6%~8%区间", 6, 8, "%"),
        ("5000万至1.2亿元", 0.5, 1.2, "亿元"),
        ("500米至2公里", 0.5, 2, "公里"),
        ("5亿—6亿美元", 5, 6, "亿美元"),
        ("百分之六至百分之八", 6, 8, "%"),
        ("不低于22%且不高于25%", 22, 25, "%"),
        ("不超过25%、不低于22%", 22, 25, "%"),
        ("10万元以上50万元以下", 10, 50, "万元"),
        ("≥3%且≤5%", 3, 5, "%"),
        ("±3%", -3, 3, "%"),
        ("正负3%", -3, 3, "%"),
        ("10±2%", 8, 12, "%"),
        ("3个至5个百分点", 3, 5, "个百分点"),
    ],
)
def test_every_form_of_a_range(words: str, low: float, high: float, unit: str) -> None:
    assert bounds(one(f"{words}。")) == (low, high, "range", unit)


@pytest.mark.parametrize(
    ("words", "low", "comparator", "unit"),
    [
        ("上百家", 100, ">=", "家"),
        ("上千万元", 1000, ">=", "万元"),
        ("近千亿元", 1000, "~", "亿元"),
        ("百余名", 100, ">", "名"),
        ("十几家", 10, ">", "家"),
        ("八十几个", 80, ">", "个"),
        ("20几家", 20, ">", "家"),
        ("10来家", 10, "~", "家"),
        ("过千亿元", 1000, ">", "亿元"),
        ("占比过半", 50, ">", "%"),
        ("超半数", 50, ">", "%"),
        ("半数以上", 50, ">=", "%"),
        ("增加一半以上", 50, ">=", "%"),
        ("近一半", 50, "~", "%"),
    ],
)
def test_about(words: str, low: float, comparator: str, unit: str) -> None:
    q = one(f"{words}。")
    assert (q.low, q.comparator, q.unit) == (low, comparator, unit)


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("增长12%至500亿元", [(12, "%"), (500, "亿元")]),
        ("提高5个百分点至68%", [(5, "个百分点"), (68, "%")]),
        ("下降3%至0.45吨标准煤/万元", [(3, "%"), (0.45, "吨标准煤/万元")]),
        ("增加80家至200家", [(80, "家"), (200, "家")]),
        ("下降10%到2.7‰", [(10, "%"), (2.7, "‰")]),
        ("下降10%至5%", [(10, "%"), (5, "%")]),
        ("增长3%~5%至80亿元", [(3, "%"), (80, "亿元")]),
    ],
)
def test_a_change_and_the_level_it_leads_to(words: str, values: list[tuple[float, str]]) -> None:
    assert [(q.low, q.unit) for q in quantities(f"{words}。")] == values


@pytest.mark.parametrize(
    "words",
    ["增长5%至8%", "从80家到200家", "从5%到8%", "新增10家至15家", "提高3个百分点至5个百分点"],
)
def test_a_range_stays_one(words: str) -> None:
    assert [q.comparator for q in quantities(f"{words}。")] == ["range"]


@pytest.mark.parametrize(
    "words",
    [
        "十二五", "一二三产业", "三三制", "二三线城市", "一二类水体", "二三类用地", "数十家", "几十家",
        "半导体", "服务半径", "上半年", "每半年", "万元GDP", "百姓", "下午三点五十",
    ],
)  # fmt: skip
def test_no_quantity(words: str) -> None:
    assert quantities(f"{words}。") == []


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("3万、5万亩", [5]),
        ("总投资3.5亿2021年开工", [3.5, 2021]),
        ("3%以上、力争3.5%以上", [3, 3.5]),
        ("不低于3%,不超过5家", [3, None]),
        ("企业(家)培育12", [12]),
        ("普及率(%) 14.18 ≥22", [14.18, 22]),
        ("5元5分钟", [5, 5]),
    ],
)
def test_two_numbers_stay_two(words: str, numbers: list[float | None]) -> None:
    found = quantities(f"{words}。")
    assert [q.low for q in found if q.unit or q.kind == "none"][-len(numbers) :] == numbers
    assert "range" not in [q.comparator for q in found]


def test_falling_range_is_no_range() -> None:
    assert [q for q in quantities("编号5-3个") if q.comparator == "range"] == []


@pytest.mark.parametrize(
    ("words", "low", "unit"),
    [
        ("十亿元", 10, "亿元"),
        ("两个", 2, "个"),
        ("十二家", 12, "家"),
        ("二十家", 20, "家"),
        ("三十五家", 35, "家"),
        ("三百家", 300, "家"),
    ],
)
def test_chinese_numerals(words: str, low: object, unit: str) -> None:
    q = one(words)
    assert bounds(q) == (low, low, "=", unit)
    assert q.spelled


@pytest.mark.parametrize(
    ("words", "unit", "base", "base_unit"),
    [
        ("1400亿元", "亿元", 140_000_000_000, "元"),
        ("2万亿元", "万亿元", 2_000_000_000_000, "元"),
        ("500万元", "万元", 5_000_000, "元"),
        ("3600万美元", "万美元", 36_000_000, "美元"),
        ("12%", "%", 0.12, "1"),
        ("8‰", "‰", 0.008, "1"),
        ("6个百分点", "个百分点", 0.06, "1"),
        ("120万亩", "万亩", None, None),
        ("80万户", "万户", None, None),
        ("2.6万人", "万人", 26_000, "人"),
        ("30万标准机架", "万标准机架", None, None),
        ("5000PFLOPS", "PFLOPS", None, None),
        ("12EFLOPS", "EFLOPS", None, None),
        ("4800Gbps", "Gbps", None, None),
        ("35万吨标煤", "万吨标准煤", None, None),
        ("160万元/亩", "万元/亩", None, None),
        ("0.62吨标准煤/万元", "吨标准煤/万元", None, None),
        ("20立方米/万元", "立方米/万元", None, None),
        ("30微克/立方米", "微克/立方米", None, None),
        ("126亿千瓦时", "亿千瓦时", None, None),
        ("50万千瓦", "万千瓦", None, None),
    ],
)
def test_units(words: str, unit: str, base: object, base_unit: str | None) -> None:
    q = one(words)
    assert q.unit == unit
    value = q.value()
    assert value.base is not None
    if base_unit is not None:
        assert (value.base.low, value.base.unit) == (base, base_unit)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("16万元/亩", "0.16百万元/亩"),
        ("1万亩", "10000亩"),
        ("2000米", "2公里"),
        ("10000吨", "1万吨"),
    ],
)
def test_base_brings_units_together(left: str, right: str) -> None:
    assert one(left).value().base == one(right).value().base


def test_aliases_have_the_standard_spelling() -> None:
    assert one("35万吨标煤").unit == one("35万吨标准煤").unit == "万吨标准煤"
    assert one("300㎡").unit == one("300平方米").unit == "平方米"


def test_points_without_ge() -> None:
    assert bounds(one("提高9.5百分点")) == (9.5, 9.5, "=", "个百分点")


def test_bounds_have_bounds_in_the_base_unit() -> None:
    value = one("不超过30%").value()
    assert value.base is not None
    assert (value.base.low, value.base.high) == (None, 0.3)


@pytest.mark.parametrize(
    ("words", "factor", "comparator"),
    [("翻一番", 2, "="), ("翻两番", 4, "="), ("实现倍增", 2, "=")],
)
def test_multiples(words: str, factor: object, comparator: str) -> None:
    q = one(words)
    assert (q.low, q.high, q.comparator, q.unit, q.kind) == (
        factor, factor, comparator, None, "multiple",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "value"), [("1/3", 0.3333), ("三分之二", 0.6667), ("二分之一", 0.5)]
)
def test_fractions(words: str, value: float) -> None:
    q = one(f"为杭州的{words}。")
    assert (q.low, q.high, q.kind) == (value, value, "fraction")


@pytest.mark.parametrize("words", ["约1/3", "超过三分之二", "约为二分之一"])
def test_fractions_with_a_bound(words: str) -> None:
    assert one(f"占比{words}。").kind == "fraction"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("１５００家", (1500, "家")),
        ("２．５％", (2.5, "%")),
        ("1,250亿元", (1250, "亿元")),
        ("12,345,678元", (12345678, "元")),
        ("1500 家", (1500, "家")),
        ("2.5 %", (2.5, "%")),
        ("1.16（人）", (1.16, "人")),
        ("23.34（万元）", (23.34, "万元")),
        ("年产值30亿。", (30, "亿元")),
    ],
)
def test_written_forms(words: str, expected: tuple[object, str]) -> None:
    q = one(words)
    assert (q.low, q.unit) == expected


@pytest.mark.parametrize("words", ["突破百亿", "超过千亿", "突破万亿"])
def test_size_words_that_are_announced(words: str) -> None:
    q = one(words)
    assert (q.low, q.comparator) == ({"百": 100, "千": 1000, "万": 10000}[words[-2]], ">")
    assert q.unit == "亿元"


@pytest.mark.parametrize(
    "words",
    ["G60", "IPv6", "PM2.5", "R2C", "4K超高清", "C919", "ISO14001", "一体化", "三农", "统一", "一流"],
)  # fmt: skip
def test_refused(words: str) -> None:
    assert [q for q in quantities(words) if q.unit is not None] == []


@pytest.mark.parametrize(
    "words",
    [
        "达到5 0 0 亿元", "达到５ ０ ０家", "增长 7 . 5 ％", "达到1'000亿元", "达到1’500亿元", "达到00家", "达到000亿元", "达到5\u202e00家",
        "达到5\u0301 00家", "达到三亿亿元", "达到500亿万元",
    ],
)  # fmt: skip
def test_a_piece_of_a_number_is_no_number(words: str) -> None:
    """The end of what is set wide, parted by a sign, or multiplied twice would be put out as 0, 5 or 3亿."""
    assert [q for q in quantities(words) if q.unit is not None] == []


@pytest.mark.parametrize(
    "words",
    [
        "达到5²亿元", "达到10³家", "达到5½亿元", "达到3〇〇家", "达到1,00,000亿元", "达到1,0000亿元", "达到1、000亿元",
        "达到5·5亿元", "达到五·五亿元", "达到3٫5亿元", "达到5..5亿元", "达到5.5.5亿元", "达到1 2 5亿元", "达到З0家", "达到α30家",
        "达到3ο家", "新增廿五家", "新增卅二家", "新增十0家", "新增3万5家", "新增二百5十家", "新增2百5十家", "①00亿元",
        "达到500\ufffd亿元", "达到500\u0301亿元", "达到500\ue000亿元", "达到\ufffd500亿元",
    ],
)  # fmt: skip
def test_what_goes_on_in_any_script_is_no_number(words: str) -> None:
    """Raised figures, groups of other countries, points of other kinds, letters that look like digits, tens in one sign."""
    assert [q for q in quantities(words) if q.unit is not None or q.number > 2] == []


@pytest.mark.parametrize(
    "kind", ["Mn", "Mc", "Me", "No", "Nl", "Cf", "Cc", "Co", "Pc", "Lm", "Lo", "Ll", "Lu"]
)
def test_no_sign_of_these_classes_parts_a_number(kind: str) -> None:
    """Whatever stands between two digits: the number is read whole (٣ is a digit) or not at all.

    Left out: Chinese signs, blanks, units in letters (5t, 5L), figures in a ring (①) in front, which count items.
    """
    signs = [chr(code) for code in range(0x21, 0x1_0000) if unicodedata.category(chr(code)) == kind]
    signs = [
        s
        for s in signs
        if not "\u3400" <= s <= "\u9fff" and not "\uf900" <= s <= "\ufaff" and not s.isspace()
    ]
    pieces = {}
    for sign in signs:
        found = [q for q in quantities(f"达到50{sign}20家") if q.unit in ("家", None)]
        if (
            found and not _ITEMS.match(sign) and sign not in ("\u200b", "\ufeff")
        ):  # these two are read as blanks
            pieces[sign] = found
    assert signs
    assert pieces == {}


_ITEMS = re.compile("[\u2460-\u24ff\u2776-\u2793\u3200-\u32ff]")


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("①20家、②30家", [20, 30]), ("1、20家", [1, 20]), ("达到85、90家", [85, 90]), ("统一20家", [20]), ("之一0.5%", [0.5]),
        ("超百亿5家", [100, 5]), ("超100亿15家", [100, 15]), ("超500万15家", [500, 15]), ("指数为85，其中", [85]), ("约30′", [30]),
        ("助餐点20个", [20]), ("之10个", [10]), ("々30家", []),
    ],
)  # fmt: skip
def test_what_stands_beside_is_read(words: str, values: list[float]) -> None:
    assert [q.low for q in quantities(words)] == values


@pytest.mark.parametrize(
    ("words", "low", "unit"),
    [
        ("新增六〇家", 60, "家"), ("新增六０家", 60, "家"), ("新增六○家", 60, "家"), ("新增一〇五家", 105, "家"), ("新增一二〇家", 120, "家"),
        ("新增三００家", 300, "家"), ("新增一百〇五家", 105, "家"), ("新增一千〇二十家", 1020, "家"), ("新增一〇五万亩", 105, "万亩"),
        ("达到一〇点五亿元", 10.5, "亿元"), ("达到500億元", 500, "亿元"), ("达到500億圓", 500, "亿元"), ("达到３萬户", 3, "万户"),
    ],
)  # fmt: skip
def test_numerals_sign_by_sign_and_in_old_signs(words: str, low: float, unit: str) -> None:
    q = one(words)
    assert bounds(q) == (low, low, "=", unit)


@pytest.mark.parametrize(
    "words", ["新增二五家", "面向二〇三〇项目", "一二〇急救", "新增一〇五十家", "新增二〇二五二家"]
)
def test_signs_that_are_no_numeral_of_their_own(words: str) -> None:
    assert quantities(words) == []


@pytest.mark.parametrize(
    ("words", "low"),
    [("下降到0家", 0), ("附件1 0.5%", 0.5), ("1. 20家", 20), ("降至0.05%", 0.05), ("达到1 400亿元", None), ("共500亿千瓦时", 500)],
)  # fmt: skip
def test_a_number_that_begins_with_nought_is_one(words: str, low: float | None) -> None:
    assert [q.low for q in quantities(words) if q.unit] == ([] if low is None else [low])


def test_a_generation_is_at_most_a_bandwidth() -> None:
    assert [q.kind for q in quantities("5G基站")] == ["bandwidth"]


def test_digits_of_letters_are_no_numbers() -> None:
    assert quantities("IPv6、G60、C919、PM2.5") == []


def test_several_in_order_without_overlap() -> None:
    words = "9.8%、4.1%和5.6%，建成1-2个、新增30家"
    found = quantities(words)
    assert [words[q.start : q.end] for q in found] == ["9.8%", "4.1%", "5.6%", "1-2个", "30家"]
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_offsets_count_in_the_whole_text() -> None:
    text = "到2025年，突破1400亿元。"
    found = finder().find(shadow(text), 7, len(text))
    assert [(q.start, q.end, q.number, q.unit_end) for q in found] == [(7, 15, 9, 15)]


def test_line_break_between_number_and_unit() -> None:
    q = quantities("达到1500\n家")[0]
    assert (q.low, q.unit) == (1500, "家")


def test_a_number_whose_float_is_whole_is_whole() -> None:
    low = one("9999999999999999.5元").value().low
    assert (low, type(low)) == (10**16, int)
