"""What became of a plan from one version to the next: draft and final, one planning period and the next.

``read`` (``reading``) → two versions, resolved together; ``compare`` → ``Versions``, a record of the contract's kind.
Pairing (``calendar``, ``claims``, ``likeness``, ``pairs``, ``observations``, ``duties``, ``projects``), what was changed
(``values``, ``changes``) and how people see it (``rows``, ``workbook``) are apart; ``compare`` puts the first two together.
"""

from policy_extract.versions.compare import Version, compare
from policy_extract.versions.record import Versions

__all__ = ["Version", "Versions", "compare"]
