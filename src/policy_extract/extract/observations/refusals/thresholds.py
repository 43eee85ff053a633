"""Refusals of a bound that defines a class of things: 5亿元以上重大项目, 时速250公里以上的高铁里程, 含水率低于60%的污泥.

They are asked behind the rules of ``refuse``, of what is left, with the next number of the sentence in sight.
"""

from __future__ import annotations

from collections.abc import Callable

from policy_extract.document.plain import is_han
from policy_extract.expressions import expression
from policy_extract.extract.observations.refusals import procedures
from policy_extract.extract.observations.refusals.look import Look
from policy_extract.extract.observations.windows import OF
from policy_extract.measure.quantity import COUNTED
from policy_extract.rules import Rule, Said

_SIZES = frozenset(("length", "area"))  # what is built or mended is told in
_SOME = 24  # … and how many things nobody counts: 一批…
_COUNT = 8  # signs in which a count stands in front of a bound
_IN_BRACKET = 20  # signs of a bracket in front of its bound
_VERB = 6  # signs in which a verb stands in front of a number
_PARTED = expression(r"[,;。、:]")  # between two numbers: they stand in two clauses

#: A number, and where the next of its sentence begins (None for the last) → the words that speak against it.
Bounds = Callable[["Look", int | None], Said | None]


def _worked_on(look: Look, following: int | None) -> bool:
    """An amount of what is built or mended is no threshold: 修建300公里以上的农村公路.

    Refused: 建成3000平方米以上体育馆5座: the bound defines what the next number counts.
    """
    q, words = look.q, look.words
    if q.kind not in _SIZES or words.bounds.worked.search(look.before(10)) is None:
        return False
    behind = look.shadow[q.end : following] if following is not None else ""
    return not behind or _PARTED.search(behind) is not None


def _class_bound(look: Look, following: int | None) -> Said | None:
    q, words = look.q, look.words
    if _worked_on(look, following):
        return None
    if look.shadow.endswith(words.bounds.in_range, q.start, q.end):
        match = words.bounds.of_class.match(look.shadow, q.end, q.end + 80)
    else:
        match = words.bounds.classed.match(look.shadow, q.end, q.end + 40)
        if match and q.kind != "money" and (match["what"] or "").endswith(words.bounds.graded):
            return None
    return Said(q.start, match.end()) if match else None


def _bound_of_next(look: Look, following: int | None) -> Said | None:
    q, words = look.q, look.words
    if following is None or not look.shadow.startswith(OF, q.end):
        return None
    before = look.before(8)
    if not q.bound and not _made_by_each(look, before, following):
        return None
    if _PARTED.search(look.shadow, q.end, following) or words.bounds.worked.search(before):
        return None
    measured = (
        words.bounds.of_what.search(before)
        if q.kind in ("ratio", "fraction")
        else before[-1:].strip()
    )
    if q.kind in ("count", "people", "points", "none", "time") or not measured:
        return None
    return Said(q.start, following)


def _made_by_each(look: Look, before: str, following: int) -> bool:
    """What one of those makes that the next number counts: 年产|3.6万吨|的加工企业1家. Refused: 年产3.6万吨的生产线已投产."""
    made = look.words.bounds.made_by.search(before) is not None
    return made and look.words.bounds.counted_next.match(look.shadow, following) is not None


def _counted_class(look: Look, following: int | None) -> Said | None:
    q = look.q
    if following is None or following - q.end > 1 or q.kind != "money" or not _bounded(look):
        return None
    before = look.shadow[max(0, q.start - 6) : q.start]
    if any(word in before for word in look.words.bounds.told):
        return None
    if look.words.bounds.passed_too.match(look.shadow, q.end):
        return None  # 突破20亿元、30亿元大关
    return Said(q.start, following)


def _size_of_projects(look: Look, following: int | None) -> Said | None:
    """Money that says of which size the projects are that the next number counts: 亿元以上项目5个，其中|10亿元|项目1个.

    Refused: 总投资15亿元项目3个: what they cost; 完成投资3亿元，项目5个; 5亿元的水库项目1个: one of them.
    """
    q, words = look.q, look.words
    if q.kind != "money" or following is None or _bounded(look):
        return None
    if words.bounds.costs.search(look.before()):
        return None
    found = words.bounds.projects_counted.match(look.shadow, q.end, following + 1)
    return Said(q.start, following) if found and found.end() == following else None


def _size_of_counted(look: Look, following: int | None) -> Said | None:
    """How large each of those is whom the next number counts: 出栏生猪|5000头以上|规模场36家, |30人以上|的社会组织12个.

    Refused: 30家以上企业营收突破50亿元 (the next counts nothing), 搬迁1200户以上群众4800人, 引进5个以上项目20家企业 (bodies themselves).
    """
    q, words = look.q, look.words
    if following is None or q.kind not in COUNTED or not _bounded(look):
        return None
    if (q.unit or "")[-1:] not in words.bounds.sizes:
        return None
    found = words.bounds.counted_thing.match(look.shadow, q.end, following + 1)
    if found is None or found.end() != following or look.shadow[following - 1] == OF:
        return None
    return (
        Said(q.start, following)
        if words.bounds.counted_next.match(look.shadow, following)
        else None
    )


