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
    "gazetteer.unreadable": (
        "不能按 UTF-8 读取：{error}；请另存为 UTF-8",
        "cannot be read as UTF-8: {error}; save it as UTF-8",
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
    "gazetteer.field": (
        "{field} 有误：{error}；请改正",
        "{field} is wrong: {error}; correct it",
    ),
}
