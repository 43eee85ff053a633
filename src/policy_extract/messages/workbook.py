"""What stands in the workbook: names of sheets, what is on them, notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from policy_extract.messages import workbook_columns

_SHEETS: Final[Mapping[str, tuple[str, str]]] = {
    "workbook.contents": ("封面", "Cover"),
    "workbook.indicators": ("主要指标表", "Main indicators"),
    "workbook.targets": ("目标清单", "Targets"),
    "workbook.actuals": ("现状数据", "What is so already"),
    "workbook.duties": ("责任分解表", "Duties"),
    "workbook.ledger": ("督查台账", "Supervision ledger"),
    "workbook.agencies": ("单位汇总", "Agencies"),
    "workbook.charges": ("单位台账", "Agencies, duty by duty"),
    "workbook.projects": ("重点项目表", "Projects"),
    "workbook.companies": ("企业名录", "Companies"),
    "workbook.comparison": ("指标对比", "Indicators compared"),
    "workbook.found": ("对比发现", "Findings"),
    "workbook.documents": ("文件清单", "Plans read"),
    "workbook.notes": ("使用说明", "Notes"),
    "workbook.meanings": ("列说明", "Columns explained"),
    "sheet_about.contents": ("本工作簿的各个工作表", "The sheets of this workbook"),
    "sheet_about.indicators": (
        "各规划的主要指标：基期、目标和推算的年均增速，每个目标一行",
        "Main indicators of each plan: base, target and computed yearly growth, one target a row",
    ),
    "sheet_about.targets": (
        "各规划提出的全部目标，每个数值一行",
        "Every target of every plan, one value a row",
    ),
    "sheet_about.actuals": (
        "各规划所述的现状和已完成情况，每个数值一行",
        "What plans say is so already, one value a row",
    ),
    "sheet_about.duties": (
        "谁负责做什么、做到多少、何时完成；每份责任单位名单一行",
        "Who does what, how much, by when; one list of agencies a row",
    ),
    "sheet_about.ledger": (
        "责任分解表加督查用的填写栏（浅黄底、表头为进展情况至更新日期）",
        "The duties with columns to fill in (tinted; from Progress to Updated on)",
    ),
    "sheet_about.agencies": (
        "每个单位一行：牵头、配合和目标的数量",
        "One agency a row: how many duties and targets it has",
    ),
    "sheet_about.charges": (
        "每个单位的全部任务，按单位排列；用“单位”列筛选，即得一个单位的台账",
        "All duties of each agency, agency by agency; filter by Agency for the ledger of one",
    ),
    "sheet_about.projects": (
        "项目清单中的项目，每个项目一行",
        "Projects of project lists, one a row",
    ),
    "sheet_about.companies": ("文中提到的企业，每家一行", "Companies that plans name, one a row"),
    "sheet_about.comparison": (
        "同一指标在各规划中的数值，换算为同一单位并列；另附核对结论",
        "One indicator across plans in one unit, with the verdict of the comparison",
    ),
    "sheet_about.found": (
        "对照全部规划得出的发现（表述一致的不列）；需关注的在前",
        "What comparing all plans shows, but for statements that agree; what somebody should look at comes first",
    ),
    "sheet_about.pairs": (
        "可能是同一对象的两个名称；请在“同一对象？”列选择，保存后可用 policy-extract review import 导回",
        "Names that may mean one body: answer under One and the same?, then policy-extract review import takes it back",
    ),
    "sheet_about.checks": (
        "建议人工核对的数据，可信度低的在前；请在“判断”和“改：”各列填写，保存后可用 policy-extract review import 导回",
        "Records to check, the least trusted first; fill in Judgement and Fix, then policy-extract review import takes them back",
    ),
    "sheet_about.documents": (
        "读入的规划，以及未能读入的文件",
        "The plans that were read, and the files that could not be",
    ),
    "sheet_about.notes": ("怎样读这个工作簿", "How to read this workbook"),
    "sheet_about.meanings": (
        "每个工作表的每一列是什么意思",
        "What each column of each sheet means",
    ),
    "sheet_empty.indicators": (
        "这些文件中没有主要指标。",
        "There are no main indicators in these files.",
    ),
    "sheet_empty.targets": ("这些文件中没有找到目标。", "No targets were found in these files."),
    "sheet_empty.actuals": (
        "这些文件中没有找到现状数据。",
        "These files state nothing that is so already.",
    ),
    "sheet_empty.duties": (
        "这些文件中没有找到任务和责任单位。",
        "No tasks and no responsible agencies were found in these files.",
    ),
    "sheet_empty.ledger": (
        "这些文件中没有找到任务，因此没有可督查的内容。",
        "No tasks were found in these files, so there is nothing to supervise.",
    ),
    "sheet_empty.agencies": (
        "这些文件没有写明责任单位。",
        "These files make no agency responsible.",
    ),
    "sheet_empty.charges": (
        "这些文件没有写明责任单位。",
        "These files make no agency responsible.",
    ),
    "sheet_empty.projects": (
        "这些文件中没有项目清单。",
        "There is no list of projects in these files.",
    ),
    "sheet_empty.companies": ("这些文件中没有提到企业。", "These files name no company."),
    "sheet_empty.comparison": (
        "没有两份规划提到同一指标，因此没有可对比的内容。",
        "No two plans state the same indicator, so there is nothing to compare.",
    ),
    "sheet_empty.found": (
        "对照全部规划，没有表述一致以外的发现。",
        "Comparing all plans shows nothing but statements that agree.",
    ),
    "sheet_empty.pairs": ("没有需要判定的名称。", "There are no names to judge."),
    "sheet_empty.checks": ("没有需要人工核对的数据。", "No record needs a check."),
    "sheet_empty.documents": ("没有读入文件。", "No file was read."),
}

_BOOK: Final[Mapping[str, tuple[str, str]]] = {
    "book.title": ("规划指标与任务提取结果", "What the plans say: targets, duties, projects"),
    "book.subject": (
        "{plans} 份规划，{values} 个数值，其中目标 {goals} 个；待核 {marked} 个（可信度低于 {threshold}）。程序版本 {version}，词表 {gazetteers}",
        "{plans} plans, {values} values, {goals} of them targets; {marked} to check (confidence below {threshold}). Version {version}, gazetteers {gazetteers}",
    ),
    "book.read_first": (
        "内容由程序按规则提取，引用前请对照原文；点击工作表名称即可打开",
        "Read by rules out of the texts: check the words before you quote them. Click a name to open its sheet",
    ),
    "book.back": ("返回封面", "Back to the cover"),
    "book.pages": ("第 &P 页，共 &N 页", "Page &P of &N"),
    "book.cut": (
        "；另有 {count} 行超出 Excel 的行数上限，未列出",
        "; {count} more rows found no room (the limit of Excel)",
    ),
    "book.shortened": ("……（超出单元格上限，已截断）", "… (cut: more than a cell holds)"),
    "book.yes": ("是", "yes"),
    "book.no": ("否", "no"),
    "book.from_table": ("指标表", "table"),
    "book.from_text": ("正文", "text"),
    "book.lines": ("{document}：第 {lines} 行", "{document}: line {lines}"),
    "book.choose": ("请从列表中选择：{choices}", "Choose one: {choices}"),
    "book.date": ("请填写日期，如 2024-06-30", "Give a date, such as 2024-06-30"),
    "book.identity": (
        "识别这条数据用，请勿修改（隐藏列）",
        "Tells the record when the list comes back: leave it as it is (hidden)",
    ),
    "book.pair_identity": (
        "识别这一对名称用，请勿修改（隐藏列）",
        "Tells the pair when the list comes back: leave it as it is (hidden)",
    ),
    "status.not_begun": ("未启动", "not begun"),
    "status.under_way": ("推进中", "under way"),
    "status.done": ("已完成", "done"),
    "status.late": ("滞后", "late"),
    "status.adjusted": ("调整或取消", "changed or dropped"),
}

_NOTES: Final[Mapping[str, tuple[str, str]]] = {
    "note_head.noticed": ("请注意", "Noticed in this run"),
    "note_head.use": ("用途", "What it is for"),
    "note.use": (
        "每个工作表只有一张表，可以直接筛选、排序、做数据透视表；没有合并单元格。表格名称（如 indicators）可在公式中引用。",
        "Each sheet is one table: filter it, sort it, make pivot tables of it; no cell is merged. Formulas may use the tables’ names (indicators).",
    ),
    "note_head.computed": ("推算的数", "Computed values"),
    "note.computed": (
        "表头带“（推算）”的列由程序计算，原文没有；旁边的“推算说明”写明怎样算的或为什么不算。年均增速＝（目标值÷基期值）的年数次方根－1，按名义值计算，未扣除价格因素，保留一位小数。比重指标不算增速，只列百分点变动。",
        "Columns whose head says “(computed)” are reckoned by the program and stand in no plan; “How computed” beside them says how, or why not. Growth a year = (target ÷ base) to the power of 1/years − 1, nominal, to one decimal place. Shares have no growth: their change in points is given.",
    ),
    "note_head.confidence": ("可信度", "Confidence"),
    "note.confidence": (
        "指标、量度、数值、单位、时间、性质六项全部正确的概率，由程序按疑点估计，用人工标注的规划校准。93% 表示同类数据中约有 93% 全部正确。",
        "The chance that indicator, measure, value, unit, time and kind are all right, estimated from the doubts and measured on plans labelled by hand. 93% means: of 100 records like this one about 93 are right.",
    ),
    "note_head.marked": ("待核", "To check"),
    "note.marked": (
        "可信度低于 {threshold} 的数据记为待核：全部 {values} 个数值中有 {marked} 个，列在“待核清单”。其余数据也可能有误。",
        "A record with a confidence below {threshold} is marked: {marked} of all {values} values, listed in “To check”. Others may be wrong, too.",
    ),
    "note_head.blank": ("空白单元格", "Blank cells"),
    "note.blank": (
        "空白表示原文没有写，或程序没有读到；不表示零。",
        "A blank cell means that the plan does not say it or that it was not read; it never means nought.",
    ),
    "note_head.values": ("数值和限定", "Values and how to read them"),
    "note.values": (
        "数值按原文的单位，单位在数值旁的列。“限定”说明怎样读这个数：不低于、超过、左右、每年、累计等；空白即等于。区间的上限另列一列。文字目标（如“完成上级下达任务”）单列一列。下降为负数。",
        "Values are in the plan’s own unit, which stands in a column beside them. “Read as” says how: at least, more than, about, a year, cumulative; blank: exactly. The upper end of a range has a column of its own, and so has a target in words. Falls are negative.",
    ),
    "note_head.category": ("类别", "Category"),
    "note.category": (
        "取自规划的指标表；指标表没有类别的，用方括号列出该指标在词表中的领域，如［工业］。没有指标表的规划，主要指标取自正文中本地区的目标，“依据”列写“正文”。",
        "As the plan’s own table has it; where it has none, the field that the gazetteers know the indicator by, in square brackets. A plan without such a table is listed by the targets for its area that its text states: “Source” says text.",
    ),
    "note_head.deadline": ("完成时限", "Deadline"),
    "note.deadline": (
        "“时限依据”说明时限从何而来：原文写明、按目标的时间，或按规划期末。",
        "“Deadline known by” says whether the plan says it, or it is the time of its target, or the end of the plan.",
    ),
    "note_head.agency_blocks": ("单位台账", "Agencies, duty by duty"),
    "note.agency_blocks": (
        "每个单位的任务连续排列，每行都写单位名称和本单位的第几项，单位之间有粗线；这样仍是一张表，筛选、排序后也不会乱。不同规划中的同一单位合并为一个。",
        "The duties of one agency stand together; every row has the agency’s name and the number of its item, a thick line parts agencies. So it stays one table that can be filtered and sorted. One agency under several names in several plans is one.",
    ),
    "note_head.comparison": ("指标对比", "Indicators compared"),
    "note.comparison": (
        "同一指标换算为同一单位，换算是精确的。“结论”只在地区、时间、性质都相同时才有；空白表示没有可比的另一处。矛盾：没有一个数能同时满足各处；不矛盾：说法不同但可以同时成立。",
        "One indicator is put into one unit, exactly. There is a verdict only between statements of the same area, time and kind; blank: there is no other. Contradict: no number satisfies all; compatible: they differ and can all be true.",
    ),
    "note_head.check": ("待核清单的标记", "Marks of the list to check"),
    "note.check": (
        "原句中【】内是数值，〔〕内是指标、时间等读自的词语。",
        "In the sentence 【】 holds the number, 〔〕 the words that the indicator, the time and so on were read from.",
    ),
    "note_head.links": ("出处和链接", "References and links"),
    "note.links": (
        "每行都有文件、章节、行号和原文。出处编号（如 plan:o005260）可点击，打开同一文件夹里的 report/index.html 并定位；如浏览器只打开首页，可在页面搜索框粘贴编号。每个工作表最多 65,530 个链接，超出的只写编号。移动工作簿时请连同 report 文件夹一起移动。",
        "Every row has its plan, section, line and quote. A reference (plan:o005260) opens report/index.html beside this file at its place; if your browser opens its first page only, paste the reference into its search field. A sheet holds 65,530 links at most, then the reference stands alone. Move the workbook together with the folder report.",
    ),
    "note_head.filling": ("填写", "Filling in"),
    "note.filling": (
        "浅黄底的列供填写，有下拉选项的请从中选择。待核清单：正确填“正确”；有误填“有误”，并在“改：”列写应为什么，不必改的留空；原文没有这项内容填“文中没有”，与不填（没有核对）不同。单独某一项文中没有的，在该“改：”列写“文中没有”。待判名称：选“同一”或“不同”，没有把握就留空。隐藏列请勿删除；行可以排序、筛选、删除。再次运行程序会覆盖输出文件夹中的本文件，填写前请另存一份。",
        "Tinted columns are for you; choose from the list where there is one. To check: “correct”; or “wrong”, with what it should be under “Fix” (leave blank what is right); or “not in the text”, which is another answer than leaving it blank (nobody looked). Where the text does not say one field, write “not in the text” under its “Fix”. Names to judge: “same” or “different”; leave blank what you do not know. Keep the hidden columns; rows may be sorted, filtered, deleted. The next run writes this file anew: save it under another name before you fill it in.",
    ),
    "note_head.origin": ("来源", "Where it comes from"),
    "note.origin": (
        "由 policy-extract {version} 按规则从 {plans} 份规划中提取；词表 {gazetteers}。同样的输入总得到同样的文件。",
        "Read out of {plans} plans by the rules of policy-extract {version}; gazetteers {gazetteers}. The same input gives the same file.",
    ),
}

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    **_SHEETS,
    **_BOOK,
    **_NOTES,
    **workbook_columns.TEXTS,
}
