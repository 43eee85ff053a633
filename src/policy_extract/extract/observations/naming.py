"""Words around a number → the name of the indicator and the kind of statement.

Two places hold the name: in front of the number (“规上工业企业达到620家”) or behind a count word
(“建设10个高水平产教融合基地”). What only announces the value is peeled off both ends by the word lists of
``gazetteers/general/announcing.toml`` and ``measures.toml``; what is left is the name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from policy_extract.extract.observations.windows import TIME
from policy_extract.lexicon import Lexicon


@dataclass(slots=True)
class Phrase:
    """A peeled candidate: the name that is left and what the peeled words said."""

    name: str
    growth: int = 0  # +1 增长, -1 下降, 0 none
    to: bool = False  # 提高到: a level although a growth word stands there
    year_on_year: bool = False
    per_year: bool = False
    yearly_rate: bool = False  # 年均增长
    cumulative: bool = False
    increase: bool = False
    decrease: bool = False
    distributive: bool = False
    at_most: bool = False  # 最高提升5%
    based: bool = False  # 较…, 比…
    share: bool = False  # 占…的 without a name of its own
    every: bool = False  # 均达到: each of the names before it
    announced: bool = False  # a verb of announcing stood there
    timed: bool = False  # a time stood there
    new: str = ""  # the word of increase that was peeled off the front: 新增, 新建
    whole_area: str = ""
    peeled: list[str] = field(default_factory=list)


class Namer:
    """Peels candidate names; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self._up = words("measures", "growth.up")
        self._down = words("measures", "growth.down")
        self._to = words("measures", "growth.to")
        self._inc_front = words("measures", "increase.before")
        self._dec_front = words("measures", "decrease.before")
        self._cumulative = words("measures", "cumulative.words")
        self._per_year = words("measures", "per_year.words")
        self._whole = words("announcing", "words.whole_area")
        self._keep_area = words("announcing", "words.keep_area")
        growth = "|".join(map(re.escape, sorted((*self._up, *self._down), key=len, reverse=True)))
        to = "|".join(map(re.escape, self._to))
        back = "|".join(map(re.escape, words("announcing", "back")))
        base = "|".join(map(re.escape, words("periods", "base.words")))
        per_year = "|".join(map(re.escape, self._per_year))
        self._tail = re.compile(
            rf"(?:(?P<top>最高|最多|最大)?(?P<yearly>年均|平均|(?<![上去今每])年)?(?P<growth>{growth})(?P<to>{to})?"
            rf"|(?P<yoy>同比|比上年|较上年|比去年|较去年|比上一年)"
            rf"|(?P<base>(?:{base})(?:\s*{TIME}\s*|同期|上[年期]|去年|前)+(?:期|末|底|相比)?)"
            rf"|(?P<share>(?:约|仅|只|共)?占(?:全[市省区县国州球]|[\u4e00-\u9fff]{{2,5}}(?:全?[市省区县])|同期)?(?P<whole_of>[\u4e00-\u9fff]{{0,10}}?(?:总量|总数|总额|总值|总产值))?的?|^(?:约|仅|只|共)?占[\u4e00-\u9fff“”()]{{1,14}}?(?:的(?:比重|比例|份额)?|(?<!GDP)比重|比例|份额))"
            rf"|(?P<lone_share>(?:全[市省区县国])?占比)(?=$)"
            rf"|(?P<more>新增|净增|净增加)"
            rf"|(?P<back>{back})|(?P<time>(?:由|从|自|于|在)?\s*{TIME}(?:的|底|末|时)?)|(?P<space>[\s,:“、]+))$"
        )
        front = "|".join(map(re.escape, words("announcing", "front")))
        protect = "|".join(map(re.escape, words("announcing", "protect")))
        whole = "|".join(map(re.escape, self._whole))
        inc = "|".join(map(re.escape, self._inc_front))
        dec = "|".join(map(re.escape, self._dec_front))
        first = "|".join(map(re.escape, words("announcing", "first_only")))
        self._middle = re.compile(
            r"^(?P<owner>.{0,26}?[\u4e00-\u9fff”)])(?:可|将|能|能够|预计|力争|早日|真正|同步|年)*(?P<verb>实现|完成|达到|拥有|共有|现有|仅有|共引进|创造了?|新增|净增|每年|年均|累计建成|累计完成|累计实施|力争|建设|建成|培育|打造|创建|引进)(?=[\u4e00-\u9fff“])(?!增|下降|率|量|度|情况|任务|后|的|工业用地|建设用地)(?P<rest>.{2,})$"
        )
        cum = "|".join(map(re.escape, self._cumulative))
        mean = "|".join((*map(re.escape, words("measures", "per_year.verbs")), "$"))
        self._head = re.compile(
            rf"(?:(?P<mean>年均(?={mean}))|(?!(?:{protect}))(?:(?P<built>(?:项目)?(?:全部)?(?:建成|投产|达产|投用|运营|建设完成)(?:投产|投用|达产)?后)|(?P<inc>(?:{inc})(?!改造|改扩建|改建|扩建|和改|、改|[(]))|(?P<dec>(?:{dec})(?!排|少|速|量|碳汇|税|负|费))|(?P<cum>{cum})|(?P<year>{per_year})"
            rf"|(?P<whole>{whole})(?:范围内|上下|境内)?|(?P<front>{front})|(?P<first>{first})"
            rf"|(?P<slogan>“[^”]{{1,8}}”(?:即|:|工程)|提前[一二两三四五]年|\d{{1,3}}[.、](?!\d)|[(（][一二三四五六七八九十]{{1,3}}[)）]|[一二三四五六七八九]?(?:是|要)(?=[\u4e00-\u9fff])|即)"
            rf"|(?P<item>项目)(?=总投资|计划|估算)"
            rf"|(?P<mark>[\s,;:、。)”{TIME}]+)))"
        )
        self._protect = re.compile(rf"(?:{protect})")
        self._pairs = frozenset(words("announcing", "words.pairs"))
        self._not_noun = words("announcing", "not_noun")
        self._generic = words("quantities", "generic.heads")
        verbs = "|".join(map(re.escape, words("announcing", "head_verbs")))
        self._head_verb = re.compile(
            rf"(?P<head>(?:[\u4e00-\u9fff]{{0,8}}?)(?:企业|产品|行业|项目|单位|家|县\(市、区\)|集群|园区|平台|基地|品牌)?)(?P<verb>{verbs})(?P<rest>.+)"
        )
        self._split = re.compile(r"、|以及|(?<=[\u4e00-\u9fff)”])(?:和|及|与)(?=[\u4e00-\u9fff“])")

    def peel(self, words: str) -> Phrase:
        """A candidate in front of a number → name and flags; times stand as ``TIME`` in ``words``.

        “2025年全市规上工业企业数量达到” → 规上工业企业数量. Refuses to peel words that belong to a quantity
        (在役工业机器人, 建设用地, 总投资).
        """
        phrase = Phrase(
            name=words, timed=TIME in words, per_year="每年" in words or "逐年" in words
        )
        text = words
        while text:
            match = self._tail.search(text)
            if not match or not match.group():
                break
            if match.group("growth"):
                if phrase.growth and not phrase.to:
                    break
                word = match.group("growth")
                phrase.growth = 1 if word in self._up else -1
                phrase.to = bool(match.group("to"))
                phrase.yearly_rate = match.group("yearly") in ("年均", "年") or word.startswith(
                    "年均"
                )
                phrase.at_most = bool(match.group("top"))
                phrase.year_on_year |= word.startswith("同比")
            elif match.group("yoy"):
                phrase.year_on_year = True
            elif match.group("base"):
                phrase.based = True
            elif match.group("share"):
                phrase.share = True
            elif match.group("lone_share"):
                if match.start() == 0 or match.group("lone_share") != "占比":
                    phrase.share = True
                else:
                    break
            elif match.group("more"):
                phrase.increase = True
            elif match.group("back"):
                back = match.group("back")
                if self._keeps_tail(text, match.start()):
                    break
                phrase.distributive |= "分别" in back
                phrase.every |= "均" in back and back != "年均" and "平均" not in back
                phrase.cumulative |= "累计" in back
                phrase.per_year |= back in ("每年", "年均")
                phrase.announced = True
            text = text[: match.start()]
        phrase.name = self.peel_front(text, phrase)
        return phrase

    def peel_front(self, words: str, phrase: Phrase) -> str:
        """Announcing words off the front; what they say goes into ``phrase``."""
        text = words
        while text:
            match = self._head.match(text)
            if not match or not match.group():
                break
            if match.group("inc"):
                phrase.increase = True
                phrase.new = match.group("inc")
            elif match.group("dec"):
                phrase.decrease = True
            elif match.group("cum"):
                phrase.cumulative = True
            elif match.group("mean") or match.group("year"):
                phrase.per_year = True
            elif match.group("whole"):
                if match.group("whole") in self._keep_area:
                    break
                phrase.whole_area = match.group("whole")
            elif match.group("front"):
                phrase.announced |= match.group("front") not in (
                    "和",
                    "及",
                    "与",
                    "以及",
                    "并",
                    "的",
                )
                phrase.peeled.append(match.group("front"))
            elif match.group("first"):
                if phrase.peeled or phrase.increase:
                    break
                phrase.announced = True
            text = text[match.end() :]
        return _balanced(text.strip(" ,、;:"))

    def inner(self, name: str, phrase: Phrase) -> tuple[str, str]:
        """(owner, name) of “8大重点细分行业实现规上工业总产值”; owner is "" when no verb stands inside.

        Refused: 投资完成率, 目标任务完成情况, 新增工业用地: the verb is part of the noun.
        """
        match = self._middle.match(name)
        if not match:
            return "", name
        verb = match.group("verb")
        if verb in ("每年", "年均"):
            phrase.per_year = True
            return match.group("owner"), match.group("rest")
        if verb in ("新增", "净增"):
            phrase.increase = True
            return "", match.group("owner") + match.group("rest") if _short_owner(
                match.group("owner")
            ) else match.group("rest")
        phrase.announced = True
        return match.group("owner"), self.peel_front(match.group("rest"), phrase)

    def _keeps_tail(self, text: str, start: int) -> bool:
        """Do not cut into a word: “有” of 拥有, “到” of 报到, “为” of 行为."""
        if start == 0:
            return False
        pair = text[start - 1 : start + 1]
        return pair in self._pairs

    def behind(self, words: str) -> str | None:
        """The noun behind a count word, up to where it ends, or None when no noun stands there.

        “高水平产教融合基地” stays; “企业入选省级数字化车间” → 入选省级数字化车间企业. Refused: 增长…, 以上,
        和…: the sentence goes on.
        """
        text = re.sub(r"^\([^()]{0,24}\)(?=[\u4e00-\u9fff“])", "", words).lstrip(" 的")
        if not text or not re.match(r"[\u4e00-\u9fffA-Za-z0-9“\"《]", text):
            return None
        if text.startswith(self._not_noun) or text.startswith(self._generic):
            return None
        name = _balanced(_noun_end(text))
        match = self._head_verb.fullmatch(name)
        if match and len(match.group("head")) <= 8:
            head = match.group("head")
            rest = match.group("verb") + match.group("rest")
            name = rest if head and rest.endswith(head) else rest + head
        return name.strip(" ,、") or None

    def split_names(self, name: str) -> list[str]:
        """The names that a list joins: “水、电、汽”; brackets and quotes are not cut into."""
        hidden = re.sub(r"\([^()]*\)|“[^”]*”", lambda m: "\0" * len(m.group()), name)
        cuts = [m.span() for m in self._split.finditer(hidden)]
        parts, last = [], 0
        for start, end in cuts:
            parts.append(name[last:start])
            last = end
        parts.append(name[last:])
        return [part.strip() for part in parts if part.strip()]


