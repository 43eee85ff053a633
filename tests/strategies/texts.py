"""Words of plans: places, bodies, companies, numbers in every notation, periods, sentences, headings, and noise.

The grammar of the field is written down once more here, apart from the gazetteers, so that a word that is lost there is
missed. First elements are the plainest: hypothesis shrinks towards them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from hypothesis import strategies as st

from mutants import BITS

PLACES: Final = (
    "临江县",
    "贵阳市",
    "兰溪市",
    "东湖县",
    "南山区",
    "金华市",
    "浙江省",
    "甲州市",
    "阿坝藏族羌族自治州",
)
#: Indicators with a unit that they are stated in.
INDICATORS: Final = (
    ("规上工业总产值", "亿元"), ("高新技术企业", "家"), ("研发经费支出占比", "%"), ("固定资产投资", "亿元"), ("城镇化率", "%"),
    ("单位GDP能耗", "吨标准煤/万元"), ("森林覆盖率", "%"), ("粮食产量", "万吨"), ("每万人发明专利拥有量", "件"), ("公路里程", "公里"),
    ("规上工业企业", "家"), ("亩均税收", "万元/亩"), ("新能源装机容量", "万千瓦"), ("农村居民人均可支配收入", "元"), ("5G基站", "个"),
)  # fmt: skip
_CORES: Final = (
    "经信局",
    "发改局",
    "科技局",
    "财政局",
    "商务局",
    "自然资源和规划局",
    "生态环境局",
    "市场监管局",
    "人力社保局",
    "大数据局",
)
_SIGNS: Final = "甬金欣旺达华天海云新宏盛瑞远"
_TRADES: Final = ("科技", "金属", "新材料", "生物医药", "机械", "纺织", "新能源")
_FORMS: Final = ("有限公司", "股份有限公司", "集团有限公司", "有限责任公司")
_SPELLED: Final = "零一二三四五六七八九"
_RINGED: Final = "①②③④⑤⑥⑦⑧⑨⑩"


def spelled(number: int) -> str:
    """A whole number below a million millions in Chinese numerals: 12000 → 一万二千, 10 → 十, 305 → 三百零五."""
    if number == 0:
        return "零"
    said = ""
    for power, word in ((8, "亿"), (4, "万"), (0, "")):
        group = number // 10**power % 10_000
        if group:
            gap = said and (group < 1000 or number // 10**power % 10_000 == 0)
            said += ("零" if gap else "") + _four(group) + word
    return said.removeprefix("一") if said.startswith("一十") else said


def _four(number: int) -> str:
    """Up to four digits: 1005 → 一千零五."""
    said, gap = "", False
    for power, word in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
        digit = number // 10**power % 10
        if digit:
            said += ("零" if gap and said else "") + _SPELLED[digit] + word
        gap = not digit
    return said


def notations(number: int) -> tuple[str, ...]:
    """One whole number as plans write it: 12000, 12,000, １２０００, 1.2万, 一万二千."""
    digits = str(number)
    wide = digits.translate({ord("0") + n: ord("０") + n for n in range(10)})
    found = [digits, f"{number:,}", wide]
    found += [
        f"{Decimal(number).scaleb(-power).normalize():f}{word}"
        for power, word in ((4, "万"), (8, "亿"))
        if number >= 10**power and number % 10 ** (power - 2) == 0
    ]
    return (*dict.fromkeys(found), spelled(number))


#: Whole numbers as plans state them: a few digits that count, up to billions.
whole_numbers = st.builds(
    lambda digits, power: digits * 10**power, st.integers(1, 9999), st.integers(0, 5)
)


@st.composite
def amounts(draw: st.DrawFn) -> str:
    """A number in any notation: 500, 320.5, 7.25, 1.2万, 一万二千."""
    if draw(st.integers(0, 2)) == 0:
        number = draw(st.decimals("0.01", "9999.99", places=draw(st.integers(1, 2))))
        return f"{number:f}"
    return draw(st.sampled_from(notations(draw(whole_numbers))))


@st.composite
def values(draw: st.DrawFn, unit: str) -> str:
    """A number with its unit and what bounds it: 500亿元, 突破500亿元, 500亿元以上, 3—5家."""
    number = draw(amounts())
    form = draw(
        st.sampled_from(
            ("{0}{1}", "突破{0}{1}", "{0}{1}以上", "{0}{1}左右", "不低于{0}{1}", "不超过{0}{1}", "力争{0}{1}", "约{0}{1}", "{0}—{2}{1}",
             "{0}{1}至{2}{1}", "≥{0}{1}", "近{0}{1}", "超{0}{1}", "{0}余{1}")
        )
    )  # fmt: skip
    return form.format(number, unit, draw(amounts()) if "{2}" in form else "")


_YEARS = st.integers(2010, 2035)


@st.composite
def periods(draw: st.DrawFn) -> str:
    """When: 到2025年, 2020年, “十四五”期间, 2021—2025年, 二〇二五年, 2025年6月底前."""
    year = draw(_YEARS)
    form = draw(
        st.sampled_from(
            ("到{0}年", "{0}年", "“十四五”期间", "“十三五”以来", "{0}—{1}年", "{0}年至{1}年", "{2}年", "{0}年6月底前", "{0}年上半年",
             "{0}年底", "力争到{0}年", "{0}年1—9月", "今年", "过去五年", "")
        )
    )  # fmt: skip
    chinese = "".join("〇" if sign == "0" else _SPELLED[int(sign)] for sign in str(year))
    return form.format(year, year + draw(st.integers(1, 5)), chinese)


def agencies() -> st.SearchStrategy[str]:
    """A body with or without its division: 县经信局, 市科技局, 临江县财政局, 经信局."""
    fronts = st.sampled_from(("县", "市", "", "区", "省")) | st.sampled_from(PLACES)
    return st.builds(str.__add__, fronts, st.sampled_from(_CORES))


@st.composite
def companies(draw: st.DrawFn) -> str:
    """A company: 浙江甬金金属科技股份有限公司."""
    place = draw(st.sampled_from(("浙江", "兰溪", "临江县", "", "浙江省")))
    sign = draw(st.text(_SIGNS, min_size=2, max_size=4))
    return place + sign + draw(st.sampled_from(_TRADES)) + draw(st.sampled_from(_FORMS))


@st.composite
def claims(draw: st.DrawFn) -> str:
    """An indicator and what it is to be: 规上工业总产值达到500亿元, 年均增长7.2%, 由3家增加到5家."""
    name, unit = draw(st.sampled_from(INDICATORS))
    form = draw(st.integers(0, 9))
    said = draw(values(unit))
    if form <= 2:
        return name + draw(st.sampled_from(("达到", "达", "为", "提高到", "降至", "保持在"))) + said
    if form == 3:
        return f"{name}年均{draw(st.sampled_from(('增长', '下降')))}{draw(values('%'))}"
    if form == 4:
        return f"{name}由{draw(amounts())}{unit}增加到{said}"
    if form == 5:
        return f"{name}增长{draw(values('%'))}，达到{said}"
    if form == 6:
        return f"新增{name}{said}，其中{draw(st.sampled_from(PLACES))}{draw(values(unit))}"
    if form == 7:
        names = draw(st.lists(st.sampled_from(INDICATORS), min_size=2, max_size=4, unique=True))
        each = "、".join(draw(values(unit)) for _, unit in names)
        return "、".join(name for name, _ in names) + "分别达到" + each
    if form == 8:
        return f"每个县（市、区）{name}达到{said}"
    return f"{name}比{draw(_YEARS)}年{draw(st.sampled_from(('翻一番', '提高5个百分点', '增加')))}"


@st.composite
def duties(draw: st.DrawFn) -> str:
    """Who answers: （责任单位：县经信局、县科技局）, 由市经信局牵头."""
    bodies = "、".join(draw(st.lists(agencies(), min_size=1, max_size=4)))
    form = draw(
        st.sampled_from(
            ("（责任单位：{0}）", "（牵头单位：{0}）", "由{0}牵头。", "（责任单位：{0}，列第一位的为牵头单位，下同）", "责任单位：{0}",
             "（{0}按职责分工负责）", "牵头单位：{0}；配合单位：{1}")
        )
    )  # fmt: skip
    return form.format(bodies, draw(agencies()))


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A sentence: claims under a period, companies, duties, or words that state nothing."""
    form = draw(st.integers(0, 6))
    if form == 0:
        return draw(
            st.sampled_from(
                ("推进项目建设。", "加快产业转型升级，增强发展动能。", "坚持创新驱动。")
            )
        )
    if form == 1:
        firms = "、".join(draw(st.lists(companies(), min_size=1, max_size=3)))
        return f"支持{firms}等企业做大做强。"
    if form == 2:
        return draw(duties())
    front = draw(periods())
    where = draw(st.sampled_from(("", "", "全县", "全市", *PLACES)))
    said = draw(st.sampled_from(("，", "；"))).join(
        draw(st.lists(claims(), min_size=1, max_size=3))
    )
    return f"{front}{'，' if front else ''}{where}{said}。"


