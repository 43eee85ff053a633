"""Short names of enterprises: found by their shape, or as short forms of names the document has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policy_extract.extract.company_names import BREAKS, HAN, NameShapes
from policy_extract.extract.company_text import Claim, Stream
from policy_extract.lexicon import Lexicon

if TYPE_CHECKING:
    from policy_extract.segment.tokens import Tokenizer

_LONGEST_OWN = 4
_PLAIN_NAME = re.compile(f"[{HAN}A-Za-z0-9]{{2,}}$")


@dataclass(frozen=True, slots=True)
class Known:
    """An own name of the document: trade and region of its full name, and its table rows."""

    own: str
    trade: str
    region: str
    invented: bool
    rows: frozenset[tuple[str, int]]
    rule: str


class ShortNames:
    """Rules for short names; compiled once for a Lexicon."""

    def __init__(self, lexicon: Lexicon, shapes: NameShapes) -> None:
        self._shapes = shapes
        self._regions = {d.short for d in lexicon.divisions if d.level != "county" and d.short}

    def find(
        self, text: str, claims: list[Claim], known: dict[str, Known], tokenizer: Tokenizer
    ) -> list[Claim]:
        """An invented own name with the ending of a company, between words that go with names.

        博远金属成为…, (金梭纺织), 支持昭能坤信息科技扩大…. Refused: 推动智造装备 (the own name is a
        word of plans), 鸿园科技园, and own names in ``known``, whose full name says better where
        the short one ends. In a list (空天信息、光电系统) the shape proves nothing: lists have a rule
        of their own. What ``claims`` hold already stays as it is; a name may begin where one of
        them ends (欣旺达|锂威能源项目).
        """
        shapes = self._shapes
        taken = {p for c in claims for p in range(c.start, c.end)}
        ends = {c.end for c in claims if c.end - c.start >= 3}
        found: list[Claim] = []
        for stop, end in shapes.ending_runs(text):
            if not shapes.begins_after(text, end) or text[end] in "、等":
                continue
            if shapes.in_facility(text, end):
                continue
            for length in range(2, _LONGEST_OWN + 1):
                start = stop - length
                if start < 1 or text[start] in BREAKS or start in taken:
                    break
                if text[start - 1] == "、" and text[end] != "的":
                    break
                own = text[start:stop]
                if not (start in ends or shapes.ends_before(text, start, tokenizer)):
                    continue
                if shapes.invented(own, tokenizer):
                    if own not in known and not _joined_to_next(text, end, tokenizer):
                        found.append(Claim(start, end, "short_name"))
                    break
        return found

    def cores(
        self, stream: Stream, claims: Iterable[Claim], tokenizer: Tokenizer
    ) -> dict[str, Known]:
        """Own names of the claimed names, by which the same companies are found elsewhere."""
        found: dict[str, Known] = {}
        for claim in claims:
            name = stream.text[claim.start : claim.end]
            core = self._shapes.core(name)
            if core is None or len(core.own) < 2 or core.own in self._shapes.refused_words:
                continue
            if self._shapes.refused(core.own) or not _PLAIN_NAME.match(core.own):
                continue
            if claim.rule == "gazetteer":
                continue
            cell = stream.piece(claim.start).cell
            rows = {(cell.id, cell.row)} if cell else set()
            old = found.get(core.own)
            legal = claim.rule in ("legal_form", "company_column")
            distinctive = self._shapes.distinctive if legal else self._shapes.invented
            invented = distinctive(core.own, tokenizer) or (old is not None and old.invented)
            rule = (
                "short_of_full" if legal or (old and old.rule == "short_of_full") else "in_document"
            )
            trade = max((core.trade, old.trade if old else ""), key=len)
            found[core.own] = Known(
                core.own,
                trade,
                core.region or (old.region if old else ""),
                invented,
                frozenset(rows | (old.rows if old else set())),
                rule,
            )
        return found

    def short_form(
        self, stream: Stream, start: int, known: Known, tokenizer: Tokenizer
    ) -> Claim | None:
        """The short form of a known company whose own name stands at ``start``, or None."""
        text, shapes = stream.text, self._shapes
        own_end = start + len(known.own)
        end = shapes.with_form(text, self._extend(text, own_end, known))
        if shapes.in_facility(text, end):
            return None
        bare = end == own_end
        piece = stream.piece(start)
        same_row = piece.cell is not None and (piece.cell.id, piece.cell.row) in known.rows
        if known.region and text.startswith(known.region, start - len(known.region)):
            front = start - len(known.region)
            if shapes.ends_before(text, front, tokenizer) or front == piece.start:
                return Claim(front, end, known.rule)
        if bare and known.invented and (before := self._region_before(text, start, tokenizer)):
            return Claim(before, end, known.rule)
        strict = not known.invented or (bare and len(known.own) < 3)
        if same_row and start in (piece.start, piece.start + 1):
            strict = False
        if strict and not (
            shapes.ends_before(text, start, tokenizer) and shapes.begins_after(text, end)
        ):
            return None
        if bare and not known.invented:
            return None
        return Claim(start, end, known.rule)

    def _region_before(self, text: str, start: int, tokenizer: Tokenizer) -> int | None:
        """Where a province or prefecture begins that opens a bare own name: 浙江|锂威."""
        for length in (3, 2):
            before = start - length
            if before > 0 and text[before:start] in self._regions:
                return before if self._shapes.ends_before(text, before, tokenizer) else None
        return None

    def _extend(self, text: str, end: int, known: Known) -> int:
        """How far the words of trade behind an own name belong to it.

        The whole trade of the full name (盘毂|动力科技), else the words it shares with it
        (康鹏|半导体), else an ending of short names when a name can end there (甬金|股份).
        怡钛积光学膜: nothing.
        """
        shapes = self._shapes
        if known.trade and text.startswith(known.trade, end):
            return end + len(known.trade)
        best = end
        for pattern in (shapes.trade_run, shapes.endings):
            run = pattern.match(text, end)
            for stop in range(run.end(), end, -1) if run else ():
                part = text[end:stop]
                if not pattern.fullmatch(part):
                    continue
                if known.trade.startswith(part) and shapes.endings.fullmatch(part):
                    return max(best, stop)
                if pattern is shapes.endings and self._may_follow(part, known, text, stop):
                    return max(best, stop)
        return best

    def _may_follow(self, part: str, known: Known, text: str, stop: int) -> bool:
        """Whether the ending ``part``, foreign to the full name, belongs to a short name here."""
        if known.rule == "short_of_full" and not self._shapes.company_only.fullmatch(part):
            return False
        return self._shapes.begins_after(text, stop)


def _joined_to_next(text: str, end: int, tokenizer: Tokenizer) -> bool:
    """Whether a word runs over ``end``: 科技|园 in 鸿园科技园 is one word for jieba."""
    left = max(end - 8, 0)
    doc = tokenizer.doc(text[left : end + 4])
    span = doc.char_span(end - left - 1, end - left, alignment_mode="expand")
    return span is not None and span.end_char > end - left and tokenizer.knows(span[-1].text)
