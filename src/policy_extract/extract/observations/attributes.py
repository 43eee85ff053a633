"""The kind of target that a bracket behind a value says: 420万亩以上（约束性）, 79.5岁〔预期性〕."""

from __future__ import annotations

from policy_extract.lexicon import Lexicon
from policy_extract.rules import Rule, Said, Settled, Switches

_OPENING = "(["


class Attributes:
    """Reads kinds of targets in prose; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, switches: Switches) -> None:
        self._on = bool(switches.on((BRACKET,)))
        self._bracket = lexicon.pattern(
            r" ?[(\[](?P<value><tables.attribute.values>)(?:<tables.attribute.behind>)?[)\]]"
        )

    def behind(self, shadow: str, end: int) -> Settled[str] | None:
        """The kind of target in the bracket behind the value that ends at ``end`` (code points), or None.

        Refused: any other bracket (“（含续建）”), a bracket behind other words.
        """
        if shadow[end : end + 2].lstrip()[:1] not in _OPENING or not self._on:
            return None
        match = self._bracket.match(shadow, end)
        if match is None:
            return None
        return Settled(match["value"], BRACKET.id, Said(match.start("value"), match.end("value")))


BRACKET = Rule(
    "attribute.bracket", "kind", "数值后括注的属性", "kind of target in a bracket behind the value",
    "420万亩以上（约束性）, 79.5岁〔预期性〕 → attribute", "another bracket: 420万亩（含续建）", Attributes.behind,
)  # fmt: skip
