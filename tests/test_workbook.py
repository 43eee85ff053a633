"""The workbook, read back: equal to the JSON, safe, printable, accessible, the same on every run."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from policy_extract.desk import Desk
from policy_extract.desk.checks import FILLED, IDENTITY, JUDGEMENTS, column_of
from policy_extract.desk.filling import value_of
from policy_extract.desk.pairs import ANSWERS
from policy_extract.desk.pairs import FILLED as PAIR_FILLED
from policy_extract.desk.pairs import IDENTITY as PAIR_IDENTITY
from policy_extract.desk.pairs import column_of as pair_column
from policy_extract.messages import TEXTS, Language
from policy_extract.model import Document, Observation
from policy_extract.pipeline import Result, extract
from policy_extract.readers.discover import discover
from policy_extract.resolve.agencies import matching as agency_matching
from policy_extract.resolve.areas import matching as area_matching
from policy_extract.resolve.companies import matching as company_matching
from policy_extract.resolve.indicators import matching as indicator_matching
from policy_extract.resolve.matching import Weights
from policy_extract.writers import desk_of, write
from policy_extract.writers.xlsx import NAME, flow, lay, render, safe
from policy_extract.writers.xlsx.lay import ABOUT, HEAD
from policy_extract.writers.xlsx.work import STATUSES

LANGUAGES: tuple[Language, ...] = ("zh", "en")
#: Sheets in their order, by the names of their tables.
SHEETS = (
    "contents", "indicators", "targets", "actuals", "duties", "ledger", "agencies", "charges",
    "projects", "companies", "comparison", "found", "pairs", "checks", "documents", "notes", "meanings",
)  # fmt: skip
Row = Mapping[str, Any]

PLAIN = """某市工作方案（2021—2023年）

一、主要目标
到2023年，规上工业企业数达到300家以上。
"""


def _bytes(desk: Desk) -> bytes:
    ((name, data),) = render(desk)
    assert name == NAME
    return data


def _open(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), rich_text=False)


def _sheet(book: Workbook, name: str, language: Language = "zh") -> Worksheet:
    return book[_say(language, f"workbook.{name}")]


def _say(language: Language, key: str) -> str:
    return TEXTS[key][0 if language == "zh" else 1]


def _rows(sheet: Worksheet) -> list[Row]:
    """The rows of a sheet's table by the heads of their columns."""
    heads = [cell.value for cell in sheet[HEAD + 1]]
    return [
        dict(zip(heads, (cell.value for cell in row), strict=True))
        for row in sheet.iter_rows(min_row=HEAD + 2)
    ]


def _column(name: str) -> str:
    return TEXTS[f"column.{name}"][0]


def _by_reference(sheet: Worksheet) -> dict[str, Row]:
    rows = _rows(sheet)
    found = {row[_column("reference")]: row for row in rows}
    assert len(found) == len(rows)
    return found


@pytest.fixture(scope="module")
def desk(corpus_result: Result) -> Desk:
    return desk_of(corpus_result, "zh")


@pytest.fixture(scope="module")
def data(desk: Desk) -> bytes:
    return _bytes(desk)


@pytest.fixture(scope="module")
def book(data: bytes) -> Workbook:
    return _open(data)


