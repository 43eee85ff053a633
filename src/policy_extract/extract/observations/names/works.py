"""A clause without a number that says what is being done, in front of how much of it: 推进老旧小区改造，2023年完成|20个."""

from __future__ import annotations

from policy_extract.extract.observations.drafts import WORKED, Name
from policy_extract.extract.observations.names.deeds import Deeds
from policy_extract.extract.observations.peeler import Peeler
from policy_extract.extract.observations.phrase import Phrase, SignKind
from policy_extract.extract.observations.timeline import TimeLine
from policy_extract.extract.observations.windows import (
    OF,
    TIME,
    left_edge,
    located,
    noun_edge,
    words_before,
)
from policy_extract.lexicon import Lexicon
from policy_extract.measure.quantity import THINGS, Quantity
from policy_extract.rules import Rule, Switches

_FEWEST = 4  # signs of a work: 危房改造
_NAMES = 3  # signs of what is built, told without that it is: 风电场
_SAYS: tuple[SignKind, ...] = ("announced", "timed", "increase", "per_year", "cumulative")


class Works:
    """Tells what work the clause in front of a number announces; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, peeler: Peeler, deeds: Deeds, switches: Switches) -> None:
        words = lexicon.words
        self._deeds = deeds
        self._peeler, self._on = peeler, switches.has(WORK)
        self._done = words("naming", "work.done")
        self._built = words("naming", "work.built")
        self._abstract = words("naming", "work.abstract")
        self._ends = lexicon.pattern("(?:<naming.work.programmes>)$")
        self._timed = lexicon.pattern(rf"(?:<dating.carry.until>)?{TIME}")
        self._leads = lexicon.pattern("^(?:<naming.work.leads>)+")
        self._whole = lexicon.pattern(r"[\dA-Z]{0,3}[\u4e00-\u9fff、“”()]+")
        # 改造|农村危房, 建设|高标准农田: the verb in front of what is built
        self._acting = lexicon.pattern(
            r"(?:<naming.work.leads>)*(?:(?P<kept><naming.work.kept>)|(?:<naming.work.acts>))"
            rf"(?P<what>[^{OF}、,]{{0,16}}(?:<naming.work.things>))"
        )
        self._counted_as = lexicon.words("naming", "name.task_units")
        self._projects = words("naming", "work.projects")
        self._verbs = frozenset(self._done)
        self._found = frozenset(words("naming", "complete.found"))
        self._effects = frozenset(words("naming", "work.effects"))
        self._announcing = frozenset(words("naming", "work.announcing"))

    def subject(
        self, shadow: str, said: int, left: int, q: Quantity, phrase: Phrase, timeline: TimeLine
    ) -> Name | None:
        """The work that the clause between ``said``, where the last statement ends, and ``left``, where the words of the number
        ``q`` begin, announces (offsets in code points); ``phrase`` is what those words say.

        Refused: 推进城市更新改造，新增绿地120公顷: the number names something; 加强队伍建设，引进120人: nothing that is built; 建设民宿，带动320户: what came
        of it; money and rates.
        """
        if not self._on or q.kind not in THINGS or shadow[left - 1 : left] != ",":
            return None
        if left - 1 <= said or not (phrase.name or phrase.says(*_SAYS)):
            return None
        if phrase.name and noun_edge(shadow, q.end, q.end + 2) > q.end:
            return None  # 推进小区改造，|改造|120个|小区|: it says of what
        end = left - 1
        begin = left_edge(shadow, said, end)
        words = words_before(shadow, begin, end, timeline)
        if self._timed.fullmatch(words) and begin - 1 > said and shadow[begin - 1] == ",":
            end = begin - 1  # 推进老旧小区改造，到2025年，完成20个
            begin = left_edge(shadow, said, end)
            words = words_before(shadow, begin, end, timeline)
        words = words.replace(TIME, "")
        if any(sign.word in self._effects for sign in phrase.signs):
            return None
        name = self._named(words, q, phrase) or self._acted(words, q, phrase)
        return Name(name, WORKED, located(shadow, name, begin, end)) if name else None

    def asks(self, name: str) -> bool:
        """Whether words in front of a number leave open of what it is: a verb alone, or nothing."""
        return (
            not name or name in self._verbs or name in self._announcing or self._deeds.alone(name)
        )

    def tells(self, subject: Name | None, phrase: Phrase) -> bool:
        """The verb alone says no more than a work that was announced: 开展护理员培训，每年培训500人次，累计|培训|5000人次.

        Nor do 筹集, 建成 of what is built. Refused: 推进隐患整治，|排查|320处.
        """
        if subject is None or subject.rule != WORKED or not phrase.name:
            return False
        return subject.words.endswith(phrase.name) or phrase.name in self._announcing

    def done_to(self, name: str, work: Name) -> str:
        """A verb with what a work is done to: 排查自建房隐患 of 排查 and 自建房隐患|整治; one that stands alone is completed later."""
        alone = not name or self._deeds.alone(name)
        return name if alone else self._deeds.done_to(name, work.words) or name

    def _named(self, words: str, q: Quantity, phrase: Phrase) -> str:
        """What the words of a clause announce: 农村危房改造 of 实施|农村危房改造|工程, 高标准农田 of 推进|高标准农田|建设; else nothing."""
        told = self._peeler.front(words, Phrase("")).name
        work = self._ends.sub("", self._leads.sub("", told, 1))
        if len(work) < _FEWEST or self._whole.fullmatch(work) is None:
            return ""
        if work.endswith(self._done):
            return work if self._may_be_of(work, phrase.name) else ""
        built = next((word for word in self._built if work.endswith(word)), "")
        what = work.removesuffix(built)
        counted = what.endswith(self._projects) and q.unit in self._counted_as
        if not built or (what.endswith(self._abstract) and not counted):
            return ""
        # 护理员培养，培训500人: nothing that is built says what a verb of another kind is done to
        if phrase.name in self._verbs and not self._deeds.alone(phrase.name):
            return ""
        return what if len(what) >= _NAMES else work  # 水利建设

    def _may_be_of(self, work: str, verb: str) -> bool:
        """A verb may be of what a work is done to: 自建房隐患|整治，|排查|320处. Refused: 国土绿化，|造林|3万亩; 城乡环境整治，|拆除|230处."""
        if not verb or work.endswith(verb) or verb in self._announcing:
            return True
        done = next(end for end in self._done if work.endswith(end))
        takes = verb in self._found or self._deeds.alone(verb)
        return takes and not work.removesuffix(done).endswith(self._abstract)

    def _acted(self, words: str, q: Quantity, phrase: Phrase) -> str:
        """What the verb of a clause is done to, with the verb where it says what is counted: |改造农村危房, 建设|高标准农田; else nothing.

        Refused: 建设幸福家园: nothing that is counted; persons.
        """
        found = self._acting.fullmatch(words) if q.kind != "people" else None
        if found is None:
            return ""
        kept = found["kept"] or ""
        return found["what"] if phrase.name in self._verbs else kept + found["what"]


WORK = Rule(
    WORKED, "name", "前句的工作", "the work that the clause before announces",
    "推进老旧小区改造，2023年|完成20个; 实施危房改造工程，2023年|改造2000户; 加强高标准农田建设，建成|5万亩; 改造农村危房，完成|1200户",
    "推进城市更新改造，新增绿地120公顷: it names what; 加强队伍建设，引进120人: nothing that is built; 建设幸福家园，新增12个",
    Works.subject,
)  # fmt: skip
