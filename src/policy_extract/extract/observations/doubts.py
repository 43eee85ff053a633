"""The closed list of doubts: why a record may be wrong, each with the words that name it to people.

Some come with a settled field (no words said it, so it was taken from elsewhere); the others are found
here: disagreement (a second reading of the name by words), implausibility (a unit that the indicator never
has, a time outside the plan), a crowd of numbers, a document that is no plan. Their weights are measured,
see ``gazetteers/general/confidence.toml``.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from policy_extract.document import Plan
from policy_extract.expressions import expression
from policy_extract.extract.observations.build import Fields
from policy_extract.extract.observations.timeline import TimeLine
from policy_extract.lexicon import Lexicon, indicators_by_name, names_of_indicators
from policy_extract.lexicon.alternation import alternation
from policy_extract.measure.period import Calendar
from policy_extract.segment import Tokenizer
from policy_extract.tuples import NamedTuple
from policy_extract.visible import unseen

_LONG = 14  # signs of a name
_CROWD = 5  # numbers of one sentence
_SENTENCE = 200  # signs that a time stands before its value at most
_ENDS = "。;\n"
_BY_OTHERS = ("time.from_", "time.none")
_CLOSE = 400  # signs between two statements of one thing
_LOOKALIKE = expression(
    "[\u0400-\u04ff]"
)  # А, В, Е, К, М, Н, О, Р, С, Т, Х stand beside Han for A, B, E, …
_MARKS = frozenset("、,;:“”《》")
_BY_TEXT = "meta.area_text_"  # how the ids of such rules open
_PARTING = ",;:。、 \n"  # no name goes over one of these


class DoubtWords:
    """The words that doubting goes by; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self.known = lexicon.once(names_of_indicators)
        self._records = lexicon.once(indicators_by_name)
        self.announcing = frozenset((*words("announcing", "front"), *words("announcing", "back")))
        self.parting = lexicon.compiled(rf"[{_PARTING}]|{alternation(self.announcing)}")
        self.verbs = lexicon.pattern(r"<doubts.name.verbs>")
        self.noun_ends = words("doubts", "name.ends")
        self.odd_ends = words("doubts", "name.odd_ends")
        self.rate_words = lexicon.pattern(r"<measures.growth.up>|<measures.growth.down>")
        self.share_ends = words("doubts", "name.share_ends")
        self.amounts = frozenset(words("doubts", "unit.amounts"))
        self.accounts = lexicon.pattern(r"<doubts.kind.accounts>")

    def units(self, name: str) -> tuple[str, ...]:
        """The usual units of a known indicator; none of one that nobody knows."""
        record = self._records.get(name)
        return record.units if record is not None else ()


class Look(NamedTuple):
    """A record's fields with what surrounds them."""

    fields: Fields
    settled: tuple[str, ...]  # the doubts that came with the fields
    name: str  # the bare name of the indicator
    plan: Plan
    calendar: Calendar
    words: DoubtWords
    begins: int | None  # where the name begins by words; None for a cell or a known name
    repeated: bool
    tokenizer: Tokenizer
    timeline: TimeLine

    @property
    def in_cell(self) -> bool:
        """A value cell of an indicator table: row and column say all of it."""
        return self.fields.value.rule == "cell.value"


class Doubt(NamedTuple):
    """One reason to look again; ``test`` is None for those that come with a settled field.

    ``of``: what the test looks at. What holds of a plan is tested once, what holds of a name once for each name.
    ``needs`` tells of a plan whether any of its records can have the doubt; without it, all are tested.
    """

    id: str
    zh: str
    en: str
    test: Callable[[Look], bool] | None = None
    of: Literal["record", "name", "plan"] = "record"
    needs: Callable[[Plan, TimeLine], bool] | None = None


