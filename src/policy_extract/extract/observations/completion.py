"""Names that a list does not repeat: shared heads, shared beginnings, shared measures.

“培育年产值超10亿元龙头企业5家以上、超亿元企业15家以上”, “水、电、汽平均每万米布消耗量”, “失业保险、工伤保险参保人数”.
"""

from __future__ import annotations

import re
from collections.abc import Sequence


def _shared_beginning(name: str, previous: str) -> str:
    """What a list does not repeat: 省级数字经济示范区5个、示范园15个; 低空制造业企业50家、服务业企业50家."""
    if len(name) <= 6:
        place = previous.find(name[:2])
        if place > 1 and 2 < len(previous) - place <= 6:
            return previous[:place]
    tail = 0
    while tail < min(len(name), len(previous)) and name[-1 - tail] == previous[-1 - tail]:
        tail += 1
    stem, other = name[: len(name) - tail], previous[: len(previous) - tail]
    if (
        tail >= 2
        and 2 <= len(stem) <= 3
        and len(other) > len(stem) + 1
        and not other.startswith(stem)
        and re.fullmatch(r"[\u4e00-\u9fff]+", other)
        and not re.search(r"[省市国级]", other)
    ):
        return other[: -len(stem)]
    return ""


# 国家级龙头企业2家、省级15家; 研发平台60个（国家级5个）; A级物流企业86家，其中5A级3家
_LEVEL = re.compile(r"(?:国家|世界|省|市|县|区|部|[1-5]?A)级(?:及?以上)?")


def completed(name: str, previous: str | None, *, near: bool = False) -> str:
    """A shared head or beginning: after 年产值超10亿元龙头企业, “超亿元企业” means 年产值超亿元企业.

    After 规上工业亩均税收, “亩均增加值” means 规上工业亩均增加值. ``near`` says that only 、 parts the two.
    Names that share nothing stay as they are.
    """
    if not previous or not name:
        return name
    if _LEVEL.fullmatch(name) and len(previous) > 2:
        above = _LEVEL.match(previous)
        return name + (previous[above.end() :] if above else previous)
    threshold = re.compile(
        r"(?:超过?|突破|过)?[\d.]*[十百千万]{0,2}亿元?(?:以上)?的?|(?:超过?)?[\d.]+万元(?:以上)?的?"
    )
    own = threshold.match(name)
    before = threshold.search(previous)
    if own and before:
        rest = name[own.end() :]
        if rest and before.start() == 2 and previous[:2] in ("招引", "引进", "实施", "谋划"):
            return name  # “招引5亿元以上项目20个（其中10亿元以上项目11个）”: the verb is not shared
        if before.start() > 0 or not rest:
            return previous[: before.start()] + own.group() + (rest or previous[before.end() :])
        return name
    if near:
        shared = _shared_beginning(name, previous)
        if shared:
            return shared + name
    if len(name) >= 4 and name[:2] in ("亩均", "人均", "全员"):
        place = previous.find(name[:2])
        if place > 0:
            return previous[:place] + name
    return name


_BY_HEAD = re.compile(r"每[百千万十]*(?:人口|名[\u4e00-\u9fff]{2,4}|人|户|亩)(?:拥有)?")


def _shared_measure(parts: Sequence[str], measures: Sequence[str]) -> str:
    """What only the last of a list says for all: 化学需氧量、氨氮、氮氧化物排放总量 → 排放总量; 失业保险、工伤保险参保人数.

    Refused: names that measure something themselves (规上工业增加值、规上工业总产值).
    """
    last, others = parts[-1], parts[:-1]
    if any(re.search(r"[率值数额度比重长速]$|面积$|规模$|收入$|产量$|总量$", p) for p in others):
        return ""
    alike = others[0][-2:]
    place = last.find(alike)
    if len(alike) == 2 and 0 < place < len(last) - 3 and all(p.endswith(alike) for p in others):
        tail = last[place + 2 :]
        return "" if tail in ("数量", "总数", "数") else tail  # 高新技术企业、科技型中小企业数量
    tail = max((m for m in measures if last.endswith(m)), key=len, default="")
    return tail if tail and 1 < len(last) - len(tail) <= max(map(len, others)) + 4 else ""


def names_for(
    parts: Sequence[str], count: int, head: str | None, measures: Sequence[str] = ()
) -> list[str] | None:
    """Names for ``count`` numbers of a distributive list, completed by the head that the last one has.

    [水, 电, 汽平均每万米布消耗量] → each with 平均每万米布消耗量. None when the counts do not agree.
    """
    if len(parts) != count:
        return None
    last = parts[-1]
    by = _BY_HEAD.match(parts[0])
    if by and not any(p.startswith(("每", "人均", "万人")) for p in parts[1:]):
        parts = [parts[0], *(by.group() + p for p in parts[1:])]  # 每千人口医师数、护士数
        return list(parts)
    if head and last.endswith(head) and last != head:
        lead = last[: -len(head)]
        shares = [p for p in parts[:-1] if not p.endswith(head[-2:]) and len(p) <= len(lead) + 8]
        if shares and len(shares) == count - 1:
            return [p + head for p in parts[:-1]] + [last]
    shared = _shared_measure(parts, measures)
    if shared:
        return [p + shared for p in parts[:-1]] + [last]
    short = all(len(p) <= 2 for p in parts[:-1]) and len(last) > 4
    if short:
        tail = last[len(parts[0]) :]
        return [p + tail for p in parts[:-1]] + [last]
    return list(parts)
