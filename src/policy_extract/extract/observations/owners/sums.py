"""What a bracket beside a name or a number says of a sum: 高标准农田建设[累计], 30万人次（五年累计）."""

from __future__ import annotations

from policy_extract.extract.observations.windows import TIME
from policy_extract.lexicon import Lexicon


class Sums:
    """Reads brackets that say that the value is a sum; built once for a lexicon.

    Refused: brackets that say more, （累计投资）, （累计达到1.2万个）, （不含往年累计）.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        said = rf"(?:{TIME}|[\d-]+年|<naming.sum.years>)?(?:<naming.sum.words>)"
        # 2025年/[累计] heads two values: behind / it is no remark
        self._bracket = lexicon.pattern(rf"(?<!/)\s?[\[(【]{said}[\])】]")
        # 技能培训（万人次，累计）: the rest of the bracket stays
        self._in_bracket = lexicon.pattern(rf"[,、;]{said}(?=[\])】])|(?<=[\[(【]){said}[,、;]")
        self._words = lexicon.words("measures", "cumulative.words")
        self._years = lexicon.words("naming", "sum.years")

    def without(self, name: str) -> str:
        """A name without what its brackets say of a sum: 技能培训（累计）人次 → 技能培训人次."""
        if not any(word in name for word in self._words):
            return name
        bare = self._in_bracket.sub("", self._bracket.sub("", name))
        return bare or name

    def of_years(self, head: str) -> bool:
        """Whether the head of a column says nothing but over which years it sums: 五年[累计]."""
        return self.without(head) in self._years

    def behind(self, text: str, at: int) -> bool:
        """Whether such a bracket stands at ``at``, behind a number: 80万亩|（累计）."""
        return text[at : at + 1] in ("(", "[", "【", " ") and bool(self._bracket.match(text, at))
