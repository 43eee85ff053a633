"""The own stage: whose number it is – area, segment, project, each – and the bare name that is left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from policy_extract.document import Plan
from policy_extract.document.project_titles import ProjectHeadings, ProjectTitles
from policy_extract.expressions import expression
from policy_extract.extract.observations.cuts import Cut
from policy_extract.extract.observations.drafts import TASK_ROW, Home, Named, Owned
from policy_extract.extract.observations.each import IMPLIED, EachReader, EachWords
from policy_extract.extract.observations.nouns import InnerVerbs, Nouns
from policy_extract.extract.observations.phrase import Peeler, Phrase
from policy_extract.extract.observations.project_money import MONEY_OF_NAMED
from policy_extract.extract.observations.split import Splitter
from policy_extract.extract.observations.sums import Sums
from policy_extract.extract.observations.windows import OF, located
from policy_extract.lexicon import Lexicon
from policy_extract.rules import Rule, Said, Settled, Switches
from policy_extract.tuples import NamedTuple

_DOCUMENT = "《"  # what a document's name opens with
_PROBE_OWNER = 14  # signs that an owner before a verb may have
_SEVERAL = expression(r"等\d|\d+个")  # “等12个项目，总投资”: nobody’s in particular
_TWICE = expression(r"([\u4e00-\u9fff]{2})(.{2,})\1")
_PLACED = frozenset(("name.place_alone", "name.place_behind"))  # a place that words name alone
_SHORTEST_PROJECT = 7  # signs, the noun with them
IN_NAME: Final = "segment.project_in_name"
LISTED: Final = "segment.project_listed"
_PROJECT_FAR = 40  # signs in which a project stands before its number


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
        self.project_measures = words("owners", "project.measures")
        # “总投资949亿元的引江济淮工程”: the project behind its own number
        self.project_behind = pattern(
            r"的([^,;。:、()的]{3,30}?(?:<naming.project.behind_nouns>))(?![\u4e00-\u9fff]{0,2}[\d])"
        )
        # “总投资15亿元，年产量5万吨的云岭钢结构项目”: behind what else it has
        self.project_further = pattern(
            rf",[^,;。:、(){OF}]{{2,20}}{OF}(?P<project>[^,;。:、(){OF}]{{3,30}}?(?:<naming.project.nouns>))"
            r"(?![\u4e00-\u9fff]{0,2}[\d])"
        )
        self.project_in_name = pattern(
            r"(?P<project>.{5,60}?(?:<naming.project.nouns>))(?:<naming.project.whole_sums>)$"
        )
        self.project_before = pattern(r"([^,;。:、]{3,30}(?:<naming.project.nouns>))[,:(]$")
        self.project_named = _named(lexicon, "<naming.project.named_nouns>")
        self.park_named = _named(lexicon, "<naming.park.named_nouns>")
        self.back_to_project = pattern(r"(?:<naming.project.back_to>)")
        self.back_to_park = pattern(r"(?:<naming.park.back_to>)")
        back = "<naming.project.back_to><naming.park.back_to>"
        self.back_signs = lexicon.first_signs(back)  # one look for both, since few words point back
        self.back_nouns = words("naming", "park.back_nouns")
        self.not_named = words("naming", "project.not_named")
        self.project_titles = lexicon.once(ProjectTitles)
        self.each = EachWords(lexicon)
        # a row's words that say what is to be done: 加大|数据开发利用; 保障性住房 is a thing
        self.acts = pattern(
            r"(?:<announcing.front>|<doubts.name.verbs>|<owners.row.verbs>)(?!<owners.row.not_behind>)[\u4e00-\u9fff]{2}"
        )


def _named(lexicon: Lexicon, nouns: str) -> re.Pattern[str]:
    """A project or park by name: from a mark or a verb to its noun, with a mark or a verb behind it."""
    return lexicon.pattern(
        r"(?:(?<=[,;。:、(\n])(?:<naming.project.led_by>)?|(?:<naming.project.led_by>))"
        rf"(?P<name>[\u4e00-\u9fffA-Za-z0-9“”·-]{{2,28}}?(?:{nouns}))"
        r"(?![\u4e00-\u9fff]{0,2}\d)(?=[,;。、()]|<naming.project.named_then>)"
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
        self.headed = ProjectHeadings(plan, words.project_titles)
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
            noun = next((n for n in self.words.back_nouns if name.startswith(n)), "")
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
    park = next((n for n in words.back_nouns if segment.startswith(n)), "")
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


def _of_project(look: OwnLook) -> Settled[str] | None:
    """“睿思智能科技产业园项目，总投资20亿元”: the project behind the number, or in the clause before."""
    words, plan, named = look.owning.words, look.owning.plan, look.named
    if named.candidate.quantity is None or not look.part.cut.name.startswith(
        words.project_measures
    ):
        return None
    sentence = look.home.sentence
    behind = words.project_behind.match(plan.shadow, named.candidate.end, sentence.end)
    if behind:
        return Settled(behind[1], "segment.project", Said(behind.start(1), behind.end(1)))
    further = words.project_further.match(plan.shadow, named.candidate.end, sentence.end)
    if further and words.project_titles.is_owner(further["project"]):
        return Settled(further["project"], "segment.project", Said(*further.span("project")))
    match = _project_before(look)
    if match is None or _SEVERAL.search(match.group(1)):
        return None
    start = named.left - len(match.group())
    return Settled(match.group(1), "segment.project", Said(start, start + len(match.group(1))))


def _of_project_listed(look: OwnLook) -> Settled[str] | None:
    """“总投资3亿元的甲江水库工程、2亿元的乙河治理等项目”: the name's rule has read the project behind the number."""
    named = look.named
    if named.name.rule != MONEY_OF_NAMED:
        return None
    start = named.candidate.end + len(OF)
    project = look.owning.plan.shadow[start : named.noun_end]
    return Settled(project, LISTED, Said(start, named.noun_end))


