"""Agency names to bodies: 市经信局 is 兰溪市经济和信息化局 in a 兰溪市 document only.

The id is the division and the gazetteer's key of the kind of body, so 市经信局, 市经信委 and
经信局 of one division are one for good; a body that no gazetteer knows goes by its own words.
"""

from __future__ import annotations

from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.records import Agency
from policy_extract.model import EntityType, Relation
from policy_extract.resolve.agencies.matching import WEIGHTS
from policy_extract.resolve.agencies.names import (
    AS_WRITTEN,
    ENDING,
    FILE,
    AgencyNames,
    Known,
    Split,
)
from policy_extract.resolve.areas.names import NOWHERE
from policy_extract.resolve.areas.resolver import AreaResolver
from policy_extract.resolve.divisions import NATION, DivisionIndex, Place
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


class AgencyResolver:
    """Resolves agency names seen from a place; built once per lexicon."""

    def __init__(
        self,
        lexicon: Lexicon,
        divisions: DivisionIndex,
        areas: AreaResolver,
        judgements: Judgements,
    ) -> None:
        self._divisions, self._areas, self._judgements = divisions, areas, judgements
        self._names = AgencyNames(lexicon, divisions)
        self._own: dict[tuple[str, str], Agency] = {}
        for record in lexicon.agencies:
            if record.division:
                for name in (record.full, *record.core):
                    self._own.setdefault((record.division, plain(name)), record)
        words = lexicon.words
        self._same_words = [
            (other, "" if word == "drop" else word)
            for word, others in lexicon.table(FILE, "same_collective").items()
            for other in (others if isinstance(others, tuple) else ())
        ]
        self._same_endings = [
            (other, word)
            for word, others in lexicon.table(FILE, "same_ending").items()
            for other in (others if isinstance(others, tuple) else ())
        ]
        self._body_ends = words(FILE, "body_ends")
        self._unprefixed = words(FILE, "unprefixed")
        self._platform_ends = words(FILE, "platform_ends")
        self._platform_levels = words(FILE, "platform_levels")
        self._committee_words = words(FILE, "committee_words")
        self._committee = "".join(words(FILE, "committee")[:1])
        self._national = words(FILE, "national_fronts")
        self._party_fronts = words(FILE, "party_fronts")
        self._party = "".join(words(FILE, "party")[:1])
        self._party_body = "".join(words(FILE, "party_body")[:1])
        self._government_fronts = words(FILE, "government_fronts")
        self._government = "".join(words(FILE, "government")[:1])

    def resolve(self, name: Name) -> Found:
        """The body that a name means in its document.

        ``rule``: ``exact`` (written in full), ``gazetteer`` (a known local body), ``short_name``
        (by the gazetteer, division said), ``bare`` (no division said: the document's own),
        ``level_word``, ``platform`` (a body of the document's park), ``collective``,
        ``as_written``.
        """

        def by_rule(text: str) -> Found:
            return self._by_rule(text, name.place)

        return self._judgements.apply("agency", name.text, by_rule(name.text), by_rule)

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
        split = self._names.split(text, place)
        own = self._own_record(text, split, place)
        if own is not None:
            return own
        known = self._names.known(split.skeleton, split.division)
        if known is not None:
            return self._known(text, split, known)
        if self._names.collective(text):
            return self._platform_office(name, text, place) or self._group(name, split)
        return (
            self._platform(name, text, place)
            or self._platform_office(name, text, place)
            or self._unknown(name, text, split)
        )

    def _own_record(self, text: str, split: Split, place: Place) -> Found | None:
        """A body that a gazetteer names for one division, in whole or with a level word."""
        for division in (*(d.code for d in place.chain), NATION):
            record = self._own.get((division, text))
            if record is None and split.said and split.division == division:
                record = self._own.get((division, split.skeleton))
            if record is not None:
                return self._found(record, division, text, record.full, RANK_GAZETTEER, "gazetteer")
        return None

    def _found(
        self, record: Agency, code: str | None, text: str, full: str, rank: int, rule: str
    ) -> Found:
        """The body of a gazetteer's record in the division ``code``."""
        entity = f"agency:{code or NOWHERE}:{record.key}"
        if text == plain(full):
            rule, rank = "exact", max(rank, RANK_STATED)
        kind: EntityType = "collective" if record.collective else "agency"
        return Found(entity, kind, full, rank, rule, 100.0, code)

    def _known(self, text: str, split: Split, known: Known) -> Found:
        """The full name by the gazetteer's form: 市发改委 → 南通市 + 发展和改革 + 委员会."""
        code, record, full = split.division, known.record, known.record.full
        division = self._divisions.by_code.get(code or "")
        rule = "short_name" if split.said else "bare"
        if full == AS_WRITTEN:
            if division is not None and split.said != "name":
                text = division.name + text[len(split.head) :]
            return self._found(record, code, text, text, RANK_WRITTEN, rule)
        if ENDING in full:
            full = full.replace(ENDING, self._names.ending(known.core))
        if "{" not in full:
            full = "{d}" + full
        rank = RANK_WRITTEN if division is None or known.guessed else RANK_BUILT
        above = self._divisions.by_code.get(division.parent, division) if division else None
        full = full.replace("{d}", division.name if division else "")
        full = full.replace("{s}", (division.short or division.name) if division else "")
        full = full.replace("{p}", above.name if above else "")
        found = self._found(record, code, text, full, rank, rule)
        if division is None and split.said:  # 市发改委 in a place that no list has: 市, but which
            entity = f"agency:{NOWHERE}:{split.head}{record.key}"
            found = found._replace(entity=entity, name=split.head + found.name)
        return found._replace(score=90.0) if known.guessed else found

    def _group(self, name: str, split: Split) -> Found:
        """Many bodies at once: one collective body for each division and wording."""
        core = self._alike(split.skeleton)
        code = split.division
        division = self._divisions.by_code.get(code or "")
        full = squeeze(name)
        if division is not None and split.said != "name":
            full = division.name + (full[1:] if split.said else full)
        entity = f"agency:{code or NOWHERE}:{core or split.skeleton}"
        return Found(entity, "collective", full, RANK_WRITTEN, "collective", 100.0, code)

    def _alike(self, core: str) -> str:
        """A collective name in one spelling: 各相关部门 and 有关部门 are one."""
        for other, word in self._same_words:
            core = core.replace(other, word)
        return core

    def _platform(self, name: str, text: str, place: Place) -> Found | None:
        """A park as a body is its committee: 经济开发区 is 经济开发区管委会."""
        base, committee = text, ""
        for word in self._committee_words:
            if text.endswith(word):
                base, committee = text.removesuffix(word), self._committee
                break
        if not base and place.platform is not None:
            base = place.platform.name
        if not base.endswith(self._platform_ends):
            return None
        area = self._areas.resolve(Name(base, place))
        code, full = area.division, area.name
        division = self._divisions.by_code.get(code or "")
        if division is not None and area.rank == RANK_WRITTEN:
            full = (division.short or division.name) + full
        rank, rule = RANK_BUILT, "platform"
        if squeeze(name) != text or base != text:
            rank = RANK_STATED
        entity = f"agency:{area.entity.removeprefix('area:')}{self._committee}"
        if plain(full + committee) == text:
            rule = "exact"
        return Found(entity, "agency", full + committee, rank, rule, 100.0, code)

    def _platform_office(self, name: str, text: str, place: Place) -> Found | None:
        """An office of the document's own park: 区招商局 in the plan of 兰溪经济开发区."""
        platform = place.platform
        if platform is None:
            return None
        fronts = [w for w in self._platform_ends if platform.tail.endswith(w)]
        for front in (platform.name, platform.tail, *fronts, *self._platform_levels):
            rest = text.removeprefix(front)
            if rest != text and len(rest) > 1:
                full = platform.name + squeeze(name).removeprefix(front)
                kind: EntityType = "collective" if self._names.collective(rest) else "agency"
                rest = self._alike(rest) if kind == "collective" else rest
                entity = f"agency:{platform.entity.removeprefix('area:')}{rest}"
                return Found(entity, kind, full, RANK_BUILT, "platform", 100.0, place.division)
        return None

    def _unknown(self, name: str, text: str, split: Split) -> Found:
        """A body that no gazetteer knows: its own words, behind the division's name if short.

        三江源国家公园管理局 and 黄河上游水电开发有限公司 stay as written: they are no office of
        the province.
        """
        code, core = split.division, split.skeleton
        division = self._divisions.by_code.get(code or "")
        if not core and division is not None:  # 达茂旗 as a body: its people's government
            known = self._names.known(self._government)
            if known is not None:
                return self._known(text, split, known)
        full, rank, rule = squeeze(name), RANK_WRITTEN, "as_written"
        if text.startswith(self._national):
            code = NATION
        elif split.said == "name":
            rank, rule = RANK_STATED, "exact"
        elif division is not None and (split.said or self._office(text)):
            full = self._titled(division.name, full[len(split.head) :])
            rank, rule = RANK_BUILT, "level_word" if split.said else "bare"
        for other, word in self._same_endings:
            if core.endswith(other):
                core = core.removesuffix(other) + word
                break
        return Found(f"agency:{code or NOWHERE}:{core}", "agency", full, rank, rule, 100.0, code)

    def _titled(self, division: str, core: str) -> str:
        """The regular full name: 委改革办 → 中共X委改革办, 政府督查室 → X人民政府督查室."""
        for front in self._party_fronts:
            if core.startswith(front) and len(core) > len(front) + 1:
                return self._party + division + self._party_body + core.removeprefix(front)
        for front in self._government_fronts:
            if core.startswith(front) and len(core) > len(front) + 1:
                return division + self._government + core.removeprefix(front)
        return division + core

    def _office(self, text: str) -> bool:
        """Whether a bare name is an office of the division: 通创办, not 民航重庆空管分局."""
        return (len(text) <= 6 or text.endswith(self._body_ends)) and not any(
            word in text for word in self._unprefixed
        )
