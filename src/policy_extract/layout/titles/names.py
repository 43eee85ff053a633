"""Title block: the title, the kind of document, its number, its index, its genre."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policy_extract.document import shadow
from policy_extract.expressions import expression
from policy_extract.layout.lines import Line
from policy_extract.layout.titles.about_others import acts_on, in_quotes, issued
from policy_extract.layout.titles.bodies import DAY, bodies_in
from policy_extract.layout.titles.zone import (
    NOTE_MARK,
    NUMBER,
    Draft,
    Found,
    TitleRule,
    TitleWords,
    Zone,
    bare,
)
from policy_extract.measure import numerals
from policy_extract.rules import Rule, Said, Settled

_QUOTED = expression(r"《([^《》]{6,60})》")
_YEARS_LINE = expression(r"\((?:19|20)\d\d ?年?[-~至]{1,2} ?(?:19|20)\d\d ?年?\)")
MAX_LINE = 60  # signs of a line of a title
_NOTICE_LINES = 14
_NOTICE_TITLE = 6  # lines that a notice's title may take
HEAD_LINES = 12  # lines of a document in which its head is looked for
_BULLETS = "•●■◆▪"
_WHOLE = 5  # signs of a line that says a whole title
_MAX_TAIL = 20  # of the second line of a title


def clean(words: str, draft: Sequence[str]) -> str:
    """A title without space, bullet in front, mark of a footnote and the remark that it is a draft."""
    marks = "|".join(map(re.escape, draft)) or r"(?!)"
    words = NOTE_MARK.sub("", words.strip())
    return re.sub(r"\s+", "", re.sub(rf"[(（](?:{marks})[)）]$", "", words)).lstrip(_BULLETS)


def _written(zone: Zone, members: Sequence[Line]) -> str:
    """The title that stands on lines, with one space between bodies that issue together: 教育部 财政部关于…."""
    joined = "".join(zone.text[m.start : m.end].strip() for m in members)
    title = clean(joined, zone.words.draft)
    spaced = zone.words.cosigned.match(shadow(joined)) if " " in shadow(joined) else None
    if spaced is None:
        return title
    bodies = joined[: spaced.end()].split()
    return " ".join(bodies) + title.removeprefix("".join(bodies))


def line_said(line: Line) -> Said:
    """The whole of a line as the words that a rule read."""
    return Said(line.start, line.end)


def _own(zone: Zone, _: Draft) -> Found | None:
    """The last line above the text that ends like a kind of document, with the lines it goes on.

    Refused: an annex's or a table's below another (某市2025年…计划 over 附表2 2025年各县区…计划, 表5 分年度投资计划).
    """
    words = zone.words
    best: Found | None = None
    covered = _covered(zone)
    for last, line in enumerate(zone.lines):
        if len(line.plain) > MAX_LINE or line.plain.endswith(("。", ":", ";", ",")):
            continue
        if last in covered or (last and zone.lines[last - 1].plain in words.serials):
            continue  # 序号 over 重点工作任务: heads of columns
        captioned = words.appended.match(line.plain) or words.table_captions.match(line.plain)
        if captioned and (best is not None or _lists(zone, last)):
            continue
        named = bare(line.plain)
        if not named.endswith(words.types) or named.endswith(words.covering):
            continue
        if any(word in named for word in (*words.in_notice, *words.in_sentence)):
            continue
        members = _members(zone, last)
        joined = "".join(m.plain for m in members)
        if joined.count("《") > joined.count("》"):
            continue  # 依据《某市…规划 / 纲要》等: a sentence that a page's edge cut
        stray = any(w in joined for w in words.about) and not words.opinion.match(joined)
        if ("》" in joined and not acts_on(words, joined)) or stray or len(bare(joined)) < 5:
            continue
        if last + 1 < len(zone.lines) and _has_years_alone(zone.lines[last + 1]):
            members.append(zone.lines[last + 1])
        written = _written(zone, members)
        said = Said(members[0].start, members[-1].end)
        best = Found(Settled(written, "meta.title_own", said), frozenset(m.number for m in members))
    return best


def _lists(zone: Zone, last: int) -> bool:
    """A title of a list or a draft opens the text above a line: 某市2025年…计划草案."""
    return last > 0 and bare(zone.lines[0].plain).endswith(zone.words.list_ends)


def _has_years_alone(line: Line) -> bool:
    """A line of nothing but the years in brackets: （2021—2025年）, （二〇二一至二〇二五年）."""
    return _YEARS_LINE.fullmatch(numerals.with_digits(line.plain)) is not None


def _covered(zone: Zone) -> frozenset[int]:
    """The places of lines inside a notice's title: between 关于印发… and …的通知."""
    words = zone.words
    for first, line in enumerate(zone.lines[:HEAD_LINES]):
        issues = any(w in line.plain for w in (*words.in_notice, *words.forwarding))
        if not issues or line.plain.endswith(words.covering):
            continue
        for last in range(first + 1, min(first + _NOTICE_TITLE, len(zone.lines))):
            plain = zone.lines[last].plain
            if plain.endswith(words.covering) and len(plain) <= MAX_LINE:
                return frozenset(range(first, last + 1))
            if plain.endswith(("。", ":", ";", ",")):
                break
    return frozenset()


