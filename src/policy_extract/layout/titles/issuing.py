"""Title block: who issues where nobody signs, by the words of the title or by who speaks."""

from __future__ import annotations

from collections.abc import Iterator

from policy_extract.document import shadow
from policy_extract.layout.lines import Line
from policy_extract.layout.titles.bodies import PARTING, bodies_in
from policy_extract.layout.titles.zone import (
    NUMBER,
    Draft,
    Found,
    TitleRule,
    TitleWords,
    Zone,
    bare,
)
from policy_extract.model import Ref
from policy_extract.rules import Rule, Said, Settled

_HEAD_LINES = 14
_TITLE_LINES = 4
_LONGEST = 120
_LONGEST_SPEAKER = 40
_MARKS = ("。", ":", ";", ",")


def _by_title(zone: Zone, _: Draft) -> Found | None:
    """The bodies that a title opens with: 某市人民政府办公室关于印发…的通知, 某局 某局关于…的意见.

    Refused: a sentence (根据某市人民政府关于…), a title that ends like no document (…关于…的解读), one that
    opens with another document's name; any where a label says who issues (发文机关：某县人民政府), and 某局等三部门
    where the label 发布机构 lists more of them.
    """
    labelled = _labelled(zone)
    if labelled and not _yielding(zone):
        return None
    for first, members in _titles(zone):
        joined = "".join(line.plain for line in members)
        number = NUMBER.match(joined)
        head = joined[number.end() if number else 0 :].lstrip("《 ")
        at = _end_of_bodies(zone.words, head)
        names = named_bodies(zone.words, head[:at]) if at else ()
        if names and zone.words.several.search(head[:at]) and len(labelled) > len(names):
            return None
        if names:
            value = tuple(Ref(name=name) for name in names)
            said = Said(first.start, members[-1].end)
            return Found(Settled(value, "meta.issuers_title", said))
    return None


def _labelled(zone: Zone) -> list[str]:
    """The bodies that a label names."""
    written, _ = zone.labels.values.get("issuers", ("", None))
    return bodies_in(zone.words, shadow(written))


def _yielding(zone: Zone) -> bool:
    """The label is one of the page, which may name others than the paper does: 发布机构; not 发文机关."""
    return "issuers" in zone.labels.yields


def _titles(zone: Zone) -> Iterator[tuple[Line, list[Line]]]:
    """The first lines that together end as a notice or a document does, from each line on that bodies open."""
    ends = (*zone.words.covering, *zone.words.types)
    for first, line in enumerate(zone.lines[:_HEAD_LINES]):
        below = zone.lines[first + 1] if first + 1 < len(zone.lines) else line
        apart = below.plain.startswith(_acts(zone.words)) and bodies_in(zone.words, line.plain)
        if not apart and not _end_of_bodies(zone.words, line.plain):
            continue
        members: list[Line] = []
        for member in zone.lines[first : first + _TITLE_LINES]:
            plain = member.plain
            if plain.endswith(_MARKS) or sum(len(m.plain) for m in members) > _LONGEST:
                break
            members.append(member)
            if bare(NUMBER.sub("", plain).rstrip("》()[] ")).endswith(ends):
                yield line, members
                break


def _end_of_bodies(words: TitleWords, head: str) -> int:
    """Where the bodies end that a title opens with: before 关于, 印发, 转发; 0 where one of these opens it."""
    places = (head.find(word) for word in _acts(words))
    return min((at for at in places if at >= 0), default=0)


def _acts(words: TitleWords) -> tuple[str, ...]:
    return (*words.about, *words.in_notice, *words.forwarding)


def named_bodies(words: TitleWords, written: str) -> tuple[str, ...]:
    """The bodies that words list and nothing else, those apart too that no space parts.

    中共某市委办公室某市人民政府办公室 is two: the second opens with the place of the first. 商务部等12部门 is
    商务部. Beside a body one stands that only opens with a place (某省汽车办) or ends as one (某市委社会工作部).
    Refused: words that are no bodies.
    """
    several = words.several.search(written)
    parts = PARTING.split((written[: several.start()] if several else written).strip())
    if not any(bodies_in(words, part) for part in parts):
        return ()
    names = [name for part in parts for name in _apart(words, part)]
    return tuple(names) if all(_is_body(words, name) for name in names) else ()


def _is_body(words: TitleWords, name: str) -> bool:
    ends = name.endswith(words.body_ends) or words.opens_with_division(name)
    return ends and not name.startswith((*words.not_issuer, *words.carrying_out))


def _apart(words: TitleWords, name: str) -> Iterator[str]:
    """Two bodies of one place that stand behind each other without a space."""
    for at in range(4, len(name) - 3):
        place = words.division_in(name[at:]) if words.opens_with_division(name[at:]) else None
        if place and place in name[:at] and words.issuer.fullmatch(name[:at]):
            yield name[:at]
            yield from _apart(words, name[at:])
            return
    yield name


def _by_speaker(zone: Zone, _: Draft) -> Found | None:
    """The government whose head gives a report: 某县人民政府县长 张三, 我代表某县人民政府.

    Refused: 我代表县人民政府, which names no place; a sentence with a head of a government in it; any beside 发文机关：….
    """
    if _labelled(zone) and not _yielding(zone):
        return None
    for line in zone.lines[:_HEAD_LINES]:
        found = zone.words.head_of.match(line.plain) if len(line.plain) < _LONGEST_SPEAKER else None
        found = found or zone.words.speaker.search(line.plain)
        if found is None or not _placed(zone.words, found["body"] or ""):
            continue
        said = Said(line.start, line.end)
        return Found(Settled((Ref(name=found["body"]),), "meta.issuers_speaker", said))
    return None


def _placed(words: TitleWords, body: str) -> bool:
    """Whether a government is named with its place, or is that of the state."""
    if body in words.state or words.opens_with_division(body):
        return True
    place = words.place.match(body)
    return place is not None and place[1] not in words.kinds


ISSUING: tuple[TitleRule, ...] = (
    Rule(
        "meta.issuers_title", "title", "标题中的发文机关", "bodies that a title opens with",
        "某市人民政府办公室关于印发…的通知 → issuers",
        "a sentence that names a title: 根据某市人民政府关于…; where 发文机关：… says it", _by_title,
    ),
    Rule(
        "meta.issuers_speaker", "title", "报告人所代表的政府", "the government whose head gives a report",
        "某县人民政府县长 张三, 我代表某县人民政府 → issuers", "我代表县人民政府: no place", _by_speaker,
    ),
)  # fmt: skip
