"""The words in front of a number, as the name stage reads them: the name that they give, and what else they say."""

from __future__ import annotations

from policy_extract.extract.observations.drafts import Candidate, Name
from policy_extract.extract.observations.names.deeds import OF_DEEDS
from policy_extract.extract.observations.names.fronts import Fronts
from policy_extract.extract.observations.names.name_clause import Reading
from policy_extract.extract.observations.names.shared_places import Shared
from policy_extract.extract.observations.names.thread import Front, Thread
from policy_extract.extract.observations.names.turns import Turns
from policy_extract.extract.observations.names.works import Works
from policy_extract.extract.observations.phrase import Phrase
from policy_extract.extract.observations.timeline import TimeLine
from policy_extract.extract.observations.windows import (
    OF,
    left_edge,
    unblanked,
    words_before,
)
from policy_extract.measure.quantity import THINGS, Quantity
from policy_extract.tuples import NamedTuple

_IN_BRACKET = 12  # signs of a bracket behind the number that it holds
_LOOSE = frozenset(("none", "ratio", "points"))
_OPENS_LABEL = ";。\n"
_MAX_LABEL = 34

_MARKS = "、，,；; \n"  # between a number and the next one


class _Place(NamedTuple):
    """A number with what its sentence has said so far."""

    shadow: str
    thread: Thread
    candidate: Candidate
    timeline: TimeLine

    @property
    def start(self) -> int:
        """Where the number begins."""
        return self.candidate.start

    @property
    def q(self) -> Quantity | None:
        """The number, where it is one: 全覆盖 is none."""
        return self.candidate.quantity

    @property
    def labelled(self) -> bool:
        """A number whose unit stands in a label: 总产值（亿元）：900."""
        return self.q is not None and self.q.rule == "candidate.label"

    def told(self, start: int, end: int) -> str:
        """The words of ``[start, end)`` with each time as one sign."""
        return words_before(self.shadow, start, end, self.timeline)


