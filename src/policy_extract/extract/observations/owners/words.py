"""The words that owners are told by, as patterns and lists of a lexicon."""

from __future__ import annotations

from policy_extract.extract.observations.owners.cuts import SHORTEST
from policy_extract.extract.observations.places import PlaceWords
from policy_extract.lexicon import Lexicon, indicators_by_name, names_of_indicators
from policy_extract.lexicon.records import Division


class OwnerWords:
    """What the lexicon knows of owners; built once, shared by all plans."""

    def __init__(self, lexicon: Lexicon, places: PlaceWords) -> None:
        words, pattern = lexicon.words, lexicon.pattern
        self._records = lexicon.once(indicators_by_name)
        self.named_places = places
        self.within = words("owners", "place.within")[0]
        self.with_within = words("owners", "place.with_within")
        self.industry = words("owners", "industry.ends")
        self.heads = words("owners", "industry.heads")
        self.bodies = words("owners", "industry.bodies")
        self.body = pattern("<owners.industry.bodies>")
        self.body_goes_on = words("owners", "industry.body_goes_on")
        self.general_words = words("owners", "industry.general")
        self.general_starts = words("owners", "industry.general_starts")
        self.platform_ends = words("layout", "platform.ends")
        self.place_kinds = words("owners", "place.ends")
        self.places = (*self.platform_ends, *self.place_kinds)
        self.averages = words("naming", "head.averages")
        self.realised = words("naming", "inner.realised")
        self.not_ends = words("owners", "industry.not_ends")
        self.sectors = words("owners", "industry.sectors")
        self.of_gdp = words("owners", "industry.of_gdp")
        self.by_industry = words("owners", "industry.named")
        self.sentence_lead = pattern(
            r"\s*(?:[^,。;]{2,14}(?:<owners.place.time_ends>),)?(?:<owners.place.leading>)?"
        )
        self.sentence_verb = pattern(r"(?:[,:]|(?:<owners.place.does>))")
        done = (*words("announcing", "front"), *words("naming", "worked.verbs"))
        self.verbs = tuple(word for word in done if len(word) > 1)
        self.caption_number = pattern(
            r"^(?:<layout.appendix.heads>|<owners.place.captions>)?[\s\d-]*"
        )
        # 兰溪全市|要实现|物流业增加值: what the plan's own area does; 完成率 is a noun
        self.own_does = pattern(
            "(?:<naming.inner.before_verb>|<naming.inner.must_patterns>)*(?:<naming.inner.realised>|<naming.inner.spends>)"
            r"(?!<naming.inner.not_behind>)(?=[\u4e00-\u9fff]{2})"
        )
        # 白沙镇|产业园、青云加工厂等项目: a list, of whose first the place is
        self.first_of_list = pattern(
            r"[^、]+、.+(?<!<naming.noun.not_et_cetera>)(?:<naming.noun.et_cetera>)"
            r"(?!<naming.noun.not_behind_et_cetera>)"
        )
        self.urban = words("owners", "place.urban")
        # 大连|全市|化工产值
        self.whole_of = pattern(
            r"(?P<place>[\u4e00-\u9fff]{2,4}?)(?:<owners.place.whole>)(?P<level><owners.place.levels>)(?=..)"
        )
        self.things = words("owners", "place.things")
        self.apart = words("owners", "industry.apart")
        self.made = words("owners", "place.things_made")
        self.place_joints = words("owners", "place.joints")
        self.clusters = words("owners", "place.clusters")
        self.owner_ends = (
            *self.industry, *self.bodies, *self.places, *words("naming", "inner.owners"),
        )  # fmt: skip
        self.finding = words("naming", "inner.finding")
        self.finding_owners = words("naming", "inner.finding_owners")
        self.building = words("naming", "inner.building")
        self.no_builders = words("naming", "inner.no_builders")
        self.building_owners = words("naming", "inner.building_owners")
        self.heading_parents = words("owners", "section.parents")
        self.section_measures = frozenset(words("owners", "section.measures"))
        self.divisions = {d.name: d for d in lexicon.divisions}
        self.shorts: dict[str, list[Division]] = {}
        for division in lexicon.divisions:
            if division.short:
                self.shorts.setdefault(division.short, []).append(division)
        self.below: dict[str, list[Division]] = {}
        for division in lexicon.divisions:
            self.below.setdefault(division.parent, []).append(division)
        local = {a.name for a in lexicon.areas} | {s for a in lexicon.areas for s in a.short}
        self.known_places = lexicon.any_of(a for a in local if len(a) >= 3)
        self.known = lexicon.once(names_of_indicators)
        self.other_fields = frozenset(words("owners", "carried.fields"))
        self.own_heads = words("owners", "carried.heads")
        self.only_of_places = words("owners", "carried.whole")
        self.platform = pattern(
            r"[\u4e00-\u9fff]{0,12}?(?:<layout.platform.ends>)(?=[(\u4e00-\u9fff])"
        )
        self.measured = pattern(r"([\u4e00-\u9fff()]*(?:<owners.industry.always>))([^占数量]{2,})$")
        # a body and its rate: 各级大厅|综合一窗率, 省级单位|业务系统上云率
        self.rate = pattern(
            r"([\u4e00-\u9fff]{2,12}?(?:<owners.industry.rated>))([\u4e00-\u9fff“”\"、]{3,}率)$"
        )
        self.share = pattern(r"(.{4,40}?)(占.{2,}(?:<owners.industry.ratio>))$")
        self.heading_behind = frozenset(words("owners", "place.heading_behind"))
        self.lead = lexicon.compiled(r"([\u4e00-\u9fff]{3,20})[:。]")

    def other_field(self, known: str) -> bool:
        """The known indicator is of a field of its own."""
        return self._records[known].domain in self.other_fields

    def known_tails(self, words: str) -> list[str]:
        """The known indicators of three signs and more that words end with, the longest first."""
        ends = (words[at:] for at in range(len(words) - SHORTEST + 1))
        return [end for end in ends if end in self.known]

    def general(self, words: str) -> bool:
        """The words belong to the name of an indicator: 规上工业企业."""
        return words in self.general_words or words.startswith(self.general_starts)
