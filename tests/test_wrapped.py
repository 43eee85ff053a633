"""A plan whose lines a page's edge has cut says what it said before, wherever it was cut."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest

from policy_extract.document import Ways, closed
from policy_extract.extract import Extracted
from policy_extract.layout.lines import PAGE_NUMBER
from policy_extract.layout.pages import RUNNING_HEAD
from reading import plan_of, read

_TITLE = "明川市卫生健康事业高质量发展“十四五”规划"
#: One paragraph a line, as a file that nobody has wrapped.
_PARAGRAPHS = (
    "一、发展基础",
    "“十三五”时期，全市卫生健康事业加快发展，人均预期寿命由2015年的78.2岁提高到2020年的80.5岁，孕产妇死亡率下降到8.5/10万，"
    "婴儿死亡率下降到3.2‰，医疗卫生机构床位数达到5.2万张，建成区人均体育场地面积达到2.35平方米，万元地区生产总值能耗降至0.42吨标准煤/万元。",
    "二、主要目标",
    "到2022年和2025年，孕产妇死亡率分别控制在8/10万及以下和7/10万及以下，千人口执业（助理）医师数分别达到3.6人和4.1人；"
    "到2025年，卫生健康事业费支出占一般公共预算支出的比重不低于8.5%，新建公园绿地面积12.5平方公里，健康产业总产值突破1200亿元，"
    "年均增长12%以上，生物医药规上企业亩均税收达到35万元/亩。",
    "三、重点任务",
    "（一）完善医疗服务体系。实施县级医院能力提升工程，到2025年，县域就诊率达到90%以上，三级医院平均住院日控制在7.5天以内，"
    "院前急救平均反应时间缩短2.5分钟。（责任单位：市卫生健康委、市发展改革委、市医疗保障局，各县（市、区）人民政府）",
    "1.加快建设城市医疗集团，推动优质医疗资源扩容和区域均衡布局，实现基层医疗卫生机构标准化建设全覆盖。每年培训全科医生200名以上，"
    "乡镇卫生院和社区卫生服务中心诊疗量占比提高3个百分点。（牵头单位：市卫生健康委；配合单位：市财政局、市人力资源和社会保障局）",
    "（二）壮大健康产业。支持明川康瑞生物医药股份有限公司等龙头企业做大做强，“十四五”期间引进投资超10亿元的项目15个以上，"
    "培育国家级专精特新“小巨人”企业20家。（责任单位：市经济和信息化局、市投资促进局）",
    "（三）促进人口均衡发展。完善生育支持政策体系，健全普惠托育服务网络，每千人口拥有3岁以下婴幼儿托位数达到4.6个，"
    "孕产妇系统管理率和3岁以下儿童系统管理率均保持在95%以上，出生缺陷综合防治水平明显提高，婚前医学检查率稳定在90%左右，"
    "老年人健康管理率达到72%，设立老年医学科的二级及以上综合性医院占比达到60%。（责任单位：市卫生健康委、市民政局、市妇联）",
    "2.深化医药卫生体制改革。全面推进按病种付费，住院费用按病种分值付费占比超过70%，个人卫生支出占卫生总费用的比重控制在26%以内，"
    "公立医院医疗服务收入占医疗收入的比例由2020年的28.6%提高到2025年的35%，药品和耗材集中带量采购品种达到500个以上，"
    "为群众节约费用3.2亿元。（责任单位：市医疗保障局、市卫生健康委、市市场监督管理局）",
    "3.加强公共卫生服务。健全疾病预防控制网络，建成市县两级疾病预防控制中心实验室10个，传染病信息报告及时率达到99%以上，"
    "适龄儿童免疫规划疫苗接种率以乡镇为单位保持在95%以上，居民健康素养水平提高到30%，经常参加体育锻炼人数比例达到42.5%。",
    "四、保障措施",
    "加强组织领导，市政府成立由主要领导任组长的健康明川建设领导小组，统筹协调规划实施中的重大问题，定期研究调度重点工作，"
    "建立健全部门协作机制，形成推动卫生健康事业高质量发展的强大合力，每年安排专项资金不少于2亿元。（责任单位：市财政局）",
)
#: Short sentences: at most widths one of them ends a line.
_ENDS_AT_THE_EDGE = "".join(
    f"全市{word}达标。"
    for word in ("学校", "医院和村卫生室", "水库", "各类道路桥梁", "公园", "绿道总长度", "广场") * 6
)
#: What no line begins with, and what none ends with.
_NEVER_FIRST, _NEVER_LAST = frozenset("，。；：、）”%‰"), frozenset("（“")


def _lines(paragraph: str, width: int) -> list[str]:
    """A paragraph as lines of so many Chinese signs: digits and Latin letters are half as wide and stay together."""
    lines, line, room = [], "", 2 * width
    for token in re.findall(r"[A-Za-z0-9.]+|.", paragraph):
        wide = len(token) if token[0].isascii() else 2
        if wide > room and token not in _NEVER_FIRST and line[-1:] not in _NEVER_LAST:
            lines.append(line)
            line, room = "", 2 * width
        line, room = line + token, room - wide
    return [*lines, line]


def _wrapped(width: int, indent: str = "") -> str:
    cut = [line for p in _PARAGRAPHS for line in _lines(indent + p, width)]
    return "\n".join([_TITLE, "", *cut]) + "\n"


def _said(found: Extracted) -> list[tuple[Any, ...]]:
    """What the records say, in order, without their places."""
    values = [
        (o.indicator.name, o.segment, o.measure, o.value, o.time, o.base_time, o.kind, o.attribute)
        for o in found.observations
    ]
    duties = [(a.agency, a.role) for a in found.assignments]
    names = [(m.type, re.sub(r"\s", "", m.source.quote), m.norm) for m in found.mentions]
    return [*values, *duties, *names, *[t.title for t in found.tasks]]


@pytest.mark.parametrize("indent", ["", "　　"], ids=["no indent", "indented"])
@pytest.mark.parametrize("width", range(24, 46))
def test_wrapped_text_says_the_same(width: int, indent: str) -> None:
    whole = read("\n".join([_TITLE, "", *(indent + p for p in _PARAGRAPHS)]) + "\n")
    assert len(whole.observations) > 20
    assert _said(read(_wrapped(width, indent))) == _said(whole)


@pytest.mark.parametrize("width", [25, 30, 36])
def test_a_text_of_a_few_lines_may_be_wrapped(width: int) -> None:
    paragraphs = _PARAGRAPHS[:4]
    cut = [line for p in paragraphs for line in _lines(p, width)]
    assert 10 <= len(cut) < 30
    whole = read("\n".join([_TITLE, "", *paragraphs]) + "\n")
    assert _said(read("\n".join([_TITLE, "", *cut]) + "\n")) == _said(whole)


@pytest.mark.parametrize("width", range(24, 46))
def test_indented_paragraphs_are_whole(width: int) -> None:
    """Where paragraphs are indented, a line that is not goes on one, also behind a full stop at the page's edge."""
    paragraphs = [*_PARAGRAPHS[:4], _ENDS_AT_THE_EDGE, *_PARAGRAPHS[4:]]
    whole = "\n".join([_TITLE, "", *("　　" + p for p in paragraphs)]) + "\n"
    cut = [line for p in paragraphs for line in _lines("　　" + p, width)]
    assert _words("\n".join([_TITLE, "", *cut]) + "\n") == _words(whole)


