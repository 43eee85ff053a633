"""Mentions of made-up companies in any number, with the truth about which of them mean one company.

What the truth calls one follows docs/annotation.md and golden/README.md:

- the registered name with brackets, letters or white space set otherwise, with another legal form or without it, and
  with the place in front left out, is the same company;
- a short name (brand and trade, or the brand alone) means the company that its document writes in full; nearly all
  documents that use one do so;
- a name with one sign of the brand misread is the company meant;
- the same brand in another trade, in another province, or as a group beside its firms, is another company.

The shape is that of registers: brands are two or three signs out of a few that are liked, so that thousands begin
alike and hundreds of brands are borne by firms of several trades and provinces; a name is unique for its province,
brand and trade, as registration demands. Few firms are written of often, most once or twice, nearly all in plans of
their own province. The same arguments give the same mentions.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from policy_extract.lexicon import Lexicon

#: Signs of brands, the best liked first; a brand draws them by a falling chance.
SIGNS = (
    "华新天金中大盛源达兴鑫德宏泰恒安瑞海龙江东方佳美通博伟立康永正明科凯亿汇信润诚丰福强宝隆祥联创嘉万顺光"
    "星腾远旺利振鼎和元亚飞峰成荣锦昌晟辉昊民众银河思维凌云鸿裕力奥帝迪诺尔特森格普赛威尼斯雅曼欧艾贝卡洛"
    "春晖皓晨曦朗逸轩庭梓桐楠柏松涛澜沁泽湘浦淮岳岭峻崇嵩霖霆翰墨骏骐骥骁铭钰铠锐锋钧铂珺琪瑾瑜璟琨珂玥"
    "禾谷稷苗蕴芯芝茂蓝菱葆蔚薇蓬蕾棠樱榕槿橙朴秉致衡拓聚智慧惠启迈跃驰骋越擎策略韵律弘毅勤勉谦恭睿哲"
)
#: Trades with the words that may follow them; no trade opens another one.
TRADES = (
    "纺织", "化工", "机械", "食品", "医药", "半导体", "建筑", "物流", "水泥", "电缆", "家具", "印染", "环保", "新能源",
    "汽车", "船舶", "服饰", "玩具", "光电", "农业",
)  # fmt: skip
TAILS = ("", "", "科技", "实业", "制造")
FORMS = ("有限公司",) * 8 + ("股份有限公司", "有限责任公司")
_PER_DOCUMENT = 50
_AT_HOME = 0.95


class Use(NamedTuple):
    """One mention: the document, the name as written, and the number of the company that it means."""

    document: str
    name: str
    company: int


class Firm(NamedTuple):
    """A registered company: its place as written in front, brand, trade with tail, legal form."""

    province: str
    place: str
    brand: str
    trade: str
    form: str
    group: bool

    @property
    def registered(self) -> str:
        """The full registered name."""
        return f"{self.place}{self.brand}{self.trade}{self.form}"


def uses(mentions: int, seed: int, lexicon: Lexicon) -> Iterator[Use]:
    """``mentions`` mentions, document by document; about a fifth as many names are distinct."""
    chance = random.Random(f"uses {seed}")
    slips = _slips(lexicon)
    firms = _firms(max(mentions // 7, 40), seed, lexicon)
    homes: dict[str, list[int]] = {}
    for number, firm in enumerate(firms):
        homes.setdefault(firm.province, []).append(number)
    provinces = sorted(homes, key=lambda p: (-len(homes[p]), p))
    tails = {p: list(accumulate((n + 3) ** -1.0 for n in range(len(homes[p])))) for p in provinces}
    everywhere = list(accumulate((n + 3) ** -1.0 for n in range(len(firms))))
    whole = range(len(firms))
    sizes = list(accumulate(len(homes[p]) for p in provinces))
    left, document = mentions, 0
    while left > 0:
        [province] = chance.choices(provinces, cum_weights=sizes)
        count = min(left, _PER_DOCUMENT)
        known: set[int] = set()
        for _ in range(count):
            home = chance.random() < _AT_HOME
            pool, weights = (homes[province], tails[province]) if home else (whole, everywhere)
            [number] = chance.choices(pool, cum_weights=weights)
            again = number in known
            known.add(number)
            name = written(firms[number], chance, slips, again=again)
            yield Use(f"d{document:07}", name, number)
        left, document = left - count, document + 1


def written(
    firm: Firm, chance: random.Random, slips: dict[str, tuple[str, ...]], *, again: bool
) -> str:
    """A name as a document writes it; once it has been said in full (``again``), often a short one."""
    draw = chance.random()
    if again and draw < 0.5:
        return f"{firm.brand}{firm.trade}" if draw < 0.4 or firm.group else firm.brand
    if draw < 0.60:
        return firm.registered
    if draw < 0.70 and not firm.group:
        return f"{firm.brand}{firm.trade}（{firm.province}）{firm.form}"
    if draw < 0.75 and not firm.group:
        return f"{firm.brand}{firm.trade}({firm.province}){firm.form}"
    if draw < 0.80:
        return firm.registered.replace("股份有限", "有限").replace("有限责任", "有限")
    if draw < 0.84:
        return f"{firm.place}{firm.brand}{firm.trade}公司"
    if draw < 0.88:
        return f"{firm.place}{firm.brand}{firm.trade}"
    if draw < 0.89 and not firm.group:
        at = chance.randrange(len(firm.brand))
        if mistaken := slips.get(firm.brand[at], ()):
            brand = f"{firm.brand[:at]}{chance.choice(mistaken)}{firm.brand[at + 1 :]}"
            return f"{firm.place}{brand}{firm.trade}"
    return firm.registered


def _firms(count: int, seed: int, lexicon: Lexicon) -> list[Firm]:
    """Companies in falling order of renown, each unique by province, brand and trade."""
    chance = random.Random(f"firms {seed}")
    liked = list(accumulate((n + 12) ** -0.6 for n in range(len(SIGNS))))
    cities = _cities(lexicon)
    known = {short for record in lexicon.companies for short in (record.name, *record.short)}
    taken: set[tuple[str, str, str]] = set()
    firms: list[Firm] = []
    while len(firms) < count:
        length = 3 if chance.random() < 0.35 else 2
        brand = "".join(chance.choices(SIGNS, cum_weights=liked, k=length))
        for _ in range(1 if chance.random() < 0.8 else chance.randrange(2, 5)):
            province, city = chance.choice(cities)
            group = chance.random() < 0.05
            trade = chance.choice(TRADES)
            if brand in known or f"{brand}{trade}" in known or (province, brand, trade) in taken:
                continue
            taken.add((province, brand, trade))
            tail = "集团" if group else chance.choice(TAILS)
            place = chance.choice((province, province, city, f"{province}{city}"))
            firms.append(Firm(province, place, brand, trade + tail, chance.choice(FORMS), group))
    return firms[:count]


def _cities(lexicon: Lexicon) -> list[tuple[str, str]]:
    """(province, city) by their short names, of provinces that have cities below them."""
    above = {d.code: d for d in lexicon.divisions if d.level == "province"}
    return sorted(
        (above[f"{d.code[:2]}0000"].name.removesuffix("省"), d.name.removesuffix("市"))
        for d in lexicon.divisions
        if d.level == "prefecture" and d.name.endswith("市") and len(d.name) == 3
        and above[f"{d.code[:2]}0000"].name.endswith("省")
    )  # fmt: skip


def _slips(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """What a sign is mistaken for, by the lexicon's groups."""
    found: dict[str, set[str]] = {}
    for signs in lexicon.table("company_resolution", "confusable").values():
        for sign in signs if isinstance(signs, tuple) else ():
            found.setdefault(sign, set()).update(set(signs) - {sign})
    return {sign: tuple(sorted(others)) for sign, others in found.items()}
