"""Words in front of a number that are no name though they look like one: what was planned, what came in.

Reports on budgets and plans say of each value how it stands beside what was planned (“完成预算的101.2%”) and what
changed (“增收2798万元”); the indicator was named before, and these words name nothing.
"""

from __future__ import annotations

from policy_extract.expressions import expression
from policy_extract.extract.observations.assigned import Assigned
from policy_extract.extract.observations.drafts import Candidate, Name
from policy_extract.extract.observations.names.thread import Thread
from policy_extract.extract.observations.names.time_rates import TimeRates
from policy_extract.extract.observations.names.year_gaps import YearGaps
from policy_extract.extract.observations.phrase import Phrase, SignKind
from policy_extract.extract.observations.windows import OF, REFERENCE, TIME
from policy_extract.lexicon import Lexicon, names_of_indicators, names_of_units
from policy_extract.measure import numerals
from policy_extract.measure.period_forms import COUNT
from policy_extract.measure.quantity import COUNTED, Quantity
from policy_extract.rules import Rule, Switches

_SHORTEST_NAME = 2  # signs: no shorter name of an indicator says that a number in front is a row's
#: What leads on to a level, or moves it already.
_LEADS_ON: tuple[SignKind, ...] = ("up", "down", "to", "share", "announced")
_RUNNING = expression(r"(?:\.[^\d.]{0,60})?\d{1,2} (?=[\u4e00-\u9fff]|\d+[\u4e00-\u9fffA-Z])")