def _members(zone: Zone, last: int) -> list[Line]:
    """The lines of a title that ends at a place of the zone."""
    members = [zone.lines[last]]
    joined = members[0].plain
    first = last
    while first > 0 and (
        _issues(zone.words, zone.lines[first - 1], zone.lines[first])
        or _goes_on(zone.words, zone.lines[first - 1], joined)
    ):
        first -= 1
        joined = zone.lines[first].plain + joined
        members.insert(0, zone.lines[first])
    return members


def _issues(words: TitleWords, line: Line, below: Line) -> bool:
    """Nothing but bodies right above the words 关于…: who issues, as the title says it.

    Refused: a letterhead, which a blank line parts from the title.
    """
    near = line.number + 1 == below.number
    return near and below.plain.startswith(words.about) and bool(bodies_in(words, line.plain))


def _goes_on(words: TitleWords, line: Line, below: str) -> bool:
    """The line above belongs to the same title: short, no mark at its end, not a letterhead."""
    plain = line.plain
    marks = ("。", ":", ";", ",", ")", "》")
    if words.yearly.match(bare(below)) and words.issuer.fullmatch(plain):
        return True  # 某市教育局 over 2025年工作要点
    if len(plain) > 40 or plain.endswith(marks) or plain.endswith(words.letterhead):
        return False
    if len(bare(below)) > _WHOLE and bare(below) in plain:
        return False  # 2022年某区政府工作报告—全文 over 政府工作报告: a page says it again
    if words.plan.match(bare(below)) is None and words.opens_with_division(bare(below)):
        return False
    if DAY.search(plain) or NUMBER.search(plain):
        return False
    if any(w in plain for w in (*words.covering, *words.in_notice)):
        return False
    placed = plain in words.divisions or bool(words.place.fullmatch(plain))
    return len(bare(below)) < 18 or placed or bool(words.opinion.match(plain))


def _heading(zone: Zone, _: Draft) -> Found | None:
    """The document's heading, where the format says which line that is."""
    line = zone.heading
    if line is None or len(line.plain) > 2 * MAX_LINE:
        return None
    written = clean(zone.text[line.start : line.end], zone.words.draft)
    return Found(Settled(written, "meta.title_heading", line_said(line)), frozenset({line.number}))


def _quoted(zone: Zone, _: Draft) -> Found | None:
    """The plan that a covering notice names."""
    head = "".join(zone.text[line.start : line.end].strip() for line in zone.lines[:_NOTICE_LINES])
    for match in _QUOTED.finditer(head):
        before = head[max(0, match.start() - 14) : match.start()]
        after = head[match.end() : match.end() + MAX_LINE]
        cited = NUMBER.match(shadow(head), match.end() + 1)  # 《…》（…〔2016〕60号）
        own = cited is None and bare(match[1]).endswith(zone.words.types)
        if own and issued(zone.words, before, after):
            title = clean(match[1], zone.words.draft)
            return Found(Settled(title, "meta.title_quoted", _where(zone, match[1])))
    return None


def _where(zone: Zone, words: str) -> Said | None:
    at = zone.text.find(words)
    return Said(at, at + len(words)) if at >= 0 else None


def _subject(zone: Zone, _: Draft) -> Found | None:
    """A notice without a plan's own title: its subject."""
    for first, head in enumerate(zone.lines[:6]):
        for last in range(first, min(first + _NOTICE_TITLE, len(zone.lines))):
            members = zone.lines[first : last + 1]
            joined = "".join(m.plain for m in members)
            written = "".join(zone.text[m.start : m.end].strip() for m in members)
            subject = (
                subject_of(zone.words, joined, written) if len(joined) < 2 * MAX_LINE else None
            )
            if subject:
                said = Said(head.start, members[-1].end)
                used = frozenset(m.number for m in members)
                return Found(Settled(subject, "meta.title_subject", said), used)
            if joined.endswith(("。", ":", ";", *zone.words.covering)):
                break
    return None


def subject_of(words: TitleWords, plain: str, written: str) -> str | None:
    """What a notice's title issues or hands on: 关于印发…方案的通知 → …方案; None for any other.

    ``plain`` is the shadow of ``written``, sign by sign.
    """
    found = words.subject.search(plain) or words.forwarded.search(plain)
    if found is None or in_quotes(words, plain, found.start()):
        return None
    start, end = found.span("title")
    if plain[start - 1] == "《" and "》" in plain[start:end]:
        start -= 1  # 关于印发|《政府工作报告》重点任务分解方案|的通知
    return clean((written if len(written) == len(plain) else plain)[start:end], words.draft)


