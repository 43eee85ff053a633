"""What a rule is, which there are in which order, and what they said."""

from policy_extract.rules.catalogue import AnyRule, Catalogue, Switches, UnknownRule
from policy_extract.rules.rule import Refused, Rule, Said, Settled

__all__ = [
    "AnyRule",
    "Catalogue",
    "Refused",
    "Rule",
    "Said",
    "Settled",
    "Switches",
    "UnknownRule",
]
