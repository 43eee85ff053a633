"""Title block: the area that a document is about."""

from __future__ import annotations

import re

from policy_extract.document import shadow
from policy_extract.expressions import expression
from policy_extract.layout.lines import Line
from policy_extract.layout.titles.by_text import BY_TEXT, TOWN
from policy_extract.layout.titles.zone import NUMBER, Draft, Found, TitleRule, TitleWords, Zone
from policy_extract.rules import Rule, Said, Settled

_SENTENCE = "。;,"
_QUOTED = expression(r"^[“\"][^“”\"]{2,6}[”\"]")
_DASH = expression(r"-{2,}")
_SHORTEST_SHORT, _LONGEST_SHORT = 2, 4  # signs of a place's short name: 杭州, 呼和浩特


def _settled(zone: Zone, name: str, rule: str, written: str | None = None) -> Found:
    at = zone.text.find(written or name)
    said = Said(at, at + len(written or name)) if at >= 0 else None
    return Found(Settled(name, rule, said))


_BY_TITLE = "meta.issuers_title"
_NOT_SIGNED = frozenset((_BY_TITLE, "meta.issuers_speaker"))


def _signed(draft: Draft) -> tuple[str, ...]:
    """The bodies that sign or stand in the head; not those whom title or speaker name, which have rules here."""
    said = draft.settled.get("issuers")
    if said is not None and said.rule in _NOT_SIGNED:
        return ()
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
    for province in words.provinces_by_short:
        if name.startswith(province):
            rest = name[len(province) :]
            if any(rest[:end] in words.short_lower for end in range(1, len(rest) + 1)):
                return rest
    return name


def _division(zone: Zone, draft: Draft) -> Found | None:
    found = next(filter(None, map(zone.words.division_in, _heads(draft))), None)
    return _settled(zone, found, "meta.area_division") if found else None


def _heads(draft: Draft) -> tuple[str, ...]:
    """The title, and what stands behind a dash in it, where the press is told who speaks: …系列新闻发布会——某市专场."""
    title = draft.get("title") or ""
    behind = _DASH.search(shadow(title))
    return (title, title[behind.end() :]) if behind else (title,)


def _epithet(zone: Zone, draft: Draft) -> Found | None:
    """A place by its short name behind what it is to become: 健康|杭州, 数字|江西."""
    title, shorts = draft.get("title") or "", zone.words.by_text
    for epithet in zone.words.epithet.finditer(title):
        at = epithet.end()
        for size in range(_LONGEST_SHORT, _SHORTEST_SHORT - 1, -1):
            short = title[at : at + size]
            name = shorts.divisions.principal(short) if len(short) == size else None
            if name:
                return _settled(zone, name, "meta.area_epithet", short)
    return None


def _acting(zone: Zone, draft: Draft) -> Found | None:
    """A city by its short name at the head of the title, in front of what it does: 关于|襄阳|加快打造…的实施意见.

    Refused: 平安|建设工作方案, 通道|建设: short names of counties are words, too; 关于支持襄阳建设…: another speaks of it.
    """
    words = zone.words
    head = words.of_year.sub("", draft.get("title") or "")
    for word in words.before_place:
        head = head.removeprefix(word)
    for size in range(_LONGEST_SHORT, _SHORTEST_SHORT - 1, -1):
        short = head[:size]
        name = words.by_text.divisions.principal(short)
        city = name is not None and words.divisions[name].level == "prefecture"
        if name and city and head.startswith(words.acting, size):
            return _settled(zone, name, "meta.area_acting", short)
    return None


def _form(zone: Zone, draft: Draft) -> Found | None:
    said = draft.settled.get("issuers")
    issued = (ref.name for ref in said.value) if said and said.rule == _BY_TITLE else ()
    signed = (n for n in (*_signed(draft), *issued) if not zone.words.division_in(n))
    for source in (*_heads(draft), *signed):
        named = zone.words.place.match(zone.words.of_year.sub("", source))
        if named and named[1] in zone.words.kinds:
            continue  # 自治区推动…若干政策: of which one the signature says
        if named and not zone.words.epithet.match(named[1]):  # 健康通州
            return _settled(zone, str(named[1]), "meta.area_form")
    return None


def _letterhead(zone: Zone, draft: Draft) -> Found | None:
    heads = (line.plain.partition("《")[0] for line in zone.lines[:8] if not _in_text(zone, line))
    for source in (*_signed(draft), *heads):
        found = zone.words.division_in(source)
        if found:
            return _settled(zone, found, "meta.area_letterhead")
    return None


