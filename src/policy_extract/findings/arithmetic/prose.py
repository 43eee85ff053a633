"""The texts that arithmetic looks at: sentences, the numbers in them, the words of gazetteers. Built once for a corpus."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from policy_extract.document import shadow
from policy_extract.expressions import expression
from policy_extract.findings.arithmetic.marks import Marks
from policy_extract.findings.arithmetic.record import quote
from policy_extract.findings.arithmetic.standing import Standing
from policy_extract.findings.corpus import Corpus
from policy_extract.findings.intervals import exact
from policy_extract.measure.finding import QuantityFinder
from policy_extract.measure.quantity import Quantity
from policy_extract.model import Document, Observation, Value
from policy_extract.tuples import NamedTuple

_STOP: Final = expression(r"[。；;！!?\n]")
_CLAUSES: Final = expression(r"[,。;:!?\n]")
_WRITTEN: Final = expression(r"[，,。；\n]")
#: Words that announce a number stand at most so far before it.
_NEAR: Final = 16
#: A clause before a number that is quoted with it.
_CLAUSE: Final = 24


class Sentence(NamedTuple):
    """A sentence in plain form, and where it stands in its text."""

    start: int
    end: int
    words: str


class Prose:
    """Sentences and numbers of the corpus's texts, and the words of ``findings.toml``."""

    def __init__(self, corpus: Corpus) -> None:
        self._lexicon, self._texts = corpus.lexicon, corpus.texts
        self._shadows: dict[str, str] = {}
        self._marks: dict[tuple[str, re.Pattern[str]], Marks] = {}
        self._standing: dict[str, Standing] = {}
        self._caption = corpus.lexicon.pattern(
            r"(?:<tables.caption.unit>):(?P<unit>[^:,、()]{1,6})(?=[)]|$)"
        )
        self._quantities = corpus.lexicon.once(QuantityFinder)

    def words(self, name: str) -> tuple[str, ...]:
        """A word list of ``findings.toml``, longest first."""
        return self._lexicon.words("findings", f"arithmetic.{name}")

    def for_each(self, words: str) -> bool:
        """Whether words tell of a value for each of many: 农民人均纯收入, 亩均税收. No such value is a part of a sum."""
        rates = self._lexicon.words("findings", "quantity.rate_words")
        return any(word in words for word in rates)

    def any_of(self, name: str) -> str:
        """A word list as an alternation."""
        return "|".join(map(re.escape, self.words(name))) or "(?!)"

    def compiled(self, pattern: str) -> re.Pattern[str]:
        """A pattern that is made of word lists: see ``Lexicon.compiled``."""
        return self._lexicon.compiled(pattern)

    def text(self, document: str) -> str:
        """A document's text in plain form, of the same length."""
        found = self._shadows.get(document)
        if found is None:
            found = self._shadows[document] = shadow(self._texts.get(document, ""))
        return found

    def forget(self) -> None:
        """What was made of the texts so far is needed no more."""
        self._shadows.clear()
        self._marks.clear()
        self._standing.clear()

    def sentence(self, document: str, at: int) -> Sentence:
        """The sentence around a place; a line's end ends it, too."""
        whole = self.text(document)
        start = self._marked(document, whole, _STOP).before(at) + 1
        stop = self._marked(document, whole, _STOP).following(at)
        end = stop if stop is not None else len(whole)
        return Sentence(start, end, whole[start:end])

    def standing(self, document: Document) -> Standing:
        """What stands where in a document."""
        found = self._standing.get(document.id)
        if found is None:
            found = self._standing[document.id] = Standing(document)
        return found

    def _marked(self, document: str, text: str, signs: re.Pattern[str]) -> Marks:
        """The signs in a document's text; some are looked for in the plain form, some as written."""
        found = self._marks.get((document, signs))
        if found is None:
            found = self._marks[document, signs] = Marks(text, signs)
        return found

    def as_written(self, document: str, start: int, end: int) -> str:
        """Words as the plan has them, without white space."""
        return "".join(self._texts.get(document, "")[start:end].split())

    def clause(self, document: str, start: int, end: int) -> str:
        """A number as the plan has it with the words of its clause before it: 总投资亿元以上项目12个."""
        before = self._marked(document, self.text(document), _CLAUSES).before(start) + 1
        return self.as_written(document, before if start - before <= _CLAUSE else start, end)

    def numbers(self, document: str, start: int, end: int) -> list[Quantity]:
        """The numbers of a stretch, with units and bounds."""
        return self._quantities.find(self.text(document), start, end)

    def places(self, document: str, start: int, end: int) -> list[int]:
        """Where a sign of a number stands in a stretch, in order: one for each of ``numbers`` at least."""
        return self._quantities.places(self.text(document), start, end)

    @property
    def money(self) -> str:
        """The unit that amounts of money are in: 元."""
        return self._lexicon.words("measures", "money.unit")[0]

    def unit_of_caption(self, caption: str) -> str:
        """The unit that a caption states for all columns (单位：万元), empty where it states none or several."""
        found = self._caption.search(caption)
        return found["unit"] if found else ""

    @property
    def unit_heads(self) -> tuple[str, ...]:
        """Heads of columns that hold units."""
        return self._lexicon.words("tables", "header.unit")

    def unit(self, words: str) -> Quantity | None:
        """One of a unit as a quantity, None for words that are no unit."""
        one = "1" + shadow(words)
        found = self._quantities.find(one, 0, len(one))
        whole = len(found) == 1 and found[0].unit_end == len(one) and found[0].unit is not None
        return found[0] if whole else None

    def stating(self, document: str, observation: Observation) -> str:
        """The words of a statement with what announces it: 年均增长12%."""
        source, said = observation.source, observation.read.get("measure")
        start = source.start
        if said is not None and said.start is not None and 0 <= start - said.start <= _NEAR:
            start = said.start
        if source.table is not None:
            return quote(observation)
        whole = self._texts.get(document, "")
        named = observation.read.get("indicator")
        clause = self._marked(document, whole, _WRITTEN).before(start) + 1
        if named is not None and named.end is not None and named.end <= clause:
            start = clause if start - clause <= _NEAR else start
        words = whole[start : source.end] or source.quote
        return "".join(words.split())

    def name(self, observation: Observation) -> str:
        """Whose number it is: area, segment and indicator as the plan calls them."""
        parts = (observation.area.name, observation.segment, observation.indicator.name)
        return "".join("".join((part or "").split()) for part in parts)

    def unit_of(self, value: Value) -> tuple[str, Decimal]:
        """The unit a value is written in, and how many base units it is."""
        unit = value.unit or ""
        written = value.low if value.low is not None else value.high
        based = None
        if value.base is not None:
            based = value.base.low if value.base.low is not None else value.base.high
        if not written or not based:
            return unit, Decimal(1)
        return unit, exact(based) / exact(written)
