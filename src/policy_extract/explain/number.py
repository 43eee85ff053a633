"""Every number of a line, or of the places where words stand: the record that it is, or why it is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_extract.desk.page import Mark, Page
from policy_extract.desk.pieces import Line, Piece, indented
from policy_extract.document import Plan
from policy_extract.explain.find import NotFound
from policy_extract.explain.record import Teller
from policy_extract.model import Observation
from policy_extract.rules import Refused, Said
from policy_extract.work import Traced

_DIGITS = re.compile(r"[\d０-９]+(?:[.．,，][\d０-９]+)*")
_MOST = 20  # places of words that are shown


def numbers_of_line(teller: Teller, traced: Traced, line: int) -> Iterator[Line]:
    """Every number of a line. Raises NotFound for a line that there is not."""
    page = _page(traced)
    span = page.span_of_line(line)
    if span is None:
        raise NotFound("explain.no_line", line=line, last=page.line(len(page.text)))
    yield from _Numbers(teller, traced, page).within(span)


def numbers_of_words(teller: Teller, traced: Traced, words: str) -> Iterator[Line]:
    """Every number of the sentences in which words stand. Raises NotFound where they stand nowhere."""
    page = _page(traced)
    found = [Said(m.start(), m.end()) for m in _places(page.text, words)]
    if not found:
        raise NotFound("explain.no_words_there", words=words)
    around = list(dict.fromkeys(page.sentence(said.start, said.end) for said in found))
    numbers = _Numbers(teller, traced, page)
    for span in around[:_MOST]:
        yield from numbers.within(span)
    if len(around) > _MOST:
        yield (Piece(teller.say("explain.more_places", count=len(around) - _MOST), "quiet"),)


def _places(whole: str, words: str) -> Iterator[re.Match[str]]:
    """The places of words; a line end inside them does not count."""
    signs = [re.escape(sign) for sign in words if not sign.isspace()]
    if not signs:
        return iter(())
    return re.finditer(r"[ \t\u3000]*\n?[ \t\u3000]*".join(signs), whole)


def _page(traced: Traced) -> Page:
    document = traced.outcome.document
    if document is None:
        raise ValueError("a document that was not read has no numbers")
    return Page(traced.outcome.text, document)


class _Numbers:
    """The numbers of one document: records, refusals, and digits that no rule was asked about."""

    def __init__(self, teller: Teller, traced: Traced, page: Page) -> None:
        self._teller, self._page, self._plan = teller, page, traced.plan
        self._records = page.document.observations
        self._refused = traced.refused

    def within(self, span: Said) -> Iterator[Line]:
        """Every number that begins in a stretch, in order of the text."""
        page, teller = self._page, self._teller
        yield (
            Piece(page.place(span.start, teller.language), "head"),
            Piece("  "),
            Piece(page.quoted(span), "quiet"),
        )
        told: list[tuple[int, Observation | Refused | Said]] = [
            (r.source.start, r) for r in self._records if span.start <= r.source.start < span.end
        ]
        told += [(r.start, r) for r in self._refused if span.start <= r.start < span.end]
        told += [(said.start, said) for said in self._untold(span)]
        if not told:
            yield indented(teller.say("explain.no_numbers"), by=2)
        for _, one in sorted(told, key=lambda item: item[0]):
            if isinstance(one, Observation):
                yield from teller.record(page, one)
            elif isinstance(one, Refused):
                yield from self._refusal(one)
            else:
                yield from self._passed_over(one)

    def _refusal(self, refused: Refused) -> Iterator[Line]:
        page, teller = self._page, self._teller
        words = page.quoted(Said(refused.start, refused.end))
        yield (Piece(teller.say("explain.refused", words=words), "refused"),)
        marks = [Mark(refused.start, refused.end, teller.say("explain.refused_mark"), own=True)]
        said = refused.said
        if said is not None and (said.start, said.end) != (refused.start, refused.end):
            marks.append(Mark(said.start, said.end, teller.say("explain.because_mark")))
        around = page.sentence(refused.start, refused.end)
        yield (Piece("  "), *page.marked(around, marks, teller.language))
        yield from teller.rule(refused.rule)
        if said is not None:
            yield indented(teller.say("explain.because", words=page.quoted(said)), by=6)

    # --- digits that no rule was asked about ------------------------------------------------------------

    def _untold(self, span: Said) -> Iterator[Said]:
        """Digits of a stretch that belong to no record and no refusal."""
        told = [(r.source.start, r.source.end) for r in self._records]
        told += [(r.start, r.end) for r in self._refused]
        for match in _DIGITS.finditer(self._page.text, span.start, span.end):
            if not any(start < match.end() and match.start() < end for start, end in told):
                yield Said(match.start(), match.end())

    def _passed_over(self, said: Said) -> Iterator[Line]:
        page, teller = self._page, self._teller
        words = teller.say("explain.passed", words=page.quoted(said), why=self._why(said))
        yield (Piece(words, "refused"),)

    def _why(self, said: Said) -> str:
        """Where digits stand that no rule is asked about."""
        say, document = self._teller.say, self._page.document
        residue = next((r for r in self._residue() if r[0] <= said.start < r[1]), None)
        if residue is not None:
            return say("explain.in_residue", reason=residue[2])
        for project in document.projects:
            if project.source.start <= said.start < project.source.end:
                return say("explain.in_project", id=project.id)
        table = next((t for t in document.tables if t.start <= said.start < t.end), None)
        if table is not None:
            return say("explain.in_table", id=table.id)
        for section in document.sections:
            stop = section.start + len(section.number or "") + len(section.title) + 2
            if section.start <= said.start < stop:
                return say("explain.in_heading")
        if any(
            p.kind in ("title", "caption", "heading") and p.start <= said.start < p.end
            for p in (self._plan.paragraphs if self._plan else ())
        ):
            return say("explain.in_title")
        return say("explain.in_word")

    def _residue(self) -> Iterator[tuple[int, int, str]]:
        plan: Plan | None = self._plan
        return iter([(r.start, r.end, r.reason) for r in plan.residue] if plan else [])
