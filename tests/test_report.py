"""The report without a browser: whole, safe, the same on every run, all in it that the JSON has."""

from __future__ import annotations

import json
import re
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from conftest import PLAN
from policy_extract import messages
from policy_extract.desk import Desk
from policy_extract.pipeline import Result, extract
from policy_extract.writers import desk_of
from policy_extract.writers.html import render
from policy_extract.writers.html.blocks import blocks
from policy_extract.writers.html.islands import Words, island
from policy_extract.writers.html.visible import visible
from reports import HOSTILE, many

STATIC = files("policy_extract.writers.html") / "static"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Result:
    path = tmp_path_factory.mktemp("small") / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    return extract([path])


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Result:
    path = tmp_path_factory.mktemp("hostile") / "plan.txt"
    path.write_text(HOSTILE, encoding="utf-8")
    return extract([path])


def _pages(desk: Desk, single: int = 8_000_000) -> dict[str, str]:
    return {name: data.decode("utf-8") for name, data in render(desk, single)}


def _islands(page: str) -> dict[str, Any]:
    tree = html.document_fromstring(page)
    return {
        node.get("id").removeprefix("data-"): json.loads(node.text)
        for node in tree.iterfind(".//script[@type='application/json']")
    }


# --- islands ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "</script>",
        "<!--",
        "<script>",
        "]]>",
        "&lt;",
        "\u2028\u2029",
        "\u202e",
        "\U00020bb7",
        "\x00",
    ],
)
def test_an_island_is_json_that_nothing_breaks_out_of(words: str) -> None:
    data = island({words: [words]})
    assert not set("<>&\u2028\u2029") & set(data)
    assert json.loads(data) == {words: [words]}


def test_words_are_sent_once() -> None:
    words = Words()
    assert [words("甲"), words("乙"), words("甲"), words(None)] == [1, 2, 1, 0]
    assert words.listed == ["", "甲", "乙"]


def test_signs_that_turn_words_are_shown_by_name() -> None:
    assert visible("甲\u202e乙\u200f") == "甲⟨U+202E⟩乙⟨U+200F⟩"
    assert visible("甲“乙”\n\t") == "甲“乙”\n\t"


def test_scripts_and_python_name_the_same_unseen_signs() -> None:
    script = (STATIC / "00-dom.js").read_text(encoding="utf-8")
    (pattern,) = re.findall(r"UNSEEN = /\[(.+)\]/u;", script)
    plain = re.sub(r"\\u\{([0-9a-f]+)\}", lambda m: f"\\U{m[1]:>08}", pattern)
    seen = re.compile(f"[{plain}]")
    for code in range(sys.maxunicode + 1):
        sign = chr(code)
        assert (visible(sign) != sign) == bool(seen.match(sign)), hex(code)


# --- a plan's text ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["small", "hostile"])
def test_blocks_hold_the_whole_text_once(name: str, request: pytest.FixtureRequest) -> None:
    result: Result = request.getfixturevalue(name)
    (document,) = result.documents
    text = result.texts[document.id]
    found = blocks(text, document)
    at = 0
    for block in found:
        assert text[at : block.start].strip() == ""
        assert block.start < block.end
        at = block.end
    assert text[at:].strip() == ""


def test_every_record_stands_in_one_block(small: Result) -> None:
    (document,) = small.documents
    found = blocks(small.texts[document.id], document)
    for o in document.observations:
        assert any(b.start <= o.source.start and o.source.end <= b.end for b in found), o.id


def test_a_hard_wrap_ends_no_paragraph(small: Result) -> None:
    (document,) = small.documents
    text = small.texts[document.id]
    joined = [text[b.start : b.end] for b in blocks(text, document)]
    assert any("300家以上，\n研发经费" in words for words in joined)


# --- pages ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_holds_every_record_of_the_json(small: Result, language: messages.Language) -> None:
    desk = desk_of(small, language)
    (page,) = _pages(desk).values()
    data = _islands(page)
    (document,) = small.documents
    plan = data[f"plan:{document.id}"]
    assert plan["text"] == small.texts[document.id]
    places = {r["i"]: (r["s"], r["e"]) for r in plan["records"]}
    for record in (*document.observations, *document.assignments, *document.projects):
        assert places[record.id] == (record.source.start, record.source.end)
    assert {task.id for task in document.tasks} <= set(places)
    assert [row[1] for row in data["numbers"]] == [o.id for o in document.observations]
    companies = [m for m in document.mentions if m.type == "company"]
    assert len([r for r in plan["records"] if r["k"] == "company"]) == len(companies)


def test_trail_doubts_and_links_are_told(small: Result) -> None:
    (page,) = _pages(desk_of(small, "zh")).values()
    (document,) = small.documents
    plan = _islands(page)[f"plan:{document.id}"]
    o = next(o for o in document.observations if o.responsible)
    record = next(r for r in plan["records"] if r["i"] == o.id)
    words = plan["words"]
    told = {words[f[0]]: f for f in record["f"]}
    value, read = told["数值"], o.read["value"]
    assert read is not None
    assert (words[value[3]], *value[4:]) == (read.rule, read.start, read.end)
    assert len(record.get("d", ())) == len(o.doubts)
    addresses = [address for _, links in record["l"] for _, address in links]
    assert f"{document.id}/{o.responsible[0].assignment}" in addresses


