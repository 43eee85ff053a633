"""The promises of the output (docs/output.md), checked: on an output in memory, and on a folder.

What no single output shows is not here: that the same inputs give the same bytes, and that ids stay when documents
are added. ``Fault`` says which promise does not hold and where.
"""

from policy_extract.verify.fault import Fault
from policy_extract.verify.folder import verify_folder
from policy_extract.verify.output import verify

__all__ = ["Fault", "verify", "verify_folder"]
