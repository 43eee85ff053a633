"""Title block: the area of a document by its text, where title, signature, number and addressees say nothing.

Each rule wants clear evidence and is silent otherwise: a document without an area has its doubt
(``document.no_area``), and an area that the text said has its own (``document.area_by_text``).
"""

from __future__ import annotations

import re

from policy_extract.layout.titles.evidence import REACH, Level, leader, level, of_zone, place_in
from policy_extract.layout.titles.zone import Draft, Found, TitleRule, Zone
from policy_extract.rules import Rule, Said, Settled

_PREAMBLE = 4000  # signs in which a document says what it goes by
_TOWN = 3  # signs of the name of a town that ends like a kind: 习水县|土城镇
_BODY = 8  # signs behind a short name in which a body would end: 湖北|交通投资集团
_OPENS = '“”" '
_NATION = (
    2  # so many different signs of the whole country, or so often one that speaks of nothing else
)
_FEWER = 1  # … under a title that opens with a five-year plan: “十四五”邮政业发展规划


def _level(zone: Zone) -> Level | None:
    return level(zone.words.by_text, zone.plain[:REACH])


def _fitted(zone: Zone, _: Draft) -> Found | None:
    words = zone.words.by_text
    match = words.fitted.search(zone.plain, 0, _PREAMBLE)
    while match is not None:
        own = _level(zone)
        found = place_in(words, match["place"], own.sign if own else None)
        if found is None and zone.words.platform.fullmatch(match["place"]):
            found = match["place"]
        if found is not None:
            said = Said(match.start("place"), match.end("place"))
            return Found(Settled(found, "meta.area_text_fitted", said))
        match = words.fitted.search(zone.plain, match.start() + 1, _PREAMBLE)
    return None


def _aims(zone: Zone, _: Draft) -> Found | None:
    words, own = zone.words.by_text, _level(zone)
    if own is None:
        return None
    found: dict[str, Said] = {}
    for match in words.aims.finditer(zone.plain, 0, REACH):
        group = str(match.lastgroup)
        name = words.called(match[group], own.sign)
        if name is not None:
            found.setdefault(name, Said(*match.span(group)))
    if len(found) != 1:
        return None
    name, said = next(iter(found.items()))
    return Found(Settled(name, "meta.area_text_aims", said))


def _named(zone: Zone, _: Draft) -> Found | None:
    words, own = zone.words.by_text, _level(zone)
    plain = zone.plain[:REACH]
    best = leader(words, plain, own.sign) if own else None
    if own is None or best is None or of_zone(words, plain, own.sign):
        return None
    return Found(Settled(best.division, "meta.area_text_named", Said(best.start, best.end)))


def _province(zone: Zone, draft: Draft) -> Found | None:
    """The province whose short name a plan's title opens with, where the text speaks of no level of its own."""
    words, title = zone.words, draft.get("title") or ""
    head = words.plan.sub("", words.of_year.sub("", title), count=1).lstrip(_OPENS)
    short = next((one for one in words.provinces_by_short if head.startswith(one)), "")
    if not short or not _planned(zone, title) or _level(zone) is not None:
        return None
    behind = head[len(short) : len(short) + _BODY]
    other = behind.startswith(words.no_short_next)
    if (
        other
        or any(word in behind for word in words.no_short_behind)
        or words.by_text.local.search(zone.plain[:REACH])
    ):
        return None
    return Found(Settled(words.provinces_by_short[short], "meta.area_text_province"))


def _planned(zone: Zone, title: str) -> bool:
    """Whether a title says that the document is a plan of some kind."""
    return any(
        kind in title
        for genre, found in zone.words.genres.items()
        if genre != "other"
        for kind in found
    )


