"""The rules that take a name apart, each with what it takes off the front: an area, a segment.

Each works on what the ones before left of the name; the first that settles it ends the asking.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from policy_extract.expressions import expression
from policy_extract.extract.observations.windows import OF, REMARK
from policy_extract.rules import Rule
from policy_extract.tuples import NamedTuple

if TYPE_CHECKING:
    from policy_extract.extract.observations.owners.split import Splitter

SHORTEST = 3  # signs of a known indicator that may be the end of a longer name
_SCOPED = expression(r"\(([^()]{2,8})\)(.{3,})$")


class Cut(NamedTuple):
    """A name with what was taken off its front, by which rules, and the words that named the area."""

    name: str
    area: str | None = None
    segment: str | None = None
    area_rule: str = ""
    segment_rule: str = ""
    area_words: str = ""
    settled: bool = False


# --- the rules: the name with something off its front, or None ------------------------------------


def _own_area(s: Splitter, cut: Cut) -> Cut | None:
    for own in s.own:
        urban = cut.name.startswith(s.words.urban, len(own) - 1)  # 兰溪|市区绿地率
        if cut.name.startswith(own) and len(cut.name) > len(own) + 1 and not urban:
            name = cut.name[len(own) :]
            name = name if name.startswith(s.words.urban) else name.lstrip("的全市共")
            does = s.words.own_does.match(name)  # 兰溪全市|要实现|物流业增加值
            return cut._replace(name=name[does.end() :] if does else name)
    return None


def _known(s: Splitter, cut: Cut) -> Cut | None:
    return cut._replace(settled=True) if s.whole(cut.name) else None


def _below(s: Splitter, cut: Cut) -> Cut | None:
    place = s.below(cut.name)
    if place is None or len(cut.name) <= len(place) + 1:
        return None
    places = [place]
    tail = cut.name[len(place) :]
    while tail.startswith(s.words.place_joints):
        following = s.below(tail[1:])
        if following is None:
            break
        places.append(following)
        tail = tail[1 + len(following) :]
    if tail.startswith(("、", "等", *s.words.clusters, *s.words.platform_ends)) or len(tail) <= 1:
        return None  # 观山湖|新区 is no 观山湖区
    if len(places) == 1 and s.words.first_of_list.match(tail):
        return None  # 花溪区|产业园、青云加工厂等项目: the first of a list is there
    if place in s.words.things and tail.endswith(s.words.made):
        return None  # 白银|产量: the metal
    area = "、".join(s.full.get(p, p) for p in places)
    return cut._replace(
        name=tail.lstrip(OF), area=area, area_rule="area.below", area_words="、".join(places)
    )


def _whole_of(s: Splitter, cut: Cut) -> Cut | None:
    if cut.area is not None:
        return None
    found = s.words.whole_of.match(cut.name)
    if found is None:
        return None
    area = s.named_whole(found["place"], found["level"])
    if area is None:
        return None
    rest = cut.name[found.end() :].lstrip(OF)
    return cut._replace(name=rest, area=area, area_rule="area.whole_of", area_words=found.group())


def _elsewhere(s: Splitter, cut: Cut) -> Cut | None:
    if cut.area is not None:
        return None
    places = s.words.named_places
    wide, division = places.wide(cut.name), places.division(cut.name)
    upper = s.around.upper(wide) if wide else None
    if wide and upper is None:
        return None
    far = division is not None and s.around.relation(division) == "elsewhere"
    words, area = (wide, upper) if wide else (division, division)
    if not words:
        # 浙江|规上工业总产值: a short name only before a whole indicator
        words = next((w for w in (cut.name[:3], cut.name[:2]) if w in places.shorts), None)
        if words is None:
            return None
        area = places.shorts[words]
        far = s.is_measure(cut.name[len(words) :]) and s.around.relation(area) == "elsewhere"
    rest = cut.name[len(words) :].lstrip(OF)
    if not (upper or far) or not s.ends_known(rest):
        return None
    return cut._replace(name=rest, area=area, area_rule="area.elsewhere", area_words=words)


def _formed(s: Splitter, cut: Cut) -> Cut | None:
    if cut.area is not None or cut.segment is not None:
        return None
    place = s.words.named_places.at(cut.name)
    rest = cut.name[len(place) :].lstrip(OF) if place else ""
    if not place or len(rest) < 2 or rest.startswith(("、", "等", "(", *s.words.clusters)):
        return None
    if s.words.first_of_list.match(rest):
        return None
    if s.words.named_places.wide(place) or s.around.relation(place) in ("elsewhere", "own"):
        return None
    return cut._replace(name=rest, area=place, area_rule="area.form", area_words=place)


def _platform(s: Splitter, cut: Cut) -> Cut | None:
    named = s.words.platform.match(cut.name) if cut.area is None else None
    if not named or not s.is_measure(cut.name[named.end() :]):
        return None
    behind = cut.name[named.end() :].lstrip(OF)
    bracket = re.match(r"\(([^()]{2,8})\)", behind)
    return cut._replace(
        name=behind[bracket.end() :] if bracket else behind, area=named.group(),
        area_rule="area.platform", area_words=named.group(), settled=True,
        segment=bracket.group(1) if bracket else None, segment_rule="area.platform",
    )  # fmt: skip


def _known_place(s: Splitter, cut: Cut) -> Cut | None:
    if cut.area is not None:
        return None
    match = s.words.known_places.match(cut.name)
    if match is None or len(cut.name) <= match.end() + 1:
        return None
    place, rest = match.group(), cut.name[match.end() :].lstrip(OF)
    return cut._replace(name=rest, area=place, area_rule="area.known_place", area_words=place)


def _parted(name: str) -> tuple[str, str]:
    """A name and the remark in brackets at its end."""
    remark = REMARK.search(name) if name.endswith(")") else None
    return (name[: remark.start()], remark.group()) if remark else (name, "")


def _headed(s: Splitter, cut: Cut, heads: tuple[str, ...], ends: tuple[str, ...],
            rule: str, *, longest: bool) -> Cut | None:  # fmt: skip
    """An owner with one of ``ends`` before one of ``heads``; ``longest``: the longest head settles it."""
    core, remark = _parted(cut.name)
    if not core.endswith(heads):  # as most names
        return None
    for head in filter(core.endswith, heads):
        if len(core) == len(head):
            continue
        lead = core[: -len(head)]
        bound = lead.removesuffix("后").endswith(ends) and not lead.endswith(s.words.not_ends)
        bound = bound and not any(verb in lead[2:] for verb in s.words.realised)  # 园区|实现|工业
        bound = bound and not any(each in lead for each in s.words.averages)  # 林农人均|林业收入
        if bound and lead not in ends and not s.words.general(lead) and "占" not in lead:
            return cut._replace(
                name=head + remark, segment=lead.rstrip(OF), segment_rule=rule, settled=True
            )
        if longest:
            return None  # 规上工业总产值 is never 规上工业 + 总产值
    return None


def _industry(s: Splitter, cut: Cut) -> Cut | None:
    words = s.words
    return _headed(s, cut, words.heads, words.industry, "segment.industry", longest=True)


def _body(s: Splitter, cut: Cut) -> Cut | None:
    core, _ = _parted(cut.name)
    if not s.words.body.search(core, 0, len(core) - SHORTEST):
        return None  # no body stands in front of anything that could be an indicator
    heads = tuple(h for h in s.words.known_tails(core) if not h.startswith(s.words.body_goes_on))
    return _headed(s, cut, heads, s.words.bodies, "segment.body", longest=False)


def _measured(s: Splitter, cut: Cut) -> Cut | None:
    match = s.words.measured.match(cut.name)
    if not match:
        return None
    return cut._replace(
        name=match.group(2),
        segment=match.group(1),
        segment_rule="segment.always",
        settled=True,
    )


def _rate(s: Splitter, cut: Cut) -> Cut | None:
    core, remark = _parted(cut.name)
    match = s.words.rate.match(core)
    if not match or s.words.general(match.group(1)):
        return None
    if "、" in match.group(2):
        return None  # 公共机构|建筑、工业厂房屋顶光伏覆盖率: one list, whose head stands at its end
    name = match.group(2) + remark
    return cut._replace(
        name=name, segment=match.group(1), segment_rule="segment.rate", settled=True
    )


def _share(s: Splitter, cut: Cut) -> Cut | None:
    match = s.words.share.match(cut.name)
    inner = s.split(match.group(1)) if match else None
    if match is None or inner is None or not inner.segment:
        return None
    if match.group(2).startswith(s.words.of_gdp):
        return None  # 数字经济核心产业增加值占地区生产总值比重 is an indicator of the area
    return cut._replace(
        name=inner.name + match.group(2), area=cut.area or inner.area,
        area_rule=cut.area_rule or inner.area_rule, area_words=cut.area_words or inner.area_words,
        segment=inner.segment, segment_rule="segment.share", settled=True,
    )  # fmt: skip


def _bracket(s: Splitter, cut: Cut) -> Cut | None:
    del s
    match = _SCOPED.match(cut.name)
    if not match:
        return None
    return cut._replace(
        name=match.group(2), segment=match.group(1), segment_rule="segment.bracket",
        settled=True,
    )  # fmt: skip


#: In the order in which they are asked; each works on what the ones before left of the name.
RULES: tuple[Rule[Callable[[Splitter, Cut], Cut | None]], ...] = (
    Rule(
        "area.own", "own", "本地区名称", "the plan’s own area",
        "兰溪市规上工业总产值, 开发区规上工业总产值 in the plan of that area: the name goes without",
        "a name that is nothing else", _own_area,
    ),
    Rule(
        "indicator.known", "own", "已知指标", "known indicator",
        "数字经济核心产业增加值占GDP比重: known as a whole, not taken apart",
        "纺织产业增加值: an industry in front", _known,
    ),
    Rule(
        "area.below", "own", "下辖地区", "an area below the plan’s",
        "婺城区规上工业总产值, 金东、义乌规上工业总产值",
        "婺城区等规上工业企业", _below,
    ),
    Rule(
        "area.whole_of", "own", "某地全市", "the whole of a place by its short name",
        "宁波全市|规上工业总产值: 宁波市, whatever the plan is of",
        "全市规上工业总产值; 创建全市: no place in front", _whole_of,
    ),
    Rule(
        "area.elsewhere", "own", "别处的地区", "an area that the plan is not about",
        "宁波市|规上工业总产值 in a plan of 杭州市, 全国|平均水平: quoted for comparison",
        "全国百强企业, 宁波市帮扶资金: no known indicator behind", _elsewhere,
    ),
    Rule(
        "area.platform", "own", "开发区等平台", "a platform",
        "新城高新区|规上工业总产值, 临空经济区(直管区)|规上工业产值",
        "开发区建设: no indicator behind", _platform,
    ),
    Rule(
        "area.known_place", "own", "词表中的地点", "a place of the gazetteers",
        "a platform or place that a gazetteer names, in front of the name",
        "a name that is nothing else", _known_place,
    ),
    Rule(
        "area.form", "own", "形如地名", "a place by the form of its name",
        "城东街道|规上企业, 甲山县|规上工业总产值: no list holds it",
        "重点镇, 城区, 示范县: kinds of places; 白沙镇产业园、青云加工厂等项目: of the first of a list; 市场主体, 区域中心: the word goes on", _formed,
    ),
    Rule(
        "indicator.known_rest", "own", "余下为已知指标", "known indicator behind an area",
        "婺城区|数字经济核心产业增加值: the rest is known as a whole",
        "an industry in front", _known,
    ),
    Rule(
        "segment.industry", "own", "行业与产值类指标", "an industry before a measure of output",
        "纺织产业|规上工业总产值, 数字安防集群|产值",
        "规上工业|总产值: belongs to the indicator", _industry,
    ),
    Rule(
        "segment.body", "own", "主体与已知指标", "a body before a known indicator",
        "大数据中心|清洁能源使用率, 重点行业|单位增加值能耗",
        "规上企业|…: belongs to the indicator; 科技企业|孵化器面积: the noun goes on", _body,
    ),
    Rule(
        "segment.always", "own", "固定主体", "a body that is always the segment",
        "新建数据中心|PUE值, though the two are known together",
        "数据中心数量", _measured,
    ),
    Rule(
        "segment.rate", "own", "主体与比率", "a body and its rate",
        "各级大厅|综合一窗率, 省级单位|业务系统上云率",
        "规上企业|…率; 公共机构建筑、工业厂房屋顶光伏覆盖率: a list", _rate,
    ),
    Rule(
        "segment.share", "own", "占比的主体", "the owner inside a share",
        "纺织产业增加值占…比重: 纺织产业",
        "a share whose part has no owner; a share of 地区生产总值, which is the area's", _share,
    ),
    Rule(
        "segment.bracket", "own", "括号里的范围", "a scope in brackets",
        "(直管区)规上工业产值",
        "a bracket behind the name", _bracket,
    ),
)  # fmt: skip
