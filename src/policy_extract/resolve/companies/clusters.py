"""What is known of one company while its names are gathered."""

from __future__ import annotations

from dataclasses import dataclass, field

from policy_extract.lexicon.records import Company
from policy_extract.resolve.companies.regional import RegionalFirm
from policy_extract.resolve.matching import Match


@dataclass(slots=True)
class Cluster:
    """Names of one company; ``record`` when the gazetteer knows it, ``firm`` when it is a group's by
    its form, ``names`` in joining order, ``blocks`` the first signs of the cores that it goes by."""

    names: dict[str, Match] = field(default_factory=dict)
    record: Company | None = None
    firm: RegionalFirm | None = None
    blocks: tuple[str, ...] = ()

    def lies_in(self, block: str) -> None:
        """It goes by a name of this block."""
        if block not in self.blocks:
            self.blocks += (block,)

    @property
    def known(self) -> bool:
        """Whether general knowledge says which company it is."""
        return self.record is not None or self.firm is not None
