"""The own stage: whose number it is – area, segment, project, each – and the bare name that is left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policy_extract.document import Plan
from policy_extract.document.project_titles import ProjectHeadings
from policy_extract.expressions import expression
from policy_extract.extract.observations.drafts import STATE, Home, Named, Owned
from policy_extract.extract.observations.names.each import IMPLIED, EachReader
from policy_extract.extract.observations.owners import areas, companies, projects, segments
from policy_extract.extract.observations.owners.cuts import Cut
from policy_extract.extract.observations.owners.look import Ground, OwningWords, OwnLook, Owns, Part
from policy_extract.extract.observations.owners.split import Splitter
from policy_extract.extract.observations.phrase import Phrase
from policy_extract.extract.observations.windows import OF
from policy_extract.rules import Rule, Settled, Switches

_PROBE_OWNER = 14  # signs that an owner before a verb may have
_TWICE = expression(r"([\u4e00-\u9fff]{2})(.{2,})\1")
_PLACED = frozenset(("name.place_alone", "name.place_behind"))  # a place that words name alone


class Owning:
    """Settles whose the numbers of one plan are."""

    def __init__(
        self, plan: Plan, words: OwningWords, splitter: Splitter, switches: Switches
    ) -> None:
        self.plan, self.words, self.splitter = plan, words, splitter
        headed = ProjectHeadings(plan, words.projects.project_titles)
        self._ground = Ground(plan, words, splitter, headed)
        self._segments = switches.on(SEGMENTS)
        self._areas = switches.on(AREAS)
        self._elsewhere = switches.has(COMPARED)
        self._each = EachReader(plan, words.each, switches)
        self._own_area = Settled(splitter.area, "area.document", None, ("area.from_document",))

    def own(self, home: Home, named: Iterable[Named]) -> list[Owned]:
        """The named candidates of a sentence with their owners, in order."""
        found: list[Owned] = []
        for item in named:
            found.append(self._own(home, item, found[-1] if found else None))
        return found

    def _own(self, home: Home, named: Named, before: Owned | None) -> Owned:
        part = self.part(named)
        look = OwnLook(self._ground, home, named, part, before)
        area = _first(self._areas, look) or self._own_area
        segment = _first(self._segments, OwnLook(self._ground, home, named, part, before, area))
        place = home.place
        whole = part.phrase.says("whole_area") and bool(self.splitter.area)
        if place and area.value == self.splitter.area and not whole:
            area = place
        each, name = self._each.of(named, before), part.cut.name
        if each and each.rule == IMPLIED.id and len(name) > len(each.value) + 1:
            name = name.removeprefix(each.value)
        if segment and segment.rule == "segment.park_named":
            noun = next((n for n in self.words.projects.back_nouns if name.startswith(n)), "")
            name = name[len(noun) :] if len(name) > len(noun) + 1 else name
        if segment and segment.rule == projects.IN_NAME.id:
            name = name[name.rindex(segment.value) + len(segment.value) :]
        return Owned(named, part.phrase, name, area, segment, each)

    def part(self, named: Named) -> Part:
        """Area and segment off the name, from its front and from before a verb inside it."""
        words, phrase = self.words, named.phrase
        if named.name.rule == STATE:
            return Part(
                Cut(named.name.words), phrase
            )  # 已完成和提前完成: all of it says how they stand
        name = words.each.without(words.nouns.untimed(named.name.words))
        bare, end = words.sums.without(name), max(named.candidate.end, named.noun_end)
        if (bare != name and not named.name.inherited) or words.sums.behind(self.plan.shadow, end):
            phrase = phrase.saying("cumulative", words.cumulative_word[-1])
        name = bare
        moved = phrase.word("up", "down")  # 能耗|累计下降|14%
        told = next((w for w in words.cumulative_word if w in name or w in moved), "")
        if told:
            phrase = phrase.saying("cumulative", told)
            name = words.cumulative.sub("", name) or name
        name = self._once(name)
        company = words.companies.does(name)
        if company is not None:
            did = words.peeler.front(company[1], phrase)
            bare = did.name or company[1]
            return Part(Cut(bare, segment=company[0], segment_rule=companies.DOES.id), did)
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
        # 新设企业存活率85%，|提高2个百分点: what kept it where it was told keeps it here
        described |= named.name.inherited and cut.name.startswith(words.new_verbs)
        fronted = phrase.named(cut.name) if described else words.peeler.front(cut.name, phrase)
        front, phrase = fronted.name or cut.name, fronted
        before, verb, bared = words.inner.part(front, phrase)
        new = phrase.word("new")
        if before and new and verb not in words.more:
            # 新开工项目|完成|投资: new is whose it is, not what it is
            before, bared = new + before, bared.but("increase", "new")
        if before and not self.splitter.owns(before, verb):
            if self._made_or_spent(before, verb, bared.name):
                return self._realised(cut, before, bared, inside)
            before, bared = "", phrase.named(front)
        if not before and bared.name == front:
            before, bared = words.inner.behind_adverb(front, bared)
            if words.level_alone.search(before):  # 开展前期工作的省|重点|建设前期项目
                before, bared = "", phrase.named(front)
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

    def _made_or_spent(self, owner: str, verb: str, name: str) -> bool:
        """Whatever is made, grown or sold has an output of its own, and what is built costs: 实现|产值, 完成|投资.

        A treasury gives: 中央财政|安排, an office brings in: 县工信局|引进. Refused: 年度|完成投资, a time; 产业布局, no office.
        """
        words = self.words
        if verb in words.spends and name in words.spent:
            return not owner.endswith(words.no_spender)
        if verb in words.gives and owner.endswith(words.funders):
            return True
        if words.office.fullmatch(owner):
            return True
        return verb in words.realised and name.endswith(words.outputs)

    def _realised(self, cut: Cut, before: str, bared: Phrase, inside: str | None) -> Part:
        """“中药材|实现|综合产值”: whatever is made or sold has an output of its own.

        A verb with what it is done to has none, and is left off: 接待游客|实现旅游收入.
        """
        if self.words.peeler.borders.opens_with_verb(before):
            return Part(cut._replace(name=bared.name), bared, inside)
        if self.words.office.fullmatch(before):  # 县文旅局、县商务局|各|引进项目4个
            before = before.rstrip(self.words.of_each)
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
        if self.words.no_owner.fullmatch(before):
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


#: Whose area, in the order in which they are asked.
AREAS: tuple[Rule[Owns], ...] = (
    areas.NAMED,
    areas.SUBJECT,
    areas.WHOLE,
    areas.UPPER,
    areas.GOES_ON,
)


#: Whose part, in the order in which they are asked.
SEGMENTS: tuple[Rule[Owns], ...] = (
    projects.LISTED,
    segments.CLASS,
    projects.PROJECT_NAMED,
    projects.PARK_NAMED,
    segments.IN_FRONT,
    segments.BEFORE_VERB,
    segments.URBAN,
    segments.ROW,
    projects.IN_NAME,
    segments.TOPIC,
    segments.REGION,
    projects.PROJECT,
    companies.DOES,
    projects.OF_PROJECT_HEADING,
    segments.OF_HEADING,
    segments.OF_OPENING,
    companies.OF_COMPANY,
    segments.CARRIED,
)


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
