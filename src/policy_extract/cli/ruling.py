"""What ``rules`` does: the catalogue of rules, for people and as JSON."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from policy_extract import messages
from policy_extract.cli.terminal import put_data, say
from policy_extract.errors import UsageError
from policy_extract.messages import Language, text

if TYPE_CHECKING:
    from policy_extract.rules import AnyRule


class UnknownStage(messages.Told, UsageError):
    """``--stage`` names a stage that there is not."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.code, self.fields = "rules.unknown_stage", {"name": name, "known": " ".join(known)}
        super().__init__(messages.text("en", self.code, **self.fields))


def rules(options: argparse.Namespace, language: Language) -> int:
    """Print the rules of a stage, or all. Exit code 0.

    With a folder of plans each rule says how often it spoke on them. Raises UnknownStage, and
    PolicyExtractError when the plans cannot be read.
    """
    listed = _of_stage(options.stage)
    counts = _counts(Path(options.corpus))
    if options.json:
        rows = [_row(rule, _spoke(rule, counts)) for rule in listed]
        put_data(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return 0
    for line in _lines(listed, counts, language):
        say(line)
    return 0


def _of_stage(stage: str | None) -> tuple[AnyRule, ...]:
    """The rules of a stage (“companies.refuse”), or of all of a kind (“companies”)."""
    from policy_extract.catalogue import CATALOGUE

    if stage is None:
        return CATALOGUE.rules
    found = tuple(r for r in CATALOGUE.rules if f"{r.stage}.".startswith(f"{stage}."))
    if not found:
        raise UnknownStage(stage, CATALOGUE.stages())
    return found


def _counts(corpus: Path) -> Mapping[str, int] | None:
    """How often each rule spoke on the plans of a folder; None when there is no such folder."""
    if not os.path.isdir(corpus):
        return None
    from policy_extract.catalogue import spoken
    from policy_extract.readers import discover
    from policy_extract.work import Recipe

    workshop = Recipe().workshop()
    traced = [workshop.trace(item) for item in discover([corpus]).inputs]
    counts = spoken(t.outcome.document.model_dump() for t in traced if t.outcome.document)
    for one in traced:
        counts.update(refused.rule for refused in one.refused)
        counts.update(settled.rule for _, settled in (one.plan.settled if one.plan else ()))
    return counts


def _spoke(rule: AnyRule, counts: Mapping[str, int] | None) -> int | None:
    from policy_extract.catalogue import refuses_only

    if counts is None:
        return None
    # a refusal of companies and times leaves no trail: nobody counted it
    return counts.get(rule.id, None if refuses_only(rule) else 0)


def _row(rule: AnyRule, spoke: int | None) -> dict[str, object]:
    return {
        "id": rule.id,
        "stage": rule.stage,
        "label": {"zh": rule.zh, "en": rule.en},
        "says": rule.says,
        "refuses": rule.refuses or None,
        "spoke": spoke,
    }


def _lines(
    listed: tuple[AnyRule, ...], counts: Mapping[str, int] | None, language: Language
) -> Iterator[str]:
    stage = ""
    for rule in listed:
        if rule.stage != stage:
            yield from ([""] if stage else [])
            stage = rule.stage
            yield stage
        spoke = _spoke(rule, counts)
        times = "" if spoke is None else f" · {text(language, 'cli.rule_spoke', count=spoke)}"
        yield f"  {rule.id} · {rule.label(language)}{times}"
        yield f"      {text(language, 'cli.rule_says', what=rule.says)}"
        if rule.refuses:
            yield f"      {text(language, 'cli.rule_refuses', what=rule.refuses)}"
