"""The one place that a paragraph is about, in a document that says of no area: news of several cities, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from policy_extract.document import Plan
from policy_extract.expressions import expression
from policy_extract.extract.observations.places import Around, PlaceWords
from policy_extract.lexicon import Lexicon
from policy_extract.rules import Rule, Said

_NAME = 12  # signs in which the name of a division ends
_LEAD = 24  # signs in front of the place that a paragraph opens with
_ENDED = expression(r"[。;]")


class OnlyWords:
    """The words that the place of a paragraph stands behind; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, places: PlaceWords) -> None:
        self.places = places
        self.opens = lexicon.pattern(r"(?:^|[,:\s]|<owners.only.before>)$")
        self.joints = (
            *lexicon.words("owners", "place.joints"),
            *lexicon.words("owners", "only.several"),
        )


class OnlyPlaces:
    """Looks for the place of a paragraph; made for one plan."""

    def __init__(self, plan: Plan, words: OnlyWords) -> None:
        self._plan, self._words = plan, words
        self._found: dict[int, Said | None] = {}  # asked for each sentence of a paragraph

    def of(self, start: int, end: int) -> Said | None:
        """The division that a paragraph opens with, where it names no other: “日前，遵义市公布…。…项目12个。”

        Refused: a plan that has an area; 北京、天津及深圳市, several; a place further down, or behind a word: 对接遵义市.
        A place below the first is no other: 遵义市…，红花岗区….
        """
        if self._plan.meta.area is not None:
            return None
        if start not in self._found:
            self._found[start] = self._only(start, end)
        return self._found[start]

    def _only(self, start: int, end: int) -> Said | None:
        first: Said | None = None
        around: Around | None = None
        for said in self._named(start, end):
            name = self._plan.shadow[said.start : said.end]
            if around is None:
                if not self._at_head(start, said):
                    return None
                first, around = said, Around(self._words.places, name)
            elif around.relation(name) not in ("own", "below"):
                return None
        return first

    def _named(self, start: int, end: int) -> Iterator[Said]:
        """Where divisions stand by their full names."""
        shadow, at = self._plan.shadow, start
        while at < end:
            name = self._words.places.division(shadow[at : min(at + _NAME, end)])
            if name:
                yield Said(at, at + len(name))
            at += len(name) if name else 1

    def _at_head(self, start: int, said: Said) -> bool:
        shadow = self._plan.shadow
        lead = shadow[start : said.start]
        if len(lead) > _LEAD or shadow.startswith(self._words.joints, said.end):
            return False
        return _ENDED.search(lead) is None and self._words.opens.search(lead) is not None


ONLY = Rule(
    "area.only", "own", "段落唯一的地点", "the only place of a paragraph",
    "日前，遵义市公布…项目12个: the place holds for the paragraph, in a document without an area",
    "北京、天津及深圳市…; 对接遵义市…; a plan that has an area", OnlyPlaces.of,
)  # fmt: skip
