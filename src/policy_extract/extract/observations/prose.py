"""Sentences → observations: which numbers are statements, of what, and of which kind.

A quantity is refused when it is part of a name or slogan (“4231”工程, “最多80天”改革, 《…》), a date, a rank,
a threshold that only defines something (亩均税收5万元以下企业, 5亿元以上重大项目), or the subject of the number
that follows (30家试点企业效益平均提高12.3%).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from policy_extract.extract.observations.claims import Claim, Statement
from policy_extract.extract.observations.context import TimeLine
from policy_extract.extract.observations.naming import Namer, Phrase, completed, names_for
from policy_extract.lexicon import Lexicon
from policy_extract.quantity import Quantity, QuantityFinder
from policy_extract.segment.sentences import Sentence

_HARD = ",;:。!?"
_LIST_GAP = re.compile(r"(?: ?(?:、|和|及|与|,|以及) ?)")
_BRACKETS = re.compile(r"\([^()]{0,40}\)")
_TIME_UNITS = frozenset({"time"})


@dataclass(slots=True)
class _Found:
    """A candidate number with the words on both sides."""

    quantity: Quantity
    left: int
    candidate: str
    qualitative: str | None = None


class ProseReader:
    """Reads statements out of sentences; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._namer = Namer(lexicon)
        self._quantities = QuantityFinder(lexicon)
        words = lexicon.words
        self._threshold_heads = words("quantities", "threshold.heads")
        self._measured_heads = words("quantities", "measured.heads")
        self._unitless = words("quantities", "unitless.names")
        self._refuse_before = words("quantities", "refuse.before")
        self._refuse_after = words("quantities", "refuse.after")
        patterns = words("quantities", "qualitative.patterns")
        self._qualitative = re.compile("|".join(f"(?:{p})" for p in patterns)) if patterns else None
        self._known = {
            name for indicator in lexicon.indicators for name in (indicator.name, *indicator.aliases)
        }
        self._known_heads = sorted(
            (name for name in self._known if 3 <= len(name) <= 30), key=lambda n: (-len(n), n)
        )
        self._heads_by_tail: dict[str, list[str]] = {}
        for name in self._known_heads:
            self._heads_by_tail.setdefault(name[-2:], []).append(name)

    def read(self, shadow: str, sentence: Sentence, timeline: TimeLine) -> list[Claim]:
        """The claims of one sentence, in order of the text; offsets in the whole text."""
        numbers = self._quantities.find(shadow, sentence.start, sentence.end)
        times = timeline.between(sentence.start, sentence.end)
        numbers = [q for q in numbers if not any(q.start < t.end and t.start < q.end for t in times)]
        numbers = [q for q in numbers if not self._refused(shadow, sentence, q, timeline)]
        events: list[tuple[int, int, Quantity | None, str | None]] = [
            (q.start, q.end, q, None) for q in numbers
        ]
        if self._qualitative is not None:
            for match in self._qualitative.finditer(shadow, sentence.start, sentence.end):
                if match.group() and not any(s < match.end() and match.start() < e for s, e, *_ in events):
                    events.append((match.start(), match.end(), None, match.group()))
        events.sort(key=lambda e: e[0])
        if not events:
            return []
        return list(self._claims(shadow, sentence, timeline, events))

    # -- refusing ---------------------------------------------------------------------------------

    def _refused(self, shadow: str, sentence: Sentence, q: Quantity, timeline: TimeLine) -> bool:
        before = shadow[max(sentence.start, q.number - 4) : q.number]
        after = shadow[q.unit_end : q.unit_end + 4]
        if before.endswith(self._refuse_before) or after.startswith(self._refuse_after):
            return True
        if any(start <= q.number < end for start, end in timeline.document_names):
            return True
        if self._in_quotes(shadow, sentence, q):
            return True
        if q.kind == "time":
            lead = shadow[max(sentence.start, q.number - 6) : q.number]
            return not re.search(r"(?:达到?|缩短至?到?|压缩至?到?|控制在|不超过|以内|提高到|压减至?到?|不少于)$", lead.rstrip())
        if q.kind == "rank":
            return True
        if q.kind == "none":
            return not (q.bound or self._announced(before)) or bool(re.match(r"[\u4e00-\u9fffA-Za-z]", after)) and not q.bound
        if q.spelled:
            return not self._counts(shadow, sentence, q)
        if q.unit in ("级", "期", "届", "个百分比"):
            return True
        return False

    def _announced(self, before: str) -> bool:
        return bool(re.search(r"(?:达到?|为|至|到|突破|超过|控制在|约)$", before.rstrip()))

    def _in_quotes(self, shadow: str, sentence: Sentence, q: Quantity) -> bool:
        """Inside a short quotation: a slogan or a name (“4231”, “最多80天”), not a quoted sentence."""
        opening = shadow.rfind("“", max(sentence.start, q.start - 24), q.start + 1)
        if opening < 0 or "”" in shadow[opening : q.number]:
            return False
        closing = shadow.find("”", q.number, q.number + 24)
        return closing >= 0 and "“" not in shadow[q.number : closing]

    def _counts(self, shadow: str, sentence: Sentence, q: Quantity) -> bool:
        """Chinese numerals count something only with a unit that counts and a verb or bound beside."""
        if q.kind == "money" or q.kind == "ratio":
            return True
        if q.kind == "multiple" or q.kind == "fraction":
            return True
        if q.kind not in ("count", "people", "area"):
            return False
        if q.comparator == "range":
            return True
        if q.bound and q.bound not in ("余", "多"):
            return bool(q.low and q.low > 1)
        value = q.low if q.low is not None else q.high
        if value is None or value < 2:
            return False
        lead = shadow[max(sentence.start, q.number - 5) : q.number]
        return bool(re.search(r"(?:新增|引进|培育|建成|新建|创建|净增|创成|共有|累计)$", lead))

    # -- composing --------------------------------------------------------------------------------

    def _claims(
        self,
        shadow: str,
        sentence: Sentence,
        timeline: TimeLine,
        events: Sequence[tuple[int, int, Quantity | None, str | None]],
    ) -> Iterable[Claim]:
        previous_end = sentence.start
        subject: str | None = None  # the last indicator named in this sentence
        subjects: list[str] = []  # the names of the last distributive list
        index = 0
        while index < len(events):
            start, end, quantity, words = events[index]
            group = self._group(shadow, events, index)
            limit = self._next_start(events, index + len(group) - 1, sentence.end)
            left = self._left(shadow, previous_end, start)
            candidate = self._text(shadow, left, start, timeline)
            phrase = self._namer.peel(candidate)
            inherited = False
            if quantity is None:
                names = self._qualitative_names(phrase, subject)
                for name in names:
                    yield Claim(
                        Statement(start, end, None, words), name, phrase, "prose.qualitative", inherited=not phrase.name, left=left
                    )
                if phrase.name:
                    subject = phrase.name
                previous_end = end
                index += 1
                continue
            if len(group) == 1 and self._is_threshold(shadow, quantity, limit, sentence.end):
                index += 1
                continue
            if len(group) > 1:
                names_list = self._distribute(phrase, subjects, subject, len(group))
                shared = group[-1]
                for position, q in enumerate(group):
                    name = names_list[position] if names_list else (phrase.name or subject or "")
                    q = _with_unit(q, shared)
                    if name:
                        yield Claim(
                            Statement(q.start, q.end, q, None), name, phrase, "prose.distributive",
                            inherited=not phrase.name, left=left, position=position, of=len(group),
                        )
                if names_list:
                    subjects = names_list
                    subject = names_list[-1]
                elif phrase.name:
                    subject = phrase.name
                previous_end = group[-1].end
                index += len(group)
                continue
            claim, subject_of_next = self._single(
                shadow, quantity, phrase, left, limit, subject, sentence
            )
            if claim is not None:
                claim = replace(claim, name=completed(claim.name, subject))
                yield claim
                if not claim.inherited:
                    subject = claim.name
                previous_end = max(end, claim.noun_end)
            elif not subject_of_next:
                previous_end = end
            else:
                previous_end = end
            del inherited
            index += 1

    def _single(
        self,
        shadow: str,
        q: Quantity,
        phrase: Phrase,
        left: int,
        limit: int,
        subject: str | None,
        sentence: Sentence,
    ) -> tuple[Claim | None, bool]:
        statement = Statement(q.start, q.end, q, None)
        noun_end = self._noun_end(shadow, q.end, limit)
        behind = shadow[q.end : noun_end]
        joined = limit < sentence.end and noun_end >= limit
        if joined:
            behind = re.sub(r"[、和及与以]+$", "", behind)
        if q.kind in ("count", "people") and behind:
            noun = self._namer.behind(self._without_times(behind))
            if noun and joined and self._runs_into(behind):
                return None, True  # “30家试点企业效益平均提高12.3%”: the count is the next number's subject
            if noun and phrase.name and not phrase.announced and not phrase.increase and not phrase.cumulative and not phrase.growth:
                noun = self._owner(phrase.name, noun)
            if noun:
                kept = next((w for w in self._keep_verbs(phrase) if w), "")
                return Claim(statement, kept + noun, phrase, "prose.count_before", left=left, noun_end=q.end + len(behind), before_noun=True), False
        if q.kind in ("ratio", "fraction") and re.match(r"(?:的|以上的)?[\u4e00-\u9fff“]", behind) and not self._namer.behind(behind) is None:
            if not phrase.name or phrase.share:
                noun = self._namer.behind(behind)
                if noun and not re.match(r"(?:目标|要求|水平|标准)", noun):
                    return Claim(statement, noun, phrase, "prose.share_before", left=left, noun_end=q.end + len(behind), before_noun=True), False
        if q.kind in ("money", "area", "power") and re.match(r"的?[\u4e00-\u9fff“]", behind):
            noun = self._namer.behind(behind) or ""
            head = noun.rstrip(")")
            if any(word in head for word in self._measured_heads) and not phrase.name:
                return Claim(statement, noun, phrase, "prose.money_before", left=left, noun_end=q.end + len(behind), before_noun=True), False
            if head.endswith("项目") and not phrase.name:
                return Claim(statement, "投资", phrase, "prose.project_money", left=left, noun_end=q.end + len(behind), inherited=True), False
        if phrase.name:
            if q.kind == "none" and not phrase.name.endswith(self._unitless):
                return None, False
            return Claim(statement, phrase.name, phrase, "prose.level", left=left), False
        if subject and (phrase.growth or phrase.announced or phrase.based or phrase.year_on_year or q.bound or q.kind == "multiple" or left == q.start):
            if q.kind in ("count", "people") and not (phrase.growth or phrase.announced or phrase.increase or q.bound):
                return None, False
            return Claim(statement, subject, phrase, "prose.inherited", left=left, inherited=True), False
        return None, False

    def _owner(self, owner: str, noun: str) -> str:
        """“金华仅占6家”, “全市共有…”: a name in front and a noun behind; the noun is what is counted."""
        del owner
        return noun

    def _keep_verbs(self, phrase: Phrase) -> list[str]:
        return []

    def _runs_into(self, behind: str) -> bool:
        """The noun goes on to the words that announce the next number."""
        peeled = self._namer.peel(self._without_times(behind))
        return bool(peeled.growth or peeled.announced) and len(peeled.name) < len(behind.strip())

    def _without_times(self, words: str) -> str:
        return words.replace("\n", "")

    def _noun_end(self, shadow: str, start: int, limit: int) -> int:
        """Where the words behind a number end: a mark outside brackets and quotes, or the next number."""
        depth = 0
        quoted = False
        position = start
        stop = min(limit, start + 70)
        while position < stop:
            character = shadow[position]
            if character == "“":
                quoted = True
            elif character == "”":
                quoted = False
            elif character == "(":
                depth += 1
            elif character == ")":
                if depth == 0:
                    return position
                depth -= 1
            elif character in _HARD and not quoted and depth == 0:
                return position
            position += 1
        return position

    def _is_threshold(self, shadow: str, q: Quantity, limit: int, sentence_end: int) -> bool:
        """A bound that defines a class of things: 5亿元以上重大制造业项目, 亩均税收5万元以下企业."""
        after = shadow[q.end : q.end + 40]
        if re.match(r"之间|的?区间|不等|级", after):
            return True
        if q.kind in ("count", "people") and q.bound and q.unit not in ("人", "名"):
            return False
        match = re.match(r"(?:\([^)]{1,6}\)(?:以上|以下)?)?的?([\u4e00-\u9fffA-Za-z“”\"+/]{1,30})", after)
        if not match:
            return False
        noun = match.group(1)
        if noun.startswith(("以上", "左右", "以内", "和", "及", "与", "至", "到", "增")):
            return False
        bounded = bool(q.bound) or q.comparator == "range"
        head = next((h for h in self._threshold_heads if h in noun[:26]), None)
        if head is None:
            return False
        if q.kind in ("count",) and not bounded:
            return False
        if not bounded and q.kind in ("money", "ratio"):
            return False
        if any(noun.startswith(h) for h in self._measured_heads):
            return False
        return True

    def _group(
        self,
        shadow: str,
        events: Sequence[tuple[int, int, Quantity | None, str | None]],
        index: int,
    ) -> list[Quantity]:
        """Numbers that only a list mark parts: 9.8%、4.1%和5.6%; the first may lack the unit."""
        first = events[index][2]
        if first is None:
            return []
        group = [first]
        while index + len(group) < len(events):
            following = events[index + len(group)][2]
            if following is None:
                break
            gap = shadow[group[-1].end : following.start]
            if not _LIST_GAP.fullmatch(gap) or following.kind == "multiple":
                break
            if following.kind != group[-1].kind and group[-1].kind != "none":
                break
            if gap.strip() == "," and following.bound and not group[-1].kind == "none":
                break
            group.append(following)
        if len(group) == 1 and first.kind == "none":
            return group
        return group

    def _distribute(
        self, phrase: Phrase, subjects: list[str], subject: str | None, count: int
    ) -> list[str] | None:
        if phrase.name:
            parts = self._namer.split_names(phrase.name)
            head = self.known_head(parts[-1]) if parts else None
            found = names_for(parts, count, head)
            if found:
                return found
            if len(parts) == 1 or not phrase.distributive:
                return [phrase.name] * count
            return [phrase.name] * count
        if len(subjects) == count:
            return subjects
        return [subject] * count if subject else None

    def known_head(self, name: str) -> str | None:
        """The longest known indicator that a name ends with."""
        for known in self._heads_by_tail.get(name[-2:], ()):
            if name.endswith(known):
                return known
        return None

    def _qualitative_names(self, phrase: Phrase, subject: str | None) -> list[str]:
        name = re.sub(r"(?:等指标|等)$", "", phrase.name)
        if not name:
            return [subject] if subject else []
        parts = self._namer.split_names(name)
        if len(parts) > 1 and all(len(p) >= 4 for p in parts):
            return parts
        return [name]

    def _next_start(
        self, events: Sequence[tuple[int, int, Quantity | None, str | None]], index: int, end: int
    ) -> int:
        return events[index + 1][0] if index + 1 < len(events) else end

    def _left(self, shadow: str, bound: int, start: int) -> int:
        """Where the words in front of a number begin: the last mark outside brackets and quotes."""
        depth = quotes = 0
        position = start
        floor = max(bound, start - 80)
        while position > floor:
            character = shadow[position - 1]
            if character == ")":
                depth += 1
            elif character == "(":
                if depth == 0:
                    return position
                depth -= 1
            elif character == "”":
                quotes += 1
            elif character == "“":
                if quotes == 0:
                    return position
                quotes -= 1
            elif character in _HARD and depth == 0 and quotes == 0:
                return position
            position -= 1
        return position

    def _text(self, shadow: str, start: int, end: int, timeline: TimeLine) -> str:
        """The words in front of a number with each time expression as one “T”."""
        pieces, last = [], start
        for span in timeline.between(start, end):
            if span.end <= end:
                pieces.append(shadow[last : span.start])
                pieces.append("T")
                last = span.end
        pieces.append(shadow[last:end])
        return "".join(pieces).replace("\n", "")


def _with_unit(q: Quantity, last: Quantity) -> Quantity:
    """A number of a list takes unit and bound from the last one: 920.6、4453.0亿元; 50家、100家以上."""
    if q is last:
        return q
    if q.kind == "none" and last.unit:
        q = replace(q, unit=last.unit, kind=last.kind, scale=last.scale, base_unit=last.base_unit)
    return q
