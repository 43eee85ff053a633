"""The measure stage: what a number measures (level, rate, change, …), its value and its sign."""

from __future__ import annotations

from collections.abc import Callable

from policy_extract.extract.observations.phrase import Phrase
from policy_extract.extract.observations.told_units import Degrees, FloorUnits, PerUnits, ToldUnits
from policy_extract.lexicon import Lexicon
from policy_extract.measure.quantity import Quantity, both_scaled
from policy_extract.model import Base, Comparator, Measure, Number, Value
from policy_extract.rules import Rule, Switches
from policy_extract.tuples import NamedTuple

_RATES = frozenset(("ratio", "points", "multiple"))
#: What is told of a number and another that it is compared with.
OF_CHANGES: frozenset[Measure] = frozenset(
    ("growth_rate", "change_points", "increase", "decrease", "multiple")
)
_FLIPPED: dict[str, Comparator] = {">": "<", ">=": "<=", "<": ">", "<=": ">="}


class Look(NamedTuple):
    """What the measure rules see: the number, the words' signs, the name as written."""

    q: Quantity | None
    phrase: Phrase
    name: str
    rate_name: bool
    in_table: bool
    begun: bool = False  # new is what is worked on: 新开工|项目投资
    share_name: bool = False  # a share or a rate of its own: 贫困发生率

    @property
    def kind(self) -> str:
        """The kind of the number's unit; “” for a promise without number."""
        return self.q.kind if self.q else ""


class Measuring:
    """Settles measure and value; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, switches: Switches) -> None:
        self._rates = lexicon.words("naming", "name.rates")
        self._begun = lexicon.words("measures", "increase.begun")
        self._shares = (*self._rates, *lexicon.words("doubts", "name.share_ends"))
        self._levels = lexicon.words("measures", "decrease.levels")
        self._falling = lexicon.words("naming", "name.falling_rates")
        # a rate that is a name of its own is a level, no growth: 人口自然增长率
        self._own_rate = lexicon.pattern(r"(?:<naming.tail.own_rates>)(?:<naming.name.rates>)$")
        self._per = PerUnits(lexicon)
        self._told = ToldUnits(lexicon) if switches.has(TOLD) else None
        self._floors = FloorUnits(lexicon) if switches.has(FLOOR) else None
        self._degrees = Degrees(lexicon) if switches.has(DEGREES) else None
        self._rules = switches.on(RULES)
        self._of_kind: dict[str, tuple[Rule[Measures], ...]] = {}  # the rules that may speak

    def measure(
        self, q: Quantity | None, phrase: Phrase, name: str, *, in_table: bool = False
    ) -> tuple[Measure, str]:
        """The measure and the rule that says so; ``name`` is the name with its own words (…增速)."""
        rate_name = name.endswith(self._rates) and not self._own_rate.search(name)
        rate_name = rate_name or (q is None and name.endswith(self._falling))
        begun = phrase.word("increase") in self._begun
        share_name = name.endswith(self._shares) and not name.endswith(self._levels)
        look = Look(q, phrase, name, rate_name, in_table, begun, share_name)
        asked = self._of_kind.get(look.kind)
        if asked is None:
            asked = self._of_kind[look.kind] = tuple(
                rule for rule in self._rules if rule.needs is None or rule.needs(look.kind)
            )
        for rule in asked:
            found = rule.run(look)
            if found is not None:
                return found, rule.id
        return "level", "measure.level"

    def told(self, shadow: str, q: Quantity | None, name: str) -> Quantity | None:
        """The number with the unit that its name tells: 患者2.7亿 are 亿人; ``shadow`` is the text's."""
        if q is None:
            return q
        if self._degrees is not None:
            q = self._degrees.apply(shadow, q, name)
        if self._floors is not None and q.kind == "volume":
            return self._floors.apply(shadow, q, name)
        return self._told.apply(shadow, q, name) if self._told is not None else q

    def value(
        self, q: Quantity | None, name: str, measure: Measure, phrase: Phrase
    ) -> Value | None:
        """The value with its sign and base units; None for a promise without number."""
        if q is None:
            return None
        return value_of(self._per.apply(q, name), measure, phrase)


