"""Title block: who signed, and when."""

from __future__ import annotations

from policy_extract.expressions import expression
from policy_extract.layout.lines import SPELLED, Line
from policy_extract.layout.titles.zone import Draft, Found, TitleRule, TitleWords, Zone
from policy_extract.measure import numerals
from policy_extract.model import Ref
from policy_extract.rules import Rule, Said, Settled

DAY = expression(r"((?:19|20)\d\d) ?[年\-./] ?(\d{1,2}) ?[月\-./] ?(\d{1,2}) ?日?$")
_SPELLED = expression(
    rf"([二2][〇零0\d一二三四五六七八九]{{3}}) ?年 ?([{SPELLED}]{{1,2}})月(?:([{SPELLED}]{{1,3}})日)?$"
)
_MONTH = expression(r"((?:19|20)\d\d) ?年 ?(\d{1,2}) ?月$")
_MONTH_INSIDE = expression(
    rf"((?:19|20)\d\d) ?{numerals.YEAR} ?(\d{{1,2}}) ?{numerals.MONTH}(?! ?\d)"
)
DAY_INSIDE = expression(DAY.pattern.removesuffix("$"))
_ROW_LINES = 3  # lines of a row beside the one that is looked at
_MAX_DATE = 40
_MAX_DAY = 16  # of a line that is nothing but a date
_YEAR_OPENS = f"12{SPELLED}"
_HEAD_LINES = 12
#: What stands between the bodies of a line.
PARTING = expression(r" +|[、,;]")
_CLOCK = expression(r" ?\d{1,2}:\d\d")
_LAST_LINES = 6
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
    if match and numerals.is_day(match[1], match[2], 1):
        return f"{match[1]}-{int(match[2]):02d}", "digits"
    return None


def _issued(zone: Zone, _: Draft) -> Found | None:
    for index, line in enumerate(zone.lines):
        if len(line.plain) > _MAX_DATE or zone.row(line) or _wrapped_row(zone, index):
            continue
        found = date_in(_unbracketed(line.plain))
        if found:
            settled = Settled(found[0], "meta.issued_line", Said(line.start, line.end))
            return Found(settled, dated=index)
    return None


def _wrapped_row(zone: Zone, index: int) -> bool:
    """The end of a row whose cells have several lines: 县交通局 and 2024年9月 behind a tab, near a row on one line."""
    line = zone.lines[index]
    near = zone.lines[max(0, index - _ROW_LINES) : index + _ROW_LINES + 1]
    return "\t" in zone.text[line.start : line.end].strip() and any(map(zone.row, near))


def _unbracketed(plain: str) -> str:
    """A line without the brackets around the whole of it: (2023年5月8日)."""
    return plain[1:-1].strip() if plain.startswith("(") and plain.endswith(")") else plain


def _speech(zone: Zone, _: Draft) -> Found | None:
    """The day on which a report was held, or its month: 2024年2月6日在某市第十六届人民代表大会第二次会议上, 2024年2月在…."""
    for line in zone.joined(_HEAD_LINES):
        match = DAY_INSIDE.search(line.plain) if _held(zone, line.plain) else None
        if match and numerals.is_day(match[1], match[2], match[3]):
            day = f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"
            return Found(Settled(day, "meta.issued_speech", Said(line.start, line.end)))
        month = _MONTH_INSIDE.search(line.plain) if _held(zone, line.plain) else None
        if month and numerals.is_day(month[1], month[2], "1"):
            value = f"{month[1]}-{int(month[2]):02d}"
            return Found(Settled(value, "meta.issued_speech", Said(line.start, line.end)))
    return None


def _held(zone: Zone, plain: str) -> bool:
    return any(w in plain for w in zone.words.assembly) and bool(zone.words.speech.search(plain))


def bodies_in(words: TitleWords, plain: str) -> list[str]:
    """The bodies that a line lists, parted by spaces or “、”; none when most of it is something else."""
    parts = [p for p in PARTING.split(plain) if p]
    names = [
        p
        for p in parts
        if (p in words.ministries or words.issuer.fullmatch(p))
        and not p.startswith(words.not_issuer)
    ]
    return names if len("".join(names)) >= len(plain.replace(" ", "")) * 0.6 else []


def _closing(zone: Zone) -> tuple[Line | None, Line, str] | None:
    """The line of bodies and that of the date which close a text, and the date.

    “某市人民政府办公室”, then “2022年3月1日”, with nothing else on either. A date alone counts in the last lines.
    """
    for index, line in enumerate(zone.below):
        if len(line.plain) > _MAX_DAY or line.cell or line.plain.lstrip("(")[:1] not in _YEAR_OPENS:
            continue
        found = date_in(_unbracketed(line.plain))
        if found is None:
            continue
        above = zone.below[index - 1] if index else None
        signed = above is not None and not above.cell and len(above.plain) <= _MAX_SIGNATURE
        if above is not None and signed and bodies_in(zone.words, above.plain):
            return above, line, found[0]
        if index >= len(zone.below) - _LAST_LINES:
            return None, line, found[0]
    return None


