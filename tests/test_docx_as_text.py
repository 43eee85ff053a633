"""One text for a plan however it comes: a Word document gives the records of the same words as text and Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from policy_extract.model import PathAnchor
from policy_extract.pipeline import extract

TITLE = "青石市现代水利发展规划（2026—2030年）"
#: (kind, words): what the plan holds, in order.
PLAN: tuple[tuple[str, Any], ...] = (
    ("title", TITLE),
    ("h1", "发展基础"),
    ("text", "2025年，全市水利投资完成42亿元，新增高效节水灌溉面积6万亩，农村自来水普及率达到93%。"),
    ("h1", "发展目标"),
    ("text", "到2030年，全市供水保证率达到97%以上，万元地区生产总值用水量比2025年下降15%，主要指标见下表。"),
    ("caption", "表1 青石市水利发展主要指标"),
    ("table", (
        ("类别", "指标", "单位", "2025年", "2030年", "属性"),
        ("供水", "供水保证率", "%", "92", "97", "约束性"),
        ("", "水库总库容", "亿立方米", "3.1", "3.6", "预期性"),
        ("生态", "水土保持率", "%", "81", "86", "约束性"),
        ("", "农田灌溉水有效利用系数", "", "0.56", "0.60", "预期性"),
    )),
    ("h1", "主要任务"),
    ("h2", "完善供水网络"),
    ("text", "新建中型水库2座，改造供水管网300公里，到2028年漏损率控制在8%以内。（牵头单位：市水利局；责任单位：市财政局、市住房城乡建设局）"),
    ("box", ("专栏1 供水重点工程", "青石水库扩建工程：总投资12亿元，建设年限2026—2029年。", "城北水厂工程：日供水能力10万吨。")),
    ("h2", "提升防洪能力"),
    ("text", "治理中小河流120公里，城区排涝能力达到20年一遇。（市水利局牵头，市应急局配合）"),
    ("caption", "表2 重点项目清单"),
    ("table", (
        ("序号", "项目名称", "建设内容", "总投资（亿元）", "建设年限", "责任单位"),
        ("1", "青石水库扩建工程", "新增库容0.5亿立方米", "12", "2026—2029年", "市水利局"),
        ("2", "城北水厂工程", "日供水能力10万吨", "4.5", "2026—2028年", "市住房城乡建设局"),
    )),
    ("h1", "保障措施"),
    ("item", "落实资金。2030年前市级财政投入不少于5亿元。"),
    ("item", "强化监测。到2027年建成水文站30个。"),
    ("text", "加强组织领导，每年评估一次。（责任单位：市水利局）"),
)  # fmt: skip
_COUNT = "一二三四五六七八九"


def _typed() -> Iterator[tuple[str, Any]]:
    """The plan with its numbers as words; headings and items are text."""
    counts = {"h1": 0, "h2": 0, "item": 0}
    forms = {"h1": "{}、", "h2": "（{}）"}
    for kind, said in PLAN:
        if kind not in counts:
            yield "text" if kind == "title" else kind, said
            continue
        counts[kind] += 1
        if kind == "h1":
            counts["h2"] = 0
        number = counts[kind]
        mark = forms[kind].format(_COUNT[number - 1]) if kind in forms else f"{number}."
        yield "text", mark + said


def as_text(markdown: bool) -> str:
    """The plan with its numbers typed; for Markdown with its signs."""
    signs = {"title": "# ", "h1": "## ", "h2": "### "} if markdown else {}
    lines: list[str] = []
    for (kind, _), (_, said) in zip(PLAN, _typed(), strict=True):
        if kind == "table":
            rows = [("| " + " | ".join(row) + " |") if markdown else "\t".join(row) for row in said]
            if markdown:
                rows.insert(1, "|---" * len(said[0]) + "|")
            lines += [*rows, ""]
        elif kind == "box":
            lines += [*("\n\n" if markdown else "\n").join(said).split("\n"), "", ""]
        else:
            lines += [signs.get(kind, "") + said, ""]
    return "\n".join(lines)


def _numbering(document: Document) -> None:
    """Gives the two heading styles their numbers: 一、 and （一）."""
    part = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    for rank, words in enumerate(("%1、", "（%2）")):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(rank))
        pairs = (
            ("start", "1"),
            ("numFmt", "chineseCounting"),
            ("pStyle", f"Heading{rank + 1}"),
            ("lvlText", words),
        )
        for name, value in pairs:
            child = OxmlElement(f"w:{name}")
            child.set(qn("w:val"), value)
            level.append(child)
        abstract.append(level)
    part.insert(0, abstract)
    number = part.add_num(77).numId
    for rank in (1, 2):
        properties = document.styles[f"Heading {rank}"].element.get_or_add_pPr()
        properties.get_or_add_numPr().get_or_add_numId().val = number
        properties.numPr.get_or_add_ilvl().val = rank - 1  # LibreOffice does not go by pStyle


def as_docx(styled: bool = True) -> bytes:
    """The plan with Word's own headings and numbers, or all of it typed in plain paragraphs."""
    document = docx.Document()
    if styled:
        _numbering(document)
    for kind, said in PLAN if styled else _typed():
        if kind == "table":
            table = document.add_table(len(said), len(said[0]))
            for row, words in zip(table.rows, said, strict=True):
                for cell, inside in zip(row.cells, words, strict=True):
                    cell.text = inside
            for below, words in enumerate(said[1:], 1):
                if not words[0]:  # merged with the cell above
                    column = table.columns[0].cells
                    column[below - 1].merge(column[below])
        elif kind == "box":
            frame = document.add_table(1, 1).rows[0].cells[0]
            frame.text = said[0]
            for words in said[1:]:
                frame.add_paragraph(words)
        elif kind == "item":
            document.add_paragraph(said, style="List Number")
        elif kind in ("h1", "h2"):
            document.add_heading(said, int(kind[1]))
        else:
            document.add_paragraph(said, style="Title" if kind == "title" else None)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


