"""Areas above the plan's that a comparison leads to by a bare sign or by several words: 高于|省、市, 高于|全国全省."""

from __future__ import annotations

from policy_extract.lexicon import Lexicon
from policy_extract.tuples import NamedTuple


class Above(NamedTuple):
    """The first area named, written out (全省), where its words end, and whether others stand beside it."""

    place: str
    end: int
    several: bool


class Levels:
    """Reads such words; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._compares = lexicon.words("owners", "compared.compares")
        whole = lexicon.table("area_by_text", "whole").items()
        #: The sign of a level, and its whole: 省, 全省.
        self.whole = {sign: words[0] for sign, words in whole if isinstance(words, tuple)}
        upper = "<owners.upper.nation>|<owners.upper.province>|<owners.upper.city>|<area_by_text.bodies.signs>"
        self._named = lexicon.pattern(
            rf"(?P<first>{upper})(?P<more>(?:(?:<area_by_text.fitted.joints>)?(?:{upper}))*)"
        )

    def above(self, before: str, rest: str) -> Above | None:
        """The areas that ``rest`` opens with behind the words ``before``.

        Refused: 高于|全省 alone (a place as any other), 辖|县、乡: no comparison.
        """
        found = self._named.match(rest) if before.endswith(self._compares) else None
        if found is None or not (found["more"] or found["first"] in self.whole):
            return None
        place = self.whole.get(found["first"], found["first"])
        return Above(place, found.end(), bool(found["more"]))
