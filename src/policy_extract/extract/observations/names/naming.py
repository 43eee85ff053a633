"""The name stage, one number: the rules that find its indicator's name, in the order they are asked.

The name stands in front of the number (“规上工业企业达到620家”), behind a count (“建设10个高水平基地”), or in an
earlier clause (“…76亿元，较2015年增长75%”).
"""

from __future__ import annotations

from policy_extract.extract.observations.names import (
    amounts,
    counting,
    elsewhere,
    in_front,
    qualities,
    share_doing,
)
from policy_extract.extract.observations.names.elsewhere import PLACE_ALONE
from policy_extract.extract.observations.names.name_clause import (
    Names,
)
from policy_extract.extract.observations.names.standing import STANDING
from policy_extract.rules import Rule

#: In the order in which they are asked; the first that speaks names the number or passes it over.
RULES: tuple[Rule[Names], ...] = (
    STANDING,
    counting.DESCRIBING_COUNT,
    counting.COUNT_SUBJECT,
    counting.COUNT_WHERE,
    counting.NOUN_OF_NEXT,
    counting.COUNT_BEFORE,
    share_doing.SHARE_ALSO,
    counting.SHARE_BEFORE,
    share_doing.SHARE_DOING,
    amounts.CAPACITY,
    amounts.OF_NAMED,
    amounts.MONEY_BEFORE,
    amounts.PROJECT_MONEY,
    amounts.NEW_CAPACITY,
    amounts.WORKED_ON,
    amounts.OWNED_BY_NOUN,
    amounts.UNITLESS,
    qualities.PART_QUALITY,
    counting.PART_ACTIVITY,
    counting.PART_CLASS,
    counting.CLASS_RATE,
    counting.COLLECTED,
    elsewhere.RESIDENTS,
    PLACE_ALONE,
    elsewhere.PLACE_BEHIND,
    elsewhere.COMPARED,
    elsewhere.RATE_THEN,
    elsewhere.PULLED,
    in_front.BEFORE,
    in_front.STRUCTURE,
    in_front.CARRIED,
    in_front.RATE_ITSELF,
    in_front.SHARE_ITSELF,
)
