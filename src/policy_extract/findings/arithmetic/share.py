"""A stated share against its part and its whole, and a stated change of a share against the two shares.

- “其中公立医院2400张，占75%”: part and whole stand in one sentence, the whole just before 其中;
- “1.2万吨，占丽水市水产品产量的25%”, “占全市的13.3%”: the whole is the same indicator of the area named, of the superior
  area (``Attributes.parent``), or, for a segment, of its own area;
- “规上工业增加值占地区生产总值比重33.1%” (a level with such a name): both are stated for the area and the year;
- “由18.4%提高到40.88%，提高22.5个百分点”: the difference;
- a table's 完成率 against what was planned and done.

Refused: a whole that is another indicator than its words name, or that no plan states for the year; a part that is a
value of a project; a share of a share; as ``fails``, levels whose time or kind no words say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from policy_extract.findings.arithmetic.figures import less, over
from policy_extract.findings.arithmetic.growth import pairs, points
from policy_extract.findings.arithmetic.levels import (
    Level,
    Levels,
    Thing,
    level_of,
    thing_of,
    year,
)
from policy_extract.findings.arithmetic.naming import Naming
from policy_extract.findings.arithmetic.prose import Prose, Sentence
from policy_extract.findings.arithmetic.record import (
    Ground,
    Reckoning,
    ground,
    named_ground,
    nested,
    subject_of,
)
from policy_extract.findings.corpus import Corpus
from policy_extract.model import Document, Observation

#: A share said of a number stands within so many observations behind it.
_BEHIND = 3


class Shares:
    """The rules of shares; built once for a corpus."""

    def __init__(self, corpus: Corpus, prose: Prose) -> None:
        self._corpus, self._prose = corpus, prose
        self._levels = Levels(())
        self._naming = Naming(corpus, prose)
        verbs, tails = prose.any_of("share_verbs"), prose.any_of("share_tails")
        reach = prose.any_of("share_reach")
        self._gap = prose.compiled(
            rf"[,、(]? ?(?:{verbs})(?:{reach})*(?P<whole>[^,;。、()]*?)(?:{tails})?(?:{reach})*\Z"
        )
        self._compound = prose.compiled(
            rf"(?P<part>[^,;。]{{2,}}?)(?:{verbs})(?P<whole>[^,;。]{{2,}}?)(?:{tails})\Z"
        )
        self._of_which = prose.compiled(
            rf"(?:{prose.any_of('of_which')}|{prose.any_of('among')}(?=,))"
        )
        self._itself = frozenset(("", *prose.words("whole_itself")))
        self._fronts = prose.words("whole_fronts")

    def find(self, documents: Iterable[Document], levels: Levels) -> Iterator[Reckoning]:
        """Every share and every change of a share that can be computed; ``levels`` are those of the documents."""
        self._levels = levels
        for document in documents:
            for index, observation in enumerate(document.observations):
                found: Reckoning | None = None
                if observation.measure == "change_points":
                    found = self._change(document, observation)
                elif _is_share(observation):
                    found = self._compounded(document, observation)
                    if found is None and observation.source.table is None:
                        before = document.observations[max(0, index - _BEHIND) : index]
                        found = self._said(document, observation, before)
                if found is not None:
                    yield found

    def _change(self, document: Document, observation: Observation) -> Reckoning | None:
        stated, thing = level_of(document.id, observation), thing_of(observation)
        if stated is None or thing is None:
            return None
        for pair in pairs(document, observation, thing, self._levels, self._prose):
            change = less(pair.after.figure, pair.before.figure)
            told = change.low.is_finite() or change.high.is_finite()
            if told and pair.before.unit == pair.after.unit == stated.unit:
                found = points(document, stated, pair, self._prose, self._corpus)
                return found if found.holds or (pair.firm and stated.firm) else None
        return None

    def _compounded(self, document: Document, observation: Observation) -> Reckoning | None:
        """“X占Y比重” as the name of a level: X and Y are stated for the same area and year."""
        match = self._compound.fullmatch("".join(observation.indicator.name.split()))
        if match is None:
            return None
        own, at = thing_of(observation), year(observation.time)
        if own is None or at is None:
            return None
        part = self._naming.indicator(match["part"])
        area, words = self._naming.whole_area(match["whole"], own)
        whole = self._naming.indicator(words) if words else part
        if part is None or whole is None or area is None:
            return None
        of, to = Thing(part, own.area, own.segment), Thing(whole, area, None)
        if of == to:
            return None
        kinds = (observation.kind,)
        above = self._levels.at(of, at, document.id, kinds)
        below = self._levels.at(to, at, document.id, kinds)
        if above is None or below is None:
            return None
        stated = level_of(document.id, observation)
        return None if stated is None else self._reckoning(document, stated, above, below)

    def _said(
        self, document: Document, observation: Observation, before: Sequence[Observation]
    ) -> Reckoning | None:
        """“…2400张，占75%”: the number just before is the part."""
        if not before:
            return None
        gap = self._prose.text(document.id)[before[-1].source.end : observation.source.start]
        match = self._gap.fullmatch(gap)
        if match is None:  # as mostly
            return None
        sentence = self._prose.sentence(document.id, observation.source.start)
        part = self._part(document, observation, before, sentence)
        stated = None if part is None else level_of(document.id, observation, reviewed=True)
        if stated is None or part is None:
            return None
        words = "".join(match["whole"].split())
        found = self._of_itself(document, stated, part, before, sentence, words)
        return found or self._of_whole(document, stated, part, words)

    def _part(
        self,
        document: Document,
        observation: Observation,
        before: Sequence[Observation],
        sentence: Sentence,
    ) -> Level | None:
        """The level that a share speaks of: the nearest before it, with nothing but its growth between."""
        for one in reversed(before):
            if one.source.start < sentence.start or one.source.table is not None:
                return None
            if one.measure == "growth_rate":
                continue
            level = level_of(document.id, one, reviewed=True)
            same = one.kind == observation.kind and one.time == observation.time
            return level if level is not None and level.unit != "1" and same else None
        return None

    def _of_itself(
        self,
        document: Document,
        stated: Level,
        part: Level,
        before: Sequence[Observation],
        sentence: Sentence,
        words: str,
    ) -> Reckoning | None:
        """The whole stands just before 其中, in the unit of the part, and the share names nothing or just that: 占全部托位的."""
        index = next(i for i, one in enumerate(before) if one.id == part.observation.id)
        if index == 0:
            return None
        one = before[index - 1]
        if words not in self._itself and not self._names(words, one):
            return None
        whole = level_of(document.id, one, reviewed=True)
        gap = self._prose.text(document.id)[one.source.end : part.observation.source.start]
        if whole is None or one.source.start < sentence.start or whole.unit != part.unit:
            return None
        if not self._of_which.search(gap) or whole.figure.low < part.figure.low:
            return None
        return self._reckoning(document, stated, part, whole, by_words=True)

    def _names(self, words: str, whole: Observation) -> bool:
        """Whether words are a value's name or its end, with 全部 or nothing in front."""
        front = next((f for f in self._fronts if words.startswith(f)), "")
        named = words.removeprefix(front)
        return len(named) > 1 and "".join(whole.indicator.name.split()).endswith(named)

    def _of_whole(
        self, document: Document, stated: Level, part: Level, words: str
    ) -> Reckoning | None:
        """The whole is named: an area above, an indicator, or both."""
        thing, at = thing_of(part.observation), year(part.observation.time)
        if thing is None or at is None or part.observation.review:
            return None
        area, rest = self._naming.whole_area(words, thing)
        indicator = thing.indicator
        if rest:
            named = self._naming.indicator(rest)
            if named is None:
                return None
            indicator = named
        if area is None:
            return None
        to = Thing(indicator, area, None)
        if to == thing or (not rest and area == thing.area and thing.segment is None):
            return None
        whole = self._levels.at(to, at, document.id, (part.observation.kind,))
        if whole is None or whole.unit != part.unit:
            return None
        return self._reckoning(document, stated, part, whole)

    def _reckoning(
        self,
        document: Document,
        stated: Level,
        part: Level,
        whole: Level,
        by_words: bool = False,
    ) -> Reckoning | None:
        computed = over(part.figure, whole.figure)
        if computed is None or part.unit != whole.unit or stated.unit != "1":
            return None
        observation = stated.observation
        name = "".join(observation.indicator.name.split())
        found = Reckoning(
            relation="share", document=document.id, key=observation.key,
            words=self._prose.stating(document.id, observation), stated=stated.figure,
            computed=computed, unit="1",
            grounds=[self._ground(one, document.id, by_words) for one in (part, whole)],
            what=self._what(name, by_words=by_words),
            subject="" if by_words else self._prose.name(observation),
            about=subject_of(observation), observation=observation, form="percent",
        )  # fmt: skip
        certain = by_words or (part.firm and whole.firm)
        return found if found.holds or certain else None

    def _what(self, name: str, *, by_words: bool) -> str:
        """The message that tells what was reckoned: a share whose name says it, one of a name, one that stands beside its grounds."""
        if by_words:
            return "arithmetic.share_beside"
        return "arithmetic.share_named" if self._compound.fullmatch(name) else "arithmetic.share"

    def _ground(self, level: Level, home: str, by_words: bool) -> Ground:
        """A level by name and time; ``by_words``: as its clause has it, for it stands beside the share."""
        observation = level.observation
        if level.document != home:
            return ground(level.document, observation, home, self._corpus)
        if not by_words:
            return named_ground(self._prose.name(observation), home, observation)
        source = observation.source
        words = nested(self._prose.clause(home, source.start, source.end))
        return Ground(f"“{words}”", f"“{words}”", home, observation)


def _is_share(observation: Observation) -> bool:
    """Whether a number is a percentage of something: 75%, 占比57.8%."""
    value = observation.value
    if value is None or value.base is None or value.base.unit != "1":
        return False
    return observation.measure in ("share", "level")
