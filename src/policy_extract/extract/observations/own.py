"""The own stage: whose number it is – area, segment, project, each – and the bare name that is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from policy_extract.document import Plan
from policy_extract.document.project_titles import ProjectHeadings
from policy_extract.expressions import expression
from policy_extract.extract.observations.cuts import Cut
from policy_extract.extract.observations.drafts import TASK_ROW, Home, Named, Owned
from policy_extract.extract.observations.each import IMPLIED, EachReader, EachWords
from policy_extract.extract.observations.nouns import InnerVerbs, Nouns
from policy_extract.extract.observations.own_projects import (
    IN_NAME,
    LISTED,
    PROJECTS,
    ProjectWords,
    of_park_named,
    of_project,
    of_project_heading,
    of_project_in_name,
    of_project_listed,
    of_project_named,
)
from policy_extract.extract.observations.phrase import Peeler, Phrase
from policy_extract.extract.observations.split import Splitter
from policy_extract.extract.observations.sums import Sums
from policy_extract.extract.observations.windows import OF, located
from policy_extract.lexicon import Lexicon
from policy_extract.rules import Rule, Said, Settled, Switches
from policy_extract.tuples import NamedTuple

_DOCUMENT = "《"  # what a document's name opens with
_PROBE_OWNER = 14  # signs that an owner before a verb may have
_TWICE = expression(r"([\u4e00-\u9fff]{2})(.{2,})\1")
_PLACED = frozenset(("name.place_alone", "name.place_behind"))  # a place that words name alone


class OwningWords:
    """The words that owning goes by; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, peeler: Peeler, nouns: Nouns) -> None:
        words, pattern = lexicon.words, lexicon.pattern
        self.peeler, self.nouns = peeler, nouns
        self.inner = InnerVerbs(lexicon, peeler)
        self.realised = words("naming", "inner.realised")
        self.outputs = words("naming", "inner.outputs")
        self.keep = words("announcing", "keep")
        self.output = words("owners", "section.measures")[0]
        self.cumulative = pattern(r"(?:<naming.name.cumulative_ends>)$")
        self.cumulative_word = words("measures", "cumulative.words")
        self.sums = lexicon.once(Sums)
        self.counted = pattern(r"(.{0,14}?(?:<naming.name.counted>))(.{3,})")
        self.projects = ProjectWords(lexicon)
        self.each = EachWords(lexicon)
        # a row's words that say what is to be done: 加大|数据开发利用; 保障性住房 is a thing
        self.acts = pattern(
            r"(?:<announcing.front>|<doubts.name.verbs>|<owners.row.verbs>)(?!<owners.row.not_behind>)[\u4e00-\u9fff]{2}"
        )


class Part(NamedTuple):
    """A name taken apart: what the splitter cut off, the phrase with new signs, the owner inside."""

    cut: Cut
    phrase: Phrase
    inside: str | None = None