def _issued_end(zone: Zone, _draft: Draft) -> Found | None:
    closing = _closing(zone)
    if closing is None:
        return None
    line = closing[1]
    return Found(Settled(closing[2], "meta.issued_end", Said(line.start, line.end)))


def _issuers_end(zone: Zone, _: Draft) -> Found | None:
    closing = _closing(zone)
    if closing is None or closing[0] is None:
        return None
    line = closing[0]
    value = tuple(Ref(name=name) for name in bodies_in(zone.words, line.plain))
    return Found(Settled(value, "meta.issuers_end", Said(line.start, line.end)))


def _issuers(zone: Zone, draft: Draft) -> Found | None:
    """Bodies that sign: on the line(s) above the date, else the letterhead."""
    words = zone.words
    dated = draft.dated if draft.dated is not None else _signed_at(zone)
    if dated is None and "issuers" in zone.labels.values:
        return None
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
        names = bodies_in(words, line.plain)
        if names:
            first = _signed_above(zone, draft, line) if dated is not None else line
            for above in reversed(_between(zone, first, line)):
                names = [*bodies_in(words, above.plain), *names]
            value = tuple(Ref(name=name) for name in names)
            return Found(Settled(value, "meta.issuers_signature", Said(first.start, line.end)))
    return None


def _signed_at(zone: Zone) -> int | None:
    """Where a day stands alone below a line of bodies, although a label has said the day before."""
    for at in range(1, len(zone.lines)):
        plain = zone.lines[at].plain
        if len(plain) > _MAX_DAY or date_in(_unbracketed(plain)) is None:
            continue
        if bodies_in(zone.words, zone.lines[at - 1].plain):
            return at
    return None


def _signed_above(zone: Zone, draft: Draft, line: Line) -> Line:
    """The first of the lines that list the bodies who sign together, each line nothing but bodies."""
    at = zone.lines.index(line)
    while at > 0:
        above = zone.lines[at - 1]
        whole = above.number not in draft.used and len(above.plain) <= _MAX_SIGNATURE
        if not whole or above.plain.endswith(":") or not bodies_in(zone.words, above.plain):
            break
        at -= 1
    return zone.lines[at]


def _between(zone: Zone, first: Line, last: Line) -> list[Line]:
    """The lines from the first up to the last, without it."""
    return [line for line in zone.lines if first.number <= line.number < last.number]


def _published(zone: Zone, _: Draft) -> Found | None:
    """The day that a page puts above its text with the clock: 2022-07-18 10:02 来源：…."""
    for line in zone.lines[:_HEAD_LINES]:
        match = DAY_INSIDE.match(line.plain)
        if match is None or not _CLOCK.match(line.plain, match.end()):
            continue
        if numerals.is_day(match[1], match[2], match[3]):
            day = f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"
            return Found(Settled(day, "meta.published_line", Said(line.start, line.end)))
    return None


ISSUED: tuple[TitleRule, ...] = (
    Rule(
        "meta.issued_line", "title", "日期行", "line that ends with a date",
        "2021年12月8日 or 二〇二一年十月 → issued", "a day that does not exist: 2021年99月99日", _issued,
    ),
    Rule(
        "meta.issued_speech", "title", "报告日期行", "line that says when a report was held",
        "2024年2月6日在某市第十六届人民代表大会第二次会议上 → issued", "a day without an assembly", _speech,
    ),
    Rule(
        "meta.issued_end", "title", "文末日期", "date at the text's end",
        "某市人民政府 over 2022年3月1日 below the text → issued", "a date inside a sentence", _issued_end,
    ),
)  # fmt: skip
PUBLISHED: tuple[TitleRule, ...] = (
    Rule(
        "meta.published_line", "title", "发布时间行", "line that opens with the day and the clock of a page",
        "2022-07-18 10:02 来源：某市卫生健康委 → issued, when nothing else dates the document",
        "a day without a clock before other words: 2022年7月18日起施行", _published,
    ),
)  # fmt: skip
ISSUERS: tuple[TitleRule, ...] = (
    Rule(
        "meta.issuers_signature", "title", "落款或版头机关", "bodies that sign",
        "某市人民政府办公室 above the date → issuers", "those addressed: 各县（市、区）人民政府", _issuers,
    ),
)  # fmt: skip
CLOSING: tuple[TitleRule, ...] = (
    Rule(
        "meta.issuers_end", "title", "文末落款机关", "bodies that sign at the text's end",
        "某市人民政府 over 2022年3月1日 below the text → issuers", "a date without a body above it", _issuers_end,
    ),
)  # fmt: skip
