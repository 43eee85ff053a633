"""Which entities the gazetteers have, and what they know of them."""

from __future__ import annotations

from policy_extract.lexicon import Lexicon
from policy_extract.model import Attributes, EntityType
from policy_extract.resolve.areas.known import KnownAreas
from policy_extract.resolve.areas.names import AreaNames
from policy_extract.resolve.divisions import DivisionIndex

_NONE = Attributes()  # of most entities nothing is known; records never change, so one will do


class KnownEntities:
    """Looks entities up by id; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, divisions: DivisionIndex) -> None:
        self._indicators = {f"indicator:{record.key}": record for record in lexicon.indicators}
        self.areas = KnownAreas(lexicon, divisions, AreaNames(lexicon))
        self._bodies = frozenset(record.key for record in lexicon.agencies)
        self._known = frozenset(
            (
                *self._indicators,
                *(f"company:{record.key}" for record in lexicon.companies),
            )
        )

    def known(self, entity: str, kind: EntityType) -> bool:
        """Whether a gazetteer has it: by name, or an agency by its kind (the 发改委 of any city)."""
        if kind in ("agency", "collective"):
            _, _, body = entity.removeprefix("agency:").partition(":")
            return body in self._bodies
        return self.areas.has(entity) if kind == "area" else entity in self._known

    def attributes(self, entity: str, kind: EntityType) -> Attributes:
        """Domain, first unit and good direction of a known indicator; level and parent of an area.

        An indicator that nobody plans to have much or little of (``neither``) has no direction.
        """
        if kind == "indicator":
            record = self._indicators.get(entity)
            if record is None:
                return _NONE
            return Attributes(
                domain=record.domain or None,
                unit=record.units[0] if record.units else None,
                direction=record.direction if record.direction in ("up", "down") else None,
            )
        if kind == "area":
            return self.areas.attributes(entity)
        return _NONE
