"""The words that heads of columns, captions and cells of tables hold (gazetteers, ``tables.toml``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from policy_extract.expressions import expression
from policy_extract.layout.geometry.grid import YEAR, number
from policy_extract.layout.lines import SPELLED
from policy_extract.lexicon import Lexicon, names_of_units

_SPACE = expression(r"\s+")
_LONGEST = 60  # signs of a head, the blanks inside counted
_HEAD_LISTS = (
    *(
        f"header.{n}"
        for n in ("name", "unit", "serial", "attribute", "area", "remark", "project", "other")
    ),
    *(f"project.{n}" for n in ("number", "name", "company", "content", "nature", "years", "land")),
    *(f"project.{n}" for n in ("investment", "place")),
    *(f"role.{n}" for n in ("task", "body", "deadline", "department", "duty", "person", "targets")),
    "head.alone",
    "head.years",
)


@dataclass(frozen=True)
class Heads:
    """The words that heads of columns hold (gazetteers, ``tables.toml``); built once for a lexicon."""

    lexicon: Lexicon = field(repr=False)

    @cached_property
    def known(self) -> frozenset[str]:
        """Heads that stand alone in a cell, without spaces: 序号, 指标名称, 责任单位, 总投资(万元)."""
        words: set[str] = set()
        for name in _HEAD_LISTS:
            listed = self.lexicon.words("tables", name)
            words.update(_SPACE.sub("", word).replace("（", "(") for word in listed)
        return frozenset(words)

    @property
    def _plans(self) -> str:
        return "|".join(re.escape(plan.name) for plan in self.lexicon.five_year_plans)

    @property
    def value_pattern(self) -> str:
        """The pattern of heads of columns of values."""
        return self._value.pattern

    @cached_property
    def _value(self) -> re.Pattern[str]:
        # 年均增速[累计], and [累计]1 with the number of a note
        return self.lexicon.pattern(
            r"[“”\"(\[]?(?:(?:19|20)\d\d ?年?|" + self._plans + r"|<tables.head.alone>)"
            r"[“”\")\]]?(?:<tables.head.ends>|[(%)/])*(?:\([^()]{1,12}\)|\[[^\[\]]{1,12}\])?(?:(?<=[\])])\d)?"
        )

    @cached_property
    def _tail(self) -> re.Pattern[str]:
        return self.lexicon.pattern(
            r"\(.{1,12}\)|\[.{1,12}\]|(?:<tables.head.tails>)(?:\(.{1,8}\))?"
        )

    @cached_property
    def caption(self) -> re.Pattern[str]:
        """The head of a caption: 表3, 附表2-1, 附件1, 续表."""
        return self.lexicon.pattern(
            rf"(?:<tables.caption.heads>|<layout.appendix.heads>) ?[0-9{SPELLED}\-]*"
        )

    @cached_property
    def captioned(self) -> re.Pattern[str]:
        """A line that is a caption by its head: “表1 主要指标”, “表二：…”, “续表”, “附表2：…”. Refused: 图书馆藏书量, 表彰奖励."""
        return self.lexicon.pattern(
            rf"(?:<tables.caption.heads>)(?: ?\d{{1,2}}(?:-\d{{1,2}})?|[{SPELLED}]{{1,3}})?"
            r"(?: ?[:.、]| {1,}|(?=“)|(?<=..)(?=[\u4e00-\u9fff])|$)"
        )

    @cached_property
    def unit_line(self) -> re.Pattern[str]:
        """A line that states the unit of a whole table: （单位：万亩）."""
        return self.lexicon.pattern(
            r"[(\[]? ?(?:<tables.caption.unit>) ?: ?(?P<unit>[^()\[\]:]{1,24}?) ?[)\]]?"
        )

    @cached_property
    def _continued(self) -> re.Pattern[str]:
        return self.lexicon.pattern(
            r"[(]?(?:(?:<tables.caption.continued>)|(?:<tables.caption.goes_on>)(?=[) :\d]|$))(?: ?\d{1,2})?[)]?.{0,30}"
            r"|(?:<tables.caption.heads>) ?\d{0,2}(?:-\d{1,2})? ?[(]?(?:<tables.caption.goes_on>)[)]?(?:[ :].{0,30})?"
        )

    def continued(self, plain: str) -> bool:
        """A line that says that the table goes on: 续表, 续表2, （续）, 表1（续）. Refused: 表3 续建项目."""
        return bool(self._continued.fullmatch(plain))

    @cached_property
    def _pairs(self) -> tuple[frozenset[str], frozenset[str]]:
        table = self.lexicon.words
        of = table("tables", "role.department"), table("tables", "role.task")
        what = table("tables", "role.duty"), table("tables", "role.body")
        return frozenset((*of[0], *of[1])), frozenset((*what[0], *what[1]))

    def pair(self, first: str, second: str) -> bool:
        """Two heads that alone make a header: 部门 and 职责, 任务 and 责任单位."""
        words = [_SPACE.sub("", w) for w in (first, second)]
        return words[0] in self._pairs[0] and words[1] in self._pairs[1]

    def label(self, plain: str) -> bool:
        """A cell that says what kind of target a row is: 预期性, 约束性指标."""
        return plain.startswith(tuple(self.attributes)) and len(plain) <= 6

    @cached_property
    def attributes(self) -> frozenset[str]:
        """Cells that say what kind of target a row is: 预期性, 约束性."""
        return frozenset(
            (
                *self.lexicon.words("tables", "attribute.values"),
                *self.lexicon.words("tables", "attribute.short"),
            )
        )

    @cached_property
    def units(self) -> frozenset[str]:
        """Cells that are units: %, 个."""
        return self.lexicon.once(names_of_units)

    def unit(self, plain: str) -> bool:
        """A head of a column of units: 单位, 计量单位."""
        return plain in self.lexicon.words("tables", "header.unit")

    @cached_property
    def _unit_tail(self) -> re.Pattern[str]:
        return re.compile(r"\([^()]{1,8}\)$")

    @cached_property
    def answering(self) -> frozenset[str]:
        """Heads of a column of those who answer for a task."""
        return frozenset(self.lexicon.words("tables", "role.body"))

    def knows(self, plain: str) -> bool:
        """A head by its words: a known one, a year, 现状值, 2025年目标, 总投资(万元)."""
        if len(plain) > _LONGEST:
            return False  # most lines are no cells at all
        words = plain if plain.isalnum() else _SPACE.sub("", plain)
        if not words or len(words) > 24:
            return False
        bare = self._unit_tail.sub("", words)
        return words in self.known or bare in self.known or bool(self._value.fullmatch(words))

    def value(self, plain: str) -> bool:
        """A head of a column of values: 2025年, “十四五”末, 目标值, 年均增速(%)."""
        return bool(self._value.fullmatch(_SPACE.sub("", plain)))

    def tail(self, plain: str) -> bool:
        """Words that go on the head above them: (万元), 情况, 属性."""
        return bool(self._tail.fullmatch(_SPACE.sub("", plain)))

    @cached_property
    def _plan_alone(self) -> re.Pattern[str]:
        return re.compile(rf"[“”\"](?:{self._plans})[“”\"]")

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(self.lexicon.words("tables", "header.name"))

    @cached_property
    def _attribute(self) -> frozenset[str]:
        return frozenset(self.lexicon.words("tables", "header.attribute"))

    @cached_property
    def note(self) -> re.Pattern[str]:
        """A note below a table: 注：…"""
        return self.lexicon.pattern(r"<layout.note.heads>")

    @cached_property
    def serials(self) -> frozenset[str]:
        """Heads of running numbers: 序号."""
        return frozenset(self.lexicon.words("tables", "header.serial"))

    @cached_property
    def name_tails(self) -> tuple[str, ...]:
        """What no indicator's name begins with, so that it goes on the line above: 率, 占…比重, 下降."""
        return self.lexicon.words("tables", "name.tails")

    @cached_property
    def _no_names(self) -> frozenset[str]:
        return frozenset(self.lexicon.words("tables", "name.alone"))

    def alone(self, plain: str) -> bool:
        """The name of a row that is none without that of its group: 总量, 增速."""
        return plain in self._no_names

    def name(self, plain: str) -> bool:
        """A head of a column of indicators: 指标, 指标名称, 主要指标, 项目名称."""
        return self._unit_tail.sub("", plain) in self._named

    @cached_property
    def _lists(self) -> dict[str, frozenset[str]]:
        names = ("role.task", "role.body", "header.remark")
        return {name: frozenset(self.lexicon.words("tables", name)) for name in names}

    def task(self, plain: str) -> bool:
        """A head of a column of tasks: 重点任务."""
        return plain in self._lists["role.task"]

    def body(self, plain: str) -> bool:
        """A head of a column of bodies: 责任单位."""
        return plain in self._lists["role.body"]

    def ends(self, plain: str) -> bool:
        """A head of a column that stands behind all values: 属性, 备注, 责任单位."""
        return plain in self._attribute or self.remark(plain) or self.body(plain)

    def remark(self, plain: str) -> bool:
        """A head of a column that is mostly blank: 备注."""
        return plain in self._lists["header.remark"]

    @cached_property
    def _body_ends(self) -> tuple[str, ...]:
        return self.lexicon.words("layout", "title.issuer_ends") + self.lexicon.words(
            "tables", "role.body_ends"
        )

    def half(self, plain: str) -> bool:
        """A line that opens with nothing but the end of a body’s name: 局、市财政局."""
        return re.split(r"[、,;]", plain)[0] in self._body_ends

    @cached_property
    def _tasked(self) -> re.Pattern[str]:
        return self.lexicon.pattern(
            r"(?:<tables.role.task_verbs>)(?!<tables.role.verb_bodies>)[^、,;]{2}"
        )

    def bodies(self, plain: str) -> bool:
        """A cell that lists bodies: 市科技局、市财政局，各县（市、区）政府; 各有关单位. Refused: 扩建养老院."""
        parts = [p for p in re.split(r"[、,;，；\s]", re.sub(r"\([^()]*\)", "", plain)) if p]
        named = sum(p.endswith(self._body_ends) for p in parts)
        return 2 * named > len(parts) and self._tasked.match(plain) is None

    def goes_on(self, words: Sequence[str], at: int) -> bool:
        """The line of a header at ``at`` goes on the one above: (万元), “十四五” / 投资, 指标 / 属性.

        Refused: [累计], which may be a head of its own.
        """
        dated = YEAR.match(words[at]) is not None
        alone = words[at].startswith("[") and self.value(words[at])
        bracketed = words[at].startswith(("(", "[")) and not alone
        if bracketed or (self._over(words[at - 1]) and not dated):
            return True
        again = words[at - 1] in self._named and at > 1
        return again and words[at] in self._attribute

    def dated(self, year: str, below: str) -> bool:
        """A year alone over a head that says of what it is the year: 2020年 / 完成情况, 2020年 / 规划目标, 2023年 / 计划.

        Refused: 2025年 / 年均增速, which is a column of its own; 2020年 / 2025年目标.
        """
        return (
            bool(YEAR.fullmatch(year))
            and self.value(year + below)
            and YEAR.search(below) is None
            and self._of_a_year.search(below) is not None
        )

    @cached_property
    def _of_a_year(self) -> re.Pattern[str]:
        return self.lexicon.pattern(r"<tables.header.actual>|<tables.header.target>")

    @cached_property
    def _categories(self) -> frozenset[str]:
        return frozenset(self.lexicon.words("tables", "head.category"))

    def category(self, plain: str) -> bool:
        """A head of a column that groups the rows: 类别, 领域."""
        return plain in self._categories

    @cached_property
    def _groups(self) -> frozenset[str]:
        return frozenset(self.lexicon.words("tables", "head.groups"))

    def group(self, plain: str) -> bool:
        """The name of a group of indicators that opens no indicator's: 经济发展, 民生福祉. Refused: 数字经济, 城镇登记."""
        return plain in self._groups

    def _over(self, plain: str) -> bool:
        return bool(self._plan_alone.fullmatch(plain))

    def open(self, plain: str) -> bool:
        """A head of values that may stand over others: “十三五”, 2020年, 目标值. Refused: one whole by itself (2025年目标)."""
        words = _SPACE.sub("", plain)
        return self._over(words) or bool(YEAR.fullmatch(words)) or words in self._alone

    @cached_property
    def _alone(self) -> frozenset[str]:
        return frozenset(self.lexicon.words("tables", "head.alone"))

    def header(self, row: Iterable[str]) -> bool:
        """A row is a header: at least two known heads, and no number that is not a year."""
        words = [w for w in row if w]
        if any(number(w) and not YEAR.fullmatch(w) for w in words):
            return False
        return sum(map(self.knows, words)) >= min(2, len(words)) if words else False
