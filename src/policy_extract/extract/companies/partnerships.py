"""Names of enterprises that end in no legal form of a company: firms of a profession, construction bureaux."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policy_extract.extract.companies.borders import FORMS, HAN
from policy_extract.extract.companies.names import NameShapes
from policy_extract.extract.companies.search import Find, Search
from policy_extract.extract.companies.text import Claim
from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.alternation import alternation
from policy_extract.rules import Rule

if TYPE_CHECKING:
    from policy_extract.segment.tokens import Tokenizer

_LONGEST_OWN = 5
# A word of the dictionary met more often is no own name of a firm.
_COMMON = 1000


class PartnershipRules:
    """Rules for firms and bureaux; compiled once for a Lexicon."""

    def __init__(self, lexicon: Lexicon, shapes: NameShapes) -> None:
        words = lexicon.words
        self._shapes, self._borders, self._refusals = shapes, shapes.borders, shapes.refusals
        self._generic = words(FORMS, "firm.generic")
        bracket = r"(?:\([^()\n]{2,8}\))?"
        self._offices = words(FORMS, "firm.office")
        office, branch = (alternation(words(FORMS, f"firm.{n}")) for n in ("office", "branch"))
        self._firm = lexicon.compiled(
            f"{alternation(words(FORMS, 'firm.professions'))}{bracket}{office}{bracket}"
        )
        self._branch = lexicon.compiled(f"[{HAN}]{{2,6}}?{branch}")
        groups = alternation(words(FORMS, "bureau.groups"))
        numbers = lexicon.signs(FORMS, "bureau.numbers")
        self._bureau = lexicon.compiled(
            f"{groups}{{1,2}}(?:[{numbers}]{{1,3}}{alternation(words(FORMS, 'bureau.ends'))}"
            f"|{alternation(words(FORMS, 'bureau.named'))})"
        )

    def firms(self, search: Search) -> list[Claim]:
        """国浩律师(云岫)事务所, 瀚晟会计师事务所(特殊普通合伙)贵阳分所.

        Refused: 第三方会计师事务所, 知名律师事务所: nobody is named before the profession.
        """
        text, tokenizer = search.text, search.tokenizer
        found: list[Claim] = []
        if not any(office in text for office in self._offices):
            return found
        for match in self._firm.finditer(text):
            start = self._firm_start(text, match.start(), tokenizer)
            if start is not None:
                end = self._borders.branch_end(text, match.end(), self._branch)
                found.append(Claim(start, end, FIRM.id))
        return found

    def _firm_start(self, text: str, stop: int, tokenizer: Tokenizer) -> int | None:
        """Where the own name before a profession begins, or the region before it; None without one."""
        shapes, refusals = self._shapes, self._refusals
        for length in range(2, _LONGEST_OWN + 1):
            start = stop - length
            if start < 0 or text[start : start + 1] in "()\n":
                return None
            own = text[start:stop]
            if refusals.grammar(own) or any(word in own for word in self._generic):
                return None
            before = self._region_before(text, start)
            if not (before or self._borders.ends_before(text, start, tokenizer)):
                continue
            if own in shapes.regions or own in self._borders.before:
                return None
            if tokenizer.frequency(own) > _COMMON and not shapes.name_word(own):
                return None
            return start - before
        return None

    def _region_before(self, text: str, start: int) -> int:
        """How many signs before ``start`` are the name of a division, the most that are."""
        longest = range(min(8, start), 1, -1)
        return next((n for n in longest if text[start - n : start] in self._shapes.regions), 0)

    def bureaux(self, search: Search) -> list[Claim]:
        """中建三局, 中铁十二局, 中交一公局, 中铁隧道局; a bureau alone (三局) is a body of anybody."""
        return [
            Claim(match.start(), self._shapes.extended(search.text, match.end()), BUREAU.id)
            for match in self._bureau.finditer(search.text)
        ]


STAGE = "companies.forms"

FIRM: Rule[Find] = Rule(
    id="company.firm",
    stage=STAGE,
    zh="专业事务所",
    en="a firm of lawyers, accountants or the like",
    says="takes 瀚晟律师（贵阳）事务所, 昊泰会计师事务所（特殊普通合伙）贵阳分所",
    refuses="第三方会计师事务所, 知名律师事务所: nobody is named",
    run=PartnershipRules.firms,
)
BUREAU: Rule[Find] = Rule(
    id="company.bureau",
    stage=STAGE,
    zh="央企工程局",
    en="a construction bureau of a central group",
    says="takes 中建三局, 中铁十二局, 中交一公局, 中铁隧道局",
    refuses="三局, 建设局: no group before it",
    run=PartnershipRules.bureaux,
)

RULES = (FIRM, BUREAU)
