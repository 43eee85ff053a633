"""The head behind 等, which ends the name of all that a list names: 医生、护士等|医务人员|支援基层."""

from __future__ import annotations

from policy_extract.extract.observations.peeler import Peeler
from policy_extract.lexicon import Lexicon

_SHORT = 6  # signs of a head that only its last sign tells: 文化馆, 加油站


class GatheredHeads:
    """Reads such heads; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, peeler: Peeler) -> None:
        words, pattern = lexicon.words, lexicon.pattern
        self._opens_with_verb = peeler.borders.opens_with_verb
        self._people = pattern(r"(?:<naming.noun.persons>|<naming.noun.gathered_people>)")
        self._things = pattern(r"(?:<naming.noun.gathered_heads>)")
        self._people_ends = words("naming", "noun.gathered_people_ends")
        self._things_ends = words("naming", "noun.gathered_ends")
        self._joint = pattern(r"(?:<naming.name.and>)$")
        self._goes_on = pattern(
            r"(?:<naming.noun.how>|<naming.noun.all_of_them>|<naming.noun.gathered_go_on>|<naming.noun.listed_acts_patterns>)"
        )

    def of(self, behind: str, *, people: bool) -> str:
        """The head with what describes it, out of the words behind 等; "" where none stands there.

        ``people``: persons are counted, and no head of things ends what is counted. 群体|就业, 企业|入驻园区 end before
        what they do; 人才培训|基地, 企业服务|平台 go on. Refused: 等|到村任职, 等|被认定为省级机构, 等|参加论坛.
        """
        rest = self._joint.sub("", behind)
        if not rest or self._goes_on.match(rest):
            return ""
        heads = self._people if people else self._things
        ends = [found.end() for found in heads.finditer(rest)]
        if ends and ends[-1] == len(rest):
            return rest[: next((end for end in ends if self._goes_on.match(rest, end)), len(rest))]
        if len(rest) <= _SHORT and rest.endswith(
            self._people_ends if people else self._things_ends
        ):
            return rest
        acting = (end for end in ends if self._acts(rest[end:]))
        return rest[: next(acting, ends[-1] if ends else 0)]

    def _acts(self, words: str) -> bool:
        return self._goes_on.match(words) is not None or self._opens_with_verb(words)
