"""Company mentions: what is found, what is refused, and that every mention is grounded."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from conftest import CORPUS
from policy_extract.document import Paragraph, Plan, Residue, shadow
from policy_extract.extract.companies import RULES, CompanyFinder
from policy_extract.extract.companies.finder import ELSEWHERE, PASSES, SUREST_FIRST
from policy_extract.extract.companies.names import NameShapes
from policy_extract.extract.companies.refusals import STAGE as REFUSE
from policy_extract.lexicon import Lexicon, load
from policy_extract.lexicon.records import Company
from policy_extract.model import Cell, CellRef, Mention, Meta, Table
from policy_extract.rules import Switches
from policy_extract.segment.tokens import Tokenizer

BY_ID = {rule.id: rule for rule in RULES}
CASES = Path(__file__).parent / "cases"


def cases(file: str) -> list[Any]:
    data = tomllib.loads((CASES / f"{file}.toml").read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["name"]) for case in data["case"]]


@pytest.fixture(scope="module")
def bare() -> Lexicon:
    """General knowledge without any list of companies: the rules alone."""
    return replace(load(local=False), companies=())


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer()


@pytest.fixture(scope="module")
def finder(bare: Lexicon) -> CompanyFinder:
    return CompanyFinder(bare)


def plan_of(*paragraphs: str, tables: tuple[tuple[tuple[str, ...], ...], ...] = ()) -> Plan:
    """A plan of body paragraphs and tables (first row the header), one blank line between them."""
    text, spans, made = "", [], []
    for paragraph in paragraphs:
        spans.append(Paragraph(len(text), len(text) + len(paragraph), "body", None, len(text)))
        text += paragraph + "\n\n"
    for number, rows in enumerate(tables, 1):
        begin, cells = len(text), []
        for row in rows:
            line = []
            for content in row:
                line.append(Cell(text=content, start=len(text), end=len(text) + len(content)))
                text += content + "\n\t"
            cells.append(tuple(line))
        made.append(
            Table(id=f"t{number}", start=begin, end=len(text), header_rows=1, rows=tuple(cells))
        )
    return Plan("x", text, shadow(text), Meta(), (), tuple(spans), tuple(made))


def quotes(mentions: list[Mention]) -> list[str]:
    return [m.source.quote for m in mentions]


def rules_of(case: dict[str, Any]) -> list[str]:
    rule = case.get("rule", [])
    return [rule] if isinstance(rule, str) else rule


@cache
def without(rule: str, *known: str) -> CompanyFinder:
    """A finder without a rule ("" for none), with names of a gazetteer, “name|short name”."""
    companies = tuple(
        Company(key=str(number), name=name, short=tuple(short))
        for number, (name, *short) in enumerate(names.split("|") for names in known)
    )
    switches = Switches(frozenset((rule,) if rule else ()))
    return CompanyFinder(replace(load(local=False), companies=companies), switches)


def found_in(case: dict[str, Any], tokenizer: Tokenizer, rule: str = "") -> list[Mention]:
    """What is found in a case's words, with one rule switched off if it is named."""
    header, *cells = case.get("column", [""])
    rows = (("序号", header), *((str(n), cell) for n, cell in enumerate(cells, 1)))
    lines = (*filter(None, [case.get("text")]), *case.get("lines", ()))
    plan = plan_of(*lines, tables=(rows,) if cells else ())
    return without(rule, *case.get("known", ())).find(plan, tokenizer)


@pytest.mark.parametrize("case", cases("companies"))
def test_found(case: dict[str, Any], tokenizer: Tokenizer) -> None:
    mentions = found_in(case, tokenizer)
    assert quotes(mentions) == case["companies"]
    for rule in rules_of(case):
        assert rule in {m.rule for m in mentions} or BY_ID[rule].stage == REFUSE


@pytest.mark.parametrize("case", cases("companies_refused"))
def test_refused(case: dict[str, Any], tokenizer: Tokenizer) -> None:
    mentions = found_in(case, tokenizer)
    assert quotes(mentions) == case.get("besides", [])
    for rule in rules_of(case):
        assert rule not in {m.rule for m in mentions}
        if BY_ID[rule].stage == REFUSE:
            assert len(found_in(case, tokenizer, rule)) > len(mentions), rule


def test_every_rule_has_a_case_it_finds_and_one_it_refuses() -> None:
    for file in ("companies", "companies_refused"):
        shown = {rule for case in cases(file) for rule in rules_of(case.values[0])}
        assert [rule.id for rule in RULES if rule.id not in shown and rule.refuses] == []
        assert shown <= set(BY_ID)


def test_a_rule_switched_off_is_silent(tokenizer: Tokenizer) -> None:
    for param in cases("companies"):
        case = param.values[0]
        for rule in rules_of(case):
            assert rule not in {m.rule for m in found_in(case, tokenizer, rule)}


def test_the_order_of_the_rules_is_whole() -> None:
    finding = [rule for rule in RULES if rule.stage != REFUSE]
    assert len(BY_ID) == len(RULES)
    assert [rule for rules in PASSES for rule in rules] == finding[: -len(ELSEWHERE)]
    assert set(SUREST_FIRST) == set(finding)


