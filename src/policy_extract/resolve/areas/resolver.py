"""Area names to area entities: divisions by code, platforms and towns by the division they lie in.

A platform is known by its full name. 开发区 is a different body in each plan: a bare word for a platform means the
platform that the document is about, or the only one of its kind that the document, or the gazetteer of its
division, names; else it is an area of its document alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from itertools import pairwise
from typing import Final

from policy_extract.model import Meta, Relation
from policy_extract.resolve.areas.known import KnownAreas
from policy_extract.resolve.areas.matching import AreaMatcher
from policy_extract.resolve.areas.named import NamedAreas
from policy_extract.resolve.areas.names import AND, NOWHERE, PREFIX, WITHIN
from policy_extract.resolve.divisions import DivisionIndex, Place, Platform
from policy_extract.resolve.found import (
    RANK_BUILT,
    RANK_GAZETTEER,
    RANK_STATED,
    RANK_WRITTEN,
    Found,
    plain,
    squeeze,
)
from policy_extract.resolve.judgements import Judgements
from policy_extract.resolve.matching import Match, Name
from policy_extract.shelf import Room

#: A name that means no area: an enterprise in a column of places, a body.
NOTHING: Final = Found("", "area", "", RANK_WRITTEN, "refused", 0.0)
#: So many names that were asked for last are held, each with its document.
_HELD: Final = 4_000


class AreaResolver:
    """Resolves area names seen from a place; ``learn`` first tells it what the documents name."""

    def __init__(
        self, known: KnownAreas, divisions: DivisionIndex, judgements: Judgements, room: Room
    ) -> None:
        self._divisions, self._judgements = divisions, judgements
        self._known, self.names = known, known.names
        self._matcher = AreaMatcher(self.names, divisions, judgements)
        self._named = NamedAreas(known, divisions, room)
        self._found: dict[tuple[str, str, str | None], Found] = {}

    # -- where a document stands --------------------------------------------------------------

    def place(self, meta: Meta, document: str = "") -> Place:
        """From where a document sees names: by its area, else its issuers, else its title."""
        issued = self._issued_in(meta)
        if meta.area is None or not meta.area.name:
            return self._divisions.place(issued, document=document)
        text = plain(meta.area.name)
        record = self._known.alone(text)
        if record is None:
            near = self._divisions.place(issued) if issued else Place()
            code, rest = self._divisions.leading(text, near)
            code, rest = (issued, text) if code is None else (code, rest)
            tail, name = self.names.classed(rest), squeeze(meta.area.name)
        else:
            code, tail, name = record.division, record.tail, record.name
        here = self._divisions.place(code, document=document)
        if not tail or (code is None and not self.names.platform(tail)):
            return here
        entity = record.entity if record else self._known.entity(code, tail)
        if record is None and self.names.generic(text):
            entity = self._bound(code, text, document)
        own = Found(entity, "area", name, RANK_STATED, "exact", 100.0, code)
        judged = self._judgements.apply(
            "area", name, own, lambda text: own if text == plain(name) else self._rule(text, here)
        )
        return self._divisions.place(code, Platform(judged.entity, name, tail), document)

    def _issued_in(self, meta: Meta) -> str | None:
        """The division that the issuers, else the title, name in full at their front."""
        names = [ref.name for ref in meta.issuers] + ([meta.title] if meta.title else [])
        for name in names:
            code, rest = self._divisions.leading(plain(self.names.opening(name)), Place())
            if code is not None and rest:
                return code
        return None

    def learn(self, named: Iterable[tuple[Place, Iterable[str], str, Iterable[str]]]) -> None:
        """See ``NamedAreas.learn``."""
        self._named.learn(named)
        self._found = {}

    # -- what a name means --------------------------------------------------------------------

    def resolve(self, name: Name) -> Found:
        """The area that a name means in its document; ``entity`` is empty where it means none.

        ``rule`` says ``division``, ``gazetteer``, ``platform`` (the document's own), ``only_one`` (a bare word for
        the only platform of its kind that the document names), ``short_name`` (上华 for 上华街道, the only such
        town named), ``list`` (several places in one name), ``document`` (a word that only its document
        understands), ``exact``, ``judgement``, or ``refused``.
        """
        key = name.text, name.place.document, name.place.division
        found = self._found.get(key)
        if found is None:

            def by_rule(text: str) -> Found:
                return self._rule(text, name.place)

            found = self._judgements.apply("area", name.text, by_rule(name.text), by_rule)
            if (
                len(self._found) >= _HELD
            ):  # a document asks for its own names again and again, and then no more
                self._found.clear()
            self._found[key] = found
        return found

    def blocks(self, name: Name) -> tuple[str, ...]:
        """See ``AreaMatcher.blocks``."""
        found = self.resolve(name)
        return self._matcher.blocks(found)

    def form(self, name: Name) -> str:
        """The name of the place without its division."""
        return self._matcher.form(self.resolve(name))

    def shared(self, block: str) -> str:
        """The signs, without the division."""
        return block.partition("|")[2]

    def weigh(self, left: Name, right: Name) -> Match:
        """See ``AreaMatcher.weigh``."""
        return self._matcher.weigh(left.text, self.resolve(left), right.text, self.resolve(right))

    def relations(self, present: Set[str]) -> list[tuple[str, Relation]]:
        """Parts and their wholes, lists and their members, divisions and what took them in."""
        areas = sorted(e for e in present if e.startswith(PREFIX))
        return [(e, relation) for e in areas for relation in self.related(e)]

    def related(self, entity: str) -> list[Relation]:
        """The relations that an area has where their targets are in the corpus."""
        return self._known.relations(entity)

    def _rule(self, name: str, place: Place) -> Found:
        text = self.names.ungraded(plain(name))
        found = self._known_place(name, text, place) or self._whole(text, place)
        if found is not None:
            return found
        if self.names.refused(text) or self._named.firm(text, place):
            return NOTHING
        return (
            self._several(name, text, place)
            or self._bare(name, text, place)
            or self._named_place(name, text, place)
        )

    def _known_place(self, name: str, text: str, place: Place) -> Found | None:
        """The document's own platform, a place of the gazetteer, a region, a division."""
        platform = place.platform
        if platform is not None:
            if text == plain(platform.name):
                return _found(platform.entity, platform.name, RANK_STATED, "exact", place.division)
            if self.names.means(text, platform.tail, platform.name):
                return _found(
                    platform.entity, platform.name, RANK_STATED, "platform", place.division
                )
        record = self._known.record(text, place)
        if record is not None:
            rule = "exact" if squeeze(name) == record.name else "gazetteer"
            return _found(record.entity, record.name, RANK_GAZETTEER, rule, record.division)
        region = self._known.region(text)
        if region is not None:
            rule = "exact" if squeeze(name) == region.name else "gazetteer"
            return _found(region.entity, region.name, RANK_GAZETTEER, rule, region.division)
        code, tail = self._known.split(text, place)
        division = self._divisions.get(code)
        if division is None or tail:
            return None
        official = division.name
        rule = "exact" if squeeze(name) == official else "division"
        return _found(f"{PREFIX}{code}", official, RANK_GAZETTEER, rule, code)

    def _whole(self, text: str, place: Place) -> Found | None:
        """全市, 我区: the document's own division of that level, or its own platform."""
        platform, sign = place.platform, self.names.whole_of(text)
        if platform is not None and (
            (sign and platform.name.endswith(sign))
            or (self.names.calls_itself(text) and not self._named.rivals(text, place))
        ):
            return _found(platform.entity, platform.name, RANK_WRITTEN, "platform", place.division)
        if sign is None:
            return None
        code = self._divisions.level(sign, place)
        division = self._divisions.get(code)
        if division is None:
            entity = self._bound(place.division, text, place.document)
            return _found(entity, text, RANK_WRITTEN, "document", place.division)
        return _found(f"{PREFIX}{code}", division.name, RANK_GAZETTEER, "division", code)

    def _several(self, name: str, text: str, place: Place) -> Found | None:
        """Several places in one name: an area of its own, known by its members.

        The record keeps its one reference, and its value is that of all of them together (or of each: the text
        does not say), so it is never compared with a value of one of them.
        """
        parts = self._list(text, place)
        if len(parts) < 2:
            return None
        found = [self.resolve(Name(part, place)) for part in parts]
        ids = sorted({one.entity for one in found})
        if "" in ids:
            return None
        if len(ids) == 1:
            return found[0]._replace(rule="list")
        entity = PREFIX + AND.join(one.removeprefix(PREFIX) for one in ids)
        above = self._divisions.common(one.division for one in found)
        return _found(entity, squeeze(name), RANK_BUILT, "list", above)

    def _list(self, text: str, place: Place) -> list[str]:
        """The members when every part of a name is a place; else nothing."""
        parts = list(self.names.members(text))
        if len(parts) == 1 and (run := self._run_on(parts[0], place)):
            return run
        split: list[str] = []
        for part in parts:
            loose = self.names.loose_members(part)
            whole = len(loose) < 2 or self._divisions.find(part, place) is not None
            split += [part] if whole or not all(self._is_place(p, place) for p in loose) else loose
        ending = self.names.town(split[-1]) if len(split) > 1 else ""
        if ending:  # 兰江、云山、永昌街道
            split = [
                p if self._is_place(p, place) else p + ending for p in split[:-1] if len(p) > 1
            ] + split[-1:]
        return split if len(split) > 1 and all(self._is_place(p, place) for p in split) else []

    def _run_on(self, text: str, place: Place) -> list[str]:
        """平阳县苍南县: divisions one behind the other, none inside the other."""
        parts: list[str] = []
        while text:
            end = next(
                (n for n in range(len(text), 2, -1) if self._divisions.official(text[:n], place)), 0
            )
            if not end:
                return []
            parts.append(text[:end])
            text = text[end:]
        codes = [self._divisions.official(part, place) or "" for part in parts]
        nested = any(self._divisions.nested([a], [b]) for a, b in pairwise(codes))
        return [] if nested or len(parts) < 2 else parts

    def _is_place(self, text: str, place: Place) -> bool:
        if self._known_place(text, text, place) is not None:
            return True
        return bool(self.names.class_of(text) or self._named.short(text, place.division, place))

    def _bare(self, name: str, text: str, place: Place) -> Found | None:
        """A word for a kind of place: the only one of it that the document can mean, or its document's own."""
        word, code = self.names.generic(text), place.division
        levelled = self.names.of_level(text) if word is None else None
        if levelled is not None:
            code, word = self._divisions.level(levelled[0], place), levelled[1]
        if word is None:
            return None
        meant = self._named.meant(word, code, place)
        if meant is not None:
            return _found(meant.entity, meant.name, RANK_WRITTEN, "only_one", code)
        entity = self._bound(code, word, place.document)
        return _found(entity, squeeze(name), RANK_WRITTEN, "document", code)

    def _named_place(self, name: str, text: str, place: Place) -> Found:
        """A platform or a town by its division and its words."""
        if self._divisions.borne(text):  # 白云区: which of them is not said
            entity = self._bound(None, text, place.document)
            return _found(entity, squeeze(name), RANK_WRITTEN, "document", None)
        code, tail = self._known.split(text, place)
        if tail != text and (word := self.names.generic(tail)):  # 兰溪开发区
            meant = self._named.meant(word, code, place) if code else None
            if meant is not None and meant.division == code:
                return _found(meant.entity, meant.name, RANK_WRITTEN, "only_one", code)
        short = self._named.short(tail, code, place)
        if short is not None:
            found = _found(short.entity, short.name, RANK_WRITTEN, "short_name", code)
            return found._replace(score=90.0)
        tail = self.names.classed(tail)
        rank = RANK_STATED if text != tail else RANK_WRITTEN
        entity = self._known.entity(code, tail)
        return _found(entity, squeeze(name), rank, "exact", code)

    def _bound(self, code: str | None, word: str, document: str) -> str:
        """The id of what only its document understands."""
        return f"{PREFIX}{code or NOWHERE}:{self.names.own(word)}{WITHIN}{document}"


def _found(entity: str, name: str, rank: int, rule: str, division: str | None) -> Found:
    return Found(entity, "area", name, rank, rule, 100.0, division)