def _sum_of_counted(look: Look, following: int | None) -> Said | None:
    """What each of those who are counted in front makes, which says of which kind they are: 2家以上年销售收入达|500亿元|的企业.

    Refused: 2家企业年销售收入达500亿元: a value; 2个总投资5亿元的项目: what they cost; 86家企业获得3.6亿元的贷款: what they get.
    """
    del following
    q, words = look.q, look.words
    if q.kind != "money" or _bounded(look) or not look.shadow.startswith(OF, q.end):
        return None
    counted = words.bounds.counted_with.search(look.shadow, look.sentence.start, q.number)
    if counted is None:
        return None
    what = words.bounds.of_class.match(look.shadow, q.end)
    return Said(counted.start(), what.end()) if what else None


def _given(look: Look) -> bool:
    """Money that somebody gives is no threshold, whatever it is for: 每年安排不低于2亿元|产业发展资金.

    Refused: 设立1亿元以上产业基金5支, 投入1亿元以上资金的企业: the bound says of which kind they are.
    """
    q, words = look.q, look.words
    start = max(look.sentence.start, q.start - _VERB)
    if q.kind != "money" or words.bounds.giving.search(look.shadow, start, q.start) is None:
        return False
    return words.bounds.given.match(look.shadow, q.end) is not None


def _threshold(look: Look, following: int | None) -> Said | None:
    q, words = look.q, look.words
    if q.kind in ("ratio", "fraction") or not _bounded(look):
        return None
    counted = q.kind in COUNTED and (q.unit or "")[-1:] in words.common.classifiers
    kept = (
        counted and words.bounds.made_by.search(look.before(8)) is not None
    )  # 存栏|100只以上|养羊户23户
    if (counted and not kept) or _worked_on(look, following) or _given(look):
        return None
    sums = words.bounds.sums_of_class.match(look.shadow, q.end) if following is not None else None
    if sums and q.kind == "money":
        return Said(q.start, sums.end())  # 500万元以上|固定资产投资完成75亿元
    match = words.bounds.noun.match(look.shadow, q.end, q.end + 40)
    if not match:
        return None
    noun = match.group(1)
    if noun.startswith(words.bounds.goes_on) or noun.startswith(words.bounds.measured):
        return None
    if not any(head in noun[:26] for head in words.bounds.heads):
        return None
    return Said(q.start, match.end())


def _bound_of_count(look: Look, following: int | None) -> Said | None:
    """“1支|不少于20人的|救援队伍”: behind a count, in front of what it counts, a bound says of which kind they are."""
    del following
    q, words = look.q, look.words
    counted = words.bounds.counted_before.search(
        look.shadow, max(look.sentence.start, q.start - _COUNT), q.start
    )
    if counted is None or not _bounded(look) or not is_han(look.shadow[q.end :][:1]):
        return None
    before = look.shadow[max(look.sentence.start, counted.start() - _VERB) : counted.start()]
    opens = not before or not is_han(before[-1])
    fronted, of = q.start < q.number, look.shadow.startswith(OF, q.end)
    if of or (fronted and words.bounds.described.match(look.shadow, q.end)):
        verb = opens or words.bounds.does_to.search(before)
        found = bool(verb) and (fronted or q.kind not in COUNTED)
    else:  # 组建2支|30人以上|志愿服务队伍, but 搬迁1200户|4800人以上|群众
        sized = q.kind in _SIZES or q.unit in words.bounds.persons
        found = sized and not opens and words.bounds.counts_one.search(before) is not None
    return Said(q.start, q.end) if found else None


def _of_some(look: Look, following: int | None) -> Said | None:
    """“多个|年业务量超过200亿件或业务收入超过2000亿元的品牌”: the first of two bounds of things that nobody counts."""
    if following is None or look.words.bounds.some.search(look.before(_SOME)) is None:
        return None
    other = look.words.bounds.other_bound.match(look.shadow, look.q.end)
    if other is None or not other.start("number") <= following < other.end():
        return None
    if not _bounded(look) or look.words.bounds.bounding.search(other["number"]) is None:
        return None  # 一批重点项目12个、总投资50亿元的工程: values
    if look.words.nouns.class_behind.match(look.shadow, other.end() - 1) is None:
        return None  # 多个县粮食产量超过10亿斤、油料产量超过2万吨的格局
    return Said(look.q.start, other.end())


def _bounded(look: Look) -> bool:
    q = look.q
    return bool(q.bound and q.bound not in look.words.common.about) or q.comparator == "range"