class Owning:
    """Settles whose the numbers of one plan are."""

    def __init__(
        self, plan: Plan, words: OwningWords, splitter: Splitter, switches: Switches
    ) -> None:
        self.plan, self.words, self.splitter = plan, words, splitter
        self._segments = switches.on(SEGMENTS)
        self._areas = switches.on(AREAS)
        self._elsewhere = switches.has(COMPARED)
        self._each = EachReader(plan, words.each, switches)
        self.headed = ProjectHeadings(plan, words.projects.project_titles)
        self._own_area = Settled(splitter.area, "area.document", None, ("area.from_document",))

    def own(self, home: Home, named: Iterable[Named]) -> list[Owned]:
        """The named candidates of a sentence with their owners, in order."""
        found: list[Owned] = []
        for item in named:
            found.append(self._own(home, item, found[-1] if found else None))
        return found

    def _own(self, home: Home, named: Named, before: Owned | None) -> Owned:
        part = self.part(named)
        look = OwnLook(self, home, named, part, before)
        area = _first(self._areas, look) or self._own_area
        segment = _first(self._segments, OwnLook(self, home, named, part, before, area))
        place = home.place
        if place and area.value == self.splitter.area and not part.phrase.says("whole_area"):
            area = place
        each, name = self._each.of(named, before), part.cut.name
        if each and each.rule == IMPLIED.id and len(name) > len(each.value) + 1:
            name = name.removeprefix(each.value)
        if segment and segment.rule == "segment.park_named":
            noun = next((n for n in self.words.projects.back_nouns if name.startswith(n)), "")
            name = name[len(noun) :] if len(name) > len(noun) + 1 else name
        if segment and segment.rule == IN_NAME:
            name = name[name.rindex(segment.value) + len(segment.value) :]
        return Owned(named, part.phrase, name, area, segment, each)

    def part(self, named: Named) -> Part:
        """Area and segment off the name, from its front and from before a verb inside it."""
        words, phrase = self.words, named.phrase
        name = words.each.without(words.nouns.untimed(named.name.words))
        bare, end = words.sums.without(name), max(named.candidate.end, named.noun_end)
        if (bare != name and not named.name.inherited) or words.sums.behind(self.plan.shadow, end):
            phrase = phrase.saying("cumulative", words.cumulative_word[-1])
        name = bare
        told = next((w for w in words.cumulative_word if w in name), "")
        if told:
            phrase = phrase.saying("cumulative", told)
            name = words.cumulative.sub("", name) or name
        name = self._once(name)
        inside: str | None = None
        counted = words.counted.match(name) if named.after_count else None
        if counted:
            inside, name = counted.group(1), counted.group(2)
        cut = self._compared(named, name) or self.splitter.split(name)
        described = (
            named.before_noun and OF in cut.name
        )  # 3个|建成产业园的县: its verb describes it
        # 新设外资企业数量|增长19%: a rate of what is new keeps its word
        new = phrase.word("new")
        described |= bool(new) and not phrase.says("increase") and cut.name.startswith(new)
        fronted = phrase.named(cut.name) if described else words.peeler.front(cut.name, phrase)
        front, phrase = fronted.name or cut.name, fronted
        before, bared = words.inner.part(front, phrase)
        verb = front[len(before) : len(before) + 2]
        if before and not self.splitter.owns(before, verb):
            if verb in words.realised and bared.name.endswith(words.outputs):
                return self._realised(cut, before, bared, inside)
            before, bared = "", bared.named(front)
        if not before and bared.name == front:
            before, bared = words.inner.behind_adverb(front, bared)
            if before and named.before_noun:  # 20个|项目陆续开工建设: the verb says which
                return Part(cut._replace(name=bared.name + OF + before), bared, inside)
        if before and self.splitter.words.general(before):
            return Part(cut._replace(name=before + bared.name), bared, inside)
        if before:
            return self._before_verb(cut, before, bared, inside)
        if front != cut.name:
            again = self.splitter.split(front)
            return Part(_of(again.name, (cut, again), (cut, again)), phrase, inside)
        return Part(_renamed(cut, bared.name), bared, inside)

    def _realised(self, cut: Cut, before: str, bared: Phrase, inside: str | None) -> Part:
        """“中药材|实现|综合产值”: whatever is made or sold has an output of its own.

        A verb with what it is done to has none, and is left off: 接待游客|实现旅游收入.
        """
        if self.words.peeler.borders.opens_with_verb(before):
            return Part(cut._replace(name=bared.name), bared, inside)
        return self._before_verb(cut, before, bared, inside)

    def _compared(self, named: Named, name: str) -> Cut | None:
        """A place elsewhere that the words name alone, or a country that opens the clause, off a name."""
        places, shadow = self.splitter.words.named_places, self.plan.shadow
        alone = named.name.rule in _PLACED
        opens = not named.before_noun and places.opens(shadow, named.left, name)
        cut = self.splitter.placed(name, COMPARED.id) if alone or opens else None
        if cut is None or not self._elsewhere:
            return None
        rest = self.splitter.split(cut.name)
        return rest._replace(area=cut.area, area_rule=cut.area_rule, area_words=cut.area_words)

    def _before_verb(self, cut: Cut, before: str, bared: Phrase, inside: str | None) -> Part:
        """“8大重点细分行业|实现|规上工业总产值”: the owner stands before the verb."""
        if self.splitter.shared(before):
            return Part(cut._replace(name=bared.name), bared, inside)
        own = self.splitter.split(before + self.words.output)
        short = own.area is None and len(before) <= _PROBE_OWNER
        inside = inside or own.segment or (before if short else None)
        again = self.splitter.split(bared.name)
        return Part(_of(again.name, (own, again, cut), (again, cut)), bared, inside)

    def _once(self, name: str) -> str:
        """“整治高耗低效企业整治1000家” says its verb twice."""
        doubled = _TWICE.fullmatch(name)
        if doubled and doubled.group(1) in self.words.keep:
            return doubled.group(1) + doubled.group(2)
        return name