def _national(zone: Zone, draft: Draft) -> Found | None:
    """Signs of the whole country and none of a lower level, in a document that is a plan by its title."""
    words, plain = zone.words.by_text, zone.plain[:REACH]
    title = draft.get("title") or ""
    if not _planned(zone, title) or _level(zone) is not None:
        return None
    found = {sign: plain.find(sign) for sign in words.nation if sign in plain}
    if any(s in plain for s in words.of_others):
        return None
    if len(found) < _NATION and not _strongly(zone, plain, title):
        return None
    if any(word in title for word in words.others_titles) or leader(words, plain) is not None:
        return None
    at, sign = min((at, sign) for sign, at in found.items())
    return Found(Settled(zone.words.whole, "meta.area_text_national", Said(at, at + len(sign))))


def _strongly(zone: Zone, plain: str, title: str) -> bool:
    """我国 or 全国 twice, or once under a title that opens with a five-year plan, where nobody below the country speaks.

    Refused: 全国前列, 创建全国文明城市: what a place strives for; 市大数据局牵头，各区县配合.
    """
    words = zone.words.by_text
    enough = _FEWER if zone.words.plan.match(title) else _NATION
    found = sum(1 for _ in words.nation_strong.finditer(plain))
    return found >= enough and words.local.search(plain) is None


def _town(zone: Zone, draft: Draft) -> Found | None:
    """A town at the head of a title, with the county it lies in: 长顺县代化镇…实施方案."""
    title = draft.get("title") or ""
    words = zone.words.by_text
    match = words.town.match(re.sub(r"^[“”\"]", "", title))
    if match is None:
        return None
    above, name = match["above"] or "", match["town"]
    kind = name.endswith(words.kinds_of_towns) and not (above and len(name) == _TOWN)
    kind = kind or name in words.no_towns  # 三明市|小城镇
    if kind or any(word in name[:-1] for word in words.no_town):
        return None
    county = zone.words.division_in(above) if above else None
    if above and county is None:
        return None
    written = (county or "") + name
    at = zone.text.find(written)
    said = Said(at, at + len(written)) if at >= 0 else None
    return Found(Settled(written, "meta.area_town", said))


TOWN: tuple[TitleRule, ...] = (
    Rule(
        "meta.area_town", "title", "标题中的乡镇", "town in the title",
        "长顺县代化镇…实施方案 → 长顺县代化镇; 云岭镇…工作要点", "kinds of places: 特色小镇…, 贵阳市乡镇…, 贵阳市小城镇…", _town,
    ),
)  # fmt: skip
BY_TEXT: tuple[TitleRule, ...] = (
    Rule(
        "meta.area_text_fitted", "title", "结合某地实际", "the place whose situation the text goes by",
        "结合抚州实际 → 抚州市", "结合我市实际, 结合工作实际: no name", _fitted,
    ),
    Rule(
        "meta.area_text_aims", "title", "建设目标中的地名", "the place that is to become something",
        "全市…, 把洛阳建设成为…, 中国式现代化洛阳篇章 → 洛阳市",
        "two places; a place of another level than 全市 says", _aims,
    ),
    Rule(
        "meta.area_text_named", "title", "正文中本级地名", "the place of the text's own level that it names",
        "市发展改革委…, 《中共遵义市委…》, 遵义市… → 遵义市; three districts of one city → the city",
        "no place ahead of the others; 对接贵阳市, 借鉴深圳市经验; a zone's own text: 开发区实现…, 管委会牵头", _named,
    ),
    Rule(
        "meta.area_text_province", "title", "标题开头的省份简称", "a province's short name at the title's head",
        "湖北数字经济强省三年行动计划 → 湖北省, where the text names no level of its own",
        "江苏银行…, 重庆大学…, 山西路小学…, 四川盆地…: bodies and places; a text that says 全市; 某市某局", _province,
    ),
    Rule(
        "meta.area_text_national", "title", "全国性行业规划", "a plan of an industry, for the whole country",
        "我国, 全国, 各省（区、市） without 全市, 市政府 or a division's name → 全国",
        "a paper; a firm's, school's or town's own plan; 国家级 alone; 全国前列, 全国文明城市; 市大数据局牵头", _national,
    ),
)  # fmt: skip
