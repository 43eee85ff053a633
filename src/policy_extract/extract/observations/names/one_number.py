"""One number: its name by the rules in order, its bound, and the names that it holds for."""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.expressions import expression
from policy_extract.extract.observations.drafts import STATE, WORKED, Candidate, Name, Named
from policy_extract.extract.observations.names.completions import COMPLETIONS, Beside
from policy_extract.extract.observations.names.elsewhere import PLACE_ALONE
from policy_extract.extract.observations.names.name_clause import Naming, Passed, Reading, clause_of
from policy_extract.extract.observations.names.naming import RULES
from policy_extract.extract.observations.names.shared_places import EACH_PLACE
from policy_extract.extract.observations.names.thread import Front, Step, Thread
from policy_extract.extract.observations.phrase import Phrase
from policy_extract.extract.observations.windows import (
    OF,
    located,
)
from policy_extract.measure.quantity import COUNTED, THINGS, Quantity
from policy_extract.rules import Refused, Rule, Switches

_NUMBER = expression(r"\d")  # 覆盖率不低于60%的县占比达到|70%: the bound is the other’s
_PARTED = expression(r"[,;。:\n]")  # between two numbers: they stand in two clauses
_BASE = 14  # signs in which the bound of a share stands before what it is taken of
_SHORT, _LONG = 3, 12  # signs of a name that a rate of two things may have

_CLASS = 2  # signs of a class: 乙类
_HEADS = 30  # more of them than that are no rate for a thousand heads