def _notice(zone: Zone, _: Draft) -> Found | None:
    """A notice's or an announcement's own title over one to three lines: 某部关于…工作的通知, 某局关于…数据的公告."""
    words = zone.words
    for last, line in enumerate(zone.lines[:6]):
        ends = (*words.covering, *words.announcing)
        if not line.plain.endswith(ends) or len(line.plain) > MAX_LINE:
            continue
        members = list(zone.lines[max(0, last - 2) : last + 1])
        while len(members) > 1 and not any(w in members[0].plain for w in words.about):
            members.pop(0)
        joined = "".join(m.plain for m in members)
        if not words.opinion.match(joined) or any(w in joined for w in words.in_notice):
            continue
        title = _written(zone, members)
        said = Said(members[0].start, members[-1].end)
        used = frozenset(m.number for m in members)
        return Found(Settled(title, "meta.title_notice", said), used)
    return None


def _first(zone: Zone, _: Draft) -> Found | None:
    """The first line, when the years it is for stand below it in brackets."""
    if len(zone.lines) < 2 or not _has_years_alone(zone.lines[1]):
        return None
    line, years_line = zone.lines[:2]
    if not 4 <= len(line.plain) <= MAX_LINE or line.plain.endswith(("。", ":", ";", ",")):
        return None
    title = clean(
        zone.text[line.start : line.end] + zone.text[years_line.start : years_line.end], ()
    )
    said = Said(line.start, years_line.end)
    used = frozenset({line.number, years_line.number})
    return Found(Settled(title, "meta.title_first", said), used)


def address(zone: Zone, _: Draft) -> Found | None:
    """A speech to a congress: 各位代表 opens it."""
    for line in zone.lines[:HEAD_LINES]:
        if line.plain.startswith(zone.words.address):
            return Found(Settled("work_report", "meta.genre_address", line_said(line)))
    return None


def _top(zone: Zone, _: Draft) -> Found | None:
    """The first lines, which name a place and end without a mark: …健康食品产业 / 发展行动."""
    lines = [line for line in zone.lines if not zone.words.appendix.match(line.plain)]
    if not lines or zone.words.division_in(lines[0].plain) is None:
        return None
    if zone.words.appended.match(lines[0].plain):
        return None
    members = list(lines[:1])
    if (
        len(lines) > 1
        and len(lines[1].plain) <= _MAX_TAIL
        and lines[1].number == lines[0].number + 1
        and not zone.row(lines[1])
    ):
        members.append(lines[1])
    joined = "".join(m.plain for m in members)
    marked = any(sign in joined for sign in "。:;,?!")
    signed = any(zone.words.issuer.fullmatch(m.plain) or DAY.search(m.plain) for m in members)
    if marked or signed or not 8 <= len(joined) <= MAX_LINE or joined.endswith(zone.words.covering):
        return None
    title = clean("".join(zone.text[m.start : m.end] for m in members), zone.words.draft)
    said = Said(members[0].start, members[-1].end)
    return Found(Settled(title, "meta.title_top", said), frozenset(m.number for m in members))


TITLE: tuple[TitleRule, ...] = (
    Rule(
        "meta.title_own", "title", "文种结尾的标题行", "title line that ends like a kind of document",
        "“…“十四五”规划” above the text → title", "a notice's line (关于印发…的通知)", _own,
    ),
    Rule(
        "meta.title_heading", "title", "文档一级标题", "the document's heading",
        "a heading of the first level in Markdown or Word → title", "a numbered heading (一、…)", _heading,
    ),
    Rule(
        "meta.title_quoted", "title", "通知所印发的文件", "the plan that a notice issues",
        "关于印发《…规划》 → title", "a plan that is only named: 根据《…规划》, or cited with its number", _quoted,
    ),
    Rule(
        "meta.title_subject", "title", "通知的事由", "a notice's subject",
        "关于印发…方案的通知 → title", "a notice of anything but a document: 关于召开…", _subject,
    ),
    Rule(
        "meta.title_notice", "title", "通知自身的标题", "a notice's own title",
        "某部关于做好…工作的通知, 某局关于…数据的公告 → title", "a notice that issues a document", _notice,
    ),
    Rule(
        "meta.title_first", "title", "首行及括注年份", "first line over its years",
        "健康某省行动 over （2019—2030年） → title", "a first line without years below it", _first,
    ),
    Rule(
        "meta.title_top", "title", "首行地名标题", "first line that names a place",
        "附件4, then 某省健康食品产业 / 发展行动 → title", "a sentence, a letterhead, those addressed", _top,
    ),
)  # fmt: skip