def value_of(q: Quantity, measure: Measure, phrase: Phrase) -> Value:
    """The value with the sign that the words in front say: “下降10.4%以上” → high −10.4, “<=”; 增长2倍 → multiple 3.

    Without a word of growth 倍 counts the whole: 是2019年的1.6倍 → multiple 1.6.
    """
    if q.kind == "fraction" and measure == "growth_rate":
        q = _in_per_cent(q)
    low, high, comparator = q.low, q.high, q.comparator
    if comparator == "=" and phrase.says("at_most"):
        low, comparator = None, "<="
    if measure == "multiple" and q.unit == "倍":
        more = 1 if phrase.moved else 0
        low = low + more if low is not None else None
        high = high + more if high is not None else None
        return Value(low=low, high=high, comparator=comparator, unit=None, base=None)
    if q.parts is not None:
        return Value(comparator=comparator, parts=q.parts)
    falls = phrase.growth < 0 or (not phrase.growth and phrase.says("decrease"))
    if falls and measure in ("growth_rate", "change_points"):
        low, high = _negative(high), _negative(low)
        comparator = _FLIPPED.get(comparator, comparator)
    base = None
    if q.base_unit:
        base = Base.of(*both_scaled(low, high, q.scale), q.base_unit)
    return Value.of(low, high, comparator, q.unit, base)


def change_or_range(shadow: str, q: Quantity, measure: Measure) -> bool:
    """“增加500元至800元”: a change of 500 that leads to 800, or one of 500 to 800; the text does not say.

    Refused: 增长12%至500亿元, 提高5个百分点至68%: two units. ``shadow`` is the text's.
    """
    if q.rule != "candidate.change_and_level" or q.kind in _RATES:
        return False
    if measure in ("increase", "decrease"):
        return True
    return shadow.endswith(q.unit or "", 0, max(0, q.number - 1))


def _in_per_cent(q: Quantity) -> Quantity:
    """减少|三分之一: a rate, told as the others are."""
    low, high = (None if v is None else round(v * 100, 2) for v in (q.low, q.high))
    return q._replace(low=low, high=high, unit="%", scale=q.scale / 100)


def _negative(value: Number | None) -> Number | None:
    return None if value is None else -value


# --- the rules ------------------------------------------------------------------------------------


def _promised_rate(look: Look) -> Measure | None:
    return "growth_rate" if look.q is None and look.rate_name else None


def _promised(look: Look) -> Measure | None:
    return "level" if look.q is None else None


def _multiple(look: Look) -> Measure | None:
    times = look.q is not None and look.q.unit == "倍" and look.phrase.moved
    return "multiple" if look.kind == "multiple" or times else None


def _points(look: Look) -> Measure | None:
    changed = look.phrase.moved or look.phrase.says("decrease")
    return "change_points" if look.kind == "points" and changed else None


def _points_level(look: Look) -> Measure | None:
    return "level" if look.kind == "points" else None


def _rate(look: Look) -> Measure | None:
    parted = look.kind in ("ratio", "fraction")
    return "growth_rate" if parted and look.phrase.moved else None


def _fewer(look: Look) -> Measure | None:
    if look.in_table or look.share_name or not look.phrase.says("decrease"):
        return None
    return None if look.phrase.says("to", "share") else "growth_rate"


def _rate_name(look: Look) -> Measure | None:
    return "growth_rate" if look.kind == "ratio" and look.rate_name else None


def _share(look: Look) -> Measure | None:
    return "share" if look.kind in ("ratio", "fraction") and look.phrase.says("share") else None


def _ratio_level(look: Look) -> Measure | None:
    return "level" if look.kind == "ratio" else None


def _moved(look: Look) -> Measure | None:
    if look.in_table or not look.phrase.moved:
        return None
    return "increase" if look.phrase.growth > 0 else "decrease"


def _increase(look: Look) -> Measure | None:
    if look.begun and look.kind == "money":
        return None
    return "increase" if look.phrase.says("increase") else None


def _decrease(look: Look) -> Measure | None:
    return "decrease" if not look.in_table and look.phrase.says("decrease") else None


Measures = Callable[[Look], Measure | None]


