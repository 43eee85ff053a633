"""Tasks: numbered items with the agencies and the values that belong to them; links between records."""

from __future__ import annotations

import pytest

from policy_extract.extract import Extracted
from policy_extract.extract.tasks import _split
from policy_extract.model import Period, Task
from reading import read, titled

PLAN = """一、发展目标
到2025年，规上工业企业达到1500家。
二、重点任务
（一）培育壮大市场主体
1.梯度培育企业。到2025年，新增规上工业企业300家。（责任单位：市经信局、市统计局，完成时限：2023年底）
2.强化创新驱动。到2025年，省级以上创新平台达到50个。
（1）建设研发平台。到2025年，重点实验室达到8个。（责任单位：市科技局）
三、保障措施
加强组织领导，形成工作合力。"""


def tasks(text: str) -> dict[str, Task]:
    return {task.title: task for task in read(titled(text)).tasks}


def _titles_of_values(found: Extracted) -> dict[str, str]:
    titles = {name: task.title for task in found.tasks for name in task.observations}
    return {o.source.quote: titles.get(o.id, "") for o in found.observations}


def test_every_numbered_item_with_an_agency_or_a_value_is_one() -> None:
    found = read(titled(PLAN)).tasks
    assert [(task.id, task.number, task.title) for task in found] == [
        ("t001", "一", "发展目标"),
        ("t002", "1", "梯度培育企业"),
        ("t003", "2", "强化创新驱动"),
        ("t004", "（1）", "建设研发平台"),
    ]


def test_a_value_belongs_to_the_innermost() -> None:
    assert _titles_of_values(read(titled(PLAN))) == {
        "1500家": "发展目标",
        "300家": "梯度培育企业",
        "50个": "强化创新驱动",
        "8个": "建设研发平台",
    }


def test_assignments_name_their_task_and_it_names_them() -> None:
    found = read(titled(PLAN))
    by_id = {task.id: task for task in found.tasks}
    assert [(a.agency, by_id[a.task or ""].title) for a in found.assignments] == [
        ("市经信局", "梯度培育企业"),
        ("市统计局", "梯度培育企业"),
        ("市科技局", "建设研发平台"),
    ]
    for assignment in found.assignments:
        assert assignment.id in by_id[assignment.task or ""].assignments


def test_a_task_covers_its_item_and_has_the_latest_time_limit() -> None:
    text = titled(PLAN)
    task = tasks(PLAN)["梯度培育企业"]
    assert text[task.start : task.end].startswith("1.梯度培育企业。到2025年")
    assert "强化创新驱动" not in text[task.start : task.end]
    assert task.deadline is not None
    assert task.deadline.end == "2023"
    assert tasks(PLAN)["发展目标"].deadline is None


def test_who_answers_for_a_value_is_known_by_the_assignment() -> None:
    found = read(titled(PLAN))
    agencies = {assignment.id: assignment.agency for assignment in found.assignments}
    (value,) = (o for o in found.observations if o.source.quote == "300家")
    assert [r.agency for r in value.responsible] == ["市经信局", "市统计局"]
    assert [agencies[r.assignment or ""] for r in value.responsible] == ["市经信局", "市统计局"]


def test_two_items_of_one_name_are_two_tasks() -> None:
    text = "一、甲片区\n1.招商引资。（责任单位：市商务局）\n二、乙片区\n1.招商引资。（责任单位：市投促局）"
    found = read(titled(text))
    assert [(t.title, len(t.assignments)) for t in found.tasks] == [("招商引资", 1)] * 2
    assert found.assignments[0].task != found.assignments[1].task


def test_the_rows_of_a_table_that_divides_the_work_are_tasks() -> None:
    rows = (
        ("序号", "类别", "工作任务", "牵头单位", "配合单位"),
        ("1", "基础设施", "到2025年，建成充电站20座以上", "市能源局", "市住建局"),
        ("2", "产业数字化", "建设产业大脑", "市经信局", "市数据局"),
    )
    table = "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in rows)
    found = read(titled(f"一、保障措施\n加强组织领导。\n\n附件：任务分工表\n{table}\n"))
    told = {task.title: task for task in found.tasks}
    assert set(told) == {"到2025年，建成充电站20座以上", "建设产业大脑"}
    for task in told.values():
        assert [a.agency for a in found.assignments if a.id in task.assignments] != []
        assert len(task.assignments) == 2
    assert set(_titles_of_values(found).values()) == {"到2025年，建成充电站20座以上"}