def _words(text: str) -> list[str]:
    """The words of each paragraph, without blanks and breaks."""
    plan = plan_of(text)
    return [re.sub(r"\s", "", plan.text[p.start : p.end]) for p in plan.paragraphs]


def test_a_list_of_names_of_like_length_is_not_wrapped() -> None:
    names = [f"明川市第{n}人民医院新院区住院楼改造提升项目" for n in "一二三四五六七八九十"]
    plan = plan_of("\n".join([_TITLE, "", *names, *names]) + "\n")
    assert plan.cuts == ()
    assert len(plan.paragraphs) >= 20


def test_a_list_of_tasks_is_not_wrapped() -> None:
    """One task a line, of like length, each with its agency: breaks part them."""
    tasks = [
        f"开展{what}攻坚行动，新增{what}项目{n}个（市{body}局）"
        for n, (what, body) in enumerate(
            [("招商引资", "商务"), ("技术改造", "工信"), ("城市更新", "住建"), ("乡村振兴", "农业农村"), ("校园建设", "教育"),
             ("污水治理", "水务"), ("公路提质", "交通运输"), ("养老服务", "民政"), ("文化惠民", "文旅"), ("绿化造林", "林业")] * 2, 11
        )
    ]  # fmt: skip
    text = "\n".join([_TITLE, "", "一、重点任务。", *tasks]) + "\n"
    assert plan_of(text).cuts == ()
    assert len(read(text).assignments) == len(tasks)


