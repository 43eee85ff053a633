"""What ``policy-extract verify`` says: each promise of the output, as it is broken."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "help.verify": (
        "检查已有的结果是否合乎承诺",
        "check that an output keeps its promises",
    ),
    "help.verify_out": ("抽取结果所在的文件夹", "the folder of an output"),
    "verify.ok": (
        "{out}：各项承诺都成立（{documents} 份文件、{records} 条记录）",
        "{out}: all promises hold (documents: {documents}, records: {records})",
    ),
    "verify.failed": (
        "{out}：有 {count} 处不合承诺；结果若未经改动，请告诉我们",
        "{out}: promises broken: {count}; if nobody changed the output, tell us",
    ),
    "verify.more": ("……另有 {count} 处", "… and {count} more"),
    "verify.fault": ("{file}（{record}）：{said}", "{file}: {record}: {said}"),
    "verify.chars": (
        "写明有 {stated} 个字符，正文有 {found} 个",
        "states {stated} characters, the text has {found}",
    ),
    "verify.outside": (
        "位置 {start}–{end} 不在应在的文字之内",
        "{start} to {end} does not lie in the text that it should",
    ),
    "verify.words": (
        "写的是“{said}”，那里的文字是“{stands}”",
        "says “{said}”, what stands there is “{stands}”",
    ),
    "verify.order": ("次序不对", "stands out of order"),
    "verify.missing": (
        "{field} 所指的 {name} 不存在，或不是这一类",
        "{field} names {name}, which is not there or of another kind",
    ),
    "verify.section": (
        "不在写明的章节 {section} 之内，所在的最内层章节是 {inner}",
        "does not stand in its section {section}; the innermost there is {inner}",
    ),
    "verify.rule": (
        "{field} 的规则 {name} 不存在",
        "{field} names the rule {name}, which there is not",
    ),
    "verify.header_rows": (
        "没有行，或表头行数 {rows} 不对",
        "has no rows, or not so many for a header: {rows}",
    ),
    "verify.span": (
        "单元格占的行数或列数小于一",
        "spans less than one row or column",
    ),
    "verify.cell": ("不在写明的单元格 {cell} 之内", "does not stand in its cell {cell}"),
    "verify.unread": (
        "{field} 没有写明依据的规则和文字",
        "{field} has no rule with its words, or is null while the record has a value",
    ),
    "verify.empty": ("{field} 是空的", "{field} is empty"),
    "verify.value_or_words": (
        "应有数值或文字表述，且只有其一",
        "has to have a number or words as its value, and not both",
    ),
    "verify.field": ("{field} 不能是“{value}”", "{field} cannot be “{value}”"),
    "verify.number": (
        "{field} 不是原样的十进制数：{value}",
        "{field} is no decimal as it was written: {value}",
    ),
    "verify.time": ("{field} 不是时间：{value}", "{field} is no time: {value}"),
    "verify.twice": ("{name} 出现了两次", "{name} stands twice"),
    "verify.not_in_task": (
        "{name} 不在它所属的范围之内",
        "{name} does not stand in the text that this covers",
    ),
    "verify.differs": ("与 {name} 的内容不一致", "says otherwise than {name}"),
    "verify.not_back": (
        "{name} 没有反过来指向它",
        "{name} does not name it in turn",
    ),
    "verify.no_text": ("没有正文：{reason}", "there is no text: {reason}"),
    "verify.unlisted": (
        "清单里没有这个文件",
        "the manifest does not list it",
    ),
    "verify.not_in_full": (
        "字段不全、次序不同，或有的字段出现了两次",
        "is not written in full: a field is missing, twice or in another order",
    ),
    "verify.left_out": (
        "有记录因文字对不上而略去",
        "records were left out since their words do not stand where they say",
    ),
}
