"""Where a name may begin and end by the parts of speech of its words: the second source beside the word lists.

The lists know the words that announce a value; they cannot know every adverb and every word that only
begins like one of theirs. Here jieba's dictionary says what a word is (``segment``), and ``name_grammar.toml``
which kinds of words a name of an indicator has at its ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from policy_extract.extract.observations.windows import OF
from policy_extract.lexicon import Lexicon, names_of_indicators
from policy_extract.rules import Rule, Switches
from policy_extract.segment import Tokenizer, Word
from policy_extract.tuples import NamedTuple

_FRONT = (
    10  # signs at the front in which a listed word is tried against the words of the dictionary
)
_BACK = 12  # signs at the end in which the last word is looked for
_OWNER = 2  # signs that an owner has at least
_WHAT = 2  # … and what it has
_LONGEST = 4  # signs of the longest word that the tables speak of
_ADVERB = 6  # signs in which an adverb is looked for
_SHORTEST = 3  # signs of an adverb with its verb
_CLAUSE = 7  # signs of the shortest clause: 各县|已|改造厂房
_VERB = 2  # signs of a verb: 建成; not 建 of 已建与在建项目


class Clause(NamedTuple):
    """A name that is a clause: who, the adverbs, and what comes behind them, verb first."""

    owner: str
    adverbs: str
    rest: str


class Kinds(dict[str, frozenset[str]]):
    """The words of one table of ``name_grammar.toml``, by tag and by word but not its nouns: those of each first sign, when
    it is first asked for."""

    def __init__(
        self, lexicon: Lexicon, table: str, tokenizer: Tokenizer, more: Iterable[str] = ()
    ) -> None:
        """``more``: words besides those of the table."""
        super().__init__()
        self._tokenizer = tokenizer
        self._tags = frozenset(lexicon.words("name_grammar", f"{table}.tags"))
        self._words = frozenset((*lexicon.words("name_grammar", f"{table}.words"), *more))
        self._nouns = frozenset(lexicon.words("name_grammar", f"{table}.nouns"))

    def __missing__(self, sign: str) -> frozenset[str]:
        tagged = {w for w, tag in self._tokenizer.tags(sign).items() if tag in self._tags}
        own = {word for word in self._words if word.startswith(sign)}
        self[sign] = found = frozenset((tagged - self._nouns) | own)
        return found

    def hold(self, word: str) -> bool:
        """Whether the table speaks of this word."""
        return word in self[word[0]]

    # plain loops, here and below: both are asked thousands of times, mostly in vain

    def begins(self, text: str, start: int, stop: int) -> bool:
        """Whether a word of the table begins in ``text[start:stop]``."""
        for at in range(start, stop):
            words = self[text[at]]
            if words:
                for end in range(at + 1, at + _LONGEST + 1):
                    if text[at:end] in words:
                        return True
        return False

    def ends(self, text: str) -> bool:
        """Whether a word of the table stands at the end of ``text``."""
        for size in range(1, _LONGEST + 1):
            end = text[-size:]
            if end in self[end[0]]:
                return True
        return False


class Borders:
    """Asks the parts of speech where a name begins and ends; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, tokenizer: Tokenizer, switches: Switches) -> None:
        self._words, self._knows = tokenizer.words, tokenizer.knows
        self._end, self._place = (
            Kinds(lexicon, "end", tokenizer),
            Kinds(lexicon, "place", tokenizer),
        )
        self._adverb = Kinds(lexicon, "adverb", tokenizer)
        self._aspect = frozenset(lexicon.words("name_grammar", "aspect.words"))
        self._parting = Kinds(lexicon, "adverb", tokenizer, self._aspect)
        self._prepositions = lexicon.words("name_grammar", "preposition.words")
        self._where = frozenset(lexicon.words("name_grammar", "preposition.where"))
        self._giving = frozenset(lexicon.words("name_grammar", "preposition.giving"))
        self._serving = lexicon.words("name_grammar", "preposition.serving")
        self._persons = frozenset(lexicon.words("naming", "noun.persons"))
        # names that end so or are known need no second look: most do
        self._measures = lexicon.words("doubts", "name.ends")
        self._acting = Kinds(lexicon, "acting", tokenizer)
        self._known = lexicon.once(names_of_indicators)
        self._protected = lexicon.words("announcing", "protect")
        self._pairs = frozenset(lexicon.words("announcing", "words.pairs"))
        self._rest = lexicon.pattern(r"(?:<announcing.words.no_rest>)(?=<announcing.words.then>|$)")
        self._whole_words = switches.has(WHOLE_WORD)
        self._whole_names = switches.has(REST)
        self._ends = switches.has(ODD_END)
        self._places = switches.has(PLACE)
        self._adverbs = switches.has(ADVERB)
        self._phrases = switches.has(PREPOSITION)
        self._inside = switches.has(INSIDE)

    def cuts_word(self, text: str, at: int) -> bool:
        """Whether a cut at ``at`` goes through a word that ``text`` begins with: 能|耗强度, 可|再生能源.

        Refused: 将|达到, 并|建成: a word ends there; 新建|康养综合体, where the dictionary would read 建康.
        """
        if not self._whole_words or not text:
            return False
        longer = range(at + 1, min(len(text), _FRONT) + 1)
        if not any(self._knows(text[:size]) for size in longer):
            return False  # no word goes so far: nothing to cut
        return len(self._words(text[:_FRONT])[0].text) > at

    def leaves_nothing(self, text: str, at: int) -> bool:
        """Whether a cut at ``at`` leaves a measure that nothing is measured by: 建成|率, 认定|数.

        Refused: 建成|率先达标企业, 认定|度假区: the word goes on; 建设|面积: of what was named before.
        """
        return self._whole_names and at >= _VERB and self._rest.match(text, at) is not None

    def opens_with_verb(self, text: str) -> bool:
        """Whether the first word says what is done: 接待游客, 通过技术改造; refused: 工程机械, 快递业务."""
        return self._acting.hold(self._words(text)[0].text)

    def odd_end(self, text: str) -> str:
        """The last word, when no name ends with such a word: 城镇调查失业率|始终, 居民健康素养水平|只.

        Refused: 设备更新, 出栏批次: nouns that the dictionary calls adverbs.
        """
        if not self._ends or not text or text.endswith(self._measures):
            return ""
        if not self._may_end(text, self._place, self._end):
            return ""
        last = self._last(text)
        if self._place.hold(last.text):
            return self._place_phrase(text)
        if not self._end.hold(last.text) or text[-len(last.text) - 1 :][:2] in self._pairs:
            return ""
        return last.text

    def _place_phrase(self, text: str) -> str:
        """在现有基础上 at the end of 治疗率|在现有基础上; nothing where the phrase is all there is."""
        place = len(text)
        for word in reversed(self._words(text)):
            place -= len(word.text)
            if word.text in self._where and place >= _OWNER:
                return text[place:]
        return ""

    def says_where(self, text: str) -> bool:
        """The words say where or when, not what: 项目建成|后, 园区|内, 四川路|以东.

        Refused: 沿海, 初中: nouns that the dictionary calls words of place.
        """
        if not self._places or not text or text.endswith(self._measures):
            return False
        if not self._may_end(text, self._place):
            return False
        return self._place.hold(self._last(text).text)

    def adverb(self, text: str, announces: Callable[[str], bool]) -> int:
        """How many signs of adverbs stand before a word that announces: 陆续|建成…, 分批|创建… → 2; else 0.

        Refused: 自然增长, 永久基本农田, 集中供热面积: no announcing word behind.
        """
        if not self._adverbs or len(text) <= _SHORTEST or text in self._known:
            return 0
        if not self._adverb.begins(text, 0, 1):
            return 0
        end = 0
        for word in self._words(text[:_ADVERB]):
            if not self._adverb.hold(word.text):
                break
            end += len(word.text)
        return end if end < len(text) and announces(text[end:]) else 0

    def phrase(self, text: str, announces: Callable[[str], bool]) -> int:
        """Where the verb behind a phrase of whom or where begins: 在上海、深圳等地|新建…, 为困难家庭|发放补贴.

        Where no verb is found, persons begin the name: 为|老年人免费体检. Refused: words that begin with no preposition; 通过省级评价的企业, 以外贸为主的企业: what stands before
        的 describes the noun; 对外贸易, 在校学生: no word ends there.
        """
        if not self._phrases or not text.startswith(self._prepositions) or OF in text:
            return 0
        words = self._words(text)
        if words[0].text not in self._prepositions:
            return 0
        place = len(words[0].text)
        for index, word in enumerate(words[1:-1], 1):
            if index > 1 and len(word.text) >= _VERB:
                given = words[0].text in self._giving and word.tag == "v"
                if given or announces(text[place:]):
                    return place
            place += len(word.text)
        served = text.startswith(self._serving) and any(
            w.text in self._persons for w in words[1:-1]
        )
        return len(words[0].text) if served else 0

    def clause(self, name: str, announces: Callable[[str], bool]) -> Clause | None:
        """A name that is a clause with an adverb inside: 县城以上建成区|累计|建成排水管网.

        Refused: 已建与在建项目: nothing stands before the adverb; 经常参加锻炼的比例, …已接种的比例: the clause
        only describes the noun behind 的; 亩均税收, 水平均…: part of a word; 污水集中处理设施: an adverb of manner
        before a verb that announces nothing.
        """
        if not self._inside or len(name) < _CLAUSE or name in self._known:
            return None
        if not self._may_part(name):
            return None
        words = self._words(name)
        if not any(self._parts(word) for word in words[1:-1]):
            return None
        place = 0
        for index, word in enumerate(words):
            start, place = place, place + len(word.text)
            if (
                start < _OWNER
                or not self._parts(word)
                or name[start - 1 : start + 1] in self._pairs
            ):
                continue
            behind = index + 1
            while behind < len(words) and self._parts(words[behind]):
                place += len(words[behind].text)
                behind += 1
            if behind >= len(words) or not self._is_verb(words[behind]):
                return None
            if name.startswith(self._protected, start):
                return None
            rest = name[place:]
            if word.text not in self._aspect and not announces(rest):
                return None
            whole = not set(rest) & {OF, "、", ","} and len(rest) >= len(words[behind].text) + _WHAT
            return Clause(name[:start], name[start:place], rest) if whole else None
        return None

    # Most names need no cutting: no word that a table speaks of stands there at all.

    def _may_end(self, text: str, *tables: Kinds) -> bool:
        return any(kinds.ends(text) for kinds in tables)

    def _may_part(self, name: str) -> bool:
        return self._parting.begins(name, 1, len(name) - 1)

    def _parts(self, word: Word) -> bool:
        return self._parting.hold(word.text)

    def _is_verb(self, word: Word) -> bool:
        return word.tag.startswith("v") and len(word.text) >= _VERB

    def _last(self, text: str) -> Word:
        return self._words(text[-_BACK:])[-1]


