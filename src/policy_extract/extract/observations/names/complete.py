"""Names that a list does not repeat: shared heads, shared beginnings, shared measures.

“培育年产值超10亿元龙头企业5家以上、超亿元企业15家以上”, “水、电、汽平均每万米布消耗量”, “失业保险、工伤保险参保人数”.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from policy_extract.expressions import expression
from policy_extract.extract.observations.names.bodies import BODY
from policy_extract.extract.observations.names.deeds import Deeds
from policy_extract.extract.observations.names.list_owners import ListOwners
from policy_extract.extract.observations.names.shared_measures import SharedMeasures
from policy_extract.extract.observations.names.siblings import Siblings
from policy_extract.extract.observations.windows import OF
from policy_extract.lexicon import Lexicon, names_of_indicators
from policy_extract.measure.period_forms import CN, COUNT

_NUMERAL = expression(CN)
_LAST = expression(rf"(?P<numeral>{CN})(?P<rest>(?!{CN})[\u4e00-\u9fff].+)")
_OPENED = expression(r"[“‘《(][^”’》)]*$")
_TWO = 2


class Completion:
    """Completes names of lists; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self._ratios, self.with_ = (
            words("naming", "complete.ratios"),
            words("naming", "complete.with"),
        )
        self._amounts = (*words("naming", "complete.measures"), *words("naming", "turn.amounts"))
        self._owners, self._measures = ListOwners(lexicon), SharedMeasures(lexicon)
        self.siblings, self.deeds = Siblings(lexicon), Deeds(lexicon)
        self._known = lexicon.once(names_of_indicators)
        # 国家级龙头企业2家、省级15家; 研发平台60个（国家级5个）; A级物流企业86家，其中5A级3家
        self._level = lexicon.pattern(
            r"(?:<naming.complete.level>|[1-5]?A)<naming.complete.level_sign>(?:及?以上)?"
        )
        # 传承人|达到|国家级10人
        self._levelled = lexicon.pattern(
            r"(?P<who>[\u4e00-\u9fff]{2,14}?)(?:<naming.complete.reached>)"
            r"(?P<level>(?:<naming.complete.level>|[1-5]?A)<naming.complete.level_sign>)"
        )
        # 全国重点文物保护单位3处、省级12处; 全国|文明村镇12个、省级36个
        self._national = lexicon.pattern(
            r"(?:(?:<naming.complete.nation>)(?:<naming.complete.key>)(?=[\u4e00-\u9fff]{3})|(?:<naming.complete.nation>)(?=[\u4e00-\u9fff]{2}))"
        )
        self._level_behind = lexicon.pattern(
            r"(?<=..)(?:<naming.complete.level>|[1-5]?A)<naming.complete.level_sign>(?:<refusals.gap.bounds>)?$"
        )
        self._threshold = lexicon.pattern(
            rf"(?:<naming.complete.over>)?(?:[\d.]+(?:<naming.complete.range_units>)?[-~])?(?:[\d.]+|{COUNT})?[十百千万]{{0,2}}亿元?(?:<naming.complete.level_sign>)?(?:以上)?的?"
            r"|(?:<naming.complete.over>)?(?:[\d.]+|<naming.complete.tens>)万元(?:以上)?的?"
        )
        self._bodied = lexicon.pattern(rf"[\u4e00-\u9fff]{{0,8}}?{BODY}")
        self._qualities = frozenset(words("naming", "complete.qualities"))
        self._invited = words("naming", "complete.invited")
        self._averages = words("naming", "complete.averages")
        self._first = lexicon.pattern(
            rf"(?P<lead>.*?)(?P<order><naming.complete.order>)?(?P<numeral>{CN})"
        )
        self._order = words("naming", "complete.order")[0]
        self._run = lexicon.pattern(
            rf"(?P<lead>.*?)(?:<naming.complete.order>)?(?P<run>{CN}{{2,3}})(?P<rest>(?:<naming.complete.industries>).+)"
        )
        self._towards = lexicon.pattern(
            r"(?:<naming.complete.towards>)[^,;]{2,16}(?:<naming.complete.given>)"
        )
        self._part_of = lexicon.pattern(r"(?:<naming.tail.part_of>|<naming.complete.towards>).*$")
        self._rate_nouns = frozenset(words("naming", "name.rate_nouns"))
        twins = lexicon.table("naming", "twins").items()
        self._twins = {word: others for word, others in twins if isinstance(others, tuple)}
        self._measure_ends = words("naming", "complete.measures")
        self._counts = words("naming", "complete.counts")
        self._counted_ends = words("naming", "complete.counted_ends")
        self._per_head = words("naming", "complete.per_head")
        self._sizes = words("naming", "complete.sizes")
        self._of_all = words("naming", "complete.of_all")
        self._befallen = frozenset(words("naming", "complete.befallen"))
        self._people = words("naming", "complete.people")[0]
        self._by_head = lexicon.pattern(
            r"每[百千万十]*(?:<naming.complete.per_head_of>|<naming.complete.named_heads>[\u4e00-\u9fff]{2,4})"
            r"(?:<naming.complete.per_head_has>)?"
        )

    def is_class(self, name: str) -> bool:
        """A name that is only a level or a threshold: 国家级, 10亿元以上; of what, an earlier one says."""
        return self._level.fullmatch(name) is not None or (
            self._threshold.fullmatch(name) is not None
        )

    def level_of(self, name: str, previous: str | None) -> str | None:
        """“省级15家” after 国家级龙头企业 → 省级龙头企业, after 龙头企业国家级 → 龙头企业省级; None for a name that is no bare level."""
        if not previous or len(previous) <= 2 or not self._level.fullmatch(name):
            return None
        above = self._level.match(previous) or self._national.match(previous)
        if above is None and (last := self._level_behind.search(previous)):
            return previous[: last.start()] + name  # 非遗项目国家级2项、|省级15项
        return name + (previous[above.end() :] if above else previous)

    def levelled(self, name: str) -> str | None:
        """“传承人达到国家级” → 国家级传承人; None for a name of another form."""
        found = self._levelled.fullmatch(name)
        return found["level"] + found["who"] if found else None

    def head_of(self, name: str, following: str) -> str | None:
        """“5个省级” before 市级产业园 → 省级产业园; None for a name that is no bare level.

        Nor is 行政村集体经济收入超过10万元, before 财政收入超亿元的乡镇, 收入过千亿 alone: it says of whom it is.
        """
        described, of, what = following.partition(OF)
        alike = of and what and self._amounts_to(name) and self._amounts_to(described)
        if alike and not self._bodied.match(name):
            return name + of + what  # 2家|收入过千亿|、3家收入过百亿的企业
        if not self._level.fullmatch(name):
            return None
        level = self._level.match(following)
        head = following[level.end() :] if level else ""
        return name + head if head else None

    def _amounts_to(self, name: str) -> bool:
        """The words end with an amount that describes a noun: 营业收入过千亿."""
        return any(
            match.end() == len(name) > match.start() for match in self._threshold.finditer(name)
        )

    def threshold_of(self, name: str, previous: str | None) -> str | None:
        """After 年产值超10亿元龙头企业, “超亿元企业” → 年产值超亿元企业; None where no bounds are shared.

        Refused: “招引5亿元以上项目20个（其中10亿元以上项目11个）”: the verb is not shared.
        """
        own = self._threshold.match(name) if previous and name else None
        before = self._threshold.search(previous) if own and previous else None
        if own is None or before is None or previous is None:
            return None
        rest = name[own.end() :]
        if rest and before.start() == 2 and previous[:2] in self._invited:
            return name
        if before.start() > 0 or not rest:
            of = (
                OF if not rest and before.group().endswith(OF) else ""
            )  # 超过100亿元|的|企业3家、超过50亿元的8家
            bound = own.group().removesuffix(of) + of
            return previous[: before.start()] + bound + (rest or previous[before.end() :])
        return name

    def beginning_of(self, name: str, previous: str | None) -> str | None:
        """省级数字经济示范区5个、示范园15个 → 省级数字经济示范园; 低空制造业企业50家、服务业企业50家."""
        if not previous or not name:
            return None
        if name.startswith(self._of_all):
            return None  # 金融机构存款余额…、|各项贷款余额: it says of which itself
        carried = self._owners.carried_of(name, previous)
        if carried:
            return carried  # 民航旅客吞吐量120万人次、|货邮吞吐量
        if len(name) <= 6:
            place = previous.find(name[:2])
            whole = not _OPENED.search(previous[: max(place, 0)])  # not out of “成长型数商”
            if whole and place > 1 and 2 < len(previous) - place <= 6:
                return previous[:place] + name
        tail = 0
        while tail < min(len(name), len(previous)) and name[-1 - tail] == previous[-1 - tail]:
            tail += 1
        stem, other = name[: len(name) - tail], previous[: len(previous) - tail]
        shared = (
            tail >= 2
            and 2 <= len(stem) <= 3
            and len(other) > len(stem) + 1
            and not other.startswith(stem)
            and stem not in self._qualities
            and name not in self._known  # 固定资产投资…、|工业投资
            and re.fullmatch(r"[\u4e00-\u9fff]+", other)
            and not re.search(r"[省市国级]", other)
        )
        return other[: -len(stem)] + name if shared else None

    def average_of(self, name: str, previous: str | None) -> str | None:
        """After 规上工业亩均税收, “亩均增加值” → 规上工业亩均增加值."""
        if not previous or len(name) < 4 or name[:2] not in self._averages:
            return None
        place = previous.find(name[:2])
        return previous[:place] + name if place > 0 else None

    def per_head_of(self, name: str, previous: str | None) -> str | None:
        """每千人口床位6.2张、执业医师2.8人 → 每千人口执业医师; None where the name has a measure or heads of its own.

        Refused: 每千人口床位6.2张、县域就诊率90%: a rate; 每千人口…、人均预期寿命79岁.
        """
        by = self._by_head.match(previous) if previous else None
        own = name.startswith(self._per_head) or (
            name.endswith(self._measure_ends) and not name.endswith(self._counts)
        )
        return None if by is None or own or not name else by.group() + name

    def people_of(self, name: str) -> str | None:
        """“死亡2人” → 死亡人数; None for a name that says what is counted (死亡率, 受灾群众)."""
        return name + self._people if name in self._befallen else None

    def for_list(self, parts: Sequence[str], count: int, head: str | None) -> list[str] | None:
        """Names for ``count`` numbers of a list, completed by the head that the last one has.

        [水, 电, 汽平均每万米布消耗量] → each with 平均每万米布消耗量. None when the counts do not agree.
        """
        if len(parts) == 1 and count > 1:
            parts = self._spelled(parts[0])  # 一二三产业增加值
        if len(parts) != count:
            return None
        ordinals = self._ordinals(parts)
        if ordinals:
            return ordinals
        last = parts[-1]
        by = self._by_head.match(parts[0])
        if by and not any(p.startswith(self._per_head) for p in parts[1:]):
            return [parts[0], *(by.group() + p for p in parts[1:])]  # 每千人口医师数、护士数
        levels = [self.head_of(p, last) for p in parts[:-1]]
        if levels and all(levels):
            return [*filter(None, levels), last]  # 国家级、省级企业技术中心
        owned = self._owners.of(parts)
        if owned:
            return owned  # 生猪存栏、出栏量
        twins = [self.twin_of(p, parts[0]) for p in parts[1:]]
        if twins and all(twins):
            return [parts[0], *filter(None, twins)]  # 一般公共预算收入、支出
        size = next((s for s in self._sizes if last.startswith(s)), "")
        if size and all(p in self._sizes for p in parts[:-1]):
            return [p + last[len(size) :] for p in parts[:-1]] + [last]  # 大、中、小城市公交车辆
        gathered = self._measures.gathered(parts)
        if gathered:
            return gathered
        shared = self._measures.of(parts)
        further = bool(head and shared.endswith(head) and len(shared) > len(head))
        if head and last.endswith(head) and last != head and not further:  # 居民|收入
            lead = last[: -len(head)]
            shares = [p for p in parts[:-1] if p[-2:] != head[-2:] and len(p) <= len(lead) + 8]
            # 能耗、二氧化碳排放量; 住户存款、企业贷款余额
            own = (*self._measures.consumed, head[1:2])
            shares = [p for p in shares if not p.endswith(own)]
            # 旅游人数、旅游综合|收入, 投资额、进|出口额: what is a quantity itself has no other
            shares = [p for p in shares if not p.endswith((*self._counted_ends, last[-1:]))]
            if shares and len(shares) == count - 1:
                return [p + head for p in parts[:-1]] + [last]
        if shared:
            return [p + shared for p in parts[:-1]] + [last]
        itself = any(p.endswith(self._measures.consumed) for p in parts[:-1])
        if all(len(p) <= 2 for p in parts[:-1]) and len(last) > 4 and not itself:
            tail = last[len(parts[0]) :]
            return [p + tail for p in parts[:-1]] + [last]
        return list(parts)

    def _spelled(self, name: str) -> list[str]:
        """一二三产业增加值 → 第一产业增加值, 第二产业增加值, 第三产业增加值; the name alone where no industries are run together."""
        run = self._run.fullmatch(name)
        if run is None:
            return [name]
        return [run["lead"] + self._order + numeral + run["rest"] for numeral in run["run"]]

    def _ordinals(self, parts: Sequence[str]) -> list[str]:
        """第一、二、三产业增加值 → 第一产业增加值, 第二产业增加值, 第三产业增加值; nothing where no numerals are listed.

        Refused: 第一产业和第二、三产业增加值: the first is a name.
        """
        first, last = self._first.fullmatch(parts[0]), _LAST.fullmatch(parts[-1])
        next_ones = all(map(_NUMERAL.fullmatch, parts[1:-1]))
        if len(parts) < _TWO or not first or not last or not next_ones:
            return []
        lead, order = first["lead"], first["order"] or ""
        numerals = [first["numeral"], *(p[-1] for p in parts[1:-1]), last["numeral"]]
        return [lead + order + numeral + last["rest"] for numeral in numerals]

    def rate_of(self, name: str, previous: str | None) -> str | None:
        """After 居民消费价格, which rose by 1.7 %, “涨幅” → 居民消费价格涨幅, of so many points more.

        Refused: 涨幅 after a name that is a rate itself.
        """
        if not previous or name not in self._rate_nouns or previous.endswith(name):
            return None
        return previous + name

    def towards_of(self, name: str, previous: str | None) -> str | None:
        """After 民营经济增加值占GDP的比重, “对GDP增长的贡献率” → 民营经济增加值对GDP增长的贡献率; None for any other name."""
        if not previous or not self._towards.fullmatch(name):
            return None
        whose = self._part_of.sub("", previous)
        return whose + name if whose else None

    def ratio_of(self, name: str, previous: str | None) -> str | None:
        """After 农产品加工产值, “农业总产值之比” → 农产品加工产值与农业总产值之比; None for a name that says both.

        Refused: 三次产业之比 behind what is no amount of its own (企业86家). Asked only where 与 stands in front of it.
        """
        if not previous or not name.endswith(self._ratios) or any(w in name for w in self.with_):
            return None
        measured = previous.endswith(self._amounts)
        return f"{previous}{self.with_[0]}{name}" if measured else None

    def twin_of(self, name: str, previous: str | None) -> str | None:
        """After 实际使用内资, “外资” → 实际使用外资; after 一般公共预算收入, “支出” → 一般公共预算支出.

        Refused: 出口额 after 进口总额: what follows the word differs; 外资 after 内资: nothing stands in front.
        """
        if not previous or name not in self._twins:
            return None
        for other in self._twins[name]:
            if previous.endswith(other) and len(previous) > len(other):
                return previous[: -len(other)] + name
        return None
