"""All rules of observations, by stage, each stage in the order in which they are asked.

A stage’s fallback, which speaks where no other rule does, stands last.
"""

from __future__ import annotations

from policy_extract.extract.observations import (
    attributes,
    borders,
    candidates,
    headlines,
    label_names,
    measuring,
    wholes,
)
from policy_extract.extract.observations.dates import dating, kinds
from policy_extract.extract.observations.names import (
    brackets,
    by_next,
    clauses,
    completions,
    dealing,
    each,
    fronts,
    group,
    list_labels,
    naming,
    one_number,
    parts,
    promises,
    shared_places,
    turns,
    works,
)
from policy_extract.extract.observations.owners import cuts, only_places, own
from policy_extract.extract.observations.refusals import refuser as refuse
from policy_extract.extract.observations.refusals import thresholds
from policy_extract.extract.observations.tables import cells, registers, task_rows
from policy_extract.rules import AnyRule

RULES: tuple[AnyRule, ...] = (
    *candidates.RULES,
    headlines.HEADING,
    *refuse.RULES,
    *registers.RULES,
    *thresholds.RULES,
    *group.JOINING,
    *group.SHARING,
    *naming.RULES,
    *borders.RULES,
    dealing.LISTED,
    dealing.ROUNDS,
    dealing.OF_YEARS,
    dealing.SINCE,
    dealing.EACH_RATE,
    dealing.PAIR,
    dealing.OWN_LEVEL,
    clauses.INSIDE_SHARE,
    brackets.OUTER,
    list_labels.LABELLED,
    wholes.WHOLE,
    label_names.LABELLED_TEXT,
    promises.PROMISED,
    promises.PROMISED_RATE,
    fronts.OF_PLAN,
    fronts.GAINED,
    *task_rows.RULES,
    one_number.EVERY,
    one_number.TWO_RATES,
    shared_places.EACH_PLACE,
    parts.STRETCH,
    *completions.COMPLETIONS,
    turns.TURN,
    works.WORK,
    clauses.LEVEL_AHEAD,
    *by_next.RULES,
    one_number.NONE,
    *cuts.RULES,
    *own.AREAS,
    own.PARAGRAPH,
    own.SENTENCE,
    own.COMPARED,
    own.HEADING,
    only_places.ONLY,
    own.DOCUMENT,
    *own.SEGMENTS,
    *each.RULES,
    *dating.RULES,
    dating.PER_YEAR,
    dating.NONE,
    *kinds.RULES,
    kinds.TARGET,
    attributes.BRACKET,
    *measuring.RULES,
    measuring.LEVEL,
    measuring.TOLD,
    measuring.FLOOR,
    measuring.DEGREES,
    *cells.RULES,
)
