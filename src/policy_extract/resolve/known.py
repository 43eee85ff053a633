"""Which entities the gazetteers have, and what they know of them."""

from __future__ import annotations

from policy_extract.lexicon import Lexicon
from policy_extract.model import Attributes, EntityType
from policy_extract.resolve.areas.resolver import NOWHERE
from policy_extract.resolve.divisions import NATION, DivisionIndex

_NONE = Attributes()  # of most entities nothing is known; records never change, so one will do


class KnownEntities:
    """Looks entities up by id; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, divisions: DivisionIndex) -> None:
        self._divisions = divisions.by_code
        self._indicators = {f"indicator:{record.key}": record for record in lexicon.indicators}
        self._areas = {f"area:{record.key}": record for record in lexicon.areas}
        self._bodies = frozenset(record.key for record in lexicon.agencies)
        regions = lexicon.table("area_resolution", "wide")
        self._known = frozenset(
            (
                *self._indicators,
                *self._areas,
                *(f"area:{code}" for code in (*self._divisions, NATION, *regions)),
                *(f"company:{record.key}" for record in lexicon.companies),
            )
        )

    def known(self, entity: str, kind: EntityType) -> bool:
        """Whether a gazetteer has it: by name, or an agency by its kind (the 发改委 of any city)."""
        if kind in ("agency", "collective"):
            _, _, body = entity.removeprefix("agency:").partition(":")
            return body in self._bodies
        return entity in self._known

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
            return self._of_area(entity)
        return _NONE

    def _of_area(self, entity: str) -> Attributes:
        """A division lies in the one above it, a park or a town in its division."""
        name = entity.removeprefix("area:")
        division = self._divisions.get(name)
        if division is not None:
            above = division.parent or (NATION if division.code != NATION else "")
            return Attributes(level=division.level, parent=f"area:{above}" if above else None)
        record = self._areas.get(entity)
        code, colon, _ = name.partition(":")
        above = record.parent if record is not None else (code if colon else "")
        return Attributes(parent=f"area:{above}" if above not in ("", NOWHERE) else None)
