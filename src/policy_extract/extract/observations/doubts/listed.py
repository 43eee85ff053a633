"""The closed list of doubts, in the order in which a record has them."""

from __future__ import annotations

from policy_extract.extract.observations.doubts import documents, names, times, values
from policy_extract.extract.observations.doubts.look import Doubt

#: Closed: a record's doubts are of these, in this order. docs/output.md has them for consumers.
DOUBTS: tuple[Doubt, ...] = (
    Doubt("indicator.unknown", "指标不在词表中", "the indicator stands in no gazetteer", names.unknown, "name"),
    Doubt("indicator.carried", "指标名承前省略", "the indicator was named in an earlier clause"),
    Doubt("indicator.completed", "指标名由并列项补全", "the name was completed from its list"),
    Doubt("indicator.long", "指标名过长", "the name is very long", names.long, "name"),
    Doubt("indicator.holds_mark", "指标名含标点", "the name holds a mark of a list", names.holds_mark, "name"),
    Doubt("indicator.holds_number", "指标名含数字", "the name holds another number", names.holds_number, "name"),
    Doubt("indicator.opens_with_verb", "指标名以动词开头", "the name opens with a verb", names.opens_with_verb, "name"),
    Doubt("indicator.no_noun", "指标名不像名词", "the name does not end like a noun", names.no_noun, "name"),
    Doubt("indicator.plain", "指标名不像度量", "the name does not end like a measure", names.plain_noun, "name"),
    Doubt("indicator.second_reading", "按词切分得到另一名称", "by words the name reads otherwise", names.second_reading),
    Doubt("unit.unknown", "单位不明", "the unit is not known"),
    Doubt("unit.unusual", "单位与指标不符", "a unit that the indicator never has", values.unusual_unit),
    Doubt("unit.odd", "单位少见", "a unit that indicators seldom have", values.odd_unit),
    Doubt("unit.share", "比率与单位不符", "a share without %, or % of what is no share", values.unit_of_share),
    Doubt("measure.level_for_rate", "句中有增减用语", "a level in a clause of growth", values.level_for_rate),
    Doubt("measure.change_or_range", "增减量与结果或为区间", "a change and its level, or a range of changes"),
    Doubt("cell.row_misfit", "表格行与表头不符", "the row does not fit the head of its table"),
    Doubt("value.restated", "近处有不同数值", "the same is stated close by with another value", values.restated_close),
    Doubt("time.from_document", "时间取自文件", "the time is the document’s"),
    Doubt("time.from_heading", "时间取自标题", "the time is the heading’s"),
    Doubt("time.from_paragraph", "时间取自前句", "the time is an earlier sentence’s"),
    Doubt("time.from_deadline", "时间取自时限", "the time is the deadline’s"),
    Doubt("time.from_review", "时间取自回顾部分", "the time is that of the review"),
    Doubt("time.from_project", "时间取自项目", "the time is the project’s"),
    Doubt("time.unread", "句中时间读不出", "what looks like a time stands in the sentence and was not understood", times.unread_time, needs=times.some_unread),
    Doubt("time.none", "没有时间", "no time was found"),
    Doubt("time.outside_plan", "时间在规划期外", "a time outside the plan’s period", times.outside_plan),
    Doubt("area.from_document", "地区取自文件", "the area is the document’s"),
    Doubt("area.from_table", "地区取自表外", "the area is the document’s, for a table"),
    Doubt("segment.carried", "范围承前省略", "the segment is that of the number before"),
    Doubt("segment.from_heading", "范围取自标题", "the segment is the heading’s"),
    Doubt("segment.from_row", "范围取自表格行", "the segment is what the row is about"),
    Doubt("kind.from_document", "目标或现状为推定", "nothing says whether it is promised"),
    Doubt("kind.from_section", "目标或现状取自章节", "the section says that it is so already"),
    Doubt("kind.account", "账目未注明年度", "an account of a budget, of a year that nobody says", times.account),
    Doubt("sentence.crowded", "一句多数", "a sentence with many numbers", values.crowded),
    Doubt("document.no_period", "文件没有规划期", "the document has no planning period", documents.no_plan, "plan"),
    Doubt("document.no_area", "文件没有地区", "the document’s area is not known", documents.no_area, "plan"),
    Doubt("document.area_by_text", "文件地区由正文推得", "the document’s area was told by its text, not by its title", documents.area_by_text, needs=documents.has_area_by_text),
    Doubt("document.other_genre", "未识别为规划类文件", "nothing says that the document is a plan: it may be a law, a report, a paper", documents.other_genre, "plan"),
    Doubt("section.none", "标题之前的文字", "words above the first heading", documents.early),
    Doubt("table.columns_apart", "跨页表格的列对不上", "the table seems to go on over a page, where its columns do not fit", documents.columns_apart, needs=lambda plan, _: bool(plan.doubtful_tables)),
    Doubt("text.ocr", "文字由图像识别", "the words were recognised in a picture (OCR)", documents.recognised, needs=lambda plan, _: bool(plan.recognised)),
    Doubt("text.unseen", "含看不见或易混的字符", "the words hold signs that nobody sees, or letters that look like others", documents.unseen_signs),
)  # fmt: skip
