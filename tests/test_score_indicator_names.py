"""Names of indicators: what is one indicator and what is not."""

from pathlib import Path

import pytest

from policy_extract.errors import GazetteerError
from policy_extract.score import comparison_path, load_comparison

NAMES = load_comparison()

EXACT = [
    ("规上工业总产值", "规模以上工业总产值"),
    ("规上工业总产值", "全市规上工业总产值"),
    ("规上工业总产值", "规上工业总产值（亿元）"),
    ("规上工业亩均税收", "规上工业亩均税收（万元/亩）"),
    ("规上工业企业", "规上工业企业数量"),
    ("规上工业企业", "规上工业企业数"),
    ("规上工业企业", "新增规上工业企业数量"),
    ("国家高新技术企业", "力争累计建成国家高新技术企业"),
    ("规上工业增加值占GDP比重", "规上工业增加值占地区生产总值的比重"),
    ("R&D经费支出占GDP比重", "研究与试验发展（R&D）经费支出占ＧＤＰ比重"),
    ("“浙江制造”标准", "浙江制造标准"),
    ("规模100亿元以上的企业", "规模100亿元及以上企业"),
    ("省级首台（套）产品", "省级首台套产品"),
    ("智能工厂、数字化车间", "智能工厂和 数字化车间"),
]
TOLERATED = [
    ("国家高新技术企业", "国家级高新技术企业"),
    ("规上工业企业研发经费支出占营业收入比重", "规上工业研发经费支出占营业收入比重"),
    ("单位工业增加值能耗下降幅度", "单位工业增加值能耗等指标下降幅度"),
]
APART = [
    ("规上工业增加值", "规上工业总产值"),
    ("规上工业总产值", "规下工业总产值"),
    ("规上工业总产值", "规上制造业总产值"),
    ("规上工业总产值", "工业总产值"),
    ("规上工业总产值", "规上工业总产值增速"),
    ("规上工业亩均税收", "规上工业税收"),
    ("规上工业企业", "规上工业企业面积"),
    ("高新技术企业", "国家高新技术企业"),
    ("省级企业技术中心", "市级企业技术中心"),
    ("产值10亿元以上企业", "产值50亿元以上企业"),
    ("产值10亿元以上企业", "产值亿元以上企业"),
    ("10亿元以上重大产业项目", "10亿元以上重大制造业项目"),
    ("汽平均每万米布消耗量", "电平均每万米布消耗量"),
    ("年产脂肪酸生产能力", "年产脂肪醇生产能力"),
    ("省级以上科技企业孵化器", "省级科技企业孵化器"),
    ("整治高耗低效企业", "高耗低效企业"),
    ("高新技术产业增加值占规上工业增加值比重", "高新技术产业增加值占规上工业比重"),
    ("建设用地", "用地"),
    ("两化融合发展指数", "两化融合发展"),
]


@pytest.mark.parametrize(("a", "b"), EXACT)
def test_equal_after_normalisation(a: str, b: str) -> None:
    assert NAMES.same_exactly(a, b)
    assert NAMES.same(a, b)


@pytest.mark.parametrize(("a", "b"), TOLERATED)
def test_within_the_tolerance(a: str, b: str) -> None:
    assert NAMES.same(a, b)
    assert NAMES.same(b, a)
    assert not NAMES.same_exactly(a, b)


@pytest.mark.parametrize(("a", "b"), APART)
def test_two_indicators(a: str, b: str) -> None:
    assert not NAMES.same(a, b)
    assert not NAMES.same(b, a)


@pytest.mark.parametrize("name", ["新增", "数量", "（亿元）", "的", ""])
def test_a_name_of_dropped_words_alone_is_kept(name: str) -> None:
    assert NAMES.normalise(name) == {"（亿元）": "亿元", "的": ""}.get(name, name)


def test_the_tolerance_can_be_switched_off(tmp_path: Path) -> None:
    words = comparison_path().read_text(encoding="utf-8")
    path = tmp_path / "strict.toml"
    path.write_text(words.replace("likeness = 88", "likeness = 101"), encoding="utf-8")
    strict = load_comparison(path)
    assert not any(strict.same(a, b) for a, b in TOLERATED)
    assert all(strict.same(a, b) for a, b in EXACT)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("[front]", "[fronts]", "front"),
        ("head = 2", 'head = "two"', "tolerance.head"),
        ('areas = ["全市"', "areas = [7", "front.areas"),
        ("[tolerance]", "[tolerance", "cannot be read"),
    ],
)
def test_a_broken_gazetteer_is_named(tmp_path: Path, old: str, new: str, key: str) -> None:
    words = comparison_path().read_text(encoding="utf-8")
    path = tmp_path / "broken.toml"
    path.write_text(words.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(GazetteerError, match=key) as caught:
        load_comparison(path)
    assert str(path) in str(caught.value)