#: In the order in which they are asked; the first that speaks refuses.
def _defining_bracket(look: Look, following: int | None) -> Said | None:
    """A bracket that says who is meant, inside a clause that goes on behind it with its own number."""
    q, shadow = look.q, look.shadow
    goes_on = shadow.startswith(")", q.end) and is_han(shadow[q.end + 1 : q.end + 2])
    if not q.bound or following is None or not goes_on:
        return None
    opening = shadow.rfind("(", max(look.sentence.start, q.start - _IN_BRACKET), q.start)
    inside, named = shadow[opening + 1 : q.start], is_han(shadow[opening - 1 : opening])
    if opening <= look.sentence.start or not named or not inside or _PARTED.search(inside):
        return None
    if look.words.common.of_which.match(inside) or _PARTED.search(shadow, q.end, following):
        return None
    return Said(opening, q.end + 1)


RULES: tuple[Rule[Bounds], ...] = (
    Rule(
        "refuse.defining_bracket", "refuse", "括注里的界定", "a bound in a bracket that says who is meant",
        "集体经济强村（年收入50万元以上）占比58%, 高新技术企业（年营收2000万元以上）达到86家",
        "产值（100亿元以上）: a value; 企业86家（其中年营收2000万元以上5家）: a part; 达到86家（年营收2000万元以上）。: nothing goes on",
        _defining_bracket,
    ),
    Rule(
        "refuse.class_bound", "refuse", "分级界线", "bound of a class",
        "5亿元级, 5000万元不等, 营业收入在0.5亿元到4亿元之间的企业",
        "5亿元以上, 税收保持在2亿元到3亿元之间; 12家市级以上龙头企业: the class is the noun’s", _class_bound,
    ),
    Rule(
        "refuse.bound_of_next", "refuse", "后项的限定", "a bound that says of what the next number is",
        "时速250公里以上的高铁里程突破2000公里, 占比50%以上的线路20条",
        "80%以上的行政村建成3个以上广场 (a share of its own), 改造500公里以上的公路，…", _bound_of_next,
    ),
    Rule(
        "refuse.counted_class", "refuse", "后有计数的门槛", "threshold before a count",
        "超200亿元7个: the bound defines what the next number counts",
        "分别突破1.5万元和1.8万元, 突破20亿元、30亿元大关", _counted_class,
    ),
    Rule(
        "refuse.size_of_projects", "refuse", "后有计数的项目规模", "the size of projects that are counted",
        "亿元以上项目5个，其中10亿元项目1个; 超30亿元或3亿美元项目6个",
        "总投资15亿元项目3个, 5亿元的水库项目1个", _size_of_projects,
    ),
    Rule(
        "refuse.sum_of_counted", "refuse", "计数对象的金额", "a sum of those that are counted",
        "2家以上年销售收入达500亿元的企业",
        "2家企业年销售收入达500亿元, 2个总投资5亿元的项目, 86家企业获得3.6亿元的贷款", _sum_of_counted,
    ),
    Rule(
        "refuse.bound_of_count", "refuse", "计数后的限定", "a bound between a count and its noun",
        "1支不少于20人的救援队伍, 1所不低于5000平方米的养老院: one team, one home",
        "搬迁1200户4800人以上: no noun behind; 1个中心，不少于20人的队伍: no count in front; "
        "新建学校5所7500个以上学位, 搬迁1200户4800人以上的群众: a noun of its own", _bound_of_count,
    ),
    Rule(
        "refuse.threshold", "refuse", "门槛", "threshold",
        "5亿元以上重大制造业项目, 亩均税收5万元以下企业, 500万元以上固定资产投资完成75亿元",
        "不少于3亿元的配套资金, 3家以上企业, 安排不低于2亿元产业发展资金", _threshold,
    ),
    Rule(
        "refuse.size_of_counted", "refuse", "后有计数的对象规模", "the size of those that are counted",
        "出栏5000头以上规模场36家, 30人以上的社会组织12个, 100户以上自然村26个",
        "30家以上企业营收突破50亿元, 搬迁1200户以上群众4800人, 引进5个以上项目20家企业", _size_of_counted,
    ),
    Rule(
        "refuse.bounds_of_some", "refuse", "一批之内的门槛", "bounds of things that nobody counts",
        "多个业务量超过200亿件或收入超过2000亿元的品牌, 一批产值超过5亿元、纳税超过2000万元的企业",
        "产值超过5亿元、纳税超过2000万元: values; 培育一批企业，产值超过5亿元; "
        "一批重点项目12个、总投资50亿元的工程: no bounds", _of_some,
    ),
    Rule(
        "refuse.criterion_of", "refuse", "技术界值", "a bound that says which are meant",
        "含水率低于60%的污泥, 噪声超过85分贝的岗位, 年龄35岁以上人群",
        "覆盖率不低于60%的目标, 粉尘浓度低于4毫克/立方米", procedures.criterion_of,
    ),
)  # fmt: skip
