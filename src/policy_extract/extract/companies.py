"""Mentions of named enterprises (docs/annotation.md, section 3), each with its exact words.

Rules, surest first: ``legal_form`` (…有限公司), ``company_column`` (project lists), ``gazetteer``,
``operator`` (青海移动), ``group`` (国网…供电公司, 红狮集团), ``short_of_full`` (a short form of a
legal name of the document), ``list_context`` (A、B等企业), ``short_name`` (an invented own name
with the ending of a company, between words that go before and after names), ``coordination``
(beside a name), ``in_document`` (what one of these gave, found elsewhere).

Refused: 龙头企业, 上市公司 (generic), 现代纺织产业 (a trade), 鸿图智能科技产业园 (a park),
兰溪市污水处理厂 (public works), 盘毂电机 (a product with the own name of a company).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policy_extract.document import Plan, shadow
from policy_extract.extract.company_contexts import ListContexts, Names
from policy_extract.extract.company_forms import FormRules
from policy_extract.extract.company_names import CONTEXTS, NameShapes
from policy_extract.extract.company_short import Known, ShortNames
from policy_extract.extract.company_text import Claim, Stream
from policy_extract.extract.company_words import automaton, hits
from policy_extract.lexicon import Lexicon
from policy_extract.model import Mention

if TYPE_CHECKING:
    from policy_extract.segment.tokens import Tokenizer

_RANK = {
    rule: rank
    for rank, rule in enumerate(
        (
            "legal_form",
            "company_column",
            "gazetteer",
            "operator",
            "group",
            "short_of_full",
            "list_context",
            "short_name",
            "coordination",
            "in_document",
        )
    )
}


class CompanyFinder:
    """Finds companies in plans; built once for a Lexicon, used for any number of plans."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._shapes = NameShapes(lexicon)
        self._forms = FormRules(lexicon, self._shapes)
        self._short = ShortNames(lexicon, self._shapes)
        self._lists = ListContexts(lexicon, self._shapes)
        names = {shadow(n) for c in lexicon.companies for n in (c.name, *c.short)}
        self._ambiguous = frozenset(lexicon.words(CONTEXTS, "ambiguous.short"))
        self._gazetteer = automaton(names | self._ambiguous)

    def find(self, plan: Plan, tokenizer: Tokenizer) -> list[Mention]:
        """The company mentions of ``plan`` in the order of the text, without entity.

        Offsets are code points of ``plan.text`` and exact borders of the name as written, a line
        break inside it included. Residue yields nothing. Raises nothing of its own.
        """
        stream = Stream(plan)
        text = stream.text
        claims = self._forms.legal(stream, tokenizer)
        claims += self._forms.columns(stream, plan)
        claims += self._forms.groups(stream, tokenizer)
        claims += self._forms.operators(text, tokenizer)
        known, ambiguous = self._known(text, tokenizer)
        claims = _without_overlap(claims + known)
        sought: dict[str, Known] = {}
        claims = self._spread(stream, [], claims, sought, tokenizer)
        runs = list(self._shapes.ending_runs(text))
        short = self._short.find(text, runs, claims, sought, tokenizer)
        claims = self._spread(stream, claims, short, sought, tokenizer)
        names = Names({c.start: c.end for c in claims}, {c.start: c.end for c in ambiguous})
        lists = self._lists.find(text, runs, names, tokenizer)
        claims = self._spread(stream, claims, lists, sought, tokenizer)
        beside = self._lists.neighbours(text, claims, tokenizer)
        claims = self._spread(stream, claims, beside, sought, tokenizer)
        return [
            Mention(type="company", rule=c.rule, source=stream.source(c.start, c.end))
            for c in claims
        ]

    def _known(self, text: str, tokenizer: Tokenizer) -> tuple[list[Claim], list[Claim]]:
        """Names of the gazetteer, and those of them that are ordinary words too."""
        sure: list[Claim] = []
        unsure: list[Claim] = []
        for last, name in hits(self._gazetteer, text):
            start, end = last - len(name) + 1, last + 1
            if name in self._ambiguous:
                unsure.append(Claim(start, end, "gazetteer"))  # a list will judge its borders
            elif not (len(name) <= 3 and _cut_by_word(text, start, end, tokenizer)) and (
                not self._shapes.in_facility(text, end)
            ):
                sure.append(Claim(start, self._shapes.extended(text, end), "gazetteer"))
        return sure, unsure

    def _spread(
        self,
        stream: Stream,
        claims: list[Claim],
        more: list[Claim],
        sought: dict[str, Known],
        tokenizer: Tokenizer,
    ) -> list[Claim]:
        """``claims`` and ``more`` with what their own names find elsewhere in the document.

        ``sought`` remembers the own names already looked for and is added to.
        """
        joined = _without_overlap(claims + more)
        old = set(claims)
        cores = self._short.cores(stream, [c for c in joined if c not in old], tokenizer)
        fresh = {own: known for own, known in cores.items() if own not in sought}
        if not fresh:
            return joined
        sought.update(fresh)
        return _without_overlap(joined + self._elsewhere(stream, joined, fresh, tokenizer))

    def _elsewhere(
        self, stream: Stream, claims: list[Claim], cores: dict[str, Known], tokenizer: Tokenizer
    ) -> list[Claim]:
        """Short forms with these own names wherever else they stand in the document."""
        taken = {c.start for c in claims}
        found: list[Claim] = []
        for last, own in hits(automaton(cores), stream.text):
            start = last - len(own) + 1
            if start in taken:
                continue
            claim = self._short.short_form(stream, start, cores[own], tokenizer)
            if claim is not None:
                found.append(claim)
        return found


def _cut_by_word(text: str, start: int, end: int, tokenizer: Tokenizer) -> bool:
    """Whether an ordinary word runs over a border of ``text[start:end]``: 北京|东路 over 京东."""
    left, right = max(start - 6, 0), min(end + 6, len(text))
    doc = tokenizer.doc(text[left:right])
    span = doc.char_span(start - left, end - left, alignment_mode="expand")
    return span is not None and any(
        (t.idx < start - left or t.idx + len(t) > end - left) and tokenizer.knows(t.text)
        for t in span
    )


def _without_overlap(claims: list[Claim]) -> list[Claim]:
    """The claims in order of the text; where two overlap the longer stays, then the surer rule."""
    kept: list[Claim] = []
    used: set[int] = set()
    for claim in sorted(claims, key=lambda c: (c.start - c.end, _RANK[c.rule], c.start)):
        if used.isdisjoint(range(claim.start, claim.end)):
            used.update(range(claim.start, claim.end))
            kept.append(claim)
    return sorted(kept, key=lambda c: c.start)
