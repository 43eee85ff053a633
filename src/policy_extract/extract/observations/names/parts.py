"""Parts of a total: which numbers are parts of the one before, and what the total passes on to them.

“新增规上企业100家，其中建德市20家、桐庐县15家”: the parts are increases as well; “增长10%，其中余杭区12%”: rates of growth.
"""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.extract.observations.drafts import Named
from policy_extract.extract.observations.names.deeds import OF_DEEDS
from policy_extract.extract.observations.phrase import Phrase, SignKind
from policy_extract.extract.observations.windows import TIME
from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.alternation import alternation
from policy_extract.rules import Rule, Switches

_OWN: tuple[SignKind, ...] = ("announced", "increase", "decrease", "up", "down", "to", "whole_area")
_PASSED: tuple[SignKind, ...] = ("per_year", "increase", "decrease")
_GROWTH: tuple[SignKind, ...] = ("up", "down", "year_on_year", "yearly_rate")
_SAID_AGAIN: tuple[SignKind, ...] = (
    "announced", "increase", "decrease", "cumulative", "up", "down", "whole_area", "timed", "each",
)  # fmt: skip
_MOVES: tuple[SignKind, ...] = ("up", "down")
_SUMS = frozenset(("money", "area", "length", "people", "power"))
_STOCKS = frozenset(("mass", "volume", "power"))  # 新增储量5000亿立方米、资源量30亿吨
_ADDED_UP = frozenset(("count", "people", "money"))  # what is summed up over years in one list
_WORKS = frozenset(("count", "area", "length"))  # 新增示范基地2000亩、示范社13个
_NEAR = 8  # signs between what a rate starts from and where it goes
#: What a stretch target takes over from the number before it.
_MEASURING: tuple[SignKind, ...] = (
    "up", "down", "to", "increase", "decrease", "yearly_rate", "cumulative", "per_year",
)  # fmt: skip


