"""What stands in the workbook: names of sheets, heads of columns, notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

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
        "对照全部规划得出的发现；需关注的在前",
        "What comparing all plans shows; what somebody should look at comes first",
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
        "没有发现相互矛盾或需要关注之处。",
        "There is nothing that plans contradict each other in.",
    ),
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
    "status.not_begun": ("未启动", "not begun"),
    "status.under_way": ("推进中", "under way"),
    "status.done": ("已完成", "done"),
    "status.late": ("滞后", "late"),
    "status.adjusted": ("调整或取消", "changed or dropped"),
}

_NOTES: Final[Mapping[str, tuple[str, str]]] = {
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
        "浅黄底的列供填写，有下拉选项的请从中选择。待核清单：正确填“正确”；有误填“有误”，并在“改：”列写应为什么，不必改的留空；原文没有这项内容填“文中没有”，与不填（没有核对）不同。单独某一项文中没有的，在该“改：”列写“文中没有”。隐藏列请勿删除；行可以排序、筛选、删除。",
        "Tinted columns are for you; choose from the list where there is one. To check: “correct”; or “wrong”, with what it should be under “Fix” (leave blank what is right); or “not in the text”, which is another answer than leaving it blank (nobody looked). Where the text does not say one field, write “not in the text” under its “Fix”. Keep the hidden columns; rows may be sorted, filtered, deleted.",
    ),
    "note_head.origin": ("来源", "Where it comes from"),
    "note.origin": (
        "由 policy-extract {version} 按规则从 {plans} 份规划中提取；词表 {gazetteers}。同样的输入总得到同样的文件。",
        "Read out of {plans} plans by the rules of policy-extract {version}; gazetteers {gazetteers}. The same input gives the same file.",
    ),
}

#: Column: (head 中文, head English, meaning 中文, meaning English).
_COLUMNS: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "sheet": ("工作表", "Sheet", "点击打开", "Click to open it"),
    "sheet_about": ("内容", "What is on it", "工作表的内容", "What the sheet holds"),
    "sheet_rows": ("行数", "Rows", "数据的行数", "How many rows it has"),
    "topic": ("主题", "Topic", "说明的主题", "What the note is about"),
    "note": ("说明", "Note", "说明的内容", "What is said about it"),
    "of_sheet": ("工作表", "Sheet", "列所在的工作表", "The sheet that the column stands in"),
    "of_column": ("列", "Column", "表头", "The head of the column"),
    "meaning": ("含义", "Meaning", "列的含义", "What stands in the column"),
    # where a row was read
    "plan": ("文件", "Plan", "规划的标题；草案注明“征求意见稿”", "The title of the plan; a draft says so"),
    "section": ("章节", "Section", "所在的章节标题", "The heading that it stands under"),
    "line": ("行", "Line", "在文本中的行号", "The line of the plan’s text"),
    "quote": ("原文", "Quote", "原文的词语，一字不改", "The plan’s own words"),
    "reference": (
        "出处（点击打开报告）", "Reference (opens the report)",
        "文件编号和记录编号；点击在报告页中打开", "Document and record; opens the report at its place",
    ),
    # values
    "category": ("类别", "Category", "指标表中的类别；方括号内为词表中的领域", "As the plan’s table has it; in brackets the field by the gazetteers"),
    "number": ("序号", "No.", "指标表中的序号", "The number in the plan’s table"),
    "indicator": ("指标", "Indicator", "指标的规范名称", "The standard name of the indicator"),
    "area": ("地区", "Area", "数值所属的地区", "The area that the value is for"),
    "segment": ("范围", "Segment", "地区中的行业、园区、项目等", "The industry, park or project within the area"),
    "about": ("归属", "About", "数值属于本地区、某一部分、项目、企业还是其他地区", "Whether the value is the area’s, a segment’s, a project’s, a company’s or another area’s"),
    "measure": ("量度", "Measure", "水平、增加、减少、增速、百分点变动、倍数、占比", "Level, increase, decrease, growth rate, change in points, multiple, share"),
    "unit": ("单位", "Unit", "数值的单位，照原文", "The unit of the value, as written"),
    "base_year": ("基期年", "Base year", "基期数值的年份", "The year of the base"),
    "base_value": ("基期值", "Base value", "基期的数值", "The value in the base year"),
    "target_year": ("目标年", "Target year", "目标的年份或时期", "The year or the years of the target"),
    "qualifier": ("限定", "Read as", "怎样读这个数：不低于、超过、左右、每年、累计等；空白即等于", "At least, more than, about, a year, cumulative …; blank: exactly"),
    "target_value": ("目标值", "Target value", "目标的数值；区间为下限", "The target; of a range its lower end"),
    "target_upper": ("目标值上限", "Target, upper end", "区间的上限", "The upper end of a range"),
    "in_words": ("文字目标", "In words", "没有单一数值的目标，照原文", "A target that is no single number, as written"),
    "growth": ("年均增速%（推算）", "Growth a year, % (computed)", "由基期值和目标值推算，原文没有", "Computed from base and target; stands in no plan"),
    "points": ("百分点变动（推算）", "Change in points (computed)", "比重指标从基期到目标期的变动，单位为百分点", "What a share changes by from base to target, in percentage points"),
    "growth_note": ("推算说明", "How computed", "怎样推算，或为什么不推算", "How it was computed, or why not"),
    "attribute": ("指标属性", "Attribute", "预期性或约束性，指标表写明的", "Expected or binding, where a table says it, in its words"),
    "answering": ("责任单位", "Agencies", "对该目标负责的单位", "The agencies that answer for the target"),
    "origin": ("依据", "Source", "指标表或正文", "A table of indicators, or the text"),
    "base_reference": ("基期出处", "Reference of the base", "基期数值的出处；点击在报告页中打开", "Where the base stands; opens the report"),
    "value": ("数值", "Value", "照原文单位；区间为下限", "In the unit as written; of a range its lower end"),
    "upper": ("上限", "Upper end", "区间的上限", "The upper end of a range"),
    "time": ("时间", "Time", "数值所属的年份或时期", "The year or the years that the value is for"),
    "base_time": ("比较基期", "Compared with", "增速、变动相对于哪一年", "The year that a change is measured against"),
    "lead": ("牵头或责任单位", "Lead or responsible", "牵头单位；未分主次的责任单位也列在此", "The agency in the lead, or those responsible where no rank is said"),
    "support": ("配合单位", "Supporting", "配合单位", "The agencies that support"),
    "sentence": ("原句", "Sentence", "所在的句子；表格为整行", "The sentence; of a table the row"),
    "confidence": ("可信度", "Confidence", "各项全部正确的概率", "The chance that all fields are right"),
    "review": ("待核", "To check", "可信度低于标准，建议人工核对", "Below the threshold: somebody should look"),
    "kind": ("性质", "Kind", "目标或现状", "Target, or so already"),
    "common_value": ("数值（统一单位）", "Value (common unit)", "换算为同一单位的数值；区间为下限", "The value in the common unit; of a range its lower end"),
    "common_unit": ("统一单位", "Common unit", "该指标各处最常用的单位", "The unit that most statements are written in"),
    "verdict": ("结论", "Verdict", "核对的结论；空白表示没有可比的另一处", "What the comparison found; blank: nothing to compare with"),
    "finding": ("发现", "Finding", "核对结论的说明", "The verdict in a sentence"),
    # who does what
    "row_number": ("序号", "No.", "流水号", "Running number"),
    "task": ("重点任务", "Task", "任务的编号和标题，照原文", "The task’s number and title, as written"),
    "measures": ("具体措施", "Measures", "这份责任单位名单所管的原文", "The words that the list of agencies answers for"),
    "goals": ("量化目标", "Targets", "其中的目标，每行一个", "The targets in it, one a line"),
    "lead_only": ("牵头单位", "Lead", "牵头单位，照原文的名称", "The agency in the lead, as the plan names it"),
    "responsible": ("责任单位（未分主次）", "Responsible (no rank)", "原文没有分牵头和配合的责任单位", "Agencies that are responsible without a rank"),
    "deadline": ("完成时限", "Deadline", "何时完成", "By when"),
    "deadline_from": ("时限依据", "Deadline known by", "原文写明、按目标的时间，或按规划期末", "Said by the plan, the time of its target, or the end of the plan"),
    "progress": ("进展情况", "Progress", "由督查人员填写", "To fill in"),
    "problems": ("存在问题", "Problems", "由督查人员填写", "To fill in"),
    "next_steps": ("下一步措施", "Next steps", "由督查人员填写", "To fill in"),
    "status": ("状态", "Status", "从下拉列表中选择", "Choose from the list"),
    "updated": ("更新日期", "Updated on", "填写日期，如 2024-06-30", "A date, such as 2024-06-30"),
    "agency": ("单位", "Agency", "单位的规范全称", "The agency’s full name"),
    "written": ("文中名称", "Named in plans", "各规划中的写法", "How plans name it"),
    "agency_type": ("类型", "Type", "单个单位，或多个单位的统称", "One agency, or a name for several"),
    "division": ("所属地区", "Division", "所属的行政区划", "The division that it belongs to"),
    "count_all": ("任务数", "Duties", "负责的任务条数", "How many duties it has"),
    "count_lead": ("牵头", "In the lead", "其中牵头的", "Of these in the lead"),
    "count_responsible": ("负责", "Responsible", "其中未分主次的", "Of these without a rank"),
    "count_support": ("配合", "Supporting", "其中配合的", "Of these supporting"),
    "count_targets": ("目标数", "Targets", "任务中的目标个数，不重复计", "How many targets its duties hold, each once"),
    "plans": ("涉及文件", "Plans", "涉及的规划，每行一份", "The plans, one a line"),
    "first_section": ("首处章节", "First section", "第一处所在的章节", "The section of the first place"),
    "first_quote": ("首处原文", "First quote", "第一处的原文", "The words of the first place"),
    "item": ("本单位第几项", "Item", "在该单位任务中的次序", "Its number among the agency’s duties"),
    "items": ("本单位共几项", "Of", "该单位的任务条数", "How many duties the agency has"),
    "role": ("职责", "Role", "牵头、负责或配合", "Lead, responsible or supporting"),
    "partners": ("共同承担的单位", "Partners", "同一名单中的其他单位", "The others of the same list"),
    # projects and companies
    "project_category": ("类别", "Category", "项目清单中的类别", "As the list has it"),
    "project_number": ("序号", "No.", "项目清单中的序号", "As the list has it"),
    "project": ("项目名称", "Project", "照原文", "As written"),
    "company": ("企业", "Company", "建设单位的规范名称", "Who builds it, by its full name"),
    "content": ("建设内容", "Content", "照原文", "As written"),
    "nature": ("建设性质", "Nature", "新建、续建等", "New, continued …"),
    "start_year": ("开始年", "From", "建设期的开始年", "The first year"),
    "end_year": ("结束年", "To", "建设期的结束年", "The last year"),
    "land": ("用地（亩）", "Land (mu)", "用地面积，单位亩", "In mu"),
    "in_100_million": ("总投资（亿元，换算）", "Investment (100 million yuan, converted)", "由原文的投资额精确换算；外币不换算", "Converted exactly from the investment as written; not of other currencies"),
    "investment": ("投资额（原文）", "Investment (as written)", "原文的数", "The number as written"),
    "investment_unit": ("投资额单位", "Its unit", "原文的单位", "The unit as written"),
    "site": ("建设地点", "Place", "建设地点", "Where it is built"),
    "company_name": ("企业", "Company", "企业的规范全称", "The company’s full name"),
    "aliases": ("其他名称", "Other names", "文中的其他写法", "Other ways in which plans name it"),
    "known": ("词表中有", "In a gazetteer", "是否为词表已有的企业", "Whether a gazetteer has it"),
    "relations": ("关联企业", "Related", "母公司等", "Its parent and the like"),
    "mentions": ("提及次数", "Mentions", "文中提到的次数", "How often it is named"),
    "places": ("提及位置", "Where", "文件编号和行号", "Documents and lines"),
    "count_projects": ("项目数", "Projects", "清单中的项目数", "How many projects lists have of it"),
    "project_names": ("项目", "Its projects", "项目名称，每行一个", "One a line"),
    # what somebody must look at
    "grave": ("需关注", "To look at", "矛盾、不符、倒退、低于上级或空缺", "Contradictions, failed sums, reversals, shortfalls, gaps"),
    "finding_kind": ("类型", "Kind", "发现的类型", "What was compared"),
    "sections": ("章节", "Sections", "所依据各处的章节", "The sections that it rests on"),
    "quotes": ("原文", "Quotes", "所依据各处的原文，每行一处", "The words that it rests on, one a line"),
    "references": ("全部出处", "All references", "所依据各处的编号，每行一个", "All records that it rests on, one a line"),
    "marked_sentence": ("原句（【】数值，〔〕其他）", "Sentence (【】 number, 〔〕 other)", "【】内是数值，〔〕内是指标、时间等读自的词语", "【】 holds the number, 〔〕 the words that the other fields were read from"),
    "reasons": ("为什么要核对", "Why to check", "程序的疑点", "What speaks against the record"),
    "claimed": ("提取的数值", "Value as taken", "限定、数值和单位", "How to read it, number and unit"),
    # the plans
    "plan_title": ("文件", "Plan", "规划的标题；草案注明“征求意见稿”", "The title of the plan; a draft says so"),
    "doc_type": ("文种", "Kind of document", "规划、行动方案等", "Plan, action plan …, in its words"),
    "issuers": ("发文机关", "Issued by", "署名的机关", "Who signed it"),
    "doc_number": ("文号", "Number", "发文字号", "The document’s number"),
    "issued": ("日期", "Date", "发文或成文日期", "When it was issued"),
    "plan_area": ("地区", "Area", "规划的地区", "The area that it plans for"),
    "plan_period": ("规划期", "Period", "规划的年限", "The years that it plans for"),
    "count_values": ("数值", "Values", "提取的数值个数", "How many values were read"),
    "count_goals": ("目标", "Targets", "其中的目标", "Of these targets"),
    "count_checks": ("待核", "To check", "其中待核的", "Of these to check"),
    "count_tasks": ("任务", "Tasks", "任务条数", "How many tasks"),
    "count_assignments": ("责任分工", "Assignments", "单位与任务的对应条数", "How many agencies for how many tasks"),
    "count_projects_read": ("项目", "Projects", "项目个数", "How many projects"),
    "read_as": ("已读入", "Read", "是否读入", "Whether it could be read"),
    "remarks": ("提示", "Remarks", "未能读入的原因，或读入时的提示", "Why it could not be read, or what to know of it"),
    "file": ("原文件名", "File", "输入文件的名称", "The name of the input"),
    "document_id": ("文件编号", "Document", "输出中的文件编号；点击在报告页中打开", "The document’s id in the output; opens the report"),
}  # fmt: skip

_FILLED: Final[Mapping[str, tuple[str, str]]] = {
    "column_note.judgement": (
        "正确、有误，或文中没有（找过，原文没有）；没有核对就留空",
        "correct, wrong, or not in the text (looked for and not there); blank: nobody looked",
    ),
    "column_note.fix_indicator": ("应为的指标名称；无误留空", "What the indicator should be; blank: it is right"),
    "column_note.fix_value": (
        "应为的数值，如 800、800以上、10-20；无误留空",
        "What the value should be: a number, or the plan’s words; blank: it is right",
    ),
    "column_note.fix_unit": ("应为的单位；无误留空", "What the unit should be; blank: it is right"),
    "column_note.fix_time": ("应为的时间，如 2025、2021-2025；无误留空", "What the time should be: 2025, 2021-2025; blank: it is right"),
    "column_note.fix_measure": ("应为的量度；无误留空", "What the measure should be; blank: it is right"),
    "column_note.remark": ("其他要说明的", "Whatever else there is to say"),
    "column_note.fix_kind": ("应为目标还是现状；无误留空", "Whether it is a target; blank: it is right"),
}  # fmt: skip


def _heads() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for name, (head, english, note, meaning) in _COLUMNS.items():
        found[f"column.{name}"] = (head, english)
        found[f"column_note.{name}"] = (note, meaning)
    return found


TEXTS: Final[Mapping[str, tuple[str, str]]] = {**_SHEETS, **_BOOK, **_NOTES, **_FILLED, **_heads()}
