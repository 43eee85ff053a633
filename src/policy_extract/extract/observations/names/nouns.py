"""Nouns: the one behind a count, the names that a list joins, a name without the time inside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policy_extract.expressions import expression
from policy_extract.extract.observations.names.bodies import BODY
from policy_extract.extract.observations.peeler import Peeler
from policy_extract.extract.observations.phrase import Phrase
from policy_extract.extract.observations.windows import OF, REFERENCE, TIME, balanced
from policy_extract.lexicon import Lexicon

_BRACKET_FIRST = expression(r"^\([^()]{0,24}\)(?=[\u4e00-\u9fff“])")
_OPENING = expression(r"[\u4e00-\u9fffA-Za-z0-9“\"《]")
_SHUT_IN = expression(r"\([^()]*\)|“[^”]*”")
#: Bodies of places that a bracket tells: 县(市、区)|妇幼保健机构.
_OF_PLACES = r"(?:[\u4e00-\u9fff]{1,4}\([\u4e00-\u9fff、]{1,6}\)(?=[\u4e00-\u9fff]{2}))?"
_BODY = 8  # signs of the head that a verb may follow: 24家|企业|入选…


def _opened(words: str) -> str:
    """Words behind a number without a bracket or 的 in front of them: (含市级)|企业."""
    return _BRACKET_FIRST.sub("", words).lstrip(" 的")


class Nouns:
    """Reads nouns; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        # 1所达到二级甲等水平的县级医院: the clause describes the noun
        self._reaching = lexicon.pattern(
            r"(?:<naming.noun.reaching>)[^的]{2,14}的[\u4e00-\u9fff]{2,}"
        )
        self._not_noun = words("announcing", "not_noun")
        self._no_verb = words("naming", "noun.no_verb")
        self._generic = words("quantities", "generic.heads")
        self._head_verb = lexicon.pattern(
            r"(?P<head>(?:[\u4e00-\u9fff]{0,8}?)(?:<naming.noun.bodies>)?)(?:<naming.noun.manner>)?"
            r"(?P<verb><announcing.head_verbs>)(?P<rest>.+)"
        )
        self._bodies = (*words("naming", "noun.bodies"), *words("naming", "noun.acting"))
        self._awards = words("announcing", "head_verbs")
        self._acting = lexicon.pattern(
            rf"(?P<head>{_OF_PLACES}[\u4e00-\u9fff]{{0,10}}?(?:<naming.noun.acting>)(?:\([^()]{{1,8}}\))?)"
            r"(?:<naming.noun.all_of_them>|<naming.noun.manner>)*"
            r"(?P<rest>(?:<naming.noun.acts>)(?!<naming.noun.not_acts>)[\u4e00-\u9fff“(][^的]+)"
        )
        self._acts = lexicon.pattern(r"(?:<naming.noun.acts>)(?!<naming.noun.not_acts>)")
        self._who = lexicon.pattern(
            r"(?P<head>[\u4e00-\u9fff]{0,10}?(?:<naming.noun.acting>)(?:\([^()]{1,8}\))?)"
            r"(?:<naming.noun.all_of_them>)*(?P<rest>[^的]{3,})"
        )
        self._who_acts = lexicon.pattern(
            r"(?P<head>[\u4e00-\u9fff]{0,10}?(?:<naming.noun.acting>)(?:\([^()]{1,8}\))?)"
            r"(?:<naming.noun.all_of_them>)*"
            r"(?P<rest>(?:<naming.noun.acts>)(?!<naming.noun.not_acts>)[^的]{2,})"
        )
        # 36项指标|中，30项已完成; not 12所初中
        self._among = lexicon.pattern(
            r"(?<=..)(?<!<naming.noun.not_among>)(?:<naming.noun.among>)$"
        )
        self._of_states(lexicon)
        self._of_givers(lexicon)
        self._clause_end = lexicon.pattern(
            r"(?:的(?:<naming.noun.of_growth>))|(?:<naming.noun.clause_verbs>)"
        )
        self._done = lexicon.pattern(r"(?:<naming.noun.done>)|(?:<naming.noun.done_at_end>)$")
        self._worked_on = lexicon.pattern("<naming.noun.worked_on_patterns>")
        # not in 30岁|及以上居民: a bound; nor in 普|及|率, one word
        self._split = lexicon.pattern(
            r"、|以及|(?:(?<=[\u4e00-\u9fff)”\0])|(?<=[A-Z.]\d))(?!<procedures.beside.bound>)(?!<naming.noun.reaching_patterns>)[和及与]"
            r"(?=[\u4e00-\u9fff“]|[A-Z]|\d+(?:-\d+)?(?:<naming.noun.ages>))"
        )
        #: 及 that ends a word and joins nothing: 普|及|率
        self.reaching = lexicon.pattern(r"<naming.noun.reaching_patterns>")
        self._reference = lexicon.pattern(rf"{REFERENCE}$")
        self._whole = words("naming", "name.whole_ends")
        self._already = lexicon.pattern(
            r"(?<=[\u4e00-\u9fff]{2})(?:<naming.tail.already>)(?=(?:<naming.tail.part_of>)[\u4e00-\u9fff]{2})"
        )
        self._ahead = words("naming", "name.ahead")
        self._since = lexicon.compiled(rf"[{lexicon.signs('naming', 'tail.since')}到至的]+$")

    def _of_states(self, lexicon: Lexicon) -> None:
        """How bodies stand: a state that ends the words, a sum that they are beyond."""
        words = lexicon.words
        part = rf"[^{OF}、,\d]"
        self._in_state = lexicon.pattern(
            rf"(?P<head>[\u4e00-\u9fff“”]{{0,10}}?{BODY})"
            r"(?!<naming.noun.how>|<naming.noun.inner_bodies>|<announcing.head_verbs>)"
            rf"(?!{part}{{0,6}}?(?:<naming.noun.facilities>))"
            rf"(?P<rest>{part}{{2,12}}(?:<naming.noun.states>)|{part}{{0,6}}(?:<naming.noun.beyond_patterns>)"
            rf"|(?:<naming.noun.brings_about>){part}{{2,12}}(?:<naming.noun.states>|<naming.noun.done_at_end>))"
        )
        self._floated = lexicon.pattern(
            r"(?P<kind>[\u4e00-\u9fff]{0,8}?)(?P<head><naming.noun.floated>)(?P<rest><naming.noun.floats>)"
        )
        self._floats = words("naming", "noun.floats")
        self._state_words = words("naming", "noun.states") + words("naming", "noun.done_at_end")
        self._no_states = (*self._bodies, *words("naming", "noun.no_states"))
        self._bourses = words("naming", "noun.bourses")
        self._money = words("measures", "money.unit")

    def _of_givers(self, lexicon: Lexicon) -> None:
        """Who gives or gets something, and what."""
        no_mark = rf"[^{OF}、,]"
        giver = (
            rf"(?P<who>{no_mark}{{0,14}}?(?:{BODY}|<naming.noun.lenders>))"
            r"(?:<naming.noun.all_of_them>|<naming.noun.how>)*"
        )
        self._giving = lexicon.pattern(
            rf"{giver}(?:(?:<naming.noun.gives>){no_mark}{{0,10}}?(?:<naming.noun.given>)"
            r"|(?:<naming.noun.gives_alone>)|(?:<naming.noun.lends>))"
        )
        self._given_to = lexicon.pattern(rf"{giver}(?:<naming.noun.gives>)")
        self._gives = lexicon.words("naming", "noun.gives")

    def behind(self, words: str) -> str | None:
        """The noun behind a count, up to where it ends, or None when no noun stands there.

        “高水平产教融合基地” stays; “企业入选省级数字化车间” → 入选省级数字化车间企业. Refused: 增长…, 以上,
        和…: the sentence goes on.
        """
        text = _opened(words)
        if not text or not _OPENING.match(text):
            return None
        goes_on = text.startswith(self._not_noun) and not text.startswith(self._no_verb)
        if (goes_on and not self._reaching.match(text)) or text.startswith(self._generic):
            return None
        stands = self._of_those_who_stand(text)
        if stands:
            return stands
        # 2-3家未来工厂|形成…格局, 10所学校|投入使用
        ends = (
            self._clause_end.search(text, 3), self._done.search(text, 2),
            self._worked_on.search(text, 1),
        )  # fmt: skip
        name = balanced(text[: min((end.start() for end in ends if end), default=len(text))])
        if name.endswith(")"):
            name = self._reference.sub("", name)  # 民生实事项目|（详见附件1）
        acting = self._acting.fullmatch(name)
        if acting:
            rest, head = acting.group("rest", "head")
            named = rest.startswith(self._awards) and rest.endswith(head)
            return rest if named else rest + OF + head  # 企业|获评“小巨人”企业: it says itself who
        match = self._head_verb.fullmatch(name)
        described = match and match["rest"].rpartition(OF)[2].endswith(self._bodies)
        if match and len(match.group("head")) <= _BODY and not (OF in match["rest"] and described):
            head = match.group("head")
            rest = match.group("verb") + match.group("rest")
            name = rest if head and rest.endswith(head) else rest + head
        return self._among.sub("", name.strip(" ,、")) or None

    def in_state(self, words: str) -> bool:
        """Words tell of bodies and how they stand: 县区|隐性债务提前清零. Refused: 隐性债务清零: whose, nobody says."""
        return self._stands(_opened(words)) is not None

    def _of_those_who_stand(self, text: str) -> str | None:
        """企业|主板上市 → 主板上市的企业, 企业|上市 → 上市企业; None where no state is told. Refused: 新药|上市, 企业|成功上市."""
        stands = self._stands(text)
        if stands:
            return stands["rest"] + OF + stands["head"]
        floated = self._floated.fullmatch(text) if text.endswith(self._floats) else None
        if floated is None:
            return None
        of = OF if floated["kind"] else ""
        return floated["rest"] + of + floated["kind"] + floated["head"]

    def _stands(self, words: str) -> re.Match[str] | None:
        """Bodies and how they stand: 市县|空气质量达标, 企业|产值超亿元, 企业|实现新三板挂牌.

        Refused: 企业|成功上市, 项目|全部达标, 乡镇卫生院|达标: nothing but the state itself (not in 企业|在北交所上市);
        达标的企业; 企业|通过验收达标: a verb that goes with the head; 上市公司, 市级园区: no body of one sign stands there.
        """
        state = next((word for word in self._state_words if words.endswith(word)), "")
        if not state and not words.endswith(self._money):
            return None
        rest = words.removesuffix(state)
        alone = state and rest.endswith(self._no_states) and not rest.endswith(self._bourses)
        return None if alone else self._in_state.fullmatch(words)

    def givers(self, words: str) -> str:
        """Who gives or gets what the next number measures: 帮扶单位|援助资金, 农民工|追回欠薪, 银行|发放; "" where nobody does.

        Refused: 企业|完成投资 (a count that is only a subject), 社区养老服务设施面积.
        """
        match = self._giving.fullmatch(words)
        return match["who"] if match else ""

    def gives(self, words: str) -> bool:
        """Words begin with what is given or done for somebody: 发放…, 减免…."""
        return words.startswith(self._gives)

    def served(self, words: str) -> str | None:
        """Whom something is done for, without what it is: 为100万|残疾人|提供康复服务; None where nothing is done."""
        acting = self._acting.match(words)
        if acting:
            return acting.group("head")
        given = self._given_to.match(words)
        return given["who"] if given else None

    def those(self, words: str) -> tuple[str, str] | None:
        """(乡镇, 有1所以上公办养老院) of “乡镇有1所以上公办养老院”; None where no body stands in front."""
        match = self._who_acts.fullmatch(words) or self._who.fullmatch(words)
        return (match["head"], match["rest"]) if match else None

    def acts(self, words: str) -> bool:
        """Whether words begin with what a body does or has: 有…, 开展…; not 建成区, 参与率."""
        return self._acts.match(words) is not None

    def listed(self, name: str, mark: str = "") -> list[str]:
        """The names that a list joins (with ``mark``: by it alone): “水、电、汽”; brackets and quotes are not cut into."""
        hidden = _SHUT_IN.sub(lambda m: "\0" * len(m.group()), name)
        parts, last = [], 0
        for match in re.finditer(mark, hidden) if mark else self._split.finditer(hidden):
            parts.append(name[last : match.start()])
            last = match.end()
        parts.append(name[last:])
        return [part.strip() for part in parts if part.strip()]

    def listed_as(self, name: str, counts: Sequence[int]) -> list[str]:
        """The names that a list joins, as many as there are numbers where only 、 parts so many.

        “基本知识和理念素养水平、基本技能素养水平” for two numbers are two: 和 stands inside the first.
        """
        parts = self.listed(name)
        if len(parts) in counts or "、" not in name:
            return parts
        apart = self.listed(name, mark="、")
        return apart if len(apart) > 1 and len(apart) in counts else parts

    def untimed(self, name: str) -> str:
        """A name without the time inside it: 旅客吞吐量|2020年|回落 → 旅客吞吐量; 综试区|2025年|进出口额 → 综试区进出口额.

        Nor the adverb in front of a share: 产值|已|占规上工业. Refused: 已占用耕地, which it opens.
        """
        if TIME not in name:
            return self._already.sub("", name)
        head, _, tail = name.rpartition(TIME)
        head = self._since.sub("", head.replace(TIME, ""))
        if head in self._ahead:
            head = ""
        if head.endswith(self._whole):
            return head
        return head + tail.lstrip("的底末")


