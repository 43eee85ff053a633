"""One plan as a text and as OFD files of several writers: the records are the same but for their place."""

from __future__ import annotations

import pytest

from ofd_files import SPACE, Dialect, OfdSheets
from policy_extract.readers.ofd.reader import read_ofd
from reading import extractors, layouter
from test_pdf_plans import PROSE, TABLE, TITLE, _records

DIALECTS = {
    "a line an object, distances counted": Dialect(template=True),
    "a line an object, distances listed, no prefix": Dialect(prefix="", distances="list", rules="cells"),
    "no distances": Dialect(distances="", rules="bars"),
    "a sign an object, scaled, in blocks": Dialect(unit="sign", scale=0.05, grouped=True),
    "as printed to a file: points scaled, absolute locations": Dialect(
        scale=0.3528, absolute=True, rules="bars", template=True
    ),
    "the older namespace": Dialect(space=SPACE.removesuffix("/2016"), prefix="o:", template=True),
}  # fmt: skip


def made(dialect: Dialect) -> OfdSheets:
    """The plan on four pages with running heads and page numbers; its table goes on over a page, its head again."""
    sheets = OfdSheets(dialect)
    sheets.centred(100, TITLE, 20)
    y = 160.0
    for words in PROSE:
        if y > 500:
            turned(sheets)
            y = 100
        y = sheets.prose(y, words)
    turned(sheets)
    sheets.put(90, 100, "附件")
    sheets.centred(130, "主要指标表", 16)
    columns = (90, 130, 280, 340, 420, 500)
    sheets.table(columns, 700, TABLE[:3])
    turned(sheets)
    sheets.table(columns, 90, (TABLE[0], *TABLE[3:]))
    sheets.put(290, 810, "— 4 —", 12)
    sheets.running_head(50, "果业发展行动方案")
    return sheets


def turned(sheets: OfdSheets) -> None:
    """Number a page and turn it."""
    sheets.put(290, 810, f"— {len(sheets.pages)} —", 12)
    sheets.next()


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
def test_records_of_an_ofd_file_are_those_of_the_text(dialect: Dialect) -> None:
    table = "\n".join("\t".join(row) for row in TABLE)
    text = "\n".join((TITLE, "", *PROSE, "", "附件", "主要指标表", table))
    sourced = read_ofd(made(dialect).data(), "plan.ofd")
    assert sourced.pages == 4
    assert sourced.text.split("\n") == [line for line in text.split("\n") if line]
    plan = layouter().lay_out("case", text)
    printed = layouter().lay_out("case", sourced)
    expected = _records(extractors().run(plan), text)
    assert len(expected[0]) >= 20
    assert len(expected[1]) >= 6
    assert _records(extractors().run(printed), sourced.text) == expected
    assert printed.meta == plan.meta