class Doubter:
    """Finds the doubts of the records of one plan."""

    def __init__(
        self, plan: Plan, words: DoubtWords, tokenizer: Tokenizer, timeline: TimeLine
    ) -> None:
        self._plan, self._words, self._tokenizer = plan, words, tokenizer
        self._timeline = timeline
        self._calendar = Calendar.of(plan.meta)
        self._of_record = [
            (doubt.id, doubt.test)
            for doubt in _OF_RECORD
            if doubt.test and (doubt.needs is None or doubt.needs(plan, timeline))
        ]

    def doubts(self, found: Sequence[Fields]) -> Iterator[tuple[str, ...]]:
        """The doubts of each record, in the order of ``DOUBTS``; ``found`` is in order of the text."""
        repeated = _restated(found)
        of_plan: list[str] | None = None
        of_name: dict[str, list[str]] = {}
        for fields in found:
            settled, name = fields.doubts, fields.indicator.value
            look = Look(
                fields, settled, name, self._plan, self._calendar, self._words,
                self._begins(fields), id(fields) in repeated, self._tokenizer, self._timeline,
            )  # fmt: skip
            if of_plan is None:
                of_plan = _tested(_OF_PLAN, look)
            if name not in of_name:
                of_name[name] = _tested(_OF_NAME, look)
            own = {*settled, *of_plan, *of_name[name], *_tested(self._of_record, look)}
            yield tuple(sorted(own, key=_ORDER.__getitem__)) if len(own) > 1 else tuple(own)

    def _begins(self, fields: Fields) -> int | None:
        """Where a name begins by words, if it wants a second reading: behind the last mark or word that only announces (达到, 全市)."""
        known = fields.indicator.value in self._words.known
        said = fields.indicator.said
        if known or said is None or said.end > fields.start or fields.value.rule == "cell.value":
            return None
        shadow, opening, start = self._plan.shadow, fields.around[0], said.end - 1
        if start < opening:
            return None  # it stands in an earlier clause
        while start > opening and shadow[start - 1] not in _PARTING:
            start -= 1
        if self._words.parting.search(shadow, start, said.end) is None:
            return start  # no such word stands there, whatever the words are
        begins = said.end
        for word in reversed(self._tokenizer.pieces(shadow[start : said.end])):
            if word in self._words.announcing or word in _PARTING:
                break
            begins -= len(word)
        return begins


def _tested(tests: Sequence[tuple[str, Callable[[Look], bool]]], look: Look) -> list[str]:
    """The ids of the doubts whose tests hold."""
    return [name for name, test in tests if test(look)]


def _restated(found: Sequence[Fields]) -> set[int]:
    """The records whose like stands close by with another value."""
    by_key: dict[tuple[object, ...], list[Fields]] = {}
    for fields in found:
        segment = fields.segment.value if fields.segment else None
        period = fields.time.value
        key = (
            fields.indicator.value, fields.area.value, segment, fields.measure.value,
            (period.start, period.end) if period else None, fields.kind.value,
        )  # fmt: skip
        by_key.setdefault(key, []).append(fields)
    repeated: set[int] = set()
    for same in by_key.values():
        for one, other in itertools.pairwise(same):
            value, second = one.value.value, other.value.value
            if value != second and other.start - one.end < _CLOSE:
                repeated |= {id(one), id(other)}
    return repeated


# --- tests ---------------------------------------------------------------------------------------


def _unknown(look: Look) -> bool:
    return look.name not in look.words.known


def _long(look: Look) -> bool:
    return len(look.name) >= _LONG


def _holds_mark(look: Look) -> bool:
    return _unknown(look) and not _MARKS.isdisjoint(look.name)


def _holds_number(look: Look) -> bool:
    letters = look.name.isalpha()  # Chinese signs are: as most names
    return not letters and _unknown(look) and any(map(str.isdigit, look.name))


def _opens_with_verb(look: Look) -> bool:
    """A verb, as a word: 改造|老旧小区; not the 居 of 居民消费价格."""
    match = look.words.verbs.match(look.name)
    return match is not None and look.tokenizer.words(look.name)[0].text == match.group()


def _no_noun(look: Look) -> bool:
    return look.name.endswith(look.words.odd_ends)


def _plain_noun(look: Look) -> bool:
    return look.name not in look.words.known and not look.name.endswith(look.words.noun_ends)


def _second_reading(look: Look) -> bool:
    """By words, the name in front of the number would begin elsewhere."""
    said = look.fields.indicator.said
    return look.begins is not None and said is not None and look.begins != said.start


def _unusual_unit(look: Look) -> bool:
    value, units = look.fields.value.value, look.words.units(look.name)
    return bool(units and value and value.unit and value.unit not in units)


def _odd_unit(look: Look) -> bool:
    value = look.fields.value.value
    return bool(value and value.unit and value.unit not in look.words.amounts)


