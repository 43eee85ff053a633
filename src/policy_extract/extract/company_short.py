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
        self,
        text: str,
        runs: list[tuple[int, int]],
        claims: list[Claim],
        known: dict[str, Known],
        tokenizer: Tokenizer,
    ) -> list[Claim]:
        """An invented own name with the ending of a company, between words that go with names.

        ``runs`` are the endings of short names in ``text``.
        博远金属成为…, (金梭纺织), 支持昭能坤信息科技扩大…. Refused: 推动智造装备 (the own name is a
        word of plans), 鸿园科技园, and own names in ``known``, whose full name says better where
        the short one ends. In a list (空天信息、光电系统) the shape proves nothing: lists have a
        rule of their own. What ``claims`` hold already stays as it is; a name may begin where one
        of them ends (欣旺达|锂威能源项目).
        """
        shapes = self._shapes
        taken = {p for c in claims for p in range(c.start, c.end)}
        ends = {c.end for c in claims if c.end - c.start >= 3}
        found: list[Claim] = []
        for stop, end in runs:
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
            if core is None or claim.rule == "gazetteer":
                continue
            if self._shapes.refused(core.own) or not _PLAIN_NAME.match(core.own):
                continue
            legal = claim.rule in ("legal_form", "company_column")
            invented = self._shapes.distinctive if legal else self._shapes.invented
            cell = stream.piece(claim.start).cell
            new = Known(
                own=core.own,
                trade=core.trade,
                region=core.region,
                invented=invented(core.own, tokenizer),
                rows=frozenset({(cell.id, cell.row)} if cell else ()),
                rule="short_of_full" if legal else "in_document",
            )
            found[core.own] = _joined(found[core.own], new) if core.own in found else new
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
        run = shapes.endings.match(text, end)
        for stop in range(run.end(), end, -1) if run else ():
            part = text[end:stop]
            if shapes.endings.fullmatch(part) and (
                known.trade.startswith(part) or self._may_follow(part, known, text, stop)
            ):
                return stop
        return end

    def _may_follow(self, part: str, known: Known, text: str, stop: int) -> bool:
        """Whether the ending ``part``, foreign to the full name, belongs to a short name here."""
        if known.rule == "short_of_full" and not self._shapes.company_only.fullmatch(part):
            return False
        return self._shapes.begins_after(text, stop)


def _joined(one: Known, other: Known) -> Known:
    """What two names with the same own name say together: the longer trade, the surer rule."""
    return Known(
        own=one.own,
        trade=max(one.trade, other.trade, key=len),
        region=one.region or other.region,
        invented=one.invented or other.invented,
        rows=one.rows | other.rows,
        rule=max(one.rule, other.rule),  # short_of_full stands behind in_document in the alphabet
    )


def _joined_to_next(text: str, end: int, tokenizer: Tokenizer) -> bool:
    """Whether a word runs over ``end``: 科技|园 in 鸿园科技园 is one word for jieba."""
    left = max(end - 8, 0)
    doc = tokenizer.doc(text[left : end + 4])
    span = doc.char_span(end - left - 1, end - left, alignment_mode="expand")
    return span is not None and span.end_char > end - left and tokenizer.knows(span[-1].text)
