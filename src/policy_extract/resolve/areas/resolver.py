"""Area names to area entities: divisions by code, platforms and towns by the division they lie in.

开发区 is a different body in each plan: a bare word for a platform means the platform that the
document is about, or the only one of its kind that is known in its division.
"""

from __future__ import annotations

from collections.abc import Iterable

from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.records import Area
from policy_extract.model import Meta, Relation
from policy_extract.resolve.areas.matching import WEIGHTS
from policy_extract.resolve.divisions import NATION, DivisionIndex, Place, Platform
from policy_extract.resolve.found import (
    RANK_GAZETTEER,
    RANK_STATED,
    RANK_WRITTEN,
    Found,
    plain,
    squeeze,
)
from policy_extract.resolve.judgements import Judgements
from policy_extract.resolve.matching import Match, Name

_FILE = "area_resolution"
NOWHERE = "-"
_CORPUS = "*"


class AreaResolver:
    """Resolves area names seen from a place; ``learn`` first tells it the names of the corpus."""

    def __init__(self, lexicon: Lexicon, divisions: DivisionIndex, judgements: Judgements) -> None:
        self._divisions = divisions
        self._judgements = judgements
        self._records: dict[str, list[Area]] = {}
        self._by_key = {record.key: record for record in lexicon.areas}
        for record in lexicon.areas:
            for name in dict.fromkeys((record.name, *record.short)):
                self._records.setdefault(plain(name), []).append(record)
        words = lexicon.words
        self._bare = frozenset(words(_FILE, "bare"))
        self._classes = {
            word: canonical
            for canonical, words in lexicon.table(_FILE, "class").items()
            for word in (words if isinstance(words, tuple) else ())
        }
        self._class_words = sorted(self._classes, key=lambda w: (-len(w), w))
        self._endings = frozenset(words(_FILE, "endings"))
        self._joints = words(_FILE, "joints")
        nation = words(_FILE, "nation")
        self._wide: dict[str, tuple[str, str, str | None]] = {}
        for name, others in lexicon.table(_FILE, "wide").items():
            code = NATION if name in nation else None
            for other in (name, *(others if isinstance(others, tuple) else ())):
                self._wide[plain(other)] = (f"area:{code or name}", name, code)
        self._known: dict[tuple[str, str], set[str]] = {}

    def place(self, meta: Meta) -> Place:
        """From where a document sees names: by its area, else its issuers, else its title."""
        nowhere = Place()
        if meta.area is not None:
            record = self._global_record(plain(meta.area.name))
            if record is not None:
                code = self._code(record)
                if code == record.key:
                    return self._divisions.place(code)
                platform = Platform(self._entity(record), record.name, self._tail(record))
                return self._divisions.place(code, platform)
            issued = self._issued_in(meta)
            near = self._divisions.place(issued) if issued else nowhere
            code, rest = self._divisions.leading(plain(meta.area.name), near)
            if code is None and meta.area.name:
                code, rest = issued, plain(meta.area.name)
            if code is not None and rest:
                tail = self._classed(rest)
                platform = Platform(f"area:{code}:{tail}", squeeze(meta.area.name), tail)
                return self._divisions.place(code, platform)
            if code is not None:
                return self._divisions.place(code)
        return self._divisions.place(self._issued_in(meta))

    def learn(self, names: Iterable[tuple[str, Place]]) -> None:
        """Take in the area names of the corpus, so that short forms find their full ones."""
        self._known = {}
        for name, place in names:
            parent, tail = self._split(plain(name), place)
            tail = self._classed(tail)
            if tail and (tail not in self._bare or len(plain(name)) > len(tail)):
                for document in (place.document, _CORPUS):
                    self._known.setdefault((document, parent or NOWHERE), set()).add(tail)

    def resolve(self, name: Name) -> Found:
        """The area that a name means in its document.

        ``rule`` says ``division``, ``gazetteer``, ``platform`` (the document's own), ``short_name``
        (上华 for 上华街道, the only such town known in the division) or ``exact``.
        """

        def by_rule(text: str) -> Found:
            return self._by_rule(text, name.place)

        return self._judgements.apply("area", name.text, by_rule(name.text), by_rule)

    def blocks(self, name: Name) -> tuple[str, ...]:
        """None yet."""
        return (squeeze(name.text),)

    def weigh(self, left: Name, right: Name) -> Match:
        """Nothing is weighed yet."""
        return WEIGHTS.judge(left.text and right.text, ())

    def relations(self, present: frozenset[str]) -> tuple[tuple[str, Relation], ...]:
        """None yet."""
        del present
        return ()

    def _by_rule(self, name: str, place: Place) -> Found:
        text = plain(name)
        platform, classed = place.platform, self._classed(text)
        if platform is not None and (
            text == platform.name or (classed in self._bare and platform.tail.endswith(classed))
        ):
            rule, full = "exact" if text == platform.name else "platform", platform.name
            return Found(platform.entity, "area", full, RANK_STATED, rule, 100.0, place.division)
        record = self._record(text, place)
        if record is not None:
            code = self._code(record)
            rule = "exact" if squeeze(name) == record.name else "gazetteer"
            entity = self._entity(record)
            return Found(entity, "area", record.name, RANK_GAZETTEER, rule, 100.0, code)
        if text in self._wide:
            entity, official, wide = self._wide[text]
            rule = "exact" if squeeze(name) == official else "gazetteer"
            return Found(entity, "area", official, RANK_GAZETTEER, rule, 100.0, wide)
        parent, tail = self._split(text, place)
        if parent is not None and not tail:
            official = self._divisions.by_code[parent].name
            rule = "exact" if squeeze(name) == official else "division"
            return Found(f"area:{parent}", "area", official, RANK_GAZETTEER, rule, 100.0, parent)
        tail = self._classed(tail)
        full = self._full_tail(parent or NOWHERE, tail, place.document)
        rule = "exact" if full == tail else "short_name"
        rank = RANK_STATED if text != tail and full == tail else RANK_WRITTEN
        score = 100.0 if full == tail else 90.0
        entity = f"area:{parent or NOWHERE}:{full}"
        return Found(entity, "area", squeeze(name), rank, rule, score, parent)

    def _split(self, text: str, place: Place) -> tuple[str | None, str]:
        """The division a name lies in, and the name without it (the document's own when unsaid)."""
        whole = self._divisions.find(text, place)
        if whole is not None:
            return whole, ""
        code, rest = self._divisions.leading(text, place)
        # A list of places (武义县、磐安县) and a lone character (金华市区) are no name in a
        # division.
        if code is None or len(rest) == 1 or rest.startswith(self._joints):
            return place.division, text
        return code, rest

    def _full_tail(self, parent: str, tail: str, document: str) -> str:
        """The full name that a short one stands for: in its own document, else in the corpus."""
        for where in (document, _CORPUS):
            known = self._known.get((where, parent), set())
            if tail in self._bare:
                fuller = [t for t in known if t.endswith(tail)]
            else:
                fuller = [
                    t for t in known if t.startswith(tail) and t[len(tail) :] in self._endings
                ]
            if fuller:
                return fuller[0] if len(fuller) == 1 else tail
        return tail

    def _classed(self, tail: str) -> str:
        """The name with its class word in standard spelling: 高新技术产业园区 → 高新区."""
        for word in self._class_words:
            if tail.endswith(word):
                return tail[: -len(word)] + self._classes[word]
        return tail

    def _record(self, text: str, place: Place) -> Area | None:
        """The gazetteer's area of this name that the document can mean; nearest first."""
        ranked: list[tuple[int, str, Area]] = []
        for record in self._records.get(text, ()):
            code = self._code(record)
            if code is None:
                ranked.append((8, record.key, record))
            elif code in self._divisions.by_code:
                distance = self._divisions.distance(code, place)
                # A short name speaks only to its own surroundings: 开发区 is another body
                # elsewhere.
                if distance <= 3 or text == plain(record.name):
                    ranked.append((distance, record.key, record))
            elif place.division is None or text == plain(record.name):
                ranked.append((9, record.key, record))
        ranked.sort(key=lambda item: item[:2])
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return None
        if ranked[0][0] > 0 and self._classed(text) in self._bare:
            return None
        return ranked[0][2]

    def _global_record(self, text: str) -> Area | None:
        records = [r for r in self._records.get(text, ()) if plain(r.name) == text]
        return records[0] if len(records) == 1 else None

    def _code(self, record: Area) -> str | None:
        seen: set[str] = set()
        current: Area | None = record
        while current is not None and current.key not in seen:
            seen.add(current.key)
            for code in (current.key, current.parent):
                if len(code) == 6 and code.isdigit():
                    return code
            current = self._by_key.get(current.parent)
        return None

    def _entity(self, record: Area) -> str:
        return f"area:{record.key}"

    def _tail(self, record: Area) -> str:
        _, rest = self._divisions.leading(plain(record.name), Place())
        return self._classed(rest or plain(record.name))

    def _issued_in(self, meta: Meta) -> str | None:
        """The division that the issuers, else the title, name in full at their front."""
        names = [ref.name for ref in meta.issuers] + ([meta.title] if meta.title else [])
        for name in names:
            code, rest = self._divisions.leading(plain(name), Place())
            if code is not None and rest:
                return code
        return None
