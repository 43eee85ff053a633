"""Assignments: who is responsible, in every form that plans use."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from policy_extract.document import Plan
from policy_extract.extract.assignments import RULES, AssignmentFinder
from policy_extract.extract.assignments.names import BODY, NONE, PARTY, AgencyNames
from policy_extract.layout import lay_out
from policy_extract.lexicon import Lexicon, load
from policy_extract.model import Assignment, CellRef
from policy_extract.rules import Switches

CASES = Path(__file__).parent / "cases" / "assignments.toml"
CORPUS = Path(__file__).parents[1] / "corpus"
#: The rule that speaks where no other does.
LAST = "role.unsaid"
_CASES: list[dict[str, Any]] = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load(local=False)


@pytest.fixture(scope="module")
def finder(lexicon: Lexicon) -> AssignmentFinder:
    return AssignmentFinder(lexicon)


def plan_of(text: str, lexicon: Lexicon) -> Plan:
    return lay_out("case", text, lexicon)


def rule_of(assignment: Assignment, field: str = "agency") -> str:
    read = assignment.read[field]
    assert read is not None
    if field == "agency":
        assert (read.start, read.end) == (assignment.source.start, assignment.source.end)
    return read.rule


def _param(case: dict[str, Any]) -> Any:
    failing = [pytest.mark.xfail(strict=True)] if case.get("known_failure") else []
    return pytest.param(case, id=case["name"], marks=failing)


@pytest.mark.parametrize("case", [_param(case) for case in _CASES])
def test_case(case: dict[str, Any], lexicon: Lexicon, finder: AssignmentFinder) -> None:
    plan = plan_of(case["text"], lexicon)
    found = finder.find(plan)
    assert [[a.role, a.agency] for a in found] == case["expect"]
    if "tasks" in case:
        assert [a.task for a in found] == case["tasks"]
    if "deadlines" in case:
        assert [(a.deadline and a.deadline.end) or "" for a in found] == case["deadlines"]
    assert all(plan.text[a.source.start : a.source.end] == a.source.quote for a in found)


def told(finder: AssignmentFinder, plan: Plan) -> list[object]:
    """All that a finder says of a plan, with the rules of every field."""
    found = finder.find(plan)
    said: list[object] = [
        (a.agency, a.role, a.task, a.deadline, tuple(r and r.rule for r in a.read.values()))
        for a in found
    ]
    return said + [m.source.quote for m in finder.mentions(plan, found)]


@pytest.mark.parametrize("case", [_param(case) for case in _CASES if "rule" in case])
def test_case_of_a_rule(case: dict[str, Any], lexicon: Lexicon, finder: AssignmentFinder) -> None:
    plan, rule = plan_of(case["text"], lexicon), case["rule"]
    without = AssignmentFinder(lexicon, Switches(frozenset([rule])))
    if "mentions" in case:
        assert [m.source.quote for m in finder.mentions(plan)] == case["mentions"]
    if rule == LAST:  # it speaks where no other does, also when it is switched off
        assert {rule_of(a, "role") for a in finder.find(plan)} == {rule}
    else:
        assert (told(without, plan) == told(finder, plan)) is bool(case.get("refused"))


def test_every_rule_has_a_case_that_it_finds_and_one_that_it_refuses() -> None:
    finds = {case["rule"] for case in _CASES if "rule" in case and not case.get("refused")}
    refuses = {case["rule"] for case in _CASES if "rule" in case and case.get("refused")}
    assert [rule.id for rule in RULES if rule.id not in finds] == []
    assert [rule.id for rule in RULES if rule.refuses and rule.id not in refuses] == []
    assert finds | refuses == {rule.id for rule in RULES}


def test_every_field_says_where_it_was_read(lexicon: Lexicon, finder: AssignmentFinder) -> None:
    known = {rule.id for rule in RULES}
    for case in _CASES:
        plan = plan_of(case["text"], lexicon)
        for a in finder.find(plan):
            assert set(a.read) == {"agency", "role", "task", "deadline"}
            assert {read.rule for read in a.read.values() if read} <= known
            assert (a.read["task"] is None, a.read["deadline"] is None) == (
                a.task is None,
                a.deadline is None,
            )
            for read in a.read.values():
                if read and read.start is not None and read.end is not None:
                    assert 0 <= read.start < read.end <= len(plan.text)


def test_a_verb_that_names_no_role_leaves_it_unsaid(
    lexicon: Lexicon, finder: AssignmentFinder
) -> None:
    """The field has a rule all the same: what a document claims without one, nobody can ask for."""
    text = "一、任务\n1.发布规定。省农业农村厅、省财政厅按职责分工和有关规定发布全省实施方案。\n"
    found = finder.find(lay_out("plan", text, lexicon))
    assert [(a.agency, a.role, rule_of(a, "role")) for a in found] == [
        ("省农业农村厅", "responsible", "role.unsaid"),
        ("省财政厅", "responsible", "role.unsaid"),
    ]


def test_the_words_of_a_role(lexicon: Lexicon, finder: AssignmentFinder) -> None:
    text = "一、任务\n1.甲事做好。（市科技局牵头，市财政局）\n2.乙事做好。（责任单位：市教育局、市民政局（牵头））\n"
    said = []
    for a in finder.find(plan_of(text, lexicon)):
        read = a.read["role"]
        assert read is not None
        said.append(text[read.start : read.end])
    assert said == ["牵头", "牵头", "责任单位", "（牵头）"]


def test_names_of_cases_are_unique() -> None:
    names = [case["name"] for case in _CASES]
    assert len(names) == len(set(names))


def test_task_has_its_number_as_written(lexicon: Lexicon, finder: AssignmentFinder) -> None:
    text = (
        "一、任务\n1. 加大招引力度。开展招引。（责任单位：市商务局）\n"
        "2．完善联审制度，提供帮办服务。优化窗口。（责任单位：市审批局）\n"
    )
    found = finder.find(plan_of(text, lexicon))
    assert [a.task for a in found] == ["1. 加大招引力度", "2．完善联审制度，提供帮办服务"]


def test_scope_runs_from_the_list_before(lexicon: Lexicon, finder: AssignmentFinder) -> None:
    text = (
        "一、任务\n1.整治企业。开展检查。（责任单位：市经信局）推进改造。（责任单位：市发改局）\n"
        "2.整治用地。统筹布局。\n责任单位：市资规局\n配合单位：市经信局\n"
    )
    found = finder.find(plan_of(text, lexicon))
    assert [text[a.scope.start : a.scope.end].strip() for a in found] == [
        "1.整治企业。开展检查。",
        "推进改造。",
        "2.整治用地。统筹布局。",
        "2.整治用地。统筹布局。",
    ]
    assert [a.role for a in found] == ["responsible", "responsible", "responsible", "support"]


def test_list_that_opens_the_text_covers_itself(lexicon: Lexicon, finder: AssignmentFinder) -> None:
    text = "责任单位：市经信局。\n配合单位：市财政局。"
    assert [text[a.scope.start : a.scope.end] for a in finder.find(plan_of(text, lexicon))] == [
        "责任单位：市经信局"
    ] * 2
    (found,) = finder.find(plan_of("责任单位：有限。", lexicon))
    assert found.scope.start < found.scope.end


def test_list_in_a_heading_covers_its_section(lexicon: Lexicon, finder: AssignmentFinder) -> None:
    body = "依托高校建设一批平台，推动成果转化，提升服务能力，形成一批成果，为发展提供支撑。"
    text = f"一、任务\n（一）建设平台（责任单位：市科技局）\n{body}\n（二）保障\n加强组织领导。\n"
    (found,) = finder.find(plan_of(text, lexicon))
    assert found.task == "（一）建设平台"
    assert body in text[found.scope.start : found.scope.end]
    assert "（二）" not in text[found.scope.start : found.scope.end]


def test_prose_covers_its_sentence(lexicon: Lexicon, finder: AssignmentFinder) -> None:
    text = "一、任务\n1.做好招商。收集信息。由区招商局牵头负责信息梳理，纳入项目库。提供服务。\n"
    (found,) = finder.find(plan_of(text, lexicon))
    assert (rule_of(found), rule_of(found, "role")) == ("prose.lead", "role.verb")
    assert text[found.scope.start : found.scope.end] == "由区招商局牵头负责信息梳理，纳入项目库。"


def test_table_gives_cell_and_row(lexicon: Lexicon, finder: AssignmentFinder) -> None:
    text = (
        "一、任务\n落实责任。\n\n附件 分工表\n\t任务\n\t责任单位\n\n"
        "\t建设大脑\n\t市经信局、市科技局\n\n\t建设工厂\n\t市发改局\n"
    )
    plan = plan_of(text, lexicon)
    found = finder.find(plan)
    table = plan.tables[0].id
    assert [(a.agency, a.source.table) for a in found] == [
        ("市经信局", CellRef(id=table, row=1, col=1)),
        ("市科技局", CellRef(id=table, row=1, col=1)),
        ("市发改局", CellRef(id=table, row=2, col=1)),
    ]
    assert text[found[2].scope.start : found[2].scope.end] == "建设工厂\n\t市发改局"


def test_deadline_with_the_plans_only_year(lexicon: Lexicon, finder: AssignmentFinder) -> None:
    text = (
        "某某市2022年数字政府建设工作要点\n2022年4月14日\n一、任务\n"
        "1.完成改造。（6月底完成，牵头考核单位：市政府办公室）\n"
        "2.扩大覆盖。（持续推进，牵头考核单位：市审批服务局）\n"
    )
    found = finder.find(plan_of(text, lexicon))
    assert [a.deadline and a.deadline.end for a in found] == ["2022-06", None]


def test_name_cut_by_a_page_keeps_its_quote(lexicon: Lexicon, finder: AssignmentFinder) -> None:
    text = "一、任务\n1.完成改造，按时保质做好各项工作。（责任单位：市发展改\n革委、市财政局）\n"
    found = finder.find(plan_of(text, lexicon))
    assert [(a.agency, a.source.quote) for a in found] == [
        ("市发展改革委", "市发展改\n革委"),
        ("市财政局", "市财政局"),
    ]


@pytest.mark.parametrize("pages", ["\n25\n", "\n25\n26\n", "\n--25--\n\n26\n"])
def test_numbers_of_pages_are_no_part_of_a_name(
    pages: str, lexicon: Lexicon, finder: AssignmentFinder
) -> None:
    text = (
        f"一、任务\n1.完成改造，按时保质做好各项工作。（责任单位：市发展改{pages}革委、市财政局）\n"
    )
    found = finder.find(plan_of(text, lexicon))
    assert [a.agency for a in found] == ["市发展改革委", "市财政局"]


def test_a_number_cut_within_a_name_stays_where_it_stands(
    lexicon: Lexicon, finder: AssignmentFinder
) -> None:
    text = "一、任务\n1.完成改造，按时保质做好各项工作。（责任单位：市发改10\n20003局、市财政局）\n"
    found = finder.find(plan_of(text, lexicon))
    assert [a.agency for a in found] == ["市发改1020003局", "市财政局"]


def test_rules_are_named(lexicon: Lexicon, finder: AssignmentFinder) -> None:
    text = (
        "一、任务\n1.甲事做好。（责任单位：市经信局，列第一位的为牵头单位，下同）\n"
        "2.乙事做好。（牵头单位：市发改委；配合单位：市财政局）\n3.丙事做好。（市科技局牵头）\n"
        "4.丁事做好。责任单位：市教育局\n"
    )
    found = finder.find(plan_of(text, lexicon))
    assert [(rule_of(a), rule_of(a, "role")) for a in found] == [
        ("bracket.label", "role.first_leads"),
        ("bracket.label", "role.label"),
        ("bracket.label", "role.label"),
        ("bracket.verb", "role.verb"),
        ("line.label", "role.first_leads"),
    ]


def test_mentions_outside_assignments(lexicon: Lexicon, finder: AssignmentFinder) -> None:
    text = (
        "一、任务\n1.做好对接。加强与省科技厅、市财政局对接，落实《省能源局若干意见》，"
        "优化城市建设局面。（责任单位：市发改局）\n"
    )
    plan = plan_of(text, lexicon)
    assert [m.source.quote for m in finder.mentions(plan)] == ["省科技厅", "市财政局"]
    assert finder.mentions(plan) == finder.mentions(plan, finder.find(plan))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("市发展改革委", BODY),
        ("省工业和信息化厅(省国防科工办)", BODY),
        ("各县(市、区)人民政府", BODY),
        ("三江源国家公园管理局", BODY),
        ("通创办", BODY),
        ("团市委", BODY),
        ("工业和信息化部", BODY),
        ("区各有关部门", BODY),
        ("某某市税务局", BODY),
        ("大数据企业", PARTY),
        ("黄河上游水电开发有限公司", PARTY),
        ("省级企业技术中心", PARTY),
        ("崇川区", PARTY),
        ("上海", NONE),
        ("新发展格局", NONE),
        ("一网通办", NONE),
        ("政务服务大厅", NONE),
        ("2025年底前完成", NONE),
        ("市科技局提供的服务", NONE),
    ],
)
def test_names_are_judged_by_form(name: str, kind: int, lexicon: Lexicon) -> None:
    assert AgencyNames(lexicon).judge(name) == kind


def test_plan_with_a_rule_for_all_lists(lexicon: Lexicon, finder: AssignmentFinder) -> None:
    path = CORPUS / "lanxi-manufacturing-upgrade-2021-2023.txt"
    plan = lay_out(path.stem, path.read_text(encoding="utf-8"), lexicon)
    listed = [a for a in finder.find(plan) if rule_of(a, "role") == "role.first_leads"]
    assert len(listed) == 91
    assert sum(a.role == "lead" for a in listed) == plan.text.count("（责任单位：")
    assert {a.role for a in listed} == {"lead", "support"}
    assert [a.agency for a in listed if a.task == "12.加强资本助力推动企业上市并购"] == ["市金融办"]


@pytest.mark.parametrize("stem", ["jinhua-industry-14fyp", "jinlan-innovation-city-14fyp"])
def test_plans_without_assignments(stem: str, lexicon: Lexicon, finder: AssignmentFinder) -> None:
    text = (CORPUS / f"{stem}.txt").read_text(encoding="utf-8")
    assert finder.find(lay_out(stem, text, lexicon)) == []