class FrontReader:
    """Reads what stands in front of numbers; built once for a lexicon."""

    def __init__(self, reading: Reading, turns: Turns, works: Works, fronts: Fronts) -> None:
        self._reading, self._turns, self._works, self._fronts = reading, turns, works, fronts

    def read(
        self, shadow: str, thread: Thread, candidate: Candidate, timeline: TimeLine, *, one: bool
    ) -> Front:
        """What stands in front of a candidate, behind what the sentence has said so far; ``one``: a number, and in no list."""
        at = _Place(shadow, thread, candidate, timeline)
        left, before = self._words(at)
        shared = self._reading.shared.of(before, thread.below) if one else None
        left, before = self._on_base(at, left, before) or (left, before)
        left, phrase = self._said(at, left, before, shared)
        left, phrase = self._of_another(at, left, phrase)
        phrase = phrase.named(self._fronts.unlisted(phrase.name))
        phrase = self._fronts.of_task(shadow, candidate, phrase, thread)
        phrase, turned = self._told_before(at, left, phrase)
        if phrase.name.endswith(")"):
            phrase = phrase.named(self._fronts.unremarked(phrase.name))
        phrase = self._fronts.unled(self._fronts.gained(phrase, at.q, thread.subject))
        phrase = self._fronts.led_by(phrase, at.q)
        phrase = self._made_by(at, left, phrase, turned or thread.subject, one=one)
        rated = "" if shared or not one else self._rated(phrase, at.q, thread)
        places = shared.places if shared else self._reading.shared.alone(rated, thread.below)
        if places and not shared:
            phrase = phrase.named("")
        if thread.places and not phrase.name and self._reading.parts.joined(shadow, thread.end):
            places = thread.places  # 甲山县、乙水县各建设2条生产线、1个基地
        part = self._part(at, phrase)
        return Front(left, phrase, part, places, turned)

    def _words(self, at: _Place) -> tuple[int, str]:
        """Where the words in front begin, and they without marks of lists, remarks and numbers of items."""
        shadow, end, start = at.shadow, at.thread.end, at.start
        left = left_edge(shadow, end, start)
        if left == start and shadow[left - 1 : left] == ":" and left - 1 > end:
            left = left_edge(shadow, end, left - 1)  # “规上工业企业：1500家”
        over = self._over_bracket(shadow, end, start, at.timeline)
        left, before = over or (left, at.told(left, start))
        before = self._fronts.unnumbered(before)
        before = self._fronts.ageless(self._fronts.undashed(unblanked(before)))
        before = self._fronts.uninduced(self._fronts.unlotted(before))
        before = self._fronts.unremarked(before)
        if shadow[left - 1 : left] == "(":
            before = self._fronts.held(before)
        return left, before

    def _said(
        self, at: _Place, left: int, before: str, shared: Shared | None
    ) -> tuple[int, Phrase]:
        """What the words in front say, or the label that ends in a colon in front of them."""
        peel = self._reading.peeler.peel
        before, planned = self._fronts.of_plan(before, at.q)
        before, term = self._fronts.of_term(before, at.q)
        phrase = peel(shared.words if shared else before)
        if term:
            phrase = phrase.saying("based", term)
        if shared:
            phrase = phrase.saying("every", shared.sign)
        if planned:
            phrase = phrase.saying("share", planned)
        at_label = at.shadow[left - 1 : left] == ":" and left - 1 > at.thread.end
        if at.labelled and not phrase.name and at_label:
            left = left_edge(at.shadow, at.thread.end, left - 1)  # “总产值（亿元）：2022年900”
            phrase = peel(at.told(left, at.start))
        if at.labelled:
            phrase = phrase.named(self._reading.words.unit_of_label.sub("", phrase.name))
        elif at_label and not phrase.name and (begin := self._label(at, left - 1)):
            left = begin  # “绿色出行比例：达到72%”
            phrase = peel(at.told(left, at.start))
            phrase = phrase.named(phrase.name.rstrip(":"))
        phrase = self._fronts.moved(self._owner_off(phrase))
        if at.q is not None and at.q.kind in THINGS and phrase.signs:
            phrase = self._reading.completion.deeds.whole(phrase)
        phrase = self._fronts.years.read(at.shadow, at.start, at.q, phrase)
        phrase = self._fronts.rates.read(at.shadow, at.start, at.q, phrase)
        phrase = grown_behind(self._reading, at.shadow, at.q, phrase)
        return left, self._done_there(phrase, at.thread)

    def _of_another(self, at: _Place, left: int, phrase: Phrase) -> tuple[int, Phrase]:
        """The place that a number without a name is of: 低于全国平均水平（|2.4%|）, 低于美国的|80%."""
        shadow, thread, places = at.shadow, at.thread, self._reading.places
        if not thread.subject:
            return left, phrase
        if left == at.start and shadow[left - 1 : left] == "(":
            edge = left_edge(shadow, thread.end, left - 1)
            said = self._reading.peeler.peel(at.told(edge, left - 1))
            if places.alone_in(said, thread.below):
                left, phrase = edge, said
        if not phrase.name and shadow.endswith(OF, left, at.start):
            said = phrase.named(at.told(left, at.start).rstrip(OF))
            alone = places.alone(said.name, thread.below)
            phrase = said if alone and alone.compared and not alone.gap else phrase
        return left, phrase

    def _told_before(self, at: _Place, left: int, phrase: Phrase) -> tuple[Phrase, Name | None]:
        """What a clause without a number says of the next one: of what it is, or which work it measures."""
        q, name = at.q, phrase.name
        if q is None:
            return phrase, None
        asked = at.shadow, at.thread.end, left, q, phrase, at.timeline
        turned = None
        if not name or (name in self._reading.words.bare and not at.labelled):
            turned = self._turns.subject(*asked)
        if turned is None and self._works.asks(name):
            turned = self._works.subject(*asked)
            if self._works.tells(turned or at.thread.subject, phrase):
                phrase = phrase.named("").saying("announced", name)
            elif turned:
                phrase = phrase.named(self._works.done_to(name, turned))
        return phrase, turned

    def _made_by(
        self, at: _Place, left: int, phrase: Phrase, subject: Name | None, *, one: bool
    ) -> Phrase:
        """The phrase with whose a bare measure is, and with 新建 where it is a rate of what is new."""
        maker = self._turns.maker(at.shadow, at.thread.end, left, phrase.name, at.timeline)
        if maker:
            phrase = phrase.named(maker.words + phrase.name)
        elif not at.labelled:
            joints = self._reading.words.joining
            alone = one and _right_behind(at.shadow, at.thread, left, joints)
            phrase = self._with_owner(phrase, subject, alone=alone)
        new = phrase.word("new")
        rated = self._reading.words.rated_each.search(phrase.name, 2) if new else None
        if at.q is not None and new and (rated or at.q.kind in _LOOSE):
            # a rate of what is new: 新建数据中心PUE值, 新增工业用地…比例, 新建项目投资强度, 新增用地亩均税收
            phrase = phrase.but("increase").named(new + phrase.name)
        return phrase

    def _done_there(self, phrase: Phrase, thread: Thread) -> Phrase:
        """A place and a verb of what was named before: 建成示范街区20条，其中|甲山区建成|6条 → 甲山区.

        Refused: 甲山区建成区: a noun; 甲山区新建学校: it says what.
        """
        verbs = self._reading.words.done_there
        if thread.subject is None or not phrase.name.endswith(verbs):
            return phrase
        verb = next(v for v in verbs if phrase.name.endswith(v))
        place = phrase.name.removesuffix(verb)
        if not place or self._reading.places.alone(place, thread.below) is None:
            return phrase
        new = verb in self._reading.words.new_verbs
        return phrase.named(place).saying("increase" if new else "announced", verb)

    def _rated(self, phrase: Phrase, q: Quantity | None, thread: Thread) -> str:
        """Words that may be nothing but places which share a rate named before: 分担率…50%，|甲山县、乙水县|不低于45%.

        Refused: a count, which may be of all of them together; a share: 甲山县、乙水县占30%.
        """
        rate = q is not None and q.kind == "ratio" and thread.subject is not None
        return phrase.name if rate and not phrase.says("share") else ""

    def _over_bracket(
        self, shadow: str, told: int, start: int, timeline: TimeLine
    ) -> tuple[int, str] | None:
        """The words in front of a bracket that closed right before the number and holds one of its own: 保费收入（含健康险12亿元）|86亿元.

        Where they begin, and they themselves. Refused: a bracket that tells nothing of what it holds, words behind it that name something.
        """
        closing = shadow.find(")", told, start)
        if closing < 0 or closing - told > _IN_BRACKET or "(" in shadow[told:start]:
            return None
        opening = shadow.rfind("(", 0, told)
        inside = shadow[opening + 1 : told]
        if opening < 0 or ")" in inside or self._fronts.held(inside) == inside:
            return None
        rest = words_before(shadow, closing + 1, start, timeline)
        if self._reading.peeler.peel(rest).name:
            return None
        left = left_edge(shadow, 0, opening)
        return left, words_before(shadow, left, opening, timeline) + rest

    def _on_base(self, at: _Place, left: int, before: str) -> tuple[int, str] | None:
        """Where a change's words begin, and they themselves, over a year to start from: 起数|在2020年的基础上，每年|下降7%.

        Refused: 在巩固成果的基础上，下降7%: no year; 在2020年的基础上，能耗下降4%: what changes is named; 在2020年基础上，下降4%: nothing before it.
        """
        shadow, end, mark = at.shadow, at.thread.end, left - 1
        if shadow[mark:left] != "," or mark <= end:
            return None
        words = self._reading.words
        if not shadow.endswith(words.on_base, end, mark):
            return None
        if self._reading.peeler.peel(before).name:
            return None
        edge = left_edge(shadow, end, mark)
        said = at.told(edge, mark)
        base = words.year_to_start.search(said)
        return (edge, said[: base.start()] + before) if base and base.start() else None

    def _with_owner(self, phrase: Phrase, subject: Name | None, *, alone: bool) -> Phrase:
        """A bare measure with whose it is, which was named before: 面积 of 示范园数量, 产量 of 水稻种植面积.

        Refused: 产量 of 纺织产业产值: nothing that is sown; a yield of which a clause between says something (生猪存栏20万头，家禽养殖…，出栏), of
        all the area, of several crops (蔬菜产量…、水果产量…、产值), or in a list with 分别.
        """
        words = self._reading.words
        if subject is None:
            return phrase
        yields = phrase.name in words.yields and words.sown.search(subject.words)
        if yields and (not alone or phrase.says("whole_area")):
            return phrase
        if not yields and phrase.name not in words.bare:
            return phrase
        whose = words.own_measures.sub("", subject.words)
        if subject.rule in OF_DEEDS:  # 新设主体3.6万户，注销0.8万户，|总量|达到32万户
            whose = self._reading.completion.deeds.undone(whose)
        # 新增|高新技术企业156家，总量突破600家: what was added is no part of the total
        whose = self._reading.peeler.front(whose, Phrase("")).name or whose
        return phrase.named((words.planting.sub("", whose) if yields else whose) + phrase.name)

    def _label(self, at: _Place, mark: int) -> int | None:
        """Where the label begins that ends in the colon at ``mark``: a name alone at the head of a line or item.

        Refused: 主要目标：, 责任单位：, a clause with a mark inside.
        """
        begin = left_edge(at.shadow, at.thread.end, mark)
        opens = begin == at.thread.end or at.shadow[begin - 1] in _OPENS_LABEL
        words = at.shadow[begin:mark].strip()
        names = 2 <= len(words) <= _MAX_LABEL and not words.endswith(self._reading.words.no_label)
        return begin if opens and names else None

    def _owner_off(self, phrase: Phrase) -> Phrase:
        """每个乡镇|新增|规上企业, 朝阳区|新增|企业: 新增 is said of what follows as well."""
        reading, name = self._reading, phrase.name
        bare = reading.each.without(name)
        if bare != name:
            said = name.removeprefix(bare) if name.startswith(bare) else name.removesuffix(bare)
            return reading.peeler.front(bare, phrase).saying("each", said)
        verb = next((w for w in reading.words.increasing if w in name), "")
        place = reading.places.at(name) if verb else None
        if not place or not name.startswith(verb, len(place)):
            return phrase
        return phrase.saying("increase", verb).named(place + name[len(place) + len(verb) :])

    def _part(self, at: _Place, phrase: Phrase) -> bool:
        """“100家，其中建德市20家、桐庐县15家”: both are parts of the 100; so are 其中2022年20家，2023年35家."""
        thread, parts = at.thread, self._reading.parts
        if thread.subject is None:
            return False
        between = at.shadow[thread.end : at.start]
        if parts.opened(between):
            return True
        if not thread.part:
            return False
        if parts.goes_on(between, phrase):
            # 其中2022年20家，2023年35家；培训1500人次: the years are told, what follows is no part
            closed = bool(phrase.name) and between.startswith(";")
            return not (closed and parts.of_year(_clause_before(at)))
        timed = phrase.signs and all(s.kind == "timed" for s in phrase.signs)
        if phrase.name or not timed:
            return False
        return parts.by_years(_clause_before(at), at.told(thread.end, at.start))


