"""The five plans as Word and typeset PDF files: one text for a document however it comes, so the same records."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from plan_files import as_docx, as_pdf, parts_of
from policy_extract.model import Document
from policy_extract.pipeline import Result, extract
from policy_extract.score import LAYERS, Report, load_golden, score_corpus
from test_html_plans import records

#: Records of a PDF file that may differ: its print loses where a single space stood and where a paragraph was cut.
MOST_OTHER = {"styled": 0, "counted": 0, "pdf": 2}
#: What strict F1 of any layer may lose.
MOST_LOST = 0.01
FORMS = ("styled", "counted", "pdf")


@dataclass(frozen=True)
class Read:
    """The plans in one form as they were read."""

    form: str
    result: Result


@pytest.fixture(scope="module", params=FORMS)
def read(
    request: pytest.FixtureRequest, corpus_result: Result, tmp_path_factory: pytest.TempPathFactory
) -> Read:
    form = request.param
    folder: Path = tmp_path_factory.mktemp(form)
    for plan in corpus_result.documents:
        parts = list(parts_of(plan, corpus_result.texts[plan.id]))
        if form == "pdf":
            (folder / f"{plan.id}.pdf").write_bytes(as_pdf(parts, plan.meta.title or ""))
        else:
            (folder / f"{plan.id}.docx").write_bytes(as_docx(parts, form == "counted"))
    return Read(form, extract([folder]))


@pytest.fixture(scope="module")
def scored(corpus_result: Result) -> Report:
    """The scores of the text files."""
    return _score(corpus_result, corpus_result)


def test_the_records_are_those_of_the_text(corpus_result: Result, read: Read) -> None:
    other = total = 0
    for text, file in zip(corpus_result.documents, read.result.documents, strict=True):
        wanted, found = records(text), records(file)
        other += max((wanted - found).total(), (found - wanted).total())
        total += wanted.total()
        assert file.meta == text.meta
        assert [t.role for t in file.tables] == [t.role for t in text.tables]
        assert [len(t.rows) for t in file.tables] == [len(t.rows) for t in text.tables]
    assert total > 500
    assert other <= MOST_OTHER[read.form]


def test_every_sign_is_read_once_and_in_order(corpus_result: Result, read: Read) -> None:
    for name, text in corpus_result.texts.items():
        assert _bare(read.result.texts[name]) == _bare(text)


def test_no_layer_is_worse_against_the_labels(
    corpus_result: Result, read: Read, scored: Report
) -> None:
    theirs = _score(read.result, corpus_result)
    measured = 0
    for layer, score in scored.total.items():
        for name, figure in score.figures.items():
            found = theirs.total[layer].figures[name].f1
            if figure.f1 is not None:
                measured += 1
                assert found is not None
                assert found >= figure.f1 - MOST_LOST, (layer, name)
    assert measured >= len(LAYERS)


def test_every_record_has_its_place(read: Read) -> None:
    for plan in read.result.documents:
        for record in (*plan.observations, *plan.assignments, *plan.projects):
            anchor = record.source.anchor
            assert anchor is not None
            assert (anchor.page if read.form == "pdf" else anchor.path) is not None


def _score(result: Result, of: Result) -> Report:
    """Scores of records laid over the text files, where the labels' lines are counted."""
    laid = [_laid_over(plan, result.texts[plan.id], of.texts[plan.id]) for plan in result.documents]
    return score_corpus(laid, of.texts, load_golden(ROOT / "golden"), result.entities)


def _laid_over(plan: Document, text: str, over: str) -> Document:
    """A document with the offsets of another text that has the same signs but for white space."""
    place = [at for at, sign in enumerate(over) if not sign.isspace()]
    rank, count = [], 0
    for sign in text:
        rank.append(count)
        count += not sign.isspace()
    rank.append(count)
    place.append(len(over))

    def laid(value: Any) -> Any:
        if isinstance(value, list | tuple):
            return [laid(one) for one in value]
        if not isinstance(value, dict):
            return value
        said = {key: laid(one) for key, one in value.items()}
        if isinstance(said.get("start"), int) and isinstance(said.get("end"), int):
            start, end = value["start"], value["end"]
            said["start"] = place[rank[start]]
            said["end"] = place[rank[end] - 1] + 1 if rank[end] > rank[start] else said["start"]
            if "quote" in said:
                said["quote"] = over[said["start"] : said["end"]]
        return said

    return Document.model_validate(laid(plan.model_dump()))


def _bare(text: str) -> str:
    return "".join(text.split())