@pytest.mark.xfail(strict=True, reason="known failure: move it to companies.toml when it passes")
@pytest.mark.parametrize("case", cases("companies_known_failures"))
def test_known_failures(case: dict[str, Any], finder: CompanyFinder, tokenizer: Tokenizer) -> None:
    assert quotes(finder.find(plan_of(case["text"]), tokenizer)) == case["companies"]


def test_project_list(finder: CompanyFinder, tokenizer: Tokenizer) -> None:
    rows = (
        ("序号", "项目名称", "企业\n名称", "建设规模及内容", "地区"),
        ("1", "珺纺工装面料二期", "浙江珺纺纺织有限公司", "新建厂房，购置设备。", "开发区"),
        (
            "2",
            "印染产业园厂房",
            "兰溪市兰创投资集团有限公司",
            "利用原金梭印染土地扩建。",
            "兰创集团",
        ),
        ("3", "高端针织大提花布料", "杭州萧山美信装饰布厂", "形成年产1万吨生产能力。", "女埠街道"),
        ("4", "鸿图智能科技产业园", "——", "投资6.2亿元。", "赤溪街道"),
        ("5", "污水提升", "市水务局", "新建泵站。", "兰江街道"),
    )
    mentions = finder.find(plan_of(tables=(rows,)), tokenizer)
    assert [(m.source.quote, m.source.table) for m in mentions] == [
        ("珺纺", CellRef(id="t1", row=1, col=1)),
        ("浙江珺纺纺织有限公司", CellRef(id="t1", row=1, col=2)),
        ("兰溪市兰创投资集团有限公司", CellRef(id="t1", row=2, col=2)),
        ("金梭印染", CellRef(id="t1", row=2, col=3)),
        ("兰创集团", CellRef(id="t1", row=2, col=4)),
        ("杭州萧山美信装饰布厂", CellRef(id="t1", row=3, col=2)),
    ]
    assert [m.rule for m in mentions][-1] == "company.column"


def test_works_count_only_in_their_column(finder: CompanyFinder, tokenizer: Tokenizer) -> None:
    assert finder.find(plan_of("搬迁杭州萧山装饰布厂旧址。"), tokenizer) == []


def test_gazetteer(bare: Lexicon, tokenizer: Tokenizer) -> None:
    names = (
        Company(key="jd", name="京东集团股份有限公司", short=("京东",)),
        Company(key="conba", name="浙江康恩贝制药股份有限公司", short=("康恩贝",)),
        Company(key="zheneng", name="浙江省能源集团有限公司", short=("浙能",)),
    )
    finder = CompanyFinder(replace(bare, companies=names))
    text = (
        "做大做强龙头企业康恩贝，建设北京东路和京东数字产业园，依托浙能电厂发展循环经济，"
        "重点对接京东、联通等企业，加快联通国内国际的商贸节点建设。"
    )
    mentions = finder.find(plan_of(text), tokenizer)
    assert [(m.source.quote, m.rule) for m in mentions] == [
        ("康恩贝", "company.gazetteer"),
        ("浙能电厂", "company.gazetteer"),
        ("京东", "company.gazetteer"),
        ("联通", "company.list_context"),
    ]


def test_a_known_neighbour_carries_a_dictionary_word(bare: Lexicon, tokenizer: Tokenizer) -> None:
    names = (Company(key="conba", name="浙江康恩贝制药股份有限公司", short=("康恩贝",)),)
    finder = CompanyFinder(replace(bare, companies=names))
    text = "以康恩贝、天一堂、一新、英特等龙头企业集聚的医药健康产业集群。"
    assert quotes(finder.find(plan_of(text), tokenizer)) == ["康恩贝", "天一堂", "一新", "英特"]


def test_rules_are_named(finder: CompanyFinder, tokenizer: Tokenizer) -> None:
    plan = plan_of(
        "浙江盘毂动力科技有限公司投产。发挥盘毂动力龙头企业引领作用。",
        "支持昭能坤信息科技扩大规模，集聚了巨江电源、驰航机械等企业，国网兰溪供电公司负责。",
    )
    assert [m.rule.removeprefix("company.") for m in finder.find(plan, tokenizer)] == [
        "legal_form", "short_of_full", "short_name", "list_context", "list_context", "group",
    ]  # fmt: skip


def test_own_name_of_a_company_in_a_product(finder: CompanyFinder, tokenizer: Tokenizer) -> None:
    plan = plan_of("浙江盘毂动力科技有限公司投产。在新型盘毂电机、车用驱动控制器领域形成优势。")
    assert quotes(finder.find(plan, tokenizer)) == ["浙江盘毂动力科技有限公司"]


def test_residue_yields_nothing(finder: CompanyFinder, tokenizer: Tokenizer) -> None:
    plan = plan_of("支持昭能坤信息科技扩大规模。", "浙江康鹏半导体有限公司")
    first, second = plan.paragraphs
    cut = replace(plan, paragraphs=(first,), residue=(Residue(second.start, second.end, "x"),))
    assert quotes(finder.find(cut, tokenizer)) == ["昭能坤信息科技"]