def _unit_of_share(look: Look) -> bool:
    """A share without %, or % of a thing that is no share."""
    value = look.fields.value.value
    if value is None or look.fields.measure.value not in ("level", "share"):
        return False
    share_name = look.name.endswith(look.words.share_ends)
    return share_name != (value.unit in ("%", "‰", "个百分点"))


def _level_for_rate(look: Look) -> bool:
    if look.fields.measure.value != "level" or look.in_cell:
        return False
    start, end = look.fields.around
    around = look.plan.shadow[start:end].replace(look.name, "")  # 增加值 is no word of growth
    return look.words.rate_words.search(around) is not None


def _outside_plan(look: Look) -> bool:
    period, calendar = look.fields.time.value, look.calendar
    if period is None or not period.end or calendar.first is None or calendar.last is None:
        return False
    end = int(period.end[:4])
    if look.fields.kind.value == "target":
        return not calendar.first <= end <= calendar.last
    return end > calendar.last


def _unread_time(look: Look) -> bool:
    """No words said the time, and in the sentence up to the value stands what looks like one: 到20255年，企业20家."""
    if not any(d.startswith(_BY_OTHERS) for d in look.settled):
        return False
    shadow, start = look.plan.shadow, look.fields.start
    opening = max(shadow.rfind(mark, max(0, start - _SENTENCE), start) for mark in _ENDS)
    return look.timeline.unread(max(opening, start - _SENTENCE, 0), look.fields.end) is not None


def _account(look: Look) -> bool:
    """An account of a budget whose time nobody says: 年末结转和结余."""
    inherited = "time.from_document" in look.settled
    return inherited and look.words.accounts.search(look.name) is not None


def _some_unread(_: Plan, timeline: TimeLine) -> bool:
    return not timeline.all_read


