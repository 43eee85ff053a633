"""Reads the words in front of a number: what only announces a value is taken off both ends, by the lists of
``announcing.toml``, ``measures.toml`` and ``naming.toml``, and leaves a ``Sign``; what is left is the name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from policy_extract.document.plain import is_han
from policy_extract.expressions import expression
from policy_extract.extract.observations.borders import Borders
from policy_extract.extract.observations.peeled_words import HEAD, tail_pattern
from policy_extract.extract.observations.phrase import Phrase, Sign, SignKind
from policy_extract.extract.observations.windows import OF, TIME, balanced
from policy_extract.lexicon import Lexicon, names_of_indicators

#: What begins a name: behind it a word that may only stand first is a part of the name.
_BEGINS: tuple[SignKind, ...] = ("front", "increase")
# the mark of a footnote: 地区生产总值[2], 优良天数比率①|达到80%; ①建成… opens an item
_NOTE = expression(r"\[\d{1,2}\]|(?<=[\u4e00-\u9fff%)])[①-⑳]")
#: What is told by the measure of a value, and is no part of a name.
_MOVES: tuple[SignKind, ...] = ("increase", "decrease", "cumulative")
_MANY = 4096  # words in front of numbers that are remembered
#: What a later word of growth says anew.
_OF_GROWTH: frozenset[SignKind] = frozenset(("up", "down", "to", "yearly_rate", "at_most"))
_TAIL_SIGNS: dict[str, SignKind] = {
    "growth": "up",
    "yoy": "year_on_year",
    "base": "based",
    "share": "share",
    "lone_share": "share",
    "more": "increase",
    "back": "announced",
}
_HEAD_SIGNS: dict[str, SignKind] = {
    "inc": "increase",
    "dec": "decrease",
    "cum": "cumulative",
    "mean": "per_year",
    "year": "per_year",
    "whole": "whole_area",
    "front": "front",
    "first": "announced",
}

_TAIL_GROUPS, _HEAD_GROUPS = (*_TAIL_SIGNS, "priced", "time", "space"), tuple(_HEAD_SIGNS)


class Peeler:
    """Reads words in front of numbers; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, borders: Borders) -> None:
        words = lexicon.words
        self.borders = borders
        self._up = frozenset(
            (*words("measures", "growth.up"), *words("measures", "growth.short_up"))
        )
        self._keep_area = words("announcing", "words.keep_area")
        self._pairs = frozenset(words("announcing", "words.pairs"))
        self._rate_words = words("measures", "rate.yearly")
        self._averaged = words("measures", "rate.averaged")
        self._of_ratio = words("measures", "growth.of_ratio")
        self._not_of_ratio = words("measures", "growth.not_of_ratio")
        self._yoy = words("measures", "rate.year_on_year")
        self._joining = frozenset(words("naming", "head.joining"))
        self._distributive = words("measures", "distributive.words")
        self._every = words("measures", "distributive.every")
        self._no_every = words("measures", "distributive.not_every")
        self._cumulative = words("measures", "cumulative.words")
        self._each_year = words("naming", "inner.each_year")
        self._whole = frozenset(words("announcing", "words.whole_area"))
        self._others = words("owners", "each.others")
        self._daily = words("measures", "per_day.words")
        self._rate_nouns = words("measures", "rate.nouns")
        self._marks_year = lexicon.pattern("<measures.per_year.marks>")
        # 服务业增加值|（2010年价）, 服务业增加值|按2010年可比价|达到
        self._of_prices = lexicon.pattern(
            rf"\((?:<dating.base.priced_by>)?{TIME}(?:<dating.base.prices>|<dating.base.price>)\)"
            rf"|(?<=..)(?:<dating.base.priced_by>){TIME}(?:<dating.base.prices>)(?!<measures.growth.up>)"
        )
        self._totals = frozenset(words("naming", "tail.totals"))
        self._summed = frozenset(words("naming", "tail.summed"))
        self._acts = frozenset(words("naming", "noun.acts"))
        self._aimed = lexicon.pattern(r"[\u4e00-\u9fff]{0,16}?(?:<naming.head.aimed>)(?=..)")
        self._mean_of_new = lexicon.pattern(
            r"(?:<naming.head.averages>)[\u4e00-\u9fff]*(?:<naming.head.averages_of>)"
        )
        self._share_of = lexicon.pattern(r"的(?:[^的]{2,14})?(?:<doubts.name.share_ends>)$")
        self._who_of = lexicon.pattern(r"的[^的]{0,4}(?:<naming.noun.who_acts>)$")
        self._no_who = frozenset(words("naming", "noun.no_who_acts"))
        # 有需求残疾人…, 与地表水不重复的…: what tells of whom or what the number is
        self._describing = lexicon.pattern(
            rf"(?:<naming.head.has>)(?:<naming.head.abilities>|[^{OF}、,]{{0,6}}?<naming.head.held_by>){OF}?[\u4e00-\u9fff]{{2}}"
            rf"|(?:<naming.head.beside>)[^{OF}、,]{{2,12}}?(?:<naming.head.which_beside>){OF}[\u4e00-\u9fff]{{2}}"
        )
        self._known = lexicon.once(names_of_indicators)
        self._own_measures = words("announcing", "whole.measures")
        tail = tail_pattern(lexicon)
        # a word is tried where it may begin only
        signs = "".join(map(re.escape, sorted(lexicon.first_signs(tail))))
        self.tail_pattern, self._head = (
            lexicon.pattern(rf"(?=[\s{signs}]){tail}"),
            lexicon.pattern(HEAD),
        )
        self._tail_signs, self._head_signs = lexicon.last_signs(tail), lexicon.first_signs(HEAD)
        # plans say the same in front of many numbers, and a name that was read is looked at again
        self._peeled: Callable[[str], Phrase] = lru_cache(maxsize=_MANY)(self._peel)
        self._fronted: Callable[[str, bool], Phrase] = lru_cache(maxsize=_MANY)(self._front)

    def peel(self, words: str) -> Phrase:
        """Words in front of a number → name and signs; times stand as ``TIME`` in ``words``.

        “2025年全市规上工业企业数量达到” → 规上工业企业数量. Refuses to take off words that belong to a
        quantity (在役工业机器人, 建设用地, 总投资).
        """
        return self._peeled(words)

    def _peel(self, words: str) -> Phrase:
        phrase = Phrase(words)
        if TIME in words:
            words = self._of_prices.sub("", words)
        if TIME in words:
            phrase = phrase.saying("timed", TIME)
        marked = self._marks_year.search(words)
        if marked:
            phrase = phrase.saying("per_year", marked.group())
        text = words
        while text:
            match = self._last_said(text)
            said = self._off_the_end(phrase, match) if match and match.group() else None
            if match and said is not None:
                phrase, text = said, text[: match.start()]
                continue
            odd = "" if self._says_whose(text) else self.borders.odd_end(text)
            if not odd:
                break
            text = text[: -len(odd)]
            if odd not in self._joining:
                phrase = phrase.saying("announced", odd)
        named = self.front(text, phrase)
        where = not self._says_whose(named.name) and self.borders.says_where(named.name)
        return named.named("") if where else named

    def _says_whose(self, text: str) -> bool:
        """The words say whose the number is: 我市, 其余各县; the own stage reads them."""
        return text in self._whole or text.startswith(self._others)

    def _last_said(self, text: str) -> re.Match[str] | None:
        """The word at the end that says something: 达到 of 年均|达到, where 年均 is one word and 均达到 none.

        Refused: “有” of 拥有, “到” of 报到, “为” of 行为: the end of another word.
        """
        if text[-1] not in self._tail_signs and not text[-1].isspace():
            return None  # most words end in a noun: one look instead of a search through all forms
        match = self.tail_pattern.search(text)
        while match and (
            ((match.group("back") or _one_sign(match)) and self._in_pair(match))
            or self._in_ratio(match)
        ):
            match = self.tail_pattern.search(text, match.start() + 1)
        return match

    def _in_pair(self, match: re.Match[str]) -> bool:
        start = match.start()
        return start > 0 and match.string[start - 1 : start + 1] in self._pairs

    def _in_ratio(self, match: re.Match[str]) -> bool:
        """比增 and 比降 whose first sign ends a ratio's name: 城乡居民收入比|降至, 数字经济占比|增至, 出口额同比|降."""
        growth = match.group("growth")
        if not growth or not growth.startswith(self._of_ratio):
            return False
        before = match.string[: match.start("growth")]
        return bool(match.group("to")) or before.endswith(self._not_of_ratio)

    def _off_the_end(self, phrase: Phrase, match: re.Match[str]) -> Phrase | None:
        """The phrase with what one word at the end says; None when it must stay in the name."""
        kind, word = _named(match, _TAIL_GROUPS)
        if kind == "growth":
            return self._grown(phrase, match)
        if kind == "priced":  # 名义|增长, 按可比价计算|增长: of the growth, not of what grows
            return phrase if phrase.says("up", "down") else None
        if kind == "lone_share":
            alone = not match.string[: match.start()].strip("、 ") or word != match.group(
                "ratio_word"
            )
            return phrase.saying("share", word) if alone else None
        if kind == "back":
            if word in self._totals and match.string[: match.start()].strip() in self._summed:
                return None  # 收入|合计: of a budget
            return self._announced(phrase, word)
        sign = _TAIL_SIGNS.get(kind)
        return phrase.saying(sign, word) if sign else phrase

    def _grown(self, phrase: Phrase, match: re.Match[str]) -> Phrase | None:
        if phrase.says("up", "down") and not phrase.says("to"):
            return None
        word = match.group("growth")
        phrase = phrase.but(*_OF_GROWTH).saying("up" if word in self._up else "down", word)
        if match.group("to") and not word.endswith(self._rate_nouns):
            phrase = phrase.saying("to", match.group("to"))
        yearly = match.group("yearly") or ""
        if yearly in self._rate_words or word.startswith(self._averaged):
            phrase = phrase.saying("yearly_rate", yearly or word)
        if match.group("top"):
            phrase = phrase.saying("at_most", match.group("top"))
        if word.startswith(self._yoy):
            phrase = phrase.saying("year_on_year", word)
        return phrase

    def _announced(self, phrase: Phrase, word: str) -> Phrase:
        if any(w in word for w in self._distributive):
            phrase = phrase.saying("distributive", word)
        if any(w in word for w in self._every) and not any(w in word for w in self._no_every):
            phrase = phrase.saying("every", word)
        if any(w in word for w in self._cumulative):
            phrase = phrase.saying("cumulative", word)
        if word in self._daily:
            phrase = phrase.saying("daily", word)
        if word in self._each_year:
            phrase = phrase.saying("per_year", word)
        return phrase.saying("announced", word)

    def front(self, words: str, phrase: Phrase) -> Phrase:
        """The phrase named by ``words`` without the announcing words at their front."""
        found = self._fronted(words, phrase.says(*_BEGINS))
        return (
            Phrase(found.name, phrase.signs + found.signs)
            if found.signs
            else phrase.named(found.name)
        )

    def _front(self, words: str, begun: bool) -> Phrase:
        """The name and what the words at the front say; ``begun``: behind others that announce."""
        before = (Sign("front", ""),) if begun else ()
        phrase, text = Phrase("", before), words
        aimed = self._aimed.match(text)
        if aimed:  # 茶产业发展目标是|新建…: what is aimed at is named behind
            phrase, text = phrase.saying("front", aimed.group()), text[aimed.end() :]
        while text:
            start = self.borders.phrase(text, self.announces)
            match = None if start else self._first_said(text)
            said = self._off_the_front(phrase, match) if match and match.group() else None
            if match and said is not None:
                if not said.says(*_MOVES) and self._is_whole(text, match.end()):
                    break
                phrase, text = said, text[match.end() :]
                continue
            start = start or self.borders.adverb(text, self.announces)
            if not start:
                break
            phrase, text = phrase.saying("front", text[:start]), text[start:]
        named = text if text.isalpha() else _NOTE.sub("", text)
        return Phrase(balanced(named.strip(" ,、;:")), phrase.signs[len(before) :])

    def _is_whole(self, text: str, start: int) -> bool:
        """A known measure begins like an announcement: 具备科学素质公民比例, 获得电力时间, 授予中小企业合同金额占政府采购规模比重.

        Refused: 全年粮食产量 (known without its opening), 培育高素质农民 (known, but counted, not measured).
        """
        return (
            text in self._known
            and text.endswith(self._own_measures)
            and text[start:] not in self._known
        )

    def _first_said(self, text: str) -> re.Match[str] | None:
        """The word at the front that says something: 建成, 新增, a mark of a list."""
        first = text[:1]
        if is_han(first) and first not in self._head_signs:
            return None  # as many names: no such word begins so
        return self._head.match(text)

    def announces(self, text: str) -> bool:
        """Whether ``text`` begins with a word that announces: 建成…, 新增…; not 建成区, 新增用地."""
        match = self._first_said(text)
        if not match or not any(match.group(k) for k in ("inc", "front", "cum")):
            return False
        if match.end() < 2:
            return False  # 和, 的, 各
        return not self.borders.cuts_word(text, match.end())

    def _describes(self, words: str, verb: str) -> bool:
        """What somebody does, and a share of them or they themselves behind it: 开展…的县. Refused: 建成特色鲜明的社区."""
        if self._share_of.search(words):
            return True
        return verb not in self._no_who and self._who_of.search(words) is not None

    def _off_the_front(self, phrase: Phrase, match: re.Match[str]) -> Phrase | None:
        kind, word = _named(match, _HEAD_GROUPS)
        if kind in _WORDS and self.borders.cuts_word(match.string, match.end()):
            return None  # “能” of 能耗, “可” of 可再生
        if kind == "front" and self.borders.leaves_nothing(match.string, match.end()):
            return None  # “建成” of 建成率
        if kind in ("front", "first") and self._describing.match(match.string, match.start()):
            return None  # 有需求残疾人, 与地表水不重复的地下水
        if (
            kind in ("front", "first")
            and word in self._acts
            and self._describes(match.string, word)
        ):
            return None  # 开展…的养老机构占比: what they do describes them
        if kind == "inc":
            if self._mean_of_new.search(match.string, match.end()):
                return None  # 新增劳动力平均受教育年限: an average of what is new
            return phrase.saying("increase", word).saying("new", word)
        if kind == "front":
            if word not in self._joining:
                phrase = phrase.saying("announced", word)
            return phrase.saying("front", word)
        if kind == "first":
            return None if phrase.says(*_BEGINS) else phrase.saying("announced", word)
        if kind == "whole" and word in self._keep_area:
            return None
        return phrase.saying(_HEAD_SIGNS[kind], word) if kind else phrase


def _named(match: re.Match[str], names: tuple[str, ...]) -> tuple[str, str]:
    """The first of these groups that holds words, and the words; nothing where none does."""
    for name, words in zip(names, match.group(*names), strict=True):
        if words:
            return name, words
    return "", ""


#: Kinds of words at the front that a name may begin like.
_WORDS = frozenset(("front", "first", "inc", "dec"))


def _one_sign(match: re.Match[str]) -> bool:
    """Growth said by one sign, which may be the end of another word: 倍|增, but 净|增长."""
    return len(match.group("growth") or "") == 1