def test_windows_line_end_inside_a_name(finder: CompanyFinder, tokenizer: Tokenizer) -> None:
    plan = plan_of("引进浙江玖隆新材料科\r\n技有限公司。")
    (mention,) = finder.find(plan, tokenizer)
    assert mention.source.quote == "浙江玖隆新材料科\r\n技有限公司"


@pytest.mark.parametrize("gap", ["  ", "\n\n", "\n　　"])
def test_a_gap_parts_two_names(gap: str, finder: CompanyFinder, tokenizer: Tokenizer) -> None:
    plan = plan_of(f"浙江康鹏半导体有限公司{gap}浙江中科玖源新材料有限公司")
    assert quotes(finder.find(plan, tokenizer)) == [
        "浙江康鹏半导体有限公司",
        "浙江中科玖源新材料有限公司",
    ]


def test_grounded_ordered_and_repeatable(bare: Lexicon, tokenizer: Tokenizer) -> None:
    text = "\n".join(p.values[0]["text"] for p in cases("companies") if "text" in p.values[0])
    plan = plan_of(*text.split("\n"))
    first = CompanyFinder(bare).find(plan, tokenizer)
    assert first == CompanyFinder(bare).find(plan, Tokenizer())
    for mention in first:
        assert plan.text[mention.source.start : mention.source.end] == mention.source.quote
        assert (mention.type, mention.entity, mention.norm) == ("company", None, None)
    ends = [0, *(m.source.end for m in first)]
    assert all(end <= m.source.start for end, m in zip(ends, first, strict=False))


def test_core_of_a_legal_name(bare: Lexicon) -> None:
    shapes = NameShapes(bare)
    found = {
        name: shapes.core(name)
        for name in (
            "浙江盘毂动力科技有限公司",
            "浙江兰溪德胜新能源科技股份有限公司",
            "新明珠药业(兰溪)有限公司",
            "浙江凤凰化工有限公司",
        )
    }
    assert [(c.region, c.own, c.trade) for c in found.values() if c] == [
        ("浙江", "盘毂", "动力科技"),
        ("浙江兰溪", "德胜", "新能源科技"),
        ("", "新明珠", "药业"),
        ("浙江", "凤凰", "化工"),
    ]


def test_tokenizer_keeps_every_character(tokenizer: Tokenizer) -> None:
    text = "支持康鹏半导体进一步加快 5G研发。"
    doc = tokenizer.doc(text)
    assert doc.text == text
    assert [t.idx for t in doc] == [text.index(t.text) for t in doc]
    assert tokenizer.doc("").text == ""
    assert tokenizer.pieces("康鹏半导体") == ["康", "鹏", "半导体"]
    assert (tokenizer.knows("半导体"), tokenizer.knows("康鹏")) == (True, False)


def test_words_over_a_place_are_those_that_spacy_aligns(tokenizer: Tokenizer) -> None:
    """Every piece of a text with names, figures, letters and blanks."""
    text = "支持北京东路康鹏半导体 进一步加快5G研发(等)。\n英特等"
    for start in range(len(text)):
        for end in range(start + 1, min(start + 9, len(text)) + 1):
            span = tokenizer.doc(text).char_span(start, end, alignment_mode="expand")
            wanted = [(t.text, t.idx, t.idx + len(t)) for t in span]
            assert tokenizer.over(text, start, end) == wanted
    assert tokenizer.over("", 0, 1) == tokenizer.placed("") == []


def test_no_rule_asks_for_spacy() -> None:
    """To load it takes as long as jieba: a run that names a firm must do without."""
    code = (
        "import sys\n"
        "from policy_extract import extract\n"
        f"found = extract({str(CORPUS / 'lanxi-industry-14fyp.txt')!r})\n"
        "assert any(m.type == 'company' for m in found.documents[0].mentions)\n"
        "assert 'jieba' in sys.modules and 'spacy' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_heavy_libraries_are_loaded_at_first_use() -> None:
    code = (
        "import sys\n"
        "from policy_extract.extract.companies import CompanyFinder\n"
        "from policy_extract.segment.tokens import Tokenizer\n"
        "tokenizer = Tokenizer()\n"
        "assert not {'jieba', 'spacy'} & set(sys.modules)\n"
        "assert [word.text for word in tokenizer.placed('电机')] == ['电机']\n"
        "assert 'jieba' in sys.modules and 'spacy' not in sys.modules\n"
        "assert tokenizer.doc('电机').text == '电机'\n"
        "assert {'jieba', 'spacy'} <= set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_name_that_runs_over_two_cells_stands_in_neither(finder: CompanyFinder) -> None:
    rows = (("序号", "企业"), ("4.", "众—环(三"), ("浙江众鑫）保科技有限公司", "1"))
    found = finder.find(plan_of(tables=(rows,)), Tokenizer())
    assert [(m.source.quote.split(), m.source.table) for m in found] == [
        (["环(三", "浙江众鑫）保科技有限公司"], None)
    ]
