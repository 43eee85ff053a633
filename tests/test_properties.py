"""What must hold of any plan: made up by the grammar of the field (``strategies``), shrunk to the shortest that fails.

The inputs are the day's; a failure prints the shortest plan, and POLICY_EXTRACT_FUZZ_SEED=SEED repeats all.
"""

from __future__ import annotations

import html
import tempfile
from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from docx_files import p, package, tbl, tc, tr
from fuzzing import Bench
from policy_extract.model import Document
from policy_extract.pipeline import Result
from seeds import VARIABLE, of_today, seed_of_today
from strategies.dialects import DRAWN
from strategies.layouts import Drafted, plans, spoiled_texts
from strategies.tables import Sheet, indicator_sheets
from strategies.texts import INDICATORS, notations, whole_numbers

#: Indicators whose unit bears no 万 or 亿: 一万万吨 is nothing that a plan says.
UNSCALED = tuple((name, unit) for name, unit in INDICATORS if unit[0] not in "万亿")


@cache
def bench() -> Bench:
    return Bench()


def result_of(**files: str | bytes) -> Result:
    """Files by their names (“plan_txt”), run as one corpus."""
    note(f"{VARIABLE}={seed_of_today()}")
    with tempfile.TemporaryDirectory() as made:
        for name, data in files.items():
            path = Path(made) / name.replace("_", ".")
            path.write_bytes(data.encode() if isinstance(data, str) else data)
        return bench().extract(Path(made))


def document_of(text: str | bytes, suffix: str = "txt") -> Document:
    (document,) = result_of(**{f"plan_{suffix}": text}).documents
    return document


def said(document: Document) -> list[tuple[Any, ...]]:
    """What a document says, in its order, without places in the text."""
    observations: Iterable[tuple[Any, ...]] = (
        (o.indicator.name, o.area.name, o.value, o.qualitative, o.time, o.measure, o.kind, o.doubts)
        for o in document.observations
    )
    duties = ((a.agency, a.role, a.deadline) for a in document.assignments)
    firms = ((m.type, "".join(m.source.quote.split())) for m in document.mentions)
    return [*observations, *duties, *firms]


def stated(document: Document) -> list[tuple[str, float, str, str]]:
    """The values that a document states: name, number, unit, time."""
    return [
        (o.indicator.name, o.value.low or 0.0, o.value.unit, o.time.end if o.time else "")
        for o in document.observations
        if o.value is not None
    ]


@of_today(120)
@given(plans(), st.sampled_from(sorted(DRAWN)))
def test_plans_keep_every_promise(plan: Drafted, dialect: str) -> None:
    assert list(bench().faults({"plan.txt": plan.text(dialect).encode()})) == []


@of_today(250)
@given(spoiled_texts())
def test_spoiled_plans_keep_every_promise(text: str) -> None:
    assert list(bench().faults({"plan.txt": text.encode("utf-8", "replace")})) == []


@of_today(40)
@given(plans(), st.sampled_from(("\r\n", "\r")))
def test_line_ends_of_another_system_say_the_same(plan: Drafted, end: str) -> None:
    assert said(document_of(plan.text(end=end))) == said(document_of(plan.text()))


@of_today(40)
@given(plans(), st.integers(1, 5), st.sampled_from(("", " ", "\u3000")))
def test_blank_lines_at_the_end_say_nothing(plan: Drafted, count: int, blank: str) -> None:
    assert said(document_of(plan.text() + f"{blank}\n" * count)) == said(document_of(plan.text()))


@of_today(80)
@given(whole_numbers.filter(lambda number: number > 1), st.sampled_from(UNSCALED))
def test_a_number_is_the_same_in_every_notation(number: int, indicator: tuple[str, str]) -> None:
    """But for 一, which is an article as often as a number: 高新技术企业达到一家."""
    name, unit = indicator
    written = notations(number)
    text = "\n".join(f"{i}.到2025年，{name}达到{said}{unit}。" for i, said in enumerate(written, 1))
    found = document_of(f"临江县发展规划\n\n一、目标\n{text}\n").observations
    lows = [o.value.base.low for o in found if o.value and o.value.base]
    assert lows == [lows[0]] * len(written), dict(zip(written, lows, strict=False))


def as_html(sheet: Sheet) -> str:
    rows = (
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
        for row in sheet.all_rows
    )
    return (
        "<html><head><meta charset='utf-8'></head><body><h1>临江县发展规划</h1><p>一、目标</p>"
        f"<p>{sheet.caption}</p><table>{''.join(rows)}</table></body></html>"
    )


def as_docx(sheet: Sheet) -> bytes:
    rows = tbl(*(tr(*map(tc, row)) for row in sheet.all_rows))
    return package(p("临江县发展规划") + p("一、目标") + p(sheet.caption) + rows)


def as_text(sheet: Sheet, dialect: str) -> str:
    return f"临江县发展规划\n\n一、目标\n{sheet.caption}\n{DRAWN[dialect](sheet.all_rows)}\n"


def told(sheet: Sheet) -> list[tuple[str, float, str, str]]:
    """What a table of indicators says, as whoever made it meant it."""
    start = sheet.head.index("指标")
    years = [head.removesuffix("年") for head in sheet.head[start + 2 : start + 4]]
    return [
        (row[start], float(row[start + 2 + i]), row[start + 1], year)
        for row in sheet.rows
        for i, year in enumerate(years)
    ]


WRITTEN: dict[str, tuple[str, Callable[[Sheet], str | bytes]]] = {
    "html": ("html", as_html),
    "docx": ("docx", as_docx),
    "pipes": ("md", partial(as_text, dialect="pipes")),
    **{one: ("txt", partial(as_text, dialect=one)) for one in sorted(DRAWN) if one != "pipes"},
}


@pytest.mark.parametrize("form", WRITTEN)
@of_today(15)
@given(indicator_sheets())
def test_a_table_says_the_same_in_every_form(form: str, sheet: Sheet) -> None:
    suffix, write = WRITTEN[form]
    assert sorted(stated(document_of(write(sheet), suffix))) == sorted(told(sheet))


@of_today(40)
@given(plans())
def test_a_section_put_behind_changes_nothing_before_it(plan: Drafted) -> None:
    """One that says nothing of the document as a whole: its observations stand as they stood."""
    more = "\n十九、附则\n各地、各部门要结合实际抓好落实。\n"
    before = document_of(plan.text()).observations
    after = document_of(plan.text() + more).observations
    assert [(o.indicator.name, o.value, o.time) for o in after] == [
        (o.indicator.name, o.value, o.time) for o in before
    ]
