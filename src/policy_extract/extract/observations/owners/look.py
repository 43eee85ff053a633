"""What the rules of the own stage are given: the words that owning goes by, a name taken apart, what stands around it."""

from __future__ import annotations

from collections.abc import Callable

from policy_extract.document import Plan
from policy_extract.document.project_titles import ProjectHeadings
from policy_extract.extract.observations.drafts import Home, Named, Owned
from policy_extract.extract.observations.names.each import EachWords
from policy_extract.extract.observations.names.nouns import InnerVerbs, Nouns
from policy_extract.extract.observations.owners.company_words import CompanyWords
from policy_extract.extract.observations.owners.cuts import Cut
from policy_extract.extract.observations.owners.project_words import ProjectWords
from policy_extract.extract.observations.owners.split import Splitter
from policy_extract.extract.observations.owners.sums import Sums
from policy_extract.extract.observations.peeler import Peeler
from policy_extract.extract.observations.phrase import Phrase
from policy_extract.extract.observations.windows import OF, located
from policy_extract.lexicon import Lexicon
from policy_extract.rules import Said, Settled
from policy_extract.tuples import NamedTuple


class OwningWords:
    """The words that owning goes by; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, peeler: Peeler, nouns: Nouns) -> None:
        words, pattern = lexicon.words, lexicon.pattern
        self.peeler, self.nouns = peeler, nouns
        self.inner = InnerVerbs(lexicon, peeler)
        self.realised = words("naming", "inner.realised")
        self.outputs = words("naming", "inner.outputs")
        self.no_branch = words("owners", "opening.no_branch")
        self.no_opening = words("owners", "opening.no_opening")
        self.rates = words("owners", "carried.rates")
        self.industry_bodies = words("owners", "carried.bodies")
        self.lenders, self.lent = (
            words("owners", "carried.lenders"),
            words("owners", "carried.lent"),
        )
        self.ranked = words("owners", "upper.ranked")
        self.more = words("naming", "inner.more")
        self.new_verbs = words("measures", "increase.before")
        self.bare = frozenset((*self.outputs, *words("owners", "section.measures")))
        # 数字经济|蓬勃发展，…: what a sentence opens with, and how it went
        self.opening = pattern(
            r"(?:<announcing.words.whole_area>)?(?P<who>[\u4e00-\u9fff]{2,14}?)(?:<naming.turn.predicates>)[\u4e00-\u9fff]{0,12},"
        )
        self.topic = pattern(
            r"[\s\d.、]*(?P<who>[\u4e00-\u9fff()“”、]{1,24}?(?:<owners.topic.ends>))(?:<owners.topic.behind>)[,:]"
        )
        self.spends = words("naming", "inner.spends")
        self.spent = words("naming", "inner.spent")
        self.no_spender = words("naming", "inner.no_spender")
        self.of_each = "".join(words("naming", "inner.of_each"))
        self.office = lexicon.pattern(
            r"(?!<name_grammar.preposition.words>)(?!.*(?:<naming.inner.not_offices>)$)"
            r"[\u4e00-\u9fff、]{0,16}(?:<naming.inner.offices>)(?:<naming.inner.of_each>)?$"
        )
        self.funders = words("naming", "inner.funders")
        self.collectors = words("naming", "part.collectors")
        # 1-6月|完成|投资, 1-10月项目|完成|投资: nobody's in particular
        self.no_owner = pattern(
            r"(?:<naming.inner.months_patterns>)?(?:<naming.inner.bare_owners>)?"
        )
        self.level_alone = pattern(rf"{OF}(?:<owners.place.levels>)$")
        # 东部地区(含东北)|优化布局，…; 省级|6项，…
        self.region = pattern(
            r"[\s\d.、()]*(?:<owners.parts.opening>)?[,:]?(?:(?P<who>(?:<owners.region.names>)(?:\([^()]{1,8}\))?(?:<owners.region.ends>))"
            r"(?:\([^()]{1,8}\))?(?![:,]?\d)(?!<owners.region.not_behind>)"
            r"|(?P<level><owners.region.levels>)\d{1,4}(?:<naming.name.task_units>),)"
        )
        self.urban = words("owners", "place.urban")
        self.gives = words("naming", "inner.gives")
        self.keep = words("announcing", "keep")
        self.output = words("owners", "section.measures")[0]
        self.cumulative = pattern(r"(?:<naming.name.cumulative_ends>)$")
        self.cumulative_word = words("measures", "cumulative.words")
        self.sums = lexicon.once(Sums)
        self.counted = pattern(r"(.{0,14}?(?:<naming.name.counted>))(.{3,})")
        self.projects = ProjectWords(lexicon)
        self.companies = CompanyWords(lexicon)
        self.each = EachWords(lexicon)
        # a row's words that say what is to be done: 加大|数据开发利用; 保障性住房 is a thing
        self.acts = pattern(
            r"(?:<announcing.front>|<doubts.name.verbs>|<owners.row.verbs>)(?!<owners.row.not_behind>)[\u4e00-\u9fff]{2}"
        )


class Part(NamedTuple):
    """A name taken apart: what the splitter cut off, the phrase with new signs, the owner inside."""

    cut: Cut
    phrase: Phrase
    inside: str | None = None


class Ground(NamedTuple):
    """What of one plan owning goes by."""

    plan: Plan
    words: OwningWords
    splitter: Splitter
    headed: ProjectHeadings


class OwnLook(NamedTuple):
    """A named candidate with its name taken apart, and the draft before it in the sentence."""

    ground: Ground
    home: Home
    named: Named
    part: Part
    before: Owned | None
    area: Settled[str] | None = None

    def said(self, words: str) -> Said | None:
        """Where an owner's words stand around the number."""
        start = self.named.left
        end = max(self.named.candidate.end, self.named.noun_end)
        return located(self.ground.plan.shadow, words, start, end)


Owns = Callable[[OwnLook], Settled[str] | None]
