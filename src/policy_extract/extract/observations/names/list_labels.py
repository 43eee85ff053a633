"""A measure in front of a colon, of which what stands behind it has a value each: 产品产量：水泥186万吨；化肥12万吨."""

from __future__ import annotations

from policy_extract.extract.observations.drafts import Candidate
from policy_extract.extract.observations.names.thread import Front, Step, Thread
from policy_extract.lexicon import Lexicon
from policy_extract.rules import Rule
from policy_extract.segment.sentences import Sentence
from policy_extract.tuples import NamedTuple

_LABEL = 40  # signs of a sentence in which its label ends
_SHORTEST = 2  # signs of a measure
_MARKS = ",;、:\n "


class ListLabel(NamedTuple):
    """What a sentence measures behind the colon that its label ends in, and the kinds of numbers that may be values of it."""

    words: str
    colon: int
    kinds: frozenset[str]


class ListLabels:
    """Reads measures in front of lists; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._ends = {
            ending: kind
            for kind in ("ratio", "parts", "people", "money", "area", "mass")
            for ending in lexicon.words("naming", f"list_label.{kind}")
        }
        self._endings = tuple(self._ends)
        self._leads = lexicon.pattern(r"(?:<naming.list_label.leads_patterns>)")
        self._whole = lexicon.pattern(r"^(?:<announcing.words.whole_area>)")
        self._no_item = lexicon.pattern(r"(?:<naming.list_label.no_items>)$")
        self._measures = (
            *lexicon.words("doubts", "name.ends"),
            *lexicon.words("doubts", "name.share_ends"),
            *self._endings,
        )

    def of(self, shadow: str, sentence: Sentence, first: int) -> ListLabel | None:
        """The measure that a sentence opens with. Refused: 主要目标：, a label with a number in it or a clause in front."""
        stop = min(first, sentence.start + _LABEL)
        colon = shadow.find(":", sentence.start, stop)
        if colon < 0:
            return None
        begin = max(sentence.start, shadow.rfind(",", sentence.start, colon) + 1)
        label = self._whole.sub("", shadow[begin:colon].strip(), 1)  # 2020年，|全市|林地面积
        words = self._leads.sub("", label, 1)
        ending = next((e for e in self._endings if words.endswith(e)), None)
        if ending is None or len(words) < _SHORTEST or not words.isalpha():
            return None
        kinds = frozenset((self._ends[ending], *_OTHERS.get(self._ends[ending], ())))
        return ListLabel(words, colon, kinds)

    def named(
        self, shadow: str, label: ListLabel, thread: Thread, candidate: Candidate, front: Front
    ) -> Front:
        """The front of a number with the measure of its list. Refused: 发电量52亿千瓦时, 其中…, a verb: words of their own."""
        q, name = candidate.quantity, front.phrase.name
        if q is None or not name or q.kind not in label.kinds or front.part:
            return front
        if front.phrase.moved or name.endswith(self._measures) or self._no_item.search(name):
            return front
        begin = max(thread.end, label.colon + 1)
        place = shadow.find(name, begin, candidate.start)
        if place < 0 or shadow[begin:place].strip(_MARKS):
            return front
        words = label.words
        if not words.startswith(name):
            words = name + words[words[0] == name[-1] :]  # 公益|林|地面积
        return front._replace(phrase=front.phrase.named(words))


def settled(step: Step) -> Step:
    """The step of a number whose name the label completed, by this rule."""
    if len(step.named) != 1 or step.named[0].name.inherited:
        return step
    named = step.named[0]
    name = named.name.completed(named.name.words, LABELLED.id)
    thread = (
        step.thread._replace(subject=name) if step.thread.subject == named.name else step.thread
    )
    return step._replace(named=(named._replace(name=name),), thread=thread)


#: What else than its own kind of number a measure may be told in.
_OTHERS = {
    "people": ("count",),
    "mass": ("volume", "power", "other", "count", "area", "length", "energy"),
}

LABELLED = Rule(
    "name.list_label", "name", "冒号前的度量", "the measure in front of a list",
    "主要产品产量：水泥186万吨: 水泥产量; 生师比：小学18:1，初中13:1: 小学生师比",
    "发电量52亿千瓦时, 研究生学历比例20% behind such a label: measures of their own; 主要目标：…: no measure",
    ListLabels.named,
)  # fmt: skip
