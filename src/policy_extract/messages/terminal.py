"""What ``extract`` and ``ask`` show on a terminal beside the general messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "cli.error": ("错误：", "error: "),
    "cli.memory": (
        "内存不足，运行已停止；请减少文件或进程（--jobs），或放宽内存限制（ulimit -v）",
        "there is not enough memory, the run was stopped; give it fewer files or processes (--jobs), or allow more (ulimit -v)",
    ),
    "cli.system": (
        "{error}；系统不允许继续运行；请检查磁盘空间、打开的文件数和进程数的限制（ulimit -a），然后重新运行",
        "{error}: the system does not let it go on; see to room on the disk and to the limits of open files and processes "
        "(ulimit -a), then run again",
    ),
    "cli.failed": ("失败：{path}：{reason}", "failed: {path}: {reason}"),
    "cli.warning": ("注意：{path}：{what}", "note: {path}: {what}"),
    "cli.warning_of_all": ("注意：{what}", "note: {what}"),
    "cli.skipped": (
        "文件夹中 {count} 个其他类型的文件未读取（{suffixes}）",
        "{count} files of other kinds in the folders were not read ({suffixes})",
    ),
    "cli.skipped_one": (
        "文件夹中 {count} 个其他类型的文件未读取（{suffixes}）",
        "{count} file of another kind in the folders was not read ({suffixes})",
    ),
    "stage.words": ("载入词表", "loading word lists"),
    "stage.documents": ("提取中", "extracting"),
    "stage.names": ("关联名称", "joining names"),
    "stage.findings": ("比对各文件", "comparing plans"),
    "stage.writing": ("写出结果", "writing"),
    "cli.left": ("还需 {time}", "{time} left"),
    "cli.log_lost": (
        "日志 {path} 中途写不下去（{why}），运行本身不受影响",
        "the log {path} could not be written to its end ({why}); the run is not concerned",
    ),
    "cli.interrupted": (
        "已中断：读完 {done}/{total} 个文件，未写出任何内容，{out} 保持原样",
        "interrupted: {done} of {total} documents were read, nothing was written; {out} is as it "
        "was",
    ),
    "cli.stopped": ("已中断", "interrupted"),
    "cli.nothing_written": (
        "所有文件都失败，未写出任何内容，{out} 保持原样",
        "every input failed, nothing was written; {out} is as it was",
    ),
    "cli.contradictions": ("矛盾之处（{count}）", "contradictions ({count})"),
    "cli.no_contradictions": ("未发现矛盾", "no contradictions were found"),
    "cli.reversed": ("目标倒退（{count}）", "targets that go back ({count})"),
    "cli.fails": ("数字不符（{count}）", "figures that do not agree ({count})"),
    "cli.below": ("低于上级要求（{count}）", "below what a superior asks for ({count})"),
    "cli.gaps": ("责任或目标空缺 {count} 处", "{count} gaps in duties or targets"),
    "cli.pairs": ("待判名称 {count} 对", "{count} pairs of names to judge"),
    "cli.also": ("另有{what}，见 {file}", "besides, {what}: see {file}"),
    "cli.more": ("……另有 {count} 处，见 {file}", "… and {count} more, see {file}"),
    "cli.files": ("结果在 {out}：", "the output is in {out}:"),
    "cli.document": ("{count} 个文档", "{count} document"),
    "cli.documents": ("{count} 个文档", "{count} documents"),
    "cli.golden_ok": ("人工标注没有问题", "the golden labels are in order"),
    "cli.gate_ok": ("没有分数下降", "no score has fallen"),
    "cli.changes": ("改进 {gained} 处，退步 {lost} 处", "{gained} gained, {lost} lost"),
    "cli.uncompared": ("{plan}：只在一份输出中，未比较", "{plan}: is in one output only"),
    "cli.with_local": ("使用 gazetteers/local", "with gazetteers/local"),
    "cli.without_local": ("不使用 gazetteers/local", "without gazetteers/local"),
    "cli.schema_ok": ("JSON Schema 是最新的", "the schemas are current"),
    "cli.schema_stale": (
        "{name} 不是最新的；请运行 policy-extract schema",
        "{name} is not current; run policy-extract schema",
    ),
    "cli.rule_spoke": ("{count} 次", "{count} times"),
    "cli.rule_says": ("作用：{what}", "{what}"),
    "cli.rule_refuses": ("不涉及：{what}", "leaves alone: {what}"),
    "cli.calibrate_nothing": (
        "没有可核对的记录：请给出抽取结果的文件夹 OUT，或用 --judged 给出核对过的记录",
        "nothing to calibrate on: name the folder of an output, or a file of judged records with --judged",
    ),
    "cli.wrote": ("已写入 {path}", "wrote {path}"),
    "table.title": ("文档", "plan"),
    "table.targets": ("目标值", "targets"),
    "table.actuals": ("现状值", "actuals"),
    "table.assignments": ("责任", "duties"),
    "table.companies": ("企业", "firms"),
    "table.projects": ("项目", "projects"),
    "table.review": ("待核", "check"),
    "table.sum": ("合计", "all"),
    "cli.counted_once": (
        "* 同一企业出现在多份文件中，合计只算一次",
        "* a company that several plans name counts once in the total",
    ),
    "cli.to_check": (
        "{all} 项数值中有 {marked} 项待核，原因和原文列在 {where}",
        "{marked} of {all} values to check, listed with reason and sentence in {where}",
    ),
    "cli.to_check_json": (
        "{all} 项数值中有 {marked} 项待核（{where} 中 review 为 true；加 --format xlsx 可得清单）",
        "{marked} of {all} values to check (review is true in {where}; --format xlsx makes a list)",
    ),
    "cli.many_plans": (
        "注意：{count} 份文件（超过 {most} 份），没有指定格式，所以不写工作簿和报告（它们要把所有文件放进内存，三万字的规划每份约 2 MB）；"
        "表格在 {out}/tables/，可用 Excel 打开；仍要工作簿和报告，请加 --format xlsx --format html",
        "note: {count} plans (more than {most}) and no format named: no workbook and no report, which hold all plans in memory (about 2 MB "
        "for each plan of 30,000 characters); tables for Excel are in {out}/tables/; --format xlsx --format html makes the two all the same",
    ),
    "cli.nothing_to_check": (
        "{all} 项数值，没有需要核对的",
        "{all} values, none that wants a check",
    ),
    "cli.stated": ("“{words}”（第 {line} 行）", "“{words}” (line {line})"),
    "cli.plan_states": ("《{title}》：{words}", "{title}: {words}"),
    "cli.open_workbook": ("（用 Excel 或 WPS 打开）", "(open it with Excel)"),
    "cli.open_report": ("（用浏览器打开）", "(open it with a browser)"),
    "help.ask": (
        "从提取结果里查：一个单位的台账、一家企业的档案、一个指标的数列、一个地区的各项指标。",
        "Ask an output: an agency's ledger, a company's dossier, an indicator's series, an area's values.",
    ),
    "help.ask_out": ("extract 的输出文件夹", "an output of extract"),
    "help.ask_agency": (
        "这个单位的任务、目标、时限、配合单位",
        "the duties, targets, time limits and partners of this agency",
    ),
    "help.ask_company": (
        "这家企业的项目和所有提及之处",
        "the projects of this company and every mention",
    ),
    "help.ask_indicator": (
        "这个指标在各文件中的数值，按年份",
        "the values of this indicator in all plans, by year",
    ),
    "help.ask_area": ("这个地区的各项指标数值", "the values of this area, indicator by indicator"),
    "ask.nothing": (
        "没有说明要查什么；请给出 --agency、--company、--indicator 或 --area",
        "nothing was asked; give --agency, --company, --indicator or --area",
    ),
    "ask.nobody": (
        "结果里没有“{name}”；相近的有：{offered}",
        "the output knows no “{name}”; the nearest names are {offered}",
    ),
    "ask.none_near": ("（没有相近的名称）", "none"),
    "ask.too_many": (
        "“{name}”对应 {count} 个名称（{offered}……）；请写得更完整",
        "{count} names hold “{name}” ({offered} …); write more of it",
    ),
    "ask.ledger": (
        "{plans} 份文件中共 {duties} 项任务、{targets} 项目标",
        "duties: {duties}, targets: {targets}, plans: {plans}",
    ),
    "ask.no_duties": ("没有它的任务（只被提到）", "no duties of its own (only mentioned)"),
    "ask.findings": ("对照全部规划的发现（{count}）", "findings over all plans ({count})"),
    "ask.finding": ("（{verdict}）{said}", "({verdict}) {said}"),
    "ask.no_values": ("没有它自己的数值（只被提到）", "no values of its own (only mentioned)"),
    "ask.elsewhere": (
        "结果里没有叫“{name}”的，但有同名的其他对象；请用 {option}",
        "nothing of this kind is called “{name}”, but something else is: use {option}",
    ),
    "ask.by": ("时限：{deadline}（{basis}）", "by {deadline} ({basis})"),
    "ask.with": ("其他单位：{partners}", "with {partners}"),
    "ask.project": ("项目：{name}", "project {name}"),
    "ask.where": ("《{title}》第 {line} 行", "{title}, line {line}"),
    "ask.check": ("（待核）", "(to check)"),
    "cli.set_aside": (
        "注意：工作簿在上次运行之后被人保存过，已另存为 {path}；其中的答复请用 policy-extract review import 收回",
        "note: the workbook was saved by somebody since the last run and is kept as {path}; "
        "policy-extract review import takes its answers back",
    ),
    "cli.unchanged": (
        "自上次运行以来没有任何变化，{out} 保持原样（--fresh 可全部重做）",
        "nothing has changed since the last run; {out} is as it was (--fresh does it anew)",
    ),
    "cli.kept": (
        "{all} 个文件中有 {count} 个没有变化，沿用上次运行的结果",
        "{count} of {all} documents had not changed and were taken from the last run",
    ),
    "cli.not_kept": (
        "注意：{path} 不能使用（{reason}），本次运行不受影响，只是不能全部沿用或保存中间结果",
        "note: {path} cannot be used ({reason}); this run is none the worse, but does work anew, or keeps nothing for the next",
    ),
}
