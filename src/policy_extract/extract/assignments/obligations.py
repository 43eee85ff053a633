"""Bodies that a sentence tells to act without 牵头 or 负责.

“财政部门要完善投入机制”, “试点县政府是改革的责任主体”, “资金由市财政局统筹安排”,
“各县人民政府对粮食安全负总责”.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from policy_extract.expressions import expression
from policy_extract.extract.assignments import roles
from policy_extract.extract.assignments.actors import Actors
from policy_extract.extract.assignments.forms import FILE
from policy_extract.extract.assignments.knowledge import Knowledge
from policy_extract.extract.assignments.records import Named
from policy_extract.lexicon import Lexicon
from policy_extract.rules import Rule, Said

FIND = "assignments.find"
_OPENING = expression(r"[\u4e00-\u9fff]+")
#: The lists of patterns that are taken to pieces here.
PIECES = (f"{FILE}.verbs.must_patterns", f"{FILE}.verbs.answers_patterns")
_GROUP = expression(r"\(\?P<\w+>")
_BEING_ROOM = 30  # how far behind 是 the words 责任主体 may stand

Tell = Callable[["Obligations", str, int, int], tuple[Named, ...]]


class Obligations:
    """Reads clauses; built once for a lexicon."""

    def __init__(self, known: Knowledge, actors: Actors) -> None:
        self._asked, self._actors = known.roles, actors
        self._rules = known.switches.on(RULES)
        lexicon = known.lexicon
        verbs = f"{FILE}.verbs"
        self._must = lexicon.pattern(_must(lexicon), uses=PIECES)
        self._being = lexicon.pattern(
            rf"(?:<{verbs}.being>)[^,。;!?]{{0,{_BEING_ROOM}}}?(?P<part><{verbs}.parts>)(?=[,。;])"
        )
        self._by = lexicon.pattern(
            rf"(?<![{lexicon.signs(FILE, 'verbs.not_before_by')}])(?:<{verbs}.by>)"
            rf"(?!<{verbs}.not_after_by>)"
        )
        self._done = lexicon.pattern(
            rf"(?:<{verbs}.modifiers>)*?(?P<verb><{verbs}.done_by>|(?P<settled><{verbs}.settled_by>))"
            rf"(?!<{verbs}.not_before_patterns>)"
        )
        self._local = lexicon.pattern(f"<{verbs}.local>")
        answers = [_behind_body(lexicon, p) for p in lexicon.words(FILE, "verbs.answers_patterns")]
        self._answers = lexicon.pattern("|".join(answers) or "(?!)", uses=PIECES)
        being = (
            _behind_body(lexicon, re.escape(word)) for word in lexicon.words(FILE, "verbs.being")
        )
        unnamed = (_GROUP.sub("(?:", answer) for answer in answers)
        self.trigger = "|".join((_must(lexicon), *being, *unnamed, f"<{verbs}.by>"))

    def read(self, shadow: str, start: int, end: int) -> tuple[tuple[Named, ...], str]:
        """Who is told to act in the clause ``shadow[start:end]``, and the rule that says so."""
        for rule in self._rules:
            names = rule.run(self, shadow, start, end)
            if names:
                return names, rule.id
        return (), ""

    def must(self, shadow: str, start: int, end: int) -> tuple[Named, ...]:
        """“市教育局、各高校要履行主体责任”, “省财政厅应当做好保障”: the bodies by name."""
        modal = self._must.search(shadow, start, end)
        if modal is None:
            return ()
        stated = self._asked.ask(roles.TOLD, "responsible", Said(*modal.span()))
        return self._actors.told(shadow, start, modal.start(), stated)

    def being(self, shadow: str, start: int, end: int) -> tuple[Named, ...]:
        """“试点县政府是试点工作的责任主体”."""
        room = min(
            len(shadow), end + _BEING_ROOM + 12
        )  # quotation marks end a clause, not 是…责任主体
        part = self._being.search(shadow, start, room)
        if part is None or part.start() > end:
            return ()
        role = self._asked.words.role_of_part(part["part"])
        stated = self._asked.ask(roles.TOLD, role, Said(*part.span("part")))
        return self._actors.told(shadow, start, part.start(), stated)

    def answers(self, shadow: str, start: int, end: int) -> tuple[Named, ...]:
        """“各县（市、区）人民政府对本行政区域粮食安全负总责”, “市教育局承担主管责任”."""
        answer = self._answers.search(shadow, start, end)
        if answer is None:
            return ()
        words = answer.lastgroup or "verb"
        role = self._asked.words.verb_roles.get(answer[words], "responsible")
        stated = self._asked.ask(roles.TOLD, role, Said(*answer.span(words)))
        return self._actors.told(shadow, start, answer.start(), stated)

    def by(self, shadow: str, start: int, end: int) -> tuple[Named, ...]:
        """“资金由市财政局统筹安排”, “项目由市水务局、市住建局组织实施”."""
        names: tuple[Named, ...] = ()
        for by in self._by.finditer(shadow, start, end):
            verb = self._done.search(shadow, by.end(), end)
            if verb is not None and (
                not verb["settled"] or self._local.match(shadow, by.end(), verb.start())
            ):
                stated = self._asked.ask(roles.TOLD, "responsible", Said(*verb.span("verb")))
                names += self._actors.told(shadow, by.end(), verb.start(), stated)
        return names


def _must(lexicon: Lexicon) -> str:
    """要, 应当, 须 behind the last sign of a body."""
    patterns = lexicon.words(FILE, "verbs.must_patterns")
    return "|".join(_behind_body(lexicon, pattern) for pattern in patterns)


def _behind_body(lexicon: Lexicon, pattern: str) -> str:
    """A pattern that opens with words, where they stand behind the last sign of a body.

    The words come first: a search for any of several such patterns then looks at their first signs alone.
    """
    words = _OPENING.match(pattern)
    word = words.group() if words else ""
    signs = lexicon.signs(FILE, "verbs.before_must")
    return rf"{word}(?<=[{signs}]{word}){pattern[len(word) :]}"


MUST: Rule[Tell] = Rule(
    "prose.must", FIND, "某部门要…", "a body that has to act",
    "财政部门要完善投入机制; 市教育局、各高校要履行主体责任; 省财政厅应当做好保障",
    "各地区、各部门要…, 企业要…: nobody by name; 市财政局要求…", Obligations.must,
)  # fmt: skip
BEING: Rule[Tell] = Rule(
    "prose.being", FIND, "某部门是责任主体", "a body that is called the responsible one",
    "试点县政府是试点工作的责任主体", "企业是责任主体; 以政府为责任主体", Obligations.being,
)  # fmt: skip
ANSWERS: Rule[Tell] = Rule(
    "prose.answers", FIND, "某部门对…负责", "a body that answers for a thing",
    "各县（市、区）人民政府对本行政区域粮食安全负总责, 市教育局承担主管责任",
    "企业对产品质量负责; 各级各部门承担主体责任: nobody by name", Obligations.answers,
)  # fmt: skip
BY: Rule[Tell] = Rule(
    "prose.by", FIND, "由某部门实施", "a body by whom it is done",
    "资金由市财政局统筹安排, 项目由市水务局组织实施, 补贴标准由省财政厅确定",
    "由企业自主实施; 由市财政局、市教育局组成专班; 标准由国家体育总局制定", Obligations.by,
)  # fmt: skip

#: In the order in which they are asked; the first that names somebody speaks for the clause.
RULES: tuple[Rule[Tell], ...] = (MUST, BEING, ANSWERS, BY)
