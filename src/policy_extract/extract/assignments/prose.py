"""Agencies in running prose: “由区招商局牵头负责信息收集”, “市财政局负责资金保障”, “请财政部落实…”.

Only a clause that consists of names up to the verb counts, so that a sentence about parties in
general (“由龙头企业牵头”, “由一名市级领导牵头”, “主要负责人”) yields nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from policy_extract.extract.assignments import roles
from policy_extract.extract.assignments.knowledge import Knowledge
from policy_extract.extract.assignments.limits import sentence_of
from policy_extract.extract.assignments.names import BODY, FILE, PARTY, behind_number
from policy_extract.extract.assignments.records import AgencyList, Named, Stated
from policy_extract.rules import Rule, Said

_CLAUSE = re.compile(r"(?:[^,;。:!?“”\"()\[\]]|[(\[][^()\[\]]*[)\]])+")
_STOP = re.compile(r"[。!?;]")
_MAX_LIST = 120
FIND, REFUSE = "assignments.find", "assignments.refuse"


@dataclass(frozen=True, slots=True)
class Acting:
    """A clause that names who acts: its sentence, the names, the rule, and where the clause is."""

    sentence: tuple[int, int]
    names: tuple[Named, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with its verb: where names may stand (``left`` to ``right``), and whether one led before."""

    shadow: str
    left: int
    right: int
    end: int
    verb: re.Match[str]
    led: bool

    @property
    def said(self) -> Said:
        """Where the verb stands."""
        return Said(*self.verb.span("verb"))