def _in_text(zone: Zone, line: Line) -> bool:
    """A sentence or a row of a table: it may cite whoever it likes (为落实《某省…意见》（某府发〔2021〕16号）…)."""
    marked = line.plain.endswith(":") or any(mark in line.plain for mark in _SENTENCE)
    return marked or zone.row(line)


def _numbers(zone: Zone, draft: Draft) -> list[str]:
    """The numbers of the document: the settled one, else those of the first lines."""
    own = shadow(draft.get("number") or "")
    heads = (
        line.plain
        for line in zone.lines[:12]
        if not _in_text(zone, line) and "》(" not in line.plain
    )
    lines = (own,) if own else heads
    return [match.group() for match in map(NUMBER.search, lines) if match]


def _number(zone: Zone, draft: Draft) -> Found | None:
    """The province of the sign that the number opens with; none where a city or county addresses its own."""
    if any(word in line.plain for line in _addressed(zone) for word in zone.words.to_own):
        return None
    for number in _numbers(zone, draft):
        if number[0] in zone.words.provinces:
            return _settled(
                zone, zone.words.provinces[number[0]].name, "meta.area_number", number[0]
            )
    return None


def _state_number(zone: Zone, draft: Draft) -> Found | None:
    for number in _numbers(zone, draft):
        office = re.split(r"[\[(〔 \d]", number)[0]
        own = any(sign in office for sign in zone.words.not_of_state)
        if office.startswith(zone.words.state_numbers) and not own:
            return _settled(zone, zone.words.whole, "meta.area_state_number", office)
    return None


def _addressed(zone: Zone) -> list[Line]:
    """The lines of those addressed: 各县（市、区）人民政府，市政府各部门：, each up to a colon."""
    return [
        line
        for line in (*zone.lines[:25], *zone.below[:3])
        if line.plain.startswith(zone.words.addressing)
    ]


def _addressees(zone: Zone, _: Draft) -> Found | None:
    """The whole country: 各省、自治区、直辖市人民政府，国务院各部委、各直属机构."""
    for line in _addressed(zone):
        if line.plain.startswith(zone.words.to_all):
            said = Said(line.start, line.end)
            return Found(Settled(zone.words.whole, "meta.area_addressees", said))
    return None


def _speaker(zone: Zone, _: Draft) -> Found | None:
    """Whose government speaks, or whose assembly hears it: 我代表某市人民政府, 在某市第十六届人民代表大会."""
    words = zone.words
    for line in (*zone.joined(14), *zone.below[:2]):
        heard = any(w in line.plain for w in words.assembly)
        for match in (words.speaker.search(line.plain), words.speech.search(line.plain)):
            if match is None or (not heard and "body" not in match.groupdict()):
                continue
            body = match["body"] if "body" in match.groupdict() else match["where"]
            if body.startswith(words.state):
                return Found(Settled(words.whole, "meta.area_speaker", _said(line)))
            placed = words.place.match(body)
            name = words.division_in(body) or (placed[1] if placed else None)
            if name:
                return Found(Settled(str(name), "meta.area_speaker", _said(line)))
    return None


def _said(line: Line) -> Said:
    return Said(line.start, line.end)


def _branch(zone: Zone, draft: Draft) -> Found | None:
    """Where a body of the state has the office that writes: 国家统计局|滁州|调查队, 国家税务总局|滁州市|税务局."""
    words = zone.words
    for source in (draft.get("title") or "", *_signed(draft)):
        office = words.branch.match(words.of_year.sub("", source))
        where = office["where"] if office else ""
        name = words.division_in(where) or words.by_text.divisions.principal(where)
        if name:
            return _settled(zone, name, "meta.area_branch", where)
    return None


def _central(zone: Zone, draft: Draft) -> Found | None:
    """A ministry, the State Council or the Party centre in the title, or as the only ones who sign."""
    words = zone.words
    bodies = (*words.ministries, *words.state)
    title = draft.get("title") or ""
    lines = [line for line in zone.lines[:6] if _issuing(words, line.plain)]
    own = title.startswith(words.ministries) or any(x.plain.startswith(bodies) for x in lines)
    signed = _signed(draft)
    if own or (signed and all(name.startswith(bodies) for name in signed)):
        return Found(Settled(words.whole, "meta.area_central"))
    return None