def _within(look: Look, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether the number stands in one of these stretches."""
    return any(start <= look.fields.start < end for start, end in stretches)


def _recognised(look: Look) -> bool:
    """The number stands in words that were recognised in a picture."""
    return _within(look, look.plan.recognised)


def _columns_apart(look: Look) -> bool:
    """The cell stands in a table that seems to go on over a page, and whose columns do not fit there."""
    return _within(look, look.plan.doubtful_tables)


def _unseen(look: Look) -> bool:
    """Signs that nobody sees, or that turn the direction of words, in what was read; a letter of Cyrillic in a name.

    The name is not joined with the clean one: it has an entity of its own.
    """
    fields = look.fields
    start, end = min(fields.around[0], fields.start), max(fields.around[1], fields.end)
    segment = fields.segment.value if fields.segment else ""
    names = fields.indicator.value + segment + fields.area.value
    return bool(unseen(look.plan.text[start:end] + names) or _LOOKALIKE.search(names))


def _other_genre(look: Look) -> bool:
    return look.plan.meta.genre == "other"


def _crowded(look: Look) -> bool:
    return look.fields.numbers >= _CROWD


def _no_plan(look: Look) -> bool:
    return look.plan.meta.period is None


def _no_area(look: Look) -> bool:
    return look.plan.meta.area is None or not look.plan.meta.area.name


def _area_by_text(look: Look) -> bool:
    """The document's area was told by its text: 全市, 市发展改革委 and a name, or 结合抚州实际."""
    area = look.plan.meta.area
    return area is not None and look.fields.area.value == area.name


def _has_area_by_text(plan: Plan, _: TimeLine) -> bool:
    return any(
        name == "area" and settled.rule.startswith(_BY_TEXT) for name, settled in plan.settled
    )


def _early(look: Look) -> bool:
    return look.fields.section is None


def _restated_close(look: Look) -> bool:
    return look.repeated


#: Closed: a record's doubts are of these, in this order. docs/output.md has them for consumers.
DOUBTS: tuple[Doubt, ...] = (
    Doubt("indicator.unknown", "指标不在词表中", "the indicator stands in no gazetteer", _unknown, "name"),
    Doubt("indicator.carried", "指标名承前省略", "the indicator was named in an earlier clause"),
    Doubt("indicator.completed", "指标名由并列项补全", "the name was completed from its list"),
    Doubt("indicator.long", "指标名过长", "the name is very long", _long, "name"),
    Doubt("indicator.holds_mark", "指标名含标点", "the name holds a mark of a list", _holds_mark, "name"),
    Doubt("indicator.holds_number", "指标名含数字", "the name holds another number", _holds_number, "name"),
    Doubt("indicator.opens_with_verb", "指标名以动词开头", "the name opens with a verb", _opens_with_verb, "name"),
    Doubt("indicator.no_noun", "指标名不像名词", "the name does not end like a noun", _no_noun, "name"),
    Doubt("indicator.plain", "指标名不像度量", "the name does not end like a measure", _plain_noun, "name"),
    Doubt("indicator.second_reading", "按词切分得到另一名称", "by words the name reads otherwise", _second_reading),
    Doubt("unit.unknown", "单位不明", "the unit is not known"),
    Doubt("unit.unusual", "单位与指标不符", "a unit that the indicator never has", _unusual_unit),
    Doubt("unit.odd", "单位少见", "a unit that indicators seldom have", _odd_unit),
    Doubt("unit.share", "比率与单位不符", "a share without %, or % of what is no share", _unit_of_share),
    Doubt("measure.level_for_rate", "句中有增减用语", "a level in a clause of growth", _level_for_rate),
    Doubt("measure.change_or_range", "增减量与结果或为区间", "a change and its level, or a range of changes"),
    Doubt("cell.row_misfit", "表格行与表头不符", "the row does not fit the head of its table"),
    Doubt("value.restated", "近处有不同数值", "the same is stated close by with another value", _restated_close),
    Doubt("time.from_document", "时间取自文件", "the time is the document’s"),
    Doubt("time.from_heading", "时间取自标题", "the time is the heading’s"),
    Doubt("time.from_paragraph", "时间取自前句", "the time is an earlier sentence’s"),
    Doubt("time.from_deadline", "时间取自时限", "the time is the deadline’s"),
    Doubt("time.from_review", "时间取自回顾部分", "the time is that of the review"),
    Doubt("time.from_project", "时间取自项目", "the time is the project’s"),
    Doubt("time.unread", "句中时间读不出", "what looks like a time stands in the sentence and was not understood", _unread_time, needs=_some_unread),
    Doubt("time.none", "没有时间", "no time was found"),
    Doubt("time.outside_plan", "时间在规划期外", "a time outside the plan’s period", _outside_plan),
    Doubt("area.from_document", "地区取自文件", "the area is the document’s"),
    Doubt("area.from_table", "地区取自表外", "the area is the document’s, for a table"),
    Doubt("segment.carried", "范围承前省略", "the segment is that of the number before"),
    Doubt("segment.from_heading", "范围取自标题", "the segment is the heading’s"),
    Doubt("segment.from_row", "范围取自表格行", "the segment is what the row is about"),
    Doubt("kind.from_document", "目标或现状为推定", "nothing says whether it is promised"),
    Doubt("kind.from_section", "目标或现状取自章节", "the section says that it is so already"),
    Doubt("kind.account", "账目未注明年度", "an account of a budget, of a year that nobody says", _account),
    Doubt("sentence.crowded", "一句多数", "a sentence with many numbers", _crowded),
    Doubt("document.no_period", "文件没有规划期", "the document has no planning period", _no_plan, "plan"),
    Doubt("document.no_area", "文件没有地区", "the document’s area is not known", _no_area, "plan"),
    Doubt("document.area_by_text", "文件地区由正文推得", "the document’s area was told by its text, not by its title", _area_by_text, needs=_has_area_by_text),
    Doubt("document.other_genre", "未识别为规划类文件", "nothing says that the document is a plan: it may be a law, a report, a paper", _other_genre, "plan"),
    Doubt("section.none", "标题之前的文字", "words above the first heading", _early),
    Doubt("table.columns_apart", "跨页表格的列对不上", "the table seems to go on over a page, where its columns do not fit", _columns_apart, needs=lambda plan, _: bool(plan.doubtful_tables)),
    Doubt("text.ocr", "文字由图像识别", "the words were recognised in a picture (OCR)", _recognised, needs=lambda plan, _: bool(plan.recognised)),
    Doubt("text.unseen", "含看不见或易混的字符", "the words hold signs that nobody sees, or letters that look like others", _unseen),
)  # fmt: skip

_OF_RECORD = tuple(doubt for doubt in DOUBTS if doubt.test and doubt.of == "record")
_OF_NAME, _OF_PLAN = (
    tuple((doubt.id, doubt.test) for doubt in DOUBTS if doubt.test and doubt.of == of)
    for of in ("name", "plan")
)
_ORDER = {doubt.id: place for place, doubt in enumerate(DOUBTS)}