def _clause_before(at: _Place) -> str:
    """The clause of the last statement, with its times."""
    return at.told(left_edge(at.shadow, 0, at.thread.end), at.thread.end)


def _right_behind(shadow: str, thread: Thread, left: int, joints: tuple[str, ...]) -> bool:
    """No clause stands between the number before and this one, and no two crops were told of: 茶园面积30万亩，|产量2万吨."""
    between = shadow[thread.end : left].strip(_MARKS)
    if between and between not in joints:
        return False
    ends = [name.words[-2:] for name in thread.told[-2:]]
    return len(set(ends)) == len(ends)


def grown_behind(reading: Reading, shadow: str, q: Quantity | None, phrase: Phrase) -> Phrase:
    """“保持年均14.6%|增长”, “实现10%以上|的增速”, “保持15%|的年均增长”: the word of growth stands behind the rate.

    Refused: 增长8%，下降…: a rate that has its word; 10%的增长极: more than that word.
    """
    if q is None or q.kind != "ratio" or phrase.says("up", "down"):
        return phrase
    grown = reading.words.grown_behind.match(shadow, q.end)
    if grown is None:
        return phrase
    phrase = phrase.moving(grown)
    averaged = phrase.word("up", "down")
    averaged = averaged if averaged.startswith(reading.words.averaged) else ""
    each_year = phrase.word("per_year") or averaged
    return phrase.saying("yearly_rate", each_year) if each_year else phrase