#: Where a record stands, and what follows from it; the names of records hold their place.
_PLACE = {"id", "source", "start", "end", "read", "assignment", "assignments", "observations", "task", "tasks", "project", "scope", "section"}  # fmt: skip


def _fields(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _fields(v) for k, v in value.items() if k not in _PLACE}
    return [_fields(v) for v in value] if isinstance(value, list) else value


def records(path: Path, out: Path) -> dict[str, list[Any]]:
    from policy_extract.writers import write

    write(extract([path]), out)
    document = json.loads((out / "documents" / f"{path.stem}.json").read_text(encoding="utf-8"))
    kinds = ("observations", "assignments", "projects", "mentions", "tasks")
    return {"meta": _fields(document["meta"])} | {kind: _fields(document[kind]) for kind in kinds}


@pytest.fixture(scope="module")
def from_docx(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    folder = tmp_path_factory.mktemp("docx")
    (folder / "plan.docx").write_bytes(as_docx())
    return records(folder / "plan.docx", folder / "out")


@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_records_are_those_of_the_text(
    from_docx: dict[str, list[Any]], tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"plan.{suffix}"
    path.write_text(as_text(markdown=suffix == "md"), encoding="utf-8")
    assert records(path, tmp_path / "out") == from_docx


def test_records_name_their_place_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(as_docx())
    (document,) = extract([path]).documents
    found = {o.source.quote: o.source.anchor for o in document.observations}
    places = {
        quote: anchor.path for quote, anchor in found.items() if isinstance(anchor, PathAnchor)
    }
    assert len(places) == len(found)
    assert places["0.60"] == "body/tbl[1]/tr[5]/tc[5]"
    assert places["42亿元"] == "body/p[3]"


def test_records_are_those_of_a_document_set_by_hand(
    from_docx: dict[str, list[Any]], tmp_path: Path
) -> None:
    (tmp_path / "plan.docx").write_bytes(as_docx(styled=False))
    assert records(tmp_path / "plan.docx", tmp_path / "out") == from_docx


def test_the_plan_has_records_of_each_kind(from_docx: dict[str, list[Any]]) -> None:
    assert len(from_docx["observations"]) >= 12
    assert len(from_docx["assignments"]) >= 6
    assert from_docx["projects"]
    assert from_docx["tasks"]
