"""What lies on a person's desk: the records of a run joined with their plan, section, sentence and agencies.

Writers, the report and ``ask`` show these rows and look nothing up for themselves. Each kind of list is a
module with a NamedTuple for its row and a function ``Desk → rows``; numbers stay numbers.
"""

from policy_extract.desk.desk import Desk, Place
from policy_extract.desk.page import Mark, Page, joined, shown
from policy_extract.desk.targets import Target, targets
from policy_extract.desk.wording import amount, period, word

__all__ = [
    "Desk",
    "Mark",
    "Page",
    "Place",
    "Target",
    "amount",
    "joined",
    "period",
    "shown",
    "targets",
    "word",
]
