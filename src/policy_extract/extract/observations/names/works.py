"""A clause without a number that says what is being done, in front of how much of it: 推进老旧小区改造，2023年完成|20个."""

from __future__ import annotations

from policy_extract.extract.observations.drafts import WORKED, Name
from policy_extract.extract.observations.phrase import Peeler, Phrase, SignKind
from policy_extract.extract.observations.timeline import TimeLine
from policy_extract.extract.observations.windows import TIME, left_edge, located, words_before
from policy_extract.lexicon import Lexicon
from policy_extract.measure.quantity import THINGS, Quantity
from policy_extract.rules import Rule, Switches

_FEWEST = 4  # signs of a work: 危房改造
_NAMES = 3  # signs of what is built, told without that it is: 风电场
_SAYS: tuple[SignKind, ...] = ("announced", "timed", "increase", "per_year", "cumulative")


class Works:
    """Tells what work the clause in front of a number announces; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, peeler: Peeler, switches: Switches) -> None:
        words = lexicon.words
        self._peeler, self._on = peeler, switches.has(WORK)
        self._done = words("naming", "work.done")
        self._built = words("naming", "work.built")
        self._abstract = words("naming", "work.abstract")
        self._ends = lexicon.pattern("(?:<naming.work.programmes>)$")
        self._timed = lexicon.pattern(rf"(?:<dating.carry.until>)?{TIME}")
        self._leads = lexicon.pattern("^(?:<naming.work.leads>)+")
        self._whole = lexicon.pattern(r"[\u4e00-\u9fff、“”()]+")
        self.bare = frozenset(self._done)

    def subject(
        self, shadow: str, said: int, left: int, q: Quantity, phrase: Phrase, timeline: TimeLine
    ) -> Name | None:
        """The work that the clause between ``said``, where the last statement ends, and ``left``, where the words of the number
        ``q`` begin, announces (offsets in code points); ``phrase`` is what those words say.

        Refused: 推进城市更新改造，新增绿地120公顷: the number names something; 加强队伍建设，引进120人: nothing that is built; money and rates.
        """
        if not self._on or q.kind not in THINGS or shadow[left - 1 : left] != ",":
            return None
        if left - 1 <= said or not (phrase.name or phrase.says(*_SAYS)):
            return None
        end = left - 1
        begin = left_edge(shadow, said, end)
        words = words_before(shadow, begin, end, timeline)
        if self._timed.fullmatch(words) and begin - 1 > said and shadow[begin - 1] == ",":
            end = begin - 1  # 推进老旧小区改造，到2025年，完成20个
            begin = left_edge(shadow, said, end)
            words = words_before(shadow, begin, end, timeline)
        name = self._named(words.replace(TIME, ""), phrase)
        return Name(name, WORKED, located(shadow, name, begin, end)) if name else None

    def goes_on(self, subject: Name | None, phrase: Phrase) -> bool:
        """The verb alone tells more of a work that was announced: 开展护理员培训，每年培训500人次，累计|培训|5000人次."""
        if subject is None or subject.rule != WORKED or not phrase.name:
            return False
        return subject.words.endswith(phrase.name)

    def _named(self, words: str, phrase: Phrase) -> str:
        """What the words of a clause announce: 农村危房改造 of 实施|农村危房改造|工程, 高标准农田 of 推进|高标准农田|建设; else nothing."""
        told = self._peeler.front(words, Phrase("")).name
        work = self._ends.sub("", self._leads.sub("", told, 1))
        if len(work) < _FEWEST or self._whole.fullmatch(work) is None:
            return ""
        if work.endswith(self._done):
            return work if not phrase.name or work.endswith(phrase.name) else ""
        built = next((word for word in self._built if work.endswith(word)), "")
        what = work.removesuffix(built)
        if not built or phrase.name or what.endswith(self._abstract):
            return ""
        return what if len(what) >= _NAMES else work  # 水利建设


WORK = Rule(
    WORKED, "name", "前句的工作", "the work that the clause before announces",
    "推进老旧小区改造，2023年|完成20个; 实施危房改造工程，2023年|改造2000户; 加强高标准农田建设，建成|5万亩",
    "推进城市更新改造，新增绿地120公顷: it names what; 加强队伍建设，引进120人: nothing that is built",
    Works.subject,
)  # fmt: skip
