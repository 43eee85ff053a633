"""Whose part of an area: an industry, a project, a park, those named before – the rules."""

from __future__ import annotations

from policy_extract.extract.observations.drafts import TASK_ROW, Owned
from policy_extract.extract.observations.owners.companies import DID
from policy_extract.extract.observations.owners.look import OwnLook
from policy_extract.extract.observations.owners.projects import LISTED, PROJECTS
from policy_extract.extract.observations.windows import located
from policy_extract.measure.quantity import COUNTED
from policy_extract.rules import Rule, Said, Settled

_RATED = "segment.rate"
_OWN_OBJECT = 8  # signs of the name of a rate that says itself of what it is
_OPENS = 2  # signs by which an industry is known in the name of bodies of it
_PART = ";"  # parts clauses that are of different regions
_DOCUMENT = "《"  # what a document's name opens with


def _of_class(look: OwnLook) -> Settled[str] | None:
    kind = look.named.kind_of
    return Settled(kind, "segment.class", look.said(kind)) if kind else None


CLASS = Rule(
    "segment.class", "own", "所属类别", "a class of what was named",
    "1500家，其中制造业类|150家; 大数据相关企业|增加…个就业岗位",
    "a noun of its own", _of_class,
)  # fmt: skip


def _in_front(look: OwnLook) -> Settled[str] | None:
    cut = look.part.cut
    if not cut.segment or cut.segment_rule == DID:
        return None
    words, segment = look.ground.words, cut.segment
    park = next((n for n in words.projects.back_nouns if segment.startswith(n)), "")
    if look.home.place is not None and len(segment) > len(park) + 2:
        segment = segment[len(park) :]  # “云岭产业园：…园区|大数据企业营业收入”
    return Settled(segment, cut.segment_rule, look.said(segment))


IN_FRONT = Rule(
    "segment.in_front", "own", "名称前的主体", "owner in front of the name",
    "纺织产业|规上工业总产值: what the rules of the name took off its front",
    "规上工业|增加值: belongs to the indicator", _in_front,
)  # fmt: skip


def _before_verb(look: OwnLook) -> Settled[str] | None:
    inside = look.part.inside and look.ground.words.companies.bare(look.part.inside)
    inside = inside and look.ground.words.projects.natured.sub("", inside)
    if not inside or inside.startswith(_DOCUMENT):
        return None
    return Settled(inside, "segment.before_verb", look.said(inside))


BEFORE_VERB = Rule(
    "segment.before_verb", "own", "动词前的主体", "owner before a verb",
    "8大重点细分行业|实现|规上工业总产值",
    "投资完成率: no verb; a document: 《实施方案》|共实施项目191项", _before_verb,
)  # fmt: skip


def _of_urban(look: OwnLook) -> Settled[str] | None:
    word = look.part.phrase.word("whole_area")
    return Settled(word, URBAN.id, look.said(word)) if word in look.ground.words.urban else None


URBAN = Rule(
    "segment.urban", "own", "市区", "the city proper",
    "全市入园率达到96%，其中|市区|98%: a part of the area, not all of it",
    "全市入园率, 市域: the whole area", _of_urban,
)  # fmt: skip


def _of_row(look: OwnLook) -> Settled[str] | None:
    subject = look.home.subject
    if subject is None or look.ground.words.acts.match(subject):
        return None
    if look.named.name.rule == TASK_ROW:  # the row says what is counted, not of what part
        return None
    return Settled(subject, "segment.row", None, ("segment.from_row",))


ROW = Rule(
    "segment.row", "own", "表格行的主题", "what a table’s row is about",
    "the second cell of a row whose other cells hold prose",
    "cells of an indicator table; what is to be done: 加大数据开发利用, 完善机制", _of_row,
)  # fmt: skip


def _of_heading(look: OwnLook) -> Settled[str] | None:
    splitter = look.ground.splitter
    if look.part.cut.name not in splitter.words.section_measures:
        return None
    section = look.home.sentence.paragraph.section
    heading = splitter.from_heading(look.ground.plan.ancestors(section))
    if heading is None:
        return None
    said = located(look.ground.plan.text, heading.title, heading.start, heading.start + 40)
    return Settled(heading.title, "segment.heading", said, ("segment.from_heading",))


