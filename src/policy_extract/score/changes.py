"""Gains and losses by name between two outputs, scored against the same golden labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policy_extract.score.figures import LAYERS, Case, Report, Verdict
from policy_extract.score.presentation import listed

_RANK: Mapping[Verdict, int] = {"missed": 0, "wrong": 1, "right": 2}


@dataclass(frozen=True)
class Change:
    """A label (or an extra record) that is judged otherwise than before; ``fields`` are those
    that became right (in a gain) or wrong (in a loss) while it stayed found.
    """

    plan: str
    layer: str
    line: int
    quote: str
    name: str
    before: str
    after: str
    fields: tuple[str, ...] = ()

    def __str__(self) -> str:
        fields = f" ({', '.join(self.fields)})" if self.fields else ""
        where = f"{self.plan}:{self.line}: {self.layer}: {self.name} {self.quote!r}"
        return f"{where}: {self.before} -> {self.after}{fields}"


@dataclass(frozen=True)
class Difference:
    """What the new output does better and what worse; ``uncompared`` plans are in one only."""

    gains: tuple[Change, ...]
    losses: tuple[Change, ...]
    uncompared: tuple[str, ...] = ()


def compare(old: Report, new: Report) -> Difference:
    """Gains and losses of ``new`` over ``old``.

    A label is lost when it was found and is not, or was right and has a slip, or has a slip that
    it did not have; gained is the reverse, and one label may be both (time right now, unit wrong).
    A new extra record is a loss, one that is gone a gain. Plans that only one report holds are
    named and not compared; ``cells`` are observations and not listed twice. An entity's mention is
    compared where both found it.
    """
    gains: list[Change] = []
    losses: list[Change] = []
    for plan in sorted(old.plans.keys() & new.plans.keys()):
        for layer in LAYERS:
            if layer == "cells":
                continue
            before, after = _labels(old, plan, layer), _labels(new, plan, layer)
            for key in sorted(before.keys() & after.keys(), key=lambda k: (before[k].line, k)):
                _judge(before[key], after[key], gains, losses)
            was, now = _extras(old, plan, layer), _extras(new, plan, layer)
            gains += [_extra(was[key], "extra", "gone") for key in was if key not in now]
            losses += [_extra(now[key], "absent", "extra") for key in now if key not in was]
    return Difference(
        tuple(gains), tuple(losses), tuple(sorted(old.plans.keys() ^ new.plans.keys()))
    )


def _labels(report: Report, plan: str, layer: str) -> Mapping[str, Case]:
    return {
        case.key: case
        for verdict in _RANK
        for case in listed(report, verdict, layer=layer, plan=plan)
    }


def _extras(report: Report, plan: str, layer: str) -> Mapping[str, Case]:
    return {case.key: case for case in listed(report, "extra", layer=layer, plan=plan)}


def _judge(before: Case, after: Case, gains: list[Change], losses: list[Change]) -> None:
    was = {slip.field for slip in before.slips}
    now = {slip.field for slip in after.slips}
    rise = _RANK[after.verdict] - _RANK[before.verdict]
    if "missed" in (before.verdict, after.verdict):
        if rise:
            (gains if rise > 0 else losses).append(_change(before, after, frozenset()))
        return
    if was - now:
        gains.append(_change(before, after, was - now))
    if now - was:
        losses.append(_change(before, after, now - was))


def _change(before: Case, after: Case, fields: frozenset[str] | set[str]) -> Change:
    return Change(
        after.plan,
        after.layer,
        after.line,
        after.quote,
        after.name,
        before.verdict,
        after.verdict,
        tuple(sorted(fields)),
    )


def _extra(case: Case, before: str, after: str) -> Change:
    return Change(case.plan, case.layer, case.line, case.quote, case.name, before, after)
