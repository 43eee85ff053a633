"""The composition: candidates → refuse → group and name → own → date → measure → one constructor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from operator import attrgetter

from policy_extract.document import Plan
from policy_extract.extract.confidence import Confidence
from policy_extract.extract.observations.attributes import Attributes
from policy_extract.extract.observations.borders import Borders
from policy_extract.extract.observations.build import Builder, Fields
from policy_extract.extract.observations.cell_prose import CellProse
from policy_extract.extract.observations.dates.dating import Dater
from policy_extract.extract.observations.dates.kinds import Kinds
from policy_extract.extract.observations.dates.plan_times import PlanTimes
from policy_extract.extract.observations.desk import Desk, Told
from policy_extract.extract.observations.doubts import Doubter, DoubtWords
from policy_extract.extract.observations.drafts import Home, Name
from policy_extract.extract.observations.headlines import Headlines, HeadlineWords
from policy_extract.extract.observations.label_names import LabelNames, LabelWords
from policy_extract.extract.observations.names.nouns import Nouns
from policy_extract.extract.observations.names.one_number import NONE
from policy_extract.extract.observations.owners.look import OwningWords
from policy_extract.extract.observations.owners.only_places import ONLY, OnlyPlaces, OnlyWords
from policy_extract.extract.observations.owners.own import HEADING, PARAGRAPH, SENTENCE, Owning
from policy_extract.extract.observations.owners.split import Splitter
from policy_extract.extract.observations.owners.words import OwnerWords
from policy_extract.extract.observations.peeler import Peeler
from policy_extract.extract.observations.places import PlaceWords
from policy_extract.extract.observations.sentence_reader import SentenceReader
from policy_extract.extract.observations.tables.cells import CellReader
from policy_extract.extract.observations.time_words import TimeWords
from policy_extract.extract.observations.timeline import Headings, TimeLine
from policy_extract.extract.observations.wholes import WHOLE, Wholes, whole_of
from policy_extract.extract.reports import ReportReader
from policy_extract.lexicon import Lexicon
from policy_extract.measure.calendar import Calendar
from policy_extract.measure.period import PeriodFinder
from policy_extract.model import Observation, Table
from policy_extract.rules import Refused, Said, Settled, Switches
from policy_extract.segment import Tokenizer
from policy_extract.segment.sentences import Sentence, sentences
from policy_extract.tuples import NamedTuple

_PLACE = attrgetter("start", "end")


class Trail(NamedTuple):
    """The observations of a plan, and the numbers that a rule refused, each in order of the text."""

    observations: tuple[Observation, ...]
    refused: tuple[Refused, ...]


class ObservationFinder:
    """Finds observations; built once for a lexicon."""

    def __init__(
        self, lexicon: Lexicon, tokenizer: Tokenizer, switches: Switches | None = None
    ) -> None:
        self._lexicon, self._tokenizer = lexicon, tokenizer
        self._doubt_words, self._confidence = DoubtWords(lexicon), Confidence(lexicon)
        self._switches = switches = switches or Switches()
        peeler = Peeler(lexicon, Borders(lexicon, tokenizer, switches))
        nouns, places = Nouns(lexicon), lexicon.once(PlaceWords)
        self._time_words = TimeWords(lexicon)
        self._sentences = SentenceReader(lexicon, peeler, nouns, self._time_words, switches)
        self._owner_words = OwnerWords(lexicon, places)
        self._owning_words = OwningWords(lexicon, peeler, nouns)
        self._only_words = OnlyWords(lexicon, places)
        self._periods = lexicon.once(PeriodFinder)
        self._reports = ReportReader(lexicon)
        self._attributes = Attributes(lexicon, switches)
        self._wholes = Wholes(lexicon)
        self._cells = CellReader(lexicon, peeler, self._sentences.measuring)
        self._cell_prose = CellProse(lexicon, self._sentences, switches)
        self._no_names = frozenset(lexicon.words("naming", "name.no_names"))
        self._headline_words = HeadlineWords(lexicon, switches)
        self._label_words = LabelWords(lexicon, peeler.borders, switches)

    def find(self, plan: Plan) -> Trail:
        """All observations of a plan, ordered by offset, and what was refused."""
        desk = self._desk(plan)
        told = [*self._from_prose(desk)]
        told += [one for table in plan.tables for one in self._from_table(desk, table)]
        found: list[Fields] = []
        refused: list[Refused] = []
        for fields in sorted((f for t in told for f in t.stated), key=_PLACE):
            name = fields.indicator.value.strip()
            if name and name not in self._no_names:
                found.append(fields)
            else:  # 兰溪市全市5家: a place alone; 比|5家: no name at all
                refused.append(Refused(NONE.id, fields.start, fields.end))
        refused += [r for t in told for r in t.refused]
        refused.sort(key=_PLACE)
        doubter = Doubter(plan, self._doubt_words, self._tokenizer, desk.timeline)
        seen: Counter[int] = Counter()
        observations: list[Observation] = []
        for fields, doubts in zip(found, doubter.doubts(found), strict=True):
            seen[fields.start] += 1
            observations.append(desk.builder.observation(fields, doubts, seen[fields.start]))
        return Trail(tuple(observations), tuple(refused))

    def _desk(self, plan: Plan) -> Desk:
        words, switches = self._time_words, self._switches
        calendar = self._reports.calendar(plan)
        spans = self._periods.find(plan.shadow, 0, len(plan.text), calendar)
        timeline = TimeLine(plan, spans, words, calendar)
        times = PlanTimes(plan, timeline, Headings(plan, timeline, words), words)
        splitter = Splitter(self._owner_words, plan, switches)
        return Desk(
            plan=plan,
            timeline=timeline,
            splitter=splitter,
            only=OnlyPlaces(plan, self._only_words),
            owning=Owning(plan, self._owning_words, splitter, switches),
            dater=Dater(times, switches),
            kinds=Kinds(times, switches),
            labels=LabelNames(plan, self._label_words),
            builder=Builder(plan, self._lexicon, self._confidence, self._attributes),
        )

    # --- out of prose ------------------------------------------------------------------------------

    def _from_prose(self, desk: Desk) -> Iterator[Told]:
        plan = desk.plan
        headlines = Headlines(plan, self._headline_words, self._sentences.candidates)
        for paragraph in plan.paragraphs:
            if paragraph.kind in ("title", "caption"):
                continue
            heading = paragraph.kind == "heading" and paragraph.heading_end >= paragraph.end
            if heading and not headlines.states(paragraph):
                continue
            whole: Name | None = None
            for sentence in sentences(plan, paragraph):
                if sentence.end <= paragraph.heading_end and not heading:
                    continue
                parts = whole is not None and self._wholes.parts(plan.shadow, sentence)
                of = whole if parts and self._switches.has(WHOLE) else None
                told = self._sentences.read(desk, sentence, partial(self._home, desk, sentence, of))
                whole = whole if parts else whole_of(told.stated)
                yield told

    def _home(self, desk: Desk, sentence: Sentence, whole: Name | None) -> Home:
        """Where a sentence stands; ``whole``: what it tells the parts of, told before."""
        place, below = self._place(desk, sentence), desk.splitter.full
        return Home(sentence, place=place, below=below, counted=whole or desk.labels.of(sentence))

    def _place(self, desk: Desk, sentence: Sentence) -> Settled[str] | None:
        """The place that holds for a sentence: its own, “白沙镇：…”, “余杭区重点发展…”, or its paragraph's."""
        own = _opening_place(desk, sentence.start, sentence.end)
        if own is not None:
            return own
        said = desk.splitter.of_sentence(sentence.start, sentence.end)
        if said is not None and self._switches.has(SENTENCE):
            return Settled(desk.plan.text[said.start : said.end], SENTENCE.id, said)
        opening = _opening_place(desk, sentence.paragraph.start, sentence.paragraph.end)
        if opening is None and self._switches.has(HEADING):
            opening = _heading_place(desk, sentence.paragraph.section)
        if opening is not None or not self._switches.has(ONLY):
            return opening
        only = desk.only.of(sentence.paragraph.start, sentence.paragraph.end)
        return Settled(desk.plan.text[only.start : only.end], ONLY.id, only) if only else None

    # --- out of tables -----------------------------------------------------------------------------

    def _from_table(self, desk: Desk, table: Table) -> Iterator[Told]:
        """Value cells of an indicator table; of any other table the cells that hold prose."""
        calendar = desk.timeline.calendar
        told = calendar if calendar.accounted(0) else Calendar.of(desk.plan.meta)
        cells = list(self._cells.read(desk.plan, table, desk.splitter, desk.builder, told))
        if cells:
            yield Told(tuple(cells))
        else:
            yield from self._cell_prose.read(desk, table)


def _heading_place(desk: Desk, section_id: str | None) -> Settled[str] | None:
    """The place that a heading above is: “（二）白云山镇”."""
    found = desk.splitter.of_heading(section_id)
    if found is None:
        return None
    place, section = found
    at = desk.plan.shadow.find(place, section.start)
    return Settled(place, HEADING.id, Said(at, at + len(place)) if at >= 0 else None)


def _opening_place(desk: Desk, start: int, end: int) -> Settled[str] | None:
    """The place that words open with and that holds for them: “西宁市：…”."""
    name = desk.splitter.of_paragraph(start, end)
    return Settled(name, PARAGRAPH.id, Said(start, start + len(name))) if name else None
