"""What ``look`` does: what was understood of a file before anything is extracted, told to people."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policy_extract.cli import terminal
from policy_extract.messages import Language, text, warning

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table as Sheet

    from policy_extract.document import Plan
    from policy_extract.model import Meta, Table
    from policy_extract.readers import SourceText

_META = (
    "title", "doc_type", "genre", "draft", "issuers", "number", "index", "issued", "area", "period", "outlook",
)  # fmt: skip
_REASONS = {
    "page furniture": "residue.page_furniture",
    "page number": "residue.page_number",
    "running head": "residue.running_head",
    "table of contents": "residue.table_of_contents",
    "picture": "residue.picture",
    "embedded object": "residue.embedded_object",
}
_WORDS = 40  # signs of what was left out
_WIDTH = 160  # of output that goes into a file


def run(options: argparse.Namespace, language: Language) -> int:
    """Show title block, outline, tables and what was left out of ``FILE``. Exit code 0.

    Raises NotFound for a file that cannot be read, with the reason.
    """

    from policy_extract.explain import NotFound
    from policy_extract.layout import Layouter
    from policy_extract.lexicon import load
    from policy_extract.readers import ConfinedReader, Unreadable, only_document

    try:
        item = only_document(options.path)
        if item.problem is not None:
            raise item.problem
        with ConfinedReader() as reader:
            source = reader.read(item.path)
    except Unreadable as error:
        reason = error.told(language)
        raise NotFound("cli.failed", path=options.path, reason=reason) from error
    lexicon = load([Path(folder) for folder in options.gazetteers])
    plan = Layouter(lexicon).lay_out(item.id, source.sourced)
    page = terminal.console(pipe=_WIDTH)
    for part in _parts(plan, source, language):
        page.print(part)
    return 0


def _parts(plan: Plan, source: SourceText, language: Language) -> Iterator[RenderableType]:
    pages = text(language, "look.pages", count=source.pages) if source.pages else ""
    yield text(
        language,
        "look.file",
        path=source.path,
        format=source.format,
        signs=len(plan.text),
        pages=pages,
    )
    for code in dict.fromkeys((*source.warnings, *plan.warnings)):
        yield text(language, "cli.warning", path=plan.id, what=warning(language, code))
    yield f"\n{text(language, 'look.title_block')}"
    yield _title_block(plan, language)
    yield f"\n{text(language, 'look.outline')}"
    yield _outline(plan, language)
    for table in plan.tables:
        yield f"\n{_caption(plan, table, language)}"
        yield _table(table)
    if plan.residue:
        yield f"\n{text(language, 'look.left_out')}"
        yield _left_out(plan, language)


def _sheet(*columns: str) -> Sheet:
    from rich.table import Table as Sheet

    sheet = Sheet()
    for column in columns:
        sheet.add_column(column, overflow="fold")
    return sheet


def _title_block(plan: Plan, language: Language) -> Sheet:
    """What the document says about itself, each with the rule that found it and the line."""
    from policy_extract.catalogue import CATALOGUE

    columns = ("look.field", "look.value", "look.rule", "look.line")
    sheet = _sheet(*(text(language, key) for key in columns))
    settled = dict(plan.settled)
    for name in _META:
        value = _value(plan.meta, name)
        found = settled.get(name)
        said = found.said if found is not None else None
        sheet.add_row(
            text(language, f"meta.{name}"),
            value or "—",
            CATALOGUE.by_id[found.rule].label(language) if found is not None and value else "",
            str(plan.text.count("\n", 0, said.start) + 1) if said and value else "",
        )
    return sheet


def _value(meta: Meta, name: str) -> str:
    value: Any = getattr(meta, name)
    if name == "issuers":
        return "、".join(ref.name for ref in value)
    if name == "area":
        return value.name if value else ""
    if name == "period":
        return f"{value.start}—{value.end}" if value else ""
    if name == "draft":
        return "✓" if value else ""
    return str(value or "")


def _outline(plan: Plan, language: Language) -> Sheet:
    columns = ("look.line", "look.heading", "look.section")
    sheet = _sheet(*(text(language, key) for key in columns))
    for section in plan.sections:
        depth = len(plan.ancestors(section.id)) - 1
        title = " ".join(filter(None, (section.number, section.title)))
        line = plan.text.count("\n", 0, section.start) + 1
        sheet.add_row(str(line), "  " * depth + title, section.id)
    return sheet


def _width(table: Table) -> int:
    return max(sum(max(1, cell.colspan) for cell in row) for row in table.rows)


def _caption(plan: Plan, table: Table, language: Language) -> str:
    return text(
        language, "look.table", id=table.id, caption=table.caption or "—",
        role=text(language, f"role_of_table.{table.role}"), rows=len(table.rows) - table.header_rows,
        columns=_width(table), line=plan.text.count("\n", 0, table.start) + 1,
    )  # fmt: skip


def _table(table: Table) -> Sheet:
    """A table as it was understood; the rows of its header are bold."""
    width = _width(table)
    sheet = _sheet(*[""] * width)
    sheet.show_header = False
    for number, row in enumerate(table.rows):
        cells: list[str] = []
        for cell in row:
            cells += [cell.text, *[""] * (max(1, cell.colspan) - 1)]
        last = number + 1 == table.header_rows
        style = "bold" if number < table.header_rows else None
        sheet.add_row(*cells[:width], style=style, end_section=last)
    return sheet


def _left_out(plan: Plan, language: Language) -> Sheet:
    columns = ("look.line", "look.reason", "look.words")
    sheet = _sheet(*(text(language, key) for key in columns))
    for residue in plan.residue:
        words = " ".join(plan.text[residue.start : residue.end].split())
        sheet.add_row(
            str(plan.text.count("\n", 0, residue.start) + 1),
            text(language, _REASONS[residue.reason]),
            words if len(words) <= _WORDS else words[:_WORDS] + "…",
        )
    return sheet
