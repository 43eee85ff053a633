"""Words of ``diff``: what became of a plan from one version to the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Change: (in words 中文, English, what it means 中文, English).
_CHANGES: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "lowered": ("降低", "lowered", "数值变小；项目为投资额变小", "the number is lower; of a project its investment"),
    "raised": ("提高", "raised", "数值变大；项目为投资额变大", "the number is higher; of a project its investment"),
    "value": ("改变", "changed", "数值以其他方式改变：文字、比例的各部分、区间两端", "the value changed otherwise: words, parts of a ratio, both ends of a range"),
    "comparator": ("界限改变", "bound changed", "数值的界限词改变（1000 → 1000以上）", "how the number is bounded (1000, at least 1000)"),
    "time": ("时间调整", "moved in time", "年份或时限改变", "another year or time limit"),
    "kind": ("性质改变", "kind changed", "目标变为现状，或相反", "a target became a fact, or the reverse"),
    "attribute": ("属性改变", "attribute changed", "预期性变为约束性，或相反", "expected became binding, or the reverse"),
    "agency": ("单位调整", "other agency", "责任单位或其角色改变", "other agencies, or in other roles"),
    "company": ("企业改变", "other company", "项目的企业改变", "another company of a project"),
    "land": ("用地改变", "other area of land", "项目的用地面积改变", "another area of land of a project"),
    "basis": ("口径改变", "measured otherwise", "量度、每年或累计、比较基期改变", "what is measured, a year or in all, against what"),
    "scope": ("范围改变", "other scope", "地区、部分或“每个”的对象改变", "another area or part, or each of others"),
    "dropped": ("删去", "dropped", "只在原文件中", "in the older version only"),
    "added": ("新增", "added", "只在新文件中", "in the newer version only"),
    "rounded": ("精度改变", "rounded", "现状值写得更精确或更概略（12.48 与 12.5）", "a fact is told more or less exactly (12.48, 12.5)"),
    "reworded": ("改名", "reworded", "名称改变", "called otherwise"),
    "falls_more": ("降幅加大", "falls more", "", ""),
    "falls_less": ("降幅缩小", "falls less", "", ""),
    "unchanged": ("未变", "unchanged", "两份文件相同的数值、责任和项目", "values, duties and projects that are the same in both"),
}  # fmt: skip

#: Column: (head 中文, head English, meaning 中文, meaning English).
_COLUMNS: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "edition": ("版本", "Version", "原文件或新文件", "The older version or the newer"),
    "edition_id": ("文件编号", "Document", "JSON 中的文件编号", "The document’s id in the JSON"),
    "compared": ("对比方法", "How it is compared", "两份文件的年份怎样对应", "How the times of both plans meet"),
    "change": ("变化", "Change", "什么改变了；含义见“变化统计”", "What became of it; the sheet of counts explains the words"),
    "change_count": ("处数", "How many", "有这种变化的记录数；一条记录可有几种", "How many records have it; one may have several"),
    "change_meaning": ("含义", "Meaning", "这种变化的含义", "What is meant by it"),
    "whose": ("地区、部分", "Area, part", "数值所属的地区和部分", "The area and the part of it that the value is for"),
    "old_time": ("原：时间", "Old: time", "原文件中的年份", "The time in the older version"),
    "new_time": ("新：时间", "New: time", "新文件中的年份", "The time in the newer version"),
    "old_words": ("原：数值", "Old: value", "原文件的写法；单位在表头的补在后面", "In the older version’s own words; a unit that stands elsewhere is put behind"),
    "new_words": ("新：数值", "New: value", "新文件的写法；单位在表头的补在后面", "In the newer version’s own words; a unit that stands elsewhere is put behind"),
    "difference": ("相差", "Difference", "新数值减原数值", "The new number less the old one"),
    "difference_unit": ("单位", "Unit", "“相差”的单位", "The unit of the difference"),
    "old_also": ("原：其他不同", "Old: otherwise", "原文件中其他不同的内容：名称、性质、属性、口径、范围、责任单位", "What else the older version says otherwise: name, kind, attribute, measure, scope, agencies"),
    "new_also": ("新：其他不同", "New: otherwise", "新文件中其他不同的内容：名称、性质、属性、口径、范围、责任单位", "What else the newer version says otherwise: name, kind, attribute, measure, scope, agencies"),
    "changed_task": ("任务", "Task", "任务的标题", "The title of the task"),
    "old_differs": ("原：不同之处", "Old: what differs", "只有原文件这样写", "What only the older version says"),
    "new_differs": ("新：不同之处", "New: what differs", "只有新文件这样写", "What only the newer version says"),
    "old_agencies": ("原：责任单位", "Old: agencies", "原文件列出的全部单位", "All agencies of the list in the older version"),
    "new_agencies": ("新：责任单位", "New: agencies", "新文件列出的全部单位", "All agencies of the list in the newer version"),
    "old_deadline": ("原：时限", "Old: by", "原文件写明的时限", "The time limit that the older version states"),
    "new_deadline": ("新：时限", "New: by", "新文件写明的时限", "The time limit that the newer version states"),
    "old_investment": ("原：投资", "Old: investment", "原文件中的投资额", "The investment in the older version"),
    "new_investment": ("新：投资", "New: investment", "新文件中的投资额", "The investment in the newer version"),
    "old_years": ("原：起止年限", "Old: years", "原文件中的建设年限", "The years of building in the older version"),
    "new_years": ("新：起止年限", "New: years", "新文件中的建设年限", "The years of building in the newer version"),
    "old_line": ("原：行", "Old: line", "在原文件文本中的行号", "The line of the older version’s text"),
    "new_line": ("新：行", "New: line", "在新文件文本中的行号", "The line of the newer version’s text"),
    "old_section": ("原：章节", "Old: section", "在原文件中的章节标题", "The heading it stands under in the older version"),
    "new_section": ("新：章节", "New: section", "在新文件中的章节标题", "The heading it stands under in the newer version"),
    "old_sentence": ("原：句子", "Old: sentence", "原文件中的整句或整行", "The sentence, or the row, of the older version"),
    "new_sentence": ("新：句子", "New: sentence", "新文件中的整句或整行", "The sentence, or the row, of the newer version"),
    "match": ("对应依据", "Found by", "两条记录为何视为同一条", "Why the two records are taken for one"),
    "likeness": ("相似度", "Likeness", "0 到 100；100 为完全相同", "From 0 to 100, which is the same in all"),
    "old_quote": ("原：原文", "Old: quote", "原文件的词语，一字不改", "The older version’s exact words"),
    "new_quote": ("新：原文", "New: quote", "新文件的词语，一字不改", "The newer version’s exact words"),
    "old_record": ("原：记录", "Old: record", "原文件的编号和记录编号", "Document and record in the older version"),
    "new_record": ("新：记录", "New: record", "新文件的编号和记录编号", "Document and record in the newer version"),
}  # fmt: skip

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    **{f"change.{name}": words[:2] for name, words in _CHANGES.items()},
    **{f"change_about.{name}": words[2:] for name, words in _CHANGES.items() if words[2]},
    **{f"column.{name}": words[:2] for name, words in _COLUMNS.items()},
    **{f"column_note.{name}": words[2:] for name, words in _COLUMNS.items()},
    "workbook.editions": ("两个版本", "Two versions"),
    "workbook.change_counts": ("变化统计", "Changes counted"),
    "workbook.value_changes": ("指标变化", "Values"),
    "workbook.duty_changes": ("责任变化", "Duties"),
    "workbook.project_changes": ("项目变化", "Projects"),
    "sheet_about.editions": ("对比的两份文件", "The two plans that are compared"),
    "sheet_about.change_counts": (
        "每种变化有多少处，是什么意思",
        "How many changes of each kind there are, and what they mean",
    ),
    "sheet_about.value_changes": (
        "指标数值的变化，每条一行，最要紧的在前",
        "What became of the values, one a row, the gravest first",
    ),
    "sheet_about.duty_changes": (
        "任务责任单位和时限的变化，每份名单一行",
        "What became of the agencies that answer for tasks, one list a row",
    ),
    "sheet_about.project_changes": (
        "项目的变化，每个一行",
        "What became of the projects, one a row",
    ),
    "sheet_empty.value_changes": ("指标数值没有变化。", "No value has changed."),
    "match.key": ("同一指标、同一时间", "one claim, one time"),
    "match.time": ("同一指标、不同时间", "one claim, another time"),
    "match.name": ("名称相近", "alike names"),
    "match.sentence": ("同一句话", "one sentence"),
    "match.title": ("任务名称和内容相近", "alike tasks"),
    "judged.better": ("更好", "better"),
    "judged.worse": ("更差", "worse"),
    "help.diff": (
        "对比一份规划的两个版本：新增、删去、提高、降低、时间调整、单位调整。\n\n"
        "可以是草案与定稿；也可以是前后两个规划期，这时按规划期内的位置对比（2020 年对 2025 年）。",
        "Compare two versions of a plan: added, dropped, raised, lowered, moved in time, other agency.\n\n"
        "They may be a draft and its final, or the plans of two periods in turn, which are compared by\n"
        "their place in the period (2020 with 2025).",
    ),
    "help.diff_old": (
        "原文件：规划文件、只有一份规划的文件夹或输出文件夹，或 OUT/documents/ID.json",
        "the older version: a plan, a folder or an output with one, or OUT/documents/ID.json",
    ),
    "help.diff_new": ("新文件：同上", "the newer version, likewise"),
    "help.diff_json": (
        "把结果写成 JSON；“-”表示写到标准输出，不再显示表格",
        "write the changes as JSON; - writes them to standard output in place of the table",
    ),
    "help.diff_xlsx": ("把结果写成工作簿", "write the changes as a workbook"),
    "diff.no_document": (
        "{path}：输出文件夹里没有文档；请先运行 extract",
        "{path}: the output holds no document; run extract first",
    ),
    "diff.documents": (
        "{path}：输出文件夹里有 {count} 份文档，请写明一份，例如 {example}",
        "{path}: the output holds {count} documents; name one of them, for example {example}",
    ),
    "diff.no_file": (
        "{out}：不是文件夹中可写的文件；请检查路径",
        "{out}: no file can be written there; check the path",
    ),
    "diff.not_writable": ("{out}：没有写入的权限", "{out}: no permission to write it"),
    "diff.input": (
        "{out}：是要对比的文件，不能覆盖；请换一个名称",
        "{out}: is one of the versions and would be overwritten; give another name",
    ),
    "diff.old": ("原：《{title}》", "old: {title}"),
    "diff.new": ("新：《{title}》", "new: {title}"),
    "diff.areas": (
        "注意：两份文件不是同一地区的",
        "note: the plans are those of two areas",
    ),
    "diff.next_period": (
        "前后两个规划期，相差 {years} 年：按在规划期内的位置对比（期初对期初，期末对期末）",
        "one planning period and the next, {years} years apart: values are compared by their place in the period (its end with its end)",
    ),
    "diff.by_years": ("按年份对比", "by the years that both state"),
    "diff.nothing": ("没有变化（{count} 条记录相同）", "no changes ({count} records are the same)"),
    "diff.counts": (
        "{count} 处变化：{changes}；{same} 条记录未变",
        "changes: {count} ({changes}); unchanged: {same}",
    ),
    "diff.head_change": ("变化", "change"),
    "diff.head_name": ("指标、任务、项目", "indicator, task, project"),
    "diff.head_old": ("原", "old"),
    "diff.head_new": ("新", "new"),
    "diff.head_line": ("行", "line"),
    "diff.old_side": ("原：{words}（第 {line} 行）", "old: {words} (line {line})"),
    "diff.new_side": ("新：{words}（第 {line} 行）", "new: {words} (line {line})"),
    "diff.no_task": ("（没有标题的任务）", "(a task without a title)"),
    "diff.project": ("项目：{name}", "project {name}"),
    "diff.agency": ("{agency}（{role}）", "{agency} ({role})"),
    "diff.against": ("比{time}", "against {time}"),
    "diff.each": ("每个{each}", "each {each}"),
    "diff.land": ("{land}亩", "{land} mu"),
}
