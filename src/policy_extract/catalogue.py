"""All rules of the tool, as the packages that hold them name them, and how often each has spoken.

A package that gains rules is added to ``RULES``; nothing else has to be changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from policy_extract import corrections, layout
from policy_extract.extract import areas, assignments, companies, project_values, projects, times
from policy_extract.extract.observations import rules as observations
from policy_extract.rules import AnyRule, Catalogue

#: By kind of record, each in the order in which its package asks them.
RULES: tuple[AnyRule, ...] = (
    *layout.RULES,
    *observations.RULES,
    *assignments.RULES,
    *projects.RULES,
    *companies.RULES,
    *areas.RULES,
    *times.RULES,
    *project_values.RULES,
    *corrections.RULES,
)
CATALOGUE = Catalogue(RULES)

#: Where a document holds records, and the fields of those that may name rules.
_RECORDS = ("observations", "assignments", "projects", "mentions")


def spoken(documents: Iterable[Mapping[str, Any]]) -> Counter[str]:
    """How often each rule id stands in documents, as they are written (``model_dump``, or JSON read).

    A record counts for its own ``rule`` and once for each field of its ``read``. A rule that only
    refuses leaves no record, and no count.
    """
    return Counter(rule for document in documents for rule in _named(document))


def _named(document: Mapping[str, Any]) -> Iterator[str]:
    for kind in _RECORDS:
        for record in document.get(kind) or ():
            if record.get("rule"):
                yield record["rule"]
            for read in (record.get("read") or {}).values():
                if read and read.get("rule"):
                    yield read["rule"]


def refuses_only(rule: AnyRule) -> bool:
    """Whether a rule does nothing but refuse: its stage is that of refusals, and no record names it."""
    return rule.stage.rpartition(".")[2] == "refuse"