class ProseReader:
    """Reads sentences; built once for a lexicon."""

    def __init__(self, known: Knowledge) -> None:
        self._names, self._lists, self._asked = known.names, known.lists, known.roles
        self._switches, lexicon = known.switches, known.lexicon
        verbs = f"{FILE}.verbs"
        guard = "|".join(lexicon.words(FILE, "verbs.not_before_patterns")) or "(?!)"
        self._trigger = lexicon.pattern(f"<{verbs}.prose>|<{verbs}.division>|<{verbs}.asking>")
        divided = "|".join(lexicon.words(FILE, "verbs.divided_patterns"))
        self._verb = lexicon.pattern(
            rf"(?P<duty>(?:<{verbs}.modifiers>)*)(?P<verb><{verbs}.prose>|{divided})(?!{guard})"
        )
        self._by_verb = {
            verb: rule
            for rule, name in ((TOGETHER, "joint"), (LEADS, "prose_lead"), (SUPPORTS, "prose_support"))
            for verb in lexicon.words(FILE, f"verbs.{name}")
            if self._switches.has(rule)
        }  # fmt: skip
        self._known = frozenset(
            v for n in ("joint", "prose_lead", "prose_support")
            for v in lexicon.words(FILE, f"verbs.{n}")
        )  # fmt: skip
        self._division = lexicon.words(FILE, "verbs.division")
        self._by = lexicon.pattern(
            rf"(?<![{''.join(lexicon.words(FILE, 'verbs.not_before_by'))}])(?:<{verbs}.by>)"
        )
        self._asking = lexicon.pattern(rf"<{verbs}.asking>")
        self._asked_acts = lexicon.pattern(rf"<{verbs}.asked_acts>")
        self._every = lexicon.words(FILE, "names.every")
        self._anybody = re.compile("|".join(lexicon.words(FILE, "names.anybody_patterns")))
        self._generic = lexicon.words(FILE, "names.generic_suffixes")
        self._place = lexicon.pattern(rf"[\u4e00-\u9fff]{{1,7}}?(?:<{FILE}.names.place_suffixes>)")

    def read(self, shadow: str, start: int, end: int) -> Iterator[Acting]:
        """Yield every clause of ``shadow[start:end]`` that names who acts.

        市科技局牵头… leads, …配合 supports, …负责 is responsible; 会同 gives both.
        """
        if not self._trigger.search(shadow, start, end):
            return
        before: re.Match[str] | None = None
        led = False
        sentence = (start, start)
        for clause in _CLAUSE.finditer(shadow, start, end):
            previous, before = before, clause
            if previous and _STOP.search(shadow, previous.end(), clause.start()):
                led = False
            if not self._trigger.search(shadow, clause.start(), clause.end()):
                continue
            names, rule = self._clause(shadow, clause, previous, led=led)
            if names:
                led = led or any(n.stated and n.stated.role == "lead" for n in names[:1])
                if clause.start() >= sentence[1]:
                    sentence = sentence_of(shadow, clause.start(), sentence[1], end)
                yield Acting((min(sentence[0], clause.start()), sentence[1]), names, rule)

    def _clause(
        self, shadow: str, clause: re.Match[str], previous: re.Match[str] | None, *, led: bool
    ) -> tuple[tuple[Named, ...], str]:
        start = behind_number(shadow, *clause.span())
        verb = self._verb.search(shadow, start, clause.end())
        names: tuple[Named, ...] = ()
        if verb is not None:
            left, right = start, verb.start()
            while right > left and shadow[right - 1] == " ":
                right -= 1
            joint = self._by_verb.get(verb["verb"]) is TOGETHER
            if right <= left and not joint and previous and shadow[previous.end()] == ":":
                left, right = (
                    behind_number(shadow, *previous.span()),
                    previous.end(),
                )  # 市科技局：牵头…
            rule = self._rule_of(verb["verb"])
            if rule is not None:
                names = rule.run(self, Clause(shadow, left, right, clause.end(), verb, led))
                if names:
                    return names, rule.id
        if self._switches.has(ASKED):
            names = self.asked(shadow, start, clause.end())
        return names, ASKED.id

    def _rule_of(self, verb: str) -> Rule[Act] | None:
        """The rule that speaks for a verb; None where it is switched off."""
        if verb in self._known:
            return self._by_verb.get(verb)
        return ACTS if self._switches.has(ACTS) else None

    def together(self, clause: Clause) -> tuple[Named, ...]:
        """“市发改委会同市财政局…”: the first leads, who stands behind supports; or behind one that led."""
        spans = self._names.leading(clause.shadow, clause.verb.end(), clause.end)
        support = self._asked.ask(roles.TOGETHER, "support", clause.said)
        beside = tuple(Named(s, e, support) for s, e in spans)
        if clause.right == clause.left:
            return beside if clause.led else ()
        lead = self._actors(clause, self._asked.ask(roles.TOGETHER, "lead", clause.said))
        return (*lead, *beside) if lead and beside else ()

    def acts(self, clause: Clause) -> tuple[Named, ...]:
        """“由区招商局牵头…”, “市财政局负责…”, “其他各部门按职责分工落实”."""
        verb = clause.verb["verb"]
        role = self._asked.words.verb_roles.get(verb)
        return self._actors(clause, self._asked.ask(roles.VERB, role, clause.said))

    def asked(self, shadow: str, start: int, end: int) -> tuple[Named, ...]:
        """“请财政部在相关规定中明确…”, “请科技部、农业农村部等部门在2月底前完成”."""
        asking = self._asking.match(shadow, start, end)
        if asking is None:
            return ()
        names: tuple[Named, ...] = ()
        room = min(end, asking.end() + _MAX_LIST)
        for act in self._asked_acts.finditer(shadow, asking.end() + 2, room):
            found = self._lists.read(shadow, asking.end(), act.start())
            words = [shadow[name.start : name.end] for name in found.names]
            if words and not self.mixed(found) and all(map(self._is_named, words)):
                names = found.names  # the last: 请市委组织部在…, not 市委 before 组织
        return tuple(
            replace(n, stated=n.stated or self._asked.ask(roles.UNSAID, "responsible"))
            for n in names
        )

    def _is_named(self, name: str) -> bool:
        return (
            self._names.judge(name) == BODY
            and not name.startswith(self._every)
            and not self.anybody(name, by_division=False)
        )

    def _actors(self, clause: Clause, stated: Stated | None) -> tuple[Named, ...]:
        """The names that fill the clause up to the verb (behind 由, when there is one)."""
        left, by = clause.left, None
        for by in self._by.finditer(clause.shadow, left, clause.right):
            left = by.end()
        if not 2 <= clause.right - left <= _MAX_LIST:
            return ()
        found = self._lists.read(clause.shadow, left, clause.right)
        if self._switches.has(MIXED) and self.mixed(found):
            return ()
        led = by is not None and stated is not None and stated.role == "lead"
        divided = any(word in clause.verb["duty"] for word in self._division)
        for name in found.names:
            words = clause.shadow[name.start : name.end]
            if self._switches.has(ANYBODY) and self.anybody(words, by_division=divided):
                return ()
            if not self._is_body(words, by_division=divided, led=led):
                return ()
        return tuple(replace(name, stated=stated) for name in found.names)

    def mixed(self, found: AgencyList) -> bool:
        """Whether other words than names stand before the verb."""
        return bool(
            found.strangers or found.verbed or found.labelled or found.limits or found.followers
        )

    def anybody(self, name: str, *, by_division: bool) -> bool:
        """Whether a name means whoever it may concern; with 按职责分工 it is meant in earnest."""
        if by_division:
            return False
        return self._anybody.search(name) is not None or name.endswith(self._generic)

    def _is_body(self, name: str, *, by_division: bool, led: bool) -> bool:
        """True for a body; with 按职责分工 for any party; with 由…牵头 for a place (达茂旗)."""
        kind = self._names.judge(name)
        if by_division:
            return kind >= PARTY
        return kind == BODY or (led and bool(self._place.fullmatch(name)))