@pytest.mark.parametrize("foot", ["第 {} 页", "第 {} 页 共 9 页", "- {} -"])
def test_blanks_inside_a_border_are_cut_once(foot: str) -> None:
    """A cut inside another would lead all that follows to a wrong place."""
    lines = _spaced(_wrapped(30)).splitlines()
    pages = [
        "\n".join([*lines[at : at + 9], foot.format(at // 9 + 1)]) for at in range(0, len(lines), 9)
    ]
    text = "\n".join(pages) + "\n"
    cuts = plan_of(text).cuts
    assert all(before[1] < behind[0] for before, behind in pairwise(cuts))
    found = read(text)
    for record in (*found.observations, *found.assignments, *found.mentions):
        assert text[record.source.start : record.source.end] == record.source.quote
    assert _unspaced(_apart_from_pages(_said(found))) == _unspaced(
        _apart_from_pages(_said(read(_wrapped(1000))))
    )


@pytest.mark.parametrize("border", ["\f", "— {} —\n"], ids=["feed", "dashes"])
@pytest.mark.parametrize(
    "head", ["指标|单位|2020年|2025年", "责任单位：市住建局"], ids=["table", "label"]
)
def test_what_is_no_running_head(head: str, border: str) -> None:
    """Heads of a table and labels may be set again on each page."""
    body = "\n".join(_PARAGRAPHS[:2])
    text = "".join(border.format(n) + head + "\n" + body + "\n" for n in range(1, 7))
    assert [r for r in plan_of(_TITLE + "\n" + text).residue if r.reason == RUNNING_HEAD] == []


def test_numbers_beside_form_feeds_that_count_nothing() -> None:
    """Values of a table, a cell a line, are no numbers of pages."""
    text = (
        _TITLE + "\n" + "\n\f".join(f"床位数\n张\n{value}" for value in (550, 30, 812, 47)) + "\n"
    )
    assert [r for r in plan_of(text).residue if r.reason == PAGE_NUMBER] == []


def _spaced(text: str) -> str:
    """Blanks between Chinese signs and numbers, but for the numbers of items."""
    return re.sub(
        r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[\u4e00-\u9fff])", " ", text
    )


@pytest.mark.parametrize("width", [24, 29, 34, 44, 1000])
def test_blanks_around_numbers_say_nothing(width: int) -> None:
    whole = read(_wrapped(1000))
    assert _unspaced(_said(read(_spaced(_wrapped(width))))) == _unspaced(_said(whole))


def _unspaced(said: list[tuple[Any, ...]]) -> list[str]:
    """Titles of tasks are as written, with their blanks; so are quotes."""
    return [re.sub(r"\s", "", str(one)) for one in said]


def test_a_few_blanks_are_let_alone() -> None:
    """A blank that stands alone parts something, as the one behind an item's number always does."""
    few = _TITLE + "\n\n" + "\n".join(_PARAGRAPHS).replace("12.5平方公里", "12.5 平方公里")
    assert plan_of(few).cuts == ()
    numbered = _spaced("\n".join(_PARAGRAPHS)) + "\n1 总则，全市共3人。\n"
    plan = plan_of(numbered)
    assert plan.cuts
    assert plan.text.index("1 总则") + 1 not in [start for start, _ in plan.cuts]


@pytest.mark.parametrize(
    "head", ["", _TITLE, "卫生健康规划"], ids=["no head", "title", "short head"]
)
@pytest.mark.parametrize(
    "foot",
    ["— {} —\n", "{}\n\f", "\n- {} -\n\n", "第{}页\n", "\f"],
    ids=["dashes", "feed", "blank", "word", "feed alone"],
)
@pytest.mark.parametrize("width", [26, 33, 41])
def test_borders_of_pages_say_nothing(width: int, foot: str, head: str) -> None:
    """Numbers of pages, form feeds and running heads may stand anywhere in a sentence."""
    whole = read(_wrapped(1000))
    pages: list[str] = []
    lines = _wrapped(width).splitlines()
    for number, at in enumerate(range(0, len(lines), 11), 1):
        pages.append("\n".join(lines[at : at + 11]) + "\n" + foot.format(number))
    text = (head + "\n" if head else "").join(pages)
    assert _apart_from_pages(_said(read(text))) == _apart_from_pages(_said(whole))


def _apart_from_pages(said: list[tuple[Any, ...]]) -> list[Any]:
    """Quotes hold the border of a page that a name goes over."""
    return [one for one in said if not (isinstance(one, tuple) and len(one) == 3)]


@pytest.mark.parametrize("width", [25, 32, 39])
def test_records_stand_where_their_words_stand(width: int) -> None:
    """Places, quotes and ids are those of the wrapped text; links between records hold."""
    text = _wrapped(width)
    found = read(text)
    sources = [r.source for r in (*found.observations, *found.assignments, *found.mentions)]
    assert any("\n" in source.quote for source in sources)
    for source in sources:
        assert text[source.start : source.end] == source.quote
        assert source.quote == source.quote.strip()
    ids = [r.id for r in (*found.observations, *found.assignments)]
    assert len(ids) == len(set(ids))
    for record in (*found.observations, *found.assignments):
        assert record.id[1:7] == f"{record.source.start:06d}"
        spans = [(one.start, one.end) for one in record.read.values() if one is not None]
        assert all(0 <= start < end <= len(text) for start, end in spans if start is not None)  # type: ignore[operator]
    named = set(ids)
    linked = [i for t in found.tasks for i in (*t.assignments, *t.observations)]
    linked += [r.assignment for o in found.observations for r in o.responsible if r.assignment]
    linked += [i for a in found.assignments for i in a.observations]
    assert linked
    assert named.issuperset(linked)


def test_what_is_not_cut_is_read_as_it_stands() -> None:
    plan = plan_of("\n".join([_TITLE, *_PARAGRAPHS]))
    assert plan.cuts == ()
    assert closed(plan) is None


def test_a_sentence_ends_at_its_line() -> None:
    """Behind a full stop and between Latin words a break stays, and nothing else of a plan is lost."""
    plan = plan_of(_wrapped(30))
    made = closed(plan)
    assert made is not None
    assert made.plan.text.replace("\n", "") == plan.text.replace("\n", "")
    assert made.plan.text.count("\n") < plan.text.count("\n")
    for p, q in zip(plan.paragraphs, made.plan.paragraphs, strict=True):
        assert made.plan.text[q.start : q.end].replace("\n", "") == plan.text[
            p.start : p.end
        ].replace("\n", "")
        assert not re.search(r"[^。；：\n]\n", made.plan.text[q.start : q.end])


@pytest.mark.parametrize(
    "cuts",
    [[(3, 5)], [(0, 1), (4, 6), (9, 10)], [(2, 3), (3 + 1, 7)]],
    ids=["one", "three", "near"],
)
def test_ways_lead_there_and_back(cuts: list[tuple[int, int]]) -> None:
    text = "0123456789ab"
    ways = Ways(cuts)
    left = [i for i in range(len(text)) if not any(a <= i < b for a, b in cuts)]
    assert ways.without(text) == "".join(text[i] for i in left)
    for place, i in enumerate(left):
        assert ways.closed(i) == place
        assert ways.start(place) == i
        assert ways.end(place + 1) == i + 1
    for start, end in cuts:
        assert {ways.closed(i) for i in range(start, end + 1)} == {ways.closed(end)}