class Parts:
    """Tells parts from totals; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, switches: Switches) -> None:
        words = lexicon.words
        self._stretch = words("measures", "stretch.words") if switches.has(STRETCH) else ()
        self._opening = lexicon.compiled(alternation(words("owners", "parts.opening")))
        self._views = lexicon.pattern(r"[,;]?\s*(?:<owners.parts.views_patterns>)")
        self._joints = words("owners", "place.joints")
        self._keep = (*words("announcing", "keep"), *words("naming", "head.also_directly"))
        self._rate_nouns = words("naming", "name.rate_nouns")
        self._done = words("naming", "listed.done")
        self._flows = words("naming", "listed.flows")
        self._given = words("naming", "listed.given")
        self._shares = words("owners", "parts.shares")
        self._rated = words("naming", "part.rated_starts")
        self._totals = (*words("announcing", "words.bare"), *words("naming", "complete.counts"))
        self._predicate = lexicon.pattern(
            r"[\u4e00-\u9fff]{2}(?:(?:<naming.noun.predicates>)$|<naming.noun.won>)"
        )

    def opened(self, between: str) -> bool:
        """Words between two numbers that make the second a part of the first: “，其中”, “（”."""
        if between.startswith("(") or self._opening.search(between) is not None:
            return True
        return self._views.match(between) is not None  # 分门类看，采矿业…

    def joined(self, shadow: str, end: int) -> bool:
        """Whether a joint stands behind what was said last: “2条生产线|、1个基地”."""
        return shadow.startswith(self._joints, end)

    def goes_on(self, between: str, phrase: Phrase) -> bool:
        """Behind a part, a number that says nothing of its own is the next part."""
        near = between.startswith((*self._joints, ",", ";"))
        return near and not phrase.says("whole_area", "timed", "increase", "cumulative", "front")

    def by_years(self, before: str, between: str) -> bool:
        """The clause before is a part of one year, and no more than the next year stands behind it: 其中2022年20家|，2023年35家.

        Refused: 其中城区20家，2025年35家; 其中2022年20家，2023年达到35家.
        """
        return between.strip("、,; \n") == TIME and self.of_year(before)

    def of_year(self, before: str) -> bool:
        """The clause of a part that says its year first: 其中|2022年|20家, |2023年|35家. Refused: 其中城区2022年20家."""
        timed = before.find(TIME)
        opened = self._opening.search(before)
        return timed >= 0 and (timed == 0 or (opened is not None and opened.end() >= timed))

    def spread(self, named: Sequence[Named]) -> list[Named]:
        """新增A 3家以上，B 10家以上; 新增A 3家，其中…: a clause with a verb of its own starts anew."""
        found: list[Named] = []
        totals: list[Named] = []  # one thing may be told twice: 住房800万平方米、6.5万套，其中…
        for item in named:
            if item.part and totals:
                total = next((t for t in totals if _alike(t, item)), totals[-1])
                item = item._replace(phrase=self._of_total(total, item))
            elif found and self._follows(found[-1], item):
                item = item._replace(phrase=_with(found[-1], item, self._kinds(found[-1], item)))
            elif found and self._rate_goes_on(found[-1], item):
                phrase = item.phrase.but("up", "down", "to")
                item = item._replace(phrase=_with(found[-1], item._replace(phrase=phrase), _MOVES))
            elif found and self._share_goes_on(found[-1], item):
                item = item._replace(name=found[-1].name)
            elif found and self._stretches(found[-1], item):
                phrase = _with(found[-1], item, _MEASURING)
                item = item._replace(phrase=phrase, name=item.name._replace(rule=STRETCH.id))
            if not item.part:
                totals = [*totals, item] if totals and item.name.inherited else [item]
            found.append(item)
        return found

    def _of_total(self, total: Named, item: Named) -> Phrase:
        """What a total says for its part: 新增, and of a place alone the growth, too."""
        phrase = item.phrase
        own = [s for s in phrase.signs if s.kind in _OWN]
        opening = [s.word for s in phrase.signs if s.kind == "front"]
        if any(s.word not in opening for s in own) or not _alike(total, item):
            return phrase
        if item.name.words.endswith(self._shares) or phrase.says("share"):
            return phrase
        phrase = _with(total, item, _PASSED)
        if item.name.inherited and total.phrase.moved:
            phrase = _with(total, item._replace(phrase=phrase), _GROWTH)
        return phrase

    def _follows(self, last: Named, item: Named) -> bool:
        if item.candidate.quantity is None or last.candidate.quantity is None:
            return False
        near = item.left - max(last.candidate.end, last.noun_end) <= 1
        words = item.name.words
        # 新建美丽乡村300个，户厕改造2.4万座: what is done is said at the name's end
        own = (
            item.phrase.says(*_SAID_AGAIN)
            or words.startswith(self._keep)
            or words.endswith(self._done)
        )
        return near and not own

    def _kinds(self, last: Named, item: Named) -> tuple[SignKind, ...]:
        q, before = item.candidate.quantity, last.candidate.quantity
        if q is None or before is None:
            return ("per_year",)
        # 新增一般债券2.3亿元、专项债券6.4亿元; not …，余额达到50亿元
        listed = item.left == max(last.candidate.end, last.noun_end)  # 、 and no comma
        works = {q.kind, before.kind} <= _WORKS
        sums = q.kind == before.kind and q.kind in _SUMS
        stocks = {q.kind, before.kind} <= _STOCKS and not self._flow(last, item)
        sums = (
            (sums or works or stocks) and listed and last.phrase.says("new", "increase", "decrease")
        )
        # 新增企业12家，总数达到|86家; 累计授权专利1120件，每万人口拥有|7.3件
        total = item.name.words.endswith(self._totals) or item.name.words.startswith(self._rated)
        # 新增院士站2家，|9项成果|通过鉴定; but 新增3家企业|主板上市，|2家企业|新三板挂牌: both are new
        added_to = self._tells_of(item) and not self._tells_of(last) and not listed
        # 规上工业企业126家，新增40家；高新技术企业56家: what came to a stock says nothing of the next one
        added = last.name.inherited and not item.name.inherited and not listed
        own = total or added or added_to
        counts = q.kind == before.kind and q.kind == "count" and not own
        if counts and item.name.rule in OF_DEEDS:
            return ("per_year", "cumulative")  # 累计新登记企业8600户，|注销|2300户
        if counts or sums:
            return ("per_year", "increase", "decrease", "cumulative")
        # 累计引进项目60个、到位资金150亿元; not 累计认定高企86家、|营业收入|320亿元, which is a year's
        added_up = listed and not own and {q.kind, before.kind} <= _ADDED_UP
        added_up = added_up and (q.kind != "money" or item.name.words.endswith(self._given))
        return ("per_year", "cumulative") if added_up else ("per_year",)

    def _tells_of(self, item: Named) -> bool:
        """A count whose noun has a predicate: 9项|成果|通过鉴定, 2个|幼儿园|投入使用. Refused: 3个|幼儿园, 5件|获奖作品."""
        q = item.candidate.quantity
        if q is None or not item.before_noun:
            return False
        words = item.name.words
        parted = item.name.said is None or item.noun_end - q.end > len(words)
        return parted or self._predicate.search(words) is not None

    def _flow(self, last: Named, item: Named) -> bool:
        """An output behind what it is made with: 新增产能300万吨、原煤产量|1.2亿吨 is all that is made."""
        return item.name.words.endswith(self._flows) and not last.name.words.endswith(self._flows)

    def _rate_goes_on(self, last: Named, item: Named) -> bool:
        """“总产值增速由6.1%回落至4%”: the second is a rate of growth, too.

        Refused: 占比由20%提高到25% (no rate of growth), 增速达到6%，占比提高到25% (another name).
        """
        near = item.candidate.start - last.candidate.end <= _NEAR
        noun = last.phrase.word("up", "down").endswith(self._rate_nouns)
        return near and noun and item.phrase.says("to") and _same_again(last, item)

    def _share_goes_on(self, last: Named, item: Named) -> bool:
        """“…，占GDP比重由18%提高到20%，比上年提高2个百分点”: both are of the share, as the 18 % is.

        Refused: …占GDP比重达到20%，年均增长8% (the rate is of the whole); a number with a name of its own.
        """
        q, words = item.candidate.quantity, item.name.words
        share = last.name.inherited and last.name.words.endswith(self._shares)
        if q is None or not share or not item.name.inherited:
            return False
        if len(words) >= len(last.name.words) or not last.name.words.startswith(words):
            return False
        near = item.candidate.start - last.candidate.end <= _NEAR
        return q.kind == "points" or (q.kind == "ratio" and near and item.phrase.says("to"))

    def _stretches(self, last: Named, item: Named) -> bool:
        """“增长7%以上、力争8%”: the second number, of the same unit, is what the first one measures, too.

        Refused: 增长7%，力争达到500亿元 (another unit); a number with a name or a verb of its own.
        """
        if not self._stretch or not _same_again(last, item):
            return False
        if item.phrase.says("up", "down", "increase", "decrease"):
            return False
        said = [s.word for s in item.phrase.signs if s.kind == "announced"]
        return any(word.startswith(self._stretch) for word in said)


def _alike(one: Named, other: Named) -> bool:
    """Numbers of one kind and unit: a part in % of a total in 亿元 is no part of it."""
    a, b = one.candidate.quantity, other.candidate.quantity
    return a is not None and b is not None and a.kind == b.kind


def _same_again(last: Named, item: Named) -> bool:
    """A second number in the unit of the first, with no name but the first one's."""
    q, before = item.candidate.quantity, last.candidate.quantity
    if q is None or before is None or q.unit != before.unit:
        return False
    return item.name.inherited and item.name.words == last.name.words


def _with(last: Named, item: Named, kinds: Sequence[SignKind]) -> Phrase:
    phrase = item.phrase
    for kind in kinds:
        word = last.phrase.word(kind)
        if word and not phrase.says(kind):
            phrase = phrase.saying(kind, word)
    return phrase


STRETCH = Rule(
    "name.stretch", "name", "力争目标", "a stretch target",
    "增长7%以上、力争8%: the second number is a rate, too",
    "增长7%，力争达到500亿元: another unit", Parts._stretches,
)  # fmt: skip
