"""The sentences of findings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "finding.agree": (
        "关于{subject}，表述一致：{stated}。",
        "On {subject} the statements agree: {stated}.",
    ),
    "finding.compatible": (
        "关于{subject}，表述不同但不矛盾：{stated}。",
        "On {subject} the statements differ and do not contradict each other: {stated}.",
    ),
    "finding.contradict": (
        "关于{subject}，表述相互矛盾：{stated}。",
        "On {subject} the statements contradict each other: {stated}.",
    ),
    "finding.unsure_pair": (
        "“{left}”与“{right}”可能是同一对象，请判定（见{documents}）。",
        "“{left}” and “{right}” may be one and the same: please judge (in {documents}).",
    ),
    "finding.states": ("{plan}作{words}", "{plan} says {words}"),
    "finding.more": ("另有{count}处", "and {count} more"),
    "finding.plan": ("《{title}》", "{title}"),
    "finding.draft": ("《{title}》（征求意见稿）", "{title} (draft)"),
    "finding.more_plans": ("等另外{count}份文件", "{count} more plans"),
    "finding.quoted_unit": ("“{words}”（{unit}）", "“{words}” ({unit})"),
    "finding.value_of": ("{words}（{plans}）", "{words} ({plans})"),
    "finding.by_plan": ("据{plan}，{steps}", "{plan}: {steps}"),
    "finding.step_actual": ("{year}年实绩{values}", "{year} reached {values}"),
    "finding.step_target": ("{year}年目标{values}", "{year} target {values}"),
    "finding.undercut": (
        "{subject}：目标不及已达到的水平：{shown}{course}。",
        "{subject}: the target falls short of what is reached already: {shown}{course}.",
    ),
    "finding.lowered": (
        "{subject}：后期目标不及前期目标：{shown}{course}。",
        "{subject}: a later target falls short of an earlier one: {shown}{course}.",
    ),
    "finding.postponed": (
        "{subject}：同一目标，另一文件的完成年份推后：{shown}{course}。",
        "{subject}: the same target, and another plan promises it only for a later year: {shown}{course}.",
    ),
    "finding.met": (
        "{subject}：目标限值已经达到：{shown}{course}。",
        "{subject}: the bound that is the target is reached already: {shown}{course}.",
    ),
    "finding.loosened": (
        "{subject}：后期目标限值比前期宽：{shown}{course}。",
        "{subject}: a later target’s bound is wider than an earlier one’s: {shown}{course}.",
    ),
    "finding.course": ("。各年为：{steps}", ". All years: {steps}"),
    "finding.rising": ("{subject}，逐期上升：{steps}。", "{subject} rises: {steps}."),
    "finding.falling": ("{subject}，逐期下降：{steps}。", "{subject} falls: {steps}."),
    "finding.level": ("{subject}，各期持平：{steps}。", "{subject} stays level: {steps}."),
    "finding.varying": (
        "{subject}，各期有升有降：{steps}。",
        "{subject} goes up and down: {steps}.",
    ),
    "finding.aligned": (
        "{subject}：上级{superior}要求{asks}，下级{subordinate}为{gives}，相符。",
        "{subject}: {superior}, of the superior, asks for {asks}, {subordinate} for {gives}; they go together.",
    ),
    "finding.above": (
        "{subject}：上级{superior}要求{asks}，下级{subordinate}为{gives}，高于上级要求。",
        "{subject}: {superior}, of the superior, asks for {asks}, {subordinate} for {gives}, which is more.",
    ),
    "finding.below": (
        "{subject}：上级{superior}要求{asks}，下级{subordinate}为{gives}，低于上级要求。",
        "{subject}: {superior}, of the superior, asks for {asks}, {subordinate} for {gives}, which is less.",
    ),
    "finding.target_without_agency": (
        "{plan}的其他目标有责任单位，“{section}”中的{count}项没有：{items}。",
        "{plan} names agencies for other targets; for {count} under “{section}” it names none: {items}.",
    ),
    "finding.target_without_agency_here": (
        "{plan}的其他目标有责任单位，这{count}项没有：{items}。",
        "{plan} names agencies for other targets; for these {count} it names none: {items}.",
    ),
    "finding.agency_without_target": (
        "{plan}中{agency}负责{count}项任务，都没有量化目标：{items}。",
        "In {plan}, {agency} answers for {count} tasks, none with a target: {items}.",
    ),
    "finding.binding_target_not_named": (
        "{superior}的约束性目标“{indicator}”（{asks}），下级{subordinate}没有提到。",
        "The binding target “{indicator}” ({asks}) of {superior} is not named by {subordinate} below it.",
    ),
    "finding.more_items": ("等另外{count}项", "and {count} more"),
}
