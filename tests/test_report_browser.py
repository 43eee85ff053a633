"""The report in a real Chromium, headless: without a request, without an error, by mouse and by keys.

Skipped where there is no Chromium; ``.ci/run`` installs it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from conftest import PLAN
from policy_extract.desk import found
from policy_extract.model import Document, Mention, MentionType, Source
from policy_extract.pipeline import Result, extract
from policy_extract.writers import desk_of
from reports import HOSTILE, made, many

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
playwright = pytest.importorskip(
    "playwright.sync_api", reason="no playwright (pip install -e .[dev])"
)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium (apt-get install chromium)")

MANY = 500


class Opened:
    """A tab that counts what must not be: requests for anything but the page, errors, messages."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.requests: list[str] = []
        self.errors: list[str] = []
        page.route("**/*", self._routed)
        page.on("console", lambda message: self.errors.append(message.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _routed(self, route: Any) -> None:
        if not route.request.is_navigation_request():
            self.requests.append(route.request.url)
        route.continue_()

    def go(self, index: Path, address: str = "") -> Any:
        self.page.goto("about:blank")
        self.page.goto(index.as_uri() + address)
        return self.page


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def tab(browser: Any) -> Iterator[Opened]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    opened = Opened(context.new_page())
    yield opened
    context.close()
    assert opened.requests == []
    assert opened.errors == []


def _extracted(folder: Path, words: str) -> Result:
    path = folder / "plan.txt"
    path.write_text(words, encoding="utf-8")
    return extract([path])


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    return _extracted(tmp_path_factory.mktemp("small"), PLAN)


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory, result: Result) -> Path:
    return made(many(result, 3), tmp_path_factory.mktemp("single"))


@pytest.fixture(scope="module")
def paged(tmp_path_factory: pytest.TempPathFactory, result: Result) -> Path:
    return made(many(result, MANY), tmp_path_factory.mktemp("paged"), single=0)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    result = _extracted(folder, HOSTILE)
    # readers take out signs that turn words; a text that somebody else's reader gives may have them
    turned = {name: text.replace("与浙江", "\u202e浙江") for name, text in result.texts.items()}
    return made(desk_of(replace(result, texts=turned), "zh"), folder)


def _target(result: Result, quote: str) -> Any:
    document: Document = result.documents[0]
    return next(o for o in document.observations if quote in o.source.quote)


def _marked(page: Any) -> str:
    return "".join(page.locator("mark.on").all_text_contents())


def test_every_view_opens_without_error_and_without_request(tab: Opened, single: Path) -> None:
    for view in (
        "",
        "indicators",
        "numbers",
        "compare",
        "findings",
        "agencies",
        "projects",
        "companies",
        "checks",
        "search",
    ):
        page = tab.go(single, f"#/{view}")
        assert page.locator("main h1:visible").count() == 1, view


def test_a_click_marks_exactly_the_quote_and_tells_the_record(
    tab: Opened, single: Path, result: Result
) -> None:
    o = _target(result, "500亿元")
    page = tab.go(single, "#plan-0001")
    page.locator(f"mark[data-r~='{o.id}']").first.click()
    assert _marked(page) == o.source.quote
    panel = page.locator("#panel")
    assert o.indicator.name in panel.inner_text()
    assert panel.locator("code").inner_text() == o.id
    assert page.url.endswith(f"#plan-0001/{o.id}")
    page.locator("#panel .shut").click()
    assert _marked(page) == ""
    assert panel.is_hidden()


def test_marks_over_each_other_can_all_be_reached(
    tab: Opened, result: Result, tmp_path: Path
) -> None:
    """A company's name around a number and a time over its half: three records share some words."""
    (document,) = result.documents
    o = _target(result, "500亿元")
    text = result.texts[document.id]
    start, end = o.source.start, o.source.end
    spans: list[tuple[MentionType, int, int]] = [
        ("company", start - 2, end + 2),
        ("time", start + 1, end + 1),
    ]
    laid = [
        Mention(type=kind, rule="test", source=Source(start=s, end=e, quote=text[s:e]))
        for kind, s, e in spans
    ]
    several = document.model_copy(update={"mentions": (*document.mentions, *laid)})
    page = tab.go(made(desk_of(replace(result, documents=(several,)), "en"), tmp_path), "#plan")
    mark = page.locator(f"mark[data-r*='{o.id} '], mark[data-r$=' {o.id}']").nth(1)
    wanted = mark.get_attribute("data-r").split()
    assert len(wanted) == 3
    shown = {}
    for _ in wanted:
        mark.click()
        shown[page.locator("#panel code").inner_text()] = _marked(page)
    assert shown == {
        o.id: o.source.quote,
        f"mt{start + 1:06d}": text[start + 1 : end + 1],
        f"mc{start - 2:06d}": text[start - 2 : end + 2],
    }


def test_a_deep_link_opens_scrolls_and_marks(tab: Opened, single: Path, result: Result) -> None:
    o = _target(result, "5家以上")
    tab.page.set_viewport_size({"width": 900, "height": 260})
    page = tab.go(single, f"#plan-0002/{o.id}")
    assert _marked(page) == o.source.quote
    box = page.locator("mark.on").first.bounding_box()
    head = page.locator(".top").bounding_box()
    assert head["height"] <= box["y"] < 260
    assert page.evaluate("scrollY") > 0


def test_from_a_list_to_the_place_and_back(tab: Opened, single: Path, result: Result) -> None:
    page = tab.go(single, "#/numbers?q=规上工业总产值&kind=target")
    rows = page.locator("#view tbody tr")
    assert rows.count() == 3
    rows.nth(1).locator("a").first.click()
    assert _marked(page) == _target(result, "500亿元").source.quote
    page.go_back()
    assert page.locator("#view tbody tr").count() == 3


def test_search_finds_names_numbers_and_text(tab: Opened, single: Path) -> None:
    page = tab.go(single)
    page.keyboard.press("/")
    page.keyboard.type("研发经费")
    page.keyboard.press("Enter")
    page.wait_for_selector(".hits")
    assert page.locator(".hits").first.locator("li").count() == 3
    assert page.locator(".hits b.hit").first.inner_text() == "研发经费"
    page.locator("#search").fill("没有的词语")
    page.keyboard.press("Enter")
    page.wait_for_selector(".empty")
    assert page.locator(".hits").count() == 0


def test_keys_go_through_the_records(tab: Opened, single: Path) -> None:
    page = tab.go(single, "#plan-0000")
    page.keyboard.press("j")
    first = page.locator("#panel code").inner_text()
    page.keyboard.press("j")
    second = page.locator("#panel code").inner_text()
    page.keyboard.press("k")
    assert page.locator("#panel code").inner_text() == first != second
    assert page.evaluate("document.activeElement.tagName") == "MARK"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    assert page.evaluate("document.activeElement.tagName") == "MARK"
    page.keyboard.press("Enter")
    assert page.locator("#panel").is_visible()


def test_the_trail_shows_the_words_that_a_field_was_read_from(
    tab: Opened, single: Path, result: Result
) -> None:
    o = _target(result, "500亿元")
    read = o.read["indicator"]
    assert read is not None
    page = tab.go(single, f"#plan-0001/{o.id}")
    page.locator("#panel .trail .words").first.click()
    shown = page.evaluate("[...CSS.highlights.get('words')].map(String).join('')")
    assert shown == result.texts["plan"][read.start : read.end]


def test_filters_of_a_plan_leave_what_matches(tab: Opened, single: Path, result: Result) -> None:
    page = tab.go(single, "#plan-0000")
    page.locator(".toolbar select[name=agency]").select_option("县科技局")
    kept = {
        o.id for o in result.documents[0].observations
        if any(r.agency == "县科技局" for r in o.responsible)
    }  # fmt: skip
    assert kept
    shown = page.locator("mark.k-target, mark.k-actual").evaluate_all(
        "nodes => nodes.flatMap((n) => n.dataset.r.split(' ')).filter((id) => id[0] === 'o')"
    )
    assert set(shown) == kept
    assert page.url.endswith("?agency=%E5%8E%BF%E7%A7%91%E6%8A%80%E5%B1%80")


def test_kinds_are_told_by_more_than_colour(tab: Opened, single: Path) -> None:
    page = tab.go(single, "#plan-0000")
    looks = page.evaluate(
        """[...document.querySelectorAll(".kinds .sample")].map((node) => { const s = getComputedStyle(node);
        return [s.textDecorationLine, s.textDecorationStyle, s.boxShadow !== "none", s.borderLeftWidth].join(); })"""
    )
    assert len(looks) >= 5
    dotted = [look for look in looks if "dotted" in look]
    assert len(set(looks)) >= len(looks) - max(0, len(dotted) - 1)
    page.locator(".kinds input[data-kind=target]").uncheck()
    assert page.locator("mark.k-target").count() == 0


def test_the_look_is_switched_and_remembered(tab: Opened, single: Path) -> None:
    page = tab.go(single)
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    for _ in range(2):
        page.locator("#look").click()
    dark = page.evaluate(ground)
    assert dark != light
    assert _after_reloading(page, ground, dark) == dark
    page.emulate_media(color_scheme="dark")
    page.locator("#look").click()
    assert page.evaluate(ground) == dark


def _after_reloading(page: Any, asked: str, wanted: str) -> str:
    """What the page answers when it is loaded again. A new page may get a process of its own, to which what the old one has
    stored is still under way on a busy machine: so it is loaded again a few times before the answer counts."""
    for _ in range(10):
        page.reload()
        answer: str = page.evaluate(asked)
        if answer == wanted:
            break
        page.wait_for_timeout(200)
    return answer


def test_a_hostile_plan_does_nothing(tab: Opened, hostile: Path) -> None:
    for address in (
        "",
        "#/numbers",
        "#/checks",
        "#/companies",
        "#/search?q=<script>",
        "#plan",
        "#/<img src=x>",
        "#%ZZ/%",
    ):
        page = tab.go(hostile, address)
        assert page.evaluate("window.broken") is None
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280
        assert page.locator("main img, main script").count() == 0
    page = tab.go(hostile, "#plan")
    assert "⟨U+202E⟩" in page.locator("article.text").inner_text()
    assert (
        "<script>window.broken=1</script>"
        in page.locator("h1").first.inner_text() + page.locator("article.text").inner_text()
    )


def test_offsets_hold_behind_rare_signs(tab: Opened, hostile: Path) -> None:
    page = tab.go(hostile, "#plan")
    wanted = page.evaluate(
        """() => { const data = JSON.parse(document.getElementById("data-plan:plan").textContent);
        const signs = Array.from(data.text);
        return data.records.filter((r) => r.k === "target").map((r) => [r.i, signs.slice(r.s, r.e).join("")]); }"""
    )
    assert wanted
    for record, quote in wanted:
        page.locator(f"mark[data-r~='{record}']").first.click()
        page.wait_for_function(
            "(id) => document.querySelector('#panel code').textContent === id", arg=record
        )
        assert _marked(page) == quote


@pytest.mark.parametrize(
    "view", ["", "#/numbers", "#/indicators", "#/compare", "#/agencies", "#plan-0000"]
)
def test_nothing_runs_over_on_a_phone(tab: Opened, single: Path, view: str) -> None:
    tab.page.set_viewport_size({"width": 360, "height": 640})
    page = tab.go(single, view)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_findings_are_filtered_by_kind_and_how(
    tab: Opened, corpus_result: Result, tmp_path: Path
) -> None:
    index = made(desk_of(corpus_result, "zh"), tmp_path)
    rows = found(desk_of(corpus_result, "zh"))
    for query, kept in (
        ("", rows),
        *(
            (f"?kind={kind}", [r for r in rows if r.kind == kind])
            for kind in {r.kind for r in rows}
        ),
        ("?detail=完成年份推后", [r for r in rows if r.detail == "完成年份推后"]),
        ("?verdict=低于上级", [r for r in rows if r.verdict == "低于上级"]),
    ):
        assert kept, query
        page = tab.go(index, f"#/findings{query}")
        page.wait_for_selector("#view article.finding")
        assert page.locator("#view p.count").inner_text() == f"{len(kept)} / {len(rows)} 条"
        shown = page.locator("#view article.finding h2").all_inner_texts()
        assert shown[: len(kept)] == [row.said for row in kept][: len(shown)]


def test_a_plan_prints(tab: Opened, single: Path) -> None:
    from pypdfium2 import PdfDocument

    page = tab.go(single, "#plan-0000")
    printed = PdfDocument(page.pdf(format="A4"))
    words = "".join(sheet.get_textpage().get_text_range() for sheet in printed)
    assert "规上工业总产值" in words
    assert "上一条" not in words


def test_five_hundred_plans_open_and_the_index_forwards(
    tab: Opened, paged: Path, result: Result
) -> None:
    page = tab.go(paged)
    assert page.locator("table.plans tbody tr").count() == MANY
    page = tab.go(paged, "#/numbers?q=第499号")
    count = len(result.documents[0].observations)
    assert page.locator("#view tbody tr").count() == count
    o = _target(result, "500亿元")
    page = tab.go(paged, f"#plan-0499/{o.id}")
    page.wait_for_url(f"**/plans/plan-0499.html#{o.id}")
    page.wait_for_selector("mark.on")
    assert _marked(page) == o.source.quote
    page.locator("nav.views a[data-view=findings]").click()
    page.wait_for_url("**/index.html#/findings")
    assert page.locator("#view h1").count() == 1
