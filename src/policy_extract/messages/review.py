"""What is said when a person’s answers come back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    # the command
    "help.review": (
        "取回工作簿“待核清单”和“待判名称”里填写的答复。\n保存为更正文件和名称判定，供下次提取采用；或作为金标准标注。"
        "退出码：0 全部取回；1 有的行未采用；2 没有可取的内容或用法有误。",
        "Take back what was answered in the workbook's list to check and its names to judge.\nAs corrections and "
        "judgements that the next run honours, or as golden labels. Exit code: 0 all taken; 1 some rows\nrefused; 2 nothing to take, or wrong usage.",
    ),
    "help.review_action": ("import：取回答复", "import: take answers back"),
    "help.review_file": ("填好的工作簿（.xlsx）", "the workbook that was filled in (.xlsx)"),
    "help.review_out": (
        "工作簿所属的输出文件夹（默认：工作簿所在文件夹）",
        "the output that the workbook belongs to (default: the folder where it lies)",
    ),
    "help.review_corrections": (
        "保存答复的文件（默认：输出文件夹里的 corrections.jsonl）",
        "where the answers are kept (default: corrections.jsonl in that output)",
    ),
    "help.review_judgements": (
        "保存名称判定（judgements.csv）的文件夹，供 extract --gazetteers 采用（默认：输出文件夹里的 gazetteers）",
        "the folder for judgements.csv, which extract --gazetteers takes (default: gazetteers in that output)",
    ),
    "help.review_as": (
        "corrections：供下次提取采用（默认）；golden：作为金标准标注",
        "corrections for the next run (default), or golden: labels",
    ),
    "help.corrections": (
        "采用这个文件里的人工答复（默认：输出文件夹里的 corrections.jsonl，有则采用）",
        "honour the answers in this file (default: corrections.jsonl in OUT, if it is there)",
    ),
    # a workbook that cannot be taken
    "review.no_file": (
        "没有这个文件：{path}；请检查路径",
        "there is no such file: {path}; check the path",
    ),
    "review.no_workbook": (
        "{path}：不是可读的工作簿（{error}）；请用 Excel、WPS 或 LibreOffice 另存为 .xlsx",
        "{path}: is no workbook that can be read ({error}); save it as .xlsx with Excel, WPS or LibreOffice",
    ),
    "review.no_sheet": (
        "{path}：没有待核清单（没有哪张工作表含有这些列：{heads}）；请使用 extract 生成的工作簿",
        "{path}: has no list to check (no sheet has the columns {heads}); take a workbook that extract wrote",
    ),
    "review.columns_gone": (
        "{path}：工作表“{sheet}”缺少这些列：{heads}；答复要靠它们找回原记录，请从原工作簿恢复（可能被删除或改名）",
        "{path}: the sheet “{sheet}” lacks the columns {heads}, by which records are found again; copy them back from the "
        "workbook as it was written (they were deleted or renamed)",
    ),
    "review.aside": (
        "工作表“{sheet}”里填了答复，但缺少这些列：{heads}；整张表未采用：答复要靠它们找回原记录，请从原工作簿恢复（可能被删除或改名）",
        "the sheet “{sheet}” has answers and lacks the columns {heads}, by which records are found again, so none of it was "
        "taken; copy them back from the workbook as it was written (they were deleted or renamed)",
    ),
    "review.nothing": (
        "{path}：待核清单和待判名称共 {rows} 行，没有一行填写了“判断”或“同一对象？”",
        "{path}: no row of {rows} to check or to judge has an answer",
    ),
    "review.no_output": (
        "{out}：不是 extract 的输出文件夹；请用 --out 指明工作簿所属的文件夹",
        "{out}: is no output of extract; name the one that the workbook belongs to with --out",
    ),
    "review.unchecked": (
        "工作簿旁没有输出文件夹，未核对记录是否仍在（可用 --out 指明）",
        "no output lies beside the workbook, so records were not looked up (--out names one)",
    ),
    # what came of the rows
    "review.counts": (
        "正确 {correct}，有误已更正 {wrong}，文中没有 {absent}，未填 {blank}，未采用 {refused}",
        "{correct} correct, {wrong} corrected, {absent} not in the text, {blank} unanswered, {refused} refused",
    ),
    "review.row": ("  第 {row} 行{record}：{reason}", "  row {row}{record}: {reason}"),
    "review.row_of_sheet": ("{row}（工作表“{sheet}”）", "{row} (sheet “{sheet}”)"),
    "review.record": ("（记录 {record}）", " ({record})"),
    "review.pair_counts": (
        "名称：同一 {same}，不同 {different}，未填 {blank}，未采用 {refused}",
        "names: {same} the same, {different} different, {blank} unanswered, {refused} refused",
    ),
    "review.pair": ("（{pair}）", " ({pair})"),
    "review.judgements_saved": (
        "{path}：名称判定新增 {added}，更改 {replaced}，不变 {same}",
        "{path}: judgements on names: {added} new, {replaced} changed, {same} as before",
    ),
    "review.judgement_contradicted": (
        "{path}：判定“{said}”与其他判定相矛盾（它们把这两个名称连成同一对象），无法照办；请改正其中一条",
        "{path}: “{said}” contradicts other judgements, which make the two names one, and cannot be followed; mend one of them",
    ),
    "review.next_judgements": (
        "再次提取时加上 --gazetteers 即采用名称判定：extract … -o {out} --gazetteers {folder}",
        "the next run honours the judgements if it is given --gazetteers: extract … -o {out} --gazetteers {folder}",
    ),
    "review.saved": (
        "{path}：共 {count} 条答复，新增 {added}，替换 {replaced}，不变 {same}",
        "{path}: {count} answers; {added} new, {replaced} replaced, {same} as before",
    ),
    "review.replaced": (
        "  替换了先前的答复：{record}（{before} → {after}）",
        "  an earlier answer was replaced: {record} ({before} → {after})",
    ),
    "review.next": (
        "再次提取即采用：extract … -o {out}",
        "the next run honours them: extract … -o {out}",
    ),
    "review.next_file": (
        "再次提取即采用：extract … --corrections {path}",
        "the next run honours them: extract … --corrections {path}",
    ),
    # why a row is not taken
    "row.judgement": (
        "“判断”是“{words}”，应为 {known}",
        "the judgement is “{words}”; it must be one of {known}",
    ),
    "row.answer": (
        "“同一对象？”是“{words}”，应为 {known}",
        "the answer is “{words}”; it must be one of {known}",
    ),
    "row.no_judgement": (
        "填了更正内容，但“判断”是空的",
        "fixes are filled in, but no judgement",
    ),
    "row.note_alone": (
        "只写了备注，没有答复；备注没有保存，请填写答复，或删去备注",
        "there is a note and no answer, so the note is not kept; answer, or take the note out",
    ),
    "row.unseen": (
        "名称含有看不见的字符（{signs}），判定无法保存；请改正原文件后重新提取",
        "a name holds signs that nobody sees ({signs}), so the answer cannot be kept; mend the plan and extract it again",
    ),
    "row.one_name": (
        "两个名称相同，无从判定；请从原工作簿恢复名称",
        "both names are the same, so there is nothing to judge; copy the names back from the workbook as it was written",
    ),
    "row.formula": (
        "“{head}”是没有算出结果的公式（{words}）；请直接填写文字",
        "“{head}” is a formula without a stored value ({words}); write the words themselves",
    ),
    "row.twice": (
        "有两列“{head}”，内容不同（{words}）；请只保留一列",
        "two columns “{head}” say different things ({words}); keep one",
    ),
    "row.no_fix": (
        "判断为有误，但没有填写任何更正；文中没有该数据请选“文中没有”",
        "judged wrong, but nothing says what it should be; if the text has no such value, answer “not in the text”",
    ),
    "row.fixes": (
        "判断为“{judgement}”，却又填写了更正（{heads}）",
        "judged “{judgement}”, yet fixes are filled in ({heads})",
    ),
    "row.choice": (
        "“{head}”是“{words}”，应为 {known}",
        "“{head}” is “{words}”; it must be one of {known}",
    ),
    "row.identity": (
        "这一行缺少记录标识（{heads}）",
        "this row lacks what identifies its record ({heads})",
    ),
    "row.date": (
        "“{head}”被表格软件改成了日期（{words}）；请把单元格设为文本后重填",
        "“{head}” was turned into a date ({words}); make the cell text and fill it in again",
    ),
    "row.error": (
        "“{head}”是错误值 {words}",
        "“{head}” is the error value {words}",
    ),
    "row.contradicts": (
        "同一条记录在多行有不同的答复（第 {rows} 行）",
        "the same record has different answers (rows {rows})",
    ),
    "row.unknown": (
        "输出里已没有这条记录",
        "the output has no such record any more",
    ),
    "row.changed": (
        "这条记录现在的内容已不同；请在新的工作簿里重新核对",
        "the record now claims something else; check it in the new workbook",
    ),
    # why the words of a fix cannot be read
    "fix.value_unread": (
        "数值“{words}”读不懂；请写成 800、800以上、10-20、-3.5",
        "“{words}” cannot be read as a value; write 800, >=800, 10-20, -3.5",
    ),
    "fix.unit_unread": (
        "单位“{words}”读不懂；只写单位，如 亿元",
        "“{words}” cannot be read as a unit; write the unit alone, as the plan has it",
    ),
    "fix.time_unread": (
        "时间“{words}”读不懂；请写成 2025、2021-2025 或 2023-06",
        "“{words}” cannot be read as a time; write 2025, 2021-2025 or 2023-06",
    ),
    "fix.two_units": (
        "数值“{words}”自带的单位与“{unit}”不同",
        "the value “{words}” has a unit of its own that is not “{unit}”",
    ),
    "fix.unit_of_nothing": (
        "这条记录没有数字，不能只改单位",
        "this record has no number, so its unit alone cannot be changed",
    ),
    "fix.unseen": (
        "“{words}”含有看不见的字符（{signs}）；请去掉后重填",
        "“{words}” holds signs that nobody sees ({signs}); write it without them",
    ),
    "fix.long": (
        "“{words}…”有 {chars} 个字，太长，不是名称；最多 {most} 个字",
        "“{words}…” has {chars} signs and is too long for a name; write at most {most}",
    ),
    "fix.words_not_there": (
        "“{words}”不是数字，原文中也没有这些字",
        "“{words}” is no number, and the text does not have these words",
    ),
    # the file
    "corrections.unreadable": (
        "{path}：无法读取（{error}）；请检查文件是否为 UTF-8 文本",
        "{path}: cannot be read ({error}); it must be a file of UTF-8 text",
    ),
    "corrections.line": (
        "{path} 第 {line} 行：不是一条答复（{reason}）；请改正或删除这一行",
        "{path}, line {line}: is no answer ({reason}); mend the line or delete it",
    ),
    "corrections.twice": (
        "{path} 第 {line} 行：与第 {first} 行是同一条记录（{record}），答复不同；请只保留一行",
        "{path}, line {line}: speaks of the same record as line {first} ({record}) and says something else; keep one",
    ),
    "corrections.field_twice": (
        "{path} 第 {line} 行：字段“{field}”出现两次，无法知道哪个算数；请只保留一个",
        "{path}, line {line}: the field “{field}” stands twice, so one of its answers would be lost; keep one",
    ),
    "corrections.not_written": (
        "{path}：无法写入（{error}）；请检查权限和磁盘空间",
        "{path}: cannot be written ({error}); check permissions and room on the disk",
    ),
    # what a run made of the answers
    "cli.answers_used": (
        "采用人工答复 {used} 条（共 {count} 条）",
        "{used} of {count} answers of people were honoured",
    ),
    "cli.answers_elsewhere": (
        "  {count} 条说的是这次没有提取的文件",
        "  {count} are about files that this run did not read",
    ),
    "cli.answer_unused": (
        "  未采用 {document}:{record}（{quote}）：{reason}",
        "  not honoured: {document}:{record} ({quote}): {reason}",
    ),
    "unused.gone": (
        "文件或提取结果已变，没有内容相同的记录，请重新核对",
        "no record claims this any more; check it again",
    ),
    "unused.several": (
        "文件已变，有 {count} 条相同的记录，无法确定是哪一条",
        "the file changed, and {count} records are like it",
    ),
    "unused.taken": (
        "同一条记录已有另一条答复",
        "the record has another answer",
    ),
    "unused.elsewhere": (
        "这次提取的文件里没有这条记录",
        "no file of this run has the record",
    ),
    "warning.corrections_applied": (
        "采用了 {detail} 条人工答复",
        "{detail} answers of people were honoured",
    ),
    "warning.corrections_unused": (
        "这些记录的人工答复没有采用：{detail}",
        "answers about these records were not honoured: {detail}",
    ),
    "explain.by_person": ("由人判定", "a person said so"),
    # golden labels
    "golden.no_text": (
        "{document}：输出里没有它的文本，不能标注（{reason}）",
        "{document}: the output has no text of it, so nothing can be labelled ({reason})",
    ),
    "golden.other_text": (
        "{path} 的文字与输出里的不同，行号对不上",
        "{path} has other words than the output, so lines would not fit",
    ),
    "golden.absent": (
        "文中没有的不作标注",
        "what the text does not say is no label",
    ),
    "golden.conflict": (
        "{path} 第 {row} 行已有不同的标注，未改动",
        "{path}, line {row} has another label there, which stays",
    ),
    "golden.stray": (
        "已有标注 {path} 第 {row} 行，而答复是“文中没有”；标注未改动",
        "{path}, line {row} has a label there, though the answer is “not in the text”; the label stays",
    ),
    "golden.place": (
        "同一行里有相同的文字，标注的位置无法确定",
        "the line has the same words again, so the label's place would be in doubt",
    ),
    "golden.bad": ("不能写成标注（{reason}）", "cannot be written as a label ({reason})"),
    "golden.unread": ("答复的内容读不懂（{reason}）", "the answer cannot be read ({reason})"),
    "golden.counts": (
        "新增标注 {added}，已有相同标注 {same}，未写入 {refused}",
        "{added} labels added, {same} there already, {refused} not written",
    ),
    "golden.refused": ("  记录 {document}:{record}：{reason}", "  {document}:{record}: {reason}"),
    "golden.changelog": (
        "请把这些行加到 {path}：",
        "put these lines into {path}:",
    ),
    "golden.copy_text": (
        "请把 {text} 复制为 {path}，标注的行号以它为准",
        "copy {text} to {path}: the labels count its lines",
    ),
}
