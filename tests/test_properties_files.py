"""What must hold of plans in every format that is read: drawn by the field's grammar (``strategies``), written, read.

The inputs are the day's (``seeds.of_today``); POLICY_EXTRACT_FUZZ_SEED=SEED repeats a day's.
"""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from policy_extract.model import Document
from policy_extract.pipeline import Result
from seeds import of_today
from strategies.dialects import DRAWN
from strategies.files import ENCODINGS, FORMATS, harmed_files
from strategies.layouts import Drafted, plans
from strategies.tables import Sheet
from test_properties import bench, result_of, said

#: In these a line of a plan stays a line, and a cell a cell.
_KEEPS_WORDS = ("txt", "md", "html", "mhtml", "docx", "xlsx", "csv")


@pytest.mark.parametrize("suffix", FORMATS)
@of_today(3)
@given(plans())
def test_a_plan_keeps_every_promise_in_every_format(suffix: str, plan: Drafted) -> None:
    assert list(bench().faults({f"plan.{suffix}": FORMATS[suffix](plan)})) == []


@of_today(15)
@given(harmed_files())
def test_a_file_that_came_to_harm_is_read_or_refused(file: tuple[str, bytes]) -> None:
    """Never a crash, a broken promise, or a reason that tells nobody anything (``fuzzing.told``)."""
    suffix, data = file
    assert list(bench().faults({f"plan.{suffix}": data})) == []


@pytest.mark.parametrize("suffix", [*_KEEPS_WORDS, "pdf", "ofd"])
@of_today(3)
@given(plans(odd=False))
def test_no_word_is_lost_in_any_format(suffix: str, plan: Drafted) -> None:
    """Words of lines and cells stand in the text that was read, in their order; in typeset pages those of lines."""
    result = result_of(**{f"plan_{suffix}": FORMATS[suffix](plan)})
    assert result.failures == ()
    text = bare(next(iter(result.texts.values())))
    at = 0
    for words in wanted(plan, cells=suffix in _KEEPS_WORDS):
        found = text.find(bare(words), at)
        assert found >= 0, (words, text[at : at + 200])
        at = found + len(bare(words))


def bare(words: str) -> str:
    """Words without blanks and what Markdown and pages make of them."""
    return "".join(unicodedata.normalize("NFKC", words).replace("#", "").split())


def wanted(plan: Drafted, *, cells: bool) -> list[str]:
    found = [plan.title]
    for part in plan.parts:
        if isinstance(part, Sheet):
            found += (
                [part.caption, *(cell for row in part.all_rows for cell in row)]
                if cells
                else [part.caption]
            )
        else:
            found.append(str(part))
    return [words for words in found if bare(words)]


@pytest.mark.parametrize("encoding", ENCODINGS)
@of_today(3)
@given(plans())
def test_every_encoding_says_the_same(encoding: str, plan: Drafted) -> None:
    text = plan.text()
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        assume(False)
        raise
    assert said_of(result_of(plan_txt=data)) == said_of(result_of(plan_txt=text))


def said_of(result: Result) -> list[tuple[Any, ...]]:
    (document,) = result.documents
    return said(document)


#: Ends of lines and pages of other systems and programs.
_ENDS = ("\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")


@of_today(12)
@given(plans(), st.sampled_from(sorted(DRAWN)), st.sampled_from(_ENDS))
def test_other_line_ends_move_no_record(plan: Drafted, dialect: str, end: str) -> None:
    """The same records at the same words: places are compared without the signs of line ends."""
    one, other = (result_of(plan_txt=plan.text(dialect, end=e)) for e in ("\n", end))
    assert places(other) == places(one)


def places(result: Result) -> list[tuple[str, int, int, str]]:
    (document,) = result.documents
    (text,) = result.texts.values()
    found = []
    for record in records(document):
        before, quote = text[: record.source.start], record.source.quote
        start = sum(not sign.isspace() for sign in before)
        found.append(
            (
                type(record).__name__,
                start,
                sum(not sign.isspace() for sign in quote),
                "".join(quote.split()),
            )
        )
    return found


def records(document: Document) -> list[Any]:
    return [*document.observations, *document.assignments, *document.projects, *document.mentions]
