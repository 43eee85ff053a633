"""The name stage, one sentence: groups of numbers → named candidates, from left to right.

What a sentence has said so far is a frozen ``Thread`` that each step takes and hands on.
"""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.document.plain import is_han
from policy_extract.expressions import expression
from policy_extract.extract.observations.dates.timeline import TimeLine
from policy_extract.extract.observations.drafts import Candidate, Home, Listed, Name, Named
from policy_extract.extract.observations.names.completions import COMPLETIONS
from policy_extract.extract.observations.names.dealing import OWN_LEVEL, ROUNDS, Dealer
from policy_extract.extract.observations.names.fronts import Fronts
from policy_extract.extract.observations.names.group import Grouper
from policy_extract.extract.observations.names.name_clause import Naming, Passed, Reading, clause_of
from policy_extract.extract.observations.names.naming import RULES
from policy_extract.extract.observations.names.shared_places import EACH_PLACE
from policy_extract.extract.observations.names.thread import Front, Step, Thread, having_told
from policy_extract.extract.observations.names.turns import Turns
from policy_extract.extract.observations.phrase import Phrase
from policy_extract.extract.observations.windows import (
    OF,
    left_edge,
    located,
    noun_edge,
    words_before,
)
from policy_extract.measure.quantity import Quantity
from policy_extract.rules import Refused, Rule, Switches

_NUMBER = expression(r"\d")  # 覆盖率不低于60%的县占比达到|70%: the bound is the other’s
_BASE = 14  # signs in which the bound of a share stands before what it is taken of
_SHORT, _LONG = 3, 12  # signs of a name that a rate of two things may have
_LOOSE = frozenset(("none", "ratio", "points"))
_OPENS_LABEL = ";。\n"
_MAX_LABEL = 34