def _first(rules: Sequence[Rule[Owns]], look: OwnLook) -> Settled[str] | None:
    """What the first rule that speaks says."""
    for rule in rules:
        found = rule.run(look)
        if found is not None:
            return found
    return None


def _renamed(cut: Cut, name: str) -> Cut:
    return cut if name == cut.name else cut._replace(name=name)


def _of(name: str, areas: tuple[Cut, ...], segments: tuple[Cut, ...]) -> Cut:
    """A name with the first area and the first segment that the cuts have."""
    area = next((cut for cut in areas if cut.area), areas[0])
    segment = next((cut for cut in segments if cut.segment), segments[0])
    return Cut(
        name, area.area, segment.segment, area.area_rule, segment.segment_rule, area.area_words
    )


class OwnLook(NamedTuple):
    """A named candidate with its name taken apart, and the draft before it in the sentence."""

    owning: Owning
    home: Home
    named: Named
    part: Part
    before: Owned | None
    area: Settled[str] | None = None

    def said(self, words: str) -> Said | None:
        """Where an owner's words stand around the number."""
        start = self.named.left
        end = max(self.named.candidate.end, self.named.noun_end)
        return located(self.owning.plan.shadow, words, start, end)


def _named_area(look: OwnLook) -> Settled[str] | None:
    cut = look.part.cut
    own = look.named.name.inherited and look.part.phrase.says("whole_area")
    if cut.area is None or own:
        return None  # “深圳…1.8万家，我市为7700家”
    return Settled(cut.area, cut.area_rule, look.said(cut.area_words))


def _subject_area(look: OwnLook) -> Settled[str] | None:
    """“余杭区培育200家高新技术企业”: who does it stands in front of the verb."""
    named, splitter = look.named, look.owning.splitter
    if not named.before_noun or look.part.phrase.says("whole_area"):
        return None
    place = splitter.subject_place(named.phrase.name)
    return Settled(place, "area.subject", look.said(place)) if place else None


def _whole_area(look: OwnLook) -> Settled[str] | None:
    word = look.part.phrase.word("whole_area")
    if not word or look.owning.splitter.around.upper(word):
        return None
    return Settled(look.owning.splitter.area, "area.whole", look.said(word))


def _upper_area(look: OwnLook) -> Settled[str] | None:
    word = look.part.phrase.word("whole_area")
    upper = look.owning.splitter.around.upper(word) if word else None
    return Settled(upper, "area.upper", look.said(word)) if upper else None


def _of_class(look: OwnLook) -> Settled[str] | None:
    kind = look.named.kind_of
    return Settled(kind, "segment.class", look.said(kind)) if kind else None


def _in_front(look: OwnLook) -> Settled[str] | None:
    cut = look.part.cut
    if not cut.segment:
        return None
    words, segment = look.owning.words, cut.segment
    park = next((n for n in words.projects.back_nouns if segment.startswith(n)), "")
    if look.home.place is not None and len(segment) > len(park) + 2:
        segment = segment[len(park) :]  # “云岭产业园：…园区|大数据企业营业收入”
    return Settled(segment, cut.segment_rule, look.said(segment))


