"""The five plans as web pages: one text for a document however it comes, so the records are those of the text file."""

from __future__ import annotations

import html
from collections import Counter
from pathlib import Path

import pytest

from policy_extract.model import Document
from policy_extract.pipeline import Result, extract

#: Of the records of all five; a line that the text file cuts inside a sentence is a paragraph of the page.
MOST_OTHER = 0.01
_PLACES = {
    "id",
    "source",
    "read",
    "section",
    "assignment",
    "start",
    "end",
    "assignments",
    "observations",
    "task",
    "scope",
}


def page_of(document: Document, text: str) -> str:
    """The plan as a page: its tables as tables, every other line a paragraph, a menu and a foot around it."""
    parts: list[str] = []
    at = 0
    for table in document.tables:
        width = max(sum(cell.colspan for cell in row) for row in table.rows)
        parts.append(_paragraphs(text[at : table.start]))
        rows = (
            "".join(
                f"<td colspan={width if len(row) == 1 else cell.colspan} rowspan={cell.rowspan}>{html.escape(cell.text)}</td>"
                for cell in row
            )
            for row in table.rows
        )
        parts.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
        at = table.end
    parts.append(_paragraphs(text[at:]))
    menu, foot = (
        "<div class=nav><a href=1>首页</a></div>",
        "<div class=footer>网站标识码：3300000001</div>",
    )
    return f"<html><head><meta charset=gb2312></head><body>{menu}<div id=zoom>{''.join(parts)}</div>{foot}</body></html>"


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{html.escape(line)}</p>" for line in text.replace("\r", "").split("\n"))


def records(document: Document) -> Counter[str]:
    found: Counter[str] = Counter()
    for kind in ("observations", "assignments", "projects"):
        for record in getattr(document, kind):
            said = record.model_dump(
                exclude=_PLACES | {"confidence", "doubts", "review", "project", "responsible"}
            )
            found[f"{kind} {said}"] += 1
    return found


@pytest.fixture(scope="module")
def pages(corpus_result: Result, tmp_path_factory: pytest.TempPathFactory) -> Result:
    folder: Path = tmp_path_factory.mktemp("pages")
    for outcome in corpus_result.documents:
        (folder / f"{outcome.id}.html").write_bytes(
            page_of(outcome, corpus_result.texts[outcome.id]).encode("gb18030")
        )
    return extract([folder])


def test_the_records_of_a_page_are_those_of_the_text(corpus_result: Result, pages: Result) -> None:
    other = total = 0
    for text, page in zip(corpus_result.documents, pages.documents, strict=True):
        wanted, found = records(text), records(page)
        other += (wanted - found).total() + (found - wanted).total()
        total += wanted.total()
        assert page.meta == text.meta
    assert total > 500
    assert other <= MOST_OTHER * 2 * total


def test_every_record_of_a_page_has_its_path(pages: Result) -> None:
    for page in pages.documents:
        for record in (*page.observations, *page.assignments, *page.projects):
            assert record.source.anchor is not None
            assert record.source.anchor.path is not None
            assert record.source.anchor.path.startswith("html/body/div[2]/")
