"""Lists of numbers: which name each has (A、B分别达到20%、30%)."""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.extract.observations.drafts import Candidate, Name
from policy_extract.extract.observations.names.elsewhere import COMPARED, PLACE_ALONE
from policy_extract.extract.observations.names.name_clause import Reading
from policy_extract.extract.observations.names.thread import Front, Thread
from policy_extract.extract.observations.phrase import Phrase
from policy_extract.extract.observations.places import Alone
from policy_extract.extract.observations.windows import located
from policy_extract.rules import Rule, Switches

_YEARS = 2  # a list of names that is dealt twice, as to two years


class Dealer:
    """Deals names out to the numbers of a list; built once for a lexicon."""

    def __init__(self, reading: Reading, switches: Switches) -> None:
        self._reading = reading
        self._place_alone = switches.has(PLACE_ALONE)
        self._compared = switches.has(COMPARED)
        self._own_rates = switches.has(EACH_RATE)
        self._joints = reading.words.joints
        self._one_by_one = reading.words.one_by_one
        self._own_level = switches.has(OWN_LEVEL)
        self._latest = switches.has(SINCE)
        self._in_rounds = switches.has(ROUNDS)
        self._of_years = switches.has(OF_YEARS)
        self._pairs = reading.words.pairs if switches.has(PAIR) else {}

    def of_one(self, phrase: Phrase, name: str) -> Phrase:
        """“失业率、价格涨幅分别为5%、2%”: the first is a level, though the last name's word says growth.

        Refused: 增加值、投资增速分别为…: 增速 is said of both; 就业率、参保率分别增长…: a verb is said of all.
        """
        noun = phrase.word("up", "down").endswith(self._reading.words.rate_nouns)
        level = self._own_level and noun and name.endswith(self._reading.words.levels)
        return phrase.but("up", "down", "to", "yearly_rate") if level else phrase

    def of_gaps(self, phrase: Phrase, name: Name) -> Phrase:
        """“收入增速分别快于经济|增长|0.3和1.2个百分点”: what the rate is compared with grew, and the number is no growth."""
        rate = name.rule == COMPARED.id and name.words.endswith(self._reading.words.rate_nouns)
        return phrase.but("up", "down", "to") if rate else phrase

    def names(
        self, shadow: str, thread: Thread, front: Front, group: Sequence[Candidate], *, dealt: bool
    ) -> list[Name]:
        """The name of each number of a group: the listed names, those of the list before, or one for all.

        ``dealt``: as many years stand before the numbers, and each has one.
        """
        words, start, count = front.phrase.name, group[0].start, len(group)
        last = group[-1].quantity
        points = last is not None and last.kind == "points"
        if not words:
            if front.phrase.says("distributive") and front.phrase.says("share"):
                alone = thread.alone[-count:]  # 男性10万人，女性12万人，分别占45%和55%
                if shadow[: front.left].rstrip(", ").endswith(")"):
                    alone = thread.told[-count:]  # …300所（其中…60所）、…50万人（…），分别占
                if not thread.subjects and len({name.words for name in alone}) == count:
                    return [name.carried() for name in alone]
            if latest := self._since_the_list(thread, front, count):
                return latest
            if len(thread.subjects) == count:
                return [name.carried() for name in thread.subjects]
            if (
                front.phrase.says("distributive")
                and not thread.subjects
                and len(thread.told) >= count
            ):
                return [name.carried() for name in thread.told[-count:]]
            if not dealt and not thread.subjects and self._backward(thread, group):
                return [name.carried() for name in thread.told[-count:]]
            if not dealt and not thread.subjects and self._each_rate(shadow, thread, front, group):
                named = thread.alone if thread.part else thread.told
                return [name.carried()._replace(rule=EACH_RATE.id) for name in named[-count:]]
            if len(thread.subjects) > 1 and front.phrase.says("distributive"):
                return []  # “…三项分别为…，增速分别为8%、10%”: whose the two are is open
            return [thread.subject.carried()] * count if thread.subject else []
        parts = self._reading.nouns.listed_as(words, (count, count // _YEARS))
        if thread.subject is None and all(p in self._reading.places.abroad for p in parts):
            return []  # “美国、日本分别为3%、4%”: of what nobody says
        if points and self._compared and (gaps := self._gaps(shadow, thread, front, group)):
            return gaps
        placed = self._placed(thread, parts, points) if self._place_alone else []
        if len(placed) == count:
            return placed
        head = self._reading.words.known_head(parts[-1]) if parts else None
        if dealt and self._of_years and not self._told_apart(words, parts):
            return [Name(words, OF_YEARS.id, located(shadow, words, front.left, start))] * count
        apart = self._apart(words)
        names = None if apart else self._reading.completion.for_list(parts, count, head)
        rounds = self._rounds(shadow, front, parts, group) if names is None else []
        if rounds:
            return rounds
        if names is None and (apart or self._deals(shadow, front, group)):
            two = self._two(apart or words, count)
            if two:
                said = located(shadow, words, front.left, start)
                return [Name(one, PAIR.id, said, ("indicator.completed",)) for one in two]
        if names is None:
            return [Name(words, "name.before", located(shadow, words, front.left, start))] * count
        run = len(parts) < len(names)  # 一二三产业增加值: three names in one
        return [
            Name(
                name, "name.list", located(shadow, part, front.left, start),
                () if name == part else ("indicator.completed",),
            )
            for name, part in zip(names, parts[:1] * count if run else parts, strict=True)
        ]  # fmt: skip

    def _since_the_list(self, thread: Thread, front: Front, count: int) -> list[Name]:
        """“A、B，分别增长2%和3%；水果12万吨、茶叶1万吨，分别增长30%和40%”: the second looks back on what was told behind the first list.

        Refused: …，分别增长2%和3%，其中A出口5亿元，分别占…: one number behind it, the list still holds.
        """
        looks_back = front.phrase.says("distributive") or front.phrase.moved
        if not self._latest or not thread.subjects or thread.since < count or not looks_back:
            return []
        latest = thread.alone[-count:]
        if len({name.words for name in latest}) < count:
            return []
        return [name.carried()._replace(rule=SINCE.id) for name in latest]

    def _backward(self, thread: Thread, group: Sequence[Candidate]) -> bool:
        """“收入32亿元，支出242亿元，是2015年的1.3倍和1.5倍”: two multiples of one thing there are none."""
        kinds = {c.quantity.kind for c in group if c.quantity}
        last = thread.told[-1:]
        named = thread.subject is not None and [n.words for n in last] == [thread.subject.words]
        return kinds == {"multiple"} and named and len(thread.told) >= len(group)

    def _each_rate(
        self, shadow: str, thread: Thread, front: Front, group: Sequence[Candidate]
    ) -> bool:
        """“城镇居民收入2.2万元，农村居民收入0.8万元，同比增长8.5%和13%”: one thing does not grow at two rates.

        Refused: 比2015年和2019年增长85%和13%, 同比和环比增长: two times for one thing.
        """
        kinds = {c.quantity.kind for c in group if c.quantity}
        subject = thread.subject
        if not self._own_rates or kinds != {"ratio"} or not front.phrase.moved or subject is None:
            return False
        joined = any(mark in shadow[front.left : group[0].start] for mark in self._joints)
        named = thread.alone if thread.part else thread.told
        alike = [name.words for name in named[-1:]] == [subject.words]
        return not joined and alike and len(named) >= len(group)

    def _told_apart(self, words: str, parts: Sequence[str]) -> bool:
        """Names that a list tells apart by itself: A、B, A率和B率; not 环境与健康素养水平, 城乡居民收入."""
        return len(parts) > 1 and (
            "、" in words or all(p.endswith(self._reading.words.measured) for p in parts)
        )

    def _rounds(
        self, shadow: str, front: Front, parts: Sequence[str], group: Sequence[Candidate]
    ) -> list[Name]:
        """“A、B率分别达到20%、30%和40%、50%”: all names once, then all again, for a second year."""
        count, of = len(group), len(parts)
        if not self._in_rounds or of < _YEARS or count != of * _YEARS:
            return []
        names = self._reading.completion.for_list(parts, of, None)
        if names is None or not front.phrase.says("distributive"):
            return []
        said = [located(shadow, part, front.left, group[0].start) for part in parts]
        return [Name(n, ROUNDS.id, s) for n, s in zip(names, said, strict=True)] * _YEARS

    def _apart(self, words: str) -> str:
        """金融机构存贷款余额 for 金融机构存、贷款余额; nothing where no such word is parted by a mark."""
        if "、" not in words:
            return ""
        pair = next((pair for pair in self._pairs if f"{pair[0]}、{pair[1:]}" in words), "")
        return words.replace(f"{pair[0]}、{pair[1:]}", pair, 1) if pair else ""

    def _deals(self, shadow: str, front: Front, group: Sequence[Candidate]) -> bool:
        """分别 stands in front of the numbers, or nothing but one word that may be for two: 城乡居民收入|27306元、8929元.

        Refused: 比2015年和2019年增长85%和13%, 同比和环比增长: two times for one thing; 相继达到3万元、4万元; 300亿元、43亿美元, one sum twice.
        """
        if front.phrase.says("distributive"):
            return True
        said = shadow[front.left : group[0].start]
        units = {c.quantity.unit for c in group if c.quantity and c.quantity.unit}
        joined = self._reading.nouns.reaching.sub("", said)
        alike = len(units) == 1 and not any(joint in joined for joint in self._joints)
        return alike and not any(word in said for word in self._one_by_one)

    def _two(self, words: str, count: int) -> tuple[str, ...]:
        """城镇居民收入 and 农村居民收入 for 城乡居民收入, where two numbers tell them apart."""
        pair = next((pair for pair in self._pairs if pair in words), "")
        two = self._pairs.get(pair, ())
        if not pair or len(two) != count:
            return ()
        return tuple(words.replace(pair, one, 1) for one in two)

    def _gaps(
        self, shadow: str, thread: Thread, front: Front, group: Sequence[Candidate]
    ) -> list[Name]:
        """“…增长12%，分别高于全国、全省5.9和2.9个百分点”: how far the plan's own value is from that of each.

        Also of what stands in front of the comparison: 投资增速|分别高于全国、全省5.9和2.9个百分点.
        """
        places, subject, count = self._reading.places, thread.subject, len(group)
        inside = places.inside(front.phrase.name, thread.below)
        lead = inside[0] if inside else places.rate_beside(front.phrase.name)
        each = self._each_gap(lead, count) if inside and not inside[1].several else []
        if each:
            return [
                Name(n, COMPARED.id, located(shadow, n, front.left, group[0].start)) for n in each
            ]
        if lead:
            whole = self._reading.completion.rate_of(lead, subject.words if subject else None)
            lead = whole or lead
            return [
                Name(lead, COMPARED.id, located(shadow, lead, front.left, group[0].start))
            ] * count
        alone = places.alone_in(front.phrase, thread.below) if subject else None
        if subject is None or alone is None or not alone.compared:
            return []
        bare = places.unplaced(subject.words)
        return [Name(bare, COMPARED.id, subject.said, ("indicator.carried",))] * count

    def _each_gap(self, lead: str, count: int) -> list[str]:
        """“投资、零售额增幅分别高于全省2个、3个百分点”: as many names as gaps to one place. Refused: 增幅高于全国、全省…: one name."""
        parts = self._reading.nouns.listed_as(lead, (count,))
        return self._reading.completion.for_list(parts, count, None) or []

    def _placed(self, thread: Thread, parts: Sequence[str], gaps: bool) -> list[Name]:
        """“其中余杭区、萧山区分别为200家、150家”: places alone have the numbers of what was named before.

        “滨江区、余杭区工业增加值占比分别达到40%、30%”: of what the last of them names. ``gaps``: the numbers are
        in points, how far the plan's own value is from each.
        """
        places, below = self._reading.places, thread.below
        alone = [places.alone(part, below, listed=len(parts) > 1) for part in parts]
        others = [one for one in alone if one]
        last = places.at(parts[-1])
        if thread.subject and len(others) == len(parts):
            bare, said = places.unplaced(thread.subject.words), thread.subject.said
            doubts = ("indicator.carried",)
        elif last and len(parts) > 1 and len(others) == len(parts) - 1 and not alone[-1]:
            bare, said, doubts = parts[-1][len(last) :], None, ("indicator.completed",)
            others.append(Alone(last))
        else:
            return []
        if gaps and self._compared and any(one.compared for one in others):
            return [Name(bare, "name.compared", said, doubts)] * len(others)
        return [Name(o.place + bare, "name.place_alone", said, doubts) for o in others]


PAIR = Rule(
    "name.pair", "name", "城乡分列", "one word for two",
    "城乡居民收入分别增长8%和10%, 城乡居民收入3.1万元、1.8万元: 城镇居民收入, 农村居民收入; 存、贷款余额…8%、10%: 存款余额, 贷款余额",
    "城乡居民收入增长8%: one number; 城乡居民收入比2015年和2019年增长85%和13%: two times for one thing; 相继达到3万元、4万元", Dealer._two,
)  # fmt: skip
OWN_LEVEL = Rule(
    "name.own_level", "name", "并列项中的水平值", "a level beside a rate",
    "失业率、居民消费价格涨幅分别控制在5%、2%: the first is a level",
    "增加值、投资增速分别为8%、9%: rates, both", Dealer.of_one,
)  # fmt: skip
ROUNDS = Rule(
    "name.rounds", "name", "逐年逐项对应", "names of a list, year by year",
    "到2022年和2030年，A率、B率分别达到20%、30%和40%、50%: 20% and 40% are A",
    "A率、B率分别达到20%、30%", Dealer._rounds,
)  # fmt: skip
EACH_RATE = Rule(
    "name.each_rate", "name", "逐项增速", "a rate for each before",
    "工业用电86亿千瓦时，居民用电21亿千瓦时，同比增长6.2%和11%: one thing does not grow at two rates",
    "财政收入30亿元，增长6.2%和11%; 比2015年和2019年增长40%和11%: two times for one thing", Dealer._each_rate,
)  # fmt: skip
SINCE = Rule(
    "name.since_list", "name", "前一组之后的名称", "names behind the last list",
    "A、B分别增长2%和3%；水果12万吨、茶叶1万吨，分别增长|30%和40%|: 水果, 茶叶",
    "A、B分别增长2%和3%，其中出口5亿元，分别占10%和20%: one number behind the list", Dealer._since_the_list,
)  # fmt: skip
OF_YEARS = Rule(
    "name.of_years", "name", "逐年对应", "one name, year by year",
    "到2022年和2030年，城乡居民环境与健康素养水平分别达到15%和25%: one name, each number of its own year",
    "到2025年，城乡居民收入分别增长8%和10%; 到2022年和2030年，A率、B率分别达到20%、30%", Dealer.names,
)  # fmt: skip
LISTED = Rule(
    "name.list", "name", "逐一对应的名称", "names of a list",
    "规上工业增加值、规上工业总产值分别达到920.6、4453.0亿元: each number has its name",
    "as many names as numbers are needed", Dealer.names,
)  # fmt: skip
