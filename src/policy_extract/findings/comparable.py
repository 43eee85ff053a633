"""Guards of comparisons: what is not comparable although indicator, area, time and kind are the same.

Each is a rule of its own; the order does not matter. What they have in common: the words that would tell two
values apart were not all understood, or two values are parts of one whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from policy_extract.expressions import expression
from policy_extract.findings.corpus import Corpus
from policy_extract.findings.intervals import Interval, equal
from policy_extract.model import Observation
from policy_extract.tuples import NamedTuple

#: Code points within which two different numbers of one plan belong to one passage.
PASSAGE = 160

_AREA_INHERITED = "area.from_document"
_TIME_INHERITED = "time.from_"
_CHANGES = frozenset(("increase", "decrease"))
#: Code points in front of a growth within which 名义 says in what prices it is counted.
_PRICED = 16
_BRACKET = expression(r"[(（][^()（）]{1,12}[)）]")
_CLAUSE = "，,。；;！!？?：:、\n"


class Statement(NamedTuple):
    """An observation of a document; ``inherited``: neither area nor time stand in its words.

    ``bare``: it is inherited, and its name does not say either of what it is.
    """

    observation: Observation
    document: str
    inherited: bool = False
    bare: bool = False

    @property
    def section(self) -> tuple[str, str | None]:
        """Where it stands."""
        return self.document, self.observation.source.section


#: A statement with the numbers that would make it true.
Bounded = tuple[Statement, Interval]


class Statements:
    """Reads observations as statements, with what their surroundings say of them; built once for a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._texts = corpus.texts
        lexicon = corpus.lexicon

        def words(name: str) -> tuple[str, ...]:
            return lexicon.words("findings", name) if lexicon.word_lists else ()

        self._nouns = frozenset(words("bare_nouns"))
        self._priced = words("arithmetic.nominal")
        self._allotting, self._purposes = words("allotted.verbs"), words("allotted.purposes")
        self._clause_end = expression(f"[{re.escape(_CLAUSE)}]")

    def read(self, observation: Observation, document: str) -> Statement:
        """An observation of a document as a statement."""
        doubts = observation.doubts
        inherited = _AREA_INHERITED in doubts and any(d.startswith(_TIME_INHERITED) for d in doubts)
        return Statement(
            observation, document, inherited, bare=inherited and self._noun(observation)
        )

    def lot(self, observation: Observation) -> bool:
        """Whether it may be one of several lots that only its sentence tells apart: 高速公路…新开工|项目8个, 水运…新开工|项目4个.

        Refused: 项目达到20个 (how many there are is said once), 金岭县新开工项目8个 (a place), 纺织产业新增企业5家 (a segment).
        """
        nowhere = _AREA_INHERITED in observation.doubts and observation.segment is None
        return nowhere and observation.measure in _CHANGES and self._noun(observation)

    def _noun(self, observation: Observation) -> bool:
        """A noun that says nothing of whose it is: 企业, 项目数."""
        name = "".join(observation.indicator.name.split())
        return name in self._nouns or name.removesuffix("量").removesuffix("数") in self._nouns

    def nominal(self, observation: Observation, document: str) -> bool:
        """Whether a growth is said to be nominal, right before or behind its number: 名义增长8%, 增长8%（现价）."""
        source = observation.source
        if observation.measure != "growth_rate" or source.table is not None:
            return False
        named = observation.read.get("indicator")
        text = self._texts.get(document, "")
        start = named.end if named is not None and named.end is not None else source.start
        before = text[max(start, source.start - _PRICED) : source.start]
        bracket = _BRACKET.match(text, source.end)
        words = before + (bracket.group() if bracket else "")
        return any(word in words for word in self._priced)

    def allotted(self, statement: Statement) -> bool:
        """Whether the clause sets a quantity aside for a purpose: 安排8000亿元超长期特别国债资金用于“两重”建设.

        Refused: 发行超长期特别国债1.3万亿元，支持… (the whole, and what follows is another clause), 安排地方政府专项
        债券4.4万亿元 (no purpose).
        """
        observation = statement.observation
        source, text = observation.source, self._texts.get(statement.document, "")
        if observation.value is None or source.table is not None:
            return False
        before = self._clause_end.split(text[max(0, source.start - PASSAGE) : source.start])[-1]
        behind = self._clause_end.split(text[source.end : source.end + PASSAGE], maxsplit=1)[0]
        return any(w in before for w in self._allotting) and any(
            w in behind for w in self._purposes
        )

    def not_allotted(self, comparable: Sequence[Bounded]) -> list[Bounded]:
        """Without what is set aside for a purpose: 1.3万亿元 in all, of which 8000亿元 for one thing, 2500亿元 for another."""
        return [one for one in comparable if not self.allotted(one[0])]


def without_lists(comparable: Sequence[Bounded]) -> list[Bounded]:
    """Never two inherited values of one section: one stands for equal ones, different ones go.

    What tells them apart stands in the words of the list and was not understood.
    """
    lists: dict[tuple[str, str | None], list[Bounded]] = {}
    for one in comparable:
        if one[0].inherited:
            lists.setdefault(one[0].section, []).append(one)
    kept = {
        id(those[0])
        for those in lists.values()
        if all(equal(those[0][0].observation.value, o.observation.value) for o, _ in those[1:])
    }
    return [one for one in comparable if not one[0].inherited or id(one) in kept]


def by_section(comparable: list[Bounded]) -> list[list[Bounded]]:
    """What may be compared with each other: all but bare nouns, and each section with its own."""
    if not any(one.bare for one, _ in comparable):
        return [comparable]
    sections: dict[tuple[str, str | None], list[Bounded]] = {}
    for one in comparable:
        sections.setdefault(one[0].section, []).append(one)
    named = [one for one in comparable if not one[0].bare]
    return [named, *(s for s in sections.values() if any(one.bare for one, _ in s))]


def in_one_passage(statements: Sequence[Statement]) -> bool:
    """Different numbers within one passage of one plan: parts of a whole, not two claims.

    “直管区面积47.7平方公里，协管区面积17.5平方公里”: nobody contradicts himself in one breath; the words
    that tell the two apart were not all understood. A row of a table and the sentence above it are two claims.
    """
    starts = [one.observation.source.start for one in statements]
    single = len({one.document for one in statements}) == 1
    tables = {one.observation.source.table for one in statements}
    return single and len(tables) == 1 and max(starts) - min(starts) <= PASSAGE