def paragraphs(most: int = 3) -> st.SearchStrategy[str]:
    """A paragraph of sentences, one line."""
    return st.lists(sentences(), min_size=1, max_size=most).map("".join)


@dataclass(frozen=True)
class Heading:
    """A heading: its mark (“（一）”) and its words; ``level`` from 1."""

    level: int
    mark: str
    words: str

    def __str__(self) -> str:
        return self.mark + self.words


def marks(level: int, number: int) -> Iterator[str]:
    """The marks that headings of a level have, for a number from 1."""
    word = spelled(number)
    if level == 1:
        yield from (f"{word}、", f"第{word}章 ", f"第{word}部分 ", f"{number}. ", "# ")
    elif level == 2:
        yield from (f"（{word}）", f"第{word}节 ", f"({word})", f"1.{number} ", "## ")
    elif level == 3:
        yield from (f"{number}.", f"{number}、", f"{number}．", f"1.1.{number} ", "### ")
    else:
        yield from (f"（{number}）", f"({number})", _RINGED[(number - 1) % 10], "——", "#### ")


@st.composite
def headings(draw: st.DrawFn) -> Heading:
    """A heading of any level in any numbering."""
    level = draw(st.integers(1, 4))
    mark = draw(st.sampled_from([*marks(level, draw(st.integers(1, 12)))]))
    words = draw(
        st.sampled_from(
            ("发展目标", "发展基础", "主要任务", "总体要求", "培育龙头企业", "2020年回顾", "到2025年目标", "保障措施", "重点项目")
        )
    )  # fmt: skip
    return Heading(level, mark, words)


#: Lines that open something else: boxes, captions, annexes, notes, what a page leaves behind.
lines_between = st.sampled_from(
    (
        "专栏1 重点工程", "附件1", "附表：重点项目表", "表1 主要指标", "注：本表为初步数", "来源：统计局", "— 3 —", "续表", "（单位：亿元）", "附件",
        "首页 > 政务公开", "字体：大 中 小", "2021年7月1日", "（此件公开发布）",
    )
)  # fmt: skip

#: What nobody writes on purpose: marks without their partner, signs that nobody sees, numbers that are none.
noise = st.lists(
    st.sampled_from(BITS) | st.text(max_size=4).map(lambda said: "".join(said.splitlines())),
    max_size=6,
).map("".join)  # fmt: skip


@st.composite
def spoiled_lines(draw: st.DrawFn, lines: st.SearchStrategy[str]) -> str:
    """A line with noise put in at one place."""
    line = draw(lines)
    at = draw(st.integers(0, len(line)))
    return line[:at] + draw(noise) + line[at:]
