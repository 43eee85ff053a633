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
    blocks: set[str] = field(default_factory=set)

    @property
    def known(self) -> bool:
        """Whether general knowledge says which company it is."""
        return self.record is not None or self.firm is not None