@pytest.fixture(scope="module", params=LANGUAGES)
def either(request: pytest.FixtureRequest, corpus_result: Result) -> tuple[Language, Workbook]:
    """The workbook of the five plans in each language."""
    return request.param, _open(_bytes(desk_of(corpus_result, request.param)))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The desk of one plan with one target."""
    path = tmp_path_factory.mktemp("plain") / "plan.txt"
    path.write_text(PLAIN, encoding="utf-8")
    return desk_of(extract([path]), "zh")


@pytest.fixture
def small(tmp_path: Path) -> Callable[..., Desk]:
    """A desk of texts by the names of their files."""

    def made(language: Language = "zh", **texts: str) -> Desk:
        for name, words in texts.items():
            (tmp_path / f"{name}.txt").write_text(words, encoding="utf-8")
        return desk_of(extract([tmp_path / f"{name}.txt" for name in texts]), language)

    return made


def _observations(desk: Desk) -> Iterator[tuple[Document, Observation]]:
    return ((document, o) for document in desk.documents for o in document.observations)


# --- equal to the JSON ----------------------------------------------------------------------------


def test_every_value_stands_once_and_as_in_the_json(desk: Desk, book: Workbook) -> None:
    sheets = {kind: _by_reference(_sheet(book, f"{kind}s")) for kind in ("target", "actual")}
    assert sum(map(len, sheets.values())) == sum(1 for _ in _observations(desk))
    for document, o in _observations(desk):
        row = sheets[o.kind][f"{document.id}:{o.id}"]
        value = o.value
        low = None if value is None else value.low if value.low is not None else value.high
        assert row[_column("value")] == low
        upper = value.high if value is not None and value.comparator == "range" else None
        assert row[_column("upper")] == upper
        assert (row[_column("unit")] or "") == ((value and value.unit) or "")
        assert row[_column("confidence")] == o.confidence
        assert row[_column("review")] == ("是" if o.review else "否")
        assert "".join(row[_column("quote")].split()) == "".join(o.source.quote.split())
        assert str(row[_column("time")] or "")[:4] == ((o.time and (o.time.start or "—" + (o.time.end or ""))) or "")[:4]  # fmt: skip
        assert (row[_column("attribute")] or "") == (o.attribute or "")
        if o.qualitative:
            assert row[_column("in_words")] == o.qualitative


def test_numbers_are_numbers_and_shown_with_all_their_places(book: Workbook) -> None:
    sheet = _sheet(book, "targets")
    index = [cell.value for cell in sheet[HEAD + 1]].index(_column("value"))
    seen = Counter[str]()
    for row in sheet.iter_rows(min_row=HEAD + 2):
        cell = row[index]
        if cell.value is not None:
            assert cell.data_type == "n"
            places = len(str(cell.value).partition(".")[2]) if isinstance(cell.value, float) else 0
            assert cell.number_format == "#,##0" + (f".{'0' * places}" if places else "")
            seen[cell.number_format] += 1
    assert len(seen) > 2


def test_computed_growth_is_that_of_its_row(book: Workbook) -> None:
    checked = 0
    for row in _rows(_sheet(book, "indicators")):
        rate = row[_column("growth")]
        if rate is None:
            continue
        base, goal = row[_column("base_value")], row[_column("target_value")]
        years = row[_column("target_year")] - row[_column("base_year")]
        assert abs(((goal / base) ** (1 / years) - 1) * 100 - rate) <= 0.05 + 1e-9
        assert row[_column("growth_note")].startswith(("按", "计算值"))
        checked += 1
    assert checked > 50
    marked = [name for name in ("growth", "points") if "推算" in _column(name)]
    assert marked == ["growth", "points"]


def test_every_assignment_is_in_the_duties_and_the_ledger_of_its_agency(
    desk: Desk, book: Workbook
) -> None:
    assignments = [a for d in desk.documents for a in d.assignments]
    charges = _rows(_sheet(book, "charges"))
    assert len(charges) == len(assignments)
    listed = Counter(name for a in charges for name in [a[_column("role")]])
    roles = {"牵头": "lead", "配合": "support", "负责": "responsible"}
    assert {roles[name]: n for name, n in listed.items()} == Counter(a.role for a in assignments)
    named = Counter()
    for row in _rows(_sheet(book, "duties")):
        for column in ("lead_only", "responsible", "support"):
            named.update(filter(None, (row[_column(column)] or "").split("、")))
    assert named == Counter(a.agency for a in assignments)
    summary = _rows(_sheet(book, "agencies"))
    assert sum(row[_column("count_all")] for row in summary) == len(assignments)
    blocks = [row[_column("agency")] for row in charges]
    order = list(dict.fromkeys(blocks))
    assert sorted(blocks, key=order.index) == blocks
    assert order == [row[_column("agency")] for row in summary]
    first = blocks.count(order[0])
    assert [row[_column("item")] for row in charges[:first]] == list(range(1, first + 1))


def test_the_ledger_has_the_duties_with_columns_to_fill_in(book: Workbook) -> None:
    duties, ledger = _rows(_sheet(book, "duties")), _rows(_sheet(book, "ledger"))
    shared = [name for name in duties[0] if name in ledger[0]]
    assert len(shared) == len(duties[0])
    assert [[r[h] for h in shared] for r in duties] == [[r[h] for h in shared] for r in ledger]
    filled = [_column(n) for n in ("progress", "problems", "next_steps", "status", "updated")]
    assert all(row[head] is None for row in ledger for head in filled)


def test_projects_companies_and_findings_are_all_there(desk: Desk, book: Workbook) -> None:
    projects = [p for d in desk.documents for p in d.projects]
    rows = _by_reference(_sheet(book, "projects"))
    assert len(rows) == len(projects)
    total = sum(row[_column("in_100_million")] or 0 for row in rows.values())
    stated = sum(p.investment or 0 for p in projects if p.investment_unit == "万元")
    assert total == pytest.approx(stated / 10_000)
    names = {e.name for e in desk.output.entities.entities if e.type == "company"}
    assert {row[_column("company_name")] for row in _rows(_sheet(book, "companies"))} == names


def test_findings_are_all_there_but_those_that_agree(desk: Desk, book: Workbook) -> None:
    findings = desk.output.findings.findings
    rows = _rows(_sheet(book, "found"))
    listed = [f for f in findings if f.verdict != "agree" and f.kind != "unsure_pair"]
    assert sorted(r[_column("finding")] for r in rows) == sorted(f.said.zh for f in listed)
    assert any(f.verdict == "agree" for f in findings)
    by_sentence = {f.said.zh: f for f in listed}
    for row in rows:
        finding = by_sentence[row[_column("finding")]]
        drafts = any(desk.output.documents[d.id].meta.draft for d in finding.documents)
        assert row[_column("of_draft")] == ("是" if drafts else "否")
        assert row[_column("finding_about")]
        assert row[_column("reference")].split(":")[0] in {d.id for d in finding.documents}
        assert bool(row[_column("detail")]) == (
            finding.kind in ("trajectory", "arithmetic", "coverage")
        )
    verdicts = [row[_column("verdict")] for row in rows]
    first = list(dict.fromkeys(verdicts))[:5]
    assert first == ["矛盾", "前后倒退", "不符", "低于上级", "空缺"]
    attention = [row[_column("grave")] for row in rows]
    assert attention == sorted(attention, reverse=True)
    words = {v for r in rows for v in r.values() if isinstance(v, str)}
    assert not words & {"reversed", "postponed", "agency_without_target", "trajectory", "sum"}


def test_pairs_of_names_can_be_judged(either: tuple[Language, Workbook], desk: Desk) -> None:
    language, book = either
    sheet = _sheet(book, "pairs", language)
    rows = _rows(sheet)
    open_pairs = [f for f in desk.output.findings.findings if f.kind == "unsure_pair"]
    assert open_pairs
    assert sorted(tuple(row[name] for name in PAIR_IDENTITY) for row in rows) == sorted(
        (f.type, f.left, f.right) for f in open_pairs
    )
    score = [row[_say(language, "column.pair_score")] for row in rows]
    assert score == sorted(score, reverse=True)
    assert score[0] <= 1
    heads = {cell.value: cell.column_letter for cell in sheet[HEAD + 1]}
    assert {pair_column(head) for head in heads} - {None} == {*PAIR_IDENTITY, *PAIR_FILLED}
    assert all(sheet.column_dimensions[heads[PAIR_IDENTITY[0]]].hidden for _ in rows)
    (asked,) = sheet.data_validations.dataValidation
    assert f"{heads[_say(language, PAIR_FILLED['answer'])]}{HEAD + 2}" in asked.sqref
    assert [value_of(w, ANSWERS) for w in asked.formula1.strip('"').split(",")] == list(ANSWERS)
    entity = {f.left: f.left_entity for f in open_pairs}
    named = {f"{d.id}:{o.id}": o.indicator for d, o in _observations(desk)}
    for row in rows:
        assert row[_say(language, "column.pair_features")]
        shown = named[row[_say(language, "column.pair_left_at")]]
        assert shown.entity == entity[row["left_name"]]
        assert row[_say(language, "column.pair_left_said")]


@pytest.mark.parametrize(
    "weights",
    [
        area_matching.WEIGHTS, agency_matching.WEIGHTS, company_matching.WEIGHTS, indicator_matching.WEIGHTS,
    ],
)  # fmt: skip
def test_every_feature_of_a_pair_has_words(weights: Weights) -> None:
    for name in set(weights.points) - {"likeness"}:
        assert f"feature.{name}" in TEXTS


def test_indicators_compared_stand_in_one_unit(desk: Desk, book: Workbook) -> None:
    observations = {f"{d.id}:{o.id}": o for d, o in _observations(desk)}
    converted = 0
    for reference, row in _by_reference(_sheet(book, "comparison")).items():
        value, number = observations[reference].value, row[_column("common_value")]
        if number is None or value is None or value.base is None:
            continue
        written = value.low if value.low is not None else value.high
        if row[_column("common_unit")] != value.unit and number != written:
            converted += 1
            one = {
                "亿元": 1e8,
                "万元": 1e4,
                "平方米": 1,
                "平方公里": 1e6,
                "万家": 1e4,
                "万台": 1e4,
                "家": 1,
                "亩": 10_000 / 15,
            }
            low = value.base.low if value.base.low is not None else value.base.high
            assert number * one[row[_column("common_unit")]] == pytest.approx(low)
    assert converted > 3


def test_the_plans_and_the_files_that_failed_are_listed(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").write_bytes(b"\x00\x01\x02" * 40)
    (tmp_path / "good.txt").write_text(PLAIN, encoding="utf-8")
    read = _open(_bytes(desk_of(extract([tmp_path / "good.txt", tmp_path / "broken.txt"]), "zh")))
    good, broken = _rows(_sheet(read, "documents"))
    assert (good[_column("read_as")], good[_column("file")]) == ("是", "good.txt")
    assert (broken[_column("read_as")], broken[_column("file")]) == ("否", "broken.txt")
    assert broken[_column("remarks")]


# --- the list to check ----------------------------------------------------------------------------


def test_the_list_to_check_shows_the_marked_words_and_comes_back(
    desk: Desk, book: Workbook
) -> None:
    sheet = _sheet(book, "checks")
    marked = {(d.id, d.source.sha256, o.id, o.key): o for d, o in _observations(desk) if o.review}
    rows = _rows(sheet)
    identities = [tuple(row[name] for name in IDENTITY) for row in rows]
    assert sorted(identities) == sorted(marked)
    trust = [row[_column("confidence")] for row in rows]
    assert trust == sorted(trust)
    for row, identity in zip(rows, identities, strict=True):
        sentence, quote = row[_column("marked_sentence")], marked[identity].source.quote
        shown = "".join(re.findall(r"【([^】]*)】", sentence))
        assert "".join(shown.split()) == "".join(quote.split())
        assert row[_column("reasons")]


def test_its_columns_are_known_by_their_heads_and_the_hidden_ones_are_hidden(
    either: tuple[Language, Workbook],
) -> None:
    language, book = either
    sheet = _sheet(book, "checks", language)
    fields = {column_of(cell.value): cell.column_letter for cell in sheet[HEAD + 1]}
    assert set(fields) - {None} == {*IDENTITY, *FILLED}
    hidden = {
        get_column_letter(n)
        for one in sheet.column_dimensions.values()
        if one.hidden
        for n in range(one.min, one.max + 1)
    }
    assert hidden == {fields[name] for name in IDENTITY}
    first = f"{fields['judgement']}{HEAD + 2}"
    (asked,) = (v for v in sheet.data_validations.dataValidation if first in v.sqref)
    offered = asked.formula1.strip('"').split(",")
    assert [value_of(words, JUDGEMENTS) for words in offered] == list(JUDGEMENTS)


# --- checklist for accessible statistics in spreadsheets ------------------------------------------


def test_a_cover_leads_to_every_sheet(either: tuple[Language, Workbook]) -> None:
    language, book = either
    assert [sheet.title for sheet in book] == [_say(language, f"workbook.{n}") for n in SHEETS]
    cover = book.worksheets[0]
    assert book.active == cover
    links = {
        cell.value: cell.hyperlink.location for (cell, *_) in cover.iter_rows(min_row=HEAD + 2)
    }
    assert links == {sheet.title: f"'{sheet.title}'!A1" for sheet in book.worksheets[1:]}
    for sheet in book.worksheets[1:]:
        assert sheet.cell(lay.BACK + 1, 1).hyperlink.location == f"'{cover.title}'!A1"
    stated = {cover.cell(row, 1).value: cover.cell(row, 3).value for row in range(HEAD + 2, cover.max_row + 1)}  # fmt: skip
    assert stated == {sheet.title: sheet.max_row - HEAD - 1 for sheet in book.worksheets[1:]}


def test_one_named_table_a_sheet_without_merged_cells_or_gaps(
    either: tuple[Language, Workbook],
) -> None:
    _, book = either
    for name, sheet in zip(SHEETS, book, strict=True):
        (table,) = sheet.tables.values()
        assert table.displayName == name
        assert table.ref == f"A{HEAD + 1}:{sheet.cell(sheet.max_row, sheet.max_column).coordinate}"
        assert table.autoFilter.ref == table.ref
        assert not sheet.merged_cells.ranges
        heads = [cell.value for cell in sheet[HEAD + 1]]
        assert all(heads)
        assert len({head.casefold() for head in heads}) == len(heads)
        for row in sheet.iter_rows(min_row=HEAD + 2, values_only=True):
            assert any(value is not None for value in row)
        assert sheet.cell(1, 1).value
        assert sheet.cell(2, 1).value
        assert sheet.freeze_panes.endswith(str(HEAD + 2))
        assert len(sheet.title) <= safe.MOST_IN_NAME
        assert all(sheet.column_dimensions[c.column_letter].width > 5 for c in sheet[HEAD + 1])


def test_every_column_is_explained_and_every_note_is_there(
    either: tuple[Language, Workbook], desk: Desk
) -> None:
    language, book = either
    explained = {tuple(row)[:2] for row in _sheet(book, "meanings", language).iter_rows(min_row=HEAD + 2, values_only=True)}  # fmt: skip
    for sheet in book.worksheets[1:-1]:
        assert {(sheet.title, cell.value) for cell in sheet[HEAD + 1]} <= explained
    words = "".join(str(row[1].value) for row in _sheet(book, "notes", language).iter_rows(min_row=HEAD + 2))  # fmt: skip
    marked = sum(o.review for _, o in _observations(desk))
    assert f" {marked} 个" in words if language == "zh" else f": {marked} of all" in words
    assert "{" not in words


def test_it_prints_landscape_as_wide_as_the_page_with_its_head_on_every_page(
    either: tuple[Language, Workbook],
) -> None:
    language, book = either
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == f"${HEAD + 1}:${HEAD + 1}"
        assert sheet.title in sheet.oddHeader.right.text
        assert "&P" in (sheet.oddFooter.center.text or "") or "Page" in str(sheet.oddFooter.center.text)  # fmt: skip
        assert sheet.print_area
    properties = book.properties
    assert properties.title == _say(language, "book.title")
    assert properties.created == datetime(2020, 1, 1)


def test_nothing_is_said_by_colour_alone(either: tuple[Language, Workbook]) -> None:
    """What is tinted is filled in, and its head, its note or its dropdown says so; yes and no are words."""
    language, book = either
    for sheet in book:
        heads = {c.column: c.value for c in sheet[HEAD + 1]}
        tinted = {
            heads[c.column]
            for c in sheet[HEAD + 2]
            if c.fill.fill_type == "solid" and c.row == HEAD + 2
        }
        to_fill = {_say(language, key) for key in (*FILLED.values(), *PAIR_FILLED.values())} | {
            _say(language, f"column.{n}")
            for n in ("progress", "problems", "next_steps", "status", "updated")
        }
        assert tinted <= to_fill


def test_people_choose_and_give_dates_where_they_fill_in(
    either: tuple[Language, Workbook],
) -> None:
    language, book = either
    sheet = _sheet(book, "ledger", language)
    rules = {v.type: v for v in sheet.data_validations.dataValidation}
    assert set(rules) == {"list", "date"}
    offered = rules["list"].formula1.strip('"').split(",")
    assert offered == [_say(language, f"status.{name}") for name in STATUSES]
    for rule in rules.values():
        (ranged,) = rule.sqref.ranges
        assert (ranged.min_row, ranged.max_row) == (HEAD + 2, sheet.max_row)


# --- links ----------------------------------------------------------------------------------------


def test_every_row_leads_to_its_record_in_the_report(desk: Desk, book: Workbook) -> None:
    known = {f"{d.id}/{o.id}" for d, o in _observations(desk)}
    sheet = _sheet(book, "targets")
    for row in sheet.iter_rows(min_row=HEAD + 2):
        link = row[-1].hyperlink
        assert link.target == lay.REPORT
        assert link.location in known
        assert link.location.replace("/", ":") == row[-1].value


def test_agencies_and_companies_lead_to_their_entries(desk: Desk, book: Workbook) -> None:
    known = {entity.id for entity in desk.output.entities.entities}
    for name, view in (("agencies", "agencies"), ("companies", "companies")):
        for row in _sheet(book, name).iter_rows(min_row=HEAD + 2):
            assert row[-1].value in known
            assert unquote(row[-1].hyperlink.location) == f"/{view}/{row[-1].value}"
            assert row[-2].hyperlink.target == lay.REPORT


def test_links_and_rows_beyond_what_excel_holds_are_told(
    small: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = PLAIN + "".join(f"到2023年，建成{n}号产业园{n + 2}个。\n" for n in range(1, 12))
    assert lay.MOST_LINKS + 1 == 65_530  # the way back is a link, too
    monkeypatch.setattr(lay, "MOST_LINKS", 3)
    sheet = _sheet(_open(_bytes(small(plan=words))), "targets")
    cells = [row[-1] for row in sheet.iter_rows(min_row=HEAD + 2)]
    assert [c.hyperlink is not None for c in cells] == [True] * 3 + [False] * (len(cells) - 3)
    assert all(str(cell.value).startswith("plan:o") for cell in cells)
    monkeypatch.setattr(lay, "MOST_ROWS", 5)
    cut = _sheet(_open(_bytes(small(plan=words))), "targets")
    assert cut.max_row == HEAD + 1 + 5
    assert f"另有 {len(cells) - 5} 行" in cut.cell(ABOUT + 1, 1).value


# --- safety ---------------------------------------------------------------------------------------

HOSTILE = (
    "=cmd|'/C calc'!A0", "+1+1", "-2", "@SUM(1,2)", "\tx", "\rx", "=1", "＝1", "<r><t>x</t></r>",
    "a\x00b\x0bc", "\ud800", "\ufffe", "_x0041_", "http://example.com", "x" * 40_000, "\u202eevil",
    "👪" * 20_000, "{=1}", "]]>", "&amp;", "'quoted",
)  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_no_text_becomes_a_formula_or_breaks_the_file(plain: Desk, words: str) -> None:
    (document,) = plain.documents
    (o,) = document.observations
    evil = o.model_copy(
        update={"indicator": o.indicator.model_copy(update={"name": words, "entity": None}),
                "segment": words, "attribute": words, "review": True, "key": words}
    )  # fmt: skip
    meta = document.meta.model_copy(update={"title": words})
    changed = document.model_copy(update={"observations": (evil,), "meta": meta})
    data = _bytes(Desk(replace(plain.output, documents={"plan": changed}), "zh"))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in parts.read(name)
    (row,) = _rows(_sheet(_open(data), "targets"))
    assert row[_column("segment")] == safe.clean(words, "……（超出单元格上限，已截断）")
    assert len(row[_column("segment")].encode("utf-16-le")) // 2 <= safe.MOST_IN_CELL


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@x", "＝1"])
def test_what_looks_like_a_formula_stays_text_when_it_is_edited(plain: Desk, words: str) -> None:
    (document,) = plain.documents
    (o,) = document.observations
    changed = document.model_copy(
        update={"observations": (o.model_copy(update={"segment": words}),)}
    )
    sheet = _sheet(_open(_bytes(Desk(replace(plain.output, documents={"plan": changed}), "zh"))), "targets")  # fmt: skip
    (cell,) = (c for c in sheet[HEAD + 2] if c.value == words)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_texts_are_cleaned_and_cut_with_a_word() -> None:
    assert safe.clean("a\r\nb\rc\td") == "a\nb\nc d"
    assert safe.clean("a\x00\x1b\ud800b\ufffe") == "a␀␛⟨U+D800⟩b\ufffd"
    cut = safe.clean("中" * 40_000, "…end")
    assert (len(cut), cut[-4:]) == (safe.MOST_IN_CELL, "…end")
    pairs = safe.clean("👪" * 20_000, "…")
    assert len(pairs.encode("utf-16-le")) // 2 <= safe.MOST_IN_CELL
    assert set(pairs) == {"👪", "…"}


@pytest.mark.parametrize(
    ("given", "taken", "name"),
    [
        ("主要指标表", (), "主要指标表"),
        ("a/b:c*d?[e]\\f", (), "a b c d  e  f"),
        ("x" * 40, (), "x" * 31),
        ("Duties", ("duties",), "Duties 2"),
        ("x" * 40, ("x" * 31,), "x" * 29 + " 2"),
        ("'", (), "-"),
    ],
)
def test_a_sheet_has_a_name_that_a_sheet_can_have(
    given: str, taken: tuple[str, ...], name: str
) -> None:
    assert safe.sheet_name(given, taken) == name


@pytest.mark.parametrize(
    ("number", "places", "exact"),
    [(4.5, 1, True), (7, 0, True), (0.024, 3, True), (1e-07, 7, True), (66430000000, 0, True),
     (664.3, 1, True), (1e15, 0, False), (123456789012345678, 0, False), (1.5e-07, 8, True)],
)  # fmt: skip
def test_numbers_keep_their_places(number: float, places: int, exact: bool) -> None:
    assert safe.decimals(number) == places
    assert safe.exact(number) is exact


# --- the same on every run, and small or odd inputs -----------------------------------------------


def test_the_same_input_gives_the_same_bytes_wherever_it_lies(tmp_path: Path) -> None:
    made = []
    for folder in ("one", "other"):
        place = tmp_path / folder
        place.mkdir()
        (place / "plan.txt").write_text(PLAIN, encoding="utf-8")
        made.append(_bytes(desk_of(extract([place / "plan.txt"]), "zh")))
    assert made[0] == made[1]


@pytest.mark.parametrize("shared", [0, 1000])
def test_strings_that_are_too_many_to_share_stand_in_their_cells(
    desk: Desk, book: Workbook, monkeypatch: pytest.MonkeyPatch, shared: int
) -> None:
    monkeypatch.setattr(flow, "SHARED", shared)
    data = _bytes(desk)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert b't="inlineStr"' in parts.read("xl/worksheets/sheet3.xml")
    other = _open(data)
    for sheet in book:
        assert _laid(sheet) == _laid(other[sheet.title])
        assert sheet.tables.keys() == other[sheet.title].tables.keys()


def test_rows_that_go_to_the_disk_are_those_that_are_held(
    desk: Desk, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Few rows are held, many lie on the disk, and some sheets begin with the one and go on with the other."""
    for held in (0, 5_000, 1 << 30):
        monkeypatch.setattr(flow, "HELD", held)
        with (
            zipfile.ZipFile(io.BytesIO(_bytes(desk))) as made,
            zipfile.ZipFile(io.BytesIO(data)) as given,
        ):
            assert made.namelist() == given.namelist()
            for part in given.namelist():
                assert made.read(part) == given.read(part), (held, part)


