"""Sentences → claims: which numbers are statements, and of what.

The name stands in front of the number (“规上工业企业达到620家”), behind a count (“建设10个高水平基地”), or in an
earlier clause (“…76亿元，较2015年增长75%”). Numbers of a list share names, units and bounds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policy_extract.extract.observations.claims import Claim, Event, Statement
from policy_extract.extract.observations.completion import completed, names_for
from policy_extract.extract.observations.context import TimeLine
from policy_extract.extract.observations.lists import carried, grouped, sharing
from policy_extract.extract.observations.naming import Namer, Phrase
from policy_extract.extract.observations.numbers import Numbers
from policy_extract.extract.observations.refusals import Refusals
from policy_extract.extract.observations.windows import left_edge, noun_edge, words_before
from policy_extract.lexicon import Lexicon
from policy_extract.measure.period import TimeSpan
from policy_extract.measure.quantity import Quantity, QuantityFinder
from policy_extract.segment.sentences import Sentence

_MAKING = re.compile(r"年(?:产能?|加工|处理|生产|组装|新增|供应?|用)?(?:各类)?$")
_QUALITY = re.compile(
    r"(?:强|高|大|好|优|多|快|鲜明|明显|突出|显著|先进|完善|领先|过硬|丰富|良好|健全|稳定)$"
)
_QUALIFIED = re.compile(
    r"[、,][^;。!?]{0,70}?(?:强|高|大|好|优|多|快|鲜明|明显|突出|显著|先进|完善|领先|效益|影响力)的([^,;。、的()]{3,30})(?=[,;。、(]|$)"
)
_AT_LEAST = re.compile(r"至少|不少于|不低于")
_GIVING = re.compile(r"(?:设立|成立|安排|投入|筹集|落实|发放|提供|拨付|下达)$")


class ProseReader:
    """Reads claims out of sentences; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.namer = Namer(lexicon)
        self._quantities = QuantityFinder(lexicon)
        self._refusals = Refusals(lexicon)
        words = lexicon.words
        self._unitless = words("quantities", "unitless.names")
        self._keep = words("announcing", "keep")
        self._measures = words("announcing", "words.measures")
        self._bare = words("announcing", "words.bare")
        patterns = words("quantities", "qualitative.patterns")
        # A promise ends its clause: “全覆盖的服务体系” and “低于平均水平2.0个百分点” are none.
        self._qualitative = (
            re.compile(
                "(?:"
                + "|".join(f"(?:{p})" for p in patterns)
                + r")(?=[,;。、)!:\s]|和|且|$)(?!、.{1,4}全)"
            )
            if patterns
            else None
        )
        self._places = frozenset(d.name for d in lexicon.divisions if len(d.name) > 2)
        known = {n for i in lexicon.indicators for n in (i.name, *i.aliases) if 3 <= len(n) <= 30}
        known |= {*words("owners", "industry.heads")}
        self._by_tail: dict[str, list[str]] = {}
        for name in sorted(known, key=lambda n: (-len(n), n)):
            self._by_tail.setdefault(name[-2:], []).append(name)

    def numbers(self, shadow: str) -> Numbers:
        """All quantities and checkable promises of a text, found in one pass each."""
        quantities = self._quantities.find(shadow, 0, len(shadow))
        promises = (
            [m.span() for m in self._qualitative.finditer(shadow)] if self._qualitative else []
        )
        return Numbers(quantities, promises)

    def read(
        self, shadow: str, sentence: Sentence, timeline: TimeLine, found: Numbers
    ) -> list[Claim]:
        """The claims of one sentence, in order of the text; offsets in the whole text."""
        numbers = found.quantities_in(sentence.start, sentence.end)
        promises = found.promises_in(sentence.start, sentence.end)
        if not numbers and not promises:
            return []
        if numbers:
            times = timeline.between(sentence.start, sentence.end)
            numbers = [
                q
                for q in numbers
                if not _touches(times, q.start, q.end)
                and not self._refusals.refused(shadow, sentence, q, timeline)
            ]
        events: list[Event] = [(q.start, q.end, q, None) for q in numbers]
        for start, end in promises:
            if not any(s < end and start < e for s, e, *_ in events):
                events.append((start, end, None, shadow[start:end]))
        if not events:
            return []
        events.sort(key=lambda e: e[0])
        return list(carried(self._claims(shadow, sentence, timeline, events), self._keep))

    def _claims(
        self, shadow: str, sentence: Sentence, timeline: TimeLine, events: Sequence[Event]
    ) -> Iterator[Claim]:
        previous_end = sentence.start
        subject: str | None = None  # the last indicator named in this sentence
        subjects: list[str] = []  # the names of the last distributive list
        counted = False  # the last count is the subject of what follows
        newly = False  # … and that they are new: 新增年2万吨废液、1万吨废包装物处置线
        making = ""  # “年产” of a list of capacities: 年产2000吨脂肪酸、4000吨脂肪醇
        events = self._without_thresholds(shadow, events)
        index = 0
        while index < len(events):
            start, end, quantity, words = events[index]
            group = grouped(shadow, events, index)
            following = (
                events[index + max(len(group), 1)][0]
                if index + max(len(group), 1) < len(events)
                else None
            )
            left = left_edge(shadow, previous_end, start)
            if left == start and shadow[left - 1 : left] == ":" and left - 1 > previous_end:
                left = left_edge(shadow, previous_end, left - 1)  # “规上工业企业：1500家”
            phrase = self.namer.peel(words_before(shadow, left, start, timeline))
            if phrase.name in self._bare and subject:
                phrase.name = _bare_head(subject) + phrase.name
            if quantity is not None and phrase.new and quantity.kind in ("none", "ratio", "points"):
                # a rate of what is new: 新建数据中心PUE值, 新增工业用地…比例
                phrase.name, phrase.increase = phrase.new + phrase.name, False
            if quantity is None:
                whole = re.match(r"(?:均|全部|全面)", words or "")
                start, words = (
                    (start + whole.end(), (words or "")[whole.end() :]) if whole else (start, words)
                )
                statement = Statement(start, end, None, words)
                for name in self._qualitative_names(phrase, subject, words or ""):
                    yield Claim(
                        statement,
                        name,
                        phrase,
                        "prose.qualitative",
                        inherited=not phrase.name,
                        left=left,
                    )
                subject = phrase.name or subject
                previous_end = end
                index += 1
                continue
            if len(group) > 1:
                names = self._distribute(phrase, subjects, subject, len(group))
                for position, q in enumerate(group):
                    name = names[position] if names else (phrase.name or subject or "")
                    if not name:
                        continue
                    q = sharing(q, group[0], group[-1], distributive=phrase.distributive)
                    yield Claim(
                        Statement(q.start, q.end, q, None), name, phrase, "prose.distributive",
                        inherited=not phrase.name, left=left, position=position, of=len(group),
                        one_name=names is not None and len(set(names)) == 1,
                    )  # fmt: skip
                if names:
                    subjects, subject = names, names[-1]
                subject = subject or phrase.name
                previous_end = group[-1].end
                index += len(group)
                continue
            limit = following if following is not None else sentence.end
            if quantity.comparator == "=" and _AT_LEAST.search(shadow, left, start):
                quantity = replace(quantity, comparator=">=", high=None, bound="至少")
            if making and not phrase.name and not shadow[previous_end:start].strip("、和及与 \n"):
                phrase.name = making
                phrase.increase |= newly
            claim, is_subject = self._single(
                shadow, quantity, phrase, left, limit, subject, joined=following is not None
            )
            made = _MAKING.search(phrase.name) if claim and claim.rule == "prose.capacity" else None
            making = made.group() if made else ""
            newly = bool(made) and ("新增" in phrase.name or phrase.increase)
            if claim is not None and subject and claim.name in self._places:
                # “1500家，其中花溪区300家”: a place alone has the number of what was named before
                claim = replace(claim, name=claim.name + subject, inherited=True)
            if claim is not None:
                near = (
                    index > 0
                    and shadow[previous_end:start].startswith("、")
                    and not phrase.announced
                )
                claim = replace(
                    claim, name=completed(claim.name, subject, near=near), after_count=counted
                )
                if (
                    subject
                    and re.search(r"[\u4e00-\u9fff]类$", claim.name)
                    and not claim.before_noun
                ):
                    claim = replace(claim, name=subject, kind_of=claim.name)
                    yield claim
                    previous_end, index = end, index + 1
                    continue
                for name in self._each(claim):
                    yield replace(claim, name=name)
                if not claim.inherited:
                    subject = claim.name
                end = max(end, claim.noun_end)
            counted = is_subject
            previous_end = end
            index += 1

    def _without_thresholds(self, shadow: str, events: Sequence[Event]) -> list[Event]:
        """The events without bounds that only define something; those stay words of a name."""
        kept: list[Event] = []
        for index, event in enumerate(events):
            following = events[index + 1][0] if index + 1 < len(events) else None
            if event[2] is None or not self._refusals.threshold(shadow, event[2], following):
                kept.append(event)
        return kept

    def _single(
        self,
        shadow: str,
        q: Quantity,
        phrase: Phrase,
        left: int,
        limit: int,
        subject: str | None,
        *,
        joined: bool,
    ) -> tuple[Claim | None, bool]:
        """One number → its claim; or (None, True) when it is the subject of the next number."""
        statement = Statement(q.start, q.end, q, None)
        noun_end = noun_edge(shadow, q.end, limit)
        behind = shadow[q.end : noun_end].replace("\n", "")
        runs_on = joined and noun_end >= limit
        if runs_on:
            behind = re.sub(r"[、和及与以]+$", "", behind)
        noun = self.namer.behind(behind) if behind else None
        if noun and _QUALITY.search(noun) and noun_end < limit and shadow[noun_end] in "、,":
            # “3户以上行业特色鲜明、…作用强的省级平台示范企业”: the noun stands behind the qualities
            far = _QUALIFIED.match(shadow, noun_end, min(limit, noun_end + 90))
            if far:
                noun, noun_end = far.group(1), far.end()
                behind = shadow[q.end : noun_end]

        owner: str | None = None

        def before(rule: str, name: str, *, inherited: bool = False) -> tuple[Claim, bool]:
            stop = q.end + len(behind)
            # “二期、三期各新增电芯及电池模组各30万只/天生产线”
            phrase.increase |= "新增" in phrase.name[-16:]
            return Claim(
                statement,
                name,
                phrase,
                rule,
                inherited=inherited,
                left=left,
                noun_end=stop,
                before_noun=True,
                kind_of=owner,
            ), False

        if noun and q.kind in ("count", "people"):
            if runs_on and self._announces(behind):
                return None, True  # “30家试点企业效益平均提高12.3%”
            if phrase.name in self._keep:
                noun = phrase.name + noun
            elif phrase.name.endswith(("企业", "产业", "行业", "园区", "领域")) and phrase.growth:
                owner = phrase.name  # 大数据相关企业增加…个就业岗位
            return before("prose.count_before", self._list_noun(shadow, noun, noun_end, limit))
        if (
            noun
            and q.kind in ("ratio", "fraction")
            and (behind.startswith("的") or not phrase.name or phrase.name.endswith(("的", "全市")))
            and not re.match(r"(?:目标|要求|水平|标准|确定|以上)", noun)
        ):
            phrase.share = True
            return before("prose.share_before", noun)
        if noun and q.kind not in (
            "count",
            "people",
            "ratio",
            "fraction",
            "none",
            "points",
            "multiple",
        ):
            making = _MAKING.search(phrase.name)
            if making and q.kind != "money":
                return before("prose.capacity", phrase.name + noun)
            given = not phrase.name or phrase.announced or _GIVING.search(phrase.name)
            measured = q.kind in ("money", "area") and self._refusals.measures(noun)
            if measured and (given or behind.startswith("的")):
                return before("prose.money_before", noun)
            if (
                noun.endswith("项目")
                and q.kind == "money"
                and (not phrase.name or phrase.name.endswith(("和", "及", "与")))
            ):
                return before("prose.project_money", "投资", inherited=True)
            if not phrase.name and phrase.increase:
                return before("prose.capacity", noun)
            if q.kind != "money" and not q.bound and not behind.startswith("的"):
                return (
                    None,
                    False,
                )  # 天气雷达500米高度探测: the number belongs to the noun behind it
        if phrase.name:
            if q.kind == "none" and not re.sub(r"\([^()]*\)$", "", phrase.name).endswith(
                self._unitless
            ):
                return None, False
            return Claim(statement, phrase.name, phrase, "prose.level", left=left), False
        if subject and self._goes_on(phrase, q, left):
            return Claim(
                statement, subject, phrase, "prose.inherited", left=left, inherited=True
            ), False
        return None, False

    def _goes_on(self, phrase: Phrase, q: Quantity, left: int) -> bool:
        """The clause says something of the indicator named before: 同比增长…, 突破…, 占全市…."""
        if q.kind in ("count", "people"):
            return bool(phrase.growth or phrase.announced or phrase.increase or q.bound)
        spoken = (
            phrase.growth or phrase.announced or phrase.based or phrase.year_on_year or phrase.share
        )
        return bool(spoken or q.bound or q.kind == "multiple" or left == q.start)

    def _announces(self, behind: str) -> bool:
        """The noun goes on to the words that announce the next number."""
        peeled = self.namer.peel(behind)
        return bool(peeled.growth or peeled.announced) and len(peeled.name) < len(behind.strip())

    def _each(self, claim: Claim) -> list[str]:
        """Rates of two things with one number hold for each: 飞行架次、飞行时长增长20%."""
        q = claim.statement.quantity
        if claim.phrase.every and not claim.inherited and not claim.before_noun:
            names = self.namer.split_names(claim.name)
            head = self.known_head(names[-1]) if names else None
            if len(names) > 1 and all(len(n) >= 2 for n in names):
                return names_for(names, len(names), head, self._measures) or [claim.name]
        if (
            q is None
            or q.kind not in ("ratio", "points")
            or not claim.phrase.growth
            or claim.phrase.to
            or claim.inherited
        ):
            return [claim.name]
        parts = self.namer.split_names(claim.name)
        if (
            len(parts) == 2
            and all(3 <= len(p) <= 12 for p in parts)
            and abs(len(parts[0]) - len(parts[1])) <= 4
        ):
            return parts
        return [claim.name]

    def _list_noun(self, shadow: str, noun: str, noun_end: int, limit: int) -> str:
        """A noun with its own list goes on over 、: 1项填补空白、引领未来的重大成果."""
        if noun_end < limit and shadow[noun_end] == "、" and len(noun) <= 6 and "的" not in noun:
            stop = noun_edge(shadow, noun_end + 1, limit)
            rest = shadow[noun_end + 1 : stop]
            if "的" in rest and stop < limit and len(rest) <= 16:
                return f"{noun}、{rest}"
        return noun

    def _distribute(
        self, phrase: Phrase, subjects: list[str], subject: str | None, count: int
    ) -> list[str] | None:
        if phrase.name:
            parts = self.namer.split_names(phrase.name)
            head = self.known_head(parts[-1]) if parts else None
            return names_for(parts, count, head, self._measures) or [phrase.name] * count
        if len(subjects) == count:
            return subjects
        return [subject] * count if subject else None

    def known_head(self, name: str) -> str | None:
        """The longest known indicator that a name ends with."""
        return next(
            (known for known in self._by_tail.get(name[-2:], ()) if name.endswith(known)), None
        )

    def _qualitative_names(self, phrase: Phrase, subject: str | None, words: str) -> list[str]:
        name = re.sub(r"(?:等指标|等)$", "", phrase.name)
        if not name:
            return [subject] if subject else []
        if not re.search(r"完成|任务|平均", words):
            return [name]
        parts = self.namer.split_names(name)
        if len(parts) > 1 and all(len(p) >= 4 for p in parts):
            tail = re.search(r"(?:下降幅度|下降|降幅|增速)$", parts[-1])
            if tail:
                parts = [p if p.endswith(tail.group()) else p + tail.group() for p in parts]
            return parts
        return [name]


def _touches(times: Sequence[TimeSpan], start: int, end: int) -> bool:
    """True when one of the times, ordered and apart, shares a character with ``[start, end)``."""
    index = bisect_left(times, end, key=lambda time: time.start) - 1
    return index >= 0 and start < times[index].end


def _bare_head(subject: str) -> str:
    """The owner of a bare “面积”: the subject without its own measure."""
    return re.sub(r"(?:数量|总数|数|面积|总量)$", "", subject)