Act = Callable[[ProseReader, Clause], tuple[Named, ...]]

TOGETHER: Rule[Act] = Rule(
    "prose.together", FIND, "句中会同", "one together with others, in a sentence",
    "市发改委会同市财政局、市科技局制定方案", "会同有关部门: no body by name", ProseReader.together,
)  # fmt: skip
LEADS: Rule[Act] = Rule(
    "prose.lead", FIND, "句中牵头", "who leads, in a sentence",
    "由区招商局牵头负责信息收集, 按分工交由达茂旗牵头落实", "牵头单位, 牵头作用",
    ProseReader.acts,
)  # fmt: skip
SUPPORTS: Rule[Act] = Rule(
    "prose.support", FIND, "句中配合", "who supports, in a sentence",
    "市财政局配合做好资金保障", "银企配合", ProseReader.acts,
)  # fmt: skip
ACTS: Rule[Act] = Rule(
    "prose.responsible", FIND, "句中负责", "who is responsible, in a sentence",
    "市财政局负责资金保障; 其他各相关职能部门按照职责分工承担管理工作; 市财政局：负责落实财政资金",
    "主要负责人, 本方案由市科技局负责解释", ProseReader.acts,
)  # fmt: skip
ASKED: Rule[Callable[..., tuple[Named, ...]]] = Rule(
    "prose.asked", FIND, "请某部门", "who is asked to act",
    "请财政部在管理规定中明确…, 请科技部、农业农村部等部门在2月底前完成",
    "请各单位遵照执行, 请相关企业配合", ProseReader.asked,
)  # fmt: skip
MIXED: Rule[Callable[[ProseReader, AgencyList], bool]] = Rule(
    "prose.mixed", REFUSE, "动词前有他词", "other words than names before the verb",
    "leaves out 6月底完成、市科技局负责验收, 招商工作由专人负责", "由区招商局牵头", ProseReader.mixed,
)  # fmt: skip
ANYBODY: Rule[Callable[..., bool]] = Rule(
    "prose.anybody", REFUSE, "泛指主体", "whoever it may concern",
    "leaves out 由龙头企业牵头, 各级部门负责, 一个市直部门牵头",
    "其他各相关职能部门按照职责分工承担: the division names them in earnest", ProseReader.anybody,
)  # fmt: skip

#: By the verb of the clause; 请 is asked where no verb speaks. The refusals are asked of all but it.
RULES = (TOGETHER, LEADS, SUPPORTS, ACTS, ASKED, MIXED, ANYBODY)