class Fronts:
    """Reads such words; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, switches: Switches) -> None:
        words = lexicon.words
        self._of_plan = lexicon.pattern(
            rf"(?:<naming.planned.verbs>)(?:{TIME}|“[^“”]{{2,4}}”|<naming.planned.of>)*(?:<naming.planned.what>)"
            rf"(?:[\d.,]+ ?[\u4e00-\u9fffA-Za-z]{{1,4}}(?={OF}))?{OF}?$"
        )
        self._of_whole = lexicon.pattern(
            rf"(?<![\u4e00-\u9fff]{OF})(?:<naming.planned.like>)[\u4e00-\u9fff]{{0,6}}(?:<naming.planned.whole>){OF}$"
        )
        self._planned = switches.has(OF_PLAN)
        self._led_by = lexicon.pattern(
            r"(?:(?P<up><naming.led.up>)|(?P<down><naming.led.down>))(?!<naming.led.not_behind>)(?=..)"
        )
        self._through = lexicon.pattern(r"(?:<naming.led.qualities>)(?:<naming.led.through>)$")
        self._share_ends = words("doubts", "name.share_ends")
        self._led_what = words("naming", "led.what")
        self._falling = words("measures", "decrease.levels")
        self._led = lexicon.pattern(r"(?:<naming.led.verbs>)(?!<naming.led.not_behind>)(?=..)")
        self._limits = words("naming", "limit.ends")
        self._set_by = lexicon.pattern(
            r"[\u4e00-\u9fff]{0,10}?(?:<naming.limit.set_by>)(?:<announcing.words.whole_area>)?(?=..)"
        )
        self._leads_to = frozenset(words("naming", "led.to"))
        self._measured = (
            *words("naming", "complete.measures"), *words("naming", "complete.consumed")
        )  # fmt: skip
        self._in_lots = lexicon.pattern(
            rf"(?:(?:<naming.lots.led_by>)*(?:(?:<naming.lots.parted>)(?:\d{{1,2}}|{COUNT})(?:<naming.lots.counted>)?(?:<naming.lots.of_parted>)"
            rf"|(?:\d{{1,2}}|{COUNT})(?:<naming.lots.counted>)?(?:<naming.lots.of>)|(?:<naming.lots.bare>))(?:<naming.lots.behind>)?)(?=[\u4e00-\u9fff]{{2}})"
        )
        self._of_term = lexicon.pattern(
            rf"(?:<naming.tail.beside_terms>)(?:<naming.tail.terms>){OF}?$"
        )
        self._gained = lexicon.pattern(
            rf"(?:(?:<periods.base.before_opening>){TIME})?"
            r"(?:(?P<up><naming.gained.more>)|(?P<down><naming.gained.less>))$"
        )
        self._than = lexicon.pattern(
            rf"(?P<who>.{{2,20}}?)(?:<periods.base.before_opening>)(?:{TIME}|<naming.tail.same_period>)+"
            r"(?:(?P<up><naming.gained.more>)|(?P<down><naming.gained.less>))"
        )
        self._more_words = frozenset(words("naming", "tail.bare_up"))
        self._fewer_words = frozenset(words("naming", "tail.bare_down"))
        self._yoy = words("naming", "tail.year_on_year")
        self._than_before = lexicon.pattern(
            rf"(?:(?P<than>(?:<periods.base.before_opening>)(?:{TIME}|(?=<naming.tail.same_period>))(?:<naming.tail.same_period>)?)|<measures.rate.year_on_year>)"
            r"(?:<measures.distributive.words>)?(?:(?P<up><naming.tail.higher>)|(?P<down><naming.tail.lower>))$"
        )
        self._between = lexicon.pattern(
            rf"(?:<naming.tail.between>|^(?:<naming.tail.between_alone>)|(?:\d{{1,2}}|{COUNT}){numerals.YEAR})$"
        )
        self._known = lexicon.once(names_of_indicators)
        self._leads = (*words("naming", "name.no_label"), *words("naming", "name.dashed"))
        self._census = lexicon.pattern(
            r"(?:<naming.tail.beside>|^)“?[^“”,、;]{0,12}(?:<naming.tail.censuses>)”?$"
        )
        self._compared = words("naming", "tail.compared")[0]
        self._censuses = tuple(w + q for w in words("naming", "tail.censuses") for q in ("", "”"))
        self._held = lexicon.pattern(
            r"(?:<naming.remark.holding>)(?![\u4e00-\u9fff]?(?:<naming.remark.contents>)(?:[^\u4e00-\u9fff]|<announcing.back>|$))"
        )
        self._spent, self._income = (
            words("naming", "gained.spent"),
            words("naming", "gained.income"),
        )
        self._gains = switches.has(GAINED)
        self._called = lexicon.pattern(
            r"\((?:(?:<naming.remark.called>)[^()]*|[^()]+,(?:<naming.remark.alike>))\)"
            rf"|{REFERENCE}"
        )
        units = lexicon.once(names_of_units)
        self._goes_with = tuple(sorted((*units, *words("naming", "serial.goes_with"))))
        self._counting_names = words("naming", "serial.names")
        self.years, self.rates = YearGaps(lexicon), TimeRates(lexicon)
        self._assigned = lexicon.once(Assigned)
        self._gathers = words("naming", "noun.et_cetera")
        self._not_gathers = tuple(
            gathers + word
            for gathers in self._gathers
            for word in words("naming", "noun.not_behind_et_cetera")
        )
        self._come_in = frozenset(words("naming", "name.come_in"))
        self._induced = lexicon.pattern(
            rf"{TIME}?,?(?:<naming.induced.verbs>)[^,;。:()\d]{{0,30}}?(?:<naming.induced.who>)(?:<naming.noun.et_cetera>)?(?:<naming.induced.how>)*"
            r"(?=(?:<naming.induced.acts>)(?!<naming.induced.nouns>)[\u4e00-\u9fff“]{2})"
        )
        self._aged = lexicon.pattern(
            rf"{TIME}(?:<periods.suffix.before>)?(?:<dating.work.built>)(?:{OF}(?=[\u4e00-\u9fff])|(?=<dating.work.old>))"
        )
        self._remark = lexicon.pattern(
            r"\((?:(?:<naming.remark.words>)|(?:<refusals.reckoned.with>)[^()]{1,10}(?:<refusals.reckoned.is>)[^()]*)\)$"
        )

    def of_task(self, shadow: str, candidate: Candidate, phrase: Phrase, thread: Thread) -> Phrase:
        """The name of a value that was assigned, without that it was, and none for what came in of it: 招商引资|任务|30亿元，|到位|18亿元.

        Refused: 引进项目86个，到位12亿元: nothing that was told in money.
        """
        q = candidate.quantity
        if q is not None and phrase.name in self._come_in:
            alike = any(of.kind == q.kind for _, of in thread.units[-1:])
            return phrase.named("").saying("announced", phrase.name) if alike else phrase
        bare = self._assigned.bare(phrase.name)
        if bare == phrase.name:
            return phrase
        said = self._assigned.said(shadow, thread.end, candidate.start, candidate.end)
        return phrase.named(bare) if said else phrase

    def unlisted(self, words: str) -> str:
        """What gathers a list that numbers parted is its head: …的甲江水库项目|等|重大项目12个. Refused: 等级公路, 等外品."""
        if not words.startswith(self._gathers) or words.startswith(self._not_gathers):
            return words
        return words[1:] if len(words) > _SHORTEST_NAME + 1 else words

    def unlotted(self, words: str) -> str:
        """In how many lots it was done names nothing: |分3批集中|开工项目, |下达三批|专项资金.

        Refused: 五批次产品 behind other words, 第三批援疆干部 (which lot), 分批 alone.
        """
        lots = self._in_lots.match(words)
        return words[lots.end() :] if lots else words

    def of_term(self, words: str, q: Quantity | None) -> tuple[str, str]:
        """(what is left, the words) of “投资|是上个五年的”, in front of 1.6倍: the term that a multiple goes by names nothing.

        Refused: 前五年投资的1.6倍, whose words go on; 上个五年的80亿元, which is no multiple.
        """
        if q is None or q.kind != "multiple":
            return words, ""
        match = self._of_term.search(words)
        return (words[: match.start()], match.group()) if match else (words, "")

    def unled(self, phrase: Phrase) -> Phrase:
        """|扩大|茶叶种植面积至8000亩, |提高|城镇化率到65%: the change that leads to a level says nothing of what it is a level of.

        Nor who set a limit: |省财政厅核定我市|政府债务限额. Refused: 扩大开放…, 提升工程投资至20亿元 (no measure right behind the verb), 扩大种植面积8000亩 (the change itself).
        """
        if phrase.name.endswith(self._limits):
            by = self._set_by.match(phrase.name)
            return phrase.named(phrase.name[by.end() :]) if by else phrase
        led = self._led.match(phrase.name)
        reached = any(s.kind == "announced" and s.word in self._leads_to for s in phrase.signs)
        if led is None or not reached or not phrase.name.endswith(self._measured):
            return phrase
        return phrase.named(phrase.name[led.end() :])

    def led_by(self, phrase: Phrase, q: Quantity | None) -> Phrase:
        """|降低|企业用电成本2亿元, |提高|森林覆盖率2个百分点, |增加|居民收入8%: the verb in front is the change.

        Refused: 提高城镇化率到65% and 提升转化率达到65%, which reach a level; 降低贫困发生率2%, which may be by or to so much; 提升工程投资2亿元; 提升人居环境投入5亿元, 提升耕地质量面积20万亩: how much for it.
        """
        if q is None or q.kind in COUNTED or phrase.says(*_LEADS_ON):
            return phrase
        name, found = phrase.name, self._led_by.match(phrase.name)
        if found is None or not name.endswith(
            (*self._led_what, *self._measured, *self._share_ends)
        ):
            return phrase
        if q.kind != "ratio" and self._through.search(name, found.end()):
            return phrase  # 提升|人居环境|投入5亿元: what is spent on it
        grows = name.endswith(self._led_what) or (found["down"] and name.endswith(self._falling))
        if q.kind == "ratio" and name.endswith(self._share_ends) and not grows:
            return phrase
        return phrase.named(name[found.end() :]).moving(found)

    def of_plan(self, words: str, q: Quantity | None) -> tuple[str, str]:
        """(what is left, the words) of “一般公共预算收入|完成年初预算的”, “研发投入|达到营业收入的”; nothing is cut from other words.

        Refused: 完成投资80%, 完成目标3亿元: no share of what was planned.
        """
        if not self._planned or q is None or q.kind not in ("ratio", "fraction"):
            return words, ""
        match = self._of_plan.search(words) or self._of_whole.search(words)
        return (words[: match.start()], match.group()) if match else (words, "")

    def moved(self, phrase: Phrase) -> Phrase:
        """Words that only say which way it went, and nothing of what: 财政收入8亿元，|同比高|12%; 达标率|比2020年高|10个百分点.

        Refused: 新增, 倍增: more than that; 成人|高|等教育.
        """
        if phrase.says("based", "timed") and self._census.match(phrase.name):
            phrase = phrase.named("")  # 与2010年|第六次全国人口普查|的393万人相比
        if phrase.says("up", "down"):
            return self._without_between(phrase)
        compared = self._than_before.search(phrase.name)
        if compared is not None:
            phrase = phrase.named(phrase.name[: compared.start()])
            up, down = compared["up"], compared["down"]
            phrase = phrase.saying("up", up) if up else phrase.saying("down", down)
            return phrase.saying("based" if compared["than"] else "year_on_year", compared.group())
        words = phrase.name.replace(TIME, "")
        more, fewer = words in self._more_words, words in self._fewer_words
        if not (more or fewer):
            return phrase
        phrase = phrase.named("").saying("up" if more else "down", words)
        return phrase.saying("year_on_year", words) if words.startswith(self._yoy) else phrase

    def _without_between(self, phrase: Phrase) -> Phrase:
        """What stands between a name and a word of growth: 出栏86万头，|环比|增2%; 农机服务收入|5年|增60%; 财政收入|连续|增长.

        Nor the census that it grew by: 法人单位3200个，|比“四经普”|增长29.8%.
        """
        while between := self._between.search(phrase.name):
            phrase = phrase.named(phrase.name[: between.start()])
        bare = phrase.name.removesuffix(self._compared)
        if not bare:  # 与2010年的393万人|相比|增加5万人
            return phrase.named("")
        census = self._census.search(bare) if bare.endswith(self._censuses) else None
        if census is None:
            return phrase
        return phrase.named(phrase.name[: census.start()]).saying("based", census.group())

    def undashed(self, words: str) -> str:
        """《规划》有明确的目标|——粮食产量: what a dash leads to, without the clause that says it comes. Refused: 甲城-乙城公路里程."""
        if "-" not in words:
            return words
        head, _, tail = words.rpartition("-")
        return tail if head.rstrip("-").endswith(self._leads) else words

    def uninduced(self, words: str) -> str:
        """|支持甲山科技等企业|建设企业技术中心, |引导规上企业|新建数字化车间: whom one moves to build it is no part of what is built.

        Refused: 推动企业上云, 支持企业参与标准制定, 组织专家服务企业: what they do is what is counted.
        """
        induced = self._induced.match(words)
        return words[induced.end() :] if induced else words

    def ageless(self, words: str) -> str:
        """改造|2000年底前建成的|老旧小区: when what is worked on was built tells which are meant, and the name has no year.

        Refused: |2024年竣工的|项目120个, to which nothing is done.
        """
        aged = self._aged.search(words) if TIME in words else None
        return words[: aged.start()] + words[aged.end() :] if aged and aged.start() else words

    def held(self, words: str) -> str:
        """（|含|高技能人才15万人）: what is counted with it; the word at the head of a bracket is no part of the name. Refused: 含氧量, 含沙量."""
        held = self._held.match(words)
        return words[held.end() :] if held else words

    def unremarked(self, words: str) -> str:
        """地区生产总值|（初步核算）, 性别比|（以女性为100）, 下降|（同口径）, 社会消费品零售总额|（以下简称社零额）|总量, 重点项目|（见附件1）|: no part of a name."""
        if "(" not in words:
            return words
        return self._remark.sub("", self._called.sub("", words))

    def unnumbered(self, words: str) -> str:
        """The running number of a row that was flattened is no part of the name: |8 |社会消费品零售总额, nor is what closed the row above: |. 市商务局8 |….

        Refused: 5岁以下儿童死亡率, 5 星级酒店, 12 英寸晶圆产能, 120 急救站点: no space, words that no known indicator begins with, three digits.
        """
        if " " not in words:
            return words
        number = _RUNNING.match(words)
        if number is None:
            return words
        counted = words.startswith(self._goes_with, number.end())
        own = words.startswith(self._counting_names, number.end())
        if counted and not own:
            return words
        rest = words[number.end() :]
        known = any(rest[:size] in self._known for size in range(len(rest), _SHORTEST_NAME, -1))
        return rest if known else words

    def _alike(self, gain: str, subject: str) -> bool:
        """增收 of what comes in, 增支 of what is spent. Refused: 接待游客300万人次，比上年增收2亿元."""
        spent = gain.endswith(self._spent)
        return any(word in subject for word in (self._spent if spent else self._income))

    def gained(self, phrase: Phrase, q: Quantity | None, subject: Name | None) -> Phrase:
        """“…收入28583万元，增长10.8%，|增收|2798万元”, |比上年增收|…: how much more it is than before.

        Refused: 带动农民增收2000元: whose it is stands with it; an amount behind nothing that was named.
        """
        if not self._gains or q is None or q.kind != "money":
            return phrase
        match = self._gained.fullmatch(phrase.name)
        own = self._than.fullmatch(phrase.name) if match is None else None
        if own is not None:  # 税收收入|比上年|减收
            phrase = phrase.named(own["who"]).saying("based", own["who"])
            return phrase.moving(own)
        if match is None or subject is None:
            return phrase
        if not self._alike(match.group(), subject.words):
            return phrase.named(match["up"] or match["down"])
        return phrase.named("").saying("up" if match["up"] else "down", match.group())


OF_PLAN = Rule(
    "name.of_plan", "name", "完成计划的比例", "how much of what was planned",
    "收入341亿元，|占调整预算的100.4%, 完成年计划的89.4%, 完成全年目标任务的102%: a share, of the indicator before it",
    "完成投资80%; 完成目标3亿元: no share; 占全部预算支出的12%: a part of the whole", Fronts.of_plan,
)  # fmt: skip
GAINED = Rule(
    "name.gained", "name", "增收减收", "how much more came in",
    "税收收入12亿元，增长8%，|增收|0.9亿元: an increase of the indicator before it",
    "带动农民增收2000元", Fronts.gained,
)  # fmt: skip
