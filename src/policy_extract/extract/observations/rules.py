"""All rules of observations, by stage, each stage in the order in which they are asked.

A stage’s fallback, which speaks where no other rule does, stands last.
"""

from __future__ import annotations

from policy_extract.extract.observations import (
    borders,
    candidates,
    cells,
    clauses,
    completions,
    cuts,
    dating,
    dealing,
    each,
    group,
    kinds,
    measuring,
    naming,
    own,
    parts,
    refuse,
)
from policy_extract.rules import AnyRule

RULES: tuple[AnyRule, ...] = (
    *candidates.RULES,
    *refuse.RULES,
    *refuse.THRESHOLDS,
    *group.JOINING,
    *group.SHARING,
    *naming.RULES,
    *borders.RULES,
    dealing.LISTED,
    dealing.ROUNDS,
    dealing.OF_YEARS,
    dealing.PAIR,
    dealing.OWN_LEVEL,
    clauses.INSIDE_SHARE,
    clauses.PROMISED,
    clauses.PROMISED_RATE,
    clauses.EVERY,
    clauses.TWO_RATES,
    parts.STRETCH,
    *completions.COMPLETIONS,
    clauses.LEVEL_AHEAD,
    clauses.NONE,
    *cuts.RULES,
    *own.AREAS,
    own.PARAGRAPH,
    own.SENTENCE,
    own.DOCUMENT,
    *own.SEGMENTS,
    *each.RULES,
    *dating.RULES,
    dating.PER_YEAR,
    dating.NONE,
    *kinds.RULES,
    kinds.TARGET,
    *measuring.RULES,
    measuring.LEVEL,
    measuring.PEOPLE,
    measuring.FLOOR,
    *cells.RULES,
)