def _kind(*kinds: str) -> Callable[[str], bool]:
    """The rule needs a number of one of these kinds."""
    return frozenset(kinds).__contains__


#: In the order in which they are asked; a number on which none speaks is a level.
RULES: tuple[Rule[Measures], ...] = (
    Rule(
        "measure.promised_rate", "measure", "承诺的增速", "a promised rate",
        "能耗下降幅度|完成上级下达任务", "医疗水平|高于全省平均水平: no rate", _promised_rate, needs=_kind(""),
    ),
    Rule(
        "measure.promised", "measure", "无数字承诺", "a promise without number",
        "完成上级下达任务, 全覆盖: a level", "", _promised, needs=_kind(""),
    ),
    Rule(
        "measure.multiple", "measure", "倍数", "a multiple",
        "翻一番, 增长2倍; 是2019年的1.6倍 is a multiple, too, of 1.6", "", _multiple,
    ),
    Rule(
        "measure.points", "measure", "百分点变化", "a change in points",
        "上升2.1个百分点", "提高到… : a level", _points, needs=_kind("points"),
    ),
    Rule(
        "measure.points_level", "measure", "百分点差距", "a gap in points",
        "高于全国10.3个百分点: no change", "", _points_level, needs=_kind("points"),
    ),
    Rule(
        "measure.rate", "measure", "增长率", "a rate of growth",
        "增长13%, 下降10.4%以上, 减少三分之一", "提高到40.88%: a level", _rate, needs=_kind("ratio", "fraction"),
    ),
    Rule(
        "measure.fewer_rate", "measure", "压减比例", "by how much less",
        "压减一般性支出|15%, 压缩审批时限|60%以上: what is pressed down falls by so much",
        "降低贫困发生率2%: a share itself; 压减至15%", _fewer, needs=_kind("ratio"),
    ),
    Rule(
        "measure.rate_name", "measure", "名称即增速", "a name that is a rate",
        "营业收入利润率增速, 能耗下降率: …%", "普及率达到95%: a level", _rate_name, needs=_kind("ratio"),
    ),
    Rule(
        "measure.share", "measure", "占比", "a share",
        "占全市的13.3%, 占全省的三分之一 where no indicator is named", "…占GDP比重达到57.8%: a level", _share, needs=_kind("ratio", "fraction"),
    ),
    Rule(
        "measure.ratio_level", "measure", "百分比水平", "a level in per cent",
        "普及率达到95%", "", _ratio_level, needs=_kind("ratio"),
    ),
    Rule(
        "measure.moved", "measure", "增减量", "an amount of change",
        "增加587家, 减少12户", "增加到587家: a level", _moved,
    ),
    Rule(
        "measure.increase", "measure", "新增", "new ones",
        "新增120家, 净增90户", "新增工业用地…比例: a rate of what is new; 新开工项目投资70亿元", _increase,
    ),
    Rule(
        "measure.decrease", "measure", "减少", "fewer",
        "腾出3000亩, 压减12万吨", "减排量: the indicator's own word", _decrease,
    ),
)  # fmt: skip

LEVEL = Rule(
    "measure.level", "measure", "水平值", "a level",
    "规上工业企业达到620家: no word speaks of a change, a rate or a share",
    "", Measuring.measure,
)  # fmt: skip
FLOOR = Rule(
    "measure.floor", "measure", "房屋和土地的“方”", "cubic or square 方",
    "标准厂房20万方: 万平方米, since the name is of rooms or ground",
    "清淤量2万方, 供水能力50万方/日: 立方米", FloorUnits.apply,
)  # fmt: skip
TOLD = Rule(
    "measure.told_unit", "measure", "指标名称所示单位", "a unit that the name tells",
    "常住人口达到1200万, 患者2.7亿: 万人, 亿人; 总诊疗人次95.5亿, 市场主体总量突破12万: 亿人次, 万户",
    "总投资达到30亿, 人口资金2000万元", ToldUnits.apply,
)  # fmt: skip
DEGREES = Rule(
    "measure.degrees", "measure", "度的含义", "what 度 counts",
    "供水水温保持在12度以上: 摄氏度; 浊度低于1度: 度",
    "户均用电300度, 3000万度: electricity", Degrees.apply,
)  # fmt: skip
