"""Are two company names one company? Readable features with weights, and a judgement.

Every feature is worth a stated number of points; the sum gives SAME, UNSURE or DIFFERENT, and
UNSURE joins nothing: a wrong join hides a company, a missed one is mended by a line in a
gazetteer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from policy_extract.lexicon import Lexicon
from policy_extract.resolve.companies.names import FILE, CompanyName, CompanyNames
from policy_extract.resolve.companies.regional import RegionalFirms
from policy_extract.resolve.found import plain
from policy_extract.resolve.judgements import Judgements
from policy_extract.resolve.matching import Match, Weights

#: So many pairs that were judged last are held, and keys of names that were asked for last.
_HELD: Final = 2_000
_KEYS_HELD: Final = 10_000

WEIGHTS: Final = Weights(
    points={
        "core_equal": 60.0,  # 甬金股份, 甬金科技
        "body_opens": 85.0,  # a stock name that breaks off: 晶合集成(电路), from four characters up
        "core_opens": 45.0,  # the longer core goes on with unknown words; three characters up
        "body_equal": 20.0,  # the same words, another legal form or region
        "business_shared": 25.0,  # 盘毂动力, 盘毂动力科技
        "business_unsaid": 15.0,  # one names no line of business: 盘毂
        "business_conflict": -70.0,  # 金梭印染, 金梭卫材
        "region_conflict": -75.0,  # 浙江甬金, 江苏甬金
        "group_bare": 10.0,  # 万舟, 万舟控股集团
        "group_against_firm": -60.0,  # 红狮集团, 浙江红狮
        "group_trade_unsaid": -20.0,  # 云岫钢铁集团, 云岫集团: perhaps one of its firms
        "branch_against_firm": -60.0,  # 昊泰会计师事务所, its 贵阳分所
        "other_words": -20.0,  # 中材科技, 中材国际: two short names, each with a word of its own
        "two_registered": -60.0,  # two registered names with different words
        "group_conflict": -70.0,  # 中材科技, 中材国际: two firms of one group
        "likeness": 15.0,  # times the likeness of the bodies, 0 to 1
    },
    vetoes=frozenset(
        (
            "business_conflict",
            "region_conflict",
            "group_against_firm",
            "group_trade_unsaid",
            "branch_against_firm",
            "two_registered",
            "group_conflict",
        )
    ),
    same=75.0,
    unsure=50.0,
)


class CompanyMatcher:
    """Judges pairs of company names; caches what it has judged."""

    def __init__(self, lexicon: Lexicon, names: CompanyNames, judgements: Judgements) -> None:
        self._names, self._judgements = names, judgements
        self.regional = RegionalFirms(lexicon, names.place_names)
        self.keys = lexicon.once(_keys)
        self.confusable: dict[str, frozenset[str]] = {}
        for group, chars in lexicon.table(FILE, "confusable").items():
            for char in chars if isinstance(chars, tuple) else ():
                self.confusable[char] = self.confusable.get(char, frozenset()) | {group}
        self._homophones = [frozenset(signs) for signs in lexicon.words(FILE, "homophones")]
        self._cache: dict[tuple[str, str], Match] = {}
        self._known: dict[str, str | None] = {}

    def judge(self, left: str, right: str) -> Match:
        """Whether two names mean one company: judgements first, then gazetteer, then features."""
        pair = (left, right) if left <= right else (right, left)
        found = self._cache.get(pair)
        if found is None:
            if len(self._cache) >= _HELD:
                self._cache.clear()
            found = self._cache[pair] = self._judge(*pair)
        return found

    def known(self, name: str) -> str | None:
        """The key of a name in the gazetteer, with or without a stock's marks, else of a regional firm."""
        if name not in self._known:  # asked of every pair that a name is in
            key = self.keys.get(plain(name)) or self.keys.get(self._names.unmarked(name))
            if key is None and (firm := self.regional.read(name)):
                key = firm.key
            if len(self._known) >= _KEYS_HELD:
                self._known.clear()
            self._known[name] = key
            return key
        return self._known[name]

    def _judge(self, left: str, right: str) -> Match:
        verdict = self._judgements.verdict("company", left, right)
        if verdict is not None:
            return Match(verdict, 100.0 if verdict == "same" else 0.0, "judgement")
        if plain(left) == plain(right):
            return Match("same", 100.0, "exact")
        keys = self.known(left), self.known(right)
        if keys[0] is not None and keys[0] == keys[1]:
            return Match("same", 100.0, "gazetteer")
        formed = self.regional.read(left) or self.regional.read(right)
        if formed or (keys[0] is not None and keys[1] is not None):
            return Match("different", 0.0, "gazetteer")
        return self._weigh(self._names.parse(left), self._names.parse(right))

    def _weigh(self, left: CompanyName, right: CompanyName) -> Match:
        from rapidfuzz.distance import Indel

        features = self._cores(left, right)
        if not features:
            return Match("different", 0.0, "short_name")
        if "body_opens" not in features:
            features += self._business(left, right)
        features += self._bodies(left, right)
        likeness = Indel.normalized_similarity(left.body, right.body)
        rule = "legal_form" if left.body == right.body else "short_name"
        return WEIGHTS.judge(rule, features, likeness)

    def _cores(self, left: CompanyName, right: CompanyName) -> list[str]:
        """How the cores go together; nothing when they do not: 新明 does not open 新明珠."""
        short, long = sorted((left, right), key=lambda n: (len(n.core), n.core))
        rest = long.core[len(short.core) :]
        opens = long.core.startswith(short.core)
        # 兰溪智造科技, 兰溪智造科技产业发展: where no core stands out, trade words may follow.
        if opens and (not rest or self._names.trade_only(rest)):
            return ["core_equal"]
        if opens and len(short.core) > 2 and len(rest) > 1 and short.distinctive:
            return ["core_opens"]
        brief, full = sorted((left, right), key=lambda n: (len(n.body), n.body))
        goes_on = full.body[len(brief.body) :]
        part = goes_on.startswith(self._names.part_words)  # 中国建筑|第三工程局 is one of its firms
        if len(brief.body) > 3 and full.body.startswith(brief.body) and not (brief.legal or part):
            return ["body_opens"]
        return []

    def _business(self, left: CompanyName, right: CompanyName) -> list[str]:
        if left.business and right.business:
            shared = left.business & right.business
            return ["business_shared" if shared else "business_conflict"]
        if left.business or right.business:
            return ["business_unsaid"]
        return ["business_shared"]

    def _bodies(self, left: CompanyName, right: CompanyName) -> list[str]:
        features = []
        if left.body == right.body:
            features.append("body_equal")
        if left.group != right.group:
            other = left if right.group else right
            features.append("group_bare" if other.bare else "group_against_firm")
        elif left.group and bool(left.business) != bool(right.business):
            features.append("group_trade_unsaid")
        elif left.legal and right.legal and left.body != right.body:
            features.append("two_registered")
        if self._other_words(left, right):
            features.append("other_words")
        if left.branch != right.branch:
            features.append("branch_against_firm")
        if self._names.region_conflict(left, right):
            features.append("region_conflict")
        if self._names.group_conflict(left, right):
            features.append("group_conflict")
        return features

    def _other_words(self, left: CompanyName, right: CompanyName) -> bool:
        """Whether two short names of one core go on with different words, of which neither opens the other."""
        tails = [name.body.removeprefix(name.core) for name in (left, right)]
        short, long = sorted(tails, key=len)
        brief = not (left.legal or right.legal or left.business or right.business)
        return brief and left.core == right.core and bool(short) and not long.startswith(short)

    def _slip(self, right: str, wrong: str) -> bool:
        """Whether registered names differ in one character only, mistaken by sight and not by sound.

        Two firms may choose homophones (江苏博远, 江苏搏远); 末远 for 未远 is a slip.
        """
        one, other = plain(right), plain(wrong)
        if len(one) != len(other):
            return False
        pairs = [{a, b} for a, b in zip(one, other, strict=True) if a != b]
        return len(pairs) == 1 and not any(pairs[0] <= sounds for sounds in self._homophones)

    def misprint(self, right_name: str, misprinted: str) -> Match | None:
        """Whether a name is another with one character mistaken: 风登环保 for 凤登环保.

        The bar is high. The right name is a registered one or stands in a gazetteer, the other
        neither, or both are registered (see ``_slip``); the bodies are four characters or more,
        one differs in the core, by sight or sound, and the words behind the core are the same. 锦美材料 and 锦辉材料 are refused (美
        and 辉 are not alike).
        """
        left, right = self._names.parse(right_name), self._names.parse(misprinted)
        known = self.keys.get(plain(right_name))
        if self._judgements.verdict("company", right_name, misprinted) == "different":
            return None
        if not (left.legal or known) or plain(misprinted) in self.keys:
            return None
        if right.legal and not self._slip(right_name, misprinted):
            return None
        if not (left.distinctive and right.distinctive) or left.group != right.group:
            return None
        if not left.business or left.business != right.business:
            return None
        body = left.body[: len(right.body)]
        if len(right.body) < 4 or len(body) != len(right.body) or len(left.core) != len(right.core):
            return None
        differing = [i for i, (a, b) in enumerate(zip(body, right.body, strict=True)) if a != b]
        if len(differing) != 1 or differing[0] >= len(left.core):
            return None
        at = differing[0]
        alike = self.confusable.get(body[at], frozenset()) & self.confusable.get(
            right.body[at], frozenset()
        )
        if not alike or self._names.region_conflict(left, right):
            return None
        return Match("same", 90.0, "misprint", ("one_character",))


def _keys(lexicon: Lexicon) -> Mapping[str, str]:
    """The keys of the companies that the gazetteers have, by each of their names."""
    keys: dict[str, str] = {}
    for record in lexicon.companies:
        for name in (record.name, *record.short):
            keys.setdefault(plain(name), record.key)
    return keys
