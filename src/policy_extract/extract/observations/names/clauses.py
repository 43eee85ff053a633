"""The name stage, one sentence: groups of numbers → named candidates, from left to right.

What a sentence has said so far is a frozen ``Thread`` that each step takes and hands on.
"""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.extract.observations.drafts import Candidate, Home, Named
from policy_extract.extract.observations.names import brackets
from policy_extract.extract.observations.names.by_next import ByNext
from policy_extract.extract.observations.names.front_reader import FrontReader
from policy_extract.extract.observations.names.group import Grouper
from policy_extract.extract.observations.names.list_labels import LABELLED, ListLabels, settled
from policy_extract.extract.observations.names.name_clause import Reading
from policy_extract.extract.observations.names.number_lists import ListReader
from policy_extract.extract.observations.names.one_number import NumberReader
from policy_extract.extract.observations.names.promises import PromiseReader
from policy_extract.extract.observations.names.thread import Thread, having_told
from policy_extract.extract.observations.timeline import TimeLine
from policy_extract.extract.observations.windows import noun_edge
from policy_extract.rules import Refused, Rule, Switches


class ClauseReader:
    """Names the numbers of sentences; built once for a lexicon."""

    def __init__(
        self, reading: Reading, grouper: Grouper, fronts: FrontReader, by_next: ByNext,
        labels: ListLabels, switches: Switches,
    ) -> None:  # fmt: skip
        self._reading, self._grouper = reading, grouper
        self._fronts = fronts
        self._promises = PromiseReader(reading, switches)
        self._lists = ListReader(reading, grouper, switches)
        self._numbers = NumberReader(reading, switches)
        self._by_next = by_next
        self._level_ahead = switches.has(LEVEL_AHEAD)
        self._within = switches.has(INSIDE_SHARE)
        self._labels, self._labelled = labels, switches.has(LABELLED)
        self._outer = switches.has(brackets.OUTER)

    def read(
        self, shadow: str, home: Home, candidates: Sequence[Candidate], timeline: TimeLine
    ) -> tuple[list[Named], list[Refused]]:
        """The named candidates of a sentence, in order of the text, and the numbers that got no name."""
        sentence = home.sentence
        thread = Thread(sentence.start, subject=home.counted, below=home.below)
        named: list[Named] = []
        refused: list[Refused] = []
        index, outer = 0, None
        label = self._labels.of(shadow, sentence, candidates[0].start) if self._labelled else None
        while index < len(candidates):
            start = candidates[index].start
            if outer is None and self._outer and brackets.opened(shadow, thread, start):
                outer = thread
            elif resumed := brackets.behind(shadow, thread, outer, start):
                thread, outer = resumed, None
            if self._within and candidates[index].start < thread.end:
                # 95%以上的村垃圾处理率达到90%以上: the second number says which villages
                inside = candidates[index]
                refused.append(Refused(INSIDE_SHARE.id, inside.start, inside.end))
                index += 1
                continue
            group = self._grouper.group(shadow, candidates, index)
            size = max(len(group), 1)
            behind = candidates[index + size].start if index + size < len(candidates) else None
            one = len(group) < 2 and candidates[index].quantity is not None
            front = self._fronts.read(shadow, thread, candidates[index], timeline, one=one)
            read = front
            if one and label:
                front = self._labels.named(shadow, label, thread, candidates[index], read)
            if front.turned:
                thread = thread._replace(subject=front.turned)
            if len(group) > 1:
                dealt = bool(timeline.dealt(sentence.start, group[0].start, len(group)))
                step = self._lists.read(shadow, thread, front, group, dealt=dealt)
            elif candidates[index].quantity is None:
                step = self._promises.read(shadow, thread, front, candidates[index])
            else:
                told = self._told_by(shadow, candidates[index : index + 2])
                limit = told or (behind if behind is not None else sentence.end)
                step = self._numbers.read(
                    shadow, thread, front, candidates[index], limit,
                    first=index == 0, joined=behind is not None and not told, stop=sentence.end,
                )  # fmt: skip
            step = step if front is read else settled(step)
            named.extend(step.named)
            refused.extend(step.refused)
            thread = having_told(step)
            index += size
        return self._reading.parts.spread(self._with_heads(named)), refused

    def _told_by(self, shadow: str, two: Sequence[Candidate]) -> int:
        """Where what only tells how those stand who are counted ends: 12个县|隐性债务|清零, 4个县|财政收入|过十亿元.

        0 where nothing does: 10家企业|产值超过50亿元 may be of all of them.
        """
        counted, said = two[0], two[1] if len(two) > 1 else None
        if counted.quantity is None or said is None:
            return 0
        second = said.quantity
        if second is not None and (second.kind != "money" or not second.bound):
            return 0
        if noun_edge(shadow, counted.end, said.end) < said.end:
            return 0  # a mark stands between: no noun goes so far
        words = shadow[counted.end : said.end].replace("\n", "")
        return said.end if self._reading.nouns.in_state(words) else 0

    def _with_heads(self, named: Sequence[Named]) -> list[Named]:
        # from the last to the first: 1个|省级|、16个|市级|、60个|县级粮食质检机构
        found: list[Named] = []
        for item in reversed(named):
            if found and self._level_ahead:
                item = self._with_head_of(item, found[-1])
            if found:
                item = self._by_next.settle(item, found[-1])
            found.append(item)
        return found[::-1]

    def _with_head_of(self, last: Named, item: Named) -> Named:
        """“5个省级、10个市级产业园”: the noun stands behind the second level and holds for both."""
        close = 0 <= item.candidate.start - last.noun_end <= 1
        if not last.before_noun or not item.before_noun or not close:
            return last
        head = self._reading.completion.head_of(last.name.words, item.name.words)
        if head is None:
            return last
        return last._replace(name=last.name.completed(head, LEVEL_AHEAD.id))


INSIDE_SHARE = Rule(
    "name.inside_share", "name", "限定比例对象的数", "a number that says of whom a share is",
    "95%以上的行政村垃圾处理率|达到90%以上, 5个区县财政收入|过十亿元: it tells which villages, and is no value",
    "95%以上的行政村和90%以上的自然村通硬化路: two shares; 30家企业营收突破50亿元: it may be of all of them", ClauseReader.read,
)  # fmt: skip
LEVEL_AHEAD = Rule(
    "complete.level_ahead", "name", "级别启后", "a bare level before its noun",
    "5个省级、10个市级产业园: the first is 省级产业园",
    "5个省级产业园、10个市级产业园", ClauseReader._with_head_of,
)  # fmt: skip