_VERB_AFTER_NOUN = re.compile(
    r"(?:建成(?:运行|投用|投产|运营)|投入(?:使用|运营)|启动建设|精准发力|(?:落地|上线|挂牌|开工|投产|通车)$)|(?:的(?:增长|提升|提高))|(?:推动|带动|形成|助力|打造|力争|确保|促进|支撑|引领)"
)


def _noun_end(text: str) -> str:
    """A noun phrase ends before a verb that opens a new clause: 2-3家未来工厂形成…格局."""
    match = _VERB_AFTER_NOUN.search(text, 3)
    return text[: match.start()] if match else text


def untimed(name: str) -> str:
    """A name without the time inside it: 旅客吞吐量|2020年|回落 → 旅客吞吐量; 综试区|2025年|进出口额 → 综试区进出口额."""
    if TIME not in name:
        return name
    head, _, tail = name.rpartition(TIME)
    head = re.sub(r"[由自从在到至于的]+$", "", head.replace(TIME, ""))
    if head in ("未来", "今后"):
        head = ""
    if re.search(r"(?:[率量额值数度]|标准|定额|收入|规模|面积|总里程)$", head):
        return head
    return head + tail.lstrip("的底末")


def _balanced(text: str) -> str:
    """Drop brackets and quotes at the ends that have no partner in the text."""
    for opening, closing in (("(", ")"), ("“", "”"), ("《", "》")):
        if text.count(opening) > text.count(closing):
            if text.startswith(opening):
                text = text[1:]
            elif opening == "(":
                text = text[: text.rfind(opening)]
        elif text.count(closing) > text.count(opening):
            if text.endswith(closing):
                text = text[:-1]
            elif closing == ")":
                text = text[text.find(closing) + 1 :]
    return text.strip(" ,、;:")


def _short_owner(owner: str) -> bool:
    """“制造业” before 新增资本市场融资 stays in the name; “项目建成后” or “各” does not."""
    return len(owner) <= 6 and not owner.endswith(("后", "各", "年", "期"))