def _laid(sheet: Worksheet) -> list[object]:
    """Every cell with its look and its link, and the height of every row."""
    cells = [
        (cell.value, cell.data_type, cell.style_id, cell.hyperlink and cell.hyperlink.location)
        for row in sheet.iter_rows()
        for cell in row
    ]
    return [*cells, *((row, one.height) for row, one in sheet.row_dimensions.items())]


def test_the_order_of_the_inputs_plays_no_part(corpus_result: Result, data: bytes) -> None:
    turned = replace(corpus_result, documents=tuple(reversed(corpus_result.documents)))
    assert _bytes(desk_of(turned, "zh")) == data


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_without_rows_says_so_in_words(plain: Desk, language: Language) -> None:
    book = _open(_bytes(Desk(plain.output, language)))
    for name in ("projects", "companies", "agencies", "charges", "actuals", "comparison", "found"):
        sheet = _sheet(book, name, language)
        assert not sheet.tables
        assert sheet.cell(HEAD + 1, 1).value == _say(language, f"sheet_empty.{name}")
        assert sheet.max_row == HEAD + 1
    assert len(_sheet(book, "targets", language).tables) == 1


def test_a_plan_of_three_hundred_rows(small: Callable[..., Desk]) -> None:
    heads = "序号\t指标\t单位\t2020年\t2025年\t属性\n"
    rows = "".join(f"{n}\t第{n}类企业产值\t亿元\t{n}.5\t{2 * n}\t预期性\n" for n in range(1, 301))
    desk = small(plan=f"某市工业发展“十四五”规划\n\n一、主要目标\n表1 主要指标\n{heads}{rows}")
    listed = _rows(_sheet(_open(_bytes(desk)), "indicators"))
    stated = [
        (o.value.low, o.time.end)
        for _, o in _observations(desk)
        if o.kind == "target" and o.value and o.time
    ]
    assert len(stated) == 300
    assert [(row[_column("target_value")], str(row[_column("target_year")])) for row in listed] == stated  # fmt: skip
    assert [row[_column("base_value")] for row in listed] == [n + 0.5 for n in range(1, 301)]


