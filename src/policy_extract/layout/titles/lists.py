"""Title block: the title of a list or a table, which has no text above it."""

from __future__ import annotations

from policy_extract.expressions import expression
from policy_extract.layout.lines import Line
from policy_extract.layout.titles.zone import Draft, Found, TitleRule, Zone, bare
from policy_extract.rules import Rule, Said, Settled

_LONGEST = 40
_SPACE = expression(r"\s+")
_MARKS = "。:;,?!"


def _listing(zone: Zone, _: Draft) -> Found | None:
    """The first line of a table or list: 某镇2025年重点工作责任分解表."""
    words = zone.words
    lines = [line for line in zone.lines if not words.appendix.match(line.plain)]
    if not lines:
        return None
    line = lines[0]
    front = words.appended.match(line.plain)  # 附件2 某镇…分解表
    plain = line.plain[front.end() :] if front else line.plain
    marked = any(sign in plain for sign in _MARKS) or words.captions.match(plain)
    if marked or zone.row(line) or not 6 <= len(plain) <= _LONGEST:
        return None
    if not bare(plain).endswith(words.list_ends):
        return None
    if len(lines) > 1 and lines[1].plain.startswith(words.goes_on):
        return _over_two_lines(zone, line, lines[1])
    start = line.end - len(plain)
    if zone.plain[start : line.end] != plain:
        start = line.start
    title = _SPACE.sub("", zone.text[start : line.end])
    settled = Settled(title, "meta.title_list", Said(start, line.end))
    return Found(settled, frozenset({line.number}))


def _over_two_lines(zone: Zone, line: Line, below: Line) -> Found | None:
    """…预算执行情况 / 和2025年预算草案: one title; none where the second line is no end of one."""
    if len(below.plain) > _LONGEST or any(sign in below.plain for sign in _MARKS):
        return None
    title = _SPACE.sub("", zone.text[line.start : below.end])
    settled = Settled(title, "meta.title_list", Said(line.start, below.end))
    return Found(settled, frozenset({line.number, below.number}))


LISTS: tuple[TitleRule, ...] = (
    Rule(
        "meta.title_list", "title", "清单或分解表的首行", "first line of a list or table",
        "某镇2025年重点工作责任分解表 → title", "a caption: 表3 重点项目清单; 2.任务分解表; a head's cell", _listing,
    ),
)  # fmt: skip
