"""What lies on a person's desk: the records of a run joined with their plan, section, sentence and agencies.

Writers, the report and ``ask`` show these rows and look nothing up for themselves. Each kind of list is a
module with a NamedTuple for its row and a function ``Desk → rows``; numbers stay numbers.
"""

from policy_extract.desk.agencies import Agency, Charge, agencies
from policy_extract.desk.checks import Check, Marked, checks
from policy_extract.desk.companies import Company, companies
from policy_extract.desk.comparison import Compared, comparison
from policy_extract.desk.desk import Desk, Place
from policy_extract.desk.duties import Duty, duties
from policy_extract.desk.found import Found, found, found_of, subject
from policy_extract.desk.growth import Growth, growth
from policy_extract.desk.indicators import Indicator, indicators
from policy_extract.desk.page import Mark, Page, joined, shown
from policy_extract.desk.pairs import PairRow, pairs
from policy_extract.desk.projects import ProjectRow, projects
from policy_extract.desk.targets import Target, targets
from policy_extract.desk.wording import amount, period, word

__all__ = [
    "Agency",
    "Charge",
    "Check",
    "Company",
    "Compared",
    "Desk",
    "Duty",
    "Found",
    "Growth",
    "Indicator",
    "Mark",
    "Marked",
    "Page",
    "PairRow",
    "Place",
    "ProjectRow",
    "Target",
    "agencies",
    "amount",
    "checks",
    "companies",
    "comparison",
    "duties",
    "found",
    "found_of",
    "growth",
    "indicators",
    "joined",
    "pairs",
    "period",
    "projects",
    "shown",
    "subject",
    "targets",
    "word",
]
