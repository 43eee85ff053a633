"""The words that naming goes by, as patterns and lists of a lexicon."""

from __future__ import annotations

from policy_extract.extract.observations.peeled_words import JOINED_VERBS
from policy_extract.extract.observations.windows import OF, TIME
from policy_extract.lexicon import Lexicon, Tails
from policy_extract.measure.numerals import YEAR

#: Signs of a known indicator that may be the head of another.
_LONGEST_HEAD = 30


class NameWords:
    """The words that naming goes by; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, pattern = lexicon.words, lexicon.pattern
        self.keep = words("announcing", "keep")
        self.joined_verbs = pattern(
            rf"{JOINED_VERBS}(?:(?:<naming.head.or_also>)?(?:<naming.head.also_done>))*"
        )
        self.also_done = frozenset(words("naming", "head.also_done"))
        self.serving = words("naming", "noun.serving")
        self.unit_of_label = lexicon.compiled(r"\([^()]*\):?$")
        self.no_label = words("naming", "name.no_label")
        self.rate_nouns = words("naming", "name.rate_nouns")
        self.bare = words("announcing", "words.bare")
        self.yields = words("announcing", "words.yields")
        self.sown = pattern(r"(?:<naming.name.sown>)$|^(?:<naming.name.planting>)(?=..)")
        self.planting = pattern(r"^(?:<naming.name.planting>)(?=..)")
        self.unitless = words("quantities", "unitless.names")
        self.day = words("measures", "per_day.unit")[0]
        self.activities = words("naming", "part.activities")
        self.persons = words("naming", "part.persons")
        self.doing = words("naming", "noun.acting")
        self.mended = words("naming", "worked.kept")
        self.done_to_all = words("naming", "worked.shared")
        self.work_ends = words("naming", "worked.not_shared_with")
        self.no_work = words("naming", "worked.not_shared")
        self.qualities = tuple(sorted(words("naming", "part.qualities"), key=len, reverse=True))
        self.not_sectors = words("naming", "part.not_sectors")
        self.outputs = words("naming", "part.outputs")
        self.classes_of_output = frozenset(words("naming", "part.classes_of_output"))
        self.collectors = words("naming", "part.collectors")
        self.receipts = words("naming", "part.receipts")
        self.works = words("naming", "part.works")
        self.beside = words("naming", "name.beside")
        self.deals = words("naming", "name.deals")
        self.loose_units = frozenset(words("naming", "name.loose_units"))
        self.dwelling = words("naming", "name.dwelling")
        #: Units of what is counted, by the kind of number that says beside it how much of it there is.
        self.extents = {
            "area": words("naming", "name.homes"),
            "length": words("naming", "name.lines"),
        }
        # 支持100个村实现收入|20万元
        self.sum_next = pattern(
            r"\d[\d.,]*(?:<tables.value.magnitudes>){0,2}(?:<tables.caption.money>|%|‰)"
        )
        #: … and the other way round: of what is counted so, the units that say how much of it there is.
        self.measured_by = {
            unit: words("naming", measured)
            for counted, measured in (("name.homes", "name.floors"), ("name.lines", "name.lengths"))
            for unit in words("naming", counted)
        }
        self.done_there = words("naming", "name.done_there")
        self.new_verbs = frozenset(words("measures", "increase.before"))
        self.rated = words("naming", "part.rated")
        self.rated_by = pattern(
            r"^[\u4e00-\u9fff]{0,6}?(?:<naming.part.rated>)(?=[\u4e00-\u9fff]{2,})"
        )
        self.share_ends = words("doubts", "name.share_ends")
        self.classed = words("naming", "part.bodies")
        self.sectors = frozenset(words("owners", "industry.general"))
        self.general_starts = words("owners", "industry.general_starts")
        self.present = words("owners", "industry.present")
        self.for_whom = words("naming", "where.for_whom")
        self.does_for = words("naming", "where.does_for")
        #: What there is of something, to which more may come: 里程, 面积, 余额, 装机.
        self.stocks = (*words("naming", "complete.measures"), *words("naming", "turn.amounts"))
        self.rated_each = pattern(
            r"(?<!<naming.part.grown_nouns>)(?:<naming.part.rated_starts>)(?=.)|(?:<measures.decrease.levels>)$"
        )
        self.of_year = pattern(rf"\(20\d\d{YEAR}\)")
        self.resident = words("naming", "residents.of")[0]
        self.resident_sides = frozenset(words("naming", "residents.sides"))
        self.residents = pattern(
            r"(?:<naming.residents.whole>|(?P<side><naming.residents.sides>))?(?:<naming.residents.of>)(?=..)"
        )
        self.making = pattern(r"(?:<naming.name.making>|年)(?:<naming.name.making_of>)?$")
        self.sized = pattern(rf"(?:<naming.worked.sizes>)(?:{OF}|$)|<naming.worked.gauges>")
        self.shares = words("naming", "listed.shares")
        # 民营经济增加值|占GDP比重|达到60%，占税收比重达到70%
        self.of_another = pattern(
            r"(?<=..)(?:<naming.tail.part_of>).{1,20}(?:<naming.tail.ratio>)$"
        )
        self.levels = words("naming", "listed.levels")
        self.added = words("naming", "complete.added")
        self.own_added = pattern(r"(?:<naming.complete.added>)(?:(?:<naming.tail.part_of>).+)?")
        self.made = pattern(
            r"(?P<who>.{1,14}(?:<naming.complete.makers>))(?:<naming.complete.made>)"
        )
        self.measured = (
            *words("naming", "complete.measures"),
            *words("doubts", "name.share_ends"),
        )
        self.pairs = {
            word: two
            for word, two in lexicon.table("naming", "pairs").items()
            if isinstance(two, tuple)
        }
        self.one_by_one = words("naming", "dealt.one_by_one")
        self._of_counts(lexicon)
        self._of_ends(lexicon)

    def _of_counts(self, lexicon: Lexicon) -> None:
        """What stands around a number: a noun behind it, a word of growth, where and by whom it is counted."""
        words, pattern = lexicon.words, lexicon.pattern
        self.at_least = pattern(r"<naming.name.at_least>")
        self.at_places = pattern(
            r"(?:^|<naming.where.behind>)\s*(?:<naming.where.at>)(?:<announcing.words.whole_area>)?$"
        )
        self.eliminated = pattern(
            r"(?:<quantities.eliminated.degrees>)(?:<quantities.eliminated.verbs>)"
        )
        self.no_share = words("naming", "noun.no_share")
        self.grown_by = pattern(
            r"(?:<measures.growth.up>|<measures.growth.down>)(?:<measures.growth.to>)?\d"
        )
        self.of_task = pattern(rf"(?<=..)(?:{OF}.{{0,4}})?(?:<naming.noun.tasks>)$")
        self.of_aim = pattern(rf"(?<=..){OF}(?:<naming.noun.tasks>|<naming.noun.aims>)$")
        self.purpose = pattern(r"(?:<naming.noun.purpose>).*$")
        self.on_base = words("dating", "base.on")
        self.year_to_start = pattern(rf"(?:<dating.base.at>)?{TIME}(?:<dating.base.on>)$")
        self.averaged = words("measures", "rate.averaged")
        self.grown_behind = pattern(
            rf"{OF}?(?:<naming.rate.speed>)?(?:(?P<up><measures.growth.up>)|(?P<down><measures.growth.down>))"
            r"(?:<naming.rate.aim>)?(?=[,;:。!?、)\n]|$)"
        )
        # what a list of changes leaves of itself: 分别从90、|150立方米, 下降至2025年的61和|105立方米
        self.dealt_inside = pattern(
            r"(?:<measures.distributive.words>).*\d"
            rf"|^(?:<measures.growth.up>|<measures.growth.down>)(?:<measures.growth.to>)?(?:{TIME}{OF}?)?\d"
        )
        # 增长|5.9%，低于目标2.6个百分点（预期目标为|8.5%以上|）
        self.goal_of_growth = pattern(
            r"(?:(?P<up><measures.growth.up>)|(?P<down><measures.growth.down>))[^\d。;()]{0,3}[\d.]+%"
            r"(?:,[^,。;()]{1,24}(?:<tables.value.points>)){0,2}\("
            rf"(?:(?:<naming.planned.of>)*(?:<naming.planned.what>)|\d{{4}}{YEAR}|<periods.shift.led>)(?:<naming.planned.is>)?$"
        )
        self.principles = words("naming", "noun.principles")
        self.of_economy = pattern(r"(?:<naming.noun.economy>)")
        self.aims = words("naming", "noun.aims")
        self.does = words("naming", "inner.does")
        self.subject_does = pattern(
            rf"[^{OF}]{{2,14}}?(?:<naming.inner.does>)[^{OF}]{{0,8}}(?:<naming.inner.outputs>|<naming.inner.does_what>)$"
        )
        self.covering = pattern(
            r"^(?P<who>[^、,]{0,24}?(?:<naming.noun.covering>))(?:<naming.noun.covered_all>)?[^、,]{0,8}$"
        )
        self.growing = words("naming", "noun.growing")
        self.sums = frozenset(words("owners", "project.measures"))
        # who is counted in front of what they do: 科技特派员|120名|服务企业
        self.bodies = (*words("naming", "noun.acting"), *words("naming", "noun.gathered_heads"))
        self.who = (*words("naming", "noun.persons"), *self.bodies)
        self.person_units = words("naming", "noun.listed_persons")
        self.acts = pattern(r"<naming.noun.listed_acts_patterns>")
        self.awards = words("announcing", "head_verbs")

    def _of_ends(self, lexicon: Lexicon) -> None:
        """What a name ends with, and what it leaves of itself to the next."""
        words, pattern = lexicon.words, lexicon.pattern
        self.class_end, self.no_class = (
            words("naming", "name.class_end"),
            words("naming", "name.no_class"),
        )
        self.rates = words("naming", "name.rates")
        self.unitless_rates = words("quantities", "unitless.rates")
        self.owning = words("naming", "name.owning")
        self.new = words("naming", "name.new")[0]
        self.increasing = words("naming", "inner.more")
        self.joining = words("naming", "name.and")
        self.joints = ("、", *self.joining)
        self.project = words("naming", "name.project")
        self.investment = words("naming", "project.money")[0]
        self.per_heads = words("naming", "name.per_heads")
        self.task_units = words("naming", "name.task_units")
        # behind a mark, up to the number: 已完成和提前完成|的|有, 达进度|的|有; 完成 alone is no state of its own
        self.state_of_tasks = pattern(
            r"(?<=[,;。:()\n])\s*(?:<naming.name.states_led>)*?(?P<state>(?:(?:<naming.name.states_led>)*(?:<naming.name.states_done>)(?:<naming.name.and>|、))?"
            r"(?:<naming.name.states>))(?:<naming.name.states_have>)*$"
        )
        self.state_behind = pattern(
            r"(?:<naming.noun.all_of_them>)*(?P<state><naming.name.states_behind>)"
        )
        self.states_of = frozenset(words("naming", "name.states_of"))
        self._as_task = pattern(r"(?<=..)(?:<naming.name.as_task>)$")
        self._tasks = frozenset(words("naming", "name.as_task"))
        self.structures = words("naming", "name.structures")
        self.structure = pattern(
            r"(?:<naming.name.restructuring>)*(?P<name>[\u4e00-\u9fff]{2,16}?(?:<naming.name.structures>))[\u4e00-\u9fff]{0,8},[^,;。]{0,8}$"
        )
        self.own_measures = pattern(r"(?:<naming.name.own_measures>)$")
        self.pulls = pattern(r"(?:<naming.tail.pulls>)(?:<announcing.words.whole_area>)?$")
        self.fell = words("naming", "tail.lower")
        self.whole_of = pattern(r"(?:<naming.name.whole_of>)")
        self.fulfilled = pattern(r"<naming.name.fulfilled>")
        self.falls = pattern(r"(?:<naming.name.falls>)$")
        self.et_cetera = pattern(r"(?:<naming.name.et_cetera>)$")
        self._tails = lexicon.once(Tails)
        heads = (head for head in words("owners", "industry.heads") if len(head) > 1)
        self._heads = sorted(heads, key=lambda n: (-len(n), n))

    def untasked(self, name: str) -> str:
        """What a task is of: 改厕 of 改厕任务. Refused: 目标任务, which names no more."""
        return name if name in self._tasks else self._as_task.sub("", name)

    def known_head(self, name: str) -> str | None:
        """The longest known indicator that a name ends with."""
        known = (n for n in self._tails.of(name[-2:]) if len(n) <= _LONGEST_HEAD)
        heads = (
            next((n for n in names if name.endswith(n)), None) for names in (known, self._heads)
        )
        return max((n for n in heads if n), key=len, default=None)