def _issuing(words: TitleWords, plain: str) -> bool:
    """A title line that says who issues: 商务部等12部门关于…, 工业和信息化部 财政部关于印发…."""
    return any(w in plain for w in words.about) and not plain.endswith(("。", ":", ";", ","))


def _national(zone: Zone, draft: Draft) -> Found | None:
    words, title = zone.words, draft.get("title") or ""
    head = _QUOTED.sub("", words.of_year.sub("", title))  # “十四五”|全国…规划, 2024年|全国…计划
    signed = _signed(draft)
    bare = re.sub(r"[《“][^《》“”]*[》”]", "", title)
    opens = any(said.startswith(words.state) for said in (title, *signed))
    if any(word in bare for word in words.contests):
        return None
    state = next((word for word in words.state if head.startswith(word)), "")
    opens = opens or bool(
        state and not signed and not head.startswith(words.no_state_behind, len(state))
    )
    if opens or any(word in bare for word in words.country):
        return Found(Settled(words.whole, "meta.area_national"))
    return None


AREA: tuple[TitleRule, ...] = (
    *TOWN,
    Rule(
        "meta.area_platform", "title", "标题中的开发区等平台", "platform in the title",
        "某某经济开发区“十四五”规划 → 某某经济开发区", "a park further down in the title", _platform,
    ),
    Rule(
        "meta.area_division", "title", "标题中的行政区", "division in the title",
        "贵州省遵义市汇川区… → 汇川区", "a name inside a longer one: 云县 in 青云县", _division,
    ),
    Rule(
        "meta.area_epithet", "title", "愿景词后的简称", "a short name behind what the place is to become",
        "健康杭州三年行动计划 → 杭州市; 加快建设数字江西的实施意见 → 江西省",
        "健康朝阳: of several places that are called so none is the others’ own; 数字经济", _epithet,
    ),
    Rule(
        "meta.area_form", "title", "形如地名", "a place by the form of its name",
        "青云县…行动方案 → 青云县", "words that only end so: 城市, 园区, 社区", _form,
    ),
    Rule(
        "meta.area_speaker", "title", "报告人与代表大会", "whose government speaks, before whose assembly",
        "我代表国务院 → 全国; 在遵义市第六届人民代表大会第四次会议上 → 遵义市", "我代表市人民政府", _speaker,
    ),
    Rule(
        "meta.area_addressees", "title", "主送机关", "those whom the state addresses",
        "各省、自治区、直辖市人民政府，国务院各部委、各直属机构： → 全国", "各县（市、区）人民政府", _addressees,
    ),
    Rule(
        "meta.area_branch", "title", "中央机关的地方分支", "where an office of a central body is",
        "国家统计局滁州调查队关于…的公告 → 滁州市, 国家税务总局滁州市税务局…报告 → 滁州市", "国家税务总局关于…: the body itself", _branch,
    ),
    Rule(
        "meta.area_central", "title", "部委及中央机关", "ministries and organs of the centre",
        "民政部关于加强养老服务的指导意见 → 全国", "a city's bureau: 民政局", _central,
    ),
    Rule(
        "meta.area_letterhead", "title", "版头或落款中的行政区", "division in letterhead or signature",
        "宜宾市人民政府文件 → 宜宾市", "lines below the eighth; a sentence, what it cites: 为落实《某省…意见》", _letterhead,
    ),
    Rule(
        "meta.area_number", "title", "发文字号的省份代字", "province by the document's number",
        "川办发〔2023〕12号 → 四川省", "a number that opens with another sign; one that is cited: 《…》（川办发〔2023〕12号）", _number,
    ),
    Rule(
        "meta.area_state_number", "title", "发文字号的中央代字", "number of the state or the Party",
        "国发〔2024〕1号 → 全国", "a city's sign: 建政发〔2024〕1号", _state_number,
    ),
    Rule(
        "meta.area_acting", "title", "标题开头的城市简称", "a city's short name in front of what it does",
        "关于襄阳加快打造…枢纽的实施意见 → 襄阳市", "平安建设, 通道建设: words that counties are called by; 关于支持襄阳建设…", _acting,
    ),
    Rule(
        "meta.area_national", "title", "国家机关或全国规划", "the state's own plan",
        "国家…规划, “十四五”全国…规划, 2024年全国…工作计划, 中国…行动 → 全国",
        "a plan of a division that names the state: 某市国家…试验区方案; what a place competes for: 全国文明城市创建方案", _national,
    ),
    *BY_TEXT,
)  # fmt: skip