class InnerVerbs:
    """A verb inside a candidate name parts whose it is from what it is; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, peeler: Peeler) -> None:
        self._peeler = peeler
        self._middle = lexicon.pattern(
            r"^(?P<owner>.{0,26}?[\u4e00-\u9fff”)])(?:<naming.inner.before_verb>|<naming.inner.must_patterns>)*"
            r"(?P<verb><naming.inner.verbs>)(?=[\u4e00-\u9fff“])(?!<naming.inner.not_behind>)"
            r"(?P<rest>.{2,})$"
        )
        self._spending = lexicon.pattern(
            r"^(?P<owner>.{0,26}?[\u4e00-\u9fff”)])(?:<naming.inner.before_verb>|<naming.inner.must_patterns>)*"
            r"(?P<verb><naming.inner.spends>)(?P<rest><naming.inner.spent>)$"
        )
        self._funding = lexicon.pattern(
            r"^(?P<owner>[\u4e00-\u9fff]{0,6}(?:<naming.inner.funders>))(?:<naming.inner.before_verb>|<naming.inner.must_patterns>)*"
            r"(?P<verb><naming.inner.gives>)(?P<rest>(?![\u4e00-\u9fff“”]*(?:<naming.inner.not_funds>))"
            r"[\u4e00-\u9fff“”]*(?:<naming.inner.funds>))$"
        )
        words = lexicon.words
        self._payments = (*words("naming", "inner.spent"), *words("naming", "inner.funds"))
        self._each_year = words("naming", "inner.each_year")
        self._averages = words("naming", "head.averages")
        self._yearly = words("measures", "per_year.verbs")
        self._more = lexicon.words("naming", "inner.more")
        self._no_owner = lexicon.words("naming", "inner.no_owner")
        self._joints = lexicon.words("naming", "head.or_also")
        self._part_of = words("naming", "tail.part_of")

    def part(self, name: str, phrase: Phrase) -> tuple[str, str, Phrase]:
        """(owner, verb, phrase) of “8大重点细分行业实现规上工业总产值”; the owner is "" when no verb stands inside.

        Refused: 投资完成率, 目标任务完成情况, 新增工业用地: the verb is part of the noun; 恢复和新增绿地: the second of two;
        绿色建筑占|新增建筑比重: a share of what is new.
        """
        match = self._paid(name) or self._middle.match(name)
        if not match:
            return "", "", phrase.named(name)
        owner, verb, rest = match.group("owner"), match.group("verb"), match.group("rest")
        if verb in self._each_year:
            said = phrase.saying("per_year", verb)
            if owner in self._averages:  # 平均|每年|新建住房
                return "", verb, self._peeler.front(rest, said)
            if rest.startswith(self._yearly):  # 城镇|年均|新增就业人数
                return self.part(owner + rest, said)
            return owner, verb, said.named(rest)
        if owner.endswith(self._part_of):
            return "", "", phrase.named(name)
        if verb in self._more and (owner.endswith(self._joints) or rest.startswith(self._joints)):
            return "", "", phrase.named(name)  # 恢复和|新增|绿地: both are counted
        if verb in self._more:
            own = len(owner) <= 6 and not owner.endswith(self._no_owner)
            return "", verb, phrase.saying("increase", verb).named(owner + rest if own else rest)
        return owner, verb, self._peeler.front(rest, phrase.saying("announced", verb))

    def pays(self, name: str) -> tuple[str, str] | None:
        """(owner, verb) of 国省干线|完成|投资, 中央财政|安排|专项资金; None where nobody gives or costs money."""
        match = self._paid(name)
        return (match["owner"], match["verb"]) if match else None

    def _paid(self, name: str) -> re.Match[str] | None:
        """Who spends or gives, where a name ends with what is spent or given, as few do."""
        if not name.endswith(self._payments):
            return None
        return self._spending.match(name) or self._funding.match(name)

    def behind_adverb(self, name: str, phrase: Phrase) -> tuple[str, Phrase]:
        """(owner, phrase) of “县城以上建成区累计建成排水管网”; the owner is "" when no adverb stands inside.

        A verb that no list knows stays in the name: 各县区陆续|改造老旧小区.
        """
        clause = self._peeler.borders.clause(name, self._peeler.announces)
        if clause is None:
            return "", phrase.named(name)
        phrase = phrase.saying("announced", clause.adverbs)
        return clause.owner, self._peeler.front(clause.adverbs + clause.rest, phrase)
