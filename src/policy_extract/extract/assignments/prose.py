"""Agencies in running prose: “由区招商局牵头负责信息收集”, “市财政局负责资金保障”, “请财政部落实…”.

Only a clause that consists of names up to the verb counts, so that a sentence about parties in
general (“由龙头企业牵头”, “由一名市级领导牵头”, “主要负责人”) yields nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from policy_extract.expressions import expression
from policy_extract.extract.assignments import roles
from policy_extract.extract.assignments.actors import Actors
from policy_extract.extract.assignments.forms import FILE, behind_number
from policy_extract.extract.assignments.knowledge import Knowledge
from policy_extract.extract.assignments.limits import sentence_of
from policy_extract.extract.assignments.obligations import PIECES, Obligations
from policy_extract.extract.assignments.records import Named, Stated
from policy_extract.rules import Rule, Said
from policy_extract.tuples import NamedTuple

_CLAUSE = expression(r"(?:[^,;。:!?“”\"()\[\]]|[(\[][^()\[\]]*[)\]])+")
_STOP = expression(r"[。!?;]")
_MAX_LIST = 120
FIND = "assignments.find"


class Acting(NamedTuple):
    """A clause that names who acts: its sentence, the names, the rule, and where the clause is."""

    sentence: tuple[int, int]
    names: tuple[Named, ...]
    rule: str


class Clause(NamedTuple):
    """A clause with its verb: where names may stand (``left`` to ``right``), whether one acted before."""

    shadow: str
    left: int
    right: int
    end: int
    verb: re.Match[str]
    acted: bool

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
        self._actors = Actors(known)
        self._obligations = Obligations(known, self._actors)
        self._trigger = lexicon.pattern(
            f"<{verbs}.prose>|<{verbs}.division>|<{verbs}.asking>|{self._obligations.trigger}",
            uses=PIECES,
        )
        self._together = lexicon.pattern(f"<{verbs}.together_with>")
        self._opener = lexicon.pattern(f"(?:<{verbs}.openers>)*")
        closing = f"(?:<{verbs}.support>|<{verbs}.responsible>)(?:<{verbs}.tails>)*$"
        self._closing = lexicon.pattern(closing)
        self._verb = lexicon.pattern(
            rf"(?P<duty>(?:<{verbs}.modifiers>)*)(?P<verb><{verbs}.prose>|<{verbs}.divided_patterns>)"
            rf"(?!<{verbs}.not_before_patterns>)"
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
        self._void = lexicon.words(FILE, "verbs.void")
        self._mutual = tuple(
            first + second
            for first in lexicon.words(FILE, "verbs.mutual")
            for second in ("", *lexicon.words(FILE, "verbs.joint"))
        )
        self._asking = lexicon.pattern(rf"<{verbs}.asking>")
        self._asked_acts = lexicon.pattern(rf"<{verbs}.asked_acts>")

    def read(self, shadow: str, start: int, end: int) -> Iterator[Acting]:
        """Yield every clause of ``shadow[start:end]`` that names who acts.

        市科技局牵头… leads, …配合 supports, …负责 is responsible; 会同 gives both.
        """
        if not self._trigger.search(shadow, start, end):
            return
        before: re.Match[str] | None = None
        acted = False  # somebody does, in this sentence
        quiet: list[
            tuple[int, int]
        ] = []  # clauses before this one, parted by commas, without a verb
        sentence = (start, start)
        for clause in _CLAUSE.finditer(shadow, start, end):
            previous, before = before, clause
            first, last = span = clause.span()
            mark = shadow[previous.end() : first] if previous else ""
            if mark != ",":
                quiet = []
                if _STOP.search(mark):
                    acted = False
            if not acted and not self._trigger.search(shadow, first, last):
                quiet.append(span)
                continue
            names, rule = self._clause(shadow, clause, previous, acted=acted)
            if not names and not self._trigger.search(shadow, first, last):
                quiet.append(span)
                continue
            waiting, quiet = quiet, []
            if names:
                names = (*self._waiting(shadow, waiting, names[0]), *names)
                acted = True
                if first >= sentence[1]:
                    sentence = sentence_of(shadow, first, sentence[1], end)
                yield Acting((min(sentence[0], first), sentence[1]), names, rule)

    def _clause(
        self, shadow: str, clause: re.Match[str], previous: re.Match[str] | None, *, acted: bool
    ) -> tuple[tuple[Named, ...], str]:
        if clause.group().endswith(self._void):
            return (), ACTS.id
        start = behind_number(shadow, *clause.span())
        opener = self._opener.match(shadow, start, clause.end()) if acted else None
        start = opener.end() if opener else start
        for verb in self._verb.finditer(shadow, start, clause.end()):
            names, by = self._at_verb(shadow, clause, previous, start, verb, acted=acted)
            if names:
                return names, by
        names = ()
        if self._switches.has(ASKED):
            names = self.asked(shadow, start, clause.end())
        if names:
            return names, ASKED.id
        names, by = self._obligations.read(shadow, start, clause.end())
        if not names and acted and self._switches.has(BESIDE):
            return self.beside(shadow, start, clause.end()), BESIDE.id
        return names, by

    def _at_verb(
        self,
        shadow: str,
        clause: re.Match[str],
        previous: re.Match[str] | None,
        start: int,
        verb: re.Match[str],
        *,
        acted: bool,
    ) -> tuple[tuple[Named, ...], str]:
        """The names that stand by one verb of a clause, and the rule that speaks for it."""
        rule = self._rule_of(verb["verb"])
        if not acted and verb.end() == clause.end() and verb["duty"].endswith(self._mutual):
            rule = None  # 要加强配合
        if rule is None:
            return (), ""
        left, right = start, verb.start()
        while right > left and shadow[right - 1] == " ":
            right -= 1
        joint = rule is TOGETHER
        if right <= left and not joint and previous and shadow[previous.end()] == ":":
            # 市科技局：牵头…
            left, right = behind_number(shadow, *previous.span()), previous.end()
        return rule.run(self, Clause(shadow, left, right, clause.end(), verb, acted)), rule.id

    def beside(self, shadow: str, start: int, end: int) -> tuple[Named, ...]:
        """“…，市自然资源局参与”, “…，各县区人社部门抓好落实”, where somebody acts before."""
        if end - start > _MAX_LIST or not self._closing.search(shadow, start, end):
            return ()
        found = self._lists.read(shadow, start, end)
        return found.names if found.verbed and self._actors.all_told(shadow, found) else ()

    def _waiting(
        self, shadow: str, clauses: Sequence[tuple[int, int]], first: Named
    ) -> tuple[Named, ...]:
        """The names of clauses of names alone right before the clause with the verb.

        市教育局，各县（区）政府按职责分工负责. Refused: any other clause before it.
        """
        names: tuple[Named, ...] = ()
        for start, end in reversed(clauses):
            start = behind_number(shadow, start, end)
            found = self._lists.read(shadow, start, end)
            if not self._actors.all_named(shadow, found):
                break
            names = tuple(n._replace(stated=n.stated or first.stated) for n in found.names) + names
        return names

    def _rule_of(self, verb: str) -> Rule[Act] | None:
        """The rule that speaks for a verb; None where it is switched off."""
        if verb in self._known:
            return self._by_verb.get(verb)
        return ACTS if self._switches.has(ACTS) else None

    def together(self, clause: Clause) -> tuple[Named, ...]:
        """“市发改委会同市财政局…”: the first leads, who stands behind supports; or behind one that led.

        会同有关部门 names the first alone.
        """
        spans = self._names.forms.leading(clause.shadow, clause.verb.end(), clause.end)
        support = self._asked.ask(roles.TOGETHER, "support", clause.said)
        beside = tuple(Named(s, e, support) for s, e in spans)
        if clause.right == clause.left:
            return beside if clause.acted else ()
        lead = self._who(clause, self._asked.ask(roles.TOGETHER, "lead", clause.said))
        with_others = self._together.match(clause.shadow, clause.verb.end(), clause.end)
        return (*lead, *beside) if lead and (beside or with_others) else ()

    def acts(self, clause: Clause) -> tuple[Named, ...]:
        """“由区招商局牵头…”, “市财政局负责…”, “其他各部门按职责分工落实”."""
        verb = clause.verb["verb"]
        role = self._asked.words.verb_roles.get(verb)
        return self._who(clause, self._asked.ask(roles.VERB, role, clause.said))

    def _who(self, clause: Clause, stated: Stated | None) -> tuple[Named, ...]:
        return self._actors.before(
            clause.shadow, clause.left, clause.right, clause.verb["duty"], stated
        )

    def asked(self, shadow: str, start: int, end: int) -> tuple[Named, ...]:
        """“请财政部在相关规定中明确…”, “请科技部、农业农村部等部门在2月底前完成”."""
        asking = self._asking.match(shadow, start, end)
        if asking is None:
            return ()
        names: tuple[Named, ...] = ()
        room = min(end, asking.end() + _MAX_LIST)
        for act in self._asked_acts.finditer(shadow, asking.end() + 2, room):
            found = self._lists.read(shadow, asking.end(), act.start())
            if self._actors.all_named(shadow, found):
                names = found.names  # the last: 请市委组织部在…, not 市委 before 组织
        return tuple(
            n._replace(stated=n.stated or self._asked.ask(roles.UNSAID, "responsible"))
            for n in names
        )


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
BESIDE: Rule[Callable[..., tuple[Named, ...]]] = Rule(
    "prose.beside", FIND, "句中随后参与", "who takes part where another acts",
    "市水利局牵头编制规划，市自然资源局、市融媒体中心参与; …，各县区人社部门抓好落实",
    "…，社会各界参与, 区域医疗中心参与: nobody by name; 市自然资源局参与 where nobody acts before",
    ProseReader.beside,
)  # fmt: skip
#: By the verb of the clause; where no verb speaks it is asked who is asked or told to act.
RULES = (TOGETHER, LEADS, SUPPORTS, ACTS, ASKED, BESIDE)
