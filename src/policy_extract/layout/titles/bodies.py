"""Title block: who signed, and when."""

from __future__ import annotations

import re

from policy_extract.layout.lines import SPELLED
from policy_extract.layout.titles.zone import Draft, Found, TitleRule, Zone
from policy_extract.measure import numerals
from policy_extract.model import Ref
from policy_extract.rules import Rule, Said, Settled

DAY = re.compile(r"((?:19|20)\d\d) ?[年\-./] ?(\d{1,2}) ?[月\-./] ?(\d{1,2}) ?日?$")
_SPELLED = re.compile(
    rf"([二2][〇零0\d一二三四五六七八九]{{3}}) ?年 ?([{SPELLED}]{{1,2}})月(?:([{SPELLED}]{{1,3}})日)?$"
)
_MONTH = re.compile(r"((?:19|20)\d\d) ?年 ?(\d{1,2}) ?月$")
_MAX_DATE = 40
_MAX_SIGNATURE = 60


def date_in(words: str) -> tuple[str, str] | None:
    """The date that a line ends with, as ISO, and the name of its form; None for no real day."""
    match = DAY.search(words)
    if match and numerals.is_day(match[1], match[2], match[3]):
        return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}", "digits"
    match = _SPELLED.search(words)
    if match:
        year, month = numerals.year(match[1]), numerals.spelled(match[2])
        number = numerals.spelled(match[3] or "一")
        if not numerals.is_day(year, month, number):
            return None
        day = f"-{number:02d}" if match[3] else ""
        return f"{year}-{month:02d}{day}", "spelled"
    match = _MONTH.search(words)
    if match:
        return f"{match[1]}-{int(match[2]):02d}", "digits"
    return None


def _issued(zone: Zone, _: Draft) -> Found | None:
    for index, line in enumerate(zone.lines):
        if len(line.plain) > _MAX_DATE:
            continue
        found = date_in(line.plain)
        if found:
            settled = Settled(found[0], "meta.issued_line", Said(line.start, line.end))
            return Found(settled, dated=index)
    return None


def _issuers(zone: Zone, draft: Draft) -> Found | None:
    """Bodies that sign: on the line(s) above the date, else the letterhead."""
    words = zone.words
    dated = draft.dated
    if dated is None:
        candidates = list(zone.lines[:6])
    else:
        same = zone.lines[dated]
        candidates = [*reversed(zone.lines[max(0, dated - 3) : dated])]
        if len(same.plain) > 14:
            candidates.insert(0, same)
    for line in candidates:
        ends = line.plain.endswith(("。", ":")) or line.plain.endswith(words.covering)
        if line.number in draft.used or len(line.plain) > _MAX_SIGNATURE or ends:
            continue
        parts = [p for p in re.split(r" +|、", line.plain) if p]
        names = [
            p for p in parts if words.issuer.fullmatch(p) and not p.startswith(words.not_issuer)
        ]
        if names and len("".join(names)) >= len(line.plain.replace(" ", "")) * 0.6:
            value = tuple(Ref(name=name) for name in names)
            return Found(Settled(value, "meta.issuers_signature", Said(line.start, line.end)))
    return None


ISSUED: tuple[TitleRule, ...] = (
    Rule(
        "meta.issued_line", "title", "日期行", "line that ends with a date",
        "2021年12月8日 or 二〇二一年十月 → issued", "a day that does not exist: 2021年99月99日", _issued,
    ),
)  # fmt: skip
ISSUERS: tuple[TitleRule, ...] = (
    Rule(
        "meta.issuers_signature", "title", "落款或版头机关", "bodies that sign",
        "某市人民政府办公室 above the date → issuers", "those addressed: 各县（市、区）人民政府", _issuers,
    ),
)  # fmt: skip
