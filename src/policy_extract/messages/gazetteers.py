"""What is said of broken gazetteers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "gazetteer.gone": (
        "缺少随软件附带的词表；请重新安装",
        "the packaged gazetteers are missing; install the package again",
    ),
    "gazetteer.no_folder": (
        "没有这个词表文件夹；请检查 --gazetteers",
        "no such folder of gazetteers; check --gazetteers",
    ),
    "gazetteer.no_weights": (
        "不是权重文件：应有 [prior] log_odds 和 [review] below（policy-extract calibrate --write 生成）",
        "is no file of weights: [prior] log_odds and [review] below are missing (policy-extract calibrate --write makes one)",
    ),
    "gazetteer.unreadable": (
        "不能按 UTF-8 读取：{error}；请另存为 UTF-8",
        "cannot be read as UTF-8: {error}; save it as UTF-8",
    ),
    "gazetteer.closed": (
        "无法打开：{error}；请检查文件及其权限",
        "cannot be opened: {error}; check the file and the rights to read it",
    ),
    "gazetteer.no_file": (
        "不是普通文件；请改用文件，或从词表文件夹中移走",
        "is no regular file; put a file there, or take it out of the folder of gazetteers",
    ),
    "gazetteer.large": (
        "大于 {most} MB，不会是词表；请从词表文件夹中移走",
        "is larger than {most} MB, no gazetteer is; take it out of the folder",
    ),
    "gazetteer.deep": (
        "表或列表嵌套超过 {most} 层；词表只有“表.列表”两三层",
        "tables or lists stand more than {most} deep in one another; write [table] and lists in it",
    ),
    "gazetteer.digits": (
        "数字的位数太多；请改短",
        "a number has thousands of digits; write a shorter one",
    ),
    "gazetteer.csv": (
        "不是有效的 CSV：{error}；请检查引号与逗号",
        "is not valid CSV: {error}; check quotation marks and commas",
    ),
    "gazetteer.header_twice": (
        "表头中字段“{name}”出现两次；请只保留一个",
        "the header names the field '{name}' twice; keep one of the two",
    ),
    "gazetteer.ring": (
        "上级成环：{ring}；请改正其中一个 parent",
        "the parents go in a ring: {ring}; correct one parent of it",
    ),
    "gazetteer.unseen": (
        "“{word}”中有看不见的字符 {signs}；请删去",
        "'{word}' holds signs that nobody sees: {signs}; take them out",
    ),
    "gazetteer.number": (
        "数值须有限且不大于 {most}；请改正",
        "the number must be finite and at most {most}; correct it",
    ),
    "gazetteer.toml": (
        "不是有效的 TOML：{error}；请改正该处",
        "is not valid TOML: {error}; correct it there",
    ),
    "gazetteer.not_toml": (
        "词表用 TOML 写；请改名为 {name}，并按 TOML 书写",
        "word lists are TOML; write it as {name}",
    ),
    "gazetteer.file_name": (
        "没有名为“{name}”的词表；请改名为：{known}",
        "there is no gazetteer of the name '{name}'; call it {known}",
    ),
    "gazetteer.list_name": (
        "该文件中没有名为“{name}”的词表；请改名为：{known}",
        "nothing reads a list '{name}' in this file; call it {known}",
    ),
    "gazetteer.no_list": (
        "规则要用的词表在任何词表文件中都没有；最接近的是：{near}",
        "a list that the rules ask for stands in no gazetteer; nearest: {near}",
    ),
    "gazetteer.array": (
        "记录应写作 [[{array}]]",
        "write the records as [[{array}]]",
    ),
    "gazetteer.fields": (
        "有 {count} 个字段，表头有 {wanted} 个（{header}）；请补齐，空字段也要写逗号",
        "has {count} fields and the header {wanted} ({header}); write a comma for an empty one, too",
    ),
    "gazetteer.twice": (
        "在本文件中出现两次；请只保留一条",
        "stands twice in this file; keep one of the two",
    ),
    "gazetteer.shared": (
        "名称“{name}”已属于记录 {other}；请从其中一条删去",
        "the name '{name}' is that of the record {other}, too; take it out of one of the two",
    ),
    "gazetteer.no_record": (
        "没有键为“{name}”的记录，无从增减；最接近的是：{near}",
        "there is no record '{name}' to change; nearest: {near}",
    ),
    "gazetteer.no_alias": (
        "该记录没有别名“{name}”，无从删去；最接近的是：{near}",
        "this record has no other name '{name}' to take away; nearest: {near}",
    ),
    "gazetteer.no_aliases": (
        "这类记录没有别名；请写整条记录替换它",
        "records of this file have no other names; write the whole record to replace it",
    ),
    "gazetteer.no_such_list": (
        "没有名为“{name}”的词的列表，无从删词；最接近的是：{near}",
        "there is no list of words '{name}' to take from; nearest: {near}",
    ),
    "gazetteer.no_word": (
        "该列表中没有“{name}”，无从删去；最接近的是：{near}",
        "the list does not hold '{name}'; nearest: {near}",
    ),
    "gazetteer.word": (
        "每个词都应为非空字符串；请改正或删去",
        "every word must be a non-empty string; correct it or take it out",
    ),
    "gazetteer.list": (
        '应为词的列表或数值；请改为 ["词"] 或数字',
        'expected a list of words or a number; write ["word"] or a number',
    ),
    "gazetteer.not_number": (
        "此项应为数值，不是词；请写数字",
        "is a number, not a list of words; write a number",
    ),
    "gazetteer.not_list": (
        '此项应为词的列表，不是数值；请写 ["词"]',
        'is a list of words, not a number; write ["word"]',
    ),
    "gazetteer.pattern": (
        "“{pattern}”不是有效的正则表达式：{error}；请改正",
        "'{pattern}' is no regular expression: {error}; correct it",
    ),
    "gazetteer.pattern_long": (
        "“{pattern}”长 {length} 个字符，最多 {longest} 个；请拆成几条",
        "'{pattern}' has {length} signs, {longest} at most; make several of it",
    ),
    "gazetteer.pattern_count": (
        "“{pattern}”的重复次数大于 {most}；请改小",
        "'{pattern}' repeats more than {most} times; write a smaller count",
    ),
    "gazetteer.pattern_deep": (
        "“{pattern}”的括号嵌套太深；请化简",
        "the brackets of '{pattern}' are too deep in one another; make it simpler",
    ),
    "gazetteer.pattern_flags": (
        "“{pattern}”对整条设标志，无法与其他模式合并；请写作 (?i:…)",
        "'{pattern}' sets flags for the whole, and it is joined with others; write (?i:…)",
    ),
    "gazetteer.pattern_group": (
        "“{pattern}”含无名组或按编号引用，合并后编号会变；请写作 (?:…)，或用组名引用",
        "'{pattern}' has a group without a name or refers to one by number, which changes when it is joined; write (?:…), or use names",
    ),
    "gazetteer.pattern_twice": (
        "“{pattern}”的组名“{group}”在此列表中已用过；请改名",
        "'{pattern}' names a group '{group}', as another of this list does; give it another name",
    ),
    "gazetteer.pattern_nested": (
        "“{pattern}”中的 {nested} 重复之内又只有重复，遇到长文会无休止地回溯；请去掉一层",
        "{nested} in '{pattern}' repeats what is nothing but a repeat, and would search a long text for ever; take one of the two out",
    ),
    "gazetteer.pattern_empty": (
        "“{pattern}”可以匹配空文字，处处都会命中；请写明至少一个字",
        "'{pattern}' matches where nothing stands, so everywhere; let it need a sign at least",
    ),
    "gazetteer.pattern_joined": (
        "这里的模式与规则中的其余部分合不到一起：{error}；请改正或删去自己添加的模式",
        "the patterns do not go with the rest of the rule: {error}; correct those that you have added, or take them out",
    ),
    "gazetteer.unfit": (
        "加上这里的词，规则无法建立：{error}；请删去，或照该列表原有的词写（字数、个数相同）",
        "the rules cannot be built with the words here: {error}; take them out, or write them as those of the list are (as long, as many)",
    ),
    "gazetteer.sign": (
        "不是比较符号；请用其中之一：{signs}",
        "is no comparator; use one of {signs}",
    ),
    "gazetteer.field_missing": (
        "缺少字段 {field}；请补上",
        "the field {field} is missing; add it",
    ),
    "gazetteer.field_unknown": (
        "没有名为 {field} 的字段；请检查拼写或删去",
        "there is no field {field}; check its spelling or take it out",
    ),
    "gazetteer.field_choice": (
        "{field} 的值“{value}”不在允许之列；请用 {allowed}",
        "{field} is '{value}'; use {allowed}",
    ),
    "gazetteer.field_code": (
        "{field} 的值“{value}”不是区划代码；区划代码为六位数字",
        "{field} is '{value}'; a division code has six digits",
    ),
    "gazetteer.field_text": (
        "{field} 应为文字；请写在引号内",
        "{field} must be text; write it in quotes",
    ),
    "gazetteer.field_list": (
        '{field} 应为列表；请写 ["词"]',
        '{field} must be a list; write ["word"]',
    ),
    "gazetteer.field_number": (
        "{field} 应为数值，不是“{value}”；请写数字",
        "{field} must be a number, not '{value}'; write a number",
    ),
    "gazetteer.field_whole": (
        "{field} 应为整数，不是“{value}”；请写整数",
        "{field} must be a whole number, not '{value}'; write a whole number",
    ),
    "gazetteer.field_bool": (
        "{field} 应为 true 或 false，不是“{value}”",
        "{field} must be true or false, not '{value}'",
    ),
    "gazetteer.field_blank": (
        "{field} 是空的；请写上名称或删去",
        "{field} is blank; write a name or take it out",
    ),
    "gazetteer.field_scale": (
        "{field} 应为有限的正数，不是“{value}”；请写一个单位合多少基本单位",
        "{field} must be a finite number above zero, not '{value}'; write how many base units one has",
    ),
    "gazetteer.field_year": (
        "{field} 的值“{value}”不是年份；请用 {allowed}",
        "{field} is '{value}', no year of a plan; use {allowed}",
    ),
    "gazetteer.field_unseen": (
        "{field} 的“{word}”中有看不见的字符 {signs}；请删去",
        "{field} is '{word}' with signs that nobody sees: {signs}; take them out",
    ),
    "gazetteer.field": (
        "{field} 有误：{error}；请改正",
        "{field} is wrong: {error}; correct it",
    ),
}
