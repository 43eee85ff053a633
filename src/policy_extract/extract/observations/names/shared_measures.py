"""What only the last name of a list says for all: the measure at its end (化学需氧量、氨氮|排放总量; 牛、羊|存栏量)."""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.extract.observations.windows import OF, REMARK
from policy_extract.lexicon import Lexicon

_TWO = 2


class SharedMeasures:
    """Finds the measure that the last name of a list has for all; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self._measure_ends = words("naming", "complete.measures")
        #: What measures something itself, to which no measure of the last is added: 能耗、二氧化碳排放量.
        self.consumed = words("naming", "complete.consumed")
        self._counts = words("naming", "complete.counts")
        self._each = words("naming", "complete.per_head")[0]
        shared_by = lexicon.table("naming", "shared_by").items()
        self._shared_by = {word: fronts for word, fronts in shared_by if isinstance(fronts, tuple)}
        self._shared = words("announcing", "words.measures")
        self._rate_nouns = words("naming", "name.rate_nouns")
        self._rates = (*self._rate_nouns, *words("naming", "listed.levels"))
        self._balance = words("naming", "complete.balance")[0]
        self._held = words("naming", "complete.held")
        self._no_lead = frozenset(words("naming", "complete.no_lead"))
        self._gathering = lexicon.pattern(
            r"(?P<own>[^、]{1,20}?)(?:<naming.noun.et_cetera>)(?P<what>[^、]{4,24})"
        )
        self._deed = lexicon.pattern(r"(?:<naming.complete.deeds>)$")
        # 糖尿病|患者基层规范管理服务率, 油墨|使用比例
        self._rate_of_deeds = lexicon.pattern(
            r"(?<=..)(?:<naming.complete.sick>)?(?:<naming.complete.deed_qualities>|<naming.complete.deeds>)*(?:<naming.complete.deeds>)(?:<naming.complete.deed_rates>)$"
        )
        self._share_of = lexicon.pattern(
            r"(?:<naming.tail.part_of>).{2,}(?:<naming.tail.ratio>|<naming.tail.whole>)$"
        )

    def of(self, parts: Sequence[str]) -> str:
        """What only the last of a list says for all: 化学需氧量、氨氮、氮氧化物排放总量 → 排放总量; 失业保险、工伤保险参保人数.

        Refused: names that measure something themselves (规上工业增加值、规上工业总产值).
        """
        last, others = REMARK.sub("", parts[-1]), parts[:-1]  # 氨氮排放总量（含生活源）
        rate = next((noun for noun in self._rate_nouns if last.endswith(noun)), "")
        if rate and others and not any(p.endswith(self._rates) for p in others):
            return rate  # 地区生产总值、工业总产值|增幅|分别回落5.4个、2.6个百分点
        if not others or any(REMARK.sub("", p).endswith(self._measure_ends) for p in others):
            return ""
        own, of, what = last.rpartition(OF)
        if own and what.endswith(self._measure_ends) and not self._share_of.search(last):
            return of + what  # 煤、油、其他能源|的比重
        for measure, fronts in self._shared_by.items():
            if last.endswith(measure) and all(
                p in fronts for p in (*others, last[: -len(measure)])
            ):
                return measure
        alike = others[0][-1:]
        place = last.find(alike, 1) + 1
        enough = len(others) >= _TWO or place > _TWO  # two names of two signs are alike by chance
        listed = enough and all(len(p) == place > 1 and p.endswith(alike) for p in others)
        if listed and place < len(last) - _TWO:
            return last[place:]  # 小学生、初中生、高中生|每天睡眠时间
        alike = others[0][-2:]
        place = last.find(alike)
        if len(alike) == 2 and 0 < place < len(last) - 3 and all(p.endswith(alike) for p in others):
            tail = last[place + 2 :]
            return "" if tail in self._counts else tail  # 高新技术企业、科技型中小企业数量
        if any(p.endswith(self.consumed) for p in others):
            return ""
        share = self._share_of.search(last)
        counted = any(p.endswith(self._counts) or self._each in p for p in others)
        if (
            share is not None and share.start() and not counted
        ):  # 畜牧业、渔业产值|占农业总产值的比重
            of_whole = self.of((*others, last[: share.start()]))
            return of_whole + share.group()
        return self._tail(others, last)

    def gathered(self, parts: Sequence[str]) -> list[str]:
        """二氧化硫、氮氧化物和挥发性有机物等主要污染物|排放总量: each with the measure of what gathers them; nothing where nothing does.

        Refused: 农村公路、桥梁等基础设施 (no measure stands behind what gathers them).
        """
        found = self._gathering.fullmatch(parts[-1]) if len(parts) > 1 else None
        ends = [m for m in self._shared if found and found["what"].endswith(m)]
        if not found or not ends:
            return []
        measure = max(ends, key=len)
        bare = [*parts[:-1], found["own"]]
        measured = any(REMARK.sub("", p).endswith((measure, *self._measure_ends)) for p in bare)
        return [] if measured else [p + measure for p in bare]

    def _tail(self, others: Sequence[str], last: str) -> str:
        """The measure at the end of the last name, with what it is of in front: 镍|产量, 普惠小微|贷款余额.

        Refused: 总|产量, 净|面积: no name of a thing; 住户存款、企业|贷款余额: 余额 alone is shared; 税收、存款|余额: nothing that is held.
        """
        longest = max(map(len, others)) + 4
        ends = [m for m in self._shared if last.endswith(m) and 1 <= len(last) - len(m) <= longest]
        ends = [m for m in ends if last[: -len(m)] not in self._no_lead]
        bare = [REMARK.sub("", p) for p in others]
        if not all(p.endswith(self._held) for p in bare):  # 税收、存款|余额
            ends = [m for m in ends if not m.endswith(self._balance)]
        if any(p.endswith(m) for m in ends for p in bare):
            return ""  # 化学需氧量排放量（含工业源）、氨氮排放量
        doubled = tuple(p[-1] for p in bare if len(p) > _TWO)
        found = max((m for m in ends if m[1] not in doubled), key=len, default="")
        return found or self._of_deeds(bare, last)

    def _of_deeds(self, bare: Sequence[str], last: str) -> str:
        """The rate of what is done for or with each: 高血压、糖尿病|患者规范管理率, 涂料、油墨|使用比例.

        Refused: 健康管理、系统管理率 (what is done itself), 签约服务、重点人群覆盖率.
        """
        found = self._rate_of_deeds.search(last)
        if all(len(p) <= _TWO for p in bare):
            return ""  # 水泥、钢铁|行业超低排放改造完成率: as much as stands behind so short a name
        if found is None or any(self._deed.search(p) for p in bare):
            return ""
        return found.group()
