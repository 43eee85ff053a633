"""Numbers that are written out: 百亿, 三大, 十家 – which of them count, and which are slogans, classes, magnitudes."""

from __future__ import annotations

from policy_extract.document.plain import is_han
from policy_extract.expressions import expression
from policy_extract.extract.observations.refusals.look import Look, whole
from policy_extract.extract.observations.refusals.needs import of_kind, of_unit
from policy_extract.measure.quantity import RATES
from policy_extract.rules import Rule, Said

_LEAST = 2  # 一家 and less count nothing
_MEASURED = RATES | {"mass", "volume", "length", "energy", "power", "compute"}
#: What is read so may be a slogan (三大行动); what is read otherwise is a number.
_SLOGANS = frozenset(("candidate.spelled", "candidate.negated", "candidate.change_and_level"))
_PARTED = expression(r"[,;。、:]")  # between two numbers: they stand in two clauses
_ENDED = expression(r"[,;。、)]|\n\n")  # behind a count that closes its clause
_NOUN = 8  # signs in which the noun before a count is looked at
_WITHSTANDS = 24  # … and where what withstands a flood is named: 防洪标准由20年一遇提高到|50年一遇
_CLOSING = "”》"  # a noun in quotes ends so: “法律明白人”|两名
_COUNTS = 100  # 一千五百件: nobody writes a slogan so


def _size_class(look: Look) -> Said | None:
    q, shadow = look.q, look.shadow
    if not _is_spelled_money(look):
        return None
    alone = q.rule == "candidate.magnitude" or look.words.nouns.class_behind.match(shadow, q.end)
    if alone and not q.bound and not look.words.common.announced.search(look.before().rstrip()):
        return Said(q.start, q.end + 2)
    words = look.words
    classed = shadow.startswith(words.nouns.size_classes, q.end)
    passed = shadow.startswith(words.nouns.no_size_classes, q.end)
    return Said(q.start, q.end + 1) if classed and not passed else None


SIZE_CLASS = Rule(
    "refuse.size_class", "refuse", "规模等级", "a class of size",
    "五大百亿产业集群, 千亿级",
    "产值突破千亿元, 突破千亿元大关", _size_class, needs=of_kind("money"),
)  # fmt: skip


def _magnitude(look: Look) -> Said | None:
    q = look.q
    if q.rule != "candidate.magnitude" or _is_spelled_money(look):
        return None
    return None if q.bound else whole(look)


MAGNITUDE = Rule(
    "refuse.magnitude", "refuse", "概数词", "a word of magnitude",
    "百家争鸣, 千企改造, 万亩工业平台",
    "超万家", _magnitude, needs=lambda form, _: form.rule == "candidate.magnitude",
)  # fmt: skip


def _slogan(look: Look) -> Said | None:
    q = look.q
    if not q.spelled or q.rule not in _SLOGANS or _is_spelled_money(look):
        return None
    return None if _counts(look) else whole(look)


SLOGAN = Rule(
    "refuse.slogan", "refuse", "数字口号", "numerals of a slogan",
    "三大行动, 一核两带, 两化融合",
    "建成三座, 十至二十家, 新增助餐点二十个, 达到十家", _slogan, needs=lambda form, _: form.spelled and form.rule in _SLOGANS,
)  # fmt: skip


def _is_spelled_money(look: Look) -> bool:
    """百亿, 千亿 without digits: ``_size_class`` settles them."""
    q = look.q
    return (
        q.kind == "money"
        and q.unit == "亿元"
        and not look.shadow[q.number : q.number + 1].isdigit()
    )


def _counts(look: Look) -> bool:
    """Chinese numerals count something only with a unit that counts and a verb or bound beside."""
    q = look.q
    if q.kind in ("time", "age"):
        return True  # they have a rule of their own
    scaled = (q.unit or "").startswith(("万", "亿"))  # 一万家: 一 is no article there
    if q.kind in _MEASURED:
        return scaled or q.kind in RATES or (q.low or q.high or 0) >= _LEAST
    if q.kind == "money":
        return bool(q.unit and q.unit[0] in "万亿十百千") or _reached(look)
    if q.kind not in ("count", "people", "area"):
        return False
    if q.comparator == "range":
        return True
    value = q.low if q.low is not None else q.high
    if scaled:
        return True
    if value is None or value < _LEAST:
        return False
    if value >= _COUNTS:
        return True
    if q.bound and q.bound not in look.words.common.about:
        return True
    return (
        bool(look.words.nouns.counting.search(look.before()))
        or _reached(look)
        or _behind_noun(look)
    )


def _reached(look: Look) -> bool:
    """How many there are to be, at the end of a clause: 高新技术企业达到|十家.

    Refused: 水质达到三类, 进入前三位: grades and ranks; 达到两个翻番: words follow.
    """
    q = look.q
    if (q.unit or "").endswith(look.words.nouns.grades) or not look.words.nouns.reached.search(
        look.before()
    ):
        return False
    return _ends_clause(look)


def _ends_clause(look: Look) -> bool:
    end = look.q.end
    return end == len(look.shadow) or _ENDED.match(look.shadow, end) is not None


def _behind_noun(look: Look) -> bool:
    """How many there are of the noun in front, at the end of a clause: 新增老年助餐点|二十个.

    Refused: 分为三类, 共十项: what divides or lists; 三大行动: a noun follows; 二十条: a short name of a policy.
    """
    q, words = look.q, look.words
    unit = q.unit or ""
    if unit in words.common.policy_unit or (
        q.kind != "people" and unit[-1:] not in words.common.classifiers
    ):
        return False
    if not _ends_clause(look):
        return False
    noun = _PARTED.split(look.before(_NOUN))[-1].strip().rstrip(_CLOSING)
    return (
        len(noun) >= _LEAST
        and is_han(noun[-1])
        and not noun.endswith(words.nouns.divides + words.nouns.text_parts)
    )


def _return_period(look: Look) -> Said | None:
    """What comes once in so many years, where it says which flood or rain is meant: 遭遇|50年一遇|洪水, 不低于50年一遇的暴雨.

    Refused: 防洪标准达到50年一遇, 城区堤防20年一遇以上: what withstands it.
    """
    if look.q.unit not in look.words.nouns.returning:
        return None
    told = look.shadow.startswith(look.words.nouns.not_returning, look.q.end)
    withstands = (
        not told and look.words.nouns.returning_of.search(look.before(_WITHSTANDS)) is not None
    )
    return None if withstands else whole(look)


RETURN_PERIOD = Rule(
    "refuse.return_period", "refuse", "重现期的说明", "how rare a flood is",
    "遭遇50年一遇洪水, 应对不低于50年一遇的暴雨, 达到20年一遇标准",
    "防洪标准由20年一遇提高到50年一遇", _return_period, needs=of_unit(lambda words: words.nouns.returning),
)  # fmt: skip