OF_HEADING = Rule(
    "segment.heading", "own", "标题里的行业", "the industry of the heading",
    "“1．纺织服装” over “规上工业总产值达到1000亿元”",
    "a heading with marks in it, or not below 产业, 行业", _of_heading,
)  # fmt: skip


def _of_topic(look: OwnLook) -> Settled[str] | None:
    sentence, words = look.home.sentence, look.ground.words
    if look.home.cell is not None or look.part.phrase.says("whole_area"):
        return None
    topic = words.topic.match(look.ground.plan.shadow, sentence.start, look.named.left)
    if topic is None or (look.area and look.area.value != look.ground.splitter.area):
        return None
    splitter, name = look.ground.splitter, look.part.cut.name
    if splitter.of_other_field(name) or (splitter.ends_known(name) and name not in words.bare):
        return (
            None  # 文旅产业方面，|旅游接待人次|300万; 林业产业方面，|森林覆盖率|65%: the area's own
        )
    if words.peeler.borders.opens_with_verb(topic["who"]):
        return None  # 推进茶产业链方面
    return Settled(topic["who"], "segment.topic", Said(*topic.span("who")))


TOPIC = Rule(
    "segment.topic", "own", "句首的产业链", "the chain that a sentence is about",
    "茶产业链方面，招引…等项目，到位资金|0.8亿元: all of the sentence, not of what its lists end with",
    "工业方面，规上工业增加值增长8%: a field, whose indicators are the area’s; 全县到位资金; 文旅产业方面，旅游接待人次300万", _of_topic,
)  # fmt: skip


def _of_region(look: OwnLook) -> Settled[str] | None:
    shadow, left = look.ground.plan.shadow, look.named.left
    if look.home.cell is not None or look.part.phrase.says("whole_area"):
        return None
    start = max(look.home.sentence.start, shadow.rfind(_PART, look.home.sentence.start, left) + 1)
    opening = look.ground.words.region.match(shadow, start, left)
    if opening is None or (look.area and look.area.value != look.ground.splitter.area):
        return None
    group = opening.lastgroup or ""
    if opening[group] in look.named.name.words:
        return None  # 东部地区|新开工规模…，占全国的|3.3%: the name says so
    return Settled(opening[group], "segment.region", Said(*opening.span(group)))


REGION = Rule(
    "segment.region", "own", "分句首的区域", "the part of the country or the level that a clause opens with",
    "东部地区优化布局，建成规模|12万吨; 西部地区…，…: all of the clause, up to the next; 省级6项，概算投资|140亿元; 市级5项，…",
    "东部沿海城市, 西部大开发: the word goes on; 全市…: the whole area", _of_region,
)  # fmt: skip


def _of_opening(look: OwnLook) -> Settled[str] | None:
    words, part, shadow = look.ground.words, look.part, look.ground.plan.shadow
    bare = part.cut.name in words.bare and not part.phrase.says("whole_area")
    if not bare or look.home.cell is not None:
        return None
    opening = words.opening.match(shadow, look.home.sentence.start, look.named.left)
    if opening is None:
        return None
    if look.before is not None or words.peeler.borders.opens_with_verb(opening["who"]):
        return None  # 推动汽车产业持续壮大
    if look.area is not None and look.area.value != look.ground.splitter.area:
        return None  # 乡镇企业蓬勃发展，递铺街道实现税收12亿元
    who = look.ground.splitter.split(opening["who"] + words.output).segment
    if who is None or who.endswith(words.no_branch) or who.startswith(words.no_opening):
        return None
    start = opening.start() + opening["who"].index(who)
    said = Said(start, start + len(who))
    return Settled(who, "segment.opening", said, ("segment.carried",))


OF_OPENING = Rule(
    "segment.opening", "own", "句首的行业", "the industry that a sentence opens with",
    "数字经济产业蓬勃发展，实现|营业收入320亿元: a bare output is of what the sentence says how it went",
    "营商环境持续优化，实现产值320亿元: no industry; …，全市实现营业收入; a name that says of what it is", _of_opening,
)  # fmt: skip