class NumberReader:
    """Names single numbers; built once for a lexicon."""

    def __init__(self, reading: Reading, switches: Switches) -> None:
        self._reading = reading
        self._rules = switches.on(RULES)
        self._completions = switches.on(COMPLETIONS)
        self._every = switches.has(EVERY)
        self._two_rates = switches.has(TWO_RATES)

    def read(
        self, shadow: str, thread: Thread, front: Front, candidate: Candidate, limit: int, *,
        first: bool, joined: bool, stop: int,
    ) -> Step:  # fmt: skip
        """A number with its name, or the refusal of the rule that passed it over.

        ``limit``: where the words behind it end at most (the next number, or ``stop``, the sentence's end). ``first``: none of
        the sentence stands before it. ``joined``: another number follows.
        """
        q, phrase = self._bounded(shadow, front, candidate), front.phrase
        between = shadow[thread.end : q.start]
        if thread.making and not phrase.name and not between.strip("、和及与 \n"):
            phrase = phrase.named(thread.making)
            if thread.newly:
                phrase = phrase.saying("increase", thread.making)
        subject, loose = thread.subject, self._reading.words.loose_units
        apart = _PARTED.search(between) is not None  # 县级8支|各50人: of the last
        if apart and not phrase.name and phrase.says("announced", "timed", "increase"):
            subject = thread.told_in(q, loose)
        if phrase.says("increase") and not phrase.name and not thread.told_alike(q):
            subject = None  # 水利投资完成23亿元，新增|5.6万亩
        clause = clause_of(
            self._reading, shadow, q, phrase, front.left, limit, subject, joined=joined,
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
        parted = bool(found.noun_end) and shadow.startswith("、", found.noun_end)
        previous = self._previous(thread, q, found.name.words)
        beside = _beside(thread, q, found, previous, near=near, parted=parted)
        said = found.name.said
        if said is not None and shadow.endswith(self._reading.completion.with_, 0, said.start):
            beside = beside._replace(against=True)
        name = self._completed(found.name, previous, beside)
        if q is not candidate.quantity:
            candidate = candidate._replace(quantity=q)
        named = Named(
            candidate, name, found.phrase, front.left, found.noun_end,
            thread.counted, found.kind_of, part=front.part,
        )  # fmt: skip
        making, newly = self._capacity(found)
        subject = thread.told_in(q, loose)
        if subject and self._is_class(name.words, subject) and not named.before_noun:
            named = named._replace(name=subject.carried(), kind_of=name.words)
            thread = thread._replace(end=candidate.end, making=making, newly=newly, part=front.part)
            return Step((named,), (), thread)
        names = self._in_places(front.places, name) or self._each(shadow, named)
        each = tuple(named._replace(name=n) for n in names) if len(names) > 1 else (named,)
        kept = self._kept(thread.subject, name, found.phrase)
        end = max(candidate.end, found.noun_end)
        thread = Thread(
            end, kept, thread.subjects, False, making, newly, front.part, thread.below, thread.told,
            front.places, thread.alone, thread.since, thread.units, thread.of,
        )  # fmt: skip
        return Step(each, (), thread)

    def _previous(self, thread: Thread, q: Quantity, words: str) -> Name | None:
        """The earlier name that completes ``words``, the last but for a verb or a class alone.

        项目286个，投资312亿元，竣工|76个; 龙头企业86家，实现产值120亿元，其中国家级|3家. Refused: a work that was announced, which is what its verbs are of.
        """
        last = thread.subject
        if self._reading.completion.deeds.alone(words):
            worked = last is not None and last.rule == WORKED
            return last if worked else thread.counted_alike(q) or last
        if self._reading.completion.is_class(words):
            return thread.told_in(q, self._reading.words.loose_units)
        return last

    def _is_class(self, words: str, subject: Name) -> bool:
        """A class of what was counted before: 企业86家，|食品类|12家.

        Refused: 食品类 behind another class, and behind how tasks stand: 提前完成24个；|其它类|9个.
        """
        names = self._reading.words
        if len(words) < _CLASS or not words.endswith(names.class_end):
            return False
        if words.endswith(names.no_class):
            return False
        return not subject.words.endswith(names.class_end) and subject.rule != STATE

    def _kept(self, subject: Name | None, name: Name, phrase: Phrase) -> Name | None:
        """What the next number goes on from: a name of its own, or what was told before it.

        凤阳县实现税收12亿元；天长市实现|18亿元|，增长6.1% goes on from 天长市, 全市税收12亿元，其中凤阳县|18亿元| from 税收.
        """
        if not name.inherited:
            return name
        placed = (
            subject is not None and self._reading.places.without(subject.words) != subject.words
        )
        return name if placed and name.rule == PLACE_ALONE.id else _goes_on(subject, name, phrase)

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
        if front.phrase.moved and front.phrase.says("based"):
            return q  # 增长18%，高于上年的|15.5%
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

    def _completed(self, name: Name, subject: Name | None, beside: Beside) -> Name:
        """A name with what its list does not repeat, by the rules of completion."""
        previous = subject.words if subject else None
        if name.rule in ("name.part_activity", "name.part_class", "name.part_quality"):
            return name
        if name.inherited:  # 其中续建56个、新建|64个: carried, it has what it had
            return name
        for rule in self._completions:
            found: str | None = rule.run(self._reading, name.words, previous, beside)
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


EVERY = Rule(
    "name.every", "name", "各项同值", "one number for each name",
    "A、B均达到100%, A、B分别达到98%, A、B双100%: one record each",
    "年均, 平均达到", NumberReader._each,
)  # fmt: skip
TWO_RATES = Rule(
    "name.two_rates", "name", "两项同增", "one rate for two names",
    "飞行架次、飞行时长增长20%: one record each",
    "提高到20%: a level", NumberReader._each,
)  # fmt: skip
NONE = Rule(
    "name.none", "name", "没有名称", "no name",
    "a number that neither words before or behind it nor an earlier clause name",
    "", NumberReader._asked,
)  # fmt: skip


def _goes_on(subject: Name | None, name: Name, phrase: Phrase) -> Name | None:
    """What goes on behind a carried name: 收入年初预算5亿元，调整预算4亿元，实际完成3.6亿元，|下降31%| is of 收入, as the 3.6 are.

    So is what is in all without what was done to some: 改造农田12万亩，累计建成680万亩，|占耕地的78%| is of 农田.
    """
    shorter = subject is not None and phrase.says("announced") and name.words != subject.words
    if subject is None or not shorter:
        return subject
    part = subject.words.startswith(name.words) or subject.words.endswith(name.words)
    return subject._replace(words=name.words) if part else subject


def _beside(
    thread: Thread, q: Quantity, found: Naming, previous: Name | None, *, near: bool, parted: bool
) -> Beside:
    """How a number stands to the one before that its name may be completed by."""
    thing = near and q.kind in THINGS and q.kind != "people" and not found.noun_end
    alike = previous is not None and any(
        name.words == previous.words and of.base_unit == q.base_unit for name, of in thread.units
    )
    new = found.phrase.says("increase")
    return Beside(near, near and _for_heads(q), parted, thing and not new, alike, q.kind)


def _for_heads(q: Quantity) -> bool:
    """A number of what many heads have: 2.8人, 6张. Refused: 500家, 1.2万人, 120个."""
    if q.kind not in COUNTED or q.low is None or len(q.unit or "") != 1:
        return False
    return not float(q.low).is_integer() or (q.kind == "people" and q.low < _HEADS)