WHOLE_WORD = Rule(
    "name.whole_word", "name", "词的边界", "a listed word only where a word ends",
    "能|耗强度: the 能 of 能耗 is not taken off the name",
    "将|达到: a word ends there", Borders.cuts_word,
)  # fmt: skip
REST = Rule(
    "name.whole_name", "name", "剥词须留名称", "a listed word only where a name is left",
    "供地率、建成率、认定数: 建成 and 认定 are not taken off 率 and 数",
    "建成|率先达标企业, 建设|面积: names of their own, or of what was named before", Borders.leaves_nothing,
)  # fmt: skip
ODD_END = Rule(
    "name.odd_end", "name", "名称不以虚词结尾", "no name ends with an adverb or a particle",
    "城镇调查失业率|始终…, 居民健康素养水平|只有…: by the part of speech of the last word",
    "设备更新, 出栏批次: nouns", Borders.odd_end,
)  # fmt: skip
PLACE = Rule(
    "name.place_only", "name", "处所或时间不是名称", "words of place or time are no name",
    "项目建成后, 园区内: what is counted was named before, or nothing is",
    "沿海, 中部: nouns", Borders.says_where,
)  # fmt: skip
ADVERB = Rule(
    "name.adverb_front", "name", "动词前的副词", "an adverb before a word that announces",
    "陆续建成|…, 率先实现|…: the adverb goes with the verb",
    "自然增长, 永久基本农田: no announcing word behind", Borders.adverb,
)  # fmt: skip
PREPOSITION = Rule(
    "name.preposition", "name", "介词短语后的动词", "a phrase of whom or where before the verb",
    "在上海、深圳等地新建|…, 面向毕业生提供|就业岗位, 为困难家庭|发放补贴: the name begins at the verb",
    "在园幼儿, 对外投资, 通过评价的企业", Borders.phrase,
)  # fmt: skip
INSIDE = Rule(
    "name.clause_inside", "name", "名称内的主谓结构", "a clause inside the name",
    "县城以上建成区累计建成|排水管网: who does it stands before the adverb",
    "经常参加锻炼的比例: describes the noun behind 的", Borders.clause,
)  # fmt: skip

RULES = (WHOLE_WORD, REST, ODD_END, PLACE, ADVERB, PREPOSITION, INSIDE)