@pytest.mark.parametrize(
    "text",
    [
        "坚持创新驱动，推动绿色转型。到2025年，规上工业企业达到1500家。",  # no item at all
        "专栏1 重点工程\n到2025年，规上工业企业达到1500家。",  # a box
        "一、总体要求\n坚持创新驱动，推动绿色转型。",  # an item that holds nothing
    ],
)
def test_what_is_no_task(text: str) -> None:
    assert tasks(text) == {}


@pytest.mark.parametrize(
    ("words", "number", "title"),
    [
        ("12.培育企业", "12", "培育企业"),
        ("三、重点任务", "三", "重点任务"),
        ("（三）保障措施", "（三）", "保障措施"),
        ("(2)建设平台", "(2)", "建设平台"),
        ("①建设平台", "①", "建设平台"),
        ("第二章 发展目标", "第二章", "发展目标"),
        ("1．综合实力", "1", "综合实力"),
        ("3.1.2 综合实力", "3.1.2", "综合实力"),
        ("10个重点项目", None, "10个重点项目"),
        ("十大工程", None, "十大工程"),
        ("二手车出口", None, "二手车出口"),
        ("强化军地协同", None, "强化军地协同"),
        ("12.", None, "12."),
    ],
)
def test_the_number_of_an_item(words: str, number: str | None, title: str) -> None:
    assert _split(words) == (number, title)


def test_values_that_the_row_of_a_project_states_are_about_the_project() -> None:
    rows = (
        ("序号", "项目名称", "建设内容及规模", "建设年限", "建设地点", "总投资（万元）"),
        (
            "1",
            "青溪智能制造产业园",
            "新建厂房12万平方米，达产后预计实现年产值30亿元",
            "2021-2023",
            "青溪镇",
            "50000",
        ),
        (
            "2",
            "青溪物流园",
            "新建仓库及配套设施，到2025年仓储面积达到8万平方米",
            "2022-2024",
            "",
            "20000",
        ),
    )
    table = "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in rows)
    text = titled(f"一、保障措施\n加强组织领导。\n\n附件：重点项目表\n{table}\n")
    found = read(text)
    projects = {p.id: p for p in found.projects}
    told = {o.source.quote: o for o in found.observations}
    assert {o.about for o in found.observations} == {"project"}
    for o in found.observations:
        assert o.id in projects[o.project or ""].observations
    output, storage = told["30亿元"], told["8万平方米"]
    assert [projects[o.project or ""].number for o in (output, storage)] == [1, 2]
    # the row's last year and its place, where the content says neither
    assert output.time == Period(start="2023", end="2023")
    assert output.area.name == "青溪镇"
    assert [d for d in output.doubts if d.startswith(("time.", "area."))] == ["time.from_project"]
    for field, rule, words in (
        ("time", "time.project_row", "2021-2023"),
        ("area", "area.project_row", "青溪镇"),
    ):
        settled = output.read[field]
        assert settled is not None
        assert (settled.rule, text[settled.start : settled.end]) == (rule, words)
    # a year of its own stays; a row without a place has the plan's area
    assert storage.time == Period(start="2025", end="2025")
    assert "time.from_project" not in storage.doubts
    assert storage.area.name == "贵阳市"
    assert "area.from_document" in storage.doubts


def test_a_tasks_assignments_stand_in_the_order_of_the_text() -> None:
    """A body that two rows of a table whose columns do not fit claim has a second record at the same place."""
    table = "序号\t任务\t责任单位\t完成时限\n4\t能耗\t县经信局\n县科技局\n5\t\t\t%\n\t某某限公司\n"
    found = read(titled(table, ""))
    places = {one.id: (one.source.start, one.source.end) for one in found.assignments}
    [task] = [task for task in found.tasks if len(task.assignments) > 2]
    assert [places[name] for name in task.assignments] == sorted(
        places[name] for name in task.assignments
    )