def test_the_command_writes_it_beside_the_json(plan: Path, tmp_path: Path) -> None:
    manifest = write(extract([plan]), tmp_path / "out", ["json", "xlsx"], "en")
    assert NAME in manifest.files
    book = openpyxl.load_workbook(tmp_path / "out" / NAME)
    assert book.sheetnames[1] == "Main indicators"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_what_libreoffice_saves_still_tells_its_records(plain: Desk, tmp_path: Path) -> None:
    (document,) = plain.documents
    marked = tuple(o.model_copy(update={"review": True}) for o in document.observations)
    changed = document.model_copy(update={"observations": marked})
    data = _bytes(Desk(replace(plain.output, documents={"plan": changed}), "zh"))
    given = tmp_path / NAME
    given.write_bytes(data)
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path / "saved", given],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    before = _rows(_sheet(_open(data), "checks"))
    after = _rows(_sheet(_open((tmp_path / "saved" / NAME).read_bytes()), "checks"))
    assert [[row[name] for name in IDENTITY] for row in after] == [
        [row[name] for name in IDENTITY] for row in before
    ]
    assert [column_of(head) for head in after[0]] == [column_of(head) for head in before[0]]


def test_a_workbook_of_an_earlier_output_is_no_plan(plan: Path) -> None:
    write(extract([plan]), plan.parent / "out", ["json", "xlsx"])
    own = plan.parent / "out" / "own.xlsx"  # what people put there is theirs
    shutil.copy(plan.parent / "out" / NAME, own)
    assert [one.path for one in discover([plan.parent]).inputs] == [str(own), str(plan)]
    (plan.parent / "out" / "manifest.json").write_text("broken", encoding="utf-8")
    assert len(discover([plan.parent]).inputs) == 3
