"""Title block: what kind of paper it is, whether a draft, and under which number it was issued."""

from __future__ import annotations

import re

from policy_extract.expressions import expression
from policy_extract.layout.titles.names import HEAD_LINES, MAX_LINE, address, line_said
from policy_extract.layout.titles.zone import (
    NUMBER,
    Draft,
    Found,
    TitleRule,
    TitleWords,
    Zone,
    bare,
)
from policy_extract.rules import Rule, Said, Settled

_NUMBER_BEHIND = expression(rf" ?\((?P<number>{NUMBER.pattern})\)$")


def _doc_type(zone: Zone, draft: Draft) -> Found | None:
    title = draft.get("title")
    kind = next((t for t in zone.words.types if title and bare(title).endswith(t)), None)
    if kind is None:
        return None
    return Found(Settled(kind, "meta.doc_type_ending", draft.settled["title"].said))


def _draft(zone: Zone, _d: Draft) -> Found | None:
    reports = (_d.get("title") or "").endswith(zone.words.reporting)
    for line in zone.lines[:25]:
        if reports and any(word in line.plain for word in zone.words.reporting):
            continue  # 关于计划草案的报告
        if len(line.plain) < MAX_LINE and any(w in line.plain for w in zone.words.draft):
            return Found(Settled(True, "meta.draft_words", line_said(line)))
    return None


def _number(zone: Zone, _: Draft) -> Found | None:
    """A line of its own, or the one before the title: not a number that a sentence quotes."""
    for line in zone.lines[:HEAD_LINES]:
        match = NUMBER.search(line.plain)
        if match is None or len(line.plain) > match.end() - match.start() + 14:
            continue
        if "《" in line.plain or line.plain.endswith(("。", ",", ";")):
            continue
        start = line.start + zone.plain[line.start : line.end].find(match.group())
        written = re.sub(r"\s+", "", zone.text[start : start + len(match.group())])
        return Found(Settled(written, "meta.number_line", Said(start, start + len(match.group()))))
    return None


def _number_in_title(zone: Zone, _: Draft) -> Found | None:
    """The number in brackets behind the title of a notice: …《…实施意见》的通知(岳办发〔2017〕2号)."""
    for line in zone.lines[:HEAD_LINES]:
        match = _NUMBER_BEHIND.search(line.plain)
        if match is None or not line.plain[: match.start()].endswith(_title_ends(zone.words)):
            continue
        at = line.start + zone.plain[line.start : line.end].rfind(match["number"])
        written = re.sub(r"\s+", "", zone.text[at : at + len(match["number"])])
        said = Said(at, at + len(match["number"]))
        return Found(Settled(written, "meta.number_in_title", said))
    return None


def _title_ends(words: TitleWords) -> tuple[str, ...]:
    return (*words.covering, *words.types)


def _genre(zone: Zone, draft: Draft) -> Found | None:
    """By the end of the title first, then by a word in it; without a title by the first line."""
    title = draft.get("title") or (zone.lines[0].plain if zone.lines else "")
    named = bare(title)
    for match in (str.endswith, str.__contains__):
        for genre, words in zone.words.genres.items():
            if any(match(named, word) for word in words):
                said = draft.settled["title"].said if "title" in draft.settled else None
                return Found(Settled(genre, "meta.genre_title", said))
    return None


def _genre_text(zone: Zone, draft: Draft) -> Found | None:
    """A paper or a report of the press, by a line above its text; not where the title ends like a plan's."""
    named = bare(draft.get("title") or "")
    plans = (w for genre, words in zone.words.genres.items() if genre != "other" for w in words)
    if named.endswith(tuple(plans)):
        return None
    for line in zone.lines[:HEAD_LINES]:
        if line.plain.startswith(zone.words.no_plan):
            return Found(Settled("other", "meta.genre_text", line_said(line)))
    return None


DOC_TYPE: tuple[TitleRule, ...] = (
    Rule(
        "meta.doc_type_ending", "title", "标题末尾的文种", "kind of document at the title's end",
        "…行动方案（2024—2027年） → 行动方案", "a kind inside the title", _doc_type,
    ),
)  # fmt: skip


DRAFT: tuple[TitleRule, ...] = (
    Rule(
        "meta.draft_words", "title", "征求意见稿字样", "words that say it is a draft",
        "（征求意见稿） → draft", "the words in a long line", _draft,
    ),
)  # fmt: skip


NUMBER_RULES: tuple[TitleRule, ...] = (
    Rule(
        "meta.number_line", "title", "发文字号行", "line with the document's number",
        "兰政发〔2021〕5号 → number", "a number that a sentence quotes", _number,
    ),
    Rule(
        "meta.number_in_title", "title", "标题后括注的文号", "number in brackets behind the title",
        "…实施意见的通知（兰办发〔2017〕2号） → number",
        "根据《…意见》（兰办发〔2017〕2号）: what a sentence cites", _number_in_title,
    ),
)  # fmt: skip


GENRE: tuple[TitleRule, ...] = (
    Rule(
        "meta.genre_text", "title", "论文或报道的标志", "a line that papers and reports of the press have",
        "摘要：…, 本报讯 …, 关键词：… above the text → other", "a title that ends like a plan's", _genre_text,
    ),
    Rule(
        "meta.genre_title", "title", "标题词定体裁", "genre by the words of the title",
        "…行动计划 → action_plan; 政府工作报告 → work_report", "words of the text below", _genre,
    ),
    Rule(
        "meta.genre_address", "title", "对代表的称呼", "an address to deputies",
        "各位代表： above the text → work_report", "the words in a sentence", address,
    ),
)  # fmt: skip
