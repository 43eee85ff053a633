"""One number for each of several places: 甲山县、乙水县各建设1条生产线, 甲山县、乙水县覆盖率均达到90%.

The words in front of a number are taken apart into the places and the rest; a record is made for each place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from policy_extract.extract.observations.places import PlaceWords
from policy_extract.lexicon import Lexicon
from policy_extract.rules import Rule, Switches
from policy_extract.tuples import NamedTuple

_FEWEST = 2  # places that one number is dealt to


class Shared(NamedTuple):
    """The places that a number is for each, written out, the other words in front of it, and 各 or 均."""

    places: tuple[str, ...]
    words: str
    sign: str


class SharedPlaces:
    """Tells lists of places that share a number; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, places: PlaceWords, switches: Switches) -> None:
        pattern = lexicon.pattern
        self._places, self._on = places, switches.has(EACH_PLACE)
        # 各 before 县, 类, 级 is another word; 年均 is no 均
        self._each = pattern(
            r"(?:(?P<yearly><owners.each.yearly>)|(?<!<owners.each.not_before_all>))(?P<sign><owners.each.dealing>|<measures.distributive.every>)"
            r"(?!<owners.each.of>|<owners.each.not_dealing>|<owners.each.not_behind_all>)"
        )
        self._sign = pattern("<owners.each.dealing>|<measures.distributive.every>")
        self._joint = pattern("<owners.place.joints>")
        self._leading = pattern("(?:<owners.each.leading>)+")
        self._keeping = pattern("(?:<owners.each.no_part_of_name>)+$")

    def of(self, words: str, below: Mapping[str, str]) -> Shared | None:
        """The places and the rest of the words in front of a number; None where no list of places shares it.

        ``below`` are short names of places below the plan's area with their full ones.
        Refused: 各县（市、区）各1个 (each of a kind), 各类企业, a single place, 南北两岸各1条 (no divisions).
        """
        if not self._on or self._sign.search(words) is None:
            return None
        for sign in self._each.finditer(words):
            parts = self._joint.split(words[: sign.start()])
            if len(parts) < _FEWEST:
                continue
            behind = (sign["yearly"] or "") + words[sign.end() :]
            shared = self._read(parts, behind, below)
            if shared is not None:
                return Shared(*shared, sign["sign"])
        return None

    def alone(self, words: str, below: Mapping[str, str]) -> tuple[str, ...]:
        """Words that are a list of places and nothing else: 甲山县、乙水县; refused: 全国、全省, a single place."""
        if "、" not in words or not self._on:
            return ()
        found = [self._whole(part, below) for part in self._joint.split(words)]
        return tuple(place for place in found if place) if all(found) else ()

    def _read(
        self, parts: list[str], behind: str, below: Mapping[str, str]
    ) -> tuple[tuple[str, ...], str] | None:
        last = self._last(parts[-1], below)
        first = self._first(parts[0], below)
        between = [self._whole(part, below) for part in parts[1:-1]]
        if first is None or last is None or None in between:
            return None
        front, place = first
        listed = (place, *(p for p in between if p), last[0])
        return listed, front + last[1] + behind

    def _whole(self, words: str, below: Mapping[str, str]) -> str | None:
        alone = self._places.alone(words, below, listed=True)
        return alone.place if alone and self._places.wide(words) is None else None

    def _first(self, words: str, below: Mapping[str, str]) -> tuple[str, str] | None:
        """What stands before the first place, and the place: 在|甲山县, 支持|甲山县."""
        for start in range(len(words) - 1):
            rest = words[start:]
            if rest in below or self._places.division(rest) == rest:
                return self._kept(words[:start]), below.get(rest, rest)
        lead = self._leading.match(words)
        start = lead.end() if lead else 0
        place = self._whole(words[start:], below)
        return (self._kept(words[:start]), place) if place else None

    def _kept(self, words: str) -> str:
        """Words before the places without those that only say where: 新建|在 → 新建."""
        return self._keeping.sub("", words)

    def _last(self, words: str, below: Mapping[str, str]) -> tuple[str, str] | None:
        """The last place, and the indicator that may stand behind it: 乙水县|粮食产量(各增长2%)."""
        place = self._whole(words, below)
        if place is not None:
            return place, ""
        place = self._places.division(words) or next(
            (words[:n] for n in (4, 3, 2) if words[:n] in below), None
        )
        if place is None or len(words) - len(place) < _FEWEST:
            return None
        return below.get(place, place), words[len(place) :]


EACH_PLACE: Rule[Callable[..., Shared | None]] = Rule(
    "name.each_place", "name", "各地同值", "one number for each of several places",
    "在桐梓县、绥阳县各建设1条生产线, 桐梓县、绥阳县覆盖率均达到90%, 分担率…50%，桐梓县、绥阳县不低于45%: a record for each place",
    "各县（市、区）各1个: each of a kind; 各类企业; 桐梓县、绥阳县分别达到20%、30%", SharedPlaces.of,
)  # fmt: skip
