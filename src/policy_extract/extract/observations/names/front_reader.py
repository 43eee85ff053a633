"""The words in front of a number, as the name stage reads them: the name that they give, and what else they say."""

from __future__ import annotations

from policy_extract.extract.observations.drafts import Candidate, Name
from policy_extract.extract.observations.names.fronts import Fronts
from policy_extract.extract.observations.names.name_clause import Reading
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
from policy_extract.measure.quantity import Quantity

_IN_BRACKET = 12  # signs of a bracket behind the number that it holds
_LOOSE = frozenset(("none", "ratio", "points"))
_OPENS_LABEL = ";。\n"
_MAX_LABEL = 34

_MARKS = "、，,；; \n"  # between a number and the next one


class FrontReader:
    """Reads what stands in front of numbers; built once for a lexicon."""

    def __init__(self, reading: Reading, turns: Turns, works: Works, fronts: Fronts) -> None:
        self._reading, self._turns, self._works, self._fronts = reading, turns, works, fronts

    def read(
        self,
        shadow: str,
        thread: Thread,
        candidate: Candidate,
        timeline: TimeLine,
        *,
        one: bool,
    ) -> Front:
        """What stands in front of a candidate, behind what the sentence has said so far; ``one``: a number, and in no list."""
        start = candidate.start
        left = left_edge(shadow, thread.end, start)
        peel = self._reading.peeler.peel
        if left == start and shadow[left - 1 : left] == ":" and left - 1 > thread.end:
            left = left_edge(shadow, thread.end, left - 1)  # “规上工业企业：1500家”
        over = self._over_bracket(shadow, thread.end, start, timeline)
        left, before = over or (left, words_before(shadow, left, start, timeline))
        before = self._fronts.unnumbered(before)
        before = self._fronts.unlotted(self._fronts.undashed(unblanked(before)))
        before = self._fronts.unremarked(before)
        if shadow[left - 1 : left] == "(":
            before = self._fronts.held(before)
        shared = self._reading.shared.of(before, thread.below) if one else None
        words, q = self._reading.words, candidate.quantity
        left, before = self._on_base(shadow, thread, left, before, timeline) or (left, before)
        before, planned = self._fronts.of_plan(before, q)
        before, term = self._fronts.of_term(before, q)
        phrase = peel(shared.words if shared else before)
        if term:
            phrase = phrase.saying("based", term)
        if shared:
            phrase = phrase.saying("every", shared.sign)
        if planned:
            phrase = phrase.saying("share", planned)
        labelled = q is not None and q.rule == "candidate.label"
        at_label = shadow[left - 1 : left] == ":" and left - 1 > thread.end
        if labelled and not phrase.name and at_label:
            left = left_edge(shadow, thread.end, left - 1)  # “总产值（亿元）：2022年900”
            phrase = peel(words_before(shadow, left, start, timeline))
        if labelled:
            phrase = phrase.named(words.unit_of_label.sub("", phrase.name))
        elif at_label and not phrase.name and (begin := self._label(shadow, thread, left - 1)):
            left = begin  # “绿色出行比例：达到72%”
            phrase = peel(words_before(shadow, left, start, timeline))
            phrase = phrase.named(phrase.name.rstrip(":"))
        phrase = grown_behind(self._reading, shadow, q, self._fronts.moved(self._owner_off(phrase)))
        phrase = self._done_there(phrase, thread)
        if left == start and thread.subject and shadow[left - 1 : left] == "(":
            # “低于全国平均水平（2.4%）”: the number in brackets is the other's
            edge = left_edge(shadow, thread.end, left - 1)
            said = peel(words_before(shadow, edge, left - 1, timeline))
            if self._reading.places.alone_in(said, thread.below):
                left, phrase = edge, said
        if not phrase.name and thread.subject and shadow.endswith(OF, left, start):
            # “低于美国的80%”: the bound leads to another's value
            said = phrase.named(words_before(shadow, left, start, timeline).rstrip(OF))
            alone = self._reading.places.alone(said.name, thread.below)
            phrase = said if alone and alone.compared and not alone.gap else phrase
        turned = None
        if q is not None and (not phrase.name or (phrase.name in words.bare and not labelled)):
            turned = self._turns.subject(shadow, thread.end, left, q, phrase, timeline)
        if (
            q is not None
            and turned is None
            and (not phrase.name or phrase.name in self._works.bare)
        ):
            turned = self._works.subject(shadow, thread.end, left, q, phrase, timeline)
            if turned or self._works.goes_on(thread.subject, phrase):
                phrase = phrase.named("").saying("announced", phrase.name)
        if phrase.name.endswith(")"):
            phrase = phrase.named(self._fronts.unremarked(phrase.name))
        phrase = self._fronts.unled(self._fronts.gained(phrase, q, thread.subject))
        maker = self._turns.maker(shadow, thread.end, left, phrase.name, timeline)
        if maker:
            phrase = phrase.named(maker.words + phrase.name)
        elif not labelled:
            phrase = self._with_owner(
                phrase,
                turned or thread.subject,
                alone=one and _right_behind(shadow, thread, left, words.joining),
            )
        new = phrase.word("new")
        if q is not None and new and q.kind in _LOOSE:
            # a rate of what is new: 新建数据中心PUE值, 新增工业用地…比例
            phrase = phrase.but("increase").named(new + phrase.name)
        rated = "" if shared or not one else self._rated(phrase, q, thread)
        places = shared.places if shared else self._reading.shared.alone(rated, thread.below)
        if places and not shared:
            phrase = phrase.named("")
        if thread.places and not phrase.name and self._reading.parts.joined(shadow, thread.end):
            places = thread.places  # 甲山县、乙水县各建设2条生产线、1个基地
        return Front(left, phrase, self._part(shadow, thread, start, phrase), places, turned)

    def _done_there(self, phrase: Phrase, thread: Thread) -> Phrase:
        """A place and a verb of what was named before: 建成示范街区20条，其中|甲山区建成|6条 → 甲山区.

        Refused: 甲山区建成区: a noun; 甲山区新建学校: it says what.
        """
        verb = next((v for v in self._reading.words.done_there if phrase.name.endswith(v)), "")
        if not verb or thread.subject is None:
            return phrase
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

    def _on_base(
        self, shadow: str, thread: Thread, left: int, before: str, timeline: TimeLine
    ) -> tuple[int, str] | None:
        """Where a change's words begin, and they themselves, over a year to start from: 起数|在2020年的基础上，每年|下降7%.

        Refused: 在巩固成果的基础上，下降7%: no year; 在2020年的基础上，能耗下降4%: what changes is named; 在2020年基础上，下降4%: nothing before it.
        """
        mark = left - 1
        if shadow[mark:left] != "," or mark <= thread.end:
            return None
        words = self._reading.words
        if not shadow.endswith(words.on_base, thread.end, mark):
            return None
        if self._reading.peeler.peel(before).name:
            return None
        edge = left_edge(shadow, thread.end, mark)
        said = words_before(shadow, edge, mark, timeline)
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
        # 新增|高新技术企业156家，总量突破600家: what was added is no part of the total
        whose = self._reading.peeler.front(whose, Phrase("")).name or whose
        return phrase.named((words.planting.sub("", whose) if yields else whose) + phrase.name)

    def _label(self, shadow: str, thread: Thread, mark: int) -> int | None:
        """Where the label begins that ends in the colon at ``mark``: a name alone at the head of a line or item.

        Refused: 主要目标：, 责任单位：, a clause with a mark inside.
        """
        begin = left_edge(shadow, thread.end, mark)
        opens = begin == thread.end or shadow[begin - 1] in _OPENS_LABEL
        words = shadow[begin:mark].strip()
        names = 2 <= len(words) <= _MAX_LABEL and not words.endswith(self._reading.words.no_label)
        return begin if opens and names else None

    def _owner_off(self, phrase: Phrase) -> Phrase:
        """每个乡镇|新增|规上企业, 朝阳区|新增|企业: 新增 is said of what follows as well."""
        reading, name = self._reading, phrase.name
        bare = reading.each.without(name)
        if bare != name:
            return reading.peeler.front(bare, phrase).saying("each", name[: len(name) - len(bare)])
        verb = next((w for w in reading.words.increasing if w in name), "")
        place = reading.places.at(name) if verb else None
        if not place or not name.startswith(verb, len(place)):
            return phrase
        return phrase.saying("increase", verb).named(place + name[len(place) + len(verb) :])

    def _part(self, shadow: str, thread: Thread, start: int, phrase: Phrase) -> bool:
        """“100家，其中建德市20家、桐庐县15家”: both are parts of the 100."""
        if thread.subject is None:
            return False
        between, parts = shadow[thread.end : start], self._reading.parts
        return parts.opened(between) or (thread.part and parts.goes_on(between, phrase))


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
    phrase = phrase.saying("up" if grown["up"] else "down", grown["up"] or grown["down"])
    averaged = phrase.word("up", "down")
    averaged = averaged if averaged.startswith(reading.words.averaged) else ""
    each_year = phrase.word("per_year") or averaged
    return phrase.saying("yearly_rate", each_year) if each_year else phrase
