"""One sentence → what it states: numbers that no rule refuses, named, owned, dated, measured."""

from __future__ import annotations

from collections.abc import Callable

from policy_extract.extract.observations.candidates import CandidateFinder
from policy_extract.extract.observations.dates.plan_times import Spot
from policy_extract.extract.observations.desk import NOTHING, Desk, Told
from policy_extract.extract.observations.drafts import Candidate, Dated, Home, Measured, Owned
from policy_extract.extract.observations.measuring import OF_CHANGES, Measuring, change_or_range
from policy_extract.extract.observations.names.nouns import Nouns
from policy_extract.extract.observations.names.reader import clause_reader
from policy_extract.extract.observations.peeler import Peeler
from policy_extract.extract.observations.refusals.refuser import Refuser
from policy_extract.extract.observations.refusals.words import RefusalWords
from policy_extract.extract.observations.time_words import TimeWords
from policy_extract.lexicon import Lexicon
from policy_extract.model import Period
from policy_extract.rules import Refused, Said, Settled, Switches
from policy_extract.segment.sentences import Sentence

_RATES = frozenset(("ratio", "points", "fraction", "multiple", "parts"))  # of which nothing is done


class SentenceReader:
    """Reads sentences; built once for a lexicon."""

    def __init__(
        self, lexicon: Lexicon, peeler: Peeler, nouns: Nouns, words: TimeWords, switches: Switches
    ) -> None:
        refusals = RefusalWords(lexicon)
        self.candidates = CandidateFinder(lexicon, switches)
        self.measuring = Measuring(lexicon, switches)
        self._refuser = Refuser(refusals, switches)
        self._clauses = clause_reader(lexicon, peeler, nouns, refusals, switches)
        self._words = words
        self._each_year = lexicon.words("measures", "per_year.marks")[0]

    def read(self, desk: Desk, sentence: Sentence, home_of: Callable[[], Home]) -> Told:
        """What a sentence states; where it stands is asked only if it has a number that no rule refuses."""
        kept, refused = self._kept(desk, sentence)
        if not kept:
            return Told(refused=tuple(refused)) if refused else NOTHING
        home = home_of()
        named, unnamed = self._clauses.read(desk.plan.shadow, home, kept, desk.timeline)
        section = desk.plan.section(home.sentence.paragraph.section)
        section_id = section.id if section else None
        stated = tuple(
            desk.builder.of_measured(
                self._measured(desk, home, self._dated(desk, home, owned)),
                home.cell,
                section_id,
                len(kept),
            )
            for owned in desk.owning.own(home, named)
        )
        return Told(stated, (*refused, *unnamed))

    def _kept(self, desk: Desk, sentence: Sentence) -> tuple[list[Candidate], list[Refused]]:
        """The candidates of a sentence that no rule refuses, in order of the text, and the refusals."""
        shadow, timeline = desk.plan.shadow, desk.timeline
        numbers = self.candidates.find(shadow, sentence.start, sentence.end)
        promises = self.candidates.promises(shadow, sentence.start, sentence.end)
        if not (numbers or promises):  # as most sentences
            return [], []
        return self._refuser.kept(shadow, sentence, numbers, promises, timeline)

    def _dated(self, desk: Desk, home: Home, owned: Owned) -> Dated:
        named, candidate, shadow = owned.named, owned.named.candidate, desk.plan.shadow
        word = owned.phrase.word("per_year", "yearly_rate")
        if not word and shadow.find(self._each_year, named.left, candidate.start) >= 0:
            word = self._each_year
        spot = Spot(
            home.sentence.paragraph, home.sentence.start, candidate.start, candidate.end,
            bool(word), named.listed, desk.timeline.for_number(home.sentence.start, candidate.start),
            owned.phrase.says("yearly_rate"), *self._flows(owned, shadow),
        )  # fmt: skip
        when = desk.dater.date(spot)
        place = shadow.rfind(word, named.left, candidate.start) if word else -1
        said = Said(place, place + len(word)) if place >= 0 else None
        per_year = Settled(True, "time.per_year", said) if word else None
        return Dated(owned, when, desk.kinds.tell(spot, when), per_year)

    def _flows(self, owned: Owned, shadow: str) -> tuple[bool, bool]:
        """What was added or done, and in all: 新建学校32所, 实施项目153项; 累计植树2亿株.

        Refused: 累计拥有专利3000件, 企业累计达到18家, 债务余额20亿元: what there is; 投入强度达到2.5%, 查处率100%, 培训机构42家: nothing that was done.
        """
        left, start, words = owned.named.left, owned.named.candidate.start, self._words
        if owned.name.endswith(words.done.stocks) or words.done.there_is.search(
            shadow, left, start
        ):
            return False, False
        added, in_all = owned.phrase.says("increase"), owned.phrase.says("cumulative")
        if not added and words.done.all_there_is.search(shadow, left, start):
            return False, False
        if added or not words.done.does.match(shadow, left, start):
            return added, in_all
        q = owned.named.candidate.quantity
        counted = q is None or q.kind not in _RATES
        return counted and not words.done.reaches.search(shadow, left, start), in_all

    def _base_time(self, desk: Desk, home: Home, dated: Dated) -> Period | None:
        """The year that a change compares with: the one written, the year before for 同比, none for 年均."""
        phrase, period = dated.owned.phrase, dated.time.value
        if phrase.says("yearly_rate"):
            return None
        base = desk.dater.base(home.sentence.start, dated.owned.named.candidate.start)
        if base is not None and base.said is not None and phrase.says("increase"):
            own = phrase.moved or phrase.says("based")
            between = desk.plan.shadow[base.said.end : dated.owned.named.candidate.start]
            if not own and any(sign.isdigit() for sign in between):
                base = (
                    None  # 用水量较2025年下降16%；|新增水库库容|2600万立方米: of the number before
                )
        relative = phrase.says("year_on_year") or (base and base.rule == "base.year_before")
        if base is None and not relative and phrase.moved and not phrase.says("based"):
            q = dated.owned.named.candidate.quantity
            relative = q is not None and q.kind in _RATES and desk.dater.same_below(q.start)
        if relative and period and period.end:  # 同比, 比年初, 较上年同期: by the value's own year
            year = str(int(period.end[:4]) - 1)
            return Period.of(year, year)
        return base.value if base else None

    def _measured(self, desk: Desk, home: Home, dated: Dated) -> Measured:
        owned, q = dated.owned, dated.owned.named.candidate.quantity
        q = self.measuring.told(desk.plan.shadow, q, owned.name)
        measure, rule = self.measuring.measure(q, owned.phrase, owned.named.name.words)
        value = self.measuring.value(q, owned.name, measure, owned.phrase)
        unknown = (
            q is not None and q.unit is None and q.kind not in ("multiple", "fraction", "parts")
        )
        doubts = ["unit.unknown"] if unknown else []
        if q is not None and change_or_range(desk.plan.shadow, q, measure):
            doubts.append("measure.change_or_range")
        base_time = self._base_time(desk, home, dated) if measure in OF_CHANGES else None
        return Measured(dated, Settled(measure, rule), value, base_time, tuple(doubts))