class ClauseReader:
    """Names the numbers of sentences; built once for a lexicon."""

    def __init__(
        self, reading: Reading, grouper: Grouper, turns: Turns, fronts: Fronts, switches: Switches
    ) -> None:
        self._reading, self._grouper = reading, grouper
        self._turns, self._fronts = turns, fronts
        self._rules = switches.on(RULES)
        self._completions = switches.on(COMPLETIONS)
        self._every = switches.has(EVERY)
        self._promised_rates = switches.has(PROMISED_RATE)
        self._level_ahead = switches.has(LEVEL_AHEAD)
        self._two_rates = switches.has(TWO_RATES)
        self._within = switches.has(INSIDE_SHARE)
        self._dealer = Dealer(reading, switches)

    def read(
        self, shadow: str, home: Home, candidates: Sequence[Candidate], timeline: TimeLine
    ) -> tuple[list[Named], list[Refused]]:
        """The named candidates of a sentence, in order of the text, and the numbers that got no name."""
        sentence = home.sentence
        thread = Thread(sentence.start, subject=home.counted, below=home.below)
        named: list[Named] = []
        refused: list[Refused] = []
        index = 0
        while index < len(candidates):
            if self._within and candidates[index].start < thread.end:
                # 95%以上的村垃圾处理率达到90%以上: the second number says which villages
                inside = candidates[index]
                refused.append(Refused(INSIDE_SHARE.id, inside.start, inside.end))
                index += 1
                continue
            group = self._grouper.group(shadow, candidates, index)
            size = max(len(group), 1)
            behind = candidates[index + size].start if index + size < len(candidates) else None
            one = len(group) < 2 and candidates[index].quantity is not None
            front = self._front(shadow, thread, candidates[index], timeline, one=one)
            if front.turned:
                thread = thread._replace(subject=front.turned)
            if len(group) > 1:
                dealt = bool(timeline.dealt(sentence.start, group[0].start, len(group)))
                step = self._list(shadow, thread, front, group, dealt=dealt)
            elif candidates[index].quantity is None:
                step = self._promise(shadow, thread, front, candidates[index])
            else:
                limit = behind if behind is not None else sentence.end
                step = self._single(
                    shadow, thread, front, candidates[index], limit,
                    first=index == 0, joined=behind is not None, stop=sentence.end,
                )  # fmt: skip
            named.extend(step.named)
            refused.extend(step.refused)
            thread = having_told(step)
            index += size
        return self._reading.parts.spread(self._with_heads(named)), refused

    def _front(
        self,
        shadow: str,
        thread: Thread,
        candidate: Candidate,
        timeline: TimeLine,
        *,
        one: bool,
    ) -> Front:
        start = candidate.start
        left = left_edge(shadow, thread.end, start)
        peel = self._reading.peeler.peel
        if left == start and shadow[left - 1 : left] == ":" and left - 1 > thread.end:
            left = left_edge(shadow, thread.end, left - 1)  # “规上工业企业：1500家”
        before = words_before(shadow, left, start, timeline)
        shared = self._reading.shared.of(before, thread.below) if one else None
        words, q = self._reading.words, candidate.quantity
        before, planned = self._fronts.of_plan(before, q)
        phrase = peel(shared.words if shared else before)
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
        phrase = self._grown_behind(shadow, q, self._owner_off(phrase))
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
        phrase = self._fronts.gained(self._fronts.unremarked(phrase), q, thread.subject)
        if not labelled:
            phrase = self._with_owner(phrase, turned or thread.subject)
        new = phrase.word("new")
        if q is not None and new and q.kind in _LOOSE:
            # a rate of what is new: 新建数据中心PUE值, 新增工业用地…比例
            phrase = phrase.but("increase").named(new + phrase.name)
        places = shared.places if shared else ()
        if thread.places and not phrase.name and self._reading.parts.joined(shadow, thread.end):
            places = thread.places  # 甲山县、乙水县各建设2条生产线、1个基地
        return Front(left, phrase, self._part(shadow, thread, start, phrase), places, turned)

    def _with_owner(self, phrase: Phrase, subject: Name | None) -> Phrase:
        """A bare measure with whose it is, which was named before: 面积 of 示范园数量, 产量 of 水稻种植面积.

        Refused: 产量 of 纺织产业产值: nothing that is sown.
        """
        words = self._reading.words
        if subject is None:
            return phrase
        yields = phrase.name in words.yields and words.sown.search(subject.words)
        if not yields and phrase.name not in words.bare:
            return phrase
        whose = words.own_measures.sub("", subject.words)
        return phrase.named((words.planting.sub("", whose) if yields else whose) + phrase.name)

    def _grown_behind(self, shadow: str, q: Quantity | None, phrase: Phrase) -> Phrase:
        """“保持年均14.6%|增长”, “实现10%以上|的增速”: the word of growth stands behind the rate.

        Refused: 增长8%，下降…: a rate that has its word; 10%的增长极: more than that word.
        """
        if q is None or q.kind != "ratio" or phrase.says("up", "down"):
            return phrase
        grown = self._reading.words.grown_behind.match(shadow, q.end)
        if grown is None:
            return phrase
        phrase = phrase.saying("up" if grown["up"] else "down", grown["up"] or grown["down"])
        each_year = phrase.word("per_year")
        return phrase.saying("yearly_rate", each_year) if each_year else phrase

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

    # --- a promise without number ----------------------------------------------------------------

    def _promise(self, shadow: str, thread: Thread, front: Front, candidate: Candidate) -> Step:
        words = candidate.words or ""
        joined = shadow.startswith(self._reading.words.joining, candidate.end)
        goes_on = is_han(shadow[candidate.end : candidate.end + 1]) and not joined
        if goes_on and self._reading.words.eliminated.fullmatch(words):
            return self._promise_ahead(shadow, thread, front, candidate)
        whole = self._reading.words.whole_of.match(words)
        if whole and self._reading.words.fulfilled.match(words, whole.end()):
            candidate = candidate._replace(
                start=candidate.start + whole.end(), words=words[whole.end() :]
            )
        phrase = front.phrase.named(self._with_rate(shadow, front, candidate.start))
        front = front._replace(phrase=phrase)
        names = self._promised(shadow, thread, front, candidate)
        named = tuple(Named(candidate, name, phrase, front.left) for name in names)
        subject = thread.subject
        if phrase.name:
            subject = Name(
                phrase.name,
                "name.promise",
                located(shadow, phrase.name, front.left, candidate.start),
            )
        refused = () if named else (Refused(NONE.id, candidate.start, candidate.end),)
        return Step(named, refused, thread._replace(subject=subject, end=candidate.end))

    def _promise_ahead(
        self, shadow: str, thread: Thread, front: Front, candidate: Candidate
    ) -> Step:
        """“全面消除|城市黑臭水体”: the promise stands before its name."""
        edge = noun_edge(shadow, candidate.end, len(shadow))
        words = shadow[candidate.end : edge].replace("\n", "")
        phrase = self._reading.peeler.front(words, front.phrase)
        said = located(shadow, phrase.name, candidate.end, edge)
        name = Name(phrase.name, PROMISED.id, said)
        named = Named(candidate, name, phrase, front.left, edge)
        return Step((named,), (), thread._replace(subject=name, end=edge))

    def _with_rate(self, shadow: str, front: Front, start: int) -> str:
        """A promised rate is the indicator: GDP增速|高于全省平均水平, 单位GDP能耗下降|完成上级任务."""
        name, word = front.phrase.name, front.phrase.word("up", "down")
        if not name or not word or not self._promised_rates:
            return name
        rate = next((r for r in self._reading.words.rates if word.startswith(r)), "")
        told = name + rate
        return told if rate and located(shadow, told, front.left, start) else name

    def _promised(
        self, shadow: str, thread: Thread, front: Front, candidate: Candidate
    ) -> list[Name]:
        words = self._reading.words
        name = words.et_cetera.sub("", front.phrase.name)
        if not name:
            return [thread.subject.carried()] if thread.subject else []
        parts = [name]
        if words.fulfilled.search(candidate.words or ""):
            listed = self._reading.nouns.listed(name)
            if len(listed) > 1 and all(len(p) >= 4 for p in listed):
                tail = words.falls.search(listed[-1])
                ends = tail.group() if tail else ""
                parts = [p if p.endswith(ends) else p + ends for p in listed]
        return [
            Name(part, "name.promise", located(shadow, part, front.left, candidate.start))
            for part in parts
        ]

    # --- a list of numbers -----------------------------------------------------------------------

    def _list(
        self, shadow: str, thread: Thread, front: Front, group: Sequence[Candidate], *, dealt: bool
    ) -> Step:
        """A list of numbers; ``dealt``: as many years stand before it, one for each."""
        first, last = group[0].quantity, group[-1].quantity
        if first is None or last is None:
            raise ValueError("a group holds numbers only")
        phrase = front.phrase
        names = self._dealer.names(shadow, thread, front, group, dealt=dealt)
        if not names:
            refused = tuple(Refused(NONE.id, c.start, c.end) for c in group)
            return Step((), refused, thread._replace(end=last.end))
        several = len(dict.fromkeys(name.words for name in names))
        rounds = len(group) // several if names[0].rule == ROUNDS.id else 0
        named = []
        for position, (candidate, name) in enumerate(zip(group, names, strict=True)):
            q, rule = self._grouper.shared(
                candidate.quantity or first,
                first,
                last,
                distributive=dealt or phrase.says("distributive"),
            )
            own = self._dealer.of_one(phrase, name.words) if position < len(group) - 1 else phrase
            name = name if own is phrase else name._replace(rule=OWN_LEVEL.id)
            listed = (
                Listed(position // several, rounds, True, rule)
                if rounds
                else Listed(position, len(group), several == 1, rule)
            )
            named.append(
                Named(
                    candidate._replace(quantity=q), name, own, front.left,
                    listed=listed, part=front.part,
                )
            )  # fmt: skip
        kept = thread.subject if names[-1].inherited else names[-1]
        thread = thread._replace(subjects=tuple(names), subject=kept, end=last.end, part=front.part)
        return Step(tuple(named), (), thread)

    # --- one number ------------------------------------------------------------------------------

    def _single(
        self, shadow: str, thread: Thread, front: Front, candidate: Candidate, limit: int, *,
        first: bool, joined: bool, stop: int,
    ) -> Step:  # fmt: skip
        q, phrase = self._bounded(shadow, front, candidate), front.phrase
        between = shadow[thread.end : q.start]
        if thread.making and not phrase.name and not between.strip("、和及与 \n"):
            phrase = phrase.named(thread.making)
            if thread.newly:
                phrase = phrase.saying("increase", thread.making)
        clause = clause_of(
            self._reading, shadow, q, phrase, front.left, limit, thread.subject, joined=joined,
            part=front.part, below=thread.below, stop=stop,
        )  # fmt: skip
        found = self._asked(clause)
        if isinstance(found, Passed):
            refused = Refused(found.rule, candidate.start, candidate.end)
            end = thread.end if found.kept else found.end or candidate.end
            thread = thread._replace(counted=found.counted, making="", newly=False, end=end)
            return Step((), (refused,), thread)
        if found.noun_end and q.comparator == "=":
            q, found = self._forbidden(q, found)
        near = not first and between.startswith("、") and not found.phrase.says("announced")
        name = self._completed(found.name, thread.subject, near=near)
        if q is not candidate.quantity:
            candidate = candidate._replace(quantity=q)
        named = Named(
            candidate, name, found.phrase, front.left, found.noun_end,
            thread.counted, found.kind_of, part=front.part,
        )  # fmt: skip
        making, newly = self._capacity(found)
        subject = thread.subject
        words = self._reading.words
        classed = name.words.endswith(words.class_end) and not name.words.endswith(words.no_class)
        sibling = subject is not None and subject.words.endswith(words.class_end)
        classed = classed and subject is not None and not sibling and len(name.words) > 1
        if classed and subject and not named.before_noun:
            named = named._replace(name=subject.carried(), kind_of=name.words)
            thread = thread._replace(end=candidate.end, making=making, newly=newly, part=front.part)
            return Step((named,), (), thread)
        names = self._in_places(front.places, name) or self._each(shadow, named)
        each = tuple(named._replace(name=n) for n in names) if len(names) > 1 else (named,)
        kept = subject if name.inherited else name
        end = max(candidate.end, found.noun_end)
        thread = Thread(
            end, kept, thread.subjects, False, making, newly, front.part, thread.below, thread.told,
            front.places, thread.alone,
        )  # fmt: skip
        return Step(each, (), thread)

    def _in_places(self, places: Sequence[str], name: Name) -> list[Name]:
        """The name of one number for each place that has it; a carried one without its own place."""
        words, reading = name.words, self._reading
        if places and name.inherited and (bare := reading.places.without(words)) != words:
            words = reading.peeler.front(bare, Phrase("")).name or words
        return [name._replace(words=place + words, rule=EACH_PLACE.id) for place in places]

    def _asked(self, clause: object) -> Naming | Passed:
        for rule in self._rules:
            found: Naming | Passed | None = rule.run(self._reading, clause)
            if found is not None:
                return found
        return Passed("name.none")

    def _bounded(self, shadow: str, front: Front, candidate: Candidate) -> Quantity:
        """“至少建成2个”: a bound with a verb between it and the number."""
        q = candidate.quantity
        if q is None:
            raise ValueError("a single number was asked for")
        least = self._reading.words.at_least.search(shadow, front.left, candidate.start)
        if q.comparator == "=" and least and not _NUMBER.search(shadow, least.end(), q.start):
            q = q._replace(comparator=">=", high=None, bound=least.group())
        if front.phrase.says("daily") and q.unit and "/" not in q.unit and q.kind != "time":
            day = self._reading.words.day  # “处理能力达到每天1200吨”
            q = q._replace(unit=f"{q.unit}/{day}", base_unit=f"{q.base_unit}/{day}")
        return self._of_base(shadow, front, q)

    def _of_base(self, shadow: str, front: Front, q: Quantity) -> Quantity:
        """“不超过教学总时长的30%”: the bound in front of what a share is taken of."""
        shares = q.comparator == "=" and q.kind in ("ratio", "fraction")
        if not shares or not shadow.endswith(OF, front.left, q.start):
            return q
        if self._reading.places.alone_in(front.phrase, {}):
            return q  # “低于美国的80%”
        bounds = self._reading.bounds
        for at in range(q.start - 3, max(front.left, q.start - _BASE), -1):
            bound = bounds.settle(bounds.front(shadow, at), "", "")
            if bound.words:
                return q.bounded_by(bound.comparator, bound.words)
        return q

    def _forbidden(self, q: Quantity, found: Naming) -> tuple[Quantity, Naming]:
        """“500亩建设用地指标|不得突破”: the bound behind the noun that the number counts."""
        ended = self._reading.bounds.at_end(found.name.words)
        if ended is None or not ended[0]:
            return q, found
        words, bound = ended
        q = q.bounded_by(bound.comparator, bound.words)
        return q, found._replace(name=found.name._replace(words=words))

    def _capacity(self, found: Naming) -> tuple[str, bool]:
        """What a capacity says for the rest of its list: its words (年产), and that it is new."""
        if found.name.rule not in ("name.capacity", "name.new_capacity"):
            return "", False
        made = self._reading.words.making.search(found.phrase.name)
        new = self._reading.words.new in found.phrase.name or found.phrase.says("increase")
        return (made.group(), new) if made else ("", False)

    def _completed(self, name: Name, subject: Name | None, *, near: bool) -> Name:
        """A name with what its list does not repeat, by the rules of completion."""
        previous = subject.words if subject else None
        if name.rule in ("name.part_activity", "name.part_class"):
            return name
        for rule in self._completions:
            found: str | None = rule.run(self._reading, name.words, previous, near)
            if found is None:
                continue
            if found == name.words:
                return name
            return name.completed(found, rule.id)
        return name

    def _each(self, shadow: str, named: Named) -> list[Name]:
        """The names that one number holds for."""
        q, phrase, name = named.candidate.quantity, named.phrase, named.name
        if q is None or name.inherited:
            return [name]
        if self._every and phrase.says("every", "distributive") and not named.before_noun:
            parts = self._reading.nouns.listed(name.words)
            head = self._reading.words.known_head(parts[-1]) if parts else None
            if len(parts) > 1 and all(len(p) >= 2 for p in parts):
                names = self._reading.completion.for_list(parts, len(parts), head) or [name.words]
                return [self._one(shadow, named, words, EVERY.id) for words in names]
        if not self._two_rates or q.kind not in ("ratio", "points") or not phrase.moved:
            return [name]
        parts = self._reading.nouns.listed(name.words)
        alike = len(parts) == 2 and abs(len(parts[0]) - len(parts[1])) <= 4
        if alike and any(
            c in parts[1] and c not in parts[0] for c in self._reading.words.class_end
        ):
            return [name]  # 教育文化和娱乐类价格: one class
        if alike and all(_SHORT <= len(p) <= _LONG for p in parts):
            return [self._one(shadow, named, words, TWO_RATES.id) for words in parts]
        return [name]

    def _one(self, shadow: str, named: Named, words: str, rule: str) -> Name:
        return Name(words, rule, located(shadow, words, named.left, named.candidate.start))

    def _with_heads(self, named: Sequence[Named]) -> list[Named]:
        found: list[Named] = []
        for item in named:
            if found and self._level_ahead:
                found[-1] = self._with_head_of(found[-1], item)
            found.append(item)
        return found

    def _with_head_of(self, last: Named, item: Named) -> Named:
        """“5个省级、10个市级产业园”: the noun stands behind the second level and holds for both."""
        close = 0 <= item.candidate.start - last.noun_end <= 1
        if not last.before_noun or not item.before_noun or not close:
            return last
        head = self._reading.completion.head_of(last.name.words, item.name.words)
        if head is None:
            return last
        return last._replace(name=last.name.completed(head, LEVEL_AHEAD.id))


EVERY = Rule(
    "name.every", "name", "各项同值", "one number for each name",
    "A、B均达到100%, A、B分别达到98%, A、B双100%: one record each",
    "年均, 平均达到", ClauseReader._each,
)  # fmt: skip
TWO_RATES = Rule(
    "name.two_rates", "name", "两项同增", "one rate for two names",
    "飞行架次、飞行时长增长20%: one record each",
    "提高到20%: a level", ClauseReader._each,
)  # fmt: skip
INSIDE_SHARE = Rule(
    "name.inside_share", "name", "限定比例对象的数", "a number that says of whom a share is",
    "95%以上的行政村垃圾处理率|达到90%以上: it tells which villages, and is no value",
    "95%以上的行政村和90%以上的自然村通硬化路: two shares", ClauseReader.read,
)  # fmt: skip
PROMISED = Rule(
    "name.promise", "name", "无数字承诺的名称", "name of a promise without number",
    "单位GDP能耗下降|完成上级下达任务: the words in front, or behind 全面消除|黑臭水体; several where each has it",
    "a promise with no name before it", ClauseReader._promised,
)  # fmt: skip
LEVEL_AHEAD = Rule(
    "complete.level_ahead", "name", "级别启后", "a bare level before its noun",
    "5个省级、10个市级产业园: the first is 省级产业园",
    "5个省级产业园、10个市级产业园", ClauseReader._with_head_of,
)  # fmt: skip
PROMISED_RATE = Rule(
    "name.promised_rate", "name", "无数字承诺的增速", "a rate that is promised without number",
    "GDP增速|高于全省平均水平: the word of growth stays in the name",
    "GDP增长8%: a number has the measure growth_rate", ClauseReader._with_rate,
)  # fmt: skip
NONE = Rule(
    "name.none", "name", "没有名称", "no name",
    "a number that neither words before or behind it nor an earlier clause name",
    "", ClauseReader._asked,
)  # fmt: skip
