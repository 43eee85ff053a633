"""Title block: the area that a document is about."""

from __future__ import annotations

import re

from policy_extract.layout.lines import Line
from policy_extract.layout.titles.zone import NUMBER, Draft, Found, TitleRule, TitleWords, Zone
from policy_extract.rules import Rule, Said, Settled

_ADDRESS = 20  # lines from above in which a speaker says for whom he speaks


def _settled(zone: Zone, name: str, rule: str, written: str | None = None) -> Found:
    at = zone.text.find(written or name)
    said = Said(at, at + len(written or name)) if at >= 0 else None
    return Found(Settled(name, rule, said))


def _signed(draft: Draft) -> tuple[str, ...]:
    return tuple(ref.name for ref in draft.get("issuers") or ())


def _platform(zone: Zone, draft: Draft) -> Found | None:
    head = re.sub(r"^[“”\"]", "", draft.get("title") or "")
    found = zone.words.platform.match(head)
    if found is None:
        return None
    name = _without_province(zone.words, found.group())
    return _settled(zone, name, "meta.area_platform")


def _without_province(words: TitleWords, name: str) -> str:
    """浙江兰溪经济开发区 → 兰溪经济开发区: the province before a county's platform says nothing."""
    for division in words.divisions.values():
        if division.level == "province" and division.short and name.startswith(division.short):
            rest = name[len(division.short) :]
            lower = (d for d in words.divisions.values() if d.short and d.level != "province")
            if any(rest.startswith(d.short) for d in lower if d.short):
                return rest
    return name


def _division(zone: Zone, draft: Draft) -> Found | None:
    found = zone.words.division_in(draft.get("title") or "")
    return _settled(zone, found, "meta.area_division") if found else None


def _form(zone: Zone, draft: Draft) -> Found | None:
    for source in (draft.get("title") or "", *_signed(draft)):
        named = zone.words.place.match(source)
        if named:
            return _settled(zone, str(named[1]), "meta.area_form")
    return None


def _letterhead(zone: Zone, draft: Draft) -> Found | None:
    for source in (*_signed(draft), *(line.plain for line in zone.lines[:8])):
        found = zone.words.division_in(source)
        if found:
            return _settled(zone, found, "meta.area_letterhead")
    return None


def _number(zone: Zone, _: Draft) -> Found | None:
    for line in zone.lines[:12]:
        match = NUMBER.search(line.plain)
        if match and match.group()[0] in zone.words.provinces:
            name = zone.words.provinces[match.group()[0]].name
            return _settled(zone, name, "meta.area_number", match.group()[0])
    return None


def _speaker(zone: Zone, draft: Draft) -> Found | None:
    """“我代表云岭市人民政府，向大会报告工作”: a report is about the area of the government that gives it."""
    del draft
    for line in zone.lines[:_ADDRESS]:
        match = zone.words.speaker.search(line.plain)
        if match is None:
            continue
        body = match["body"]
        if body.startswith(zone.words.state):
            return Found(Settled(zone.words.whole, "meta.area_speaker", _place(line, match)))
        named = zone.words.place.match(body)
        found = zone.words.division_in(body) or (str(named[1]) if named else None)
        if found and found not in zone.words.place_ends:  # 我代表自治区人民政府
            return Found(Settled(found, "meta.area_speaker", _place(line, match)))
    return None


def _place(line: Line, match: re.Match[str]) -> Said:
    return Said(line.start + match.start("body"), line.start + match.end("body"))


def _national(zone: Zone, draft: Draft) -> Found | None:
    title = draft.get("title") or ""
    heads = (title, *_signed(draft))
    of_state = any(
        head.startswith(zone.words.state) or zone.words.ministry.fullmatch(head) for head in heads
    )
    if of_state or any(word in title for word in zone.words.of_state):
        return Found(Settled(zone.words.whole, "meta.area_national"))
    return None


AREA: tuple[TitleRule, ...] = (
    Rule(
        "meta.area_platform", "title", "标题中的开发区等平台", "platform in the title",
        "某某经济开发区“十四五”规划 → 某某经济开发区", "a park further down in the title", _platform,
    ),
    Rule(
        "meta.area_division", "title", "标题中的行政区", "division in the title",
        "贵州省遵义市汇川区… → 汇川区", "a name inside a longer one: 云县 in 青云县", _division,
    ),
    Rule(
        "meta.area_form", "title", "形如地名", "a place by the form of its name",
        "青云县…行动方案 → 青云县", "words that only end so: 城市, 园区, 社区", _form,
    ),
    Rule(
        "meta.area_speaker", "title", "报告人所代表的政府", "the government that a report speaks for",
        "我代表云岭市人民政府，向大会报告工作 → 云岭市; 我代表国务院 → 全国",
        "我代表市人民政府: no place in it", _speaker,
    ),
    Rule(
        "meta.area_letterhead", "title", "版头或落款中的行政区", "division in letterhead or signature",
        "宜宾市人民政府文件 → 宜宾市", "lines below the eighth", _letterhead,
    ),
    Rule(
        "meta.area_number", "title", "发文字号的省份代字", "province by the document's number",
        "川办发〔2023〕12号 → 四川省", "a number that opens with another sign", _number,
    ),
    Rule(
        "meta.area_national", "title", "国家机关或全国规划", "the state's own plan",
        "国家…规划, 中央一号文件; signed by a ministry → 全国", "a plan of a division that names the state: 某市国家…试验区方案", _national,
    ),
)  # fmt: skip