def _before_verb(look: OwnLook) -> Settled[str] | None:
    inside = look.part.inside
    if not inside or inside.startswith(_DOCUMENT):
        return None
    return Settled(inside, "segment.before_verb", look.said(inside))


def _of_row(look: OwnLook) -> Settled[str] | None:
    subject = look.home.subject
    if subject is None or look.owning.words.acts.match(subject):
        return None
    if look.named.name.rule == TASK_ROW:  # the row says what is counted, not of what part
        return None
    return Settled(subject, "segment.row", None, ("segment.from_row",))


def _of_heading(look: OwnLook) -> Settled[str] | None:
    splitter = look.owning.splitter
    if look.part.cut.name not in splitter.words.section_measures:
        return None
    section = look.home.sentence.paragraph.section
    heading = splitter.from_heading(look.owning.plan.ancestors(section))
    if heading is None:
        return None
    said = located(look.owning.plan.text, heading.title, heading.start, heading.start + 40)
    return Settled(heading.title, "segment.heading", said, ("segment.from_heading",))


def _carried(look: OwnLook) -> Settled[str] | None:
    before = look.before
    if before is None or before.segment is None or look.home.cell is not None:
        return None
    if before.segment.rule == LISTED:
        return None  # 总投资3亿元的甲江水库工程、…|等5个项目: each has its own
    own = look.area is not None and look.area.value == look.owning.splitter.area
    closed = look.owning.plan.shadow.startswith(")", before.named.candidate.end)
    if closed and look.named.left > before.named.candidate.end:
        return None  # 供水普及率97%（县城|92%），污水处理率|95%: no longer of the county towns
    if not own or look.part.phrase.says("whole_area"):
        return None
    if before.segment.rule not in PROJECTS and look.owning.splitter.has_owner(look.part.cut.name):
        return None
    segment = before.segment
    if look.owning.splitter.other_sector(look.part.cut.name, segment.value):
        return None
    if look.part.cut.name.startswith(segment.value):
        return None  # 环保产业|产值50亿元，占GDP比重3%: 环保产业产值占GDP比重 names it
    return Settled(segment.value, "segment.carried", segment.said, ("segment.carried",))


Owns = Callable[[OwnLook], Settled[str] | None]

#: Whose area, in the order in which they are asked.
AREAS: tuple[Rule[Owns], ...] = (
    Rule(
        "area.named", "own", "写明的地区", "area in front of the name",
        "婺城区规上工业总产值: what the rules of the name took off its front",
        "a place that is part of a name", _named_area,
    ),
    Rule(
        "area.subject", "own", "动词前的地区", "an area in front of the verb",
        "余杭区|培育200家高新技术企业, 白沙镇|建成10个基地",
        "支持余杭区培育…, 余杭区等地", _subject_area,
    ),
    Rule(
        "area.whole", "own", "全市等", "words for the whole area",
        "全市, 我省, 全县: the plan's own area",
        "全社会: belongs to the indicator; 全省 in a plan of a city", _whole_area,
    ),
    Rule(
        "area.upper", "own", "上级地区", "words for an area above the plan's",
        "全省 in a plan of 杭州市 is 浙江省, whose value is quoted for comparison",
        "全省 in a plan of 浙江省: the whole area", _upper_area,
    ),
)  # fmt: skip