def _says_whose(look: OwnLook, before: Owned, segment: Settled[str]) -> bool:
    """The number behind is of nobody named before, or says itself of whom.

    其中城市0.8万人、农村3.8万人，累计发放低保金|2.1亿元: in all; 金融机构存款300亿元，招商到位资金|增长20%: of no lender; 粮食产业经济总产值…，培育
    粮食企业|3家: it names the industry. Refused: 其中制造业12家，|产值300亿元: what is made is the part's own.
    """
    words, name, q = look.ground.words, look.part.cut.name, look.named.candidate.quantity
    behind_part = segment.rule == CLASS.id and before.named.part and not look.named.part
    if behind_part and name not in words.bare and not look.named.name.inherited:
        return True
    if segment.value.endswith(words.lenders) and not any(piece in name for piece in words.lent):
        return True
    if q is None or q.kind not in COUNTED:
        return False
    return any(segment.value[:_OPENS] + body in name for body in words.industry_bodies)


def _carried(look: OwnLook) -> Settled[str] | None:
    before = look.before
    if before is None or before.segment is None or look.home.cell is not None:
        return None
    if before.segment.rule in (REGION.id, URBAN.id):
        return None  # 省级6项，概算投资…；|市级|5项; 其中市区98%，|乡镇中心幼儿园建园率: they say themselves how far they hold
    said, candidate = before.segment.said, look.named.candidate
    if said is not None and said.start <= candidate.start < said.end:
        return None  # 总投资794亿元的|159个|重点项目建设: the number is in the owner's own words
    if before.segment.rule == LISTED.id:
        return None  # 总投资3亿元的甲江水库工程、…|等5个项目: each has its own
    if before.segment.value.endswith(look.ground.words.collectors) and not look.named.name.doubts:
        return None  # 收入…，税务部门完成9亿元，|支出40亿元: a name of its own
    pays = look.ground.words.inner.pays(before.named.name.words)
    funds = before.segment.value.endswith(look.ground.words.funders)
    if funds or (pays and not look.ground.splitter.owns(*pays)):
        return None  # 省财政|安排资金12亿元，造林面积60万亩: its own number only
    if _says_whose(look, before, before.segment):
        return None
    own = look.area is not None and look.area.value == look.ground.splitter.area
    closed = look.ground.plan.shadow.startswith(")", before.named.candidate.end)
    if closed and look.named.left > before.named.candidate.end:
        return None  # 供水普及率97%（县城|92%），污水处理率|95%: no longer of the county towns
    if not own or look.part.phrase.says("whole_area"):
        return None
    if before.segment.rule not in PROJECTS and look.ground.splitter.has_owner(look.part.cut.name):
        return None
    if before.segment.rule in PROJECTS and look.ground.words.projects.own_project.match(
        look.part.cut.name
    ):
        return None  # 中央预算内投资项目总投资20亿元, |高标准农田建设项目总投资15亿元: a project of its own
    segment, name = before.segment, look.part.cut.name
    apart = look.ground.plan.shadow.find(";", before.named.candidate.end, look.named.left) >= 0
    if apart and segment.rule not in PROJECTS and name not in look.ground.words.bare:
        return None  # 数据中心标准机架3.5万架；|工业企业数字化改造覆盖率85%: of what stands behind the mark
    if look.ground.splitter.only_of_a_place(name, segment.value):
        return None  # 工农业总产值6亿元，|农民人均纯收入9600元
    own_object = len(look.part.cut.name) >= _OWN_OBJECT and segment.rule == _RATED
    if own_object and look.part.cut.name.endswith(look.ground.words.rates):
        return None  # 养老机构消防合格率100%、|高龄老人津贴发放率|100%: it says whose it is
    if look.ground.splitter.other_sector(look.part.cut.name, segment.value):
        return None
    if look.part.cut.name.startswith(segment.value):
        return None  # 环保产业|产值50亿元，占GDP比重3%: 环保产业产值占GDP比重 names it
    return Settled(segment.value, "segment.carried", segment.said, ("segment.carried",))


CARRIED = Rule(
    "segment.carried", "own", "前句的主体", "owner of the number before",
    "纺织产业产值500亿元，|增加值100亿元: also of 纺织产业",
    "全市…: the whole area; 标准机架3.5万架；工业企业上云率|85%: behind a semicolon, but for what is made and sold; 工农业总产值6亿元，财政收入|1亿元; 省财政安排资金12亿元，造林面积|60万亩: who pays for one has but that; a name with a project of its own; 养老机构消防合格率100%、高龄老人津贴发放率|100%",
    _carried,
)  # fmt: skip
