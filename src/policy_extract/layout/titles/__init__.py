"""The title block → what a document says about itself: title, kind, issuers, date, area, period.

Looks only at the first lines up to the first numbered heading, and for period and outlook at the
sentences that state them (“规划期为2021-2025年，远期展望至2035年”). The decisions are rules; ``FIELDS`` is their
order: a field's rules are asked one after the other, the first that speaks settles it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from policy_extract.layout.lines import Line
from policy_extract.layout.titles import bodies, kinds, names, places, years
from policy_extract.layout.titles.given import given
from policy_extract.layout.titles.issuing import ISSUING
from policy_extract.layout.titles.labelled import (
    INDEX_LABEL,
    ISSUED_LABEL,
    ISSUERS_LABEL,
    NUMBER_LABEL,
    PUBLISHED_LABEL,
    TITLE_LABEL,
)
from policy_extract.layout.titles.labels import LabelReader
from policy_extract.layout.titles.lists import LISTS
from policy_extract.layout.titles.zone import ZONE, Draft, Found, TitleRule, TitleWords, Zone
from policy_extract.lexicon import Lexicon
from policy_extract.model import Meta, Ref
from policy_extract.rules import Settled, Switches
from policy_extract.tuples import NamedTuple

#: Fields of Meta in the order in which they are settled, each with its rules in their order.
FIELDS: tuple[tuple[str, tuple[TitleRule, ...]], ...] = (
    ("title", (given("title", "标题", "title"), *names.TITLE, *TITLE_LABEL, *LISTS)),
    ("doc_type", kinds.DOC_TYPE),
    ("draft", kinds.DRAFT),
    ("number", (given("number", "文号", "number"), *NUMBER_LABEL, *kinds.NUMBER_RULES)),
    ("index", (given("index", "索引号", "index"), *INDEX_LABEL)),
    (
        "issued",
        (
            given("issued", "日期", "date"),
            *ISSUED_LABEL,
            *bodies.ISSUED,
            *PUBLISHED_LABEL,
            *bodies.PUBLISHED,
            given("published", "发布日期", "day of publication"),
        ),
    ),
    (
        "issuers",
        (
            given("issuers", "发文机关", "issuers"),
            *bodies.ISSUERS,
            *ISSUING,
            *ISSUERS_LABEL,
            *bodies.CLOSING,
        ),
    ),
    ("area", (given("area", "地区", "area"), *places.AREA)),
    ("period", years.PERIOD),
    ("outlook", years.OUTLOOK),
    ("genre", kinds.GENRE),
)
#: All rules of the stage “title”, in that order.
RULES: tuple[TitleRule, ...] = tuple(rule for _, rules in FIELDS for rule in rules)


_APART = 3  # signs and more that stand apart in a heading of wide letters


class TitleBlock(NamedTuple):
    """Meta, the lines that belong to the title block (their numbers), and what settled each field."""

    meta: Meta
    lines: frozenset[int]
    settled: tuple[tuple[str, Settled[Any]], ...] = ()


class TitleReader:
    """Reads title blocks; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, switches: Switches | None = None) -> None:
        self._words = TitleWords(lexicon)
        self._labels = LabelReader(lexicon)
        on = (switches or Switches()).on
        self._fields = tuple((name, on(rules)) for name, rules in FIELDS)

    def read(
        self,
        text: str,
        shadow: str,
        lines: Sequence[Line],
        first_heading: int,
        stated: Sequence[tuple[str, str]] = (),
        heading: int | None = None,
        out: Sequence[bool] = (),
        first_item: int | None = None,
    ) -> TitleBlock:
        """Meta of a document.

        ``first_heading`` is the index of the first numbered heading line, ``stated`` what the file says
        of itself by fields of Meta, ``heading`` the index of the line that is the document's heading, ``out``
        says which lines are residue, ``first_item`` is the index of the first line that a number opens: 1.新增企业30家
        right below the title.
        """
        limit = min(first_heading, ZONE, len(lines))
        kept = [
            line
            for i, line in enumerate(lines)
            if any(map(str.isalnum, line.plain))  # no ruler, no pipe alone
            and not (i < len(out) and out[i])
            and not (i < limit and self._path(line))
        ]
        block = [_closed(line) for line in kept if line.number <= limit]
        labels = self._labels.read(text, shadow, block)
        zone = Zone(
            text,
            shadow,
            [line for line in block if line.number not in labels.lines],
            self._words,
            dict(stated),
            lines[heading] if heading is not None else None,
            labels,
            kept[len(block) :],
        )
        draft = Draft()
        for name, rules in self._fields:
            draft = _settle(zone, draft, name, rules)
        if "title" in zone.given and zone.heading is not None:  # the heading says it again
            draft = replace(draft, used=draft.used | {zone.heading.number})
        stop = _text_begins(draft, first_item)
        members = {
            n.number
            for n in zone.lines
            if n.number in draft.used or (_belongs(n) and (stop is None or n.number < stop))
        }
        members |= labels.lines
        if draft.dated is not None:
            members.add(zone.lines[draft.dated].number)
        return TitleBlock(_meta(draft), frozenset(members), tuple(draft.settled.items()))

    def _path(self, line: Line) -> bool:
        """A page's path: 首页 > 政务公开 > 规划计划, with a sign between that no title holds."""
        return len(line.plain) < 60 and any(sign in line.plain[1:] for sign in self._words.path)


def _settle(zone: Zone, draft: Draft, name: str, rules: Sequence[TitleRule]) -> Draft:
    for rule in rules:
        found: Found | None = rule.run(zone, draft)
        if found is not None:
            return Draft(
                {**draft.settled, name: found.settled},
                draft.used | found.used,
                found.dated if found.dated is not None else draft.dated,
            )
    return draft


def _meta(draft: Draft) -> Meta:
    area = draft.get("area")
    return Meta(
        title=draft.get("title"),
        doc_type=draft.get("doc_type"),
        draft=bool(draft.get("draft")),
        issuers=draft.get("issuers") or (),
        issued=draft.get("issued"),
        area=Ref(name=area) if area else None,
        period=draft.get("period"),
        outlook=draft.get("outlook"),
        number=draft.get("number"),
        index=draft.get("index"),
        genre=draft.get("genre") or "other",
    )


def _text_begins(draft: Draft, first_item: int | None) -> int | None:
    """The number of the line with which the items of a list begin below the title; None where none stands below it.

    Refused: a numbered line above the title, in the notice that covers it.
    """
    number = None if first_item is None else first_item + 1
    return number if number is not None and draft.used and max(draft.used) < number else None


def _closed(line: Line) -> Line:
    """A line whose signs all stand apart, closed up: 政 府 工 作 报 告. Refused: 市教育局 市财政局, words that stand apart."""
    parts = line.plain.split()
    apart = len(parts) > _APART and all(len(part) == 1 for part in parts)
    return line._replace(plain="".join(parts)) if apart else line


def _belongs(line: Line) -> bool:
    """A short line without a mark at its end or a comma inside, which a sentence cut by its line's end has."""
    return (
        len(line.plain) < 50 and not line.plain.endswith(("。", ";", ":")) and "," not in line.plain
    )
