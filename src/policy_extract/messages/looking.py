"""What ``look`` shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "look.file": (
        "{path}：{format}，{signs:,} 字{pages}",
        "{path}: {format}, {signs:,} characters{pages}",
    ),
    "look.pages": ("，{count} 页", ", {count} pages"),
    "look.title_block": ("标题块", "title block"),
    "look.outline": ("提纲", "outline"),
    "look.left_out": ("未读入", "left out"),
    "look.field": ("项目", "field"),
    "look.value": ("内容", "value"),
    "look.rule": ("规则", "rule"),
    "look.line": ("行", "line"),
    "look.heading": ("标题", "heading"),
    "look.section": ("编号", "id"),
    "look.reason": ("原因", "reason"),
    "look.words": ("文字", "words"),
    "look.table": (
        "表 {id}（第 {line} 行，{role}，{rows} 行 × {columns} 列）：{caption}",
        "table {id} (line {line}, {role}, {rows} rows × {columns} columns): {caption}",
    ),
    "role_of_table.indicators": ("指标表", "indicators"),
    "role_of_table.tasks": ("任务分工表", "tasks"),
    "role_of_table.projects": ("项目清单", "projects"),
    "role_of_table.duties": ("职责清单", "duties"),
    "role_of_table.other": ("其他", "other"),
    "meta.title": ("标题", "title"),
    "meta.doc_type": ("文种", "kind of document"),
    "meta.genre": ("体裁", "genre"),
    "meta.draft": ("草案", "draft"),
    "meta.issuers": ("发文机关", "issuers"),
    "meta.number": ("文号", "number"),
    "meta.index": ("索引号", "index"),
    "meta.issued": ("日期", "issued"),
    "meta.area": ("地区", "area"),
    "meta.period": ("规划期", "period"),
    "meta.outlook": ("展望到", "outlook"),
    "residue.page_furniture": ("网页或页面的附加文字", "furniture of the page"),
    "residue.page_number": ("页码", "page number"),
    "residue.running_head": ("页眉或页脚", "running head or foot"),
    "residue.table_of_contents": ("目录", "table of contents"),
    "residue.picture": ("图片", "picture"),
    "residue.embedded_object": ("嵌入对象", "embedded object"),
}