#: Whose part, in the order in which they are asked.
SEGMENTS: tuple[Rule[Owns], ...] = (
    Rule(
        LISTED, "own", "款项后的项目", "the project behind its money in a list",
        "总投资3亿元的|甲江水库工程|、2亿元的|乙河治理|等项目",
        "总投资5亿元的项目12个: kinds, of which none is named", of_project_listed,
    ),
    Rule(
        "segment.class", "own", "所属类别", "a class of what was named",
        "1500家，其中制造业类|150家; 大数据相关企业|增加…个就业岗位",
        "a noun of its own", _of_class,
    ),
    Rule(
        "segment.project_named", "own", "前文的项目", "the project named before",
        "引进云岭光电项目，…。项目|总投资20亿元",
        "等12个项目，项目总投资; 重点项目: none in particular", of_project_named,
    ),
    Rule(
        "segment.park_named", "own", "前文的园区", "the park named before",
        "建设云岭产业园，…。园区|规划面积3000亩, 该基地|总投资5亿元",
        "各园区; a park that nobody named", of_park_named,
    ),
    Rule(
        "segment.in_front", "own", "名称前的主体", "owner in front of the name",
        "纺织产业|规上工业总产值: what the rules of the name took off its front",
        "规上工业|增加值: belongs to the indicator", _in_front,
    ),
    Rule(
        "segment.before_verb", "own", "动词前的主体", "owner before a verb",
        "8大重点细分行业|实现|规上工业总产值",
        "投资完成率: no verb; a document: 《实施方案》|共实施项目191项", _before_verb,
    ),
    Rule(
        "segment.row", "own", "表格行的主题", "what a table’s row is about",
        "the second cell of a row whose other cells hold prose",
        "cells of an indicator table; what is to be done: 加大数据开发利用, 完善机制", _of_row,
    ),
    Rule(
        IN_NAME, "own", "名称中的项目", "the project in the name",
        "云岭光电显示项目|总投资20亿元, 由甲集团建设的|云岭光电显示项目|占地300亩",
        "工业项目总投资, 省重点项目总投资: kinds; 项目投资增长20%", of_project_in_name,
    ),
    Rule(
        "segment.project", "own", "项目自身的数值", "a project’s own number",
        "…产业园项目，总投资20亿元; 总投资949亿元的…工程",
        "等12个项目，总投资: several projects", of_project,
    ),
    Rule(
        "segment.project_heading", "own", "标题里的项目", "the project of the heading",
        "总投资20亿元 under a heading that is a project's name",
        "a heading that names no project", of_project_heading,
    ),
    Rule(
        "segment.heading", "own", "标题里的行业", "the industry of the heading",
        "“1．纺织服装” over “规上工业总产值达到1000亿元”",
        "a heading with marks in it, or not below 产业, 行业", _of_heading,
    ),
    Rule(
        "segment.carried", "own", "前句的主体", "owner of the number before",
        "纺织产业产值500亿元，|增加值100亿元: also of 纺织产业",
        "全市…: the whole area", _carried,
    ),
)  # fmt: skip

PARAGRAPH = Rule(
    "area.paragraph", "own", "段首的地点", "the place that the paragraph opens with",
    "云岩区：…达到5家; …产业园。…: the place holds for the numbers of the paragraph",
    "全市…: the whole area; a paragraph that opens with a word that is no place", Owning.own,
)  # fmt: skip
SENTENCE = Rule(
    "area.sentence", "own", "句首的地点", "the place that the sentence opens with",
    "余杭区重点发展人工智能产业，…，培育龙头企业10家: the place holds for the numbers of the sentence",
    "余杭区、萧山区等地; 全市…: the whole area", Owning.own,
)  # fmt: skip
COMPARED = Rule(
    "area.compared", "own", "比较中的别处", "another place, for comparison",
    "研发投入强度为2.1%，美国为3.45%; 高于成都市的74%; 英国|老年人口占比达到18.6%: that place’s value",
    "对德国出口增速, 接待韩国游客: the plan’s own; a place below the plan’s", Owning._compared,
)  # fmt: skip
HEADING = Rule(
    "area.heading", "own", "标题里的地点", "the place that the heading is",
    "（二）白云山镇, 花溪区基本情况: the place holds for the numbers of the section",
    "a heading with more than a place in it: 花溪区大数据产业园; 全区…: the whole area", Owning.own,
)  # fmt: skip
DOCUMENT = Rule(
    "area.document", "own", "文件的地区", "the document’s area",
    "no words name another area: the one of the title",
    "", Owning.own,
)  # fmt: skip