def _of_project_in_name(look: OwnLook) -> Settled[str] | None:
    """“云岭光电显示项目总投资20亿元”: the project is the front of the name."""
    quantity, words = look.named.candidate.quantity, look.owning.words
    if quantity is None or quantity.kind not in ("money", "area"):
        return None
    found = words.project_in_name.match(look.part.cut.name)
    if found is None:
        return None
    project = found["project"].rpartition(OF)[2]  # 由甲集团建设的|云岭光电显示项目
    if len(project) < _SHORTEST_PROJECT or not words.project_titles.is_owner(project):
        return None
    return Settled(project, IN_NAME, look.said(project))


def _project_before(look: OwnLook) -> re.Match[str] | None:
    start = max(look.home.sentence.start, look.named.left - _PROJECT_FAR)
    before = look.owning.plan.shadow[start : look.named.left]
    return look.owning.words.project_before.search(before)


def _of_project_named(look: OwnLook) -> Settled[str] | None:
    """“引进云岭光电项目，…。项目总投资20亿元”: the words point back to the project named last."""
    words = look.owning.words
    return _named_last(look, words.back_to_project, words.project_named, "segment.project_named")


def _of_park_named(look: OwnLook) -> Settled[str] | None:
    """“建设云岭产业园，…。园区规划面积3000亩”."""
    words = look.owning.words
    return _named_last(look, words.back_to_park, words.park_named, "segment.park_named")


def _named_last(
    look: OwnLook, back: re.Pattern[str], named: re.Pattern[str], rule: str
) -> Settled[str] | None:
    """The last name in the paragraph that the words in front of the number point back to."""
    shadow, left = look.owning.plan.shadow, look.named.left
    front = shadow[left : look.named.candidate.start].lstrip(" \n")
    if front[:1] not in look.owning.words.back_signs:
        return None
    if look.named.candidate.quantity is None or not back.match(front):
        return None
    start = look.home.sentence.paragraph.start
    general = look.owning.words.not_named
    found = [m for m in named.finditer(shadow, start, left) if not _any_in(general, m["name"])]
    if not found:
        return None
    return Settled(found[-1]["name"], rule, Said(*found[-1].span("name")))


def _any_in(pieces: Iterable[str], words: str) -> bool:
    return any(piece in words for piece in pieces)


def _of_project_heading(look: OwnLook) -> Settled[str] | None:
    """“1.甲江水库工程” over “总投资3亿元”, over “该项目计划投资…”; a heading or a line of its own right above.

    Refused: kinds of projects, and what is to be done with them (加快推进重大项目).
    """
    words, named = look.owning.words, look.named
    if named.candidate.quantity is None:
        return None
    front = look.owning.plan.shadow[named.left : named.candidate.start].lstrip(" \n")
    back = front[:1] in words.back_signs and words.back_to_project.match(front) is not None
    if not back and not look.part.cut.name.startswith(words.project_measures):
        return None
    if _project_before(look) is not None:
        return None
    title = look.owning.headed.over(look.home.sentence.paragraph)
    doubts = ("segment.from_heading",)
    return Settled(title, "segment.project_heading", None, doubts) if title else None


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


#: The rules by which a value is a project's own.
PROJECTS = frozenset(
    (
        "segment.project",
        LISTED,
        IN_NAME,
        "segment.project_named",
        "segment.project_heading",
    )
)
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
        "总投资5亿元的项目12个: kinds, of which none is named", _of_project_listed,
    ),
    Rule(
        "segment.class", "own", "所属类别", "a class of what was named",
        "1500家，其中制造业类|150家; 大数据相关企业|增加…个就业岗位",
        "a noun of its own", _of_class,
    ),
    Rule(
        "segment.project_named", "own", "前文的项目", "the project named before",
        "引进云岭光电项目，…。项目|总投资20亿元",
        "等12个项目，项目总投资; 重点项目: none in particular", _of_project_named,
    ),
    Rule(
        "segment.park_named", "own", "前文的园区", "the park named before",
        "建设云岭产业园，…。园区|规划面积3000亩, 该基地|总投资5亿元",
        "各园区; a park that nobody named", _of_park_named,
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
        "工业项目总投资, 省重点项目总投资: kinds; 项目投资增长20%", _of_project_in_name,
    ),
    Rule(
        "segment.project", "own", "项目自身的数值", "a project’s own number",
        "…产业园项目，总投资20亿元; 总投资949亿元的…工程",
        "等12个项目，总投资: several projects", _of_project,
    ),
    Rule(
        "segment.project_heading", "own", "标题里的项目", "the project of the heading",
        "总投资20亿元 under a heading that is a project's name",
        "a heading that names no project", _of_project_heading,
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