@pytest.mark.parametrize("single", [8_000_000, 0])
def test_the_same_run_gives_the_same_bytes(small: Result, single: int) -> None:
    first = list(render(many(small, 3), single))
    assert first == list(render(many(small, 3), single))
    assert len(first) == (1 if single else 4)


@pytest.mark.parametrize("single", [8_000_000, 0])
def test_all_links_lead_somewhere(small: Result, single: int) -> None:
    pages = _pages(many(small, 3), single)
    records = {
        plan["id"]: {r["i"] for r in plan["records"]}
        for page in pages.values()
        for name, plan in _islands(page).items()
        if name.startswith("plan:")
    }
    assert len(records) == 3
    entries = _islands(pages["report/index.html"])
    known = {f"/{view}/{one['id']}" for view in ("agencies", "companies") for one in entries[view]}
    for name, page in pages.items():
        for node in html.document_fromstring(page).iterfind(".//a[@href]"):
            link = urlsplit(node.get("href"))
            assert not link.scheme
            if link.path:
                folder = Path(name).parent
                target = (folder / unquote(link.path)).as_posix().replace("plans/../", "")
                assert target in pages, node.get("href")
        for island_name, plan in _islands(page).items():
            if not island_name.startswith("plan:"):
                continue
            for record in plan["records"]:
                for _, links in record.get("l", ()):
                    for _, address in links:
                        if address.startswith("/numbers?i="):
                            continue
                        if address.startswith("/"):
                            assert unquote(address) in known
                        else:
                            plan_id, record_id = map(unquote, address.split("/"))
                            assert record_id in records[plan_id]


def test_a_hostile_plan_stays_data(hostile: Result) -> None:
    (page,) = _pages(desk_of(hostile, "en")).values()
    tree = html.document_fromstring(page)
    scripts = tree.findall(".//script")
    assert [s.get("type") for s in scripts[-2:]] == ["application/json", None]
    assert sum(s.get("type") is None for s in scripts) == 1
    assert tree.findall(".//img") == []
    assert "window.broken" not in (scripts[-1].text or "")
    assert "{{ 7*7 }}" in _islands(page)["plan:plan"]["text"]
    for node in tree.iter():
        assert not [name for name in getattr(node, "attrib", {}) if name.startswith("on")]


def test_a_page_asks_for_nothing(hostile: Result) -> None:
    (page,) = _pages(desk_of(hostile, "zh")).values()
    tree = html.document_fromstring(page)
    policy = tree.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert [node.get("href") for node in tree.iterfind(".//link")] == ["data:,"]
    style = tree.find(".//style").text
    assert "url(" not in style
    assert "@import" not in style
    assert "@font-face" not in style
    assert tree.findall(".//*[@src]") == []
    assert tree.findall(".//*[@style]") == []


def test_the_overview_names_what_failed_and_what_was_odd(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (page,) = _pages(desk_of(extract([tmp_path]), "en")).values()
    (failed,) = html.document_fromstring(page).find_class("failed")
    assert "empty.txt" in failed.text_content()
    assert "empty (it holds no words)" in failed.text_content()


# --- the parts --------------------------------------------------------------------------------


def _scripts() -> str:
    return "\n".join(
        part.read_text(encoding="utf-8")
        for part in sorted(STATIC.iterdir(), key=lambda part: part.name)
        if part.name.endswith(".js")
    )


def test_scripts_never_make_markup_of_words() -> None:
    for forbidden in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "Function(",
        "fetch(",
    ):
        assert forbidden not in _scripts()


def test_scripts_and_templates_say_only_what_there_is_to_say() -> None:
    templates = files("policy_extract.writers.html") / "templates"
    source = _scripts() + "".join(
        part.read_text(encoding="utf-8") for part in templates.iterdir() if part.is_file()
    )
    said = set(re.findall(r"[\"'](report\.[a-z0-9_]+)[\"']", source))
    assert said
    assert said <= set(messages.TEXTS)


def test_parts_are_small() -> None:
    for part in STATIC.iterdir():
        assert len(part.read_text(encoding="utf-8").splitlines()) <= 300, part.name


def _themes() -> dict[str, dict[str, str]]:
    style = (STATIC / "00-look.css").read_text(encoding="utf-8")
    bodies = re.findall(r"(:root[^{]*)\{([^{}]+)\}", style)
    found: dict[str, dict[str, str]] = {}
    for selector, body in bodies:
        colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", body))
        if colours:
            found[selector.strip()] = colours
    return found


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_words_stand_out_from_their_ground_in_both_themes() -> None:
    themes = _themes()
    assert len(themes) == 3
    kinds = ("target", "actual", "agency", "company", "project", "task", "warn")
    pairs = [(kind, f"{kind}-ground") for kind in kinds]
    pairs += [("ink", f"{kind}-ground") for kind in kinds]
    pairs += [
        (words, ground)
        for words in ("ink", "soft", "accent", "warn", "time", "area")
        for ground in ("ground", "paper")
    ]
    pairs += [("hit-ink", "hit"), ("target", "paper"), ("actual", "paper")]
    for selector, colours in themes.items():
        for words, ground in pairs:
            one, other = sorted((_light(colours[words]), _light(colours[ground])))
            assert (other + 0.05) / (one + 0.05) >= 4.5, (selector, words, ground)


def test_dark_by_the_system_is_dark_by_the_switch() -> None:
    themes = _themes()
    assert themes[':root:not([data-theme="light"])'] == themes[':root[data-theme="dark"]']
