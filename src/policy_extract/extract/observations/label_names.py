"""Indicators that a label or a heading names once for the text behind it: 1.地区生产总值。2022年达到4921亿元，年均增长6.2%.

Reviews of plans go through their indicators one by one, each with its own paragraph, which does not say it again.
"""

from __future__ import annotations

from policy_extract.document import Paragraph, Plan, shadow
from policy_extract.expressions import expression
from policy_extract.extract.observations.borders import Borders
from policy_extract.extract.observations.drafts import LABEL, Name
from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.lexicon import names_of_indicators
from policy_extract.rules import Rule, Said, Switches
from policy_extract.segment.sentences import Sentence

_LONGEST = 24  # signs of a label
_NAME = expression(r"[^\d,;:。、()]+")
_MARKS = " \n。.:"


class LabelWords:
    """The words by which a label is told that names an indicator; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, borders: Borders, switches: Switches) -> None:
        self.borders = borders
        words = lexicon.words
        self.on = switches.has(LABELLED_TEXT)
        self.known = lexicon.once(names_of_indicators)
        self.ends = (*words("naming", "complete.measures"), *words("doubts", "name.share_ends"))
        self.no_ends = words("naming", "label.no_indicators")
        self.budgets = words("naming", "label.budgets")


class LabelNames:
    """Tells of what indicator a paragraph is; made for one plan."""

    def __init__(self, plan: Plan, words: LabelWords) -> None:
        self._plan, self._words = plan, words

    def of(self, sentence: Sentence) -> Name | None:
        """The indicator that the label of a sentence's paragraph names, or the heading right above it.

        Refused: 财政金融工作, 主要目标, 完善现代产权制度: no indicator; a heading over a second paragraph, which may be of anything.
        """
        if not self._words.on:
            return None
        return self._indicator(sentence) or self._budget(sentence.paragraph)

    def _indicator(self, sentence: Sentence) -> Name | None:
        said = self._label(sentence) or self._heading(sentence.paragraph)
        if said is None:
            return None
        section = self._plan.section(sentence.paragraph.section)
        numbered = section is not None and section.start == said.start
        words = section.title if section and numbered else self._plan.shadow[said.start : said.end]
        name = shadow(words).strip(_MARKS)
        if _NAME.fullmatch(name) is None or name.endswith(self._words.no_ends):
            return None
        if self._words.borders.opens_with_verb(name):
            return None
        if name not in self._words.known and not name.endswith(self._words.ends):
            return None
        return Name(name, LABEL, said, ("indicator.carried",))

    def _budget(self, paragraph: Paragraph) -> Name | None:
        """The budget that the nearest heading names which names one: （二）政府性基金预算 over 收入完成63亿元."""
        for section in self._plan.ancestors(paragraph.section):
            told = [budget for budget in self._words.budgets if budget in section.title]
            if len(told) == 1:
                at = self._plan.text.find(told[0], section.start)
                said = Said(at, at + len(told[0])) if at >= 0 else None
                return Name(told[0], LABEL, said, ("indicator.carried",))
        return None

    def _label(self, sentence: Sentence) -> Said | None:
        """The words that a paragraph opens with up to its first full stop, where they are so few as a label has."""
        paragraph = sentence.paragraph
        stop = paragraph.heading_end
        if stop <= paragraph.start:
            stop = self._plan.shadow.find("。", paragraph.start, paragraph.start + _LONGEST) + 1
        few = paragraph.start < stop <= sentence.start and stop - paragraph.start <= _LONGEST
        return Said(paragraph.start, stop) if few else None

    def _heading(self, paragraph: Paragraph) -> Said | None:
        """The heading that stands alone in the line right above a paragraph."""
        section = self._plan.section(paragraph.section)
        if section is None or not section.start < paragraph.start <= section.start + 2 * _LONGEST:
            return None
        above = self._plan.shadow[section.start : paragraph.start].strip()
        if "\n" in above or len(above) > _LONGEST:
            return None
        return Said(section.start, section.start + len(above))


LABELLED_TEXT = Rule(
    LABEL, "name", "标题里的指标", "the indicator of a label",
    "1.地区生产总值。|2022年达到|4921亿元, （二）森林覆盖率 over 2023年达到|68.5%: what the label or the heading names",
    "（一）财政金融。增长6.5%: no indicator; 收入完成63亿元 below 一般公共预算和政府性基金预算, two budgets; 常住人口城镇化率。新建公园12个: named by itself", LabelNames.of,
)  # fmt: skip
